"""What stands after people decided, and what each of them saw."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from graph.agreement import codebook, kappa_of, polarity_agreements, polarity_book
from graph.annotations import coding_iri
from graph.coding.codings import Coding, SentenceCoding
from graph.human import Action, Decision, Decisions, baseless, read, write
from ontology.codes import Method, Polarity
from ontology.issues import scheme

F, TEXT = "urn:finding", "Neglect is missed."
S, W, M = Polarity.STRENGTH, Polarity.WEAKNESS, Polarity.MIXED
MACHINE = Coding(
    issue="neglect",
    polarity=W,
    evidence=(),
    sentence=(0, len(TEXT)),
    sentences=(SentenceCoding(0, len(TEXT), W, ()),),
    method=Method.MODEL,
    confidence=0.9,
)


def decision(
    action: Action,
    polarity: Polarity | None = None,
    *,
    day: int = 1,
    coder: str = "ann",
    issue: str = "neglect",
) -> Decision:
    return Decision(F, issue, polarity, action, coder, date(2024, 5, day), "why")


def current(*decisions: Decision) -> list[tuple[str, Polarity]]:
    standing = Decisions(decisions).standing(F, TEXT, [MACHINE])
    iris = [coding_iri(F, one) for one in standing]
    assert len(set(iris)) == len(iris)
    return [(one.coding.issue, one.coding.polarity) for one in standing if one.current]


@pytest.mark.parametrize(("first", "second"), [(M, S), (S, M), (W, M), (M, W)])
def test_of_two_decisions_of_a_day_the_one_that_came_last_stands(
    first: Polarity, second: Polarity
) -> None:
    said = [decision(Action.CORRECT, polarity) for polarity in (first, second)]
    assert current(*said) == [("neglect", second)]


def test_what_is_withdrawn_may_be_added_again_on_the_same_day() -> None:
    said = [decision(Action.WITHDRAW), decision(Action.ADD, W)]
    assert current(*said) == [("neglect", W)]
    assert current(*reversed(said)) == []


def test_a_later_day_counts_more_whatever_came_first() -> None:
    said = [decision(Action.CORRECT, S, day=2), decision(Action.CORRECT, M, day=1)]
    assert current(*said) == [("neglect", S)]


def test_who_found_nothing_withdraws_what_stood_and_not_what_comes_later() -> None:
    nothing = decision(Action.NONE, day=2, issue="")
    other = decision(Action.ADD, S, day=1, issue="adoption")
    assert current(other, nothing) == []
    later = decision(Action.ADD, S, day=3, issue="adoption")
    assert current(other, nothing, later) == [("adoption", S)]


def test_the_order_of_a_day_is_kept_in_the_file(tmp_path: Path) -> None:
    said = [decision(Action.CORRECT, polarity) for polarity in (W, M, S)]
    said.append(decision(Action.CONFIRM, S, coder="aaron"))
    write(tmp_path / "codings.csv", [*said, said[0]])
    assert read(tmp_path / "codings.csv", scheme()) == said


def test_coders_of_one_slug_have_codings_of_their_own() -> None:
    said = [decision(Action.CORRECT, S, coder=name) for name in ("Zoë", "Zoe", "zoe")]
    assert current(*said) == [("neglect", S)]


def test_what_nobody_coded_cannot_be_confirmed_corrected_or_withdrawn() -> None:
    actions = ((Action.CONFIRM, W), (Action.CORRECT, W), (Action.WITHDRAW, None))
    for action, polarity in actions:
        one = decision(action, polarity, day=2)
        added = decision(Action.ADD, S, day=1, coder="bob")
        assert baseless([one], [], {}) == [one]
        assert baseless([one], [], {F: {"neglect"}}) == []
        assert baseless([one], [added], {}) == baseless([one, added], [], {}) == []
        late = decision(Action.ADD, S, day=3, coder="bob")
        assert baseless([one], [late], {}) == [one]
        # Coders do not know of each other, and a file may be given again.
        gone = decision(Action.WITHDRAW, day=1, coder="bob")
        assert baseless([gone, one], [], {F: {"neglect"}}) == []
        assert baseless([one], [one], {}) == []


def test_coders_may_see_an_issue_and_differ_on_its_polarity() -> None:
    said = [
        decision(Action.ADD, polarity, coder=coder, issue=issue)
        for coder, polarities in (("ann", (S, W, S, S)), ("bob", (S, W, W, S)))
        for issue, polarity in zip("wxyz", polarities, strict=True)
    ]
    only = decision(Action.ADD, W, coder="bob", issue="v")
    gone = decision(Action.WITHDRAW, coder="bob", issue="z", day=2)
    (pair,) = polarity_agreements(polarity_book([*said, only, gone], {}))
    assert (pair.first, pair.second, pair.issues, pair.same) == ("ann", "bob", 3, 2)
    assert pair.kappa == kappa_of([(S, S), (W, W), (S, W)]) == 0.4
    book = polarity_book([*said, decision(Action.NONE, issue="", day=3)], {})
    assert book["ann"] == {}


@pytest.mark.parametrize(
    ("pairs", "expected"),
    [
        ([], None),
        ([("a", "a"), ("a", "a")], None),  # nothing that chance would not do
        ([("a", "a"), ("b", "b"), ("c", "c")], 1.0),
        ([("a", "b"), ("b", "a")], -1.0),
        # As for two words, so for a table of two by two.
        (
            [("y", "y")] * 20
            + [("y", "n")] * 5
            + [("n", "y")] * 10
            + [("n", "n")] * 15,
            0.4,
        ),
    ],
)
def test_kappa_over_many_words(
    pairs: list[tuple[str, str]], expected: float | None
) -> None:
    assert kappa_of(pairs) == expected


def test_who_withdraws_no_longer_saw_it() -> None:
    added = decision(Action.ADD, W)
    withdrawn = decision(Action.WITHDRAW, day=2)
    nothing = decision(Action.NONE, day=3, issue="")
    assert codebook([added], {})["ann"] == {F: {"neglect"}}
    assert codebook([withdrawn, added], {})["ann"] == {F: set()}
    assert codebook([added, nothing], {})["ann"] == {F: set()}


MANY = "Neglect is seen early. But neglect of babies is missed. It is named in plans."
PARTS = ((0, 22, S), (23, 55, W), (56, 77, S))
TWO_SIDED = Coding(
    issue="neglect",
    polarity=M,
    evidence=("Neglect", "neglect of babies", "named"),
    sentence=(23, 55),
    sentences=tuple(
        SentenceCoding(start, end, polarity, (words,))
        for (start, end, polarity), words in zip(
            PARTS, ("Neglect", "neglect of babies", "named"), strict=True
        )
    ),
    method=Method.MODEL,
    confidence=0.9,
)


@pytest.mark.parametrize(
    ("polarity", "parts", "quoted"),
    [
        (M, PARTS, (23, 55)),
        (S, (PARTS[0], PARTS[2]), (0, 22)),
        (W, (PARTS[1],), (23, 55)),
        (
            Polarity.NEUTRAL,
            tuple((start, end, Polarity.NEUTRAL) for start, end, _ in PARTS),
            (23, 55),
        ),
    ],
)
def test_a_correction_is_quoted_by_a_sentence_that_says_it(
    polarity: Polarity,
    parts: tuple[tuple[int, int, Polarity], ...],
    quoted: tuple[int, int],
) -> None:
    said = Decisions([decision(Action.CORRECT, polarity)])
    (coding,) = (
        one.coding for one in said.standing(F, MANY, [TWO_SIDED]) if one.current
    )
    found = tuple((one.start, one.end, one.polarity) for one in coding.sentences)
    assert (found, coding.sentence) == (parts, quoted)
    assert coding.evidence == tuple(w for one in coding.sentences for w in one.evidence)
