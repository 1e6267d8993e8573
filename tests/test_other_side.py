"""Praise and blame of one finding in sentences apart: both are shown, not one of them."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from playwright.sync_api import Browser, expect

from graph.coding.codings import Coding, SentenceCoding
from inspectgraph.cli import main
from ontology.codes import Method, Polarity
from tests.browsing import opening
from tests.samples import LETTER

GOOD = "Independent reviewing officers know children well and meet them before reviews."
BAD = "However, reviewing officers do not challenge managers when plans drift."
FINDING = (
    "Independent reviewing officers seldom challenge managers when plans drift, and"
    " children wait too long."
)
ISSUE = "iro-effectiveness"
S, W, M, N = Polarity.STRENGTH, Polarity.WEAKNESS, Polarity.MIXED, Polarity.NEUTRAL


def coding(polarity: Polarity, *sentences: Polarity, shown: int = 0) -> Coding:
    """Of sentences ten characters long."""
    parts = tuple(
        SentenceCoding(10 * place, 10 * place + 9, said, ())
        for place, said in enumerate(sentences)
    )
    return Coding(
        issue=ISSUE,
        polarity=polarity,
        evidence=(),
        sentence=(parts[shown].start, parts[shown].end),
        sentences=parts,
        method=Method.MODEL,
        confidence=0.9,
    )


def side(coded: Coding) -> int | None:
    """Index of the sentence that tells the other side."""
    return None if coded.other_side is None else coded.other_side.start // 10


def test_the_other_side_is_what_the_sentence_leaves_out() -> None:
    assert side(coding(M, W, N, S, S)) == 2
    assert side(coding(M, S, S, W, shown=1)) == 2
    assert side(coding(M, W, M)) == 1


def test_there_is_none_where_the_sentence_says_all_there_is_to_say() -> None:
    assert side(coding(M, M, S, W)) is None
    assert side(coding(W, W, S)) is None
    assert side(coding(M, N, S)) is None
    assert side(coding(M, W)) is None
    assert side(replace(coding(M, W, S), sentences=())) is None


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("other-side")
    assert FINDING in LETTER
    letter = folder / "letter.txt"
    letter.write_text(LETTER.replace(FINDING, f"{GOOD} {BAD}"), encoding="utf-8")
    call(folder, "build", "--workers", "1", str(letter))
    return folder


def call(folder: Path, *arguments: str) -> str:
    place = ["--store", str(folder / "graph"), "--out", str(folder)]
    result = CliRunner().invoke(main, [*place, *arguments], env={"COLUMNS": "400"})
    assert result.exit_code == 0, result.output
    return result.stdout


def told(folder: Path, form: str) -> str:
    return call(folder, "timeline", ISSUE, "-a", "rutland", "--format", form)


def test_programs_are_told_of_both(built: Path) -> None:
    (episode,) = json.loads(told(built, "json"))["episodes"]
    by_kind = {item["kind"]: item for item in episode["evidence"]}
    assert by_kind["finding"]["polarity"] == "mixed"
    assert (by_kind["finding"]["text"], by_kind["finding"]["other_side"]) == (BAD, GOOD)
    assert by_kind["area_for_improvement"]["other_side"] is None
    rows = list(csv.DictReader(io.StringIO(told(built, "csv"))))
    assert {row["other_side"] for row in rows} == {"", GOOD}


@pytest.mark.parametrize("form", ["table", "md"])
def test_readers_are_told_of_both(built: Path, form: str) -> None:
    assert f"“{BAD}” — but ▲ “{GOOD}”" in " ".join(told(built, form).split())


def test_a_page_quotes_both(built: Path) -> None:
    page = told(built, "html")
    assert f"<blockquote>{GOOD}</blockquote>" in page
    assert page.index("But also, ") > page.index("do not challenge")


def test_the_explorer_quotes_both(built: Path, browser: Browser) -> None:
    file = built / "page.html"
    call(built, "explore", "--authority", "rutland", "--issue", ISSUE, "-o", str(file))
    with opening(browser, {"page": file}) as opened:
        page = opened("page")
        page.locator("svg .mark").first.click()
        quotation = page.locator("#evidence figure", has_text=BAD)
        expect(quotation.locator("blockquote")).to_have_text([BAD, GOOD])
        expect(quotation).to_contain_text("but also")
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        quotation.get_by_role("button", name="Copy as citation").click()
        expect(page.locator("#status")).to_have_text("Copied")
        copied = page.evaluate("navigator.clipboard.readText()")
        assert copied.startswith(f"“{GOOD}” … “{BAD}”")
