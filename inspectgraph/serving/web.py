"""Requests and responses as plain values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus

TEXT = "text/plain; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Request:
    """What a client asks.

    Attributes:
        method: In capitals.
        path: Decoded, without the query string.
        query: The query string as sent.
        headers: Names in lower case.
    """

    method: str
    path: str
    query: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""


@dataclass(frozen=True, slots=True)
class Response:
    """What it gets."""

    body: bytes = b""
    media_type: str = TEXT
    status: int = HTTPStatus.OK
    headers: Mapping[str, str] = field(default_factory=dict)


class HttpError(Exception):
    """A request that is not answered as asked; becomes a response.

    Attributes:
        status: HTTP status.
        headers: To go with it.
    """

    def __init__(
        self, status: int, message: str, headers: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(message)
        self.status = status
        self.headers = headers or {}

    def response(self) -> Response:
        """As plain text."""
        return Response(f"{self}\n".encode(), TEXT, self.status, self.headers)


def redirect(place: str, status: int = HTTPStatus.SEE_OTHER) -> Response:
    """Somewhere else on this server."""
    return Response(b"", TEXT, status, {"Location": place})
