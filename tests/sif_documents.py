"""Synthetic reports of 2009 to 2018, in our own words: drawn, typed or marked up."""

from __future__ import annotations

import html as markup
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tests.ilacs_documents import wrapped
from tests.pdfs import HEIGHT, Text, draw

SERVICES = (
    "Inspection of services for children in need of help and protection, young people"
    " in care and those leaving care"
)
REVIEW = "Review of the effectiveness of the Local Safeguarding Children Board"
HELP = "Children who need help and protection"
LOOKED_AFTER = "Children looked after and achieving permanence"
ADOPTION = "Adoption performance"
LEAVERS = "Experiences and progress of care leavers"
LEADERS = "Leadership, management and governance"
AUTHORITY = "Anyshire County Council"
CLOSING = (
    "Any complaints about the inspection or the report go to the address below.",
    "Piccadilly Gate Manchester M1 2WD © Crown copyright 2015",
)
_LEFT, _INNER, _CELL = 71.0, 99.0, 440.0
#: Paragraphs have several lines, as in print; most gaps are those between lines.
_NARROW = 130.0


@dataclass(frozen=True)
class Item:
    """A piece of a report.

    Attributes:
        kind: ``name``, ``line``, ``head``, ``text``, ``number``, ``bullet``, ``row``
            (two cells), ``box`` (the same in bold), ``entry`` (of the contents) or
            ``page`` (a new one).
        beside: Second cell, or the number of a paragraph or page.
    """

    kind: str
    text: str = ""
    beside: str = ""


def name(text: str) -> Item:
    return Item("name", text)


def line(text: str) -> Item:
    return Item("line", text)


def head(text: str) -> Item:
    return Item("head", text)


def prose(text: str) -> Item:
    return Item("text", text)


def bullet(text: str) -> Item:
    return Item("bullet", text)


def row(label: str, grade: str) -> Item:
    return Item("row", label, grade)


def box(label: str, grade: str) -> Item:
    return Item("box", label, grade)


PAGE = Item("page")


class Numbers:
    """Numbers paragraphs through a report."""

    def __init__(self) -> None:
        self.last = 0

    def __call__(self, text: str) -> Item:
        self.last += 1
        return Item("number", text, str(self.last))


def contents(*labels: str) -> list[Item]:
    entries = [Item("entry", label, str(3 + i)) for i, label in enumerate(labels)]
    return [PAGE, name("Contents"), *entries, PAGE]


def table(*grades: str) -> list[Item]:
    """The five rows of a cover, in print order."""
    labels = (
        f"1. {HELP}", f"2. {LOOKED_AFTER}", f"2.1 {ADOPTION}", f"2.2 {LEAVERS}",
        f"3. {LEADERS}",
    )  # fmt: skip
    return [row(label, grade) for label, grade in zip(labels, grades, strict=True)]


def typed(items: Iterable[Item], *, blanks: bool = True) -> bytes:
    """A text copy; without blank lines it is as ``pdftotext -raw`` leaves it."""
    out: list[str] = []
    for item in items:
        if item.kind == "page":
            out.append("\f")
            continue
        first, *rest = wrapped(_marked(item), 420)
        cells = item.kind in ("row", "box", "entry")
        gap = "     " if blanks else " "
        out.append(f"{first}{gap}{item.beside}" if cells else first)
        out += [*rest, *([""] if blanks else [])]
    return "\n".join([*out, ""]).replace("\f\n", "\f").encode()


def hypertext(items: Iterable[Item]) -> bytes:
    """A web page of the same."""
    body = "".join(
        f"<p>{markup.escape(_marked(item))} {markup.escape(item.beside)}</p>\n"
        if item.kind in ("row", "box", "entry")
        else f"<p>{markup.escape(_marked(item))}</p>\n"
        for item in items
    )
    return f"<!DOCTYPE html><html><body>{body}</body></html>".encode()


def drawn(items: Iterable[Item]) -> bytes:
    """A PDF of the same, cells drawn one after the other."""
    return draw(_texts(items))


def _texts(items: Iterable[Item]) -> Iterator[Text]:
    page, y = 1, 90.0
    for item in items:
        if item.kind == "page" or y > HEIGHT - 150:
            page, y = page + 1, 90.0
            if item.kind == "page":
                continue
        size = {"name": 26.0, "head": 14.0}.get(item.kind, 12.0)
        bold = item.kind in ("head", "box")
        x, room = _LEFT, 260.0 if item.kind in ("row", "box") else 420.0
        if item.kind == "text":
            room = _NARROW
        mark = ""
        if item.kind in ("number", "bullet"):
            mark, x, room = _marked(item).split(maxsplit=1)[0], _INNER, _NARROW
            yield Text(_LEFT, y, mark, size, bold, page)
        lines = wrapped(item.text, room, size, bold=bold)
        for at, text in enumerate(lines):
            yield Text(x, y + 1.2 * size * at, text, size, bold, page)
        if item.beside and not mark:
            for at, text in enumerate(wrapped(item.beside, 100, size, bold=bold)):
                yield Text(_CELL, y + 1.2 * size * at, text, size, bold, page)
        y += 1.2 * size * len(lines) + 12
    yield Text(_LEFT, 800, "1", 12, False, 1)


def _marked(item: Item) -> str:
    if item.kind == "number":
        return f"{item.beside}. {item.text}"
    return f"• {item.text}" if item.kind == "bullet" else item.text
