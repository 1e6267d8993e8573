"""The command line: answers, errors in one line, exit codes."""

from __future__ import annotations

import csv
import io
import json
import os
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from inspectgraph.cli import main
from inspectgraph.render.files import put_at
from tests.samples import LETTER

IRO = "iro-effectiveness"
COMMANDS = main.list_commands(click.Context(main))


def call(out: Path, *arguments: str) -> Result:
    store = ["--store", str(out / "graph"), "--out", str(out)]
    return CliRunner().invoke(main, [*store, *arguments])


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_an_example(name: str) -> None:
    shown = CliRunner().invoke(main, [name, "--help"])
    assert shown.exit_code == 0
    assert f"inspectgraph {name}" in shown.output
    assert "Example" in shown.output


def test_the_contract_of_commands() -> None:
    expected = (
        "build timeline recur query queries issues authorities explore serve export"
        " verify validate code compare promises silences fetch"
    )
    assert set(expected.split()) <= set(COMMANDS)


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (("timeline", "iro-efectiveness", "-a", "bcp"), 1, "iro-effectiveness"),
        (("timeline", IRO, "-a", "bornemouth"), 1, "bournemouth"),
        (("timeline", IRO), 2, "--authority"),
        (("timeline", IRO, "-a", "leeds"), 1, "no inspection of Leeds"),
        (("query", "no-such-question"), 2, "inspectgraph queries"),
        (("query", "silences", "-p", "authority"), 2, "NAME=VALUE"),
        (("query", "silences", "-p", "colour=red"), 2, "authority"),
        (("query", "repeated-weaknesses", "-p", "times=many"), 2, "whole number"),
        (("export", "findings", "--format", "nq"), 2, "jsonl"),
        (("export", "graph", "--format", "csv"), 2, "nq"),
        (("export", "findings", "--format", "parquet"), 2, "-o"),
        (("issues", "zeppelin"), 1, "zeppelin"),
        (("promises",), 2, "--issue"),
        (("build", "--base", "nonsense"), 2, "web address"),
    ],
)
def test_mistakes_are_told_in_a_line(
    bundled: Path, arguments: tuple[str, ...], status: int, said: str
) -> None:
    result = call(bundled, *arguments)
    assert result.exit_code == status
    assert said in result.output
    assert "Traceback" not in result.output
    assert result.exception is None or isinstance(result.exception, SystemExit)


@pytest.mark.parametrize(
    "arguments", [("timeline", IRO, "-a", "bcp"), ("verify",), ("export", "people")]
)
def test_without_a_store_the_way_to_one_is_told(
    tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    result = call(tmp_path, *arguments)
    assert result.exit_code == 1
    assert "inspectgraph build" in result.output


def test_the_timeline_of_the_case_this_began_with(bundled: Path) -> None:
    shown = call(bundled, "timeline", IRO, "--authority", "bcp", "--format", "json")
    history = json.loads(shown.stdout)
    told = [(e["date"], e["state"]) for e in history["episodes"]]
    assert [pair for pair in told if pair[1] not in ("unreadable", "out_of_scope")] == [
        ("2014-05-21", "weakness"),
        ("2019-11-06", "weakness"),
        ("2020-10-13", "weakness"),
        ("2021-12-17", "silent"),
        ("2022-10-05", "silent"),
        ("2024-12-13", "strength"),
    ]
    paragraphs = {
        e["date"]: [q["paragraph"] for q in e["evidence"]] for e in history["episodes"]
    }
    assert paragraphs["2014-05-21"] == [4, 41, 51, 67]
    assert paragraphs["2020-10-13"] == [18]
    assert paragraphs["2024-12-13"] == [20]
    (promise,) = history["commitments"]
    assert promise["date"].startswith("2021-0")
    assert promise["verdict"] == "silent"
    assert history["status"] == "resolved"
    assert history["longest_run"] == 3
    assert history["crossed_reorganisation"]
    assert all(q["paraphrase"] for e in history["episodes"] for q in e["evidence"])


def test_lineages_differ(bundled: Path) -> None:
    def lineage(kind: str) -> list[str]:
        shown = call(
            bundled, "timeline", IRO, "-a", "bcp", "--lineage", kind, "--format", "json"
        )
        return list(json.loads(shown.stdout)["lineage"])

    assert "Dorset County Council" in lineage("function")
    assert "Christchurch" in lineage("corporate")
    assert "Dorset County Council" not in lineage("corporate")
    assert lineage("none") == ["Bournemouth, Christchurch and Poole"]


def test_the_timeline_in_the_terminal(bundled: Path) -> None:
    shown = call(bundled, "timeline", IRO, "-a", "bcp").output
    assert re.search(r"13 October 2020 +▼ weakness", shown)
    assert re.search(r"17 December 2021 +○ not mentioned", shown)
    assert re.search(r"13 December 2024 +▲ strength", shown)
    assert "✎ promise" in shown
    assert "Bournemouth*" in shown
    assert not re.search(r" $", shown, flags=re.MULTILINE)


def test_the_timeline_as_csv_has_silent_rows(bundled: Path) -> None:
    shown = call(bundled, "timeline", IRO, "-a", "bcp", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(shown.stdout)))
    silent = [row for row in rows if row["state"] == "silent"]
    assert {row["date"] for row in silent} == {"2021-12-17", "2022-10-05"}
    assert all(row["text"] == "" for row in silent)


def test_the_timeline_as_markdown(bundled: Path) -> None:
    shown = call(bundled, "timeline", IRO, "-a", "bcp", "--format", "md").output
    assert shown.startswith("# Effectiveness of independent reviewing officers\n")
    assert "## 13 October 2020: Bournemouth, Christchurch and Poole" in shown
    assert "paragraph 18" in shown


def test_exports_have_the_fields_of_the_contract(bundled: Path) -> None:
    fields = {
        "inspections": (
            "inspection document_sha256 path title authority authority_gss framework"
            " type start end periods published lead_inspector inspectors addressees"
            " signatories theme judgements areas_for_priority_action needs_to_improve"
            " numbered_paragraphs pages"
        ),
        "findings": (
            "finding inspection document_sha256 authority authority_gss date section"
            " kind paragraph page text codings trend back_reference"
        ),
        "codings": "finding issue polarity evidence method confidence",
        "people": ("person role organisation from to attested_on document_sha256 page"),
    }
    for what, names in fields.items():
        shown = call(bundled, "export", what)
        rows = [json.loads(line) for line in shown.stdout.splitlines()]
        assert rows
        assert set(names.split()) <= rows[0].keys(), what


@pytest.mark.parametrize("shape", ["jsonl", "csv", "parquet"])
def test_tables_are_written_whole(bundled: Path, tmp_path: Path, shape: str) -> None:
    target = tmp_path / f"findings.{shape}"
    result = call(bundled, "export", "findings", "--format", shape, "-o", str(target))
    assert result.exit_code == 0
    assert target.stat().st_size > 10_000
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize("shape", ["nq", "ttl", "jsonld", "graphml", "gexf"])
def test_graphs_are_written_whole(bundled: Path, tmp_path: Path, shape: str) -> None:
    target = tmp_path / f"graph.{shape}"
    result = call(bundled, "export", "graph", "--format", shape, "-o", str(target))
    assert result.exit_code == 0, result.output
    assert target.stat().st_size > 5_000


def test_a_pipe_is_written_to_and_stays(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with ThreadPoolExecutor() as reader:
        read = reader.submit(pipe.read_text, "utf-8")
        with put_at(pipe) as place:
            place.write_text("rows", "utf-8")
        assert read.result() == "rows"
    assert pipe.is_fifo()


def test_a_file_is_replaced_whole_and_behind_its_link(tmp_path: Path) -> None:
    file, link = tmp_path / "file", tmp_path / "link"
    file.write_text("before", "utf-8")
    link.symlink_to(file)
    with pytest.raises(ValueError, match="broken off"), put_at(link) as place:
        place.write_text("half", "utf-8")
        raise ValueError("broken off")
    assert file.read_text("utf-8") == "before"
    with put_at(link) as place:
        place.write_text("after", "utf-8")
    assert link.is_symlink() and file.read_text("utf-8") == "after"
    assert sorted(tmp_path.iterdir()) == [file, link]


def test_an_output_that_cannot_be_written_is_told(
    bundled: Path, tmp_path: Path
) -> None:
    target = tmp_path / "no" / "such" / "folder.csv"
    result = call(bundled, "export", "people", "--format", "csv", "-o", str(target))
    assert result.exit_code == 1
    assert "No such file" in result.output


def test_verify_and_validate_pass_on_the_bundled_case(bundled: Path) -> None:
    verified = call(bundled, "verify")
    assert verified.exit_code == 0
    # It is told in words of our own throughout.
    assert "1 document re-read; 0 findings," in verified.output
    assert re.search(r"\d{2,} statements in a case's own words", verified.output)
    assert call(bundled, "validate").exit_code == 0


def test_a_build_with_a_bad_file_ends_with_one(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text(LETTER, encoding="utf-8")
    (tmp_path / "bad.pdf").write_bytes(b"<html></html>")
    result = call(
        tmp_path / "out",
        "build",
        "--workers",
        "1",
        str(tmp_path / "letter.txt"),
        str(tmp_path / "bad.pdf"),
    )
    assert result.exit_code == 1
    assert f"failed: {tmp_path / 'bad.pdf'}: not a PDF" in result.output
    assert "1 inspection " in result.output
    assert call(tmp_path / "out", "timeline", IRO, "-a", "rutland").exit_code == 0


def test_lists_can_be_searched(bundled: Path) -> None:
    assert IRO in call(bundled, "issues", "reviewing officers").output
    assert "silences" in call(bundled, "queries", "silence").output
    loaded = call(bundled, "authorities", "--loaded").output
    assert "bournemouth-christchurch-poole" in loaded
    assert "leeds" not in loaded


def test_a_query_of_ones_own(bundled: Path, tmp_path: Path) -> None:
    own = tmp_path / "own.rq"
    own.write_text(
        "PREFIX ig: <https://w3id.org/inspectgraph/ns#>\n"
        "SELECT (COUNT(?i) AS ?n) WHERE { ?i a ig:Inspection }",
        encoding="utf-8",
    )
    shown = call(bundled, "query", str(own), "--format", "csv")
    assert shown.stdout.splitlines() == ["n", "13"]
    own.write_text("SELECT nonsense", encoding="utf-8")
    assert call(bundled, "query", str(own)).exit_code == 1


def test_options_are_documented() -> None:
    for name in COMMANDS:
        command = main.get_command(click.Context(main), name)
        assert command is not None
        for parameter in command.params:
            if isinstance(parameter, click.Option) and parameter.name != "help":
                assert parameter.help or parameter.name in (
                    "shape", "output", "times", "authority", "host",
                ), f"{name}: {parameter.name}"  # fmt: skip
