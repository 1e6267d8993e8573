"""A person's decision goes with the words it was made on, never to others."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from graph.anchors import Anchors, words_of
from graph.human import Action, Decision
from inspectgraph.cli import main
from queries.ask import Asker
from queries.exports import codings, findings
from tests.samples import LETTER

REPORT = "https://example.org/id/inspection/x/report/finding/"
HEAD = "finding,issue,polarity,action,coder,date,reason"
TEXT = "Independent reviewing officers seldom challenge managers"


def decision(place: int, words: str = "") -> Decision:
    day = date(2024, 5, 1)
    return Decision(f"{REPORT}{place}", "x", None, Action.NONE, "Ann", day, "", words)


def report(*texts: str) -> Anchors:
    return Anchors({f"{REPORT}{n}": text for n, text in enumerate(texts, start=1)})


@pytest.mark.parametrize(
    ("now", "place"),
    [
        (("a", "b", "c"), 2),
        (("a", "new", "b", "c"), 3),  # one more before it
        (("b",), 1),
        (("a", "b\n ", "c"), 2),  # parted otherwise
        (("a", "changed", "c"), None),
        (("b", "a", "b"), None),  # which of the two cannot be told
        (("b", "b"), 2),  # its own place still has its words
        ((), None),
    ],
)
def test_a_decision_follows_its_words(now: tuple[str, ...], place: int | None) -> None:
    found = report(*now).placed(decision(2, words_of("b")))
    assert (found.finding if found else None) == (place and f"{REPORT}{place}")


def test_one_of_an_earlier_version_goes_by_its_place() -> None:
    assert report("a", "changed").placed(decision(2)) == decision(2)
    assert report("a").placed(decision(2)) is None


def test_the_same_words_in_another_report_are_not_meant() -> None:
    other = Anchors({"https://example.org/id/inspection/y/report/finding/2": "b"})
    assert other.placed(decision(2, words_of("b"))) is None


@given(st.lists(st.text("ab ", min_size=1), max_size=6), st.integers(1, 6), st.text())
def test_it_never_comes_to_other_words(texts: list[str], place: int, seen: str) -> None:
    anchors = report(*texts)
    found = anchors.placed(decision(place, words_of(seen)))
    if found is not None:
        assert anchors.words[found.finding] == words_of(seen)


@pytest.fixture
def coded(tmp_path: Path) -> Path:
    """A letter of which a person coded the finding on challenge."""
    out = tmp_path / "out"
    built(out, LETTER)
    file = tmp_path / "codings.csv"
    file.write_text(
        f"{HEAD}\n{about(out)},caseloads,weakness,add,Ann,2024-05-01,\n",
        encoding="utf-8",
    )
    run(out, "code", str(file))
    return out


def run(out: Path, *arguments: str) -> str:
    result = CliRunner().invoke(main, ["--store", str(out / "graph"), *arguments])
    assert result.exit_code == 0, result.output
    return result.stderr


def built(out: Path, letter: str) -> str:
    source = out.parent / "letter.txt"
    source.write_text(letter, encoding="utf-8")
    return run(out, "build", "--fresh", str(source))


def about(out: Path) -> str:
    rows = findings(Asker.open(out / "graph"), {})
    return str(next(row["finding"] for row in rows if TEXT in row["text"]))


def by_ann(out: Path) -> list[str]:
    rows = codings(Asker.open(out / "graph"), {})
    return [str(row["finding"]) for row in rows if row["coder"] == "Ann"]


def test_a_report_with_one_finding_more_keeps_what_people_said(coded: Path) -> None:
    before = about(coded)
    more = f"Plans are written soon after children come into care.\n\n{TEXT}"
    said = built(coded, LETTER.replace(TEXT, more))
    assert about(coded) != before
    assert by_ann(coded) == [about(coded)]
    assert "find their finding" not in said


def test_words_that_are_gone_take_what_was_said_of_them_along(coded: Path) -> None:
    said = built(coded, LETTER.replace("seldom challenge", "challenge"))
    assert "1 of 1 codings made by people find their finding no more" in said
    assert by_ann(coded) == []
    assert "find their finding" not in built(coded, LETTER)
    assert by_ann(coded) == [about(coded)]


def test_what_is_kept_tells_of_the_words_and_can_be_taken_again(coded: Path) -> None:
    kept = coded / "graph" / "human-codings.csv"
    (row,) = csv.DictReader(kept.read_text(encoding="utf-8").splitlines())
    assert len(row["words"]) == 16
    copy = coded.parent / "copy.csv"
    copy.write_bytes(kept.read_bytes())
    run(coded, "code", str(copy))
    assert kept.read_bytes() == copy.read_bytes()
