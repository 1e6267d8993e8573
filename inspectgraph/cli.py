"""The command line: parse, call one function, print.

Answers go to standard output, everything about the run to standard error. Exit
status: 0 all well, 1 something asked for failed, 2 called wrongly.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from graph.human import CodingFileError
from graph.store import StoreError, damage
from inspectgraph.context import DEFAULT_STORE, Workplace
from ontology.issues import SchemeError
from queries.engines import EndpointError
from queries.library import QueryError
from queries.timeline import NotFoundError

#: Where each command is; a module is imported when its command is called, so that
#: asking the store does not wait for readers of PDF and drawers of networks.
COMMANDS: Mapping[str, str] = {
    "build": "build:command",
    "timeline": "timeline:command",
    "recur": "trace:recur",
    "compare": "trace:compare",
    "promises": "trace:promises",
    "silences": "trace:silences",
    "query": "query:command",
    "queries": "query:listing",
    "issues": "listing:issues",
    "authorities": "listing:authorities",
    "explore": "explore:command",
    "serve": "serve:command",
    "export": "export:command",
    "publish": "publish:command",
    "code": "code:command",
    "verify": "checks:verify_command",
    "validate": "checks:validate_command",
    "fetch": "fetch:fetch",
}


class Commands(click.Group):
    """Imports commands when called, tells users' mistakes without a traceback."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names, in the order of the work."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a name, imported now."""
        if cmd_name not in COMMANDS:
            return None
        module, _, attribute = COMMANDS[cmd_name].partition(":")
        found = getattr(import_module(f"inspectgraph.commands.{module}"), attribute)
        if not isinstance(found, click.Command):
            raise TypeError(f"{cmd_name} is no command")
        return found

    def main(self, *args: Any, **extra: Any) -> Any:
        """Run, and tell of a file or an output that fails in one line."""
        _open_closed()
        try:
            return super().main(*args, **extra)
        except OSError as error:
            _drop_output()
            # Who opens a file names it; what has no name was open from the start.
            place = error.filename or "standard output"
            click.ClickException(f"{place}: {error.strerror or error}").show()
            sys.exit(1)

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command."""
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
            return result
        except QueryError as error:
            raise click.UsageError(str(error)) from error
        except (
            StoreError,
            NotFoundError,
            SchemeError,
            CodingFileError,
            EndpointError,
        ) as error:
            raise click.ClickException(str(error)) from error
        except RuntimeError as error:
            damaged = damage(error)
            if damaged is None:
                raise
            raise click.ClickException(str(damaged)) from error
        except BrokenPipeError:
            # The reader of a pipe has seen enough.
            _drop_output()
            ctx.exit(0)


def _open_closed() -> None:
    """Let go to nowhere what would go to an output that the caller has closed.

    Python has None in its place, and gives its number to the next file opened.
    """
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115


def _drop_output() -> None:
    """Flush what is left of the output to nowhere: at the end it would fail again."""
    with (
        suppress(io.UnsupportedOperation),  # no file: nothing is flushed at the end
        Path(os.devnull).open("wb") as nowhere,
    ):
        os.dup2(nowhere.fileno(), sys.stdout.fileno())


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
@click.option(
    "--endpoint",
    metavar="URL",
    help="Ask a SPARQL 1.1 server instead of the folder; its default graph has to be"
    " the union of its graphs.",
)
@click.version_option(package_name="inspectgraph")
@click.pass_context
def main(
    context: click.Context, store: Path, out: Path | None, endpoint: str | None
) -> None:
    """The inspection history of English children's services, as a graph.

    \b
    Start with:
      inspectgraph build
      inspectgraph timeline iro-effectiveness --authority bcp
    """
    context.obj = Workplace(store, out or store.parent, endpoint)
