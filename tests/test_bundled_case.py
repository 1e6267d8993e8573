"""The case that ships, held against checked facts and hand codings."""

from __future__ import annotations

import json
import re
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

from loaders import case
from loaders.records import Commitment, Finding, FollowUp, HandCoding, Report
from ontology.codes import InspectionType, Outcome, Polarity, Role

BCP = "bournemouth-christchurch-poole"
_WORD = re.compile(r"[a-z0-9]+(?:['’][a-z]+)?")
#: Paraphrases share no run of this many words with any document.
RUN = 8
#: What is read beside the numbered findings: documents by last fieldwork day.
CODED = {
    date(2014, 5, 21): "seed-bournemouth-2014",
    date(2020, 10, 13): "seed-bcp-focused-visit-2020",
    date(2021, 12, 17): (
        "bournemouth-christchurch-poole__children-s-services-inspection-11-february-2022"
    ),
    date(2024, 12, 13): (
        "bournemouth-christchurch-poole__children-s-services-inspection-29-january-2025"
    ),
}


@pytest.fixture(scope="module")
def reports() -> tuple[Report, ...]:
    return case.parse(case.BUNDLED.read_bytes(), case.BUNDLED.name)


@pytest.fixture(scope="module")
def by_end(reports: tuple[Report, ...]) -> dict[date, Report]:
    return {report.end: report for report in reports if report.end is not None}


@pytest.fixture(scope="module")
def headers(shared: Path) -> dict[str, dict[str, Any]]:
    """Checked header facts by last fieldwork day."""
    lines = (shared / "gold" / "headers.jsonl").read_text().splitlines()
    found: dict[str, dict[str, Any]] = {}
    for header in map(json.loads, lines):
        printed = header["authority"]
        name = printed if isinstance(printed, str) else ""
        if name in ("Bournemouth", "Bournemouth, Christchurch and Poole"):
            known = found.get(header["inspection_end"])
            if known is None or known["pages"] is None:  # a text copy has no pages
                found[header["inspection_end"]] = header
    return found


def _coded(report: Report, issue: str) -> list[tuple[int | None, Polarity]]:
    return [
        (finding.paragraph, coding.polarity)
        for finding in report.findings
        for coding in finding.codings or ()
        if coding.issue == issue
    ]


def test_every_checked_inspection_of_the_lineage_is_in_the_case(
    by_end: dict[date, Report], headers: dict[str, dict[str, Any]]
) -> None:
    assert len(headers) == 6
    assert headers.keys() <= {end.isoformat() for end in by_end}


def test_dates_and_people_are_those_of_the_documents(
    by_end: dict[date, Report], headers: dict[str, dict[str, Any]]
) -> None:
    for end, header in headers.items():
        report = by_end[date.fromisoformat(end)]
        assert report.start == date.fromisoformat(header["inspection_start"])
        if header["published"]:
            assert report.published == date.fromisoformat(header["published"])
        roles = (Role.LEAD_INSPECTOR, Role.INSPECTOR)
        named = [each.name for each in report.people if each.role in roles]
        assert named == header["inspectors"]
        leads = [e.name for e in report.people if e.role is Role.LEAD_INSPECTOR]
        assert leads in ([], [header.get("lead_inspector") or named[0]])
        addressed = [
            {"name": each.name, "role": each.title}
            for each in report.people
            if each.role is Role.ADDRESSEE
        ]
        expected = header.get("addressees") or []
        assert _plain(addressed) == _plain(expected)
        signed = [e.name for e in report.people if e.role is Role.SIGNATORY]
        assert signed == (header.get("signatories") or [])


def test_judgements_and_counts_are_those_of_the_documents(
    by_end: dict[date, Report], headers: dict[str, dict[str, Any]]
) -> None:
    for end, header in headers.items():
        report = by_end[date.fromisoformat(end)]
        if header.get("judgements"):
            given = {each.aspect: each.grade for each in report.judgements}
            assert given == header["judgements"]
        assert report.numbered_paragraphs == header["numbered_paragraphs"]
        for count in ("needs_to_improve", "areas_for_priority_action"):
            if count in header:
                attribute = count.removeprefix("areas_for_")
                attribute = attribute.replace("priority_action", "priority_actions")
                assert getattr(report, attribute) == header[count]
        pages = [finding.page for finding in report.findings if finding.page]
        assert all(page <= (header["pages"] or 0) for page in pages)


def _plain(value: object) -> str:
    return json.dumps(value).replace("\\u2019", "'")


def test_codings_agree_with_the_hand_codings(
    by_end: dict[date, Report], shared: Path
) -> None:
    compared = 0
    for end, name in CODED.items():
        gold = json.loads((shared / "gold" / "findings" / f"{name}.json").read_text())
        units = {
            int(match[1]): unit
            for unit in gold["units"]
            if unit["finding"] and (match := re.match(r"(\d+)\. ", unit["text"]))
        }
        for finding in by_end[end].findings:
            if finding.paragraph is None:
                continue
            unit = units[finding.paragraph]
            assert _pairs(finding.codings) == {
                (issue["id"], issue["polarity"]) for issue in unit["issues"]
            }
            assert finding.trend == unit["trend"]
            assert finding.back_reference == unit["back_reference"]
            compared += 1
    assert compared == 123 + 22 + 53 + 63


def _pairs(codings: tuple[HandCoding, ...] | None) -> set[tuple[str, str]]:
    return {(each.issue, str(each.polarity)) for each in codings or ()}


def test_no_paraphrase_repeats_a_document(
    reports: tuple[Report, ...], shared: Path
) -> None:
    printed: set[tuple[str, ...]] = set()
    for path in sorted((shared / "seeds").glob("*.txt")):
        printed |= _runs(path.read_text(errors="replace"))
    for path in sorted((shared / "gold" / "findings").glob("*.json")):
        for unit in json.loads(path.read_text())["units"]:
            printed |= _runs(unit["text"])
    assert len(printed) > 50_000
    texts: list[Finding | FollowUp | Commitment] = []
    for report in reports:
        texts += chain(report.findings, report.follow_ups, report.commitments)
    assert len(texts) > 300
    assert not {run for each in texts for run in _runs(each.text) & printed}


def _runs(text: str) -> set[tuple[str, ...]]:
    words = _WORD.findall(text.lower().replace("’", "'"))
    return {tuple(words[at : at + RUN]) for at in range(len(words) - RUN + 1)}


def test_everything_in_it_is_a_paraphrase_with_a_source(
    reports: tuple[Report, ...],
) -> None:
    for report in reports:
        assert all(each.paraphrase and each.source for each in report.findings)
        assert all(each.codings is not None for each in report.findings)
        assert all(each.paraphrase for each in report.follow_ups)
        assert all(each.paraphrase for each in report.commitments)


def test_the_story_of_reviewing_officers_can_be_told(
    by_end: dict[date, Report], reports: tuple[Report, ...]
) -> None:
    issue = "iro-effectiveness"
    weak, mixed = Polarity.WEAKNESS, Polarity.MIXED
    assert _coded(by_end[date(2014, 5, 21)], issue) == [
        (4, weak), (41, weak), (51, weak), (67, mixed),
    ]  # fmt: skip
    assert {p for _, p in _coded(by_end[date(2019, 11, 6)], issue)} == {weak}
    assert _coded(by_end[date(2020, 10, 13)], issue) == [(18, weak)]
    assert _coded(by_end[date(2021, 12, 17)], issue) == []
    assert _coded(by_end[date(2022, 10, 5)], issue) == []
    assert _coded(by_end[date(2024, 12, 13)], issue) == [(20, Polarity.STRENGTH)]
    (promise,) = [
        commitment
        for report in reports
        for commitment in report.commitments
        if issue in commitment.issues
    ]
    assert promise.made == date(2021, 2, 5)
    assert promise.responds_to == date(2020, 10, 13)


def test_follow_ups_lead_to_inspections_of_the_case(
    reports: tuple[Report, ...], by_end: dict[date, Report]
) -> None:
    followed = [
        (report.end, each.earlier, each.outcome)
        for report in reports
        for each in report.follow_ups
    ]
    assert all(earlier in by_end for _, earlier, _ in followed)
    assert all(earlier < end for end, earlier, _ in followed if end and earlier)
    whole = (date(2020, 10, 13), date(2019, 11, 6), Outcome.NOT_ADDRESSED)
    assert whole in followed


def test_what_nobody_read_has_no_findings_and_says_so(
    reports: tuple[Report, ...],
) -> None:
    unread = [
        report
        for report in reports
        if report.type is InspectionType.FULL_INSPECTION and not report.findings
    ]
    assert [report.authority for report in unread] == [
        "bournemouth", "dorset-county", "poole", "bournemouth",
    ]  # fmt: skip
    assert all(
        "nly the grade" in r.warnings[0] or "read" in r.warnings[0] for r in unread
    )


def test_the_case_touches_most_issues_of_every_theme(
    reports: tuple[Report, ...],
) -> None:
    issues = {
        coding.issue
        for report in reports
        for finding in report.findings
        for coding in finding.codings or ()
    }
    assert len(issues) >= 50


def test_directors_follow_one_another(reports: tuple[Report, ...]) -> None:
    held = {
        (tenure.person, tenure.authority)
        for report in reports
        for tenure in report.tenures
    }
    assert {
        ("Jane Portman", "bournemouth"),
        ("Judith Ramsden", BCP),
        ("Elaine Redding", BCP),
        ("Cathi Hadley", BCP),
    } <= held
