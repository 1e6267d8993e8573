"""What the benchmarks count with: readings of paragraphs, and agreement on sentences."""

from __future__ import annotations

import csv
import hashlib
from pathlib import Path

import pytest

from benchmarks import carrying, gold, own_codings, unseen
from benchmarks.coding import Accuracy, Score
from benchmarks.own_codings import Reading
from ontology.codes import Polarity, Trend
from ontology.issues import scheme

GOOD, BAD = Polarity.STRENGTH, Polarity.WEAKNESS


def test_a_reading_names_the_sentences_that_carry_an_issue() -> None:
    told = own_codings.carried("adoption=mixed@1s12w supervision=weakness@2w")
    assert told == {"adoption": {0: GOOD, 11: BAD}, "supervision": {1: BAD}}
    assert own_codings.carried("") == {}


@pytest.mark.parametrize("data", [own_codings.DATA, carrying.DATA])
def test_every_reading_uses_the_scheme_only(data: Path) -> None:
    ids = {issue.id for issue in scheme()}
    with data.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        for code in row["codes"].split():
            issue, _, said = code.partition("=")
            assert issue in ids
            Polarity(said.partition("@")[0])
        assert len(own_codings.carried(row["codes"])) == len(row["codes"].split())
        Trend(row.get("trend", "none"))


def test_paragraphs_kept_for_measuring_are_not_among_the_readings() -> None:
    # Standing sentences of all such reports, which code nothing, may be.
    with own_codings.DATA.open(encoding="utf-8", newline="") as file:
        learnt = {row["key"] for row in csv.DictReader(file)}
    for kept in ("blind_readings", "sentence_readings"):
        path = own_codings.DATA.with_name(f"{kept}.csv")
        with path.open(encoding="utf-8", newline="") as file:
            kept_back = {row["key"] for row in csv.DictReader(file) if row["codes"]}
        assert kept_back
        assert learnt.isdisjoint(kept_back)


def reading(said: str, trend: Trend = Trend.NONE) -> Reading:
    issues = {}
    for code in said.split():
        issue, _, polarity = code.partition("=")
        issues[issue] = Polarity(polarity)
    return Reading(issues, trend, back_reference=False, sentences=None)


def test_what_more_than_half_of_the_readers_gave_counts() -> None:
    one = reading("adoption=strength fostering=weakness")
    two = reading("adoption=mixed")
    assert unseen.most((one, two)) == {"adoption": "mixed"}
    assert unseen.most((one, two, one)) == {
        "adoption": "strength",
        "fostering": "weakness",
    }
    assert unseen.most(()) == {}


def test_a_recorded_measurement_is_the_one_that_was_made(tmp_path: Path) -> None:
    measured = Accuracy(
        findings=7,
        overall=Score(5, 1, 2),
        issues={"adoption": Score(5, 1, 2), "fostering": Score()},
        polarity={("mixed", "strength"): 1, ("mixed", "mixed"): 4},
        trend=Score(1, 0, 1),
        back_reference=Score(0, 1, 0),
        relevance=0.75,
    )
    unseen.record(measured, tmp_path / "figures.json")
    assert unseen.recorded(tmp_path / "figures.json") == measured


def test_what_is_left_out_is_whole_authorities_without_hand_codings(
    shared: Path,
) -> None:
    folders = {path.name for path in (shared / "corpus").glob("*/*")}
    by_hand = {name.partition("__")[0] for name in gold.documents()}
    chosen = {
        name
        for name in folders - by_hand
        if int(hashlib.sha256(name.encode()).hexdigest(), 16) % 8 == 0
    }
    assert set(own_codings.LEFT_OUT) == chosen


def test_agreement_on_sentences() -> None:
    reader = {
        "a": {"adoption": {0: GOOD, 1: BAD}, "supervision": {2: BAD}},
        "b": {"caseloads": {0: BAD}},
    }
    other = {"a": {"adoption": {1: GOOD, 3: BAD}}, "b": {"caseloads": {0: BAD}}}
    found = carrying.compare(reader, other)
    assert (found.sentences.right, found.sentences.extra) == (2, 1)
    assert found.sentences.missed == 1
    assert (found.first, found.issues, found.polarity) == (1.0, 2, 0.5)
