"""What a store is made from, also where the list of it is lost.

The graph names every file it was made from, and what was read of each is kept; only
the folders they lay in are known to nobody else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from graph import cache
from graph.store import POINTER, StoreError
from inspectgraph.building import built
from inspectgraph.building.plan import CACHE, STAMP
from inspectgraph.building.sources import MANIFEST, Known, ListError, load_known
from queries.ask import Asker, text

#: In the place of the folder of a file, where that is lost.
NOWHERE = "place unknown"
_FILES = """
SELECT ?sha ?name (MIN(?url) AS ?address) WHERE {
  ?snapshot a ig:Snapshot ; ig:sha256 ?sha ; ig:path ?name .
  OPTIONAL { ?snapshot dcat:downloadURL ?url }
} GROUP BY ?sha ?name"""


@dataclass(frozen=True, slots=True)
class Remembered:
    """The files of a store.

    Attributes:
        problem: One line, if the list of them had to be made again.
    """

    known: tuple[Known, ...] = ()
    problem: str | None = None


def remembered(store: Path) -> Remembered:
    """What a store was made from; nothing before the first build.

    Raises:
        StoreError: It cannot be told how the graph was made.
    """
    try:
        known = load_known(store)
    except ListError as error:
        return _made_again(store, f"{store / MANIFEST} is damaged: {error}")
    if known is None and _built(store):
        return _made_again(store, f"{store / MANIFEST} is missing")
    return Remembered(tuple(known or ()))


def placed(known: Iterable[Known]) -> list[Known]:
    """Without files whose place was lost and is known again."""
    entries = list(known)
    found = {entry.sha256 for entry in entries if not _lost(entry)}
    return [e for e in entries if not (_lost(e) and e.sha256 in found)]


def _lost(entry: Known) -> bool:
    return entry.path.startswith(f"{NOWHERE}/")


def _made_again(store: Path, problem: str) -> Remembered:
    try:
        asker = Asker.open(store)
        known = [
            _somewhere(text(row, "name"), text(row, "sha"), row["address"])
            for row in asker.rows(_FILES)
        ]
        origin = "the graph"
    except (StoreError, RuntimeError):
        known, origin = [], "what was read"
    if not known or built.load(store).as_of is not None:
        # What a day leaves out of the graph is kept nevertheless.
        there = {entry.sha256 for entry in known}
        known += [entry for entry in _kept(store) if entry.sha256 not in there]
    told = (
        f"made again from {origin} (files: {len(known)}); where they lie is known"
        " once a build is given them again"
    )
    nothing = "nothing is kept to make it again of"
    return Remembered(tuple(known), f"{problem}; {told if known else nothing}")


def _built(store: Path) -> bool:
    """Whether a build was at work there, and came to its end."""
    traces = (store / STAMP, store / CACHE)
    return (store / POINTER).exists() and any(trace.exists() for trace in traces)


def _kept(store: Path) -> Iterator[Known]:
    """Every file of which a reading is kept."""
    for path in sorted((store / CACHE).glob("*.json")):
        entry = cache.load(store / CACHE, path.stem)
        if entry is not None:
            yield _somewhere(entry.source.reading.snapshot.path, path.stem, None)


def _somewhere(name: str, sha256: str, address: object) -> Known:
    place = f"{NOWHERE}/{sha256[:12]}/{name}"
    return Known(place, name, sha256, None if address is None else str(address))
