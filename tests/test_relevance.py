"""What is a finding and what is not."""

from __future__ import annotations

import pytest

from loaders.relevance import is_finding


@pytest.mark.parametrize(
    "text",
    [
        "Return home interviews are timely and inform plans.",
        "Responses to children who run away are robust.",
        "◼ The quality of supervision.",
        "Inspectors also criticised the pace of change.",
        "Inspectors met many skilled staff who know children well.",
        "12. When children go missing, a worker sees them promptly.",
    ],
)
def test_what_evaluates_the_service_is_a_finding(text: str) -> None:
    assert is_finding(text, section=None)


@pytest.mark.parametrize(
    "text",
    [
        "The experiences and progress of care leavers: good",
        "What needs to improve in this area of social work practice?",
        "Piccadilly Gate, Store Street, Manchester",
        "© Crown copyright 2031",
        "The inspection team consisted of four of His Majesty's Inspectors.",
        "- In primary schools is 14% (the national average is 18%).",
        "Inspectors looked at a range of evidence, including case records.",
        "I am copying this letter to the Department for Education.",
        "A good local authority leads effective services.",
        "",
        "123",
    ],
)
def test_what_frames_the_report_is_not(text: str) -> None:
    assert not is_finding(text, section=None)


def test_facts_about_the_area_are_known_by_their_heading() -> None:
    text = "Many children live in the north of the borough."
    assert not is_finding(text, section="Information about this local authority area")
