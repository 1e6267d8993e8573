"""Whole ILACS reports: print and copies, footers, the words, real ones."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders import furniture, html, ilacs, pdf, text
from loaders.healing import canonical
from loaders.records import Report
from loaders.serial import to_json
from tests.ilacs_documents import (
    BOTH,
    HELP,
    LEADERS,
    OLD_COVER,
    OVERALL,
    Sample,
    copied,
    drawn,
    grades_of,
    long_report,
    printed,
    read,
    says,
    typed,
)

# Print and copies


FOOTERS = [
    ("Inspection of Anyshire local authority children's services", "6 to 17 May 2021"),
    ("Inspection of London Borough of Elsewhere", "6 to 17 May 1921"),
    ("Inspection of Anyshire local authority children's services (6 to 17 May 2021)",),
    (),
]


@pytest.mark.parametrize("footer", FOOTERS)
def test_footers_are_no_findings_whatever_they_say(footer: tuple[str, ...]) -> None:
    report = printed(long_report(), footer=footer)
    assert report.authority_printed == "Anyshire"
    assert report.end == date(2021, 10, 8)
    assert report.numbered_paragraphs == 30
    words = {word for f in report.findings for word in f.text.split()}
    assert not words & {"Inspection", "Elsewhere", "1921", "17"}
    assert all(f.text.startswith("Team") for f in report.findings if f.paragraph)


def test_a_footer_may_begin_on_the_first_page() -> None:
    foot = "Inspection of Anyshire local authority children's services\n27 September\n"
    lines = typed(long_report()).decode().split("\n")
    pages = ["\n".join(lines[at : at + 30]) for at in range(0, len(lines), 30)]
    copy = "\f".join(f"{page}\n{foot}{n}" for n, page in enumerate(pages, start=1))
    report = read(text.read(copy.encode()))
    assert says(report) == says(copied(long_report()))


@pytest.mark.parametrize("columns", [True, False])
def test_a_copy_says_what_the_print_says(columns: bool) -> None:
    sample = replace(Sample(), cover=OLD_COVER)
    print_, copy = printed(sample), read(text.read(typed(sample, columns=columns)))
    assert says(copy) == says(print_)
    assert grades_of(copy) == grades_of(print_)
    assert copy.periods == print_.periods
    assert [p.name for p in copy.people] == [p.name for p in print_.people]
    assert all(f.page is None for f in copy.findings)
    assert all(f.page is not None for f in print_.findings)


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
    report = read(html.read("".join(parts).encode()))
    assert says(report) == says(copied(sample))
    assert grades_of(report) == grades_of(copied(sample))


def words_of(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", canonical(text))


@pytest.mark.parametrize("made", [printed, copied])
def test_every_word_stands_in_one_finding_or_passage(
    made: Callable[[Sample], Report],
) -> None:
    sample = Sample()
    report = made(sample)
    kept = Counter(
        w for p in report.findings + report.passages for w in words_of(p.text)
    )
    written = [*sample.cover, "Judgement Grade", *map(" ".join, sample.table)]
    written += [*sample.overview, *sample.needs, *sample.closing]
    written += [line for _, line in sample.numbered()]
    assert kept == Counter(w for line in written for w in words_of(line))


def test_spans_give_back_the_words_of_a_finding() -> None:
    pages = pdf.read(drawn(Sample()))
    for finding in read(pages).findings:
        layer = " ".join(pages.layer[span.start : span.end] for span in finding.spans)
        assert words_of(layer) == words_of(finding.text)


def test_the_closing_notes_are_no_findings() -> None:
    for report in (copied(Sample()), printed(Sample())):
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
    kept = Counter(
        w for p in report.findings + report.passages for w in words_of(p.text)
    )
    assert kept == Counter(w for line in body.lines() for w in words_of(line.clean))
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
    report = to_json(printed(sample, footer=FOOTERS[0]))
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
    report = read(pdf.read((shared / path).read_bytes()))
    assert report.authority_printed == facts["authority"]
    assert str(report.start) == facts["inspection_start"]
    assert str(report.end) == facts["inspection_end"]
    assert [p.name for p in report.people] == facts["inspectors"]
    assert grades_of(report) == facts["judgements"]
    assert report.numbered_paragraphs == facts["numbered_paragraphs"]
    assert report.warnings == ()
