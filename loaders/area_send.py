"""Area SEND inspection reports, from 2023: one outcome, tables of areas.

A report, not a letter: no addressees, no signatures, no date of publication. The
cover's dates count, whatever the running footer says.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import chain

from loaders import (
    dates,
    healing,
    outline,
    send_letters,
    send_tables,
    send_team,
    tables,
)
from loaders.blocks import Kind, blocks
from loaders.contents import Contents
from loaders.furniture import Body
from loaders.healing import canonical
from loaders.outline import Section
from loaders.pages import Line, Pages
from loaders.records import Judgement, Passage, Period, Report
from ontology.codes import Aspect, FindingKind, Framework, Grade, InspectionType

FAMILY = "area_send"

_TITLE = re.compile(
    r"Area SEND (?:[a-z]+ )?(?:inspection|visit|review)s? of (?:the )?"
    r"(?P<area>.+?),? Local Area Partnership",
    re.IGNORECASE,
)
_TITLE_BEGINS = re.compile(
    r"Area SEND (?:[a-z]+ )?(?:inspection|visit|review)s? of\b", re.IGNORECASE
)
_DATES = re.compile(r"Inspection dates?:?", re.IGNORECASE)
_PREVIOUS = re.compile(r"Dates? of (?:the )?previous", re.IGNORECASE)
_PARTNERSHIP = r"(?:local )?area partnership"
_HEADINGS = {
    "outcome": r"Inspection outcome",
    "information": rf"Information about (?:the|this) {_PARTNERSHIP}",
    "experience": r"What is it like to be a child\b[^?.]{5,120}\?",
    "effective": rf"What is the {_PARTNERSHIP} doing that is effective\??",
    "better": rf"What does the {_PARTNERSHIP} need to do better\??",
    "priority": r"Areas? for priority actions?:?",
    "improvement": r"Areas? for improvements?:?",
    "details": rf"{_PARTNERSHIP} details",
    "about": r"Information about (?:this|the) inspection",
    "team": r"(?:The )?Inspection team",
}
_PATTERNS = {
    key: re.compile(pattern, re.IGNORECASE) for key, pattern in _HEADINGS.items()
}
#: Sections whose paragraphs evaluate, with the kind of their findings.
_EVALUATING = {
    "experience": FindingKind.FINDING,
    "effective": FindingKind.STRENGTH,
    "better": FindingKind.FINDING,
}
_TABLES = {
    "priority": FindingKind.PRIORITY_ACTION,
    "improvement": FindingKind.AREA_FOR_IMPROVEMENT,
}
_CLOSING = re.compile(
    r"If you are not happy with the inspection|The Office for Standards in Education,"
    r" Children’s Services and Skills|©",
    re.IGNORECASE,
)
#: The three outcomes, most serious first, by the words each report has to use.
_OUTCOMES = (
    (
        Grade.SEND_SYSTEMIC_FAILINGS,
        re.compile(
            r"widespread (?:and/or |and |or )?systemic failings"
            r"(?: leading to significant concerns)?",
            re.IGNORECASE,
        ),
    ),
    (
        Grade.SEND_INCONSISTENT,
        re.compile(
            r"(?:lead to )?inconsistent experiences(?: and outcomes)?", re.IGNORECASE
        ),
    ),
    (
        Grade.SEND_TYPICALLY_POSITIVE,
        re.compile(
            r"typically lead to positive experiences(?: and outcomes)?", re.IGNORECASE
        ),
    ),
)


def matches(body: Body) -> bool:
    """Whether the first page has the title of an area SEND inspection, old or new."""
    return _is_report(body) or send_letters.matches(body)


def read(document: Pages, body: Body) -> tuple[Report, ...]:
    """The one report of a document."""
    if not _is_report(body):
        return send_letters.read(document, body)
    lines = body.lines()
    end = outline.closing(lines, _CLOSING)
    parts = outline.sections(lines[:end], _PATTERNS)
    found = Contents()
    cover = next((part.lines for part in parts if not part.key), ())
    title, area = _title(cover)
    if area is None:
        found.warnings.append("no area after 'Area SEND inspection of' on the cover")
    fieldwork = _fieldwork(cover)
    if not fieldwork:
        found.warnings.append("no dates after 'Inspection dates' on the cover")
    judgements = _outcome(parts, found)
    for part in parts:
        _add(body, part, found)
    found.keep(body, lines[end:], None)
    found.keep(body, body.footnotes, "Footnotes")
    people = send_team.read(
        [line for part in parts if part.key == "team" for line in part.lines]
    )
    if not people:
        found.warnings.append("no names under 'Inspection team'")
    return (
        Report(
            family=FAMILY,
            title=title,
            authority_printed=area,
            framework=Framework.AREA_SEND,
            type=InspectionType.AREA_SEND,
            periods=fieldwork,
            publisher="Ofsted",
            people=people,
            judgements=judgements,
            findings=tuple(found.findings),
            passages=tuple(found.passages),
            warnings=tuple(found.warnings),
        ),
    )


def _is_report(body: Body) -> bool:
    first = body.pages[0].lines[:60] if body.pages else ()
    return _TITLE_BEGINS.search(_text(first)) is not None


def _text(lines: Iterable[Line]) -> str:
    return canonical(" ".join(line.clean for line in lines))


def _title(cover: Sequence[Line]) -> tuple[str | None, str | None]:
    text = _text(cover)
    match = _TITLE.search(text)
    if match is not None:
        return match[0], match["area"]
    begins = _TITLE_BEGINS.search(text)
    if begins is None:
        return None, None
    until = _DATES.search(text, begins.end())
    title = text[begins.start() : until.start() if until else None].strip()
    area = title[begins.end() - begins.start() :].strip()
    return title, re.sub(r"^the\s+", "", area) or None


def _fieldwork(cover: Sequence[Line]) -> tuple[Period, ...]:
    """The days after the label; a copy may give both labels before both dates."""
    text = _text(cover)
    label = _DATES.search(text)
    if label is None:
        return ()
    previous = _PREVIOUS.search(text, label.end())
    after = text[label.end() : previous.start() if previous else None]
    if after.strip() or previous is None:
        return dates.periods(after)
    printed = [canonical(line.clean) for line in cover]
    labels = [i for i, line in enumerate(printed) if _PREVIOUS.match(line)]
    found = (dates.periods(line) for line in printed[max(labels, default=0) + 1 :])
    return next(filter(None, found), ())


def _outcome(parts: Sequence[Section], found: Contents) -> tuple[Judgement, ...]:
    lines = [line for part in parts if part.key == "outcome" for line in part.lines]
    text = _text(lines)
    matched = [(g, m) for g, p in _OUTCOMES if (m := p.search(text)) is not None]
    if len(matched) != 1:
        what = "several outcomes" if matched else "no known outcome"
        found.warnings.append(f"{what} under 'Inspection outcome'")
        return ()
    grade, match = matched[0]
    aspect = Aspect.AREA_SEND_OUTCOME
    return (Judgement(aspect, grade, match[0], page=lines[0].page),)


def _add(body: Body, part: Section, found: Contents) -> None:
    found.keep(body, part.head, part.heading)
    if part.key in _TABLES:
        _add_table(body, part, found)
    elif part.key in _EVALUATING:
        _add_evaluation(body, part, found)
    elif part.key == "outcome":
        _add_outcome(body, part, found)
    else:
        found.passages += _plain(body, part)


def _plain(body: Body, part: Section) -> list[Passage]:
    """Paragraphs as they come; a ruled table or the team cell by cell."""
    if part.key == "team":
        lines = send_team.cells(part.lines)
        return [block.passage(part.heading) for block in blocks(body, lines)]
    own = {line.start for line in part.lines}
    rows = [r for page in body.pages for r in tables.rows(page) if r.starts <= own]
    taken = {start for row in rows for start in row.starts}
    loose = [line for line in part.lines if line.start not in taken]
    found = [block.passage(part.heading) for block in blocks(body, loose)]
    cells = [cell for row in rows for cell in row.cells if cell]
    return found + [_joined(body, cell, part.heading) for cell in cells]


def _add_outcome(body: Body, part: Section, found: Contents) -> None:
    """The paragraph that gives the outcome is a headline, what follows from it not."""
    for block in blocks(body, part.lines):
        given = any(pattern.search(block.text) for _, pattern in _OUTCOMES)
        found.add(block.passage(part.heading), FindingKind.HEADLINE if given else None)


def _add_evaluation(body: Body, part: Section, found: Contents) -> None:
    kind, section = _EVALUATING[part.key], part.heading
    for block in blocks(body, part.lines):
        if block.kind is Kind.HEADING and block.bold:
            section = block.text
            found.passages.append(block.passage(section))
        else:
            found.add(block.passage(section), kind)


def _add_table(body: Body, part: Section, found: Contents) -> None:
    table = send_tables.read(body, part.lines)
    kind = _TABLES[part.key]
    for area in table.areas:
        if area.lines:
            found.add(_row(body, area.lines, part.heading), kind)
        if area.beside:
            found.passages.append(_joined(body, area.beside, part.heading))
    found.keep(body, table.rest, part.heading)
    if not table.areas:
        found.warnings.append(f"no rows under '{part.heading}'")


def _row(body: Body, lines: Sequence[Line], section: str | None) -> Passage:
    passage = _joined(body, lines, section)
    return Passage(
        text=passage.text,
        section=section,
        marker="row",
        page=passage.page,
        spans=passage.spans,
    )


def _joined(body: Body, lines: Sequence[Line], section: str | None) -> Passage:
    """A cell as one passage, its bullets in the running text."""
    parts = blocks(body, lines)
    return Passage(
        text=healing.canonical(" ".join(block.text for block in parts)),
        section=section,
        page=parts[0].page,
        spans=tuple(chain.from_iterable(block.spans for block in parts)),
    )
