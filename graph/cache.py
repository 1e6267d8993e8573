"""What was read and coded, kept by content, so that a second build reads nothing.

One JSON file for each source. It says which code wrote it: a change to a reader or
to the coding makes just that part be done again.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from graph.assemble import Source
from graph.coding.codings import CodedUnit
from loaders.records import Reading
from loaders.serial import from_json, to_json

_CODE = (".py", ".csv", ".ttl", ".json", ".yaml", ".npz", ".onnx", ".txt")


@dataclass(frozen=True, slots=True)
class Keys:
    """Which code reads, and which codes, as digests."""

    reading: str
    coding: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A source as kept."""

    keys: Keys
    source: Source


def keys(extra_issues: Iterable[Path] = ()) -> Keys:
    """Of the code installed and the issue files in use."""
    reading = _package_digest("loaders") + _package_digest("ontology")
    own = hashlib.sha256()
    for path in sorted(extra_issues):
        own.update(path.read_bytes())
    coding = _package_digest("graph.coding") + own.hexdigest()
    return Keys(
        hashlib.sha256(reading.encode()).hexdigest()[:16],
        hashlib.sha256((reading + coding).encode()).hexdigest()[:16],
    )


@cache
def _package_digest(package: str) -> str:
    digest = hashlib.sha256()
    for name, entry in sorted(_files(files(package), "")):
        digest.update(name.encode() + b"\0" + entry.read_bytes())
    return digest.hexdigest()


def _files(folder: Traversable, prefix: str) -> Iterable[tuple[str, Traversable]]:
    for entry in folder.iterdir():
        name = f"{prefix}{entry.name}"
        if entry.is_dir() and entry.name != "__pycache__":
            yield from _files(entry, f"{name}/")
        elif entry.name.endswith(_CODE):
            yield name, entry


def load(folder: Path, sha256: str) -> Entry | None:
    """What is kept of a source, or None if nothing (or nothing legible) is."""
    path = _path(folder, sha256)
    try:
        data = json.loads(path.read_bytes())
        keys = from_json(Keys, data["keys"])
        reading = from_json(Reading, data["reading"])
        coded = from_json(tuple[tuple[CodedUnit, ...], ...], data["coded"])
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        # Another version's, or cut short: it will be read again.
        return None
    return Entry(keys, Source(reading, coded))


def save(folder: Path, entry: Entry) -> None:
    """Keep a source; whole or not at all."""
    folder.mkdir(parents=True, exist_ok=True)
    path = _path(folder, entry.source.reading.snapshot.sha256)
    data = {
        "keys": to_json(entry.keys),
        "reading": to_json(entry.source.reading),
        "coded": to_json(entry.source.coded),
    }
    pending = path.with_suffix(".part")
    words = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    try:
        pending.write_text(words, encoding="utf-8")
        pending.replace(path)
    finally:
        # On a full disk, half of it would only take more room.
        pending.unlink(missing_ok=True)


def _path(folder: Path, sha256: str) -> Path:
    return folder / f"{sha256}.json"


def graph_key() -> str:
    """Digest of the code that turns readings into a graph."""
    return _package_digest("graph") + _package_digest("ontology")
