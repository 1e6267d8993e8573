"""SHACL over a store, one named graph at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pyshacl
from pyoxigraph import NamedNode, RdfFormat, Store
from rdflib import Graph, Literal
from rdflib.namespace import RDF, SH

from ontology.vocabulary import load


@dataclass(frozen=True, slots=True)
class Violation:
    """A node that breaks a shape.

    Attributes:
        node: IRI.
        message: Which property, and what is wrong with it.
    """

    node: str
    message: str


#: Called before each graph: how far, of how many.
Progress = Callable[[int, int], None]


def validate(store: Store, progress: Progress) -> Iterator[Violation]:
    """Every violation, graph by graph."""
    shapes = load("shapes.ttl")
    names = sorted(graph.value for graph in store.named_graphs())
    for number, name in enumerate(names):
        progress(number, len(names))
        yield from violations(_graph(store, name), shapes)


def violations(data: Graph, shapes: Graph) -> Iterator[Violation]:
    """Every violation in one graph."""
    conforms, report, _ = pyshacl.validate(data, shacl_graph=shapes)
    if conforms or not isinstance(report, Graph):
        return
    found = []
    for result in report.subjects(RDF.type, SH.ValidationResult):
        node = report.value(result, SH.focusNode)
        path = report.value(result, SH.resultPath)
        message = report.value(result, SH.resultMessage)
        where = "" if path is None else f"{path}: "
        said = message.value if isinstance(message, Literal) else "breaks a shape"
        found.append(Violation(str(node), f"{where}{said}"))
    yield from sorted(found, key=lambda violation: (violation.node, violation.message))


def _graph(store: Store, name: str) -> Graph:
    # Codes and classes it points to are described in graphs of their own; shapes
    # look at their IRIs only.
    data = store.dump(format=RdfFormat.N_TRIPLES, from_graph=NamedNode(name))
    return Graph().parse(data=data or b"", format="nt")
