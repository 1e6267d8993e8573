"""Documents of no known family are kept, and nothing is guessed of them."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders import furniture, serial, text, unknown
from loaders.records import Report

COPY = """\
Minutes of the board

12 March 2021

Midshire Council met and was told that its services are inadequate.

• A plan was agreed.
"""


def read(copy: str) -> Report:
    document = text.read(copy.encode())
    body = furniture.part(document)
    assert unknown.matches(body)
    (report,) = unknown.read(document, body)
    return report


def test_the_whole_of_a_document(golden: Callable[[str, str], None]) -> None:
    report = read(COPY)
    found = json.dumps(serial.to_json(report), ensure_ascii=False, indent=1)
    golden("unknown.json", found + "\n")


def test_paragraphs_are_kept_and_no_fact_is_taken_from_the_wording() -> None:
    report = read(COPY)
    kept = " ".join(passage.text for passage in report.passages)
    assert kept.split() == COPY.replace("• ", "").split()
    assert report.findings == ()
    assert (report.framework, report.type, report.authority_printed) == (None,) * 3
    assert (report.judgements, report.people, report.periods) == ((), (), ())
    assert report.warnings[0].startswith("of no known family")


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("12 March 2021", date(2021, 3, 12)),
        ("Published: Friday 12 March 2021", date(2021, 3, 12)),
        ("They met on 12 March 2021", None),
        ("12 March 2021\n13 March 2021", None),  # which of them?
        ("31 February 2021", None),
    ],
)
def test_only_a_date_that_stands_alone_is_taken(line: str, day: date | None) -> None:
    report = read(f"Minutes\n\n{line}\n\nA plan was agreed.\n")
    assert report.published == day
    assert any("no date" in warning for warning in report.warnings) is (day is None)


@given(st.text(max_size=400))
@settings(max_examples=60, deadline=None)
def test_every_word_is_kept(copy: str) -> None:
    data = copy.encode("utf-8", errors="replace")
    document = text.read(data)
    body = furniture.part(document)
    (report,) = unknown.read(document, body)
    kept = sum(span.end - span.start for p in report.passages for span in p.spans)
    raised = sum(len(w.text) for ln in body.lines() for w in ln.words if w.raised)
    printed = sum(len(line.text) for line in body.lines()) - raised
    assert kept >= 0.5 * printed - 10
