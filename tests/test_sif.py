"""Full inspections of 2013 to 2018: three forms, every oddity seen in print, copies."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders import furniture, html, pdf, sif, text
from loaders.pages import Pages
from loaders.records import Report
from loaders.serial import to_json
from ontology.codes import FindingKind, Framework, InspectionType, Role
from tests.sif_documents import (
    AUTHORITY,
    CLOSING,
    HELP,
    LEADERS,
    LOOKED_AFTER,
    PAGE,
    REVIEW,
    SERVICES,
    Item,
    Numbers,
    box,
    bullet,
    contents,
    drawn,
    head,
    hypertext,
    line,
    name,
    prose,
    row,
    table,
    typed,
)

DATES = "Inspection date: 14 January 2014- 5 February 2014"
PUBLISHED = "Report published: 7 March 2014"
AREAS = FindingKind.AREA_FOR_IMPROVEMENT


def _read_all(pages: Pages) -> tuple[Report, ...]:
    body = furniture.part(pages)
    assert sif.matches(body)
    return sif.read(pages, body)


def _read(pages: Pages) -> Report:
    (report,) = _read_all(pages)
    return report


def _print(items: Sequence[Item]) -> Report:
    return _read(pdf.read(drawn(items)))


def _copy(items: Sequence[Item], *, blanks: bool = True) -> Report:
    return _read(text.read(typed(items, blanks=blanks)))


def _grades(report: Report) -> dict[str, str]:
    return {judgement.aspect: str(judgement.grade) for judgement in report.judgements}


def _says(report: Report) -> list[tuple[Any, ...]]:
    """What must not depend on the kind of copy."""
    return [
        (f.kind, f.section, f.paragraph, f.marker, f.level, f.text)
        for f in report.findings
    ]


def _kept(report: Report, kind: FindingKind) -> list[str]:
    return [f.text for f in report.findings if f.kind is kind]


def _cover(
    *,
    dates: Sequence[str] = (DATES,),
    published: str = PUBLISHED,
    titles: Sequence[str] = (SERVICES, "and", REVIEW),
    grades: Sequence[str] = ("Good",) * 5,
    overall: str = "Children’s services in Anyshire are good",
) -> list[Item]:
    titled = [head(words) if words != "and" else line(words) for words in titles]
    dated = [line(words) for words in (*dates, published) if words]
    return [name(AUTHORITY), *titled, *dated, head(overall), *table(*grades)]


def _team(*lines: str) -> list[Item]:
    method = prose("Inspectors read files, met families and watched meetings.")
    return [
        head("Information about this inspection"),
        method,
        head("The inspection team"),
        *map(line, lines),
    ]


TEAM = ("Lead inspector: Rowan Ashdown HMI", "Team inspectors: Ines Abara, Joe Field")
END = [PAGE, *map(line, CLOSING)]


def first_form() -> list[Item]:
    """Two sections; areas for improvement are numbered through with the rest."""
    number = Numbers()
    return [
        name(AUTHORITY),
        head(SERVICES),
        line("and"),
        head(REVIEW),
        line(DATES),
        line(PUBLISHED),
        line("The overall judgement is requires improvement."),
        prose("Nobody in Anyshire was found in danger, but much help comes late."),
        prose("It is Ofsted’s expectation that every child is helped well."),
        *table("Requires improvement", "Good", "Good", "Inadequate", "Good"),
        line("The effectiveness of the Local Safeguarding Children Board (LSCB) is"),
        line("inadequate"),
        prose("The board does not know whether its training changes anything."),
        *contents("Section 1: the local authority", "Summary of key findings"),
        head("Section 1: the local authority"),
        head("Summary of key findings"),
        head("This local authority requires improvement and is not yet good because"),
        number("Families wait for help. Some wait for more than a term."),
        number("Plans seldom say what has to change."),
        head("The local authority has the following strengths"),
        number("Foster carers are well trained."),
        head("What does the local authority need to improve?"),
        head("Priority and immediate action"),
        number("The inspection did not find any areas for priority action."),
        head("Areas for improvement"),
        number("Shorten the wait for early help."),
        number("Write plans that say what has to change, and by when."),
        *_team(*TEAM),
        head("Information about this local authority area2"),
        head("Children living in this area"),
        bullet("Approximately 50,000 children live in Anyshire."),
        head("Other Ofsted inspections"),
        bullet("Leadership, management and governance: inadequate"),
        head("Inspection judgements about the local authority"),
        head(f"The experience and progress of {_lower(HELP)} require improvement"),
        number("The front door is well run. Referrals are answered in a day."),
        head("The graded judgement for adoption performance is that it is good"),
        number("Children are matched soon, and their carers are prepared."),
        head("What the inspection judgements mean: the local authority"),
        prose("A good local authority leads services that help and protect."),
        head("Section 2: The effectiveness of the Local Safeguarding Children Board"),
        head("The effectiveness of the LSCB is inadequate"),
        head("Areas for improvement"),
        number("Find out what training changes."),
        head("Key strengths and weaknesses of the LSCB"),
        number("Audits are few, and nobody acts on them."),
        head("What the inspection judgments mean: the LSCB"),
        prose("An LSCB requires improvement if it is not yet good."),
        *END,
    ]


def _lower(label: str) -> str:
    return label[0].lower() + label[1:]


def second_form() -> list[Item]:
    """Bulleted summaries, lists under headings of their own, boxes with grades."""
    number = Numbers()
    return [
        *_cover(
            overall="The overall judgement is that children’s services require improvement",
            grades=("Requires improvement", "Good", "Good", "Good", "Good"),
        ),
        *contents("The local authority", "Summary of findings"),
        head("The local authority"),
        head("Summary of findings"),
        head("Children’s services in Anyshire require improvement because:"),
        line("Quality of plans"),
        bullet("Too many plans do not say what has to change for a child."),
        head("What does the local authority need to improve?"),
        head("Priority and immediate action"),
        line("Leadership and management"),
        number("Make sure that every child at risk is seen within a day."),
        head("Areas for improvement"),
        line("Quality of plans"),
        number("Write plans that families understand. These should have:"),
        bullet("dates;"),
        bullet("names of those who act."),
        head("The local authority’s strengths"),
        bullet("Foster carers are well trained."),
        head("Progress since the last inspection"),
        number("Visits are now made in time."),
        head("Summary for children and young people"),
        bullet("Most of you know your social worker."),
        head("Inspection judgements about the local authority"),
        row("Key judgement", "Judgement grade"),
        box(f"The experience and progress of {_lower(HELP)}", "Requires improvement"),
        head("Summary"),
        prose("Help is kind, but it comes late for some of the youngest children."),
        number("The front door is well run. Referrals are answered in a day."),
        head("The Local Safeguarding Children Board (LSCB)"),
        head("The Local Safeguarding Children Board requires improvement"),
        head("Summary of findings"),
        head("The LSCB requires improvement because:"),
        bullet("Audits are few."),
        head("What does the LSCB need to improve?"),
        head("Areas for improvement"),
        number("Find out what training changes."),
        head("Inspection judgement about the LSCB"),
        number("The chair holds partners to account."),
        head("What the inspection judgements mean"),
        head("The LSCB"),
        prose("An LSCB that is good knows how children fare."),
        *_team(*TEAM),
        *END,
    ]


def third_form() -> list[Item]:
    """Executive summary, recommendations, boxes with grades."""
    number = Numbers()
    return [
        *_cover(
            overall="Children’s services in Anyshire require improvement to be good",
            grades=("Inadequate", "Requires improvement to be good", *("Good",) * 3),
        ),
        PAGE,
        head("Executive summary"),
        prose("Leaders know what is wrong, and have begun to put it right."),
        *contents("Executive summary", "The local authority", "Recommendations"),
        head("The local authority"),
        head("Information about this local authority area"),
        head("Previous Ofsted inspections"),
        bullet(f"{LEADERS}: outstanding"),
        head("Local leadership"),
        bullet("The director has been in post since May 2013."),
        head("Recommendations"),
        number("See every child within a day."),
        number("Write plans that families understand."),
        head("Summary for children and young people"),
        bullet("Most of you know your social worker."),
        box(f"The experience and progress of {_lower(HELP)}", "Inadequate"),
        head("Summary"),
        prose("Help comes too late for many children, and some are left in danger."),
        head("Inspection findings"),
        number("The front door is not well run. (Recommendation)"),
        box(
            f"The experience and progress of {_lower(LOOKED_AFTER)}",
            "Requires improvement to be good",
        ),
        head("Inspection findings"),
        number("Reviews are held in time."),
        head("The graded judgement for adoption performance is that it is good"),
        number("Children are matched soon."),
        head("The Local Safeguarding Children Board (LSCB)"),
        head("The Local Safeguarding Children Board is good"),
        head("Executive summary"),
        prose("The board knows how children fare and says so to its partners."),
        head("Recommendations"),
        number("Ask children what they think."),
        head("Inspection findings – the Local Safeguarding Children Board"),
        number("The chair holds partners to account."),
        *_team(*TEAM),
        *END,
    ]


FORMS = {"first": first_form, "second": second_form, "third": third_form}


@pytest.mark.parametrize("form", FORMS)
def test_a_cover_says_who_what_and_when(form: str) -> None:
    report = _print(FORMS[form]())
    assert report.title == f"{SERVICES} and {REVIEW}"
    assert report.authority_printed == AUTHORITY
    assert report.framework is Framework.SIF
    assert report.type is InspectionType.FULL_INSPECTION
    assert (report.start, report.end) == (date(2014, 1, 14), date(2014, 2, 5))
    assert report.published == date(2014, 3, 7)
    assert report.warnings == ()


@pytest.mark.parametrize(
    ("form", "overall", "help_and_protection", "lscb"),
    [
        ("first", "requires_improvement", "requires_improvement", "inadequate"),
        (
            "second",
            "requires_improvement",
            "requires_improvement",
            "requires_improvement",
        ),
        ("third", "requires_improvement", "inadequate", "good"),
    ],
)
def test_judgements_are_those_of_the_cover_and_of_the_board_s_heading(
    form: str, overall: str, help_and_protection: str, lscb: str
) -> None:
    found = _grades(_print(FORMS[form]()))
    assert len(found) == 7
    assert found["overall"] == overall
    assert found["help_and_protection"] == help_and_protection
    assert found["lscb"] == lscb


def test_the_grades_of_earlier_inspections_are_not_those_of_this_one() -> None:
    report = _print(third_form())
    assert _grades(report)["leadership"] == "good"
    assert any("outstanding" in passage.text for passage in report.passages)


@pytest.mark.parametrize(
    ("form", "numbered", "needs", "priority", "recommended"),
    [("first", 10, 3, 0, 0), ("second", 6, 2, 1, 0), ("third", 7, 0, 0, 3)],
)
def test_numbered_paragraphs_and_lists_are_counted(
    form: str, numbered: int, needs: int, priority: int, recommended: int
) -> None:
    report = _print(FORMS[form]())
    assert report.numbered_paragraphs == numbered
    assert report.needs_to_improve == needs
    assert report.priority_actions == priority
    assert len(_kept(report, FindingKind.RECOMMENDATION)) == recommended


def test_each_heading_opens_its_kind_of_finding() -> None:
    kinds = Counter(finding.kind for finding in _print(first_form()).findings)
    assert kinds == {
        FindingKind.HEADLINE: 4,  # two on the cover, two key findings
        FindingKind.STRENGTH: 1,
        FindingKind.FINDING: 4,  # one says that there is no priority action
        AREAS: 3,
    }


def test_what_is_no_finding_is_kept_as_a_passage() -> None:
    report = _print(first_form())
    kept = " ".join(passage.text for passage in report.passages)
    for words in ("Ofsted’s expectation", "50,000 children", "watched meetings",
                  "A good local authority leads", "Piccadilly Gate"):  # fmt: skip
        assert words in kept
        assert not any(words in finding.text for finding in report.findings)


def test_no_word_is_lost_and_none_is_kept_twice() -> None:
    for form in FORMS.values():
        pages = pdf.read(drawn(form()))
        body = furniture.part(pages)
        (report,) = sif.read(pages, body)
        kept = Counter(
            word
            for item in (*report.findings, *report.passages)
            for word in re.findall(r"[^\W\d]+", item.text)
        )
        printed = Counter(
            word for ln in body.lines() for word in re.findall(r"[^\W\d]+", ln.clean)
        )
        assert kept == printed


def test_a_list_under_a_numbered_item_is_part_of_it() -> None:
    found = [f for f in _print(second_form()).findings if f.kind is AREAS]
    assert [(f.marker, f.level) for f in found] == [
        ("number", 1),
        ("bullet", 2),
        ("bullet", 2),
        ("number", 1),
    ]


def test_findings_stand_under_what_is_judged() -> None:
    sections = {f.text: f.section for f in _print(third_form()).findings}
    assert sections["Reviews are held in time."] == (
        f"The experience and progress of {_lower(LOOKED_AFTER)}"
    )
    assert sections["Ask children what they think."] == "Recommendations"


@pytest.mark.parametrize("form", FORMS)
def test_a_text_copy_says_the_same(form: str) -> None:
    items = FORMS[form]()
    printed, copied = _print(items), _copy(items)
    assert _says(copied) == _says(printed)
    assert _grades(copied) == _grades(printed)
    assert copied.periods == printed.periods
    assert [p.name for p in copied.people] == [p.name for p in printed.people]
    assert copied.warnings == ()
    assert {finding.page for finding in copied.findings} == {None}


@pytest.mark.parametrize("form", FORMS)
def test_a_copy_without_blank_lines_says_the_same_of_numbered_paragraphs(
    form: str,
) -> None:
    items = FORMS[form]()
    numbered = [said for said in _says(_print(items)) if said[2] is not None]
    raw = _copy(items, blanks=False)
    assert [(s[0], s[2], s[5]) for s in _says(raw) if s[2] is not None] == [
        (s[0], s[2], s[5]) for s in numbered
    ]
    assert _grades(raw) == _grades(_print(items))


@pytest.mark.parametrize("form", FORMS)
def test_a_web_page_says_the_same(form: str) -> None:
    items = FORMS[form]()
    page = _read(html.read(hypertext(items)))
    assert [s[5] for s in _says(page)] == [s[5] for s in _says(_print(items))]
    assert _grades(page) == _grades(_print(items))


def _small(**changes: Any) -> list[Item]:
    number = Numbers()
    return [
        *_cover(titles=(SERVICES,), **changes),
        PAGE,
        head("Executive summary"),
        prose("Leaders know what is wrong, and have begun to put it right."),
        head("Recommendations"),
        number("See every child within a day."),
        *_team(*TEAM),
        *END,
    ]


@pytest.mark.parametrize(
    ("lines", "start", "end"),
    [
        (["Inspection date: 29 April – 22 May 2014"], (2014, 4, 29), (2014, 5, 22)),
        (["Inspection date: 28 January–5 February 2014"], (2014, 1, 28), (2014, 2, 5)),
        (
            ["Inspection date: 18 Feb 2014 – 12 March 2014"],
            (2014, 2, 18),
            (2014, 3, 12),
        ),
        (["Inspection dates: 9–24 November 2017"], (2017, 11, 9), (2017, 11, 24)),
        (["Inspection date: 12/09/2016 to 06/10/2016"], (2016, 9, 12), (2016, 10, 6)),
        (["Inspection date: 1/06/2015 – 25/06/2015"], (2015, 6, 1), (2015, 6, 25)),
        (["Inspection date: 3 July 2017 ─ 27 July 2017"], (2017, 7, 3), (2017, 7, 27)),
        (["Inspection date 11 July 2016"], (2016, 7, 11), (2016, 7, 11)),
        (["Inspection date:", "12 June to 6 July 2017"], (2017, 6, 12), (2017, 7, 6)),
    ],
)
def test_dates_of_fieldwork_in_every_printed_form(
    lines: list[str], start: tuple[int, int, int], end: tuple[int, int, int]
) -> None:
    report = _copy(_small(dates=lines))
    assert (report.start, report.end) == (date(*start), date(*end))
    assert len(report.periods) == 1


def test_two_visits_over_two_lines_are_two_periods() -> None:
    dates = (
        "Inspection dates: 19 November – 11 December 2013 and",
        "21 – 22 January 2014",
    )
    report = _print(_small(dates=dates))
    assert [p.end for p in report.periods] == [date(2013, 12, 11), date(2014, 1, 22)]


@pytest.mark.parametrize(
    ("published", "expected", "warned"),
    [
        ("Report Published: 17 August 2018", date(2018, 8, 17), False),
        ("Report published 20 September 2016", date(2016, 9, 20), False),
        ("", None, False),  # the reports of February to May 2014 print none
        ("Report published: soon", None, False),  # a label without a day is prose
    ],
)
def test_publication(published: str, expected: date | None, warned: bool) -> None:
    report = _print(_small(published=published))
    assert report.published == expected
    assert any("published" in note for note in report.warnings) == warned


@pytest.mark.parametrize(
    ("overall", "expected"),
    [
        ("Children’s services require improvement to be good", "requires_improvement"),
        ("Children’s services in the Borough of Any are good.", "good"),
        (
            "Children’s services in Any requires improvement to be Good",
            "requires_improvement",
        ),
        ("The overall judgement is inadequate", "inadequate"),
        (
            "The overall judgement is that children’s services are outstanding",
            "outstanding",
        ),
    ],
)
def test_the_overall_judgement_in_every_printed_form(
    overall: str, expected: str
) -> None:
    assert _grades(_print(_small(overall=overall)))["overall"] == expected


def test_an_aspect_may_be_printed_as_not_judged() -> None:
    grades = ("Good", "Good", "Not Judged", "Not judged", "Good")
    found = _grades(_print(_small(grades=grades)))
    assert (found["adoption"], found["care_leavers"]) == ("not_judged", "not_judged")


def test_rows_of_the_table_are_no_paragraphs_though_numbered_and_misnumbered() -> None:
    items = [
        row(f"1. {LEADERS}", item.beside) if item.text.startswith("3.") else item
        for item in _small()
    ]
    for report in (_print(items), _copy(items), _copy(items, blanks=False)):
        assert report.numbered_paragraphs == 1
        assert report.warnings == ()
        assert len(_grades(report)) == 6


def test_a_table_may_go_on_over_the_page() -> None:
    items = _small()
    cut = next(i for i, item in enumerate(items) if item.text.startswith("2.2"))
    assert len(_grades(_print([*items[:cut], PAGE, *items[cut:]]))) == 6


def test_a_re_inspection_has_no_board_and_warns_of_none() -> None:
    items = [
        head(f"Re-inspection{item.text[10:]}") if item.text == SERVICES else item
        for item in _small()
    ]
    report = _print(items)
    assert report.warnings == ()
    assert report.title is not None and report.title.startswith("Re-inspection of")


def test_a_board_whose_grade_is_nowhere_is_missed_aloud() -> None:
    report = _print([*_cover(), *_small()[len(_cover()) - 2 :]])
    assert "lscb" not in _grades(report)
    assert any("lscb" in note for note in report.warnings)


@pytest.mark.parametrize(
    "heading",
    [
        "The Local Safeguarding Children Board requires improvement.",
        "The Local Safeguarding Children Board that requires improvement",
        "Anyshire Safeguarding Board (ASCB) requires improvement",
        "The LSCB requires improvement because:",
    ],
)
def test_the_board_s_grade_from_a_heading_also_if_misprinted(heading: str) -> None:
    small = _small()
    at = next(i for i, item in enumerate(small) if item.kind == "number") + 1
    part = [head(heading), prose("Audits are few.")]
    items = [*_cover(), *small[len(_cover()) - 2 : at], *part, *small[at:]]
    assert _grades(_print(items))["lscb"] == "requires_improvement"


def test_first_reports_print_their_findings_as_bullets() -> None:
    items = [
        bullet(item.text) if item.kind == "number" else item for item in first_form()
    ]
    report = _print(items)
    assert report.numbered_paragraphs == 0
    assert report.needs_to_improve == 3
    assert report.warnings == ()


def test_two_reports_bound_in_one_file_are_two() -> None:
    number = Numbers()
    board = [
        PAGE,
        name(AUTHORITY),
        head(REVIEW),
        line("Inspection date: 14 January 2014 – 5 February 2014"),
        line("Report published: 2 April 2014"),
        PAGE,
        head("The Local Safeguarding Children Board is good"),
        head("Executive summary"),
        prose("The board knows how children fare and says so to its partners."),
        head("Recommendations"),
        number("Ask children what they think."),
        *_team(*TEAM),
        *END,
    ]
    services, review = _read_all(pdf.read(drawn([*_small(), *board])))
    assert services.published == date(2014, 3, 7)
    assert review.published == date(2014, 4, 2)
    assert (services.numbered_paragraphs, review.numbered_paragraphs) == (1, 1)
    assert (review.family, review.framework) == ("lscb", Framework.OTHER)
    assert _grades(review) == {"lscb": "good"}
    assert review.authority_printed == AUTHORITY
    assert review.warnings == ()


def test_a_number_printed_without_a_paragraph_still_counts() -> None:
    items = _small()
    at = next(i for i, item in enumerate(items) if item.kind == "number")
    empty, after = Item("number", "", "2"), Item("number", "Write plans.", "3")
    report = _copy([*items[: at + 1], empty, after, *items[at + 1 :]])
    assert report.numbered_paragraphs == 3
    assert all(item.text for item in (*report.findings, *report.passages))


def test_a_body_heading_that_contradicts_the_cover_is_a_warning() -> None:
    items = _small()
    at = next(i for i, item in enumerate(items) if item.text == "Recommendations")
    wrong = head(
        "The graded judgement for adoption performance is that it is inadequate"
    )
    report = _print([*items[:at], wrong, *items[at:]])
    assert _grades(report)["adoption"] == "good"
    assert any("adoption" in note for note in report.warnings)


def test_a_sentence_with_the_words_of_a_judgement_opens_no_section() -> None:
    number = Numbers()
    items = [
        *_cover(titles=(SERVICES,)),
        PAGE,
        head("Recommendations"),
        number(
            "Nobody can say that the quality of care plans is high, for managers and"
            " partners say that"
        ),
        prose("leadership, management and governance are inadequate."),
        *_team(*TEAM),
    ]
    assert _grades(_copy(items))["leadership"] == "good"


def test_lead_and_team_with_their_parts() -> None:
    items = [
        *_small()[:-6],
        *_team(
            "Lead inspector: Rowan Ashdown HMI",
            "Deputy lead inspector Tim Orchard HMI",
            "Team inspectors (all HMI unless stated): Ines Abara, Joe Field (OI)",
            "Senior data analyst: Kim Wren",
            "Quality assurance manager: Una Marsh, Senior HMI",
        ),
    ]
    people = {person.name: person.role for person in _print(items).people}
    assert people == {
        "Rowan Ashdown": Role.LEAD_INSPECTOR,
        "Tim Orchard": Role.INSPECTOR,
        "Ines Abara": Role.INSPECTOR,
        "Joe Field": Role.INSPECTOR,
        "Kim Wren": Role.SUPPORT,
        "Una Marsh": Role.SUPPORT,
    }


def test_a_report_without_any_known_heading_says_what_is_missing() -> None:
    report = _copy([name(AUTHORITY), head(SERVICES), line(DATES), prose("Nothing.")])
    assert report.findings == ()
    assert any("Lead inspector" in note for note in report.warnings)
    assert any("opens findings" in note for note in report.warnings)


@pytest.mark.parametrize("title", [
    "Inspection of local authority children’s services",
    "Inspection of looked after children services",
    REVIEW,
])  # fmt: skip
def test_other_kinds_of_report_do_not_match(title: str) -> None:
    items = [name(AUTHORITY), head(title), line(DATES)]
    assert not sif.matches(furniture.part(text.read(typed(items))))


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from([
    "Executive summary", "Contents", "1.", "2. Plans.", "", "\f", "Recommendations",
    "Requires improvement", "The inspection team", "Lead inspector:", "• bullets",
    "Leadership, management and governance", "Inspection date: 31 June 2014", "…12",
]), max_size=30))  # fmt: skip
def test_no_content_raises(lines: list[str]) -> None:
    copy = "\n".join([AUTHORITY, SERVICES, *lines]).encode()
    pages = text.read(copy)
    assert sif.read(pages, furniture.part(pages))


def test_the_golden_report(golden: Callable[[str, str], None]) -> None:
    report = to_json(_print(second_form()))
    golden("sif.json", json.dumps(report, indent=1, ensure_ascii=False) + "\n")


SAMPLE = (
    "hillingdon/children-s-services-inspection-11-february-2014.pdf",
    "bexley/children-s-services-inspection-23-may-2014.pdf",
    "rochdale/children-s-services-inspection-05-december-2014.pdf",
    "torbay/children-s-services-inspection-05-january-2016.pdf",
    "lancashire/children-s-services-inspection-17-august-2018.pdf",
)


@pytest.mark.parametrize("path", SAMPLE)
def test_real_reports_give_the_checked_facts(shared: Path, path: str) -> None:
    file = f"corpus/inspections/{path}"
    rows = (shared / "gold/headers.jsonl").read_text(encoding="utf-8").splitlines()
    truth = next(r for r in map(json.loads, rows) if r["file"] == file)
    report = _read(pdf.read((shared / file).read_bytes()))
    inspectors = (Role.LEAD_INSPECTOR, Role.INSPECTOR)
    assert report.authority_printed == truth["authority"]
    assert str(report.start) == truth["inspection_start"]
    assert str(report.end) == truth["inspection_end"]
    assert (report.published and str(report.published)) == truth["published"]
    assert _grades(report) == truth["judgements"]
    named = [person.name for person in report.people if person.role in inspectors]
    assert sorted(named) == sorted(truth["inspectors"])
    assert report.people[0].name == truth["lead_inspector"]
    assert report.numbered_paragraphs == truth["numbered_paragraphs"]
    assert report.warnings == ()


def test_the_typed_copy_of_2014_gives_the_checked_facts(shared: Path) -> None:
    (path,) = (shared / "seeds").glob("002_*.txt")
    report = _read(text.read(path.read_bytes()))
    assert report.authority_printed == "Bournemouth Borough Council"
    assert (report.start, report.end) == (date(2014, 4, 30), date(2014, 5, 21))
    assert (report.numbered_paragraphs, report.needs_to_improve) == (123, 16)
    numbers = [f.paragraph for f in report.findings if f.kind is AREAS]
    assert numbers == [*range(21, 31), *range(106, 112)]
    assert _grades(report)["lscb"] == "requires_improvement"
    assert _grades(report)["adoption"] == "good"
    assert report.warnings == ()
