"""Area SEND reports: drawn, copied as text, and a sample of real ones."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders import area_send, furniture, html, pdf, serial, text
from loaders.pages import Pages
from loaders.records import Report
from ontology.codes import FindingKind, Role
from tests.pdfs import Box, Text, draw

EXPERIENCE = "What is it like to be a child with SEND here?"
EFFECTIVE = "What is the area partnership doing that is effective?"
BETTER = "What does the area partnership need to do better?"
OUTCOMES = {
    "1": "The arrangements typically lead to positive experiences and outcomes.",
    "2": "The arrangements lead to inconsistent experiences and outcomes.",
    "3": "There are widespread and/or systemic failings in Midshire.",
}
LEFT, MIDDLE, RIGHT = 57.0, 218.0, 531.0


@dataclass
class Drawing:
    """A report as it grows down the page."""

    texts: list[Text] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    page: int = 1
    y: float = 60

    def lines(self, *lines: str, x: float = 57, size: float = 12) -> None:
        for line in lines:
            self.y += 14.5
            self.texts.append(Text(x, self.y, line, size, page=self.page))

    def paragraph(self, *lines: str) -> None:
        self.y += 14.5
        self.lines(*lines)

    def heading(self, line: str, x: float = 57) -> None:
        self.y += 30
        self.texts.append(Text(x, self.y, line, 14, bold=True, page=self.page))
        self.y += 10

    def row(self, *cells: Sequence[str], bold: bool = False) -> None:
        """Cells touch: the next row begins a line below."""
        edges = [LEFT, RIGHT] if len(cells) == 1 else [LEFT, MIDDLE, RIGHT]
        top = self.y + 3
        for cell, left, right in zip(cells, edges, edges[1:], strict=False):
            for n, line in enumerate(cell, start=1):
                y = self.y + 14.5 * n
                self.texts.append(Text(left + 5, y, line, 12, bold, self.page))
            bottom = self.y + 14.5 * max(map(len, cells)) + 3
            self.boxes.append(Box(left, top, right, bottom, self.page))
        self.y += 14.5 * max(map(len, cells))

    def next_page(self) -> None:
        footer = "Area SEND inspection report: Midshire Local Area Partnership"
        self.texts.append(Text(57, 800, footer, 10, page=self.page))
        self.texts.append(Text(57, 812, "3 to 8 June 2024", 10, page=self.page))
        self.texts.append(Text(519, 810, str(self.page), 12, page=self.page))
        self.page, self.y = self.page + 1, 60


def drawing() -> Drawing:
    """A report of the third outcome, its tables broken over pages."""
    d = Drawing()
    d.lines("Local area partnership report", size=10)
    d.y += 80
    d.lines("Area SEND inspection of Midshire", size=26)
    d.y += 14
    d.lines("Local Area Partnership", size=26)
    d.paragraph("Inspection dates: 3 to 7 June 2024")
    d.paragraph("Dates of previous inspection: 9 to 13 May 2016")
    d.heading("Inspection outcome")
    d.paragraph(OUTCOMES["3"], "The partnership must deal with these at once.")
    d.paragraph("A monitoring inspection will follow within eighteen months.")
    d.heading("Information about the local area partnership")
    d.paragraph("Midshire Council and its health board share the duties.")
    d.next_page()
    d.heading(EXPERIENCE)
    d.paragraph("Children wait too long for help in Midshire.")
    d.heading(EFFECTIVE)
    d.paragraph("◼ Parents are heard, and what they say shapes")
    d.lines("the plans of leaders.", x=75)
    d.heading(BETTER)
    d.paragraph("▪ Plans for children are seldom reviewed in time.")
    d.lines("• Too few therapists work in Midshire.")
    d.heading("Areas for priority action")
    d.row(["Responsible body"], ["Areas for priority action"], bold=True)
    d.row(
        ["Midshire Council and", "Midshire health board"],
        ["Leaders should review plans in time", "and improve:", "• what they say"],
    )
    d.next_page()
    d.row([], ["• how they are checked."])
    d.row(["Midshire Council"], ["Leaders should find more therapists."])
    d.heading("Areas for improvement")
    d.row(["Areas for improvement"], bold=True)
    d.row(["1. Leaders should share what they know."])
    d.row(["2. Leaders should plan together for those who"])
    d.next_page()
    d.row(["leave school."])
    d.heading("Local area partnership details")
    d.row(["Local authority"], ["Integrated care board"], bold=True)
    d.row(["Midshire Council"], ["NHS Midshire"])
    d.row(["Jo Bloggs, Director"], ["Al Doe, Chief Executive"])
    d.heading("Information about this inspection")
    d.paragraph("One of His Majesty’s Inspectors led it.")
    d.heading("Inspection team")
    d.paragraph("Ofsted")
    d.y -= 14.5
    d.lines("Care Quality Commission", x=297)
    d.lines("Dr Pat de Vere HMI, Ofsted lead inspector")
    d.y -= 14.5
    d.lines("Sam Roe, CQC lead inspector", x=297)
    d.lines("Max Mustermann, Ofsted HMI (social care)")
    d.y -= 14.5
    d.lines("Ann Other, CQC inspector", x=297)
    d.next_page()
    d.lines("Jan Novak, Ofsted Inspector")
    d.next_page()
    d.paragraph("If you are not happy with the inspection, tell Ofsted.")
    d.lines("Piccadilly Gate", "M1 2WD", size=10)
    d.next_page()
    return d


def read(document: Pages) -> Report:
    body = furniture.part(document)
    assert area_send.matches(body)
    (report,) = area_send.read(document, body)
    return report


@pytest.fixture(scope="module")
def report() -> Report:
    d = drawing()
    return read(pdf.read(draw(d.texts, d.boxes)))


def texts_of(report: Report, kind: FindingKind) -> list[str]:
    return [finding.text for finding in report.findings if finding.kind is kind]


COPY = f"""\
Local area partnership report
Area SEND inspection of the Midshire
Local Area Partnership
Inspection dates:
Dates of previous inspection:
3 to 7 June 2024
9 to 13 May 2016

Inspection outcome
{OUTCOMES["2"]}

The next inspection will be within three years.

Information about the local area partnership
Midshire Council and its health board share the duties.

{EXPERIENCE}
Children wait too long for help in Midshire.
{EFFECTIVE}
◼ Parents are heard.
{BETTER}
◼ Plans are late.

{{tables}}
Information about this inspection
One of His Majesty’s Inspectors led it.
Inspection team
{{team}}
If you are not happy with the inspection, tell Ofsted.
"""
TEAM = """\
Ofsted                                    Care Quality Commission
Pat Vere, HMI, Ofsted Lead inspector Sam Roe, CQC Lead inspector
Max Mustermann, Ofsted Inspector          Ann Other, CQC inspector
"""
ONE_COLUMN = """\
Areas for improvement
Areas for improvement
Leaders across the partnership should see to it that plans are reviewed in time.
They should check what is written.
Leaders across the partnership should find more therapists and listen to families
who wait. They should also tell these families what they can do in the meantime so
that they know.
Leaders should also say when. The partnership should plan for those who leave school.
"""
TWO_COLUMNS = """\
Areas for priority action

 Responsible body              Areas for priority action
 Midshire Council and          Leaders should review plans in time. They
 Midshire health board         should improve:
                                  • what these say
                                  • how they are checked.
 Midshire Council and          Leaders should find more therapists for
 Midshire health board         children.
 Midshire health      Leaders should plan for those who leave
 board and Council    school in good time.
Areas for improvement
Leaders should listen.
"""


def copied(tables: str = ONE_COLUMN, team: str = TEAM) -> Report:
    copy = COPY.format(tables=tables, team=team)
    return read(text.read(copy.encode()))


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
