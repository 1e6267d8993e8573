"""Code what was read: every finding, every promise, every follow-up."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from graph.coding.codings import CodedUnit, Coder, Coding, SentenceCoding
from loaders.records import Commitment, Finding, FollowUp, Reading, Report
from ontology.codes import FindingKind, Method, Trend


def code_reading(
    reading: Reading, coder: Coder
) -> tuple[Reading, tuple[tuple[CodedUnit, ...], ...]]:
    """Codings of all findings; promises and follow-ups get their issues.

    What a case file codes by hand is kept as it stands.
    """
    reports = tuple(_report(report, coder) for report in reading.reports)
    coded = tuple(
        tuple(code_finding(finding, coder) for finding in report.findings)
        for report in reports
    )
    return replace(reading, reports=reports), coded


def code_finding(finding: Finding, coder: Coder) -> CodedUnit:
    """By hand where the finding says so, else by the coder."""
    if finding.codings is None:
        return coder.code(finding.text, kind=finding.kind, section=finding.section)
    whole = (0, len(finding.text))
    codings = tuple(
        Coding(
            issue=hand.issue,
            polarity=hand.polarity,
            evidence=(),
            sentence=whole,
            sentences=(SentenceCoding(*whole, hand.polarity, ()),),
            method=Method.HUMAN,
            confidence=1.0,
        )
        for hand in finding.codings
    )
    return CodedUnit(codings, finding.trend or Trend.NONE, bool(finding.back_reference))


def _report(report: Report, coder: Coder) -> Report:
    return replace(
        report,
        commitments=tuple(_commitment(c, coder) for c in report.commitments),
        follow_ups=tuple(_follow_up(f, coder) for f in report.follow_ups),
    )


def _commitment(commitment: Commitment, coder: Coder) -> Commitment:
    if commitment.issues:
        return commitment
    unit = coder.code(commitment.text, kind=FindingKind.COMMITMENT)
    return replace(commitment, issues=_issues(unit.codings))


def _follow_up(follow_up: FollowUp, coder: Coder) -> FollowUp:
    if follow_up.issues or follow_up.paraphrase:
        return follow_up
    unit = coder.code(follow_up.text, kind=FindingKind.FINDING)
    return replace(follow_up, issues=_issues(unit.codings))


def _issues(codings: Iterable[Coding]) -> tuple[str, ...]:
    return tuple(sorted(coding.issue for coding in codings))
