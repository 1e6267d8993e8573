"""How far coders agree: Cohen's kappa and F1, issue by issue, and on polarity.

Two coders are compared on the findings both looked at, which is what makes the
absence of an issue a statement. The machine looked at all of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from graph.human import Action, Decision, in_order

MACHINE = "machine"
#: Coder to finding to the issues found there.
Codebook = Mapping[str, Mapping[str, frozenset[str]]]
#: Finding and issue to polarity.
PolarityBook = Mapping[tuple[str, str], str]


@dataclass(frozen=True, slots=True)
class Agreement:
    """Two coders on one issue, or on all (``issue`` empty).

    Attributes:
        findings: Looked at by both.
        both: Where both saw the issue.
        kappa: Cohen's, from -1 to 1; None where chance alone settles it (both
            coders saw the issue everywhere or nowhere).
        f1: None where neither saw it.
    """

    first: str
    second: str
    issue: str
    findings: int
    both: int
    only_first: int
    only_second: int
    kappa: float | None
    f1: float | None


def codebook(
    decisions: Iterable[Decision], machine: Mapping[str, frozenset[str]]
) -> Codebook:
    """What each coder saw in each finding looked at.

    Args:
        decisions: Of all coders; what they said last of a day's like counts.
        machine: The machine's issues of every finding.
    """
    seen: dict[str, dict[str, set[str]]] = {}
    for decision in in_order(decisions):
        issues = seen.setdefault(decision.coder, {}).setdefault(decision.finding, set())
        if decision.action is Action.NONE:
            issues.clear()
        elif decision.action is Action.WITHDRAW:
            issues.discard(decision.issue)
        else:
            issues.add(decision.issue)
    book = {
        coder: {finding: frozenset(found) for finding, found in findings.items()}
        for coder, findings in seen.items()
    }
    looked_at = {finding for findings in book.values() for finding in findings}
    book[MACHINE] = {f: machine.get(f, frozenset()) for f in looked_at}
    return book


def agreements(book: Codebook) -> Iterator[Agreement]:
    """Every pair of coders, over all issues and on each."""
    for first, second in combinations(sorted(book), 2):
        common = sorted(book[first].keys() & book[second].keys())
        if not common:
            continue
        pairs = [(book[first][f], book[second][f]) for f in common]
        issues = sorted(set().union(*(a | b for a, b in pairs)))
        yield _pooled(first, second, pairs, issues)
        for issue in issues:
            yield _one(
                first, second, issue, [(issue in a, issue in b) for a, b in pairs]
            )


def _pooled(
    first: str,
    second: str,
    pairs: list[tuple[frozenset[str], frozenset[str]]],
    issues: list[str],
) -> Agreement:
    cells = [(issue in a, issue in b) for a, b in pairs for issue in issues]
    found = _one(first, second, "", cells)
    return Agreement(
        first, second, "", len(pairs), found.both, found.only_first,
        found.only_second, found.kappa, found.f1,
    )  # fmt: skip


def _one(
    first: str, second: str, issue: str, cells: list[tuple[bool, bool]]
) -> Agreement:
    both = sum(a and b for a, b in cells)
    only_first = sum(a and not b for a, b in cells)
    only_second = sum(b and not a for a, b in cells)
    seen = 2 * both + only_first + only_second
    return Agreement(
        first=first,
        second=second,
        issue=issue,
        findings=len(cells),
        both=both,
        only_first=only_first,
        only_second=only_second,
        kappa=kappa(both, only_first, only_second, len(cells)),
        f1=2 * both / seen if seen else None,
    )


@dataclass(frozen=True, slots=True)
class PolarityAgreement:
    """Two coders on the polarity of what both saw.

    Attributes:
        issues: Seen by both, each counted in each finding.
        same: Of these, with the same polarity.
        kappa: As in ``Agreement``, over all polarities.
    """

    first: str
    second: str
    issues: int
    same: int
    kappa: float | None


def polarity_book(
    decisions: Iterable[Decision], machine: PolarityBook
) -> Mapping[str, PolarityBook]:
    """The polarity each coder gave last to an issue of a finding.

    Args:
        decisions: Of all coders.
        machine: What the machine gave.
    """
    book: dict[str, dict[tuple[str, str], str]] = {MACHINE: dict(machine)}
    for decision in in_order(decisions):
        said = book.setdefault(decision.coder, {})
        if decision.action is Action.NONE:
            for place in [place for place in said if place[0] == decision.finding]:
                del said[place]
        elif decision.polarity is None:
            said.pop((decision.finding, decision.issue), None)
        else:
            said[decision.finding, decision.issue] = decision.polarity
    return book


def polarity_agreements(
    book: Mapping[str, PolarityBook],
) -> Iterator[PolarityAgreement]:
    """Every pair of coders who saw an issue in the same finding."""
    for first, second in combinations(sorted(book), 2):
        common = book[first].keys() & book[second].keys()
        pairs = [(book[first][place], book[second][place]) for place in common]
        if pairs:
            same = sum(a == b for a, b in pairs)
            strength = kappa_of(pairs)
            yield PolarityAgreement(first, second, len(pairs), same, strength)


def kappa_of(pairs: Sequence[tuple[str, str]]) -> float | None:
    """Cohen's kappa of what two said of the same things, in any number of words.

    >>> kappa_of([("a", "a"), ("b", "b"), ("c", "a"), ("a", "a")])
    0.5555555556
    """
    total = len(pairs)
    if not total:
        return None
    first, second = (Counter(pair[side] for pair in pairs) for side in (0, 1))
    observed = sum(a == b for a, b in pairs) / total
    chance = sum(first[word] * second[word] for word in first) / total**2
    return None if chance == 1 else round((observed - chance) / (1 - chance), 10)


def kappa(both: int, only_first: int, only_second: int, total: int) -> float | None:
    """Cohen's kappa of a two-by-two table.

    >>> kappa(20, 5, 10, 50)
    0.4
    """
    if not total:
        return None
    first, second = both + only_first, both + only_second
    observed = (total - only_first - only_second) / total
    chance = (first * second + (total - first) * (total - second)) / total**2
    return None if chance == 1 else round((observed - chance) / (1 - chance), 10)
