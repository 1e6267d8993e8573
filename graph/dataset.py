"""Everything loaded, as named graphs, and the description of the whole."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TypeAlias

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
from graph.documents import LICENCE as OPEN_GOVERNMENT
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
from loaders.records import Report
from ontology.issues import IssueScheme
from ontology.past import register_on
from ontology.register import Register
from ontology.vocabulary import IG

VERSION = "0.1.0"
#: Of what ships: vocabulary, code lists, issue scheme, questions.
LICENCE = "https://opensource.org/license/mit"
RIGHTS = (
    "Vocabulary, code lists, issue scheme and questions are under the MIT licence."
    " Words quoted from reports and letters of the inspectorates are Crown copyright"
    " and may be reused under the Open Government Licence v3.0, as dcterms:license of"
    " each says. Words of a document without dcterms:license belong to its publisher."
)
_TYPE = f" <{RDF.type}> "
#: Name of a graph, and its statements as N-Triples without the final stop.
Graph: TypeAlias = tuple[str, list[str]]


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


def graphs(inputs: Inputs, beside: Iterable[Graph] = ()) -> Iterator[Graph]:
    """Each named graph with its statements, sorted, each stated once.

    Args:
        inputs: What the dataset is made from.
        beside: Graphs that belong to it and are made elsewhere.
    """
    register = register_on(inputs.as_of)
    named = Named(
        inputs.minter, inputs.corpus, inputs.scheme, inputs.decisions, register
    )
    described: Counter[str] = Counter()
    triples = 0
    for name, statements in _parts(inputs, named, register):
        lines = set(map(ntriple, statements))
        described.update(line.rsplit(" ", 1)[1] for line in lines if _TYPE in line)
        triples += len(lines)
        yield inputs.minter.graph(name), sorted(lines)
    for name, written in beside:
        triples += len(written)
        yield name, written
    about = set(map(ntriple, _description(inputs, described)))
    triples += len(about) + 1  # the one that says how many counts too
    size = terms.integer(triples)
    about.add(ntriple((_dataset(inputs), VOID.triples, size)))
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


def _dataset(inputs: Inputs) -> str:
    return f"{inputs.minter.base}dataset"


def _description(inputs: Inputs, described: Counter[str]) -> Iterator[Statement]:
    iri = _dataset(inputs)
    yield iri, RDF.type, node(DCAT.Dataset)
    yield iri, RDF.type, node(VOID.Dataset)
    yield iri, DCTERMS.title, terms.text("Inspection history", "en")
    yield iri, OWL.versionInfo, terms.text(VERSION)
    yield iri, VOID.uriSpace, terms.text(inputs.minter.base)
    yield iri, VOID.documents, terms.integer(len(inputs.corpus.sources))
    yield iri, VOID.entities, terms.integer(sum(described.values()))
    yield from _licences(iri, inputs)
    yield from _days(iri, inputs)
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


def _licences(iri: str, inputs: Inputs) -> Iterator[Statement]:
    yield iri, DCTERMS.license, node(LICENCE)
    yield iri, DCTERMS.rights, terms.text(RIGHTS, "en")
    if any(report.type is not None for report in _reports(inputs)):
        yield iri, DCTERMS.license, node(OPEN_GOVERNMENT)


def _days(iri: str, inputs: Inputs) -> Iterator[Statement]:
    """How new a dataset is, and the years it tells of; no clock in a build."""
    known = [report.published or report.end for report in _reports(inputs)]
    known += [decision.day for decision in inputs.decisions]
    if latest := max(filter(None, known), default=None):
        yield iri, DCTERMS.modified, terms.day(latest)
    inspected = [entry.report for entry in inputs.corpus.inspections]
    days = [day for report in inspected for day in (report.start, report.end) if day]
    if days:
        period = f"{iri}/period"
        yield iri, DCTERMS.temporal, node(period)
        yield period, RDF.type, node(DCTERMS.PeriodOfTime)
        yield period, DCAT.startDate, terms.day(min(days))
        yield period, DCAT.endDate, terms.day(max(days))


def _reports(inputs: Inputs) -> Iterator[Report]:
    for entry in inputs.corpus.inspections:
        yield from (document.report for document in entry.documents)
    yield from (document.report for document in inputs.corpus.articles)
