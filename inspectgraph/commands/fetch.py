"""``inspectgraph fetch``: the published reports, from the inspectorate's site."""

from __future__ import annotations

import shlex
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence, Sized
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import TypeVar

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from inspectgraph.fetching import run
from inspectgraph.fetching.client import Client
from inspectgraph.fetching.errors import (
    BusyError,
    FetchError,
    RefusedError,
    UnreachableError,
)
from inspectgraph.fetching.exchange import Limits
from inspectgraph.fetching.listing import provider_page
from inspectgraph.fetching.pages import is_address, reports_of_page
from inspectgraph.fetching.plan import (
    Choice,
    Wanted,
    authorities_of,
    in_order,
    known_reports,
)
from inspectgraph.fetching.policy import Policy, host_named
from inspectgraph.fetching.run import GOT, Outcome, Status
from inspectgraph.render.words import many
from ontology.codes import InspectionType
from ontology.names import find, suggest
from ontology.register import Authority, Register

T = TypeVar("T")
LEAST_PAUSE = 0.2
LIMITS = Limits()
_WITHOUT = (
    "Without a connection, `inspectgraph build` still builds the bundled case,"
    " and reports you have as files."
)
_WORDS = {
    Status.SAVED: "saved",
    Status.UNCHANGED: "as they were",
    Status.CHANGED: "changed",
    Status.NEW: "new",
    Status.LOST: "missing or altered on disk",
    Status.NOT_A_PDF: "not a PDF",
    Status.GONE: "gone",
    Status.FAILED: "failed",
    Status.NOT_REACHED: "not asked for",
}


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the command line asks for.

    Attributes:
        pages: Pages to read, each with the authority it belongs to if that is known.
        known: Whether the addresses that ship with the package are wanted too.
    """

    choice: Choice
    pages: tuple[tuple[str, Authority | None], ...]
    known: bool


def _authorities(
    context: click.Context, parameter: click.Parameter, words: Sequence[str]
) -> tuple[Authority, ...]:
    found = []
    for word in words:
        authority = find(word)
        if authority is None:
            near = ", ".join(each.id for each in suggest(word))
            hint = f"; did you mean {near}?" if near else ""
            raise click.BadParameter(f"no authority is called {word!r}{hint}")
        found.append(authority)
    return tuple(found)


def _hosts(
    context: click.Context, parameter: click.Parameter, words: Sequence[str]
) -> frozenset[str]:
    try:
        return frozenset(map(host_named, words))
    except RefusedError as error:
        raise click.BadParameter(str(error)) from error


def _pages(
    context: click.Context, parameter: click.Parameter, words: Sequence[str]
) -> tuple[str, ...]:
    for word in words:
        if not is_address(word) and not _is_file(word):
            raise click.BadParameter(f"{word!r} is neither an address nor a file")
    return tuple(words)


def _is_file(word: str) -> bool:
    try:
        return Path(word).is_file()
    except OSError:  # longer than any name, or in a folder that is closed to us
        return False


def _day(
    context: click.Context, parameter: click.Parameter, value: datetime | None
) -> date | None:
    return None if value is None else value.date()


@click.command("fetch")
@click.option(
    "--authority",
    "authorities",
    multiple=True,
    callback=_authorities,
    metavar="A",
    help="Only reports on this authority (name, id or code); may be repeated.",
)
@click.option(
    "--type",
    "types",
    multiple=True,
    type=click.Choice([kind.value for kind in InspectionType]),
    help="Only this kind; may be repeated.",
)
@click.option(
    "--since",
    type=click.DateTime(["%Y-%m-%d"]),
    callback=_day,
    metavar="DATE",
    help="Only reports published on that day (YYYY-MM-DD) or later.",
)
@click.option(
    "--to",
    "root",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("reports"),
    show_default=True,
    metavar="DIR",
    help="Folder; each authority gets one of its own in it.",
)
@click.option(
    "--page",
    "pages",
    multiple=True,
    callback=_pages,
    metavar="ADDRESS|FILE",
    help="Take the reports that an authority's page on the inspectorate's site lists,"
    " live or saved by a browser (HTML or MHTML).",
)
@click.option(
    "--history",
    is_flag=True,
    help="Take all that is listed on the authority's own page, or on every authority's.",
)
@click.option(
    "--check",
    is_flag=True,
    help="Only say what is new or has changed since; nothing is written.",
)
@click.option(
    "--allow-host",
    "hosts",
    multiple=True,
    callback=_hosts,
    metavar="HOST[:PORT]",
    help="Also ask this host, even on a private network; may be repeated.",
)
@click.option(
    "--pause",
    type=click.FloatRange(min=LEAST_PAUSE),
    default=1.0,
    show_default=True,
    metavar="SECONDS",
    help="From one request to the next.",
)
def fetch(
    authorities: tuple[Authority, ...],
    types: tuple[str, ...],
    since: date | None,
    root: Path,
    pages: tuple[str, ...],
    history: bool,
    check: bool,
    hosts: frozenset[str],
    pause: float,
) -> None:
    """Download published reports, each once, and remember where they came from.

    Prints the path of every report that is there afterwards (with --check: state,
    path and address). The manifest beside the files lets `build` link all evidence
    to the public original. Interrupted, the same command goes on where it stopped.

    \b
    Examples:
      inspectgraph fetch --authority barnsley
      inspectgraph fetch --authority barnsley --history --since 2018-01-01
      inspectgraph fetch --page saved-page.html
      inspectgraph fetch --check
    """
    if pages and history:
        raise click.UsageError("--history names its pages itself: leave out --page")
    if pages and len(authorities) > 1:
        raise click.UsageError("--page goes with one --authority at most")
    choice = Choice(
        frozenset(authority.id for authority in authorities),
        frozenset(InspectionType(kind) for kind in types),
        since,
    )
    if history:
        asked = _Asked(choice, _own_pages(authorities), known=True)
    else:
        owner = authorities[0] if authorities else None
        asked = _Asked(choice, tuple((page, owner) for page in pages), not pages)
    console = Console(stderr=True, highlight=False, markup=False, soft_wrap=True)
    client = _client(hosts, pause, console)
    try:
        all_well = _carry_out(asked, root, check, client, console)
    except (FetchError, OSError) as error:
        raise click.ClickException(str(error)) from error
    except KeyboardInterrupt:
        console.print("Stopped. The same command goes on where it stopped.")
        all_well = False
    if not all_well:
        raise click.exceptions.Exit(1)


def _client(hosts: frozenset[str], pause: float, console: Console) -> Client:
    def tell(reason: str, seconds: float) -> None:
        console.print(f"{reason}; again in {seconds:.0f} s")

    return Client(Policy(hosts), replace(LIMITS, pause=pause), on_wait=tell)


def _own_pages(
    authorities: tuple[Authority, ...],
) -> tuple[tuple[str, Authority | None], ...]:
    """The pages of some authorities, or of all that there are today."""
    wanted = authorities or tuple(
        each for each in Register.load() if each.active_to is None and each.ofsted_urn
    )
    pages = []
    for authority in wanted:
        if authority.ofsted_urn is None:
            raise click.UsageError(
                f"no page is known for {authority.name}; give it with --page"
            )
        pages.append((provider_page(authority.ofsted_urn), None))
    return tuple(dict.fromkeys(pages))


def _carry_out(
    asked: _Asked, root: Path, check: bool, client: Client, console: Console
) -> bool:
    """Whether all that was asked for was got."""
    reports, complete = _reports(asked, client, console)
    if check and asked.known:
        before = run.fetched_before(root)
        reports = in_order((*reports, *filter(asked.choice.takes, before)))
    if not reports:
        if complete:
            _say_none(asked, console)
        return False
    least = len(reports) * client.limits.pause / 60
    if least >= 1:
        console.print(f"{many(len(reports), 'report')}: {least:.0f} minutes or more.")
    outcomes = _each(reports, root, check, client, console)
    return _conclude(outcomes, root, check, console) and complete


def _reports(
    asked: _Asked, client: Client, console: Console
) -> tuple[tuple[Wanted, ...], bool]:
    """The reports asked for, and whether every page could be read."""
    found = list(known_reports()) if asked.known else []
    complete = True
    for page, owner in _with_bar(asked.pages, console, lambda each: each[0]):
        try:
            found += reports_of_page(page, client, owner)
        except FetchError as error:
            console.print(f"{page}: {error}")
            complete = False
            if isinstance(error, UnreachableError | BusyError):
                break
    if not (complete or found):
        console.print(f"Nothing was downloaded. {_WITHOUT}")
    undated = sum(1 for wanted in found if wanted.published is None)
    if asked.choice.since is not None and undated:
        console.print(f"{undated} without a day of publication are left out by --since")
    return in_order(filter(asked.choice.takes, found)), complete


def _say_none(asked: _Asked, console: Console) -> None:
    console.print("No such report is known.")
    if asked.known:
        for id in sorted(asked.choice.authorities):
            if urn := Register.load()[id].ofsted_urn:
                console.print(f"All of {id}'s are listed at {provider_page(urn)}")
        console.print("--history and --page take reports from such pages.")


def _each(
    reports: Sequence[Wanted],
    root: Path,
    check: bool,
    client: Client,
    console: Console,
) -> list[Outcome]:
    """Every outcome; trouble and files are told as they come.

    By ``print``, since ``click.echo`` writes past the bar, through its middle.
    """
    running = (
        run.check(reports, root, client) if check else run.fetch(reports, root, client)
    )
    outcomes = []
    for outcome in _with_bar(
        running, console, lambda each: each.wanted.authority, len(reports)
    ):
        outcomes.append(outcome)
        if check:
            fields = (outcome.status, outcome.path, outcome.wanted.address)
            print(*fields, sep="\t")
        elif outcome.status in GOT:
            print(outcome.path)
        if outcome.reason and outcome.status is not Status.NOT_REACHED:
            console.print(f"{outcome.wanted.address}: {outcome.reason}")
    return outcomes


def _with_bar(
    things: Iterable[T],
    console: Console,
    name: Callable[[T], str],
    total: int | None = None,
) -> Iterator[T]:
    """The things as they come, with a bar on a terminal.

    Args:
        things: Worked on one by one.
        console: Where the talk goes.
        name: What to show beside the bar.
        total: How many there will be, where their own length does not say.
    """
    if total is None and isinstance(things, Sized):
        total = len(things)
    columns = (BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}"))
    # On one terminal the list must not cut through the bar; into a file or a pipe
    # it must not go the bar's way.
    with Progress(
        *columns,
        console=console,
        disable=not console.is_terminal,
        transient=True,
        redirect_stdout=sys.stdout.isatty(),
    ) as bar:
        task = bar.add_task("", total=total)
        for thing in things:
            bar.update(task, advance=1, description=name(thing))
            yield thing


def _conclude(
    outcomes: Sequence[Outcome], root: Path, check: bool, console: Console
) -> bool:
    """Say how it went; whether nothing failed."""
    counts = Counter(outcome.status for outcome in outcomes)
    told = [f"{counts[each]} {words}" for each, words in _WORDS.items() if counts[each]]
    missed = [o for o in outcomes if o.status is Status.NOT_REACHED]
    if len(missed) == len(outcomes):
        console.print(f"{missed[0].reason}: nothing was downloaded. {_WITHOUT}")
        return False
    console.print(f"{', '.join(told)}.")
    if missed:
        console.print(f"Not all could be asked for: {missed[0].reason}")
    got = [outcome.wanted for outcome in outcomes if outcome.status in GOT]
    if got and not check:
        ids = authorities_of(got)
        folder = root / ids[0] if len(ids) == 1 else root
        console.print(f"Next: inspectgraph build {shlex.quote(str(folder))}")
    well = GOT | {Status.NEW} if check else GOT
    return all(outcome.status in well for outcome in outcomes)
