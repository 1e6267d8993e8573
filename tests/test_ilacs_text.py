"""The text of ILACS reports: sections, areas for improvement, numbers."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from loaders import text
from ontology.codes import FindingKind
from tests.ilacs_documents import (
    BOTH,
    HELP,
    LEADERS,
    OVERALL,
    Sample,
    copied,
    printed,
    read,
    says,
    typed,
)

# Sections


@pytest.mark.parametrize(
    "heading",
    [
        f"{HELP}: good",
        f"{HELP}: Good.",
        f"{HELP} is good",
        f"{HELP} are: Good",
        f"{HELP} is: good",
        HELP[0].lower() + HELP[1:] + ": good",
        HELP.removeprefix("The ").capitalize() + ": good",
        HELP,
    ],
)
def test_a_section_has_the_words_of_its_heading(heading: str) -> None:
    table = ((HELP, "Good"), (OVERALL, "Good"))
    sample = replace(Sample(), table=table, sections=((heading, ("One.", "Two.")),))
    for report in (copied(sample), printed(sample)):
        numbered = [f for f in report.findings if f.paragraph]
        assert [f.section for f in numbered] == [heading, heading]
        assert report.warnings == ()


def test_a_grade_may_be_a_verb_and_wrap() -> None:
    heading = f"{BOTH} requires improvement to be good"
    sample = replace(
        Sample(),
        table=((BOTH, "Requires improvement"), (OVERALL, "Good")),
        sections=((heading, ("One.",)),),
    )
    for report in (copied(sample), printed(sample)):
        assert report.findings[-1].section == heading
        assert report.warnings == ()


def test_an_aspect_no_list_knows_still_heads_a_section() -> None:
    heading = "The experiences and progress of disabled children: good"
    sample = replace(Sample(), sections=((heading, ("They are seen.",)),))
    for report in (copied(sample), printed(sample)):
        assert report.findings[-1].section == heading


@pytest.mark.parametrize(
    "sentence",
    [
        f"{BOTH} are good because their carers stay with them for as long as they wish.",
        f"{LEADERS} is not yet good.",
    ],
)
def test_a_sentence_that_begins_like_a_heading_is_none(sentence: str) -> None:
    sections = ((f"{HELP}: requires improvement to be good", (sentence, "Two.")),)
    sample = replace(Sample(), sections=sections, overview=(sentence,))
    for report in (copied(sample), printed(sample)):
        assert [f.text for f in report.findings if f.paragraph == 1] == [sentence]
        assert report.findings[0].text == sentence
        assert report.findings[0].kind is FindingKind.HEADLINE


@pytest.mark.parametrize(
    "heading",
    [
        "What needs to improve",
        "What needs to improve:",
        "What needs to improve?",
        "What needs to improve?1",
        "What Needs to Improve?",
    ],
)
def test_bullets_under_their_heading_are_areas_for_improvement(heading: str) -> None:
    report = copied(replace(Sample(), needs=(heading, *Sample().needs[1:])))
    listed = [f for f in report.findings if f.kind is FindingKind.AREA_FOR_IMPROVEMENT]
    assert [f.text for f in listed] == list(Sample().needs[1:])
    assert {(f.marker, f.section) for f in listed} == {("bullet", heading.rstrip("1"))}
    assert report.needs_to_improve == 2


def test_bullets_below_bullets_do_not_count() -> None:
    needs = ("What needs to improve?", "Quality of:", "- plans", "- visits", "Speed.")
    report = printed(replace(Sample(), needs=needs))
    listed = [f for f in report.findings if f.kind is FindingKind.AREA_FOR_IMPROVEMENT]
    assert [(f.text, f.level) for f in listed] == [
        ("Quality of:", 1),
        ("plans", 2),
        ("visits", 2),
        ("Speed.", 1),
    ]
    assert report.needs_to_improve == 2


def test_prose_may_stand_in_place_of_bullets() -> None:
    copy = typed(Sample()).decode().replace("◼ ", "\n")
    report = read(text.read(copy.encode()))
    prose = [f for f in report.findings if f.kind is FindingKind.AREA_FOR_IMPROVEMENT]
    assert len(prose) == 2
    assert report.needs_to_improve == 0


def test_the_section_may_be_absent() -> None:
    report = copied(replace(Sample(), needs=()))
    assert report.needs_to_improve == 0
    assert report.warnings == ("no heading 'What needs to improve'",)
    assert report.numbered_paragraphs == 6


# Paragraphs


@pytest.mark.parametrize("numbers", ["{}.", "{}.  "])
def test_paragraphs_are_numbered_through_all_sections(numbers: str) -> None:
    report = copied(replace(Sample(), numbers=numbers))
    numbered = [f.paragraph for f in report.findings if f.marker == "number"]
    assert numbered == [1, 2, 3, 4, 5, 6]
    assert report.numbered_paragraphs == 6


def test_a_number_may_be_glued_to_its_paragraph() -> None:
    copy = re.sub(rb"(?m)^(\d\.) +", rb"\1", typed(Sample()))
    assert read(text.read(copy)).numbered_paragraphs == 6


def test_a_number_may_stand_alone_above_its_paragraph() -> None:
    copy = re.sub(rb"(?m)^(\d\.) +", rb"\1\n\n", typed(Sample()))
    assert says(read(text.read(copy))) == says(copied(Sample()))


def test_a_number_may_lack_its_stop() -> None:
    copy = re.sub(rb"(?m)^5\. ", b"5 ", typed(Sample()))
    report = read(text.read(copy))
    assert report.numbered_paragraphs == 6
    assert report.warnings == ()


def test_a_gap_in_the_numbers_is_a_warning() -> None:
    sample = replace(Sample(), skipped=frozenset({4}))
    for report in (copied(sample), printed(sample)):
        assert report.numbered_paragraphs == 3
        assert max(f.paragraph or 0 for f in report.findings) == 7
        assert report.warnings == ("no paragraph is numbered 4",)


def test_a_paragraph_goes_on_over_a_page_break_of_a_copy() -> None:
    copy = typed(Sample()).decode()
    where = copy.index("The police come")
    broken = copy[:where] + "\n\n2\n\f" + copy[where:]
    assert says(read(text.read(broken.encode()))) == says(copied(Sample()))


def test_a_number_without_a_paragraph_is_kept_and_a_warning() -> None:
    copy = typed(Sample()).decode().replace("2.  Strategy", "2.\n\n3.\n\nStrategy")
    report = read(text.read(copy.replace("3.  Disabled", "Disabled").encode()))
    assert [p.text for p in report.passages if p.paragraph == 2] == ["2."]
    assert "no paragraph is numbered 2" in report.warnings
    assert report.numbered_paragraphs == 6
