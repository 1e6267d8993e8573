"""A graph small enough for a slow engine: four issues, five councils, made up."""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path

from pyoxigraph import RdfFormat, Store

from graph.assemble import Source, assemble
from graph.code_readings import code_reading
from graph.coding.codings import Coder
from graph.dataset import Inputs, graphs
from graph.iris import Minter
from graph.store import write_nquads
from loaders.reading import read_file
from ontology.issues import IssueScheme, scheme

CASE = Path(__file__).parent / "golden" / "queries" / "small.yaml"
ISSUES = frozenset(
    (
        "iro-effectiveness",
        "care-planning-and-reviews",
        "permanence-planning",
        "management-oversight",
    )
)


@cache
def nquads() -> bytes:
    """The graph, made as a build makes it, of the few issues."""
    whole = scheme()
    reading, coded = code_reading(read_file(CASE, CASE.name), Coder(whole))
    inputs = Inputs(
        corpus=assemble([Source(reading, coded)]),
        scheme=IssueScheme(tuple(issue for issue in whole if issue.id in ISSUES)),
        minter=Minter(),
        paths={reading.snapshot.sha256: (CASE.name,)},
        addresses={},
    )
    out = io.BytesIO()
    write_nquads(graphs(inputs), out)
    return out.getvalue()


@cache
def store() -> Store:
    """The same, loaded."""
    found = Store()
    found.load(nquads(), format=RdfFormat.N_QUADS)
    return found
