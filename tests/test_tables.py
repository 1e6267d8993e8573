"""Cells found from the lines drawn round them."""

from __future__ import annotations

from loaders import pdf, tables, text
from tests.pdfs import Box, Text, draw

LEFT, MIDDLE, RIGHT = 60.0, 220.0, 530.0


def cells(texts: list[Text], boxes: list[Box]) -> list[list[str]]:
    page = pdf.read(draw(texts, boxes)).pages[0]
    return [
        [" ".join(line.text for line in cell) for cell in row.cells]
        for row in tables.rows(page)
    ]


def test_rows_are_parted_where_a_rule_is_drawn_and_not_by_distance() -> None:
    texts = [Text(65, 100 + 14.5 * n, f"Line {n}") for n in range(4)]
    boxes = [Box(LEFT, 88, RIGHT, 117), Box(LEFT, 117, RIGHT, 147)]
    assert cells(texts, boxes) == [["Line 0 Line 1"], ["Line 2 Line 3"]]


def test_a_line_that_runs_across_two_cells_is_cut_between_them() -> None:
    texts = [
        Text(65, 100, "The council and its health board"),
        Text(65, 114, "of Anytown"),
        Text(225, 100, "Leaders should"),
        Text(225, 114, "act on what they"),
        Text(225, 128, "know."),
    ]
    boxes = [Box(LEFT, 88, MIDDLE, 132), Box(MIDDLE, 88, RIGHT, 132)]
    row = [
        "The council and its health board of Anytown",
        "Leaders should act on what they know.",
    ]
    assert cells(texts, boxes) == [row]


def test_a_cell_without_text_keeps_its_place() -> None:
    texts = [Text(225, 100, "Leaders should act.")]
    boxes = [Box(LEFT, 88, MIDDLE, 110), Box(MIDDLE, 88, RIGHT, 110)]
    assert cells(texts, boxes) == [["", "Leaders should act."]]


def test_underlines_and_footers_are_no_table() -> None:
    texts = [Text(65, 100, "Plans"), Text(65, 130, "Visits")]
    rules = [Box(LEFT, 102, 200, 102.2), Box(LEFT, 800, RIGHT, 800.2)]
    assert cells(texts, rules) == []


def test_the_parts_of_a_cut_line_point_to_their_own_words() -> None:
    document = text.read(b"  Plans are late     Leaders know\n")
    (line,) = document.lines()
    parts = tables.cut_at_gaps(line, 3)
    assert [part.text for part in parts] == ["Plans are late", "Leaders know"]
    for part in parts:
        assert document.layer[part.start : part.end] == part.text
    assert tables.cut(line, []) == [line]
