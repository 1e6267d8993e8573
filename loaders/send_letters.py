"""Letters after joint inspections of a local area's SEND arrangements, 2016 to 2022.

Before the reports with an outcome there were letters without one: strengths and
areas for development under three questions, and, where there were significant
weaknesses, what a written statement of action has to deal with.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from loaders import addressees, dates, jtai_people, letters, outline
from loaders.blocks import blocks
from loaders.contents import Contents
from loaders.furniture import Body
from loaders.healing import canonical
from loaders.letters import Letter
from loaders.pages import Line, Pages
from loaders.people import looks_like_name
from loaders.records import Participant, Period, Report
from ontology.codes import FindingKind, Framework, InspectionType, Role

FAMILY = "area_send"

_TITLE_BEGINS = re.compile(
    r"Joint (?:local )?area (?:SEND|special educational needs)\b", re.IGNORECASE
)
_TITLE = re.compile(
    r"Joint (?:local )?area .{4,60}?(?:inspection|revisit|re-visit)s?"
    r" (?:in|of|to) (?:the )?(?P<area>.+?)\.?",
    re.IGNORECASE,
)
_TEXT_BEGINS = re.compile(r"(?:Between|From|This|On \d|Ofsted)\b")
_HEADINGS = {
    "main": r"(?:Main|Key) findings",
    "question": r"The effectiveness of the (?:local )?area in [^.:]{10,140}",
    "strengths": r"Strengths",
    "improve": r"Areas (?:for|of) (?:further )?(?:development|improvement)",
    "concern": r"The inspection raises (?:some )?significant concerns? [^.:]{5,120}",
    "next": r"Next steps",
}
_PATTERNS = {
    key: re.compile(rf"{pattern}\s*[.:]?", re.IGNORECASE)
    for key, pattern in _HEADINGS.items()
}
_KINDS = {
    "main": FindingKind.HEADLINE,
    "question": FindingKind.FINDING,
    "strengths": FindingKind.STRENGTH,
    "improve": FindingKind.AREA_FOR_IMPROVEMENT,
    "concern": FindingKind.PRIORITY_ACTION,
}
#: Opens the list of weaknesses wherever it stands.
_STATEMENT = re.compile(
    r"The (?:local )?area is required to (?:produce|submit|prepare)", re.IGNORECASE
)
_FIELDWORK = re.compile(
    r"\b((?:Between|From|On)\b.{4,80}?),? (?:inspectors from )?Ofsted\b"
)
_LEAD = re.compile(r"\blead\b", re.IGNORECASE)
_INSPECTS = re.compile(r"\b(?:Inspector|HMI)\b", re.IGNORECASE)
_SIGNS = re.compile(r"\b(?:Director|Chief)\b", re.IGNORECASE)
_COPY = re.compile(r"cc\b", re.IGNORECASE)
_OPENING = 40


def matches(body: Body) -> bool:
    """Whether the first pages have the title of such a letter."""
    lines = [line for page in body.pages[:2] for line in page.lines][:80]
    return any(_TITLE_BEGINS.match(canonical(line.clean)) for line in lines)


def read(document: Pages, body: Body) -> tuple[Report, ...]:
    """The one report of a letter."""
    body = letters.in_reading_order(body)
    letter = letters.take_apart(body)
    title = _title(letter.body)
    printed = canonical(" ".join(line.clean for line in title)) or None
    match = _TITLE.fullmatch(printed or "")
    found = Contents()
    text = canonical(" ".join(line.clean for line in letter.body[:_OPENING]))
    fieldwork = _fieldwork(text, letter)
    if not fieldwork:
        found.warnings.append("no days of fieldwork in the first paragraph")
    if letters.day_of(letter) is None:
        found.warnings.append("no date line above the addressees")
    for part in (letter.letterhead, letter.date, letter.address, letter.salutation):
        found.keep(body, part, None)
    found.keep(body, title, None)
    _add_text(body, letter.body, title, found)
    found.keep(body, letter.closing, None)
    found.keep(body, body.footnotes, "Footnotes")
    return (
        Report(
            family=FAMILY,
            title=printed,
            authority_printed=None if match is None else match["area"],
            framework=Framework.AREA_SEND,
            type=InspectionType.AREA_SEND,
            periods=fieldwork,
            published=letters.day_of(letter),
            publisher="Ofsted",
            people=_people(letter),
            findings=tuple(found.findings),
            passages=tuple(found.passages),
            warnings=tuple(found.warnings),
        ),
    )


def _title(lines: Sequence[Line]) -> tuple[Line, ...]:
    starts = (
        i for i, ln in enumerate(lines[:20]) if _TITLE_BEGINS.match(canonical(ln.clean))
    )
    begin = next(starts, None)
    if begin is None:
        return ()
    end = begin + 1
    while end < min(len(lines), begin + 4):
        line = lines[end]
        if line.bold != lines[begin].bold or _TEXT_BEGINS.match(line.clean):
            break
        end += 1
    return tuple(lines[begin:end])


def _fieldwork(text: str, letter: Letter) -> tuple[Period, ...]:
    written = letters.day_of(letter)
    match = _FIELDWORK.search(text)
    if match is None:
        return ()
    return dates.periods(match[1], None if written is None else written.year)


def _add_text(
    body: Body, lines: Sequence[Line], title: Sequence[Line], found: Contents
) -> None:
    """Sections by their headings; what comes before them is method."""
    taken = {line.start for line in title}
    rest = [line for line in lines if line.start not in taken]
    for part in outline.sections(rest, _PATTERNS):
        found.keep(body, part.head, part.heading)
        kind = _KINDS.get(part.key)
        for block in blocks(body, part.lines):
            if part.key and _STATEMENT.match(block.text):
                kind = FindingKind.PRIORITY_ACTION
            found.add(block.passage(part.heading), kind)


def _people(letter: Letter) -> tuple[Participant, ...]:
    """Addressees; the team and who signs for each inspectorate, from the closing."""
    lines = list(letter.closing)
    copied = (i for i, line in enumerate(lines) if _COPY.match(line.clean))
    lines = lines[: next(copied, len(lines))]
    found = [*addressees.read(letter)]
    writer = next(
        (i for i, ln in enumerate(lines[:3]) if i and looks_like_name(_text(ln))), None
    )
    if writer is not None:
        name, page = _text(lines[writer]), lines[writer].page
        found.append(Participant(name, Role.SIGNATORY, page=page))
        lines = lines[writer + 1 :]
    for person in jtai_people.signatories(lines)[0]:
        role = _role(person.title or "")
        if not any((known.name, known.role) == (person.name, role) for known in found):
            found.append(replace(person, role=role))
    return tuple(found)


def _role(rank: str) -> Role:
    if _SIGNS.search(rank) or not _INSPECTS.search(rank):
        return Role.SIGNATORY
    lead = _LEAD.search(rank) is not None and not re.search(r"\bCQC\b", rank)
    return Role.LEAD_INSPECTOR if lead else Role.INSPECTOR


def _text(line: Line) -> str:
    return canonical(line.clean)
