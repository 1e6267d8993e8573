"""The vocabulary in Python and in Turtle say the same."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from enum import StrEnum

import pytest
from rdflib import OWL, RDF, RDFS, SKOS, XSD, Graph, Literal, URIRef
from rdflib.term import Node

from ontology import codes
from ontology.vocabulary import CODE, IG, NS, load
from queries.ask import Asker
from queries.library import questions
from tests import small_graph

_OF_OURS = re.compile(r"\big:(\w+)")
LISTS: dict[str, type[StrEnum]] = {
    "framework": codes.Framework,
    "type": codes.InspectionType,
    "aspect": codes.Aspect,
    "grade": codes.Grade,
    "kind": codes.FindingKind,
    "polarity": codes.Polarity,
    "trend": codes.Trend,
    "state": codes.EpisodeState,
    "status": codes.ThreadStatus,
    "outcome": codes.Outcome,
    "role": codes.Role,
    "method": codes.Method,
}


@pytest.fixture(scope="module")
def core() -> Graph:
    return load("core.ttl")


def _ours(graph: Graph) -> set[str]:
    return {
        str(subject).removeprefix(NS)
        for subject in graph.subjects(RDF.type)
        if str(subject).startswith(NS)
    }


def test_python_names_and_turtle_terms_are_the_same(core: Graph) -> None:
    assert _ours(core) == set(IG.__annotations__) - {"_fail", "_NS"}


def test_a_misspelt_term_is_an_error() -> None:
    with pytest.raises(AttributeError):
        _ = IG.Inspektion


def test_every_term_has_a_label_and_a_definition(core: Graph) -> None:
    for name in _ours(core):
        assert core.value(URIRef(NS + name), RDFS.label) is not None, name
        assert core.value(URIRef(NS + name), RDFS.comment) is not None, name


def test_every_property_has_a_range_that_exists(core: Graph) -> None:
    classes = set(core.subjects(RDF.type, OWL.Class))
    for kind in (OWL.ObjectProperty, OWL.DatatypeProperty):
        for term in core.subjects(RDF.type, kind):
            reach = core.value(term, RDFS.range)
            assert reach is not None, term
            assert not str(reach).startswith(NS) or reach in classes, term


@pytest.mark.parametrize("name", LISTS)
def test_code_lists_and_enumerations_are_the_same(name: str) -> None:
    graph = load("codes.ttl")
    scheme = URIRef(f"{CODE}{name}")
    published = {
        str(graph.value(code, SKOS.notation))
        for code in graph.subjects(SKOS.inScheme, scheme)
    }
    assert published == {member.value for member in LISTS[name]}


def test_no_code_list_is_forgotten() -> None:
    graph = load("codes.ttl")
    schemes = {str(s) for s in graph.subjects(RDF.type, SKOS.ConceptScheme)}
    assert schemes == {f"{CODE}{name}" for name in LISTS}


def test_aspects_of_different_frameworks_are_never_equated() -> None:
    graph = load("codes.ttl")
    assert not list(graph.triples((None, SKOS.exactMatch, None)))
    assert list(graph.triples((None, SKOS.closeMatch, None)))


def terms(statements: Iterable[Iterable[Node]]) -> Iterator[str]:
    """Names under our namespace, wherever they stand."""
    for statement in statements:
        for term in statement:
            if not isinstance(term, Literal) and str(term).startswith(NS):
                yield str(term).removeprefix(NS)
            if isinstance(term, Literal) and str(term.datatype).startswith(NS):
                yield str(term.datatype).removeprefix(NS)


@pytest.mark.parametrize("name", ["core.ttl", "codes.ttl", "issues.ttl"])
def test_what_ships_in_turtle_speaks_of_terms_that_exist(
    core: Graph, name: str
) -> None:
    assert set(terms(load(name))) <= _ours(core)


def test_shapes_speak_of_terms_that_exist(core: Graph) -> None:
    known = _ours(core)
    for name in terms(load("shapes.ttl")):
        assert name in known or name.removesuffix("Shape") in known, name


@pytest.fixture(scope="module")
def stated() -> Graph:
    """The union of a graph in which every part of a case file occurs."""
    found = Graph()
    lines = (f"{quad.triple} .\n" for quad in small_graph.store())
    found.parse(data="".join(lines), format="nt")
    return found


def test_a_graph_speaks_of_terms_that_exist(core: Graph, stated: Graph) -> None:
    assert set(terms(stated)) <= _ours(core)


@pytest.mark.parametrize("name", sorted(questions()))
def test_questions_speak_of_terms_that_exist(core: Graph, name: str) -> None:
    said = set(_OF_OURS.findall(questions()[name].sparql))
    assert said <= _ours(core)


def test_whatever_has_a_property_is_of_its_domain(core: Graph, stated: Graph) -> None:
    for term, domain in core.subject_objects(RDFS.domain):
        for subject in set(stated.subjects(term)):
            assert domain in set(stated.objects(subject, RDF.type)), (term, subject)


def test_values_are_of_the_range_of_their_property(core: Graph, stated: Graph) -> None:
    plain = {XSD.string, None}
    for term, reach in core.subject_objects(RDFS.range):
        for value in set(stated.objects(None, term)):
            if isinstance(value, Literal):
                assert value.datatype == reach or {value.datatype, reach} <= plain, term
            else:
                assert reach in set(stated.objects(value, RDF.type)), (term, value)


def test_codings_alone_are_annotations_of_an_issue() -> None:
    """Threads and promises have issues and findings too, and annotate nothing."""
    asker = Asker(small_graph.store())
    coded = {row["s"] for row in asker.rows("SELECT ?s { ?s a ig:Coding }")}
    for one, other in (("hasBody", "issue"), ("hasTarget", "finding")):
        told = asker.rows(
            f"SELECT ?s {{ ?s <http://www.w3.org/ns/oa#{one}> ?o ; ig:{other} ?o }}"
        )
        assert {row["s"] for row in told} == coded
