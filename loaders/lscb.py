"""Reviews of a Local Safeguarding Children Board, published apart from an inspection."""

from __future__ import annotations

import re
from collections.abc import Sequence

from loaders import sif_cover, sif_report
from loaders.furniture import Body
from loaders.healing import canonical
from loaders.pages import Line, Pages
from loaders.records import Report
from ontology.codes import Aspect, Framework, InspectionType

FAMILY = "lscb"

_COVER_LINES = 25
_TITLE = re.compile(
    r"review of the (?:effectiveness of the )?(?:[\w-]+ ){0,4}safeguarding children",
    re.IGNORECASE,
)


def matches(body: Body) -> bool:
    """Whether the cover is titled as the review of a board and of nothing else."""
    lines = body.lines()[:_COVER_LINES]
    top = canonical(" ".join(line.clean for line in lines))
    if sif_cover.SERVICES.search(top) or not _TITLE.search(top):
        return False
    return sif_cover.is_labelled(lines)


def read(document: Pages, body: Body) -> tuple[Report, ...]:
    """The one report of a document."""
    return (read_part(body, body.lines()),)


def read_part(body: Body, lines: Sequence[Line]) -> Report:
    """A review bound with another report."""
    return sif_report.read(
        body,
        lines,
        family=FAMILY,
        framework=Framework.OTHER,
        type=InspectionType.OTHER,
        aspects=(Aspect.LSCB,),
    )
