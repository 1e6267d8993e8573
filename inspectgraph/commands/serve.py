"""``inspectgraph serve``."""

from __future__ import annotations

import ipaddress

import click

from inspectgraph.context import Workplace, say, say_day, workplace
from inspectgraph.explorer.page import explorer_page
from inspectgraph.explorer.scope import choose
from inspectgraph.serving.app import App, Site
from inspectgraph.serving.pool import LONGEST, CageError, Limits, Pool
from inspectgraph.serving.resources import Resources
from inspectgraph.serving.server import Server
from queries.ask import Asker


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8000, show_default=True,
    help="0 for any that is free.",
)  # fmt: skip
@click.option(
    "--timeout", type=click.FloatRange(0, LONGEST, min_open=True), default=10,
    show_default=True, help="Seconds a query may take if the client says nothing.",
)  # fmt: skip
@click.option(
    "--memory", type=click.IntRange(64), default=1024, show_default=True,
    help="Megabytes a query may take.",
)  # fmt: skip
@click.option(
    "--rows", type=click.IntRange(1), default=10_000, show_default=True,
    help="Most rows or triples of an answer.",
)  # fmt: skip
@click.option(
    "--at-once", type=click.IntRange(1, 64), default=4, show_default=True,
    help="Queries running at one time; more are told to come again.",
)  # fmt: skip
@click.option(
    "--origins", default="*", show_default=True,
    help="Web site whose scripts may ask too: an address, * for all, or none.",
)  # fmt: skip
@click.pass_context
def command(
    context: click.Context,
    host: str,
    port: int,
    timeout: float,
    memory: int,
    rows: int,
    at_once: int,
    origins: str,
) -> None:
    """Serve the graph: a query page, the explorer, a SPARQL endpoint, read-only.

    Each query runs in a process of its own without files or network. Ends with
    Ctrl-C. See docs/threat-model.md before letting other machines in.

    \b
    Example:
      inspectgraph serve --port 8000
    """
    place = workplace(context)
    if place.endpoint is not None:
        raise click.UsageError("serve is for the folder; --endpoint is served already")
    # A store that is not there is told before anything is started.
    say_day(place.asker())
    limits = Limits(seconds=timeout, megabytes=memory, rows=rows, at_once=at_once)
    try:
        with Pool(place.store, limits) as pool:
            _serve(place, pool, host, port, origins)
    except CageError as error:
        raise click.ClickException(str(error)) from error
    except OSError as error:
        message = f"{host}:{port}: {error.strerror or error}"
        raise click.ClickException(message) from error


def _serve(place: Workplace, pool: Pool, host: str, port: int, origins: str) -> None:
    def resources(asker: Asker) -> Resources:
        return Resources(asker, place.minter(), place.scheme())

    def explorer() -> str:
        asker, minter = place.asker(), place.minter()
        return explorer_page(asker, choose(asker, ()), minter, place.scheme())

    # The address is part of what is served, and known only once the port is.
    with Server((host, port)) as server:
        shown = f"[{host}]" if ":" in host else host
        address = f"http://{shown}:{server.server_port}"
        site = Site(place.store, address, place.asker, resources, explorer, origins)
        server.app = App(site, pool)
        click.echo(address)
        say(f"SPARQL at {address}/sparql; Ctrl-C ends it")
        if "seccomp" not in pool.means or "network" not in pool.means:
            say(f"queries are kept apart by {', '.join(pool.means)} only")
        if not _loopback(host):
            say("other machines can ask; read docs/threat-model.md")
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            say("")


def _loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
