"""``inspectgraph verify`` and ``validate``."""

from __future__ import annotations

from functools import partial

import click

from graph.validation import validate
from inspectgraph.context import say, workplace
from inspectgraph.render.bars import Bars
from inspectgraph.render.words import many
from queries.verify import verify


@click.command("verify")
@click.pass_context
def verify_command(context: click.Context) -> None:
    """Re-read every quotation from the bytes it came from; 1 on any miss.

    \b
    Example:
      inspectgraph verify
    """
    place = workplace(context)
    with Bars() as bars:
        progress = partial(bars.show, "reading again")
        result = verify(place.asker(), place.paths(), progress)
    for miss in result.misses:
        click.echo(f"{miss.where}: {miss.reason}")
    say(
        f"{many(result.documents, 'document')} re-read;"
        f" {many(result.findings, 'finding')},"
        f" {many(result.follow_ups, 'follow-up')},"
        f" {many(result.promises, 'promise')} and"
        f" {many(result.codings, 'coding')} stand; {len(result.misses)} do not"
    )
    if result.paraphrases:
        say(
            f"{many(result.paraphrases, 'statement')} in a case's own words:"
            " paraphrases, not quotations"
        )
    if result.misses:
        context.exit(1)


@click.command("validate")
@click.pass_context
def validate_command(context: click.Context) -> None:
    """Check the store against the shapes of the ontology; 1 if it does not conform.

    \b
    Example:
      inspectgraph validate
    """
    place = workplace(context)
    with Bars() as bars:
        progress = partial(bars.show, "checking")
        violations = list(validate(place.asker().store, progress))
    for violation in violations:
        click.echo(f"{violation.node}: {violation.message}")
    say("the store conforms" if not violations else f"{len(violations)} violations")
    if violations:
        context.exit(1)
