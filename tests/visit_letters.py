"""Synthetic letters after visits, in our own words."""

from __future__ import annotations

from loaders import furniture, text, visits
from loaders.pages import Pages
from loaders.records import Report
from ontology.codes import FindingKind

OPENING = """\
Focused visit to Anyshire children's services

This letter summarises the findings of the focused visit to Anyshire children's
services on 4 and 5 May 2022. Her Majesty's Inspectors for this visit were Kit
Marlow and Ash Reed.

Inspectors looked at the local authority's arrangements for care leavers.
"""
OVERVIEW = (
    "Leaders know their service well, and they have begun to mend what is weak in it."
)
FINDINGS = (
    "Personal advisers see young people often and know what matters to them most.",
    "Too many pathway plans are out of date, and managers do not notice it in time.",
)


def letter(
    *sections: str, opening: str = OPENING, closing: str = "Yours sincerely"
) -> str:
    head = "4 June 2022\n\nRowan Ashdown\nDirector of Children's Services\nTown Hall"
    end = f"{closing}\n\nKit Marlow\nHer Majesty's Inspector"
    return "\n\n".join([head, "Dear Rowan", opening, *sections, end])


def section(heading: str, *paragraphs: str) -> str:
    return "\n\n".join([heading, *paragraphs])


def bullets(*items: str, glyph: str = "◼") -> str:
    return "\n\n".join(f"{glyph} {item}" for item in items)


def read(copy: str | Pages) -> Report:
    document = text.read(copy.encode()) if isinstance(copy, str) else copy
    body = furniture.part(document)
    assert visits.matches(body)
    (report,) = visits.read(document, body)
    return report


def kinds(report: Report) -> list[FindingKind]:
    return [finding.kind for finding in report.findings]
