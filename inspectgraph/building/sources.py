"""Which files a build is to read, and which it already knows."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from importlib.resources import as_file, files
from pathlib import Path

from loaders.suffixes import SUFFIXES

MANIFEST = "sources.json"
#: Files that fetching leaves beside reports; not sources, and nobody's mistake.
_QUIET = frozenset(("manifest.json",))


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


def _one(source: Path) -> Iterator[Candidate]:
    if not source.is_dir():
        missing = None if source.exists() else "no such file or folder"
        yield Candidate(source, source.name, missing)
        return
    inside = list(_walk(source))
    if not any(candidate.problem is None for candidate in inside):
        kinds = ", ".join(sorted(SUFFIXES))
        yield Candidate(source, source.name, f"no reports in this folder ({kinds})")
    yield from inside


def _walk(folder: Path) -> Iterator[Candidate]:
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder)
        if any(part.startswith(".") for part in name.parts) or path.is_dir():
            continue
        if path.name in _QUIET:
            continue
        if path.suffix.casefold() in SUFFIXES:
            yield Candidate(path, name.as_posix())
        else:
            yield Candidate(
                path, name.as_posix(), "not a kind of file that is read", skipped=True
            )


def load_known(store: Path) -> list[Known]:
    """What the store was made from; empty before the first build."""
    path = store / MANIFEST
    if not path.exists():
        return []
    try:
        rows: list[Mapping[str, str]] = json.loads(path.read_text(encoding="utf-8"))
        return [
            Known(
                row["path"],
                row["name"],
                row["sha256"],
                row.get("address"),
                row.get("published"),
            )
            for row in rows
        ]
    except (ValueError, KeyError, TypeError):
        # Not ours, or cut short: the build starts from its sources alone.
        return []


def save_known(store: Path, known: Iterable[Known]) -> None:
    """Remember what the store is made from; whole or not at all."""
    store.mkdir(parents=True, exist_ok=True)
    rows = [
        asdict(entry)
        for entry in sorted(known, key=lambda entry: (entry.name, entry.path))
    ]
    pending = store / f"{MANIFEST}.part"
    pending.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")
    pending.replace(store / MANIFEST)
