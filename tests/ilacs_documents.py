"""Synthetic ILACS reports: one content, drawn as a PDF or typed as a text copy."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from loaders import furniture, ilacs, pdf, text
from loaders.pages import Pages
from loaders.records import Report
from tests.pdfs import HEIGHT, Text, draw, width

FAMILIES = "children and families"
LEADERS = f"The impact of leaders on social work practice with {FAMILIES}"
HELP = "The experiences and progress of children who need help and protection"
CARE = "The experiences and progress of children in care"
LEAVERS = "The experiences and progress of care leavers"
BOTH = "The experiences and progress of children in care and care leavers"
OVERALL = "Overall effectiveness"
CLOSING = (
    "The Office for Standards in Education, Children's Services and Skills inspects.",
    "Piccadilly Gate, Manchester",
)
_LEFT, _RIGHT, _FOOT = 71, 500, 740


@dataclass(frozen=True)
class Sample:
    """What a synthetic report says.

    Attributes:
        cover: Lines above the table.
        table: Labels and grades.
        needs: Heading, then bullets; those that begin with a dash are second level.
        sections: Headings, each with its numbered paragraphs.
        numbers: How a paragraph's number is printed.
    """

    cover: tuple[str, ...] = (
        "Inspection of Anyshire local authority",
        "children's services",
        "Inspection dates: 27 September to 8 October 2021",
        "Lead inspector: Rowan Ashdown, Her Majesty's Inspector",
    )
    table: tuple[tuple[str, str], ...] = (
        (LEADERS, "Good"),
        (HELP, "Requires improvement to be good"),
        (BOTH, "Good"),
        (OVERALL, "Good"),
    )
    overview: tuple[str, ...] = (
        "Leaders in Anyshire listen to children and act on what they hear, so that"
        " most families are helped when they need it.",
        "Help for disabled children comes late, and managers know that it does.",
    )
    needs: tuple[str, ...] = (
        "What needs to improve?",
        "The time that disabled children wait for a visit.",
        "The records that managers keep of decisions about children who go missing"
        " from home or from care.",
    )
    sections: tuple[tuple[str, tuple[str, ...]], ...] = (
        (
            f"{HELP}: requires improvement to be good",
            (
                "Families find early help near where they live and say that it is kind.",
                "Strategy meetings are held in time. The police come to nearly all of"
                " them and share what they know, and the minutes say who does what.",
                "Disabled children wait too long.",
            ),
        ),
        (
            f"{BOTH}: good",
            (
                "Children live with carers who know them well. Brothers and sisters"
                " stay together unless that would harm one of them.",
                "Care leavers have somewhere to live.",
            ),
        ),
        (
            f"{LEADERS}: good",
            ("Caseloads are small enough for social workers to do their work.",),
        ),
    )
    closing: tuple[str, ...] = CLOSING
    numbers: str = "{}."
    first: int = 1
    skipped: frozenset[int] = field(default_factory=frozenset)

    def numbered(self) -> Iterator[tuple[str | None, str]]:
        """Headings (without a number) and paragraphs, with numbers as printed."""
        number = self.first
        for heading, paragraphs in self.sections:
            yield None, heading
            for paragraph in paragraphs:
                while number in self.skipped:
                    number += 1
                yield self.numbers.format(number), paragraph
                number += 1


def wrapped(
    text: str, room: float, size: float = 12, *, bold: bool = False
) -> list[str]:
    """A text in lines that fit."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if width(longer, size, bold=bold) > room and lines[-1]:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def typed(sample: Sample, *, columns: bool = True) -> bytes:
    """A text copy, with labels and grades in columns or one below the other."""
    out = [*sample.cover, ""]
    if sample.table:
        rows = (("Judgement", "Grade"), *sample.table)
        for label, grade in rows:
            out += [f"{label:<75}  {grade}", ""] if columns else [label, "", grade, ""]
    for paragraph in sample.overview:
        out += [*wrapped(paragraph, 420), ""]
    for index, line in enumerate(sample.needs):
        dash = line.startswith("-")
        lines = wrapped(line, 400)
        mark = "" if not index or dash else "◼ "
        out += ["  " * dash + mark + lines[0], *lines[1:]]
    out.append("")
    for number, line in sample.numbered():
        first, *rest = wrapped(line, 400)
        out += [f"{number}  {first}" if number else first, *rest, ""]
    return "\n".join([*out, "\f" + "\n".join(sample.closing)]).encode()


class _Page:
    """Draws downwards and turns pages."""

    def __init__(self, footer: tuple[str, ...]) -> None:
        self.texts: list[Text] = []
        self.footer = footer
        self.page, self.y = 1, 100.0

    def put(self, x: float, text: str, size: float = 12, *, bold: bool = False) -> None:
        self.texts.append(Text(x, self.y, text, size, bold, self.page))

    def down(self, by: float) -> None:
        self.y += by
        if self.y > _FOOT:
            self.turn()

    def turn(self) -> None:
        for index, line in enumerate(self.footer if self.page > 1 else ()):
            at = HEIGHT - 40 + 10 * index
            self.texts.append(Text(_LEFT, at, line, 8, page=self.page))
        self.texts.append(Text(510, HEIGHT - 34, str(self.page), page=self.page))
        self.page, self.y = self.page + 1, 100.0


def drawn(sample: Sample, *, footer: tuple[str, ...] = ()) -> bytes:
    """A PDF in the layout of the reports from 2021 on."""
    page = _Page(footer)
    for index, line in enumerate(sample.cover):
        labelled = ":" in line
        page.put(_LEFT, line, 12 if labelled or index > 2 else 26)
        page.down(30)
    for label, grade in (("Judgement", "Grade"), *sample.table):
        for index, line in enumerate(wrapped(label, 200)):
            page.put(_LEFT + 6, line, bold=label == "Judgement")
            if not index:
                page.put(303, grade, bold=label == "Judgement")
            page.down(14.5)
        page.down(13)
    page.down(20)
    for paragraph in sample.overview:
        _paragraph(page, _LEFT, paragraph)
    for index, line in enumerate(sample.needs):
        if not index:
            _heading(page, line)
        elif line.startswith("-"):
            page.put(_LEFT + 18, "–")
            _paragraph(page, _LEFT + 36, line[1:].strip())
        else:
            page.put(_LEFT, "•")
            _paragraph(page, _LEFT + 18, line)
    for number, line in sample.numbered():
        if number is None:
            _heading(page, line)
        else:
            page.put(_LEFT, number)
            _paragraph(page, _LEFT + 36, line)
    page.turn()
    for line in sample.closing:
        page.put(_LEFT, line, 10)
        page.down(26)
    return draw(page.texts)


def _heading(page: _Page, text: str) -> None:
    page.down(18)
    if page.y > _FOOT - 60:
        page.turn()
    for line in wrapped(text, _RIGHT - _LEFT - 60, 14, bold=True):
        page.put(_LEFT, line, 14, bold=True)
        page.down(17)
    page.down(10)


def _paragraph(page: _Page, x: float, text: str) -> None:
    for line in wrapped(text, _RIGHT - x):
        page.put(x, line)
        page.down(14.5)
    page.down(12)


OLD_COVER = (
    "Anyshire County Council",
    "Inspection of children's social care services",
    "Inspection dates: 26 November 2018 to 7 December 2018",
    "Lead inspector:   Rowan Ashdown",
    "                  Her Majesty's Inspector",
)
DATES, LEAD = Sample().cover[2:]


def read(pages: Pages) -> Report:
    body = furniture.part(pages)
    assert ilacs.matches(body)
    (report,) = ilacs.read(pages, body)
    return report


def copied(sample: Sample) -> Report:
    return read(text.read(typed(sample)))


def printed(sample: Sample, *, footer: tuple[str, ...] = ()) -> Report:
    return read(pdf.read(drawn(sample, footer=footer)))


def grades_of(report: Report) -> dict[str, str]:
    return {judgement.aspect: judgement.grade for judgement in report.judgements}


def says(report: Report) -> list[tuple[Any, ...]]:
    """What must not depend on the kind of copy."""
    return [
        (f.kind, f.section, f.paragraph, f.marker, f.level, f.text)
        for f in report.findings
    ]


def long_report(count: int = 30) -> Sample:
    """A report of several pages, no two paragraphs alike."""
    names = (a + b for a in "bdfghkl" for b in "aeiou")
    paragraphs = tuple(
        f"Team {name} meets every week. Team {name} writes down what it decides. The"
        f" families of team {name} know what is planned. Team {name} asks them again."
        for name in itertools.islice(names, count)
    )
    return replace(Sample(), sections=((f"{HELP}: good", paragraphs),))
