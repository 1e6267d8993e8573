"""``inspectgraph issues`` and ``authorities``: what can be named."""

from __future__ import annotations

import click

from graph.store import StoreError
from inspectgraph.context import Workplace, out_console, say_day, workplace
from inspectgraph.render.terminal import show_rows
from queries.ask import Asker
from queries.catalogue import Holding, holdings


@click.command("issues")
@click.argument("word", required=False)
@click.pass_context
def issues(context: click.Context, word: str | None) -> None:
    """The issues that can be traced, all or those with WORD in them.

    \b
    Example:
      inspectgraph issues permanence
    """
    rows = [
        (issue.id, issue.label, issue.theme_label)
        for issue in workplace(context).scheme()
        if word is None
        or word.casefold()
        in " ".join(
            (issue.id, issue.label, issue.definition, *issue.alt_labels)
        ).casefold()
    ]
    if not rows:
        raise click.ClickException(f"no issue mentions {word!r}")
    show_rows(("id", "issue", "theme"), rows, out_console())


@click.command("authorities")
@click.argument("word", required=False)
@click.option(
    "--loaded", is_flag=True, help="Only those with an inspection in the store."
)
@click.pass_context
def authorities(context: click.Context, word: str | None, loaded: bool) -> None:
    """The authorities known, all or those with WORD in them.

    \b
    Example:
      inspectgraph authorities dorset
    """
    asker = _asker(workplace(context), needed=loaded)
    rows = [
        _row(holding)
        for holding in holdings(asker)
        if (not loaded or holding.inspections) and _mentions(holding, word)
    ]
    if not rows:
        raise click.ClickException(
            f"no authority mentions {word!r}" if word else "none"
        )
    if asker is not None:
        say_day(asker)
    columns = ("id", "authority", "code", "from", "to", "inspections", "first", "last")
    show_rows(columns, rows, out_console())


def _asker(place: Workplace, *, needed: bool) -> Asker | None:
    try:
        return place.asker()
    except StoreError:
        if needed:
            raise
        return None  # the register is known without any store


def _mentions(holding: Holding, word: str | None) -> bool:
    authority = holding.authority
    words = [authority.id, authority.name, authority.acronym or "", authority.gss or ""]
    return word is None or word.casefold() in " ".join(words).casefold()


def _row(holding: Holding) -> tuple[object, ...]:
    authority = holding.authority
    return (
        authority.id,
        authority.name,
        authority.gss,
        authority.active_from,
        authority.active_to,
        holding.inspections or None,
        holding.first,
        holding.last,
    )
