"""Every IRI opens, for people and for machines."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from html.parser import HTMLParser
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, RdfFormat, parse

from graph.iris import Minter
from inspectgraph.explorer.scope import choose
from inspectgraph.serving.app import App, Site
from inspectgraph.serving.negotiation import GRAPH
from inspectgraph.serving.pool import Limits, Pool
from inspectgraph.serving.resources import Resources, page_names
from inspectgraph.serving.web import Request
from ontology.issues import scheme
from ontology.vocabulary import BASE
from queries.ask import Asker
from tests import small_graph
from tests.serving import Client, built, serving

OURS = "https://w3id.org/inspectgraph/"
VISIT = "/id/inspection/bournemouth-christchurch-poole/2020-10-13/focused-visit"


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    store = built(tmp_path_factory.mktemp("pages"))
    with serving(store, Limits(at_once=1)) as found:
        yield found


@pytest.fixture(scope="module")
def tight(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    """Of a server that gives few rows of an answer."""
    store = built(tmp_path_factory.mktemp("tight"))
    with serving(store, Limits(at_once=1, rows=5)) as found:
        yield found


class Page(HTMLParser):
    """The words and links of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.fetched: list[str] = []
        self.words = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "a":
            self.links.append(given["href"] or "")
        for name in ("src", "href"):
            if tag != "a" and given.get(name) and given.get("rel") != "canonical":
                self.fetched.append(str(given[name]))

    def handle_data(self, data: str) -> None:
        self.words += f" {data.strip()}"


@pytest.mark.parametrize(
    ("path", "words"),
    [
        (
            "/id/authority/bournemouth-christchurch-poole",
            [
                "took children's services over from",
                "Dorset County Council",
                "2020-10-13",
            ],
        ),
        (VISIT, ["Reviewing officers, again, are too quiet", "Kim Third", "weakness"]),
        (
            "/id/inspection/bournemouth-christchurch-poole/2021-12-17/full-inspection",
            ["Inadequate", "Overall effectiveness", "Robin Sample"],
        ),
        (
            f"{VISIT}/report/finding/1",
            ["too quiet", "paragraph 18", "page 7", "not the document’s words"],
        ),
        (
            "/id/article/bournemouth-christchurch-poole/council-says-reviews-are-strong"
            "/finding/1",
            ["its reviewing officers are strong", "Council says reviews"],
        ),
        ("/id/person/inspectorate/pat-lead", ["2014-05-21", "2024-12-13", "Poole"]),
        ("/id/person/bournemouth/jo-bloggs", ["2012-08", "Director of Children's"]),
        ("/issue/iro-effectiveness", ["Found strong", "2014-05-21", "Threads"]),
        (
            "/id/thread/bournemouth-christchurch-poole/iro-effectiveness/function",
            ["In scope, not mentioned", "too quiet", "2021-12-17"],
        ),
        ("/code/state/silent", ["In scope, not mentioned"]),
        ("/ns/Finding", ["A passage that evaluates"]),
    ],
)
def test_a_thing_has_a_page(client: Client, path: str, words: list[str]) -> None:
    reply = client.get(path, "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8")
    assert (reply.status, reply.kind) == (200, "text/html")
    page = Page(reply.text)
    for word in words:
        assert word in page.words or word in reply.text, word
    assert all(place.startswith(("/static/", "data:", "/")) for place in page.fetched)
    assert "default-src 'none'" in reply.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    "kind", ["text/turtle", "application/ld+json", "application/rdf+xml"]
)
def test_a_thing_has_statements_for_machines(client: Client, kind: str) -> None:
    reply = client.get(VISIT, kind)
    assert (reply.status, reply.kind) == (200, kind)
    shape = RdfFormat.from_media_type(kind)
    assert shape is not None
    about = NamedNode(BASE + VISIT.removeprefix("/id/"))
    stated = {
        q.predicate.value for q in parse(reply.body, format=shape) if q.subject == about
    }
    assert "https://w3id.org/inspectgraph/ns#inspectedAuthority" in stated


def test_every_iri_of_the_graph_opens(client: Client) -> None:
    iris = {
        term.value
        for quad in small_graph.store()
        for term in (quad.subject, quad.predicate, quad.object, quad.graph_name)
        if isinstance(term, NamedNode) and term.value.startswith(OURS)
    }
    resources = Resources(Asker(small_graph.store()), Minter(), scheme())
    paths = {iri: resources.link(iri) for iri in iris}
    assert len(paths) > 500
    for iri, path in paths.items():
        assert path is not None and path.startswith("/"), iri
        assert page_names(path), path
        assert resources.page(path, GRAPH[0]) is not None or "/graph/" in path, path
    named = {iri for iri in iris if "/graph/" in iri}
    assert named == {g.value for g in small_graph.store().named_graphs()}
    ordered = sorted(str(path) for path in paths.values())
    sample = ordered[:: len(ordered) // 60]  # across all kinds
    for path in {*sample, "/issue-scheme", *(str(paths[iri]) for iri in named)}:
        assert client.get(path, "text/html").status == 200, path


@pytest.mark.parametrize("kind", [offer.media_type for offer in GRAPH])
@pytest.mark.parametrize("name", ["source", "register", "ontology"])
def test_a_named_graph_is_had_whole(tight: Client, kind: str, name: str) -> None:
    store = small_graph.store()
    iris = sorted(graph.value for graph in store.named_graphs())
    iri = iris[0] if name == "source" else f"{BASE}graph/{name}"
    shape = RdfFormat.from_media_type(kind)
    assert shape is not None
    reply = tight.get(f"/id/{iri.removeprefix(BASE)}", kind)
    assert (reply.status, reply.kind) == (200, kind)
    assert "X-Inspectgraph-Cut" not in reply.headers
    expected = {
        quad.triple
        for quad in store.quads_for_pattern(None, None, None, NamedNode(iri))
    }
    assert {quad.triple for quad in parse(reply.body, format=shape)} == expected


def test_or_refused_as_too_large(tmp_path: Path) -> None:
    with serving(built(tmp_path), Limits(at_once=1, size=2000)) as small:
        reply = small.get("/id/graph/register", "text/turtle")
        assert (reply.status, "larger" in reply.text) == (403, True)
        assert small.get("/id/graph/register", "text/html").status == 200


def test_the_page_of_a_named_graph_tells_what_is_in_it(client: Client) -> None:
    page = Page(client.get("/id/graph/register", "text/html").text)
    for words in ("named graph", "local authority", "reorganisation", "Statements"):
        assert words in page.words, words
    assert any(link.startswith("/id/authority/") for link in page.links)


def test_a_page_leads_to_the_graphs_that_speak_of_it(client: Client) -> None:
    page = Page(client.get("/issue/iro-effectiveness", "text/html").text)
    assert "/id/graph/issues" in page.links
    assert client.get("/id/graph/nonsense", "text/html").status == 404
    assert client.get("/id/graph/nonsense", "text/turtle").status == 404


def test_links_of_a_page_open(client: Client) -> None:
    page = Page(client.get(VISIT, "text/html").text)
    inside = {
        link for link in page.links if link.startswith(("/id/", "/ns/", "/code/"))
    }
    assert len(inside) > 10
    for link in sorted(inside):
        assert client.get(link, "text/html").status == 200, link


@pytest.mark.parametrize("path", ["/id/authority/atlantis", "/issue/%3Cx%3E", "/id/"])
def test_what_nobody_spoke_of_has_none(client: Client, path: str) -> None:
    assert client.get(path, "text/html").status == 404


def test_a_form_nobody_has_is_406(client: Client) -> None:
    assert client.get(VISIT, "image/png").status == 406


def test_a_question_comes_with_its_values_bound(client: Client) -> None:
    reply = client.get("/questions/silences?authority=BCP")
    assert f"<{BASE}authority/bournemouth-christchurch-poole>" in reply.text
    assert client.ask(reply.text).status == 200


@pytest.mark.parametrize(
    ("target", "status", "said"),
    [
        ("/questions/silences?authority=Bornemouth", 400, "bournemouth"),
        ("/questions/silences?nonsense=1", 400, "authority"),
        ("/questions/nonsense", 404, "nonsense"),
    ],
)
def test_a_bad_value_is_told(
    client: Client, target: str, status: int, said: str
) -> None:
    reply = client.get(target)
    assert (reply.status, said in reply.text) == (status, True)


def test_the_vocabulary_has_what_completion_needs(client: Client) -> None:
    found = json.loads(client.get("/vocabulary.json").body)
    labels = {(term["kind"], term["label"]) for term in found["terms"]}
    assert ("class", "finding") in labels
    assert ("property", "sentence text") in labels
    assert ("issue", "Effectiveness of independent reviewing officers") in labels
    assert ("authority", "Poole") in labels
    assert len(found["questions"]) >= 30
    listed = {each["id"] for each in found["authorities"]}
    assert {"bournemouth", "bournemouth-christchurch-poole"} <= listed
    assert "kent" not in listed


def test_void_tells_classes_and_where_to_ask(client: Client) -> None:
    reply = client.get("/.well-known/void")
    assert f"{client.address}/sparql" in reply.text
    assert "classPartition" in reply.text and "entities" in reply.text


def test_a_page_that_xml_cannot_say_is_told(tmp_path: Path) -> None:
    line = f'<{BASE}x> <http://example.org/1> "y" <urn:g> .\n'
    asked = Request("GET", "/id/x", headers={"accept": "application/rdf+xml"})
    reply = app(built(tmp_path, line.encode()), str).respond(asked)
    assert (reply.status, b"ask for ttl" in reply.body) == (406, True)


EXPLORE = Request("GET", "/explore")


def app(store: Path, explorer: Callable[[], str]) -> App:
    """What answers, without sockets or processes."""

    def resources(asker: Asker) -> Resources:
        return Resources(asker, Minter(), scheme())

    site = Site(store, "http://e", lambda: Asker.open(store), resources, explorer)
    return App(site, Pool(store, Limits()))


def test_the_explorer_is_made_once_however_many_come_at_once(tmp_path: Path) -> None:
    made: list[str] = []
    second = threading.Event()

    def explorer() -> str:
        made.append("page")
        if len(made) > 1:
            second.set()
        second.wait(0.5)  # for another to begin, which none may
        return "page"

    asked = app(built(tmp_path, b""), explorer)
    with ThreadPoolExecutor(4) as many:
        replies = list(many.map(asked.respond, [EXPLORE] * 4))
    assert [reply.body for reply in replies] == [b"page"] * 4
    assert made == ["page"]


def test_a_store_without_inspections_has_no_explorer(tmp_path: Path) -> None:
    store = built(tmp_path, b"<urn:a> <urn:b> <urn:c> <urn:g> .\n")
    reply = app(store, lambda: choose(Asker.open(store), ()).name).respond(EXPLORE)
    assert (reply.status, b"no inspection is in the store" in reply.body) == (404, True)
