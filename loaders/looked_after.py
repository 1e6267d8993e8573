"""Inspections of services for looked after children, carried out in 2013 alone."""

from __future__ import annotations

import re

from loaders import early_report, sif_cover
from loaders.furniture import Body
from loaders.healing import canonical
from loaders.pages import Pages
from loaders.records import Report
from ontology.codes import Framework, InspectionType

FAMILY = "looked_after"

_COVER_LINES = 15
_TITLE = re.compile(
    r"\binspection of (?:services for )?looked after child(?:ren)?\b", re.IGNORECASE
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
        framework=Framework.OTHER,
        type=InspectionType.FULL_INSPECTION,
    )
    return (report,)
