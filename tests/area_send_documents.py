"""Synthetic area SEND reports: drawn as a PDF or typed as a text copy."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from loaders import area_send, furniture, text
from loaders.pages import Pages
from loaders.records import Report
from tests.pdfs import Box, Text

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
