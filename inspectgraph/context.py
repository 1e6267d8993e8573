"""What every command shares: where the store is, where output goes."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import click
from rich.console import Console

from graph.iris import Minter
from inspectgraph.building import built
from inspectgraph.building.built import Built
from inspectgraph.building.plan import Plan
from inspectgraph.building.recovery import remembered
from inspectgraph.render.words import known_on
from ontology.issues import Issue, IssueScheme, scheme
from queries.ask import Asker
from queries.catalogue import as_of, base
from queries.engines import RemoteEngine
from queries.timeline import NotFoundError

DEFAULT_STORE = Path("out/graph")


@dataclass(frozen=True, slots=True)
class Workplace:
    """Folders of one store.

    Attributes:
        store: The graph.
        out: Dumps, pages and reports.
        endpoint: SPARQL server to ask instead of the folder.
    """

    store: Path
    out: Path
    endpoint: str | None = None

    def asker(self) -> Asker:
        """The store, opened for reading, or the server asked instead."""
        if self.endpoint is not None:
            return Asker(RemoteEngine(self.endpoint))
        return Asker.open(self.store)

    def minter(self) -> Minter:
        """IRIs under the base the store was built with."""
        if self.endpoint is not None:
            return Minter(base(self.asker()))
        return Minter(self.built().base)

    def scheme(self) -> IssueScheme:
        """The issues the store was built with."""
        return scheme(map(Path, self.built().issues))

    def issue(self, word: str) -> Issue:
        """The issue a user means.

        Raises:
            NotFoundError: None is called so; the message suggests others.
        """
        known = self.scheme()
        found = known.find(word)
        if found is None:
            near = ", ".join(i.id for i in known.suggest(word)) or "see: issues"
            raise NotFoundError(f"no issue {word!r}; did you mean: {near}")
        return found

    def paths(self) -> Mapping[str, str]:
        """Where each snapshot was read, by SHA-256; says so if that is lost.

        Raises:
            StoreError: It cannot be told how the graph was made.
        """
        found = remembered(self.store)
        if found.problem is not None:
            say(f"warning: {found.problem}")
        return {entry.sha256: entry.path for entry in found.known}

    def built(self) -> Built:
        """How the graph in the folder was made.

        Raises:
            StoreError: What is kept of that is damaged.
        """
        return built.load(self.store)

    def plan(self) -> Plan:
        """A build that reads nothing and writes the graph anew."""
        last = self.built()
        return Plan(
            sources=(),
            store=self.store,
            out=self.out,
            base=last.base,
            extra_issues=tuple(map(Path, last.issues)),
            known_only=True,
            as_of=last.as_of,
        )


def workplace(context: click.Context) -> Workplace:
    """The folders the user asked for."""
    found = context.find_object(Workplace)
    return found or Workplace(DEFAULT_STORE, DEFAULT_STORE.parent)


class _Output(Console):
    """Standard output of rich, which ends the program by itself on a broken pipe."""

    def on_broken_pipe(self) -> None:
        """Told like every other broken pipe: where all errors are."""
        raise BrokenPipeError


@contextmanager
def written(place: Workplace) -> Iterator[None]:
    """Tell in one line of a store or folder that cannot be written."""
    try:
        yield
    except OSError as error:
        message = f"{error.filename or place.store}: {error.strerror or error}"
        raise click.ClickException(message) from error


def out_console(width: int | None = None) -> Console:
    """Standard output: data. Wide enough to be read when it is no terminal."""
    if width is None and not sys.stdout.isatty():
        width = 110
    return _Output(file=sys.stdout, width=width, highlight=False, soft_wrap=False)


def say(message: str) -> None:
    """Standard error: talk."""
    click.echo(message, err=True)


def say_day(asker: Asker) -> None:
    """Say of what day an answer is, where its form has no place for that."""
    day = as_of(asker)
    if day is not None:
        say(known_on(day))
