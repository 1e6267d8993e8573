"""Which files a build is to read, and which it already knows."""

from __future__ import annotations

import json
import os
import re
import stat
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from importlib.resources import as_file, files
from pathlib import Path

from inspectgraph.building.whole import whole
from loaders.serial import from_json
from loaders.suffixes import SUFFIXES

MANIFEST = "sources.json"
#: Files that fetching leaves beside reports; not sources, and nobody's mistake.
_QUIET = frozenset(("manifest.json",))


_SHA256 = re.compile("[0-9a-f]{64}")


class ListError(ValueError):
    """The list of what a store is made from is damaged."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A file named by the user, or found in a folder.

    Attributes:
        path: The file.
        name: Under the folder named, so that a dump is the same on any machine.
        problem: Why it is not read, if that is already plain.
        skipped: True if passing over it is no failure.
    """

    path: Path
    name: str
    problem: str | None = None
    skipped: bool = False


@dataclass(frozen=True, slots=True)
class Known:
    """A file that is part of the store.

    Attributes:
        address: Where its original is published, if a manifest says so.
        published: The day it was, ISO, if a manifest says so.
    """

    path: str
    name: str
    sha256: str
    address: str | None = None
    published: str | None = None


def bundled() -> Candidate:
    """The case that ships with the package."""
    with as_file(files("loaders") / "cases" / "bournemouth-bcp.yaml") as path:
        return Candidate(path, path.name)


def find(sources: Iterable[Path]) -> list[Candidate]:
    """Files of the sources, in order of name; each once."""
    seen: set[Path] = set()
    found: list[Candidate] = []
    for source in sources:
        for candidate in _one(source):
            if candidate.path not in seen:
                seen.add(candidate.path)
                found.append(candidate)
    return found


def shown(path: Path | str) -> str:
    r"""A path as text that can be written anywhere.

    Systems take any bytes for a name; what is no UTF-8 is shown as ``\xe9``.
    """
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def _one(source: Path) -> Iterator[Candidate]:
    problem = _problem(source)
    if problem is not None or not source.is_dir():
        yield Candidate(source, shown(source.name), problem)
        return
    inside = list(_walk(source))
    if all(candidate.skipped for candidate in inside):
        kinds = ", ".join(sorted(SUFFIXES))
        name, problem = shown(source.name), f"no reports in this folder ({kinds})"
        yield Candidate(source, name, problem)
    yield from inside


def _problem(path: Path) -> str | None:
    """Why a path can be neither opened nor walked, if that is already plain."""
    try:
        mode = path.stat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        return "no such file or folder"
    except OSError as error:
        # A name longer than any file may have, a link to itself, a locked folder.
        return error.strerror or str(error)
    if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
        # Nobody may ever write into a pipe.
        return "not a file"
    return None


def _walk(folder: Path) -> Iterator[Candidate]:
    closed: list[OSError] = []
    paths = [
        Path(place, name)
        for place, _, names in os.walk(folder, onerror=closed.append)
        for name in names
    ]
    for path in sorted(paths):
        inner = path.relative_to(folder)
        hidden = any(part.startswith(".") for part in inner.parts)
        if hidden or path.name in _QUIET:
            continue
        name = shown(inner.as_posix())
        if path.suffix.casefold() in SUFFIXES:
            yield Candidate(path, name, _problem(path))
        else:
            problem = "not a kind of file that is read"
            yield Candidate(path, name, problem, skipped=True)
    for error in closed:
        path = Path(error.filename)
        yield Candidate(path, shown(path.name), error.strerror or str(error))


def load_known(store: Path) -> list[Known] | None:
    """What the store was made from; None if nothing tells.

    Raises:
        ListError: The list is damaged.
    """
    try:
        rows = json.loads((store / MANIFEST).read_bytes())
        # Earlier versions kept less.
        return [_known({"address": None, "published": None, **row}) for row in rows]
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise ListError(error.strerror or str(error)) from error
    except KeyError as error:
        raise ListError(f"no {error}") from error
    except (ValueError, TypeError, RecursionError) as error:
        raise ListError(str(error)) from error


def _known(row: Mapping[str, str | None]) -> Known:
    known = from_json(Known, dict(row))
    if not _SHA256.fullmatch(known.sha256):
        raise ValueError(f"{known.sha256!r} is no checksum")
    if known.published is not None:
        date.fromisoformat(known.published)
    return known


def save_known(store: Path, known: Iterable[Known]) -> None:
    """Remember what the store is made from; whole or not at all."""
    rows = [
        asdict(entry)
        for entry in sorted(known, key=lambda entry: (entry.name, entry.path))
    ]
    with whole(store / MANIFEST) as file:
        file.write((json.dumps(rows, indent=1) + "\n").encode())
