from __future__ import annotations

import io

import pytest
from reportlab.pdfgen.canvas import Canvas

from loaders import pdf
from loaders.pages import Line
from tests.pdfs import HEIGHT, WIDTH, Box, Text, draw, width


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


def test_the_border_of_a_cell_is_kept_as_rules_from_the_top() -> None:
    drawn = draw([Text(72, 130, "Plans")], [Box(60, 110, 300, 150)])
    page = pdf.read(drawn).pages[0]
    across = [rule for rule in page.rules if rule.x1 - rule.x0 > 200]
    assert [round(rule.y0) for rule in across] == [110, 150]
    assert len(page.rules) == 4


def test_a_font_magnified_from_size_one_has_the_size_it_is_seen_in() -> None:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(WIDTH, HEIGHT), invariant=True)
    writing = canvas.beginText()
    writing.setFont("Helvetica", 1)
    writing.setTextTransform(12, 0, 0, 12, 72, 700)
    writing.textOut("Plans are clear and visits are made")
    canvas.drawText(writing)
    canvas.save()
    lines = pdf.read(buffer.getvalue()).lines()
    assert [line.text for line in lines] == ["Plans are clear and visits are made"]
    assert lines[0].size == pytest.approx(12)


def test_a_font_the_file_only_names_is_bold_by_its_name() -> None:
    texts = [Text(72, 100, "Key strengths", bold=True), Text(72, 130, "Plans differ.")]
    assert [line.bold for line in pdf.read(draw(texts)).lines()] == [True, False]


def test_the_mark_before_a_footnote_is_raised_and_on_its_line() -> None:
    note = [Text(71, 700, "2", 6.5), Text(78, 704.5, "Children are cared for.", 10)]
    (line,) = pdf.read(draw(note)).lines()
    assert (line.text, line.clean) == (
        "2 Children are cared for.",
        "Children are cared for.",
    )
