"""Inspection teams, in every printed arrangement."""

from __future__ import annotations

import pytest

from loaders import team, text
from loaders.records import Participant
from ontology.codes import Role


def read(*lines: str) -> tuple[Participant, ...]:
    return team.team(text.read("\n".join(lines).encode()).lines())


def inspectors(*lines: str) -> list[str]:
    return [person.name for person in read(*lines) if person.role is not Role.SUPPORT]


LEAD = "Lead inspector: Rowan Ashdown"


@pytest.mark.parametrize(
    "lines",
    [
        ("Team inspectors: Ines Abara, Joe Field and Kim Wren",),
        ("Team inspectors: Ines Abara; Joe Field; Kim Wren.",),
        ("Team inspectors: Ines Abara / Joe Field / Kim Wren",),
        ("Team inspectors: Ines Abara. Joe Field. Kim Wren.",),
        ("Team inspectors: Ines Abara HMI, Joe Field OI, Kim Wren (AI)",),
        ("Team inspectors: HMI Ines Abara, HMI designate Joe Field, Kim Wren SCRI",),
        ("Team inspectors (all HMI unless stated): Ines Abara, Joe Field, Kim Wren",),
        ("Team inspectors", "Ines Abara, HMI", "Joe Field, HMI", "Kim Wren, HMI"),
        ("Team inspectors: Ines Abara, Joe Field", "Kim Wren"),  # no comma
        ("Team inspectors: Ines Abara HMI", "Joe Field HMI, Kim", "Wren HMI"),
        ("Team inspectors: Ines Abara, Joe", "Field and", "Kim Wren"),
        ("Team inspectors: Ines Abara", "Shadow inspectors: Joe Field, Kim Wren"),
        ("Team inspector: Ines Abara. Shadow inspector: Joe Field, Kim Wren",),
        ("Team inspectors: Ines Abara, Joe Field", "Additional inspector: Kim Wren"),
        ("Team inspectors: Ines Abara, Joe Field (additional inspector), Kim Wren",),
        ("Team inspectors: Ines Abara, Joe Field, Kim Wren (associate inspectors)",),
        (
            "Team inspectors: Ines Abara (Her Majesty's Inspector), Joe Field,",
            "Senior Her Majesty's Inspector, Kim Wren, Ofsted Inspector",
        ),
        (
            "Team inspectors: Ines Abara, Joe Field, Kim Wren",
            "Shadow inspectors: Not applicable",
            "Supernumerary inspector: N/A",
        ),
    ],
)
def test_teams_however_they_are_listed(lines: tuple[str, ...]) -> None:
    assert inspectors(LEAD, *lines) == [
        "Rowan Ashdown", "Ines Abara", "Joe Field", "Kim Wren",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "deputy",
    [
        "Deputy lead inspector: Tim Orchard",
        "Deputy lead inspector Tim Orchard HMI",
        "Deputy Lead: Tim Orchard",
        "Deputy lead inspector:\nTim Orchard",
    ],
)
def test_a_deputy_is_an_inspector_with_that_title(deputy: str) -> None:
    (_, found) = read(LEAD, deputy)
    assert (found.name, found.role) == ("Tim Orchard", Role.INSPECTOR)
    assert found.title is not None and found.title.startswith("Deputy")


@pytest.mark.parametrize(
    "name",
    [
        "Marian Ashby-Green",
        "Paul d’Arcy",
        "Dick O’Hara",
        "Anna de Souza",
        "Dr Una Marsh",
    ],
)
def test_names_of_every_make(name: str) -> None:
    assert inspectors(LEAD, f"Team inspectors: {name} HMI, Joe Field")[1] == name


def test_a_name_broken_at_its_hyphen_is_closed() -> None:
    found = inspectors(LEAD, "Team inspectors: Joe Field, Una Porter-", "Marsh HMI")
    assert found[2] == "Una Porter-Marsh"


@pytest.mark.parametrize(
    "label",
    [
        "Senior data analyst",
        "Senior data analysts",
        "Shadow senior data analyst",
        "Senior analytical officer",
        "Quality assurance manager",
        "Quality assurance managers",
        "Report author",
    ],
)
def test_those_who_support_a_team_are_no_inspectors(label: str) -> None:
    (_, found) = read(LEAD, f"{label}: Una Marsh Senior HMI")
    assert (found.name, found.role, found.title) == ("Una Marsh", Role.SUPPORT, label)


def test_the_lead_on_site_is_another_inspector_beside_the_lead() -> None:
    found = read("Lead inspector on site: Tim Orchard", LEAD)
    assert [(p.name, p.role) for p in found] == [
        ("Rowan Ashdown", Role.LEAD_INSPECTOR),
        ("Tim Orchard", Role.INSPECTOR),
    ]


def test_someone_named_twice_is_one_inspector() -> None:
    assert inspectors(LEAD, "Team inspectors: Joe Field, Rowan Ashdown") == [
        "Rowan Ashdown",
        "Joe Field",
    ]


def test_prose_after_the_names_is_no_name() -> None:
    found = inspectors(
        LEAD,
        "Team inspectors: Joe Field",
        "Any complaints about this go to the office of Una Marsh and Kim Wren.",
    )
    assert found == ["Rowan Ashdown", "Joe Field"]


@pytest.mark.parametrize(
    ("line", "is_label"),
    [
        ("Lead inspector: Rowan Ashdown", True),
        ("Reporting inspector Rowan Ashdown HMI", True),
        ("Lead inspectors met every week.", False),
        ("The team met the lead inspector: it was short.", False),
        ("Team inspectors: Joe Field", False),
    ],
)
def test_the_label_of_a_lead_is_told_from_prose(line: str, is_label: bool) -> None:
    assert team.is_label(line) is is_label


def test_lines_without_labels_name_nobody() -> None:
    assert read("Joe Field and Una Marsh were here.", "") == ()
    assert team.team([]) == ()
