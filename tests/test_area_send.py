"""Area SEND reports: drawn, copied as text, and a sample of real ones."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from loaders import area_send, furniture, html, pdf, serial, text
from loaders.records import Report
from ontology.codes import FindingKind, Role
from tests.area_send_documents import (
    BETTER,
    COPY,
    ONE_COLUMN,
    OUTCOMES,
    TEAM,
    TWO_COLUMNS,
    copied,
    drawing,
    read,
)
from tests.pdfs import draw


@pytest.fixture(scope="module")
def report() -> Report:
    d = drawing()
    return read(pdf.read(draw(d.texts, d.boxes)))


def texts_of(report: Report, kind: FindingKind) -> list[str]:
    return [finding.text for finding in report.findings if finding.kind is kind]


def test_the_whole_of_a_drawn_report(
    report: Report, golden: Callable[[str, str], None]
) -> None:
    found = json.dumps(serial.to_json(report), ensure_ascii=False, indent=1)
    golden("area_send.json", found + "\n")


def test_the_dates_of_the_cover_count_whatever_the_footer_says(report: Report) -> None:
    assert (report.start, report.end) == (date(2024, 6, 3), date(2024, 6, 7))
    assert report.published is None
    assert not any("8 June" in p.text for p in report.findings + report.passages)


def test_rows_broken_over_a_page_are_one_area(report: Report) -> None:
    assert report.priority_actions == 2
    assert report.needs_to_improve == 2
    first = texts_of(report, FindingKind.PRIORITY_ACTION)[0]
    assert first.endswith("and improve: what they say how they are checked.")
    last = texts_of(report, FindingKind.AREA_FOR_IMPROVEMENT)[-1]
    assert last == "Leaders should plan together for those who leave school."


def test_numbered_rows_are_no_numbered_paragraphs(report: Report) -> None:
    assert report.numbered_paragraphs == 0
    assert texts_of(report, FindingKind.AREA_FOR_IMPROVEMENT)[0].startswith("Leaders")


def test_what_is_to_be_done_better_is_no_area_for_improvement(report: Report) -> None:
    under = [f for f in report.findings if f.section == BETTER]
    assert [f.kind for f in under] == [FindingKind.FINDING] * 2
    assert [f.marker for f in under] == ["bullet"] * 2


def test_the_ofsted_column_comes_first_though_it_runs_on_to_a_page(
    report: Report,
) -> None:
    names = ["Dr Pat de Vere", "Max Mustermann", "Jan Novak", "Sam Roe", "Ann Other"]
    assert [person.name for person in report.people] == names
    lead = [p.name for p in report.people if p.role is Role.LEAD_INSPECTOR]
    assert lead == names[:1]


def test_every_word_of_the_body_is_kept_once(report: Report) -> None:
    d = drawing()
    document = pdf.read(draw(d.texts, d.boxes))
    body = furniture.part(document)
    printed = sorted(
        word
        for line in body.lines()
        for word in line.text.split()
        if word not in "■▪•1.2."
    )
    kept = sorted(w for p in report.findings + report.passages for w in p.text.split())
    assert [w for w in kept if w not in ("1.", "2.")] == printed


def test_spans_point_to_the_words(report: Report) -> None:
    d = drawing()
    layer = pdf.read(draw(d.texts, d.boxes)).layer
    for finding in report.findings:
        quoted = " ".join(layer[s.start : s.end] for s in finding.spans)
        assert quoted.split()[-1] == finding.text.split()[-1]
        assert finding.spans[0].page == finding.page


@pytest.mark.parametrize(("grade", "sentence"), OUTCOMES.items())
def test_each_outcome_is_known_by_its_words(grade: str, sentence: str) -> None:
    copy = COPY.replace(OUTCOMES["2"], sentence).format(tables=ONE_COLUMN, team=TEAM)
    (judgement,) = read(text.read(copy.encode())).judgements
    assert (judgement.aspect, judgement.grade) == ("area_send_outcome", grade)
    assert judgement.as_printed in sentence


@pytest.mark.parametrize(
    "sentence",
    ["The outcome is given elsewhere.", OUTCOMES["1"] + " " + OUTCOMES["2"]],
)
def test_an_outcome_in_other_words_is_not_guessed(sentence: str) -> None:
    copy = COPY.replace(OUTCOMES["2"], sentence).format(tables=ONE_COLUMN, team=TEAM)
    report = read(text.read(copy.encode()))
    assert report.judgements == ()
    assert any("Inspection outcome" in warning for warning in report.warnings)


def test_a_text_copy_gives_the_same_facts() -> None:
    report = copied()
    assert report.authority_printed == "Midshire"
    assert (report.start, report.end) == (date(2024, 6, 3), date(2024, 6, 7))
    names = [person.name for person in report.people]
    assert names == ["Pat Vere", "Max Mustermann", "Sam Roe", "Ann Other"]
    assert len(texts_of(report, FindingKind.STRENGTH)) == 1


def test_rows_of_a_copy_begin_where_a_sentence_left_room_or_someone_should_act() -> (
    None
):
    found = texts_of(copied(), FindingKind.AREA_FOR_IMPROVEMENT)
    assert [area.split()[4] for area in found] == ["should", "should"]
    assert found[1].endswith("plan for those who leave school.")


def test_columns_of_a_copy_may_shift_from_row_to_row() -> None:
    report = copied(TWO_COLUMNS)
    found = texts_of(report, FindingKind.PRIORITY_ACTION)
    assert [area.split()[2] for area in found] == ["review", "find", "plan"]
    assert found[0].endswith("what these say how they are checked.")
    beside = [p.text for p in report.passages if "health board" in p.text]
    assert "Midshire health board and Council" in beside
    assert report.needs_to_improve == 1


def test_a_copy_that_gives_cell_after_cell_keeps_bodies_out_of_the_areas() -> None:
    cells = (
        "Areas for priority action\nResponsible body\nMidshire Council and\n"
        "NHS Midshire\n\nMidshire Council\n\nAreas for priority action\n"
        "Leaders should review plans in time.\n\nLeaders should find therapists.\n\n"
    )
    report = copied(cells)
    assert texts_of(report, FindingKind.PRIORITY_ACTION) == [
        "Leaders should review plans in time.",
        "Leaders should find therapists.",
    ]


def test_a_web_page_gives_the_same_facts() -> None:
    copy = COPY.format(tables=ONE_COLUMN, team=TEAM)
    page = "".join(f"<p>{line}</p>" for line in copy.splitlines() if line)
    report = read(html.read(f"<html><body>{page}</body></html>".encode()))
    assert report.authority_printed == "Midshire"
    assert [j.grade for j in report.judgements] == ["2"]
    assert len(report.people) == 4


@pytest.mark.parametrize(
    ("title", "area"),
    [
        ("Area SEND inspection of Bedford Borough Local Area Partnership", "Bedford Borough"),
        ("Area SEND inspection of Stoke-on-Trent local area partnership", "Stoke-on-Trent"),
        ("Area SEND inspection of the Isle of Wight, Local Area Partnership", "Isle of Wight"),
        ("Area SEND inspection of Anytown", "Anytown"),
    ],
)  # fmt: skip
def test_the_area_is_what_the_title_names(title: str, area: str) -> None:
    copy = f"{title}\nInspection dates: 3 May 2024\n\nInspection outcome\nNone.\n"
    assert read(text.read(copy.encode())).authority_printed == area


def test_what_is_not_printed_is_said() -> None:
    report = read(text.read(b"Area SEND inspection of\n\nInspection outcome\n"))
    assert report.authority_printed is None
    assert report.periods == ()
    assert len(report.warnings) == 4


@pytest.mark.parametrize(
    "copy",
    [
        "Focused visit to Midshire children’s services",
        "Inspectors read the report on SEND in the area of Midshire.",
        "",
    ],
)
def test_other_documents_are_not_of_this_family(copy: str) -> None:
    assert not area_send.matches(furniture.part(text.read(copy.encode())))


PIECES = st.sampled_from(
    [*COPY.format(tables=TWO_COLUMNS, team=TEAM).splitlines(), "", "\f", "²", "◼", "1."]
)


@given(st.lists(PIECES | st.text(max_size=30), max_size=40))
@example(
    [
        "Areas for improvement",
        "Local area partnership report",
        " Responsible body              Areas for priority action",
    ]
)
@settings(max_examples=60, deadline=None)
def test_no_content_is_too_much(lines: list[str]) -> None:
    copy = "\n".join(["Area SEND inspection of", *lines])
    document = text.read(copy.encode("utf-8", errors="replace"))
    (report,) = area_send.read(document, furniture.part(document))
    assert report.framework == "AREA_SEND"


SAMPLE = [
    "joint-inspections/bury/area-send-full-inspection-07-may-2024.pdf",
    "joint-inspections/surrey/area-send-full-inspection-24-november-2023.pdf",
    "joint-inspections/north-northamptonshire/area-send-full-inspection-25-march-2024.pdf",
    "send-inspections/newham/area-send-full-inspection-28-november-2024.pdf",
]


@pytest.mark.parametrize("path", SAMPLE)
def test_real_reports_agree_with_the_hand_checked_facts(
    path: str, shared: Path
) -> None:
    rows = map(json.loads, (shared / "gold/headers.jsonl").read_text().splitlines())
    gold = next(row for row in rows if row["file"] == f"corpus/{path}")
    report = read(pdf.read((shared / "corpus" / path).read_bytes()))
    assert [report.authority_printed] == gold["authority_printed"]
    assert str(report.start) == gold["inspection_start"]
    assert str(report.end) == gold["inspection_end"]
    assert [j.grade for j in report.judgements] == [str(gold["judgements"]["outcome"])]
    assert [p.name for p in report.people] == gold["inspectors"]
    assert report.priority_actions == gold["areas_for_priority_action"]
    assert report.needs_to_improve == gold["needs_to_improve"]
    assert all(finding.page for finding in report.findings)
