"""Inspections of services for looked after children, carried out in 2013 alone."""

from __future__ import annotations

import re

from loaders import early_report
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
    """Whether the cover is titled so, and names a reporting inspector."""
    top = " ".join(line.clean for line in body.lines()[:_COVER_LINES])
    named = re.search(r"reporting inspector|age group", top, re.IGNORECASE)
    return named is not None and _TITLE.search(canonical(top)) is not None


def read(document: Pages, body: Body) -> tuple[Report, ...]:
    """The one report of a document."""
    report = early_report.read(
        body,
        family=FAMILY,
        framework=Framework.OTHER,
        type=InspectionType.FULL_INSPECTION,
    )
    return (report,)
