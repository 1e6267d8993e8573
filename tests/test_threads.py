"""What an issue's history comes to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.threads import RAISED, Episode, Evidence, state, summary
from ontology.codes import (
    EpisodeState,
    FindingKind,
    Outcome,
    Polarity,
    ThreadStatus,
    Trend,
)

S, W, M, N = Polarity.STRENGTH, Polarity.WEAKNESS, Polarity.MIXED, Polarity.NEUTRAL
STATES = {
    "w": EpisodeState.WEAKNESS,
    "s": EpisodeState.STRENGTH,
    "m": EpisodeState.MIXED,
    "n": EpisodeState.NEUTRAL,
    "-": EpisodeState.SILENT,
    "o": EpisodeState.OUT_OF_SCOPE,
    "?": EpisodeState.UNREADABLE,
}


def evidence(
    polarity: Polarity,
    kind: FindingKind = FindingKind.FINDING,
    trend: Trend = Trend.NONE,
) -> Evidence:
    return Evidence("urn:coding", "urn:finding", kind, polarity, trend, 0.9)


def episodes(history: str, authority: str = "bcp") -> list[Episode]:
    """A letter a year, from 2010: see STATES; ``W`` is a weakness getting better."""
    return [
        Episode(
            f"urn:{2010 + n}", date(2010 + n, 6, 1), authority, False, STATES[letter]
        )
        for n, letter in enumerate(history)
    ]


@pytest.mark.parametrize(
    ("polarities", "expected"),
    [
        ([W], "weakness"),
        ([S], "strength"),
        ([W, W, S], "mixed"),  # both stated plainly
        ([W, W, W, M], "weakness"),  # Bournemouth 2014
        ([W, M], "mixed"),  # a tie
        ([S, S, M], "strength"),
        ([N], "neutral"),
        ([N, N, W], "weakness"),
    ],
)
def test_a_state_weighs_its_codings(polarities: list[Polarity], expected: str) -> None:
    found = state([evidence(polarity) for polarity in polarities], scoped=True)
    assert found == expected


def test_nothing_said_is_silence_only_within_scope() -> None:
    assert state([], scoped=True) is EpisodeState.SILENT
    assert state([], scoped=False) is EpisodeState.OUT_OF_SCOPE


@pytest.mark.parametrize(
    "kind", [FindingKind.AREA_FOR_IMPROVEMENT, FindingKind.PRIORITY_ACTION]
)
def test_a_listed_weakness_never_leaves_a_strength(kind: FindingKind) -> None:
    listed = [evidence(S), evidence(S), evidence(M, kind)]
    assert state(listed, scoped=True) is not EpisodeState.STRENGTH


@pytest.mark.parametrize(
    ("history", "status", "run"),
    [
        ("", "not_raised", 0),
        ("-s-", "not_raised", 0),
        ("w", "raised", 1),
        ("ww", "repeated", 2),
        ("wow", "repeated", 2),  # out of scope neither ends nor lengthens a run
        ("www", "persistent", 3),
        ("wmw?w", "persistent", 4),
        ("w-w", "raised", 1),  # silence ends a run
        ("w-", "unverified", 1),
        ("www--", "unverified", 3),
        ("wo", "raised", 1),
        ("ws", "resolved", 1),
        ("www--s", "resolved", 3),  # the case this project began with
        ("wsw", "relapsed", 1),
        ("ws-", "resolved", 1),
        ("wn", "unverified", 1),
    ],
)
def test_a_status_follows_from_its_episodes(
    history: str, status: str, run: int
) -> None:
    result = summary(episodes(history), [["bcp"]])
    assert (result.status, result.longest_run) == (status, run)


@pytest.mark.parametrize(
    ("polarities", "outcome", "expected"),
    [
        ([], Outcome.ADDRESSED, "strength"),
        ([], Outcome.PARTLY_ADDRESSED, "mixed"),
        ([N], Outcome.NOT_ADDRESSED, "weakness"),
        ([N], Outcome.ADDRESSED, "strength"),
        ([W], Outcome.ADDRESSED, "weakness"),  # its own findings say otherwise
        ([S], Outcome.NOT_ADDRESSED, "strength"),
    ],
)
def test_a_follow_up_counts_where_no_finding_praises_or_blames(
    polarities: list[Polarity], outcome: Outcome, expected: str
) -> None:
    found = [evidence(polarity) for polarity in polarities]
    for scoped in (True, False):
        assert state(found, scoped=scoped, followed_up=outcome) == expected


def at(authority: str, year: int, letter: str) -> Episode:
    return Episode(
        f"urn:{authority}:{year}", date(year, 6, 1), authority, False, STATES[letter]
    )


@pytest.mark.parametrize(
    ("history", "status", "days"),
    [
        # Poole's praise does not resolve what Bournemouth was told.
        ([("bournemouth", 2014, "w"), ("poole", 2017, "s")], "raised", None),
        # Nor does Poole's silence leave it open.
        ([("bournemouth", 2014, "w"), ("poole", 2017, "-")], "raised", None),
        # Bournemouth's strength is no relapse of Poole's.
        (
            [("poole", 2017, "w"), ("bournemouth", 2018, "s"), ("bcp", 2020, "w")],
            "repeated",
            None,
        ),
        ([("poole", 2017, "w"), ("bcp", 2020, "s")], "resolved", 1096),
        (
            [
                ("bournemouth", 2014, "w"),
                ("poole", 2016, "s"),
                ("bournemouth", 2018, "s"),
            ],
            "resolved",
            1461,
        ),
    ],
)
def test_what_became_of_an_issue_follows_each_line(
    history: list[tuple[str, int, str]], status: str, days: int | None
) -> None:
    found = [at(*episode) for episode in history]
    result = summary(found, [["bournemouth", "bcp"], ["poole", "bcp"]])
    assert (result.status, result.days_to_strength) == (status, days)


def test_an_improving_issue_is_not_yet_resolved() -> None:
    first, last = episodes("wm")
    better = Episode(
        last.inspection,
        last.day,
        "bcp",
        False,
        last.state,
        (evidence(M, trend=Trend.IMPROVING),),
    )
    assert summary([first, better], [["bcp"]]).status is ThreadStatus.IMPROVING


def test_runs_follow_each_line_of_authorities() -> None:
    """Poole's silence does not part Bournemouth's finding from BCP's."""
    history = [
        Episode("urn:1", date(2014, 5, 21), "bournemouth", False, STATES["w"]),
        Episode("urn:2", date(2017, 9, 1), "poole", False, STATES["-"]),
        Episode("urn:3", date(2019, 11, 6), "bcp", False, STATES["w"]),
        Episode("urn:4", date(2020, 10, 13), "bcp", False, STATES["w"]),
    ]
    result = summary(history, [["bournemouth", "bcp"], ["poole", "bcp"]])
    assert result.longest_run == 3
    assert result.times_in_scope == 3, "three along Bournemouth's path, two on Poole's"
    assert result.crossed
    assert result.status is ThreadStatus.PERSISTENT


def told(episode: Episode, *said: tuple[Polarity, float]) -> Episode:
    return replace(
        episode,
        evidence=tuple(
            Evidence(f"urn:{p}:{c}", "urn:f", FindingKind.FINDING, p, Trend.NONE, c)
            for p, c in said
        ),
    )


def test_the_strongest_word_against_a_status_is_found() -> None:
    first, second, third = episodes("www")
    history = [told(first, (S, 0.9)), told(second, (S, 0.4)), told(third, (M, 1.0))]
    counter = summary(history, [["bcp"]]).counter
    assert counter is not None
    assert counter.coding == "urn:strength:0.9"


def test_what_is_resolved_is_spoken_against_by_what_was_said_since() -> None:
    first, second, third = episodes("wss")
    before = [told(first, (W, 0.9)), second, third]
    since = [told(first, (W, 0.9)), told(second, (S, 0.9), (M, 0.3)), third]
    for history, coding in ((before, "urn:weakness:0.9"), (since, "urn:mixed:0.3")):
        counter = summary(history, [["bcp"]]).counter
        assert counter is not None
        assert counter.coding == coding


histories = st.text(alphabet=sorted(STATES), max_size=12)


@given(histories)
def test_silence_alone_never_resolves(history: str) -> None:
    result = summary(episodes(history), [["bcp"]])
    if result.status is ThreadStatus.RESOLVED:
        assert "s" in history[history.find("w") if "w" in history else 0 :]


@given(histories)
def test_a_mention_taken_away_never_turns_to_resolved(history: str) -> None:
    before = summary(episodes(history), [["bcp"]])
    for place, letter in enumerate(history):
        if letter in "wm" and before.status is not ThreadStatus.RESOLVED:
            silent = history[:place] + "-" + history[place + 1 :]
            after = summary(episodes(silent), [["bcp"]])
            if after.status is ThreadStatus.RESOLVED:
                assert _strength_after_raised(silent)


def _strength_after_raised(history: Sequence[str]) -> bool:
    raised = [n for n, letter in enumerate(history) if STATES[letter] in RAISED]
    strong = [n for n, letter in enumerate(history) if letter == "s"]
    return bool(raised and strong and max(strong) > min(raised))


@given(histories)
def test_counts_are_those_of_the_episodes(history: str) -> None:
    result = summary(episodes(history), [["bcp"]])
    assert result.times_raised == sum(letter in "wm" for letter in history)
    assert result.longest_run <= result.times_raised
    assert result.times_in_scope == sum(letter not in "o?" for letter in history)
