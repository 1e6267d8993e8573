"""How the graph of a store was made, kept beside it."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from graph.store import StoreError
from inspectgraph.building.plan import STAMP
from inspectgraph.building.whole import whole
from loaders.serial import from_json, to_json
from ontology.vocabulary import BASE


@dataclass(frozen=True, slots=True)
class Built:
    """The last build that wrote a graph.

    Attributes:
        stamp: Digest of all that went into it; None before the first build.
        issues: Paths of the user's own issue files.
        as_of: Last day that counts, if not all does.
        database: Name of the database that it put in place.
        dumps: Names and sizes in bytes of the dumps that it wrote.
    """

    stamp: str | None = None
    base: str = BASE
    issues: tuple[str, ...] = ()
    as_of: date | None = None
    database: str | None = None
    dumps: tuple[tuple[str, int], ...] = ()


def load(folder: Path) -> Built:
    """Of the store in a folder.

    Raises:
        StoreError: What is kept there is damaged.
    """
    path = folder / STAMP
    try:
        data = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return Built()
    except OSError as error:
        raise StoreError(f"{path}: {error.strerror or error}") from error
    try:
        # Earlier versions kept less.
        return from_json(Built, {**asdict(Built()), **json.loads(data)})
    except (ValueError, TypeError) as error:
        raise StoreError(
            f"{path} is damaged ({error}); build again with --fresh"
        ) from error


def save(folder: Path, built: Built) -> None:
    """Keep it; whole or not at all."""
    with whole(folder / STAMP) as file:
        file.write(json.dumps(to_json(built)).encode())
