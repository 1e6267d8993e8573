from __future__ import annotations

import base64
import hashlib
import json
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from graph.iris import Minter
from graph.store import replace as replace_store
from inspectgraph.commands import explore
from inspectgraph.context import Workplace
from inspectgraph.explorer import read
from inspectgraph.explorer.layout import positions
from inspectgraph.explorer.numbering import STATE_LETTER
from inspectgraph.explorer.page import assemble, contents, packed, script_json
from inspectgraph.explorer.people import is_director
from inspectgraph.explorer.scope import choose
from inspectgraph.render.page import timeline_page
from ontology.codes import EpisodeState
from ontology.issues import scheme
from queries.ask import Asker
from queries.timeline import NotFoundError, authority_named, timeline
from tests import small_graph
from tests.explorer_pages import (
    HOSTILE,
    ISSUE,
    bundled_contents,
    bundled_page,
    bundled_store,
    hostile_page,
    small_contents,
    small_page,
    unpacked,
)


class Elements(HTMLParser):
    """Every element with its attributes and, for scripts and styles, its text."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self._open = False
        self.found: list[tuple[str, dict[str, str | None], list[str]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs), []))
        self._open = True

    def handle_endtag(self, tag: str) -> None:
        self._open = False

    def handle_data(self, data: str) -> None:
        if self.found and self._open:
            self.found[-1][2].append(data)


def test_the_page_says_of_every_issue_what_the_timeline_says() -> None:
    index, _ = bundled_contents()
    asker, bcp = Asker(bundled_store()), authority_named("bcp")
    place = [a["id"] for a in index["authorities"]].index(bcp.id)
    members = [step["a"] for step in index["lines"][str(place)]]
    for number, issue in enumerate(scheme()):
        told = timeline(asker, issue, bcp)
        shown = [
            (i["end"], i["states"][number])
            for i in index["inspections"]
            if i["a"] in members
        ]
        assert shown == [
            (episode.day.isoformat(), STATE_LETTER[EpisodeState(episode.state)])
            for episode in told.episodes
        ]
        thread = index["threads"][str(place)][number]
        if told.status == "not_raised":
            assert thread == 0
        else:
            assert thread[:3] == [told.status, told.times_raised, told.longest_run]


def test_every_quotation_of_the_timeline_is_in_the_page() -> None:
    index, chunks = bundled_contents()
    told = timeline(Asker(bundled_store()), scheme()[ISSUE], authority_named("bcp"))
    number = [issue[0] for issue in index["issues"]].index(ISSUE)
    carried = {
        finding["t"]
        for place in range(len(index["inspections"]))
        for finding in unpacked(chunks[f"i{place}"])["findings"]
        if any(coding["i"] == number for coding in finding.get("c", ()))
    }
    quoted = {quote.whole for episode in told.episodes for quote in episode.evidence}
    assert quoted == carried
    assert len(quoted) > 5


def test_no_finding_is_left_out() -> None:
    _, chunks = bundled_contents()
    row = Asker(bundled_store()).one(
        "SELECT (COUNT(?f) AS ?n) WHERE { ?f a ig:Finding ; ig:ofInspection ?i }"
    )
    assert row is not None
    kept = [unpacked(data) for name, data in chunks.items() if name[0] == "i"]
    assert sum(len(details["findings"]) for details in kept) == row["n"]


def test_the_same_store_gives_the_same_page() -> None:
    bundled_contents.cache_clear()
    first = bundled_page()
    bundled_contents.cache_clear()
    assert bundled_page() == first


def test_asking_of_a_few_inspections_or_of_all_gives_the_same_page(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asker = Asker(small_graph.store())
    scope = choose(asker, [authority_named("bcp")], issue=None)
    few = contents(asker, scope, Minter(), scheme())
    monkeypatch.setattr(read, "_FEW", 0)
    assert contents(asker, scope, Minter(), scheme()) == few


@pytest.mark.parametrize("page", [bundled_page, small_page], ids=["case", "councils"])
def test_nothing_in_a_page_leads_to_a_request(page: Any) -> None:
    for tag, attributes, _ in Elements(page()).found:
        assert "src" not in attributes
        if tag in ("link", "a"):
            assert (attributes.get("href") or "").startswith(("data:", "#"))
        assert not any(name.startswith("on") for name in attributes), tag


def test_every_script_that_runs_is_named_by_its_hash() -> None:
    elements = Elements(bundled_page()).found
    policy = next(
        a["content"] or ""
        for tag, a, _ in elements
        if tag == "meta" and a.get("http-equiv") == "Content-Security-Policy"
    )
    assert "unsafe" not in policy
    assert policy.startswith("default-src 'none'")
    run = [
        ("".join(text), a)
        for tag, a, text in elements
        if tag in ("script", "style")
        and (a.get("type") is None or a.get("id") == "drawing-library")
    ]
    assert len(run) == 3
    for text, _ in run:
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy


def test_hostile_texts_add_no_element() -> None:
    plain = Elements(bundled_page()).found
    page, count = hostile_page()
    spoilt = Elements(page).found
    assert count > 1000
    assert [tag for tag, _, _ in spoilt] == [tag for tag, _, _ in plain]


@given(st.text() | st.sampled_from(HOSTILE))
def test_json_in_a_script_survives_any_text(text: str) -> None:
    written = str(script_json({"text": text}))
    assert not set("<>&\u2028\u2029") & set(written)
    if text.isprintable():
        assert json.loads(written) == {"text": text}


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_what_is_packed_comes_out_again(text: str) -> None:
    assert unpacked(packed([text])) == [text]


def test_without_people_no_name_is_in_the_page() -> None:
    named, _ = bundled_contents()
    index, chunks = bundled_contents(people=False)
    assert len(named["persons"]) > 5
    assert index["persons"] == index["posts"] == []
    networks = [unpacked(data) for name, data in chunks.items() if name[0] == "n"]
    groups = {node["group"] for network in networks for node in network["nodes"]}
    assert groups == {"authority", "inspection", "issue"}


@pytest.mark.parametrize(
    ("post", "expected"),
    [
        ("Director of Children's Services", True),
        ("Interim Corporate Director, Children’s Services", True),
        ("Executive Director for Children and Families", True),
        ("DCS", True),
        ("Assistant Director, Children's Social Care", False),
        ("Deputy Director of Children's Services", False),
        ("Lead member for children", False),
        ("Department for Education adviser", False),
        ("", False),
    ],
)
def test_directors_are_told_by_their_post(post: str, expected: bool) -> None:
    assert is_director(post) is expected


def test_an_authority_brings_those_before_it() -> None:
    asker = Asker(bundled_store())
    scope = choose(asker, [authority_named("bcp")])
    assert scope.authorities[0] == "bournemouth-christchurch-poole"
    assert "bournemouth" in scope.authorities
    assert scope.name == "bournemouth-christchurch-poole"


def test_a_store_of_one_line_needs_no_authority() -> None:
    assert not choose(Asker(bundled_store()), []).national


def test_a_store_of_several_lines_gives_all_of_them() -> None:
    scope = choose(Asker(small_graph.store()), [])
    assert scope.national
    assert scope.name == "national"
    assert len(scope.authorities) >= 4


def test_an_authority_without_inspections_is_an_error() -> None:
    with pytest.raises(NotFoundError, match="no inspection of Kent"):
        choose(Asker(bundled_store()), [authority_named("kent")])


def test_national_and_authority_exclude_each_other() -> None:
    result = CliRunner().invoke(explore.command, ["--national", "-a", "bcp"])
    assert result.exit_code == 2
    assert "leave --authority out" in result.output


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("store")
    dump = folder / "graph.nq"
    dump.write_bytes(small_graph.nquads())
    replace_store(folder / "graph", dump)
    return folder / "graph"


@pytest.mark.parametrize(
    ("options", "name"),
    [
        ((), "explore-national.html"),
        (("--authority", "bcp"), "explore-bournemouth-christchurch-poole.html"),
        (("-a", "bcp", "--no-people", "--issue", ISSUE), None),
    ],
)
def test_the_command_writes_one_file_and_names_it(
    store: Path, tmp_path: Path, options: tuple[str, ...], name: str | None
) -> None:
    given = [*options, *(("-o", str(tmp_path / "x.html")) if name is None else ())]
    result = CliRunner().invoke(
        explore.command, given, obj=Workplace(store, tmp_path), catch_exceptions=False
    )
    assert result.exit_code == 0
    assert [Path(line) for line in result.stdout.splitlines()] == [
        tmp_path / (name or "x.html")
    ]
    assert [item.name for item in tmp_path.iterdir()] == [name or "x.html"]


def test_a_file_that_cannot_be_written_is_an_error(store: Path, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("", encoding="utf-8")
    target = tmp_path / "taken" / "x.html"
    result = CliRunner().invoke(
        explore.command, ["-o", str(target)], obj=Workplace(store, tmp_path)
    )
    assert result.exit_code == 1
    assert str(target) in result.stderr


def _graph(order: list[int]) -> nx.Graph:
    graph = nx.Graph()
    nodes = [
        ("a0", "authority"), ("i0", "inspection"), ("i1", "inspection"),
        ("t0", "issue"), ("t1", "issue"), ("t2", "issue"), ("p0", "person"),
    ]  # fmt: skip
    edges = [("a0", "i0"), ("a0", "i1"), ("i0", "t2"), ("i1", "t0"), ("p0", "i1")]
    for at in order:
        node, kind = nodes[at]
        graph.add_node(node, kind=kind, order=int(node[1:]))
    graph.add_edges_from(edges[at % len(edges)] for at in order)
    return graph


@given(st.permutations(range(7)))
def test_places_do_not_depend_on_the_order_of_input(order: list[int]) -> None:
    places = positions(_graph(order))
    assert places == positions(_graph(list(range(7))))
    assert len(set(places.values())) == 7


def test_an_issue_stands_where_its_inspections_do() -> None:
    places = positions(_graph(list(range(7))))
    assert places["t2"][1] < places["t0"][1]
    assert places["a0"][0] < places["i0"][0] < places["t0"][0]


def test_an_empty_network_has_no_places() -> None:
    assert positions(nx.Graph()) == {}


def test_the_network_has_every_line_of_the_index() -> None:
    index, chunks = bundled_contents()
    network = unpacked(chunks["n0"])
    drawn = {(e["from"], e["to"]) for e in network["edges"]}
    members = [step["a"] for step in index["lines"]["0"]]
    for place, inspection in enumerate(index["inspections"]):
        if inspection["a"] not in members:
            continue
        for issue, letter in enumerate(inspection["states"]):
            assert ((f"i{place}", f"t{issue}") in drawn) is (letter in "wmsn")


def test_a_timeline_is_a_page_of_its_own() -> None:
    told = timeline(Asker(bundled_store()), scheme()[ISSUE], authority_named("bcp"))
    page = timeline_page(told)
    elements = Elements(page)
    assert not [tag for tag, _, _ in elements.found if tag == "script"]
    whole = "".join("".join(text) for _, _, text in elements.found)
    for episode in told.episodes:
        for quote in episode.evidence:
            assert quote.text in whole


@pytest.mark.parametrize("text", HOSTILE)
def test_a_timeline_escapes_what_reports_say(text: str) -> None:
    from dataclasses import replace

    told = timeline(Asker(bundled_store()), scheme()[ISSUE], authority_named("bcp"))
    with_quotes = next(e for e in told.episodes if e.evidence)
    quote = replace(with_quotes.evidence[0], text=text, document=text, section=text)
    spoilt = replace(
        told,
        lineage=(text,),
        episodes=(replace(with_quotes, theme=text, evidence=(quote,)),),
        counter=None,
    )
    page = timeline_page(spoilt)
    plain = timeline_page(
        replace(spoilt, lineage=("x",), episodes=(replace(with_quotes, theme="x",
        evidence=(replace(quote, text="x", document="x", section="x"),)),))
    )  # fmt: skip
    assert [tag for tag, _, _ in Elements(page).found] == [
        tag for tag, _, _ in Elements(plain).found
    ]


def test_the_words_that_decide_are_marked() -> None:
    index, chunks = small_contents()
    assert assemble(index, chunks).count("<mark") == 0
    asker = Asker(small_graph.store())
    told = timeline(asker, scheme()[ISSUE], authority_named("bcp"), minter=Minter())
    quotes = [q for e in told.episodes for q in e.evidence if q.words]
    marked = timeline_page(told)
    for quote in quotes:
        assert any(f"<mark>{word}" in marked for word in quote.words)
