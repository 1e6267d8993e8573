"""A page for every IRI of the dataset, for people and for machines."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import cast
from urllib.parse import quote

from jinja2 import Environment, FunctionLoader, StrictUndefined
from pyoxigraph import BlankNode, NamedNode, QuerySolutions, Triple

from graph.iris import Minter
from inspectgraph.serving.negotiation import HTML, Offer
from inspectgraph.serving.sections import GRAPH, SECTIONS, Section
from ontology.issues import IssueScheme
from ontology.vocabulary import CODE, ISSUE, ISSUE_SCHEME, NS, THEME
from queries.ask import Asker, Row, text
from queries.results import write

_TEMPLATES = files("inspectgraph.serving") / "templates"
_ABOUT = """
CONSTRUCT { ?s ?p ?o } WHERE {
  { BIND ($this AS ?s) ?s ?p ?o } UNION {
    $this ?any ?s . ?s ?p ?o .
    FILTER (STRSTARTS(STR(?s), CONCAT(STR($this), "/")))
  }
}"""
_TYPES = "SELECT DISTINCT ?type WHERE { $this a ?type } ORDER BY ?type"
_OUT = """
SELECT DISTINCT ?property ?value WHERE { $this ?property ?value }
ORDER BY ?property ?value LIMIT 500"""
_IN = """
SELECT ?property (COUNT(DISTINCT ?thing) AS ?count) (MIN(?thing) AS ?example) WHERE {
  ?thing ?property $this
} GROUP BY ?property ORDER BY ?property"""
_IS_GRAPH = "SELECT ?s WHERE { GRAPH $this { ?s ?p ?o } } LIMIT 1"
_STATED_IN = """
SELECT DISTINCT ?graph WHERE { GRAPH ?graph { $this ?p ?o } } ORDER BY ?graph"""
_LABELS = """
SELECT ?iri (MIN(?name) AS ?label) WHERE {
  VALUES ?iri { $these }
  ?iri rdfs:label|skos:prefLabel|dcterms:title|foaf:name|ig:nameAsPrinted ?name
} GROUP BY ?iri"""
_PLACE = """
SELECT ?exact ?before ?after ?page WHERE {
  ?note oa:hasBody $this ; oa:hasTarget ?target .
  ?target oa:hasSelector ?quote, ?position . ?position oa:start ?start .
  ?quote oa:exact ?exact ; oa:prefix ?before ; oa:suffix ?after .
  OPTIONAL { ?target ig:page ?page }
} ORDER BY ?start"""
_FINDING = """
SELECT ?text ?paraphrase ?section ?paragraph ?page ?reference ?title ?report
       ?inspection ?label WHERE {
  $this ig:text ?text ; ig:paraphrase ?paraphrase ; ig:report ?report .
  OPTIONAL { $this ig:section ?section } OPTIONAL { $this ig:paragraph ?paragraph }
  OPTIONAL { $this ig:page ?page } OPTIONAL { $this ig:sourceReference ?reference }
  OPTIONAL { ?report dcterms:title ?title }
  OPTIONAL { $this ig:ofInspection ?inspection . ?inspection rdfs:label ?label }
}"""
_THREAD = """
SELECT ?label WHERE {
  $this ig:issue/skos:prefLabel ?issue ; ig:lineageOf/rdfs:label ?authority .
  BIND (CONCAT(STR(?issue), ", ", STR(?authority)) AS ?label)
}"""
#: Properties whose values stand in a table above, or are of use to machines only.
_KEPT_BACK = 20


@dataclass(frozen=True, slots=True)
class Cell:
    """Text, and the address it links to."""

    text: str
    link: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A section with its rows."""

    title: str
    heads: Sequence[str]
    rows: Sequence[Sequence[Cell]]


@dataclass(frozen=True, slots=True)
class Fact:
    """A property and its values."""

    name: Cell
    values: Sequence[Cell]
    more: int = 0


@dataclass(frozen=True, slots=True)
class Resources:
    """Pages of one store.

    Attributes:
        minter: Whose base the addresses of data stand under.
        scheme: The issues that questions may be asked of.
    """

    asker: Asker
    minter: Minter
    scheme: IssueScheme

    def page(self, path: str, shape: Offer) -> bytes | None:
        """The page at a path in a form; None if nothing is called so."""
        this = self._node(path)
        if this is None:
            return None
        about = list(cast(Iterator[Triple], self.asker.answer(_ABOUT, {"this": this})))
        if not about and not self._is_graph(this):
            return None
        if shape == HTML:
            return self._html(this).encode()
        out = io.BytesIO()
        write(iter(about), shape.name, out)
        return out.getvalue()

    def named_graph(self, path: str) -> str | None:
        """The IRI of the named graph that a path is of; None if it is of none."""
        this = self._node(path)
        return this.value if this is not None and self._is_graph(this) else None

    def link(self, iri: str) -> str | None:
        """Where a thing is to be read: here if it is of this dataset."""
        for prefix, base in self.bases():
            if iri.startswith(base):
                return f"{prefix}{quote(iri.removeprefix(base), safe='/:@,;')}"
        return iri if iri.startswith(("http://", "https://")) else None

    def bases(self) -> Iterator[tuple[str, str]]:
        """Paths of this server, and what the IRIs begin with that open there."""
        yield "/ns/", NS
        yield "/ns", NS.rstrip("#")
        yield "/id/", self.minter.base
        yield "/issue/", ISSUE
        yield "/issue-scheme", ISSUE_SCHEME
        yield "/theme/", THEME
        yield "/code/", CODE

    def _node(self, path: str) -> NamedNode | None:
        try:
            return NamedNode(self._iri(path))
        except ValueError:
            return None

    def _is_graph(self, this: NamedNode) -> bool:
        return self.asker.one(_IS_GRAPH, this=this) is not None

    def _iri(self, path: str) -> str:
        for prefix, base in self.bases():
            if path.startswith(prefix):
                return base + path.removeprefix(prefix)
        raise ValueError(path)

    def _html(self, this: NamedNode) -> str:
        types = [text(row, "type") for row in self.asker.rows(_TYPES, this=this)]
        facts = [*self._facts(this)]
        finding = self.asker.one(_FINDING, this=this)
        graph = self._is_graph(this)
        return (
            _environment()
            .get_template("resource.html")
            .render(
                iri=this.value,
                path=self.link(this.value),
                title=self._title(this),
                kinds=self._kinds(types, graph),
                tables=[*self._tables(this, types, graph)],
                facts=facts,
                uses=[*self._uses(this)],
                graphs=[*self._stated_in(this)],
                finding=finding,
                finding_links=self._finding_links(finding),
                places=[*self.asker.rows(_PLACE, this=this)] if finding else [],
            )
        )

    def _finding_links(self, finding: Row | None) -> Mapping[str, str | None]:
        found = finding or {}
        return {
            name: self.link(str(found[name])) if found.get(name) else None
            for name in ("report", "inspection")
        }

    def _title(self, this: NamedNode) -> str:
        thread = self.asker.one(_THREAD, this=this)
        if thread is not None:
            return text(thread, "label")
        return self._labels([this.value]).get(this.value) or _tail(this.value)

    def _kinds(self, types: Sequence[str], graph: bool) -> list[Cell]:
        kinds = [Cell(*pair) for pair in self._named(types)]
        return [*kinds, Cell("named graph")] if graph else kinds

    def _stated_in(self, this: NamedNode) -> Iterator[Cell]:
        for row in self.asker.rows(_STATED_IN, this=this):
            iri = text(row, "graph")
            yield Cell(_tail(iri), self.link(iri))

    def _tables(
        self, this: NamedNode, types: Sequence[str], graph: bool
    ) -> Iterator[Table]:
        sections = [section for kind in types for section in SECTIONS.get(kind, ())]
        for section in (*sections, *(GRAPH if graph else ())):
            rows = [
                [self._cell(row, name) for name in section.columns]
                for row in self.asker.rows(section.sparql, this=this)
            ]
            if rows:
                yield Table(section.title, list(section.columns.values()), rows)

    def _cell(self, row: Row, name: str) -> Cell:
        value = row.get(name)
        address = row.get(f"{name}_iri")
        shown = "" if value is None else str(value)
        return Cell(shown, self.link(str(address)) if address else None)

    def _facts(self, this: NamedNode) -> Iterator[Fact]:
        found: dict[str, list[object]] = {}
        solutions = cast(QuerySolutions, self.asker.answer(_OUT, {"this": this}))
        for solution in solutions:
            property_ = cast(NamedNode, solution["property"]).value
            found.setdefault(property_, []).append(solution["value"])
        iris = [*found]
        iris += [
            v.value for vs in found.values() for v in vs if isinstance(v, NamedNode)
        ]
        labels = self._labels(iris)
        for property_, values in found.items():
            shown = [self._value(value, labels) for value in values[:_KEPT_BACK]]
            name = Cell(labels.get(property_, _tail(property_)), self.link(property_))
            yield Fact(name, shown, max(0, len(values) - _KEPT_BACK))

    def _value(self, value: object, labels: Mapping[str, str]) -> Cell:
        if isinstance(value, NamedNode):
            label = labels.get(value.value, _tail(value.value))
            return Cell(label, self.link(value.value))
        return Cell(str(value) if isinstance(value, BlankNode) else value.value)  # type: ignore[attr-defined]

    def _uses(self, this: NamedNode) -> Iterator[Fact]:
        rows = list(self.asker.rows(_IN, this=this))
        labels = self._labels(
            [
                str(row[name])
                for row in rows
                for name in ("property", "example")
                if row[name]
            ]
        )
        for row in rows:
            property_ = text(row, "property")
            example = text(row, "example")
            name = Cell(labels.get(property_, _tail(property_)), self.link(property_))
            shown = Cell(labels.get(example, _tail(example)), self.link(example))
            yield Fact(name, [shown], int(text(row, "count")) - 1)

    def _named(self, iris: Sequence[str]) -> Iterator[tuple[str, str | None]]:
        labels = self._labels(iris)
        for iri in iris:
            yield labels.get(iri, _tail(iri)), self.link(iri)

    def _labels(self, iris: Sequence[str]) -> dict[str, str]:
        these = " ".join(str(NamedNode(iri)) for iri in dict.fromkeys(iris))
        if not these:
            return {}
        rows = self.asker.rows(_LABELS.replace("$these", these))
        return {text(row, "iri"): text(row, "label") for row in rows}


def page_names(path: str) -> bool:
    """Whether a path is that of a thing."""
    return path.startswith(
        ("/id/", "/issue/", "/issue-scheme", "/theme/", "/code/", "/ns")
    )


def _tail(iri: str) -> str:
    """Enough of an IRI to know it by."""
    return iri.rstrip("/#").replace("#", "/").rsplit("/", 1)[-1] or iri


@cache
def _environment() -> Environment:
    return Environment(
        loader=FunctionLoader(_template),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _template(name: str) -> str:
    return (_TEMPLATES / name).read_text(encoding="utf-8")


__all__ = ["Resources", "Section", "page_names"]
