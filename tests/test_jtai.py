"""Letters after joint targeted area inspections, of both templates."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders import furniture, html, jtai, pdf, serial, text
from ontology.codes import FindingKind, Role
from tests.joint_letters import EARLY, LATE, copied, named, read, texts_of
from tests.pdfs import Text, draw


def test_an_early_letter(golden: Callable[[str, str], None]) -> None:
    report = copied(EARLY)
    found = json.dumps(serial.to_json(report), ensure_ascii=False, indent=1)
    golden("jtai.json", found + "\n")
    assert report.authority_printed == "Midshire"
    assert report.theme == "multi-agency response to sexual abuse in the family"
    assert (report.start, report.end) == (date(2018, 6, 18), date(2018, 6, 22))
    assert report.published == date(2018, 8, 3)
    assert (report.priority_actions, report.needs_to_improve) == (1, 3)
    assert named(report, Role.SIGNATORY) == ["Ann Other", "Max Mustermann"]
    assert named(report, Role.INSPECTOR) == []


def test_areas_stand_under_the_agency_they_are_for() -> None:
    areas = [
        (finding.section, finding.level)
        for finding in copied(EARLY).findings
        if finding.kind is FindingKind.AREA_FOR_IMPROVEMENT
    ]
    assert areas == [
        ("The partnership", 1),
        ("The partnership", 1),
        ("The partnership", 2),
        ("The partnership", 2),
        ("The police", 1),
    ]


def test_a_case_is_a_finding_and_no_area_for_improvement() -> None:
    cases = [f for f in copied(EARLY).findings if "study" in (f.section or "")]
    assert [finding.kind for finding in cases] == [FindingKind.FINDING] * 2


def test_what_comes_before_the_first_heading_is_method_or_headline() -> None:
    (headline,) = texts_of(copied(EARLY), FindingKind.HEADLINE)
    assert headline.startswith("Partners in Midshire share")


def test_a_late_letter() -> None:
    report = copied(LATE)
    assert report.authority_printed == "Midshire"
    assert report.theme == "multi-agency response to serious violence"
    assert (report.start, report.end) == (date(2024, 2, 5), date(2024, 2, 9))
    assert (report.priority_actions, report.needs_to_improve) == (0, 2)
    assert report.numbered_paragraphs == 3
    assert len(texts_of(report, FindingKind.STRENGTH)) == 1
    assert named(report, Role.ADDRESSEE) == ["Jo Bloggs", "Kim Lee"]
    assert named(report, Role.SIGNATORY) == ["Ann Other", "Max Mustermann OBE"]
    assert report.warnings == ()


def test_prose_under_another_heading_ends_the_list_of_a_late_letter() -> None:
    report = copied(LATE)
    view = next(f for f in report.findings if "clear view" in f.text)
    assert view.section == "Midshire Safeguarding Partnership"
    assert view.kind is FindingKind.FINDING
    improve = next(f for f in report.findings if "Sharing" in f.text)
    assert improve.section == "What needs to improve?"


def test_context_and_next_steps_are_kept_but_no_findings() -> None:
    report = copied(LATE)
    found = " ".join(finding.text for finding in report.findings)
    kept = " ".join(passage.text for passage in report.passages)
    for words in ("Midshire is large", "prepare a statement", "took place"):
        assert words not in found
        assert words in kept


def test_a_drawn_letter_reads_as_its_copy_does() -> None:
    texts, y = [], 60.0
    headings = ("Joint targeted", "abuse in the", "Key st", "Areas", "Case", "Next")
    bold = (*headings, "The police", "The partnership")
    for line in EARLY.splitlines():
        y += 14
        if line.startswith("Case study: highly"):
            y = 900.0
        page = 1 + int(y > 840)
        left = line.lstrip()
        x = 71.0 + 6 * (len(line) - len(left)) + 18 * line.startswith("too few")
        glyph = left.replace("\uf06e", "•")
        if left:
            heavy = line.startswith(bold) and not line.startswith("The partnership ")
            texts.append(Text(x, y % 840, glyph, bold=heavy, page=page))
    drawn, copy = read(pdf.read(draw(texts))), copied(EARLY)
    assert [f.text for f in drawn.findings] == [f.text for f in copy.findings]
    assert [f.kind for f in drawn.findings] == [f.kind for f in copy.findings]
    assert {f.page for f in drawn.findings} == {1, 2}
    for fact in ("authority_printed", "periods", "theme", "title", "published"):
        assert getattr(drawn, fact) == getattr(copy, fact)


def test_a_web_page_gives_the_same_facts() -> None:
    page = "".join(f"<p>{line}</p>" for line in LATE.splitlines() if line)
    report = read(html.read(f"<html><body>{page}</body></html>".encode()))
    copy = copied(LATE)
    assert report.periods == copy.periods
    assert report.theme == copy.theme
    assert report.needs_to_improve == copy.needs_to_improve
    assert named(report, Role.SIGNATORY) == named(copy, Role.SIGNATORY)


@pytest.mark.parametrize(
    ("sentence", "start", "end", "warned"),
    [
        ("Between 20 and 24 June, Ofsted and others", (2018, 6, 20), (2018, 6, 24), 1),
        ("Between 4 and 8 December, Ofsted and others", (2017, 12, 4), (2017, 12, 8), 1),
        ("Between 30 April and 4 May 2018, Ofsted", (2018, 4, 30), (2018, 5, 4), 0),
        ("Between 30 April 2018 and 4 May 2018 Ofsted", (2018, 4, 30), (2018, 5, 4), 0),
    ],
)  # fmt: skip
def test_days_with_their_year_twice_once_or_not_at_all(
    sentence: str, start: tuple[int, int, int], end: tuple[int, int, int], warned: int
) -> None:
    printed = "Between 18 June 2018 and 22 June 2018, Ofsted and others"
    report = copied(EARLY.replace(printed, sentence))
    assert (report.start, report.end) == (date(*start), date(*end))
    assert sum("without a year" in warning for warning in report.warnings) == warned


@pytest.mark.parametrize(
    ("title", "place", "theme"),
    [
        # No place: it stands in the text alone.
        ("the multi-agency response to harm to children who go missing",
         "Midshire", "multi-agency response to harm to children who go missing"),
        ("the multi-agency response to neglect in the Isle of Midshire.",
         "Isle of Midshire", "multi-agency response to neglect"),
        ("Midshire and Anytown Partnership", "Midshire and Anytown Partnership", None),
    ],
)  # fmt: skip
def test_place_and_theme_of_a_title(title: str, place: str, theme: str | None) -> None:
    copy = EARLY.replace(
        "the multi-agency response to sexual\nabuse in the family in Midshire", title
    )
    report = copied(copy)
    assert (report.authority_printed, report.theme) == (place, theme)


@pytest.mark.parametrize(
    ("tail", "theme"),
    [
        ("need in Midshire.", "need"),
        ("need (at the ‘front door’) in the Midshire.", "need (at the ‘front door’)"),
        ("need in Midshire Council for some children.", "need"),
        ("children in Midshire who need help.", "children in Midshire who need help"),
        ("need.", "need"),
    ],
)
def test_the_place_is_no_part_of_the_theme(tail: str, theme: str) -> None:
    copy = LATE.replace("serious violence in Midshire.", tail)
    assert copied(copy).theme == f"multi-agency response to {theme}"


def test_priority_actions_without_bullets_count_none() -> None:
    copy = EARLY.replace("\uf06e Health", "Health")
    assert copied(copy).priority_actions == 0


def test_what_is_not_printed_is_said() -> None:
    report = copied("Dear partners\nJoint targeted area inspection\nPlans differ.\n")
    assert report.periods == ()
    assert report.authority_printed is None
    assert len(report.warnings) == 6


@pytest.mark.parametrize(
    "copy",
    [
        "Dear Jo\n\nFocused visit to Midshire\n\nThis letter is about a visit. A\n"
        "joint targeted area inspection came before it.",
        "Joint working in Midshire",
        "",
    ],
)
def test_other_documents_are_not_of_this_family(copy: str) -> None:
    assert not jtai.matches(furniture.part(text.read(copy.encode())))


PIECES = st.sampled_from([*EARLY.splitlines(), *LATE.splitlines(), "\f", "²", "1"])


@given(st.lists(PIECES | st.text(max_size=30), max_size=40))
@settings(max_examples=60, deadline=None)
def test_no_content_is_too_much(lines: list[str]) -> None:
    copy = "\n".join(["Joint targeted area inspection", *lines])
    document = text.read(copy.encode("utf-8", errors="replace"))
    (report,) = jtai.read(document, furniture.part(document))
    assert report.framework == "JTAI"


SAMPLE = [
    "salford/joint-area-child-protection-inspection-28-october-2016.pdf",
    "greenwich/joint-area-child-protection-inspection-09-may-2018.pdf",
    "bedford/joint-area-child-protection-inspection-31-march-2023.pdf",
    "torbay/joint-area-child-protection-inspection-30-january-2024.pdf",
]


@pytest.mark.parametrize("path", SAMPLE)
def test_real_letters_agree_with_the_hand_checked_facts(
    path: str, shared: Path
) -> None:
    file = f"corpus/joint-inspections/{path}"
    rows = map(json.loads, (shared / "gold/headers.jsonl").read_text().splitlines())
    gold = next(row for row in rows if row["file"] == file)
    report = read(pdf.read((shared / file).read_bytes()))
    assert report.authority_printed == gold["authority"]
    assert str(report.start) == gold["inspection_start"]
    assert str(report.end) == gold["inspection_end"]
    assert str(report.published) == gold["published"]
    assert report.theme == gold["theme"]
    assert named(report, Role.ADDRESSEE) == [a["name"] for a in gold["addressees"]]
    assert set(named(report, Role.SIGNATORY)) == set(gold["signatories"])
    assert report.priority_actions == gold["areas_for_priority_action"]
    assert report.needs_to_improve == gold["needs_to_improve"]
    assert report.numbered_paragraphs == gold["numbered_paragraphs"]
    assert all(finding.page for finding in report.findings)
