from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders import dates, visit_facts
from ontology.codes import Role

#: A sentence as most letters have it, the visit's name and days left open.
SUMMARY = "This letter summarises the findings of {}."


def test_sentences_end_at_full_stops_but_not_at_initials() -> None:
    text = (
        "Inspectors met J. Hill. They saw the ‘front door.’ Staff are well supported."
    )
    assert visit_facts.sentences(text) == [
        "Inspectors met J. Hill.",
        "They saw the ‘front door.’",
        "Staff are well supported.",
    ]


def test_a_stop_forgotten_after_the_names_is_put_in() -> None:
    text = "Inspectors for this visit were Kit Marlow and Ash Reed Inspectors looked at care."
    assert visit_facts.sentences(text)[1] == "Inspectors looked at care."


@pytest.mark.parametrize(
    ("printed", "start", "end"),
    [
        ("on 7 and 8 March 2018", "2018-03-07", "2018-03-08"),
        ("on 28 to 29 May 2025", "2025-05-28", "2025-05-29"),
        ("between 3 and 5 November 2020", "2020-11-03", "2020-11-05"),
        ("between 20 October and 22 October 2020", "2020-10-20", "2020-10-22"),
        ("on 27 June to 28 June 2023", "2023-06-27", "2023-06-28"),
        ("on 11 December and 12 December 2018", "2018-12-11", "2018-12-12"),
        ("on 31 January and 1 February 2018", "2018-01-31", "2018-02-01"),
        ("on 22–23 October 2019", "2019-10-22", "2019-10-23"),
        ("on the 15 and 16 of May 2018", "2018-05-15", "2018-05-16"),
        ("on 15, 16 and 21 July 2025", "2025-07-15", "2025-07-21"),
        ("on 29 and 30 September, and 1 October 2020", "2020-09-29", "2020-10-01"),
        ("on 13 October 2020", "2020-10-13", "2020-10-13"),
        ("on 30 and 31 January", "2018-01-30", "2018-01-31"),
        ("from 5 to 7 May 2016", "2016-05-05", "2016-05-07"),
    ],
)
def test_days_are_found_in_the_sentence(printed: str, start: str, end: str) -> None:
    sentence = SUMMARY.format(
        f"a focused visit to Anyshire children’s services {printed}"
    )
    words = visit_facts.days(sentence)
    assert words is not None
    periods = dates.periods(words, 2018)
    assert (str(periods[0].start), str(periods[-1].end)) == (start, end)


@pytest.mark.parametrize(
    "sentence",
    ["The visit was to 3 teams and 2 homes.", "Children aged 16 and 17 are safe.", ""],
)
def test_numbers_are_no_days(sentence: str) -> None:
    assert visit_facts.days(sentence) is None


@pytest.mark.parametrize(
    ("visit", "title", "expected"),
    [
        (
            "a focused visit to Anyshire children’s services on 5 May 2018",
            None,
            "Anyshire",
        ),
        (
            "the monitoring visit to Anyshire County Council children’s services on 5 May"
            " 2018",
            None,
            "Anyshire County Council",
        ),
        (
            "a focused visit to Anyshire local authority children’s services on 5 May 2018",
            None,
            "Anyshire",
        ),
        (
            "a focused visit to the London Borough of Oakham Children’s Services on 5 May"
            " 2018",
            None,
            "London Borough of Oakham",
        ),
        (
            "the focused visit to Anyshire Council’s children’s services on 5 May 2018",
            None,
            "Anyshire Council",
        ),
        ("a focused visit to Anytown Council on 5 May 2018", None, "Anytown Council"),
        (
            "a focused visit to St Helens young people’s services on 5 May 2018",
            None,
            "St Helens",
        ),
        (
            "a focused visit on 5 May 2018 to Anyshire children’s services",
            None,
            "Anyshire",
        ),
        (
            "a focused visit to Oak, Ash and Elm (OAE) children’s services on 5 May 2018",
            None,
            "Oak, Ash and Elm",
        ),
        (
            "a focused visit to Anyshire children’s services on 5 May 2018 carried out by"
            " Kit Marlow and Ash Reed",
            None,
            "Anyshire",
        ),
        (
            "a focused visit to children’s services on 5 May 2018",
            "Focused visit to Anyshire children’s services",
            "Anyshire",
        ),
        (
            "a focused visit to Anyshire Children’s Trust on 5 May 2018",
            "Focused visit to Anyshire children’s services",
            "Anyshire",
        ),
    ],
)
def test_the_authority_is_whom_the_visit_was_to(
    visit: str, title: str | None, expected: str
) -> None:
    assert visit_facts.authority(SUMMARY.format(visit), title, []) == expected


def test_behind_a_trust_stands_the_council_it_works_for() -> None:
    sentence = SUMMARY.format(
        "a focused visit to Oakham Children’s Trust on 5 May 2018"
    )
    title = "Focused visit to Oakham Children’s Trust"
    text = (
        "The trust does so on behalf of the Oakham Metropolitan Borough Council by law."
    )
    found = visit_facts.authority(sentence, title, [sentence, text])
    assert found == "Oakham Metropolitan Borough Council"
    assert visit_facts.authority(sentence, title, []) == "Oakham Children’s Trust"
    assert visit_facts.authority(None, None, []) is None


TEAM = ["Kit Marlow", "Ash Reed-Hill"]


@pytest.mark.parametrize(
    "sentence",
    [
        "The inspectors were Kit Marlow, HMI, and Ash Reed-Hill, HMI.",
        "The inspectors were Kit Marlow and Ash Reed-Hill, Her Majesty’s Inspectors.",
        "His Majesty’s Inspectors for this visit were Kit Marlow and Ash Reed-Hill.",
        "Her Majesty's inspectors for the visit were Kit Marlow and Ash Reed-Hill",
        "Her Majesty’s Inspectors (HMI) for this visit were Kit Marlow, with Ash Reed-Hill,"
        " HMI designate.",
        "Her Majesty’s Inspectors were Kit Marlow and Ash Reed- Hill.",
        "The visit was carried out by Her Majesty’s Inspectors, Kit Marlow and Ash"
        " Reed-Hill.",
        "The visit was conducted by Kit Marlow and Ash Reed-Hill, two of Her Majesty’s"
        " Inspectors.",
        "This visit was carried out by Kit Marlow and Ash Reed-Hill, both of HMI.",
        "This visit was undertaken by Kit Marlow (HMI) and Ash Reed-Hill (HMI designate).",
        "The inspectors were Kit Marlow, Her Majesty’s Inspector (HMI) Social Care, and"
        " Ash Reed-Hill, Ofsted Inspector.",
        "The findings of a focused visit to Anyshire on 5 May 2018 carried out by Kit"
        " Marlow and Ash Reed-Hill, Her Majesty’s Inspectors.",
        "The visit was carried out by Kit Marlow, all of whom are HMI, and Ash Reed-Hill.",
        "The inspectors were Kit Marlow, HMI, and Ash Reed-Hill, HMI, with Jo Pine, HMI,"
        " shadowing.",
        "The inspectors were Kit Marlow, Ash Reed-Hill and Jo Pine (shadowing).",
        "The inspectors were Kit Marlow, HMI, and Ash Reed-Hill, HMI, shadowed by Jo Pine.",
        "The inspectors were Kit Marlow and Ash Reed-Hill and the visit was quality assured"
        " by Jo Pine.",
        "The visit was carried out by Kit Marlow, supported by Ash Reed-Hill HMI.",
    ],
)
def test_the_team_is_who_carried_the_visit_out(sentence: str) -> None:
    found = visit_facts.team([sentence])
    names = [person.name for person in found if person.role is not Role.SUPPORT]
    assert names == TEAM


@pytest.mark.parametrize(
    "sentence",
    [
        "This visit was carried out fully by remote means.",
        "Inspectors were on site during the visit and met Kit Marlow.",
        "Both inspectors were primarily on site.",
        "Services are carried out by Oakham Children’s Trust.",
        "The visit was carried out by Oakham Children’s Trust.",
        "The lead inspector and the director agreed how to work.",
    ],
)
def test_other_sentences_name_nobody(sentence: str) -> None:
    assert visit_facts.team([sentence]) == ()


def test_who_assured_quality_is_support() -> None:
    found = visit_facts.team(
        [
            "The inspectors were Kit Marlow, HMI. The quality assurance manager was Jo"
            " Pine, Senior HMI."
        ]
    )
    assert [(person.name, person.role) for person in found] == [
        ("Kit Marlow", Role.INSPECTOR),
        ("Jo Pine", Role.SUPPORT),
    ]


def test_a_lead_named_as_such_leads() -> None:
    found = visit_facts.team(
        ["The inspectors were lead inspector Kit Marlow and team inspector Ash Reed."]
    )
    assert [(person.name, person.role) for person in found] == [
        ("Kit Marlow", Role.LEAD_INSPECTOR),
        ("Ash Reed", Role.INSPECTOR),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Inspectors looked at the local authority’s arrangements for care leavers.",
            "care leavers",
        ),
        (
            "Inspectors looked at the local authority's arrangements for the ‘front door.’"
            " This visit was short.",
            "the ‘front door’",
        ),
        (
            "Inspectors looked at the local authority’s arrangements for children in care,"
            " with a particular focus on:",
            "children in care",
        ),
        (
            "During this visit, inspectors evaluated the local authority’s arrangements and"
            " support for disabled children.",
            "disabled children",
        ),
        (
            "Inspectors considered the local authority’s arrangements for young carers in"
            " accordance with the framework.",
            "young carers",
        ),
        (
            "This visit looked at the quality of decisions. It was short.",
            "the quality of decisions",
        ),
        (
            "Inspectors reviewed the local authority’s arrangements for the arrangements"
            " for adoption.",
            "adoption",
        ),
        (
            "Inspectors looked at how the local authority supports families.",
            "how the local authority supports families",
        ),
        (
            "The focus of the monitoring visit was early help, namely the help that comes"
            " first.",
            "early help",
        ),
        (
            "During the course of this visit, inspectors reviewed the progress made in the"
            " area of assessment, with a specific focus on:",
            "assessment",
        ),
        ("Inspectors considered a range of evidence, including case records.", None),
        ("They also looked at performance information.", None),
        ("Inspectors reviewed the progress made in the following areas:", None),
    ],
)
def test_the_theme_is_what_the_visit_looked_at(text: str, expected: str | None) -> None:
    assert visit_facts.theme([text]) == expected


@given(st.text(alphabet="Inspectors were on 5May2018,.’ visit to HMI", max_size=200))
def test_no_text_breaks_the_reading_of_an_opening(text: str) -> None:
    sentence = visit_facts.summary([text])
    visit_facts.authority(sentence, text, [text])
    visit_facts.team([text])
    visit_facts.theme([text])
