"""Which part of the store goes into a page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from graph.iris import Minter
from ontology.register import Authority, Register
from queries.ask import Asker, text
from queries.catalogue import as_of
from queries.timeline import NotFoundError

NATIONAL = "national"
_INSPECTED = """
SELECT DISTINCT ?id WHERE {
  ?inspection a ig:Inspection ; ig:inspectedAuthority/dcterms:identifier ?id .
}"""
_LINES = """
SELECT DISTINCT ?id WHERE {
  ?thread a ig:IssueThread ; ig:lineageKind "function" ;
    ig:lineageOf/dcterms:identifier ?id .
}"""


@dataclass(frozen=True, slots=True)
class Scope:
    """What a page shows.

    Attributes:
        authorities: Register identifiers of those whose lines can be opened, the
            one shown first at the front.
        issue: Shown first; None for the one that was raised most.
        people: Whether persons are named.
        national: Whether it is every authority in the store.
        as_of: The day whose knowledge the store gives; None for all that was read.
    """

    authorities: tuple[str, ...]
    issue: str | None = None
    people: bool = True
    national: bool = False
    as_of: date | None = None

    @property
    def name(self) -> str:
        """For a file name."""
        return NATIONAL if self.national else self.authorities[0]


def choose(
    asker: Asker,
    asked: Sequence[Authority],
    *,
    issue: str | None = None,
    people: bool = True,
    national: bool = False,
) -> Scope:
    """The authorities asked for, each with the bodies before it.

    Raises:
        NotFoundError: Nothing is in the store on one that was asked for.
    """
    register = Register.load()
    present = {text(row, "id") for row in asker.rows(_LINES)}
    if not present:
        raise NotFoundError("no inspection is in the store; run: inspectgraph build")
    for authority in asked:
        if authority.id not in present:
            raise NotFoundError(
                f"no inspection of {authority.name} or its predecessors is in the"
                " store; see: inspectgraph authorities --loaded"
            )
    chosen = [authority.id for authority in asked] or _lines(asker, present)
    everything = national or (not asked and len(chosen) > 1)
    if everything:
        chosen = _latest(present)
    before = [a.id for id in chosen for a in reversed(register.lineage(id))]
    lines = tuple(id for id in dict.fromkeys([*chosen, *before]) if id in present)
    return Scope(lines, issue, people, everything, as_of(asker))


def _latest(present: set[str]) -> list[str]:
    """Authorities that no other in the store has followed."""
    register = Register.load()
    return sorted(id for id in present if not present & set(register.successors(id)))


def _lines(asker: Asker, present: set[str]) -> list[str]:
    """The latest, without those that were never inspected since they took over.

    Dorset follows Dorset County, but so does in part Bournemouth, Christchurch and
    Poole: where only the county's inspections are known, they tell of the latter.
    """
    register = Register.load()
    inspected = {text(row, "id") for row in asker.rows(_INSPECTED)}
    latest = _latest(present)
    along = {
        id: inspected & {ancestor.id for ancestor in register.lineage(id)}
        for id in latest
    }
    return [
        id for id in latest if not any(along[id] < along[other] for other in latest)
    ]


def members(scope: Scope, minter: Minter) -> frozenset[str]:
    """IRIs of every authority on any of the lines."""
    register = Register.load()
    return frozenset(
        minter.authority(ancestor.id)
        for id in scope.authorities
        for ancestor in register.lineage(id)
    )
