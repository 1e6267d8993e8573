"""Addressees and signatures of letters to a partnership."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders import jtai_people, pdf, text
from loaders.pages import Line
from ontology.codes import Role
from tests.pdfs import Text, draw


def lines(copy: str) -> list[Line]:
    return text.read(copy.encode()).lines()


def addressed(copy: str, place: str | None = None) -> list[tuple[str, str | None]]:
    found = jtai_people.addressees(lines(copy), place)
    assert all(person.role is Role.ADDRESSEE for person in found)
    return [(person.name, person.title) for person in found]


def signed(copy: str) -> list[str]:
    return [person.name for person in jtai_people.signatories(lines(copy))[0]]


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        # A wrapped line without indent, beginning with a capital.
        (
            "Ms Ann Other QPM, Director of Children’s Services, Midshire\n"
            "Metropolitan Borough Council\n"
            "Max Mustermann, Chief Nurse, NHS Midshire\n"
            "Services, Clinical Commissioning\nGroup",
            [
                ("Ms Ann Other QPM", "Director of Children’s Services, Midshire"
                 " Metropolitan Borough Council"),
                ("Max Mustermann", "Chief Nurse, NHS Midshire Services, Clinical"
                 " Commissioning Group"),
            ],
        ),
        # No comma after the name.
        (
            "Jan Novak Divisional Director, Probation Service North\nRegion",
            [("Jan Novak", "Divisional Director, Probation Service North Region")],
        ),
        # Two on a line, told by the second one's title.
        (
            "Mr Sam Roe, Chief Officer, NHS Midshire CCG Mr Al Doe,\nCommissioner",
            [
                ("Mr Sam Roe", "Chief Officer, NHS Midshire CCG"),
                ("Mr Al Doe", "Commissioner"),
            ],
        ),
        # Ranks before names, letters after them, particles inside.
        (
            "Acting Chief Constable Jo Bloggs, Midshire Police\n"
            "Chief Supt Kim Lee, Borough Commander\n"
            "Pat de Vere, QPM, Chief Constable of Midshire police\n"
            "Paula St Clair, Chair of Midshire Board",
            [
                ("Acting Chief Constable Jo Bloggs", "Midshire Police"),
                ("Chief Supt Kim Lee", "Borough Commander"),
                ("Pat de Vere, QPM", "Chief Constable of Midshire police"),
                ("Paula St Clair", "Chair of Midshire Board"),
            ],
        ),
        # A footnote mark stuck to a post, a space before a comma, one at the end.
        (
            "Jo Bloggs , Director of Services1, Midshire council,\n"
            "Kim Lee, Head of Team",
            [
                ("Jo Bloggs", "Director of Services, Midshire council"),
                ("Kim Lee", "Head of Team"),
            ],
        ),
        # The second copy of a template is no second person.
        (
            "Kim Lee, Head of Team\nKim Lee, Head of Team",
            [("Kim Lee", "Head of Team")],
        ),
        # Surnames that are words of posts as well.
        (
            "Jo Bloggs, Director of Midshire\nServices, Borough\nSam Young, Head of Team",
            [
                ("Jo Bloggs", "Director of Midshire Services, Borough"),
                ("Sam Young", "Head of Team"),
            ],
        ),
        ("", []),
    ],
)  # fmt: skip
def test_entries_are_parted_by_names(
    block: str, expected: list[tuple[str, str]]
) -> None:
    assert addressed(block) == expected


@pytest.mark.parametrize(
    "wrapped",
    [
        "Great Midshire, Area and Coast",  # a quarter or size begins a place
        "and Coast Collaborative",
        "Anytown Major, Director",  # the place inspected
    ],
)
def test_a_place_at_the_head_of_a_wrapped_line_is_no_person(wrapped: str) -> None:
    block = f"Jo Bloggs, Chief Nurse for\n{wrapped}"
    found = addressed(block, place="Anytown Major")
    assert [name for name, _ in found] == ["Jo Bloggs"]


def test_a_hanging_line_goes_on_whatever_it_says() -> None:
    block = "Jo Bloggs, Director of\n    Kim Lee, Centre\nAl Doe, Chair"
    assert [name for name, _ in addressed(block)] == ["Jo Bloggs", "Al Doe"]


@pytest.mark.parametrize(
    ("closing", "names"),
    [
        # Four cells kept side by side, two of them touching.
        (
            "Yours sincerely\n\nOfsted                     Care Quality Commission\n"
            "Ann Other                  Max Mustermann\n"
            "National Director          Deputy Chief Inspector\n"
            "HMI Constabulary           HMI Probation\n"
            "Jan Novak\n"
            "Her Majesty’s Inspector of Constabulary Kim Lee\n"
            "                           Assistant Chief Inspector",
            ["Ann Other", "Max Mustermann", "Jan Novak", "Kim Lee"],
        ),
        # One below the other, with letters after the names.
        (
            "Yours sincerely\nAnn Other\nNational Director Regulation and Social Care,"
            " Ofsted\nDr Jan O’Novak BSc MB ChB FRCA\nChief Inspector of Health Care\n"
            "Kim Lee, CBE\nHis Majesty’s Inspector of Fire & Rescue Services",
            ["Ann Other", "Dr Jan O’Novak BSc MB ChB FRCA", "Kim Lee, CBE"],
        ),
        # A name set without its space; a name that has a capital inside.
        ("Yours sincerely\nAnnOther\nAlan MacDoe", ["Ann Other", "Alan MacDoe"]),
        # Notes after the signatures.
        (
            "Yours sincerely\nAnn Other\n\n2 The Midshire Act 2004\n"
            "www.example.org enable Jo Bloggs to find which Agency should write",
            ["Ann Other"],
        ),
        ("Yours sincerely\nSam Young\nChief Nurse", ["Sam Young"]),
        ("Yours sincerely", []),
    ],
)
def test_signatures_are_names_among_posts(closing: str, names: list[str]) -> None:
    assert signed(closing) == names


def test_a_cell_with_a_post_and_no_name_is_counted() -> None:
    closing = (
        "Yours sincerely\nOfsted                 HMI Probation\n"
        "Ann Other              Chief Inspector\nNational Director\n"
    )
    people, cells = jtai_people.signatories(lines(closing))
    assert (len(people), cells) == (1, 2)


def test_a_drawn_signature_has_the_post_of_its_own_column() -> None:
    texts = [
        Text(70, 100, "Yours sincerely"),
        Text(76, 130, "Ofsted", bold=True),
        Text(303, 130, "Care Quality Commission", bold=True),
        Text(76, 200, "Ann Other"),
        Text(76, 215, "National Director, Social Care"),
        Text(303, 198, "Jan Novak"),
        Text(303, 213, "Deputy Chief Inspector"),
        Text(76, 240, "HMI Constabulary", bold=True),
        Text(303, 240, "HMI Probation", bold=True),
        Text(76, 300, "Kim Lee"),
        Text(76, 315, "Her Majesty's Inspector of Constabulary"),
        Text(303, 300, "Max Mustermann"),
        Text(303, 315, "Assistant Chief Inspector"),
    ]
    people, cells = jtai_people.signatories(pdf.read(draw(texts)).lines())
    assert cells == 4
    assert {person.name: person.title for person in people} == {
        "Ann Other": "National Director, Social Care",
        "Jan Novak": "Deputy Chief Inspector",
        "Kim Lee": "Her Majesty’s Inspector of Constabulary",
        "Max Mustermann": "Assistant Chief Inspector",
    }


WORDS = st.sampled_from(
    "Ann Other, Chief Officer Mr NHS of and Kim Lee QPM ² 1 , Yours HMI".split()
)


@given(st.lists(st.lists(WORDS | st.text(max_size=8), max_size=8), max_size=8))
@settings(max_examples=80, deadline=None)
def test_no_block_is_too_much_and_no_name_comes_twice(rows: list[list[str]]) -> None:
    block = lines("\n".join(" ".join(row) for row in rows))
    names = [person.name for person in jtai_people.addressees(block, None)]
    assert len(names) == len(set(names))
    signed, cells = jtai_people.signatories(block)
    assert cells <= 4
    assert all(person.name.strip() for person in signed)
