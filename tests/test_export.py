"""``inspectgraph export``: the graph of the store that is asked, to files and pipes."""

from __future__ import annotations

import os
import subprocess
import sys
import warnings
from collections import Counter
from pathlib import Path

import networkx
import pyarrow
import pytest
from click.testing import CliRunner, Result
from pyarrow import parquet
from pyoxigraph import Quad, RdfFormat, Triple, parse
from rdflib import Dataset, Literal
from rdflib.term import Node

from graph.store import open_store
from graph.terms import decimal
from inspectgraph import context
from inspectgraph.cli import main
from queries.ask import Asker
from queries.columns import COLUMNS
from queries.engines import StoreEngine
from queries.exports import TABLES
from tests import small_graph
from tests.conftest import ROOT
from tests.serving import built


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store without dumps beside it."""
    return built(tmp_path_factory.mktemp("export"))


def export(store: Path, *arguments: str | Path) -> Result:
    whole = ["--store", str(store), "export", *map(str, arguments)]
    return CliRunner().invoke(main, whole)


def quads(data: bytes) -> set[Quad]:
    return set(parse(data, format=RdfFormat.N_QUADS))


def triples(data: bytes) -> set[Triple]:
    return {quad.triple for quad in parse(data, format=RdfFormat.TURTLE)}


def test_a_dump_is_that_of_the_store_whatever_lies_beside_it(
    store: Path, tmp_path: Path
) -> None:
    (store.parent / "graph.nq").write_text("of another store", encoding="utf-8")
    expected = set(open_store(store))
    assert quads(export(store, "graph").stdout_bytes) == expected
    target = tmp_path / "dump.ttl"
    assert export(store, "graph", "--format", "ttl", "-o", target).exit_code == 0
    assert triples(target.read_bytes()) == {quad.triple for quad in expected}
    assert list(tmp_path.iterdir()) == [target]


def test_dumps_of_a_build_say_what_the_store_says_sign_by_sign(bundled: Path) -> None:
    # A store keeps the value of a number, not how it was written.
    expected = set(open_store(bundled / "graph"))
    assert quads((bundled / "graph.nq").read_bytes()) == expected
    union = {quad.triple for quad in expected}
    assert triples((bundled / "graph.ttl").read_bytes()) == union


@pytest.mark.parametrize(
    ("value", "written"),
    [(0, "0"), (0.004, "0"), (0.2, "0.2"), (0.25, "0.25"), (1.0, "1"), (20, "20")],
)
def test_decimals_are_canonical(value: float, written: str) -> None:
    assert decimal(value).value == written


def read_by_rdflib(data: bytes, shape: str) -> set[tuple[Node | str | None, ...]]:
    with warnings.catch_warnings():
        # rdflib warns of what it calls itself.
        warnings.simplefilter("ignore", DeprecationWarning)
        found = Dataset()
        found.parse(data=data, format=shape)
        return set(found.quads())


def test_json_ld_says_what_n_quads_say_to_every_reader(store: Path) -> None:
    plain = export(store, "graph").stdout_bytes
    linked = export(store, "graph", "--format", "jsonld").stdout_bytes
    assert set(parse(linked, format=RdfFormat.JSON_LD)) == quads(plain)
    expected = read_by_rdflib(plain, "nquads")
    assert len(expected) == len(quads(plain))
    assert read_by_rdflib(linked, "json-ld") == expected
    kinds = {
        (o.datatype, o.language) for _, _, o, _ in expected if isinstance(o, Literal)
    }
    assert len(kinds) > 8  # a plain string, a language, numbers, days, codes


def test_a_server_can_be_dumped_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def served(url: str) -> StoreEngine:
        return StoreEngine(small_graph.store())

    monkeypatch.setattr(context, "RemoteEngine", served)
    asked = ["--endpoint", "http://example.org/query", "--store", str(tmp_path)]
    result = CliRunner().invoke(main, [*asked, "export", "graph"])
    assert quads(result.stdout_bytes) == set(small_graph.store())


def test_a_reader_that_has_seen_enough_is_no_error(store: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    call = "from inspectgraph.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", call, "--store", str(store), "export", "findings"],
        stdout=writing,
        stderr=subprocess.PIPE,
        cwd=ROOT,
        check=False,
    )
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_pipe_is_written_to_and_stays(store: Path, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    # Opened for both, neither end waits for the other, whatever the command does.
    both = os.open(pipe, os.O_RDWR | os.O_NONBLOCK)
    result = export(store, "inspections", "--format", "csv", "-o", pipe)
    assert (result.exit_code, pipe.is_fifo()) == (0, True), result.output
    assert b"authority" in os.read(both, 4096)
    os.close(both)


@pytest.mark.parametrize("shape", ["graphml", "gexf"])
def test_a_network_is_the_same_on_any_day(
    store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, shape: str
) -> None:
    written = []
    for day in ("2020-01-01", "2031-12-31"):
        monkeypatch.setattr("time.strftime", lambda *_, day=day: day)
        target = tmp_path / f"{day}.{shape}"
        assert export(store, "graph", "--format", shape, "-o", target).exit_code == 0
        written.append(target.read_bytes())
    assert written[0] == written[1]
    read = networkx.read_gexf if shape == "gexf" else networkx.read_graphml
    found = read(target)
    kinds = Counter(str(kind) for _, kind in found.nodes(data="kind"))
    assert kinds["inspection"] > 5 and found.number_of_edges() > 30


@pytest.fixture(scope="module")
def nothing(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store in which no report was read."""
    line = b"<urn:a> <urn:b> <urn:c> <urn:g> .\n"
    return built(tmp_path_factory.mktemp("nothing"), line)


@pytest.mark.parametrize("what", TABLES)
def test_rows_have_the_columns_and_types_that_are_told(
    what: str, store: Path, bundled: Path
) -> None:
    for folder in (store, bundled / "graph"):
        rows = list(TABLES[what](Asker.open(folder), {}))
        assert rows
        for row in rows:
            assert list(row) == list(COLUMNS[what])
            for name, cell in row.items():
                assert cell is None or type(cell) is COLUMNS[what][name], name


@pytest.mark.parametrize("what", TABLES)
def test_parquet_files_of_several_stores_are_one_table(
    what: str, store: Path, nothing: Path, tmp_path: Path
) -> None:
    tables = []
    for folder in (store, nothing):
        target = tmp_path / f"{folder.parent.name}.parquet"
        assert export(folder, what, "--format", "parquet", "-o", target).exit_code == 0
        tables.append(parquet.read_table(target))
    full, empty = tables
    assert full.schema == empty.schema
    assert full.num_rows > 5 and empty.num_rows == 0
    assert "null" not in {str(column.type) for column in full.schema}
    assert full.column_names == list(COLUMNS[what])
    assert pyarrow.concat_tables(tables).num_rows == full.num_rows


@pytest.mark.parametrize("what", TABLES)
def test_a_csv_without_rows_has_its_head(what: str, nothing: Path) -> None:
    shown = export(nothing, what, "--format", "csv").stdout
    assert shown.splitlines() == [",".join(COLUMNS[what])]


def test_an_output_in_no_folder_is_told(store: Path, tmp_path: Path) -> None:
    result = export(store, "graph", "-o", tmp_path / "no" / "dump.nq")
    assert result.exit_code == 1
    assert f"Error: {tmp_path / 'no' / 'dump.nq'}: No such file" in result.output
