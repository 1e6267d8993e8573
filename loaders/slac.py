"""Inspections of safeguarding and looked after children services, 2009 to 2012.

And those of local authority arrangements for the protection of children, 2012 to
2013, which are printed like them.
"""

from __future__ import annotations

import re

from loaders import early_report, sif_cover
from loaders.furniture import Body
from loaders.healing import canonical
from loaders.pages import Pages
from loaders.records import Report
from ontology.codes import Framework, InspectionType

FAMILY = "slac"

_COVER_LINES = 15
_TITLE = re.compile(
    r"\binspection of (?:safeguarding and looked after child"
    r"|local authority arrangements for the protection of child)",
    re.IGNORECASE,
)


def matches(body: Body) -> bool:
    """Whether the cover is titled so, and labelled as such covers are."""
    lines = body.lines()[:_COVER_LINES]
    top = canonical(" ".join(line.clean for line in lines))
    return _TITLE.search(top) is not None and sif_cover.is_labelled(lines)


def read(document: Pages, body: Body) -> tuple[Report, ...]:
    """The one report of a document."""
    report = early_report.read(
        body,
        family=FAMILY,
        framework=Framework.SLAC,
        type=InspectionType.FULL_INSPECTION,
    )
    return (report,)
