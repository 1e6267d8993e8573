"""Codes findings: which issues, praised or criticised, by which words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from graph.coding import model as models
from graph.coding.cues import CueFinder, Hit
from graph.coding.features import Unit, issue_features, read_unit, strong
from graph.coding.polarity import (
    ASKED_FOR,
    KIND_SAYS,
    Tone,
    carrying_sentences,
    hardly_happens,
    polarity_features,
)
from graph.coding.sentences import Stretch, clauses
from graph.coding.themes import Themes
from graph.coding.trend import back_reference, trend_features
from ontology.codes import FindingKind, Method, Polarity, Trend
from ontology.issues import IssueScheme

# Tone of a clause beyond which it plainly praises or blames.
_PLAIN = 0.6
# Probability from which a finding is held to speak of change.
_SAID = 0.3
# Probability of an issue that a cue settles.
_RULED = 0.75


@dataclass(frozen=True, slots=True)
class SentenceCoding:
    """A sentence that carries an issue.

    Attributes:
        start: Offset in the finding's text.
        end: Offset after its last character.
        evidence: The cues' words, exactly as they stand there.
    """

    start: int
    end: int
    polarity: Polarity
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Coding:
    """A machine coding of one finding.

    Attributes:
        issue: Its id in the scheme.
        polarity: As the whole finding speaks of the issue.
        evidence: The matched words, exactly as they stand in the text.
        sentence: Offsets of the one sentence that matters most.
        sentences: Every sentence that carries the issue, in order.
        confidence: Between 0 and 1.
    """

    issue: str
    polarity: Polarity
    evidence: tuple[str, ...]
    sentence: tuple[int, int]
    sentences: tuple[SentenceCoding, ...]
    method: Method
    confidence: float


@dataclass(frozen=True, slots=True)
class CodedUnit:
    """All that is coded of one finding; the likeliest issue first."""

    codings: tuple[Coding, ...]
    trend: Trend
    back_reference: bool


class Coder:
    """Codes findings after a scheme."""

    def __init__(self, scheme: IssueScheme, model: models.Model | None = None) -> None:
        """Prepares the cues of the scheme.

        Args:
            scheme: Issues of the user's own are coded by their cues and by what
                training learnt of issues in general.
            model: The shipped one by default.
        """
        self._finder = CueFinder(scheme)
        self._decisive = {issue.id for issue in scheme if issue.decisive}
        self._model = models.load() if model is None else model
        self._tone = Tone(self._model.tone)
        self._themes = Themes(
            self._model.rarity, self._model.themes, self._model.theme_constant
        )

    def code(
        self, text: str, *, kind: FindingKind, section: str | None = None
    ) -> CodedUnit:
        """Issues, polarity, trend and back reference of one finding.

        Args:
            text: Whole, as printed.
            kind: Its place in the report.
            section: Heading it stands under.
        """
        unit = read_unit(text, section, self._finder, listed=kind in KIND_SAYS)
        chosen = self._issues(unit)
        tones = {
            index: self._tone(sentence.text)
            for index, sentence in enumerate(unit.sentences)
        }
        codings = tuple(
            self._coding(unit, issue, chosen, kind, tones) for issue in chosen
        )
        return CodedUnit(codings, self._trend(text), back_reference(text))

    def _trend(self, text: str) -> Trend:
        features = trend_features(text)
        scores = {
            name: models.total(weights, features)
            for name, weights in sorted(self._model.trend.items())
        }
        shares = models.softmax(scores)
        unsaid = shares.pop(Trend.NONE.value, 0.0)
        if not shares or 1.0 - unsaid < _SAID:
            return Trend.NONE
        return Trend(max(shares, key=lambda name: shares[name]))

    def _issues(self, unit: Unit) -> dict[str, float]:
        """Issues of the unit with their probability, likeliest first."""
        model = self._model
        themes = self._themes.features(unit)
        found = {
            issue: models.probability(
                models.total(
                    model.issue, issue_features(unit, issue) | themes.get(issue, {})
                )
            )
            for issue in unit.candidates
        }
        for issue, value in found.items():
            if self._ruled(issue) and strong(unit.hits.get(issue, ())):
                found[issue] = max(value, _RULED)
        ranked = sorted(found.items(), key=lambda item: (-item[1], item[0]))
        return {issue: p for issue, p in ranked if p >= model.threshold}

    def _ruled(self, issue: str) -> bool:
        """True where a cue settles the matter.

        So the scheme may say; and an issue that training never met has only cues.
        """
        return issue in self._decisive or f"issue={issue}" not in self._model.issue

    def _coding(
        self,
        unit: Unit,
        issue: str,
        chosen: Mapping[str, float],
        kind: FindingKind,
        tones: Mapping[int, float],
    ) -> Coding:
        features = polarity_features(unit, issue, chosen, kind, self._tone, tones)
        scores = {
            name: models.total(weights, features)
            for name, weights in sorted(self._model.polarity.items())
        }
        shares = models.softmax(scores)
        # Whatever is asked for is a weakness, however politely it is put.
        asked = KIND_SAYS.get(kind) == ASKED_FOR
        polarity = (
            Polarity.WEAKNESS
            if asked
            else Polarity(max(shares, key=lambda name: shares[name]))
        )
        about = (unit.sentences[i] for i in carrying_sentences(unit, issue, chosen))
        if polarity is Polarity.STRENGTH and any(hardly_happens(s.text) for s in about):
            polarity = Polarity.WEAKNESS
        carrying = self._sentences(unit, issue, polarity, kind)
        main = _main_sentence(carrying, polarity)
        hits = _evidence(unit, issue)
        return Coding(
            issue=issue,
            polarity=polarity,
            evidence=_words(unit.text, hits),
            sentence=(main.start, main.end),
            sentences=carrying,
            method=Method.RULE if self._ruled(issue) else Method.MODEL,
            confidence=round(chosen[issue] * shares[polarity.value], 3),
        )

    def _sentences(
        self, unit: Unit, issue: str, whole: Polarity, kind: FindingKind
    ) -> tuple[SentenceCoding, ...]:
        hits = _evidence(unit, issue)
        by_sentence: dict[int, list[Hit]] = {}
        for hit in hits:
            by_sentence.setdefault(unit.sentence_of(hit), []).append(hit)
        if not by_sentence:
            # Known by its heading alone: every sentence is about it.
            by_sentence = {index: [] for index in range(len(unit.sentences))}
        return tuple(
            SentenceCoding(
                start=unit.sentences[index].start,
                end=unit.sentences[index].end,
                polarity=self._sentence_polarity(
                    unit.sentences[index], here, whole, kind
                ),
                evidence=_words(unit.text, here),
            )
            for index, here in sorted(by_sentence.items())
        )

    def _sentence_polarity(
        self, sentence: Stretch, hits: list[Hit], whole: Polarity, kind: FindingKind
    ) -> Polarity:
        if kind in KIND_SAYS or whole is Polarity.NEUTRAL:
            return whole
        parts = [
            part
            for part in clauses(sentence)
            if any(part.start <= hit.start < part.end for hit in hits)
        ] or [sentence]
        scores = [self._tone(part.text) for part in parts]
        good = max(scores) > _PLAIN
        bad = min(scores) < -_PLAIN
        if good and bad:
            return Polarity.MIXED
        if not good and not bad:
            return whole
        return Polarity.STRENGTH if good else Polarity.WEAKNESS


def _evidence(unit: Unit, issue: str) -> list[Hit]:
    hits = unit.hits.get(issue, ())
    return strong(hits) or list(hits)


def _main_sentence(
    carrying: tuple[SentenceCoding, ...], polarity: Polarity
) -> SentenceCoding:
    """The one with most evidence among those of the unit's own polarity."""
    return max(
        carrying,
        key=lambda item: (
            item.polarity is polarity,
            sum(map(len, item.evidence)),
            -item.start,
        ),
    )


def _words(text: str, hits: list[Hit]) -> tuple[str, ...]:
    """The longest matches, in order, none inside another, none twice."""
    spans: list[tuple[int, int]] = []
    for hit in sorted(hits, key=lambda hit: (hit.start, -hit.end)):
        if not spans or hit.end > spans[-1][1]:
            spans.append((hit.start, hit.end))
    return tuple(dict.fromkeys(text[start:end] for start, end in spans))
