"""Codings as statements: what a finding is about, and who says so."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from rdflib.namespace import PROV, RDF, RDFS

from graph import terms
from graph.coding.codings import Coding
from graph.human import Standing
from graph.iris import code, slug
from graph.terms import Statement, node
from loaders.records import Finding
from ontology.codes import Method
from ontology.vocabulary import IG, OA

#: Who codes where no person did.
MACHINE = "inspectgraph"
CASE_FILE = "case file"


def coding_statements(
    finding_iri: str,
    finding: Finding,
    standing: Sequence[Standing],
    issue_iri: Callable[[str], str],
) -> Iterator[Statement]:
    """All codings of one finding, those that no longer stand included."""
    before: dict[str, str] = {}
    for entry in standing:
        subject, issue = coding_iri(finding_iri, entry), entry.coding.issue
        yield from _coding(
            subject, finding_iri, finding, entry.coding, issue_iri(issue)
        )
        yield from _standing(subject, entry)
        if issue in before:
            yield subject, PROV.wasRevisionOf, node(before[issue])
        before[issue] = subject


def coding_iri(finding_iri: str, entry: Standing) -> str:
    """IRI of a coding: issue and method; a decision's has coder and day too.

    The second of like decisions on one day is numbered, by one coder or by two whose
    names are one slug.
    """
    base = f"{finding_iri}/coding/{entry.coding.issue}/{entry.coding.method}"
    made_by = entry.made_by
    if made_by is None:
        return base
    number = f"/{entry.repeat}" if entry.repeat > 1 else ""
    coder, day = slug(made_by.coder), made_by.day.isoformat()
    return f"{base}/{coder}/{day}/{made_by.action}{number}"


def _standing(subject: str, entry: Standing) -> Iterator[Statement]:
    """Who made it, whether it stands, and if not, since when and why."""
    yield subject, IG.current, terms.boolean(entry.current)
    if entry.made_by is not None:
        yield subject, IG.coder, terms.text(entry.made_by.coder)
        yield subject, PROV.generatedAtTime, terms.day(entry.made_by.day)
        if entry.made_by.reason:
            yield subject, RDFS.comment, terms.text(entry.made_by.reason)
    else:
        by_hand = entry.coding.method is Method.HUMAN
        yield subject, IG.coder, terms.text(CASE_FILE if by_hand else MACHINE)
    if entry.ended_by is not None:
        yield subject, PROV.invalidatedAtTime, terms.day(entry.ended_by.day)
        reason = entry.ended_by.reason or entry.ended_by.action
        yield subject, IG.reason, terms.text(f"{entry.ended_by.coder}: {reason}")


def _coding(
    subject: str, finding_iri: str, finding: Finding, coding: Coding, issue: str
) -> Iterator[Statement]:
    yield subject, RDF.type, node(IG.Coding)
    for term, value in (
        (IG.finding, finding_iri),
        (OA.hasTarget, finding_iri),
        (IG.issue, issue),
        (OA.hasBody, issue),
    ):
        yield subject, term, node(value)
    yield subject, IG.polarity, node(code("polarity", coding.polarity))
    yield subject, IG.method, node(code("method", coding.method))
    yield subject, IG.confidence, terms.decimal(coding.confidence)
    for words in coding.evidence:
        yield subject, IG.evidenceWords, terms.text(words)
    start, end = coding.sentence
    yield subject, IG.start, terms.integer(start)
    yield subject, IG.end, terms.integer(end)
    yield subject, IG.sentenceText, terms.text(finding.text[start:end])
    if len(coding.sentences) < 2:
        return  # the coding itself says all there is to say of its one sentence
    other = coding.other_side
    for index, sentence in enumerate(coding.sentences, start=1):
        part = f"{subject}/sentence/{index}"
        yield subject, IG.sentence, node(part)
        yield part, RDF.type, node(IG.SentenceCoding)
        yield part, IG.start, terms.integer(sentence.start)
        yield part, IG.end, terms.integer(sentence.end)
        yield part, IG.polarity, node(code("polarity", sentence.polarity))
        if sentence is other:
            yield subject, IG.otherSide, node(part)
        for words in sentence.evidence:
            yield part, IG.evidenceWords, terms.text(words)
