"""A whole document over a line that may be poor: resumed, bounded, complete or not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from inspectgraph.fetching.client import Client, complain
from inspectgraph.fetching.errors import TooLargeError, TransientError
from inspectgraph.fetching.exchange import Answer

_OK, _PARTIAL, _NOT_MODIFIED, _BAD_RANGE = 200, 206, 304, 416
#: So many first bytes decide what a document is.
HEAD = 8 * 1024

#: Looks at the first bytes of a document and raises if they are not what is wanted.
Look = Callable[[bytes], None]


@dataclass(frozen=True, slots=True)
class Validators:
    """What a host gives to ask later whether a document has changed."""

    etag: str | None = None
    last_modified: str | None = None

    def headers(self) -> dict[str, str]:
        """To be sent the document only if it has changed."""
        pairs = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in pairs.items() if value}

    @property
    def strong(self) -> str | None:
        """The one that promises the same bytes, or None."""
        if self.etag and not self.etag.startswith("W/"):
            return self.etag
        return self.last_modified


@dataclass(frozen=True, slots=True)
class Receipt:
    """What was got.

    Attributes:
        data: The bytes, or None if nothing has changed since the validators.
        address: That they came from, after redirects.
        media_type: As the host says, which need not be so.
    """

    data: bytes | None
    address: str
    media_type: str | None
    validators: Validators


@dataclass(slots=True)
class _State:
    data: bytearray
    validators: Validators
    resume: str | None = None
    looked: bool = False


def receive(
    client: Client,
    address: str,
    *,
    look: Look = lambda head: None,
    whole: Callable[[bytes], bool] = lambda data: True,
    known: Validators | None = None,
    limit: int | None = None,
) -> Receipt:
    """Get a document, taking a broken transfer up where it broke off.

    Args:
        client: Who asks.
        address: To ask for.
        look: Called once with the first bytes, before the rest is awaited.
        whole: Whether bytes that came without an error are all there are.
        known: Of the copy at hand; unchanged, it is not sent again.
        limit: In bytes; the client's if None.

    Raises:
        FetchError: If it cannot be had; what ``look`` raises.
    """
    most = client.limits.size if limit is None else limit
    state = _State(bytearray(), Validators())

    def attempt() -> Receipt:
        with client.ask(address, _request(state, known)) as answer:
            if answer.status == _NOT_MODIFIED and known is not None:
                return Receipt(None, answer.address, None, known)
            _begin(state, answer)
            _read(state, answer, look, most)
            data = bytes(state.data)
            if not whole(data):
                state.data.clear()
                raise TransientError("the document has no end")
            media_type = answer.header("Content-Type")
            return Receipt(data, answer.address, media_type, state.validators)

    return client.patiently(attempt)


def _request(state: _State, known: Validators | None) -> dict[str, str]:
    headers = {"Accept-Encoding": "identity"}
    if state.data and state.resume:
        headers["Range"] = f"bytes={len(state.data)}-"
        headers["If-Range"] = state.resume
    elif known is not None:
        headers |= known.headers()
    return headers


def _begin(state: _State, answer: Answer) -> None:
    """Place the answer: behind what is there already, or from the start."""
    if answer.status == _PARTIAL and state.data:
        start = (answer.header("Content-Range") or "").removeprefix("bytes ")
        if start.startswith(f"{len(state.data)}-"):
            return
    state.data.clear()
    if answer.status in (_PARTIAL, _BAD_RANGE):
        raise TransientError("the host continues in the wrong place")
    if answer.status != _OK:
        complain(answer)
    state.validators = Validators(answer.header("ETag"), answer.header("Last-Modified"))
    # Of a packed answer we keep the unpacked bytes, but a range counts packed ones.
    packed = (answer.header("Content-Encoding") or "identity") != "identity"
    state.resume = None if packed else state.validators.strong
    state.looked = False


def _read(state: _State, answer: Answer, look: Look, most: int) -> None:
    announced = answer.header("Content-Length") or ""
    if announced.isdigit() and len(state.data) + int(announced) > most:
        raise TooLargeError(f"larger than {most:,} bytes")
    for chunk in answer.chunks():
        if len(state.data) + len(chunk) > most:
            raise TooLargeError(f"larger than {most:,} bytes")
        state.data += chunk
        if not state.looked and len(state.data) >= HEAD:
            state.looked = True
            look(bytes(state.data[:HEAD]))
    if not state.data and not announced:
        raise TransientError("the transfer broke off (nothing came)")
    if not state.looked:
        state.looked = True
        look(bytes(state.data[:HEAD]))
