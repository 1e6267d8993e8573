"""The tables of areas in Area SEND reports: one row, one area.

In a PDF the rules drawn round the cells part the rows. Text copies have lost them:
there a row begins where a sentence ended on a line that had room for the next
word, or where the body responsible is named anew.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from loaders import tables
from loaders.blocks import TERMINAL
from loaders.furniture import Body
from loaders.pages import BULLETS, Line, line_text

_ENDED = re.compile(r"[.!?][\"'”’)\]]*\d{0,2}$")
_BODY = re.compile(r"responsible bod(?:y|ies)", re.IGNORECASE)
_LABEL = re.compile(
    r"(?:responsible bod(?:y|ies)\s*)?(?:areas? for (?:priority action|improvement)s?)?",
    re.IGNORECASE,
)
_ORGANISATION = re.compile(
    r"\b(?:Councils?|NHS|ICBs?|Boards?|Borough|Trusts?|Partnership|local authority"
    r"|Integrated\s+Care|Authority)\b",
    re.IGNORECASE,
)
_DEMAND = re.compile(
    r"\b(?:should|must|needs?|ensur\w+|improv\w+|develop\w*)\b", re.IGNORECASE
)
#: How most areas begin, on a line or two: who should do something.
_OPENER = re.compile(
    r"(?:[^\s.:;]+ ){0,9}?[^\s.:;]*(?:leaders|partnership|partners|authority|ICBs?|boards?"
    r"|commissioners|providers|services|council)\b[^.:;]{0,80}?\b(?:should|must|needs?)\b",
    re.IGNORECASE,
)
#: What somebody should do besides goes on with the area before.
_BESIDES = re.compile(r"[^.:;]{0,80}?\b(?:should|must|needs?)(?: to)? also\b")
_NUMBER = re.compile(r"\(?\d{1,2}[.)]?")
#: Letters differ in width: of a line of text without layout, this much counts.
_ROOM = 0.93
#: In characters: a column of a text copy begins no further left than this.
_FIRST_COLUMN = 15


@dataclass(frozen=True, slots=True)
class Area:
    """One area, with what stands beside it.

    Attributes:
        lines: Of the area itself.
        beside: The body responsible, the number of the row.
    """

    lines: tuple[Line, ...]
    beside: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """The areas under one heading.

    Attributes:
        areas: In order; a row broken by a page end is one.
        rest: Lines of the section that belong to no area, such as column heads.
    """

    areas: tuple[Area, ...]
    rest: tuple[Line, ...]


def read(body: Body, lines: Sequence[Line]) -> Table:
    """The table that stands among some lines of the body."""
    if any(page.laid_out for page in body.pages):
        ruled = _ruled(body, lines)
        if ruled.areas:
            return ruled
    return _unruled(body, lines)


def _ruled(body: Body, lines: Sequence[Line]) -> Table:
    own = {line.start for line in lines}
    areas: list[Area] = []
    taken: set[int] = set()
    rest: list[Line] = []
    for page in body.pages:
        first = True
        for row in tables.rows(page):
            if not row.starts & own:
                continue
            taken |= row.starts
            if _LABEL.fullmatch(line_text(w for ln in row.lines for w in ln.words)):
                rest += row.lines
                continue
            area = _area(row)
            if first and areas and _goes_on(areas[-1], area):
                areas[-1] = Area(
                    areas[-1].lines + area.lines, areas[-1].beside + area.beside
                )
            elif area.lines:
                areas.append(area)
            else:
                rest += area.beside
            first = False
    rest += [line for line in lines if line.start not in taken]
    return Table(tuple(areas), tuple(rest))


def _area(row: tables.Row) -> Area:
    """The last column is the area; what stands before it is beside."""
    return _without_number(
        row.cells[-1], tuple(line for cell in row.cells[:-1] for line in cell)
    )


def _without_number(lines: tuple[Line, ...], beside: tuple[Line, ...]) -> Area:
    """Some reports number the rows: the number is not part of the area."""
    if lines and len(lines[0].words) > 1:
        first, second = lines[0].words[:2]
        if _NUMBER.fullmatch(first.text) and second.text[:1].isupper():
            number, text = tables.cut(lines[0], [second.x0])[:2]
            return Area((text, *lines[1:]), (number, *beside))
    return Area(lines, beside)


def _goes_on(before: Area, after: Area) -> bool:
    """Whether the first row of a page is the rest of the last one before it."""
    if not after.lines or (before.beside and not after.beside):
        return True
    begins, ends = after.lines[0].clean, before.lines[-1].clean
    if begins[:1].islower() or begins[:1] in BULLETS or not TERMINAL.search(ends):
        return True
    return ends.endswith((":", ";")) or (
        not before.beside and not _has_room(before.lines[-1], before.lines, begins)
    )


def _has_room(last: Line, lines: Iterable[Line], begins: str) -> bool:
    """Whether the next word would have fitted on the last line."""
    word = begins.partition(" ")[0]
    if last.x1 > 0 and last.size > 0:
        width = (last.x1 - last.x0) / max(len(last.clean), 1)
        return last.x1 + (len(word) + 1) * width <= max(line.x1 for line in lines)
    widest = max(len(line.clean) for line in lines)
    return len(last.clean) + 1 + len(word) <= _ROOM * widest


def _unruled(body: Body, lines: Sequence[Line]) -> Table:
    head = next((i for i, ln in enumerate(lines) if _BODY.match(ln.clean)), None)
    if head is None:
        return _one_column(body, lines)
    if _BODY.fullmatch(lines[head].clean):
        return _cells_in_turn(body, lines)
    return _two_columns(body, lines)


def _one_column(body: Body, lines: Sequence[Line]) -> Table:
    rest = tuple(line for line in lines if _LABEL.fullmatch(line.clean))
    kept = [line for line in lines if line not in rest]
    blank = _after_blank(body)
    groups: list[list[Line]] = []
    for index, line in enumerate(kept):
        begins = " ".join(ln.clean for ln in kept[index : index + 2])
        sure = line.start in blank or _OPENER.match(begins) is not None
        more = _BESIDES.match(begins) is not None
        if not groups or (not more and _begins_row(groups[-1], line, kept, sure)):
            groups.append([])
        groups[-1].append(line)
    areas = tuple(_without_number(tuple(group), ()) for group in groups)
    return Table(areas, rest)


def _begins_row(
    group: Sequence[Line], line: Line, lines: Sequence[Line], sure: bool
) -> bool:
    before, text = group[-1].clean, line.clean
    if text[:1] in BULLETS or not _ENDED.search(before):
        return False
    starts = text[:1].isupper() or _NUMBER.match(text) is not None
    return starts and (sure or _has_room(group[-1], lines, text))


def _cells_in_turn(body: Body, lines: Sequence[Line]) -> Table:
    """A copy that gives cell after cell: names of bodies stand by themselves."""
    blank = _after_blank(body)
    groups: list[list[Line]] = []
    before = ""
    for line in lines:
        label = _LABEL.fullmatch(line.clean)
        if not groups or label or line.start in blank or _LABEL.fullmatch(before):
            groups.append([])
        groups[-1].append(line)
        before = line.clean
    beside = [line for group in groups if _is_body(group) for line in group]
    found = _one_column(body, [line for line in lines if line not in beside])
    return Table(found.areas, found.rest + tuple(beside))


def _is_body(group: Sequence[Line]) -> bool:
    text = " ".join(line.clean for line in group)
    named = _ORGANISATION.search(text) is not None
    return named and not _ENDED.search(text) and not _DEMAND.search(text)


def _two_columns(body: Body, lines: Sequence[Line]) -> Table:
    """A copy that keeps the columns side by side."""
    areas: list[list[Line]] = []
    beside: list[list[Line]] = []
    rest: list[Line] = []
    alone = True  # nothing stood beside the line before
    columns = _second_columns(lines)
    for line, column in zip(lines, columns, strict=True):
        if _LABEL.fullmatch(line.clean):
            rest.append(line)
            continue
        cells = tables.cut(line, [column])
        left = [cell for cell in cells if cell.x0 + 1 < column]
        right = [cell for cell in cells if cell.x0 + 1 >= column]
        if not areas or _begins_pair(areas[-1], left, right, beside, alone):
            areas.append([])
            beside.append([])
        areas[-1] += right
        beside[-1] += left
        alone = not left
    pairs = zip(areas, beside, strict=True)
    return Table(tuple(Area(tuple(a), tuple(b)) for a, b in pairs), tuple(rest))


def _begins_pair(
    area: Sequence[Line],
    left: Sequence[Line],
    right: Sequence[Line],
    beside: Sequence[Sequence[Line]],
    alone: bool,
) -> bool:
    if not left or not right or not area or not _ENDED.search(area[-1].clean):
        return False
    again = bool(beside[0]) and left[0].clean == beside[0][0].clean
    # The same body as in the first row, named to the end: another one follows.
    whole = len(beside) > 1 and _words(beside[-1]) == _words(beside[0])
    opens = whole and _OPENER.match(right[0].clean) is not None
    return right[0].clean[:1].isupper() and (alone or again or opens)


def _words(lines: Sequence[Line]) -> list[str]:
    return [word.text for line in lines for word in line.words]


def _second_columns(lines: Sequence[Line]) -> list[float]:
    """For each line, where its second column begins, in characters.

    Each row of a copy may have its columns elsewhere, and where cells touch only
    the lines above and below tell where the second begins.
    """
    shown = [_gap(line) for line in lines]
    found: list[float] = []
    for index, line in enumerate(lines):
        above = next(filter(None, reversed(shown[: index + 1])), None)
        below = next(filter(None, shown[index:]), None)
        near = [column for column in (above, below) if column is not None]
        words = {word.x0 for word in line.words}
        exact = next((column for column in near if column in words), None)
        found.append(exact or min(near, default=_FIRST_COLUMN))
    return found


def _gap(line: Line) -> float | None:
    if line.x0 >= _FIRST_COLUMN:
        return None
    return next(
        (
            after.x0
            for before, after in pairwise(line.words)
            if after.x0 - before.x1 > 1 and after.x0 >= _FIRST_COLUMN
        ),
        None,
    )


def _after_blank(body: Body) -> frozenset[int]:
    """Starts of lines that follow a blank line, those after a page end aside."""
    return frozenset(
        page.lines[index].start
        for page in body.pages
        for index in page.blanks_before
        if 0 < index < len(page.lines)
    )
