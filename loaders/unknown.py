"""A document of no known family: kept whole, nothing guessed.

Its pages and paragraphs stay searchable and quotable. Of header facts only what
can be nothing else is taken: a date that stands alone on its line near the top.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from loaders import dates
from loaders.blocks import Block, Kind, blocks
from loaders.contents import Contents
from loaders.furniture import Body
from loaders.pages import Line, Pages
from loaders.records import Report

FAMILY = "unknown"

_DATE = re.compile(
    r"(?:(?:Date|Published|Published on|Publication date):?\s*)?"
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+)?"
    r"\d{1,2}(?:st|nd|rd|th)?\s+[A-Z][a-z]{2,8}\.?,?\s+(?:19|20)\d{2}\.?",
    re.IGNORECASE,
)
_TOP_LINES = 40
_LONGEST_TITLE = 200


def matches(body: Body) -> bool:
    """Any document, so ask this family last."""
    return True


def read(document: Pages, body: Body) -> tuple[Report, ...]:
    """One report without findings; every paragraph is a passage."""
    items = blocks(body)
    found = Contents(
        warnings=["of no known family: kept as paragraphs, no facts read from it"]
    )
    section: str | None = None
    for block in items:
        if block.kind is Kind.HEADING:
            section = block.text
        found.passages.append(block.passage(section))
    found.keep(body, body.footnotes, "Footnotes")
    published = _published(body.lines()[:_TOP_LINES])
    if published is None:
        found.warnings.append("no date alone on a line near the top")
    return (
        Report(
            family=FAMILY,
            title=_title(items),
            authority_printed=None,
            framework=None,
            type=None,
            published=published,
            passages=tuple(found.passages),
            warnings=tuple(found.warnings),
        ),
    )


def _title(items: Sequence[Block]) -> str | None:
    """The first heading, if the document begins with one."""
    first = items[0] if items else None
    if first is None or first.kind is not Kind.HEADING:
        return None
    return first.text if len(first.text) <= _LONGEST_TITLE else None


def _published(top: Sequence[Line]) -> date | None:
    """The one date that stands alone on its line; None if there are several."""
    found = {
        day
        for line in top
        if _DATE.fullmatch(line.clean.strip())
        and (day := dates.day(line.clean)) is not None
    }
    return found.pop() if len(found) == 1 else None
