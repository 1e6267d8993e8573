"""Text copies that have lost their page breaks but not their page numbers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders import furniture, pagebreaks, text

SENTENCE = "Plans for {} are clear and carers say that they help.\n"


def _copy(footer: str, *, pages: int = 6, sentences: int = 30) -> str:
    """A text of pages that end in a footer, without form feeds."""
    return "".join(
        "".join(SENTENCE.format("a" * page + "b" * i) for i in range(sentences))
        + footer.format(page)
        + "\n"
        for page in range(1, pages + 1)
    )


@pytest.mark.parametrize(
    "footer",
    [
        "{}",
        "Page {}",
        "{} of 6",
        "Inspection of Anyshire children's services\n3 to 7 June 2024     {}",
        "Inspection of Anyshire children's services\n3 to 7 June 2024\n\n{}\n",
        "Inspection of Anyshire children's services {}",
    ],
)
def test_a_copy_is_parted_where_its_page_numbers_stand(footer: str) -> None:
    body = furniture.part(text.read(_copy(footer).encode()))
    assert len(body.pages) == 6
    assert all(line.clean.startswith("Plans for") for line in body.lines())
    assert len(body.lines()) == 6 * 30


def test_short_pages_between_long_ones_are_pages_too() -> None:
    long = "".join(SENTENCE.format("a" * i) for i in range(30))
    copy = f"{long}1\n{long}2\nA short page.\n3\n{long}4\n{long}5\nThe end.\n6\n"
    assert len(pagebreaks.split(copy)) == 6


@pytest.mark.parametrize(
    "copy",
    [
        "",
        "1\n2\n3\n4\n5\n",  # figures
        _copy("{}", sentences=4),  # numbers of paragraphs
        _copy("{}", pages=2),  # two numbers count by chance
        _copy("17"),  # the same figure, again and again
        _copy("In all, {} children"),  # does not end in a number
        "1\n" * 50_000,
    ],
)
def test_other_numbers_part_nothing(copy: str) -> None:
    assert pagebreaks.split(copy) == [copy]


def test_form_feeds_come_before_page_numbers() -> None:
    copy = _copy("{}").replace("\n3\n", "\n3\n\f")
    assert len(text.read(copy.encode()).pages) == 2


@given(st.lists(st.sampled_from(["1", "2", "3", "4", "page 5", "x" * 800, "a 6"])))
def test_nothing_is_lost_in_parting(lines: list[str]) -> None:
    copy = "\n".join(lines)
    pages = pagebreaks.split(copy)
    assert "".join(pages).rstrip() == copy.rstrip()
