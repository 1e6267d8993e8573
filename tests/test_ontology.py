"""The vocabulary in Python and in Turtle say the same."""

from __future__ import annotations

from enum import StrEnum

import pytest
from rdflib import OWL, RDF, RDFS, SKOS, Graph, Literal, URIRef

from ontology import codes
from ontology.vocabulary import CODE, IG, NS, load

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


def test_shapes_speak_of_terms_that_exist(core: Graph) -> None:
    known = _ours(core)
    for subject, _, value in load("shapes.ttl"):
        for term in (subject, value):
            name = str(term).removeprefix(NS)
            if isinstance(term, Literal) or not str(term).startswith(NS):
                continue
            assert name in known or name.removesuffix("Shape") in known, name
