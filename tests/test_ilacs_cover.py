"""Covers and judgements of ILACS reports, with every oddity seen in print."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from loaders import ilacs
from ontology.codes import Aspect, FindingKind, Framework, Grade, InspectionType, Role
from tests.ilacs_documents import (
    CARE,
    DATES,
    HELP,
    LEAD,
    LEADERS,
    LEAVERS,
    OLD_COVER,
    OVERALL,
    Sample,
    copied,
    grades_of,
    printed,
)

# The cover


@pytest.mark.parametrize(
    ("lines", "authority"),
    [
        (OLD_COVER[:2], "Anyshire County Council"),
        (
            ("Bristling City of", "Inspection of local authority children’s services"),
            "Bristling City of",
        ),
        (
            (
                "Anytown metropolitan borough",
                "Inspection of local authority children’s social care services",
            ),
            "Anytown metropolitan borough",
        ),
        (
            (
                "Anytown Children’s Services",
                "Inspection of children’s social care services",
            ),
            "Anytown Children’s Services",
        ),
        (
            (
                "City of Anyford Metropolitan",
                "District Council",
                "Inspection of children's social care services",
            ),
            "City of Anyford Metropolitan District Council",
        ),
        (
            ("Ofsted", "Anyshire", "Inspection of children's social care services"),
            "Anyshire",
        ),
        (("Inspection of Anyshire local authority", "children’s services"), "Anyshire"),
        (
            (
                "Inspection of Anymouth,",
                "Otherchurch and Poolside local authority",
                "children ’ s services",
            ),
            "Anymouth, Otherchurch and Poolside",
        ),
        (
            (
                "Inspection of Anyham Borough",
                "Council local authority children's",
                "services",
            ),
            "Anyham Borough Council",
        ),
        (("Inspection of Anyshire children’s services",), "Anyshire"),
        (
            (
                "Inspection of the London Borough of",
                "Anyham local authority",
                "children’s services",
            ),
            "London Borough of Anyham",
        ),
        (
            ("Inspection of Any-on-Sea local authority children’s services",),
            "Any-on-Sea",
        ),
    ],
)
def test_the_authority_is_read_from_either_cover(
    lines: tuple[str, ...], authority: str
) -> None:
    report = copied(replace(Sample(), cover=(*lines, DATES, LEAD)))
    assert report.authority_printed == authority
    assert report.warnings == ()


@pytest.mark.parametrize(
    ("lines", "periods"),
    [
        (
            ("Inspection dates: 26 November 2018 to 7 December 2018",),
            [("2018-11-26", "2018-12-07")],
        ),
        (
            ("Inspection dates: 23 April 2018 to 04 May 2018",),
            [("2018-04-23", "2018-05-04")],
        ),
        (
            ("Inspection dates: 19 November–30 November 2018",),
            [("2018-11-19", "2018-11-30")],
        ),
        (("Inspection dates: 15 to 26 November 2021",), [("2021-11-15", "2021-11-26")]),
        (("Inspection date: 11 – 22 July 2022",), [("2022-07-11", "2022-07-22")]),
        (
            ("Inspection dates:", "27 September to 8 October 2021"),
            [("2021-09-27", "2021-10-08")],
        ),
        (
            (
                "Inspection dates: 5 to 9 December 2022 and 14 to 15 February",
                "2023",
            ),
            [("2022-12-05", "2022-12-09"), ("2023-02-14", "2023-02-15")],
        ),
        (
            (
                "Inspection dates: 1 July 2019 to 5 July 2019 and 22 July 2019 to",
                "26 July 2019",
            ),
            [("2019-07-01", "2019-07-05"), ("2019-07-22", "2019-07-26")],
        ),
    ],
)
def test_days_of_fieldwork_are_read_however_they_are_printed(
    lines: tuple[str, ...], periods: list[tuple[str, str]]
) -> None:
    report = copied(replace(Sample(), cover=(*Sample().cover[:2], *lines, LEAD)))
    found = [(p.start.isoformat(), p.end.isoformat()) for p in report.periods]
    assert found == periods


@pytest.mark.parametrize(
    ("lines", "names"),
    [
        (("Lead inspector: Rowan Ashdown",), ["Rowan Ashdown"]),
        (("Lead inspector: Rowan Ashdown HMI",), ["Rowan Ashdown"]),
        (
            ("Lead inspector:", "Rowan Ashdown", "Her Majesty’s Inspector"),
            ["Rowan Ashdown"],
        ),
        (
            ("Lead inspector: Rowan Ashdown, His Majesty's Inspector",),
            ["Rowan Ashdown"],
        ),
        (("Lead inspector Rowan Ashdown, HMI",), ["Rowan Ashdown"]),
        (("Lead inspector: Zoë Ash-Down, Senior HMI",), ["Zoë Ash-Down"]),
        (
            (
                "Lead inspectors: Rowan Ashdown, His Majesty’s Inspector and Kim",
                "Oakley, His Majesty’s Inspector",
            ),
            ["Rowan Ashdown", "Kim Oakley"],
        ),
        (
            (
                "Lead inspectors: Rowan Ashdown and Kim Oakley, His Majesty’s",
                "Inspectors",
            ),
            ["Rowan Ashdown", "Kim Oakley"],
        ),
        (
            (
                "Lead inspectors: Rowan Ashdown, Her Majesty’s Inspector",
                "Kim Oakley, Her Majesty’s Inspector",
            ),
            ["Rowan Ashdown", "Kim Oakley"],
        ),
    ],
)
def test_one_or_two_lead_inspectors_are_named_without_their_rank(
    lines: tuple[str, ...], names: list[str]
) -> None:
    report = copied(replace(Sample(), cover=(*Sample().cover[:3], *lines)))
    assert [p.name for p in report.people] == names
    assert {p.role for p in report.people} == {Role.LEAD_INSPECTOR}


def test_a_deputy_on_the_cover_is_an_inspector() -> None:
    cover = (*Sample().cover, "Deputy lead inspector: Kim Oakley, HMI")
    report = copied(replace(Sample(), cover=cover))
    assert [(p.name, p.role) for p in report.people] == [
        ("Rowan Ashdown", Role.LEAD_INSPECTOR),
        ("Kim Oakley", Role.INSPECTOR),
    ]


@pytest.mark.parametrize(
    ("cover", "warning"),
    [
        ((*Sample().cover[:2], LEAD), "no dates after 'Inspection dates'"),
        ((*Sample().cover[:2], "Inspection dates: in the spring", LEAD), "no dates"),
        (Sample().cover[:3], "no name after 'Lead inspector'"),
    ],
)
def test_what_the_cover_does_not_say_is_a_warning(
    cover: tuple[str, ...], warning: str
) -> None:
    report = copied(replace(Sample(), cover=cover))
    assert any(warning in found for found in report.warnings)


def test_a_full_report_is_said_to_be_one() -> None:
    report = copied(Sample())
    assert report.family == ilacs.FAMILY
    assert report.framework is Framework.ILACS
    assert report.type is InspectionType.FULL_INSPECTION
    assert report.authority is None
    assert report.theme is None
    assert report.published is None
    assert report.end == date(2021, 10, 8)


# Judgements


def test_the_table_gives_the_judgements() -> None:
    assert grades_of(copied(Sample())) == {
        Aspect.LEADERSHIP: Grade.GOOD,
        Aspect.HELP_AND_PROTECTION: Grade.REQUIRES_IMPROVEMENT,
        Aspect.CARE_AND_LEAVERS_COMBINED: Grade.GOOD,
        Aspect.OVERALL: Grade.GOOD,
    }


def test_care_and_leaving_care_may_be_judged_apart() -> None:
    sample = replace(
        Sample(),
        table=(
            (LEADERS, "Good"),
            (HELP, "Good"),
            (CARE, "Good"),
            (LEAVERS, "Outstanding"),
            (OVERALL, "Good"),
        ),
        sections=((f"{CARE}: good", ("One.",)), (f"{LEAVERS}: outstanding", ("Two.",))),
    )
    for report in (copied(sample), printed(sample)):
        assert report.warnings == ()
        assert grades_of(report)[Aspect.CHILDREN_IN_CARE] is Grade.GOOD
        assert grades_of(report)[Aspect.CARE_LEAVERS] is Grade.OUTSTANDING
        assert len(report.judgements) == 5


def test_a_heading_that_disagrees_with_the_cover_is_a_warning() -> None:
    sections = ((f"{HELP}: good", ("Help is at hand.",)),)
    report = copied(replace(Sample(), sections=sections))
    assert grades_of(report)[Aspect.HELP_AND_PROTECTION] is Grade.REQUIRES_IMPROVEMENT
    (warning,) = report.warnings
    assert "'Requires improvement to be good' on the cover" in warning
    assert "'good' in its heading" in warning


def test_a_grade_missing_on_the_cover_is_that_of_the_heading() -> None:
    report = copied(replace(Sample(), table=Sample().table[1:]))
    assert grades_of(report)[Aspect.LEADERSHIP] is Grade.GOOD
    (warning,) = report.warnings
    assert "leadership is not in the table on the cover" in warning


def test_a_report_without_a_table_has_the_grades_of_its_headings() -> None:
    report = copied(replace(Sample(), table=()))
    assert grades_of(report) == {
        Aspect.HELP_AND_PROTECTION: Grade.REQUIRES_IMPROVEMENT,
        Aspect.CARE_AND_LEAVERS_COMBINED: Grade.GOOD,
        Aspect.LEADERSHIP: Grade.GOOD,
    }
    assert "no grade for overall effectiveness on the cover" in report.warnings
    headlines = [f for f in report.findings if f.kind is FindingKind.HEADLINE]
    assert [f.text for f in headlines] == list(Sample().overview)
