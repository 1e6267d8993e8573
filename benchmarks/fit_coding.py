"""Fits the last word of coding to the hand codings and writes its weights.

    python -m benchmarks.fit_coding

A few hundred weights, which say how far to trust the network and how far the cues:
for issues, for polarity, for trend. The network itself (``train_coding.py``) has not
seen the hand-coded documents, so what it says of them is what it would say of any.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass

from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from benchmarks import gold
from benchmarks.gold import CodedText
from graph.coding import network
from graph.coding.about import candidates, issue_features, seen_features
from graph.coding.cues import CueFinder
from graph.coding.evidence import carrying
from graph.coding.features import Unit, read_unit
from graph.coding.model import DATA, Model
from graph.coding.network import Network, View
from graph.coding.polarity import LISTED, SETTLED, polarity_features
from graph.coding.trend import seen_trend, trend_features
from ontology.issues import scheme

# Probabilities from which an issue, and a change, is held to be spoken of.
THRESHOLD = 0.37
SAID = 0.4
# Smaller is more cautious.
_ISSUE, _POLARITY, _TREND = 0.5, 0.05, 0.3

Features = dict[str, float]


@dataclass(frozen=True, slots=True)
class Seen:
    """A unit coded by hand, as cues and network see it."""

    codes: CodedText
    unit: Unit
    view: View


def look(units: Iterable[CodedText], reader: Network | None = None) -> list[Seen]:
    """At the findings among the units, with the shipped network by default."""
    finder = CueFinder(scheme())
    reader = network.shipped() if reader is None else reader
    return [
        Seen(
            codes,
            read_unit(codes.text, codes.section, finder, listed=codes.kind in LISTED),
            reader.read(codes.text, section=codes.section, kind=codes.kind),
        )
        for codes in units
        if codes.finding
    ]


@dataclass(frozen=True, slots=True)
class Asked:
    """Where the numbers come from that weights are fitted to."""

    issue: Callable[[Unit, str, View], Features]
    trend: Callable[[str, View], Features]


#: What is shipped: the network's view, and cues and patterns.
ALL = Asked(issue_features, trend_features)
#: The network's view alone. Polarity is never anything else.
WITHOUT_CUES = Asked(seen_features, seen_trend)


def fit(seen: Sequence[Seen], asked: Asked = ALL) -> Model:
    """The weights that agree best with the hands; the same input, the same weights."""
    return Model(
        issue=_issue_weights(seen, asked),
        threshold=THRESHOLD,
        polarity=_polarity_weights(seen),
        trend=_fit(
            [asked.trend(one.codes.text, one.view) for one in seen],
            [one.codes.trend for one in seen],
            _TREND,
        ),
        said=SAID,
    )


def _issue_weights(seen: Sequence[Seen], asked: Asked) -> Features:
    ids = [issue.id for issue in scheme()]
    rows: list[Features] = []
    answers: list[str] = []
    for one in seen:
        for issue in candidates(ids, one.unit, one.view):
            rows.append(asked.issue(one.unit, issue, one.view))
            answers.append(str(issue in one.codes.issues))
    return _fit(rows, answers, _ISSUE)["True"]


def _polarity_weights(seen: Sequence[Seen]) -> dict[str, Features]:
    rows: list[Features] = []
    answers: list[str] = []
    for one in seen:
        if one.codes.kind in SETTLED:
            continue
        by_hand = sorted(one.codes.issues)
        for issue in by_hand:
            rows.append(
                polarity_features(
                    one.unit,
                    issue,
                    carrying(one.unit, issue, one.view),
                    alone=len(by_hand) == 1,
                    kind=one.codes.kind,
                    view=one.view,
                )
            )
            answers.append(one.codes.issues[issue])
    return _fit(rows, answers, _POLARITY)


def _fit(
    rows: Sequence[Features], answers: Sequence[str], strength: float
) -> dict[str, Features]:
    """Weights for each answer; for a yes-or-no question only those of yes."""
    names = DictVectorizer()
    model = LogisticRegression(C=strength, max_iter=3000)
    model.fit(names.fit_transform(rows), answers)
    columns = [str(name) for name in names.get_feature_names_out()]
    classes = list(model.classes_) if len(model.classes_) > 2 else [model.classes_[1]]
    learnt: dict[str, Features] = {}
    for place, answer in enumerate(classes):
        weights = {
            name: round(float(value), 4)
            for name, value in zip(columns, model.coef_[place], strict=True)
        }
        weights["bias"] = round(weights["bias"] + float(model.intercept_[place]), 4)
        learnt[str(answer)] = weights
    return learnt


def main() -> None:
    """Fits to everything that is coded by hand and saves."""
    model = fit(look(gold.load()))
    text = json.dumps(asdict(model), sort_keys=True, indent=0, ensure_ascii=False)
    DATA.write_text(text + "\n", encoding="utf-8")
    print(f"wrote {DATA} ({DATA.stat().st_size // 1024} KiB)")


if __name__ == "__main__":
    main()
