"""The shipped questions: SPARQL files with a header, found and described.

A header is the comment block at the top of a ``.rq`` file::

    # title: What it asks
    # description: More of it, over as many
    #   indented lines as it takes
    # param NAME: TYPE = DEFAULT
    # columns: a, b, c

``TYPE`` is authority, issue, integer, date or text; without a default the
parameter must be given. In the query a parameter is written ``$NAME``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Literal, get_args

ParameterType = Literal["authority", "issue", "integer", "date", "text"]
_FIELD = re.compile(r"#\s*(title|description|columns|param\s+(\w+)):\s*(.*)")
_MORE = re.compile(r"#\s{2,}(\S.*)")


class QueryError(ValueError):
    """A question that cannot be asked so; the message says what is allowed."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a question asks for.

    Attributes:
        default: As a user would write it; None if it must be given.
    """

    name: str
    type: ParameterType
    default: str | None


@dataclass(frozen=True, slots=True)
class Question:
    """A query and what its header says of it."""

    name: str
    title: str
    description: str
    parameters: tuple[Parameter, ...]
    columns: tuple[str, ...]
    sparql: str


def questions() -> Mapping[str, Question]:
    """All shipped questions by name, in alphabetical order."""
    return {question.name: question for question in _shipped()}


def parse(name: str, sparql: str) -> Question:
    """A question from the text of a file; a header is not required.

    Raises:
        QueryError: A parameter's type is none of those known.
    """
    fields = dict(_header(sparql))
    parameters = tuple(
        _parameter(key.removeprefix("param "), value)
        for key, value in fields.items()
        if key.startswith("param ")
    )
    columns = fields.get("columns", "")
    return Question(
        name=name,
        title=fields.get("title", name),
        description=fields.get("description", ""),
        parameters=parameters,
        columns=tuple(part.strip() for part in columns.split(",") if part.strip()),
        sparql=sparql,
    )


def _shipped() -> Iterator[Question]:
    folder = files("queries") / "shipped"
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.name.endswith(".rq"):
            name = entry.name.removesuffix(".rq")
            yield parse(name, entry.read_text(encoding="utf-8"))


def _header(sparql: str) -> Iterator[tuple[str, str]]:
    key, value = "", ""
    for line in sparql.splitlines():
        if not line.startswith("#"):
            break
        start = _FIELD.match(line)
        more = _MORE.match(line)
        if start is not None:
            if key:
                yield key, value
            key = f"param {start[2]}" if start[2] else start[1]
            value = start[3].strip()
        elif more is not None and key:
            value = f"{value} {more[1].strip()}"
    if key:
        yield key, value


def _parameter(name: str, text: str) -> Parameter:
    kind, _, default = (part.strip() for part in text.partition("="))
    for known in get_args(ParameterType):
        if kind == known:
            return Parameter(name, known, default or None)
    allowed = ", ".join(get_args(ParameterType))
    raise QueryError(f"parameter {name}: type {kind!r} is none of {allowed}")
