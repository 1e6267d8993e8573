"""Servers to ask in a test: one of another make, and one that says the same to all."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from tests.background import answering


@contextmanager
def oxigraph(folder: Path) -> Iterator[str]:
    """Address of an Oxigraph server, its default graph the union of all."""
    program = shutil.which("oxigraph", path=str(Path(sys.executable).parent))
    if program is None:
        pytest.skip("the oxigraph server is not installed (a development dependency)")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    bind = f"127.0.0.1:{port}"
    command = [program, "serve", "--location", str(folder), "--bind", bind]
    with subprocess.Popen(
        [*command, "--union-default-graph"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        try:
            _wait(f"http://{bind}/", process)
            yield f"http://{bind}"
        finally:
            process.terminate()


def _wait(address: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 20
    while True:
        try:
            urllib.request.urlopen(address, timeout=2).close()
            return
        except OSError:
            assert process.poll() is None, "the server ended"
            assert time.monotonic() < deadline, "the server did not start"
            time.sleep(0.05)


@dataclass(slots=True)
class Stubborn:
    """A server that gives every request one answer.

    Attributes:
        headers: As sent; no others are, so a length may lie.
        asked: Method and headers of every request, as they came.
    """

    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    asked: list[tuple[str, Message]] = field(default_factory=list)
    address: str = ""


@contextmanager
def stubborn(
    status: int = 200, headers: Mapping[str, str] | None = None, body: bytes = b""
) -> Iterator[Stubborn]:
    """Such a server, on this machine."""
    known = Stubborn(status, headers or {}, body)

    class Handler(BaseHTTPRequestHandler):
        def answer(self) -> None:
            known.asked.append((self.command, self.headers))
            self.rfile.read(int(self.headers.get("Content-Length", "0")))
            self.send_response(known.status)
            for name, value in known.headers.items():
                self.send_header(name, value)
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(known.body)

        do_GET = do_HEAD = do_POST = do_PUT = do_DELETE = answer  # noqa: N815

        def log_message(self, format: str, *args: Any) -> None:
            """Nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        known.address = f"http://127.0.0.1:{server.server_port}"
        with answering(server):
            yield known
