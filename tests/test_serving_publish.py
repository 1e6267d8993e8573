"""The graph on another server: loaded, loaded again, asked by every command."""

from __future__ import annotations

import urllib.request
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from click.testing import CliRunner, Result

from inspectgraph.cli import main
from inspectgraph.serving.publishing import Published, Target, publish
from queries.ask import Asker
from queries.engines import RefusedError, RemoteEngine, UnreachableError
from queries.library import questions
from tests import small_graph
from tests.serving import built
from tests.sparql_server import oxigraph


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
    with pytest.raises(SyntaxError):
        RemoteEngine(f"{server}/query").query("ASK {")
    with pytest.raises(UnreachableError):
        RemoteEngine("ftp://127.0.0.1/")
