"""Where answers go: a reader who leaves, a disk that is full, an output closed."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

#: Writes whole tables, lines of a table one by one, bytes, and help.
COMMANDS = [
    ("timeline", "iro-effectiveness", "-a", "bcp"),
    ("export", "findings"),
    ("export", "graph"),
    ("build", "--help"),
]


def no_room() -> None:
    """Files may not grow, as on a full disk."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def close_output() -> None:
    os.close(1)


def ig(
    out: Path,
    *arguments: str,
    stdout: int | None = None,
    before: Callable[[], None] | None = None,
) -> tuple[int, str]:
    """Status and standard error."""
    program = [sys.executable, "-c", "from inspectgraph.cli import main; main()"]
    place = ["--store", str(out / "graph")]
    done = subprocess.run(
        [*program, *place, *arguments],
        stdout=stdout,
        stderr=subprocess.PIPE,
        preexec_fn=before,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        check=False,
        text=True,
    )
    return done.returncode, done.stderr


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
