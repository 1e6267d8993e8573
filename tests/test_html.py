from __future__ import annotations

import pytest

from loaders import furniture, html
from loaders.blocks import blocks


def paragraphs(page: str) -> list[str]:
    body = furniture.part(html.read(page.encode()))
    return [block.text for block in blocks(body)]


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<p>Leaders know the service.</p><p>Staff stay.</p>", 2),
        ("<p>Leaders know the<br>Anyshire service.</p>", 1),  # a line break only
        (
            "<p>Leaders know the service.<br/>&nbsp;<br/>Staff stay.</p>",
            2,
        ),  # a blank line
        ("<div>Leaders know the service.</div><div>Staff stay.</div>", 2),
        ("<ul><li>Plans</li><li>Visits</li></ul>", 2),
        ("<style>p {}</style><script>x</script><p>Leaders.</p>", 1),
        ("<p>Leaders &amp; staff", 1),
        ("<html><head><title>Letter</title><body><p>Leaders.</p>", 1),  # no </head>
        ("", 0),
    ],
)
def test_block_elements_begin_paragraphs_and_single_breaks_do_not(
    page: str, expected: int
) -> None:
    assert len(paragraphs(page)) == expected


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<ul><li>Plans</li></ul>", [("bullet", "Plans")]),
        ("<ul><li><p>Plans</p></li></ul>", [("bullet", "Plans")]),
        (
            "<ul><li></li></ul><p>Plans are clear.</p>",
            [("text", "Plans are clear.")],
        ),
        (
            "<ul><li><p>Plans</p><p>These are clear.</p></li></ul>",
            [("bullet", "Plans"), ("text", "These are clear.")],
        ),
    ],
)
def test_list_items_come_as_bullets(page: str, expected: list[tuple[str, str]]) -> None:
    found = blocks(furniture.part(html.read(page.encode())))
    assert [(block.kind.value, block.text) for block in found] == expected


@pytest.mark.parametrize("odd", ["<![weird[ x ]]>", "<![if !mso]>", "<![ x>", "<!x>"])
def test_marks_of_no_known_kind_are_passed_over(odd: str) -> None:
    assert paragraphs(f"<p>Leaders know{odd} the service.</p>") == [
        "Leaders know the service."
    ]
