"""``build --as-of``: the graph of then, and every view that says so."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from inspectgraph.building import pool
from inspectgraph.building.build import build
from inspectgraph.building.plan import Plan
from inspectgraph.building.report import BuildReport
from inspectgraph.building.work import Done, Task
from inspectgraph.cli import main
from inspectgraph.fetching.manifest import Entry, Manifest, State
from ontology.codes import InspectionType
from queries.ask import Asker
from queries.catalogue import as_of
from queries.exports import findings
from tests.conftest import ROOT, silent
from tests.samples import LETTER

IRO = "iro-effectiveness"
DAY = date(2021, 12, 31)


def run(out: Path, *sources: Path, day: date | None = DAY) -> BuildReport:
    return build(Plan(sources, out / "graph", out, workers=1, as_of=day), silent)


def call(out: Path, *arguments: str) -> Result:
    store = ["--store", str(out / "graph"), "--out", str(out)]
    return CliRunner().invoke(main, [*store, *arguments])


@pytest.fixture(scope="module")
def then(tmp_path_factory: pytest.TempPathFactory, bundled: Path) -> Path:
    """The bundled case as it was known at the end of 2021."""
    out = tmp_path_factory.mktemp("then")
    shutil.copytree(bundled / "graph", out / "graph")
    shown = call(out, "build", "--as-of", DAY.isoformat())
    assert shown.exit_code == 0, shown.output
    (out / "said.txt").write_text(shown.stderr, encoding="utf-8")
    return out


def test_a_build_says_what_it_left_out(then: Path) -> None:
    said = (then / "said.txt").read_text(encoding="utf-8")
    assert "0 read, 1 unchanged" in said
    assert "4 documents published after 31 December 2021 left out\n" in said
    assert "7 documents with no date of publication" in said
    assert "0 of them may have come out after 31 December 2021\n" in said
    (row,) = json.loads((then / "build-report.json").read_text(encoding="utf-8"))
    assert sum("left out: known from 20" in said for said in row["warnings"]) == 4
    assert sum("taken as known from" in said for said in row["warnings"]) == 7


def test_the_timeline_of_then(then: Path, golden: Callable[[str, str], None]) -> None:
    shown = call(then, "timeline", IRO, "--authority", "bcp").stdout
    golden("as-of/timeline.txt", shown)
    assert "As known on 31 December 2021" in shown
    assert "17 December 2021" not in shown
    assert "no inspection since" in " ".join(shown.split())


@pytest.mark.parametrize(
    ("shape", "words"),
    [
        ("json", '"as_of": "2021-12-31"'),
        ("md", "**As known on 31 December 2021**"),
        ("html", "<strong>As known on 31 December 2021</strong>"),
    ],
)
def test_every_form_of_a_timeline_says_so(then: Path, shape: str, words: str) -> None:
    shown = call(then, "timeline", IRO, "-a", "bcp", "--format", shape)
    assert words in shown.stdout
    assert shown.stderr == ""


@pytest.mark.parametrize(
    "arguments",
    [
        ("timeline", IRO, "-a", "bcp", "--format", "csv"),
        ("export", "inspections"),
        ("promises", "-a", "bcp"),
        ("query", "issue-findings", "-p", "authority=bcp", "-p", f"issue={IRO}"),
        ("authorities", "--loaded"),
    ],
)
def test_what_has_no_room_for_it_says_so_beside(
    then: Path, arguments: tuple[str, ...]
) -> None:
    shown = call(then, *arguments)
    assert shown.exit_code == 0, shown.output
    assert shown.stderr.startswith("As known on 31 December 2021\n")
    assert "As known on" not in shown.stdout


def test_a_store_of_today_says_nothing(bundled: Path) -> None:
    assert as_of(Asker.open(bundled / "graph")) is None
    shown = call(bundled, "export", "inspections")
    assert shown.stderr == ""
    assert "As known" not in call(bundled, "timeline", IRO, "-a", "bcp").output


@pytest.mark.parametrize("shape", ["nq", "ttl", "jsonld"])
def test_a_dump_records_the_day(then: Path, shape: str) -> None:
    shown = call(then, "export", "graph", "--format", shape)
    assert "https://w3id.org/inspectgraph/ns#asOf" in shown.stdout or (
        "ig:asOf" in shown.stdout
    )
    assert as_of(Asker.open(then / "graph")) == DAY


@pytest.mark.parametrize("shape", ["graphml", "gexf"])
def test_a_network_is_named_by_the_day(then: Path, tmp_path: Path, shape: str) -> None:
    target = tmp_path / f"graph.{shape}"
    call(then, "export", "graph", "--format", shape, "-o", str(target))
    assert "As known on 31 December 2021" in target.read_text(encoding="utf-8")


def test_the_explorer_says_so_above_everything(then: Path, bundled: Path) -> None:
    for out, words in ((then, "As known on 31 December 2021"), (bundled, None)):
        target = Path(call(out, "explore", "-a", "bcp").stdout.strip())
        page = target.read_text(encoding="utf-8")
        banner = re.search(r'<p class="known">(.*?)</p>', page)
        assert (banner and banner.group(1)) == words
        assert page.index("<header") > (banner.start() if banner else 0)


def test_the_store_of_then_conforms_and_its_quotations_stand(then: Path) -> None:
    assert call(then, "validate").exit_code == 0
    assert call(then, "verify").exit_code == 0


def test_a_day_after_everything_adds_that_day_alone(
    bundled: Path, tmp_path: Path
) -> None:
    shutil.copytree(bundled / "graph", tmp_path / "graph")
    report = run(tmp_path, day=date(2026, 1, 1))
    assert report.as_of is not None
    assert (report.as_of.later, report.as_of.dateless) == (0, 0)
    plain = set((bundled / "graph.nq").read_text(encoding="utf-8").splitlines())
    late = set((tmp_path / "graph.nq").read_text(encoding="utf-8").splitlines())
    (size,) = plain - late  # of the dataset, which counts the day too
    day, other = sorted(late - plain, key=lambda line: "void#" in line)
    assert "void#triples" in size and "void#triples" in other
    assert "ns#asOf" in day
    assert "2026-01-01" in day


def test_before_the_merger_there_is_no_merged_council(
    then: Path, tmp_path: Path
) -> None:
    shutil.copytree(then / "graph", tmp_path / "graph")
    run(tmp_path, day=date(2018, 12, 31))
    shown = call(tmp_path, "timeline", IRO, "-a", "bcp")
    assert shown.exit_code == 1
    assert "as known on 2018-12-31" in shown.output
    before = json.loads(
        call(tmp_path, "timeline", IRO, "-a", "bournemouth", "--format", "json").stdout
    )
    assert before["lineage"] == ["Bournemouth"]
    listed = call(tmp_path, "authorities", "bournemouth").stdout
    assert "2019" not in listed
    dump = (tmp_path / "graph.nq").read_text(encoding="utf-8").splitlines()
    # The shipped questions are in the store too, with the case as their example.
    stated = (line for line in dump if not line.endswith("graph/queries> ."))
    assert not any("bournemouth-christchurch-poole" in line for line in stated)


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    path = tmp_path / "letter.txt"
    path.write_text(LETTER, encoding="utf-8")
    return path


def test_nothing_is_read_again_and_a_plain_build_brings_all_back(
    tmp_path: Path, letter: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(tmp_path / "out", letter, day=None)
    whole = (tmp_path / "out" / "graph.nq").read_bytes()

    def refuse(task: Task) -> Done:
        raise AssertionError(f"read again: {task.path}")

    monkeypatch.setattr(pool, "do", refuse)
    # The letter tells of February and was written in March.
    early = run(tmp_path / "out", letter, day=date(2021, 3, 11))
    assert early.as_of is not None
    assert (early.as_of.later, early.inspections, early.rebuilt) == (1, 0, True)
    assert early.entries[0].inspection is None
    assert run(tmp_path / "out", letter, day=date(2021, 3, 12)).inspections == 1
    assert run(tmp_path / "out", letter, day=None).inspections == 1
    assert (tmp_path / "out" / "graph.nq").read_bytes() == whole


def test_the_day_a_report_was_listed_under_counts_and_is_kept(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    undated = LETTER.replace("12 March 2021", "")
    (folder / "letter.txt").write_text(undated, encoding="utf-8")
    entry = Entry(
        address="https://files.ofsted.gov.uk/v1/file/1",
        authority="rutland",
        type=InspectionType.FOCUSED_VISIT,
        published=date(2021, 3, 12),
        state=State.SAVED,
        file="letter.txt",
        sha256=sha256(undated.encode()).hexdigest(),
        size=len(undated),
        retrieved=datetime(2024, 1, 1, tzinfo=UTC),
        checked=datetime(2024, 1, 1, tzinfo=UTC),
    )
    Manifest(folder).record(entry)
    out = tmp_path / "out"
    assert run(out, folder, day=date(2021, 3, 11)).inspections == 0
    told = call(out, "build", "--as-of", "2021-03-12").stderr
    assert "0 documents published after" in told
    assert "no date of publication" not in told
    assert "1 inspection " in told
    assert entry.address in (out / "graph.nq").read_text(encoding="utf-8")


def test_what_ended_shortly_before_the_day_may_have_come_out_after_it(
    tmp_path: Path,
) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text(LETTER.replace("12 March 2021", ""), encoding="utf-8")
    for day, doubtful in ((date(2021, 2, 3), 1), (DAY, 0)):
        left_out = run(tmp_path / "out", letter, day=day).as_of
        assert left_out is not None
        assert (left_out.undated, left_out.doubtful) == (1, doubtful)


def test_codings_made_later_stay_out_and_are_kept(tmp_path: Path, letter: Path) -> None:
    def polarities() -> Iterator[str]:
        for row in findings(Asker.open(tmp_path / "out" / "graph"), {}):
            if row["finding"] == finding:
                yield from (c["polarity"] for c in row["codings"] if c["issue"] == IRO)

    out = tmp_path / "out"
    run(out, letter)
    rows = findings(Asker.open(out / "graph"), {})
    finding = next(r["finding"] for r in rows if "seldom challenge" in r["text"])
    file = tmp_path / "codings.csv"
    file.write_text(
        "finding,issue,polarity,action,coder,date,reason\n"
        f"{finding},{IRO},mixed,correct,Ann,2022-01-01,children are seen\n",
        encoding="utf-8",
    )
    coded = call(out, "code", str(file))
    assert (
        "codings made after 31 December 2021 are kept and not shown: 1" in coded.output
    )
    assert list(polarities()) == ["weakness"]
    told = call(out, "build", "--as-of", "2022-01-01")
    assert "coding made" not in told.output
    assert list(polarities()) == ["mixed"]
    told = call(out, "build", "--as-of", "2021-12-31")
    assert "1 coding made by people after 31 December 2021 left out" in told.output
    # Another view of the store, and still of that day.
    call(out, "build", "--machine-codings")
    assert as_of(Asker.open(out / "graph")) == DAY


def test_a_document_without_any_day_is_warned_of(tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("A note on the fostering of foxes.\n")
    result = call(
        tmp_path / "out", "build", "--as-of", "2021-12-31", str(tmp_path / "note.txt")
    )
    assert result.exit_code == 0
    assert "warning: 1 document that tell of no day left out" in result.output
    assert "The store has 0 inspections" in result.output


@pytest.mark.parametrize("day", ["31/12/2021", "2021-02-30", "yesterday", ""])
def test_what_is_no_day_is_told_in_a_line(tmp_path: Path, day: str) -> None:
    result = call(tmp_path, "build", "--as-of", day)
    assert result.exit_code == 2
    assert "--as-of" in result.output
    assert "Traceback" not in result.output


def test_the_recipe_works_as_it_is_printed(bundled: Path, tmp_path: Path) -> None:
    page = (ROOT / "docs" / "recipes.md").read_text(encoding="utf-8")
    section = page.split("## As it was known on a day")[1]
    found = re.search(r"```sh\n(.*?)```", section, re.DOTALL)
    assert found is not None
    shutil.copytree(bundled / "graph", tmp_path / "out" / "graph")
    shown = subprocess.run(
        ["bash", "-e", "-c", found.group(1)],
        cwd=tmp_path,
        env=os.environ
        | {"PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert "As known on 31 December 2021" in shown.stdout
    assert "4 documents published after 31 December 2021 left out" in shown.stderr
