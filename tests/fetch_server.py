"""A local web server that behaves, or misbehaves, as each test asks for."""

from __future__ import annotations

import socket
import socketserver
import ssl
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from inspectgraph.fetching import pdf as marks
from inspectgraph.fetching.client import Client
from inspectgraph.fetching.exchange import Limits
from inspectgraph.fetching.manifest import entries_by_sha
from inspectgraph.fetching.policy import Policy
from inspectgraph.fetching.receive import receive

LIMITS = Limits(
    pause=0.0,
    connect=2.0,
    read=0.5,
    total=2.0,
    size=1_000_000,
    attempts=3,
    first_wait=0.5,
    longest_wait=5.0,
)
PAGE = b"<!DOCTYPE html><html><head><title>Not here</title></head><body>x</body></html>"


def pdf(filling: str = "synthetic", size: int = 20_000) -> bytes:
    """Bytes with the first and last marks of a PDF and nothing to read between."""
    middle = (filling.encode() + b" ") * (size // (len(filling) + 1))
    return b"%PDF-1.7\n" + middle + b"\n%%EOF\n"


def get(server: Server, path: str, client: Client | None = None) -> bytes | None:
    """What a visitor who wants a PDF receives."""
    return receive(
        client or client_of(server),
        server.address(path),
        look=marks.look,
        whole=marks.whole,
    ).data


def addresses(folder: Path) -> dict[str, str]:
    """Where each fetched file below a folder came from, by its digest."""
    found = entries_by_sha(folder)
    return {sha256: entry.address for sha256, entry in found.items()}


class Handler(BaseHTTPRequestHandler):
    """One request; how it is answered stands in the server's routes."""

    protocol_version = "HTTP/1.1"
    owner: Server

    def do_GET(self) -> None:
        self.owner.requests.append(Request(self.path, dict(self.headers.items())))
        self.close_connection = True
        route = self.owner.routes.get(self.path, refuse(404))
        try:
            route(self)
        except OSError:
            return  # the client has had enough, as some tests want it to

    def do_CONNECT(self) -> None:
        self.owner.requests.append(Request(self.path, dict(self.headers.items())))
        self.close_connection = True
        if self.owner.tunnel_to is None:
            self.answer(407)
            return
        with socket.create_connection(("127.0.0.1", self.owner.tunnel_to)) as far:
            self.wfile.write(b"HTTP/1.1 200 Connected\r\n\r\n")
            back = threading.Thread(target=_pump, args=(far, self.connection))
            back.start()
            _pump(self.connection, far)
            back.join()

    def answer(
        self, status: int, body: bytes = b"", headers: Mapping[str, str] | None = None
    ) -> None:
        given = {"Content-Length": str(len(body)), **(headers or {})}
        self.send_response(status)
        for name, value in given.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


def _pump(source: socket.socket, target: socket.socket) -> None:
    try:
        while data := source.recv(65536):
            target.sendall(data)
        target.shutdown(socket.SHUT_WR)
    except OSError:
        return


Route = Callable[[Handler], object]


@dataclass(frozen=True, slots=True)
class Request:
    """What the server was asked."""

    path: str
    headers: Mapping[str, str]


def give(body: bytes, **headers: str) -> Route:
    """An honest answer; header names with underscores for hyphens."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda handler: handler.answer(200, body, named)


def refuse(status: int, **headers: str) -> Route:
    """A status and nothing else."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda handler: handler.answer(status, b"", named)


def in_turn(*routes: Route) -> Route:
    """One after the other; the last for good."""
    left = list(routes)
    return lambda handler: (left.pop(0) if len(left) > 1 else left[0])(handler)


def cut(body: bytes, at: int, **headers: str) -> Route:
    """Announce a body, send part of it and hang up."""

    def route(handler: Handler) -> None:
        handler.send_response(200)
        for name, value in headers.items():
            handler.send_header(name, value)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body[:at])

    return route


def drip(body: bytes, pause: float) -> Route:
    """Send a byte at a time, for ever slower than anyone wants to wait."""

    def route(handler: Handler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        for byte in body:
            handler.wfile.write(bytes((byte,)))
            handler.owner.over.wait(pause)

    return route


class _QuietServer(ThreadingHTTPServer):
    daemon_threads = False

    def server_bind(self) -> None:
        """Without the look-up of this machine's full name."""
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = "localhost", self.socket.getsockname()[1]

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing: clients that hang up are what is tested."""


@dataclass
class Server:
    """Serves on a free port of this machine while entered.

    Attributes:
        certificate: A folder with ``key.pem`` and ``cert.pem`` to speak TLS.
        tunnel_to: Port of this machine that CONNECT leads to, if to any.
        over: Set when the test is over, so that nothing goes on waiting.
    """

    routes: dict[str, Route] = field(default_factory=dict)
    certificate: Path | None = None
    requests: list[Request] = field(default_factory=list)
    tunnel_to: int | None = None
    over: threading.Event = field(default_factory=threading.Event)

    def __enter__(self) -> Self:
        handler = type("BoundHandler", (Handler,), {"owner": self})
        self._server = _QuietServer(("127.0.0.1", 0), handler)
        if self.certificate is not None:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(
                self.certificate / "cert.pem", self.certificate / "key.pem"
            )
            self._server.socket = context.wrap_socket(
                self._server.socket, server_side=True
            )
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,))
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.over.set()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    @property
    def port(self) -> int:
        return int(self._server.server_address[1])

    @property
    def host(self) -> str:
        """With the port, as a policy names it."""
        name = "localhost" if self.certificate else "127.0.0.1"
        return f"{name}:{self.port}"

    def address(self, path: str) -> str:
        scheme = "https" if self.certificate else "http"
        return f"{scheme}://{self.host}{path}"

    def asked(self) -> list[str]:
        """The paths asked for, in order."""
        return [request.path for request in self.requests]


@dataclass
class Time:
    """A clock that stands still but for sleeping."""

    at: float = 0.0
    slept: list[float] = field(default_factory=list)

    def clock(self) -> float:
        return self.at

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.at += seconds


def client_of(
    server: Server, limits: Limits = LIMITS, time: Time | None = None
) -> Client:
    """A client that may ask this server, and does not really wait."""
    time = time or Time()
    return Client(
        Policy(plain=frozenset((server.host,))),
        limits,
        proxied=False,
        clock=time.clock,
        sleep=time.sleep,
    )


def make_certificate(folder: Path, name: str = "localhost") -> Path:
    """A key and a certificate for one name, signed by itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    today = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(today - timedelta(days=1))
        .not_valid_after(today + timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    (folder / "cert.pem").write_bytes(
        certificate.public_bytes(serialization.Encoding.PEM)
    )
    (folder / "key.pem").write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return folder
