"""``inspectgraph build``."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import click

from inspectgraph.building.build import build
from inspectgraph.building.plan import Plan
from inspectgraph.building.report import BuildReport
from inspectgraph.context import say, workplace
from inspectgraph.render.bars import Bars
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
@click.option("--warnings", is_flag=True, help="Print every warning of the readers.")
@click.pass_context
def command(
    context: click.Context,
    sources: tuple[Path, ...],
    fresh: bool,
    workers: int,
    extra: tuple[Path, ...],
    base: str,
    machine_codings: bool,
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
        base=base,
        extra_issues=tuple(path.resolve() for path in extra),
        machine_only=machine_codings,
    )
    if machine_codings and not sources:
        # Another view of what the store has, made as it was made.
        plan = replace(place.plan(), machine_only=True)
    with Bars() as bars:
        report = build(plan, bars.show)
    _tell(report, warnings=warnings)
    if report.failed:
        context.exit(1)


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
    if report.inspections:
        graph = (
            f"{report.statements:,} statements" if report.statements else "unchanged"
        )
        say(
            f"The store has {report.inspections:,} inspections and"
            f" {report.findings:,} findings ({graph})."
        )
    for path in report.files:
        say(f"wrote {path}")
