"""Which words of a finding speak of an issue."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from graph.coding.features import Unit, strong
from graph.coding.network import Span, View

_WORD = re.compile(r"[^\W\d_](?:[\w'’\-]*\w)?")
# The network's attention: words enough to hold this share of it, and at most so many.
_SHARE = 0.5
_WORDS = 4

Places = Mapping[str, Sequence[Span]]


def places(unit: Unit, issue: str, view: View) -> list[Span]:
    """Offsets in order: the strong cues, else the weak ones, else what was looked at.

    Args:
        unit: The finding.
        issue: What it is about.
        view: The finding as the network sees it.
    """
    hits = unit.hits.get(issue, ())
    if hits:
        return sorted((hit.start, hit.end) for hit in strong(hits) or hits)
    return _attended(unit.text, view.attention(issue))


def _attended(text: str, attention: Sequence[tuple[Span, float]]) -> list[Span]:
    """The words looked at most, neighbours joined."""
    words = [word.span() for word in _WORD.finditer(text)] or [(0, len(text))]
    shares = dict.fromkeys(words, 0.0)
    current = 0
    for (start, _), share in attention:
        while current + 1 < len(words) and words[current][1] <= start:
            current += 1
        if words[current][0] <= start < words[current][1]:
            shares[words[current]] += share
    whole = sum(shares.values())
    taken: list[Span] = []
    held = 0.0
    for word in sorted(words, key=lambda word: (-shares[word], word)):
        if taken and (held >= _SHARE * whole or len(taken) == _WORDS):
            break
        taken.append(word)
        held += shares[word]
    return _joined(text, sorted(taken))


def _joined(text: str, words: Sequence[Span]) -> list[Span]:
    joined: list[Span] = []
    for start, end in words:
        if joined and not text[joined[-1][1] : start].strip():
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def carrying_sentences(unit: Unit, issue: str, spoken: Places) -> list[int]:
    """Sentences on the issue: with its words, or following one and naming no other.

    Args:
        unit: The finding.
        issue: One of ``spoken``.
        spoken: Places of all issues that the finding is about.
    """
    named: dict[int, set[str]] = {}
    for name, spans in spoken.items():
        for span in spans:
            named.setdefault(unit.sentence_at(span[0]), set()).add(name)
    found: list[int] = []
    current: set[str] = set()
    for index in range(len(unit.sentences)):
        current = named.get(index, current)
        if issue in current:
            found.append(index)
    return found
