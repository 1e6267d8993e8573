"""Any bytes in, a reading or one clear error out; the same words, the same records."""

from __future__ import annotations

import json
import subprocess
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from shutil import which

import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from loaders.errors import ReadError
from loaders.reading import families, open_pages, read
from loaders.records import Reading, Report
from tests.conftest import GOLDEN
from tests.samples import LETTER, pdf

PRINTED = pdf(LETTER)
SLOW = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)


@pytest.mark.parametrize("family", sorted(set(families())))
def test_every_family_has_a_golden_record(family: str) -> None:
    """A reader without a record to hold it to is a reader nobody checks."""
    found = [path for path in GOLDEN.glob("*.json") if path.stem.startswith(family)]
    assert found, f"no tests/golden/{family}*.json"


def outcome(data: bytes, suffix: str) -> Reading | str:
    try:
        return read(data, "sample", suffix)
    except ReadError as error:
        assert "\n" not in str(error)
        return str(error)


@SLOW
@given(st.binary(max_size=4000), st.sampled_from([".pdf", ".txt", ".html", ".yaml"]))
def test_any_bytes_give_a_reading_or_one_line(data: bytes, suffix: str) -> None:
    outcome(data, suffix)


@SLOW
@given(
    st.lists(
        st.tuples(st.integers(0, len(PRINTED) - 1), st.integers(0, 255)), max_size=40
    ),
    st.integers(0, len(PRINTED)),
)
def test_a_damaged_pdf_gives_a_reading_or_one_line(
    changes: list[tuple[int, int]], length: int
) -> None:
    data = bytearray(PRINTED)
    for place, value in changes:
        data[place] = value
    outcome(bytes(data), ".pdf")
    outcome(bytes(data[:length]), ".pdf")


LINES = LETTER.split("\n")


@SLOW
@given(st.permutations(LINES), st.integers(1, len(LINES)))
def test_a_letter_in_any_disorder_is_read(lines: list[str], kept: int) -> None:
    outcome("\n".join(lines[:kept]).encode() or b"x", ".txt")


@SLOW
@given(st.text(max_size=2000))
def test_any_text_is_read(text: str) -> None:
    outcome(text.encode("utf-8", "replace") or b"x", ".txt")
    outcome(f"<p>{text}</p>".encode("utf-8", "replace"), ".html")


def facts(report: Report) -> Report:
    """A report without the places its words stand at, which copies differ in."""

    def bare(passages: tuple[object, ...]) -> tuple[object, ...]:
        return tuple(
            replace(passage, spans=(), page=None)  # type: ignore[type-var]
            for passage in passages
        )

    return replace(
        report,
        people=tuple(replace(person, page=None) for person in report.people),
        judgements=tuple(replace(each, page=None) for each in report.judgements),
        findings=bare(report.findings),  # type: ignore[arg-type]
        passages=(),
        follow_ups=bare(report.follow_ups),  # type: ignore[arg-type]
        commitments=bare(report.commitments),  # type: ignore[arg-type]
    )


def letter(text: str | bytes, suffix: str = ".txt") -> Report:
    data = text.encode() if isinstance(text, str) else text
    (report,) = read(data, "letter", suffix).reports
    return facts(report)


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.replace("\n", "\r"),
        lambda text: text.replace("'", "’"),
        lambda text: text.replace("fi", "ﬁ"),
        lambda text: text.replace("children", "chil\u00addren"),
        lambda text: "\ufeff" + text,
        lambda text: text.replace(" ", "\u00a0"),
        lambda text: text.replace("\n\n", "\n \n\n"),
        lambda text: text.replace("\u25fc", "\uf06e"),
    ],
    ids=[
        "carriage returns and line feeds", "carriage returns", "curly apostrophes",
        "ligatures", "soft hyphens", "byte order mark", "no-break spaces",
        "more blank lines", "another bullet",
    ],
)  # fmt: skip
def test_how_it_was_typed_makes_no_difference(change: Callable[[str], str]) -> None:
    assert letter(change(LETTER)) == letter(LETTER)


def test_encodings_make_no_difference() -> None:
    curly = LETTER.replace("'", "’").replace("\u25fc", "•")
    assert letter(curly.encode("cp1252")) == letter(curly)
    assert letter(curly.encode("utf-16")) == letter(curly)


def test_a_web_copy_gives_the_same_facts_and_findings() -> None:
    blocks = "".join(f"<p>{part}</p>\n" for part in LETTER.split("\n\n"))
    copy = blocks.replace("\n", "<br>\n").replace("<p>\u25fc ", "<li>")
    assert letter(f"<html><body>{copy}</body></html>", ".html") == letter(LETTER)


def test_a_printed_copy_gives_the_same_facts_and_findings() -> None:
    assert letter(PRINTED, ".pdf") == letter(LETTER)


def test_a_pdf_named_text_is_still_a_pdf() -> None:
    assert isinstance(outcome(PRINTED, ".txt"), Reading)


SAMPLES = (
    "focused-visits/dorset",
    "inspections/dorset",
    "inspections/barnsley",
    "send-inspections/bedford",
    "joint-inspections/barnsley",
)


def extracted(path: Path, how: str) -> bytes:
    if how == "pdftotext":
        if which("pdftotext") is None:
            pytest.skip("pdftotext is not installed")
        shown = subprocess.run(
            ["pdftotext", "-layout", path, "-"], capture_output=True, check=True
        )
        return shown.stdout
    document = pypdfium2.PdfDocument(path)
    pages = [page.get_textpage().get_text_range() for page in document]
    document.close()
    return "\f".join(pages).encode()


@pytest.mark.parametrize("how", ["pdftotext", "pdfium text"])
@pytest.mark.parametrize("folder", SAMPLES)
def test_text_copies_of_real_reports_give_the_same_facts(
    shared: Path, folder: str, how: str
) -> None:
    path = min((shared / "corpus" / folder).glob("*.pdf"))
    printed = read(path.read_bytes(), path.name, ".pdf").reports[0]
    copy = read(extracted(path, how), path.name, ".txt").reports[0]
    for name in (
        "authority", "framework", "type", "periods", "published", "theme",
        "needs_to_improve", "priority_actions", "numbered_paragraphs",
    ):  # fmt: skip
        assert getattr(copy, name) == getattr(printed, name), name
    assert facts(copy).judgements == facts(printed).judgements
    assert facts(copy).people == facts(printed).people
    mine = Counter(" ".join(each.text for each in copy.findings).split())
    theirs = Counter(" ".join(each.text for each in printed.findings).split())
    assert (mine & theirs).total() >= 0.97 * theirs.total(), theirs - mine
    assert (mine & theirs).total() >= 0.97 * mine.total(), mine - theirs
    if how == "pdftotext":  # the other keeps no blank lines, so paragraphs run on
        same = {each.text for each in copy.findings}
        true = {each.text for each in printed.findings}
        assert len(same & true) >= 0.9 * len(true), sorted(true - same)[:3]


def test_pages_are_kept_whatever_the_family(shared: Path) -> None:
    gold = (shared / "gold" / "headers.jsonl").read_text(encoding="utf-8")
    rows = [json.loads(line) for line in gold.splitlines()]
    row = next(row for row in rows if row["pages"])
    data = (shared / row["file"]).read_bytes()
    assert len(open_pages(data, ".pdf").pages) == row["pages"]


@pytest.mark.parametrize(
    "inspection",
    [
        "inspection of services for children in need of help and protection",
        "inspection of safeguarding and looked after children services",
        "inspection of looked after children",
        "review of the effectiveness of the local safeguarding children board",
    ],
)
def test_an_article_that_names_an_inspection_by_its_title_is_an_article(
    inspection: str,
) -> None:
    words = (
        "Anyshire’s children’s services praised",
        "Published 15 May 2014",
        f"Ofsted has published its {inspection} in Anyshire, and it is a good one.",
        "“We are pleased,” said Jo Field, director of children’s services.",
        "Inspectors found that visits are made in time and that plans are clear.",
        "3 comments",
    )
    reading = read("\n\n".join(words).encode(), "article.txt", ".txt")
    assert [report.family for report in reading.reports] == ["news"]
