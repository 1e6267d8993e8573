from __future__ import annotations

import io

import pytest
from reportlab.pdfgen.canvas import Canvas

from loaders import blocks, furniture, pdf
from loaders.pages import Line
from tests.pdfs import HEIGHT, WIDTH, Box, Text, draw, width, written


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


#: Text matrices and sizes with which two lines can be read on a page held aright.
SET = {
    "upright": "BT /F 11 Tf 1 0 0 1 {0} {1} Tm",
    "upside down": "BT /F 11 Tf -1 0 0 -1 {2} {3} Tm",
    "upwards": "BT /F 11 Tf 0 1 -1 0 {1} {0} Tm",
    "downwards": "BT /F 11 Tf 0 -1 1 0 {3} {2} Tm",
    "of negative size": "BT /F -11 Tf -1 0 0 -1 {0} {1} Tm",
}


@pytest.mark.parametrize("how", SET)
def test_text_is_read_whichever_way_it_is_set_on_its_page(how: str) -> None:
    across = how.endswith("wards")
    first, second = (400, 386) if not across else (100, 114)
    other, last = (300, 314) if not across else (300, 286)
    content = (
        f"{SET[how].format(72, first, 500, other)} (Plans are clear) Tj ET\n"
        f"{SET[how].format(72, second, 500, last)} (and visits are made) Tj ET"
    )
    document = pdf.read(written(content))
    above, below = document.lines()
    assert [above.text, below.text] == ["Plans are clear", "and visits are made"]
    assert below.y - above.y == pytest.approx(14)
    assert above.x0 < above.x1
    assert document.pages[0].height == (WIDTH if across else HEIGHT)


def test_places_count_from_the_corner_of_the_page_wherever_the_file_has_it() -> None:
    content = "BT /F 11 Tf 172 1742 Td (Plans are clear) Tj ET"
    document = pdf.read(written(content, box="100 1000 695 1842"))
    (line,) = document.lines()
    assert (line.x0, line.y) == (72, 100)
    assert (document.pages[0].width, document.pages[0].height) == (595, 842)


def test_text_too_small_to_be_seen_is_read() -> None:
    content = "BT /F 0.01 Tf 72 742 Td (Plans are clear) Tj 0 -14 Td (now) Tj ET"
    body = furniture.part(pdf.read(written(content)))
    assert [block.text for block in blocks.blocks(body)] == ["Plans are clear now"]


def test_halves_of_a_letter_that_a_font_gives_apart_are_put_together() -> None:
    names = (
        "begincmap 1 begincodespacerange <00> <FF> endcodespacerange"
        " 2 beginbfchar <41> <D83DDE00> <42> <D83D> endbfchar endcmap"
    )
    content = "BT /F 11 Tf 72 742 Td (A B c) Tj ET"
    (line,) = pdf.read(written(content, names=names)).lines()
    assert line.text == "\N{GRINNING FACE} \N{REPLACEMENT CHARACTER} c"
