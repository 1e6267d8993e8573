"""What points back to an earlier inspection, and what only sounds like it."""

from __future__ import annotations

import pytest

from graph.coding.trend import back_reference


@pytest.mark.parametrize(
    "text",
    [
        "Audit has improved since the last focused assurance visit.",
        "Most recommendations of the inspection in 2012 are met.",
        "The vast majority of actions from the safeguarding and looked after children"
        " inspection (2012) are complete.",
        "In April 2017, the JTAI found good services here.",
        "Some strengths seen then, at that inspection, are lost.",
        "Elements of some previous recommendations are repeated.",
        "This was an area of weakness in the previous child protection inspection.",
        "Progress against the recommendations has been slow.",
        "Both schools were judged good last year. Since the last inspection, the council"
        " has opened a third.",
    ],
)
def test_an_earlier_inspection_is_referred_to(text: str) -> None:
    assert back_reference(text)


@pytest.mark.parametrize(
    "text",
    [
        "A return visit is completed after each missing episode.",
        "Leaders know the areas for improvement identified during this inspection.",
        "A review of the hub in March 2016 led to new rules.",
        "Social workers are slow to make a first visit to new arrivals.",
        "Records of these visits are brief.",
        "Both schools were judged to be good at their last inspection.",
        "Most children attend a nursery rated good in its most recent Ofsted inspection.",
        "A monitoring inspection is due, and the next full reinspection in three years.",
    ],
)
def test_other_visits_reviews_and_this_inspection_are_none(text: str) -> None:
    assert not back_reference(text)
