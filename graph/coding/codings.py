"""Codes findings: which issues, praised or criticised, by which words."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass

from graph.coding import model as models
from graph.coding import network as networks
from graph.coding.about import candidates, issue_features
from graph.coding.cues import CueFinder
from graph.coding.evidence import carrying, words
from graph.coding.features import Unit, read_unit, strong
from graph.coding.network import Network, Span, View
from graph.coding.polarity import LISTED, SETTLED, polarity_features, weighed
from graph.coding.trend import back_reference, trend_features
from ontology.codes import FindingKind, Method, Polarity, Trend
from ontology.issues import IssueScheme

# A sentence without a cue of the issue seldom stands by itself: less of a quotation.
_UNNAMED = 0.5
# Probability of an issue that training never met: it has only its cues.
_RULED = 0.75
_OPPOSITE = {
    Polarity.STRENGTH: Polarity.WEAKNESS,
    Polarity.WEAKNESS: Polarity.STRENGTH,
}


@dataclass(frozen=True, slots=True)
class SentenceCoding:
    """A sentence that carries an issue.

    Attributes:
        start: Offset in the finding's text.
        end: Offset after its last character.
        evidence: The words that speak of it, exactly as they stand there.
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
        evidence: The words that speak of it, exactly as they stand in the text.
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

    @property
    def other_side(self) -> SentenceCoding | None:
        """A sentence that adds what a mixed coding's own leaves out, praise or blame."""
        said = {(one.start, one.end): one.polarity for one in self.sentences}
        opposite = _OPPOSITE.get(said.get(self.sentence, Polarity.MIXED))
        if self.polarity is not Polarity.MIXED or opposite is None:
            return None
        for wanted in (opposite, Polarity.MIXED):
            for one in self.sentences:
                if one.polarity is wanted:
                    return one
        return None


@dataclass(frozen=True, slots=True)
class Mention:
    """A sentence with the words of an issue that the finding is not held to be about.

    Attributes:
        issue: Its id in the scheme.
        start: Offset of the sentence in the finding's text.
        end: Offset after its last character.
    """

    issue: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class CodedUnit:
    """All that is coded of one finding; the likeliest issue first.

    Attributes:
        mentions: Issues named in passing, the first sentence of each.
    """

    codings: tuple[Coding, ...]
    trend: Trend
    back_reference: bool
    mentions: tuple[Mention, ...] = ()


class Coder:
    """Codes findings after a scheme."""

    def __init__(
        self,
        scheme: IssueScheme,
        model: models.Model | None = None,
        network: Network | None = None,
    ) -> None:
        """Prepares the cues of the scheme.

        Args:
            scheme: Issues of the user's own are coded by their cues, with the polarity
                that the network sees in the sentences around them.
            model: The shipped one by default.
            network: The shipped one by default.
        """
        self._finder = CueFinder(scheme)
        self._issues = tuple(issue.id for issue in scheme)
        self._model = models.load() if model is None else model
        self._network = networks.shipped() if network is None else network

    def code(
        self, text: str, *, kind: FindingKind, section: str | None = None
    ) -> CodedUnit:
        """Issues, polarity, trend and back reference of one finding.

        Args:
            text: Whole, as printed.
            kind: Its place in the report.
            section: Heading it stands under.
        """
        if not text.strip():
            return CodedUnit((), Trend.NONE, False)
        unit = read_unit(text, section, self._finder, listed=kind in LISTED)
        view = self._network.read(text, section=section, kind=kind)
        chosen = self._chosen(unit, view)
        codings = tuple(
            self._coding(unit, issue, chosen, kind, view) for issue in chosen
        )
        return CodedUnit(
            codings,
            self._trend(text, view),
            back_reference(text),
            tuple(_mentions(unit, chosen)),
        )

    def _trend(self, text: str, view: View) -> Trend:
        shares = _shares(self._model.trend, trend_features(text, view))
        unsaid = shares.pop(Trend.NONE.value, 0.0)
        if 1.0 - unsaid < self._model.said:
            return Trend.NONE
        # Hands coded few declines, so the network has a say of its own in which it is.
        return Trend(
            max(shares, key=lambda name: shares[name] * view.trend[Trend(name)])
        )

    def _chosen(self, unit: Unit, view: View) -> dict[str, float]:
        """Issues of the unit with their probability, likeliest first."""
        found: dict[str, float] = {}
        for issue in candidates(self._issues, unit, view):
            if issue in view.issues:
                features = issue_features(unit, issue, view)
                odds = models.total(self._model.issue, features)
                found[issue] = models.probability(odds)
            elif strong(unit.hits[issue]):
                found[issue] = _RULED
        ranked = sorted(found.items(), key=lambda item: (-item[1], item[0]))
        return {issue: p for issue, p in ranked if p >= self._model.threshold}

    def _coding(
        self,
        unit: Unit,
        issue: str,
        chosen: Mapping[str, float],
        kind: FindingKind,
        view: View,
    ) -> Coding:
        about = carrying(unit, issue, view)
        features = polarity_features(
            unit, issue, about, alone=len(chosen) == 1, kind=kind, view=view
        )
        shares = _shares(self._model.polarity, features)
        said = Polarity(max(shares, key=lambda name: shares[name]))
        polarity = weighed(kind, len(unit.sentences), said)
        both = kind in SETTLED and polarity is Polarity.MIXED
        settled = (kind in LISTED and not both) or polarity is Polarity.NEUTRAL
        coded = tuple(
            _sentence(unit, issue, index, polarity, view, settled=settled)
            for index in about
        )
        main = _main_sentence(coded, unit, issue, polarity, view)
        return Coding(
            issue=issue,
            polarity=polarity,
            evidence=tuple(dict.fromkeys(w for one in coded for w in one.evidence)),
            sentence=(main.start, main.end),
            sentences=coded,
            method=Method.MODEL if issue in view.issues else Method.RULE,
            confidence=round(chosen[issue] * shares[polarity.value], 2),
        )


def _mentions(unit: Unit, chosen: Container[str]) -> Iterator[Mention]:
    for issue, hits in sorted(unit.hits.items()):
        named = strong(hits)
        if named and issue not in chosen:
            first = min(hit.start for hit in named)
            sentence = unit.sentences[unit.sentence_at(first)]
            yield Mention(issue, sentence.start, sentence.end)


def _shares(
    weights: Mapping[str, models.Weights], features: Mapping[str, float]
) -> dict[str, float]:
    return models.softmax(
        {name: models.total(weights[name], features) for name in sorted(weights)}
    )


def _sentence(
    unit: Unit, issue: str, index: int, whole: Polarity, view: View, *, settled: bool
) -> SentenceCoding:
    sentence = unit.sentences[index]
    polarity = whole
    if not settled and len(unit.sentences) > 1:
        shares = view.polarity(issue, [(sentence.start, sentence.end)])
        polarity = max(shares, key=lambda code: shares[code])
    return SentenceCoding(
        start=sentence.start,
        end=sentence.end,
        polarity=polarity,
        evidence=_words(unit.text, words(unit, issue, index, view)),
    )


def _main_sentence(
    coded: Sequence[SentenceCoding],
    unit: Unit,
    issue: str,
    polarity: Polarity,
    view: View,
) -> SentenceCoding:
    """The one surest to say of the issue what the whole finding says."""
    named = {unit.sentence_at(hit.start) for hit in unit.hits.get(issue, ())}

    def sureness(one: SentenceCoding) -> float:
        span = (one.start, one.end)
        shares = view.polarity(issue, [span])
        says = shares[polarity]
        if polarity is Polarity.MIXED:
            # Often praise and blame stand apart: then the reservation is the news.
            says += shares[Polarity.WEAKNESS] / 2
        if unit.sentence_at(one.start) not in named:
            says *= _UNNAMED
        return says * view.issues_in(span).get(issue, 1.0)

    return max(coded, key=lambda one: (sureness(one), -one.start))


def _words(text: str, spoken: Sequence[Span]) -> tuple[str, ...]:
    """The longest matches, in order, none inside another, none twice."""
    spans: list[Span] = []
    for start, end in sorted(spoken, key=lambda span: (span[0], -span[1])):
        if not spans or end > spans[-1][1]:
            spans.append((start, end))
    return tuple(dict.fromkeys(text[start:end] for start, end in spans))
