"""Ask the store and get plain values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import TypeAlias, cast

from pyoxigraph import Literal, NamedNode, QuerySolutions, Store

from graph.store import open_store
from queries.binding import Term, bind

Value: TypeAlias = str | int | float | bool | date | None
Row: TypeAlias = dict[str, Value]

_XSD = "http://www.w3.org/2001/XMLSchema#"
PREFIXES = """PREFIX code: <https://w3id.org/inspectgraph/code/>
PREFIX dcat: <http://www.w3.org/ns/dcat#>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX foaf: <http://xmlns.com/foaf/0.1/>
PREFIX ig: <https://w3id.org/inspectgraph/ns#>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX org: <http://www.w3.org/ns/org#>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX schema: <https://schema.org/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
"""


class Asker:
    """A store and the way to ask it."""

    def __init__(self, store: Store) -> None:
        self.store = store

    @classmethod
    def open(cls, folder: Path) -> Asker:
        """The store built in a folder.

        Raises:
            StoreError: Nothing was built there.
        """
        return cls(open_store(folder))

    def rows(self, sparql: str, **values: Term) -> Iterator[Row]:
        """Rows of a SELECT, prefixes supplied; ``$name`` stands for a value given."""
        solutions = cast(
            QuerySolutions,
            self.store.query(
                PREFIXES + bind(sparql, values), use_default_graph_as_union=True
            ),
        )
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
        return term.value == "true"
    if kind == "date":
        return date.fromisoformat(term.value)
    return term.value


def text(row: Mapping[str, Value], name: str) -> str:
    """A column that is always bound, as text."""
    found = row[name]
    if found is None:
        raise KeyError(f"{name} is not bound")
    return str(found)
