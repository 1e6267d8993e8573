"""What passes between the server and the process that runs one query."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Literal

#: ``dead``: the process ended without a word, as it does when memory runs out.
Outcome = Literal[
    "answered", "malformed", "refused", "unacceptable", "too_large", "timeout", "dead"
]


@dataclass(frozen=True, slots=True)
class Job:
    """A query to run.

    Attributes:
        rows: Name of the format, if the answer is rows or yes and no; None if the
            client takes none of those.
        graph: The same, if it is triples.
        most: Rows or triples.
        size: Of the answer, in bytes.
        default_graphs: Of the protocol; they take the place of the query's own.
        named_graphs: Likewise.
    """

    sparql: str
    rows: str | None
    graph: str | None
    most: int
    size: int
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()

    def line(self) -> bytes:
        """As one line."""
        return json.dumps(asdict(self)).encode() + b"\n"

    @classmethod
    def of(cls, line: bytes) -> Job:
        """From one line."""
        found = json.loads(line)
        for name in ("default_graphs", "named_graphs"):
            found[name] = tuple(found[name])
        return cls(**found)


@dataclass(frozen=True, slots=True)
class Head:
    """How it went, before the answer itself.

    Attributes:
        message: One line for the client, if it did not go well.
        format: Name of the format.
        rows: Or triples.
    """

    outcome: Outcome
    message: str = ""
    format: str = ""
    rows: int = 0
    cut: bool = False

    def line(self) -> bytes:
        """As one line."""
        return json.dumps(asdict(self)).encode() + b"\n"


@dataclass(frozen=True, slots=True)
class Result:
    """How it went, and the answer."""

    head: Head
    body: bytes = b""


def result(output: bytes) -> Result:
    """What a process wrote.

    Raises:
        ValueError: It did not finish.
    """
    line, newline, body = output.partition(b"\n")
    if not newline:
        raise ValueError("no whole line")
    return Result(Head(**json.loads(line)), body)
