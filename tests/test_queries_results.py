"""Answers in every format, read back, cut, and harmless to spreadsheets."""

from __future__ import annotations

import csv
import io
import json
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import (
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Store,
    Triple,
    parse,
    parse_query_results,
)
from rdflib import Graph

from queries.engines import StoreEngine
from queries.results import CUT, FORMATS, ShapeError, Written, write

EX = "http://e/"
READ_BACK = {
    "json": QueryResultsFormat.JSON,
    "xml": QueryResultsFormat.XML,
    "tsv": QueryResultsFormat.TSV,
}
SPACE = "{http://www.w3.org/2005/sparql-results#}"
quick = settings(max_examples=40, deadline=None)
MIXED = """SELECT ?text (1 AS ?whole) (1.50 AS ?part) (true AS ?yes) ("x"@en AS ?tagged)
 ?unbound (1e0 AS ?wide) ("2020-01-01"^^<http://www.w3.org/2001/XMLSchema#date> AS ?day)
 ?s { ?s ?p ?text }"""


def engine(*texts: str) -> StoreEngine:
    store = Store()
    for index, text in enumerate(texts):
        subject, predicate = NamedNode(f"{EX}{index}"), NamedNode(f"{EX}p")
        store.add(Quad(subject, predicate, Literal(text), NamedNode(f"{EX}g")))
    return StoreEngine(store)


def written(
    on: StoreEngine, sparql: str, name: str, limit: int | None = None
) -> tuple[bytes, Written]:
    out = io.BytesIO()
    told = write(on.query(sparql), name, out, limit)
    return out.getvalue(), told


# Without what XML cannot carry and RDF text here never has.
TEXTS = st.text(
    st.characters(
        codec="utf-8",
        exclude_categories=["Cc", "Cs"],
        exclude_characters="\ufffe\uffff",
    )
    | st.sampled_from("\t\n\r\"'\\<>&=")
)


@pytest.mark.parametrize("name", READ_BACK)
@quick
@given(texts=st.lists(TEXTS, min_size=1, max_size=4))
def test_what_is_written_is_read_back(name: str, texts: list[str]) -> None:
    # The reader of XML that is at hand drops white space at the ends of a value.
    texts = [text.strip() for text in texts] if name == "xml" else texts
    on = engine(*texts)
    body, told = written(on, MIXED, name)
    back = parse_query_results(body, READ_BACK[name])
    assert isinstance(back, QuerySolutions)
    expected = on.query(MIXED)
    assert isinstance(expected, QuerySolutions)
    names = [v.value for v in back.variables]
    assert names == [v.value for v in expected.variables]
    assert sorted(str([row[n] for n in names]) for row in back) == sorted(
        str([row[n] for n in names]) for row in expected
    )
    assert told == Written(len(texts), cut=False)


@quick
@given(texts=st.lists(TEXTS, min_size=1, max_size=4))
def test_xml_keeps_white_space(texts: list[str]) -> None:
    body, _ = written(engine(*texts), "SELECT ?o { ?s ?p ?o }", "xml")
    found = ElementTree.fromstring(body).iter(f"{SPACE}literal")
    assert sorted(literal.text or "" for literal in found) == sorted(texts)


@quick
@given(texts=st.lists(TEXTS, min_size=1, max_size=4))
def test_csv_has_values_as_they_are(texts: list[str]) -> None:
    body, _ = written(engine(*texts), "SELECT ?o { ?s ?p ?o }", "csv")
    assert body.startswith(b"o\r\n")
    rows = list(csv.reader(io.StringIO(body.decode(), newline="")))[1:]
    # An empty value alone in its row is an empty line, which readers skip.
    assert sorted("".join(row) for row in rows) == sorted(texts)


@pytest.mark.parametrize(
    "cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\r=1", "=cmd|' /C calc'!A0"]
)
def test_the_sheet_has_no_formulas_and_the_standard_form_is_untouched(
    cell: str,
) -> None:
    ask = "SELECT ?o (-5 AS ?n) { ?s ?p ?o }"
    sheet, _ = written(engine(cell), ask, "sheet")
    plain, _ = written(engine(cell), ask, "csv")
    assert sheet.startswith("\ufeff".encode())
    reader = csv.reader(io.StringIO(sheet.decode("utf-8-sig"), newline=""))
    assert list(reader)[1] == [f"'{cell}", "-5"]
    assert list(csv.reader(io.StringIO(plain.decode(), newline="")))[1] == [cell, "-5"]


@pytest.mark.parametrize("name", [f.name for f in FORMATS.values() if not f.graph])
def test_a_cut_is_told(name: str) -> None:
    body, told = written(engine("a", "b", "c"), "SELECT ?o { ?s ?p ?o }", name, 2)
    assert told == Written(2, cut=True)
    if name == "json":
        assert json.loads(body)["head"]["link"] == [f"{CUT}2"]
    if name == "xml":
        link = ElementTree.fromstring(body).find(f"{SPACE}head/{SPACE}link")
        assert link is not None and link.get("href") == f"{CUT}2"


@pytest.mark.parametrize("limit", [3, 4, None])
def test_what_ends_at_the_limit_is_not_cut(limit: int | None) -> None:
    body, told = written(engine("a", "b", "c"), "SELECT ?o { ?s ?p ?o }", "json", limit)
    assert told == Written(3, cut=False)
    assert b"link" not in body


@pytest.mark.parametrize(
    ("name", "shape"),
    [
        ("ttl", RdfFormat.TURTLE),
        ("nt", RdfFormat.N_TRIPLES),
        ("rdf", RdfFormat.RDF_XML),
        ("jsonld", RdfFormat.JSON_LD),
    ],
)
def test_triples_are_read_back(name: str, shape: RdfFormat) -> None:
    on = engine("a", "b")
    body, _ = written(on, "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }", name)
    expected = {
        Triple(NamedNode(f"{EX}{i}"), NamedNode(f"{EX}p"), Literal(text))
        for i, text in enumerate("ab")
    }
    assert {quad.triple for quad in parse(body, format=shape)} == expected


@pytest.mark.parametrize("text", ["<&> \"'", "a\r\n\tb", " é 𝄞 ", ""])
def test_any_xml_reader_reads_rdf_xml(text: str) -> None:
    body, _ = written(engine(text), "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }", "rdf")
    found = Graph().parse(data=body, format="xml")
    assert [str(value) for value in found.objects()] == [text]


@pytest.mark.parametrize(
    "triple",
    [
        "?s <http://example.org/1> ?o",  # no name of an element
        "?s ?p 'a\\u0001b'",
        "?s ?p <<( ?s ?p ?o )>>",
    ],
)
def test_what_xml_cannot_say_is_told(triple: str) -> None:
    with pytest.raises(ShapeError, match="ask for ttl or nt"):
        written(engine("a"), f"CONSTRUCT {{ {triple} }} {{ ?s ?p ?o }}", "rdf")


@pytest.mark.parametrize("name", READ_BACK)
@pytest.mark.parametrize("truth", [True, False])
def test_yes_and_no(name: str, truth: bool) -> None:
    body, _ = written(
        engine("a"), "ASK { ?s ?p 'a' }" if truth else "ASK { 1 ?p 2 }", name
    )
    if name == "tsv":
        assert body == (b"true\n" if truth else b"false\n")
        return
    back = parse_query_results(body, READ_BACK[name])
    assert isinstance(back, QueryBoolean) and bool(back) is truth


@pytest.mark.parametrize(
    ("sparql", "name", "said"),
    [
        ("SELECT * { ?s ?p ?o }", "ttl", "json, xml, csv, tsv, sheet"),
        ("CONSTRUCT WHERE { ?s ?p ?o }", "csv", "ttl, nt, rdf, jsonld"),
    ],
)
def test_a_format_for_the_other_kind_is_told(sparql: str, name: str, said: str) -> None:
    with pytest.raises(ShapeError, match=said):
        written(engine("a"), sparql, name)
