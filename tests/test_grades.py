"""Grades, aspects, sentences that judge, and judgement tables in every cell order."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders import aspects, grades, pdf, text
from loaders.pages import Line
from ontology.codes import Aspect, Grade
from tests.ilacs_documents import BOTH, CARE, HELP, LEADERS, LEAVERS, OVERALL
from tests.pdfs import Text, draw


def _lines(copy: str) -> list[Line]:
    return text.read(copy.encode()).lines()


def _judged(lines: list[Line]) -> dict[str, str]:
    table = grades.table(lines)
    assert table.warnings == ()
    return {judgement.aspect: judgement.grade for judgement in table.judgements}


@pytest.mark.parametrize(
    ("words", "grade"),
    [
        ("Good", Grade.GOOD),
        ("outstanding", Grade.OUTSTANDING),
        ("inadequate.", Grade.INADEQUATE),
        ("Adequate", Grade.ADEQUATE),
        ("Requires improvement", Grade.REQUIRES_IMPROVEMENT),
        ("Requires Improvement to be good", Grade.REQUIRES_IMPROVEMENT),
        ("require improvement to be good", Grade.REQUIRES_IMPROVEMENT),
        ("requires  improvement\nto be good", Grade.REQUIRES_IMPROVEMENT),
        ("Not Judged", Grade.NOT_JUDGED),
        ("Grade 4 (inadequate)", Grade.INADEQUATE),
        ("Inadequate Grade 4", Grade.INADEQUATE),
        ("Good progress", None),
        ("not good", None),
        ("Requires", None),
        ("to be good", None),
        ("", None),
        ("Grade", None),
    ],
)
def test_a_grade_is_read_from_the_whole_text_only(
    words: str, grade: Grade | None
) -> None:
    assert grades.grade(words) is grade


@pytest.mark.parametrize(
    ("label", "aspect"),
    [
        (LEADERS, Aspect.LEADERSHIP),
        ("Leadership, management and governance", Aspect.LEADERSHIP),
        ("3. Leadership, management and governance", Aspect.LEADERSHIP),
        (HELP, Aspect.HELP_AND_PROTECTION),
        ("1. Children who need help and protection", Aspect.HELP_AND_PROTECTION),
        (CARE, Aspect.CHILDREN_IN_CARE),
        (LEAVERS, Aspect.CARE_LEAVERS),
        ("experiences and progress of care leavers", Aspect.CARE_LEAVERS),
        (BOTH, Aspect.CARE_AND_LEAVERS_COMBINED),
        (
            "2. Children looked after and achieving permanence",
            Aspect.LOOKED_AFTER_AND_PERMANENCE,
        ),
        ("2.1 Adoption performance", Aspect.ADOPTION),
        ("the Local Safeguarding Children Board (LSCB)", Aspect.LSCB),
        (OVERALL, Aspect.OVERALL),
        ("Children's services in Anytown", Aspect.OVERALL),
        ("The experiences and progress of disabled children", None),
        ("Grade", None),
        ("", None),
    ],
)
def test_a_label_of_any_framework_is_known_however_it_is_printed(
    label: str, aspect: Aspect | None
) -> None:
    assert aspects.aspect(label) is aspect
    assert aspects.aspect(label.upper()) is aspect


@pytest.mark.parametrize(
    ("heading", "aspect", "grade"),
    [
        (f"{HELP}: good", Aspect.HELP_AND_PROTECTION, Grade.GOOD),
        (f"{HELP} is good.", Aspect.HELP_AND_PROTECTION, Grade.GOOD),
        (f"{BOTH} are: Good", Aspect.CARE_AND_LEAVERS_COMBINED, Grade.GOOD),
        (f"{LEADERS} is: inadequate", Aspect.LEADERSHIP, Grade.INADEQUATE),
        (f"{LEAVERS}:outstanding", Aspect.CARE_LEAVERS, Grade.OUTSTANDING),
        (f"{LEAVERS} – outstanding", Aspect.CARE_LEAVERS, Grade.OUTSTANDING),
        (
            f"{BOTH} requires improvement to be good",
            Aspect.CARE_AND_LEAVERS_COMBINED,
            Grade.REQUIRES_IMPROVEMENT,
        ),
        (
            f"{LEADERS}, which requires improvement to be good.",
            Aspect.LEADERSHIP,
            Grade.REQUIRES_IMPROVEMENT,
        ),
        (
            f"{LEADERS} is requires improvement to be good",
            Aspect.LEADERSHIP,
            Grade.REQUIRES_IMPROVEMENT,
        ),
        (
            "The graded judgement for adoption performance is that it is good",
            Aspect.ADOPTION,
            Grade.GOOD,
        ),
        (
            "The overall judgement is that children’s services require improvement",
            Aspect.OVERALL,
            Grade.REQUIRES_IMPROVEMENT,
        ),
        ("Children’s services in Anytown are good.", Aspect.OVERALL, Grade.GOOD),
        (
            "The Local Safeguarding Children Board is inadequate",
            Aspect.LSCB,
            Grade.INADEQUATE,
        ),
    ],
)
def test_a_heading_states_its_judgement(
    heading: str, aspect: Aspect, grade: Grade
) -> None:
    judgement = grades.stated(heading)
    assert judgement is not None
    assert (judgement.aspect, judgement.grade) == (aspect, grade)


@pytest.mark.parametrize(
    "sentence",
    [
        f"{BOTH} are good because staff stay.",
        "Social workers' visits are good.",
        f"{HELP}",
        "The quality of plans requires improvement",
        "good",
        "",
    ],
)
def test_other_sentences_state_none(sentence: str) -> None:
    assert grades.stated(sentence) is None


FOUR = {
    Aspect.LEADERSHIP: Grade.GOOD,
    Aspect.HELP_AND_PROTECTION: Grade.REQUIRES_IMPROVEMENT,
    Aspect.CARE_AND_LEAVERS_COMBINED: Grade.OUTSTANDING,
    Aspect.OVERALL: Grade.REQUIRES_IMPROVEMENT,
}
BELOW = "\n\nServices in Anyshire are good in parts.\nGood plans are made.\n"
LAYOUTS = {
    "cells one after the other": f"""Judgement

Grade

{LEADERS}

Good

{HELP}

Requires improvement
to be good

{BOTH}

Outstanding

{OVERALL}

Requires improvement to be good
""",
    "grades between the lines of their labels": f"""
Judgement                                                          Grade

{LEADERS.removesuffix(" families")}
                                                                   Good
families

{HELP.removesuffix(" protection")}         Requires improvement
protection                                                         to be good

{BOTH.removesuffix(" leavers")}
                                                                   Outstanding
leavers

                                                                   Requires improvement
Overall effectiveness
                                                                   to be good
""",
    "no blank between the last rows, grade above its label": f"""
Judgement                               Grade
{LEADERS.partition(" practice")[0]}    Good
practice{LEADERS.partition(" practice")[2]}
{HELP.partition(" children")[0]}         Requires improvement to be good
children{HELP.partition(" children")[2]}
{BOTH.partition(" children")[0]}         Outstanding
children{BOTH.partition(" children")[2]}
                                        Requires improvement to be good
Overall effectiveness
""",
    "one column after the other": f"""Judgement
{LEADERS}
{HELP}
{BOTH}
{OVERALL}
Grade
Good
Requires improvement
Outstanding
Requires improvement to be good
""",
    "no header": f"""
{LEADERS} Good
{HELP} Requires improvement to be good
{BOTH} Outstanding
{OVERALL} Requires improvement to be
good
""",
    "bars between cells": f"""
| **Judgement** | **Grade** |
|---|---|
| {LEADERS} | Good |
| {HELP} | Requires improvement |
| {BOTH} | Outstanding |
| {OVERALL} | Requires improvement |
""",
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_table_is_read_whatever_the_order_of_its_cells(layout: str) -> None:
    assert _judged(_lines("Anyshire\n\n" + LAYOUTS[layout] + BELOW)) == FOUR


@pytest.mark.parametrize("layout", LAYOUTS)
def test_what_follows_a_table_is_no_part_of_it(layout: str) -> None:
    table = grades.table(_lines(LAYOUTS[layout] + BELOW))
    assert not any("in parts" in line.text for line in table.lines)
    assert not any("plans are made" in line.text for line in table.lines)


def test_care_and_leaving_care_may_be_two_rows() -> None:
    judged = _judged(
        _lines(
            "Judgement  Grade\n"
            f"{CARE.removesuffix(' children in care')}  Good\nchildren in care\n"
            f"{LEAVERS.removesuffix(' leavers')}  Outstanding\nleavers\n"
            "Overall effectiveness  Good\n"
        )
    )
    assert judged == {
        Aspect.CHILDREN_IN_CARE: Grade.GOOD,
        Aspect.CARE_LEAVERS: Grade.OUTSTANDING,
        Aspect.OVERALL: Grade.GOOD,
    }


def test_rows_of_the_single_inspection_framework() -> None:
    judged = _judged(
        _lines(
            "The judgements that contribute to the whole are:\n"
            "                                            Requires\n"
            "1. Children who need help and protection\n"
            "                                            Improvement\n"
            "2. Children looked after and achieving      Inadequate\n"
            "   permanence\n"
            "      2.1 Adoption performance              Not judged\n"
            "      2.2 Experiences and progress of care leavers  Good\n"
            "3. Leadership, management and governance    Requires\n"
            "                                            improvement to\n"
            "                                            be good\n"
        )
    )
    assert judged == {
        Aspect.HELP_AND_PROTECTION: Grade.REQUIRES_IMPROVEMENT,
        Aspect.LOOKED_AFTER_AND_PERMANENCE: Grade.INADEQUATE,
        Aspect.ADOPTION: Grade.NOT_JUDGED,
        Aspect.CARE_LEAVERS: Grade.GOOD,
        Aspect.LEADERSHIP: Grade.REQUIRES_IMPROVEMENT,
    }


def test_a_label_no_list_knows_is_kept_as_printed() -> None:
    judged = _judged(
        _lines(
            f"Judgement\nGrade\n{LEADERS}\nGood\n"
            "The experiences of disabled children, and their families\nInadequate\n"
            f"{OVERALL}\nGood\n"
        )
    )
    assert judged == {
        Aspect.LEADERSHIP: Grade.GOOD,
        "other:The experiences of disabled children, and their families": (
            Grade.INADEQUATE
        ),
        Aspect.OVERALL: Grade.GOOD,
    }


def test_a_row_without_a_grade_is_not_given_that_of_another() -> None:
    rows = [(LEADERS, "Good"), (HELP, ""), (LEAVERS, "Outstanding"), (OVERALL, "Good")]
    texts = [Text(70, 60, "Judgement"), Text(430, 60, "Grade")]
    for index, (label, grade) in enumerate(rows):
        texts.append(Text(70, 100 + 40 * index, label, size=9))
        texts.append(Text(430, 100 + 40 * index, grade, size=9))
    table = grades.table(pdf.read(draw(texts)).lines())
    assert {j.aspect: j.grade for j in table.judgements} == {
        Aspect.LEADERSHIP: Grade.GOOD,
        Aspect.CARE_LEAVERS: Grade.OUTSTANDING,
        Aspect.OVERALL: Grade.GOOD,
    }
    assert len(table.warnings) == 1
    assert "help and protection" in table.warnings[0]


def test_a_judgement_says_on_which_page_it_stands_and_how_it_is_printed() -> None:
    texts = [
        Text(70, 60, "Overall effectiveness", page=2),
        Text(400, 60, "Requires Improvement", page=2),
    ]
    (judgement,) = grades.table(pdf.read(draw(texts)).lines()).judgements
    assert judgement.page == 2
    assert judgement.as_printed == "Requires Improvement"


@pytest.mark.parametrize(
    "copy",
    [
        "",
        "Good",
        "Judgement\nGrade\n",
        "Children who need help and protection wait too long for it.\nGood\n",
        "Overall effectiveness is what counts.",
        "The board judged itself good.\nLeaders agreed.",
    ],
)
def test_no_table_is_found_where_there_is_none(copy: str) -> None:
    table = grades.table(_lines(copy))
    assert table.judgements == ()
    assert table.lines == ()


WORDS = st.sampled_from(
    [
        *(LEADERS, HELP, CARE, LEAVERS, OVERALL, "Good", "Requires", "improvement"),
        *("to be good", "Judgement", "Grade", "and care leavers", "Not judged", "\n"),
    ]
)


@given(st.lists(WORDS, max_size=14).map("\n".join))
def test_no_line_is_read_twice_and_every_grade_is_one(copy: str) -> None:
    table = grades.table(_lines(copy))
    starts = [line.start for line in table.lines]
    assert len(starts) == len(set(starts))
    assert all(grades.grade(j.as_printed) == j.grade for j in table.judgements)
