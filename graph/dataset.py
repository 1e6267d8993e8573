"""Everything loaded, as named graphs, and the description of the whole."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from rdflib.namespace import DCAT, DCTERMS, OWL, RDF, VOID

from graph import terms
from graph.assemble import Assembled, Document
from graph.derived import (
    History,
    count_statements,
    follow_up_statements,
    thread_statements,
    verdict_statements,
)
from graph.documents import (
    article_statements,
    copy_statements,
    inspection_statements,
    report_statements,
    snapshot_statements,
)
from graph.human import Decisions
from graph.iris import Minter
from graph.naming import Named
from graph.reference import (
    SHIPPED,
    register_statements,
    scheme_statements,
    turtle_statements,
)
from graph.shared import aspect_statements, people_statements
from graph.terms import Statement, node, ntriple
from ontology.issues import IssueScheme
from ontology.past import register_on
from ontology.register import Register
from ontology.vocabulary import IG

VERSION = "0.1.0"
_TYPE = f" <{RDF.type}> "


@dataclass(frozen=True, slots=True)
class Inputs:
    """What a dataset is made from.

    Attributes:
        paths: Names under which each snapshot was read, by SHA-256.
        addresses: Where the original of a snapshot is published, by SHA-256.
        extra_issues: The user's own Turtle files.
        decisions: What people say of the codings.
        as_of: Day after which nothing is known; the corpus has nothing later.
    """

    corpus: Assembled
    scheme: IssueScheme
    minter: Minter
    paths: Mapping[str, tuple[str, ...]]
    addresses: Mapping[str, str]
    extra_issues: tuple[Path, ...] = ()
    decisions: Decisions = field(default_factory=Decisions)
    as_of: date | None = None


def graphs(inputs: Inputs) -> Iterator[tuple[str, list[str]]]:
    """Each named graph with its statements as N-Triples, sorted, each stated once."""
    register = register_on(inputs.as_of)
    named = Named(
        inputs.minter, inputs.corpus, inputs.scheme, inputs.decisions, register
    )
    described: Counter[str] = Counter()
    for name, statements in _parts(inputs, named, register):
        lines = set(map(ntriple, statements))
        described.update(line.rsplit(" ", 1)[1] for line in lines if _TYPE in line)
        yield inputs.minter.graph(name), sorted(lines)
    about = set(map(ntriple, _description(inputs, described)))
    yield inputs.minter.graph("dataset"), sorted(about)


def _parts(
    inputs: Inputs, named: Named, register: Register
) -> Iterator[tuple[str, Iterable[Statement]]]:
    ontology = [s for name in SHIPPED for s in turtle_statements(name)]
    yield "ontology", ontology
    yield "issues", scheme_statements(inputs.extra_issues)
    yield "register", register_statements(inputs.minter, register)
    by_source = _by_source(inputs, named)
    for sha256 in sorted(by_source):
        yield sha256, by_source[sha256]
    yield "people", people_statements(inputs.minter, inputs.corpus)
    yield "aspects", aspect_statements(inputs.corpus)
    history = History(named, inputs.corpus, inputs.scheme, register)
    threads = list(history.threads())
    yield "threads", (s for t in threads for s in thread_statements(named, t))
    yield "follow-ups", follow_up_statements(named, inputs.corpus, history)
    yield "counts", count_statements(named, threads, register)
    yield "verdicts", verdict_statements(named, inputs.corpus, history)


def _by_source(inputs: Inputs, named: Named) -> dict[str, list[Statement]]:
    """Statements by the snapshot they were read from."""
    out: dict[str, list[Statement]] = defaultdict(list)
    corpus = inputs.corpus
    for source in corpus.sources:
        sha256 = source.reading.snapshot.sha256
        paths, address = inputs.paths.get(sha256, ()), inputs.addresses.get(sha256)
        out[sha256] += snapshot_statements(inputs.minter, source, paths, address)
    for entry in corpus.inspections:
        best = entry.documents[0].best.sha256
        out[best] += inspection_statements(named, entry)
        for index, document in enumerate(entry.documents):
            own = out[document.best.sha256]
            own += report_statements(named, entry, index)
            _attest(out, named, named.report(entry, index), document)
    for document in corpus.articles:
        out[document.best.sha256] += article_statements(named, document)
        _attest(out, named, named.article(document), document)
    return out


def _attest(
    out: dict[str, list[Statement]], named: Named, iri: str, document: Document
) -> None:
    for copy in document.copies[1:]:
        out[copy.sha256] += copy_statements(named, iri, copy.sha256)


def _description(inputs: Inputs, described: Counter[str]) -> Iterator[Statement]:
    iri = f"{inputs.minter.base}dataset"
    yield iri, RDF.type, node(DCAT.Dataset)
    yield iri, RDF.type, node(VOID.Dataset)
    yield iri, DCTERMS.title, terms.text("Inspection history", "en")
    yield iri, OWL.versionInfo, terms.text(VERSION)
    yield iri, VOID.uriSpace, terms.text(inputs.minter.base)
    yield iri, VOID.documents, terms.integer(len(inputs.corpus.sources))
    yield iri, VOID.entities, terms.integer(sum(described.values()))
    published = [
        entry.report.end for entry in inputs.corpus.inspections if entry.report.end
    ]
    if published:
        # No clock in a build: a dataset is as old as its latest inspection.
        yield iri, DCTERMS.temporal, terms.day(max(published))
    if inputs.as_of is not None:
        yield iri, IG.asOf, terms.day(inputs.as_of)
    for written, count in sorted(described.items()):
        kind = written.strip("<>")
        if not kind.startswith(str(IG)):
            continue
        part = f"{iri}/class/{kind.rsplit('#', 1)[-1]}"
        yield iri, VOID.classPartition, node(part)
        yield part, VOID["class"], node(kind)
        yield part, VOID.entities, terms.integer(count)
