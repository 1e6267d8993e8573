"""How well the sentences that carry an issue are found.

    python -m benchmarks.carrying

Two readers, apart and without the codes, coded the findings of the held-out documents
(``gold.HELD_OUT``) and named the sentences that carry each issue. The machine is held
against each of them, and they against each other, on the issues that both gave.
"""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmarks import gold, own_codings
from benchmarks.coding import Score
from graph.coding.codings import Coder, Coding
from graph.coding.sentences import Stretch, sentences
from ontology.codes import Polarity
from ontology.issues import scheme

#: Hashes and codes, no text.
DATA = Path(__file__).with_name("data") / "sentence_readings.csv"

# By issue, the polarity of each sentence that carries it, by index; the best first.
Carried = Mapping[str, Mapping[int, Polarity]]


@dataclass(frozen=True, slots=True)
class Agreement:
    """Between a reader and someone else.

    Attributes:
        sentences: Found to carry an issue.
        first: Share of issues whose best sentence the reader named too.
        issues: How many there were.
        polarity: Share right, of sentences that both named.
    """

    sentences: Score
    first: float
    issues: int
    polarity: float


def readings() -> dict[str, dict[str, Carried]]:
    """What each reader said, by hash of the finding."""
    found: dict[str, dict[str, Carried]] = defaultdict(dict)
    with DATA.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found[row["reader"]][row["key"]] = own_codings.carried(row["codes"])
    return dict(found)


def by_machine(keys: set[str]) -> dict[str, Carried]:
    """The same findings, coded as a build would."""
    coder = Coder(scheme())
    found: dict[str, Carried] = {}
    for unit in gold.load():
        if unit.key in keys:
            stretches = sentences(unit.text)
            coded = coder.code(unit.text, kind=unit.kind, section=unit.section)
            found[unit.key] = {
                coding.issue: _carried(coding, stretches) for coding in coded.codings
            }
    return found


def _carried(coding: Coding, stretches: tuple[Stretch, ...]) -> dict[int, Polarity]:
    places = {stretch.start: index for index, stretch in enumerate(stretches)}
    said = {places[one.start]: one.polarity for one in coding.sentences}
    best = places[coding.sentence[0]]
    return {best: said.pop(best)} | said


def compare(reader: Mapping[str, Carried], other: Mapping[str, Carried]) -> Agreement:
    """On the issues that both gave to a finding."""
    sentences_found: Counter[str] = Counter()
    first: Counter[bool] = Counter()
    polarity: Counter[bool] = Counter()
    for key, wanted in reader.items():
        given = other[key]
        for issue in wanted.keys() & given.keys():
            mine, theirs = wanted[issue], given[issue]
            sentences_found["right"] += len(mine.keys() & theirs.keys())
            sentences_found["extra"] += len(theirs.keys() - mine.keys())
            sentences_found["missed"] += len(mine.keys() - theirs.keys())
            first[next(iter(theirs)) in mine] += 1
            for index in mine.keys() & theirs.keys():
                polarity[mine[index] is theirs[index]] += 1
    return Agreement(
        Score(*(sentences_found[name] for name in ("right", "extra", "missed"))),
        first[True] / max(1, first.total()),
        first.total(),
        polarity[True] / max(1, polarity.total()),
    )


def agreements() -> dict[str, Agreement]:
    """By who is compared with whom."""
    (one, first), (two, second) = sorted(readings().items())
    machine = by_machine(set(first) | set(second))
    return {
        f"machine with reader {one}": compare(first, machine),
        f"machine with reader {two}": compare(second, machine),
        f"reader {two} with reader {one}": compare(first, second),
    }


def main() -> None:
    """Measures and prints."""
    for name, agreement in agreements().items():
        score = agreement.sentences
        print(
            f"{name}: sentences F1 {score.f1:.3f} (precision {score.precision:.3f},"
            f" recall {score.recall:.3f}), best one right {agreement.first:.3f} of"
            f" {agreement.issues} codings, polarity {agreement.polarity:.3f}"
        )


if __name__ == "__main__":
    main()
