"""What the benchmarks count with: readings of paragraphs, and agreement on sentences."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from benchmarks import carrying, own_codings
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
    for kept in ("fresh_reading", "blind_readings", "sentence_readings"):
        path = own_codings.DATA.with_name(f"{kept}.csv")
        with path.open(encoding="utf-8", newline="") as file:
            kept_back = {row["key"] for row in csv.DictReader(file) if row["codes"]}
        assert kept_back
        assert learnt.isdisjoint(kept_back)


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
