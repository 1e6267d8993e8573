"""What findings are about, and whether they praise: wording of our own."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.coding.codings import CodedUnit, Coder
from graph.coding.cues import CueFinder
from graph.coding.sentences import sentences
from graph.coding.trend import back_reference
from ontology.codes import FindingKind, Method, Polarity, Trend
from ontology.issues import scheme
from tests.test_issues import OWN

CODER = Coder(scheme())


def code(text: str, kind: FindingKind = FindingKind.FINDING) -> CodedUnit:
    return CODER.code(text, kind=kind, section=None)


def issues(unit: CodedUnit) -> dict[str, Polarity]:
    return {coding.issue: coding.polarity for coding in unit.codings}


@pytest.mark.parametrize(
    "text",
    [
        "Independent reviewing officers do not challenge delay in children's plans.",
        "IROs rarely escalate their concerns to senior managers.",
        "The footprint of the reviewing officers is not evident on records.",
        "Conference chairs do not offer enough challenge to poor plans.",
        "Challenge by child protection chairs is too weak to prevent drift.",
        "The reviewing service is too stretched to chase actions between reviews.",
        "Independent chairs do not raise alerts when plans stall.",
    ],
)
def test_a_criticism_of_reviewing_officers_is_never_missed(text: str) -> None:
    assert issues(code(text))["iro-effectiveness"] is Polarity.WEAKNESS


@pytest.mark.parametrize(
    "text",
    [
        "The independent chair of the LSCB provides strong leadership to the board.",
        "Children are seen alone and their views inform plans.",
        "Foster carers are assessed thoroughly and feel well supported.",
        "Inspectors spoke to social workers and independent reviewing officers.",
        "Minutes are copied to parents, teachers and reviewing officers.",
    ],
)
def test_other_chairs_and_carers_are_not_reviewing_officers(text: str) -> None:
    assert "iro-effectiveness" not in issues(code(text))


@pytest.mark.parametrize(
    ("text", "issue", "polarity"),
    [
        (
            "Early help is well coordinated and makes a real difference to families.",
            "early-help",
            Polarity.STRENGTH,
        ),
        (
            "Caseloads are too high and some children are unallocated.",
            "caseloads",
            Polarity.WEAKNESS,
        ),
        (
            "Strategy meetings are timely. However, health partners do not always "
            "attend, and records of these strategy meetings are poor.",
            "strategy-meetings-and-enquiries",
            Polarity.MIXED,
        ),
        (
            "Personal education plans are not reviewed and are of poor quality.",
            "education-of-children-in-care",
            Polarity.WEAKNESS,
        ),
        (
            "Life-story work is sensitive and of a high quality.",
            "family-time-and-life-story",
            Polarity.STRENGTH,
        ),
    ],
)
def test_a_plain_finding_is_coded(text: str, issue: str, polarity: Polarity) -> None:
    assert issues(code(text))[issue] is polarity


def test_an_issue_of_the_users_own_is_coded_by_its_cues(tmp_path: Path) -> None:
    path = tmp_path / "own.ttl"
    path.write_text(OWN, encoding="utf-8")
    own = Coder(scheme([path]))
    text = "Summer schemes are well attended and valued by families."
    unit = own.code(text, kind=FindingKind.FINDING)
    coding = next(c for c in unit.codings if c.issue == "summer-schemes")
    assert coding.method is Method.RULE
    assert coding.polarity is Polarity.STRENGTH
    assert coding.evidence == ("Summer schemes",)


@pytest.mark.parametrize(
    "kind",
    [
        FindingKind.AREA_FOR_IMPROVEMENT,
        FindingKind.PRIORITY_ACTION,
        FindingKind.RECOMMENDATION,
    ],
)
def test_what_is_asked_for_is_a_weakness(kind: FindingKind) -> None:
    unit = code("The timeliness and quality of pathway plans.", kind)
    assert issues(unit)["pathway-planning"] is Polarity.WEAKNESS


def test_evidence_and_sentences_stand_in_the_text() -> None:
    text = "Staff are proud. IROs do not challenge drift. Reviews are held on time."
    coding = next(c for c in code(text).codings if c.issue == "iro-effectiveness")
    start, end = coding.sentence
    assert text[start:end] == "IROs do not challenge drift."
    assert coding.evidence and all(words in text for words in coding.evidence)
    for sentence in coding.sentences:
        assert all(w in text[sentence.start : sentence.end] for w in sentence.evidence)


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_coded_within_its_bounds(text: str) -> None:
    unit = code(text)
    assert unit == code(text)
    for coding in unit.codings:
        assert 0 <= coding.sentence[0] < coding.sentence[1] <= len(text)
        assert 0.0 <= coding.confidence <= 1.0


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Since the last inspection, services have improved significantly.", True),
        ("The areas for improvement identified at the previous visit remain.", True),
        ("In the focused visit of November 2019, leaders were slow.", True),
        ("Social workers visit children regularly.", False),
        ("Inspection of records by managers is regular.", False),
    ],
)
def test_pointing_back_to_an_earlier_inspection_is_noticed(
    text: str, said: bool
) -> None:
    assert back_reference(text) is said


def test_change_is_noticed() -> None:
    better = "Since the last inspection, assessments have improved significantly."
    assert code(better).trend is Trend.IMPROVING
    assert code("Assessments are timely and thorough.").trend is Trend.NONE


@pytest.mark.parametrize(
    ("text", "polarity"),
    [
        ("Pathway plans are effective.", Polarity.STRENGTH),
        ("Pathway plans are not effective.", Polarity.WEAKNESS),
        ("Caseloads are too high in every team.", Polarity.WEAKNESS),
        (
            "Caseloads have reduced and are no longer too high, so social workers have"
            " time for children.",
            Polarity.STRENGTH,
        ),
        (
            "Supervision of social workers is regular and recorded, but in two teams"
            " it is not reflective and does not drive plans.",
            Polarity.MIXED,
        ),
    ],
)
def test_praise_and_blame_are_told_apart(text: str, polarity: Polarity) -> None:
    assert [coding.polarity for coding in code(text).codings] == [polarity]


def test_sentences_keep_their_offsets() -> None:
    text = "Ms. Smith is lead. Plans drift; chairs e.g. do not act. ◼ Visits are late."
    for sentence in sentences(text):
        assert text[sentence.start : sentence.end] == sentence.text
    assert len(sentences(text)) == 3


def test_curly_quotes_do_not_hide_a_cue() -> None:
    finder = CueFinder(scheme())
    straight = finder.hits("the director of children's services")
    curly = finder.hits("the director of children’s services")
    assert straight == curly
    assert "senior-leadership" in curly


def test_an_area_for_improvement_in_prose_may_praise_too() -> None:
    text = (
        "Independent reviewing officers know children well and see them before every"
        " review. However, independent reviewing officers do not challenge drift, and"
        " escalation is rare."
    )
    unit = code(text, FindingKind.AREA_FOR_IMPROVEMENT)
    coding = next(c for c in unit.codings if c.issue == "iro-effectiveness")
    assert coding.polarity is Polarity.MIXED
    first, last = (sentence.polarity for sentence in coding.sentences)
    assert first is not Polarity.WEAKNESS
    assert last is Polarity.WEAKNESS


def test_an_area_for_improvement_of_one_sentence_is_a_weakness() -> None:
    text = "Independent reviewing officers know children well and challenge drift."
    unit = code(text, FindingKind.AREA_FOR_IMPROVEMENT)
    assert issues(unit)["iro-effectiveness"] is Polarity.WEAKNESS


def test_a_mixed_finding_is_quoted_with_its_reservation() -> None:
    text = (
        "There are enough independent reviewing officers. They see children before"
        " every review. However, independent reviewing officers do not challenge drift,"
        " and escalation is rare."
    )
    coding = next(c for c in code(text).codings if c.issue == "iro-effectiveness")
    assert coding.polarity is Polarity.MIXED
    assert coding.sentences[0].polarity is Polarity.STRENGTH
    assert text[slice(*coding.sentence)].startswith("However")
