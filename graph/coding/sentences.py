"""Sentences of a finding, by their character offsets."""

from __future__ import annotations

import re
from dataclasses import dataclass

_END = re.compile(r"[.!?]['’”\")\]]*\s+(?=['‘“\"(]?[A-Z0-9◼•])|[;:]?\s+(?=[◼•▪■])")
_ABBREVIATION = re.compile(
    r"(?:\b(?:Ms|Mr|Mrs|Dr|No|St|Prof|Cllr|para|e\.g|i\.e|etc|vs|approx)"
    r"|^\W*\d{1,3}|\b[A-Z])\.$"
)


@dataclass(frozen=True, slots=True)
class Stretch:
    """``text[start:end]`` and the text itself."""

    start: int
    end: int
    text: str


def sentences(text: str) -> tuple[Stretch, ...]:
    """The sentences of a text, in order, without the white space between them."""
    found: list[Stretch] = []
    start = 0
    for end in _END.finditer(text):
        head = text[start : end.start() + 1]
        if _ABBREVIATION.search(head):
            continue
        _add(found, text, start, end.end())
        start = end.end()
    _add(found, text, start, len(text))
    return tuple(found)


def _add(found: list[Stretch], text: str, start: int, end: int) -> None:
    piece = text[start:end]
    stripped = piece.strip()
    if stripped:
        start += len(piece) - len(piece.lstrip())
        found.append(Stretch(start, start + len(stripped), stripped))
