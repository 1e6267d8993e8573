"""The network that reads findings, and how words are cut for it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.coding.codings import Coder
from graph.coding.cues import CueFinder
from graph.coding.evidence import carrying, words
from graph.coding.features import read_unit
from graph.coding.network import WINDOW, View, shipped
from graph.coding.wordpiece import WordPieces
from ontology.codes import FindingKind, Polarity
from ontology.issues import IssueScheme, scheme

PIECES = WordPieces(
    ["[UNK]", "[CLS]", "[SEP]", "plan", "##s", "##ning", "is", "cafe", ",", "’", "s"]
)
CODER = Coder(scheme())
LONG = " ".join(
    f"In team {number}, plans for children are updated after every review."
    for number in range(60)
)


def cut(text: str) -> list[str]:
    return [text[piece.start : piece.end] for piece in PIECES(text)]


def test_words_are_cut_at_the_longest_piece_known() -> None:
    assert cut("Planning plans, PLAN") == ["Plan", "ning", "plan", "s", ",", "PLAN"]


def test_accents_and_glyphs_of_symbol_fonts_are_left_out() -> None:
    assert [piece.id for piece in PIECES("\uf0b7 Café")] == [7]
    assert cut("\uf0b7 Café") == ["Café"]


def test_a_word_that_cannot_be_cut_is_one_unknown_piece() -> None:
    assert [(piece.id, piece.start, piece.end) for piece in PIECES("is zzz")] == [
        (6, 0, 2),
        (0, 3, 6),
    ]


@given(st.text(max_size=60))
def test_pieces_stand_in_the_text_in_order(text: str) -> None:
    last = 0
    for piece in PIECES(text):
        assert last <= piece.start < piece.end <= len(text)
        last = piece.start


def view(text: str) -> View:
    return shipped().read(text, section=None, kind=FindingKind.FINDING)


def test_the_same_text_looks_the_same_twice() -> None:
    text = "Caseloads are too high for social workers to know children well."
    assert view(text).issues == view(text).issues


def test_a_long_text_is_seen_whole() -> None:
    assert len(PIECES(LONG)) > 2 * WINDOW
    seen = [span for span, _ in view(LONG).attention("caseloads")]
    assert seen == sorted(seen)
    assert seen[0][0] == 0
    assert LONG[seen[-1][0] : seen[-1][1]] == "."
    assert seen[-1][1] == len(LONG)


def test_each_sentence_is_seen_as_it_speaks() -> None:
    good = "Supervision of social workers is regular, reflective and well recorded."
    bad = "In two teams, supervision is poor and too infrequent."
    text = f"{good} {bad}"
    seen = view(text)
    first = seen.polarity("supervision", [(0, len(good))])
    second = seen.polarity("supervision", [(len(good) + 1, len(text))])
    assert first[Polarity.STRENGTH] > second[Polarity.STRENGTH]
    assert second[Polarity.WEAKNESS] > first[Polarity.WEAKNESS]


def test_each_sentence_carries_what_it_speaks_of() -> None:
    first = "Social workers know their children well."
    second = "Care leavers cannot find anywhere safe to live."
    text = f"{first} {second}"
    issue, seen = "care-leaver-accommodation", view(text)
    assert seen.issues_in((0, len(first)))[issue] < 0.5
    assert seen.issues_in((len(first) + 1, len(text)))[issue] > 0.5
    assert seen.issues_in((len(text), len(text) + 9))[issue] == 0.0


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["Plans drift.", "IROs", "children", "•", "and", "(", "é", "audits are weak.", "1."]
        ),
        max_size=12,
    ).map(" ".join)
)  # fmt: skip
def test_whatever_is_coded_is_quoted_from_the_text(text: str) -> None:
    unit = CODER.code(text, kind=FindingKind.FINDING)
    for coding in unit.codings:
        assert coding.evidence
        assert all(words and words in text for words in coding.evidence)
        assert 0.0 <= coding.confidence <= 1.0
        for sentence in coding.sentences:
            assert 0 <= sentence.start < sentence.end <= len(text)


@pytest.mark.parametrize("issue", ["caseloads", "no-such-issue"])
def test_shares_add_to_one(issue: str) -> None:
    shares = view("Caseloads are manageable.").polarity(issue)
    assert sum(shares.values()) == pytest.approx(1.0, abs=1e-4)


def test_without_a_cue_the_words_looked_at_are_the_evidence() -> None:
    text = (
        "Social workers know their children well. Care leavers cannot find anywhere"
        " safe to live."
    )
    unit = read_unit(text, None, CueFinder(IssueScheme(())))
    seen = view(text)
    assert carrying(unit, "care-leaver-accommodation", seen) == [1]
    spans = words(unit, "care-leaver-accommodation", 1, seen)
    assert spans == sorted(spans)
    assert "live" in " ".join(text[start:end] for start, end in spans)
    assert all(start >= text.index("Care") for start, end in spans)


class Looked(View):
    """A view that looks at certain words, at each as much as at the others."""

    def __init__(self, text: str, words: str) -> None:
        self.pieces = [
            (word.span(), float(word[0] in words.split()))
            for word in re.finditer(r"\w+", text)
        ]

    def attention(self, issue: str) -> list[tuple[tuple[int, int], float]]:
        return self.pieces


@pytest.mark.parametrize(
    ("text", "looked_at", "named"),
    [
        ("It found that plans vary.", "that plans", ["plans"]),
        (
            "The quality of the plans varies.",
            "quality the varies plans",
            ["quality of the plans"],
        ),
        ("Plans, and reviews, are late.", "Plans reviews late", ["Plans", "reviews"]),
        ("Plans do not fit children.", "Plans children fit", ["Plans do not fit"]),
        ("That is so.", "That", ["That"]),
    ],
)
def test_words_that_only_join_others_are_no_evidence(
    text: str, looked_at: str, named: list[str]
) -> None:
    unit = read_unit(text, None, CueFinder(IssueScheme(())))
    found = words(unit, "care-planning-and-reviews", 0, Looked(text, looked_at))
    assert [text[start:end] for start, end in found] == named
