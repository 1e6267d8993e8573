"""The store: Oxigraph on disk, swapped in whole.

A build writes a new database beside the old one and then points ``CURRENT`` at it
in one rename; a build killed at any moment leaves the old one in use.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO

from pyoxigraph import NamedNode, RdfFormat, Store

POINTER = "CURRENT"
_PREFIX = "db-"
#: How RocksDB begins to say that its files are not as it wrote them.
_CORRUPT = "Corruption: "


class StoreError(Exception):
    """There is no store, or it cannot be read; the message is for the user."""


def open_store(folder: Path) -> Store:
    """The database in use, for reading.

    Raises:
        StoreError: Nothing was built there, or it is damaged.
    """
    database = current(folder)
    try:
        store = Store.read_only(str(database))
        empty = not any(True for _ in store.named_graphs())
    except (OSError, RuntimeError) as error:
        message = f"{database}: cannot be opened: {_line(error)}; build again"
        raise StoreError(message) from error
    if empty:
        # RocksDB takes a manifest that was cut short for one of less.
        raise StoreError(f"{database}: damaged, nothing is left; build again")
    return store


def damage(error: RuntimeError) -> StoreError | None:
    """What to tell the user, if an answer failed as the database is damaged.

    Blocks are checked as they are read: what opens well may fail in mid-answer.
    """
    reason = _line(error)
    if not reason.startswith(_CORRUPT):
        return None
    return StoreError(
        f"the database is damaged: {reason}; delete its folder and build again"
    )


def in_use(folder: Path) -> str | None:
    """Name of the database in use, or None if there is none that can be opened."""
    try:
        open_store(folder)
        return current(folder).name
    except StoreError:
        return None


def current(folder: Path) -> Path:
    """The database in use.

    Raises:
        StoreError: Nothing was built there.
    """
    pointer = folder / POINTER
    try:
        name = pointer.read_text(encoding="utf-8").strip()
    except FileNotFoundError as error:
        raise StoreError(
            f"{folder}: no graph has been built there; run: inspectgraph build"
        ) from error
    except OSError as error:
        raise StoreError(f"{pointer}: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise StoreError(f"{pointer} is damaged: {error}; build again") from error
    database = folder / name
    if not name.startswith(_PREFIX) or not database.is_dir():
        raise StoreError(f"{pointer} names no database; build again")
    return database


def write_nquads(graphs: Iterable[tuple[str, Iterable[str]]], out: BinaryIO) -> int:
    """Write graphs as N-Quads, in the order given; how many statements.

    Args:
        graphs: Name and statements, as N-Triples without the final stop.
        out: Open for writing.
    """
    count = 0
    for name, lines in graphs:
        tail = f" {NamedNode(name)} .\n"
        for line in lines:
            out.write((line + tail).encode())
            count += 1
    return count


def replace(folder: Path, nquads: Path) -> Path:
    """Load N-Quads into a new database and put it in the place of the old one.

    Returns:
        The database now in use.

    Raises:
        StoreError: It cannot be written, as on a full disk; the old one stays.
        OSError: The folder cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    name = _PREFIX + _digest(nquads)[:16]
    if _points_at(folder, name):
        # What is in use is not written over: it may be damaged, or being read.
        name += "-again"
    database = folder / name
    building = folder / f"building-{os.getpid()}"
    try:
        _load(building, nquads)
        if database.exists():
            shutil.rmtree(database)
        building.rename(database)
    finally:
        # On a full disk, what is half made would be in the way of the next build.
        shutil.rmtree(building, ignore_errors=True)
    _point(folder, name)
    _sweep(folder, keep=name)
    return database


def _load(database: Path, nquads: Path) -> None:
    """Make a database; what is there under its name goes."""
    shutil.rmtree(database, ignore_errors=True)
    try:
        store = Store(str(database))
        store.bulk_load(path=str(nquads), format=RdfFormat.N_QUADS)
        store.optimize()
        store.flush()
    except (OSError, RuntimeError) as error:
        message = f"{database.parent}: no database can be made: {_line(error)}"
        raise StoreError(message) from error


def _line(error: Exception) -> str:
    return " ".join(str(error).split())


def _points_at(folder: Path, name: str) -> bool:
    pointer = folder / POINTER
    return pointer.exists() and pointer.read_bytes().strip() == name.encode()


def _point(folder: Path, name: str) -> None:
    pending = folder / f"{POINTER}.{os.getpid()}"
    pending.write_text(name + "\n", encoding="utf-8")
    pending.replace(folder / POINTER)


def _sweep(folder: Path, keep: str) -> None:
    """Remove databases no longer in use and what killed builds left."""
    for entry in folder.iterdir():
        stale = entry.name.startswith((_PREFIX, "building-")) and entry.name != keep
        if entry.is_dir() and stale:
            shutil.rmtree(entry, ignore_errors=True)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def write_turtle(store: Store, out: BinaryIO) -> None:
    """Dump named graphs as TriG-less Turtle: the union, one graph after another."""
    prefixes = {
        "ig": "https://w3id.org/inspectgraph/ns#",
        "code": "https://w3id.org/inspectgraph/code/",
        "issue": "https://w3id.org/inspectgraph/issue/",
        "dcterms": "http://purl.org/dc/terms/",
        "foaf": "http://xmlns.com/foaf/0.1/",
        "oa": "http://www.w3.org/ns/oa#",
        "org": "http://www.w3.org/ns/org#",
        "prov": "http://www.w3.org/ns/prov#",
        "skos": "http://www.w3.org/2004/02/skos/core#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
    }
    for name in sorted(graph.value for graph in store.named_graphs()):
        out.write(f"\n# Graph {name}\n".encode())
        store.dump(
            out, format=RdfFormat.TURTLE, from_graph=NamedNode(name), prefixes=prefixes
        )
        prefixes = {}
