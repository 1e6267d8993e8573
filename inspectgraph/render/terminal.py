"""Results in the terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from inspectgraph.render.words import (
    STATES,
    event,
    long_date,
    place,
    quoted,
    summary,
)
from queries.timeline import Promise, Quote, Timeline, TimelineEpisode


def show_timeline(timeline: Timeline, console: Console) -> None:
    """The history of an issue: what was found, when, in whose words."""
    console.print(Text(timeline.issue.label, style="bold"))
    console.print(Text(" → ".join(_lineage(timeline)), style="bold cyan"))
    console.print(summary(timeline))
    console.print()
    table = Table(box=None, pad_edge=False, show_edge=False, header_style="dim")
    table.add_column("Date", no_wrap=True)
    table.add_column("What happened", ratio=2, min_width=24)
    table.add_column("Finding", no_wrap=True)
    table.add_column("Evidence", ratio=5)
    for when, rows in groupby(sorted(_rows(timeline), key=_when), key=_when):
        for _, row in rows:
            table.add_row(*_cells(when, row))
            table.add_row()
    console.print(table)
    if timeline.counter is not None:
        console.print(Text("What speaks against that status", style="bold"))
        console.print(Padding(_quote(timeline.counter), (0, 0, 0, 2)))
    notes = _notes(timeline)
    if notes:
        console.print(Text(notes, style="dim"))


def show_rows(
    columns: Sequence[str], rows: Iterable[Sequence[object]], console: Console
) -> int:
    """A plain table; how many rows it has."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in columns:
        table.add_column(column, overflow="fold")
    count = 0
    for row in rows:
        table.add_row(*("" if cell is None else str(cell) for cell in row))
        count += 1
    console.print(table)
    return count


def _lineage(timeline: Timeline) -> list[str]:
    *before, last = timeline.lineage
    return [" + ".join(before), last] if before else [last]


def _rows(
    timeline: Timeline,
) -> Iterator[tuple[date, TimelineEpisode | Promise]]:
    for episode in timeline.episodes:
        yield episode.day, episode
    for promise in timeline.commitments:
        yield promise.made or date.min, promise


def _when(row: tuple[date, TimelineEpisode | Promise]) -> date:
    return row[0]


def _cells(when: date, row: TimelineEpisode | Promise) -> list[RenderableType]:
    if isinstance(row, Promise):
        shown = long_date(when) if when != date.min else "undated"
        return [shown, "promised", Text("✎ promise", style="magenta"), _promise(row)]
    sign, words, colour = STATES[row.state]
    who = f"{row.authority}*" if row.predecessor else row.authority
    happened = Text.assemble(who, "\n", (event(row), "dim"))
    evidence = Group(*(_quote(quote) for quote in row.evidence))
    return [long_date(when), happened, Text(f"{sign} {words}", style=colour), evidence]


def _quote(quote: Quote) -> Text:
    sign, _, colour = STATES.get(quote.polarity, STATES["neutral"])
    words = Text(quoted(quote))
    for evidence in quote.words:
        words.highlight_words([evidence], style="underline")
    mark = "  paraphrase of " if quote.paraphrase else "  "
    return Text.assemble(
        (f"{sign} ", colour),
        words,
        (f"\n{mark}{quote.document}, {place(quote)}", "dim"),
    )


def _promise(promise: Promise) -> Text:
    verdict = "no inspection since"
    if promise.verdict is not None and promise.verdict_date is not None:
        _, words, _ = STATES[promise.verdict]
        verdict = f"next inspection, {long_date(promise.verdict_date)}: {words}"
    due = f", due {long_date(promise.due)}" if promise.due else ""
    return Text.assemble(
        promise.text, (f"\n  {promise.document}{due}; {verdict}", "dim")
    )


def _notes(timeline: Timeline) -> str:
    notes = []
    if any(episode.predecessor for episode in timeline.episodes):
        notes.append("* a predecessor")
    if any(q.paraphrase for e in timeline.episodes for q in e.evidence):
        notes.append(
            "words without quotation marks are a coder's paraphrase, not the document's"
        )
    if any(episode.state == "silent" for episode in timeline.episodes):
        notes.append("“not mentioned” is silence, not a solution")
    return "; ".join(notes)
