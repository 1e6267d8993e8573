"""Page breaks of a text copy that has lost them, by the page numbers left in it."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from dataclasses import dataclass

_ALONE = re.compile(r"\s*(?:page\s*)?(\d{1,3})(?:\s*(?:of|/)\s*\d+)?\s*", re.IGNORECASE)
_AT_END = re.compile(r"\s*\S.*\s(?:page\s*)?(\d{1,3})\s*", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")
#: Numbers in a row that are page numbers and not some figures.
_ENOUGH = 3
#: In characters: paragraphs may have their number on a line of its own as well, but
#: few of them fill a page.
_SHORTEST_PAGE = 700
_USUAL_PAGE = 1200
_GROUPS, _MOST = 20, 500


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A line that may be the foot or head of a page, and where it ends."""

    number: int
    end: int


def split(text: str) -> list[str]:
    """The pages of a text: parted after lines that count 1, 2, 3 … a page apart.

    Returns:
        The whole text as one page if there are none.
    """
    found = max(map(_counted, _candidates(text)), key=len, default=[])
    ends = [0, *(candidate.end for candidate in found), len(text)]
    pages = [text[start:end] for start, end in itertools.pairwise(ends)]
    return pages if pages[-1].strip() or len(pages) == 1 else pages[:-1]


def _candidates(text: str) -> list[list[_Candidate]]:
    """Lines that are a number alone, and those that end in one and recur."""
    alone: list[_Candidate] = []
    recurring: defaultdict[str, list[_Candidate]] = defaultdict(list)
    at = 0
    for line in text.split("\n"):
        at += len(line) + 1
        if match := _ALONE.fullmatch(line):
            alone.append(_Candidate(int(match[1]), at))
        elif match := _AT_END.fullmatch(line):
            key = " ".join(_DIGITS.sub("#", line).split())
            recurring[key].append(_Candidate(int(match[1]), at))
    groups = [alone, *sorted(recurring.values(), key=len, reverse=True)[:_GROUPS]]
    # More lines than a document has pages are a table of figures.
    return [group for group in groups if _ENOUGH <= len(group) <= _MOST]


def _counted(candidates: list[_Candidate]) -> list[_Candidate]:
    """Those that are page numbers; none if too few stand pages apart."""
    found = _longest(candidates)
    gaps = sorted(b.end - a.end for a, b in itertools.pairwise(found))
    if len(found) < _ENOUGH or gaps[len(gaps) // 2] < _USUAL_PAGE:
        return []
    # Pages may be short where a chapter ends.
    for candidate in candidates:
        before = [c for c in found if c.end < candidate.end]
        after = [c for c in found if c.end > candidate.end]
        follows = not before or candidate.number == before[-1].number + 1
        precedes = not after or candidate.number == after[0].number - 1
        if follows and precedes and candidate not in found:
            found = [*before, candidate, *after]
    return found


def _longest(candidates: list[_Candidate]) -> list[_Candidate]:
    """The longest run of candidates that count on, at most one page left out."""
    best: list[list[_Candidate]] = []
    for candidate in candidates:
        before = (
            run
            for run in best
            if 0 < candidate.number - run[-1].number <= 2
            and candidate.end - run[-1].end >= _SHORTEST_PAGE
        )
        best.append([*max(before, key=len, default=[]), candidate])
    return max(best, key=len, default=[])
