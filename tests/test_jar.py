"""Joint area reviews and the inspections of progress after them."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders import furniture, jar, pdf, serial, text
from loaders.pages import Pages
from loaders.records import Report
from ontology.codes import FindingKind

COPY = """\
Inspection of progress made in the care of
children in the County of Midshire

Care Quality Commission
Ofsted

Published: 3 July 2009
\f
Contents
About the inspection          2
Overall judgement             3
Priorities for improvement    3
How well leaders, managers and all the staff of the council and of its partners
work together                 4

About the inspection

1. Three bodies inspected at the request of a minister.

Context

2. A new director came in May.

Overall judgement

3. Progress is limited.

Priorities for improvement

4. Priorities for improvement:

   \x83    Leaders should review plans.
   \x83    Visits should be on time.

How well leaders, managers and all the staff of the council and of its partners
work together

5. Partners seldom meet. These were weak:
   \x83    sharing of records.
"""


def read(document: Pages) -> Report:
    body = furniture.part(document)
    assert jar.matches(body)
    (report,) = jar.read(document, body)
    return report


@pytest.fixture
def report() -> Report:
    return read(text.read(COPY.encode()))


def test_the_whole_of_a_report(
    report: Report, golden: Callable[[str, str], None]
) -> None:
    found = json.dumps(serial.to_json(report), ensure_ascii=False, indent=1)
    golden("jar.json", found + "\n")
    assert (report.framework, report.type) == ("OTHER", "other")
    assert report.authority_printed == "County of Midshire"
    assert report.theme == "progress made in the care of children"
    assert report.published == date(2009, 7, 3)


def test_paragraphs_are_numbered_throughout_and_priorities_counted(
    report: Report,
) -> None:
    assert report.numbered_paragraphs == 5
    assert report.needs_to_improve == 2
    assert report.judgements == ()


def test_headings_are_those_that_the_contents_list(report: Report) -> None:
    sections = [finding.section or "" for finding in report.findings]
    assert sections[-1].startswith("How well leaders")
    assert sections[-1].endswith("work together")
    assert not any(f.section == "Contents" for f in report.findings)


def test_method_and_context_are_kept_but_no_findings(report: Report) -> None:
    found = " ".join(finding.text for finding in report.findings)
    kept = " ".join(passage.text for passage in report.passages)
    for words in ("at the request of a minister", "came in May"):
        assert words in kept
        assert words not in found
    (headline,) = (f for f in report.findings if f.kind is FindingKind.HEADLINE)
    assert headline.text == "Progress is limited."


def test_days_of_fieldwork_are_only_those_printed(report: Report) -> None:
    assert report.periods == ()
    assert report.warnings == ("no days of fieldwork in the text",)
    told = COPY.replace(
        "Three bodies", "The inspection took place from 1 to 5 June 2009. Three bodies"
    )
    found = read(text.read(told.encode()))
    assert (found.start, found.end) == (date(2009, 6, 1), date(2009, 6, 5))


@pytest.mark.parametrize(
    ("title", "place"),
    [
        ("Joint area review: Midshire Children’s Services Authority Area", "Midshire"),
        ("Joint area review Midshire children’s services authority area", "Midshire"),
        ("Inspection of the progress made in care", None),
    ],
)
def test_titles_of_other_reviews(title: str, place: str | None) -> None:
    copy = f"{title}\n\nPublished: 3 July 2008\n\nContext\n\n1. It is large.\n"
    assert read(text.read(copy.encode())).authority_printed == place


@pytest.mark.parametrize(
    "copy",
    ["Dear Jo\nJoint area review\nThank you.", "It follows a joint area review.", ""],
)
def test_other_documents_are_not_of_this_family(copy: str) -> None:
    assert not jar.matches(furniture.part(text.read(copy.encode())))


PIECES = st.sampled_from([*COPY.splitlines(), "\f", "²", "1.", "Contents"])


@given(st.lists(PIECES | st.text(max_size=30), max_size=40))
@settings(max_examples=60, deadline=None)
def test_no_content_is_too_much(lines: list[str]) -> None:
    copy = "\n".join(["Joint area review", *lines])
    document = text.read(copy.encode("utf-8", errors="replace"))
    (report,) = jar.read(document, furniture.part(document))
    assert report.framework == "OTHER"


def test_a_real_report_agrees_with_the_hand_checked_facts(shared: Path) -> None:
    rows = map(json.loads, (shared / "gold/headers.jsonl").read_text().splitlines())
    gold = next(row for row in rows if row.get("type") == "jar")
    report = read(pdf.read((shared / gold["file"]).read_bytes()))
    assert report.authority_printed is not None
    assert report.authority_printed.endswith(gold["authority"])
    assert str(report.published) == gold["published"]
    assert report.theme == gold["theme"]
    assert report.numbered_paragraphs == gold["numbered_paragraphs"]
    assert report.needs_to_improve == gold["needs_to_improve"]
