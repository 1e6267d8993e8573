"""Answers in the W3C's formats, and a CSV that a spreadsheet cannot run.

Rows are written as they come and stop at a limit, which the formats that have a
place for it say in themselves.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, BinaryIO, TypeAlias
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    QueryBoolean,
    QuerySolutions,
    RdfFormat,
    Triple,
    serialize,
)

from queries.answers import Answer
from queries.prefixes import PREFIXES

Term: TypeAlias = NamedNode | BlankNode | Literal | Triple

_XSD = "http://www.w3.org/2001/XMLSchema#"
_STRING = f"{_XSD}string"
#: Marks a result that stops before its end; the number of rows follows.
CUT = "https://w3id.org/inspectgraph/ns#cut-at-row-"
#: What makes a spreadsheet take a cell for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


class ShapeError(ValueError):
    """The answer cannot be had in that format; the message says which can."""


@dataclass(frozen=True, slots=True)
class Format:
    """A way to write answers.

    Attributes:
        name: As users write it.
        media_type: As HTTP says it, character set included where it is not UTF-8
            by definition.
        graph: For triples; otherwise for rows, yes and no.
    """

    name: str
    media_type: str
    graph: bool = False


@dataclass(frozen=True, slots=True)
class Written:
    """How much was written.

    Attributes:
        rows: Or triples.
        cut: There are more.
    """

    rows: int
    cut: bool


FORMATS: Mapping[str, Format] = {
    shape.name: shape
    for shape in (
        Format("json", "application/sparql-results+json"),
        Format("xml", "application/sparql-results+xml"),
        Format("csv", "text/csv; charset=utf-8"),
        Format("tsv", "text/tab-separated-values; charset=utf-8"),
        Format("sheet", "text/csv; charset=utf-8; header=present"),
        Format("ttl", "text/turtle; charset=utf-8", graph=True),
        Format("nt", "application/n-triples", graph=True),
        Format("rdf", "application/rdf+xml", graph=True),
        Format("jsonld", "application/ld+json", graph=True),
    )
}
_GRAPHS = {
    "ttl": RdfFormat.TURTLE,
    "nt": RdfFormat.N_TRIPLES,
    "rdf": RdfFormat.RDF_XML,
    "jsonld": RdfFormat.JSON_LD,
}


def is_graph(answer: Answer) -> bool:
    """Whether the answer is triples."""
    return not isinstance(answer, QuerySolutions | QueryBoolean)


def write(
    answer: Answer, name: str, out: BinaryIO, limit: int | None = None
) -> Written:
    """Write an answer in a format.

    Args:
        answer: Of an engine; read once.
        name: Of the format.
        out: Where to.
        limit: Most rows or triples.

    Raises:
        ShapeError: Rows in a format for triples, or the other way round.
    """
    shape = FORMATS[name]
    if shape.graph != is_graph(answer):
        allowed = ", ".join(f.name for f in FORMATS.values() if f.graph != shape.graph)
        raise ShapeError(f"this answer can be had as {allowed}, not {name}")
    if isinstance(answer, QueryBoolean):
        _BOOLEANS[name](bool(answer), out)
        return Written(1, cut=False)
    if isinstance(answer, QuerySolutions):
        names = [variable.value for variable in answer.variables]
        rows = _Limited(
            ([solution[key] for key in names] for solution in answer), limit
        )
        _ROWS[name](names, rows, out)
        return Written(rows.count, rows.cut)
    triples = _Limited(iter(answer), limit)
    _triples(triples, name, out)
    return Written(triples.count, triples.cut)


def _triples(triples: Iterable[Triple], name: str, out: BinaryIO) -> None:
    prefixes = dict(PREFIXES) if name != "nt" else None
    found = sorted(set(triples), key=str)
    if name == "rdf":
        out.write(_rdf_xml(found))
        return
    try:
        serialize(found, out, format=_GRAPHS[name], prefixes=prefixes)
    except OSError as error:
        # Quoted triples have no place in JSON-LD.
        raise ShapeError(f"{name}: {error}; ask for ttl or nt") from error


def _rdf_xml(triples: Sequence[Triple]) -> bytes:
    if any(isinstance(triple.object, Triple) for triple in triples):
        raise ShapeError("rdf: quoted triples have no place in it; ask for ttl or nt")
    written = serialize(triples, format=RdfFormat.RDF_XML, prefixes=dict(PREFIXES))
    # A bare carriage return would reach the reader as a line feed.
    data = (written or b"").replace(b"\r", b"&#13;")
    try:
        # Some properties make no name of an element, and some signs are not in XML.
        expat.ParserCreate(namespace_separator=" ").Parse(data, True)
    except expat.ExpatError as error:
        raise ShapeError(
            "rdf: a property or text of this answer cannot be written in XML;"
            " ask for ttl or nt"
        ) from error
    return data


class _Limited:
    """Items up to a limit, counted; afterwards it is known whether there are more."""

    def __init__(self, items: Iterator[Any], limit: int | None) -> None:
        self._items = items
        self._limit = limit
        self.count = 0
        self.cut = False

    def __iter__(self) -> Iterator[Any]:
        for item in islice(self._items, self._limit):
            self.count += 1
            yield item
        self.cut = next(self._items, None) is not None

    @property
    def note(self) -> str | None:
        """Where the result was cut."""
        return f"{CUT}{self.count}" if self.cut else None


# JSON


def _json_rows(names: Sequence[str], rows: _Limited, out: BinaryIO) -> None:
    out.write(b'{"results":{"bindings":[')
    for index, row in enumerate(rows):
        bound = {
            key: _json_term(term)
            for key, term in zip(names, row, strict=True)
            if term is not None
        }
        out.write((",\n" if index else "\n").encode() + _json(bound))
    # The head comes last: only then is it known whether rows were cut.
    head: dict[str, object] = {"vars": names}
    if rows.note is not None:
        head["link"] = [rows.note]
    out.write(b'\n]},"head":' + _json(head) + b"}\n")


def _json_term(term: Term) -> dict[str, object]:
    if isinstance(term, NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, Triple):
        parts = ("subject", "predicate", "object")
        value = {part: _json_term(getattr(term, part)) for part in parts}
        return {"type": "triple", "value": value}
    found: dict[str, object] = {"type": "literal", "value": term.value}
    if term.language is not None:
        found["xml:lang"] = term.language
    elif term.datatype.value != _STRING:
        found["datatype"] = term.datatype.value
    return found


def _json_boolean(value: bool, out: BinaryIO) -> None:
    out.write(_json({"head": {}, "boolean": value}) + b"\n")


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


# XML

_XML = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SPARQL = '<sparql xmlns="http://www.w3.org/2005/sparql-results#">\n'


def _xml_rows(names: Sequence[str], rows: _Limited, out: BinaryIO) -> None:
    body = io.StringIO()
    for row in rows:
        body.write("<result>")
        for key, term in zip(names, row, strict=True):
            if term is not None:
                body.write(
                    f"<binding name={quoteattr(key)}>{_xml_term(term)}</binding>"
                )
        body.write("</result>\n")
    head = "".join(f"<variable name={quoteattr(name)}/>" for name in names)
    link = f"<link href={quoteattr(rows.note)}/>" if rows.note else ""
    out.write(f"{_XML}{_SPARQL}<head>{head}{link}</head>\n<results>\n".encode())
    out.write(body.getvalue().encode() + b"</results>\n</sparql>\n")


def _xml_term(term: Term) -> str:
    if isinstance(term, NamedNode):
        return f"<uri>{_xml_text(term.value)}</uri>"
    if isinstance(term, BlankNode):
        return f"<bnode>{_xml_text(term.value)}</bnode>"
    if isinstance(term, Triple):
        parts = "".join(
            f"<{part}>{_xml_term(getattr(term, part))}</{part}>"
            for part in ("subject", "predicate", "object")
        )
        return f"<triple>{parts}</triple>"
    kind = ""
    if term.language is not None:
        kind = f" xml:lang={quoteattr(term.language)}"
    elif term.datatype.value != _STRING:
        kind = f" datatype={quoteattr(term.datatype.value)}"
    return f"<literal{kind}>{_xml_text(term.value)}</literal>"


def _xml_text(text: str) -> str:
    # A bare carriage return would reach the reader as a line feed.
    return escape(_NO_XML.sub("\ufffd", text), {"\r": "&#13;"})


def _xml_boolean(value: bool, out: BinaryIO) -> None:
    word = str(value).lower()
    body = f"<head/>\n<boolean>{word}</boolean>\n</sparql>\n"
    out.write(f"{_XML}{_SPARQL}{body}".encode())


# CSV and TSV


def _csv_rows(names: Sequence[str], rows: _Limited, out: BinaryIO) -> None:
    _csv(names, ([_plain(term) for term in row] for row in rows), out)


def _sheet_rows(names: Sequence[str], rows: _Limited, out: BinaryIO) -> None:
    out.write("\ufeff".encode())  # by which spreadsheets know UTF-8
    cells = ([_harmless(term) for term in row] for row in rows)
    _csv([_safe(name) for name in names], cells, out)


def _csv(names: Sequence[str], rows: Iterable[list[str]], out: BinaryIO) -> None:
    text = io.TextIOWrapper(out, encoding="utf-8", newline="", write_through=True)
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(names)
    writer.writerows(rows)
    text.detach()


def _plain(term: Term | None) -> str:
    if term is None:
        return ""
    return str(term) if isinstance(term, BlankNode | Triple) else term.value


def _harmless(term: Term | None) -> str:
    """Numbers as they are; any other cell that would begin a formula gets a mark."""
    if isinstance(term, Literal) and term.datatype.value in _NUMBERS:
        return term.value
    return _safe(_plain(term))


def _safe(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text


_NUMBERS = frozenset(f"{_XSD}{kind}" for kind in ("integer", "decimal", "double"))


def _tsv_rows(names: Sequence[str], rows: _Limited, out: BinaryIO) -> None:
    out.write(("\t".join(f"?{name}" for name in names) + "\n").encode())
    for row in rows:
        cells = ("" if term is None else _turtle(term) for term in row)
        out.write(("\t".join(cells) + "\n").encode())


def _turtle(term: Term) -> str:
    """As Turtle writes it, in which a tab is always escaped and a number is bare."""
    if isinstance(term, Literal):
        plain = _BARE.get(term.datatype.value)
        if plain is not None and plain.fullmatch(term.value):
            return term.value
    return str(term).replace("\t", "\\t")


_BARE = {
    f"{_XSD}integer": re.compile(r"[+-]?[0-9]+"),
    f"{_XSD}decimal": re.compile(r"[+-]?[0-9]*\.[0-9]+"),
    f"{_XSD}boolean": re.compile("true|false"),
}


def _word(value: bool, out: BinaryIO) -> None:
    """These formats have no form for yes and no; the bare word is what others give."""
    out.write(b"true\n" if value else b"false\n")


_ROWS: Mapping[str, Callable[[Sequence[str], _Limited, BinaryIO], None]] = {
    "json": _json_rows,
    "xml": _xml_rows,
    "csv": _csv_rows,
    "tsv": _tsv_rows,
    "sheet": _sheet_rows,
}
_BOOLEANS: Mapping[str, Callable[[bool, BinaryIO], None]] = {
    "json": _json_boolean,
    "xml": _xml_boolean,
    "csv": _word,
    "tsv": _word,
    "sheet": _word,
}
