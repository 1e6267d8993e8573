from __future__ import annotations

from datetime import date

import pytest

from loaders import follow_ups
from loaders.records import Finding
from ontology.codes import Outcome


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        (
            "The weaknesses identified at the last inspection have been addressed.",
            Outcome.ADDRESSED,
        ),
        (
            "The recommendations from the previous inspection have all been implemented.",
            Outcome.ADDRESSED,
        ),
        (
            "Leaders have addressed the two areas of concern raised at the last visit.",
            Outcome.ADDRESSED,
        ),
        (
            "Some of the recommendations made at the last inspection have been met.",
            Outcome.PARTLY_ADDRESSED,
        ),
        (
            "Not all shortfalls found at the last inspection have been addressed.",
            Outcome.PARTLY_ADDRESSED,
        ),
        (
            "Leaders have implemented the vast majority of the recommendations made at the"
            " last inspection.",
            Outcome.PARTLY_ADDRESSED,
        ),
        (
            "The shortfalls found at the last inspection have only partly been remedied.",
            Outcome.PARTLY_ADDRESSED,
        ),
        (
            "Concerns about plans, raised at the last inspection, have not been fully"
            " resolved.",
            Outcome.PARTLY_ADDRESSED,
        ),
        (
            "The areas for improvement identified during our last visit have not been"
            " addressed.",
            Outcome.NOT_ADDRESSED,
        ),
        (
            "The weaknesses found at the last inspection remain unresolved.",
            Outcome.NOT_ADDRESSED,
        ),
        (
            "Plans are weak. This has not been put right or addressed despite being raised"
            " at the last inspection.",
            Outcome.NOT_ADDRESSED,
        ),
        (
            "Recommendations from the last inspection have yet to be implemented.",
            Outcome.NOT_ADDRESSED,
        ),
    ],
)
def test_a_plain_statement_gives_its_outcome(text: str, outcome: Outcome) -> None:
    (found,) = follow_ups.stated([Finding(text=text, page=3)])
    assert found.outcome is outcome
    assert found.page == 3
    assert found.issues == ()


@pytest.mark.parametrize(
    "text",
    [
        "Leaders have made progress since the last inspection.",
        "Weaknesses identified by managers are quickly addressed.",
        "There is a plan to ensure that weaknesses found at the last inspection are met.",
        "The weaknesses found at the last inspection would be addressed if money came.",
        "Although weaknesses found at the last inspection have been addressed, more is new.",
        "At the time of the visit, a new process had been implemented.",
        "Risks have been addressed.",
    ],
)
def test_progress_and_plans_are_no_follow_up(text: str) -> None:
    assert follow_ups.stated([Finding(text=text)]) == ()


@pytest.mark.parametrize(
    ("text", "earlier"),
    [
        (
            "Weaknesses found at the last inspection in February 2016 have been addressed.",
            date(2016, 2, 29),
        ),
        (  # two months: which is meant is not said
            "Weaknesses found at inspections in May 2016 and June 2017 have been addressed.",
            None,
        ),
        (
            "A visit in November 2019 looked at care. The concerns identified at that time"
            " have not been addressed.",
            date(2019, 11, 30),
        ),
        (
            "A school opened in May 2019. Weaknesses found at the last inspection have been"
            " addressed.",
            None,
        ),
    ],
)
def test_the_earlier_inspection_is_named_or_left_open(
    text: str, earlier: date | None
) -> None:
    (found,) = follow_ups.stated([Finding(text=text)])
    assert found.earlier == earlier


def test_a_sentence_that_points_back_brings_the_one_before() -> None:
    text = "A visit looked at homes. The concerns identified at that time have not been met."
    (found,) = follow_ups.stated([Finding(text=text + " Staff are kind.")])
    assert found.text == text
