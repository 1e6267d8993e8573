"""A value is bound as a term and can never break out of its place."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, Store

from graph import terms
from graph.iris import Minter
from ontology.issues import scheme
from queries.ask import Asker
from queries.binding import bind, term, values
from queries.library import Parameter, ParameterType, QueryError, parse

STORE = Store()
STORE.add(Quad(NamedNode("http://e/s"), NamedNode("http://e/p"), Literal("secret")))
ASKER = Asker(STORE)
HOSTILE = [
    '" . ?s ?p ?o . "',
    "') } UNION { ?s ?p ?o } #",
    '\\" ?x',
    "\\u0022 . ?s ?p ?o",
    "$other $text",
    "> ?s ?p ?o <",
    "line\nbreak\r\ttab",
    "\"\"\"'''",
]


@settings(deadline=None)
@given(st.one_of(st.text(), st.sampled_from(HOSTILE)))
def test_any_text_comes_back_as_itself(value: str) -> None:
    bound = terms.text(value)
    (row,) = ASKER.rows("SELECT ($text AS ?back) {}", text=bound)
    assert row["back"] == bound.value


@settings(deadline=None)
@given(st.text(), st.text())
def test_a_value_is_never_read_for_another_parameter(first: str, second: str) -> None:
    one, two = terms.text(f"{first}$b"), terms.text(second)
    (row,) = ASKER.rows("SELECT ($a AS ?x) ($b AS ?y) {}", a=one, b=two)
    assert (row["x"], row["y"]) == (one.value, two.value)


@settings(deadline=None)
@given(st.one_of(st.text(), st.sampled_from(HOSTILE)))
def test_no_text_makes_a_query_see_more(value: str) -> None:
    rows = list(ASKER.rows("SELECT * { ?s ?p $text }", text=terms.text(value)))
    assert rows == ([] if value != "secret" else rows)


@pytest.mark.parametrize(
    ("sparql", "bound"),
    [
        ("ASK { $x ?p 1 }", 'ASK { "v" ?p 1 }'),
        ("ASK { ?x ?p 1 } # $x", "ASK { ?x ?p 1 } # $x"),
        ("ASK { <http://e/$x> ?p '$x' }", "ASK { <http://e/$x> ?p '$x' }"),
        ("ASK { <http://e/\\u0041$x> ?p 1 }", "ASK { <http://e/\\u0041$x> ?p 1 }"),
        ('ASK { ?s ?p """ " $x""", $x }', 'ASK { ?s ?p """ " $x""", "v" }'),
        ("ASK { ?s ?p $xy }", "ASK { ?s ?p $xy }"),
    ],
)
def test_only_variables_are_replaced(sparql: str, bound: str) -> None:
    assert bind(sparql, {"x": Literal("v")}) == bound


@pytest.mark.parametrize(
    ("kind", "value", "said"),
    [
        ("authority", "Bornemouth", "bournemouth"),
        ("issue", "iro efectiveness", "iro-effectiveness"),
        ("integer", "three", "a whole number"),
        ("integer", "1 } UNION { ?s ?p ?o", "a whole number"),
        ("date", "2020", "YYYY-MM-DD"),
        ("date", "2020-13-01", "YYYY-MM-DD"),
    ],
)
def test_a_bad_value_is_told_what_is_allowed(
    kind: ParameterType, value: str, said: str
) -> None:
    with pytest.raises(QueryError, match=said):
        term(Parameter("it", kind, None), value, scheme(), Minter())


@pytest.mark.parametrize(
    ("given_values", "said"),
    [({"tmies": "3", "issue": "x"}, "times"), ({}, "--param issue")],
)
def test_unknown_and_missing_parameters_are_told(
    given_values: dict[str, str], said: str
) -> None:
    question = parse("mine", "# param issue: issue\n# param times: integer = 2\nASK {}")
    with pytest.raises(QueryError, match=said):
        values(question, given_values, scheme(), Minter())
