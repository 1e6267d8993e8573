"""The last word of coding: linear models over named numbers, their weights in JSON.

They weigh what the network sees together with what cues and wordings say. Fitted by
``benchmarks/fit_coding.py``.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

DATA = Path(__file__).with_name("data") / "coding.json"

Weights = Mapping[str, float]
_LEAST = 1e-4


@dataclass(frozen=True, slots=True)
class Model:
    """What fitting learnt.

    Attributes:
        issue: Weights for whether an issue is what a finding is about.
        threshold: Least probability at which it is.
        polarity: Weights for each polarity; the greatest sum wins.
        trend: Weights for each trend.
        said: Least probability at which a finding speaks of change at all.
    """

    issue: Weights
    threshold: float
    polarity: Mapping[str, Weights]
    trend: Mapping[str, Weights]
    said: float


@cache
def load(path: Path = DATA) -> Model:
    """The model of a file, the shipped one by default."""
    return Model(**json.loads(path.read_text(encoding="utf-8")))


def total(weights: Weights, features: Mapping[str, float]) -> float:
    """Sum of the features by their weights; unknown features count nothing."""
    return sum(
        [weights[name] * value for name, value in features.items() if name in weights]
    )


def probability(log_odds: float) -> float:
    """Between 0 and 1."""
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, log_odds))))


def log_share(share: float) -> float:
    """Of a share of the network's, as a feature; bounded, for shares may be 0."""
    return math.log(share + _LEAST)


def softmax(scores: Mapping[str, float]) -> dict[str, float]:
    """Shares that add to one."""
    top = max(scores.values())
    powers = {name: math.exp(score - top) for name, score in scores.items()}
    whole = sum(powers.values())
    return {name: power / whole for name, power in powers.items()}
