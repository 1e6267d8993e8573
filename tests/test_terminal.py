"""Tables in the terminal: side by side where they can be read, else row after row."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from inspectgraph.render.terminal import show_rows

LONG = "Plans are written late and few of them say what has to change for a child."


def shown(
    columns: Sequence[str], *rows: Sequence[object], width: int = 80
) -> list[str]:
    console = Console(file=io.StringIO(), width=width)
    show_rows(columns, rows, console)
    assert isinstance(console.file, io.StringIO)
    return [line.rstrip() for line in console.file.getvalue().splitlines()]


def test_a_table_that_fits_has_a_line_for_each_row() -> None:
    assert shown(("date", "raised"), ("2014-05-21", 3), ("2019-11-06", None)) == [
        "date        raised",
        "2014-05-21  3",
        "2019-11-06",
    ]


def test_long_texts_are_broken_while_there_is_room() -> None:
    first, *others = shown(("date", "quote"), ("2014-05-21", LONG), width=50)
    assert first.split() == ["date", "quote"]
    assert others[0].startswith("2014-05-21  Plans are written late")
    assert len(others) == 2


def test_texts_without_room_are_shown_row_after_row() -> None:
    columns = ("date", "quote", "source", "page")
    rows = [("2014-05-21", LONG, LONG, 4), ("2019-11-06", LONG, LONG, None)]
    lines = shown(columns, *rows, width=50)
    assert lines[0] == "date    2014-05-21"
    assert lines[1].startswith("quote   Plans are written late")
    assert "page    4" in lines
    assert lines.count("") == 1
    after = lines[lines.index("") + 1 :]
    assert after[0] == "date    2019-11-06"
    assert not any(line.startswith("page") for line in after)


def test_nothing_found_is_a_line_of_names() -> None:
    assert shown(("date", "a rather long name")) == ["date  a rather long name"]


@given(
    st.lists(
        st.tuples(*(st.text("abc <>[]{}", max_size=60) for _ in range(4))), max_size=4
    ),
    st.integers(20, 120),
)
def test_no_word_is_lost(rows: list[tuple[str, ...]], width: int) -> None:
    lines = shown(("one", "two", "three", "four"), *rows, width=width)
    printed = Counter("".join(lines))
    given_to_it = Counter("".join(map("".join, rows)))
    del given_to_it[" "]
    assert all(printed[sign] >= often for sign, often in given_to_it.items())
    assert all(len(line) <= width for line in lines)
