"""The inspection team of an area SEND report: two columns of names and ranks.

The columns may touch and the list may run on to the next page, so a name is known
by the words round it: whatever is no rank is a name, and whoever is of the Care
Quality Commission stands in the second column.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from loaders import tables
from loaders.healing import canonical
from loaders.pages import Line
from loaders.people import looks_like_name
from loaders.records import Participant
from ontology.codes import Role

_HEALTH = re.compile(r"\bCare Quality Commission\b|\bCQC\b", re.IGNORECASE)
_OFSTED = re.compile(r"\bOfsted\b|\bS?HMI\b|\bMajesty’s\b|\bOI\b", re.IGNORECASE)
_LEAD = re.compile(r"\blead\b", re.IGNORECASE)
#: In points: a name may begin so much left of the head of its column.
_SLACK = 4.0
_RANK_WORDS = frozenset(
    "ofsted cqc hmi hmis shmi oi ois lead inspector inspectors inspection social care"
    " senior team his her majesty’s majesty's children’s children's childrens services"
    " education health regulatory additional designate specialist adviser advisor"
    " deputy and for of the quality commission in shadow shadowing observer regional"
    " national director send early years schools school serving chief primary medical children justice"
    " integrated mental hospitals adult healthcare".split()
)


@dataclass(slots=True)
class _Entry:
    """A name with the words of rank after it."""

    name: str
    rank: str
    page: int | None
    column: int


def read(lines: Sequence[Line]) -> tuple[Participant, ...]:
    """Who inspected: the Ofsted column first, each from top to bottom.

    Args:
        lines: What stands under the heading of the team.
    """
    entries = list(_entries(lines))
    ordered = [e for e in entries if not _of_health(e)]
    ordered += [e for e in entries if _of_health(e)]
    lead = next((e for e in ordered if _LEAD.search(e.rank)), None)
    return tuple(
        Participant(
            name=entry.name,
            role=Role.LEAD_INSPECTOR if entry is lead else Role.INSPECTOR,
            title=entry.rank or None,
            organisation="Care Quality Commission" if _of_health(entry) else "Ofsted",
            page=entry.page,
        )
        for entry in ordered
    )


def _of_health(entry: _Entry) -> bool:
    if _HEALTH.search(entry.rank):
        return True
    return entry.column == 1 and not _OFSTED.search(entry.rank)


def cells(lines: Sequence[Line]) -> list[Line]:
    """The lines, those that run across both columns cut."""
    edge = _edge(lines)
    if edge is None:
        return list(lines)
    return [cell for line in lines for cell in tables.cut(line, [edge])]


def _entries(lines: Sequence[Line]) -> Iterator[_Entry]:
    edge = _edge(lines)
    column = 0
    for cell in cells(lines):
        if _is_head(cell.clean):
            column = int(not _OFSTED.search(cell.clean))
        else:
            place = column if edge is None else int(cell.x0 >= edge - 1)
            yield from _named(cell, place)


def _edge(lines: Sequence[Line]) -> float | None:
    """Where the second column begins; without layout columns may shift."""
    heads = (
        line.x0 - _SLACK
        for line in lines
        if line.size and _is_head(line.clean) and not _OFSTED.search(line.clean)
    )
    return next(heads, None)


def _is_head(text: str) -> bool:
    rest = re.sub(r"Ofsted|Care Quality Commission|\(?CQC\)?|:", "", text)
    return not rest.strip()


def _named(line: Line, column: int) -> Iterator[_Entry]:
    """Runs of words that are no rank, each with the ranks up to the next."""
    name: list[str] = []
    rank: list[str] = []
    for word in canonical(line.clean).split():
        ranked = word.strip(",.;:()[]–-").casefold() in _RANK_WORDS
        if not ranked and rank:
            yield from _entry(name, rank, line.page, column)
            name, rank = [], []
        (rank if ranked else name).append(word)
        if not ranked and word.endswith(",") and len(name) > 1:
            rank.append("")
    yield from _entry(name, rank, line.page, column)


def _entry(
    name: Iterable[str], rank: Iterable[str], page: int | None, column: int
) -> Iterator[_Entry]:
    printed = " ".join(name).strip(" ,;:–-")
    if looks_like_name(printed):
        title = " ".join(rank).strip(" ,;:–-")
        yield _Entry(printed, title, page, column)
