"""Whether bytes are a PDF: by what they are, not by what anyone calls them."""

from __future__ import annotations

import re

from inspectgraph.fetching.errors import NotAPdfError

_MARK = b"%PDF-"
#: Readers look for the mark so far into a file, and for the end mark as far back.
_START, _END = 1024, 2048
_TITLE = re.compile(rb"<title[^>]*>(.*?)</title", re.IGNORECASE | re.DOTALL)
_LONGEST_TITLE = 80


def look(head: bytes) -> None:
    """Pass over the first bytes of a PDF.

    Raises:
        NotAPdfError: For anything else; says what it is where that shows.
    """
    if _is_page(head):
        title = _title(head)
        raise NotAPdfError("a web page" + (f" titled “{title}”" if title else ""))
    if not head:
        raise NotAPdfError("an empty file")
    if _MARK not in head[:_START]:
        raise NotAPdfError("not a PDF")


def whole(data: bytes) -> bool:
    """Whether the end mark is where it should be.

    A host that announces too few bytes sends a cut file without any error.
    """
    return b"%%EOF" in data[-_END:]


def _is_page(head: bytes) -> bool:
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:_START].lower()
    return start.startswith((b"<!doctype", b"<html", b"<head", b"<?xml", b"<!--"))


def _title(head: bytes) -> str:
    match = _TITLE.search(head)
    text = match[1].decode("utf-8", errors="replace") if match else ""
    printable = "".join(char if char.isprintable() else " " for char in text)
    return " ".join(printable.split())[:_LONGEST_TITLE]
