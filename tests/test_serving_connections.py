"""Requests as bytes on a wire: cut, contradictory, too large, too many."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from http.client import HTTPException

import pytest

from inspectgraph.serving.pool import Limits
from tests.serving import Client, Reply, built, serving

DIRECT = "application/sparql-query"
ALLOWED = "Access-Control-Allow-Origin"


def broken() -> str:
    raise RuntimeError("a fault of ours")


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    store = built(tmp_path_factory.mktemp("connections"), b"")
    with serving(store, Limits(at_once=1), explorer=broken) as found:
        yield found


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Content-Type": DIRECT, "Content-Length": "2000000"}, 413),
        ({"Content-Type": DIRECT, "Content-Length": "9" * 5000}, 413),
        ({"Content-Type": DIRECT, "Content-Length": "-1"}, 400),
        ({"Content-Type": DIRECT, "Transfer-Encoding": "chunked"}, 411),
    ],
)
def test_bodies_have_limits(
    client: Client, headers: dict[str, str], status: int
) -> None:
    reply = client.send("POST", "/sparql", headers)
    assert (reply.status, reply.headers["Connection"]) == (status, "close")
    assert (reply.kind, common(reply)) == ("text/plain", common(client.ask("ASK {}")))


def common(reply: Reply) -> dict[str, str]:
    """The headers that no answer goes without."""
    names = ("X-Content-Type-Options", "Referrer-Policy", "Cache-Control")
    return {name: reply.headers[name] for name in (*names, ALLOWED)}


def typed(client: Client, lines: list[str], body: bytes = b"") -> bytes:
    """The answer to a request written by hand, after which nothing more comes."""
    with socket.create_connection(("127.0.0.1", client.port), timeout=30) as wire:
        wire.sendall("\r\n".join([*lines, "", ""]).encode() + body)
        wire.shutdown(socket.SHUT_WR)
        return b"".join(iter(lambda: wire.recv(4096), b""))


POST = ["POST /sparql HTTP/1.1", "Host: e", f"Content-Type: {DIRECT}"]


@pytest.mark.parametrize(
    "lengths",
    [
        ["Content-Length: 500"],  # cut where what came is a query too
        ["Content-Length: 6", "Content-Length: 60"],
        ["Content-Length: 60", "Content-Length: 6"],
    ],
)
def test_a_body_of_another_length_is_not_taken(
    client: Client, lengths: list[str]
) -> None:
    reply = typed(client, [*POST, *lengths], b"ASK {}")
    assert reply.startswith(b"HTTP/1.1 400 ") and b"boolean" not in reply


def test_a_header_on_several_lines_is_one_list(client: Client) -> None:
    accept = ["Accept: text/turtle", "Accept: text/csv"]
    reply = typed(client, ["GET /sparql?query=ASK%7B%7D HTTP/1.1", "Host: e", *accept])
    assert reply.startswith(b"HTTP/1.1 200 ") and b"text/csv" in reply


def test_a_method_nobody_knows_is_refused_like_all_else(client: Client) -> None:
    reply = client.send("BREW", "/")
    assert (reply.status, common(reply)) == (501, common(client.ask("ASK {}")))


def test_a_fault_of_ours_is_told_in_a_word(client: Client) -> None:
    reply = client.get("/explore")
    assert (reply.status, "fault of ours" in reply.text) == (500, False)
    assert common(reply) == common(client.ask("ASK {}"))


def test_idle_connections_do_not_add_up(client: Client) -> None:
    idle = [socket.create_connection(("127.0.0.1", client.port)) for _ in range(64)]
    try:
        deadline = time.monotonic() + 10
        while True:  # until the last of them has its thread
            try:
                client.get("/nothing")
            except (OSError, HTTPException):
                break
            assert time.monotonic() < deadline, "nobody was turned away"
    finally:
        for each in idle:
            each.close()
    while not _answers(client):
        assert time.monotonic() < deadline


def _answers(client: Client) -> bool:
    try:
        return client.get("/nothing").status == 404
    except (OSError, HTTPException):
        return False
