"""Full inspections of 2013 to 2018 under the single inspection framework.

Three forms, by the year of print: "Section 1 / Section 2" (2014), "Summary of
findings" (to mid-2015), "Executive summary" (to 2018), re-inspections among the last.
A file may hold two covers, the second of them often that of the review of the board.
"""

from __future__ import annotations

from loaders import grades, lscb, sif_cover, sif_report
from loaders.furniture import Body
from loaders.healing import canonical
from loaders.pages import Line, Pages
from loaders.records import Report
from ontology.codes import Aspect, Framework, InspectionType

FAMILY = "sif"

_COVER_LINES = 40
_REVIEW = "review of the effectiveness"


def matches(body: Body) -> bool:
    """Whether the cover is titled as an inspection of services, and labelled so."""
    lines = body.lines()
    return _is_inspection(lines) and sif_cover.is_labelled(lines[:_COVER_LINES])


def read(document: Pages, body: Body) -> tuple[Report, ...]:
    """The report, or both reports, of a document."""
    first, *others = sif_report.parts(body)
    return (_read(body, first), *(_read_other(body, lines) for lines in others))


def _read_other(body: Body, lines: list[Line]) -> Report:
    """A second report; without judgements of the services it is on the board."""
    judged = grades.table(lines[: sif_report.COVER_LINES]).judgements
    if judged and _is_inspection(lines):
        return _read(body, lines)
    return lscb.read_part(body, lines)


def _read(body: Body, lines: list[Line]) -> Report:
    board = (Aspect.LSCB,) if _REVIEW in _top(lines).casefold() else ()
    return sif_report.read(
        body,
        lines,
        family=FAMILY,
        framework=Framework.SIF,
        type=InspectionType.FULL_INSPECTION,
        aspects=(*sif_report.SERVICES, *board),
    )


def _is_inspection(lines: list[Line]) -> bool:
    return sif_cover.SERVICES.search(_top(lines)) is not None


def _top(lines: list[Line]) -> str:
    return canonical(" ".join(line.clean for line in lines[:_COVER_LINES]))
