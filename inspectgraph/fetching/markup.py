"""The links of an HTML page, each with its own words and those around it."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

_VOID = frozenset(
    "area base br col embed hr img input link meta source track wbr".split()
)
_SILENT = frozenset(("script", "style", "template", "noscript", "svg"))
#: Elements often left open, and those they cannot reach out of.
_LEFT_OPEN = frozenset("li p tr td th dt dd option".split())
_HOLDERS = frozenset("ul ol dl table tbody thead div section article main body".split())
_HEADINGS = frozenset(("h1", "h2"))

#: The numbers of the elements around a place, outermost first.
Path = tuple[int, ...]


@dataclass(slots=True)
class Link:
    """An address and the words of its link, in the pieces they stand in.

    Attributes:
        path: To the link itself.
        at: How many pieces of text the page has before it.
    """

    href: str
    path: Path
    at: int
    words: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Markup:
    """What a page says.

    Attributes:
        links: In page order.
        texts: Every piece of text and where it stands.
        headings: Of the first and second rank, in page order.
        title: Of the window.
        base: What relative addresses are relative to, if the page says so.
        canonical: The page's own address, if it says so.
        comments: As they stand.
    """

    links: list[Link] = field(default_factory=list)
    texts: list[tuple[Path, str]] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)
    title: str = ""
    base: str | None = None
    canonical: str | None = None
    comments: list[str] = field(default_factory=list)

    def text_around(self, link: Link, depth: int) -> str:
        """All that is said inside the element so deep down the link's path."""
        place = link.path[:depth]
        first = last = link.at
        while first > 0 and self.texts[first - 1][0][:depth] == place:
            first -= 1
        while last < len(self.texts) and self.texts[last][0][:depth] == place:
            last += 1
        return " ".join(text for _, text in self.texts[first:last])


def read(page: str) -> Markup:
    """Take a page apart; nothing in it is an error."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    return reader.markup


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.markup = Markup()
        self._open: list[tuple[str, int]] = []
        self._count = 0
        self._links: list[tuple[int, Link]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag in _LEFT_OPEN:
            self._close_left_open(tag)
        if tag not in _VOID:
            self._count += 1
            self._open.append((tag, self._count))
        href = values.get("href", "").strip()
        if tag == "base" and href and self.markup.base is None:
            self.markup.base = href
        elif tag == "link" and href and "canonical" in values.get("rel", "").split():
            self.markup.canonical = href
        elif tag == "a" and href:
            link = Link(href, self._path(), len(self.markup.texts))
            self.markup.links.append(link)
            self._links.append((self._count, link))
        for name in ("aria-label", "title", "datetime", "alt"):
            self._say(values.get(name, ""))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag in _SILENT:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        for index in range(len(self._open) - 1, -1, -1):
            if self._open[index][0] == tag:
                self._cut(index)
                return

    def handle_data(self, data: str) -> None:
        tags = [tag for tag, _ in self._open]
        if tags and tags[-1] == "title":
            self.markup.title = " ".join(data.split())
        elif not _SILENT.intersection(tags):
            self._say(data)
            if (text := " ".join(data.split())) and _HEADINGS.intersection(tags):
                self.markup.headings.append(text)

    def handle_comment(self, data: str) -> None:
        self.markup.comments.append(data.strip())

    def _say(self, data: str) -> None:
        if text := " ".join(data.split()):
            self.markup.texts.append((self._path(), text))
            for _, link in self._links:
                link.words.append(text)

    def _path(self) -> Path:
        return tuple(number for _, number in self._open)

    def _close_left_open(self, tag: str) -> None:
        for index in range(len(self._open) - 1, -1, -1):
            if self._open[index][0] == tag:
                self._cut(index)
                return
            if self._open[index][0] in _HOLDERS:
                return

    def _cut(self, index: int) -> None:
        gone = {number for _, number in self._open[index:]}
        self._links = [each for each in self._links if each[0] not in gone]
        del self._open[index:]
