"""Reviews of a Local Safeguarding Children Board published apart."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date

import pytest

from loaders import furniture, lscb, pdf, text
from loaders.pages import Pages
from loaders.records import Report
from loaders.serial import to_json
from ontology.codes import FindingKind, Framework, InspectionType, Role
from tests.sif_documents import (
    AUTHORITY,
    PAGE,
    REVIEW,
    SERVICES,
    Item,
    Numbers,
    contents,
    drawn,
    head,
    line,
    name,
    prose,
    typed,
)


def _document(
    title: str = REVIEW,
    label: str = "Inspection date",
    grade: str = "The Local Safeguarding Children Board requires improvement",
) -> list[Item]:
    number = Numbers()
    return [
        name(AUTHORITY),
        head(title),
        line(f"{label}: 2 June 2015 – 25 June 2015"),
        line("Report published: 3 August 2015"),
        *contents("Executive summary", "Recommendations"),
        head("The Local Safeguarding Children Board (LSCB)"),
        head(grade),
        head("Executive summary"),
        prose("The board meets often, yet it seldom asks what its work has changed."),
        head("Recommendations"),
        number("Ask children what they think."),
        head("Inspection findings – the Local Safeguarding Children Board"),
        number("The chair holds partners to account."),
        number("Audits are few."),
        head("Information about this inspection"),
        prose("The review team read the minutes of the board."),
        head("The inspection team"),
        line("Lead inspector: Rowan Ashdown HMI"),
        PAGE,
        line("Any complaints about the review or the report go to the address below."),
    ]


def _read(pages: Pages) -> Report:
    body = furniture.part(pages)
    assert lscb.matches(body)
    (report,) = lscb.read(pages, body)
    return report


@pytest.mark.parametrize("label", ["Inspection date", "Review dates", "Review date"])
def test_a_review_of_a_board_alone(label: str) -> None:
    items = _document(label=label)
    for report in (_read(pdf.read(drawn(items))), _read(text.read(typed(items)))):
        assert report.title == REVIEW
        assert report.authority_printed == AUTHORITY
        assert (report.framework, report.type) == (
            Framework.OTHER,
            InspectionType.OTHER,
        )
        assert (report.start, report.end) == (date(2015, 6, 2), date(2015, 6, 25))
        assert report.published == date(2015, 8, 3)
        assert {j.aspect: j.grade for j in report.judgements} == {
            "lscb": "requires_improvement"
        }
        assert [f.kind for f in report.findings] == [
            FindingKind.HEADLINE,
            FindingKind.RECOMMENDATION,
            FindingKind.FINDING,
            FindingKind.FINDING,
        ]
        assert report.numbered_paragraphs == 3
        assert [(p.name, p.role) for p in report.people] == [
            ("Rowan Ashdown", Role.LEAD_INSPECTOR)
        ]
        assert report.warnings == ()


def test_a_board_named_after_its_area_is_known() -> None:
    report = _read(
        pdf.read(
            drawn(
                _document(
                    "Review of the effectiveness of the Anyshire Safeguarding Children"
                    " Board",
                    grade="The Anyshire Safeguarding Children Board is good",
                )
            )
        )
    )
    assert [(j.aspect, j.grade) for j in report.judgements] == [("lscb", "good")]


@pytest.mark.parametrize(
    "title",
    [f"{SERVICES} and {REVIEW}", "Inspection of Anyshire children's services"],
)
def test_other_titles_do_not_match(title: str) -> None:
    assert not lscb.matches(furniture.part(text.read(typed(_document(title)))))


def test_a_review_without_a_grade_says_so() -> None:
    report = _read(text.read(typed(_document(grade="What the board does"))))
    assert report.judgements == ()
    assert any("lscb" in note for note in report.warnings)


def test_the_golden_report(golden: Callable[[str, str], None]) -> None:
    report = to_json(_read(pdf.read(drawn(_document()))))
    golden("lscb.json", json.dumps(report, indent=1, ensure_ascii=False) + "\n")
