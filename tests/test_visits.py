"""Visit letters: written for the test, drawn as PDF, and a sample of real ones."""

from __future__ import annotations

from datetime import date

import pytest

from loaders.records import Report
from ontology.codes import FindingKind, Framework, InspectionType, Role
from tests.visit_letters import (
    FINDINGS,
    OPENING,
    OVERVIEW,
    bullets,
    kinds,
    letter,
    read,
    section,
)


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


def test_areas_that_were_only_looked_at_are_no_findings() -> None:
    report = monitoring(
        section(
            "Areas covered by the visit",
            "Services were judged inadequate last year. We looked at:",
            bullets("The quality of pathway plans.", "Housing."),
        ),
        section("Findings", FINDINGS[0]),
    )
    assert [finding.text for finding in report.findings] == [FINDINGS[0]]


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
