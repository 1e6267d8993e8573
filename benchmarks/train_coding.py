"""Trains the models of ``graph/coding`` and writes their weights.

    python -m benchmarks.train_coding

Four models, each a sum of weights at run time:

- tone: praise or blame of words, from weak labels of the corpus;
- issues: whether an issue with cues in a finding is what it is about, from hand
  codings;
- themes: which issues the other words go with, from the corpus as coded by the
  issue model (a student of it), whose scores the final issue model weighs too;
- polarity and trend: from hand codings.
"""

from __future__ import annotations

import json
import math
import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass

import numpy as np
import scipy.sparse as sp
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression, Ridge

from benchmarks import corpus, gold
from benchmarks.corpus import Paragraph
from benchmarks.gold import CodedText
from graph.coding.cues import CueFinder
from graph.coding.features import Unit, issue_features, read_unit
from graph.coding.model import DATA, Model, Weights, probability, total
from graph.coding.polarity import (
    KIND_SAYS,
    Tone,
    grams,
    polarity_features,
    valence,
)
from graph.coding.sentences import sentences
from graph.coding.themes import Themes, terms, vector
from graph.coding.trend import trend_features
from ontology.issues import scheme

THRESHOLD = 0.43
# Paragraphs of the corpus that the student learns from, and how often a term must
# occur there; both trade accuracy for time and size.
STUDENT_PARAGRAPHS = 9000
LEAST_PARAGRAPHS = 14
TERMS_PER_ISSUE = 220
# Groups of features that are many and each rare are held back by scaling.
_SCALES = (("before=", 0.4), ("after=", 0.4), ("subject:", 0.3), ("object:", 0.3),
           ("tail:", 0.3), ("prelude:", 0.3))  # fmt: skip

Features = dict[str, float]


@dataclass(frozen=True, slots=True)
class Material:
    """What training has, besides the hand codings of reports.

    Attributes:
        own: Paragraphs of the corpus coded by the project's makers.
        read: Paragraphs for the student to learn from, ready for coding.
        tone: Weights of praise and blame; no hand coding of a report is in them.
    """

    own: tuple[CodedText, ...]
    read: tuple[Unit, ...]
    tone: Features


def material(units: Iterable[CodedText]) -> Material:
    """From the corpus, without the documents that are coded by hand."""
    folder = gold.shared_folder()
    everything = corpus.paragraphs(folder, {unit.document for unit in units})
    own = tuple(corpus.own_codings(everything))
    usable = [
        paragraph
        for paragraph in everything
        if paragraph.label != "skip" and 60 < len(paragraph.text) < 2500
    ]
    random.Random(0).shuffle(usable)
    finder = CueFinder(scheme())
    read = tuple(
        read_unit(
            paragraph.text,
            paragraph.section,
            finder,
            listed=paragraph.label in ("task", "strength"),
        )
        for paragraph in usable[:STUDENT_PARAGRAPHS]
    )
    return Material(own, read, _tone(everything, own))


def train(units: Sequence[CodedText], given: Material) -> Model:
    """Learns from hand-coded units and the corpus; the same input, the same model."""
    coded = [unit for unit in (*units, *given.own) if unit.finding]
    finder = CueFinder(scheme())
    read = [_read(unit, finder) for unit in coded]
    teacher = _issue_model(read, coded, None)
    themes = _student(teacher, given.read)
    return Model(
        issue=_issue_model(read, coded, Themes(*themes)),
        threshold=THRESHOLD,
        polarity=_polarity_model(read, coded, Tone(given.tone)),
        tone=given.tone,
        rarity=themes[0],
        themes=themes[1],
        theme_constant=themes[2],
        trend=_trend_model(coded),
    )


def _read(unit: CodedText, finder: CueFinder) -> Unit:
    return read_unit(unit.text, unit.section, finder, listed=unit.kind in KIND_SAYS)


def _issue_model(
    read: Sequence[Unit], coded: Sequence[CodedText], themes: Themes | None
) -> Features:
    rows: list[Features] = []
    answers: list[bool] = []
    for unit, codes in zip(read, coded, strict=True):
        extra = themes.features(unit) if themes is not None else {}
        for issue in unit.candidates:
            rows.append(issue_features(unit, issue) | extra.get(issue, {}))
            answers.append(issue in codes.issues)
    weights = _fit(rows, answers, strength=0.7)["True"]
    return weights


def _fit(
    rows: Sequence[Features], answers: Sequence[object], strength: float
) -> dict[str, Features]:
    """Weights for each answer; for a yes-or-no question only those of yes."""
    names = DictVectorizer()
    matrix = names.fit_transform(rows)
    columns = [str(name) for name in names.get_feature_names_out()]
    scale = np.array([_scale(name) for name in columns])
    labels = [str(answer) for answer in answers]
    model = LogisticRegression(C=strength, max_iter=1500)
    model.fit(matrix.multiply(scale).tocsr(), labels)
    classes = list(model.classes_) if len(model.classes_) > 2 else [model.classes_[1]]
    learnt: dict[str, Features] = {}
    for place, answer in enumerate(classes):
        values = model.coef_[place] * scale
        weights = {
            name: round(float(value), 4)
            for name, value in zip(columns, values, strict=True)
            if abs(value) >= 0.002
        }
        constant = float(model.intercept_[place])
        weights["bias"] = round(weights.get("bias", 0.0) + constant, 4)
        learnt[str(answer)] = weights
    return learnt


def _scale(name: str) -> float:
    return next((value for start, value in _SCALES if name.startswith(start)), 1.0)


def _student(
    teacher: Weights, read: Sequence[Unit]
) -> tuple[Features, dict[str, Features], Features]:
    """Rarity of terms, weights by term and constants, learnt from the teacher."""
    rarity = _rarity(unit.text for unit in read)
    columns = {term: place for place, term in enumerate(sorted(rarity))}
    issues = [issue.id for issue in scheme()]
    targets = np.zeros((len(read), len(issues)))
    cells: list[tuple[int, int, float]] = []
    for row, unit in enumerate(read):
        for issue in unit.candidates:
            odds = total(teacher, issue_features(unit, issue))
            targets[row, issues.index(issue)] = probability(odds)
        for term, value in vector(unit.text, rarity).items():
            cells.append((row, columns[term], value))
    rows, places, values = zip(*cells, strict=True)
    matrix = sp.csr_matrix((values, (rows, places)), shape=(len(read), len(columns)))
    model = Ridge(alpha=2.0, solver="sparse_cg", max_iter=60, tol=2e-3)
    model.fit(matrix, targets)
    constant = dict(zip(issues, map(float, np.round(model.intercept_, 4)), strict=True))
    return rarity, _heaviest(model.coef_, sorted(columns), issues), constant


def _rarity(texts: Iterable[str]) -> Features:
    counts: Counter[str] = Counter()
    number = 0
    for text in texts:
        counts.update(set(terms(text)))
        number += 1
    return {
        term: round(math.log((1 + number) / (1 + count)) + 1, 3)
        for term, count in sorted(counts.items())
        if LEAST_PARAGRAPHS <= count <= 0.4 * number
    }


def _heaviest(
    coefficients: np.ndarray[tuple[int, int], np.dtype[np.float64]],
    columns: Sequence[str],
    issues: Sequence[str],
) -> dict[str, Features]:
    """By term, the weights that matter most for each issue."""
    kept: dict[str, Features] = defaultdict(dict)
    for place, issue in enumerate(issues):
        weights = coefficients[place]
        for column in np.argsort(-np.abs(weights), kind="stable")[:TERMS_PER_ISSUE]:
            kept[columns[int(column)]][issue] = round(float(weights[column]), 3)
    return {term: kept[term] for term in sorted(kept)}


def _tone(
    everything: Sequence[Paragraph], own: Sequence[CodedText], strength: float = 0.05
) -> Features:
    """Log odds of praise, learnt from sentences under telling headings."""
    examples = list(_toned(everything, own))
    spread: dict[str, set[str]] = defaultdict(set)
    for text, _, _, place in examples:
        for gram in set(grams(text)):
            spread[gram].add(place)
    columns = {
        gram: index
        for index, gram in enumerate(
            sorted(g for g, s in spread.items() if len(s) >= 10)
        )
    }
    cells = [
        (row, columns[gram])
        for row, (text, *_) in enumerate(examples)
        for gram in sorted(set(grams(text)))
        if gram in columns
    ]
    rows, places = zip(*cells, strict=True)
    shape = (len(examples), len(columns))
    matrix = sp.csr_matrix((np.ones(len(cells)), (rows, places)), shape=shape)
    good = np.array([praise for _, praise, _, _ in examples])
    weight = np.array([value for _, _, value, _ in examples])
    whole = weight.sum() / 2
    weight *= np.where(good, whole / weight[good].sum(), whole / weight[~good].sum())
    model = LogisticRegression(C=strength, max_iter=400).fit(matrix, good, weight)
    for _ in range(2):
        # Good sections hold criticisms too: what the model firmly denies is dropped.
        odds = model.decision_function(matrix)
        keep = ~((good & (odds < -0.7)) | (~good & (odds > 0.7)))
        model.fit(matrix[keep], good[keep], weight[keep])
    weights = {
        gram: round(float(model.coef_[0][index]), 3)
        for gram, index in columns.items()
        if abs(model.coef_[0][index]) >= 0.015
    }
    return weights | {"": round(float(model.intercept_[0]), 3)}


def _toned(
    everything: Sequence[Paragraph], own: Sequence[CodedText]
) -> Iterable[tuple[str, bool, float, str]]:
    """Sentences with praise or not, weight, and the authority they are about."""
    for paragraph in everything:
        place = paragraph.document.split("__")[0]
        label = _weak_label(paragraph)
        for sentence in sentences(paragraph.text):
            if label is not None:
                yield sentence.text, label[0], label[1], place
            if paragraph.label not in ("skip", "task"):
                praise, blame = valence(sentence.text)
                if max(praise, blame) >= 2 and min(praise, blame) == 0:
                    yield sentence.text, praise > 0, 0.5, place
    for unit in own:
        said = set(unit.issues.values())
        if said in ({"strength"}, {"weakness"}):
            for sentence in sentences(unit.text):
                yield sentence.text, said == {"strength"}, 6.0, f"own {unit.document}"


def _weak_label(paragraph: Paragraph) -> tuple[bool, float] | None:
    match paragraph.label, paragraph.grade:
        case "weakness", _:
            return False, 2.0
        case "strength", _:
            return True, 1.5
        case None, "outstanding":
            return True, 1.0
        case None, "good":
            return True, 0.7
        case None, "inadequate":
            return False, 0.7
    return None


def _polarity_model(
    read: Sequence[Unit], coded: Sequence[CodedText], tone: Tone
) -> dict[str, Features]:
    rows: list[Features] = []
    answers: list[str] = []
    for unit, codes in zip(read, coded, strict=True):
        tones = {
            index: tone(sentence.text) for index, sentence in enumerate(unit.sentences)
        }
        for issue, polarity in sorted(codes.issues.items()):
            rows.append(
                polarity_features(
                    unit, issue, sorted(codes.issues), codes.kind, tone, tones
                )
            )
            answers.append(polarity)
    return _fit(rows, answers, strength=0.3)


def _trend_model(coded: Sequence[CodedText]) -> dict[str, Features]:
    rows = [trend_features(unit.text) for unit in coded]
    return _fit(rows, [unit.trend for unit in coded], strength=0.5)


def save(model: Model) -> None:
    """Writes the weights where the package looks for them."""
    text = json.dumps(asdict(model), sort_keys=True, indent=0, ensure_ascii=False)
    DATA.write_text(text + "\n", encoding="utf-8")


def main() -> None:
    """Trains on everything that is coded by hand and saves."""
    units = gold.load()
    save(train(units, material(units)))
    print(f"wrote {DATA} ({DATA.stat().st_size // 1024} KiB)")


if __name__ == "__main__":
    main()
