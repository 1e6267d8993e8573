"""Which sentences of a finding carry an issue, and which of their words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graph.coding.cues import Hit
from graph.coding.features import Unit, strong
from graph.coding.network import Span, View
from graph.coding.sentences import Stretch

_WORD = re.compile(r"[^\W\d_](?:[\w'’\-]*\w)?")
# The network's attention: words enough to hold this share of it, and at most so many.
_SHARE = 0.5
_WORDS = 4

# Words that join others and speak of nothing by themselves; the network rests on them.
_JOINING = frozenset(
    """
    a about across after again all also although an and another any are as at be because
    become been before being between both but by can could did do does during each either
    few for from further had has have having he her here hers him his how however if in
    into is it its itself less like made make makes many may more most much must neither
    no nor not of off often on once one only or other others our out over own per rather
    she should since so some such than that the their theirs them themselves then there
    therefore these they this those through throughout to too under until up upon very
    was we well were what when where whether which while who whom whose why will with
    within without would yet you your
    """.split()
)

#: Probability from which a sentence is held to carry an issue.
CARRIES = 0.5


def sentence_shares(unit: Unit, issue: str, view: View) -> list[float]:
    """Probability of each sentence that it carries an issue that the network knows."""
    return [view.issues_in((s.start, s.end))[issue] for s in unit.sentences]


def carrying(unit: Unit, issue: str, view: View) -> list[int]:
    """Indexes of the sentences that carry an issue; at least one.

    Args:
        unit: The finding.
        issue: What it is about.
        view: The finding as the network sees it. Of an issue it does not know, the
            sentences with a cue carry it.
    """
    if issue not in view.issues:
        return sorted({unit.sentence_at(hit.start) for hit in _best(unit, issue)})
    shares = sentence_shares(unit, issue, view)
    least = min(CARRIES, max(shares))
    return [index for index, share in enumerate(shares) if share >= least]


def words(unit: Unit, issue: str, sentence: int, view: View) -> list[Span]:
    """Offsets of the words of a sentence that speak of an issue, in order.

    The strong cues, else the weak ones, else what the network looked at.
    """
    within = unit.sentences[sentence]
    hits = [
        hit for hit in _best(unit, issue) if unit.sentence_at(hit.start) == sentence
    ]
    if hits:
        return sorted((hit.start, hit.end) for hit in hits)
    return _attended(unit.text, within, view.attention(issue))


def _best(unit: Unit, issue: str) -> Sequence[Hit]:
    hits = unit.hits.get(issue, ())
    return strong(hits) or hits


def _attended(
    text: str, within: Stretch, attention: Sequence[tuple[Span, float]]
) -> list[Span]:
    """The words looked at most, those that only join others left out."""
    words = [word.span() for word in _WORD.finditer(text, within.start, within.end)]
    words = words or [(within.start, within.end)]
    shares = dict.fromkeys(words, 0.0)
    current = 0
    for (start, _), share in attention:
        while current + 1 < len(words) and words[current][1] <= start:
            current += 1
        if words[current][0] <= start < words[current][1]:
            shares[words[current]] += share
    speaking = [word for word in words if not _joins(text[slice(*word)])] or words
    whole = sum(shares[word] for word in speaking)
    taken: list[Span] = []
    held = 0.0
    for word in sorted(speaking, key=lambda word: (-shares[word], word)):
        if taken and (held >= _SHARE * whole or len(taken) == _WORDS):
            break
        taken.append(word)
        held += shares[word]
    return _joined(text, sorted(taken))


def _joins(word: str) -> bool:
    return word.casefold() in _JOINING


def _joined(text: str, words: Sequence[Span]) -> list[Span]:
    """With what joins them: "quality" and "plans" as "quality of plans"."""
    joined: list[Span] = []
    for start, end in words:
        if joined and all(map(_joins, text[joined[-1][1] : start].split())):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined
