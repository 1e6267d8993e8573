"""Which request gets what; plain values in, plain values out."""

from __future__ import annotations

import functools
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from http import HTTPStatus
from importlib.resources import files
from pathlib import Path
from typing import TypeVar, TypeVarTuple
from urllib.parse import parse_qsl

from graph.store import StoreError, current, damage
from inspectgraph.serving import description, protocol
from inspectgraph.serving.negotiation import GRAPH, HTML, Offer, choose, content_type
from inspectgraph.serving.pool import CageError, Pool
from inspectgraph.serving.resources import Resources, page_names
from inspectgraph.serving.vocabulary import vocabulary
from inspectgraph.serving.web import HttpError, Request, Response, redirect
from queries.ask import Asker
from queries.binding import bind, values
from queries.library import QueryError, questions
from queries.results import ShapeError
from queries.timeline import NotFoundError

T = TypeVar("T")
Ts = TypeVarTuple("Ts")

#: As ``origins``: no script of another site.
NOBODY = "none"
_STATIC = files("inspectgraph.serving") / "static"
_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".html": "text/html; charset=utf-8",
}
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
    " img-src 'self' data:; base-uri 'none'; form-action 'self';"
    " frame-ancestors 'none'"
)
_SAFE: Mapping[str, str] = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-cache",
}
_CORS: Mapping[str, str] = {
    "Access-Control-Allow-Methods": "GET, HEAD, POST, OPTIONS",
    "Access-Control-Allow-Headers": "Accept, Content-Type",
    "Access-Control-Expose-Headers": (
        "X-Inspectgraph-Rows, X-Inspectgraph-Cut, Retry-After"
    ),
    "Access-Control-Max-Age": "86400",
}


@dataclass(frozen=True, slots=True)
class Site:
    """What is served.

    Attributes:
        store: Folder of the graph.
        address: At which clients reach this server, without a slash at the end.
        explorer: Makes the explorer's page; None where there is none.
        origins: Web site whose scripts may ask, ``*`` for all, ``none``.
    """

    store: Path
    address: str
    asker: Callable[[], Asker]
    resources: Callable[[Asker], Resources]
    explorer: Callable[[], str] | None = None
    origins: str = "*"


class App:
    """Answers requests.

    Args:
        site: What is served.
        pool: Runs the queries of strangers; those of our own pages run here.
    """

    def __init__(self, site: Site, pool: Pool) -> None:
        self._site = site
        self._pool = pool
        self._pages: Mapping[str, Callable[[Request], Response]] = {
            "/": self._front,
            "/sparql": self._sparql,
            "/explore": self._explore,
            "/void": self._void,
            "/.well-known/void": self._void,
            "/vocabulary.json": self._vocabulary,
        }
        # Kept for as long as the store, whose folder they are called with, stays.
        self._opened = _in_turn(lambda _: site.asker())
        self._words = _in_turn(self._make_words)
        self._described = _in_turn(self._make_description, most=len(GRAPH))
        self._explorer = _in_turn(self._make_explorer)

    def respond(self, request: Request) -> Response:
        """The response to a request; failures are responses too."""
        try:
            response = self._route(request)
        except HttpError as error:
            response = error.response()
        except NotFoundError as error:
            response = HttpError(HTTPStatus.NOT_FOUND, str(error)).response()
        except ShapeError as error:
            response = HttpError(HTTPStatus.NOT_ACCEPTABLE, str(error)).response()
        except (CageError, StoreError) as error:
            response = _unavailable(error)
        except RuntimeError as error:
            damaged = damage(error)
            if damaged is None:
                raise
            response = _unavailable(damaged)
        return self.complete(response)

    def complete(self, response: Response) -> Response:
        """With the headers that go with every response, whatever it says."""
        headers = {**_SAFE, **response.headers}
        if self._site.origins != NOBODY:
            headers |= {**_CORS, "Access-Control-Allow-Origin": self._site.origins}
        if response.media_type.startswith("text/html"):
            headers.setdefault("Content-Security-Policy", _POLICY)
        return replace(response, headers=headers)

    def _route(self, request: Request) -> Response:
        if request.method == "OPTIONS":
            return Response(status=HTTPStatus.NO_CONTENT)
        page = self._pages.get(request.path)
        if page is not None:
            if page != self._sparql:
                _only_get(request)
            return page(request)
        _only_get(request)
        if request.path.startswith("/static/"):
            return _static(request.path.removeprefix("/static/"))
        if request.path.startswith("/questions/"):
            return self._question(request)
        if page_names(request.path):
            return self._resource(request)
        raise HttpError(HTTPStatus.NOT_FOUND, f"there is nothing at {request.path}")

    def _front(self, _: Request) -> Response:
        return _static("query.html")

    def _sparql(self, request: Request) -> Response:
        asked = protocol.asked(request)
        if asked is not None:
            return protocol.answer(request, asked, self._pool)
        accept = request.headers.get("accept")
        offer = choose(accept, (*GRAPH, HTML))
        if offer == HTML:
            return redirect("/")
        if offer is None:
            raise HttpError(
                HTTPStatus.NOT_ACCEPTABLE,
                "the description of this service can be had as "
                + ", ".join(each.media_type for each in GRAPH),
            )
        body = self._described(current(self._site.store), offer)
        return Response(body, content_type(offer), headers={"Vary": "Accept"})

    def _void(self, request: Request) -> Response:
        offer = choose(request.headers.get("accept"), GRAPH) or GRAPH[0]
        body = description.void(self._asker(), f"{self._site.address}/sparql", offer)
        return Response(body, content_type(offer), headers={"Vary": "Accept"})

    def _vocabulary(self, _: Request) -> Response:
        return Response(self._words(current(self._site.store)), "application/json")

    def _explore(self, _: Request) -> Response:
        if self._site.explorer is None:
            raise HttpError(HTTPStatus.NOT_FOUND, "there is no explorer here")
        page = self._explorer(current(self._site.store)).encode()
        # The page has a policy of its own, with the hashes of its parts.
        policy = {"Content-Security-Policy": "frame-ancestors 'none'"}
        return Response(page, "text/html; charset=utf-8", headers=policy)

    def _question(self, request: Request) -> Response:
        """A shipped question with its parameters bound, as SPARQL."""
        name = request.path.removeprefix("/questions/")
        question = questions().get(name)
        if question is None:
            raise HttpError(HTTPStatus.NOT_FOUND, f"no question is called {name!r}")
        given = dict(parse_qsl(request.query))
        known = self._site.resources(self._asker())
        try:
            terms = values(question, given, known.scheme, known.minter)
        except QueryError as error:
            raise HttpError(HTTPStatus.BAD_REQUEST, str(error)) from error
        bound = bind(question.sparql, terms).encode()
        return Response(bound, "application/sparql-query; charset=utf-8")

    def _resource(self, request: Request) -> Response:
        resources = self._site.resources(self._asker())
        offer = choose(request.headers.get("accept"), (HTML, *GRAPH))
        if offer is None:
            forms = ", ".join(each.media_type for each in (HTML, *GRAPH))
            raise HttpError(HTTPStatus.NOT_ACCEPTABLE, f"this can be had as {forms}")
        graph = resources.named_graph(request.path)
        if graph is not None and offer != HTML:
            return protocol.statements(request, graph, self._pool)
        body = resources.page(request.path, offer)
        if body is None:
            raise HttpError(
                HTTPStatus.NOT_FOUND, f"nothing in this graph is called {request.path}"
            )
        kind = "text/html; charset=utf-8" if offer == HTML else content_type(offer)
        return Response(body, kind, headers={"Vary": "Accept"})

    def _asker(self) -> Asker:
        return self._opened(current(self._site.store))

    def _make_words(self, _: Path) -> bytes:
        asker = self._asker()
        return vocabulary(asker, self._site.resources(asker).bases())

    def _make_description(self, _: Path, offer: Offer) -> bytes:
        endpoint = f"{self._site.address}/sparql"
        return description.service_description(self._asker(), endpoint, offer)

    def _make_explorer(self, _: Path) -> str:
        return self._site.explorer() if self._site.explorer else ""


def _unavailable(error: Exception) -> Response:
    message = f"nothing can be asked now: {error}"
    return HttpError(HTTPStatus.SERVICE_UNAVAILABLE, message).response()


def _in_turn(make: Callable[[*Ts], T], most: int = 1) -> Callable[[*Ts], T]:
    """The same, with the latest results kept, and made for one caller at a time.

    A cache alone lets all who come before the first result make one each.
    """
    kept = functools.lru_cache(maxsize=most)(make)
    turn = threading.Lock()

    def call(*given: *Ts) -> T:
        with turn:
            return kept(*given)

    return call


def _only_get(request: Request) -> None:
    if request.method not in ("GET", "HEAD"):
        raise HttpError(
            HTTPStatus.METHOD_NOT_ALLOWED,
            "only to be read",
            {"Allow": "GET, HEAD, OPTIONS"},
        )


def _static(name: str) -> Response:
    """A file by a name that is listed; what a client writes never becomes a path."""
    kind = _TYPES.get(Path(name).suffix)
    for file in _STATIC.iterdir():
        if file.name == name and kind is not None:
            return Response(file.read_bytes(), kind)
    raise HttpError(HTTPStatus.NOT_FOUND, f"there is no {name}")
