"""``inspectgraph build``."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

import click
from pyoxigraph import NamedNode

from inspectgraph.building.build import build
from inspectgraph.building.built import Built
from inspectgraph.building.cluster import ClusterError
from inspectgraph.building.plan import Plan
from inspectgraph.building.recovery import remembered
from inspectgraph.building.report import AsOf, BuildReport
from inspectgraph.context import say, workplace, written
from inspectgraph.render.bars import Bars
from inspectgraph.render.words import long_date, many
from ontology.vocabulary import BASE

#: Warnings are many and never fatal; the report file has them all.
SHOWN_WARNINGS = 0


def _base(
    context: click.Context, parameter: click.Parameter, value: str | None
) -> str | None:
    """An address to which names can be added, or nothing said of it."""
    if value is None:
        return None
    wanted = "must be a web address that ends in / or #"
    try:
        parts = urlsplit(NamedNode(value).value)
    except ValueError as error:
        raise click.BadParameter(f"{wanted}: {error}") from error
    web = parts.scheme in ("http", "https") and parts.netloc
    if not web or not value.endswith(("/", "#")):
        raise click.BadParameter(wanted)
    return value


@click.command("build")
@click.argument("sources", nargs=-1, type=click.Path(readable=False, path_type=Path))
@click.option("--fresh", is_flag=True, help="Forget earlier sources and start over.")
@click.option(
    "--workers",
    type=click.IntRange(1, 256),
    default=lambda: min(8, os.cpu_count() or 1),
    show_default="processors, at most 8",
    help="Processes that read.",
)
@click.option(
    "--scheduler",
    metavar="ADDRESS",
    help="Let the workers of a Dask cluster read instead, as tcp://host:8786.",
)
@click.option(
    "--issues",
    "extra",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Turtle file with issues of your own; may be repeated."
    "  [default: those of the last build]",
)
@click.option(
    "--base",
    callback=_base,
    help=f"Base of the IRIs of data.  [default: that of the last build; {BASE}]",
)
@click.option(
    "--machine-codings",
    is_flag=True,
    help="Leave out what people decided with `code`; it is kept for the next build.",
)
@click.option(
    "--as-of",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    help="Leave out what was published, coded or reorganised after this day; it is kept"
    " for the next build. Without SOURCES: of what the store has.",
)
@click.option("--warnings", is_flag=True, help="Print every warning of the readers.")
@click.pass_context
def command(
    context: click.Context,
    sources: tuple[Path, ...],
    fresh: bool,
    workers: int,
    scheduler: str | None,
    extra: tuple[Path, ...],
    base: str | None,
    machine_codings: bool,
    as_of: datetime | None,
    warnings: bool,
) -> None:
    """Read SOURCES (PDF, text, HTML, case files; folders of them) into the store.

    Without SOURCES, the bundled case of Bournemouth and BCP. What was read before is
    kept and not read again, except by a new version of the readers; what that cannot
    find or read any more is shown as it was read earlier, with a warning. Ends with 1
    if a source could not be read; all others are in the store nevertheless.

    \b
    Example:
      inspectgraph build reports/ letters/2019.pdf
    """
    place = workplace(context)
    if place.endpoint is not None:
        raise click.UsageError("build is for the folder; to load a server: publish")
    last = Built() if fresh else place.built()
    day = None if as_of is None else as_of.date()
    # A store that is there is shown otherwise; nothing is read for that.
    view = machine_codings or day is not None
    known_only = (
        view and not sources and not fresh and bool(remembered(place.store).known)
    )
    plan = Plan(
        sources=sources,
        store=place.store,
        out=place.out,
        fresh=fresh,
        workers=workers,
        scheduler=scheduler,
        base=base or last.base,
        extra_issues=tuple(path.resolve() for path in extra)
        or tuple(map(Path, last.issues)),
        known_only=known_only,
        machine_only=machine_codings,
        as_of=day or (last.as_of if known_only else None),
    )
    try:
        with written(place), Bars() as bars:
            report = build(plan, bars.show)
    except ClusterError as error:
        raise click.ClickException(str(error)) from error
    _tell(report, warnings=warnings)
    if report.failed:
        context.exit(1)


def _tell(report: BuildReport, *, warnings: bool) -> None:
    for trouble in report.troubles():
        say(trouble)
    if warnings:
        for entry in report.entries:
            for warning in entry.warnings:
                say(f"warning: {entry.path}: {warning}")
    counts = report.counts()
    parts = [f"{counts[status]} {status}" for status in ("read", "unchanged")]
    parts += [f"{counts[s]} {s}" for s in ("skipped", "failed") if counts[s]]
    unsaid = sum(len(entry.warnings) for entry in report.entries)
    told = f"; {many(unsaid, 'warning')} in the build report"
    more = told if unsaid and not warnings else ""
    say(f"{', '.join(parts)}{more}")
    if report.as_of is not None:
        _tell_left_out(report.as_of)
    if not report.rebuilt and not report.inspections:
        say("no graph written")
    elif report.inspections or report.as_of is not None:
        graph = (
            f"{report.statements:,} statements" if report.statements else "unchanged"
        )
        say(
            f"The store has {many(report.inspections, 'inspection')} and"
            f" {many(report.findings, 'finding')} ({graph})."
        )
    for path in report.files:
        say(f"wrote {path}")


def _tell_left_out(as_of: AsOf) -> None:
    day = long_date(as_of.day)
    say(f"{many(as_of.later, 'document')} published after {day} left out")
    if as_of.undated:
        say(
            f"warning: {many(as_of.undated, 'document')} with no date of publication"
            " taken as known from the last day they tell of;"
            f" {as_of.doubtful} of them may have come out after {day}"
        )
    if as_of.dateless:
        say(f"warning: {many(as_of.dateless, 'document')} that tell of no day left out")
    if as_of.codings:
        say(f"{many(as_of.codings, 'coding')} made by people after {day} left out")
