"""What to build and where."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from graph.human import Decision
from ontology.vocabulary import BASE

HUMAN = "human-codings.csv"
CACHE = "cache"
NQUADS, TURTLE, STAMP = "graph.nq", "graph.ttl", "built.json"
#: Called as work goes on: what is being done, how far, of how many.
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Plan:
    """What to build and where.

    Attributes:
        sources: Files and folders; none for the bundled case.
        store: Folder of the graph.
        out: Folder of dumps and reports.
        extra_issues: The user's own issue files.
        known_only: Read nothing; write the graph anew from what is known.
        decisions: What people decided on codings, to keep with what is kept.
        machine_only: Leave out what people decided on codings; it stays kept.
        scheduler: Address of a Dask scheduler whose workers read instead.
        as_of: Leave out what was not known by the end of this day; it stays kept.
    """

    sources: tuple[Path, ...]
    store: Path
    out: Path
    fresh: bool = False
    workers: int = 2
    base: str = BASE
    extra_issues: tuple[Path, ...] = ()
    known_only: bool = False
    decisions: tuple[Decision, ...] = ()
    machine_only: bool = False
    as_of: date | None = None
    scheduler: str | None = None

    @property
    def cache(self) -> Path:
        """Where what was read is kept."""
        return self.store / CACHE

    @property
    def human(self) -> Path:
        """Where decisions of people on codings are kept."""
        return self.store / HUMAN
