"""Tracing beyond one timeline: ``recur``, ``compare``, ``promises``, ``silences``.

Each asks a shipped question, which ``inspectgraph query`` asks too.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from textwrap import fill
from typing import TypeVar

import click
from pyoxigraph import NamedNode

from inspectgraph.commands.query import SHAPES, ask
from inspectgraph.context import Workplace, out_console, say, say_day, workplace
from inspectgraph.render.terminal import show_rows
from inspectgraph.render.words import legend
from ontology.addresses import report_addresses
from ontology.register import Authority
from queries.binding import values
from queries.library import questions
from queries.timeline import authority_named

_Command = TypeVar("_Command", bound=Callable[..., None])
_LOADED = """
SELECT (COUNT(DISTINCT ?inspection) AS ?loaded) WHERE { ?inspection a ig:Inspection }"""

_READ = """
SELECT (COUNT(DISTINCT ?inspection) AS ?read) WHERE {
  ?thread ig:lineageOf $authority ; ig:lineageKind "function" ; ig:episode ?episode .
  ?episode ig:ofInspection ?inspection ; ig:state/skos:notation ?state .
  FILTER (?state != "unreadable")
}"""
#: Columns of a comparison, in words; each stands once for either authority.
_COMPARED = {"status": "status", "raised": "times raised", "run": "longest run"}
#: Characters of a line of their headings; the cells are short.
_NARROW = 14


def _shape(command: _Command) -> _Command:
    """The option every command here has."""
    return click.option(
        "--format",
        "shape",
        type=click.Choice(SHAPES),
        default="table",
        show_default=True,
    )(command)


@click.command("recur")
@click.option("--times", type=click.IntRange(1), default=3, show_default=True)
@click.option("--authority", "-a", help="One authority; all of the store by default.")
@click.option("--issue", help="One issue; all by default.")
@_shape
@click.pass_context
def recur(
    context: click.Context,
    times: int,
    authority: str | None,
    issue: str | None,
    shape: str,
) -> None:
    """Issues raised in so many inspections in a row, of an authority or nationally.

    Denominators count authorities and inspections with the issue in scope only.

    \b
    Example:
      inspectgraph recur --times 3 --authority bcp
    """
    if authority is not None and issue is not None:
        raise click.UsageError("for one issue of one authority, see: timeline")
    place = workplace(context)
    params = {"times": str(times)}
    if authority is not None:
        _ask(place, "repeated-weaknesses", params | {"authority": authority}, shape)
        return
    if issue is not None:
        _ask(place, "recurrence-of-issue", params | {"issue": issue}, shape)
    else:
        _ask(place, "recurrence", params, shape)
    loaded = place.asker().one(_LOADED) or {}
    say(
        f"Counted over the {loaded.get('loaded')} inspections of this store. Addresses of"
        f" {len(report_addresses())} published reports are known (fetch), and many"
        " older ones are not: a store is a sample of the country unless it has all."
    )


@click.command("compare")
@click.argument("first")
@click.argument("second")
@_shape
@click.pass_context
def compare(context: click.Context, first: str, second: str, shape: str) -> None:
    """Two authorities side by side, issue by issue.

    \b
    Example:
      inspectgraph compare bcp dorset
    """
    place = workplace(context)
    sides = {"first": authority_named(first), "second": authority_named(second)}
    heads = {
        f"{side}_{column}": fill(f"{_short(authority)}: {words}", _NARROW)
        for side, authority in sides.items()
        for column, words in _COMPARED.items()
    }
    params = {side: authority.id for side, authority in sides.items()}
    _ask(place, "compare-authorities", params, shape, heads)
    say(f"Inspections read: {'; '.join(_read(place, a) for a in sides.values())}")


@click.command("promises")
@click.option("--authority", "-a", help="All promises of one authority.")
@click.option("--issue", help="Promises of all authorities on one issue.")
@_shape
@click.pass_context
def promises(
    context: click.Context, authority: str | None, issue: str | None, shape: str
) -> None:
    """What was promised, and what the next inspection found or did not mention.

    \b
    Example:
      inspectgraph promises --authority bcp
    """
    place = workplace(context)
    if (authority is None) == (issue is None):
        raise click.UsageError("give either --authority or --issue")
    if authority is not None:
        ask(place, "promises-of-authority", {"authority": authority}, shape)
    elif issue is not None:
        ask(place, "promises", {"issue": issue}, shape)


@click.command("silences")
@click.option("--authority", "-a", required=True)
@_shape
@click.pass_context
def silences(context: click.Context, authority: str, shape: str) -> None:
    """Issues raised before and in scope, of which an inspection says nothing.

    \b
    Example:
      inspectgraph silences --authority bcp
    """
    ask(workplace(context), "silences", {"authority": authority}, shape)


def _ask(
    place: Workplace,
    name: str,
    params: Mapping[str, str],
    shape: str,
    heads: Mapping[str, str] | None = None,
) -> None:
    """Ask a shipped question; a table for people has its codes explained beside it.

    ``heads`` are the columns of that table that are not called as in the answer.
    """
    if shape != "table":
        ask(place, name, params, shape)
        return
    question, asker = questions()[name], place.asker()
    terms = values(question, params, place.scheme(), place.minter())
    say_day(asker)
    rows = [list(row.values()) for row in asker.rows(question.sparql, **terms)]
    columns = [(heads or {}).get(column, column) for column in question.columns]
    show_rows(columns, rows, out_console())
    for line in legend({str(cell) for row in rows for cell in row}):
        say(line)


def _read(place: Workplace, authority: Authority) -> str:
    row = place.asker().one(
        _READ, authority=NamedNode(place.minter().authority(authority.id))
    )
    return f"{(row or {}).get('read')} along the line of {_short(authority)}"


def _short(authority: Authority) -> str:
    return authority.acronym or authority.name
