"""Where reports are published: a table of official addresses, kept as facts.

Nothing is fetched from them; they let a report that was read from a local copy
point to its public original.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from ontology.codes import InspectionType
from ontology.register import read_table

#: Reports come out three weeks to five months after fieldwork; two of one kind on one
#: authority are years apart.
LONGEST = timedelta(days=200)


@dataclass(frozen=True, slots=True)
class ReportAddress:
    """The public address of one report.

    Attributes:
        authority: Id in the register, of the body at publication.
        type: Kind of inspection it reports on.
        published: Day it was published, as the public tables list it.
        address: URL of the document.
    """

    authority: str
    type: InspectionType
    published: date
    address: str


@cache
def report_addresses() -> tuple[ReportAddress, ...]:
    """All known addresses, by authority, type and date; read once."""
    return tuple(
        ReportAddress(
            authority=row["authority"],
            type=InspectionType(row["type"]),
            published=date.fromisoformat(row["published"]),
            address=row["address"],
        )
        for row in read_table("report-addresses.csv")
    )


def find_address(
    authority: str, type: InspectionType, published: date
) -> ReportAddress | None:
    """The address of the report with exactly these facts, or None."""
    for known in report_addresses():
        if (known.authority, known.type, known.published) == (
            authority,
            type,
            published,
        ):
            return known
    return None


def published_after(authority: str, type: InspectionType, end: date) -> date | None:
    """When the report on an inspection came out, by the table; None if not in it.

    Args:
        authority: Id in the register.
        type: Kind of inspection.
        end: Last day of fieldwork.
    """
    found = [
        known.published
        for known in report_addresses()
        if (known.authority, known.type) == (authority, type)
        and timedelta(0) <= known.published - end <= LONGEST
    ]
    return found[0] if len(found) == 1 else None
