"""RDF terms and statements, in the form the store takes.

A statement is (subject IRI, predicate IRI, object term); graphs are named where
statements are gathered, so that nothing below decides where it is kept.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import TypeAlias

from pyoxigraph import Literal, NamedNode
from rdflib.namespace import XSD

Object: TypeAlias = NamedNode | Literal
Statement: TypeAlias = tuple[str, str, Object]

_INTEGER = NamedNode(str(XSD.integer))
_BOOLEAN = NamedNode(str(XSD.boolean))
_DATE = NamedNode(str(XSD.date))
_DECIMAL = NamedNode(str(XSD.decimal))
_HEX = NamedNode(str(XSD.hexBinary))


def node(iri: str) -> NamedNode:
    """A resource as an object."""
    return NamedNode(iri)


def text(value: str, language: str | None = None) -> Literal:
    """A string; control characters that RDF syntaxes cannot carry are left out."""
    clean = "".join(c for c in value if c >= " " or c in "\t\n")
    clean = clean.encode("utf-8", "replace").decode()
    return Literal(clean, language=language) if language else Literal(clean)


def typed(value: str, datatype: str) -> Literal:
    """A literal of any datatype."""
    return Literal(value, datatype=NamedNode(datatype))


def integer(value: int) -> Literal:
    """A whole number."""
    return Literal(str(value), datatype=_INTEGER)


def boolean(value: bool) -> Literal:
    """True or false."""
    return Literal("true" if value else "false", datatype=_BOOLEAN)


def day(value: date) -> Literal:
    """A calendar day."""
    return Literal(value.isoformat(), datatype=_DATE)


def decimal(value: float) -> Literal:
    """Two decimal places at most, in the canonical form, which a store keeps alone."""
    written = f"{Decimal(value).quantize(Decimal('0.01')):f}"
    return Literal(written.rstrip("0").rstrip("."), datatype=_DECIMAL)


def sha256(value: str) -> Literal:
    """A checksum in hexadecimal."""
    return Literal(value, datatype=_HEX)


def ntriple(statement: Statement) -> str:
    """A statement as N-Triples writes it, without the final stop."""
    subject, predicate, value = statement
    return f"<{subject}> <{predicate}> {value}"


def optional(subject: str, predicate: str, value: Object | None) -> Iterator[Statement]:
    """The statement, if there is anything to state."""
    if value is not None:
        yield subject, predicate, value
