"""A served small graph, for tests that ask it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import Message
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode

from graph.iris import Minter
from graph.store import replace
from inspectgraph.serving.app import App, Site
from inspectgraph.serving.pool import Limits, Pool
from inspectgraph.serving.resources import Resources
from inspectgraph.serving.server import Server
from ontology.issues import scheme
from queries.ask import Asker
from tests import small_graph
from tests.background import answering


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back."""

    status: int
    headers: Message
    body: bytes

    @property
    def kind(self) -> str:
        return self.headers.get_content_type()

    @property
    def text(self) -> str:
        return self.body.decode()


@dataclass(frozen=True, slots=True)
class Client:
    """Asks one server."""

    port: int

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def send(
        self,
        method: str,
        target: str,
        headers: Mapping[str, str] | None = None,
        body: bytes | None = None,
    ) -> Reply:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request(method, target, body=body, headers=dict(headers or {}))
            response = connection.getresponse()
            return Reply(response.status, response.msg, response.read())
        finally:
            connection.close()

    def get(self, target: str, accept: str | None = None) -> Reply:
        return self.send("GET", target, {"Accept": accept} if accept else {})

    def ask(self, query: str, accept: str | None = None, **more: str) -> Reply:
        return self.get(f"/sparql?{urlencode({'query': query, **more})}", accept)


def built(folder: Path, nquads: bytes | None = None) -> Path:
    """A store on disk; of the small graph, if of nothing else."""
    dump = folder / "graph.nq"
    dump.write_bytes(small_graph.nquads() if nquads is None else nquads)
    replace(folder / "graph", dump)
    return folder / "graph"


@contextmanager
def serving(
    store: Path,
    limits: Limits,
    origins: str = "*",
    explorer: Callable[[], str] | None = None,
) -> Iterator[Client]:
    """A server of a store, for as long as it is needed."""

    def resources(asker: Asker) -> Resources:
        return Resources(asker, Minter(), scheme())

    with Pool(store, limits) as pool, Server(("127.0.0.1", 0)) as server:
        client = Client(server.server_port)
        site = Site(
            store,
            client.address,
            lambda: Asker.open(store),
            resources,
            explorer,
            origins,
        )
        server.app = App(site, pool)
        with answering(server):
            yield client
