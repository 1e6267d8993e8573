"""What a dataset says of itself: licence, day, size."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, Store
from rdflib import Graph

from graph.assemble import assemble
from graph.dataset import Inputs, graphs
from graph.human import Action, Decision, Decisions
from graph.iris import Minter
from graph.store import open_store, write_nquads
from graph.validation import violations
from ontology.issues import IssueScheme
from ontology.vocabulary import load
from queries.ask import Asker, Row
from tests import small_graph

MIT = "https://opensource.org/license/mit"
OPEN_GOVERNMENT = (
    "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"
)
NOTHING = Inputs(assemble(()), IssueScheme(()), Minter(), {}, {})
CODED = Decision(
    "https://example.org/f", "x", None, Action.WITHDRAW, "A", date(2031, 5, 6), ""
)


def store_of(inputs: Inputs) -> Store:
    out = io.BytesIO()
    write_nquads(graphs(inputs), out)
    store = Store()
    store.load(out.getvalue(), format=RdfFormat.N_QUADS)
    return store


def said(store: Store, term: str) -> list[object]:
    asked = f"SELECT ?x WHERE {{ ?d a dcat:Dataset ; {term} ?x }} ORDER BY ?x"
    return [row["x"] for row in Asker(store).rows(asked)]


def one(store: Store, sparql: str) -> Row:
    found = Asker(store).one(sparql)
    assert found is not None
    return found


def test_what_ships_and_what_is_quoted_have_their_own_licences() -> None:
    assert said(small_graph.store(), "dcterms:license") == [MIT, OPEN_GOVERNMENT]
    (rights,) = said(small_graph.store(), "dcterms:rights")
    assert "Crown copyright" in str(rights) and "MIT" in str(rights)


def test_the_licence_of_reports_is_named_only_where_there_are_any() -> None:
    assert said(store_of(NOTHING), "dcterms:license") == [MIT]


def test_a_dataset_is_as_new_as_the_newest_document_in_it() -> None:
    latest = one(
        small_graph.store(), "SELECT (MAX(?day) AS ?d) WHERE { ?r dcterms:issued ?day }"
    )
    assert said(small_graph.store(), "dcterms:modified") == [latest["d"]]


def test_or_as_the_latest_coding_by_hand() -> None:
    assert said(store_of(NOTHING), "dcterms:modified") == []
    coded = store_of(replace(NOTHING, decisions=Decisions([CODED])))
    assert said(coded, "dcterms:modified") == [CODED.day]


def test_the_years_it_tells_of_are_a_period() -> None:
    asked = """SELECT ?first ?last WHERE { ?d a dcat:Dataset ; dcterms:temporal ?p .
      ?p a dcterms:PeriodOfTime ; dcat:startDate ?first ; dcat:endDate ?last }"""
    ends = """SELECT (MIN(?s) AS ?first) (MAX(?e) AS ?last) WHERE {
      ?i a ig:Inspection ; schema:startDate ?s ; schema:endDate ?e }"""
    assert one(small_graph.store(), asked) == one(small_graph.store(), ends)


@pytest.mark.parametrize("inputs", [NOTHING, replace(NOTHING, as_of=date(2020, 1, 1))])
def test_it_counts_its_triples(inputs: Inputs) -> None:
    store = store_of(inputs)
    assert said(store, "void:triples") == [len({quad.triple for quad in store})]


def test_questions_and_all_count(bundled: Path) -> None:
    store = open_store(bundled / "graph")
    assert said(store, "void:triples") == [len({quad.triple for quad in store})]


def test_a_description_without_licence_or_size_breaks_a_shape() -> None:
    bare = Graph().parse(
        data="<http://e/d> a <http://www.w3.org/ns/dcat#Dataset> .", format="turtle"
    )
    broken = " ".join(v.message for v in violations(bare, load("shapes.ttl")))
    assert "license" in broken and "triples" in broken
