"""One question over one connection to a checked network address.

A name is looked up once, the answer is checked, and the connection goes to that
very answer, so that a name cannot change its meaning in between. TLS still proves
the name. Whatever breaks becomes an error of this package.
"""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self

from urllib3 import HTTPResponse
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError, LocationParseError
from urllib3.util import make_headers, parse_url

from inspectgraph.fetching.errors import (
    RefusedError,
    TransientError,
    UnreachableError,
    UnwantedError,
)
from inspectgraph.fetching.policy import Policy, Target

CHUNK = 32 * 1024
PROXY_PORT = 3128


@dataclass(frozen=True, slots=True)
class Limits:
    """How long and how much, in seconds and bytes.

    Attributes:
        pause: From the start of one request to the start of the next.
        connect: Until a connection stands.
        read: Of silence on an open connection.
        total: For one whole answer, however steadily it trickles.
        size: Of one document.
        attempts: In all, before a document is given up.
        first_wait: Before the second attempt; each further wait is twice as long.
        longest_wait: What a busy host may ask for before it is left alone.
        redirects: Followed in a row.
    """

    pause: float = 1.0
    connect: float = 10.0
    read: float = 30.0
    total: float = 300.0
    size: int = 50 * 1024 * 1024
    attempts: int = 4
    first_wait: float = 2.0
    longest_wait: float = 120.0
    redirects: int = 5


@dataclass(frozen=True, slots=True)
class Proxy:
    """A way out that a network prescribes; it looks the names up itself."""

    host: str
    port: int
    headers: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def parse(cls, address: str) -> Proxy:
        """From the address in ``HTTPS_PROXY``.

        Raises:
            RefusedError: If it is not that of an HTTP proxy.
        """
        whole = address if "://" in address else f"http://{address}"
        try:
            url = parse_url(whole)
        except LocationParseError as error:
            raise RefusedError("the proxy's address cannot be read") from error
        if url.scheme != "http" or not url.host:
            raise RefusedError("only proxies with an http:// address are used")
        headers = make_headers(proxy_basic_auth=url.auth) if url.auth else {}
        return cls(url.host, url.port or PROXY_PORT, headers)


@dataclass(frozen=True, slots=True)
class Answer:
    """The head of an answer, and its body while the connection is open.

    Attributes:
        address: That was asked, after redirects.
        headers: By name, whatever the case.
    """

    status: int
    address: str
    headers: Mapping[str, str]
    _response: HTTPResponse
    _watch: _Watch

    def header(self, name: str) -> str | None:
        """The value of a header, or None."""
        return self.headers.get(name)

    def chunks(self) -> Iterator[bytes]:
        """The body, unpacked, a piece at a time.

        Raises:
            TransientError: If it breaks off or takes too long.
        """
        while True:
            # What has come is handed on at once: a break later does not lose it.
            with _as_transient(self._watch):
                piece = self._response.read1(CHUNK, decode_content=True)
            if not piece:
                return
            yield piece


@contextmanager
def exchange(
    target: Target,
    headers: Mapping[str, str],
    policy: Policy,
    limits: Limits,
    proxy: Proxy | None = None,
) -> Iterator[Answer]:
    """Ask for one address and hold the connection while the answer is read.

    Raises:
        RefusedError: If the name leads into a private network.
        UnreachableError: If no connection stands.
        UnwantedError: If the host cannot prove its name.
        TransientError: If it breaks off.
    """
    with ExitStack() as stack:
        watch = stack.enter_context(_Watch(limits.total))
        connection = _connect(target, policy, limits, proxy, watch)
        stack.callback(connection.close)
        with _as_transient(watch):
            connection.request(
                "GET",
                target.path,
                headers={"Host": target.authority, "Connection": "close", **headers},
                preload_content=False,
                decode_content=True,
            )
            response = connection.getresponse()
        stack.callback(response.close)
        yield Answer(response.status, target.address, response.headers, response, watch)


class _Watch:
    """Ends a connection from outside when its time is up.

    Time limits of sockets count silence only; a byte a second would last for ever.
    """

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.expired = False
        self.connection: HTTPConnection | None = None
        self.socket: socket.socket | None = None
        self._timer = threading.Timer(seconds, self._end)
        self._timer.daemon = True

    def _end(self) -> None:
        self.expired = True
        # An answer that ends the connection is taken from it; then only we have it.
        open_socket = self.socket or (self.connection and self.connection.sock)
        if open_socket:
            with suppress(OSError):
                open_socket.shutdown(socket.SHUT_RDWR)

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._timer.cancel()


@contextmanager
def _as_transient(watch: _Watch) -> Iterator[None]:
    late = f"the answer took longer than {watch.seconds:g} seconds"
    try:
        yield
    except (OSError, http.client.HTTPException, HTTPError) as error:
        broken = f"the transfer broke off ({_reason(error)})"
        raise TransientError(late if watch.expired else broken) from error
    if watch.expired:
        # An answer without a length ends like this too, and looks whole.
        raise TransientError(late)


def _connect(
    target: Target, policy: Policy, limits: Limits, proxy: Proxy | None, watch: _Watch
) -> HTTPConnection:
    places = (proxy.host,) if proxy else policy.resolve(target)
    trouble = ""
    for place in places:
        connection = _connection(target, place, limits, proxy)
        watch.connection = connection
        try:
            connection.connect()
        except ssl.SSLCertVerificationError as error:
            connection.close()
            raise UnwantedError(
                f"{target.host} cannot prove its name ({error.verify_message})"
            ) from error
        except (OSError, HTTPError) as error:
            connection.close()
            trouble = _reason(error)
            continue
        watch.socket = connection.sock
        connection.timeout = limits.read
        return connection
    way = f" by way of the proxy {proxy.host}" if proxy else ""
    raise UnreachableError(f"no connection to {target.host}{way} ({trouble})")


def _connection(
    target: Target, place: str, limits: Limits, proxy: Proxy | None
) -> HTTPConnection:
    if not target.secure:
        return HTTPConnection(place, target.port, timeout=limits.connect)
    connection = HTTPSConnection(
        place,
        proxy.port if proxy else target.port,
        timeout=limits.connect,
        server_hostname=target.host,
        ssl_context=ssl.create_default_context(),
    )
    if proxy:
        connection.set_tunnel(target.host, target.port, dict(proxy.headers))
    return connection


def _reason(error: BaseException) -> str:
    """The innermost cause in a few words, without objects and addresses in it."""
    while error.__cause__ is not None:
        error = error.__cause__
    if isinstance(error, TimeoutError):
        return "no answer in time"
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    if isinstance(error, http.client.IncompleteRead):
        return "cut short"
    # What a host says may try to write on the terminal.
    said = "".join(char if char.isprintable() else " " for char in str(error))
    return said.strip() or type(error).__name__
