"""``inspectgraph timeline``."""

from __future__ import annotations

import json
from typing import get_args

import click

from inspectgraph.context import out_console, say, say_day, workplace
from inspectgraph.render.files import timeline_csv, timeline_markdown
from inspectgraph.render.page import timeline_page
from inspectgraph.render.terminal import show_timeline
from inspectgraph.render.words import coverage
from ontology.register import LineageKind
from queries.timeline import authority_named, timeline


@click.command("timeline")
@click.argument("issue")
@click.option("--authority", "-a", required=True, help="Name, short name or code.")
@click.option(
    "--lineage",
    type=click.Choice(get_args(LineageKind)),
    default="function",
    show_default=True,
    help="Predecessors by children's services, by council, or none.",
)
@click.option(
    "--format",
    "shape",
    type=click.Choice(["table", "csv", "json", "md", "html"]),
    default="table",
    show_default=True,
)
@click.pass_context
def command(
    context: click.Context, issue: str, authority: str, lineage: LineageKind, shape: str
) -> None:
    """The history of ISSUE along an authority's lineage, with its evidence.

    \b
    Example:
      inspectgraph timeline iro-effectiveness --authority bcp
    """
    place = workplace(context)
    asker = place.asker()
    found = timeline(
        asker,
        place.issue(issue),
        authority_named(authority),
        lineage,
        place.minter(),
    )
    if shape == "table":
        show_timeline(found, out_console())
    elif shape == "json":
        click.echo(json.dumps(found.as_json(), ensure_ascii=False, indent=2))
    elif shape == "csv":
        say_day(asker)
        say(coverage(found))
        click.echo(timeline_csv(found), nl=False)
    elif shape == "md":
        click.echo(timeline_markdown(found), nl=False)
    else:
        click.echo(timeline_page(found), nl=False)
