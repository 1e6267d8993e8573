"""What one document says, as statements: report, inspection, findings, codings.

Everything here goes into the named graph of the snapshot it was read from, so that
reading a document again replaces all it said before.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from rdflib.namespace import DCAT, DCTERMS, PROV, RDF, RDFS, SDO

from graph import terms
from graph.annotations import coding_statements
from graph.assemble import Document, InspectionEntry, Source
from graph.findings import finding_statements, passage_evidence
from graph.iris import Minter, code, slug
from graph.naming import (
    Named,
    commitment_iri,
    follow_up_iri,
    followed_up,
    tenure_iri,
)
from graph.shared import inspectors, others, own_aspect, participant_iri
from graph.terms import Statement, node, optional
from loaders.records import (
    Commitment,
    FollowUp,
    Judgement,
    Participant,
    Report,
    Tenure,
)
from ontology.vocabulary import IG

LICENCE = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"


def snapshot_statements(
    minter: Minter, source: Source, paths: tuple[str, ...], address: str | None
) -> Iterator[Statement]:
    """The bytes and how they were read."""
    snapshot = source.reading.snapshot
    iri = minter.snapshot(snapshot.sha256)
    yield iri, RDF.type, node(IG.Snapshot)
    yield iri, IG.sha256, terms.sha256(snapshot.sha256)
    yield iri, DCAT.mediaType, terms.text(snapshot.media_type)
    yield iri, DCAT.byteSize, terms.integer(snapshot.size)
    yield iri, IG.reader, terms.text(snapshot.reader)
    if snapshot.pages is not None:
        yield iri, IG.pages, terms.integer(snapshot.pages)
    for path in paths:
        yield iri, IG.path, terms.text(path)
    if address is not None:
        yield iri, DCAT.downloadURL, node(address)


def inspection_statements(named: Named, entry: InspectionEntry) -> Iterator[Statement]:
    """The inspection itself: who, when, what, by whom."""
    iri, report = named.inspection(entry), entry.report
    yield iri, RDF.type, node(IG.Inspection)
    yield iri, RDFS.label, terms.text(inspection_label(report), "en")
    if report.authority is not None:
        yield iri, IG.inspectedAuthority, node(named.minter.authority(report.authority))
    if report.framework is not None:
        yield iri, IG.framework, node(code("framework", report.framework))
    if report.type is not None:
        yield iri, IG.inspectionType, node(code("type", report.type))
    yield from optional(iri, IG.theme, _text(report.theme))
    for period in report.periods:
        part = f"{iri}/period/{period.start.isoformat()}"
        yield iri, IG.period, node(part)
        yield part, RDF.type, node(IG.Period)
        yield part, IG.firstDay, terms.day(period.start)
        yield part, IG.lastDay, terms.day(period.end)
    if report.start is not None and report.end is not None:
        yield iri, SDO.startDate, terms.day(report.start)
        yield iri, SDO.endDate, terms.day(report.end)
    for index, person in enumerate(inspectors(report), start=1):
        yield from _participation(named, iri, f"{iri}/part/{index}", person, report)


def report_statements(
    named: Named, entry: InspectionEntry, index: int
) -> Iterator[Statement]:
    """One of its reports, with judgements, findings and codings."""
    document = entry.documents[index]
    iri, inspection = named.report(entry, index), named.inspection(entry)
    yield from _document(named, iri, document)
    yield iri, PROV.wasGeneratedBy, node(inspection)
    yield iri, IG.ofInspection, node(inspection)
    for judgement in document.report.judgements:
        yield from _judgement(iri, inspection, judgement)
    yield from _content(named, iri, document, inspection)


def article_statements(named: Named, document: Document) -> Iterator[Statement]:
    """An article, plan or statement, and the inspections it is about."""
    iri, report = named.article(document), document.report
    yield from _document(named, iri, document)
    for day in report.about:
        inspection = named.inspection_on(report.authority, day)
        if inspection is not None:
            yield iri, IG.about, node(inspection)
    yield from _content(named, iri, document, None)


def copy_statements(named: Named, report_iri: str, sha256: str) -> Iterator[Statement]:
    """That another file holds the same report."""
    yield report_iri, IG.snapshot, node(named.minter.snapshot(sha256))


def inspection_label(report: Report) -> str:
    """Authority, type and last day, in words."""
    kind = (report.type or "document").replace("_", " ")
    when = report.end or report.published
    name = report.authority_printed or "Unknown authority"
    return f"{name}: {kind}" + (f", {when.isoformat()}" if when else "")


def _document(named: Named, iri: str, document: Document) -> Iterator[Statement]:
    report = document.report
    yield iri, RDF.type, node(IG.Report)
    yield iri, IG.family, terms.text(report.family)
    yield from optional(iri, DCTERMS.title, _text(report.title))
    yield from optional(iri, DCTERMS.publisher, _text(report.publisher))
    yield from optional(iri, IG.nameAsPrinted, _text(report.authority_printed))
    if report.authority is not None:
        yield iri, IG.authority, node(named.minter.authority(report.authority))
    if report.published is not None:
        yield iri, DCTERMS.issued, terms.day(report.published)
    if report.address is not None:
        yield iri, DCTERMS.source, node(report.address)
    if report.type is not None:
        yield iri, DCTERMS.license, node(LICENCE)
        yield iri, IG.numberedParagraphs, terms.integer(report.numbered_paragraphs)
        yield iri, IG.areasForPriorityAction, terms.integer(report.priority_actions)
        yield iri, IG.needsToImprove, terms.integer(report.needs_to_improve)
    best = named.minter.snapshot(document.best.sha256)
    yield iri, IG.snapshot, node(best)
    for index, person in enumerate(others(report), start=1):
        yield from _participation(named, iri, f"{iri}/part/{index}", person, report)
    for tenure in report.tenures:
        yield from _tenure(named, iri, tenure)


def _content(
    named: Named, iri: str, document: Document, inspection: str | None
) -> Iterator[Statement]:
    reading, report = document.best.source.reading, document.report
    snapshot = named.minter.snapshot(document.best.sha256)
    authority = report.authority and named.minter.authority(report.authority)
    pairs = zip(report.findings, document.best.coded, strict=True)
    for position, (finding, unit) in enumerate(pairs, start=1):
        subject = named.finding(iri, position)
        yield from finding_statements(subject, finding, unit, position)
        yield subject, IG.report, node(iri)
        if inspection is not None:
            yield subject, IG.ofInspection, node(inspection)
        if authority is not None:
            yield subject, IG.authority, node(authority)
        yield from passage_evidence(subject, finding.spans, reading.layer, snapshot)
        standing = named.decisions.standing(subject, finding.text, unit.codings)
        yield from coding_statements(subject, finding, standing, named.issue)
    for follow_up in report.follow_ups:
        yield from _follow_up(named, iri, report, follow_up, inspection)
        subject = follow_up_iri(iri, follow_up)
        yield from passage_evidence(subject, follow_up.spans, reading.layer, snapshot)
    for commitment in report.commitments:
        yield from _commitment(named, iri, report, commitment)
        subject = commitment_iri(iri, commitment)
        yield from passage_evidence(subject, commitment.spans, reading.layer, snapshot)


def _judgement(iri: str, inspection: str, judgement: Judgement) -> Iterator[Statement]:
    subject = f"{iri}/judgement/{slug(judgement.aspect)}"
    yield subject, RDF.type, node(IG.Judgement)
    yield subject, IG.report, node(iri)
    yield subject, IG.ofInspection, node(inspection)
    yield subject, IG.aspect, node(code("aspect", judgement.aspect))
    label = own_aspect(judgement.aspect)
    yield from optional(subject, IG.aspectAsPrinted, _text(label))
    yield subject, IG.grade, node(code("grade", judgement.grade))
    yield subject, IG.gradeAsPrinted, terms.text(judgement.as_printed)
    if judgement.page is not None:
        yield subject, IG.page, terms.integer(judgement.page)


def _participation(
    named: Named, owner: str, subject: str, person: Participant, report: Report
) -> Iterator[Statement]:
    agent = participant_iri(named.minter, report, person)
    yield owner, PROV.qualifiedAssociation, node(subject)
    yield owner, IG.participation, node(subject)
    yield subject, RDF.type, node(IG.Participation)
    yield subject, PROV.agent, node(agent)
    yield subject, PROV.hadRole, node(code("role", person.role))
    yield subject, IG.nameAsPrinted, terms.text(person.name)
    yield from optional(subject, IG.titleAsPrinted, _text(person.title))
    yield from optional(subject, IG.organisationAsPrinted, _text(person.organisation))
    if person.page is not None:
        yield subject, IG.page, terms.integer(person.page)
    if report.published is not None:
        yield subject, IG.attestedOn, terms.day(report.published)


def _tenure(named: Named, iri: str, tenure: Tenure) -> Iterator[Statement]:
    subject = tenure_iri(iri, tenure)
    agent = named.minter.officer(tenure.authority, tenure.person)
    yield subject, RDF.type, node(IG.Tenure)
    yield subject, IG.person, node(agent)
    yield subject, IG.nameAsPrinted, terms.text(tenure.person)
    yield subject, IG.postTitle, terms.text(tenure.post)
    yield subject, IG.authority, node(named.minter.authority(tenure.authority))
    yield subject, IG.report, node(iri)
    yield from optional(subject, IG.began, _text(tenure.began))
    yield from optional(subject, IG.ended, _text(tenure.ended))
    for day in tenure.attested:
        yield subject, IG.attestedOn, terms.day(day)
    if tenure.page is not None:
        yield subject, IG.page, terms.integer(tenure.page)


def _follow_up(
    named: Named,
    iri: str,
    report: Report,
    follow_up: FollowUp,
    inspection: str | None,
) -> Iterator[Statement]:
    subject = follow_up_iri(iri, follow_up)
    yield subject, RDF.type, node(IG.FollowUp)
    yield subject, IG.report, node(iri)
    yield subject, IG.text, terms.text(follow_up.text)
    yield subject, IG.outcome, node(code("outcome", follow_up.outcome))
    yield subject, IG.paraphrase, terms.boolean(follow_up.paraphrase)
    if inspection is not None:
        yield subject, IG.ofInspection, node(inspection)
    earlier = followed_up(named, report, follow_up)
    if earlier is not None:
        yield subject, IG.earlierInspection, node(earlier)
    for identifier in follow_up.issues:
        yield subject, IG.issue, node(named.issue(identifier))
    if follow_up.page is not None:
        yield subject, IG.page, terms.integer(follow_up.page)


def _commitment(
    named: Named, iri: str, report: Report, commitment: Commitment
) -> Iterator[Statement]:
    subject = commitment_iri(iri, commitment)
    yield subject, RDF.type, node(IG.Commitment)
    yield subject, IG.report, node(iri)
    yield subject, IG.text, terms.text(commitment.text)
    yield subject, IG.paraphrase, terms.boolean(commitment.paraphrase)
    if report.authority is not None:
        yield subject, IG.authority, node(named.minter.authority(report.authority))
    for identifier in commitment.issues:
        yield subject, IG.issue, node(named.issue(identifier))
    for predicate, value in _commitment_days(report, commitment).items():
        yield subject, predicate, terms.day(value)
    yield from optional(subject, IG.speaker, _text(commitment.speaker))
    answered = named.inspection_on(report.authority, commitment.responds_to)
    if answered is not None:
        yield subject, IG.respondsTo, node(answered)
    if commitment.page is not None:
        yield subject, IG.page, terms.integer(commitment.page)


def _commitment_days(report: Report, commitment: Commitment) -> Mapping[str, date]:
    days = {IG.made: commitment.made or report.published, IG.due: commitment.due}
    return {predicate: day for predicate, day in days.items() if day is not None}


def _text(value: str | None) -> terms.Object | None:
    return None if value is None else terms.text(value)
