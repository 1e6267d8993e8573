"""``inspectgraph code``: people's codings in, and how far coders agree."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from pathlib import Path

import click

from graph import human
from graph.agreement import (
    Agreement,
    PolarityAgreement,
    agreements,
    codebook,
    polarity_agreements,
    polarity_book,
)
from graph.anchors import Anchors
from graph.human import CodingFileError, Decision
from inspectgraph.building.build import build, kept_decisions
from inspectgraph.context import Workplace, out_console, say, workplace, written
from inspectgraph.render.bars import Bars
from inspectgraph.render.terminal import show_rows
from inspectgraph.render.words import long_date, many
from queries.ask import Row, text

_FINDINGS = "SELECT ?finding ?text WHERE { ?finding a ig:Finding ; ig:text ?text }"
_MACHINE = """
SELECT ?finding ?issue ?polarity WHERE {
  ?coding a ig:Coding ; ig:finding ?finding ; ig:issue ?issue ;
    ig:polarity/skos:notation ?polarity ; ig:method/skos:notation ?method .
  FILTER (?method != "human")
}"""
_BY_NO_PERSON = """
SELECT ?finding ?issue WHERE {
  ?coding a ig:Coding ; ig:finding ?finding ; ig:issue ?issue .
  FILTER NOT EXISTS { ?coding prov:generatedAtTime ?day }
}"""


@click.command("code")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--agreement",
    is_flag=True,
    help="Store nothing; print Cohen's kappa and F1 between coders and the machine,"
    " on issues and on the polarity of those that both gave.",
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
    findings = place.asker().rows(_FINDINGS)
    anchors = Anchors({text(row, "finding"): text(row, "text") for row in findings})
    rows = _known(file, human.read_rows(file, scheme), anchors)
    decisions = [decision for _, decision in rows]
    earlier = map(anchors.placed, kept_decisions(place.plan().human, scheme))
    kept = [decision for decision in earlier if decision is not None]
    _possible(place, file, rows, kept)
    if agreement:
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


def _known(
    file: Path, rows: list[tuple[int, Decision]], anchors: Anchors
) -> list[tuple[int, Decision]]:
    """The rows, with the words of what they are about."""
    found = []
    for line, decision in rows:
        here = anchors.placed(decision)
        if here is None:
            words = " with these words" if decision.finding in anchors.words else ""
            raise CodingFileError(
                f"{file}, line {line}: no finding {decision.finding}{words} in the store"
            )
        found.append((line, replace(here, words=anchors.words[here.finding])))
    return found


def _possible(
    place: Workplace, file: Path, rows: list[tuple[int, Decision]], kept: list[Decision]
) -> None:
    codings: dict[str, set[str]] = defaultdict(set)
    for row in place.asker().rows(_BY_NO_PERSON):
        codings[text(row, "finding")].add(_issue(row))
    wrong = set(human.baseless((decision for _, decision in rows), kept, codings))
    if wrong:
        raise CodingFileError(
            "\n".join(
                f"{file}, line {line}: nothing to {decision.action}: {decision.finding}"
                f" was never coded as {decision.issue}"
                for line, decision in rows
                if decision in wrong
            )
        )


def _issue(row: Row) -> str:
    return text(row, "issue").rsplit("/", 1)[-1]


def _show(place: Workplace, decisions: list[Decision]) -> None:
    machine: dict[str, set[str]] = defaultdict(set)
    polarities: dict[tuple[str, str], str] = {}
    for row in place.asker().rows(_MACHINE):
        finding, issue = text(row, "finding"), _issue(row)
        machine[finding].add(issue)
        polarities[finding, issue] = text(row, "polarity")
    book = codebook(decisions, {f: frozenset(found) for f, found in machine.items()})
    columns = ("coders", "issue", "findings", "both", "first", "second", "kappa", "F1")
    show_rows(columns, map(_row, agreements(book)), out_console())
    click.echo()
    names = ("coders", "issues both gave", "same polarity", "kappa")
    found = polarity_agreements(polarity_book(decisions, polarities))
    show_rows(names, map(_polarity_row, found), out_console())


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


def _polarity_row(entry: PolarityAgreement) -> tuple[object, ...]:
    return (
        f"{entry.first} / {entry.second}",
        entry.issues,
        entry.same,
        "" if entry.kappa is None else f"{entry.kappa:.2f}",
    )
