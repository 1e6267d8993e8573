"""Puts the graph on another server, by the SPARQL 1.1 Graph Store protocol.

Each named graph is sent whole and replaces what was there under its name, so that
sending it again changes nothing. What was sent is noted after each graph; a run that
was broken off goes on where it stopped.
"""

from __future__ import annotations

import hashlib
import json
import urllib.request
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

from pyoxigraph import NamedNode, RdfFormat, Store

from queries.engines import RefusedError, check_address, send

#: Statements in one request.
PART = 50_000
#: Seconds a server may take over one request.
PATIENCE = 300
#: Called after each graph: how many are dealt with, of how many.
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Published:
    """What was done, in named graphs."""

    sent: int
    unchanged: int
    removed: int
    statements: int


@dataclass(frozen=True, slots=True)
class Target:
    """A graph store.

    Attributes:
        url: Of its Graph Store protocol.
        authorization: Value of that header, if it asks for one.
    """

    url: str
    authorization: str | None = None

    def has(self, graph: str) -> bool:
        """Whether something is there under a name."""
        try:
            self._send("HEAD", graph)
        except RefusedError as error:
            if error.status == HTTPStatus.NOT_FOUND:
                return False
            raise
        return True

    def put(self, graph: str, lines: Sequence[str]) -> None:
        """Put N-Triples in the place of what is there."""
        method = "PUT"
        for part in _parts(lines):
            self._send(method, graph, "".join(part).encode())
            method = "POST"

    def delete(self, graph: str) -> None:
        """Remove a graph, if it is there."""
        try:
            self._send("DELETE", graph)
        except RefusedError as error:
            if error.status != HTTPStatus.NOT_FOUND:
                raise

    def _send(self, method: str, graph: str, data: bytes | None = None) -> None:
        joint = "&" if urlsplit(self.url).query else "?"
        headers = {"Accept": "*/*"}
        if data is not None:
            headers["Content-Type"] = RdfFormat.N_TRIPLES.media_type
        if self.authorization is not None:
            headers["Authorization"] = self.authorization
        address = f"{self.url}{joint}{urlencode({'graph': graph})}"
        request = urllib.request.Request(
            address, data=data, headers=headers, method=method
        )
        send(request, PATIENCE)


def publish(
    store: Store,
    target: Target,
    note: Path,
    progress: Progress,
    *,
    fresh: bool = False,
) -> Published:
    """Make the named graphs there those of a store; others there are left alone.

    Args:
        store: What to publish.
        target: Where to.
        note: File that keeps what was sent, between runs.
        progress: Told after each graph.
        fresh: Send every graph, noted or not.

    Raises:
        EndpointError: The server cannot be reached or refuses; what was sent until
            then stands and is not sent again.
    """
    check_address(target.url)
    done = _noted(note, target.url)
    if fresh:
        # The names stay: what is no longer in the store is still to be removed there.
        done = dict.fromkeys(done, "")
        _save(note, target.url, done)
    names = sorted(name.value for name in store.named_graphs() if _named(name))
    sent = statements = 0
    for index, name in enumerate(names, start=1):
        lines = _lines(store, name)
        digest = hashlib.sha256("".join(lines).encode()).hexdigest()
        if done.get(name) != digest or not target.has(name):
            target.put(name, lines)
            done[name] = digest
            _save(note, target.url, done)
            sent += 1
            statements += len(lines)
        progress(index, len(names))
    gone = sorted(done.keys() - set(names))
    for name in gone:
        target.delete(name)
        del done[name]
        _save(note, target.url, done)
    return Published(sent, len(names) - sent, len(gone), statements)


def _named(name: object) -> bool:
    return isinstance(name, NamedNode)


def _lines(store: Store, name: str) -> list[str]:
    data = store.dump(format=RdfFormat.N_TRIPLES, from_graph=NamedNode(name))
    return sorted((data or b"").decode().splitlines(keepends=True))


def _parts(lines: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, max(1, len(lines)), PART):
        yield lines[start : start + PART]


def _noted(note: Path, url: str) -> dict[str, str]:
    known = _notes(note).get(url)
    return dict(known) if isinstance(known, Mapping) else {}


def _notes(note: Path) -> dict[str, Any]:
    try:
        found = json.loads(note.read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return {}  # nothing, or broken off while it was written: send all again
    return found if isinstance(found, dict) else {}


def _save(note: Path, url: str, done: Mapping[str, str]) -> None:
    pending = note.with_name(f"{note.name}.part")
    note.parent.mkdir(parents=True, exist_ok=True)
    pending.write_text(json.dumps({**_notes(note), url: dict(done)}), encoding="utf-8")
    pending.replace(note)
