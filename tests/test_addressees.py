from __future__ import annotations

import pytest

from loaders import addressees, furniture, letters, text


def read(address: str, dear: str = "Dear Ms Ashdown") -> list[tuple[str, str | None]]:
    copy = f"Ofsted\nPiccadilly Gate\n\n7 March 2023\n\n{address}\n\n{dear}\n\nLeaders know."
    letter = letters.take_apart(furniture.part(text.read(copy.encode())))
    return [(person.name, person.title) for person in addressees.read(letter)]


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("Rowan Ashdown\nCounty Hall\nAnytown\nAN1 1AN", [("Rowan Ashdown", None)]),
        (
            "Mrs Rowan Ashdown OBE\nInterim Director of Children’s Services\nAnytown",
            [("Mrs Rowan Ashdown OBE", "Interim Director of Children’s Services")],
        ),
        (
            "Rowan Ashdown, Director for Children\nAnyshire County Council\n1 High Street",
            [("Rowan Ashdown", "Director for Children")],
        ),
        (  # a post on two lines, then a team
            "Rowan Ashdown\nExecutive Director of Children, Adults and\nPublic Health\n"
            "Learning and Families Department\nTown Hall",
            [
                (
                    "Rowan Ashdown",
                    "Executive Director of Children, Adults and Public Health",
                )
            ],
        ),
        (
            "Rowan Ashdown\nCorporate Director of the Children’s Service,\nEducation\n"
            "Anyshire County Council",
            [
                (
                    "Rowan Ashdown",
                    "Corporate Director of the Children’s Service, Education",
                )
            ],
        ),
        (
            "Rowan Ashdown\nDirector of Children’s Services\nand Chief Executive\nAnytown",
            [("Rowan Ashdown", "Director of Children’s Services and Chief Executive")],
        ),
        (  # every line ends with a comma: the comma carries nothing on
            "Rowan Ashdown,\nDirector of Children’s Services,\nOakfield,\nAnytown,\nAN1 1AN",
            [("Rowan Ashdown", "Director of Children’s Services")],
        ),
        (  # the council between name and post
            "Rowan Ashdown\nAnyshire Council\nDirector of Children’s Services\nAnytown",
            [("Rowan Ashdown", "Director of Children’s Services")],
        ),
        (
            "Rowan Ashdown and Kit Marlow\nDirectors of Children’s Services\nTown Hall",
            [
                ("Rowan Ashdown", "Director of Children’s Services"),
                ("Kit Marlow", "Director of Children’s Services"),
            ],
        ),
        (
            "Rowan Ashdown, Director of Children’s Services\n"
            "Kit Marlow, Chief Executive, Anyshire Children’s Trust\nTown Hall",
            [
                ("Rowan Ashdown", "Director of Children’s Services"),
                ("Kit Marlow", "Chief Executive, Anyshire Children’s Trust"),
            ],
        ),
        (
            "Rowan Ashdown\nDirector of Children’s Services\nKit Marlow\nChief Executive\n"
            "Anyshire Council",
            [
                ("Rowan Ashdown", "Director of Children’s Services"),
                ("Kit Marlow", "Chief Executive"),
            ],
        ),
        (  # residue of a template, and a copy to somebody
            "Rowan Ashdown\nChief Officer\nTown Hall\nAN1 1AN Insert DCS full name\n"
            "INSERT LA ADDRESS\ncc: Kit Marlow, Chief Executive",
            [("Rowan Ashdown", "Chief Officer")],
        ),
        ("County Hall\nAnytown\nAN1 1AN", []),
    ],
)
def test_addressees_come_with_their_posts(
    address: str, expected: list[tuple[str, str | None]]
) -> None:
    assert read(address) == expected


@pytest.mark.parametrize(
    "line",
    [
        "Rowan Ashdown, Interim Director of Care",
        "Rowan Ashdown - Interim Director of Care",
        "Rowan Ashdown Interim Director of Care",
    ],
)
def test_name_and_post_may_share_a_line(line: str) -> None:
    assert read(f"{line}\nTown Hall") == [("Rowan Ashdown", "Interim Director of Care")]


@pytest.mark.parametrize(
    ("name", "dear"),
    [
        ("Rowan Hall", "Dear Ms Hall"),
        ("Rowan Street", "Dear Rowan"),
        ("Ms Rowan Lane", "Dear colleague"),
    ],
)
def test_a_person_may_be_called_like_a_place(name: str, dear: str) -> None:
    assert read(f"{name}\nAnyshire Council\nAN1 1AN", dear) == [(name, None)]


def test_a_place_is_no_person() -> None:
    assert read("Civic Centre\nTown Hall\nPark Lane", "Dear Director") == []


def test_how_a_letter_was_sent_is_no_addressee() -> None:
    expected = [("Rowan Ashdown", "Chief Officer")]
    assert read("By email\nRowan Ashdown\nChief Officer\nTown Hall") == expected


def test_a_post_of_many_ranks_is_no_name() -> None:
    address = "Rowan Ashdown\nCorporate Executive Director\nBi-Borough Strategic Lead"
    (found,) = read(address)
    assert found[0] == "Rowan Ashdown"
