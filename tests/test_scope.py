"""What a visit was to look at, told from the words of its theme."""

from __future__ import annotations

import pytest

from graph import scope
from graph.scope import in_scope
from loaders.records import Report
from ontology.codes import Framework, InspectionType
from ontology.issues import IssueScheme, scheme

VISIT = InspectionType.FOCUSED_VISIT


@pytest.fixture(scope="module")
def issues() -> IssueScheme:
    return scheme()


def seen(issues: IssueScheme, type_: InspectionType, theme: str | None) -> set[str]:
    """Issues in scope of an inspection of this type on this theme."""
    report = Report("visit", None, "Anyshire", Framework.ILACS, type_, theme=theme)
    return {issue.id for issue in issues if in_scope(report, issue)}


def test_every_name_in_the_rules_is_an_issue_or_a_theme(issues: IssueScheme) -> None:
    known = {issue.id for issue in issues} | {issue.theme for issue in issues}
    named = set().union(*(names for _, names in scope._THEMES))
    named |= scope._SEND | scope._JTAI | scope._ALWAYS | scope._ALWAYS_THEMES
    assert named <= known


@pytest.mark.parametrize(
    ("theme", "within", "beyond"),
    [
        (
            "the ‘front door’",
            "front-door-and-thresholds strategy-meetings-and-enquiries supervision",
            "homeless-16-17 private-fostering permanence-planning",
        ),
        (
            "referrals to the safeguarding hub and thresholds for children in need of"
            " help and protection",
            "front-door-and-thresholds assessment-quality",
            "private-fostering homeless-16-17 iro-effectiveness",
        ),
        (
            "children in need or subject to a protection plan",
            "child-in-need-and-protection-plans iro-effectiveness neglect",
            "homeless-16-17 front-door-and-thresholds placement-stability",
        ),
        ("children who need help and protection", "homeless-16-17", "fostering"),
        ("planning for permanence", "permanence-planning", "homeless-16-17"),
        (
            "care leavers, including the preparation of relevant children in care",
            "pathway-planning",
            "placement-stability",
        ),
        (
            "placements of older children but not care leavers",
            "placement-sufficiency",
            "pathway-planning",
        ),
        (
            "the management of allegations against professionals",
            "allegations-management",
            "political-and-corporate-support",
        ),
    ],
)
def test_a_visit_looks_at_its_theme(
    issues: IssueScheme, theme: str, within: str, beyond: str
) -> None:
    found = seen(issues, VISIT, theme)
    assert set(within.split()) <= found
    assert not set(beyond.split()) & found


def test_a_visit_without_a_theme_looks_at_the_whole_service(
    issues: IssueScheme,
) -> None:
    assert len(seen(issues, VISIT, None)) == len(tuple(issues))


def test_a_joint_inspection_looks_at_its_theme_and_at_work_together(
    issues: IssueScheme,
) -> None:
    found = seen(issues, InspectionType.JTAI, "response to serious youth violence")
    assert {"exploitation", "partnership-working", "missing-children"} <= found
    assert not {"private-fostering", "allegations-management", "fostering"} & found


def test_an_area_inspection_of_send_is_not_one_of_children_in_care(
    issues: IssueScheme,
) -> None:
    found = seen(issues, InspectionType.AREA_SEND, None)
    assert "disabled-children" in found
    assert not {"physical-health", "education-of-children-in-care"} & found
