"""A build: what it reads, what it says of what it cannot, what it leaves alone."""

from __future__ import annotations

import hashlib
import json
import random
import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from graph import store
from graph.store import StoreError, open_store
from inspectgraph.building import pool
from inspectgraph.building.build import build
from inspectgraph.building.plan import Plan
from inspectgraph.building.report import BuildReport
from inspectgraph.building.work import Done, Task
from inspectgraph.fetching.manifest import Entry, Manifest, State
from ontology.codes import InspectionType
from queries.ask import Asker
from queries.exports import findings, inspections
from tests.conftest import silent
from tests.samples import LETTER, pdf

WEB_PAGE = b"<!DOCTYPE html>\n<html><body>Page not found</body></html>"


def run(
    out: Path, *sources: Path, workers: int = 1, fresh: bool = False
) -> BuildReport:
    return build(Plan(sources, out / "graph", out, fresh, workers), silent)


def reasons(report: BuildReport) -> dict[str, str | None]:
    return {Path(entry.path).name: entry.reason for entry in report.failed}


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    path = tmp_path / "letter.txt"
    path.write_text(LETTER, encoding="utf-8")
    return path


BAD: list[tuple[str, bytes, str]] = [
    ("empty.pdf", b"", "empty file"),
    ("blank.txt", b" \n\n", "empty file"),
    ("page.pdf", WEB_PAGE, "web page"),
    ("noise.pdf", b"\x00\x01\x02 no document", "not a PDF"),
    ("cut.pdf", b"%PDF-1.4\n1 0 obj\n<<", "not a readable PDF"),
    ("locked.pdf", pdf("Secret", password="x"), "password"),
    ("noise.txt", b"\x00\x01\x02\x03", "not text"),
    ("case.yaml", b"inspections: [", "line"),
]


@pytest.mark.parametrize(("name", "data", "reason"), BAD)
def test_what_cannot_be_read_is_one_clear_line(
    tmp_path: Path, name: str, data: bytes, reason: str
) -> None:
    (tmp_path / name).write_bytes(data)
    report = run(tmp_path / "out", tmp_path / name)
    (told,) = reasons(report).values()
    assert told is not None
    assert reason in told
    assert "\n" not in told


def test_a_bad_file_stops_nothing_else(tmp_path: Path, letter: Path) -> None:
    for name, data, _ in BAD:
        (tmp_path / name).write_bytes(data)
    report = run(tmp_path / "out", tmp_path, workers=2)
    assert set(reasons(report)) == {name for name, _, _ in BAD}
    assert report.inspections == 1
    assert report.findings == 5


def test_a_folder_without_reports_is_said_so(tmp_path: Path) -> None:
    folder = tmp_path / "nothing"
    folder.mkdir()
    (folder / "notes.doc").write_text("x")
    report = run(tmp_path / "out", folder)
    assert "no reports in this folder" in str(reasons(report)["nothing"])
    assert report.counts()["skipped"] == 1


def test_a_missing_file_is_said_so(tmp_path: Path) -> None:
    report = run(tmp_path / "out", tmp_path / "absent.pdf")
    assert reasons(report) == {"absent.pdf": "no such file or folder"}


def test_a_failed_build_leaves_the_earlier_graph(tmp_path: Path, letter: Path) -> None:
    run(tmp_path / "out", letter)
    before = (tmp_path / "out" / "graph.nq").read_bytes()
    (tmp_path / "bad.pdf").write_bytes(b"nothing")
    report = run(tmp_path / "out", tmp_path / "bad.pdf")
    assert report.failed
    assert (tmp_path / "out" / "graph.nq").read_bytes() == before
    assert report.inspections == 1


def test_a_second_build_reads_nothing(
    tmp_path: Path, letter: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(tmp_path / "out", letter)

    def refuse(task: Task) -> Done:
        raise AssertionError(f"read again: {task.path}")

    monkeypatch.setattr(pool, "do", refuse)
    report = run(tmp_path / "out", letter)
    assert report.counts() == {"unchanged": 1}
    assert not report.rebuilt


def test_builds_add_up_and_fresh_starts_over(tmp_path: Path, letter: Path) -> None:
    second = tmp_path / "second.txt"
    second.write_text(LETTER.replace("February", "January"), encoding="utf-8")
    run(tmp_path / "out", letter)
    assert run(tmp_path / "out", second).inspections == 2
    assert run(tmp_path / "out", second, fresh=True).inspections == 1


def test_a_changed_file_takes_the_place_of_what_it_was(
    tmp_path: Path, letter: Path
) -> None:
    run(tmp_path / "out", letter)
    letter.write_text(
        LETTER.replace("2 and 3 February", "9 February"), encoding="utf-8"
    )
    run(tmp_path / "out", letter)
    asker = Asker.open(tmp_path / "out" / "graph")
    (row,) = inspections(asker, {})
    assert row["end"] == "2021-02-09"


def test_two_builds_in_two_folders_are_identical(tmp_path: Path) -> None:
    names = ["a.txt", "b.txt", "c.pdf"]
    for place in ("one", "two"):
        folder = tmp_path / place / "reports"
        folder.mkdir(parents=True)
        (folder / names[0]).write_text(LETTER, encoding="utf-8")
        (folder / names[1]).write_text(LETTER.replace("2021", "2022"), encoding="utf-8")
        (folder / names[2]).write_bytes(pdf(LETTER))
    order = [tmp_path / "two" / "reports" / name for name in names]
    random.Random(1).shuffle(order)
    run(tmp_path / "out1", tmp_path / "one" / "reports", workers=2)
    run(tmp_path / "out2", *order)
    for dump in ("graph.nq", "graph.ttl"):
        first = (tmp_path / "out1" / dump).read_bytes()
        assert first == (tmp_path / "out2" / dump).read_bytes()
        assert len(first) > 10_000


def test_copies_are_one_report_and_findings_appear_once(
    tmp_path: Path, letter: Path
) -> None:
    printed = tmp_path / "letter.pdf"
    printed.write_bytes(pdf(LETTER))
    report = run(tmp_path / "out", letter, printed)
    assert report.inspections == 1
    asker = Asker.open(tmp_path / "out" / "graph")
    rows = list(inspections(asker, {}))
    assert len({row["inspection"] for row in rows}) == 1
    assert len({row["document_sha256"] for row in rows}) == 2
    found = list(findings(asker, {}))
    assert len({row["text"] for row in found}) == len(found) == 5
    assert {row["page"] for row in found} <= {1, 2}


def test_the_same_bytes_under_two_names_are_one_snapshot(
    tmp_path: Path, letter: Path
) -> None:
    shutil.copy(letter, tmp_path / "copy.txt")
    report = run(tmp_path / "out", letter, tmp_path / "copy.txt")
    assert report.counts() == {"read": 2}
    asker = Asker.open(tmp_path / "out" / "graph")
    assert len(list(inspections(asker, {}))) == 1


def test_a_paraphrase_gives_way_to_the_document(tmp_path: Path, shared: Path) -> None:
    run(tmp_path / "out")
    (seed,) = (shared / "seeds").glob("000_*.txt")
    run(tmp_path / "out", seed)
    asker = Asker.open(tmp_path / "out" / "graph")
    visit = [
        row
        for row in findings(asker, {})
        if row["date"] == "2020-10-13" and row["inspection"]
    ]
    assert visit
    assert not any(row["paraphrase"] for row in visit)


def test_a_build_report_tells_of_every_source(tmp_path: Path, letter: Path) -> None:
    (tmp_path / "bad.pdf").write_bytes(WEB_PAGE)
    run(tmp_path / "out", letter, tmp_path / "bad.pdf")
    rows: list[dict[str, Any]] = json.loads(
        (tmp_path / "out" / "build-report.json").read_text(encoding="utf-8")
    )
    keys = {"path", "sha256", "status", "reason", "family", "inspection", "warnings"}
    assert all(row.keys() == keys for row in rows)
    assert {row["status"] for row in rows} == {"read", "failed"}
    (read,) = (row for row in rows if row["status"] == "read")
    assert read["family"] == "visit"
    assert read["inspection"].endswith("/2021-02-03/focused-visit")


def test_a_reader_that_dies_is_told_and_others_are_read(
    tmp_path: Path, letter: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(3):
        other = LETTER.replace("2021", str(2022 + number))
        (tmp_path / f"{number}.txt").write_text(other, encoding="utf-8")
    # Spawned workers import this module anew, so the death is asked for by name.
    (tmp_path / "2.txt").rename(tmp_path / "die.txt")
    monkeypatch.setenv("INSPECTGRAPH_TEST_DIE", "die.txt")
    monkeypatch.setattr(pool, "do", die_if_asked)
    report = run(tmp_path / "out", tmp_path, workers=2)
    assert reasons(report) == {"die.txt": "the reader crashed on it"}
    assert report.inspections == 3


def die_if_asked(task: Task) -> Done:
    import os

    from inspectgraph.building.work import do

    if task.path.name == os.environ.get("INSPECTGRAPH_TEST_DIE"):
        os._exit(9)
    return do(task)


def test_a_build_killed_while_writing_leaves_the_old_graph(
    tmp_path: Path, letter: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(tmp_path / "out", letter)
    before = store.current(tmp_path / "out" / "graph").name

    def killed(folder: Path, name: str) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(store, "_point", killed)
    other = tmp_path / "other.txt"
    other.write_text(LETTER.replace("2021", "2023"), encoding="utf-8")
    with pytest.raises(KeyboardInterrupt):
        run(tmp_path / "out", other)
    assert store.current(tmp_path / "out" / "graph").name == before
    assert len(list(open_store(tmp_path / "out" / "graph"))) > 1000
    monkeypatch.undo()
    assert run(tmp_path / "out", other).inspections == 2


def test_no_store_is_an_error_that_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="inspectgraph build"):
        open_store(tmp_path / "none")


def test_a_damaged_cache_is_read_again(tmp_path: Path, letter: Path) -> None:
    run(tmp_path / "out", letter)
    (kept,) = (tmp_path / "out" / "graph" / "cache").glob("*.json")
    kept.write_text(kept.read_text(encoding="utf-8")[:200], encoding="utf-8")
    assert run(tmp_path / "out", letter).counts() == {"read": 1}


def test_addresses_of_originals_come_from_a_manifest(
    tmp_path: Path, letter: Path
) -> None:
    address = "https://files.ofsted.gov.uk/v1/file/1"
    now = datetime(2025, 1, 2, tzinfo=UTC)
    entry = Entry(
        address=address,
        authority="barnsley",
        type=InspectionType.FULL_INSPECTION,
        published=None,
        state=State.SAVED,
        file=letter.name,
        sha256=hashlib.sha256(letter.read_bytes()).hexdigest(),
        retrieved=now,
        checked=now,
    )
    Manifest(tmp_path).record(entry)
    run(tmp_path / "out", letter)
    assert f"<{address}>" in (tmp_path / "out" / "graph.nq").read_text(encoding="utf-8")


def test_a_damaged_manifest_is_told_and_the_reports_are_read(
    tmp_path: Path, letter: Path
) -> None:
    (tmp_path / "manifest.json").write_text("{not json", encoding="utf-8")
    report = run(tmp_path / "out", letter)
    assert report.inspections == 1
    assert "manifest" in str(reasons(report))
