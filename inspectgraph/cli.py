"""The command line: parse, call one function, print.

Answers go to standard output, everything about the run to standard error. Exit
status: 0 all well, 1 something asked for failed, 2 called wrongly.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from graph.human import CodingFileError
from graph.store import StoreError
from inspectgraph.commands import (
    build,
    checks,
    code,
    explore,
    export,
    fetch,
    listing,
    query,
    trace,
)
from inspectgraph.commands import timeline as timeline_command
from inspectgraph.context import DEFAULT_STORE, Workplace
from ontology.issues import SchemeError
from queries.library import QueryError
from queries.timeline import NotFoundError


class Commands(click.Group):
    """Tells errors that users can mend in one line, without a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command."""
        try:
            return super().invoke(ctx)
        except QueryError as error:
            raise click.UsageError(str(error)) from error
        except (StoreError, NotFoundError, SchemeError, CodingFileError) as error:
            raise click.ClickException(str(error)) from error
        except BrokenPipeError:
            # The reader of a pipe has seen enough.
            sys.stderr.close()
            ctx.exit(0)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--store",
    type=click.Path(file_okay=False, path_type=Path),
    default=DEFAULT_STORE,
    show_default=True,
    help="Folder of the graph.",
)
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder of dumps, pages and reports.  [default: the store's parent]",
)
@click.version_option(package_name="inspectgraph")
@click.pass_context
def main(context: click.Context, store: Path, out: Path | None) -> None:
    """The inspection history of English children's services, as a graph.

    \b
    Start with:
      inspectgraph build
      inspectgraph timeline iro-effectiveness --authority bcp
    """
    context.obj = Workplace(store, out or store.parent)


for _command in (
    build.command,
    timeline_command.command,
    trace.recur,
    trace.compare,
    trace.promises,
    trace.silences,
    query.command,
    query.listing,
    listing.issues,
    listing.authorities,
    explore.command,
    export.command,
    code.command,
    checks.verify_command,
    checks.validate_command,
    fetch.fetch,
):
    main.add_command(_command)
