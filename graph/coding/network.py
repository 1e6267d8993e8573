"""A small neural network that reads a finding: its issues, their polarity, its trend.

An encoder of words (a transformer of six layers, 16-bit weights) gives every piece of
a word a vector that knows its neighbours. Each issue then looks for its own words
among them (label-wise attention, Mullenbach et al. 2018), and what it found says
whether the finding is about it and whether it praises or blames. Asked to look at one
sentence alone, in its place, it says the same of that sentence; and it can tell which
words decided.

Trained by ``benchmarks/train_coding.py``; runs without a network connection.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnxruntime

from graph.coding.sentences import sentences
from graph.coding.wordpiece import Piece, WordPieces
from ontology.codes import FindingKind, Polarity, Trend

DATA = Path(__file__).with_name("data")

#: Pieces of words that the encoder takes at once, the heading's included.
WINDOW = 256
_HEADING = 80
# What stands before the text for the encoder to know whether it is a demand.
_KINDS = {
    FindingKind.AREA_FOR_IMPROVEMENT: "improve: ",
    FindingKind.PRIORITY_ACTION: "improve: ",
    FindingKind.RECOMMENDATION: "improve: ",
    FindingKind.STRENGTH: "strength: ",
}

Vectors = npt.NDArray[np.float32]
Span = tuple[int, int]


def setting(section: str | None, kind: FindingKind) -> str:
    """Where a finding stands, as the encoder is told it."""
    return f"{(section or '')[:_HEADING].lower()} | {_KINDS.get(kind, '')}"


@dataclass(frozen=True, slots=True)
class Heads:
    """What is asked of the encoder's vectors.

    Attributes:
        issues: Ids, in the order of the rows.
        queries: What each issue looks for, and in the last row what change does.
        weights: How much of what was found speaks for the issue.
        constants: Of each issue.
        polarity: Weights by polarity, and constants in the last column.
        polarities: Codes, in the order of those rows.
        trend: Weights by trend, and constants in the last column.
        trends: Codes, in the order of those rows.
    """

    issues: tuple[str, ...]
    queries: Vectors
    weights: Vectors
    constants: Vectors
    polarity: Vectors
    polarities: tuple[Polarity, ...]
    trend: Vectors
    trends: tuple[Trend, ...]

    @classmethod
    def load(cls, path: Path) -> Heads:
        """Of a file that training wrote."""
        with np.load(path) as data:
            return cls(
                issues=tuple(map(str, data["issues"])),
                queries=data["queries"],
                weights=data["weights"],
                constants=data["constants"],
                polarity=data["polarity"],
                polarities=tuple(Polarity(str(code)) for code in data["polarities"]),
                trend=data["trend"],
                trends=tuple(Trend(str(code)) for code in data["trends"]),
            )


class View:
    """A finding as the network sees it."""

    def __init__(self, heads: Heads, pieces: list[Piece | None], vectors: Vectors):
        """A vector for each piece; None for those of the heading."""
        self._heads = heads
        self._pieces = pieces
        self._vectors = vectors
        self._by_sentence: dict[Span, Mapping[str, float]] = {}

    @cached_property
    def _scores(self) -> Vectors:
        """How well each piece answers each issue's question, change's last."""
        scores: Vectors = self._heads.queries @ self._vectors.T
        return scores

    @cached_property
    def issues(self) -> Mapping[str, float]:
        """Probability of each issue that the finding is about it."""
        return self._about(self._scores[:-1])

    def issues_in(self, sentence: Span) -> Mapping[str, float]:
        """Probability of each issue that the sentence carries it, read in its place."""
        if sentence not in self._by_sentence:
            inside = self._inside([sentence])
            self._by_sentence[sentence] = (
                self._about(np.where(inside, self._scores[:-1], -np.inf))
                if inside.any()
                else dict.fromkeys(self._heads.issues, 0.0)
            )
        return self._by_sentence[sentence]

    def _about(self, scores: Vectors) -> dict[str, float]:
        heads = self._heads
        found = _softmax(scores) @ self._vectors
        odds: Vectors = (found * heads.weights).sum(axis=1) + heads.constants
        return dict(zip(heads.issues, _logistic(odds).tolist(), strict=True))

    @cached_property
    def trend(self) -> Mapping[Trend, float]:
        """Shares that add to one."""
        found = _softmax(self._scores[-1]) @ self._vectors
        seen = np.concatenate([found, self._vectors.mean(axis=0), [1.0]])
        shares = _softmax(self._heads.trend @ seen)
        return dict(zip(self._heads.trends, shares.tolist(), strict=True))

    def polarity(
        self, issue: str, within: Iterable[Span] | None = None
    ) -> Mapping[Polarity, float]:
        """Shares that add to one.

        Args:
            issue: One that the network does not know is seen in all words alike.
            within: Stretches of the text to look at, all by default.
        """
        scores = self._of(issue)
        if within is not None:
            inside = self._inside(within)
            if inside.any():
                scores = np.where(inside, scores, -np.inf)
        seen = np.append(_softmax(scores) @ self._vectors, 1.0)
        shares = _softmax(self._heads.polarity @ seen)
        return dict(zip(self._heads.polarities, shares.tolist(), strict=True))

    def attention(self, issue: str) -> list[tuple[Span, float]]:
        """The pieces of the text, each with its share in what the issue looked at."""
        shares = _softmax(self._of(issue)).tolist()
        return [
            ((piece.start, piece.end), share)
            for piece, share in zip(self._pieces, shares, strict=True)
            if piece is not None
        ]

    def _of(self, issue: str) -> Vectors:
        if issue in self._heads.issues:
            scores: Vectors = self._scores[self._heads.issues.index(issue)]
            return scores
        return np.zeros(len(self._pieces), dtype=np.float32)

    def _inside(self, within: Iterable[Span]) -> npt.NDArray[np.bool_]:
        spans = list(within)
        return np.array(
            [
                piece is not None
                and any(start <= piece.start < end for start, end in spans)
                for piece in self._pieces
            ]
        )


class Network:
    """The encoder and its heads."""

    def __init__(self, folder: Path = DATA) -> None:
        """Loads ``encoder.onnx``, ``heads.npz`` and ``vocabulary.txt``."""
        options = onnxruntime.SessionOptions()
        # Findings are many and short: builds use one process for each core.
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        self._encoder = onnxruntime.InferenceSession(
            folder / "encoder.onnx", options, providers=["CPUExecutionProvider"]
        )
        self._heads = Heads.load(folder / "heads.npz")
        vocabulary = (folder / "vocabulary.txt").read_text(encoding="utf-8")
        self._pieces = WordPieces(vocabulary.rstrip("\n").split("\n"))

    def read(self, text: str, *, section: str | None, kind: FindingKind) -> View:
        """What the network sees in a finding."""
        heading = [piece.id for piece in self._pieces(setting(section, kind))]
        room = WINDOW - len(heading) - 3
        seen: list[Piece | None] = []
        vectors: list[Vectors] = []
        for window in _windows(self._pieces(text), text, room):
            ids = [
                self._pieces.begin,
                *heading,
                self._pieces.separator,
                *(piece.id for piece in window),
                self._pieces.separator,
            ]
            (found,) = self._encoder.run(None, {"ids": np.array([ids], dtype=np.int64)})
            vectors.append(found[0])
            seen += [None] * (len(heading) + 2)
            seen += window
            seen.append(None)
        return View(self._heads, seen, np.concatenate(vectors))


def _windows(pieces: list[Piece], text: str, room: int) -> Iterable[list[Piece]]:
    """Whole sentences, as many as fit."""
    if len(pieces) <= room:
        yield pieces
        return
    starts = [sentence.start for sentence in sentences(text)]
    while pieces:
        cut = len(pieces)
        if cut > room:
            beginnings = [
                place
                for place in range(1, room + 1)
                if any(
                    pieces[place - 1].start < s <= pieces[place].start for s in starts
                )
            ]
            cut = beginnings[-1] if beginnings else room
        yield pieces[:cut]
        pieces = pieces[cut:]


def _softmax(scores: Vectors) -> Vectors:
    powers = np.exp(scores - scores.max(axis=-1, keepdims=True))
    shares: Vectors = powers / powers.sum(axis=-1, keepdims=True)
    return shares


def _logistic(odds: Vectors) -> Vectors:
    return np.reciprocal(np.exp(-odds) + np.float32(1.0))


@cache
def shipped() -> Network:
    """The network that comes with the package."""
    return Network()
