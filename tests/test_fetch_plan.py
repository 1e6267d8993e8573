from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspectgraph.fetching.plan import Choice, Wanted, in_order, known_reports
from inspectgraph.fetching.policy import Policy
from ontology.codes import InspectionType
from tests.fetch_server import (
    pdf,
)

REPORT, OTHER = pdf("one"), pdf("another")
MORNING = datetime(2025, 1, 2, 9, tzinfo=UTC)
NEXT_WEEK = MORNING + timedelta(days=7)


@given(st.lists(st.text(max_size=20), unique=True, max_size=6))
def test_two_addresses_never_share_a_name(ends: list[str]) -> None:
    kind, day = InspectionType.JTAI, date(2020, 5, 1)
    addresses = [f"https://files.ofsted.gov.uk/v1/file/{end}" for end in ends]
    names = {Wanted("bury", kind, day, address).file_name for address in addresses}
    assert len(names) == len(addresses)


def test_another_host_with_the_same_number_is_another_report() -> None:
    known = Wanted(
        "bury", InspectionType.JTAI, None, "https://files.ofsted.gov.uk/v1/file/5"
    )
    other = replace(known, address="https://files.api.ofsted.gov.uk/v1/file/5")
    assert known.file_name == "undated-jtai-5.pdf"
    assert other.file_name != known.file_name


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        (Choice(), {1, 2, 3}),
        (Choice(frozenset(("bury",))), {1, 3}),
        (Choice(types=frozenset((InspectionType.JTAI,))), {2}),
        (Choice(since=date(2020, 5, 1)), {1}),
        (Choice(since=date(2020, 5, 2)), set()),
        (Choice(frozenset(("bury",)), frozenset((InspectionType.JTAI,))), set()),
    ],
)
def test_a_choice_takes_what_meets_all_of_it(
    choice: Choice, expected: set[int]
) -> None:
    full, jtai = InspectionType.FULL_INSPECTION, InspectionType.JTAI
    some = {
        1: Wanted("bury", full, date(2020, 5, 1), "https://a.test/1"),
        2: Wanted("leeds", jtai, date(2019, 5, 1), "https://a.test/2"),
        3: Wanted("bury", full, None, "https://a.test/3"),
    }
    assert {number for number, each in some.items() if choice.takes(each)} == expected


def test_all_shipped_addresses_may_be_asked_and_have_their_own_names() -> None:
    known = known_reports()
    assert len(known) > 200
    assert all(Policy().lists(each.address) for each in known)
    assert len({(each.authority, each.file_name) for each in known}) == len(known)


@given(st.randoms(use_true_random=False))
def test_the_order_of_asking_does_not_depend_on_the_order_of_telling(
    random: Random,
) -> None:
    known = list(known_reports())[:20]
    shuffled = list(known)
    random.shuffle(shuffled)
    assert in_order(shuffled) == in_order(known)
    assert in_order([*known, *known]) == in_order(known)
