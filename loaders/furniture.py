"""Page furniture: running headers, footers, page numbers and footnotes.

Recognised by repetition, position and size, never by a list of names: a footer
may name another authority or other dates than the cover.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from loaders import healing
from loaders.pages import Line, Page, Pages, Word

#: Parts of the page height in which furniture stands.
HEAD, FOOT = 0.095, 0.885
_PAGE_NUMBER = re.compile(
    r"(?:page\s*)?[\divxIVX]{1,4}(?:\s*(?:of|/)\s*\d+)?", re.IGNORECASE
)
_DIGITS = re.compile(r"\d+")
#: Text copies may print the number of a paragraph on a line of its own.
_PARAGRAPH_NUMBER = re.compile(r"#\.")
#: Not a telephone number in small print.
_NOTE_NUMBER = re.compile(r"[1-9]\d{0,2}\.?")
#: In text without layout: a mark stuck to a word, and what it may begin.
_USED_MARK = re.compile(r"(?:[a-z]|(?<![’”)])[’”)])[.?!,;:’”)]*(\d{1,2})(?=\s|$)")
_STUCK_MARK = re.compile(r"(.*[a-z’”)][.?!,;:’”)]*)(\d{1,2})")
_TEXT_NOTE = re.compile(r"(\d{1,2})(?:$|\s+[A-Z‘“])")
_NOTE_LINES = 20
_NOTE_MARKS = "*†‡¹²³⁴⁵⁶⁷⁸⁹"


@dataclass(frozen=True)
class Body:
    """A document parted into what was written and what the page adds.

    Attributes:
        pages: The same pages without furniture and footnotes, lines in the order
            they are to be read.
        footnotes: Lines of notes at the foot of pages.
        furniture: Running headers, footers and page numbers.
    """

    pages: tuple[Page, ...]
    footnotes: tuple[Line, ...]
    furniture: tuple[Line, ...]
    size: float

    def lines(self) -> list[Line]:
        """All lines of the body, in reading order."""
        return [line for page in self.pages for line in page.lines]

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Its words, lower case, to tell a broken word from a hyphenated one."""
        return frozenset(healing.words(" ".join(line.clean for line in self.lines())))


def part(document: Pages) -> Body:
    """Part body, footnotes and furniture."""
    size = _body_size(document)
    running = _running(document)
    pages: list[Page] = []
    footnotes: list[Line] = []
    furniture: list[Line] = []
    for page in document.pages:
        kept: list[Line] = []
        for index, line in enumerate(page.lines):
            edge = _at_edge(page, index)
            repeated = _key(line) in running or _is_page_number(line)
            if edge and repeated and not _marks_note(line, page):
                furniture.append(line)
            else:
                kept.append(line)
        notes = _footnotes(kept, page, size) if page.laid_out else _text_notes(page)
        noted = {line.start for line in notes}
        footnotes += [line for line in kept if line.start in noted]
        kept = [line for line in kept if line.start not in noted]
        below = {page.lines[index].start for index in page.blanks_before}
        if page.laid_out:
            kept = _in_reading_order(kept)
        blanks = frozenset(i for i, line in enumerate(kept) if line.start in below)
        if not page.laid_out:
            kept = [_raised(line, notes) for line in kept]
        pages.append(replace(page, lines=tuple(kept), blanks_before=blanks))
    return Body(tuple(pages), tuple(footnotes), tuple(furniture), size)


def _body_size(document: Pages) -> float:
    sizes: Counter[float] = Counter()
    for line in document.lines():
        sizes[line.size] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _key(line: Line) -> str:
    return " ".join(_DIGITS.sub("#", line.text).split()).casefold()


def _at_edge(page: Page, index: int) -> bool:
    """Whether a line stands where furniture stands."""
    if page.laid_out:
        y = page.lines[index].y
        return y < HEAD * page.height or y > FOOT * page.height
    return index < 3 or index >= len(page.lines) - 4


def _is_page_number(line: Line) -> bool:
    return _PAGE_NUMBER.fullmatch(line.text.strip()) is not None


def _running(document: Pages) -> frozenset[str]:
    """Texts, digits aside, that stand at the edge of several pages."""
    count: Counter[str] = Counter()
    for page in document.pages:
        count.update(
            {
                _key(line)
                for index, line in enumerate(page.lines)
                if _at_edge(page, index) and not _ends_sentence(line)
            }
        )
    pages = len(document.pages)
    enough = 2 if pages < 6 else 3
    if not document.laid_out:
        # The first lines of a page of text may be headings that recur.
        enough = max(enough, pages // 5)
    return frozenset(
        key
        for key, times in count.items()
        if times >= enough and not _PARAGRAPH_NUMBER.fullmatch(key)
    )


def _ends_sentence(line: Line) -> bool:
    """Whether a line is the rest of a sentence, such as ``children.``."""
    return line.clean[:1].islower() and line.clean.endswith(".")


def _footnotes(lines: list[Line], page: Page, size: float) -> list[Line]:
    """Lines below a small number or mark in smaller type, to the foot of the page."""
    if not size:
        return []
    low = sorted(
        (line for line in lines if line.y > 0.3 * page.height), key=lambda line: line.y
    )
    notes: list[Line] = []
    for line in reversed(low):
        if line.size > 0.9 * size:
            break
        notes.append(line)
    notes.reverse()
    for position, line in enumerate(notes):
        if _starts_note(line):
            return notes[position:]
    return []


def _text_notes(page: Page) -> Sequence[Line]:
    """In text without layout: the end of a page, from a mark that the page uses."""
    marks = {mark for line in page.lines for mark in _USED_MARK.findall(line.clean)}
    first = len(page.lines) - _NOTE_LINES
    for index in sorted(page.blanks_before):
        if not first <= index < len(page.lines):
            continue
        mark = _TEXT_NOTE.match(page.lines[index].clean)
        # A mark alone on its line looks like a page number; on the last, it is one.
        last = index == len(page.lines) - 1 and _is_page_number(page.lines[index])
        if mark is not None and mark[1] in marks and not last:
            return page.lines[index:]
    return ()


def _raised(line: Line, notes: Sequence[Line]) -> Line:
    """A line of a text copy, its marks of these notes told from its words."""
    numbers = {m[1] for note in notes if (m := _TEXT_NOTE.match(note.clean))}
    words: list[Word] = []
    if not numbers:
        return line
    for word in line.words:
        mark = _STUCK_MARK.fullmatch(word.text)
        if mark is None or mark[2] not in numbers:
            words.append(word)
            continue
        words.append(replace(word, text=mark[1]))
        words.append(replace(word, text=mark[2], raised=True, glued=True))
    return replace(line, words=tuple(words)) if len(words) > len(line.words) else line


def _starts_note(line: Line) -> bool:
    first = line.words[0].text
    return _NOTE_NUMBER.fullmatch(first) is not None or first[0] in _NOTE_MARKS


def _marks_note(mark: Line, page: Page) -> bool:
    """Whether a number is raised before a line: a footnote's, not the page's."""
    return page.laid_out and any(
        0 < line.y - mark.y < 0.7 * line.size
        and mark.size < 0.85 * line.size
        and 0 < line.x0 - mark.x0 < 2 * line.size
        for line in page.lines
    )


def _in_reading_order(lines: list[Line]) -> list[Line]:
    """The order of drawing, which follows table cells; by position if that is wild."""
    drawn = sorted(lines, key=lambda line: line.order)
    jumps = sum(after.y < before.y - 1.0 for before, after in itertools.pairwise(drawn))
    return lines if jumps > max(6, 0.25 * len(lines)) else drawn
