"""Full ILACS reports: both covers, every oddity seen in print, and text copies."""

from __future__ import annotations

import itertools
import json
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders import furniture, html, ilacs, pdf, text
from loaders.healing import canonical
from loaders.pages import Pages
from loaders.records import Report
from loaders.serial import to_json
from ontology.codes import Aspect, FindingKind, Framework, Grade, InspectionType, Role
from tests.ilacs_documents import (
    BOTH,
    CARE,
    HELP,
    LEADERS,
    LEAVERS,
    OVERALL,
    Sample,
    drawn,
    typed,
)

OLD_COVER = (
    "Anyshire County Council",
    "Inspection of children's social care services",
    "Inspection dates: 26 November 2018 to 7 December 2018",
    "Lead inspector:   Rowan Ashdown",
    "                  Her Majesty's Inspector",
)
DATES, LEAD = Sample().cover[2:]


def _read(pages: Pages) -> Report:
    body = furniture.part(pages)
    assert ilacs.matches(body)
    (report,) = ilacs.read(pages, body)
    return report


def _copy(sample: Sample) -> Report:
    return _read(text.read(typed(sample)))


def _print(sample: Sample, *, footer: tuple[str, ...] = ()) -> Report:
    return _read(pdf.read(drawn(sample, footer=footer)))


def _grades(report: Report) -> dict[str, str]:
    return {judgement.aspect: judgement.grade for judgement in report.judgements}


def _says(report: Report) -> list[tuple[Any, ...]]:
    """What must not depend on the kind of copy."""
    return [
        (f.kind, f.section, f.paragraph, f.marker, f.level, f.text)
        for f in report.findings
    ]


def _long(count: int = 30) -> Sample:
    """A report of several pages, no two paragraphs alike."""
    names = (a + b for a in "bdfghkl" for b in "aeiou")
    paragraphs = tuple(
        f"Team {name} meets every week. Team {name} writes down what it decides. The"
        f" families of team {name} know what is planned. Team {name} asks them again."
        for name in itertools.islice(names, count)
    )
    return replace(Sample(), sections=((f"{HELP}: good", paragraphs),))


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
    report = _copy(replace(Sample(), cover=(*lines, DATES, LEAD)))
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
    report = _copy(replace(Sample(), cover=(*Sample().cover[:2], *lines, LEAD)))
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
    report = _copy(replace(Sample(), cover=(*Sample().cover[:3], *lines)))
    assert [p.name for p in report.people] == names
    assert {p.role for p in report.people} == {Role.LEAD_INSPECTOR}


def test_a_deputy_on_the_cover_is_an_inspector() -> None:
    cover = (*Sample().cover, "Deputy lead inspector: Kim Oakley, HMI")
    report = _copy(replace(Sample(), cover=cover))
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
    report = _copy(replace(Sample(), cover=cover))
    assert any(warning in found for found in report.warnings)


def test_a_full_report_is_said_to_be_one() -> None:
    report = _copy(Sample())
    assert report.family == ilacs.FAMILY
    assert report.framework is Framework.ILACS
    assert report.type is InspectionType.FULL_INSPECTION
    assert report.authority is None
    assert report.theme is None
    assert report.published is None
    assert report.end == date(2021, 10, 8)


# Judgements


def test_the_table_gives_the_judgements() -> None:
    assert _grades(_copy(Sample())) == {
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
    for report in (_copy(sample), _print(sample)):
        assert report.warnings == ()
        assert _grades(report)[Aspect.CHILDREN_IN_CARE] is Grade.GOOD
        assert _grades(report)[Aspect.CARE_LEAVERS] is Grade.OUTSTANDING
        assert len(report.judgements) == 5


def test_a_heading_that_disagrees_with_the_cover_is_a_warning() -> None:
    sections = ((f"{HELP}: good", ("Help is at hand.",)),)
    report = _copy(replace(Sample(), sections=sections))
    assert _grades(report)[Aspect.HELP_AND_PROTECTION] is Grade.REQUIRES_IMPROVEMENT
    (warning,) = report.warnings
    assert "'Requires improvement to be good' on the cover" in warning
    assert "'good' in its heading" in warning


def test_a_grade_missing_on_the_cover_is_that_of_the_heading() -> None:
    report = _copy(replace(Sample(), table=Sample().table[1:]))
    assert _grades(report)[Aspect.LEADERSHIP] is Grade.GOOD
    (warning,) = report.warnings
    assert "leadership is not in the table on the cover" in warning


def test_a_report_without_a_table_has_the_grades_of_its_headings() -> None:
    report = _copy(replace(Sample(), table=()))
    assert _grades(report) == {
        Aspect.HELP_AND_PROTECTION: Grade.REQUIRES_IMPROVEMENT,
        Aspect.CARE_AND_LEAVERS_COMBINED: Grade.GOOD,
        Aspect.LEADERSHIP: Grade.GOOD,
    }
    assert "no grade for overall effectiveness on the cover" in report.warnings
    headlines = [f for f in report.findings if f.kind is FindingKind.HEADLINE]
    assert [f.text for f in headlines] == list(Sample().overview)


# Sections


@pytest.mark.parametrize(
    "heading",
    [
        f"{HELP}: good",
        f"{HELP}: Good.",
        f"{HELP} is good",
        f"{HELP} are: Good",
        f"{HELP} is: good",
        HELP[0].lower() + HELP[1:] + ": good",
        HELP.removeprefix("The ").capitalize() + ": good",
        HELP,
    ],
)
def test_a_section_has_the_words_of_its_heading(heading: str) -> None:
    table = ((HELP, "Good"), (OVERALL, "Good"))
    sample = replace(Sample(), table=table, sections=((heading, ("One.", "Two.")),))
    for report in (_copy(sample), _print(sample)):
        numbered = [f for f in report.findings if f.paragraph]
        assert [f.section for f in numbered] == [heading, heading]
        assert report.warnings == ()


def test_a_grade_may_be_a_verb_and_wrap() -> None:
    heading = f"{BOTH} requires improvement to be good"
    sample = replace(
        Sample(),
        table=((BOTH, "Requires improvement"), (OVERALL, "Good")),
        sections=((heading, ("One.",)),),
    )
    for report in (_copy(sample), _print(sample)):
        assert report.findings[-1].section == heading
        assert report.warnings == ()


def test_an_aspect_no_list_knows_still_heads_a_section() -> None:
    heading = "The experiences and progress of disabled children: good"
    sample = replace(Sample(), sections=((heading, ("They are seen.",)),))
    for report in (_copy(sample), _print(sample)):
        assert report.findings[-1].section == heading


@pytest.mark.parametrize(
    "sentence",
    [
        f"{BOTH} are good because their carers stay with them for as long as they wish.",
        f"{LEADERS} is not yet good.",
    ],
)
def test_a_sentence_that_begins_like_a_heading_is_none(sentence: str) -> None:
    sections = ((f"{HELP}: requires improvement to be good", (sentence, "Two.")),)
    sample = replace(Sample(), sections=sections, overview=(sentence,))
    for report in (_copy(sample), _print(sample)):
        assert [f.text for f in report.findings if f.paragraph == 1] == [sentence]
        assert report.findings[0].text == sentence
        assert report.findings[0].kind is FindingKind.HEADLINE


@pytest.mark.parametrize(
    "heading",
    [
        "What needs to improve",
        "What needs to improve:",
        "What needs to improve?",
        "What needs to improve?1",
        "What Needs to Improve?",
    ],
)
def test_bullets_under_their_heading_are_areas_for_improvement(heading: str) -> None:
    report = _copy(replace(Sample(), needs=(heading, *Sample().needs[1:])))
    listed = [f for f in report.findings if f.kind is FindingKind.AREA_FOR_IMPROVEMENT]
    assert [f.text for f in listed] == list(Sample().needs[1:])
    assert {(f.marker, f.section) for f in listed} == {("bullet", heading.rstrip("1"))}
    assert report.needs_to_improve == 2


def test_bullets_below_bullets_do_not_count() -> None:
    needs = ("What needs to improve?", "Quality of:", "- plans", "- visits", "Speed.")
    report = _print(replace(Sample(), needs=needs))
    listed = [f for f in report.findings if f.kind is FindingKind.AREA_FOR_IMPROVEMENT]
    assert [(f.text, f.level) for f in listed] == [
        ("Quality of:", 1),
        ("plans", 2),
        ("visits", 2),
        ("Speed.", 1),
    ]
    assert report.needs_to_improve == 2


def test_prose_may_stand_in_place_of_bullets() -> None:
    copy = typed(Sample()).decode().replace("◼ ", "\n")
    report = _read(text.read(copy.encode()))
    prose = [f for f in report.findings if f.kind is FindingKind.AREA_FOR_IMPROVEMENT]
    assert len(prose) == 2
    assert report.needs_to_improve == 0


def test_the_section_may_be_absent() -> None:
    report = _copy(replace(Sample(), needs=()))
    assert report.needs_to_improve == 0
    assert report.warnings == ("no heading 'What needs to improve'",)
    assert report.numbered_paragraphs == 6


# Paragraphs


@pytest.mark.parametrize("numbers", ["{}.", "{}.  "])
def test_paragraphs_are_numbered_through_all_sections(numbers: str) -> None:
    report = _copy(replace(Sample(), numbers=numbers))
    numbered = [f.paragraph for f in report.findings if f.marker == "number"]
    assert numbered == [1, 2, 3, 4, 5, 6]
    assert report.numbered_paragraphs == 6


def test_a_number_may_be_glued_to_its_paragraph() -> None:
    copy = re.sub(rb"(?m)^(\d\.) +", rb"\1", typed(Sample()))
    assert _read(text.read(copy)).numbered_paragraphs == 6


def test_a_number_may_stand_alone_above_its_paragraph() -> None:
    copy = re.sub(rb"(?m)^(\d\.) +", rb"\1\n\n", typed(Sample()))
    assert _says(_read(text.read(copy))) == _says(_copy(Sample()))


def test_a_number_may_lack_its_stop() -> None:
    copy = re.sub(rb"(?m)^5\. ", b"5 ", typed(Sample()))
    report = _read(text.read(copy))
    assert report.numbered_paragraphs == 6
    assert report.warnings == ()


def test_a_gap_in_the_numbers_is_a_warning() -> None:
    sample = replace(Sample(), skipped=frozenset({4}))
    for report in (_copy(sample), _print(sample)):
        assert report.numbered_paragraphs == 3
        assert max(f.paragraph or 0 for f in report.findings) == 7
        assert report.warnings == ("no paragraph is numbered 4",)


def test_a_paragraph_goes_on_over_a_page_break_of_a_copy() -> None:
    copy = typed(Sample()).decode()
    where = copy.index("The police come")
    broken = copy[:where] + "\n\n2\n\f" + copy[where:]
    assert _says(_read(text.read(broken.encode()))) == _says(_copy(Sample()))


def test_a_number_without_a_paragraph_is_kept_and_a_warning() -> None:
    copy = typed(Sample()).decode().replace("2.  Strategy", "2.\n\n3.\n\nStrategy")
    report = _read(text.read(copy.replace("3.  Disabled", "Disabled").encode()))
    assert [p.text for p in report.passages if p.paragraph == 2] == ["2."]
    assert "no paragraph is numbered 2" in report.warnings
    assert report.numbered_paragraphs == 6


# Print and copies


FOOTERS = [
    ("Inspection of Anyshire local authority children's services", "6 to 17 May 2021"),
    ("Inspection of London Borough of Elsewhere", "6 to 17 May 1921"),
    ("Inspection of Anyshire local authority children's services (6 to 17 May 2021)",),
    (),
]


@pytest.mark.parametrize("footer", FOOTERS)
def test_footers_are_no_findings_whatever_they_say(footer: tuple[str, ...]) -> None:
    report = _print(_long(), footer=footer)
    assert report.authority_printed == "Anyshire"
    assert report.end == date(2021, 10, 8)
    assert report.numbered_paragraphs == 30
    words = {word for f in report.findings for word in f.text.split()}
    assert not words & {"Inspection", "Elsewhere", "1921", "17"}
    assert all(f.text.startswith("Team") for f in report.findings if f.paragraph)


def test_a_footer_may_begin_on_the_first_page() -> None:
    foot = "Inspection of Anyshire local authority children's services\n27 September\n"
    lines = typed(_long()).decode().split("\n")
    pages = ["\n".join(lines[at : at + 30]) for at in range(0, len(lines), 30)]
    copy = "\f".join(f"{page}\n{foot}{n}" for n, page in enumerate(pages, start=1))
    report = _read(text.read(copy.encode()))
    assert _says(report) == _says(_copy(_long()))


@pytest.mark.parametrize("columns", [True, False])
def test_a_copy_says_what_the_print_says(columns: bool) -> None:
    sample = replace(Sample(), cover=OLD_COVER)
    printed, copied = _print(sample), _read(text.read(typed(sample, columns=columns)))
    assert _says(copied) == _says(printed)
    assert _grades(copied) == _grades(printed)
    assert copied.periods == printed.periods
    assert [p.name for p in copied.people] == [p.name for p in printed.people]
    assert all(f.page is None for f in copied.findings)
    assert all(f.page is not None for f in printed.findings)


def test_a_web_page_says_what_the_print_says() -> None:
    sample = Sample()
    parts = [f"<h1>{' '.join(sample.cover[:2])}</h1>"]
    parts += [f"<p>{line}</p>" for line in sample.cover[2:]]
    rows = "".join(f"<tr><td>{a}</td><td>{b}</td></tr>" for a, b in sample.table)
    parts.append(f"<table><tr><th>Judgement</th><th>Grade</th></tr>{rows}</table>")
    parts += [f"<p>{line}</p>" for line in sample.overview]
    parts.append(f"<h2>{sample.needs[0]}</h2><ul>")
    parts += [f"<li>{line}</li>" for line in sample.needs[1:]]
    parts.append("</ul>")
    for number, line in sample.numbered():
        parts.append(f"<p>{number} {line}</p>" if number else f"<h2>{line}</h2>")
    parts += [f"<p>{line}</p>" for line in sample.closing]
    report = _read(html.read("".join(parts).encode()))
    assert _says(report) == _says(_copy(sample))
    assert _grades(report) == _grades(_copy(sample))


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", canonical(text))


@pytest.mark.parametrize("read", [_print, _copy])
def test_every_word_stands_in_one_finding_or_passage(
    read: Callable[[Sample], Report],
) -> None:
    sample = Sample()
    report = read(sample)
    kept = Counter(w for p in report.findings + report.passages for w in _words(p.text))
    written = [*sample.cover, "Judgement Grade", *map(" ".join, sample.table)]
    written += [*sample.overview, *sample.needs, *sample.closing]
    written += [line for _, line in sample.numbered()]
    assert kept == Counter(w for line in written for w in _words(line))


def test_spans_give_back_the_words_of_a_finding() -> None:
    pages = pdf.read(drawn(Sample()))
    for finding in _read(pages).findings:
        layer = " ".join(pages.layer[span.start : span.end] for span in finding.spans)
        assert _words(layer) == _words(finding.text)


def test_the_closing_notes_are_no_findings() -> None:
    for report in (_copy(Sample()), _print(Sample())):
        assert report.findings[-1].paragraph == 6
        assert report.passages[-1].text.endswith("Manchester")


# What is none


@pytest.mark.parametrize(
    "copy",
    [
        "",
        "Dear Director\n\nFocused visit to Anyshire children's services\n\n"
        "Under the framework for the inspection of local authority children's services"
        " we looked at the experiences and progress of care leavers.\n",
        "Anyshire\nInspection of services for children in need of help and protection\n"
        "Inspection date: 4 May 2015\n"
        "Children's services in Anyshire are good\n"
        "2.2 Experiences and progress of care leavers\nGood\n",
        "Anyshire County Council\nInspection of looked after children services\n"
        "Inspection dates: 15 – 19 July 2013\n",
        "Children's services in Anyshire were judged by Ofsted last week.\n",
    ],
)
def test_other_documents_do_not_match(copy: str) -> None:
    assert not ilacs.matches(furniture.part(text.read(copy.encode())))


PIECES = st.sampled_from(
    [
        *Sample().cover,
        *OLD_COVER,
        *(LEADERS, HELP, BOTH, OVERALL, "Good", "Judgement", "Grade", "requires"),
        *(f"{HELP}: good", "What needs to improve?1", "◼", "◼ Plans.", "1.", "2. A"),
        *("34 Leaders", "improvement to be good", "© Crown copyright 2019", "\f", ""),
        *("Inspection dates: 31 February 2019 to 99 May", "Lead inspector:", "§ ￾ �"),
    ]
)


@settings(deadline=None)
@given(st.lists(PIECES, max_size=25).map("\n".join))
def test_nothing_printed_makes_it_raise_or_forget(copy: str) -> None:
    pages = text.read(copy.encode())
    body = furniture.part(pages)
    ilacs.matches(body)
    (report,) = ilacs.read(pages, body)
    kept = Counter(w for p in report.findings + report.passages for w in _words(p.text))
    assert kept == Counter(w for line in body.lines() for w in _words(line.clean))
    assert all(finding.text for finding in report.findings)


# Golden and real documents


def test_golden(golden: Callable[[str, str], None]) -> None:
    leaders = LEADERS.removeprefix("The ")
    sections = zip((HELP, BOTH, leaders), Sample().sections, strict=True)
    sample = replace(
        Sample(),
        table=((leaders, "Good"), *Sample().table[1:]),
        sections=tuple((heading, section[1]) for heading, section in sections),
    )
    report = to_json(_print(sample, footer=FOOTERS[0]))
    golden("ilacs.json", json.dumps(report, indent=1, ensure_ascii=False) + "\n")


REAL = (
    "dorset/children-s-services-inspection-19-november-2021.pdf",
    "brent/children-s-services-inspection-02-july-2018.pdf",
    "isle-of-wight/children-s-services-inspection-15-december-2023.pdf",
    "tower-hamlets/children-s-services-inspection-13-january-2025.pdf",
)


@pytest.mark.parametrize("name", REAL)
def test_real_reports_agree_with_the_checked_facts(shared: Path, name: str) -> None:
    path = f"corpus/inspections/{name}"
    if not (shared / path).is_file():
        pytest.skip(f"{path} is not in ../shared")
    facts = {
        row["file"]: row
        for row in map(
            json.loads,
            (shared / "gold/headers.jsonl").read_text(encoding="utf-8").splitlines(),
        )
    }[path]
    report = _read(pdf.read((shared / path).read_bytes()))
    assert report.authority_printed == facts["authority"]
    assert str(report.start) == facts["inspection_start"]
    assert str(report.end) == facts["inspection_end"]
    assert [p.name for p in report.people] == facts["inspectors"]
    assert _grades(report) == facts["judgements"]
    assert report.numbered_paragraphs == facts["numbered_paragraphs"]
    assert report.warnings == ()
