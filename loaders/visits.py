"""Letters after focused visits (2018 on) and monitoring visits (2016 on).

One letter, one visit, no judgements. What evaluates stands under headings whose
wording changed over the years; what comes before the first of them tells how the
visit was done, what follows the last paragraph of findings what happens next.
"""

from __future__ import annotations

import itertools
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from loaders import dates, follow_ups, letters, outline, visit_facts
from loaders.blocks import Block, Kind, blocks
from loaders.furniture import Body
from loaders.healing import canonical
from loaders.letters import Letter
from loaders.outline import Section
from loaders.pages import Line, Pages
from loaders.records import Finding, Participant, Passage, Period, Report
from ontology.codes import FindingKind, Framework, InspectionType, Role

FAMILY = "visit"

_VISIT = r"(?:focus(?:s)?ed|monitoring)\s+(?:inspection\s+)?visit"
_TITLE = re.compile(
    rf"(?:(?:Ofsted|ILACS|First|Second|Third|Fourth|Fifth|Sixth|Final)\s+)?{_VISIT}\s*(?:to|of|at|in|:|–|-|$)",
    re.IGNORECASE,
)
_SUMMARY = re.compile(
    rf"\bThis\s+letter\s+\w+\s+(?:\w+\s+){{0,8}}{_VISIT}\b", re.IGNORECASE
)
_TEXT_BEGINS = re.compile(
    r"(?:This\s+letter|Her\s+Majesty|His\s+Majesty|I\s+am|I\s+write|Thank\s+you|The"
    r"|Inspectors|Following|On\s+\d|We)\b"
)
_THE = r"(?:the|this|our)"
_HEADINGS = {
    "overview": r"(?:(?:Overview|Headline|Key|Overall)(?: findings?)?|Summary(?: of"
    rf"(?: {_THE}| main| key)? ?(?:findings|progress))?|Overall (?:summary|progress))",
    "findings": r"(?:(?:Main|Detailed|Summary of|Inspection|Inspectors[’'])? ?findings"
    rf"(?: and evaluation of progress| (?:from|of|at) {_THE} (?:\w+ )?visit)?"
    r"|Evaluation of progress|Findings and progress)",
    "improve": r"What (?:the local authority |the council )?(?:still )?needs to"
    r" (?:be )?improved?(?: in [\w\s]{3,60}?(?:practice|services?|work|provision|area))?",
    "areas": r"(?:Key )?Areas? (?:for|of) (?:further )?(?:improvement|development)s?"
    rf"(?: identified (?:at|during) {_THE} visit)?",
    "priority": r"(?:Areas? for )?(?:immediate and )?priority actions?(?: required)?",
    "strength": r"(?:Areas of strengths?|Strengths|What is working well)",
    "covered": rf"(?:Areas? covered(?: (?:by|in|during|at) {_THE} (?:\w+ )?visit)?"
    rf"|(?:Focus|Scope) of {_THE} (?:\w+ )?visit)",
    "next": r"(?:Next steps|What happens next)",
}
_PATTERNS = {
    key: re.compile(rf"{pattern}\s*[.:?]{{0,2}}\s?\d?", re.IGNORECASE)
    for key, pattern in _HEADINGS.items()
}
_KINDS = {
    "overview": FindingKind.HEADLINE,
    "findings": FindingKind.FINDING,
    "improve": FindingKind.AREA_FOR_IMPROVEMENT,
    "areas": FindingKind.AREA_FOR_IMPROVEMENT,
    "priority": FindingKind.PRIORITY_ACTION,
    "strength": FindingKind.STRENGTH,
}
_LISTS = frozenset(("improve", "areas", "priority"))
#: A paragraph on the visit itself, not on what was found.
_ABOUT_VISIT = re.compile(
    rf"(?:This|The|Our)\s+(?:\w+\s+)?(?:visit|letter|methodology|focus|inspectors?)\b"
    r"|(?:Her|His)\s+Majesty[’']?s\s+|Inspectors\b|A\s+(?:\w+\s+)?range\s+of\s+|They\s"
    rf"|(?:During|In|On|At|Throughout|For)\s+(?:the\s+course\s+of\s+)?{_THE}\s+(?:\w+\s+)?"
    r"(?:visit|letter)\b|(?:One|Two|Three|Four|Five|Both|All)\s+(?:of\s+the\s+)?inspectors?"
    r"|I\s+am\s+writing|Thank\s+you|Ofsted\b|Local\s+authorities\s+judged|Areas\s+covered"
    r"|In\s+particular,\s+inspectors|Specifically,\s+(?:they|inspectors)",
    re.IGNORECASE,
)
#: The same where the letter already tells what was found.
_METHOD = re.compile(
    r"(?:(?:This|The)\s+visit|Inspectors)\s+(?:looked\s+at|considered|reviewed|used)\s+an?\s+"
    r"(?:\w+\s+)?range\s+of\s+|A\s+(?:\w+\s+)?range\s+of\s+evidence\s+was\b"
    r"|Based\s+on\s+the\s+evidence\s+gathered\b|(?:This|The)\s+(?:focused\s+|monitoring\s+)?"
    r"visit\s+was\s+(?:carried\s+out|conducted)\b",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"(?:Ofsted\s+(?:will|is)\b|(?:I|We)\s+(?:am|are|will|have)\s+(?:now\s+)?(?:be\s+)?"
    r"(?:copy|shar|notif|inform|send|sent|publish)|(?:This|A\s+copy\s+of\s+this)\s+letter"
    r"\s+(?:will|is)\b|(?:I|We)\s+would\s+like\s+to\s+thank|Thank\s+you\b|"
    r"(?:The|Our|Your)\s+next\s+(?:monitoring\s+|focused\s+)?visit\b|You\s+should\s+"
    r"(?:submit|send|now)|If\s+you\s+have\s+any\s+(?:questions|queries))",
    re.IGNORECASE,
)
_NONE = re.compile(
    r"(?:There\s+(?:are|were)\s+no|No)\s+(?:areas?|priority)\b|None\b", re.IGNORECASE
)
_CONCERN = re.compile(
    r"\b(?:concern|weakness|shortfall|deficit|failing|recommend|inadequate"
    r"|(?:identified|raised|found|made)\s+(?:at|in|during|by))",
    re.IGNORECASE,
)
_ILACS = date(2018, 1, 1)
#: A visit lasts days; a longer span is a misprinted year.
_LONG = timedelta(days=60)
_PROSE = 25
_TORN = re.compile(
    r"(?:[,;]|\b(?:a|an|and|between|by|for|from|in|of|on|or|the|this|to|visit|was|were"
    r"|with|Majesty[’']s|\w+s[’'])|[’']s)$"
)
_NOTE = re.compile(r"(\d)(?:$|\s+[A-Z])")
#: A footnote in a text copy takes at most so many lines at the end of its page.
_NOTE_LINES = 8


@dataclass(slots=True)
class _Contents:
    """What is gathered on the way through a letter."""

    findings: list[Finding] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


def matches(body: Body) -> bool:
    """Whether the first pages are a letter about a visit."""
    lines = [line for page in body.pages[:2] for line in page.lines][:120]
    text = canonical(" ".join(line.clean for line in lines))
    if _SUMMARY.search(text):
        return True
    titled = any(_TITLE.match(canonical(line.clean)) for line in lines)
    return titled and any(line.clean.startswith("Dear ") for line in lines)


def read(document: Pages, body: Body) -> tuple[Report, ...]:
    """The one report of a letter."""
    body = letters.in_reading_order(body)
    letter = letters.take_apart(body)
    lines, notes = _without_notes(letter.body, body)
    main, after = _part_closing(lines)
    title, main = _part_title(main)
    parts = outline.sections(main, _PATTERNS)
    opening = next((part.lines for part in parts if not part.key), ())
    covered = [part.lines for part in parts if part.key == "covered"]
    stated = _mended([block.text for block in blocks(body, opening)])
    scope = [block for lines in covered for block in blocks(body, lines)]
    found = _Contents()
    for part in parts:
        _add(body, part, found)
    found.passages = [
        *_plain(body, letter.letterhead, letter.date, letter.address),
        *_plain(body, letter.salutation, title),
        *found.passages,
        *_plain(body, after, letter.closing),
        *_plain(body, [*body.footnotes, *notes], section="Footnotes"),
    ]
    printed = canonical(" ".join(line.clean for line in title)) or None
    return (_report(letter, printed, stated, scope, found),)


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
    found: _Contents,
) -> Report:
    sentence = visit_facts.summary(stated)
    published = letters.day_of(letter)
    periods = _periods(sentence, published, found.warnings)
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
    found.warnings += _missing(letter, people, name, published)
    theme = _theme(stated, scope)
    if theme is None:
        found.warnings.append("no sentence before the findings says what was looked at")
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
        findings=tuple(found.findings),
        passages=tuple(found.passages),
        follow_ups=follow_ups.stated(found.findings),
        warnings=tuple(found.warnings),
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
    return (*letters.addressees(letter), *team, *signed)


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


def _without_notes(lines: Sequence[Line], body: Body) -> tuple[list[Line], list[Line]]:
    """In text without layout: footnotes at the end of a page, told by their mark."""
    if any(page.laid_out for page in body.pages):
        return list(lines), []
    text = "\n".join(line.clean for line in lines)
    marks = set(re.findall(r"[a-z][.?!,;:’”)]?(\d)(?=\s|$)", text, re.MULTILINE))
    tops = [page.lines[0].start for page in body.pages if page.lines]
    found: set[int] = set()
    for top, end in itertools.pairwise([*tops, sys.maxsize]):
        # A mark alone on its line near the foot looks like a page number.
        page = sorted(
            (line for line in (*lines, *body.furniture) if top <= line.start < end),
            key=lambda line: line.start,
        )
        for index in range(max(0, len(page) - _NOTE_LINES), len(page) - 1):
            mark = _NOTE.match(page[index].clean)
            if mark is not None and mark[1] in marks:
                found |= {line.start for line in page[index:]}
                break
    notes = [line for line in lines if line.start in found]
    return [line for line in lines if line.start not in found], notes


def _plain(
    body: Body, *runs: Sequence[Line], section: str | None = None
) -> Iterator[Passage]:
    for run in runs:
        if run:
            yield from (block.passage(section) for block in blocks(body, run))


def _add(body: Body, part: Section, found: _Contents) -> None:
    """The paragraphs of a section, each as a finding or a passage."""
    heading = None if part.heading is None else re.sub(r"\?\s?\d$", "?", part.heading)
    found.passages += _plain(body, part.head, section=heading)
    items = blocks(body, part.lines)
    listed = False
    concern = False
    for index, block in enumerate(items):
        if _is_subheading(block, items, index, part.key):
            heading = block.text
            found.passages.append(block.passage(heading))
            continue
        kind = _kind(block, items, index, part.key, listed=listed, concern=concern)
        listed = listed or block.kind in (Kind.BULLET, Kind.NUMBER)
        concern = _CONCERN.search(block.text) is not None if not listed else concern
        passage = block.passage(heading)
        if kind is None:
            found.passages.append(passage)
            continue
        if part.key in _LISTS:
            passage = replace(passage, paragraph=None)
        found.findings.append(_finding(passage, kind))


def _finding(passage: Passage, kind: FindingKind) -> Finding:
    return Finding(
        text=passage.text,
        section=passage.section,
        paragraph=passage.paragraph,
        marker=passage.marker,
        level=passage.level,
        page=passage.page,
        spans=passage.spans,
        kind=kind,
    )


def _is_subheading(block: Block, items: Sequence[Block], index: int, key: str) -> bool:
    """A heading of wording nobody knows: bold, or short and with text below it."""
    if block.kind is not Kind.HEADING or key in ("", "covered", "next"):
        return False
    if index + 1 >= len(items) or block.text.endswith((":", ".")):
        return False
    return block.bold or len(block.text.split()) <= 8


def _kind(
    block: Block,
    items: Sequence[Block],
    index: int,
    key: str,
    *,
    listed: bool,
    concern: bool,
) -> FindingKind | None:
    """The kind of finding a paragraph is, or None if it is none."""
    item = block.kind in (Kind.BULLET, Kind.NUMBER)
    if key == "next":
        return None
    if key in ("", "covered"):
        return _kind_before(block, key, item=item, concern=concern)
    if not item and _METHOD.match(block.text):
        return None
    if key in _LISTS and not item:
        following = items[index + 1] if index + 1 < len(items) else None
        leads = following is not None and following.kind in (Kind.BULLET, Kind.NUMBER)
        introduces = leads and len(visit_facts.sentences(block.text)) == 1
        if introduces or _NONE.match(block.text):
            return None
        if listed and len(block.text.split()) >= _PROSE:
            return FindingKind.FINDING
    return _KINDS[key]


def _kind_before(
    block: Block, key: str, *, item: bool, concern: bool
) -> FindingKind | None:
    """Before the findings: scope and method, seldom more."""
    if item:
        return FindingKind.FINDING if key == "covered" and concern else None
    about = _ABOUT_VISIT.match(block.text) or block.text.endswith(":")
    short = len(block.text.split()) < _PROSE
    return None if about or short else FindingKind.HEADLINE
