"""How lines become paragraphs, in copies without layout above all."""

from __future__ import annotations

import pytest

from loaders import blocks, furniture, pdf, text
from loaders.blocks import Kind
from loaders.furniture import Body
from tests.pdfs import Text, draw


def body(copy: str) -> Body:
    return furniture.part(text.read(copy.encode()))


def read(copy: str) -> list[tuple[Kind, int | None, str]]:
    return [(b.kind, b.number, b.text) for b in blocks.blocks(body(copy))]


FULL = "Plans are kept up to date and say clearly who does what and by when they do"


def test_a_number_alone_on_its_line_belongs_to_what_follows() -> None:
    found = read("1.\n\nPlans are clear.\n\n2.\n\nVisits are late.\n")
    assert found == [
        (Kind.NUMBER, 1, "Plans are clear."),
        (Kind.NUMBER, 2, "Visits are late."),
    ]


def test_a_bullet_alone_on_its_line_belongs_to_what_follows() -> None:
    assert read("•\n\nPlans are clear.\n\n•\n\nVisits are late.\n") == [
        (Kind.BULLET, None, "Plans are clear."),
        (Kind.BULLET, None, "Visits are late."),
    ]


def test_a_lone_number_out_of_turn_is_text() -> None:
    found = read("1.\n\nPupils do well at Key Stage\n4.\n\n2.\n\nVisits are late.\n")
    assert [number for _, number, _ in found] == [1, 2]
    assert found[0][2].endswith("Key Stage 4.")


def test_a_short_line_that_ends_a_sentence_ends_a_paragraph() -> None:
    found = read(f"{FULL}\nit.\n{FULL}\nso.\n")
    assert [words for _, _, words in found] == [f"{FULL} it.", f"{FULL} so."]


def test_a_full_line_that_ends_a_sentence_ends_no_paragraph() -> None:
    assert len(read(f"{FULL}\n{FULL}.\n{FULL}\n{FULL}.\n")) == 1


def test_a_sentence_goes_on_over_the_page_though_with_a_capital() -> None:
    found = read(f"• {FULL} with Child\n\fProtection in mind.\n")
    assert [words for _, _, words in found] == [
        f"{FULL} with Child Protection in mind."
    ]


def test_a_short_line_before_a_page_break_is_not_joined() -> None:
    found = read(f"{FULL}\n{FULL}.\n\nAreas to improve\n\fAll of them.\n")
    assert [words for _, _, words in found][1:] == ["Areas to improve", "All of them."]


def test_headings_known_by_their_wording_stand_alone() -> None:
    document = body(f"Summary\n{FULL}\n{FULL}.\nFindings of the\nvisit\n{FULL}.\n")
    lines = document.lines()
    found = blocks.blocks(document, headings=[lines[:1], lines[3:5]])
    assert [(b.kind, b.text) for b in found] == [
        (Kind.HEADING, "Summary"),
        (Kind.TEXT, f"{FULL} {FULL}."),
        (Kind.HEADING, "Findings of the visit"),
        (Kind.TEXT, f"{FULL}."),
    ]


def test_numbering_goes_on_over_known_headings() -> None:
    document = body("1. Plans are clear.\nSummary\n2. Visits are late.\n")
    found = blocks.blocks(document, headings=[document.lines()[1:2]])
    assert [(b.kind, b.number) for b in found] == [
        (Kind.NUMBER, 1),
        (Kind.HEADING, None),
        (Kind.NUMBER, 2),
    ]


def test_a_bullet_that_hangs_at_the_top_of_a_page_goes_on() -> None:
    page = "◼ Leaders know their services.\n"
    rest = "   They act on what they know.\n◼ Visits are late.\nPlans differ.\n"
    found = read(page + "\f" + rest)
    assert found[0] == (
        Kind.BULLET,
        None,
        "Leaders know their services. They act on what they know.",
    )


def test_paragraphs_of_one_line_each_are_not_run_together() -> None:
    heights = (100, 126, 152, 178, 192, 218, 244, 258)
    texts = [Text(72, y, f"Line at {y} of a page.") for y in heights]
    found = blocks.blocks(furniture.part(pdf.read(draw(texts))))
    assert [len(block.lines) for block in found] == [1, 1, 1, 2, 1, 2]


def test_a_numbered_paragraph_is_parted_only_after_a_line_plainly_short() -> None:
    full, nearly = f"{FULL}\n" * 12, FULL[: int(len(FULL) * 0.8)]
    assert len(read(f"1. {full}{nearly}.\nSoon.\n")) == 1
    assert len(read(f"{full}{nearly}.\nSoon.\n")) == 2
    assert len(read(f"1. {full}it.\nSoon.\n")) == 2


def test_a_line_left_of_a_hanging_bullet_s_text_leaves_the_item() -> None:
    texts = [
        Text(71, 100, "-"), Text(99, 100, "Audits are few, and those there are say"),
        Text(99, 114, "little."), Text(71, 128, "Scrutiny and challenge"),
        Text(71, 142, "-"), Text(99, 142, "Managers ask questions."),
    ]  # fmt: skip
    drawn = [Text(t.x, t.y, "•" if t.text == "-" else t.text) for t in texts]
    found = blocks.blocks(furniture.part(pdf.read(draw(drawn))))
    assert [b.text for b in found] == [
        "Audits are few, and those there are say little.",
        "Scrutiny and challenge",
        "Managers ask questions.",
    ]


def test_a_sentence_goes_on_in_bold_or_over_a_wider_gap() -> None:
    texts = [
        Text(71, 100, "Plans say what has to change, and who is to do"),
        Text(71, 114, "so, yet those of the board are"),
        Text(71, 128, "inadequate.", bold=True),
        Text(71, 160, "Managers ask questions of everyone whom they"),
        Text(71, 181, "meet, and listen."),
        Text(71, 210, "Heading", bold=True),
        Text(71, 224, "Audits are few."),
    ]
    found = blocks.blocks(furniture.part(pdf.read(draw(texts))))
    assert [b.text.split()[-1] for b in found] == [
        "inadequate.",
        "listen.",
        "Heading",
        "few.",
    ]


ASIDE = "– and so are visits"


def test_a_dash_that_stands_within_a_sentence_begins_no_item() -> None:
    assert read(f"{FULL}\n{ASIDE} –\nas they ought to be.\n") == [
        (Kind.TEXT, None, f"{FULL} {ASIDE} – as they ought to be.")
    ]


@pytest.mark.parametrize(
    "copy",
    [
        f"{FULL}:\n{ASIDE}\n",
        f"{FULL}\n\n{ASIDE}\n",  # a blank line
        f"{FULL}\n   {ASIDE}\n",  # set in
        f"{FULL}\n{FULL} so\nthat plans\n{ASIDE}\n",  # below a line with room
        f"– {FULL}\n{ASIDE}\n",  # below another
    ],
)
def test_a_dash_that_begins_a_line_of_a_list_begins_an_item(copy: str) -> None:
    kind, _, words = read(copy)[-1]
    assert (kind, words) == (Kind.BULLET, "and so are visits")


def test_a_dash_in_a_drawn_sentence_is_told_by_the_lines_around_it() -> None:
    def drawn(gap: float, x: float = 99.0) -> list[Kind]:
        lines = [FULL[:64], FULL[:60], ASIDE, FULL[:64]]
        ys = [100.0, 114.0, 114.0 + gap, 128.0 + gap]
        xs = [99.0, 99.0, x, x]
        texts = [Text(*at) for at in zip(xs, ys, lines, strict=True)]
        found = furniture.part(pdf.read(draw(texts)))
        return [block.kind for block in blocks.blocks(found)]

    assert drawn(14.0) == [Kind.TEXT]
    assert Kind.BULLET in drawn(21.0)
    assert Kind.BULLET in drawn(14.0, x=117.0)
