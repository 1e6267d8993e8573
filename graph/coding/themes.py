"""Which issues the words of a text go with, cue or no cue.

A linear model over words and pairs of words, learnt from many reports that the
cues had coded (``benchmarks/train_coding.py``): it knows the company cues keep.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping
from itertools import pairwise

from graph.coding.features import Unit

_WORD = re.compile(r"[a-z'\-]+")
_QUOTES = str.maketrans("’‘‐‑", "''--")


def terms(text: str) -> Counter[str]:
    """Words and pairs of neighbouring words, digits left out."""
    words = _WORD.findall(text.translate(_QUOTES).lower())
    pairs = (f"{first} {second}" for first, second in pairwise(words))
    return Counter([*words, *pairs])


def vector(text: str, rarity: Mapping[str, float]) -> dict[str, float]:
    """The known terms of a text, weighted by rarity, of length one."""
    raw = {
        term: (1.0 + math.log(count)) * rarity[term]
        for term, count in terms(text).items()
        if term in rarity
    }
    length = math.sqrt(sum(value * value for value in raw.values()))
    return {term: value / length for term, value in raw.items()} if length else {}


class Themes:
    """How much a text sounds like each issue."""

    def __init__(
        self,
        rarity: Mapping[str, float],
        weights: Mapping[str, Mapping[str, float]],
        constant: Mapping[str, float],
    ) -> None:
        """Rarity of each term, weights of issues by term, constant by issue."""
        self._rarity = rarity
        self._weights = weights
        self._constant = constant

    def scores(self, text: str) -> dict[str, float]:
        """For each issue about 0 (nothing) to 1 (what the text is about)."""
        found = dict(self._constant)
        for term, value in vector(text, self._rarity).items():
            for issue, weight in self._weights.get(term, {}).items():
                found[issue] += value * weight
        return found

    def features(self, unit: Unit) -> dict[str, dict[str, float]]:
        """Named numbers for each candidate issue of a finding."""
        whole = self.scores(unit.text)
        parts = [self.scores(sentence.text) for sentence in unit.sentences] or [whole]
        tops = [max(part, key=lambda name: part[name]) for part in parts]
        best = max(0.05, max(whole.values()))
        features: dict[str, dict[str, float]] = {}
        for issue in unit.candidates:
            if issue not in whole:
                continue  # an issue of the user's own, unknown to the model
            mine = whole[issue]
            highest = max(part[issue] for part in parts)
            ahead = sum(score > mine for score in whole.values())
            features[issue] = {
                "theme": 3 * mine,
                "theme of a sentence": 3 * highest,
                "theme ruling": tops.count(issue) / len(parts),
                "theme first": float(ahead == 0),
                "theme second": float(ahead < 2),
                "themes ahead": min(ahead, 6) / 6,
                "theme share": mine / best,
            }
        return features
