"""Finds the cues of a scheme in a text."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from enum import IntEnum

from ontology.issues import IssueScheme
from ontology.patterns import Pattern, compile_pattern, keys_of

# Same length each, so that offsets in the folded text hold in the original.
_QUOTES = str.maketrans("’‘“”‐‑–—\u00a0", "''\"\"---- ")

_HEADINGS = 2000


class Strength(IntEnum):
    """What a cue says of its issue."""

    NOT = 0
    WEAK = 1
    STRONG = 2


@dataclass(frozen=True, slots=True, order=True)
class Hit:
    """A cue's words in a text.

    Attributes:
        start: Offset of the first character.
        end: Offset after the last character.
        cue: The cue as the scheme writes it.
    """

    start: int
    end: int
    strength: Strength
    cue: str


class CueFinder:
    """Searches many cues at once: only those whose key word the text has."""

    def __init__(self, scheme: IssueScheme) -> None:
        """Indexes the cues by their keys."""
        index: dict[str, list[tuple[str, Strength, Pattern]]] = defaultdict(list)
        for issue in scheme:
            for strength, cues in (
                (Strength.STRONG, issue.cues),
                (Strength.WEAK, issue.weak_cues),
                (Strength.NOT, issue.not_cues),
            ):
                for cue in cues:
                    pattern = compile_pattern(cue)
                    for key in pattern.keys:
                        index[key].append((issue.id, strength, pattern))
        self._index = dict(index)
        self._headings: dict[str, dict[str, tuple[Hit, ...]]] = {}

    def heading(self, text: str) -> dict[str, tuple[Hit, ...]]:
        """Hits in a heading; many findings stand under the same one."""
        if text not in self._headings:
            if len(self._headings) >= _HEADINGS:
                self._headings.clear()
            self._headings[text] = self.hits(text)
        return self._headings[text]

    def hits(self, text: str) -> dict[str, tuple[Hit, ...]]:
        """Hits of each issue in order of the text, those excluded left out.

        A weak cue inside a strong one adds nothing and is left out too.
        """
        folded = text.translate(_QUOTES)
        lowered = folded.lower()
        if len(lowered) != len(folded):
            lowered = "".join(c.lower() if len(c.lower()) == 1 else c for c in folded)
        found: dict[str, set[Hit]] = defaultdict(set)
        keys = keys_of(lowered)
        for key in keys:
            for issue, strength, pattern in self._index.get(key, ()):
                if any(map(keys.isdisjoint, pattern.needs)):
                    continue
                for match in pattern.regex.finditer(
                    folded if pattern.cased else lowered
                ):
                    hit = Hit(match.start(), match.end(), strength, pattern.source)
                    found[issue].add(hit)
        kept = {issue: _kept(hits) for issue, hits in sorted(found.items())}
        return {issue: hits for issue, hits in kept.items() if hits}


def _kept(hits: set[Hit]) -> tuple[Hit, ...]:
    excluded = [hit for hit in hits if hit.strength is Strength.NOT]
    positive = [
        hit
        for hit in hits
        if hit.strength is not Strength.NOT
        and not any(_overlap(hit, other) for other in excluded)
    ]
    strong = [hit for hit in positive if hit.strength is Strength.STRONG]
    return tuple(
        sorted(
            hit
            for hit in positive
            if hit.strength is Strength.STRONG
            or not any(_overlap(hit, other) for other in strong)
        )
    )


def _overlap(one: Hit, other: Hit) -> bool:
    return one.start < other.end and other.start < one.end
