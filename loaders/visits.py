"""Letters after focused visits (2018 on) and monitoring visits (2016 on).

One letter, one visit, no judgements. What evaluates stands under headings whose
wording changed over the years; what comes before the first of them tells how the
visit was done, what follows the last paragraph of findings what happens next.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from loaders import addressees, dates, follow_ups, letters, visit_facts, visit_sections
from loaders.blocks import Block, Kind, blocks
from loaders.furniture import Body
from loaders.healing import canonical
from loaders.letters import Letter
from loaders.pages import Line, Pages
from loaders.records import Finding, Participant, Period, Report
from ontology.codes import Framework, InspectionType, Role

FAMILY = "visit"

_VISIT = r"(?:focus(?:s)?ed|monitoring)\s+(?:inspection\s+)?visit"
_TITLE = re.compile(
    r"(?:(?:Ofsted|ILACS|First|Second|Third|Fourth|Fifth|Sixth|Final)\s+)?"
    rf"{_VISIT}\s*(?:to|of|at|in|:|–|-|$)",
    re.IGNORECASE,
)
_SUMMARY = re.compile(
    rf"\bThis\s+letter\s+\w+\s+(?:\w+\s+){{0,8}}{_VISIT}\b", re.IGNORECASE
)
#: Monitoring visits there are too, and another family reads the letters.
_ANOTHER = re.compile(r"\bArea SEND\b|\bLocal Area Partnership\b", re.IGNORECASE)
_TEXT_BEGINS = re.compile(
    r"(?:This\s+letter|Her\s+Majesty|His\s+Majesty|I\s+am|I\s+write|Thank\s+you|The"
    r"|Inspectors|Following|On\s+\d|We)\b"
)
_CLOSING = re.compile(
    r"(?:Ofsted\s+(?:will|is)\b|(?:I|We)\s+(?:am|are|will|have)\s+(?:now\s+)?(?:be\s+)?"
    r"(?:copy|shar|notif|inform|send|sent|publish)|(?:This|A\s+copy\s+of\s+this)\s+letter"
    r"\s+(?:will|is)\b|(?:I|We)\s+would\s+like\s+to\s+thank|Thank\s+you\b|"
    r"(?:The|Our|Your)\s+next\s+(?:monitoring\s+|focused\s+)?visit\b|You\s+should\s+"
    r"(?:submit|send|now)|In\s+terms\s+of\s+(?:our\s+)?next\s+steps|If\s+you\s+have\s+any\s+(?:questions|queries))",
    re.IGNORECASE,
)
_ILACS = date(2018, 1, 1)
#: A visit lasts days; a longer span is a misprinted year.
_LONG = timedelta(days=60)
_TORN = re.compile(
    r"(?:[,;]|\b(?:a|an|and|between|by|for|from|in|of|on|or|the|this|to|visit|was|were"
    r"|with|Majesty[’']s|\w+s[’'])|[’']s)$"
)


def matches(body: Body) -> bool:
    """Whether the first pages are a letter about a visit."""
    lines = [line for page in body.pages[:2] for line in page.lines][:120]
    text = canonical(" ".join(line.clean for line in lines))
    if _ANOTHER.search(text):
        return False
    if _SUMMARY.search(text):
        return True
    titled = any(_TITLE.match(canonical(line.clean)) for line in lines)
    return titled and any(line.clean.startswith("Dear ") for line in lines)


def read(document: Pages, body: Body) -> tuple[Report, ...]:
    """The one report of a letter."""
    body = letters.in_reading_order(body)
    letter = letters.take_apart(body)
    main, after = _part_closing(letter.body)
    title, main = _part_title(main)
    parts = visit_sections.parted(main)
    opening = next((part.lines for part in parts if not part.key), ())
    covered = [part.lines for part in parts if part.key == "covered"]
    stated = _mended([block.text for block in blocks(body, opening)])
    scope = [block for lines in covered for block in blocks(body, lines)]
    texts = [text for part in parts for text in visit_sections.read(body, part)]
    report = _report(
        letter,
        canonical(" ".join(line.clean for line in title)) or None,
        stated,
        scope,
    )
    head = (letter.letterhead, letter.date, letter.address, letter.salutation, title)
    findings = tuple(text for text in texts if isinstance(text, Finding))
    warnings = report.warnings
    if not any(part.key for part in parts):
        warnings += ("no heading of a visit letter, such as 'Headline findings'",)
    return (
        replace(
            report,
            findings=findings,
            passages=(
                *visit_sections.passages(body, *head),
                *(text for text in texts if not isinstance(text, Finding)),
                *visit_sections.passages(body, after, letter.closing),
                *visit_sections.passages(body, body.footnotes, section="Footnotes"),
            ),
            follow_ups=follow_ups.stated(findings),
            warnings=warnings,
        ),
    )


def _mended(paragraphs: Sequence[str]) -> list[str]:
    """Paragraphs, those torn apart by a copy put together again."""
    mended: list[str] = []
    for text in paragraphs:
        if mended and (_TORN.search(mended[-1]) or text[:1].islower()):
            mended[-1] += " " + text
        else:
            mended.append(text)
    return mended


def _report(
    letter: Letter,
    title: str | None,
    stated: Sequence[str],
    scope: Sequence[Block],
) -> Report:
    """What the letter says of the visit; its findings are put in later."""
    warnings: list[str] = []
    sentence = visit_facts.summary(stated)
    published = letters.day_of(letter)
    periods = _periods(sentence, published, warnings)
    people = _people(letter, stated)
    name = visit_facts.authority(sentence, title, stated) or _council(letter)
    monitoring = re.search(
        r"\bmonitoring\b", f"{title or ''} {sentence or ''}", re.IGNORECASE
    )
    kind = (
        InspectionType.MONITORING_VISIT
        if monitoring is not None
        else InspectionType.FOCUSED_VISIT
    )
    warnings += _missing(letter, people, name, published)
    theme = _theme(stated, scope)
    if theme is None:
        warnings.append("no sentence before the findings says what was looked at")
    return Report(
        family=FAMILY,
        title=title,
        authority_printed=name,
        framework=_framework(kind, periods),
        type=kind,
        periods=periods,
        published=published,
        theme=theme,
        publisher="Ofsted",
        people=people,
        warnings=tuple(warnings),
    )


def _theme(stated: Sequence[str], scope: Sequence[Block]) -> str | None:
    """The focus as a sentence has it, else the list that the sentence points to."""
    found = visit_facts.theme([*stated, *(block.text for block in scope)])
    if found is not None:
        return found
    items = [block.text.strip(" .;") for block in scope if block.kind is Kind.BULLET]
    return "; ".join(items) or None


def _framework(kind: InspectionType, periods: Sequence[Period]) -> Framework:
    """Monitoring visits before the ILACS framework began were the older one's."""
    older = bool(periods) and periods[-1].end < _ILACS
    if kind is InspectionType.MONITORING_VISIT and older:
        return Framework.SIF
    return Framework.ILACS


def _periods(
    sentence: str | None, published: date | None, warnings: list[str]
) -> tuple[Period, ...]:
    printed = visit_facts.days(sentence) if sentence is not None else None
    if printed is None:
        warnings.append("no sentence before the findings says when the visit was")
        return ()
    found = dates.periods(printed, published.year if published is not None else None)
    if not found:
        warnings.append(f"days of the visit not understood: {printed!r}")
        return ()
    start, end = found[0].start, found[-1].end
    if end - start > _LONG:
        warnings.append(f"a visit from {start} to {end}: probably a misprint")
    if published is not None and published < end:
        warnings.append(f"letter dated {published}, before the visit ended on {end}")
    return found


def _people(letter: Letter, stated: Sequence[str]) -> tuple[Participant, ...]:
    """Addressees, team, signatories; who signs a letter led its visit."""
    page = letter.body[0].page if letter.body else None
    team = [replace(person, page=page) for person in visit_facts.team(stated)]
    signed = letters.signatories(letter)
    # A line-end hyphen in the text may have been lost; a signature has none.
    spelt = {_letters(person.name): person.name for person in signed}
    names = set(spelt.values())
    team = [replace(p, name=spelt.get(_letters(p.name), p.name)) for p in team]
    if not any(person.role is Role.LEAD_INSPECTOR for person in team):
        for index, person in enumerate(team):
            if person.role is Role.INSPECTOR and names == {person.name}:
                team[index] = replace(person, role=Role.LEAD_INSPECTOR)
    return (*addressees.read(letter), *team, *signed)


def _letters(name: str) -> str:
    return re.sub(r"[\W_]", "", name).casefold()


def _council(letter: Letter) -> str | None:
    """The council in the address, where the text names none."""
    for line in letter.address:
        text = canonical(line.clean)
        if re.search(r"\b(?:Council|Borough of|City of)\b", text):
            return text.strip(" ,")
    return None


def _missing(
    letter: Letter,
    people: Sequence[Participant],
    authority: str | None,
    published: date | None,
) -> Iterator[str]:
    roles = {person.role for person in people}
    if authority is None:
        yield "no authority in the title, the first sentence or the address"
    if published is None:
        yield "no date line above the salutation"
    if Role.ADDRESSEE not in roles:
        yield "no addressee above the salutation"
    if not roles & {Role.INSPECTOR, Role.LEAD_INSPECTOR}:
        yield "no sentence before the findings names the inspectors"
    if Role.SIGNATORY not in roles:
        yield "no signatory at the end"


def _part_title(lines: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """The lines of the title, up to the first that begins a sentence."""
    first = next(
        (i for i, line in enumerate(lines[:8]) if _TITLE.match(canonical(line.clean))),
        None,
    )
    if first is None:
        return [], list(lines)
    end = first + 1
    while end < min(len(lines), first + 4) and not _TEXT_BEGINS.match(lines[end].clean):
        if lines[first].bold and not lines[end].bold:
            break
        end += 1
    return list(lines[:end]), list(lines[end:])


def _part_closing(lines: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """What was found, and what the letter says will happen next."""
    for index in range(len(lines) // 2, len(lines)):
        before = lines[index - 1].clean if index else "."
        if before.rstrip()[-1:] in ".!?:”’" and _CLOSING.match(lines[index].clean):
            return list(lines[:index]), list(lines[index:])
    return list(lines), []
