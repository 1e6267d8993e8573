"""Ruled tables, and text in columns without rules.

Cells are found from the lines drawn on the page, so that a row break that the
text does not show (rows as close as lines) is still seen. Where nothing is drawn,
columns are parted at the places their words begin.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from loaders.pages import Line, Page, Rule, Word

#: Borders of one table meet within this, in points.
_SLACK = 3.5
#: A rule shorter than this is no side of a cell.
_SHORTEST = 20.0


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a ruled table.

    Attributes:
        cells: Lines of each column; a line that runs across columns is cut.
        starts: Offsets of the page's own lines that the row takes up.
    """

    cells: tuple[tuple[Line, ...], ...]
    starts: frozenset[int]

    @property
    def lines(self) -> tuple[Line, ...]:
        """Cell after cell."""
        return tuple(line for cell in self.cells for line in cell)


def rows(page: Page) -> list[Row]:
    """The rows of all ruled tables of a page, top to bottom; boxes are rows too."""
    found: list[Row] = []
    for box, columns in _boxes(page.rules):
        own = [
            line
            for line in page.lines
            if box.y0 < line.y <= box.y1 + 1
            and box.x0 - _SLACK < line.x0 < box.x1 + _SLACK
        ]
        if not own:
            continue
        parts = [part for line in own for part in cut(line, columns)]
        # A line that ran across cells was drawn with the first of them.
        parts.sort(key=lambda part: (part.y, part.x0))
        cells = tuple(
            tuple(part for part in parts if left - _SLACK < part.x0 < right - _SLACK)
            for left, right in pairwise((box.x0, *columns, box.x1 + 2 * _SLACK))
        )
        found.append(Row(cells, frozenset(line.start for line in own)))
    return found


def cut(line: Line, at: Iterable[float]) -> list[Line]:
    """A line cut where columns begin.

    Args:
        line: Any line; in text without layout, places are in characters.
        at: Left edges of columns; an edge inside a word cuts before the next.
    """
    edges = sorted(at)
    groups: list[list[tuple[int, Word]]] = []
    column = -1
    for offset, word in _offsets(line):
        own = sum(edge <= word.x0 + 1 for edge in edges)
        if not groups or (own != column and not word.glued):
            groups.append([])
            column = own
        groups[-1].append((offset, word))
    return [line] if len(groups) < 2 else [_part(line, group) for group in groups]


def cut_at_gaps(line: Line, width: float) -> list[Line]:
    """A line cut where nothing stands for as much as a width, in the line's units."""
    edges = [
        after.x0
        for before, after in pairwise(line.words)
        if after.x0 - before.x1 >= width
    ]
    return cut(line, edges)


def _part(line: Line, words: Sequence[tuple[int, Word]]) -> Line:
    first, last = words[0][1], words[-1][1]
    plain = replace(first, glued=False)
    return Line(
        page=line.page,
        words=(plain, *(word for _, word in words[1:])),
        start=line.start + words[0][0],
        x0=first.x0,
        x1=last.x1,
        y=line.y,
        order=line.order,
    )


def _offsets(line: Line) -> Iterable[tuple[int, Word]]:
    at = 0
    for index, word in enumerate(line.words):
        at += bool(index and not word.glued)
        yield at, word
        at += len(word.text)


def _boxes(rules: Sequence[Rule]) -> list[tuple[Rule, tuple[float, ...]]]:
    """Rectangles with the left edges of their inner columns."""
    bars = _bars(rules)
    sides = [rule for rule in rules if rule.x1 - rule.x0 < rule.y1 - rule.y0]
    found: list[tuple[Rule, tuple[float, ...]]] = []
    for index, top in enumerate(bars):
        low = next((bar for bar in bars[index + 1 :] if _level(top, bar)), None)
        if low is None:
            continue
        between = {
            side.x0
            for side in sides
            if side.y0 <= top.y1 + _SLACK and side.y1 >= low.y0 - _SLACK
        }
        if not any(abs(x - top.x0) <= _SLACK for x in between):
            continue
        inner = [x for x in between if top.x0 + _SLACK < x < top.x1 - _SLACK]
        box = Rule(top.x0, top.y1, top.x1, low.y0)
        found.append((box, tuple(sorted(inner))))
    return found


def _level(top: Rule, low: Rule) -> bool:
    same = abs(top.x0 - low.x0) <= _SLACK and abs(top.x1 - low.x1) <= _SLACK
    return same and low.y0 - top.y1 > _SLACK


def _bars(rules: Iterable[Rule]) -> list[Rule]:
    """Horizontal rules, the segments of one put together; top to bottom."""
    bars: list[Rule] = []
    flat = (r for r in rules if r.y1 - r.y0 <= r.x1 - r.x0)
    for rule in sorted(flat, key=lambda rule: (round(rule.y0), rule.x0)):
        last = bars[-1] if bars else None
        if last and abs(last.y0 - rule.y0) < 1.5 and rule.x0 - last.x1 <= _SLACK:
            bars[-1] = replace(last, x1=max(last.x1, rule.x1))
        else:
            bars.append(rule)
    return [bar for bar in bars if bar.x1 - bar.x0 > _SHORTEST]
