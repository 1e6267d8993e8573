"""Sentences and clauses of a finding, by their character offsets."""

from __future__ import annotations

import re
from dataclasses import dataclass

_END = re.compile(r"[.!?]['’”\")\]]*\s+(?=['‘“\"(]?[A-Z0-9◼•])|[;:]?\s+(?=[◼•▪■])")
_ABBREVIATION = re.compile(
    r"(?:\b(?:Ms|Mr|Mrs|Dr|No|St|Prof|Cllr|para|e\.g|i\.e|etc|vs|approx)"
    r"|^\W*\d{1,3}|\b[A-Z])\.$"
)
_TURN = re.compile(
    r"(?:[,;:–]\s*|\s)(?=(?:however|but|although|though|whilst|while|nevertheless"
    r"|despite|yet|except|albeit|whereas)\b)",
    re.IGNORECASE,
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


def clauses(sentence: Stretch) -> tuple[Stretch, ...]:
    """The parts of a sentence between words of contrast, by offsets in the finding."""
    found: list[Stretch] = []
    start = 0
    for turn in _TURN.finditer(sentence.text):
        _add(found, sentence.text, start, turn.end(), sentence.start)
        start = turn.end()
    _add(found, sentence.text, start, len(sentence.text), sentence.start)
    return tuple(found)


def _add(
    found: list[Stretch], text: str, start: int, end: int, offset: int = 0
) -> None:
    piece = text[start:end]
    stripped = piece.strip()
    if stripped:
        start += len(piece) - len(piece.lstrip())
        found.append(Stretch(offset + start, offset + start + len(stripped), stripped))
