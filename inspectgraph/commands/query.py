"""``inspectgraph query`` and ``queries``."""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path
from typing import cast

import click
from pyoxigraph import (
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
)

from inspectgraph.context import Workplace, out_console, workplace
from inspectgraph.render.terminal import show_rows
from queries.ask import value
from queries.binding import bind, values
from queries.library import QueryError, Question, parse, questions

_RESULTS = {
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
    "json": QueryResultsFormat.JSON,
    "xml": QueryResultsFormat.XML,
}


#: Forms of a table of answers.
SHAPES = ("table", *_RESULTS)


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
    type=click.Choice([*SHAPES, "ttl"]),
    default="table",
    show_default=True,
)
@click.pass_context
def command(
    context: click.Context, query: str, params: tuple[str, ...], shape: str
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
    place: Workplace, question: Question, given: Mapping[str, str], shape: str
) -> None:
    """Ask a question and print the answer."""
    terms = values(question, given, place.scheme(), place.minter())
    try:
        results = place.asker().store.query(
            bind(question.sparql, terms), use_default_graph_as_union=True
        )
    except SyntaxError as error:
        raise click.ClickException(f"{question.name}: not SPARQL: {error}") from error
    _show(results, shape)


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
    if query == "-":
        return parse("standard input", click.get_text_stream("stdin").read())
    path = Path(query)
    if not path.is_file():
        raise QueryError(
            f"{query!r} is no shipped question and no file; see: inspectgraph queries"
        )
    try:
        return parse(path.name, path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise click.ClickException(f"{query}: cannot be read: {error}") from error


def _given(params: tuple[str, ...]) -> dict[str, str]:
    given: dict[str, str] = {}
    for param in params:
        name, equals, text = param.partition("=")
        if not equals:
            raise QueryError(f"--param {param!r}: write NAME=VALUE")
        given[name] = text
    return given


def _show(results: object, shape: str) -> None:
    if isinstance(results, QueryTriples):
        out = io.BytesIO()
        results.serialize(out, format=RdfFormat.TURTLE)
        click.echo(out.getvalue().decode(), nl=False)
    elif shape == "ttl":
        raise QueryError("ttl is for CONSTRUCT and DESCRIBE; this gives rows")
    elif shape in _RESULTS:
        out = io.BytesIO()
        answers = cast("QuerySolutions | QueryBoolean", results)
        answers.serialize(out, format=_RESULTS[shape])
        click.echo(out.getvalue().decode(), nl=False)
    elif isinstance(results, QueryBoolean):
        click.echo("true" if results else "false")
    else:
        rows = cast(QuerySolutions, results)
        names = [variable.value for variable in rows.variables]
        shown = ([_short(value(row[name])) for name in names] for row in rows)
        show_rows(names, shown, out_console())


def _short(cell: object) -> object:
    """IRIs of this dataset without what they all begin with."""
    if isinstance(cell, float):
        return f"{cell:.2f}"
    if isinstance(cell, str) and cell.startswith("https://w3id.org/inspectgraph/"):
        return cell.removeprefix("https://w3id.org/inspectgraph/")
    return cell
