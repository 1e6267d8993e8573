"""The list of what a store is made from, lost or damaged: made again, and told."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from graph import store
from inspectgraph.building.sources import MANIFEST, ListError, load_known
from inspectgraph.cli import main
from queries.ask import Asker
from queries.exports import findings, inspections
from tests.samples import LETTER

OLD, NEW = "2021-02-03", "2021-05-09"
BOTH = "made again from the graph (files: 2)"


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of two letters of the same name, which lie in ``a`` and ``b``."""
    folder = tmp_path_factory.mktemp("two")
    for place, day in (("a", "2 and 3 February 2021"), ("b", "9 May 2021")):
        (folder / place).mkdir()
        text = LETTER.replace("2 and 3 February 2021", day)
        if place == "b":
            text = text.replace("12 March", "12 June")
        (folder / place / "letter.txt").write_text(text, encoding="utf-8")
    said(folder, "build", str(folder / "a"), str(folder / "b"))
    return folder


@pytest.fixture
def folder(two: Path, tmp_path: Path) -> Path:
    return shutil.copytree(two, tmp_path / "two")


def said(folder: Path, *arguments: str, status: int = 0) -> str:
    place = ["--store", str(folder / "graph"), "--out", str(folder)]
    result = CliRunner().invoke(main, [*place, *arguments])
    assert result.exit_code == status, (result.output, result.exc_info)
    return result.stderr


def ends(folder: Path) -> set[object]:
    return {row["end"] for row in inspections(Asker.open(folder / "graph"), {})}


def test_a_missing_list_is_made_again_from_the_graph(folder: Path) -> None:
    manifest = folder / "graph" / MANIFEST
    manifest.unlink()
    told = f"warning: {manifest} is missing; {BOTH}"
    assert said(folder, "build", str(folder / "a")).startswith(told)
    assert ends(folder) == {OLD, NEW}
    paths = {Path(known.path) for known in load_known(folder / "graph") or ()}
    assert folder / "a" / "letter.txt" in paths
    assert len(paths) == 2
    assert "warning:" not in said(folder, "build", str(folder / "b"))
    assert "warning:" not in said(folder, "verify")


@pytest.mark.parametrize(
    "damage",
    [
        b"\xff\xfe",
        b'[{"path": "',
        b"{}[",
        b"[7]",
        b'{"path": "x"}',
        b'[{"path": "x", "name": "x"}]',
        b'[{"path": 5, "name": "x", "sha256": "x"}]',
        b'[{"path": "x", "name": "x", "sha256": "../../x"}]',
        b"[" * 100_000,
    ],
)
def test_a_damaged_list_is_known_for_one(tmp_path: Path, damage: bytes) -> None:
    (tmp_path / MANIFEST).write_bytes(damage)
    with pytest.raises(ListError):
        load_known(tmp_path)


def test_a_damaged_list_loses_nothing(folder: Path) -> None:
    manifest = folder / "graph" / MANIFEST
    manifest.write_bytes(manifest.read_bytes()[:100])
    told = said(folder, "build", str(folder / "a"))
    assert told.startswith(f"warning: {manifest} is damaged: ")
    assert BOTH in told.splitlines()[0]
    assert ends(folder) == {OLD, NEW}


def test_a_day_of_publication_that_is_none_is_damage(folder: Path) -> None:
    manifest = folder / "graph" / MANIFEST
    rows = json.loads(manifest.read_bytes())
    rows[0]["published"] = "soon"
    manifest.write_text(json.dumps(rows), encoding="utf-8")
    assert "is damaged: " in said(folder, "build", "--as-of", "2021-04-01")
    assert ends(folder) == {OLD}
    manifest.unlink()
    said(folder, "build", str(folder / "a"))
    assert ends(folder) == {OLD, NEW}


def test_what_was_read_stands_in_for_a_graph_that_is_lost_too(folder: Path) -> None:
    (folder / "graph" / MANIFEST).unlink()
    shutil.rmtree(store.current(folder / "graph"))
    told = said(folder, "build", str(folder / "b"))
    assert "made again from what was read (files: 2)" in told
    assert ends(folder) == {OLD, NEW}


def test_commands_that_need_the_list_say_that_it_is_lost(folder: Path) -> None:
    manifest = folder / "graph" / MANIFEST
    manifest.unlink()
    assert f"warning: {manifest} is missing" in said(folder, "verify", status=1)
    assert f"warning: {manifest} is missing" in said(folder, "export", "inspections")


def test_a_coding_after_the_list_was_lost_is_taken(folder: Path) -> None:
    (folder / "graph" / MANIFEST).unlink()
    finding = next(iter(findings(Asker.open(folder / "graph"), {})))["finding"]
    row = f"{finding},caseloads,weakness,add,Ann,2024-05-01,"
    table = folder / "codings.csv"
    head = "finding,issue,polarity,action,coder,date,reason"
    table.write_text(f"{head}\n{row}\n", encoding="utf-8")
    told = said(folder, "code", str(table))
    assert BOTH in told
    assert "1 coding taken" in told
    assert ends(folder) == {OLD, NEW}
    assert "Ann" in (folder / "graph.nq").read_text(encoding="utf-8")


def test_a_first_build_misses_no_list(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text(LETTER, encoding="utf-8")
    assert "warning:" not in said(tmp_path, "build", str(tmp_path / "letter.txt"))
