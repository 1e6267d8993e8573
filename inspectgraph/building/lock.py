"""One build at a time in a store."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from graph.store import StoreError

LOCK = "build.lock"


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Keep other builds out of a store; the folder is made.

    The system opens the lock of a process that ends, however it ends.

    Raises:
        StoreError: Another build is at work there.
        OSError: The folder cannot be made or written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / LOCK).open("wb") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise StoreError(f"{folder}: another build is at work there") from error
        yield
