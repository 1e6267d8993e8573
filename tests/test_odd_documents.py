"""Documents made to be difficult: each is read in a moment, none ends in a traceback."""

from __future__ import annotations

import time

import pytest

from loaders import reading
from loaders.records import Report
from tests.sif_documents import SERVICES

COVER = (
    "Anyshire County Council",
    SERVICES,
    "Inspection date: 3 March 2014 - 26 March 2014",
    "Report published: 13 May 2014",
    "The overall judgement is that children’s services are good",
)


#: Of processor time; what is read line by line needs a tenth of it.
_AT_ONCE = 10.0


def _copied(*lines: str) -> Report:
    begun = time.process_time()
    (report,) = reading.read("\n".join(lines).encode(), "copy", ".txt").reports
    assert time.process_time() - begun < _AT_ONCE
    return report


def test_rows_of_dots_without_a_page_number_are_read_at_once() -> None:
    rows = ("Contents", f"Introduction {'.' * 90}", f"Team {'.' * 90} iv")
    report = _copied(*COVER, *rows, "Executive summary", "1. Visits are made in time.")
    assert [finding.paragraph for finding in report.findings] == [1]


def test_a_copy_of_very_many_lines_takes_a_time_in_proportion() -> None:
    paragraphs = (f"{n}. Visit {n} was\nmade in time.\n" for n in range(1, 5001))
    report = _copied(*COVER, "Executive summary", *paragraphs)
    assert sum(finding.paragraph is not None for finding in report.findings) == 999


@pytest.mark.parametrize(
    "run",
    [
        pytest.param("word-\n" * 20_000, id="hyphens at line ends"),
        pytest.param("Inspectors saw" + ")" * 20_000, id="closing brackets"),
        pytest.param(
            "\n".join((*COVER, "Lead inspector: " + ", " * 20_000)), id="commas"
        ),
        pytest.param(
            "\n".join((*COVER[:3], "Inspection date:", "sept " * 60 + "x")), id="months"
        ),
    ],
)
def test_what_is_repeated_without_end_is_read_at_once(run: str) -> None:
    assert _copied(run).passages
