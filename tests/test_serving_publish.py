"""The graph on another server: loaded, loaded again, asked by every command."""

from __future__ import annotations

import urllib.request
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from click.testing import CliRunner, Result

from inspectgraph.cli import main
from inspectgraph.commands.publish import PASSWORD
from inspectgraph.serving.pool import Limits
from inspectgraph.serving.publishing import Published, Target, publish
from queries.ask import Asker
from queries.engines import RefusedError, RemoteEngine, UnreachableError
from queries.library import questions
from tests import small_graph
from tests.serving import built, serving
from tests.sparql_server import oxigraph, stubborn


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("published")


@pytest.fixture(scope="module")
def store(folder: Path) -> Path:
    return built(folder)


@pytest.fixture(scope="module")
def server(folder: Path) -> Iterator[str]:
    with oxigraph(folder / "other") as address:
        store = small_graph.store()
        publish(store, Target(f"{address}/store"), folder / "note", lambda *_: None)
        yield address


def cli(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, list(map(str, arguments)))


def test_publishing_again_sends_nothing(server: str, folder: Path) -> None:
    target, note = Target(f"{server}/store"), folder / "note"
    again = publish(small_graph.store(), target, note, lambda *_: None)
    assert again == Published(
        sent=0, unchanged=again.unchanged, removed=0, statements=0
    )
    assert again.unchanged > 5


def test_the_copy_is_the_graph(server: str) -> None:
    copied = RemoteEngine(f"{server}/query").dataset()
    assert set(copied) == set(small_graph.store())


def test_a_graph_lost_there_is_sent_again(server: str, folder: Path) -> None:
    target, note = Target(f"{server}/store"), folder / "note"
    lost = min(graph.value for graph in small_graph.store().named_graphs())
    target.delete(lost)
    assert not target.has(lost)
    again = publish(small_graph.store(), target, note, lambda *_: None)
    assert again.sent == 1
    assert target.has(lost)


def test_a_broken_run_goes_on_where_it_stopped(server: str, tmp_path: Path) -> None:
    class BrokenOffError(Exception):
        pass

    def break_off(done: int, _: int) -> None:
        if done == 3:
            raise BrokenOffError

    target, note = Target(f"{server}/store"), tmp_path / "note"
    with pytest.raises(BrokenOffError):
        publish(small_graph.store(), target, note, break_off)
    rest = publish(small_graph.store(), target, note, lambda *_: None)
    assert rest.unchanged == 3


def test_what_is_not_ours_is_left_alone_and_what_is_gone_is_removed(
    server: str, tmp_path: Path
) -> None:
    target, note = Target(f"{server}/store"), tmp_path / "note"
    theirs = "http://example.org/theirs"
    line = ["<http://e/s> <http://e/p> <http://e/o> .\n"]
    target.put(theirs, line)
    small = built(tmp_path, b'<http://e/s> <http://e/p> "x" <http://e/first> .\n')
    publish(Asker.open(small).store, target, note, lambda *_: None)
    small = built(tmp_path, b'<http://e/s> <http://e/p> "x" <http://e/second> .\n')
    changed = publish(Asker.open(small).store, target, note, lambda *_: None)
    assert (changed.sent, changed.removed) == (1, 1)
    assert [target.has(f"http://e/{n}") for n in ("first", "second")] == [False, True]
    assert target.has(theirs)
    for name in (theirs, "http://e/second"):
        target.delete(name)


def test_fresh_sends_all_and_still_removes_what_is_gone(
    server: str, tmp_path: Path
) -> None:
    url = f"{server}/store"
    arguments = ["--out", str(tmp_path), "publish", url, "--fresh"]
    target = Target(url)
    for name in ("earlier", "later"):
        line = f'<http://e/s> <http://e/p> "x" <http://e/{name}> .\n'
        small = built(tmp_path, line.encode())
        result = cli("--store", small, *arguments)
        assert result.output.startswith("1 graphs sent")
    assert [target.has(f"http://e/{n}") for n in ("earlier", "later")] == [False, True]
    assert "1 removed" in result.output
    again = cli("--store", small, *arguments)
    assert again.output.startswith("1 graphs sent")
    target.delete("http://e/later")


@pytest.mark.parametrize("name", questions())
def test_every_question_has_the_same_answer_there(
    server: str, store: Path, name: str
) -> None:
    here = cli("--store", store, "query", name, "--format", "csv")
    there = cli("--endpoint", f"{server}/query", "query", name, "--format", "csv")
    assert (there.exit_code, here.exit_code) == (0, 0), there.output
    assert there.stdout == here.stdout


@pytest.mark.parametrize(
    "command",
    [
        ["timeline", "iro-effectiveness", "-a", "bcp", "--format", "json"],
        ["authorities", "--loaded"],
        ["recur", "--times", "2"],
        ["silences", "--authority", "bcp"],
        ["export", "findings"],
        ["export", "people"],
        ["export", "codings"],
    ],
)
def test_commands_say_the_same_of_a_server(
    server: str, store: Path, command: list[str]
) -> None:
    here = cli("--store", store, *command)
    there = cli("--endpoint", f"{server}/query", *command)
    assert (there.exit_code, here.exit_code) == (0, 0), there.output
    assert there.stdout == here.stdout != ""


def test_the_command_publishes(server: str, store: Path, tmp_path: Path) -> None:
    url = f"{server}/store"
    first = cli("--store", store, "--out", tmp_path, "publish", url)
    assert first.exit_code == 0 and "graphs sent" in first.output
    again = cli("--store", store, "--out", tmp_path, "publish", url)
    assert again.output.startswith("0 graphs sent")
    with urllib.request.urlopen(
        f"{server}/query?query={quote('ASK {?s ?p ?o}')}"
    ) as got:
        assert b"true" in got.read()


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("http://127.0.0.1:9/store", "127.0.0.1:9"),
        ("file:///tmp/x", "no web address"),
        ("nonsense", "no web address"),
        ("http://[", "no web address"),
        ("http://", "no web address"),
        ("http://a b/", "control characters"),
    ],
)
def test_a_server_that_is_not_there_is_told_in_a_line(
    store: Path, tmp_path: Path, url: str, said: str
) -> None:
    for arguments in (["publish", url], ["--endpoint", url, "query", "silences"]):
        result = cli("--store", store, "--out", tmp_path, *arguments)
        assert result.exit_code == 1
        assert said in result.output and "Traceback" not in result.output


def test_a_refusal_is_told_with_its_reason(server: str) -> None:
    engine = RemoteEngine(f"{server}/nothing-here")
    with pytest.raises(RefusedError, match="404"):
        engine.query("ASK {}")
    with pytest.raises(RefusedError, match="400"):
        RemoteEngine(f"{server}/query").query("ASK {")
    with pytest.raises(UnreachableError):
        RemoteEngine("ftp://127.0.0.1/")


def test_a_note_that_cannot_be_kept_is_told_in_a_line(
    store: Path, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("where a folder should be", "utf-8")
    with stubborn() as server:
        out = tmp_path / "file" / "out"
        result = cli("--store", store, "--out", out, "publish", server.address)
    assert (result.exit_code, result.output) == (
        1,
        f"Error: {out / 'published.json'}: Not a directory\n",
    )


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_gets_neither_password_nor_graphs(
    store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, status: int
) -> None:
    monkeypatch.setenv(PASSWORD, "secret")
    with stubborn() as other:
        place = f"{other.address}/store"
        with stubborn(status, {"Location": place}) as named:
            result = cli(
                *("--store", store, "--out", tmp_path, "publish"),
                *(f"{named.address}/store", "--user", "me"),
            )
            with pytest.raises(RefusedError, match=f"{status}, go to '{place}'"):
                RemoteEngine(named.address).query("ASK {}")
            # What is there already is asked about, and a redirect is no answer to it.
            with pytest.raises(RefusedError):
                Target(named.address, "Basic x").has("http://e/g")
    assert named.asked[0][1]["Authorization"] is not None
    assert other.asked == []
    assert (result.exit_code, place in result.output) == (1, True)
    assert not (tmp_path / "published.json").exists()


RESULTS = "application/sparql-results+json"
TIMELINE = ("timeline", "iro-effectiveness")


@pytest.mark.parametrize(
    ("status", "headers", "body", "said"),
    [
        (200, {"Content-Type": RESULTS}, b'{"head": {"vars": ["a"]}, "re', "all of it"),
        (
            200,
            {"Content-Type": RESULTS},
            b'{"head":{"vars":["a"]},"results":{"bindings":[{"a":{"type":"lite',
            "all of it",
        ),
        (200, {"Content-Type": "text/turtle"}, b"<http://e/s> <http", "all of it"),
        (200, {"Content-Type": "text/html"}, b"<p>Hello", "answered in text/html"),
        (200, {"Content-Type": RESULTS, "Content-Length": "500"}, b"{", "IncompleteR"),
        (400, {}, b"no such function", "400: no such function"),
        (500, {"Transfer-Encoding": "chunked"}, b"5\r\nab", "says 500"),
    ],
)
def test_a_server_that_answers_badly_is_told_in_a_line(
    status: int, headers: dict[str, str], body: bytes, said: str
) -> None:
    with stubborn(status, headers, body) as bad:
        for arguments in ([*TIMELINE, "-a", "bcp"], ["query", "silences"]):
            result = cli("--endpoint", bad.address, *arguments)
            assert (result.exit_code, said in result.output) == (1, True), result
            assert len(result.output.splitlines()) == 1


def test_an_answer_cut_short_is_not_taken_for_the_whole(
    store: Path, tmp_path: Path
) -> None:
    few = Limits(rows=5, at_once=1)
    with serving(store, few) as client:
        asked = ("--endpoint", f"{client.address}/sparql", "query")
        own = tmp_path / "own.rq"
        own.write_text("SELECT * { ?s ?p ?o }", "utf-8")
        result = cli(*asked, own)
        own.write_text("ASK { ?s ?p ?o }", "utf-8")
        whole = cli(*asked, own)
    (line,) = result.output.splitlines()
    assert (result.exit_code, whole.exit_code) == (1, 0), whole.output
    assert "cut its answer short, after 5 rows" in line
