"""PDF files to pages, by pypdfium2's characters.

The characters come with baseline, font size and weight; words, lines and
superscripts are found from these. ``docs/accuracy.md`` has the figures that made
this reader the default.
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from loaders.clipping import Clips
from loaders.errors import EncryptedError, NotADocumentError
from loaders.frame import Frame, of_page
from loaders.pages import BULLETS, Pages, RawLine, Rule, Word, assemble

MEDIA_TYPE = "application/pdf"
READER = f"pypdfium2 {pypdfium2.PYPDFIUM_INFO}"
#: pdfium gives this for a hyphen at a line end, whatever was printed.
LINE_END_HYPHENS = frozenset((0x2, 0xFFFE))
SPACES = frozenset((0x20, 0xA0, 0x9, 0xA, 0xD, 0x202F, 0x2009, 0x200A, 0x3000, 0x0))
#: Zero-width marks and byte order marks: nothing printed.
IGNORED = frozenset((0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF))
BOLD = 600
#: In font sizes: a wider gap parts the cells of a table.
CELL_GAP = 2.0
#: In points: a drawn line is thinner and longer than this.
RULE_WIDTH, RULE_LENGTH = 2.5, 8.0
#: In points: sizes that need no second look.
SMALLEST, LARGEST = 4.0, 40.0
#: In points: text smaller than a dot has this size, so that none has none.
LEAST = 0.1
MAX_PAGES = 2_000


@dataclass(frozen=True, slots=True)
class _Char:
    index: int
    code: int
    x: float
    y: float
    size: float


@dataclass(frozen=True, slots=True)
class _Placed:
    word: Word
    y: float
    order: int


def read(data: bytes) -> Pages:
    """The pages of a PDF.

    Raises:
        EncryptedError: The file asks for a password.
        NotADocumentError: The bytes are damaged beyond what pdfium mends.
    """
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise EncryptedError("the PDF asks for a password") from error
        raise NotADocumentError(f"not a readable PDF: {error}") from error
    try:
        if len(document) > MAX_PAGES:
            raise NotADocumentError(f"{len(document)} pages, more than {MAX_PAGES}")
        read_pages = [_page(document, index) for index in range(len(document))]
    except pypdfium2.PdfiumError as error:
        raise NotADocumentError(f"not a readable PDF: {error}") from error
    finally:
        document.close()
    return assemble(
        [(lines, width, height) for lines, width, height, _ in read_pages],
        reader=READER,
        media_type=MEDIA_TYPE,
        paged=True,
        rules=[rules for *_, rules in read_pages],
    )


_Read = tuple[list[RawLine], float, float, tuple[Rule, ...]]


def _page(document: Any, index: int) -> _Read:
    page = document[index]
    try:
        text = page.get_textpage()
        try:
            frame = of_page(page, text.raw)
            words = list(_words(text.raw, frame))
        finally:
            text.close()
        rules = _rules(page.raw, frame)
    finally:
        page.close()
    return _lines(words), *frame.size, rules


def _rules(page: Any, frame: Frame) -> tuple[Rule, ...]:
    """Paths too thin to be anything but lines, top to bottom."""
    found: set[tuple[float, float, float, float]] = set()
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    for index in range(pdfium.FPDFPage_CountObjects(page)):
        drawn = pdfium.FPDFPage_GetObject(page, index)
        if pdfium.FPDFPageObj_GetType(drawn) != pdfium.FPDF_PAGEOBJ_PATH:
            continue
        pdfium.FPDFPageObj_GetBounds(drawn, left, bottom, right, top)
        across, down = right.value - left.value, top.value - bottom.value
        if min(across, down) < RULE_WIDTH and max(across, down) > RULE_LENGTH:
            box = frame.box(left.value, bottom.value, right.value, top.value)
            x0, y0, x1, y1 = (round(value, 1) for value in box)
            found.add((y0, x0, y1, x1))
    return tuple(Rule(x0, y0, x1, y1) for y0, x0, y1, x1 in sorted(found))


def _chars(text: Any, frame: Frame) -> Iterator[_Char | None]:
    """Every printed character; None for a space."""
    x, y = ctypes.c_double(), ctypes.c_double()
    size = 0.0
    for index in range(pdfium.FPDFText_CountChars(text)):
        code = pdfium.FPDFText_GetUnicode(text, index)
        if code in IGNORED:
            continue
        if code in SPACES:
            yield None
            continue
        if code in LINE_END_HYPHENS:
            code = 0x2D
        pdfium.FPDFText_GetCharOrigin(text, index, x, y)
        # A mirrored page has fonts of negative size.
        size = abs(pdfium.FPDFText_GetFontSize(text, index))
        if not SMALLEST <= size <= LARGEST:
            size = max(size * _scale(text, index), LEAST)
        yield _Char(index, code, *frame.place(x.value, y.value), size)


def _scale(text: Any, index: int) -> float:
    """Some writers set a font of size 1 and magnify it."""
    matrix = pdfium.FS_MATRIX()
    if not pdfium.FPDFText_GetMatrix(text, index, matrix):
        return 1.0
    return math.hypot(matrix.c, matrix.d) or 1.0


def _words(text: Any, frame: Frame) -> Iterator[_Placed]:
    run: list[_Char] = []
    glued = False
    clips = Clips(text, frame)
    for char in _chars(text, frame):
        if char is None:
            if run:
                yield _word(text, run, glued, clips, frame)
            run, glued = [], False
            continue
        if run and (joint := _joint(run[-1], char)) is not None:
            yield _word(text, run, glued, clips, frame)
            run, glued = [], joint
        run.append(char)
    if run:
        yield _word(text, run, glued, clips, frame)


def _joint(left: _Char, right: _Char) -> bool | None:
    """Whether a word ends between two characters not parted by a space.

    Returns:
        None if the word goes on, True if a superscript is glued to it, False if
        a new line or cell begins.
    """
    scale = max(left.size, right.size, 1.0)
    ahead = right.x - left.x
    if abs(left.y - right.y) > 0.6 * scale or ahead < -0.5 * scale or ahead > 3 * scale:
        return False
    smaller = min(left.size, right.size) < 0.8 * scale
    shifted = abs(left.y - right.y) > 0.15 * scale
    return (
        True if shifted and (smaller or _is_digit(right) != _is_digit(left)) else None
    )


def _is_digit(char: _Char) -> bool:
    return 0x30 <= char.code <= 0x39


def _word(
    text: Any, run: list[_Char], glued: bool, clips: Clips, frame: Frame
) -> _Placed:
    left, right = ctypes.c_double(), ctypes.c_double()
    bottom, top = ctypes.c_double(), ctypes.c_double()
    first, last = run[0], run[-1]
    pdfium.FPDFText_GetCharBox(text, last.index, left, right, bottom, top)
    end = frame.box(left.value, bottom.value, right.value, top.value)[2]
    letters = _letters(run)
    word = Word(
        text=letters,
        x0=round(first.x, 1),
        x1=round(max(end, last.x), 1),
        size=round(first.size, 1),
        bold=_is_bold(text, first.index),
        glued=glued,
        # A bullet has no letters: it may be hidden by a hair and belongs to its item.
        hidden=any(map(str.isalnum, letters))
        and clips.hide(first.index, first.x, first.y, first.size),
    )
    return _Placed(word, first.y, first.index)


def _letters(run: list[_Char]) -> str:
    """What the characters spell; a font may give halves of a pair of UTF-16."""
    spelt = "".join(chr(char.code) for char in run)
    return spelt.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _is_bold(text: Any, index: int) -> bool:
    weight = pdfium.FPDFText_GetFontWeight(text, index)
    if weight > 0:
        return bool(weight >= BOLD)
    # A font that the file only names: one of those every reader has.
    name, flags = ctypes.create_string_buffer(128), ctypes.c_int()
    pdfium.FPDFText_GetFontInfo(text, index, name, len(name), flags)
    return b"bold" in name.value.lower()


def _lines(words: list[_Placed]) -> list[RawLine]:
    """Lines top to bottom; hidden words never share one with what is seen."""
    seen = [placed for placed in words if not placed.word.hidden]
    lines = _layer_lines(seen)
    if len(seen) == len(words):
        return lines
    hidden = _layer_lines([placed for placed in words if placed.word.hidden])
    return sorted(lines + hidden, key=lambda line: line.y)


def _layer_lines(words: list[_Placed]) -> list[RawLine]:
    """Group words by baseline, top to bottom, and part the cells of each row."""
    rows: list[list[_Placed]] = []
    for placed in sorted(words, key=lambda p: (p.y, p.word.x0)):
        row = rows[-1] if rows else None
        if row is not None and placed.y - _baseline(row) < 0.3 * placed.word.size:
            row.append(placed)
        else:
            rows.append([placed])
    return [line for row in _attach_raised(rows) for line in _cells(row)]


def _baseline(row: list[_Placed]) -> float:
    return max(row, key=lambda placed: placed.word.size).y


def _attach_raised(rows: list[list[_Placed]]) -> list[list[_Placed]]:
    """Move superscripts, which stand as a row of their own, to the row below them."""
    kept: list[list[_Placed]] = []
    raised: list[_Placed] = []
    for row in rows:
        small: list[_Placed] = []
        others: list[_Placed] = []
        for placed in row:
            (small if _may_be_mark(placed) else others).append(placed)
        home = others or row
        size = max(placed.word.size for placed in home)
        base = _baseline(home)
        marks = [
            mark
            for mark in raised
            if mark.word.size < 0.85 * size
            and 0 < base - mark.y < 0.7 * size
            and _touches(mark, home)
        ]
        stray = [mark for mark in raised if mark not in marks]
        if stray:
            kept.append(stray)
        raised = [] if others else small
        if not others:
            if marks:
                kept.append(marks)
            continue
        inside = {id(mark) for mark in small if _is_raised_in(mark, others)}
        full = [_lifted(placed) if id(placed) in inside else placed for placed in row]
        full += [_lifted(mark) for mark in marks]
        kept.append(full)
    if raised:
        kept.append(raised)
    return kept


def _may_be_mark(placed: _Placed) -> bool:
    text = placed.word.text
    return len(text) <= 3 and (
        text.isdigit() or text in {"*", "†", "‡", "¹", "²", "³"} or _is_ordinal(text)
    )


def _is_ordinal(text: str) -> bool:
    return text.casefold() in {"st", "nd", "rd", "th"}


def _lifted(placed: _Placed) -> _Placed:
    """As a superscript: a footnote mark, or the end of a word such as "18th"."""
    if _is_ordinal(placed.word.text):
        return replace(placed, word=replace(placed.word, glued=True))
    return replace(placed, word=replace(placed.word, raised=True))


def _touches(mark: _Placed, row: list[_Placed]) -> bool:
    """Whether a mark stands just after a word or, in a footnote, just before one."""
    return any(
        -1.0 <= gap < 0.6 * placed.word.size
        for placed in row
        for gap in (
            mark.word.x0 - placed.word.x1,
            placed.word.x0 - mark.word.x1,
        )
    )


def _is_raised_in(mark: _Placed, row: list[_Placed]) -> bool:
    """A mark whose baseline is close enough to have been grouped with its row."""
    size = max(placed.word.size for placed in row)
    higher = _baseline(row) - mark.y
    return mark.word.size < 0.85 * size and higher > 0.1 * size and _touches(mark, row)


def _cells(row: list[_Placed]) -> Iterator[RawLine]:
    cell: list[_Placed] = []
    for placed in sorted(row, key=lambda p: p.word.x0):
        if cell and _parted(cell, placed):
            yield _raw_line(cell)
            cell = []
        cell.append(placed)
    if cell:
        yield _raw_line(cell)


def _parted(cell: list[_Placed], placed: _Placed) -> bool:
    last = cell[-1].word
    lead = last.text
    if len(cell) == 1 and (lead in BULLETS or lead.rstrip(".").isdigit()):
        return placed.word.x0 - last.x1 > 6 * max(last.size, placed.word.size)
    return placed.word.x0 - last.x1 > CELL_GAP * max(last.size, placed.word.size)


def _raw_line(cell: list[_Placed]) -> RawLine:
    words = [placed.word for placed in cell]
    fixed = [
        replace(word, glued=word.glued or (word.raised and _near(words[i - 1], word)))
        if i
        else replace(word, glued=False)
        for i, word in enumerate(words)
    ]
    return RawLine(
        words=tuple(fixed),
        y=round(_baseline(cell), 1),
        order=min(placed.order for placed in cell),
    )


def _near(left: Word, right: Word) -> bool:
    return right.x0 - left.x1 < 0.15 * max(left.size, 1.0)
