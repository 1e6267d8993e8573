"""Plain text to pages: no fonts, no positions, blank lines kept as breaks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from loaders import pagebreaks
from loaders.pages import Pages, RawLine, Word, assemble

MEDIA_TYPE = "text/plain"
READER = "text"


def read(data: bytes) -> Pages:
    """The pages of a text file, parted at form feeds or page numbers, not numbered.

    A copy's page breaks need not be the original's, so no page is claimed.
    """
    text = decode(data)
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\v", "\n")
    pages = text.split("\f") if "\f" in text else pagebreaks.split(text)
    raw = [(_lines(page), 0.0, 0.0) for page in pages]
    return assemble(raw, reader=READER, media_type=MEDIA_TYPE, paged=False)


def decode(data: bytes) -> str:
    """UTF-8 or UTF-16 by its mark, else the Western code page of old exports."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


_MARK = re.compile(r"(?<=[^\W\d_])[⁰¹²³⁴-⁹]+$")


def _words(part: str, column: int) -> Iterator[Word]:
    """A word, and the footnote mark on it if there is one; places in characters."""
    x0, x1 = float(column), float(column + len(part))
    mark = _MARK.search(part)
    if mark is None:
        yield Word(part, x0=x0, x1=x1)
        return
    x = x0 + mark.start()
    yield Word(part[: mark.start()], x0=x0, x1=x)
    yield Word(mark[0], x0=x, x1=x1, raised=True, glued=True)


def _lines(page: str) -> list[RawLine]:
    lines: list[RawLine] = []
    blank = True
    for index, line in enumerate(page.split("\n")):
        parts = list(re.finditer(r"\S+", line.expandtabs()))
        if not parts:
            blank = True
            continue
        words = tuple(word for p in parts for word in _words(p[0], p.start()))
        lines.append(RawLine(words, float(index), index, blank_before=blank))
        blank = False
    return lines
