"""Judgements that stand in the text of a report, at the head of what they judge.

As a sentence ("The graded judgement for adoption performance is that it is good") or
as a box of two cells, label and grade, either of which may be wrapped; in a plain text
copy the lines of the cells stand in any order.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from loaders import grades
from loaders.aspects import aspect
from loaders.healing import canonical
from loaders.pages import Line, Word, line_text
from loaders.records import Judgement, Passage
from ontology.codes import Aspect

_OPENS = re.compile(
    r"(?:the\s+)?(?:experiences?\s+(?:and|of)\s+progress|graded\s+judge?ment|leadership"
    r"|effectiveness\s+of|local\s+safeguarding|lscb|judge?ment\s+(?:for|on|of)|overall"
    r"|capacity|outcomes|quality\s+of|adoption\s+perf|children\s+(?:who|looked)"
    r"|\w+(?:\s+\w+)?\s+safeguarding\s+children)\b",
    re.IGNORECASE,
)
_WORDS = (
    r"(?:outstanding|good|inadequate|requires?\s+improvement(?:\s+to\s+be\s+good)?)"
)
_GRADE_CELL = re.compile(
    r"(?:requires?(?:\s+improvement(?:\s+to(?:\s+be(?:\s+good)?)?)?)?"
    r"|improvement(?:\s+to(?:\s+be(?:\s+good)?)?)?|(?:to\s+)?be\s+good|good|outstanding"
    r"|inadequate|adequate|not(?:\s+judged)?|judged|\(?grade\s+\d\)?(?:\s*\(?\w+\)?)?)\.?",
    re.IGNORECASE,
)
_RUN_TOGETHER = re.compile(rf"(.{{3,}}?)\s+({_GRADE_CELL.pattern})", re.IGNORECASE)
_HEADER_CELL = re.compile(r"(?:key\s+)?judge?ment(?:\s+grade)?|grade", re.IGNORECASE)
#: A heading on the board that no list of labels knows, misprinted or explained; none
#: that says what the board is not, or what a grade means ("An LSCB that is good").
_BOARD = re.compile(
    r"(?!an?\s)(?:the\s+)?(?:effectiveness\s+of\s+)?.{0,50}?(?:safeguarding.{0,20}\bboard\b"
    r"|\bLSCB\b|SCB\b)(?:(?!\bnot\b).){0,25}?"
    rf"\b(?P<grade>{_WORDS})(?:\s+because)?\s*[.:]?",
    re.IGNORECASE,
)
_LONGEST = 6
#: In words; more are a sentence.
_LONGEST_HEADING = 20
#: Columns of a text copy that part two cells.
_GAP = 3.0


@dataclass(frozen=True, slots=True)
class Graded:
    """A heading with its grade.

    Attributes:
        label: The heading's words; without the grade if that has a cell of its own.
        cells: Label and grade stand apart.
        judgement: None where the label is printed without a grade.
    """

    label: str
    lines: tuple[Line, ...]
    cells: bool
    judgement: Judgement | None


def graded(lines: Sequence[Line]) -> Iterator[Graded]:
    """Every heading that is the label of a judgement, in order."""
    at = 0
    while at < len(lines):
        found = _at(lines, at)
        if found is not None:
            yield found
        at += len(found.lines) if found is not None else 1


def of_board(headings: Iterable[Passage]) -> Judgement | None:
    """The grade of the board in the first heading that gives one, however worded."""
    for heading in headings:
        if len(heading.text.split()) >= _LONGEST_HEADING:
            continue
        match = _BOARD.fullmatch(heading.text)
        value = grades.grade(match["grade"]) if match is not None else None
        if match is not None and value is not None:
            return Judgement(Aspect.LSCB, value, match["grade"], heading.page)
    return None


def contradiction(known: Judgement, heading: Judgement) -> str:
    """A warning that a heading gives another grade than the table does."""
    return (
        f"{heading.aspect} is {known.as_printed!r} on page {known.page} and"
        f" {heading.as_printed!r} in its heading on page {heading.page}"
    )


def _at(lines: Sequence[Line], at: int) -> Graded | None:
    first = canonical(lines[at].clean)
    above = _GRADE_CELL.fullmatch(first) is not None
    opens = canonical(lines[at + 1].clean) if above and at + 1 < len(lines) else first
    if not opens[:1].isupper() or not _OPENS.match(opens):
        return None
    longest = _reach(lines[at : at + _LONGEST])
    runs = [tuple(lines[at : at + length]) for length in range(longest, 0, -1)]
    for read in (_box, _mingled, _sentence):
        for run in runs:
            if (found := read(run)) is not None:
                return found
    return None if above else next(filter(None, map(_label, runs)), None)


def _reach(lines: Sequence[Line]) -> int:
    """How many lines can be one heading: words, on one page."""
    for length, line in enumerate(lines):
        if line.page != lines[0].page or not line.clean[:1].isalpha():
            return max(length, 1)
    return len(lines)


def _sentence(run: tuple[Line, ...]) -> Graded | None:
    words = canonical(" ".join(line.clean for line in run))
    judgement = grades.stated(words)
    if judgement is None:
        return None
    return Graded(words, run, False, _on(judgement, run))


def _box(run: tuple[Line, ...]) -> Graded | None:
    parts = [cell for line in run for cell in cells(line)]
    return _paired(run, [canonical(line_text(cell)) for cell in parts])


def _mingled(run: tuple[Line, ...]) -> Graded | None:
    """A box whose cells have run together line by line."""
    texts: list[str] = []
    for line in run:
        match = _RUN_TOGETHER.fullmatch(canonical(line.clean))
        texts += match.groups() if match is not None else [canonical(line.clean)]
    return _paired(run, texts)


def _paired(run: tuple[Line, ...], texts: Sequence[str]) -> Graded | None:
    """The judgement of a label and a grade given in pieces."""
    texts = [text for text in texts if not _HEADER_CELL.fullmatch(text)]
    marks = [_GRADE_CELL.fullmatch(text) is not None for text in texts]
    pairs = list(zip(texts, marks, strict=True))
    printed = _grade_of([text for text, is_grade in pairs if is_grade])
    label = " ".join(text for text, is_grade in pairs if not is_grade)
    value = grades.grade(printed)
    found = aspect(label) if label else None
    # In a sentence ("… require / improvement") the words go on in lower case.
    if value is None or found is None or not printed[:1].isupper():
        return None
    return Graded(label, run, True, _on(Judgement(found, value, printed), run))


def _grade_of(pieces: Sequence[str]) -> str:
    """The words of a grade, whose second line may have been drawn first."""
    turned = " ".join(reversed(pieces))
    return turned if grades.grade(turned) is not None else " ".join(pieces)


def _label(run: tuple[Line, ...]) -> Graded | None:
    words = canonical(" ".join(line.clean for line in run))
    if aspect(words) is None or len(words.split()) < 3:
        return None
    return Graded(words, run, False, None)


def cells(line: Line) -> Iterator[list[Word]]:
    """The cells of a row of a text copy, parted by wide gaps; else the line."""
    cell: list[Word] = []
    for word in line.words:
        if word.raised:
            continue
        if cell and line.page is None and word.x0 - cell[-1].x1 >= _GAP:
            yield cell
            cell = []
        cell.append(word)
    if cell:
        yield cell


def _on(judgement: Judgement, run: tuple[Line, ...]) -> Judgement:
    return Judgement(
        judgement.aspect, judgement.grade, judgement.as_printed, run[0].page
    )
