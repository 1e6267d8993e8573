"""Sections under headings of known wording."""

from __future__ import annotations

import re

import pytest

from loaders import outline, text

PATTERNS = {
    "good": re.compile(r"What works well in (?:this|the) area\??", re.IGNORECASE),
    "bad": re.compile(r"Areas for improvement", re.IGNORECASE),
}


def sections(copy: str) -> list[tuple[str, str | None, list[str]]]:
    found = outline.sections(text.read(copy.encode()).lines(), PATTERNS)
    return [(s.key, s.heading, [line.text for line in s.lines]) for s in found]


def test_a_heading_may_be_wrapped_and_stand_without_blank_lines() -> None:
    found = sections("Cover\nWhat works well\nin this area?\nPlans do.\n")
    assert found == [
        ("", None, ["Cover"]),
        ("good", "What works well in this area?", ["Plans do."]),
    ]


def test_a_heading_printed_again_at_the_head_of_its_table_opens_nothing() -> None:
    found = sections("Areas for improvement\nAreas for improvement\nVisits.\n")
    assert found == [
        ("bad", "Areas for improvement", ["Areas for improvement", "Visits."])
    ]


@pytest.mark.parametrize(
    "line",
    [
        "areas for improvement",  # a wrapped line of a sentence
        "Areas for improvement are plain.",
        "The areas for improvement",
    ],
)
def test_part_of_a_sentence_is_no_heading(line: str) -> None:
    assert sections(f"Leaders know\n{line}\n")[0][0] == ""


def test_headings_come_with_the_lines_they_are_printed_on() -> None:
    lines = text.read(b"What works well\nin the area\nPlans do.\n").lines()
    (heading,) = outline.headings(lines, PATTERNS)
    assert (heading.key, heading.lines) == ("good", tuple(lines[:2]))


def test_a_footnote_mark_glued_before_a_heading_does_not_hide_it() -> None:
    patterns = {"bad": re.compile(r"\d?Areas for improvement")}
    lines = text.read(b"Leaders know.\n1Areas for improvement\nPlans.\n").lines()
    assert [h.text for h in outline.headings(lines, patterns)] == [
        "1Areas for improvement"
    ]
