"""One report printed in the manner of the single inspection framework.

Cover, contents, text, the publisher's closing notes. Read here for full inspections
and for reviews of a board alone, which differ in what their cover must say.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from loaders import (
    follow_ups,
    grades,
    numbering,
    sif_cover,
    sif_grades,
    sif_headings,
    sif_text,
    team,
)
from loaders.furniture import Body
from loaders.pages import Line
from loaders.records import Judgement, Participant, Report
from loaders.sif_cover import Cover
from loaders.sif_text import SifContents
from ontology.codes import Aspect, Framework, InspectionType, Role

#: The cover and its table stand among so many lines.
COVER_LINES = 110
SERVICES = (
    Aspect.OVERALL,
    Aspect.HELP_AND_PROTECTION,
    Aspect.LOOKED_AFTER_AND_PERMANENCE,
    Aspect.ADOPTION,
    Aspect.CARE_LEAVERS,
    Aspect.LEADERSHIP,
)


def parts(body: Body) -> list[list[Line]]:
    """The lines of each report bound in a document."""
    lines = body.lines()
    starts = sif_cover.starts(lines)
    ends = [*starts[1:], len(lines)]
    return [lines[start:end] for start, end in zip(starts, ends, strict=True)]


def read(
    body: Body,
    lines: Sequence[Line],
    *,
    family: str,
    framework: Framework,
    type: InspectionType,
    aspects: Iterable[Aspect],
) -> Report:
    """Read one report.

    Args:
        body: The whole document.
        lines: Those of this report.
        family: The module that reads it.
        framework: Of the report.
        type: Of the inspection.
        aspects: What must have been judged; a warning for each that was not found.
    """
    table = grades.table(lines[:COVER_LINES])
    front = _front(lines, table)
    end = sif_text.closing(lines)
    cover = sif_cover.read(lines[:front], table)
    contents = SifContents()
    facts = {line.start for line in cover.facts}
    contents.passages += sif_text.facts(body, cover.facts)
    rest = [line for line in lines[:front] if line.start not in facts]
    sif_text.cover(body, rest, contents)
    text = sif_text.without_contents(body, lines[front:end], contents)
    sif_text.read(body, text, sif_headings.headings(body, text), contents)
    contents.keep(body, lines[end:], None)
    contents.keep(body, _notes(body, lines), "Footnotes")
    judgements, doubts = _judgements(cover, contents, tuple(aspects))
    people = _people(contents, lines[front:end])
    return Report(
        family=family,
        title=cover.title,
        authority_printed=cover.authority,
        framework=framework,
        type=type,
        periods=cover.periods,
        published=cover.published,
        people=people,
        judgements=judgements,
        findings=tuple(contents.findings),
        passages=tuple(contents.passages),
        follow_ups=follow_ups.stated(contents.findings),
        warnings=(*cover.warnings, *doubts, *_doubts(people, contents)),
    )


def _front(lines: Sequence[Line], table: grades.Table) -> int:
    """Where the cover ends."""
    last = table.lines[-1].start if table.lines else -1
    below = next((i for i, line in enumerate(lines) if line.start > last), len(lines))
    return below + sif_headings.first_heading(lines[below:])


def _notes(body: Body, lines: Sequence[Line]) -> list[Line]:
    """The footnotes of the pages of this report."""
    first, last = lines[0].start, lines[-1].start
    pages = {line.page for line in lines}
    return [
        note
        for note in body.footnotes
        if first <= note.start <= last or note.page in pages
    ]


def _judgements(
    cover: Cover, contents: SifContents, aspects: tuple[Aspect, ...]
) -> tuple[tuple[Judgement, ...], list[str]]:
    """Those of the cover; from a heading what the cover does not say."""
    judged = {judgement.aspect: judgement for judgement in cover.judgements}
    doubts: list[str] = []
    for heading in contents.judgements:
        known = judged.setdefault(heading.aspect, heading)
        if known.grade != heading.grade:
            doubts.append(sif_grades.contradiction(known, heading))
    if Aspect.LSCB in aspects and Aspect.LSCB not in judged:
        board = sif_grades.of_board(contents.headings)
        if board is not None:
            judged[Aspect.LSCB] = board
            doubts.append("grade for lscb from a heading of unusual wording")
    doubts += [
        f"no grade for {aspect.value}, on the cover or in a heading"
        for aspect in aspects
        if aspect not in judged
    ]
    return tuple(judged.values()), doubts


def _people(contents: SifContents, lines: Sequence[Line]) -> tuple[Participant, ...]:
    named = team.team(contents.team) if contents.team else ()
    if any(person.role is Role.LEAD_INSPECTOR for person in named):
        return named
    at = next((i for i, line in enumerate(lines) if team.is_label(line.clean)), None)
    return team.team(lines[at : at + 30]) if at is not None else named


def _doubts(people: Sequence[Participant], contents: SifContents) -> list[str]:
    found: list[str] = []
    if not any(person.role is Role.LEAD_INSPECTOR for person in people):
        found.append("no name after 'Lead inspector' in the text")
    if not contents.findings:
        found.append("no heading of known wording opens findings")
    return found + numbering.oddities([*contents.findings, *contents.passages])
