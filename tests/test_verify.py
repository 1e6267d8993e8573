"""Quotations are found again in the bytes, or it is told that they are not."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from graph.validation import validate
from inspectgraph.building.build import build
from inspectgraph.building.plan import Plan
from inspectgraph.building.sources import load_known
from queries.ask import Asker
from queries.verify import verify
from tests.conftest import silent
from tests.samples import LETTER, pdf

OA = "http://www.w3.org/ns/oa#"
IG = "https://w3id.org/inspectgraph/ns#"
RDF_TYPE = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")


@pytest.fixture
def built(tmp_path: Path) -> tuple[Store, dict[str, str]]:
    """A store in memory, to be tampered with, and where its files lie."""
    (tmp_path / "letter.pdf").write_bytes(pdf(LETTER))
    return loaded(tmp_path, "letter.pdf")


FOLLOWED_UP = LETTER.replace(
    "know them well.",
    "know them well. The weaknesses identified at the last inspection have been"
    " addressed.",
)
ARTICLE = """Inspectors find reviews late in Rutland

Published 4 April 2021

Rutland Council plans to double its reviewing team after a critical report.

It follows an Ofsted focused visit, carried out in February 2021, which found reviews late.

“Reviews matter,” Jo Bloggs, director of children’s services, told The Rutland Echo.

Nobody at the union was there to comment on the matter last night.
"""


@pytest.fixture
def spoken_of(tmp_path: Path) -> tuple[Store, dict[str, str]]:
    """A store with a follow-up and a promise, to be tampered with, and its files."""
    (tmp_path / "letter.pdf").write_bytes(pdf(FOLLOWED_UP))
    (tmp_path / "article.txt").write_text(ARTICLE, encoding="utf-8")
    return loaded(tmp_path, "letter.pdf", "article.txt")


def loaded(folder: Path, *names: str) -> tuple[Store, dict[str, str]]:
    out = folder / "out"
    sources = tuple(folder / name for name in names)
    build(Plan(sources, out / "graph", out, workers=1), silent)
    copy = Store()
    for quad in Asker.open(out / "graph").store:
        copy.add(quad)
    return copy, {known.sha256: known.path for known in load_known(out / "graph") or ()}


def change(store: Store, predicate: str, value: Literal) -> None:
    """Put another value in the place of the first of a predicate."""
    quad = min(store.quads_for_pattern(None, NamedNode(predicate), None), key=str)
    store.remove(quad)
    store.add(Quad(quad.subject, quad.predicate, value, quad.graph_name))


def test_what_was_read_stands(built: tuple[Store, dict[str, str]]) -> None:
    store, paths = built
    result = verify(Asker(store), paths)
    assert result.misses == ()
    assert result.documents == 1
    assert result.findings == 5
    assert result.codings > 0


@pytest.mark.parametrize(
    ("predicate", "value", "reason"),
    [
        (
            f"{OA}exact",
            Literal("Leaders have mended a weak service"),
            "not at its place",
        ),
        (f"{OA}start", Literal(7), "not at its place"),
        (f"{IG}sentenceText", Literal("No such words."), "not in the finding"),
        (f"{IG}evidenceWords", Literal("zeppelin"), "not in the finding"),
    ],
)
def test_a_changed_statement_is_caught(
    built: tuple[Store, dict[str, str]], predicate: str, value: Literal, reason: str
) -> None:
    store, paths = built
    change(store, predicate, value)
    misses = verify(Asker(store), paths).misses
    assert misses
    assert any(reason in miss.reason for miss in misses)


def test_a_wrong_page_is_caught(built: tuple[Store, dict[str, str]]) -> None:
    store, paths = built
    for quad in list(store.quads_for_pattern(None, NamedNode(f"{IG}page"), None)):
        store.remove(quad)
        store.add(Quad(quad.subject, quad.predicate, Literal(9), quad.graph_name))
    misses = verify(Asker(store), paths).misses
    assert len(misses) == 5
    assert all("page" in miss.reason for miss in misses)


def test_a_look_alike_is_no_match(built: tuple[Store, dict[str, str]]) -> None:
    """The words stand in the document, but not where the finding says."""
    store, paths = built
    change(store, f"{IG}text", Literal("Social workers see children often."))
    assert verify(Asker(store), paths).misses


def test_a_changed_byte_is_caught(built: tuple[Store, dict[str, str]]) -> None:
    store, paths = built
    (path,) = paths.values()
    data = bytearray(Path(path).read_bytes())
    data[len(data) // 2] ^= 1
    Path(path).write_bytes(bytes(data))
    (miss,) = verify(Asker(store), paths).misses
    assert "SHA-256" in miss.reason


def test_a_file_gone_is_told(built: tuple[Store, dict[str, str]]) -> None:
    store, paths = built
    (path,) = paths.values()
    Path(path).unlink()
    (miss,) = verify(Asker(store), paths).misses
    assert miss.where == path


def test_follow_ups_and_promises_are_read_again(
    spoken_of: tuple[Store, dict[str, str]],
) -> None:
    store, paths = spoken_of
    result = verify(Asker(store), paths)
    assert result.misses == ()
    assert (result.follow_ups, result.promises) == (1, 1)
    assert list(validate(store, lambda done, total: None)) == []


@pytest.mark.parametrize("kind", ["FollowUp", "Commitment"])
def test_their_words_are_held_against_the_document(
    spoken_of: tuple[Store, dict[str, str]], kind: str
) -> None:
    store, paths = spoken_of
    (typed,) = store.quads_for_pattern(None, RDF_TYPE, NamedNode(f"{IG}{kind}"))
    (said,) = store.quads_for_pattern(typed.subject, NamedNode(f"{IG}text"), None)
    store.remove(said)
    other = Literal("All weaknesses are gone.")
    store.add(Quad(said.subject, said.predicate, other, said.graph_name))
    (miss,) = verify(Asker(store), paths).misses
    assert miss.reason == "its text is not what is printed there"


def test_a_note_speaks_of_one_thing(spoken_of: tuple[Store, dict[str, str]]) -> None:
    """A finding and the follow-up in it stand at one place."""
    store, _ = spoken_of
    bodies = list(store.quads_for_pattern(None, NamedNode(f"{OA}hasBody"), None))
    assert len({quad.subject for quad in bodies}) == len(bodies)
