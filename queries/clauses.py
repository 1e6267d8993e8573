"""What a query asks of an engine beyond its own data: SERVICE, FROM, FROM NAMED.

Looking for words cannot tell a keyword from the same letters in a string, a comment
or a name, and every scanner of our own would differ somewhere from the parser that
counts. So Oxigraph itself is the judge: with the letters changed wherever they stand,
a query still parses if, and only if, they were no keyword anywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import NamedNode, Store

from queries.prefixes import PREFIXES

_UPDATE = re.compile(
    r"(?:INSERT|DELETE|LOAD|CLEAR|DROP|CREATE|ADD|MOVE|COPY|WITH)\b", re.IGNORECASE
)
_PROLOGUE = re.compile(
    r"\s+|\#[^\n]*|PREFIX\s+[^\s:]*:\s*<[^>]*>|BASE\s*<[^>]*>|VERSION\s+\S+",
    re.IGNORECASE,
)
_PREFIX = re.compile(r"\bPREFIX\s+([^\s:]*):\s*<([^<>\s]*)>", re.IGNORECASE)
_FROM = re.compile(
    r"\bFROM\b(?:\s|\#[^\n]*\n)*(NAMED\b)?(?:\s|\#[^\n]*\n)*"
    r"(?:<([^<>\s]*)>|([^\s:<>{}()]*):([^\s<>{}()#]*))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Source:
    """A graph that a query names in FROM.

    Attributes:
        iri: As written, prefixes resolved.
        named: FROM NAMED.
    """

    iri: str
    named: bool


def check(sparql: str) -> None:
    """Whether it is a query at all.

    Raises:
        SyntaxError: As the engine says.
    """
    # Asked of an empty store: parsing and planning are all that happens.
    Store().query(sparql, prefixes=dict(PREFIXES))


def has_service(sparql: str) -> bool:
    """Whether a query would have the engine ask another server.

    Raises:
        SyntaxError: It is no query.
    """
    return _has_keyword(sparql, "SERVICE")


def has_dataset_clause(sparql: str) -> bool:
    """Whether a query says FROM or FROM NAMED.

    Raises:
        SyntaxError: It is no query.
    """
    return _has_keyword(sparql, "FROM")


def sources(sparql: str) -> tuple[Source, ...]:
    """Graphs named in FROM and FROM NAMED, for a query that has such a clause.

    What only looks like one, in a string or comment, is listed too.
    """
    return tuple(_sources(sparql))


def is_update(sparql: str) -> bool:
    """Whether a text that is no query begins as an update does."""
    at = 0
    while match := _PROLOGUE.match(sparql, at):
        at = match.end()
    return _UPDATE.match(sparql, at) is not None


def _sources(sparql: str) -> Iterator[Source]:
    prefixes = {**PREFIXES, **dict(_PREFIX.findall(sparql))}
    for named, iri, prefix, local in _FROM.findall(sparql):
        yield Source(iri or prefixes.get(prefix, f"{prefix}:") + local, bool(named))


def _has_keyword(sparql: str, keyword: str) -> bool:
    pattern = _spellings(keyword)
    if not pattern.search(sparql):
        check(sparql)
        return False
    try:
        check(pattern.sub(_changed, sparql))
    except SyntaxError:
        # Either the letters were a keyword or the whole is no query.
        if not _escaped(sparql, pattern):
            check(sparql)
        return True
    check(sparql)
    return False


def _spellings(keyword: str) -> re.Pattern[str]:
    """The letters in either case, plain or as code point escapes."""

    def ways(letter: str) -> str:
        codes = "|".join(
            rf"\\u{ord(c):04x}|\\U{ord(c):08x}" for c in (letter.lower(), letter)
        )
        return f"(?:{letter}|{codes})"

    return re.compile("".join(map(ways, keyword)), re.IGNORECASE)


def _changed(match: re.Match[str]) -> str:
    """As long, and no word of the language."""
    return "x" * len(match[0])


def _escaped(sparql: str, pattern: re.Pattern[str]) -> bool:
    return any("\\" in match[0] for match in pattern.finditer(sparql))


def known(store: Store, iri: str) -> bool:
    """Whether a store has a graph of that name."""
    try:
        return store.contains_named_graph(NamedNode(iri))
    except ValueError:  # no absolute IRI
        return False
