from __future__ import annotations

import re
import textwrap
from datetime import date
from enum import StrEnum
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders import case, strictyaml
from loaders.errors import CaseError
from loaders.partial import partial_date
from loaders.records import Period, Report
from ontology.codes import (
    Aspect,
    FindingKind,
    Framework,
    Grade,
    InspectionType,
    Outcome,
    Polarity,
    Role,
    Trend,
)

CASE = """\
case: A made-up county
description: Not a real history.
inspections:
  - id: full-2015
    authority: bournemouth
    authority_printed: Bournemouth Borough
    framework: SIF
    type: full_inspection
    periods: [[2015-03-02, 2015-03-05], [2015-03-16, 2015-03-20]]
    reference: report of 1 May 2015
    title: Inspection of children's services
    published: 2015-05-01
    address: https://example.org/report.pdf
    judgements:
      - {aspect: overall, grade: good, as_printed: Good, page: 1}
      - {aspect: "other:Youth justice", grade: inadequate, as_printed: Inadequate}
    people:
      - {name: Ann Other, role: lead_inspector, title: HMI, page: 2}
    findings:
      - section: Overview
        paragraph: 3
        page: 4
        text: >-
          Reviews are late and
          nobody objects.
        codings: {iro-effectiveness: weakness, care-planning-and-reviews: weakness}
        trend: unchanged
        back_reference: true
      - text: More homes are needed.
        kind: area_for_improvement
        marker: bullet
        source: the council's minutes
    follow_ups:
      - {text: Put right., outcome: addressed, of: 2012, issues: [early-help]}
    tenures:
      - {person: Jo Bloggs, post: Director, from: 2012-08, attested_on: [2015-05-01]}
  - id: visit-2016
    authority: bournemouth
    framework: ILACS
    type: focused_visit
    periods: [[2016-02]]
    theme: planning
    follow_ups:
      - {text: Nothing was done., outcome: not_addressed, of: full-2015}
articles:
  - authority: bournemouth
    reference: article of March 2016
    publisher: The Daily Example
    published: 2016-03
    about: [visit-2016, full-2015]
    people:
      - {name: Jo Bloggs, role: speaker, organisation: the union}
    commitments:
      - text: Chairs will object.
        issues: [iro-effectiveness]
        made: 2016-03-04
        due: 2016-12
        responds_to: visit-2016
        speaker: Jo Bloggs
"""


def parse(text: str) -> tuple[Report, ...]:
    return case.parse(text.encode(), "mine.yaml")


@pytest.fixture(scope="module")
def reports() -> tuple[Report, ...]:
    return parse(CASE)


def test_an_inspection_is_read_with_all_its_parts(reports: tuple[Report, ...]) -> None:
    report = reports[0]
    assert report.family == case.FAMILY
    assert (report.framework, report.type) == (
        Framework.SIF,
        InspectionType.FULL_INSPECTION,
    )
    assert report.authority == "bournemouth"
    assert report.authority_printed == "Bournemouth Borough"
    assert report.periods == (
        Period(date(2015, 3, 2), date(2015, 3, 5)),
        Period(date(2015, 3, 16), date(2015, 3, 20)),
    )
    assert report.published == date(2015, 5, 1)
    assert report.people[0].role is Role.LEAD_INSPECTOR
    assert [each.aspect for each in report.judgements] == [
        "overall",
        "other:Youth justice",
    ]
    assert report.warnings == ()


def test_a_finding_is_a_paraphrase_with_its_codings(
    reports: tuple[Report, ...],
) -> None:
    finding, improvement = reports[0].findings
    assert finding.text == "Reviews are late and nobody objects."
    assert finding.paraphrase
    assert finding.source == "report of 1 May 2015"
    assert (finding.paragraph, finding.marker, finding.page) == (3, "number", 4)
    assert finding.codings is not None
    assert [(each.issue, each.polarity) for each in finding.codings] == [
        ("iro-effectiveness", Polarity.WEAKNESS),
        ("care-planning-and-reviews", Polarity.WEAKNESS),
    ]
    assert (finding.trend, finding.back_reference) == (Trend.UNCHANGED, True)
    assert improvement.source == "the council's minutes"
    assert improvement.kind is FindingKind.AREA_FOR_IMPROVEMENT
    assert (improvement.codings, improvement.trend) == (None, None)
    assert reports[0].needs_to_improve == 1


def test_references_become_the_last_day_of_fieldwork(
    reports: tuple[Report, ...],
) -> None:
    full, visit, article = reports
    assert visit.follow_ups[0].earlier == full.end == date(2015, 3, 20)
    assert visit.follow_ups[0].outcome is Outcome.NOT_ADDRESSED
    assert full.follow_ups[0].earlier == date(2012, 12, 31)
    assert article.about == (date(2015, 3, 20), date(2016, 2, 29))
    assert article.commitments[0].responds_to == visit.end


def test_what_is_known_by_month_is_said_to_be(reports: tuple[Report, ...]) -> None:
    _, visit, article = reports
    assert visit.periods == (Period(date(2016, 2, 1), date(2016, 2, 29)),)
    assert "2016-02" in visit.warnings[0]
    assert article.published is None
    assert article.warnings == ("published: only 2016-03 is known, so no day is given",)


def test_a_month_to_do_it_by_is_its_last_day(reports: tuple[Report, ...]) -> None:
    (commitment,) = reports[2].commitments
    assert (commitment.made, commitment.due) == (date(2016, 3, 4), date(2016, 12, 31))


def test_a_note_is_kept_as_a_warning() -> None:
    noted = CASE.replace("    theme: planning", "    note: Seen by nobody.")
    assert "Seen by nobody." in parse(noted)[1].warnings


def test_a_tenure_keeps_the_precision_stated(reports: tuple[Report, ...]) -> None:
    (tenure,) = reports[0].tenures
    assert (tenure.began, tenure.ended) == ("2012-08", None)
    assert tenure.attested == (date(2015, 5, 1),)
    assert tenure.authority == "bournemouth"


MISTAKES = [
    ("framework: SIF", "framework: SIFF", "SLAC, SIF, ILACS"),
    ("type: focused_visit", "type: focussed_visit", "focused_visit"),
    ("authority: bournemouth\n", "authority: bornemouth\n", "bournemouth"),
    ("grade: good", "grade: Good", "requires_improvement"),
    ("aspect: overall", "aspect: everything", "other:<label as printed>"),
    ('"other:Youth justice"', '"other: "', "help_and_protection"),
    ("role: lead_inspector", "role: boss", "lead_inspector, inspector"),
    ("iro-effectiveness: weakness", "iro-efectiveness: weakness", "iro-effectiveness"),
    ("iro-effectiveness: weakness", "iro-effectiveness: bad", "strength, weakness"),
    ("trend: unchanged", "trend: worse", "declining"),
    ("back_reference: true", "back_reference: yes", "true, false"),
    ("kind: area_for_improvement", "kind: area", "priority_action"),
    ("marker: bullet", "marker: dash", "number, bullet, row"),
    ("outcome: addressed", "outcome: done", "partly_addressed"),
    ("issues: [early-help]", "issues: [early help]", "early-help"),
    ("paragraph: 3", "paragraph: three", "whole number"),
    ("paragraph: 3", "paragraph: 0", "whole number"),
    ("page: 4", "page: -4", "whole number"),
    ("published: 2015-05-01", "published: 1 May 2015", "2019-03-31"),
    ("published: 2015-05-01", "published: 2015-02-30", "exists"),
    ("[2015-03-02, 2015-03-05]", "[2015-03-05, 2015-03-02]", "before it begins"),
    ("[2015-03-02, 2015-03-05]", "[]", "first day, last day"),
    ("[[2016-02]]", "[]", "at least one"),
    ("attested_on: [2015-05-01]", "attested_on: [2015-05]", "must be a day"),
    ("from: 2012-08", "from: 2012-08, to: 2011", "before it begins"),
    ("of: full-2015", "of: full-2014", "full-2015"),
    ("id: visit-2016", "id: full-2015", "another inspection"),
    ("id: visit-2016", "id: 2016-visit", "begin with a letter"),
    ("    theme: planning", "    topic: planning", "not a known key"),
    ("    reference: report of 1 May 2015\n", "", "source"),
    ("text: More homes are needed.", "text: ''", "must not be empty"),
    ("text: More homes are needed.", "text: 17", "must be text"),
    ("text: More homes are needed.", "text: [a]", "must be a value, not a list"),
    ("title: Inspection of children's services", "title: {a: b}", "not a mapping"),
    ("case: A made-up county", "case:", "missing"),
    ("periods: [[2016-02]]", "periods: 2016", "must be a list, not a value"),
    ("periods: [[2016-02]]", "periods: [[2020-02]]", "no authority on 2020-02-29"),
    ("inspections:", "inspection:", "not a known key"),
]


@pytest.mark.parametrize(("written", "mistake", "message"), MISTAKES)
def test_a_mistake_is_named_with_its_place(
    written: str, mistake: str, message: str
) -> None:
    text = CASE.replace(written, mistake, 1)
    assert text != CASE
    with pytest.raises(CaseError) as caught:
        parse(text)
    assert str(caught.value).startswith("mine.yaml, line ")
    assert message in str(caught.value)


def test_the_place_leads_to_the_very_value() -> None:
    text = CASE.replace("iro-effectiveness: weakness", "iro-effectiveness: bad", 1)
    place = "inspections[0].findings[0].codings.iro-effectiveness"
    line = 1 + text[: text.index("iro-effectiveness: bad")].count("\n")
    with pytest.raises(CaseError) as caught:
        parse(text)
    assert str(caught.value).startswith(f"mine.yaml, line {line}: {place}: 'bad'")


BOMB = textwrap.dedent("""\
    a: &a [x, x, x, x, x, x, x, x, x]
    b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a]
    c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b]
    """)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "empty"),
        (b"# nothing\n", "empty"),
        (b"just words", "must be a mapping"),
        (b"case: x", "no inspection"),
        (b"case: x\ncase: y", "line 2: 'case' is given twice, first on line 1"),
        (b"case: x\nb: [1", "not YAML"),
        (b"case: 'x\n\n", "not YAML"),
        (b"case: x: y", "line 1: not YAML"),
        (b"case: \xff", "line 1: not UTF-8"),
        (b"case: \x00", "not YAML"),
        (b"case: x\n---\ncase: y", "not YAML"),
        (b"a: !!python/object/apply:os.system [ls]", "tags are not allowed"),
        (b"<<: {case: x}", "<<"),
        (b"1: x", "must be text"),
        (b"[a]: x", "must be a value"),
        (b"[" * 50_000, "nested deeper"),
        (b"a: " * 3, "not YAML"),
        (BOMB.encode(), "line 1: anchors and aliases"),
        (b"x" * 10_000_001, "larger than"),
    ],
)
def test_what_is_not_a_case_file_is_refused(data: bytes, message: str) -> None:
    with pytest.raises(CaseError, match=r"^mine\.yaml") as caught:
        case.parse(data, "mine.yaml")
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_no_bytes_raise_anything_but_a_case_error(data: bytes) -> None:
    with pytest.raises(CaseError):
        case.parse(data, "mine.yaml")


@settings(deadline=None)
@given(st.integers(0, len(CASE) - 1), st.sampled_from("\n:[]{}-'\"#&*!|> \tx\x07é"))
def test_no_slip_of_the_pen_raises_anything_but_a_case_error(at: int, new: str) -> None:
    try:
        parse(CASE[:at] + new + CASE[at + 1 :])
    except CaseError as error:
        assert str(error).startswith("mine.yaml")


@settings(deadline=None)
@given(st.dates(min_value=date(1000, 1, 1)))
def test_a_date_lies_in_its_month_and_its_year(day: date) -> None:
    for text in (str(day), str(day)[:7], str(day)[:4]):
        stated = partial_date(text)
        assert stated.first <= day <= stated.last
        assert stated.first.isoformat().startswith(text)
        assert stated.last.isoformat().startswith(text)
        assert stated.exact == (text == str(day))


@pytest.mark.parametrize(
    "text",
    ["", "19", "2019-3", "2019-13", "2019-02-29", "0000", "２０１９", "2019-03-1"],
)
def test_what_is_no_iso_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is not a date"):
        partial_date(text)


def test_a_byte_order_mark_is_no_matter() -> None:
    value = strictyaml.read(b"\xef\xbb\xbfa: word", "mine.yaml")
    fields = value.mapping()
    assert fields.text("a") == "word"
    fields.end()


DOCS = Path(__file__).parent.parent / "docs" / "case-files.md"


def test_the_example_in_the_manual_is_a_case_file() -> None:
    (example,) = re.findall(r"```yaml\n(.*?)```", DOCS.read_text(), flags=re.DOTALL)
    full, visit, article = parse(example)
    assert visit.follow_ups[0].earlier == full.end
    assert article.commitments[0].due == date(2018, 6, 30)


@pytest.mark.parametrize(
    ("label", "codes"),
    [
        ("framework", Framework),
        ("type", InspectionType),
        ("aspect", Aspect),
        ("grade", Grade),
        ("kind", FindingKind),
        ("polarity", Polarity),
        ("trend", Trend),
        ("outcome", Outcome),
        ("role", Role),
    ],
)
def test_the_manual_lists_every_code(label: str, codes: type[StrEnum]) -> None:
    (row,) = re.findall(rf"^\| {label} \| (.*) \|$", DOCS.read_text(), re.MULTILINE)
    listed = set(re.findall(r"`([^`]+)`", row)) - {"other:"}
    assert listed == {str(code) for code in codes}
