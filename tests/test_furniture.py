"""What a page adds to what was written."""

from __future__ import annotations

import pytest

from loaders import furniture, text

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
