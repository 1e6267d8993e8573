"""Where answers and stores go: a reader who leaves, a full disk, an output closed."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from graph import store
from graph.human import COLUMNS
from queries.ask import Asker
from queries.exports import findings

#: Writes whole tables, lines of a table one by one, bytes, and help.
COMMANDS = [
    ("timeline", "iro-effectiveness", "-a", "bcp"),
    ("export", "findings"),
    ("export", "graph"),
    ("query", "silences"),
    ("query", "silences", "--format", "csv"),
    ("build", "--help"),
]


def no_room() -> None:
    """Files may not grow, as on a full disk."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def close_output() -> None:
    os.close(1)


def python(
    program: str,
    *arguments: str,
    stdout: int | None = None,
    before: Callable[[], None] | None = None,
) -> tuple[int, str]:
    """Status and standard error of a program of its own."""
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments],
        stdout=stdout,
        stderr=subprocess.PIPE,
        preexec_fn=before,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        check=False,
        text=True,
    )
    return done.returncode, done.stderr


def ig(
    out: Path,
    *arguments: str,
    stdout: int | None = None,
    before: Callable[[], None] | None = None,
) -> tuple[int, str]:
    """Status and standard error of a command."""
    program = "from inspectgraph.cli import main; main()"
    place = ["--store", str(out / "graph")]
    return python(program, *place, *arguments, stdout=stdout, before=before)


@pytest.mark.parametrize("arguments", COMMANDS)
def test_a_full_disk_is_told_in_one_line(
    bundled: Path, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    with (tmp_path / "answer").open("wb") as file:
        status, said = ig(bundled, *arguments, stdout=file.fileno(), before=no_room)
    assert (status, said) == (1, "Error: standard output: File too large\n")


@pytest.mark.parametrize("arguments", COMMANDS)
def test_a_reader_who_has_seen_enough_is_no_error(
    bundled: Path, arguments: tuple[str, ...]
) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    status, said = ig(bundled, *arguments, stdout=writer)
    os.close(writer)
    assert (status, said) == (0, "")


@pytest.mark.parametrize("arguments", COMMANDS)
def test_an_output_that_was_closed_is_left_alone(
    bundled: Path, arguments: tuple[str, ...]
) -> None:
    assert ig(bundled, *arguments, before=close_output) == (0, "")


def files(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_codings_that_cannot_be_kept_are_told_and_earlier_ones_stay(
    bundled: Path, tmp_path: Path
) -> None:
    out = shutil.copytree(bundled, tmp_path / "out")
    finding = next(iter(findings(Asker.open(out / "graph"), {})))["finding"]
    row = f"{finding},caseloads,weakness,add,Ann,2024-05-01,"
    table = tmp_path / "codings.csv"
    table.write_text(f"{','.join(COLUMNS)}\n{row}\n", encoding="utf-8")
    kept = out / "graph" / "human-codings.csv"
    kept.write_text(f"{','.join(COLUMNS)}\n", encoding="utf-8")
    before = kept.read_bytes(), files(out / "graph")
    status, said = ig(out, "code", str(table), before=no_room)
    assert (status, said.splitlines()[-1]) == (1, f"Error: {kept}: File too large")
    assert (kept.read_bytes(), files(out / "graph") - {"build.lock"}) == (
        before[0],
        before[1] - {"build.lock"},
    )


def test_a_database_that_cannot_be_made_leaves_nothing_behind(
    bundled: Path, tmp_path: Path
) -> None:
    graph = shutil.copytree(bundled / "graph", tmp_path / "graph")
    before = files(graph), store.current(graph)
    program = """
import sys
from pathlib import Path
from graph import store
try:
    store.replace(*map(Path, sys.argv[1:]))
except store.StoreError as error:
    sys.exit(str(error))
"""
    status, said = python(
        program, str(graph), str(bundled / "graph.nq"), before=no_room
    )
    assert status == 1
    assert said.startswith(f"{graph}: no database can be made: ")
    assert (files(graph), store.current(graph)) == before


def test_a_full_disk_leaves_nothing_half_kept(bundled: Path, tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from graph import cache\n"
        "path = Path(sys.argv[1]); entry = cache.load(path.parent, path.stem)\n"
        "assert entry is not None; cache.save(Path(sys.argv[2]), entry)"
    )
    target = tmp_path / "cache"
    cached = [p for p in (bundled / "graph").rglob("*.json") if len(p.stem) == 64]
    assert cached
    status, said = python(program, str(cached[0]), str(target), before=no_room)
    assert status == 1
    assert "File too large" in said
    assert list(target.iterdir()) == []
