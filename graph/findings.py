"""Findings and where they stand, as statements."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rdflib.namespace import RDF

from graph import terms
from graph.coding.codings import CodedUnit
from graph.iris import code
from graph.terms import Statement, node, optional
from loaders.records import Finding, Span
from ontology.vocabulary import IG, OA

#: Characters of the text layer kept before and after a quotation.
CONTEXT = 32


def finding_statements(
    subject: str, finding: Finding, unit: CodedUnit, position: int
) -> Iterator[Statement]:
    """The finding's own facts."""
    yield subject, RDF.type, node(IG.Finding)
    yield subject, IG.text, terms.text(finding.text)
    yield subject, IG.kind, node(code("kind", finding.kind))
    yield subject, IG.position, terms.integer(position)
    yield subject, IG.level, terms.integer(finding.level)
    yield subject, IG.paraphrase, terms.boolean(finding.paraphrase)
    yield subject, IG.trend, node(code("trend", unit.trend))
    yield subject, IG.backReference, terms.boolean(unit.back_reference)
    for predicate, text in (
        (IG.section, finding.section),
        (IG.marker, finding.marker),
        (IG.sourceReference, finding.source),
    ):
        yield from optional(subject, predicate, (text and terms.text(text)) or None)
    if finding.paragraph is not None:
        yield subject, IG.paragraph, terms.integer(finding.paragraph)
    if finding.page is not None:
        yield subject, IG.page, terms.integer(finding.page)


def passage_evidence(
    subject: str, spans: Sequence[Span], layer: str, snapshot: str
) -> Iterator[Statement]:
    """Web Annotations that anchor a passage in the text layer of its snapshot."""
    for span in spans:
        # A finding and a follow-up or promise in it stand at one place: two notes.
        note = f"{subject}/at/{span.start}-{span.end}"
        yield note, RDF.type, node(OA.Annotation)
        yield note, OA.hasBody, node(subject)
        target = f"{note}/target"
        yield note, OA.hasTarget, node(target)
        yield target, RDF.type, node(OA.SpecificResource)
        yield target, OA.hasSource, node(snapshot)
        if span.page is not None:
            yield target, IG.page, terms.integer(span.page)
        quote = f"{note}/quote"
        yield target, OA.hasSelector, node(quote)
        yield quote, RDF.type, node(OA.TextQuoteSelector)
        yield quote, OA.exact, terms.text(layer[span.start : span.end])
        before = layer[max(0, span.start - CONTEXT) : span.start]
        yield quote, OA.prefix, terms.text(before.replace("\f", "\n"))
        after = layer[span.end : span.end + CONTEXT]
        yield quote, OA.suffix, terms.text(after.replace("\f", "\n"))
        position = f"{note}/position"
        yield target, OA.hasSelector, node(position)
        yield position, RDF.type, node(OA.TextPositionSelector)
        yield position, OA.start, terms.integer(span.start)
        yield position, OA.end, terms.integer(span.end)
