"""The server itself: sockets and threads, limits on what a client may send."""

from __future__ import annotations

import socket
import sys
import threading
import traceback
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import unquote, urlsplit

from inspectgraph.serving.app import App
from inspectgraph.serving.web import HttpError, Request, Response

#: Bytes of a request's body.
LARGEST = 1024 * 1024
#: Seconds a client may take over sending, or reading.
PATIENCE = 30
#: Clients connected at one time; more are turned away.
CONNECTIONS = 64


class Server(ThreadingHTTPServer):
    """Hands every connection to a thread, up to a number of them."""

    daemon_threads = True
    allow_reuse_address = True
    request_queue_size = 128

    app: App

    def __init__(self, address: tuple[str, int]) -> None:
        """Takes the port; ``app`` is to be set before anything is served."""
        self.address_family = socket.AF_INET6 if ":" in address[0] else socket.AF_INET
        self._free = threading.BoundedSemaphore(CONNECTIONS)
        super().__init__(address, Handler)

    def process_request(self, request: Any, client_address: Any) -> None:
        """Start a thread, or turn the client away."""
        if not self._free.acquire(blocking=False):
            self.shutdown_request(request)
            return
        try:
            super().process_request(request, client_address)
        except BaseException:
            self._free.release()
            raise

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        """Serve a client to its end."""
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._free.release()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Clients that go away are no errors; anything else is told."""
        if not isinstance(sys.exc_info()[1], ConnectionError | TimeoutError):
            super().handle_error(request, client_address)


class Handler(BaseHTTPRequestHandler):
    """One connection."""

    server: Server
    protocol_version = "HTTP/1.1"
    server_version = "inspectgraph"
    sys_version = ""
    timeout = PATIENCE

    def _handle(self) -> None:
        app = self.server.app
        try:
            response = app.respond(self._request())
        except HttpError as error:
            self.close_connection = True  # what follows may be a body not read
            response = app.complete(error.response())
        except Exception:  # noqa: BLE001  (the rim: a client gets an answer)
            # A fault of ours: told here in full, there in a word, and no one else
            # is any the worse.
            traceback.print_exc()
            message = "something went wrong here; the operator's log has it"
            fault = HttpError(HTTPStatus.INTERNAL_SERVER_ERROR, message)
            response = app.complete(fault.response())
        self._send(response)

    def send_error(
        self, code: int, message: str | None = None, explain: str | None = None
    ) -> None:
        """What the standard library refuses by itself, in the form of all answers."""
        self.close_connection = True
        refusal = HttpError(code, message or HTTPStatus(code).phrase)
        self._send(self.server.app.complete(refusal.response()))

    def _request(self) -> Request:
        try:
            target = urlsplit(self.path)
            path = unquote(target.path, errors="strict")
        except (ValueError, UnicodeDecodeError) as error:
            raise HttpError(HTTPStatus.BAD_REQUEST, "that is no address") from error
        headers: dict[str, str] = {}
        for sent, value in self.headers.items():
            name = sent.lower()
            headers[name] = f"{headers[name]}, {value}" if name in headers else value
        return Request(
            method=self.command,
            path=path,
            query=target.query,
            headers=headers,
            body=self._body(headers),
        )

    def _body(self, headers: dict[str, str]) -> bytes:
        if "transfer-encoding" in headers:
            raise HttpError(HTTPStatus.LENGTH_REQUIRED, "send a Content-Length")
        length = _length(headers.get("content-length", "0"))
        body = self.rfile.read(length)
        if len(body) < length:
            message = "the body is shorter than its Content-Length"
            raise HttpError(HTTPStatus.BAD_REQUEST, message)
        return body

    def _send(self, response: Response) -> None:
        self.send_response(response.status)
        if self.close_connection:
            self.send_header("Connection", "close")
        for name, value in response.headers.items():
            self.send_header(name, value)
        if response.status != HTTPStatus.NO_CONTENT:
            self.send_header("Content-Type", response.media_type)
            self.send_header("Content-Length", str(len(response.body)))
        self.end_headers()
        if self.command != "HEAD" and response.status != HTTPStatus.NO_CONTENT:
            self.wfile.write(response.body)

    do_GET = do_HEAD = do_POST = do_PUT = do_DELETE = do_PATCH = do_OPTIONS = _handle  # noqa: N815

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing: queries are the clients' own business."""


def _length(sent: str) -> int:
    if not (sent.isascii() and sent.isdigit()):
        raise HttpError(HTTPStatus.BAD_REQUEST, "Content-Length is no number")
    digits = sent.lstrip("0") or "0"
    # Python reads no number of thousands of digits.
    if len(digits) > len(str(LARGEST)) or int(digits) > LARGEST:
        message = f"a request may have {LARGEST:,} bytes"
        raise HttpError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, message)
    return int(digits)
