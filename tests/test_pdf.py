from __future__ import annotations

import pytest

from loaders import pdf
from loaders.pages import Line
from tests.pdfs import Text, draw, width


def _line_with_raised(before: str, mark: str, after: str) -> Line:
    """One line with a mark in small type above the baseline."""
    x = 72 + width(before)
    end = x + width(mark, 8)
    texts = [
        Text(72, 100, before),
        Text(end, 100, after),
        Text(x, 96, mark, size=8),
    ]
    lines = pdf.read(draw(texts)).lines()
    assert len(lines) == 1
    return lines[0]


@pytest.mark.parametrize("ending", ["st", "nd", "rd", "th"])
def test_a_raised_ordinal_ending_belongs_to_its_number(ending: str) -> None:
    line = _line_with_raised("planning begins after their 18", ending, " birthday")
    assert line.clean == f"planning begins after their 18{ending} birthday"


def test_a_raised_number_is_a_footnote_mark_and_not_read() -> None:
    line = _line_with_raised("planning begins after the review", "2", " is over")
    assert line.clean == "planning begins after the review is over"
    assert line.text == "planning begins after the review2 is over"


def test_a_small_word_on_the_baseline_is_not_raised() -> None:
    x = 72 + width("the 4")
    lines = pdf.read(draw([Text(72, 100, "the 4"), Text(x, 100, "th", size=8)])).lines()
    assert [line.clean for line in lines] == ["the 4th"]
