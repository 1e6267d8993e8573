"""How a finding speaks of an issue, by what the network sees in it and its sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from graph.coding.features import Unit
from graph.coding.model import log_share
from graph.coding.network import View
from ontology.codes import FindingKind, Polarity

#: What its place in the report says of a finding: whatever is asked for is a weakness,
#: however politely it is put, and a promise is neither praise nor blame.
SETTLED = {
    FindingKind.AREA_FOR_IMPROVEMENT: Polarity.WEAKNESS,
    FindingKind.PRIORITY_ACTION: Polarity.WEAKNESS,
    FindingKind.RECOMMENDATION: Polarity.WEAKNESS,
    FindingKind.COMMITMENT: Polarity.NEUTRAL,
}
#: Items of lists of what is to be improved, or what is good.
LISTED = frozenset(
    {
        FindingKind.AREA_FOR_IMPROVEMENT,
        FindingKind.PRIORITY_ACTION,
        FindingKind.RECOMMENDATION,
        FindingKind.STRENGTH,
    }
)

# Said in an item of several sentences, as in joint letters of 2016 to 2020, whose
# areas for improvement often praise before they ask.
_PRAISES = frozenset({Polarity.STRENGTH, Polarity.MIXED})
# Share from which a sentence counts as praise, or as blame.
_HALF = 0.5


def weighed(kind: FindingKind, sentences: int, said: Polarity) -> Polarity:
    """How a finding speaks of an issue, by its words and by its place.

    Args:
        kind: Its place in the report.
        sentences: How many it has.
        said: What its words alone say.
    """
    place = SETTLED.get(kind, said)
    if place is Polarity.WEAKNESS and sentences > 1 and said in _PRAISES:
        return Polarity.MIXED
    return place


def polarity_features(
    unit: Unit,
    issue: str,
    carrying: Sequence[int],
    *,
    alone: bool,
    kind: FindingKind,
    view: View,
) -> dict[str, float]:
    """Named numbers on how the finding speaks of the issue.

    Args:
        unit: The finding.
        issue: Whose polarity is asked.
        carrying: Indexes of the sentences that carry it.
        alone: True where the finding is about nothing else.
        kind: Its place in the report, which may settle the matter.
        view: The finding as the network sees it.
    """
    features = {"bias": 1.0, "alone": float(alone)}
    for name, share in view.polarity(issue).items():
        features[f"network {name}"] = log_share(share)
    if kind is not FindingKind.FINDING:
        features[f"kind {kind}"] = 1.0
    about = [unit.sentences[index] for index in carrying]
    return features | _of_sentences(
        [view.polarity(issue, [(s.start, s.end)]) for s in about]
    )


def _of_sentences(each: Sequence[Mapping[Polarity, float]]) -> dict[str, float]:
    """What the network sees in the carrying sentences, one by one."""
    features: dict[str, float] = {}
    for code in Polarity:
        features[f"most {code}"] = log_share(max(shares[code] for shares in each))
    good = [shares[Polarity.STRENGTH] for shares in each]
    bad = [shares[Polarity.WEAKNESS] for shares in each]
    praising = sum(share > _HALF for share in good) / len(good)
    blaming = sum(share > _HALF for share in bad) / len(bad)
    return features | {
        "most of both": log_share(max(good) * max(bad)),
        "praising sentences": praising,
        "blaming sentences": blaming,
        "evenness of sentences": min(praising, blaming),
        "begins": good[0] - bad[0],
        "closes": good[-1] - bad[-1],
    }
