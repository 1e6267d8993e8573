"""Codings as statements: what a finding is about, and who says so."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from rdflib.namespace import RDF

from graph import terms
from graph.coding.codings import CodedUnit, Coding
from graph.iris import code
from graph.terms import Statement, node
from loaders.records import Finding
from ontology.codes import Method
from ontology.vocabulary import IG, OA

#: Who codes where no person did.
MACHINE = "inspectgraph"


def coding_statements(
    finding_iri: str,
    finding: Finding,
    unit: CodedUnit,
    issue_iri: Callable[[str], str],
) -> Iterator[Statement]:
    """All codings of one finding."""
    for coding in unit.codings:
        yield from _coding(finding_iri, finding, coding, issue_iri(coding.issue))


def coding_iri(finding_iri: str, coding: Coding) -> str:
    """IRI of a coding: one for each issue and method of a finding."""
    return f"{finding_iri}/coding/{coding.issue}/{coding.method}"


def _coding(
    finding_iri: str, finding: Finding, coding: Coding, issue: str
) -> Iterator[Statement]:
    subject = coding_iri(finding_iri, coding)
    yield subject, RDF.type, node(IG.Coding)
    yield subject, OA.hasTarget, node(finding_iri)
    yield subject, OA.hasBody, node(issue)
    yield subject, IG.finding, node(finding_iri)
    yield subject, IG.issue, node(issue)
    yield subject, IG.polarity, node(code("polarity", coding.polarity))
    yield subject, IG.method, node(code("method", coding.method))
    yield subject, IG.confidence, terms.decimal(coding.confidence)
    yield subject, IG.current, terms.boolean(True)
    coder = "case file" if coding.method is Method.HUMAN else MACHINE
    yield subject, IG.coder, terms.text(coder)
    for words in coding.evidence:
        yield subject, IG.evidenceWords, terms.text(words)
    start, end = coding.sentence
    yield subject, IG.start, terms.integer(start)
    yield subject, IG.end, terms.integer(end)
    yield subject, IG.sentenceText, terms.text(finding.text[start:end])
    for index, sentence in enumerate(coding.sentences, start=1):
        part = f"{subject}/sentence/{index}"
        yield subject, IG.sentence, node(part)
        yield part, RDF.type, node(IG.SentenceCoding)
        yield part, IG.start, terms.integer(sentence.start)
        yield part, IG.end, terms.integer(sentence.end)
        yield part, IG.polarity, node(code("polarity", sentence.polarity))
        for words in sentence.evidence:
            yield part, IG.evidenceWords, terms.text(words)
