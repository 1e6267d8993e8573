"""The shipped questions as part of the dataset, where query editors look for them.

Each is an ``sh:SPARQLExecutable`` (SHACL, section 5.1) with its parameters at their
defaults, so that it can be asked as it stands.
"""

from __future__ import annotations

from collections.abc import Iterator

from rdflib.namespace import DCTERMS, RDF, RDFS, SDO, SH

from graph import terms
from graph.iris import Minter
from graph.terms import Statement, node, ntriple
from ontology.issues import IssueScheme
from queries.binding import bind, values
from queries.library import Question, questions
from queries.prefixes import PREFIXES

#: Last part of the name of the graph that has them.
GRAPH = "queries"


def executables(minter: Minter, scheme: IssueScheme) -> tuple[str, list[str]]:
    """Name and statements of the graph of questions, as N-Triples."""
    lines = {ntriple(statement) for statement in _statements(minter, scheme)}
    return minter.graph(GRAPH), sorted(lines)


def _statements(minter: Minter, scheme: IssueScheme) -> Iterator[Statement]:
    prefixes = f"{minter.base}prefixes"
    for name, namespace in PREFIXES.items():
        part = f"{prefixes}/{name}"
        yield prefixes, SH.declare, node(part)
        yield part, SH.prefix, terms.text(name)
        yield part, SH.namespace, terms.typed(namespace, _ANY_URI)
    for question in questions().values():
        yield from _question(minter, question, prefixes, scheme)


def _question(
    minter: Minter, question: Question, prefixes: str, scheme: IssueScheme
) -> Iterator[Statement]:
    iri = f"{minter.base}query/{question.name}"
    sparql = bind(question.sparql, values(question, {}, scheme, minter))
    yield iri, RDF.type, node(SH.SPARQLExecutable)
    yield iri, RDF.type, node(SH.SPARQLSelectExecutable)
    yield iri, DCTERMS.identifier, terms.text(question.name)
    yield iri, RDFS.label, terms.text(question.title, "en")
    yield (
        iri,
        RDFS.comment,
        terms.text(f"{question.title}. {question.description}", "en"),
    )
    yield iri, SH.prefixes, node(prefixes)
    yield iri, SH.select, terms.text(sparql)
    for column in question.columns:
        yield iri, SDO.keywords, terms.text(column)


_ANY_URI = "http://www.w3.org/2001/XMLSchema#anyURI"
