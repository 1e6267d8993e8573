"""Full inspections of 2013 to 2018: three forms, every oddity seen in print, copies."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders import furniture, html, pdf, sif, text
from loaders.records import Report
from loaders.serial import to_json
from ontology.codes import FindingKind, Framework, InspectionType, Role
from tests.sif_documents import (
    AUTHORITY,
    LOOKED_AFTER,
    REVIEW,
    SERVICES,
    drawn,
    hypertext,
    line,
)
from tests.sif_forms import (
    FORMS,
    copied,
    first_form,
    grades_of,
    lower,
    printed,
    read,
    second_form,
    third_form,
)

AREAS = FindingKind.AREA_FOR_IMPROVEMENT


def _says(report: Report) -> list[tuple[Any, ...]]:
    """What must not depend on the kind of copy."""
    return [
        (f.kind, f.section, f.paragraph, f.marker, f.level, f.text)
        for f in report.findings
    ]


def _kept(report: Report, kind: FindingKind) -> list[str]:
    return [f.text for f in report.findings if f.kind is kind]


@pytest.mark.parametrize("form", FORMS)
def test_a_cover_says_who_what_and_when(form: str) -> None:
    report = printed(FORMS[form]())
    assert report.title == f"{SERVICES} and {REVIEW}"
    assert report.authority_printed == AUTHORITY
    assert report.framework is Framework.SIF
    assert report.type is InspectionType.FULL_INSPECTION
    assert (report.start, report.end) == (date(2014, 1, 14), date(2014, 2, 5))
    assert report.published == date(2014, 3, 7)
    assert report.warnings == ()


@pytest.mark.parametrize(
    ("form", "overall", "help_and_protection", "lscb"),
    [
        ("first", "requires_improvement", "requires_improvement", "inadequate"),
        (
            "second",
            "requires_improvement",
            "requires_improvement",
            "requires_improvement",
        ),
        ("third", "requires_improvement", "inadequate", "good"),
    ],
)
def test_judgements_are_those_of_the_cover_and_of_the_board_s_heading(
    form: str, overall: str, help_and_protection: str, lscb: str
) -> None:
    found = grades_of(printed(FORMS[form]()))
    assert len(found) == 7
    assert found["overall"] == overall
    assert found["help_and_protection"] == help_and_protection
    assert found["lscb"] == lscb


def test_the_grades_of_earlier_inspections_are_not_those_of_this_one() -> None:
    report = printed(third_form())
    assert grades_of(report)["leadership"] == "good"
    assert any("outstanding" in passage.text for passage in report.passages)


@pytest.mark.parametrize(
    ("form", "numbered", "needs", "priority", "recommended"),
    [("first", 10, 3, 0, 0), ("second", 6, 2, 1, 0), ("third", 7, 0, 0, 3)],
)
def test_numbered_paragraphs_and_lists_are_counted(
    form: str, numbered: int, needs: int, priority: int, recommended: int
) -> None:
    report = printed(FORMS[form]())
    assert report.numbered_paragraphs == numbered
    assert report.needs_to_improve == needs
    assert report.priority_actions == priority
    assert len(_kept(report, FindingKind.RECOMMENDATION)) == recommended


def test_each_heading_opens_its_kind_of_finding() -> None:
    kinds = Counter(finding.kind for finding in printed(first_form()).findings)
    assert kinds == {
        FindingKind.HEADLINE: 4,  # two on the cover, two key findings
        FindingKind.STRENGTH: 1,
        FindingKind.FINDING: 4,  # one says that there is no priority action
        AREAS: 3,
    }


def test_what_is_no_finding_is_kept_as_a_passage() -> None:
    report = printed(first_form())
    kept = " ".join(passage.text for passage in report.passages)
    for words in ("Ofsted’s expectation", "50,000 children", "watched meetings",
                  "A good local authority leads", "Piccadilly Gate"):  # fmt: skip
        assert words in kept
        assert not any(words in finding.text for finding in report.findings)


def test_no_word_is_lost_and_none_is_kept_twice() -> None:
    for form in FORMS.values():
        pages = pdf.read(drawn(form()))
        body = furniture.part(pages)
        (report,) = sif.read(pages, body)
        kept = Counter(
            word
            for item in (*report.findings, *report.passages)
            for word in re.findall(r"[^\W\d]+", item.text)
        )
        printed = Counter(
            word for ln in body.lines() for word in re.findall(r"[^\W\d]+", ln.clean)
        )
        assert kept == printed


def test_a_list_under_a_numbered_item_is_part_of_it() -> None:
    found = [f for f in printed(second_form()).findings if f.kind is AREAS]
    assert [(f.marker, f.level) for f in found] == [
        ("number", 1),
        ("bullet", 2),
        ("bullet", 2),
        ("number", 1),
    ]


def test_findings_stand_under_what_is_judged() -> None:
    sections = {f.text: f.section for f in printed(third_form()).findings}
    assert sections["Reviews are held in time."] == (
        f"The experience and progress of {lower(LOOKED_AFTER)}"
    )
    assert sections["See every child within a day."] == "Recommendations"


@pytest.mark.parametrize(
    ("form", "item", "heading"),
    [
        (first_form, "Find out what training changes.", "Areas for improvement"),
        (second_form, "Find out what training changes.", "Areas for improvement"),
        (third_form, "Ask children what they think.", "Recommendations"),
    ],
)
def test_the_lists_of_the_board_are_told_from_those_of_the_authority(
    form: Callable[[], Any], item: str, heading: str
) -> None:
    sections = {f.text: f.section for f in printed(form()).findings}
    assert sections[item] == f"{heading} – Local Safeguarding Children Board"


def test_what_stands_under_a_sub_heading_of_the_board_is_told_too() -> None:
    items = second_form()
    for before, words in (
        ("Audits are few.", "Challenge"),
        ("Find out what training changes.", "Learning and development"),
    ):
        at = next(i for i, item in enumerate(items) if item.text == before)
        items.insert(at, line(words))
    sections = {f.text: f.section for f in printed(items).findings}
    board = "Local Safeguarding Children Board"
    assert sections["Audits are few."] == f"Challenge – {board}"
    assert sections["Find out what training changes."] == (
        f"Learning and development – {board}"
    )
    assert sections["The chair holds partners to account."] == (
        "Inspection judgement about the LSCB"
    )
    assert sections["Too many plans do not say what has to change for a child."] == (
        "Quality of plans"
    )


def test_why_the_board_is_judged_so_is_told_from_why_the_authority_is() -> None:
    sections = {f.text: f.section for f in printed(second_form()).findings}
    assert sections["Audits are few."] == (
        "The LSCB requires improvement because – Local Safeguarding Children Board"
    )


def test_numbers_under_the_board_s_summary_are_findings() -> None:
    items = third_form()
    board = max(i for i, item in enumerate(items) if item.text == "Recommendations")
    del items[board : board + 3]  # its item and the next heading too
    found = {f.text: f for f in printed(items).findings}
    told = found["The board knows how children fare and says so to its partners."]
    numbered = found["The chair holds partners to account."]
    assert told.kind is FindingKind.HEADLINE
    assert numbered.kind is FindingKind.FINDING
    assert numbered.section == "The Local Safeguarding Children Board is good"


@pytest.mark.parametrize(
    ("form", "begins"),
    [
        (second_form, "Help is kind"),  # numbers count on
        (third_form, "Help comes t"),  # the findings have a heading
    ],
)
def test_prose_between_what_is_judged_and_its_findings_is_the_summary(
    form: Callable[[], Any], begins: str
) -> None:
    report = printed([item for item in form() if item.text != "Summary"])
    kinds = {f.text[:12]: f.kind for f in report.findings}
    assert kinds[begins] is FindingKind.HEADLINE
    assert kinds["The front do"] is FindingKind.FINDING


def test_prose_before_a_number_out_of_turn_may_have_lost_its_own() -> None:
    items = [item for item in second_form() if item.text != "Summary"]
    at = next(i for i, item in enumerate(items) if item.text.startswith("The front"))
    items[at] = replace(items[at], beside="5")
    kinds = {f.text[:12]: f.kind for f in printed(items).findings}
    assert kinds["Help is kind"] is FindingKind.FINDING


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("Look into why families go missing and take the right action.", True),
        ("The authority should take the following action.", False),
    ],
)
def test_what_asks_for_action_itself_is_no_lead_in(words: str, kept: bool) -> None:
    items = third_form()
    at = next(i for i, item in enumerate(items) if item.text.startswith("See every"))
    items[at] = replace(items[at], text=words)
    assert (words in _kept(printed(items), FindingKind.RECOMMENDATION)) is kept


@pytest.mark.parametrize("form", FORMS)
def test_a_text_copy_says_the_same(form: str) -> None:
    items = FORMS[form]()
    on_paper, copy = printed(items), copied(items)
    assert _says(copy) == _says(on_paper)
    assert grades_of(copy) == grades_of(on_paper)
    assert copy.periods == on_paper.periods
    assert [p.name for p in copy.people] == [p.name for p in on_paper.people]
    assert copy.warnings == ()
    assert {finding.page for finding in copy.findings} == {None}


@pytest.mark.parametrize("form", FORMS)
def test_a_copy_without_blank_lines_says_the_same_of_numbered_paragraphs(
    form: str,
) -> None:
    items = FORMS[form]()
    numbered = [said for said in _says(printed(items)) if said[2] is not None]
    raw = copied(items, blanks=False)
    assert [(s[0], s[2], s[5]) for s in _says(raw) if s[2] is not None] == [
        (s[0], s[2], s[5]) for s in numbered
    ]
    assert grades_of(raw) == grades_of(printed(items))


@pytest.mark.parametrize("form", FORMS)
def test_a_web_page_says_the_same(form: str) -> None:
    items = FORMS[form]()
    page = read(html.read(hypertext(items)))
    assert [s[5] for s in _says(page)] == [s[5] for s in _says(printed(items))]
    assert grades_of(page) == grades_of(printed(items))


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from([
    "Executive summary", "Contents", "1.", "2. Plans.", "", "\f", "Recommendations",
    "Requires improvement", "The inspection team", "Lead inspector:", "• bullets",
    "Leadership, management and governance", "Inspection date: 31 June 2014", "…12",
]), max_size=30))  # fmt: skip
def test_no_content_raises(lines: list[str]) -> None:
    copy = "\n".join([AUTHORITY, SERVICES, *lines]).encode()
    pages = text.read(copy)
    assert sif.read(pages, furniture.part(pages))


def test_the_golden_report(golden: Callable[[str, str], None]) -> None:
    report = to_json(printed(second_form()))
    golden("sif.json", json.dumps(report, indent=1, ensure_ascii=False) + "\n")


SAMPLE = (
    "hillingdon/children-s-services-inspection-11-february-2014.pdf",
    "bexley/children-s-services-inspection-23-may-2014.pdf",
    "rochdale/children-s-services-inspection-05-december-2014.pdf",
    "torbay/children-s-services-inspection-05-january-2016.pdf",
    "lancashire/children-s-services-inspection-17-august-2018.pdf",
)


@pytest.mark.parametrize("path", SAMPLE)
def test_real_reports_give_the_checked_facts(shared: Path, path: str) -> None:
    file = f"corpus/inspections/{path}"
    rows = (shared / "gold/headers.jsonl").read_text(encoding="utf-8").splitlines()
    truth = next(r for r in map(json.loads, rows) if r["file"] == file)
    report = read(pdf.read((shared / file).read_bytes()))
    inspectors = (Role.LEAD_INSPECTOR, Role.INSPECTOR)
    assert report.authority_printed == truth["authority"]
    assert str(report.start) == truth["inspection_start"]
    assert str(report.end) == truth["inspection_end"]
    assert (report.published and str(report.published)) == truth["published"]
    assert grades_of(report) == truth["judgements"]
    named = [person.name for person in report.people if person.role in inspectors]
    assert sorted(named) == sorted(truth["inspectors"])
    assert report.people[0].name == truth["lead_inspector"]
    assert report.numbered_paragraphs == truth["numbered_paragraphs"]
    assert report.warnings == ()


def test_the_typed_copy_of_2014_gives_the_checked_facts(shared: Path) -> None:
    (path,) = (shared / "seeds").glob("002_*.txt")
    report = read(text.read(path.read_bytes()))
    assert report.authority_printed == "Bournemouth Borough Council"
    assert (report.start, report.end) == (date(2014, 4, 30), date(2014, 5, 21))
    assert (report.numbered_paragraphs, report.needs_to_improve) == (123, 16)
    numbers = [f.paragraph for f in report.findings if f.kind is AREAS]
    assert numbers == [*range(21, 31), *range(106, 112)]
    assert grades_of(report)["lscb"] == "requires_improvement"
    assert grades_of(report)["adoption"] == "good"
    assert report.warnings == ()
