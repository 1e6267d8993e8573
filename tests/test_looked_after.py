"""Inspections of looked after children, and of safeguarding before 2013."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import pytest

from loaders import furniture, html, looked_after, pdf, slac, text
from loaders.family import Family
from loaders.pages import Pages
from loaders.records import Report
from loaders.serial import to_json
from ontology.codes import FindingKind, Framework, InspectionType, Role
from tests.sif_documents import (
    AUTHORITY,
    PAGE,
    Item,
    Numbers,
    bullet,
    contents,
    drawn,
    head,
    hypertext,
    line,
    name,
    row,
    typed,
)

CARE = "Inspection of looked after children services"
SAFEGUARDING = "Inspection of safeguarding and looked after children services"
PROTECTION = "Inspection of local authority arrangements for the protection of children"
OUTCOMES = "Outcomes for looked after children and young people"
RECORD = [
    ("Overall effectiveness", "Inadequate"),
    ("Capacity to improve", "Adequate"),
    (OUTCOMES, "Adequate"),
    ("Quality of provision", "Inadequate"),
    ("Leadership and management", "Inadequate"),
]
GRADES = {
    "overall": "inadequate",
    "leadership": "inadequate",
    "other:Capacity to improve": "adequate",
    f"other:{OUTCOMES}": "adequate",
    "other:Quality of provision": "inadequate",
}


def _document(
    title: str = CARE,
    record: Sequence[Item] | None = None,
    grade: str = "Grade {} ({})",
) -> list[Item]:
    number = Numbers()
    rows = [row(label, value) for label, value in RECORD]
    table = rows if record is None else list(record)
    return [
        name(title),
        name(AUTHORITY),
        line("Inspection dates: 15 – 19 July 2013"),
        line("Reporting inspector Rowan Ashdown HMI"),
        line("Age group: All"),
        line("Published: 16 August 2013"),
        PAGE,
        line("© Crown copyright 2013"),
        *contents("About this inspection", "Overall effectiveness of services"),
        head("About this inspection"),
        number("Inspectors read files and met foster carers, who wrote to them too."),
        head("The inspection judgements and what they mean"),
        number("There are four grades:"),
        line("Outstanding (Grade 1) A service that does far more than it must"),
        line("Inadequate (Grade 4) A service that does less than it must"),
        head("Service information"),
        number("Anyshire looks after 400 children."),
        head("Overall effectiveness of services for looked after children"),
        head(grade.format(4, "inadequate")),
        number("Children wait too long for a home of their own, and many move often."),
        head("Areas for improvement"),
        number("To improve what it does Anyshire should take the following action."),
        line("Immediately:"),
        bullet("Visit every child."),
        line("Within three months:"),
        bullet("Write plans with dates."),
        bullet("Ask children what they think."),
        head(f"Quality of provision {grade.format(4, 'inadequate')}"),
        number("Children do well in primary school and are seldom away from it."),
        PAGE,
        head("Record of main findings"),
        line("Services for looked after children"),
        *table,
    ]


def _read(pages: Pages, family: Family = looked_after) -> Report:
    body = furniture.part(pages)
    assert family.matches(body)
    (report,) = family.read(pages, body)
    return report


def _print(items: Sequence[Item], family: Family = looked_after) -> Report:
    return _read(pdf.read(drawn(items)), family)


def _grades(report: Report) -> dict[str, str]:
    return {judgement.aspect: str(judgement.grade) for judgement in report.judgements}


def test_the_cover_says_who_what_and_when() -> None:
    report = _print(_document())
    assert report.title == CARE
    assert report.authority_printed == AUTHORITY
    assert (report.start, report.end) == (date(2013, 7, 15), date(2013, 7, 19))
    assert report.published == date(2013, 8, 16)
    assert [(p.name, p.role) for p in report.people] == [
        ("Rowan Ashdown", Role.LEAD_INSPECTOR)
    ]
    assert report.framework is Framework.OTHER
    assert report.type is InspectionType.FULL_INSPECTION
    assert report.warnings == ()


def test_a_sentence_below_the_record_is_no_judgement() -> None:
    items = [*_document(), line("Carers say that what they are offered is good.")]
    assert _grades(_read(text.read(typed(items)))) == GRADES


def test_a_note_on_a_grade_is_no_part_of_the_heading() -> None:
    report = _read(text.read(typed(_document(grade="Grade {} {}¹"))))
    sections = {finding.section for finding in report.findings}
    assert "Quality of provision" in sections


@pytest.mark.parametrize(
    "grade", ["Grade {} ({})", "{1} Grade {0}", "({1}) (Grade {0})"]
)
def test_judgements_are_those_of_the_record_of_main_findings(grade: str) -> None:
    report = _print(_document(grade=grade))
    assert _grades(report) == GRADES
    assert report.warnings == ()


def test_without_a_record_judgements_are_those_below_headings() -> None:
    report = _print(_document()[:-8])
    assert _grades(report) == {
        "overall": "inadequate",
        "other:Quality of provision": "inadequate",
    }


def test_a_heading_that_contradicts_the_record_is_a_warning() -> None:
    rows = [row("Overall effectiveness", "Good"), *(row(*r) for r in RECORD[1:])]
    report = _print(_document(record=rows))
    assert _grades(report)["overall"] == "good"
    assert any("overall" in note for note in report.warnings)


def test_a_label_wrapped_round_its_grade_is_one_row() -> None:
    first, last = "Outcomes for looked after children", "and young people"
    rows = [row(*RECORD[0]), row(first, "Adequate"), line(last), row(*RECORD[3])]
    assert f"other:{OUTCOMES}" in _grades(_print(_document(record=rows)))


def test_method_scale_and_service_are_no_findings_but_count_as_paragraphs() -> None:
    report = _print(_document())
    assert report.numbered_paragraphs == 6
    assert [f.paragraph for f in report.findings if f.paragraph] == [4, 6]
    assert report.needs_to_improve == 3
    kinds = [f.kind for f in report.findings]
    assert kinds.count(FindingKind.AREA_FOR_IMPROVEMENT) == 3
    assert kinds[0] is FindingKind.HEADLINE


def test_copies_say_the_same() -> None:
    items = _document()
    printed = _print(items)
    said = [(f.kind, f.section, f.paragraph, f.text) for f in printed.findings]
    for pages in (
        text.read(typed(items)),
        text.read(typed(items, blanks=False)),
        html.read(hypertext(items)),
    ):
        copy = _read(pages)
        assert _grades(copy) == GRADES
        assert copy.periods == printed.periods
        assert copy.published == printed.published
        assert [(f.kind, f.section, f.paragraph, f.text) for f in copy.findings] == said


def test_labels_printed_in_a_column_before_their_values_are_read() -> None:
    items = _document()
    labels = [
        line("Age group:"),
        line("Published:"),
        line("All"),
        line("2 August 2013"),
    ]
    copy = _read(text.read(typed([*items[:4], *labels, *items[6:]])))
    assert copy.published == date(2013, 8, 2)


@pytest.mark.parametrize("title", [SAFEGUARDING, PROTECTION])
def test_inspections_before_2013_are_read_alike(title: str) -> None:
    report = _print(_document(title), slac)
    assert report.framework is Framework.SLAC
    assert report.title == title
    assert report.authority_printed == AUTHORITY
    assert _grades(report)["overall"] == "inadequate"


def test_two_services_judged_in_one_report_keep_their_grades_apart() -> None:
    rows = [
        line("Safeguarding services"),
        row("Overall effectiveness", "Good"),
        row("Ambition and prioritisation", "Good"),
        line("Services for looked after children"),
        row("Overall effectiveness", "Adequate"),
        row("Being healthy", "Outstanding"),
    ]
    document = [i for i in _document(SAFEGUARDING, rows) if "Grade" not in i.text]
    assert _grades(_print(document, slac)) == {
        "other:Safeguarding services: Overall effectiveness": "good",
        "other:Ambition and prioritisation": "good",
        "other:Services for looked after children: Overall effectiveness": "adequate",
        "other:Being healthy": "outstanding",
    }


@pytest.mark.parametrize(
    ("family", "title"),
    [
        (looked_after, SAFEGUARDING),
        (looked_after, "Inspection of services for children"),
        (slac, CARE),
        (slac, "Inspection of local authority children's services"),
    ],
)
def test_other_titles_do_not_match(family: Family, title: str) -> None:
    assert not family.matches(furniture.part(text.read(typed(_document(title)))))


def test_a_report_without_judgements_says_so() -> None:
    report = _read(text.read(f"{CARE}\n{AUTHORITY}\nAge group: All\n".encode()))
    assert report.judgements == ()
    assert len(report.warnings) == 3  # dates, grades, inspector


def test_the_golden_report(golden: Callable[[str, str], None]) -> None:
    report = to_json(_print(_document()))
    dump = json.dumps(report, indent=1, ensure_ascii=False) + "\n"
    golden("looked_after.json", dump)


def test_a_real_report_gives_the_checked_facts(shared: Path) -> None:
    rows = (shared / "gold/headers.jsonl").read_text(encoding="utf-8").splitlines()
    truths = [r for r in map(json.loads, rows) if r.get("framework") == "other"]
    assert truths
    for truth in truths:
        report = _print_file(shared / truth["file"])
        assert report.authority_printed == truth["authority"]
        assert str(report.start) == truth["inspection_start"]
        assert str(report.published) == truth["published"]
        assert _grades(report) == truth["judgements"]
        assert [person.name for person in report.people] == truth["inspectors"]
        assert report.numbered_paragraphs == truth["numbered_paragraphs"]
        assert report.warnings == ()


def _print_file(path: Path) -> Report:
    return _read(pdf.read(path.read_bytes()))


def test_the_golden_report_of_before_2013(golden: Callable[[str, str], None]) -> None:
    report = to_json(_print(_document(SAFEGUARDING), slac))
    golden("slac.json", json.dumps(report, indent=1, ensure_ascii=False) + "\n")
