"""Ask the store and get plain values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import TypeAlias, cast

from pyoxigraph import Literal, NamedNode, QuerySolutions, Store

from graph.store import open_store
from queries.answers import Answer
from queries.binding import Term, bind
from queries.engines import Engine, StoreEngine
from queries.prefixes import PROLOGUE

Value: TypeAlias = str | int | float | bool | date | None
Row: TypeAlias = dict[str, Value]

_XSD = "http://www.w3.org/2001/XMLSchema#"


class Asker:
    """An engine and the way to ask it.

    Args:
        engine: Or a store in this process.
    """

    def __init__(self, engine: Engine | Store) -> None:
        self.engine = StoreEngine(engine) if isinstance(engine, Store) else engine

    @classmethod
    def open(cls, folder: Path) -> Asker:
        """The store built in a folder.

        Raises:
            StoreError: Nothing was built there.
        """
        return cls(open_store(folder))

    @property
    def store(self) -> Store:
        """Every statement; of a remote engine, a copy made at each call."""
        return self.engine.dataset()

    def answer(self, sparql: str, values: Mapping[str, Term] | None = None) -> Answer:
        """The answer to any query, prefixes supplied; ``$name`` is a value given.

        Raises:
            SyntaxError: It is not SPARQL.
        """
        return self.engine.query(PROLOGUE + bind(sparql, values or {}))

    def rows(self, sparql: str, **values: Term) -> Iterator[Row]:
        """Rows of a SELECT, prefixes supplied; ``$name`` stands for a value given."""
        solutions = cast(QuerySolutions, self.answer(sparql, values))
        names = [variable.value for variable in solutions.variables]
        for solution in solutions:
            yield {name: value(solution[name]) for name in names}

    def one(self, sparql: str, **values: Term) -> Row | None:
        """The first row, or None."""
        return next(self.rows(sparql, **values), None)


def value(term: object) -> Value:
    """A term as Python sees it; IRIs as text.

    Raises:
        TypeError: A blank node or quoted triple; this dataset has none.
    """
    if term is None:
        return None
    if isinstance(term, NamedNode):
        return term.value
    if not isinstance(term, Literal):
        raise TypeError(f"neither IRI nor literal: {term}")
    kind = term.datatype.value.removeprefix(_XSD)
    if kind == "integer":
        return int(term.value)
    if kind in ("decimal", "double", "float"):
        return float(term.value)
    if kind == "boolean":
        return term.value in ("true", "1")
    if kind == "date":
        return date.fromisoformat(term.value)
    return term.value


def text(row: Mapping[str, Value], name: str) -> str:
    """A column that is always bound, as text."""
    found = row[name]
    if found is None:
        raise KeyError(f"{name} is not bound")
    return str(found)
