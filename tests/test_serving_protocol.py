"""The SPARQL 1.1 Protocol: the W3C's cases for queries, and what others get wrong."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
from pyoxigraph import (
    Literal,
    NamedNode,
    Quad,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Store,
    parse,
    parse_query_results,
)

from inspectgraph.serving.pool import Limits
from tests.serving import Client, Reply, built, serving

FORM = "application/x-www-form-urlencoded"
DIRECT = "application/sparql-query"
#: Of the W3C's protocol tests; that suite's own graphs, named alike.
DATA = "http://kasei.us/2009/09/sparql/data/data{}.rdf"


def graphs() -> bytes:
    store = Store()
    for number in (1, 2, 3):
        name = DATA.format(number)
        subject = NamedNode(f"http://example.org/{number}")
        kind = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
        store.add(Quad(subject, kind, NamedNode("http://e/Thing"), NamedNode(name)))
        label = NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
        store.add(Quad(subject, label, Literal("100% é+x"), NamedNode(name)))
    return store.dump(format=RdfFormat.N_QUADS) or b""


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    store = built(tmp_path_factory.mktemp("protocol"), graphs())
    with serving(store, Limits(rows=5, at_once=2)) as found:
        yield found


def truth(reply: Reply) -> bool:
    assert reply.status == 200, reply.text
    return bool(json.loads(reply.body)["boolean"])


# What the W3C's cases send, in its own names for them.


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_bad_query_method(client: Client, method: str) -> None:
    reply = client.send(method, "/sparql?query=ASK%20%7B%7D")
    assert reply.status == 405
    assert "GET" in reply.headers["Allow"]


@pytest.mark.parametrize(
    ("target", "kind", "body"),
    [
        ("/sparql?query=ASK%20%7B%7D&query=SELECT%20*%20%7B%7D", None, None),
        ("/sparql", FORM, b"query=ASK%20%7B%7D&query=ASK%20%7B%7D"),
        ("/sparql?query=ASK%20%7B%7D", DIRECT, b"ASK {}"),
    ],
)
def test_bad_multiple_queries(
    client: Client, target: str, kind: str | None, body: bytes | None
) -> None:
    headers = {"Content-Type": kind} if kind else {}
    assert client.send("POST" if body else "GET", target, headers, body).status == 400


@pytest.mark.parametrize(
    ("headers", "body", "status"),
    [
        ({"Content-Type": "text/plain"}, b"ASK {}", 415),  # bad_query_wrong_media_type
        ({}, b"query=ASK%20%7B%7D", 400),  # bad_query_missing_form_type
        ({}, b"ASK {}", 400),  # bad_query_missing_direct_type
        (
            {"Content-Type": f"{DIRECT}; charset=UTF-16"},  # bad_query_non_utf8
            "ASK {}".encode("utf-16"),
            415,
        ),
        ({"Content-Type": DIRECT}, b"ASK { ?s ?p '\xe9' }", 400),
        ({"Content-Type": FORM}, b"query=ASK%20%7B%3Fs%20%3Fp%20'%E9'%7D", 400),
        ({"Content-Type": DIRECT}, b"ASK {", 400),  # bad_query_syntax
        ({"Content-Type": FORM}, b"nothing=here", 400),
    ],
)
def test_bad_requests(
    client: Client, headers: dict[str, str], body: bytes, status: int
) -> None:
    assert client.send("POST", "/sparql", headers, body).status == status


def test_query_get(client: Client) -> None:
    assert truth(client.ask("ASK {}"))


def test_query_post_form(client: Client) -> None:
    headers = {"Content-Type": FORM}
    assert truth(client.send("POST", "/sparql", headers, b"query=ASK%20%7B%7D"))


def test_query_post_direct(client: Client) -> None:
    headers = {"Content-Type": f"{DIRECT}; charset=utf-8"}
    assert truth(client.send("POST", "/sparql", headers, b"ASK {}"))


@pytest.mark.parametrize(
    ("query", "kinds"),
    [
        ("SELECT (1 AS ?one) {}", "application/sparql-results+json"),
        ("ASK {}", "application/sparql-results+json"),
        ("DESCRIBE <http://example.org/1>", "text/turtle"),
        ("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o } LIMIT 1", "text/turtle"),
    ],
)
def test_query_content_type(client: Client, query: str, kinds: str) -> None:
    assert client.ask(query).kind == kinds


def test_triples_come_as_rdf_xml_too(client: Client) -> None:
    query = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o } LIMIT 1"
    replies = [
        client.ask(query, "application/rdf+xml"),
        client.ask(query, format="rdf"),
    ]
    for reply in replies:
        assert (reply.status, reply.kind) == (200, "application/rdf+xml")
        assert len(list(parse(reply.body, format=RdfFormat.RDF_XML))) == 1


def dataset(kind: str, *numbers: int) -> list[tuple[str, str]]:
    return [(f"{kind}-graph-uri", DATA.format(number)) for number in numbers]


TWO = "ASK { <http://example.org/1> a ?t . <http://example.org/2> a ?t }"
THREE = "ASK { <http://example.org/3> a ?type }"
NAMED = f"ASK {{ GRAPH <{DATA.format(1)}> {{ ?s a ?t }} GRAPH <{DATA.format(2)}> {{ ?x a ?t }} }}"
FULL = "ASK { <http://example.org/3> a ?t GRAPH ?g { <http://example.org/1> a ?t } }"


@pytest.mark.parametrize("how", ["get", "form", "direct"])
@pytest.mark.parametrize(
    ("query", "given", "yes"),
    [
        ("ASK { <http://example.org/1> a ?t }", dataset("default", 1), True),
        ("ASK { <http://example.org/2> a ?t }", dataset("default", 1), False),
        (TWO, dataset("default", 1, 2), True),
        (THREE, dataset("default", 1, 2), False),
        (NAMED, dataset("named", 1, 2), True),
        (NAMED, dataset("named", 1, 3), False),
        (FULL, dataset("default", 3) + dataset("named", 1, 2), True),
        ("ASK { ?s ?p ?o }", dataset("named", 1), False),
        # query_multiple_dataset: the protocol's dataset comes before the query's.
        (f"ASK FROM <{DATA.format(3)}> {{ ?s a ?t }}", dataset("named", 1), False),
    ],
)
def test_query_dataset(
    client: Client, how: str, query: str, given: list[tuple[str, str]], yes: bool
) -> None:
    if how == "get":
        reply = client.get(f"/sparql?{urlencode([('query', query), *given])}")
    elif how == "form":
        body = urlencode([("query", query), *given]).encode()
        reply = client.send("POST", "/sparql", {"Content-Type": FORM}, body)
    else:
        target = f"/sparql?{urlencode(given)}"
        reply = client.send("POST", target, {"Content-Type": DIRECT}, query.encode())
    assert truth(reply) is yes


def test_without_a_dataset_all_graphs_are_one(client: Client) -> None:
    assert truth(client.ask(TWO))
    assert not truth(client.ask(f"ASK FROM <{DATA.format(1)}> {{ {TWO[5:-1]} }}"))


# What others get wrong.


def test_percent_and_plus_are_decoded_once(client: Client) -> None:
    query = "ASK { ?s ?p '100% é+x' . FILTER (?p != <http://e/%25>) }"
    form = urlencode({"query": query}).encode()
    assert truth(client.ask(query))
    assert truth(client.send("POST", "/sparql", {"Content-Type": FORM}, form))
    direct = {"Content-Type": DIRECT}
    assert truth(client.send("POST", "/sparql", direct, query.encode()))
    twice = f"/sparql?query={quote(quote('ASK {}'))}"
    assert client.get(twice).status == 400


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        ("text/tab-separated-values", "text/tab-separated-values"),
        ("text/csv;q=0.5, text/tab-separated-values;q=0.4", "text/csv"),
        (
            "text/csv;q=0.4, text/tab-separated-values;q=0.5",
            "text/tab-separated-values",
        ),
        ("application/*", "application/sparql-results+json"),
        ("application/*;q=0.1, text/*;q=0.2", "text/csv"),
        ("application/sparql-results+json;q=0, */*", "application/sparql-results+xml"),
        ("application/json", "application/json"),
        ("*/*", "application/sparql-results+json"),
        ("APPLICATION/SPARQL-RESULTS+XML", "application/sparql-results+xml"),
    ],
)
def test_the_client_is_given_what_it_likes_best(
    client: Client, accept: str, kind: str
) -> None:
    reply = client.ask("SELECT (1 AS ?one) {}", accept)
    assert (reply.status, reply.kind) == (200, kind)
    assert reply.headers["Vary"] == "Accept"
    if kind.startswith("text/"):
        assert reply.headers.get_content_charset() == "utf-8"


@pytest.mark.parametrize(
    ("query", "accept"),
    [
        ("ASK {}", "image/png"),
        ("ASK {}", "text/turtle"),
        ("ASK {}", "*/*;q=0"),
        ("CONSTRUCT WHERE { ?s ?p ?o }", "text/csv"),
    ],
)
def test_what_cannot_be_had_is_406(client: Client, query: str, accept: str) -> None:
    reply = client.ask(query, accept)
    assert reply.status == 406
    assert "application/" in reply.text or "text/" in reply.text


@pytest.mark.parametrize("name", ["json", "xml", "tsv"])
def test_a_format_can_be_named_and_rows_past_the_cap_are_told(
    client: Client, name: str
) -> None:
    reply = client.ask("SELECT * { ?s ?p ?o }", format=name)
    assert reply.headers["X-Inspectgraph-Cut"] == "after 5"
    formats = {
        "json": QueryResultsFormat.JSON,
        "xml": QueryResultsFormat.XML,
        "tsv": QueryResultsFormat.TSV,
    }
    back = parse_query_results(reply.body, formats[name])
    assert isinstance(back, QuerySolutions) and len(list(back)) == 5
    assert "cut" in reply.text or name == "tsv"


def test_scripts_of_other_sites_may_ask(client: Client) -> None:
    asked = {"Origin": "http://e", "Access-Control-Request-Method": "POST"}
    before = client.send("OPTIONS", "/sparql", asked)
    assert before.status == 204
    assert "POST" in before.headers["Access-Control-Allow-Methods"]
    for reply in (before, client.ask("ASK {}"), client.ask("nonsense")):
        assert reply.headers["Access-Control-Allow-Origin"] == "*"


def test_head_gives_the_headers_alone(client: Client) -> None:
    reply = client.send("HEAD", "/sparql?query=ASK%20%7B%7D")
    assert (reply.status, reply.body) == (200, b"")
    assert int(reply.headers["Content-Length"]) > 10


@pytest.mark.parametrize(
    "accept", ["text/turtle", "application/ld+json", "application/rdf+xml", None]
)
def test_the_service_describes_itself(client: Client, accept: str | None) -> None:
    reply = client.get("/sparql", accept)
    shape = RdfFormat.from_media_type(reply.kind)
    assert shape is not None
    said = {
        quad.predicate.value.rsplit("#")[-1]: str(quad.object)
        for quad in parse(reply.body, format=shape)
    }
    assert said["endpoint"] == f"<{client.address}/sparql>"
    assert "SPARQL11Query" in said["supportedLanguage"]
    assert "BasicFederatedQuery" not in reply.text
    assert client.get("/sparql", "image/png").status == 406
    assert client.get("/sparql", "text/html").headers["Location"] == "/"


@pytest.mark.parametrize(
    ("method", "headers", "body", "status"),
    [
        ("POST", {"Content-Type": "application/sparql-update"}, b"CLEAR ALL", 403),
        ("POST", {"Content-Type": FORM}, b"update=CLEAR%20ALL", 403),
        ("POST", {"Content-Type": DIRECT}, b"INSERT DATA { <a:b> <a:b> 1 }", 403),
        ("POST", {"Content-Type": DIRECT}, b"LOAD <http://127.0.0.1:9/>", 403),
    ],
)
def test_updates_are_refused(
    client: Client, method: str, headers: dict[str, str], body: bytes, status: int
) -> None:
    reply = client.send(method, "/sparql", headers, body)
    assert (reply.status, "read-only" in reply.text) == (status, True)


@pytest.mark.parametrize("seconds", ["0", "-1", "61", "nan", "soon"])
def test_no_more_than_a_minute_can_be_asked_for(client: Client, seconds: str) -> None:
    reply = client.ask("ASK {}", timeout=seconds)
    assert (reply.status, "60" in reply.text) == (400, True)


@pytest.mark.parametrize(
    "path",
    [
        *("/nothing", "/static/../app.py", "/static/%2e%2e/app.py", "/static/.x"),
        *("/id/x", f"/static/{'a' * 300}.js", "/static/%00.js", "/static/"),
    ],
)
def test_what_is_not_there_is_404(client: Client, path: str) -> None:
    assert client.get(path).status == 404


def test_scripts_of_other_sites_can_be_kept_out(tmp_path: Path) -> None:
    with serving(built(tmp_path, b""), Limits(at_once=1), origins="none") as kept:
        assert kept.ask("ASK {}").headers["Access-Control-Allow-Origin"] is None
