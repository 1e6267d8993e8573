"""``inspectgraph query`` and ``queries``."""

from __future__ import annotations

import errno
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import cast

import click
from pyoxigraph import QueryBoolean, QuerySolutions

from inspectgraph.context import Workplace, out_console, say_day, workplace
from inspectgraph.render.terminal import show_rows
from queries.answers import Answer
from queries.ask import value
from queries.binding import values
from queries.library import QueryError, Question, parse, questions
from queries.results import FORMATS, ShapeError, is_graph, write

# What fails where the answer goes; these are told of every command alike.
_OF_OUTPUT = (errno.ENOSPC, errno.EFBIG)
#: Forms of a table of answers.
SHAPES = ("table", *(shape.name for shape in FORMATS.values() if not shape.graph))


@click.command("query")
@click.argument("query")
@click.option(
    "--param",
    "-p",
    "params",
    multiple=True,
    metavar="NAME=VALUE",
    help="Bind a parameter.",
)
@click.option(
    "--format",
    "shape",
    type=click.Choice(["table", *FORMATS]),
    help="sheet is a CSV that no spreadsheet takes for formulas; ttl, nt, rdf and"
    " jsonld are for CONSTRUCT and DESCRIBE.  [default: table, or ttl]",
)
@click.pass_context
def command(
    context: click.Context, query: str, params: tuple[str, ...], shape: str | None
) -> None:
    """Ask a shipped question by name, a .rq file, or - for standard input.

    \b
    Example:
      inspectgraph query silences --param authority=bcp
    """
    answer(workplace(context), _question(query), _given(params), shape)


def ask(place: Workplace, name: str, params: Mapping[str, str], shape: str) -> None:
    """Ask a shipped question and print the answer."""
    answer(place, questions()[name], params, shape)


def answer(
    place: Workplace, question: Question, given: Mapping[str, str], shape: str | None
) -> None:
    """Ask a question and print the answer."""
    terms = values(question, given, place.scheme(), place.minter())
    asker = place.asker()
    say_day(asker)
    try:
        _show(asker.answer(question.sparql, terms), shape)
    except SyntaxError as error:
        raise click.ClickException(f"{question.name}: not SPARQL: {error}") from error
    except ShapeError as error:
        raise QueryError(str(error)) from error
    except BrokenPipeError:
        raise
    except (OSError, RuntimeError) as error:
        if isinstance(error, OSError) and error.errno in _OF_OUTPUT:
            raise
        # SERVICE: a query of one's own asks other servers, and those may fail.
        raise click.ClickException(f"{question.name}: {error}") from error


@click.command("queries")
@click.argument("word", required=False)
@click.pass_context
def listing(context: click.Context, word: str | None) -> None:
    """The shipped questions, all or those with WORD in them.

    \b
    Example:
      inspectgraph queries silence
    """
    rows = [
        (
            question.name,
            question.title,
            " ".join(f"{p.name}={p.default or '…'}" for p in question.parameters),
        )
        for question in questions().values()
        if word is None
        or word.casefold()
        in f"{question.name} {question.title} {question.description}".casefold()
    ]
    show_rows(("name", "asks", "parameters"), rows, out_console())
    if not rows:
        raise click.ClickException(f"no shipped question mentions {word!r}")


def _question(query: str) -> Question:
    shipped = questions()
    if query in shipped:
        return shipped[query]
    try:
        if query == "-":
            return parse("standard input", sys.stdin.buffer.read().decode())
        path = Path(query)
        if path.is_file():
            return parse(path.name, path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise click.ClickException(f"{query}: cannot be read: {error}") from error
    raise QueryError(
        f"{query!r} is no shipped question and no file; see: inspectgraph queries"
    )


def _given(params: tuple[str, ...]) -> dict[str, str]:
    given: dict[str, str] = {}
    for param in params:
        name, equals, text = param.partition("=")
        if not equals:
            raise QueryError(f"--param {param!r}: write NAME=VALUE")
        given[name] = text
    return given


def _show(answer: Answer, shape: str | None) -> None:
    if shape is None and is_graph(answer):
        shape = "ttl"
    if shape not in (None, "table"):
        write(answer, shape, sys.stdout.buffer)
        sys.stdout.buffer.flush()
    elif isinstance(answer, QueryBoolean):
        click.echo("true" if answer else "false")
    elif is_graph(answer):
        raise QueryError("triples can be had as ttl, nt, rdf, jsonld, not as a table")
    else:
        rows = cast(QuerySolutions, answer)
        names = [variable.value for variable in rows.variables]
        shown = ([_short(_cell(row[name])) for name in names] for row in rows)
        show_rows(names, shown, out_console())


def _cell(term: object) -> object:
    """A value of the user's own query, which may be of any kind or ill-formed."""
    try:
        return value(term)
    except (TypeError, ValueError):
        return str(getattr(term, "value", term))


def _short(cell: object) -> object:
    """IRIs of this dataset without what they all begin with."""
    if isinstance(cell, float):
        return f"{cell:.2f}"
    if isinstance(cell, str) and cell.startswith("https://w3id.org/inspectgraph/"):
        return cell.removeprefix("https://w3id.org/inspectgraph/")
    return cell
