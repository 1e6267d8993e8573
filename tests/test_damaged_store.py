"""A store whose files were damaged: told in a line, and made again by a build."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from graph import store
from inspectgraph.cli import main
from inspectgraph.serving.job import Job
from inspectgraph.serving.pool import Limits
from inspectgraph.serving.worker import run
from tests.samples import LETTER
from tests.serving import built, serving

#: Enough that each table has blocks of its own, read as they are asked for.
MANY = "".join(
    f'<urn:s{n}> <urn:p> "text number {n}" <urn:g{n % 7}> .\n' for n in range(20_000)
).encode()
ALL = "SELECT * { ?s ?p ?o }"


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with one letter, and the letter beside it."""
    out = tmp_path_factory.mktemp("whole")
    (out / "letter.txt").write_text(LETTER, encoding="utf-8")
    result = ig(out, "build", "--workers", "1", str(out / "letter.txt"))
    assert result.exit_code == 0, result.output
    return out


@pytest.fixture
def out(whole: Path, tmp_path: Path) -> Path:
    return shutil.copytree(whole, tmp_path / "out")


def ig(out: Path, *arguments: str) -> Result:
    place = ["--store", str(out / "graph"), "--out", str(out)]
    return CliRunner().invoke(main, [*place, *arguments])


def error(result: Result) -> str:
    """The one line with which a command refused."""
    assert result.exit_code == 1, (result.output, result.exc_info)
    assert isinstance(result.exception, SystemExit)
    (line,) = result.stderr.splitlines()
    assert line.startswith("Error: ")
    return line


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def spoil(path: Path) -> None:
    """Change a byte in the middle."""
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 0xFF
    path.write_bytes(data)


@pytest.mark.parametrize(
    ("files", "harm"),
    [("*.sst", cut), ("*.sst", Path.unlink), ("CURRENT", cut), ("MANIFEST-*", cut)],
)
def test_a_damaged_database_is_told_and_made_again(
    out: Path, files: str, harm: Callable[[Path], None]
) -> None:
    database = store.current(out / "graph")
    harm(max(database.glob(files)))
    asked = ig(out, "timeline", "iro-effectiveness", "-a", "rutland")
    assert str(database) in error(asked)
    assert error(asked).endswith("build again")
    assert error(ig(out, "verify")) == error(asked)
    assert ig(out, "build", str(out / "letter.txt")).exit_code == 0
    assert ig(out, "verify").exit_code == 0


def spoiled(folder: Path) -> Path:
    """A store that opens, and fails as its statements are read."""
    graph = built(folder, MANY)
    for path in store.current(graph).glob("*.sst"):
        if path.stat().st_size > 100_000:
            spoil(path)
    return graph


def test_damage_found_in_mid_answer_is_told(tmp_path: Path) -> None:
    graph = spoiled(tmp_path)
    place = ["--store", str(graph), "export", "graph"]
    line = error(CliRunner().invoke(main, place))
    assert "damaged: Corruption" in line
    assert line.endswith("delete its folder and build again")


def test_damage_found_while_serving_is_told_to_clients(tmp_path: Path) -> None:
    graph = spoiled(tmp_path)
    result = run(store.open_store(graph), Job(ALL, "json", None, 10**6, 10**9))
    assert result.head.outcome == "dead"
    assert "the database is damaged" in result.head.message

    def page() -> str:
        return "".join(map(str, store.open_store(graph)))

    with serving(graph, Limits(at_once=1), explorer=page) as client:
        reply = client.get("/explore")
    assert reply.status == 503
    assert "the database is damaged" in reply.text


def test_a_pointer_that_is_no_text_is_told_and_written_anew(out: Path) -> None:
    pointer = out / "graph" / store.POINTER
    pointer.write_bytes(b"\xff\xfe\x00")
    assert f"{pointer} is damaged" in error(ig(out, "verify"))
    assert ig(out, "build", str(out / "letter.txt")).exit_code == 0
    assert ig(out, "verify").exit_code == 0
