"""What the cues of an issue say for it in a finding, as named numbers."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graph.coding.cues import CueFinder, Hit, Strength
from graph.coding.sentences import Stretch, sentences

# What ends the part of a sentence that says what it is about.
_VERB = re.compile(
    r"\b(?:is|are|was|were|has|have|had|does|do|did|can|cannot|could|will|would"
    r"|should|may|must|remains?|continues?|provides?|ensures?|benefits?|receives?"
    r"|need|needs|lacks?|makes?|shows?|takes?|helps?|feel|told|said|report)\b"
)
# What follows is reason, purpose, circumstance or example, seldom the theme itself.
_TAIL = re.compile(
    r"\b(?:so that|in order to|to ensure|to help|to enable|to support|to inform"
    r"|including|such as|for example|as a result|due to|because|through|in line with"
    r"|resulting in|leading to|which means|meaning that|when|where|if|rather than)\b"
)


@dataclass(frozen=True, slots=True)
class Unit:
    """A finding made ready for coding.

    Attributes:
        hits: Cues of each issue in the text.
        heading: Cues of each issue in the heading it stands under.
        listed: An item of a list of what is to be improved, or what is good.
        weights: Places of strong cues, by issue.
    """

    text: str
    sentences: tuple[Stretch, ...]
    hits: Mapping[str, tuple[Hit, ...]]
    heading: Mapping[str, tuple[Hit, ...]]
    listed: bool
    weights: Mapping[str, int]

    def sentence_at(self, place: int) -> int:
        """Index of the sentence that a character stands in."""
        for index, sentence in enumerate(self.sentences):
            if place < sentence.end:
                return index
        return len(self.sentences) - 1


def read_unit(
    text: str, section: str | None, finder: CueFinder, *, listed: bool = False
) -> Unit:
    """Sentences and cues of a finding and of its heading."""
    heading = section or ""
    hits = finder.hits(text)
    return Unit(
        text=text,
        sentences=sentences(text),
        hits=hits,
        heading=finder.heading(heading) if heading else {},
        listed=listed,
        weights={issue: len(_union(strong(found))) for issue, found in hits.items()},
    )


def strong(hits: Sequence[Hit]) -> list[Hit]:
    """Those that suffice by themselves."""
    return [hit for hit in hits if hit.strength is Strength.STRONG]


def cue_features(unit: Unit, issue: str) -> dict[str, float]:
    """Named numbers, mostly between 0 and 1, for one issue in one finding."""
    hits = unit.hits.get(issue, ())
    heading = bool(strong(unit.heading.get(issue, ())))
    firm = strong(hits)
    features = _counts(unit, hits, firm) | _company(unit, issue, firm)
    features["under its heading"] = float(heading)
    features["no cue"] = float(not hits and issue not in unit.heading)
    if firm:
        features |= _places(unit, firm)
    if unit.listed:
        features |= {
            f"listed & {name}": features[name]
            for name in ("any strong", "in subject", "in object", "in tail", "early")
            if name in features
        }
    return features


def _counts(unit: Unit, hits: Sequence[Hit], firm: Sequence[Hit]) -> dict[str, float]:
    covered = sum(end - start for start, end in _union(firm))
    total = max(1, len(unit.sentences))
    carrying = {unit.sentence_at(hit.start) for hit in firm}
    return {
        "any strong": float(bool(firm)),
        "strong cues": math.log1p(len({hit.cue for hit in firm})),
        "strong places": math.log1p(len(_union(firm))),
        "weak cues": math.log1p(
            len({h.cue for h in hits}) - len({h.cue for h in firm})
        ),
        "share of sentences": len(carrying) / total,
        "sentences": math.log1p(len(carrying)),
        "share of text": min(1.0, 5 * covered / max(1, len(unit.text))),
        "density": len(_union(firm)) / total,
    }


def _places(unit: Unit, firm: Sequence[Hit]) -> dict[str, float]:
    spots = [_spot(unit, hit) for hit in firm]
    first = min(hit.start for hit in firm)
    features = {
        "early": 1.0 - first / max(1, len(unit.text)),
        "in first sentence": float(any(spot.sentence == 0 for spot in spots)),
        "in first words": float(first < 40),
        "starts a sentence": float(any(spot.offset < 25 for spot in spots)),
        "longest cue": max(hit.end - hit.start for hit in firm) / 40,
    }
    for zone in ("subject", "object", "tail", "prelude"):
        where = {spot.sentence for spot in spots if spot.zone == zone}
        if where:
            features[f"in {zone}"] = 1.0
            features[f"in {zone}: sentences"] = math.log1p(len(where))
    zones = {spot.zone for spot in spots}
    if len(zones) == 1:
        features[f"only in {zones.pop()}"] = 1.0
    return features


# Where a new clause begins within a sentence.
_CLAUSE = re.compile(
    r"[;:]\s|,\s(?:and|but|so|yet|which|with|or)\s|\b(?:however|although|but|while|whilst"
    r"|though|whereas)\b,?\s"
)
_PRELUDE = re.compile(
    r"(?:\W*\d{0,3}\.?\s*)(?:when|where|although|while|whilst|if|for|in|as|following|once"
    r"|despite|since|during|at|with|through|by|after|before|until|across)\b[^,]*,\s"
)


@dataclass(frozen=True, slots=True)
class _Spot:
    """A place of a cue: its sentence, offset there and part of the sentence."""

    sentence: int
    offset: int
    zone: str


def _spot(unit: Unit, hit: Hit) -> _Spot:
    index = unit.sentence_at(hit.start)
    sentence = unit.sentences[index]
    offset = hit.start - sentence.start
    zone = _zone(sentence.text.lower(), offset, hit.end - sentence.start)
    return _Spot(sentence=index, offset=offset, zone=zone)


def _zone(sentence: str, start: int, end: int) -> str:
    """Subject, object, tail (purpose, reason, example) or prelude (circumstance)."""
    prelude = _PRELUDE.match(sentence)
    if prelude is not None and end <= prelude.end():
        return "prelude"
    begin = prelude.end() if prelude is not None else 0
    for boundary in _CLAUSE.finditer(sentence, begin, start):
        if _VERB.search(sentence, boundary.end()) is not None:
            begin = boundary.end()
    if _TAIL.search(sentence, begin, start) is not None:
        return "tail"
    return "object" if _VERB.search(sentence, begin, start) else "subject"


def _company(unit: Unit, issue: str, firm: Sequence[Hit]) -> dict[str, float]:
    """How the issue fares among the others of the same finding."""
    weights = unit.weights
    mine = weights.get(issue, 0)
    total = sum(weights.values())
    ahead = sum(weight > mine for other, weight in weights.items() if other != issue)
    rivals = sum(weight > 0 for weight in weights.values())
    swallowed = [_swallowed(unit, issue, hit) for hit in firm]
    return {
        "share of cues": mine / total if total else 0.0,
        "ahead": min(ahead, 6) / 6,
        "rivals": math.log1p(rivals) / 3,
        "alone": float(rivals == 1 and mine > 0),
        "swallowed": sum(swallowed) / len(swallowed) if swallowed else 0.0,
        "all swallowed": float(bool(swallowed) and all(swallowed)),
        "sentences in all": math.log1p(len(unit.sentences)) / 3,
    }


def _swallowed(unit: Unit, issue: str, hit: Hit) -> bool:
    """True where a longer cue of another issue holds this one."""
    return any(
        other.start <= hit.start
        and hit.end <= other.end
        and other.end - other.start > hit.end - hit.start
        for name, hits in unit.hits.items()
        if name != issue
        for other in hits
        if other.strength is Strength.STRONG
    )


def _union(hits: Sequence[Hit]) -> list[tuple[int, int]]:
    """Places covered, overlapping hits counted once."""
    merged: list[tuple[int, int]] = []
    for hit in sorted(hits):
        if merged and hit.start < merged[-1][1]:
            start, end = merged[-1]
            merged[-1] = (start, max(end, hit.end))
        else:
            merged.append((hit.start, hit.end))
    return merged
