"""``inspectgraph query`` over a small graph: formats, own queries, mistakes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from inspectgraph.cli import main
from tests.serving import built

TRIPLES = "CONSTRUCT { ?i a ig:Issue } WHERE { ?i a ig:Issue }"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(tmp_path_factory.mktemp("command"))


def query(store: Path, *arguments: str, typed: str | bytes | None = None) -> Result:
    whole = ["--store", str(store), "query", *arguments]
    return CliRunner().invoke(main, whole, input=typed)


@pytest.mark.parametrize(
    ("shape", "begins"),
    [
        ("csv", "date,earlier_date"),
        ("tsv", "?date\t?earlier_date"),
        ("json", '{"results"'),
        ("xml", "<?xml"),
        ("sheet", "\ufeffdate"),
        ("table", "date"),
    ],
)
def test_rows_come_in_every_format(store: Path, shape: str, begins: str) -> None:
    result = query(store, "follow-ups", "--format", shape)
    assert result.exit_code == 0, result.output
    assert result.stdout.startswith(begins)


@pytest.mark.parametrize("shape", ["ttl", "nt", "rdf", "jsonld", None])
def test_triples_come_in_every_format(store: Path, shape: str | None) -> None:
    more = ["--format", shape] if shape else []
    result = query(store, "-", *more, typed=TRIPLES)
    assert result.exit_code == 0 and "iro-effectiveness" in result.stdout
    if shape == "jsonld":
        json.loads(result.stdout)


@pytest.mark.parametrize(
    ("arguments", "typed", "status", "said"),
    [
        (["silences", "-p", "authority=Bornemouth"], None, 2, "bournemouth"),
        (["silences", "-p", "nonsense=1"], None, 2, "authority"),
        (["silences", "-p", "authority"], None, 2, "NAME=VALUE"),
        (["repeated-weaknesses", "-p", "times=often"], None, 2, "whole number"),
        (["reorganisations", "-p", "since=2019"], None, 2, "YYYY-MM-DD"),
        (["nonsense"], None, 2, "inspectgraph queries"),
        (["-"], "SELECT * {", 1, "error at 1:"),
        (["-", "--format", "csv"], TRIPLES, 2, "ttl, nt, rdf, jsonld"),
        (["-", "--format", "table"], TRIPLES, 2, "ttl, nt, rdf, jsonld"),
        (["silences", "--format", "ttl"], None, 2, "csv"),
        (["-"], b"ASK { ?s ?p 'caf\xe9' }", 1, "cannot be read"),
        (["q" * 300], None, 1, "cannot be read"),
        (["-"], "SELECT * { SERVICE <urn:x:y> { ?s ?p ?o } }", 1, "standard input: "),
        (["-"], "ASK { SERVICE ?unbound { ?s ?p ?o } }", 1, "unbound"),
    ],
)
def test_mistakes_are_told_in_a_line(
    store: Path, arguments: list[str], typed: str | bytes | None, status: int, said: str
) -> None:
    result = query(store, *arguments, typed=typed)
    assert (result.exit_code, said in result.output) == (status, True), result.output
    assert "Traceback" not in result.output


def test_any_value_can_be_shown(store: Path) -> None:
    odd = """SELECT (BNODE("x") AS ?b) ("soon"^^xsd:date AS ?d) (1/3 AS ?n) ?u
             (EXISTS { ?s a ig:Issue } AS ?yes) {}"""
    result = query(store, "-", typed=odd)
    assert result.exit_code == 0, result.output
    assert "soon" in result.stdout and "0.33" in result.stdout


def test_a_file_with_a_header_has_parameters_too(store: Path, tmp_path: Path) -> None:
    file = tmp_path / "mine.rq"
    file.write_text("# param since: date\nSELECT ($since AS ?day) {}", "utf-8")
    result = query(store, str(file), "-p", "since=2020-02-29", "--format", "csv")
    assert result.stdout.split() == ["day", "2020-02-29"]
