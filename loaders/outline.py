"""A document parted at headings whose wording is known.

Wording decides, not weight: a plain text copy has no bold, and a heading may stand
without a blank line before or after it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from loaders.healing import canonical
from loaders.pages import Line

#: A heading is wrapped over at most so many lines.
_LONGEST = 3


@dataclass(frozen=True, slots=True)
class Section:
    """Lines under one heading.

    Attributes:
        key: Of the pattern that matched; ``""`` before the first heading.
        heading: As printed, healed; None before the first heading.
        lines: Without those of the heading, unless it is printed again at once, as
            at the head of a table.
        head: Lines of the heading.
    """

    key: str
    heading: str | None
    lines: tuple[Line, ...]
    head: tuple[Line, ...] = ()


def sections(
    lines: Sequence[Line], headings: Mapping[str, re.Pattern[str]]
) -> list[Section]:
    """Part lines at known headings; one printed twice in a row opens once.

    Args:
        lines: In reading order.
        headings: Patterns that fit a whole heading, footnote marks left out.
    """
    found: list[Section] = []
    key, heading, start, at = "", None, 0, 0
    head: tuple[Line, ...] = ()
    while at < len(lines):
        match = _heading(lines, at, headings)
        if match is None:
            at += 1
            continue
        found.append(Section(key, heading, tuple(lines[start:at]), head))
        key, heading, length = match
        start, head = at + length, tuple(lines[at : at + length])
        at = start
    found.append(Section(key, heading, tuple(lines[start:]), head))
    return _merged(found)


def _heading(
    lines: Sequence[Line], at: int, headings: Mapping[str, re.Pattern[str]]
) -> tuple[str, str, int] | None:
    if not lines[at].clean[:1].isupper():
        return None
    for length in range(min(_LONGEST, len(lines) - at), 0, -1):
        text = canonical(" ".join(line.clean for line in lines[at : at + length]))
        for key, pattern in headings.items():
            if pattern.fullmatch(text):
                return key, text, length
    return None


def _merged(sections: Sequence[Section]) -> list[Section]:
    kept: list[Section] = []
    for section in sections:
        last = kept[-1] if kept else None
        if last is not None and last.key == section.key:
            lines = last.lines + section.head + section.lines
            kept[-1] = Section(last.key, last.heading, lines, last.head)
        elif section.key or section.lines:
            kept.append(section)
    return kept
