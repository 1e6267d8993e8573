"""A document parted at headings whose wording is known.

Wording decides, not weight: a plain text copy has no bold, and a heading may stand
without a blank line before or after it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from loaders.healing import canonical
from loaders.pages import Line

#: A heading is wrapped over at most so many lines.
_LONGEST = 3


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of known wording.

    Attributes:
        key: Of the pattern that matched.
        text: As printed, healed.
        lines: It may be wrapped.
    """

    key: str
    text: str
    lines: tuple[Line, ...]


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
    key, text, start = "", None, 0
    head: tuple[Line, ...] = ()
    for at, heading in placed(lines, headings):
        found.append(Section(key, text, tuple(lines[start:at]), head))
        key, text, head = heading.key, heading.text, heading.lines
        start = at + len(head)
    found.append(Section(key, text, tuple(lines[start:]), head))
    return _merged(found)


def headings(
    lines: Sequence[Line], patterns: Mapping[str, re.Pattern[str]]
) -> list[Heading]:
    """The headings of known wording among some lines, in order."""
    return [heading for _, heading in placed(lines, patterns)]


def placed(
    lines: Sequence[Line], patterns: Mapping[str, re.Pattern[str]]
) -> Iterator[tuple[int, Heading]]:
    """The same, each with the index of its first line."""
    at = 0
    while at < len(lines):
        heading = _heading(lines, at, patterns)
        if heading is not None:
            yield at, heading
        at += 1 if heading is None else len(heading.lines)


def closing(lines: Sequence[Line], pattern: re.Pattern[str]) -> int:
    """Where the publisher's own notes begin, in the second half of a report.

    Args:
        lines: Of the report.
        pattern: The words they may begin with.

    Returns:
        The number of lines if there are none.
    """
    half = len(lines) // 2
    own = (i for i in range(half, len(lines)) if _begins(lines[i], pattern))
    return next(own, len(lines))


def _begins(line: Line, pattern: re.Pattern[str]) -> bool:
    return pattern.match(canonical(line.clean)) is not None


def _heading(
    lines: Sequence[Line], at: int, patterns: Mapping[str, re.Pattern[str]]
) -> Heading | None:
    # A footnote mark that copies print before the heading does not count.
    if not lines[at].clean.lstrip("0123456789")[:1].isupper():
        return None
    for length in range(min(_LONGEST, len(lines) - at), 0, -1):
        run = tuple(lines[at : at + length])
        text = canonical(" ".join(line.clean for line in run))
        for key, pattern in patterns.items():
            if pattern.fullmatch(text):
                return Heading(key, text, run)
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
