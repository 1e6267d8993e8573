"""What answers SPARQL: the store on disk, or any server that speaks the protocol.

Both give pyoxigraph's terms, so that nothing above can tell them apart. The default
graph is the union of all named graphs; a remote server has to be set up so.

EndpointError
    UnreachableError    no answer: address, network, or too slow
    RefusedError        an answer that says no, with what it says
"""

from __future__ import annotations

import urllib.error
import urllib.request
from collections import deque
from collections.abc import Iterator
from http import HTTPStatus
from http.client import HTTPException
from typing import Protocol, cast
from urllib.parse import urlencode, urlsplit

from pyoxigraph import (
    Literal,
    NamedNode,
    Quad,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Store,
    Triple,
    parse,
    parse_query_results,
)

from queries.answers import Answer
from queries.clauses import has_dataset_clause
from queries.prefixes import PREFIXES

RESULTS = "application/sparql-results+json"
_RESULTS = {
    RESULTS: QueryResultsFormat.JSON,
    "application/sparql-results+xml": QueryResultsFormat.XML,
}
_ACCEPT = f"{RESULTS}, application/sparql-results+xml;q=0.8, application/n-triples"
_NAMED_GRAPHS = "SELECT ?g (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g"
#: Header with which `serve` says that it cut an answer short.
CUT = "X-Inspectgraph-Cut"
#: Longest that is read of what a server says when it refuses, in bytes.
_COMPLAINT = 2000


class EndpointError(Exception):
    """A SPARQL server did not do what was asked; the message is for the user."""


class UnreachableError(EndpointError):
    """No answer came."""


class RefusedError(EndpointError):
    """The server answered, and not with a result.

    Attributes:
        status: HTTP status.
    """

    def __init__(self, message: str, status: int) -> None:
        super().__init__(message)
        self.status = status


class Engine(Protocol):
    """Anything that answers SPARQL queries."""

    def query(self, sparql: str) -> Answer:
        """The answer to a query.

        Raises:
            SyntaxError: It is not SPARQL.
            EndpointError: A server did not answer it; it may be no SPARQL to it.
        """

    def dataset(self) -> Store:
        """All named graphs, for what goes through every statement.

        Raises:
            EndpointError: A server did not give them, or not whole.
        """


class StoreEngine:
    """A store in this process."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def query(self, sparql: str) -> Answer:
        """The answer to a query; its own FROM counts before the union."""
        union = not has_dataset_clause(sparql)
        return self._store.query(
            sparql, use_default_graph_as_union=union, prefixes=dict(PREFIXES)
        )

    def dataset(self) -> Store:
        """The store itself."""
        return self._store


class RemoteEngine:
    """A SPARQL 1.1 server.

    Args:
        url: Of its query service.
        seconds: How long to wait for an answer.

    Raises:
        UnreachableError: That is no web address.
    """

    def __init__(self, url: str, seconds: float = 60) -> None:
        check_address(url)
        self.url = url
        self._seconds = seconds

    def query(self, sparql: str) -> Answer:
        """The answer of the server, read to its end."""
        body, kind = self._post(sparql)
        try:
            answer = _read(body, kind)
        except SyntaxError as error:
            message = f"{self.url} sent what is no {kind}, or not all of it: {error}"
            raise RefusedError(message, HTTPStatus.OK) from error
        if answer is None:
            raise RefusedError(f"{self.url} answered in {kind}", HTTPStatus.OK)
        return answer

    def dataset(self) -> Store:
        """A copy of all named graphs, in memory.

        Raises:
            RefusedError: The server cut a graph short, as some do at a fixed number.
        """
        store = Store()
        for solution in cast(QuerySolutions, self.query(_NAMED_GRAPHS)):
            name, expected = solution["g"], solution["n"]
            if not isinstance(name, NamedNode) or not isinstance(expected, Literal):
                continue
            triples = self.query(
                f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH {name} {{ ?s ?p ?o }} }}"
            )
            found = {
                Quad(t.subject, t.predicate, t.object, name)
                for t in cast(Iterator[Triple], triples)
            }
            if len(found) != int(expected.value):
                raise RefusedError(
                    f"{self.url} has {expected.value} statements in {name.value} and"
                    f" gave {len(found)}; raise its limit on results",
                    HTTPStatus.OK,
                )
            store.extend(found)
        return store

    def _post(self, sparql: str) -> tuple[bytes, str]:
        request = urllib.request.Request(
            self.url,
            data=urlencode({"query": sparql}).encode(),
            headers={
                "Accept": _ACCEPT,
                "Content-Type": "application/x-www-form-urlencoded",
            },
        )
        return send(request, self._seconds)


class _Stay(urllib.request.HTTPRedirectHandler):
    """Follows nobody: a password is for the host named, and a POST sent on is a GET."""

    def redirect_request(self, *_: object) -> None:
        """Nothing to ask instead, so that the redirect is an error."""


_OPENER = urllib.request.build_opener(_Stay)


def check_address(url: str) -> None:
    """Look at an address before anything is sent there.

    Raises:
        UnreachableError: It is none of the web.
    """
    try:
        named = urlsplit(url)
        well = named.scheme in ("http", "https") and bool(named.hostname)
    except ValueError:
        well = False
    if not well:
        raise UnreachableError(f"{url!r} is no web address")


def send(request: urllib.request.Request, seconds: float) -> tuple[bytes, str]:
    """Body and media type of what a server answers; redirects are not followed.

    Raises:
        EndpointError: There is no answer, not a whole one, or it says no.
    """
    address = request.full_url
    try:
        with _OPENER.open(request, timeout=seconds) as response:
            _check_whole(address, response.headers.get(CUT), response.status)
            return response.read(), response.headers.get_content_type()
    except urllib.error.HTTPError as error:
        with error:
            message = f"{address} {_refusal(error)}"
        raise RefusedError(message, error.code) from error
    except (OSError, ValueError, HTTPException) as error:
        reason = getattr(error, "reason", error)
        raise UnreachableError(f"{address}: {reason}") from error


def _check_whole(address: str, cut: str | None, status: int) -> None:
    """Take no part for the whole: what is missing would be told as not there.

    Raises:
        RefusedError: The server says that it cut its answer short.
    """
    if cut is not None:
        raise RefusedError(
            f"{address} cut its answer short, {cut} rows; ask for less,"
            " or let it be served with more --rows",
            status,
        )


def _refusal(error: urllib.error.HTTPError) -> str:
    place = error.headers.get("Location")
    if place is not None:
        return f"says {error.code}, go to {place!r}; name that, if it is meant"
    try:
        said = error.read(_COMPLAINT).decode("utf-8", "replace").strip()
    except (OSError, HTTPException):
        said = ""  # broken off; the status says enough
    return f"says {error.code}: {said or error.reason}"


def _read(body: bytes, kind: str) -> Answer | None:
    """An answer that is whole; None if it comes in no form known here.

    Raises:
        SyntaxError: It is not what it says it is, or cut short.
    """
    form = _RESULTS.get(kind)
    if form is not None:
        # Rows are parsed only as they are taken; what is amiss has to be told first.
        seen = parse_query_results(body, form)
        if isinstance(seen, QuerySolutions):
            deque(seen, maxlen=0)
        return parse_query_results(body, form)
    shape = RdfFormat.from_media_type(kind)
    if shape is None:
        return None
    return iter([quad.triple for quad in parse(body, format=shape)])
