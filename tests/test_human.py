"""Human codings: taken, kept, preferred; agreement measured."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from graph.agreement import agreements, codebook, kappa
from graph.human import COLUMNS, Action, CodingFileError, Decision, read
from inspectgraph.building.build import build
from inspectgraph.building.lock import locked
from inspectgraph.building.plan import Plan
from inspectgraph.cli import main
from ontology.codes import Polarity
from ontology.issues import scheme
from queries.ask import Asker
from queries.exports import codings, findings
from tests.conftest import silent
from tests.samples import LETTER

HEAD = ",".join(COLUMNS)
IRO = "iro-effectiveness"


@pytest.fixture
def out(tmp_path: Path) -> Path:
    (tmp_path / "letter.txt").write_text(LETTER, encoding="utf-8")
    folder = tmp_path / "out"
    source = tmp_path / "letter.txt"
    build(Plan((source,), folder / "graph", folder, workers=1), silent)
    return folder


def code(out: Path, *rows: str, more: str = "") -> Result:
    file = out / "codings.csv"
    file.write_text("\n".join([HEAD, *rows]) + "\n", encoding="utf-8")
    store = ["--store", str(out / "graph"), "code", str(file)]
    return CliRunner().invoke(main, [*store, more] if more else store)


def finding_about(out: Path, words: str) -> str:
    rows = findings(Asker.open(out / "graph"), {})
    return str(next(row["finding"] for row in rows if words in row["text"]))


def test_a_correction_supersedes_and_nothing_is_deleted(out: Path) -> None:
    finding = finding_about(out, "seldom challenge managers")
    result = code(
        out, f"{finding},{IRO},mixed,correct,Ann,2024-05-01,children wait but are seen"
    )
    assert result.exit_code == 0, result.output
    rows = [
        row
        for row in codings(Asker.open(out / "graph"), {})
        if row["finding"] == finding and row["issue"] == IRO
    ]
    old, new = sorted(rows, key=lambda row: bool(row["current"]))
    assert (old["current"], old["polarity"]) == (False, "weakness")
    assert "children wait but are seen" in old["reason"]
    assert (new["current"], new["polarity"], new["method"]) == (True, "mixed", "human")
    assert new["coder"] == "Ann"


def test_a_withdrawal_needs_a_reason_and_empties_the_episode(out: Path) -> None:
    finding = finding_about(out, "seldom challenge managers")
    refused = code(out, f"{finding},{IRO},,withdraw,Ann,2024-05-01,")
    assert refused.exit_code == 1
    assert "reason" in refused.output
    taken = code(out, f"{finding},{IRO},,withdraw,Ann,2024-05-01,not about officers")
    assert taken.exit_code == 0
    rows = findings(Asker.open(out / "graph"), {})
    (row,) = (row for row in rows if row["finding"] == finding)
    assert IRO not in {coding["issue"] for coding in row["codings"]}


def test_the_machines_codings_can_be_asked_for_instead(out: Path) -> None:
    def polarity() -> str:
        rows = findings(Asker.open(out / "graph"), {})
        (row,) = (row for row in rows if row["finding"] == finding)
        return str(next(c["polarity"] for c in row["codings"] if c["issue"] == IRO))

    def rebuilt(*more: str) -> str:
        store = ["--store", str(out / "graph"), "build"]
        result = CliRunner().invoke(main, [*store, *more])
        assert result.exit_code == 0, result.output
        return polarity()

    finding = finding_about(out, "seldom challenge managers")
    code(out, f"{finding},{IRO},mixed,correct,Ann,2024-05-01,children are seen")
    assert polarity() == "mixed"
    assert rebuilt("--machine-codings") == "weakness"
    assert rebuilt(str(out.parent / "letter.txt")) == "mixed"


def test_a_later_decision_supersedes_an_earlier_one(out: Path) -> None:
    finding = finding_about(out, "see children often")
    code(out, f"{finding},caseloads,weakness,add,Ann,2024-05-01,")
    code(out, f"{finding},caseloads,neutral,correct,Bob,2024-06-01,no word of blame")
    rows = [
        (row["coder"], row["polarity"], row["current"])
        for row in codings(Asker.open(out / "graph"), {})
        if row["issue"] == "caseloads"
    ]
    assert sorted(rows) == [("Ann", "weakness", False), ("Bob", "neutral", True)]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("{f},no-such-issue,weakness,add,Ann,2024-05-01,", "line 2: issue"),
        ("{f},caseloads,bad,add,Ann,2024-05-01,", "polarity"),
        ("{f},caseloads,weakness,praise,Ann,2024-05-01,", "add, confirm"),
        ("{f},caseloads,weakness,add,,2024-05-01,", "coder"),
        ("{f},caseloads,weakness,add,Ann,May 2024,", "YYYY-MM-DD"),
        (",caseloads,weakness,add,Ann,2024-05-01,", "finding"),
        ("urn:nothing,caseloads,weakness,add,Ann,2024-05-01,", "no finding"),
    ],
)
def test_a_wrong_row_is_refused_and_nothing_is_stored(
    out: Path, row: str, said: str
) -> None:
    finding = finding_about(out, "see children often")
    result = code(out, row.format(f=finding))
    assert result.exit_code == 1
    assert said in result.output
    assert not (out / "graph" / "human-codings.csv").exists()


def test_rows_about_codings_that_are_not_there_are_all_named(out: Path) -> None:
    finding = finding_about(out, "see children often")
    head = f"{finding},adoption"
    result = code(
        out,
        f"{finding},caseloads,weakness,add,Ann,2024-05-01,",
        f"{head},weakness,confirm,Ann,2024-05-01,",
        f"{head},strength,correct,Ann,2024-05-01,seen otherwise",
        f"{head},,withdraw,Ann,2024-05-01,not there",
    )
    assert result.exit_code == 1
    told = result.output.removeprefix("Error: ").splitlines()
    assert [line.partition(f" {finding}")[0] for line in told] == [
        f"{out / 'codings.csv'}, line {number}: nothing to {action}:"
        for number, action in ((3, "confirm"), (4, "correct"), (5, "withdraw"))
    ]
    assert not (out / "graph" / "human-codings.csv").exists()


def test_codings_that_lost_their_finding_are_told_and_kept(out: Path) -> None:
    def built(*more: str) -> str:
        letter = str(out.parent / "letter.txt")
        store = ["--store", str(out / "graph"), "build", letter, *more]
        result = CliRunner().invoke(main, store)
        assert result.exit_code == 0, result.output
        return result.stderr

    finding = finding_about(out, "see children often")
    code(out, f"{finding},caseloads,weakness,add,Ann,2024-05-01,")
    base = "https://example.org/id/"
    told = (
        f"1 of 1 codings made by people find their finding no more, the first {finding}"
    )
    assert f"warning: {told}" in built("--base", base)
    assert f"warning: {told}" in built()
    assert "find their finding" not in built("--fresh")
    assert "Ann" in (out / "graph.nq").read_text(encoding="utf-8")


def test_a_file_without_the_columns_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "x.csv"
    file.write_text("finding,issue\n", encoding="utf-8")
    with pytest.raises(
        CodingFileError, match=r"no column polarity.*name finding, issue"
    ):
        read(file, scheme())


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_columns_are_parted_as_the_first_line_has_it(tmp_path: Path, mark: str) -> None:
    row = ["urn:x", "caseloads", "weakness", "add", "Ann", "2024-05-01", '"a, b; c"']
    file = tmp_path / "x.csv"
    lines = (mark.join(cells) for cells in (COLUMNS, row))
    file.write_text("\r\n".join(lines), encoding="utf-8-sig", newline="")
    (decision,) = read(file, scheme())
    assert (decision.finding, decision.reason) == ("urn:x", "a, b; c")


def test_a_file_that_is_not_utf_8_is_told_how_to_be_saved(tmp_path: Path) -> None:
    file = tmp_path / "x.csv"
    file.write_bytes(f"{HEAD}\nurn:x,caseloads,weakness,add,Zoë".encode("cp1252"))
    with pytest.raises(CodingFileError, match="UTF-8"):
        read(file, scheme())


def test_what_takes_long_is_announced(out: Path) -> None:
    finding = finding_about(out, "see children often")
    result = code(out, f"{finding},caseloads,weakness,add,Ann,2024-05-01,")
    assert "written anew" in result.stderr.splitlines()[0]


def test_codings_do_not_cross_another_build(out: Path) -> None:
    row = f"{finding_about(out, 'see children often')},caseloads,weakness,add"
    assert code(out, f"{row},Ann,2024-05-01,").exit_code == 0
    kept = (out / "graph" / "human-codings.csv").read_text(encoding="utf-8")
    with locked(out / "graph"):
        refused = code(out, f"{row},Bob,2024-05-02,")
    assert refused.exit_code == 1
    assert "another build is at work there" in refused.output
    assert (out / "graph" / "human-codings.csv").read_text(encoding="utf-8") == kept


def test_an_endpoint_is_not_coded(out: Path) -> None:
    (out / "codings.csv").write_text(f"{HEAD}\n", encoding="utf-8")
    asked = ["--endpoint", "http://127.0.0.1:9/query", "code", str(out / "codings.csv")]
    result = CliRunner().invoke(main, ["--store", str(out / "graph"), *asked])
    assert result.exit_code == 2
    assert "code is for the folder" in result.output


def test_a_source_that_is_gone_and_unreadable_is_told(out: Path) -> None:
    finding = finding_about(out, "see children often")
    (out.parent / "letter.txt").unlink()
    (out.parent / "other.txt").write_text(
        LETTER.replace("2021", "2022"), encoding="utf-8"
    )
    source = (out.parent / "other.txt",)
    build(Plan(source, out / "graph", out, workers=1), silent)
    digest = hashlib.sha256(LETTER.encode()).hexdigest()
    (kept,) = (out / "graph" / "cache").glob(f"{digest}.json")
    kept.write_text("{}", encoding="utf-8")
    result = code(out, f"{finding},caseloads,weakness,add,Ann,2024-05-01,")
    assert "letter.txt: could not be read again: No such file" in result.output
    assert result.exit_code == 1


def test_agreement_is_printed_and_stores_nothing(out: Path) -> None:
    one = finding_about(out, "seldom challenge managers")
    two = finding_about(out, "see children often")
    result = code(
        out,
        f"{one},{IRO},weakness,add,Ann,2024-05-01,",
        f"{two},,,none,Ann,2024-05-01,",
        f"{one},{IRO},weakness,add,Bob,2024-05-02,",
        f"{two},caseloads,weakness,add,Bob,2024-05-02,",
        more="--agreement",
    )
    assert result.exit_code == 0, result.output
    assert "Ann / Bob" in result.output
    on_issues, on_polarity = result.stdout.split("\n\n")
    assert "F1" in on_issues
    assert "same polarity" in on_polarity
    (line,) = [row for row in on_polarity.splitlines() if "Ann / Bob" in row]
    assert line.split()[3:5] == ["1", "1"]
    assert "machine" in result.output
    assert not (out / "graph" / "human-codings.csv").exists()


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        ((20, 5, 10, 50), 0.4),  # the textbook's example
        ((10, 0, 0, 20), 1.0),
        ((0, 10, 10, 20), -1.0),
        ((20, 0, 0, 20), None),  # nothing that chance would not do
    ],
)
def test_kappa(table: tuple[int, int, int, int], expected: float | None) -> None:
    assert kappa(*table) == expected


@given(st.lists(st.tuples(st.booleans(), st.booleans()), min_size=1, max_size=30))
def test_agreement_is_symmetric_and_bounded(cells: list[tuple[bool, bool]]) -> None:
    def decisions(coder: str, place: int) -> list[Decision]:
        return [
            Decision(
                f"urn:{number}",
                "x" if cell[place] else "",
                Polarity.WEAKNESS if cell[place] else None,
                Action.ADD if cell[place] else Action.NONE,
                coder,
                date(2024, 1, 1),
                "",
            )
            for number, cell in enumerate(cells)
        ]

    def pooled(first: int, second: int) -> tuple[float | None, float | None]:
        made = decisions("a", first) + decisions("b", second)
        entries = agreements(codebook(made, {}))
        found = next(e for e in entries if (e.first, e.second) == ("a", "b"))
        return found.kappa, found.f1

    assert pooled(0, 1) == pooled(1, 0)
    strength, f1 = pooled(0, 1)
    assert strength is None or -1 <= strength <= 1
    assert f1 is None or 0 <= f1 <= 1
