"""What the service says of itself and of its data: SPARQL 1.1 SD, VoID."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import cast

from pyoxigraph import BlankNode, Literal, NamedNode, QuerySolutions, Triple

from inspectgraph.serving.negotiation import Offer
from queries.ask import Asker
from queries.results import write

_SD = "http://www.w3.org/ns/sparql-service-description#"
_FORMATS = "http://www.w3.org/ns/formats/"
_RDF_TYPE = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
_VOID = "http://rdfs.org/ns/void#"
_INTEGER = NamedNode("http://www.w3.org/2001/XMLSchema#integer")
#: There is no IRI for the other forms.
_RESULTS = (
    "SPARQL_Results_JSON",
    "SPARQL_Results_XML",
    "SPARQL_Results_CSV",
    "SPARQL_Results_TSV",
    "Turtle",
    "N-Triples",
    "RDF_XML",
    "JSON-LD",
)
_GRAPHS = "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g ORDER BY ?g"
_DATASET = """
CONSTRUCT { ?s ?p ?o } WHERE {
  ?dataset a void:Dataset ; (void:classPartition|dcterms:temporal)? ?s . ?s ?p ?o .
}"""


def service_description(asker: Asker, endpoint: str, shape: Offer) -> bytes:
    """The service, its forms of answer, its graphs and their sizes.

    Args:
        asker: The store.
        endpoint: Address at which the client asked.
        shape: One of the forms for triples.
    """
    return _written(_service(asker, NamedNode(endpoint)), shape)


def void(asker: Asker, endpoint: str, shape: Offer) -> bytes:
    """The dataset: what it is, how much of each class, where to ask."""
    return _written(_dataset(asker, endpoint), shape)


def _dataset(asker: Asker, endpoint: str) -> Iterator[Triple]:
    for triple in cast(Iterator[Triple], asker.answer(_DATASET)):
        yield triple
        if triple.predicate == _RDF_TYPE and triple.object == NamedNode(
            f"{_VOID}Dataset"
        ):
            place = NamedNode(f"{_VOID}sparqlEndpoint")
            yield Triple(triple.subject, place, NamedNode(endpoint))


def _service(asker: Asker, endpoint: NamedNode) -> Iterator[Triple]:
    service, dataset, default = BlankNode(), BlankNode(), BlankNode()
    yield Triple(service, _RDF_TYPE, _sd("Service"))
    yield Triple(service, _sd("endpoint"), endpoint)
    yield Triple(service, _sd("supportedLanguage"), _sd("SPARQL11Query"))
    yield Triple(service, _sd("feature"), _sd("UnionDefaultGraph"))
    for name in _RESULTS:
        yield Triple(service, _sd("resultFormat"), NamedNode(_FORMATS + name))
    yield Triple(service, _sd("defaultDataset"), dataset)
    yield Triple(dataset, _RDF_TYPE, _sd("Dataset"))
    yield Triple(dataset, _sd("defaultGraph"), default)
    yield Triple(default, _RDF_TYPE, _sd("Graph"))
    total = 0
    for solution in cast(QuerySolutions, asker.answer(_GRAPHS)):
        graph, named = BlankNode(), BlankNode()
        count = cast(Literal, solution["n"])
        total += int(count.value)
        yield Triple(dataset, _sd("namedGraph"), named)
        yield Triple(named, _RDF_TYPE, _sd("NamedGraph"))
        yield Triple(named, _sd("name"), cast(NamedNode, solution["g"]))
        yield Triple(named, _sd("graph"), graph)
        yield Triple(graph, _RDF_TYPE, _sd("Graph"))
        yield Triple(graph, NamedNode(f"{_VOID}triples"), count)
    size = Literal(str(total), datatype=_INTEGER)
    yield Triple(default, NamedNode(f"{_VOID}triples"), size)


def _sd(name: str) -> NamedNode:
    return NamedNode(_SD + name)


def _written(triples: Iterator[Triple], shape: Offer) -> bytes:
    out = io.BytesIO()
    write(triples, shape.name, out)
    return out.getvalue()
