"""Results in the terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from rich.console import Console
from rich.table import Table
from rich.text import Text

from inspectgraph.render.words import (
    HEADING,
    ONLY_NAMED,
    STATES,
    asked,
    coverage,
    document,
    event,
    in_passing,
    known_on,
    lineage,
    long_date,
    other_side,
    place,
    quoted,
    state,
    summary,
    told,
    verdict,
)
from queries.quotes import Quote
from queries.timeline import Promise, Timeline, TimelineEpisode

#: Width of the columns of dates and states; evidence is indented by one of them.
DATE, STATE = 18, 18


def show_timeline(timeline: Timeline, console: Console) -> None:
    """The history of an issue: what was found, when, in whose words."""
    _lines(console, Text(timeline.issue.label, style="bold"))
    _lines(console, Text(lineage(timeline), style="bold cyan"))
    if timeline.as_of is not None:
        _lines(console, Text(known_on(timeline.as_of), style="bold yellow"))
    _lines(console, Text(coverage(timeline)))
    _lines(console, Text(summary(timeline)))
    for when, row in sorted(_rows(timeline), key=_when):
        if isinstance(row, Promise):
            _show_promise(console, when, row)
        elif isinstance(row, str):
            _lines(console, Text(f"\n┄ {row}", style="dim"))
        else:
            _show_episode(console, row)
    if timeline.counter is not None:
        _lines(console, Text("\nWhat speaks against that status", style="bold"))
        _lines(console, _quote(timeline.counter), indent=2)
    notes = _notes(timeline)
    if notes:
        _lines(console, Text(f"\n{notes}", style="dim"))


def _show_episode(console: Console, episode: TimelineEpisode) -> None:
    sign, words, colour = state(episode)
    quiet = not episode.evidence
    who = f"{episode.authority}*" if episode.predecessor else episode.authority
    if not quiet:
        console.print()
    head = Text.assemble(
        (f"{long_date(episode.day):<{DATE}}", "dim" if quiet else "bold"),
        (f"{sign} {words}".ljust(STATE), colour),
        (f"{who}: {event(episode)}", "dim" if quiet else ""),
    )
    _lines(console, head, hang=DATE + STATE)
    for quote in episode.evidence:
        _lines(console, _quote(quote), indent=DATE, hang=2)
    for words in in_passing(episode):
        _lines(console, Text(words, style="dim"), indent=DATE + STATE)


def _show_promise(console: Console, when: date, promise: Promise) -> None:
    shown = long_date(when) if when != date.min else "undated"
    head = Text.assemble(
        (f"{shown:<{DATE}}", "bold"),
        ("✎ promise".ljust(STATE), "magenta"),
        promise.text,
    )
    console.print()
    _lines(console, head, hang=DATE + STATE)
    _lines(console, _verdict(promise), indent=DATE + STATE)


def _lines(console: Console, text: Text, indent: int = 0, hang: int = 0) -> None:
    """Print a text wrapped to the width, without blanks at line ends."""
    width = max(30, console.width - indent - hang)
    for part in text.split("\n", allow_blank=True):
        first = part.wrap(console, width + hang)[0]
        rest = part[len(first.plain) :]
        lines = [first]
        if rest.plain.strip():
            rest = rest[len(rest.plain) - len(rest.plain.lstrip()) :]
            lines += list(rest.wrap(console, width))
        for number, line in enumerate(lines):
            line.rstrip()
            pad = " " * (indent + (hang if number else 0))
            console.print(
                Text(pad if line.plain else "").append_text(line), no_wrap=True
            )


#: Columns no wider than this are not broken: they hold names and codes.
UNBROKEN = 34
#: The least room in which a longer text can be read, and what parts two columns.
READABLE, GAP = 20, 2


def show_rows(
    columns: Sequence[str], rows: Iterable[Sequence[object]], console: Console
) -> None:
    """A plain table; where its texts would not be readable, one row after another."""
    cells = [["" if cell is None else str(cell) for cell in row] for row in rows]
    widths = [
        max((len(row[number]) for row in cells), default=0)
        for number in range(len(columns))
    ]
    least = [
        max(min(width, READABLE) if width > UNBROKEN else width, _longest_word(column))
        for column, width in zip(columns, widths, strict=True)
    ]
    if cells and sum(least) + GAP * (len(columns) - 1) > console.width:
        console.print(_one_by_one(columns, cells))
        return
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column, width in zip(columns, least, strict=True):
        table.add_column(column, overflow="fold", min_width=width)
    for row in cells:
        table.add_row(*map(Text, row))
    console.print(table)


def _longest_word(name: str) -> int:
    return max(map(len, name.split()))


def _one_by_one(columns: Sequence[str], cells: Iterable[Sequence[str]]) -> Table:
    """Name and value of each cell that is not empty, rows parted by an empty line."""
    table = Table.grid(padding=(0, GAP))
    table.add_column(style="bold", no_wrap=True)
    table.add_column(overflow="fold")
    for number, row in enumerate(cells):
        if number:
            table.add_row()
        for column, cell in zip(columns, row, strict=True):
            if cell:
                table.add_row(column, Text(cell))
    return table


def _rows(
    timeline: Timeline,
) -> Iterator[tuple[date, TimelineEpisode | Promise | str]]:
    for gap, episode in told(timeline):
        if gap is not None:
            yield episode.day, gap
        yield episode.day, episode
    for promise in timeline.commitments:
        yield promise.made or date.min, promise


def _when(row: tuple[date, TimelineEpisode | Promise | str]) -> date:
    return row[0]


def _quote(quote: Quote) -> Text:
    sign, _, colour = STATES.get(quote.polarity, STATES["neutral"])
    words = Text(quoted(quote))
    for evidence in quote.words:
        words.highlight_words([evidence], style="underline")
    words.append(other_side(quote))
    mark = "paraphrase of " if quote.paraphrase else ""
    return Text.assemble(
        (f"{sign} ", colour),
        (asked(quote), "bold"),
        words,
        (f"\n  {mark}{document(quote)}, {place(quote, HEADING)}", "dim"),
    )


def _verdict(promise: Promise) -> Text:
    due = f", due {long_date(promise.due)}" if promise.due else ""
    return Text(f"{promise.document}{due}; {verdict(promise)}", style="dim")


def _notes(timeline: Timeline) -> str:
    notes = []
    if any(episode.predecessor for episode in timeline.episodes):
        notes.append("* a predecessor")
    if any(q.paraphrase for e in timeline.episodes for q in e.evidence):
        notes.append(
            "words without quotation marks are a coder's paraphrase, not the document's"
        )
    if any(e.state == "silent" and not e.mentions for e in timeline.episodes):
        notes.append("“not mentioned” is silence, not a solution")
    if any(episode.mentions for episode in timeline.episodes):
        notes.append(f"“{ONLY_NAMED}”: the words are there, no finding on it")
    return "; ".join(notes)
