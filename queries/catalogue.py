"""What can be named: the authorities in a store, and how much is known of each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ontology.past import register_on
from ontology.register import Authority
from ontology.vocabulary import BASE
from queries.ask import Asker, text

_LOADED = """
SELECT ?id (COUNT(DISTINCT ?inspection) AS ?inspections) (MIN(?end) AS ?first)
       (MAX(?end) AS ?last) WHERE {
  ?inspection ig:inspectedAuthority/dcterms:identifier ?id ; schema:endDate ?end .
} GROUP BY ?id"""

_BASE = "SELECT ?base WHERE { ?dataset a void:Dataset ; void:uriSpace ?base }"
_AS_OF = "SELECT ?day WHERE { ?dataset a void:Dataset ; ig:asOf ?day }"


@dataclass(frozen=True, slots=True)
class Holding:
    """An authority and what the store has of it."""

    authority: Authority
    inspections: int
    first: date | None
    last: date | None


def holdings(asker: Asker | None) -> Iterator[Holding]:
    """Every authority of the register, with what a store has of it, if there is one.

    Of the register of its day, where a store gives what was known on a day.
    """
    loaded = {} if asker is None else {text(r, "id"): r for r in asker.rows(_LOADED)}
    for authority in register_on(None if asker is None else as_of(asker)):
        row = loaded.get(authority.id)
        if row is None:
            yield Holding(authority, 0, None, None)
            continue
        first, last = row["first"], row["last"]
        yield Holding(
            authority,
            int(text(row, "inspections")),
            first if isinstance(first, date) else None,
            last if isinstance(last, date) else None,
        )


def base(asker: Asker) -> str:
    """What the IRIs of a dataset begin with, as it says itself."""
    row = asker.one(_BASE)
    return BASE if row is None else text(row, "base")


def as_of(asker: Asker) -> date | None:
    """The day whose knowledge a dataset gives; None if it has all that was read."""
    row = asker.one(_AS_OF)
    day = None if row is None else row["day"]
    return day if isinstance(day, date) else None
