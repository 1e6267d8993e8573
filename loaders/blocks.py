"""Lines to blocks: headings, numbered paragraphs, bullets, running text.

What a family does with a block (finding, header fact, boilerplate) is its own
business; how a paragraph begins and ends is decided here, once.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property

from loaders import healing
from loaders.furniture import Body
from loaders.pages import BULLETS, DASH_BULLETS, Line, Page
from loaders.records import Passage, Span


class Kind(Enum):
    """How a block looks; ``HEADING`` is a guess that families check by wording."""

    HEADING = "heading"
    NUMBER = "number"
    BULLET = "bullet"
    TEXT = "text"


@dataclass(frozen=True)
class Block:
    """Lines that belong together.

    Attributes:
        skip: Leading characters of the first line that are a bullet or number.
        number: Printed paragraph number.
        level: 1 or, for bullets under bullets, 2.
        vocabulary: The document's words, to close broken ones.
    """

    kind: Kind
    lines: tuple[Line, ...]
    skip: int = 0
    number: int | None = None
    level: int = 1
    vocabulary: frozenset[str] = field(default=frozenset(), repr=False)

    @cached_property
    def text(self) -> str:
        """Healed, bullet or number left out, footnote marks too."""
        return healing.heal(self._parts(), self.vocabulary)

    @property
    def page(self) -> int | None:
        """Where it begins."""
        return self.lines[0].page

    @property
    def bold(self) -> bool:
        """True if every line is bold."""
        return all(line.bold for line in self.lines)

    @property
    def spans(self) -> tuple[Span, ...]:
        """What of the text layer it is made from, line breaks included in a span."""
        spans: list[Span] = []
        for index, line in enumerate(self.lines):
            for start, end in line.pieces(self.skip if index == 0 else 0):
                last = spans[-1] if spans else None
                whole = start == line.start and last is not None
                if whole and last is not None and _adjoins(last, line, start):
                    spans[-1] = Span(last.page, last.start, end)
                else:
                    spans.append(Span(line.page, start, end))
        return tuple(spans)

    def passage(self, section: str | None) -> Passage:
        """As a record."""
        marker = {Kind.NUMBER: "number", Kind.BULLET: "bullet"}.get(self.kind)
        return Passage(
            text=self.text,
            section=section,
            paragraph=self.number,
            marker=marker,
            level=self.level,
            page=self.page,
            spans=self.spans,
        )

    def _parts(self) -> Iterable[str]:
        for index, line in enumerate(self.lines):
            skip = self.skip if index == 0 else 0
            yield _clean_from(line, skip)


def _adjoins(last: Span, line: Line, start: int) -> bool:
    return last.page == line.page and last.end + 1 == start


def _clean_from(line: Line, skip: int) -> str:
    """The line's text without footnote marks, from a character on."""
    out, at = "", 0
    for index, word in enumerate(line.words):
        if index and not word.glued:
            at += 1
            out += " "
        begin, at = at, at + len(word.text)
        if not word.raised:
            out += word.text[max(0, skip - begin) :]
    return out.strip()


_NUMBER = re.compile(r"(\d{1,3})(\.)?(?:\s+|(?=[A-Z‘“'\"]))(?=\S)")
#: Of the width of a text copy: how short a line ends a paragraph without a blank.
_ROOM = 0.95
#: The same where paragraphs mostly have their blank line.
_ROOM_BESIDE_BLANKS = 0.85
#: Of that: how short it ends one within a numbered paragraph or list item.
_ITEM = 0.85
#: Of the width of a page's text: a line that long may be one of several.
_FULL = 0.8
_DASHES = DASH_BULLETS | {"-"}
_LONE_NUMBER = re.compile(r"(\d{1,3})(\.)")
#: The end of a sentence or of an item of a list, with the mark of a note on it.
TERMINAL = re.compile(r"[.!?:;][\"'”’)\]]*\d{0,2}$")


def blocks(
    body: Body,
    lines: Sequence[Line] | None = None,
    headings: Iterable[Sequence[Line]] = (),
) -> list[Block]:
    """Group the body's lines, or some of them, into blocks.

    Args:
        body: The document without furniture.
        lines: Part of its lines, in reading order; all of them by default.
        headings: Runs of these lines known by their wording to be headings.
    """
    chosen = body.lines() if lines is None else list(lines)
    return _Grouper(body, chosen, headings).run() if chosen else []


@dataclass(frozen=True, slots=True)
class _Start:
    """How a line begins a block."""

    kind: Kind
    skip: int = 0
    number: int | None = None
    level: int = 1


class _Grouper:
    """One pass over the lines; remembers numbering and indentation as it goes."""

    def __init__(
        self, body: Body, lines: list[Line], headings: Iterable[Sequence[Line]] = ()
    ) -> None:
        self.lines = lines
        self.headings = {run[0].start: len(run) for run in headings if run}
        self.room = _text_width(lines)
        self.size = body.size
        self.pitch = _pitch(lines)
        self.left = _left_margin(lines)
        self.blank = _blank_before(body.pages)
        spaced = len(self.blank) > 0.1 * len(body.lines())
        self.room *= _ROOM_BESIDE_BLANKS if spaced else _ROOM
        self.tops = {
            (page.lines[0].start, page.lines[0].page): min(ln.x0 for ln in page.lines)
            for page in body.pages
            if page.lines
        }
        self.laid_out = any(page.laid_out for page in body.pages)
        self.numbers: list[tuple[int, Line]] = []
        self.bullet_x: list[float] = []
        self.glyphs = False  # a bullet that is no dash was seen
        self.vocabulary = body.vocabulary

    def run(self) -> list[Block]:
        found: list[Block] = []
        current: list[Line] = []
        start = _Start(Kind.TEXT)
        known = 0  # lines still to come of a known heading
        for line in self.lines:
            known = max(known - 1, 0)
            heading = self.headings.get(line.start, 0)
            begins = _Start(Kind.HEADING) if heading else None
            if not known and not heading and not self._is_aside(start, current, line):
                begins = self._start(line)
            known = heading or known
            if (
                current
                and begins is None
                and (known or self._goes_on(start, current, line))
            ):
                current.append(line)
                continue
            if current:
                found.append(self._block(start, current))
            start = begins or _Start(Kind.TEXT)
            current = [line]
        if current:
            found.append(self._block(start, current))
        return found

    def _goes_on(self, start: _Start, current: list[Line], line: Line) -> bool:
        if start.kind is Kind.HEADING:
            return False
        # A number or bullet alone on its line belongs to what follows.
        if len(current) == 1 and 0 < len(current[0].text) <= start.skip:
            return True
        return not self._breaks(current, line)

    def _block(self, start: _Start, lines: list[Line]) -> Block:
        kind = start.kind
        if kind is Kind.TEXT and self._looks_like_heading(lines):
            kind = Kind.HEADING
        return Block(
            kind, tuple(lines), start.skip, start.number, start.level, self.vocabulary
        )

    def _start(self, line: Line) -> _Start | None:
        text = line.text
        if text[0] in BULLETS:
            return self._bullet(line, len(text) - len(text[1:].lstrip()))
        if (
            text[0] in DASH_BULLETS
            and len(line.words) > 1
            and len(line.words[0].text) == 1
        ):
            return self._bullet(line, len(text) - len(text[1:].lstrip()), dash=True)
        if text[0] in "-o*" and len(line.words) > 1 and len(line.words[0].text) == 1:
            return self._bullet(line, 2, dash=True)
        return self._numbered(line)

    def _is_aside(self, start: _Start, current: list[Line], line: Line) -> bool:
        """Whether a dash at the start of a line stands within a sentence."""
        if start.kind is Kind.HEADING or not current or line.text[0] not in _DASHES:
            return False
        previous = current[-1]
        if current[0].text[0] in _DASHES or TERMINAL.search(previous.clean):
            return False
        indent = abs(line.x0 - previous.x0)
        if indent > 3 * self.laid_out or line.bold != previous.bold:
            return False
        if not self.laid_out:
            blank = (line.start, line.page) in self.blank
            return not blank and not self._leaves_room(previous, line)
        full = previous.x1 > _FULL * self.room
        return full and 0 < line.y - previous.y <= 1.15 * self._pitch_at(line)

    def _bullet(self, line: Line, skip: int, *, dash: bool = False) -> _Start:
        level = 2 if dash and self.glyphs else 1
        self.glyphs = self.glyphs or not dash
        if self.laid_out:
            if not dash:
                self.bullet_x.append(line.x0)
            level = 2 if self.bullet_x and line.x0 > min(self.bullet_x) + 9 else 1
        return _Start(Kind.BULLET, skip, level=level)

    def _numbered(self, line: Line) -> _Start | None:
        match = _NUMBER.match(line.text) or _LONE_NUMBER.fullmatch(line.text)
        if match is None or line.bold or line.words[0].raised:
            return None
        number, stop = int(match[1]), match[2] is not None
        last, where = self.numbers[-1] if self.numbers else (0, None)
        aligned = where is None or not self.laid_out or abs(line.x0 - where.x0) < 12
        expected = number == last + 1
        lone = match.end() == len(line.text)
        skipped = last + 1 < number <= last + 3 and stop and aligned
        skipped = bool(last) and skipped and not lone
        restart = number == 1 and stop
        if not ((expected and (stop or (aligned and last >= 3))) or skipped or restart):
            return None
        if expected and not aligned and not stop:
            return None
        self.numbers.append((number, line))
        return _Start(Kind.NUMBER, match.end(), number=number)

    def _breaks(self, current: list[Line], line: Line) -> bool:
        """Whether a line that begins nothing visible begins a paragraph."""
        previous = current[-1]
        # A sentence goes on in bold ("… are" / "inadequate.") or over a wider gap.
        ended = TERMINAL.search(previous.clean) is not None
        runs_on = line.clean[:1].islower() and not ended and line.page == previous.page
        if line.bold != previous.bold and self.laid_out and not runs_on:
            return True
        if abs(line.size - previous.size) > 0.08 * max(line.size, previous.size):
            return True
        if not self.laid_out:
            return self._breaks_text(current, line)
        if line.page != previous.page:
            return self._breaks_at_page(current, line)
        gap = line.y - previous.y
        widest = (1.6 if runs_on else 1.32) * self._pitch_at(line)
        if gap < 0.5 * line.size or gap > widest:
            return True
        if self._leaves_item(current, line):
            return True
        return line.x0 > previous.x0 + 60 or line.x0 < current[0].x0 - 60

    def _leaves_item(self, current: list[Line], line: Line) -> bool:
        """Whether a line goes back to the margin left of a hanging bullet's text."""
        first = current[0]
        if first.text[0] not in BULLETS or len(first.words) < 2:
            return False
        hangs = len(current) > 1 or TERMINAL.search(first.clean) is not None
        inner = (current[1] if len(current) > 1 else first.words[1]).x0
        return hangs and first.x0 < inner - 9 and line.x0 < inner - 9

    def _pitch_at(self, line: Line) -> float:
        return max(self.pitch * max(line.size / self.size, 1.0), line.size)

    def _breaks_text(self, current: list[Line], line: Line) -> bool:
        previous = current[-1]
        ended = TERMINAL.search(previous.clean) is not None
        left = self.tops.get((line.start, line.page), line.x0)
        if current[0].text[0] in BULLETS and line.x0 > left + 1:
            return False  # hanging at the top of a page: the item goes on
        if (line.start, line.page) not in self.blank:
            # What is numbered or listed seldom has a second paragraph.
            item = self._is_item(current[0])
            return ended and self._leaves_room(previous, line, _ITEM if item else 1.0)
        if ended or line.clean[:1].islower():
            return ended
        # A page break in a text copy leaves a blank line inside a sentence.
        return (line.start, line.page) not in self.tops or self._leaves_room(
            previous, line
        )

    def _is_item(self, line: Line) -> bool:
        numbered = bool(self.numbers) and self.numbers[-1][1] is line
        return numbered or line.text[0] in BULLETS

    def _leaves_room(self, line: Line, following: Line, part: float = 1.0) -> bool:
        """Whether a line of a text copy ends where the next word would have fitted."""
        used = max(line.x1, len(line.text)) + 1 + len(following.words[0].text)
        return used < part * self.room

    def _breaks_at_page(self, current: list[Line], line: Line) -> bool:
        previous = current[-1]
        if line.bold:
            return TERMINAL.search(previous.clean) is not None or line.y < 0
        if line.clean[:1].islower():
            return False
        if TERMINAL.search(previous.clean) is None:
            return False
        hanging = len(current) > 1 and current[0].x0 < current[1].x0 - 9
        if hanging or (line.x0 > self._left() + 9):
            return abs(line.x0 - previous.x0) > 9
        return True

    def _left(self) -> float:
        return min((number.x0 for _, number in self.numbers), default=self.left)

    def _looks_like_heading(self, lines: list[Line]) -> bool:
        text = " ".join(line.clean for line in lines)
        if len(text) > 220 or not any(map(str.isalpha, text)):
            return False
        if self.laid_out:
            larger = lines[0].size > 1.08 * self.size
            return larger or all(line.bold for line in lines)
        short = len(text.split()) <= 18 and len(lines) <= 2
        return short and text[0].isupper() and not text.endswith((".", ",", ";"))


def _left_margin(lines: Sequence[Line]) -> float:
    """The commonest left edge."""
    edges = Counter(round(line.x0) for line in lines)
    return float(edges.most_common(1)[0][0]) if edges else 0.0


def _pitch(lines: Sequence[Line]) -> float:
    """From one line of a paragraph to the next."""
    gaps: Counter[float] = Counter()
    for before, after in itertools.pairwise(lines):
        if before.page == after.page and 4 < after.y - before.y < 40:
            gaps[round(after.y - before.y, 0)] += 1
    # Where paragraphs are short, more gaps part them than lie within them.
    often = 0.4 * max(gaps.values(), default=0)
    return min((gap for gap, times in gaps.items() if times >= often), default=14.0)


def _text_width(lines: Sequence[Line]) -> float:
    """Where most full lines of a text copy end, in characters."""
    ends = sorted(max(line.x1, len(line.text)) for line in lines)
    return ends[int(0.95 * (len(ends) - 1))] if ends else 0.0


def _blank_before(pages: Sequence[Page]) -> frozenset[tuple[int, int | None]]:
    return frozenset(
        (line.start, line.page)
        for page in pages
        for index, line in enumerate(page.lines)
        if index in page.blanks_before or index == 0
    )
