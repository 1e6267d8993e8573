"""The page model: a document is pages, a page is lines, a line is words.

PDF, plain text and HTML all arrive here, so that whatever reads a report works
on lines and never on a file format. Distances are PDF points from the top left
corner of the page; text without layout has none (``Page.laid_out`` is False) and
its lines carry indentation in characters instead.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from statistics import median

#: Glyphs that begin a list item: those of symbol fonts (private use area), the
#: squares of later templates, codes of fonts that name no glyph. Dashes are kept
#: apart: they are second level.
BULLETS = frozenset("\uf06e\uf0a7\uf0b7\uf0be\uf0d8\uf0fc■□▪▫◼◾•●○◦‣⁃·ƒ\x83\x95")
DASH_BULLETS = frozenset("\uf02d−–—-─―̶̵")


@dataclass(frozen=True, slots=True)
class Word:
    """A run of characters without a space.

    Attributes:
        size: Font size in points, 0 without layout.
        raised: A footnote mark or other superscript.
        glued: No space before it (a footnote mark on the word before).
        hidden: Clipped away by the file: nobody sees it on the page.
    """

    text: str
    x0: float = 0.0
    x1: float = 0.0
    size: float = 0.0
    bold: bool = False
    raised: bool = False
    glued: bool = False
    hidden: bool = False


@dataclass(frozen=True)
class Line:
    """Words on one baseline, not parted by a wide gap.

    Attributes:
        page: Page number from 1, None where the source has no pages.
        start: Offset of its first character in the document's text layer.
        y: Baseline, from the top of the page; the line's index without layout.
        order: Place in the order the file draws things, which in tagged exports
            runs through a table cell by cell.
    """

    page: int | None
    words: tuple[Word, ...]
    start: int
    x0: float
    x1: float
    y: float
    order: int

    @cached_property
    def text(self) -> str:
        """As printed, footnote marks included."""
        return line_text(self.words)

    @cached_property
    def size(self) -> float:
        """Median font size over its words."""
        return median(word.size for word in self.words)

    @cached_property
    def bold(self) -> bool:
        """True if all its words are bold, footnote marks and bullets aside."""
        letters = [w for w in self.words if any(map(str.isalpha, w.text))]
        return bool(letters) and all(word.bold for word in letters)

    @property
    def hidden(self) -> bool:
        """Whether it is clipped away, seen by nobody on the page."""
        return self.words[0].hidden

    @cached_property
    def end(self) -> int:
        """Offset just after its last character."""
        return self.start + len(self.text)

    @cached_property
    def clean(self) -> str:
        """As a reader reads it: footnote marks left out."""
        return line_text([word for word in self.words if not word.raised])

    def pieces(self, skip: int = 0) -> list[tuple[int, int]]:
        """Offsets in the layer of its text without footnote marks.

        Args:
            skip: Leading characters to leave out (a bullet, a number).
        """
        found: list[tuple[int, int]] = []
        at = self.start
        for index, word in enumerate(self.words):
            if index and not word.glued:
                at += 1
            begin, at = at, at + len(word.text)
            begin = max(begin, self.start + skip)
            if word.raised or begin >= at:
                continue
            if found and not self.words[index - 1].raised:
                found[-1] = (found[-1][0], at)
            else:
                found.append((begin, at))
        return found


@dataclass(frozen=True, slots=True)
class Rule:
    """A thin line drawn on the page, such as the border of a table cell."""

    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True, slots=True)
class Page:
    """One page.

    Attributes:
        number: From 1; None for a source without pages.
        width: In points, 0 without layout.
        height: In points, 0 without layout.
        blanks_before: For text without layout: indexes of lines that follow a
            blank line.
        rules: Lines drawn, top to bottom; none in text without layout.
    """

    number: int | None
    lines: tuple[Line, ...]
    width: float = 0.0
    height: float = 0.0
    blanks_before: frozenset[int] = frozenset()
    rules: tuple[Rule, ...] = ()

    @property
    def laid_out(self) -> bool:
        """Whether positions and fonts are known."""
        return self.height > 0


@dataclass(frozen=True, slots=True)
class Pages:
    """A whole document as lines, with the text layer that offsets count in."""

    pages: tuple[Page, ...]
    layer: str
    reader: str
    media_type: str

    @property
    def laid_out(self) -> bool:
        """Whether positions and fonts are known."""
        return any(page.laid_out for page in self.pages)

    def lines(self) -> list[Line]:
        """All lines, in reading order."""
        return [line for page in self.pages for line in page.lines]


def line_text(words: Iterable[Word]) -> str:
    """Words joined by single spaces, glued ones without."""
    text = ""
    for word in words:
        text += word.text if word.glued or not text else " " + word.text
    return text


@dataclass(frozen=True, slots=True)
class RawLine:
    """A line before its place in the text layer is known."""

    words: tuple[Word, ...]
    y: float
    order: int
    blank_before: bool = False


def assemble(
    raw: Sequence[tuple[Sequence[RawLine], float, float]],
    *,
    reader: str,
    media_type: str,
    paged: bool,
    rules: Sequence[tuple[Rule, ...]] = (),
) -> Pages:
    """Number pages, place lines in the text layer.

    Args:
        raw: For each page its lines, width and height.
        reader: Tool and version, for the snapshot.
        media_type: Of the source.
        paged: Whether the source has pages of its own.
        rules: For each page the lines drawn on it, if known.
    """
    pages: list[Page] = []
    layer: list[str] = []
    offset = 0
    for number, (lines, width, height) in enumerate(raw, start=1):
        placed: list[Line] = []
        for line in lines:
            text = line_text(line.words)
            placed.append(
                Line(
                    page=number if paged else None,
                    words=line.words,
                    start=offset,
                    x0=line.words[0].x0,
                    x1=line.words[-1].x1,
                    y=line.y,
                    order=line.order,
                )
            )
            layer.append(text + "\n")
            offset += len(text) + 1
        layer.append("\f")
        offset += 1
        blanks = frozenset(i for i, line in enumerate(lines) if line.blank_before)
        drawn = rules[number - 1] if rules else ()
        pages.append(
            Page(number if paged else None, tuple(placed), width, height, blanks, drawn)
        )
    return Pages(tuple(pages), "".join(layer), reader, media_type)
