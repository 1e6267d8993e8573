"""SERVICE and FROM are known for what they are, however they are written."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal

from queries.clauses import (
    Source,
    has_dataset_clause,
    has_service,
    is_update,
    sources,
)

FEDERATED = [
    "SELECT * { SERVICE <http://x/> {} }",
    "SELECT * { service <http://x/> { ?s ?p ?o } }",
    "SELECT * { SERVICE SILENT <http://x/> {} }",
    "SELECT * { S\\u0065RVICE <http://x/> {} }",
    "SELECT * { \\u0053ERVICE <http://x/> {} }",
    "SELECT * { \\U00000073ervice <http://x/> {} }",
    "PREFIX e: <http://x/> SELECT * { SERVICE e:a {} }",
    "SELECT * { ?s ?p ?o MINUS { SERVICE ?s {} } }",
    "SELECT * { VALUES ?u { <http://x/> } SERVICE ?u { ?s ?p ?o } }",
    "ASK { FILTER EXISTS { SERVICE <http://x/> { ?s ?p ?o } } }",
    "CONSTRUCT { ?s ?p ?o } WHERE { { SELECT * { SERVICE <http://x/> {?s ?p ?o} } } }",
    "SELECT * { #\nSERVICE#\n<http://x/>#\n{} }",
    # To a scanner "<?b#>" is an address and the rest a string; to the engine it is a
    # comparison and a comment, and then SERVICE is called.
    "SELECT * { ?a ?b ?c FILTER(?a<?b#> '''\n) SERVICE <http://x/> {} #'''\n}",
]
HARMLESS = [
    'SELECT * { ?s ?p "children\'s service" }',
    "SELECT * { ?service ?p ?o } # SERVICE <http://x/> {}",
    "SELECT * { ?s <http://e/SERVICE> '''SERVICE <http://x/> {}''' }",
    "PREFIX service: <http://e/> SELECT * { service:a service:b service:SERVICE }",
    'SELECT * { _:service ?p "x"@service }',
    'SELECT * { ?s ?p "\\u0053ERVICE" }',
    "SELECT (COUNT(*) AS ?service) { ?s ?p ?o }",
]


@pytest.mark.parametrize("sparql", FEDERATED)
def test_a_call_of_another_server_is_seen(sparql: str) -> None:
    assert has_service(sparql)


@pytest.mark.parametrize("sparql", HARMLESS)
def test_the_mere_word_is_no_call(sparql: str) -> None:
    assert not has_service(sparql)


@settings(deadline=None)
@given(st.text())
def test_no_string_is_taken_for_a_call_or_hides_one(text: str) -> None:
    string = str(Literal(f"SERVICE {text}".encode("utf-8", "ignore").decode()))
    assert not has_service(f"SELECT * {{ ?s ?p {string} }}")
    assert has_service(f"SELECT * {{ ?s ?p {string} SERVICE <http://x/> {{}} }}")


@pytest.mark.parametrize(
    ("sparql", "found"),
    [
        ("SELECT * FROM <http://e/g> {}", [Source("http://e/g", named=False)]),
        ("SELECT * FROM NAMED <http://e/g> {}", [Source("http://e/g", named=True)]),
        (
            "PREFIX e: <http://e/> ASK from #x\n e:g FROM named<http://a/> {}",
            [Source("http://e/g", named=False), Source("http://a/", named=True)],
        ),
        (
            "SELECT * FROM <file:///etc/passwd> {}",
            [Source("file:///etc/passwd", False)],
        ),
    ],
)
def test_graphs_asked_for_are_listed(sparql: str, found: list[Source]) -> None:
    assert has_dataset_clause(sparql)
    assert list(sources(sparql)) == found


@pytest.mark.parametrize(
    "sparql", ["SELECT ?from { ?from ?p 'FROM <http://e/>' }", "ASK { <x:from> ?p 1 }"]
)
def test_the_mere_word_is_no_dataset_clause(sparql: str) -> None:
    assert not has_dataset_clause(sparql)


@pytest.mark.parametrize(
    ("text", "yes"),
    [
        ("LOAD <http://x/>", True),
        ("# a\nPREFIX e: <http://e/>\ninsert data { e:a e:b e:c }", True),
        ("BASE <http://e/> WITH <g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }", True),
        ("CLEAR ALL", True),
        ("SELECT * {}", False),
        ("nonsense", False),
    ],
)
def test_updates_are_known(text: str, yes: bool) -> None:
    assert is_update(text) is yes


@pytest.mark.parametrize("text", ["", "SELECT", "INSERT DATA {}", "SELECT * { SERVICE"])
def test_what_is_no_query_is_told_by_the_engine(text: str) -> None:
    with pytest.raises(SyntaxError):
        has_dataset_clause(text)
