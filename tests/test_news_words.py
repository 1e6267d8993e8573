"""What sentences of articles give: days, speakers, promises, deadlines."""

from __future__ import annotations

from datetime import date

import pytest

from loaders import newsdates, promises
from loaders.records import Passage
from loaders.speakers import speaker_of, speakers


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Published 4 March 2021", date(2021, 3, 4)),
        ("By A Writer on February 5, 2021 in Children", date(2021, 2, 5)),
        ("| 27 August 2018", date(2018, 8, 27)),
        ("03.09.18", date(2018, 9, 3)),
        ("Posted: 30/10/2019, 11:56", date(2019, 10, 30)),
        ("Published by A Writer at 11:56am 30th October 2019.", date(2019, 10, 30)),
        ("2021-02-05", date(2021, 2, 5)),
        ("6th Dec 2021", date(2021, 12, 6)),
        ("March 2021", None),
        ("31 February 2021", None),
        ("Phone 01202 451 451", None),
    ],
)
def test_a_date_line_gives_the_day_of_publication(line: str, day: date | None) -> None:
    assert newsdates.published([Passage(line)])[0] == day


def test_an_update_is_not_the_publication_and_two_dates_are_none() -> None:
    lines = [Passage("Last updated 9 March 2021")]
    assert newsdates.published(lines)[0] is None
    day, reason = newsdates.published(
        [Passage("4 March 2021"), Passage("5 March 2021")]
    )
    assert day is None
    assert reason is not None


@pytest.mark.parametrize(
    ("sentence", "days"),
    [
        ("the Ofsted visit carried out in October 2020 found it", [date(2020, 10, 31)]),
        (
            "On their return visit, in December 2021, they found it",
            [date(2021, 12, 31)],
        ),
        ("inspected on 4 and 5 October 2022", [date(2022, 10, 5)]),
        ("an inspection between 30 April and 21 May 2014", [date(2014, 5, 21)]),
        ("the November 2019 focused visit", [date(2019, 11, 30)]),
        ("In July 2018 inspectors found it", [date(2018, 7, 31)]),
        ("the last inspection in April 2014", [date(2014, 4, 30)]),
        ("a visit in July left them worried", [date(2022, 7, 31)]),
        ("a visit in December left them worried", [date(2021, 12, 31)]),
        ("Ofsted, whose report was published in February 2022", []),
        ("The council was formed in April 2019 and then inspected", []),
        ("the inspection report published in March 2020", []),
        ("The plan runs until June 2021 and after a visit", []),
        ("She was appointed in May 2020.", []),
        ("an inspection on 31 February 2020", []),
    ],
)
def test_inspections_are_known_by_their_dates(sentence: str, days: list[date]) -> None:
    found, whole = newsdates.visits([sentence], date(2022, 11, 8))
    assert list(found) == days
    assert whole


def test_a_month_without_a_year_is_doubtful_when_nothing_dates_the_article() -> None:
    assert newsdates.visits(["a visit in July left them worried"], None) == ((), False)
    both = ["a visit in July left them worried", "the July 2020 visit"]
    assert newsdates.visits(both, None) == ((date(2020, 7, 31),), True)


@pytest.mark.parametrize(
    ("sentence", "name", "title", "place"),
    [
        ("Jo Bloggs, leader of X Council, said no.", "Jo Bloggs", "leader", "X Council"),
        ("Cllr Jo Bloggs, the council’s deputy leader, said: “No.”",
         "Cllr Jo Bloggs", "deputy leader", None),
        ("The council’s interim director Jo Bloggs said no.",
         "Jo Bloggs", "interim director", None),
        ("“No,” said Jo van Bloggs, chief executive.",
         "Jo van Bloggs", "chief executive", None),
        ("X’s cabinet member, Jo Bloggs, said no.", "Jo Bloggs", "cabinet member", None),
        ("Councillor Jo Bloggs said no.", "Councillor Jo Bloggs", None, None),
        ("Jo Bloggs, director of children’s services (DCS) at X, told the Echo no.",
         "Jo Bloggs", "director of children’s services", "X"),
    ],
)  # fmt: skip
def test_a_speaker_has_name_and_post(
    sentence: str, name: str, title: str | None, place: str | None
) -> None:
    (found,) = speakers([sentence])
    assert (found.name, found.title) == (name, title)
    if place is not None:
        assert found.organisation == place


@pytest.mark.parametrize(
    "sentence",
    [
        "Ofsted inspectors said that it was good.",
        "The council said it was sorry.",
        "It is led by Jo Bloggs, director of children’s services.",
        "Jo Bloggs, who was there on the day with a director, said no.",
        "A Department for Education spokesperson said no.",
    ],
)
def test_who_is_not_quoted_by_name_is_no_speaker(sentence: str) -> None:
    assert speakers([sentence]) == ()


def test_a_surname_is_enough_later_on() -> None:
    people = speakers(["Jo Bloggs, director, said no.", "Al Roe, leader, said yes."])
    assert (
        speaker_of("“We have a plan,” added Bloggs, who joined.", people) == "Jo Bloggs"
    )
    assert speaker_of("Bloggs said no and Roe said yes.", people) is None
    assert speaker_of("The plan was printed.", people) is None


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The council plans to raise spending.", True),
        ("Its cabinet is expected to agree the money next week.", True),
        ("The action plan says there will be audits each quarter.", True),
        ("The council has introduced a payment for those who stay.", True),
        ("The authority is also extending its academy.", True),
        ("“We will get there,” she said.", True),
        ("The leader promised that nobody would be moved.", True),
        ("XC aims to recruit forty people.", True),
        ("Ofsted said the council would need to improve.", False),
        ("Inspectors will return to the council next year.", False),
        ("The council was rated inadequate.", False),
        ("Children do not receive a service they would benefit from.", False),
        ("The council’s plans to date are weak.", False),
        ("Stable staffing would be crucial to the council.", False),
        ("ZZ aims to recruit forty people.", False),
    ],
)
def test_a_promise_is_what_the_authority_will_do(sentence: str, expected: bool) -> None:
    assert promises.is_promise(sentence, {"XC"}) is expected


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("It is set to run until June 2021.", date(2021, 6, 30)),
        ("All done by 31 March 2022, it said.", date(2022, 3, 31)),
        ("It will finish by the end of 2023.", date(2023, 12, 31)),
        ("It will finish by June 2021. It will end by May 2022.", None),
        ("It began in June 2021.", None),
        ("It will finish by 31 June 2021.", None),
    ],
)
def test_a_deadline_is_read_if_there_is_one(sentence: str, day: date | None) -> None:
    assert promises.due(sentence) == day
