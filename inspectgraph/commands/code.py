"""``inspectgraph code``: people's codings in, and how far coders agree."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from pathlib import Path

import click

from graph import human
from graph.agreement import Agreement, agreements, codebook
from graph.human import CodingFileError, Decision
from inspectgraph.building.build import build, kept_decisions
from inspectgraph.context import Workplace, out_console, say, workplace, written
from inspectgraph.render.bars import Bars
from inspectgraph.render.terminal import show_rows
from inspectgraph.render.words import long_date, many
from queries.ask import text

_FINDINGS = "SELECT ?finding WHERE { ?finding a ig:Finding }"
_MACHINE = """
SELECT ?finding ?issue WHERE {
  ?coding a ig:Coding ; ig:finding ?finding ; ig:issue ?issue ;
    ig:method/skos:notation ?method .
  FILTER (?method != "human")
}"""


@click.command("code")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--agreement",
    is_flag=True,
    help="Store nothing; print Cohen's kappa and F1 between coders and the machine.",
)
@click.pass_context
def command(context: click.Context, file: Path, agreement: bool) -> None:
    """Take codings of people from FILE: add, confirm, correct, withdraw.

    FILE is CSV with the columns finding, issue, polarity, action, coder, date,
    reason, parted by commas, semicolons or tabs. Action "none", without an issue,
    says that nothing of the scheme is in the finding. The machine's codings are
    superseded, never deleted; nothing is stored unless every row is right.

    \b
    Example:
      inspectgraph code my-codings.csv
    """
    place = workplace(context)
    if place.endpoint is not None:
        raise click.UsageError("code is for the folder; to load a server: publish")
    scheme = place.scheme()
    decisions = human.read(file, scheme)
    _known(place, file, decisions)
    if agreement:
        kept = kept_decisions(place.plan().human, scheme)
        _show(place, [*kept, *decisions])
        return
    say(f"{many(len(decisions), 'coding')} read; the graph is written anew")
    plan = replace(place.plan(), decisions=tuple(decisions))
    with written(place), Bars() as bars:
        report = build(plan, bars.show)
    for trouble in report.troubles():
        say(trouble)
    say(
        f"{many(len(decisions), 'coding')} taken;"
        f" {many(report.statements, 'statement')} written"
    )
    if report.as_of is not None and report.as_of.codings:
        day = long_date(report.as_of.day)
        say(f"codings made after {day} are kept and not shown: {report.as_of.codings}")
    if report.failed:
        context.exit(1)


def _known(place: Workplace, file: Path, decisions: list[Decision]) -> None:
    findings = {text(row, "finding") for row in place.asker().rows(_FINDINGS)}
    for decision in decisions:
        if decision.finding not in findings:
            raise CodingFileError(f"{file}: no finding {decision.finding} in the store")


def _show(place: Workplace, decisions: list[Decision]) -> None:
    machine: dict[str, set[str]] = defaultdict(set)
    for row in place.asker().rows(_MACHINE):
        issue = text(row, "issue").rsplit("/", 1)[-1]
        machine[text(row, "finding")].add(issue)
    book = codebook(decisions, {f: frozenset(found) for f, found in machine.items()})
    columns = ("coders", "issue", "findings", "both", "first", "second", "kappa", "F1")
    show_rows(columns, map(_row, agreements(book)), out_console())


def _row(entry: Agreement) -> tuple[object, ...]:
    return (
        f"{entry.first} / {entry.second}",
        entry.issue or "all issues",
        entry.findings,
        entry.both,
        entry.only_first,
        entry.only_second,
        "" if entry.kappa is None else f"{entry.kappa:.2f}",
        "" if entry.f1 is None else f"{entry.f1:.2f}",
    )
