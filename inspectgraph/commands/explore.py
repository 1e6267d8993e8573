"""``inspectgraph explore``."""

from __future__ import annotations

from pathlib import Path

import click

from inspectgraph.context import say, workplace
from inspectgraph.explorer.page import explorer_page
from inspectgraph.explorer.scope import choose
from inspectgraph.render.files import put_at
from ontology.register import Authority
from queries.timeline import authority_named


@click.command("explore")
@click.option(
    "--authority",
    "-a",
    "names",
    multiple=True,
    help="Name, short name or code; again for a second beside the first.",
)
@click.option("--issue", help="Shown first, by id or label.")
@click.option(
    "--people/--no-people",
    default=True,
    show_default=True,
    help="Directors, inspectors and others named in the reports.",
)
@click.option("--national", is_flag=True, help="Every authority in the store.")
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The file to write.  [default: explore-AUTHORITY.html in --out]",
)
@click.pass_context
def command(
    context: click.Context,
    names: tuple[str, ...],
    issue: str | None,
    people: bool,
    national: bool,
    output: Path | None,
) -> None:
    """Write one HTML file to open, search and hand on; it needs no network.

    Without --authority: the one line of authorities in the store, or all of them.

    \b
    Example:
      inspectgraph explore --authority bcp --issue iro-effectiveness
    """
    if national and names:
        raise click.UsageError("--national has every authority; leave --authority out")
    place = workplace(context)
    asker = place.asker()
    asked: tuple[Authority, ...] = tuple(map(authority_named, names))
    chosen = place.issue(issue).id if issue is not None else None
    scope = choose(asker, asked, issue=chosen, people=people, national=national)
    page = explorer_page(asker, scope, place.minter(), place.scheme())
    target = output or place.out / f"explore-{scope.name}.html"
    _write(target, page)
    say(f"{len(page.encode()) / 1e6:.1f} MB; open it in any browser")
    click.echo(str(target))


def _write(target: Path, page: str) -> None:
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with put_at(target) as place:
            place.write_text(page, encoding="utf-8")
    except OSError as error:
        raise click.ClickException(f"{target}: {error.strerror or error}") from error
