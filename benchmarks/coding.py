"""How well findings are coded, measured against the hand codings.

    python -m benchmarks.coding                 cross-validated, document by document
    python -m benchmarks.coding --without-cues  the same by the network alone
    python -m benchmarks.coding --held-out      documents not seen when cues were written

The network has seen none of the documents; the weights of the last word are fitted
anew without those they are measured on. The cues were written with most of the gold
documents in view; what is coded without them, and the held-out six, tell what that is
worth. Other authorities are measured by ``benchmarks/unseen.py``.
"""

from __future__ import annotations

import argparse
import csv
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks import fit_coding, gold
from benchmarks.fit_coding import Asked
from benchmarks.gold import CodedText
from graph.agreement import kappa
from graph.coding.codings import CodedUnit, Coder
from graph.coding.model import Model
from graph.coding.network import Network
from loaders.relevance import is_finding
from ontology.issues import scheme

#: Hashes and codes, no text.
READINGS = Path(__file__).with_name("data") / "blind_readings.csv"


@dataclass(frozen=True, slots=True)
class Score:
    """Agreement on one code."""

    right: int = 0
    extra: int = 0
    missed: int = 0

    @property
    def support(self) -> int:
        """How often people gave the code."""
        return self.right + self.missed

    @property
    def precision(self) -> float:
        """Of those given by machine, the share people gave too."""
        return self.right / max(1, self.right + self.extra)

    @property
    def recall(self) -> float:
        """Of those given by people, the share the machine gave too."""
        return self.right / max(1, self.support)

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        whole = 2 * self.right + self.extra + self.missed
        return 2 * self.right / max(1, whole)

    def kappa(self, findings: int) -> float | None:
        """Cohen's, between people and machine, over so many findings."""
        return kappa(self.right, self.missed, self.extra, findings)


@dataclass(frozen=True, slots=True)
class Mistake:
    """An issue coded by one side only."""

    issue: str
    extra: bool
    text: str


@dataclass(frozen=True, slots=True)
class Accuracy:
    """What was measured.

    Attributes:
        overall: All issues together (micro average).
        issues: Each issue, in the order of the scheme.
        polarity: Counts of (by hand, by machine) where both gave the issue.
        trend: All trends but ``none`` together.
    """

    findings: int
    overall: Score
    issues: dict[str, Score]
    polarity: dict[tuple[str, str], int]
    trend: Score
    back_reference: Score
    relevance: float
    mistakes: tuple[Mistake, ...] = field(default=())

    @property
    def polarity_share(self) -> float:
        """Share of issues rightly found whose polarity is right too."""
        right = sum(
            n for (hand, machine), n in self.polarity.items() if hand == machine
        )
        return right / max(1, sum(self.polarity.values()))


def cross_validated(asked: Asked = fit_coding.ALL, folds: int = 6) -> Accuracy:
    """Every document coded by weights that were not fitted to it."""
    units = gold.load()
    fold = dict(
        zip((id(unit) for unit in units), gold.folds(units, folds), strict=True)
    )
    seen = fit_coding.look(units)
    coded: list[tuple[CodedText, CodedUnit]] = []
    for number in range(folds):
        rest = [one for one in seen if fold[id(one.codes)] != number]
        model = fit_coding.fit(rest, asked)
        tested = [unit for unit in units if fold[id(unit)] == number]
        coded.extend(code(tested, model))
    return measure(coded, units)


def without_cues() -> Accuracy:
    """Cross-validated, by the network alone, which was not trained on these documents.

    Those who coded what it was trained on were shown units of all but the held-out six.
    Back references are found by patterns only, so they are the same.
    """
    return cross_validated(fit_coding.WITHOUT_CUES)


def held_out() -> Accuracy:
    """The documents that were not looked at while cues were written."""
    units = gold.load()
    rest = [unit for unit in units if unit.document not in gold.HELD_OUT]
    tested = [unit for unit in units if unit.document in gold.HELD_OUT]
    return measure(code(tested, fit_coding.fit(fit_coding.look(rest))), tested)


def code(
    units: Iterable[CodedText], model: Model, network: Network | None = None
) -> list[tuple[CodedText, CodedUnit]]:
    """The findings among the units, each with what the machine makes of it."""
    coder = Coder(scheme(), model, network)
    return [
        (unit, coder.code(unit.text, kind=unit.kind, section=unit.section))
        for unit in units
        if unit.finding
    ]


def measure(
    coded: Sequence[tuple[CodedText, CodedUnit]], units: Sequence[CodedText]
) -> Accuracy:
    """Compares codings by machine with those by hand."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    polarity: Counter[tuple[str, str]] = Counter()
    mistakes: list[Mistake] = []
    trend: Counter[str] = Counter()
    back: Counter[str] = Counter()
    for unit, machine in coded:
        found = {coding.issue: coding.polarity.value for coding in machine.codings}
        for issue in sorted(found.keys() | unit.issues.keys()):
            outcome = _outcome(issue in unit.issues, issue in found)
            counts[issue][outcome] += 1
            if outcome == "right":
                polarity[unit.issues[issue], found[issue]] += 1
            else:
                mistakes.append(Mistake(issue, outcome == "extra", unit.text))
        trend.update(_trend_outcomes(unit.trend, machine.trend.value))
        back[_outcome(unit.back_reference, machine.back_reference)] += 1
    whole: Counter[str] = sum(counts.values(), Counter())
    agreed = sum(is_finding(u.text, section=u.section) == u.finding for u in units)
    return Accuracy(
        findings=len(coded),
        overall=_score(whole),
        issues={issue.id: _score(counts[issue.id]) for issue in scheme()},
        polarity=dict(sorted(polarity.items())),
        trend=_score(trend),
        back_reference=_score(back),
        relevance=agreed / len(units),
        mistakes=tuple(mistakes),
    )


@dataclass(frozen=True, slots=True)
class Reading:
    """How far one blind reading by those who coded our paragraphs agrees with the hands.

    Attributes:
        polarity: Share right, of the issues both gave.
    """

    units: int
    issues: Score
    polarity: float
    trend: Score


def blind_readings() -> list[Reading]:
    """Units of the held-out documents, read as our own paragraphs were read."""
    by_key = {unit.key: unit for unit in gold.load()}
    rows: dict[str, list[dict[str, str]]] = defaultdict(list)
    with READINGS.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if by_key[row["key"]].finding:
                rows[row["reading"]].append(row)
    return [_reading(found, by_key) for _, found in sorted(rows.items())]


def _reading(
    rows: Sequence[Mapping[str, str]], by_key: Mapping[str, CodedText]
) -> Reading:
    issues: Counter[str] = Counter()
    polarity: Counter[bool] = Counter()
    trend: Counter[str] = Counter()
    for row in rows:
        unit = by_key[row["key"]]
        given = dict(code.split("=") for code in row["codes"].split())
        for issue in given.keys() | unit.issues.keys():
            issues[_outcome(issue in unit.issues, issue in given)] += 1
        for issue in given.keys() & unit.issues.keys():
            polarity[given[issue] == unit.issues[issue]] += 1
        trend.update(_trend_outcomes(unit.trend, row["trend"]))
    return Reading(
        len(rows),
        _score(issues),
        polarity[True] / max(1, polarity.total()),
        _score(trend),
    )


def _outcome(by_hand: bool, by_machine: bool) -> str:
    if by_hand and by_machine:
        return "right"
    if by_machine:
        return "extra"
    return "missed" if by_hand else "neither"


def _trend_outcomes(by_hand: str, by_machine: str) -> list[str]:
    if by_hand == by_machine:
        return [] if by_hand == "none" else ["right"]
    return [
        outcome
        for outcome, value in (("missed", by_hand), ("extra", by_machine))
        if value != "none"
    ]


def _score(counts: Counter[str]) -> Score:
    return Score(counts["right"], counts["extra"], counts["missed"])


def _line(name: str, score: Score) -> str:
    return (
        f"{name:36} {score.precision:6.3f} {score.recall:6.3f} {score.f1:6.3f}"
        f" {score.support:5}"
    )


def report(accuracy: Accuracy) -> str:
    """The figures as text."""
    lines = [f"{accuracy.findings} findings", f"{'':36}      P      R     F1     n"]
    lines += [_line(name, score) for name, score in accuracy.issues.items()]
    lines += [
        _line("all issues", accuracy.overall),
        _line("trend", accuracy.trend),
        _line("back reference", accuracy.back_reference),
        f"polarity of issues rightly found     {accuracy.polarity_share:.3f}",
        f"finding or not                       {accuracy.relevance:.3f}",
        "polarity, by hand -> by machine:",
    ]
    lines += [
        f"  {hand:9} -> {machine:9} {count:5}"
        for (hand, machine), count in accuracy.polarity.items()
    ]
    often = Counter((item.issue, item.extra) for item in accuracy.mistakes)
    lines.append("most frequent mistakes:")
    lines += [
        f"  {issue} {'given without cause' if extra else 'missed'}: {count}"
        for (issue, extra), count in often.most_common(12)
    ]
    return "\n".join(lines)


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__)
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--held-out", action="store_const", const=held_out, dest="on")
    which.add_argument(
        "--without-cues", action="store_const", const=without_cues, dest="on"
    )
    print(report((parser.parse_args().on or cross_validated)()))


if __name__ == "__main__":
    main()
