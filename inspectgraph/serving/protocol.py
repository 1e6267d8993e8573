"""The SPARQL 1.1 Protocol, for queries: what was asked, and the answer to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from email.message import Message
from http import HTTPStatus
from urllib.parse import parse_qsl

from inspectgraph.serving.job import Head, Job, Outcome
from inspectgraph.serving.negotiation import GRAPH, ROWS, Offer, choose, content_type
from inspectgraph.serving.pool import LONGEST, BusyError, Pool
from inspectgraph.serving.web import HttpError, Request, Response
from queries.engines import CUT
from queries.results import FORMATS

FORM = "application/x-www-form-urlencoded"
DIRECT = "application/sparql-query"
UPDATE = "application/sparql-update"
METHODS = "GET, HEAD, POST, OPTIONS"
#: Seconds after which a client that came at a busy time may try again.
RETRY = 2
_STATUS: Mapping[Outcome, int] = {
    "malformed": HTTPStatus.BAD_REQUEST,
    "refused": HTTPStatus.FORBIDDEN,
    "unacceptable": HTTPStatus.NOT_ACCEPTABLE,
    "too_large": HTTPStatus.FORBIDDEN,
    "timeout": HTTPStatus.GATEWAY_TIMEOUT,
    "dead": HTTPStatus.INTERNAL_SERVER_ERROR,
}


@dataclass(frozen=True, slots=True)
class Asked:
    """A query as it came.

    Attributes:
        format: Name of a format, if the client named one instead of a media type.
        seconds: That the client is ready to wait.
    """

    sparql: str
    default_graphs: tuple[str, ...]
    named_graphs: tuple[str, ...]
    format: str | None
    seconds: float | None


def asked(request: Request) -> Asked | None:
    """The query of a request; None if there is none.

    Raises:
        HttpError: The request is not one of the protocol's, or asks for an update.
    """
    if request.method in ("GET", "HEAD"):
        return _asked(_pairs(request.query), None)
    if request.method != "POST":
        raise HttpError(
            HTTPStatus.METHOD_NOT_ALLOWED,
            "queries come by GET or POST",
            {"Allow": METHODS},
        )
    kind = _content_type(request)
    pairs = _pairs(request.query)
    if kind == FORM:
        found = _asked([*pairs, *_pairs(_text(request.body))], None)
    elif kind == DIRECT:
        found = _asked(pairs, _text(request.body))
    elif kind == UPDATE:
        raise _read_only()
    else:
        raise HttpError(
            HTTPStatus.UNSUPPORTED_MEDIA_TYPE, f"send {FORM} or {DIRECT}, not {kind}"
        )
    if found is None:
        raise HttpError(HTTPStatus.BAD_REQUEST, "there is no query")
    return found


def statements(request: Request, graph: str, pool: Pool) -> Response:
    """All that a named graph says: whole, or refused as too large.

    Raises:
        HttpError: It cannot be had; the message says why.
    """
    sparql = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}"
    # No triple is written in less than a byte, so that the size alone is the limit.
    most = pool.limits.size
    return answer(request, Asked(sparql, (), (), None, None), pool, most)


def answer(
    request: Request, found: Asked, pool: Pool, most: int | None = None
) -> Response:
    """The answer to a query.

    Args:
        request: With what the client takes.
        found: The query.
        pool: Runs it.
        most: Rows or triples, if not as many as the pool allows.

    Raises:
        HttpError: There is none; the message says why.
    """
    rows, graph = _offers(request, found.format)
    if rows is None and graph is None:
        offered = ", ".join(o.media_type for o in (*ROWS, *GRAPH))
        raise HttpError(HTTPStatus.NOT_ACCEPTABLE, f"answers can be had as {offered}")
    limits = pool.limits
    job = Job(
        sparql=found.sparql,
        rows=rows.name if rows else None,
        graph=graph.name if graph else None,
        most=limits.rows if most is None else most,
        size=limits.size,
        default_graphs=found.default_graphs,
        named_graphs=found.named_graphs,
    )
    try:
        result = pool.run(job, found.seconds)
    except BusyError as error:
        message = f"{limits.at_once} queries are running; try again in a moment"
        raise HttpError(
            HTTPStatus.TOO_MANY_REQUESTS, message, {"Retry-After": str(RETRY)}
        ) from error
    head = result.head
    if head.outcome != "answered":
        raise HttpError(_STATUS[head.outcome], head.message)
    offer = graph if FORMATS[head.format].graph else rows
    kind = content_type(offer) if offer else FORMATS[head.format].media_type
    return Response(result.body, kind, headers=_headers(head))


def _headers(head: Head) -> dict[str, str]:
    headers = {"Vary": "Accept", "X-Inspectgraph-Rows": str(head.rows)}
    if head.cut:
        headers[CUT] = f"after {head.rows}"
    return headers


def _offers(request: Request, name: str | None) -> tuple[Offer | None, Offer | None]:
    if name is None:
        accept = request.headers.get("accept")
        return choose(accept, ROWS), choose(accept, GRAPH)
    shape = FORMATS.get(name)
    if shape is None:
        raise HttpError(
            HTTPStatus.BAD_REQUEST, f"format is one of {', '.join(FORMATS)}"
        )
    offer = Offer(shape.media_type.partition(";")[0], name)
    return (None, offer) if shape.graph else (offer, None)


def _asked(pairs: Sequence[tuple[str, str]], direct: str | None) -> Asked | None:
    if any(key == "update" for key, _ in pairs):
        raise _read_only()
    sent = [value for key, value in pairs if key == "query"]
    if direct is not None:
        sent.append(direct)
    if len(sent) > 1:
        raise HttpError(HTTPStatus.BAD_REQUEST, "there is more than one query")
    if not sent:
        return None
    return Asked(
        sparql=sent[0],
        default_graphs=tuple(v for k, v in pairs if k == "default-graph-uri"),
        named_graphs=tuple(v for k, v in pairs if k == "named-graph-uri"),
        format=next((v for k, v in pairs if k == "format"), None),
        seconds=_seconds(next((v for k, v in pairs if k == "timeout"), None)),
    )


def _seconds(value: str | None) -> float | None:
    if value is None:
        return None
    try:
        seconds = float(value)
    except ValueError:
        seconds = 0
    if not 0 < seconds <= LONGEST:
        message = f"timeout is a number of seconds, at most {LONGEST}"
        raise HttpError(HTTPStatus.BAD_REQUEST, message)
    return seconds


def _content_type(request: Request) -> str:
    sent = request.headers.get("content-type")
    if sent is None:
        raise HttpError(HTTPStatus.BAD_REQUEST, "a POST needs a Content-Type")
    message = Message()
    message["content-type"] = sent
    charset = message.get_param("charset", "utf-8")
    if str(charset).lower() not in ("utf-8", "utf8"):
        raise HttpError(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "queries come in UTF-8")
    return message.get_content_type()


def _text(body: bytes) -> str:
    try:
        return body.decode()
    except UnicodeDecodeError as error:
        raise HttpError(HTTPStatus.BAD_REQUEST, "the query is not UTF-8") from error


def _pairs(encoded: str) -> list[tuple[str, str]]:
    """Names and values; ``%`` and ``+`` are decoded here and nowhere else."""
    try:
        return parse_qsl(
            encoded, keep_blank_values=True, errors="strict", max_num_fields=1000
        )
    except UnicodeDecodeError as error:
        raise HttpError(HTTPStatus.BAD_REQUEST, "parameters are not UTF-8") from error
    except ValueError as error:
        raise HttpError(HTTPStatus.BAD_REQUEST, str(error)) from error


def _read_only() -> HttpError:
    return HttpError(HTTPStatus.FORBIDDEN, "this service is read-only: no updates")
