"""Pages of the explorer to test: the bundled case, five made-up councils, hostile text."""

from __future__ import annotations

import io
import itertools
from functools import cache
from typing import Any

from pyoxigraph import RdfFormat, Store

from graph.assemble import Source, assemble
from graph.code_readings import code_reading
from graph.coding.codings import Coder
from graph.dataset import Inputs, graphs
from graph.iris import Minter
from graph.store import write_nquads
from inspectgraph.building.sources import bundled
from inspectgraph.explorer import page
from inspectgraph.explorer.scope import choose
from loaders.reading import read_file
from ontology.issues import IssueScheme, scheme
from queries.ask import Asker
from queries.timeline import authority_named
from tests import small_graph

ISSUE = "iro-effectiveness"
#: What reports, names and titles might hold to get out of where they are put.
HOSTILE = (
    "</script><script>window.hit=1</script>",
    '"><img src=x onerror="window.hit=1">',
    "<svg onload=window.hit=1>",
    "a\u2028b\u2029c",
    "javascript:window.hit=1",
    "\u202egnirts desrever\u202c",
    "<!--<script>",
    "]]>&amp;&#60;b&#62;",
    "'-window.hit=1-'",
    "{{ 7 * 7 }}${window.hit=1}",
)


@cache
def bundled_store() -> Store:
    """The bundled case, as a build makes it."""
    reading, coded = code_reading(read_file(bundled().path, "case"), Coder(scheme()))
    inputs = Inputs(
        corpus=assemble([Source(reading, coded)]),
        scheme=scheme(),
        minter=Minter(),
        paths={reading.snapshot.sha256: ("case.yaml",)},
        addresses={},
    )
    out = io.BytesIO()
    write_nquads(graphs(inputs), out)
    found = Store()
    found.load(out.getvalue(), format=RdfFormat.N_QUADS)
    return found


@cache
def bundled_contents(people: bool = True) -> tuple[dict[str, Any], dict[str, str]]:
    asker = Asker(bundled_store())
    scope = choose(asker, [authority_named("bcp")], issue=ISSUE, people=people)
    return page.contents(asker, scope, Minter(), scheme())


@cache
def small_contents() -> tuple[dict[str, Any], dict[str, str]]:
    asker = Asker(small_graph.store())
    issues = IssueScheme(tuple(i for i in scheme() if i.id in small_graph.ISSUES))
    scope = choose(asker, [], issue=ISSUE, national=True)
    return page.contents(asker, scope, Minter(), issues)


def bundled_page() -> str:
    return page.assemble(*bundled_contents())


def small_page() -> str:
    return page.assemble(*small_contents())


def hostile_page() -> tuple[str, int]:
    """The bundled case with something hostile before every text; how many."""
    index, chunks = bundled_contents()
    spoil = _Spoiler()
    spoilt = spoil.index(index)
    more = {
        name: page.packed(spoil.details(unpacked(data)))
        for name, data in chunks.items()
    }
    return page.assemble(spoilt, more), spoil.count


def unpacked(data: str) -> Any:
    import base64
    import gzip
    import json

    return json.loads(gzip.decompress(base64.b64decode(data)))


class _Spoiler:
    """Puts hostile text before every text that documents or users supply."""

    #: Fields that programs compare; documents do not supply them.
    FIXED = frozenset(
        "id key personKeys type framework start end published grade states counts outcomes date"
        " since until k p m group from to role o made due sha tr first on".split()
    )

    def __init__(self) -> None:
        self.count = 0
        self._texts = itertools.cycle(HOSTILE)

    def index(self, index: dict[str, Any]) -> dict[str, Any]:
        spoilt: dict[str, Any] = {}
        for name, value in index.items():
            if name == "issues":
                spoilt[name] = [[i, *map(self.text, rest)] for i, *rest in value]
            elif name == "threads":
                spoilt[name] = value
            else:
                spoilt[name] = self.details(value)
        return spoilt

    def details(self, value: Any, field: str = "") -> Any:
        if isinstance(value, dict):
            return {name: self.details(item, name) for name, item in value.items()}
        if field in self.FIXED:
            return value
        if field == "people":
            return [[person, role, *map(self.text, t)] for person, role, *t in value]
        if field == "grades":
            return [[aspect, grade, self.text(str(p))] for aspect, grade, p in value]
        if isinstance(value, list):
            return [self.details(item, field) for item in value]
        return self.text(value) if isinstance(value, str) else value

    def text(self, value: str) -> str:
        self.count += 1
        return f"{next(self._texts)} {value}"
