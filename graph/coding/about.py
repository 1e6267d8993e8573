"""What speaks for an issue in a finding: the network's view and the cues, as numbers."""

from __future__ import annotations

import math
from collections.abc import Sequence

from graph.coding.evidence import CARRIES, sentence_shares
from graph.coding.features import Unit, cue_features
from graph.coding.network import View

# Below this the network's say is too little for an issue without a cue.
_HARDLY = 0.02
_LEAST = 1e-6


def candidates(issues: Sequence[str], unit: Unit, view: View) -> list[str]:
    """Issues worth weighing: those with a cue, and those the network thinks of."""
    return [
        issue
        for issue in issues
        if issue in unit.hits or view.issues.get(issue, 0.0) >= _HARDLY
    ]


def issue_features(unit: Unit, issue: str, view: View) -> dict[str, float]:
    """Named numbers for one issue in one finding.

    Args:
        unit: The finding.
        issue: One that the network knows.
        view: The finding as the network sees it.
    """
    return seen_features(unit, issue, view) | cue_features(unit, issue)


def seen_features(unit: Unit, issue: str, view: View) -> dict[str, float]:
    """Of those, what the network sees; passing mentions have no sentence of their own."""
    share = view.issues[issue]
    ahead = sum(other > share for other in view.issues.values())
    shares = sentence_shares(unit, issue, view)
    carrying = sum(share >= CARRIES for share in shares)
    return {
        "bias": 1.0,
        f"issue={issue}": 0.5,
        "network": _odds(share),
        "network first": float(ahead == 0),
        "network ahead": min(ahead, 6) / 6,
        "best sentence": _odds(max(shares)),
        "first sentence": _odds(shares[0]),
        "mean of sentences": _odds(sum(shares) / len(shares)),
        "any sentence": _odds(1.0 - math.prod(1.0 - share for share in shares)),
        "carrying": math.log1p(carrying),
        "share carrying": carrying / len(shares),
    }


def _odds(share: float) -> float:
    """Logarithm of the odds, about between -5 and 5."""
    return (math.log(share + _LEAST) - math.log(1.0 - share + _LEAST)) / 3
