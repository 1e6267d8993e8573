"""``inspectgraph build``."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import click

from inspectgraph.building.build import build
from inspectgraph.building.cluster import ClusterError
from inspectgraph.building.plan import Plan
from inspectgraph.building.report import AsOf, BuildReport
from inspectgraph.context import Workplace, say, workplace
from inspectgraph.render.bars import Bars
from inspectgraph.render.words import long_date
from ontology.vocabulary import BASE

#: Warnings are many and never fatal; the report file has them all.
SHOWN_WARNINGS = 0


@click.command("build")
@click.argument("sources", nargs=-1, type=click.Path(path_type=Path))
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
    help="Turtle file with issues of your own; may be repeated.",
)
@click.option("--base", default=BASE, help="Base of the IRIs of data.")
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
    base: str,
    machine_codings: bool,
    as_of: datetime | None,
    warnings: bool,
) -> None:
    """Read SOURCES (PDF, text, HTML, case files; folders of them) into the store.

    Without SOURCES, the bundled case of Bournemouth and BCP. What was read before is
    kept and not read again. Ends with 1 if a source could not be read; all others
    are in the store nevertheless.

    \b
    Example:
      inspectgraph build reports/ letters/2019.pdf
    """
    if not base.startswith(("http://", "https://")) or not base.endswith(("/", "#")):
        raise click.BadParameter("must be a web address that ends in / or #", context)
    place = workplace(context)
    plan = Plan(
        sources=sources,
        store=place.store,
        out=place.out,
        fresh=fresh,
        workers=workers,
        scheduler=scheduler,
        base=base,
        extra_issues=tuple(path.resolve() for path in extra),
        machine_only=machine_codings,
        as_of=None if as_of is None else as_of.date(),
    )
    if not sources and not fresh and _is_view(plan, place):
        plan = _of_what_is_there(plan, place.plan())
    try:
        with Bars() as bars:
            report = build(plan, bars.show)
    except ClusterError as error:
        raise click.ClickException(str(error)) from error
    _tell(report, warnings=warnings)
    if report.failed:
        context.exit(1)


def _is_view(plan: Plan, place: Workplace) -> bool:
    """Whether a store is to be shown otherwise, and there is one."""
    return bool(place.paths()) and (plan.machine_only or plan.as_of is not None)


def _of_what_is_there(plan: Plan, there: Plan) -> Plan:
    """Another view of what the store has, made as it was made but for what is asked."""
    return replace(
        there,
        workers=plan.workers,
        scheduler=plan.scheduler,
        base=there.base if plan.base == BASE else plan.base,
        extra_issues=plan.extra_issues or there.extra_issues,
        machine_only=plan.machine_only,
        as_of=plan.as_of or there.as_of,
    )


def _tell(report: BuildReport, *, warnings: bool) -> None:
    for entry in report.entries:
        if entry.status in ("failed", "skipped"):
            say(f"{entry.status}: {entry.path}: {entry.reason}")
        if warnings:
            for warning in entry.warnings:
                say(f"warning: {entry.path}: {warning}")
    counts = report.counts()
    parts = [f"{counts[status]} {status}" for status in ("read", "unchanged")]
    parts += [f"{counts[s]} {s}" for s in ("skipped", "failed") if counts[s]]
    unsaid = sum(len(entry.warnings) for entry in report.entries)
    more = f"; {unsaid} warnings in the build report" if unsaid and not warnings else ""
    say(f"{', '.join(parts)}{more}")
    if report.as_of is not None:
        _tell_left_out(report.as_of)
    if report.inspections or report.as_of is not None:
        graph = (
            f"{report.statements:,} statements" if report.statements else "unchanged"
        )
        say(
            f"The store has {report.inspections:,} inspections and"
            f" {report.findings:,} findings ({graph})."
        )
    for path in report.files:
        say(f"wrote {path}")


def _tell_left_out(as_of: AsOf) -> None:
    day = long_date(as_of.day)
    say(f"{_many(as_of.later, 'document')} published after {day} left out")
    if as_of.undated:
        say(
            f"warning: {_many(as_of.undated, 'document')} with no date of publication"
            " taken as known from the last day they tell of;"
            f" {as_of.doubtful} of them may have come out after {day}"
        )
    if as_of.dateless:
        say(
            f"warning: {_many(as_of.dateless, 'document')} that tell of no day left out"
        )
    if as_of.codings:
        say(f"{_many(as_of.codings, 'coding')} made by people after {day} left out")


def _many(count: int, what: str) -> str:
    return f"{count:,} {what}" + ("" if count == 1 else "s")
