"""What a page adds to what was written."""

from __future__ import annotations

import pytest

from loaders import furniture, pdf, text
from tests.pdfs import Text, draw

PAGES = 10


def lines(page: str) -> list[str]:
    """The body of a text copy of ten pages.

    Each is written from one pattern, with its number and a word of its own.
    """
    copy = "\f".join(page.format(n, "x" * n) for n in range(1, PAGES + 1))
    return [line.text for line in furniture.part(text.read(copy.encode())).lines()]


@pytest.mark.parametrize("footer", ["{0}", "Page {0} of 10", "Visit to Anytown {0}"])
def test_what_stands_at_the_edge_of_every_page_is_furniture(footer: str) -> None:
    found = lines("{1}a\n{1}b\n{1}c\n{1}d\n{1}e\n" + footer)
    assert len(found) == 5 * PAGES


def test_the_number_of_a_paragraph_at_the_top_of_a_page_is_kept() -> None:
    found = lines("{0}.\n\n{1}a\n{1}b\n{1}c\n{1}d\n{1}e\n{1}f")
    assert found[0] == "1."
    assert f"{PAGES}." in found


def test_a_heading_that_recurs_on_few_of_many_pages_is_kept() -> None:
    pages = [f"Heading {n}\nA.\nB.\nC.\nD.\nE." for n in range(30)]
    for n in (3, 9, 20):
        pages[n] = "Summary\n" + pages[n]
    copy = "\f".join(pages).encode()
    found = [line.text for line in furniture.part(text.read(copy)).lines()]
    assert found.count("Summary") == 3


NOTE = "\n1\n   {1} is an act.\n                  {0}"


@pytest.mark.parametrize(
    ("foot", "kept"),
    [
        (NOTE, False),
        ("\n1 The {1} is an act.\n               {0}", False),
        (NOTE.replace("\n1", "\n7"), True),  # no word of the page has that mark
    ],
)
def test_a_note_of_a_text_copy_is_known_by_a_mark_on_its_page(
    foot: str, kept: bool
) -> None:
    found = lines("The council listens.1 It acts{1}\n{1}b\n{1}c\n{1}d\n" + foot)
    assert ("is an act." in " ".join(found)) is kept


def test_the_mark_of_a_note_is_no_part_of_the_word_it_sticks_to() -> None:
    copy = "Leaders act on advice.1 They know Year9\nwell.\n\n1 An act of 1989.\n"
    first, second = furniture.part(text.read(copy.encode())).lines()
    assert first.clean == "Leaders act on advice. They know Year9"
    assert first.text == "Leaders act on advice.1 They know Year9"
    assert second.clean == "well."


def test_a_numbered_paragraph_is_no_note() -> None:
    found = lines("It acts on advice.1\n{1}b\n{1}c\n1 Plans are {1}\n{1}e\n{0}")
    assert sum(line.startswith("1 Plans are") for line in found) == PAGES


def test_a_telephone_number_in_small_print_is_no_note() -> None:
    texts = [Text(72, 100 + 14 * n, "Children are listened to.") for n in range(20)]
    small = [Text(72, 600, "Please write or call", size=9)]
    small.append(Text(72, 612, "0100 200 300, at any time.", size=9))
    body = furniture.part(pdf.read(draw(texts + small)))
    assert not body.footnotes


def test_the_rest_of_a_sentence_at_the_top_of_pages_is_kept() -> None:
    found = lines("children.\n{1}a\n{1}b\n{1}c\n{1}d\n{1}e\n{1}f")
    assert found.count("children.") == PAGES


def test_a_number_raised_before_a_note_at_the_foot_is_no_page_number() -> None:
    page = [
        Text(72, 100 + 14 * n, "A line of the body that is long enough.")
        for n in range(20)
    ]
    page += [Text(72, 756, "1", 6.5), Text(78, 760, "What the mark stands for.", 10)]
    page.append(Text(520, 800, "1", 10))
    body = furniture.part(pdf.read(draw(page)))
    note = " ".join(line.text for line in body.footnotes)
    assert note == "1 What the mark stands for."
    assert [line.text for line in body.furniture] == ["1"]
