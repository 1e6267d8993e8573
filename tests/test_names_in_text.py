"""Names of authorities in running text, and as people type them."""

from __future__ import annotations

from datetime import date

import pytest

from ontology.names import authorities_in, find, suggest
from ontology.register import Authority

BCP = "bournemouth-christchurch-poole"


def identity(authority: Authority | None) -> str | None:
    return authority.id if authority else None


@pytest.mark.parametrize(
    ("text", "on", "ids"),
    [
        ("a visit to Bournemouth and Poole", 2014, ["bournemouth", "poole"]),
        ("BCP Council and Dorset Council", 2021, [BCP, "dorset"]),
        ("Bournemouth, Christchurch and Poole (BCP) Council said", 2021, [BCP]),
        (
            "talks between Bournemouth, Christchurch and Poole began",
            2015,
            ["bournemouth", "christchurch", "poole"],
        ),
        ("outside Bournemouth Town Hall", 2021, []),
        ("North Yorkshire and York", 2018, ["north-yorkshire-county", "york"]),
        ("in Nottinghamshire, not in the city", 2020, ["nottinghamshire"]),
        ("in Central Bedfordshire", 2020, ["central-bedfordshire"]),
        (
            "in Bedford and Central Bedfordshire",
            2020,
            ["bedford", "central-bedfordshire"],
        ),
        (
            "Bath and North East Somerset as well as North Somerset and Somerset",
            2024,
            ["bath-and-north-east-somerset", "north-somerset", "somerset"],
        ),
        ("County Durham’s services", 2020, ["durham"]),
        ("Kent said that Kent had improved", 2020, ["kent"]),
        ("Kent Police and West Yorkshire Police", 2020, []),
        ("Greater Manchester, the North West and West Sussex", 2020, ["west-sussex"]),
        ("North Bristol NHS Trust and the University of Leeds", 2020, []),
        ("Mr Barnet, Cllr Ann Kent and Dr. Sutton met", 2020, []),
        ("Councillor Mohan Iyengar, Leeds, and others met", 2020, ["leeds"]),
        ("Bournemouth Daily Echo reported it", 2015, []),
        ("near Bradford-on-Avon and Bury St Edmunds", 2020, []),
        ("Reading the letter, Slough was relieved", 2020, ["slough"]),
        ("Reading Borough Council was relieved", 2020, ["reading"]),
        ("staff in Reading and in Bury told inspectors", 2020, ["reading", "bury"]),
        ("ministers in Westminster told her", 2020, []),
        ("the City of Westminster told her", 2020, ["westminster"]),
        ("Westminster and Kensington and Chelsea", 2020, None),
        ("no authority is named in lower case: kent, leeds", 2020, []),
        ("New York, Yorkshire and East Devon", 2020, []),
        ("the Northamptonshire Children’s Trust board met", 2022, []),
        ("LEEDS CITY COUNCIL and others met", 2020, ["leeds"]),
        ("staff of St. Helens Council", 2020, ["st-helens"]),
        (
            "the Royal Borough of Windsor & Maidenhead's staff, and RBKC",
            2020,
            ["windsor-maidenhead", "kensington-and-chelsea"],
        ),
    ],
)
def test_names_are_found_in_running_text(
    text: str, on: int, ids: list[str] | None
) -> None:
    expected = ["westminster", "kensington-and-chelsea"] if ids is None else ids
    found = authorities_in(text, date(on, 6, 1))
    assert [authority.id for authority in found] == expected


@pytest.mark.parametrize(
    ("word", "id"),
    [
        ("Bournmouth", "bournemouth"),
        ("bpc", BCP),
        ("Notingham", "nottingham"),
        ("cheshire est", "cheshire-east"),
        ("kensington", "kensington-and-chelsea"),
        ("Yorkshire", "north-yorkshire"),
        ("northants", "northamptonshire"),
        ("windsor maidenhed", "windsor-maidenhead"),
    ],
)
def test_a_misspelt_name_brings_suggestions(word: str, id: str) -> None:
    assert id in [authority.id for authority in suggest(word)]


def test_suggestions_prefer_what_is_likest_and_alive() -> None:
    assert suggest("Bournmouth")[0].id == "bournemouth"
    assert suggest("Dorset")[0].id == "dorset"
    assert suggest("") == ()
    assert suggest("qqqqqq") == ()
    assert len(suggest("Yorkshire", limit=1)) == 1


@pytest.mark.parametrize(
    ("word", "id"),
    [
        ("bcp", BCP),
        (BCP, BCP),
        ("E06000058", BCP),
        ("e06000028", "bournemouth"),
        ("839", BCP),
        ("2532287", BCP),
        ("dorset", "dorset"),
        ("dorset-county", "dorset-county"),
        ("825", "buckinghamshire"),
        (" City of York Council ", "york"),
        ("b&nes", "bath-and-north-east-somerset"),
        ("E99999999", None),
        ("000", None),
        ("york city of steel", None),
    ],
)
def test_people_can_name_an_authority_as_they_know_it(
    word: str, id: str | None
) -> None:
    assert identity(find(word)) == id
