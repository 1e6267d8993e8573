"""What a visit was meant to look at, so that silence can be told from "not asked".

A full inspection looks at everything its framework covers. A visit has a theme in
its letter's words; a visit without one (those of the pandemic) looked at the whole
service. An issue that a document speaks of was in its scope, whatever the theme.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from loaders.records import Report
from ontology.codes import Framework, InspectionType
from ontology.issues import Issue

#: Asked at every visit, whatever its theme.
_ALWAYS_THEMES = frozenset(("workforce",))
_ALWAYS = frozenset(
    (
        "senior-leadership",
        "management-oversight",
        "quality-assurance",
        "performance-management",
    )
)
#: What work with a child at home is made of, whatever brings the child there.
_PLANS = (
    "child-in-need-and-protection-plans assessment-quality"
    " strategy-meetings-and-enquiries partnership-working voice-of-the-child"
)
_FRONT_DOOR = (
    "front-door-and-thresholds early-help strategy-meetings-and-enquiries"
    " assessment-quality out-of-hours domestic-abuse neglect"
    " parental-vulnerabilities partnership-working voice-of-the-child"
    " exploitation missing-children"
)

#: Wording of a theme, and the issue themes (or single issues) it takes in.
_THEMES: tuple[tuple[str, frozenset[str]], ...] = tuple(
    (pattern, frozenset(scope.split()))
    for pattern, scope in (
        (
            r"front door|contact|referral|\bmash\b|threshold|safeguarding hub|"
            r"initial need",
            _FRONT_DOOR,
        ),
        (
            r"early help|need help",
            "early-help front-door-and-thresholds partnership-working",
        ),
        (
            # At the front door these words tell whom the thresholds are for.
            r"^(?!.*(?:front door|contact|referral|\bmash\b|threshold))"
            r".*help and protection|safeguarding services",
            # Conference chairs are part of the last.
            "help-and-protection partnership-working voice-of-the-child"
            " iro-effectiveness",
        ),
        (
            r"child(?:ren)?[ -]in[ -]need (?:and|or|plan)|children in need,|"
            r"protection plan",
            f"{_PLANS} domestic-abuse neglect parental-vulnerabilities"
            " unborn-and-infants pre-proceedings exploitation missing-children"
            " disabled-children entry-to-care iro-effectiveness",
        ),
        (r"assessment", "assessment-quality"),
        (
            r"pre-proceedings|public law outline|edge of care|court",
            "pre-proceedings entry-to-care child-in-need-and-protection-plans"
            " voice-of-the-child partnership-working",
        ),
        (r"domestic abuse|domestic violence", "domestic-abuse partnership-working"),
        (r"neglect", "neglect partnership-working"),
        (
            r"exploit|extra-familial|outside the home|missing|gang|county lines|"
            r"adolescen|vulnerable young|violence",
            f"{_PLANS} exploitation missing-children radicalisation"
            " front-door-and-thresholds",
        ),
        (r"unborn|pre-birth|infant|under.{0,10}(?:two|2)", "unborn-and-infants"),
        (r"disab", "disabled-children"),
        (r"homeless", "homeless-16-17"),
        (r"private(?:ly)? foster", "private-fostering"),
        (r"allegation", "allegations-management"),
        (r"^adoption", "adoption"),
        (r"^fostering", "fostering"),
        (
            r"in care\b|looked after|permanen|placement|foster carer|foster home|"
            r"unregistered|sufficiency|home(?:s)? for children",
            "children-in-care corporate-parenting",
        ),
        (r"unaccompanied|asylum", "unaccompanied-children"),
        (r"care leaver|leaving care|pathway", "care-leavers unaccompanied-children"),
        (r"mental health", "emotional-and-mental-health partnership-working"),
        (
            r"leader|governance|performance|quality assurance|workforce|"
            r"\bmanagement\b(?! of)|improvement",
            "leadership",
        ),
    )
)
# What a theme names but did not look at: those left out in so many words, and children
# in care who are spoken of only as those about to leave it.
_BESIDE = re.compile(
    r"(?:\bbut not|\bexcluding|\bother than)\b[^,;.]*"
    r"|\bpreparation of\b[^,;.]*?\b(?:in care|looked after)\b"
    r"|\b(?:in care|looked after)\b(?= who are eligible for care leaving)",
    re.IGNORECASE,
)
_SEND = frozenset(
    "disabled-children emotional-and-mental-health children-missing-education"
    " early-help advocacy-and-participation voice-of-the-child commissioning"
    " partnership-working senior-leadership quality-assurance"
    " performance-management workforce-stability training-and-practice-model".split()
)
#: What agencies do together in answer to whatever a joint inspection is about.
_JTAI = frozenset(f"partnership early-help front-door-and-thresholds {_PLANS}".split())


_VISITS = frozenset(
    (
        InspectionType.FOCUSED_VISIT,
        InspectionType.MONITORING_VISIT,
        InspectionType.OTHER,
    )
)


def in_scope(report: Report, issue: Issue) -> bool:
    """Whether an inspection was to look at an issue."""
    if report.type is InspectionType.AREA_SEND:
        return issue.id in _SEND
    if report.type is InspectionType.JTAI:
        return _within(issue, _JTAI | _themes(report.theme)) or _always(issue)
    if report.type in _VISITS:
        themes = _themes(report.theme)
        single = report.type is InspectionType.OTHER
        return not themes or _within(issue, themes) or (_always(issue) and not single)
    if report.framework is Framework.ILACS:
        # Boards are reviewed no longer; their successors are no subject of a grade.
        return issue.id != "safeguarding-board"
    return True


def _themes(theme: str | None) -> frozenset[str]:
    if not theme:
        return frozenset()
    looked_at = _BESIDE.sub("", theme)
    found: Iterable[frozenset[str]] = (
        scope
        for pattern, scope in _THEMES
        if re.search(pattern, looked_at, flags=re.IGNORECASE)
    )
    return frozenset().union(*found)


def _within(issue: Issue, scope: frozenset[str]) -> bool:
    return issue.id in scope or issue.theme in scope


def _always(issue: Issue) -> bool:
    return issue.id in _ALWAYS or issue.theme in _ALWAYS_THEMES
