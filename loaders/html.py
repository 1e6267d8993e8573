"""HTML pages to pages: block elements become paragraphs, bold and headings kept."""

from __future__ import annotations

from html.parser import HTMLParser

from loaders.pages import Pages, RawLine, Word, assemble
from loaders.text import decode

MEDIA_TYPE = "text/html"
READER = "html.parser"
_BLOCKS = frozenset(
    "address article aside blockquote dd div dl dt fieldset figcaption figure footer"
    " form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section table td th tr ul".split()
)
_SKIPPED = frozenset(("script", "style", "noscript", "template", "svg", "title"))


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[tuple[str, bool]] = []  # with whether a paragraph begins
        self.buffer: list[str] = []
        self.skipped = 0
        self.item = False
        self.begins = True

    def flush(self, *, soft: bool = False) -> None:
        """End a line; a soft end is a line break, two of them a blank line."""
        text = " ".join("".join(self.buffer).split())
        self.buffer.clear()
        if text:
            text = f"• {text}" if self.item else text
            self.lines.append((text, self.begins))
            self.item = False
        self.begins = not (soft and text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SKIPPED:
            self.skipped += 1
        if tag == "br":
            self.flush(soft=True)
        elif tag in _BLOCKS:
            self.flush()
            # The words of an item may stand in a paragraph of their own.
            self.item = self.item or tag == "li"

    def handle_endtag(self, tag: str) -> None:
        if tag in _SKIPPED:
            self.skipped = max(0, self.skipped - 1)
        if tag in _BLOCKS:
            self.flush()
        if tag in ("li", "ul", "ol"):
            self.item = False

    def parse_marked_section(self, i: int, report: bool = True) -> int:
        """A section such as ``<![if …]>``; one of no known kind is a comment."""
        try:
            return super().parse_marked_section(i, report)
        except AssertionError:  # how the standard library says it
            return self.parse_bogus_comment(i)

    def handle_data(self, data: str) -> None:
        if not self.skipped:
            self.buffer.append(data)


def read(data: bytes) -> Pages:
    """One page without a number; every block element begins a paragraph."""
    reader = _Reader()
    reader.feed(decode(data))
    reader.close()
    reader.flush()
    lines = [
        RawLine(tuple(map(Word, text.split())), float(index), index, begins)
        for index, (text, begins) in enumerate(reader.lines)
    ]
    return assemble(
        [(lines, 0.0, 0.0)], reader=READER, media_type=MEDIA_TYPE, paged=False
    )
