"""Visit letters drawn, typed and marked up; any disorder; real ones."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders import furniture, html, pdf, serial, text, visits
from ontology.codes import Role
from tests.pdfs import Text, draw
from tests.visit_letters import (
    FINDINGS,
    OVERVIEW,
    bullets,
    letter,
    read,
    section,
)


@pytest.mark.parametrize(
    "copy",
    [
        "Inspection of Anyshire children's services\n\nA focused visit came first.",
        "Dear Rowan\n\nArea SEND monitoring inspection of Anyshire Local Area Partnership"
        "\n\nMonitoring visit to Anyshire",
        "Council criticised after focused visit to its children's services",
        "",
    ],
)
def test_other_documents_are_left_to_others(copy: str) -> None:
    assert not visits.matches(furniture.part(text.read(copy.encode())))


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                *letter().split("\n"),
                "◼ Plans.",
                "Overview",
                "Findings",
                "1. A.",
                "?",
                "\f",
                "1",
            ]
        ),
        max_size=40,
    )
)
def test_no_disorder_raises_and_no_word_is_lost(lines: list[str]) -> None:
    document = text.read("\n".join(lines).encode())
    body = furniture.part(document)
    (report,) = visits.read(document, body)
    kept = "".join(p.text for p in (*report.findings, *report.passages))
    printed = "".join(line.clean for line in (*body.lines(), *body.footnotes))
    letters = sorted(filter(str.isalpha, printed))
    assert sorted(filter(str.isalpha, kept)) == letters


PITCH = 14.5


def drawn() -> bytes:
    """A letter as templates since 2025 draw it: letterhead last, a footnote."""
    texts: list[Text] = []
    y = 300.0

    def put(*lines: str, gap: float = 12, bold: bool = False, x: float = 71) -> None:
        nonlocal y
        y += gap
        for line in lines:
            y += PITCH
            texts.append(Text(x, y, line, bold=bold))

    put("Dear Ms Ashdown")
    put("Focused visit to Anyshire children's services", bold=True)
    put(
        "This letter summarises the findings of the focused visit to Anyshire children's",
        "services on 4 and 5 May 2022. Her Majesty's Inspectors for this visit were Kit",
        "Marlow and Ash Reed.",
    )
    put("Inspectors looked at the local authority's arrangements for care leavers.")
    put("Headline findings", bold=True)
    put(*textwrap.wrap(OVERVIEW, 30))
    put("What needs to improve in this area of social work practice?", bold=True)
    put("- Plans, so that they help.")
    put("- Visits to young people who")
    texts.append(Text(71, 756, "1", 6.5))
    texts.append(
        Text(78, 760, "What is said of outcomes is from the national framework.", 10)
    )
    texts.append(Text(71, 44, "Ofsted", 9))
    texts.append(Text(71, 55, "Piccadilly Gate", 9))
    texts.append(Text(169, 50, "T 0300 123 1231", 9, bold=True))
    texts.append(Text(71, 138, "4 June 2022"))
    texts.append(Text(71, 168, "Ms Rowan Ashdown"))
    texts.append(Text(71, 182.5, "Director of Children's Services"))
    texts.append(Text(71, 197, "Town Hall"))
    findings = [
        Text(71, top + PITCH * n, line)
        for top, finding in zip((152, 193), FINDINGS, strict=True)
        for n, line in enumerate(textwrap.wrap(finding, 45))
    ]
    second = [
        Text(85, 98, "live far away."),
        Text(71, 125, "Main findings", bold=True),
        *findings,
        Text(71, 234, "Ofsted will take these findings into account when it plans."),
        Text(71, 275, "Yours sincerely"),
        Text(71, 300, "Kit Marlow"),
        Text(71, 314.5, "Her Majesty's Inspector", bold=True),
        Text(520, 800, "2", 9),
    ]
    return draw(
        [*texts, *(Text(t.x, t.y, t.text, t.size, t.bold, page=2) for t in second)]
    )


def test_a_drawn_letter_reads_as_its_golden(golden: Callable[[str, str], None]) -> None:
    report = serial.to_json(read(pdf.read(drawn())))
    golden("visit.json", json.dumps(report, ensure_ascii=False, indent=1) + "\n")


def test_a_drawn_letter_keeps_pages_and_its_footnote_apart() -> None:
    report = read(pdf.read(drawn()))
    assert [(f.page, f.text[:14]) for f in report.findings] == [
        (1, "Leaders know t"),
        (1, "Plans, so that"),
        (1, "Visits to youn"),
        (2, "Personal advis"),
        (2, "Too many pathw"),
    ]
    assert report.findings[2].text == "Visits to young people who live far away."
    assert report.published == date(2022, 6, 4)
    notes = [p.text for p in report.passages if p.section == "Footnotes"]
    assert "national framework" in " ".join(notes)


def test_html_says_what_text_says() -> None:
    copy = letter(
        section("Overview", OVERVIEW),
        section("What needs to improve", bullets("Plans.", "Visits.", glyph="•")),
        section("Findings", *FINDINGS),
    )
    page = "".join(
        f"<li>{part[2:]}</li>" if part.startswith("•") else f"<p>{part}</p>"
        for part in copy.split("\n\n")
    )
    page = page.replace("\n", "<br>")
    found = read(html.read(f"<html><body>{page}</body></html>".encode()))
    expected = read(copy)
    for left, right in zip(found.findings, expected.findings, strict=True):
        assert (left.text, left.kind, left.section) == (
            right.text,
            right.kind,
            right.section,
        )
    assert found.people == expected.people
    assert found.periods == expected.periods


SAMPLE = (
    "seeds/000_7fc7dfa81fe2d1f7.txt",
    "seeds/004_49ecad93d48c1fcf.txt",
    "corpus/focused-visits/stockton-on-tees/"
    "children-s-services-focused-visit-26-october-2022.pdf",
    "corpus/focused-visits/sandwell/children-s-services-focused-visit-29-november-2024.pdf",
    "corpus/focused-visits/camden/children-s-services-focused-visit-08-june-2018.pdf",
    "corpus/focused-visits/brent/children-s-services-focused-visit-18-december-2025.pdf",
)


def checked(shared: Path, file: str) -> dict[str, object]:
    for line in (shared / "gold" / "headers.jsonl").read_text().splitlines():
        row: dict[str, object] = json.loads(line)
        if row["file"] == file:
            return row
    pytest.fail(f"no checked facts for {file}")


def straight(names: Sequence[str | None]) -> list[str | None]:
    return [name and name.replace("’", "'") for name in names]


@pytest.mark.parametrize("file", SAMPLE)
def test_real_letters_give_the_checked_facts(shared: Path, file: str) -> None:
    row = checked(shared, file)
    data = (shared / file).read_bytes()
    report = read(pdf.read(data) if file.endswith(".pdf") else text.read(data))
    team = (Role.LEAD_INSPECTOR, Role.INSPECTOR)
    addressed = [p for p in report.people if p.role is Role.ADDRESSEE]
    found = {
        "type": report.type,
        "inspection_start": str(report.start),
        "inspection_end": str(report.end),
        "published": str(report.published),
        "inspectors": [p.name for p in report.people if p.role in team],
        "signatories": [p.name for p in report.people if p.role is Role.SIGNATORY],
        "needs_to_improve": report.needs_to_improve,
        "areas_for_priority_action": report.priority_actions,
        "numbered_paragraphs": report.numbered_paragraphs,
    }
    assert found == {key: row[key] for key in found}
    assert straight([report.theme]) == straight([row["theme"]])  # type: ignore[list-item]
    expected = [(a["name"], a["role"]) for a in row["addressees"]]  # type: ignore[attr-defined]
    assert [p.name for p in addressed] == [name for name, _ in expected]
    assert straight([p.title for p in addressed]) == straight(
        [role for _, role in expected]
    )
