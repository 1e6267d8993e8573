from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders import addressees, furniture, letters, pdf, text
from loaders.letters import Letter
from loaders.pages import Pages
from tests.pdfs import Text, draw

LETTERHEAD = """\
Ofsted
Piccadilly Gate             T 0300 123 1231
Store Street                Textphone 0161 000 0000
Manchester                  enquiries@ofsted.gov.uk
M1 2WD                      www.gov.uk/ofsted
"""
BODY = """\
Focused visit to Anyshire children's services

This letter tells you what we saw.

Leaders know their service well.
"""
CLOSING = """\
Yours sincerely

Robin Fielding
His Majesty's Inspector
"""


def parts(copy: str | Pages) -> Letter:
    document = text.read(copy.encode()) if isinstance(copy, str) else copy
    return letters.take_apart(letters.in_reading_order(furniture.part(document)))


def letter(
    address: str = "Ms Rowan Ashdown\nDirector of Children's Services\nCounty Hall",
    day: str = "7 March 2023",
    dear: str = "Dear Ms Ashdown",
    closing: str = CLOSING,
) -> Letter:
    return parts(f"{LETTERHEAD}\n{day}\n\n{address}\n\n{dear}\n\n{BODY}\n{closing}")


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        ("7 March 2023", date(2023, 3, 7)),
        ("09 August 2021", date(2021, 8, 9)),
        ("Date: 3rd of May 2019", None),  # not a form any letter has
        ("Tuesday 3 May 2016", date(2016, 5, 3)),
        ("6 November 20205", date(2020, 11, 6)),
        ("31 February 2020", None),
        ("March 2023", None),
    ],
)
def test_the_date_line_is_read_as_printed(printed: str, meant: date | None) -> None:
    assert letters.day_of(letter(day=printed)) == meant


@pytest.mark.parametrize(
    ("closing", "expected"),
    [
        (CLOSING, ["Robin Fielding"]),
        (
            "Your sincerely\n\nRobin Fielding\nHer Majesty’s Inspector",
            ["Robin Fielding"],
        ),
        ("Robin Fielding\nHer Majesty’s Inspector", ["Robin Fielding"]),
        ("Yours sincerely\n\nRobin Fielding (Lead Inspector)", ["Robin Fielding"]),
        (
            "Yours sincerely\n\nRobin Fielding.\nHer = Majesty ’s Inspector",
            ["Robin Fielding"],
        ),
        ("Yours sincerely\n\nRobin Fielding\nHMI\ncc Kit Marlow", ["Robin Fielding"]),
        ("Yours sincerely\n\nHis Majesty’s Inspector", []),
    ],
)
def test_who_signed_stands_after_the_closing(closing: str, expected: list[str]) -> None:
    found = letter(closing=closing)
    assert [person.name for person in letters.signatories(found)] == expected
    assert "Leaders know" in " ".join(line.text for line in found.body)


def test_every_line_stands_in_one_part() -> None:
    copy = f"{LETTERHEAD}\n7 March 2023\n\nRowan Ashdown\n\nDear Rowan\n\n{BODY}\n{CLOSING}"
    body = furniture.part(text.read(copy.encode()))
    found = letters.take_apart(body)
    taken = [
        line.start
        for part in (
            found.letterhead, found.date, found.address,
            found.salutation, found.body, found.closing,
        )
        for line in part
    ]  # fmt: skip
    assert sorted(taken) == [line.start for line in body.lines()]


@given(st.text(alphabet="aD. \nearOfstd1M2WY,§", max_size=300))
def test_no_text_breaks_the_reading_of_a_letter(copy: str) -> None:
    found = parts(copy)
    addressees.read(found)
    letters.signatories(found)
    letters.day_of(found)


def test_a_letter_to_manchester_keeps_its_town() -> None:
    found = letter(
        "Rowan Ashdown\nDirector of Children’s Services\nTown Hall\nManchester"
    )
    assert "Manchester" in [line.text for line in found.address]


def test_an_address_above_the_date_is_found() -> None:
    found = parts(
        f"{LETTERHEAD}\nRowan Ashdown\nTown Hall\n\n7 March 2023\n\nDear Rowan\n{BODY}"
    )
    assert [person.name for person in addressees.read(found)] == ["Rowan Ashdown"]
    assert letters.day_of(found) == date(2023, 3, 7)


def test_a_letter_without_a_date_keeps_its_addressee() -> None:
    found = parts(
        f"{LETTERHEAD}\nRowan Ashdown\nTown Hall\n\nDear Rowan\n\n{BODY}{CLOSING}"
    )
    assert letters.day_of(found) is None
    assert [person.name for person in addressees.read(found)] == ["Rowan Ashdown"]


def test_head_and_letterhead_at_the_end_of_the_page_are_moved_up() -> None:
    found = parts(
        f"Dear Rowan\n\n{BODY}\n{LETTERHEAD}\n7 March 2023\n\nRowan Ashdown\nTown Hall\n"
        f"\fStaff feel supported.\n\n{CLOSING}"
    )
    assert letters.day_of(found) == date(2023, 3, 7)
    assert [person.name for person in addressees.read(found)] == ["Rowan Ashdown"]
    assert [line.text for line in found.body][-1] == "Staff feel supported."


def test_what_is_drawn_last_is_read_where_it_stands() -> None:
    page = [
        Text(72, 300, "Dear Ms Ashdown"),
        Text(72, 330, "Focused visit to Anyshire children's services", bold=True),
        Text(72, 360, "Leaders know their service well and have a plan for it."),
        Text(72, 44, "Ofsted", size=9),
        Text(72, 55, "Piccadilly Gate", size=9),
        Text(180, 50, "T 0300 123 1231", size=9, bold=True),
        Text(72, 140, "7 March 2023"),
        Text(72, 170, "Ms Rowan Ashdown"),
        Text(72, 184, "Director of Children's Services"),
    ]
    found = parts(pdf.read(draw(page)))
    assert [line.text for line in found.date] == ["7 March 2023"]
    assert next(line.text for line in found.address) == "Ms Rowan Ashdown"
    assert len(found.letterhead) == 3
    assert len(found.body) == 2


def test_what_the_file_clips_away_is_address_and_names_nobody() -> None:
    page = [
        Text(72, 140, "7 March 2023"),
        Text(72, 160, "Kit Marlow"),
        Text(72, 170, "Chief Officer"),
        Text(72, 200, "Rowan Ashdown"),
        Text(72, 240, "Dear Rowan"),
        Text(72, 262, "AN1 1AN"),
        Text(72, 280, "Focused visit to Anyshire"),
    ]
    document = pdf.read(draw(page))
    clipped = {"Kit Marlow", "Chief Officer", "AN1 1AN"}
    lines = tuple(
        replace(
            line,
            words=tuple(replace(w, hidden=line.text in clipped) for w in line.words),
        )
        for line in document.pages[0].lines
    )
    hidden = replace(document, pages=(replace(document.pages[0], lines=lines),))
    found = parts(hidden)
    assert [person.name for person in addressees.read(found)] == ["Rowan Ashdown"]
    assert clipped < {line.text for line in found.address}
    assert [line.text for line in found.body] == ["Focused visit to Anyshire"]
