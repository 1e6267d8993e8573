"""The English local authorities and how they followed one another.

A name or code belongs to the body of its time: Dorset County Council until
31 March 2019 and Dorset Council after it are two authorities. How one follows the
other is told twice, because the two differ: corporate succession (a
``Reorganisation``) and the passing on of the children's-services function for an
area (a ``Transfer``). Christchurch became part of Bournemouth, Christchurch and
Poole, but had never been responsible for children's services.

The facts stand in ``data/*.csv``; this module reads and joins them.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache, cached_property
from importlib.resources import files
from typing import Literal

LineageKind = Literal["function", "corporate", "none"]


class RegisterError(ValueError):
    """A file of the register contradicts itself; the message says where."""


class Kind(StrEnum):
    """The form of government of an authority."""

    COUNTY = "county"
    UNITARY = "unitary"
    METROPOLITAN = "metropolitan"
    LONDON = "london"
    SUI_GENERIS = "sui_generis"
    DISTRICT = "district"


@dataclass(frozen=True, slots=True)
class GssCode:
    """A code of the Office for National Statistics and the days it held, inclusive."""

    code: str
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True, slots=True)
class Authority:
    """A council, for as long as it was one body.

    Attributes:
        id: Stable slug, part of IRIs.
        name: As commonly written.
        acronym: Where one is in use that no other authority shares.
        gss_codes: Oldest first.
        dfe_code: Three digits, of the Department for Education.
        ofsted_urn: Of the authority, not of a school or home.
        region: Of England.
        children_services: False for a body that never had the function.
        active_from: First day; None if before 2009.
        active_to: Last day; None if it still exists.
    """

    id: str
    name: str
    acronym: str | None
    gss_codes: tuple[GssCode, ...]
    dfe_code: str | None
    ofsted_urn: str | None
    region: str
    kind: Kind
    children_services: bool
    active_from: date | None = None
    active_to: date | None = None
    note: str | None = None

    @property
    def gss(self) -> str | None:
        """The latest GSS code."""
        return self.gss_codes[-1].code if self.gss_codes else None

    def gss_on(self, day: date) -> str | None:
        """The GSS code of that day, or None when the body did not exist."""
        for gss in self.gss_codes:
            if _within(day, gss.valid_from, gss.valid_to):
                return gss.code
        return None

    def active_on(self, day: date) -> bool:
        """Whether the body existed on that day."""
        return _within(day, self.active_from, self.active_to)


@dataclass(frozen=True, slots=True)
class Reorganisation:
    """A change of councils: which bodies it ended and which it set up.

    Attributes:
        date: First day of the new order.
        original: Ids of the bodies before, as far as this register has them.
        resulting: Ids of the bodies after.
        note: What the ids do not say, such as districts left out here.
    """

    id: str
    name: str
    date: date
    original: tuple[str, ...]
    resulting: tuple[str, ...]
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Transfer:
    """Children's services of an area passing from one authority to another.

    Attributes:
        source: Id of the authority that had the function.
        target: Id of the authority that took it over.
        date: First day under the new authority.
        reorganisation: Id of the event that brought it about.
        part: The area in words, when it is not all of the source's.
    """

    source: str
    target: str
    date: date
    reorganisation: str
    part: str | None = None


@dataclass(frozen=True, slots=True)
class Ancestor:
    """A place in a lineage.

    Attributes:
        id: Of the authority.
        partial: True when only part of it lives on in the authority asked for.
        note: Which part, in words, where known.
    """

    id: str
    partial: bool = False
    note: str | None = None


@dataclass(frozen=True)
class Register:
    """All authorities, reorganisations and transfers."""

    authorities: tuple[Authority, ...]
    reorganisations: tuple[Reorganisation, ...]
    transfers: tuple[Transfer, ...]

    @classmethod
    def load(cls) -> Register:
        """The register that ships with the package; read once.

        Raises:
            RegisterError: If its files contradict themselves.
        """
        return _shipped()

    def __iter__(self) -> Iterator[Authority]:
        """All authorities, by id."""
        return iter(self.authorities)

    def __len__(self) -> int:
        """How many bodies there are, former ones included."""
        return len(self.authorities)

    def __contains__(self, id: object) -> bool:
        """Whether there is an authority with that id."""
        return id in self._by_id

    def __getitem__(self, id: str) -> Authority:
        """The authority with that id.

        Raises:
            KeyError: If there is none.
        """
        return self._by_id[id]

    def get(self, id: str) -> Authority | None:
        """The authority with that id, or None."""
        return self._by_id.get(id)

    def by_gss(self, code: str, on: date | None = None) -> Authority | None:
        """The authority with that GSS code, past or present."""
        return body_of_time(
            (a for a in self if any(gss.code == code for gss in a.gss_codes)), on
        )

    def by_dfe(self, code: str, on: date | None = None) -> Authority | None:
        """The authority with that DfE code on that day; undated, today's."""
        return body_of_time((a for a in self if a.dfe_code == code), on)

    def by_urn(self, urn: str, on: date | None = None) -> Authority | None:
        """The authority with that Ofsted URN on that day; undated, today's."""
        return body_of_time((a for a in self if a.ofsted_urn == urn), on)

    def predecessors(self, id: str, kind: LineageKind = "function") -> tuple[str, ...]:
        """Ids of those it directly followed."""
        return tuple(ancestor.id for ancestor in self._parents(id, kind))

    def successors(self, id: str, kind: LineageKind = "function") -> tuple[str, ...]:
        """Ids of those that directly followed it."""
        if kind == "function":
            return tuple(t.target for t in self.transfers if t.source == id)
        if kind == "corporate":
            events = (e for e in self.reorganisations if id in e.original)
            return tuple(resulting for event in events for resulting in event.resulting)
        return ()

    def descendants(self, id: str, kind: LineageKind = "function") -> tuple[str, ...]:
        """Itself and all that followed it, nearest first."""
        found = [id]
        for body in found:
            found.extend(b for b in self.successors(body, kind) if b not in found)
        return tuple(found)

    def lineage(self, id: str, kind: LineageKind = "function") -> tuple[Ancestor, ...]:
        """The authority and all it came from, oldest first, itself last.

        Raises:
            KeyError: If there is no authority with that id.
        """
        line: dict[str, Ancestor] = {}
        self._trace(Ancestor(self[id].id), kind, line)
        return tuple(line.values())

    def _trace(
        self, step: Ancestor, kind: LineageKind, line: dict[str, Ancestor]
    ) -> None:
        for parent in self._parents(step.id, kind):
            # What comes by way of a part is itself no more than a part.
            note = "; ".join(note for note in (parent.note, step.note) if note)
            partial = parent.partial or step.partial
            self._trace(Ancestor(parent.id, partial, note or None), kind, line)
        known = line.get(step.id)
        if known is None or (known.partial and not step.partial):
            line[step.id] = step

    def _parents(self, id: str, kind: LineageKind) -> tuple[Ancestor, ...]:
        if kind == "function":
            return tuple(
                Ancestor(t.source, t.part is not None, t.part)
                for t in self.transfers
                if t.target == id
            )
        if kind == "corporate":
            return tuple(
                Ancestor(original, len(event.resulting) > 1)
                for event in self.reorganisations
                if id in event.resulting
                for original in event.original
            )
        return ()

    @cached_property
    def _by_id(self) -> dict[str, Authority]:
        return {authority.id: authority for authority in self.authorities}


def body_of_time(candidates: Iterable[Authority], on: date | None) -> Authority | None:
    """The one candidate of that day, or None when there are none or several.

    Undated, a body that still exists goes before those that do not.
    """
    found = bodies_of_time(candidates, on)
    return found[0] if len(found) == 1 else None


def bodies_of_time(
    candidates: Iterable[Authority], on: date | None
) -> tuple[Authority, ...]:
    """The candidates of that day; undated, those of today or else all."""
    bodies = tuple(candidates)
    if on is not None:
        return tuple(body for body in bodies if body.active_on(on))
    return tuple(body for body in bodies if body.active_to is None) or bodies


def read_table(name: str) -> list[dict[str, str]]:
    """The rows of a file of ``ontology/data``.

    Raises:
        RegisterError: If a row is longer or shorter than the heading.
    """
    text = (files("ontology") / "data" / name).read_text(encoding="utf-8")
    rows = csv.reader(text.splitlines())
    heading = next(rows)
    table = []
    for number, row in enumerate(rows, start=2):
        if len(row) != len(heading):
            raise RegisterError(f"{name}, line {number}: {len(row)} columns")
        table.append(dict(zip(heading, row, strict=True)))
    return table


@cache
def _shipped() -> Register:
    changes = read_table("gss-changes.csv")
    register = Register(
        tuple(_authority(row, changes) for row in read_table("authorities.csv")),
        tuple(_reorganisation(row) for row in read_table("reorganisations.csv")),
        tuple(_transfer(row) for row in read_table("transfers.csv")),
    )
    _check_ids(register, changes)
    return register


def _authority(
    row: Mapping[str, str], changes: Iterable[Mapping[str, str]]
) -> Authority:
    active_from, active_to = _day(row["active_from"]), _day(row["active_to"])
    return Authority(
        id=row["id"],
        name=row["name"],
        acronym=row["acronym"] or None,
        gss_codes=_gss_codes(
            row["gss"],
            active_from,
            active_to,
            [change for change in changes if change["authority"] == row["id"]],
        ),
        dfe_code=row["dfe_code"] or None,
        ofsted_urn=row["ofsted_urn"] or None,
        region=row["region"],
        kind=Kind(row["kind"]),
        children_services={"yes": True, "no": False}[row["children_services"]],
        active_from=active_from,
        active_to=active_to,
        note=row["note"] or None,
    )


def _gss_codes(
    latest: str,
    first: date | None,
    last: date | None,
    changes: Iterable[Mapping[str, str]],
) -> tuple[GssCode, ...]:
    if not latest:
        return ()
    codes: list[GssCode] = []
    code = latest
    for change in sorted(changes, key=lambda change: change["date"], reverse=True):
        if change["new"] != code:
            raise RegisterError(f"gss-changes.csv: {change['new']} is not {code}")
        began = date.fromisoformat(change["date"])
        codes.insert(0, GssCode(code, began, last))
        code, last = change["old"], began - timedelta(days=1)
    return (GssCode(code, first, last), *codes)


def _reorganisation(row: Mapping[str, str]) -> Reorganisation:
    return Reorganisation(
        id=row["id"],
        name=row["name"],
        date=date.fromisoformat(row["date"]),
        original=tuple(row["original"].split(";")),
        resulting=tuple(row["resulting"].split(";")),
        note=row["note"] or None,
    )


def _transfer(row: Mapping[str, str]) -> Transfer:
    return Transfer(
        source=row["from"],
        target=row["to"],
        date=date.fromisoformat(row["date"]),
        reorganisation=row["reorganisation"],
        part=row["part"] or None,
    )


def _check_ids(register: Register, changes: Iterable[Mapping[str, str]]) -> None:
    named = {t.source for t in register.transfers}
    named |= {t.target for t in register.transfers}
    named |= {change["authority"] for change in changes}
    for event in register.reorganisations:
        named.update(event.original, event.resulting)
    if unknown := sorted(id for id in named if id not in register):
        raise RegisterError(f"no authority has the id {', '.join(unknown)}")


def _within(day: date, first: date | None, last: date | None) -> bool:
    return (first is None or first <= day) and (last is None or day <= last)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
