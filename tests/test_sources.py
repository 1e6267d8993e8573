"""Files and folders named to a build that cannot be opened, among others that can."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from errno import EACCES
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from inspectgraph.building.sources import find
from inspectgraph.cli import main
from tests.samples import LETTER


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    path = tmp_path / "reports" / "letter.txt"
    path.parent.mkdir()
    path.write_text(LETTER, encoding="utf-8")
    return path


def said(folder: Path, *sources: Path) -> list[str]:
    """What a build says that could not read everything."""
    place = ["--store", str(folder / "out" / "graph")]
    build = ["build", "--workers", "1", *map(str, sources)]
    result = CliRunner().invoke(main, [*place, *build])
    assert isinstance(result.exception, SystemExit), result.exc_info
    assert result.exit_code == 1
    return result.stderr.splitlines()


def locked(monkeypatch: pytest.MonkeyPatch, *paths: Path) -> None:
    """Nobody may open these; who runs tests may be one who always may."""

    def refusing(real: Callable[..., Any]) -> Callable[..., Any]:
        def call(path: Any, *more: Any, **named: Any) -> Any:
            if Path(os.fsdecode(path)) in paths:
                raise PermissionError(EACCES, os.strerror(EACCES), str(path))
            return real(path, *more, **named)

        return call

    def access(path: Any, *_: Any, **__: Any) -> bool:
        return Path(os.fsdecode(path)) not in paths

    monkeypatch.setattr(os, "access", access)
    monkeypatch.setattr(os, "scandir", refusing(os.scandir))
    monkeypatch.setattr(Path, "open", refusing(Path.open))


def test_links_that_end_nowhere_are_told_and_others_read(
    tmp_path: Path, letter: Path
) -> None:
    loop, inside = tmp_path / "loop.txt", letter.parent / "ring.pdf"
    loop.symlink_to(loop)
    inside.symlink_to(inside)
    (letter.parent / "lost.pdf").symlink_to("nowhere.pdf")
    lines = said(tmp_path, letter.parent, loop)
    assert f"failed: {loop}: Too many levels of symbolic links" in lines
    assert f"failed: {inside}: Too many levels of symbolic links" in lines
    assert f"failed: {letter.parent / 'lost.pdf'}: no such file or folder" in lines
    assert "1 read, 0 unchanged, 3 failed" in lines


def test_every_file_of_a_folder_is_read_or_told_save_hidden_ones_and_links(
    tmp_path: Path, letter: Path
) -> None:
    folder = letter.parent
    (folder / "deep" / "er").mkdir(parents=True)
    (folder / ".git").mkdir()
    (tmp_path / "elsewhere").mkdir()
    (folder / "link").symlink_to(tmp_path / "elsewhere")
    hidden = (
        folder / ".hidden.txt",
        folder / ".git" / "b.txt",
        folder / "link" / "c.txt",
    )
    for path in (folder / "deep" / "er" / "A.TXT", *hidden):
        path.write_text(LETTER, encoding="utf-8")
    (folder / "notes.docx").write_text("x")
    (folder / "page.pdf").write_text("x")
    (folder / "manifest.json").write_text("{}")  # what fetching leaves
    assert {(c.name, c.skipped) for c in find([folder])} == {
        ("letter.txt", False),
        ("deep/er/A.TXT", False),
        ("notes.docx", True),
        ("page.pdf", False),
    }


def test_a_pipe_among_reports_is_not_waited_for(tmp_path: Path, letter: Path) -> None:
    os.mkfifo(letter.parent / "pipe.pdf")
    lines = said(tmp_path, letter.parent)
    assert f"failed: {letter.parent / 'pipe.pdf'}: not a file" in lines
    assert "1 read, 0 unchanged, 1 failed" in lines


@pytest.fixture
def closed(letter: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    folder = letter.parent / "closed"
    folder.mkdir()
    locked(monkeypatch, folder)
    yield folder


def test_a_file_that_may_not_be_read_is_told_and_others_read(
    tmp_path: Path, letter: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "other.txt"
    other.write_text("x", encoding="utf-8")
    locked(monkeypatch, other)
    lines = said(tmp_path, other, letter)
    assert f"failed: {other}: Permission denied" in lines
    assert "1 read, 0 unchanged, 1 failed" in lines


def test_a_folder_that_may_not_be_opened_is_told(tmp_path: Path, closed: Path) -> None:
    told = f"failed: {closed}: Permission denied"
    lines = said(tmp_path, closed.parent)
    assert told in lines
    assert "1 read, 0 unchanged, 1 failed" in lines
    assert [line for line in said(tmp_path, closed) if "closed" in line] == [told]
