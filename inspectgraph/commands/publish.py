"""``inspectgraph publish``."""

from __future__ import annotations

import base64
import os

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from inspectgraph.context import say, workplace
from inspectgraph.serving.publishing import Target, publish

#: Where the password is looked for, so that it stands in no list of processes.
PASSWORD = "INSPECTGRAPH_PASSWORD"


@click.command("publish")
@click.argument("url")
@click.option("--user", help=f"Name to log in with; the password is in {PASSWORD}.")
@click.option("--fresh", is_flag=True, help="Send every graph, sent before or not.")
@click.pass_context
def command(context: click.Context, url: str, user: str | None, fresh: bool) -> None:
    """Load the graph into another server, by its Graph Store protocol at URL.

    Graphs that are there already are not sent again; a run that was broken off goes
    on where it stopped.

    \b
    Example:
      inspectgraph publish http://localhost:7878/store
    """
    place = workplace(context)
    note = place.out / "published.json"
    console = Console(stderr=True)
    with Progress(
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(),
        console=console, transient=True, disable=not console.is_terminal,
    ) as bars:  # fmt: skip
        task = bars.add_task("named graphs", total=None)

        def progress(done: int, total: int) -> None:
            bars.update(task, completed=done, total=total)

        target = Target(url, _authorization(user))
        try:
            found = publish(place.asker().store, target, note, progress, fresh=fresh)
        except OSError as error:
            message = f"{note}: {error.strerror or error}"
            raise click.ClickException(message) from error
    say(
        f"{found.sent} graphs sent ({found.statements:,} statements),"
        f" {found.unchanged} there already, {found.removed} removed"
    )


def _authorization(user: str | None) -> str | None:
    if user is None:
        return None
    password = os.environ.get(PASSWORD)
    if password is None:
        raise click.UsageError(f"--user needs the password in {PASSWORD}")
    login = base64.b64encode(f"{user}:{password}".encode()).decode()
    return f"Basic {login}"
