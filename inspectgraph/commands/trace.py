"""Tracing beyond one timeline: ``recur``, ``compare``, ``promises``, ``silences``.

Each asks a shipped question, which ``inspectgraph query`` asks too.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import click

from inspectgraph.commands.query import SHAPES, ask
from inspectgraph.context import say, workplace
from ontology.addresses import report_addresses

_Command = TypeVar("_Command", bound=Callable[..., None])
_LOADED = """
SELECT (COUNT(DISTINCT ?inspection) AS ?loaded) WHERE { ?inspection a ig:Inspection }"""


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
        ask(place, "repeated-weaknesses", params | {"authority": authority}, shape)
        return
    if issue is not None:
        ask(place, "recurrence-of-issue", params | {"issue": issue}, shape)
    else:
        ask(place, "recurrence", params, shape)
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
    params = {"first": first, "second": second}
    ask(workplace(context), "compare-authorities", params, shape)


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
