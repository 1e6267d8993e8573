"""Visit letters: written for the test, drawn as PDF, and a sample of real ones."""

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
from loaders.pages import Pages
from loaders.records import Report
from ontology.codes import FindingKind, Framework, InspectionType, Role
from tests.pdfs import Text, draw

OPENING = """\
Focused visit to Anyshire children's services

This letter summarises the findings of the focused visit to Anyshire children's
services on 4 and 5 May 2022. Her Majesty's Inspectors for this visit were Kit
Marlow and Ash Reed.

Inspectors looked at the local authority's arrangements for care leavers.
"""
OVERVIEW = (
    "Leaders know their service well, and they have begun to mend what is weak in it."
)
FINDINGS = (
    "Personal advisers see young people often and know what matters to them most.",
    "Too many pathway plans are out of date, and managers do not notice it in time.",
)


def letter(
    *sections: str, opening: str = OPENING, closing: str = "Yours sincerely"
) -> str:
    head = "4 June 2022\n\nRowan Ashdown\nDirector of Children's Services\nTown Hall"
    end = f"{closing}\n\nKit Marlow\nHer Majesty's Inspector"
    return "\n\n".join([head, "Dear Rowan", opening, *sections, end])


def section(heading: str, *paragraphs: str) -> str:
    return "\n\n".join([heading, *paragraphs])


def bullets(*items: str, glyph: str = "◼") -> str:
    return "\n\n".join(f"{glyph} {item}" for item in items)


def read(copy: str | Pages) -> Report:
    document = text.read(copy.encode()) if isinstance(copy, str) else copy
    body = furniture.part(document)
    assert visits.matches(body)
    (report,) = visits.read(document, body)
    return report


def kinds(report: Report) -> list[FindingKind]:
    return [finding.kind for finding in report.findings]


def test_a_letter_gives_its_facts() -> None:
    report = read(
        letter(
            section("Headline findings", OVERVIEW),
            section(
                "What needs to improve in this area of practice?", bullets("Plans.")
            ),
            section("Main findings", *FINDINGS),
            "Ofsted will take these findings into account when it plans what comes next.",
        )
    )
    assert report.type is InspectionType.FOCUSED_VISIT
    assert report.framework is Framework.ILACS
    assert report.title == "Focused visit to Anyshire children’s services"
    assert report.authority_printed == "Anyshire"
    assert (report.start, report.end) == (date(2022, 5, 4), date(2022, 5, 5))
    assert report.published == date(2022, 6, 4)
    assert report.theme == "care leavers"
    assert [(p.name, p.role) for p in report.people] == [
        ("Rowan Ashdown", Role.ADDRESSEE),
        ("Kit Marlow", Role.LEAD_INSPECTOR),
        ("Ash Reed", Role.INSPECTOR),
        ("Kit Marlow", Role.SIGNATORY),
    ]
    assert kinds(report) == [
        FindingKind.HEADLINE,
        FindingKind.AREA_FOR_IMPROVEMENT,
        FindingKind.FINDING,
        FindingKind.FINDING,
    ]
    assert report.findings[0].section == "Headline findings"
    assert report.judgements == ()
    assert report.warnings == ()


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Overview", FindingKind.HEADLINE),
        ("Headline Findings.", FindingKind.HEADLINE),
        ("Headline findings", FindingKind.HEADLINE),
        ("Findings", FindingKind.FINDING),
        ("Main findings", FindingKind.FINDING),
        ("Findings and evaluation of progress", FindingKind.FINDING),
        ("Areas of strength", FindingKind.STRENGTH),
        ("Areas for improvement:", FindingKind.AREA_FOR_IMPROVEMENT),
        ("Areas for development", FindingKind.AREA_FOR_IMPROVEMENT),
        ("What needs to improve", FindingKind.AREA_FOR_IMPROVEMENT),
        (
            "What needs to improve in this area of practice:",
            FindingKind.AREA_FOR_IMPROVEMENT,
        ),
        (
            "What needs to improve in this area of social work\npractice?1",
            FindingKind.AREA_FOR_IMPROVEMENT,
        ),
        ("Area for priority action", FindingKind.PRIORITY_ACTION),
        ("Areas for priority action", FindingKind.PRIORITY_ACTION),
        ("Priority actions", FindingKind.PRIORITY_ACTION),
    ],
)
def test_headings_of_every_template_say_what_stands_below(
    heading: str, kind: FindingKind
) -> None:
    report = read(letter(section(heading, bullets(*FINDINGS))))
    assert kinds(report) == [kind, kind]
    counts = (report.priority_actions, report.needs_to_improve)
    assert counts == (
        2 * (kind is FindingKind.PRIORITY_ACTION),
        2 * (kind is FindingKind.AREA_FOR_IMPROVEMENT),
    )
    assert not (report.findings[0].section or "").endswith("1")


def test_a_heading_needs_no_blank_line_around_it() -> None:
    report = read(
        letter(f"Headline findings\n{OVERVIEW}\nMain findings\n{FINDINGS[0]}")
    )
    assert kinds(report) == [FindingKind.HEADLINE, FindingKind.FINDING]


def test_two_headings_for_improvement_are_summed() -> None:
    report = read(
        letter(
            section("Areas for improvement", bullets("Plans.", "Visits.")),
            section("Findings", bullets(*FINDINGS)),
            section(
                "What needs to improve in this area of practice", bullets("Records.")
            ),
        )
    )
    assert report.needs_to_improve == 3


def test_improvement_in_prose_counts_none() -> None:
    report = read(
        letter(section("What needs to improve in this area of practice", *FINDINGS))
    )
    assert kinds(report) == [FindingKind.AREA_FOR_IMPROVEMENT] * 2
    assert report.needs_to_improve == 0


@pytest.mark.parametrize(
    "sentence",
    ["There are no areas for priority action.", "No areas for priority action."],
)
def test_no_priority_action_is_no_finding(sentence: str) -> None:
    report = read(letter(section("Areas for priority action", sentence)))
    assert report.findings == ()
    assert report.priority_actions == 0


def test_what_leads_into_a_list_is_no_item_of_it() -> None:
    report = read(
        letter(
            section(
                "Areas for priority action",
                "The local authority should act at once on these weaknesses:",
                bullets("Oversight.", "Decisions on risk.", glyph="\uf06e"),
            )
        )
    )
    assert report.priority_actions == len(report.findings) == 2


def test_numbered_findings_keep_their_numbers() -> None:
    numbered = [f"{n}. {FINDINGS[n % 2]}" for n in range(1, 13)]
    report = read(
        letter(
            section("What needs to improve", "1. Plans.", "2. Visits."),
            section("Findings", *numbered),
        )
    )
    assert report.numbered_paragraphs == 12
    assert report.needs_to_improve == 2


def test_a_numbered_list_of_improvements_does_not_number_the_letter() -> None:
    report = read(
        letter(
            section("What needs to improve", "1. Plans.", "2. Visits.", "3. Records."),
            section("Findings", *FINDINGS),
        )
    )
    assert (report.needs_to_improve, report.numbered_paragraphs) == (3, 0)


def test_an_unknown_heading_among_findings_names_its_section() -> None:
    report = read(
        letter(section("Findings", FINDINGS[0], "Work with families", FINDINGS[1]))
    )
    assert [f.section for f in report.findings] == ["Findings", "Work with families"]


def test_what_the_letter_says_of_itself_is_no_finding() -> None:
    report = read(
        letter(
            "This visit was carried out by remote means, and inspectors used video calls to"
            " speak with the staff, the managers and the leaders of the service.",
            section("Overview", OVERVIEW),
            section(
                "Findings", "Based on the evidence gathered, see below.", FINDINGS[0]
            ),
            "We have notified the department of the areas for priority action.",
            "In terms of our next steps, we have no plans yet for this service at all.",
        )
    )
    assert [f.text for f in report.findings] == [OVERVIEW, FINDINGS[0]]


def test_bullets_of_scope_are_no_findings() -> None:
    opening = (
        f"{OPENING}\nThis visit focused on:\n\n{bullets('Staying close.', 'Health.')}"
    )
    report = read(letter(section("Findings", FINDINGS[0]), opening=opening))
    assert [f.text for f in report.findings] == [FINDINGS[0]]


MONITORING = """\
Monitoring visit to Anyshire children's services

This letter summarises the findings of the monitoring visit to Anyshire children's
services on {days}. It was the second since services were judged inadequate. The
inspectors were Kit Marlow, HMI, and Ash Reed, HMI.
"""


def monitoring(*sections: str, days: str = "4 and 5 May 2022") -> Report:
    return read(letter(*sections, opening=MONITORING.format(days=days)))


def test_a_monitoring_visit_tells_progress_on_earlier_concerns() -> None:
    report = monitoring(
        section(
            "Areas covered by the visit",
            "The focus of this visit was care leavers, namely the oldest. We"
            " reviewed progress in these areas of concern identified at the inspection:",
            bullets("The quality of pathway plans.", "Housing."),
        ),
        section("Headline findings", OVERVIEW),
        section("Findings and evaluation of progress", *FINDINGS),
        "I am copying this letter to the Department for Education.",
    )
    assert report.type is InspectionType.MONITORING_VISIT
    assert report.theme == "care leavers"
    assert report.needs_to_improve == 0
    assert kinds(report) == [
        FindingKind.FINDING,
        FindingKind.FINDING,
        FindingKind.HEADLINE,
        FindingKind.FINDING,
        FindingKind.FINDING,
    ]


def test_a_monitoring_letter_of_2016_tells_progress_before_its_headings() -> None:
    progress = "The local authority is making steady progress with its plan."
    report = monitoring(
        progress,
        section(
            "Areas covered by the visit",
            "During the course of this visit, inspectors reviewed the progress made in the"
            " area of early help. They had a particular focus on:",
            "    - contacts\n    - assessment",
            "The visit considered a range of evidence, such as case records.",
        ),
        section("Findings and evaluation of progress", FINDINGS[0]),
    )
    assert [finding.text for finding in report.findings] == [progress, FINDINGS[0]]
    assert report.findings[0].kind is FindingKind.HEADLINE
    assert report.theme == "early help"


def test_a_list_alone_can_be_the_theme() -> None:
    report = monitoring(
        section(
            "Areas covered by the visit",
            "During this visit, inspectors reviewed the progress made in the following areas:",
            bullets("Early help.", "Assessment."),
        ),
        section("Findings", *FINDINGS),
    )
    assert report.theme == "Early help; Assessment"
    assert len(report.findings) == 2


@pytest.mark.parametrize(
    ("days", "framework"),
    [("14 and 15 June 2016", Framework.SIF), ("4 and 5 May 2022", Framework.ILACS)],
)
def test_the_framework_of_a_monitoring_visit_is_that_of_its_time(
    days: str, framework: Framework
) -> None:
    report = monitoring(section("Findings", *FINDINGS), days=days)
    assert report.framework is framework


@pytest.mark.parametrize(
    ("change", "warning"),
    [
        (("4 June 2022", "June"), "no date line"),
        (("4 June 2022", "4 January 2022"), "before the visit ended"),
        (("4 and 5 May 2022", "4 May 2021 to 5 May 2022"), "misprint"),
        (("4 and 5 May 2022", "a day in May"), "when the visit was"),
        (("4 and 5 May 2022", "30 and 31 February 2022"), "not understood"),
        (("Rowan Ashdown\n", ""), "no addressee"),
        (("Kit\nMarlow and Ash Reed", "two people"), "names the inspectors"),
        (("Kit Marlow\nHer", "Her"), "no signatory"),
        (("Inspectors looked at", "See"), "what was looked at"),
        (("Main findings\n", ""), "no heading"),
    ],
)
def test_what_is_missing_or_odd_is_said(change: tuple[str, str], warning: str) -> None:
    copy = letter(section("Main findings", *FINDINGS))
    assert change[0] in copy
    report = read(copy.replace(*change))
    assert any(warning in text for text in report.warnings), report.warnings


def test_a_long_span_of_days_is_kept_as_printed() -> None:
    report = read(letter().replace("4 and 5 May 2022", "4 May 2021 to 5 May 2022"))
    assert (report.start, report.end) == (date(2021, 5, 4), date(2022, 5, 5))


def test_without_an_authority_in_the_text_the_address_tells() -> None:
    copy = letter(section("Findings", *FINDINGS))
    copy = copy.replace("to Anyshire children's\nservices on", "on")
    copy = copy.replace("to Anyshire children's services", "to children's services")
    report = read(copy.replace("Town Hall", "Anyshire County Council\nTown Hall"))
    assert report.authority_printed == "Anyshire County Council"


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
