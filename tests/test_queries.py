"""The shipped questions: complete, answered rightly, alike on two engines."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, cast

import pytest
from pyoxigraph import (
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Store,
    parse_query_results,
)
from rdflib import Dataset

from graph.iris import Minter
from ontology.issues import scheme
from queries.ask import Asker, Row, value
from queries.binding import Term, bind, values
from queries.executables import executables
from queries.handbook import handbook
from queries.library import Question, questions
from queries.prefixes import PROLOGUE
from tests import small_graph
from tests.conftest import ROOT

# rdflib warns of its own use of its own old names.
pytestmark = pytest.mark.filterwarnings("ignore:Dataset:DeprecationWarning:rdflib")

QUESTIONS = questions()
#: Asked of the small graph otherwise than by default, so that there is an answer.
OTHERWISE: Mapping[str, Mapping[str, str]] = {
    "inspector-history": {"name": "lead"},
    "persistent-nationally": {"issue": "care-planning-and-reviews"},
}


@cache
def second_engine() -> Dataset:
    found = Dataset(default_union=True)
    found.parse(data=small_graph.nquads(), format="nquads")
    return found


def terms(question: Question) -> dict[str, Term]:
    given = OTHERWISE.get(question.name, {})
    return values(question, given, scheme(), Minter())


def rows(question: Question) -> list[Row]:
    asker = Asker(small_graph.store())
    return list(asker.rows(question.sparql, **terms(question)))


def test_at_least_thirty_questions_ship() -> None:
    assert len(QUESTIONS) >= 30


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_question_says_what_it_asks_and_what_comes_back(name: str) -> None:
    question = QUESTIONS[name]
    assert question.title and question.description.endswith(".")
    assert question.title != name
    assert question.columns
    for parameter in question.parameters:
        assert parameter.default is not None
        assert f"${parameter.name}" in question.sparql


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_question_is_answered_as_checked_by_hand(
    name: str, golden: Callable[[str, str], None]
) -> None:
    question = QUESTIONS[name]
    found = rows(question)
    assert found, "the small graph has to have an answer to every question"
    assert {tuple(row) for row in found} == {question.columns}
    lines = [json.dumps(_plain(row), ensure_ascii=False) for row in found]
    golden(f"queries/{name}.json", "[\n" + ",\n".join(lines) + "\n]\n")


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_second_engine_gives_the_same_answer(name: str) -> None:
    question = QUESTIONS[name]
    sparql = PROLOGUE + bind(question.sparql, terms(question))
    answer = second_engine().query(sparql).serialize(format="json")
    back = cast(
        QuerySolutions, parse_query_results(answer or b"", QueryResultsFormat.JSON)
    )
    names = [variable.value for variable in back.variables]
    other = [{key: value(solution[key]) for key in names} for solution in back]
    assert Counter(map(_key, other)) == Counter(map(_key, rows(question)))


def test_editors_find_the_questions_in_the_dataset() -> None:
    name, lines = executables(Minter(), scheme())
    store = Store()
    quads = "".join(f"{line} <{name}> .\n" for line in lines)
    store.load(quads.encode(), format=RdfFormat.N_QUADS)
    asker = Asker(store)
    found = list(
        asker.rows(
            "PREFIX sh: <http://www.w3.org/ns/shacl#> SELECT ?name ?select {"
            " ?query a sh:SPARQLExecutable ; sh:select ?select ; rdfs:comment ?comment ;"
            " sh:prefixes/sh:declare/sh:prefix 'ig' ; dcterms:identifier ?name }"
        )
    )
    assert {row["name"] for row in found} == set(QUESTIONS)
    for row in found:  # as they stand, without anything to fill in
        assert "$" not in str(row["select"]).split("WHERE")[1]
        small_graph.store().query(str(row["select"]), use_default_graph_as_union=True)


def test_the_handbook_is_of_these_questions() -> None:
    page = ROOT / "docs" / "queries.md"
    assert page.read_text(encoding="utf-8") == handbook()


def test_order_is_whole_so_that_answers_can_be_compared() -> None:
    for question in QUESTIONS.values():
        assert "ORDER BY" in question.sparql, question.name


def _plain(row: Row) -> dict[str, Any]:
    return {key: _json(cell) for key, cell in row.items()}


def _json(cell: object) -> object:
    if isinstance(cell, float):
        return round(cell, 6)
    return cell if cell is None or isinstance(cell, str | int) else str(cell)


def _key(row: Row) -> tuple[tuple[str, object], ...]:
    """Numbers compare by value: 2 and 2.0 are one answer."""
    return tuple(
        (name, float(cell) if isinstance(cell, int | float) else cell)
        for name, cell in sorted(row.items())
    )
