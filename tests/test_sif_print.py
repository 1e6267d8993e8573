"""Oddities of SIF reports seen in print: covers, tables, boards, teams."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from loaders import furniture, pdf, sif, text
from loaders.records import Report
from ontology.codes import FindingKind, Framework, Role
from tests.sif_documents import (
    AUTHORITY,
    LEADERS,
    PAGE,
    REVIEW,
    SERVICES,
    Item,
    Numbers,
    bullet,
    drawn,
    head,
    line,
    name,
    prose,
    row,
    typed,
)
from tests.sif_forms import (
    DATES,
    END,
    FORMS,
    TEAM,
    copied,
    cover,
    first_form,
    grades_of,
    printed,
    read_all,
    small,
    team,
)

AREAS = FindingKind.AREA_FOR_IMPROVEMENT


@pytest.mark.parametrize(
    ("lines", "start", "end"),
    [
        (["Inspection date: 29 April – 22 May 2014"], (2014, 4, 29), (2014, 5, 22)),
        (["Inspection date: 28 January–5 February 2014"], (2014, 1, 28), (2014, 2, 5)),
        (
            ["Inspection date: 18 Feb 2014 – 12 March 2014"],
            (2014, 2, 18),
            (2014, 3, 12),
        ),
        (["Inspection dates: 9–24 November 2017"], (2017, 11, 9), (2017, 11, 24)),
        (["Inspection date: 12/09/2016 to 06/10/2016"], (2016, 9, 12), (2016, 10, 6)),
        (["Inspection date: 1/06/2015 – 25/06/2015"], (2015, 6, 1), (2015, 6, 25)),
        (["Inspection date: 3 July 2017 ─ 27 July 2017"], (2017, 7, 3), (2017, 7, 27)),
        (["Inspection date 11 July 2016"], (2016, 7, 11), (2016, 7, 11)),
        (["Inspection date:", "12 June to 6 July 2017"], (2017, 6, 12), (2017, 7, 6)),
    ],
)
def test_dates_of_fieldwork_in_every_printed_form(
    lines: list[str], start: tuple[int, int, int], end: tuple[int, int, int]
) -> None:
    report = copied(small(dates=lines))
    assert (report.start, report.end) == (date(*start), date(*end))
    assert len(report.periods) == 1


def test_two_visits_over_two_lines_are_two_periods() -> None:
    dates = (
        "Inspection dates: 19 November – 11 December 2013 and",
        "21 – 22 January 2014",
    )
    report = printed(small(dates=dates))
    assert [p.end for p in report.periods] == [date(2013, 12, 11), date(2014, 1, 22)]


@pytest.mark.parametrize(
    ("column", "start", "published"),
    [
        (("Inspection dates:", "Report published:", "3 March 2014 to", "26 March 2014",
          "13 May 2014"), date(2014, 3, 3), date(2014, 5, 13)),
        (("Report published:", "Inspection dates:", "13 May 2014",
          "3 March 2014 – 26 March 2014"), date(2014, 3, 3), date(2014, 5, 13)),
        # one value for two labels: nothing says which
        (("Inspection dates:", "Report published:", "13 May 2014"), None, None),
    ],
)  # fmt: skip
def test_a_column_of_labels_is_followed_by_their_values_in_order(
    column: Sequence[str], start: date | None, published: date | None
) -> None:
    number = Numbers()
    report = copied(
        [
            name(AUTHORITY),
            head(SERVICES),
            *map(line, column),
            head("Executive summary"),
            number("Visits are made in time."),
        ],
        blanks=False,
    )
    assert (report.start, report.published) == (start, published)


@pytest.mark.parametrize(
    ("published", "expected", "warned"),
    [
        ("Report Published: 17 August 2018", date(2018, 8, 17), False),
        ("Report published 20 September 2016", date(2016, 9, 20), False),
        ("", None, False),  # the reports of February to May 2014 print none
        ("Report published: soon", None, False),  # a label without a day is prose
    ],
)
def test_publication(published: str, expected: date | None, warned: bool) -> None:
    report = printed(small(published=published))
    assert report.published == expected
    assert any("published" in note for note in report.warnings) == warned


@pytest.mark.parametrize(
    ("overall", "expected"),
    [
        ("Children’s services require improvement to be good", "requires_improvement"),
        ("Children’s services in the Borough of Any are good.", "good"),
        (
            "Children’s services in Any requires improvement to be Good",
            "requires_improvement",
        ),
        ("The overall judgement is inadequate", "inadequate"),
        (
            "The overall judgement is that children’s services are outstanding",
            "outstanding",
        ),
    ],
)
def test_the_overall_judgement_in_every_printed_form(
    overall: str, expected: str
) -> None:
    assert grades_of(printed(small(overall=overall)))["overall"] == expected


def test_an_aspect_may_be_printed_as_not_judged() -> None:
    grades = ("Good", "Good", "Not Judged", "Not judged", "Good")
    found = grades_of(printed(small(grades=grades)))
    assert (found["adoption"], found["care_leavers"]) == ("not_judged", "not_judged")


def test_rows_of_the_table_are_no_paragraphs_though_numbered_and_misnumbered() -> None:
    items = [
        row(f"1. {LEADERS}", item.beside) if item.text.startswith("3.") else item
        for item in small()
    ]
    for report in (printed(items), copied(items), copied(items, blanks=False)):
        assert report.numbered_paragraphs == 1
        assert report.warnings == ()
        assert len(grades_of(report)) == 6


def test_a_table_may_go_on_over_the_page() -> None:
    items = small()
    cut = next(i for i, item in enumerate(items) if item.text.startswith("2.2"))
    assert len(grades_of(printed([*items[:cut], PAGE, *items[cut:]]))) == 6


def test_a_re_inspection_has_no_board_and_warns_of_none() -> None:
    items = [
        head(f"Re-inspection{item.text[10:]}") if item.text == SERVICES else item
        for item in small()
    ]
    report = printed(items)
    assert report.warnings == ()
    assert report.title is not None and report.title.startswith("Re-inspection of")


def test_a_board_whose_grade_is_nowhere_is_missed_aloud() -> None:
    report = printed([*cover(), *small()[len(cover()) - 2 :]])
    assert "lscb" not in grades_of(report)
    assert any("lscb" in note for note in report.warnings)


def _on_board(heading: str) -> Report:
    """A report whose cover gives the board no grade, with one heading on it."""
    items = small()
    at = next(i for i, item in enumerate(items) if item.kind == "number") + 1
    part = [head(heading), prose("Audits are few.")]
    return printed([*cover(), *items[len(cover()) - 2 : at], *part, *items[at:]])


@pytest.mark.parametrize(
    "heading",
    [
        "The Local Safeguarding Children Board requires improvement.",
        "The Local Safeguarding Children Board that requires improvement",
        "Anyshire Safeguarding Board (ASCB) requires improvement",
        "The LSCB requires improvement because:",
    ],
)
def test_the_board_s_grade_from_a_heading_also_if_misprinted(heading: str) -> None:
    report = _on_board(heading)
    (board,) = (j for j in report.judgements if j.aspect == "lscb")
    assert board.grade == "requires_improvement"
    assert board.page is not None


@pytest.mark.parametrize(
    "heading", ["The LSCB is not yet good because", "An LSCB that is good"]
)
def test_what_the_board_is_not_and_what_grades_mean_is_no_grade(heading: str) -> None:
    assert "lscb" not in grades_of(_on_board(heading))


def test_first_reports_print_their_findings_as_bullets() -> None:
    items = [
        bullet(item.text) if item.kind == "number" else item for item in first_form()
    ]
    report = printed(items)
    assert report.numbered_paragraphs == 0
    assert report.needs_to_improve == 3
    assert report.warnings == ()


def test_two_reports_bound_in_one_file_are_two() -> None:
    number = Numbers()
    board = [
        PAGE,
        name(AUTHORITY),
        head(REVIEW),
        line("Inspection date: 14 January 2014 – 5 February 2014"),
        line("Report published: 2 April 2014"),
        PAGE,
        head("The Local Safeguarding Children Board is good"),
        head("Executive summary"),
        prose("The board knows how children fare and says so to its partners."),
        head("Recommendations"),
        number("Ask children what they think."),
        *team(*TEAM),
        *END,
    ]
    services, review = read_all(pdf.read(drawn([*small(), *board])))
    assert services.published == date(2014, 3, 7)
    assert review.published == date(2014, 4, 2)
    assert (services.numbered_paragraphs, review.numbered_paragraphs) == (1, 1)
    assert (review.family, review.framework) == ("lscb", Framework.OTHER)
    assert grades_of(review) == {"lscb": "good"}
    assert review.authority_printed == AUTHORITY
    assert review.warnings == ()


def test_a_number_printed_without_a_paragraph_still_counts() -> None:
    items = small()
    at = next(i for i, item in enumerate(items) if item.kind == "number")
    empty, after = Item("number", "", "2"), Item("number", "Write plans.", "3")
    report = copied([*items[: at + 1], empty, after, *items[at + 1 :]])
    assert report.numbered_paragraphs == 3
    assert all(item.text for item in (*report.findings, *report.passages))


def test_a_body_heading_that_contradicts_the_cover_is_a_warning() -> None:
    items = small()
    at = next(i for i, item in enumerate(items) if item.text == "Recommendations")
    wrong = head(
        "The graded judgement for adoption performance is that it is inadequate"
    )
    report = printed([*items[:at], wrong, *items[at:]])
    assert grades_of(report)["adoption"] == "good"
    assert any("adoption" in note for note in report.warnings)


def test_a_sentence_with_the_words_of_a_judgement_opens_no_section() -> None:
    number = Numbers()
    items = [
        *cover(titles=(SERVICES,)),
        PAGE,
        head("Recommendations"),
        number(
            "Nobody can say that the quality of care plans is high, for managers and"
            " partners say that"
        ),
        prose("leadership, management and governance are inadequate."),
        *team(*TEAM),
    ]
    assert grades_of(copied(items))["leadership"] == "good"


def test_lead_and_team_with_their_parts() -> None:
    items = [
        *small()[:-6],
        *team(
            "Lead inspector: Rowan Ashdown HMI",
            "Deputy lead inspector Tim Orchard HMI",
            "Team inspectors (all HMI unless stated): Ines Abara, Joe Field (OI)",
            "Senior data analyst: Kim Wren",
            "Quality assurance manager: Una Marsh, Senior HMI",
        ),
    ]
    people = {person.name: person.role for person in printed(items).people}
    assert people == {
        "Rowan Ashdown": Role.LEAD_INSPECTOR,
        "Tim Orchard": Role.INSPECTOR,
        "Ines Abara": Role.INSPECTOR,
        "Joe Field": Role.INSPECTOR,
        "Kim Wren": Role.SUPPORT,
        "Una Marsh": Role.SUPPORT,
    }


def test_a_report_without_any_known_heading_says_what_is_missing() -> None:
    report = copied([name(AUTHORITY), head(SERVICES), line(DATES), prose("Nothing.")])
    assert report.findings == ()
    assert any("Lead inspector" in note for note in report.warnings)
    assert any("opens findings" in note for note in report.warnings)


@pytest.mark.parametrize("title", [
    "Inspection of local authority children’s services",
    "Inspection of looked after children services",
    REVIEW,
])  # fmt: skip
def test_other_kinds_of_report_do_not_match(title: str) -> None:
    items = [name(AUTHORITY), head(title), line(DATES)]
    assert not sif.matches(furniture.part(text.read(typed(items))))


@pytest.mark.parametrize(
    "lines",
    [
        # cells that run together, and a grade whose second line is drawn first
        [line(f"{LEADERS} Inadequate")],
        [line("Leadership, management and improvement"), line("governance Requires")],
        [line(LEADERS), line("Requires"), line("improvement to be good")],
    ],
)
def test_a_box_whose_cells_run_together_still_gives_its_grade(
    lines: list[Item],
) -> None:
    items = small()
    at = next(i for i, item in enumerate(items) if item.kind == "number") + 1
    part = [*lines, head("Inspection findings"), bullet("Leaders listen.")]
    (found,) = (
        finding
        for finding in printed([*items[:at], *part, *items[at:]]).findings
        if finding.text == "Leaders listen."
    )
    assert (found.section, found.kind) == (LEADERS, FindingKind.FINDING)


@pytest.mark.parametrize("form", FORMS)
def test_without_a_table_on_the_cover_headings_give_what_they_judge(form: str) -> None:
    items = [item for item in FORMS[form]() if item.kind != "row"]
    whole, found = grades_of(printed(FORMS[form]())), grades_of(printed(items))
    assert {"overall", "help_and_protection", "lscb"} <= set(found)
    assert found.items() <= whole.items()
