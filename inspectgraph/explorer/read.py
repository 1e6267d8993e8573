"""What the explorer needs of the store, as plain rows grouped by subject.

A page of one authority and one of all are made by the same few queries, each asked once.
Those on findings, of which a store has many, are narrowed to the inspections of the page
where these are few.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from pyoxigraph import NamedNode

from queries.ask import Asker, Row, text

_INSPECTIONS = """
SELECT ?inspection ?authority ?framework ?type ?theme ?start ?end WHERE {
  ?inspection a ig:Inspection ; ig:inspectedAuthority ?authority ;
    schema:startDate ?start ; schema:endDate ?end .
  OPTIONAL { ?inspection ig:framework/skos:notation ?framework }
  OPTIONAL { ?inspection ig:inspectionType/skos:notation ?type }
  OPTIONAL { ?inspection ig:theme ?theme }
} ORDER BY ?end ?inspection"""
_DOCUMENTS = """
SELECT ?report ?inspection ?about ?title ?issued ?source ?publisher WHERE {
  ?report a ig:Report .
  OPTIONAL { ?report ig:ofInspection ?inspection }
  OPTIONAL { ?report ig:about ?about }
  OPTIONAL { ?report dcterms:title ?title }
  OPTIONAL { ?report dcterms:issued ?issued }
  OPTIONAL { ?report dcterms:source ?source }
  OPTIONAL { ?report dcterms:publisher ?publisher }
} ORDER BY ?report ?about ?title"""
_SNAPSHOTS = """
SELECT ?report ?sha ?pages ?address ?path WHERE {
  ?report ig:snapshot ?snapshot .
  ?snapshot ig:sha256 ?sha .
  OPTIONAL { ?snapshot ig:pages ?pages }
  OPTIONAL { ?snapshot dcat:downloadURL ?address }
  OPTIONAL { ?snapshot ig:path ?path }
} ORDER BY ?report ?sha ?address ?path"""
_JUDGEMENTS = """
SELECT ?inspection ?aspect ?label ?grade ?printed WHERE {
  ?judgement a ig:Judgement ; ig:ofInspection ?inspection ; ig:aspect ?of ;
    ig:grade/skos:notation ?grade .
  OPTIONAL { ?of skos:notation ?aspect }
  OPTIONAL { ?judgement ig:aspectAsPrinted ?label }
  OPTIONAL { ?judgement ig:gradeAsPrinted ?printed }
} ORDER BY ?judgement"""
_PARTS = """
SELECT ?owner ?part ?name ?agent ?role ?title WHERE {
  ?owner ig:participation ?part .
  ?part prov:agent ?agent ; prov:hadRole/skos:notation ?role .
  ?agent foaf:name ?name .
  OPTIONAL { ?part ig:titleAsPrinted ?title }
} ORDER BY ?part ?title"""
_TENURES = """
SELECT ?tenure ?agent ?name ?post ?authority ?report ?began ?ended ?on WHERE {
  ?tenure a ig:Tenure ; ig:person ?agent ; ig:postTitle ?post ;
    ig:authority ?authority ; ig:report ?report .
  ?agent foaf:name ?name .
  OPTIONAL { ?tenure ig:began ?began }
  OPTIONAL { ?tenure ig:ended ?ended }
  OPTIONAL { ?tenure ig:attestedOn ?on }
} ORDER BY ?tenure ?name ?on ?report"""
_PROMISES = """
SELECT ?promise ?text ?paraphrase ?authority ?report ?issue ?made ?due ?speaker
       ?next ?page WHERE {
  ?promise a ig:Commitment ; ig:text ?text ; ig:report ?report ;
    ig:authority ?authority ; ig:issue ?issue ; ig:paraphrase ?paraphrase .
  OPTIONAL { ?promise ig:made ?made }
  OPTIONAL { ?promise ig:due ?due }
  OPTIONAL { ?promise ig:speaker ?speaker }
  OPTIONAL {
    ?promise ig:verdict ?verdict .
    ?verdict ig:issue ?issue ; ig:ofInspection ?next .
  }
  OPTIONAL { ?promise ig:page ?page }
} ORDER BY ?made ?promise ?issue ?report"""
_THREADS = """
SELECT ?authority ?issue ?status ?times ?run ?days ?first ?crossed ?counter WHERE {
  ?thread a ig:IssueThread ; ig:lineageKind "function" ; ig:lineageOf ?authority ;
    ig:issue ?issue ; ig:status/skos:notation ?status ; ig:timesRaised ?times ;
    ig:longestRun ?run ; ig:crossedReorganisation ?crossed .
  OPTIONAL { ?thread ig:daysToStrength ?days }
  OPTIONAL { ?thread ig:firstRaised ?first }
  OPTIONAL { ?thread ig:strongestCounterEvidence ?counter }
}"""
_STATES = """
SELECT DISTINCT ?inspection ?issue ?state ?outcome WHERE {
  ?thread a ig:IssueThread ; ig:lineageKind "function" ; ig:issue ?issue ;
    ig:episode ?episode .
  ?episode ig:ofInspection ?inspection ; ig:state/skos:notation ?state .
  OPTIONAL { ?episode ig:outcome/skos:notation ?outcome }
} ORDER BY ?inspection ?issue ?state ?outcome"""
_MENTIONS = """
SELECT DISTINCT ?inspection ?issue ?sentence ?paragraph ?page WHERE {
  ?thread a ig:IssueThread ; ig:lineageKind "function" ; ig:issue ?issue ;
    ig:episode ?episode .
  ?episode ig:ofInspection ?inspection ; ig:mention ?mention .
  ?mention ig:finding ?finding ; ig:sentenceText ?sentence .
  OPTIONAL { ?finding ig:paragraph ?paragraph }
  OPTIONAL { ?finding ig:page ?page }
} ORDER BY ?page ?paragraph ?sentence"""
_FINDINGS = """
SELECT ?finding ?inspection ?report ?text ?kind ?position ?paraphrase ?trend ?section
       ?paragraph ?page ?reference WHERE {
  ?finding a ig:Finding ; ig:ofInspection ?inspection ; ig:report ?report ;
    ig:text ?text ; ig:kind/skos:notation ?kind ; ig:position ?position ;
    ig:paraphrase ?paraphrase ; ig:trend/skos:notation ?trend .
  OPTIONAL { ?finding ig:section ?section }
  OPTIONAL { ?finding ig:paragraph ?paragraph }
  OPTIONAL { ?finding ig:page ?page }
  OPTIONAL { ?finding ig:sourceReference ?reference }
}"""
_CODINGS = """
SELECT ?coding ?finding ?issue ?polarity ?method ?confidence ?coder ?current ?start
       ?end ?reason ?other_start ?other_end ?other_says WHERE {
  ?coding a ig:Coding ; ig:finding ?finding ; ig:issue ?issue ;
    ig:polarity/skos:notation ?polarity ; ig:method/skos:notation ?method ;
    ig:current ?current .
  OPTIONAL { ?coding ig:confidence ?confidence }
  OPTIONAL { ?coding ig:coder ?coder }
  OPTIONAL { ?coding ig:start ?start }
  OPTIONAL { ?coding ig:end ?end }
  OPTIONAL { ?coding ig:reason ?reason }
  OPTIONAL {
    ?coding ig:otherSide ?other .
    ?other ig:start ?other_start ; ig:end ?other_end ;
      ig:polarity/skos:notation ?other_says .
  }
} ORDER BY ?coding"""
_WORDS = """
SELECT ?coding ?words WHERE {
  ?coding a ig:Coding ; ig:evidenceWords ?words
} ORDER BY ?coding ?words"""
_FOLLOW_UPS = """
SELECT ?followup ?inspection ?text ?outcome ?issue ?earlier ?page WHERE {
  ?followup a ig:FollowUp ; ig:ofInspection ?inspection ; ig:text ?text ;
    ig:outcome/skos:notation ?outcome .
  OPTIONAL { ?followup ig:issue ?issue }
  OPTIONAL { ?followup ig:earlierInspection ?earlier }
  OPTIONAL { ?followup ig:page ?page }
} ORDER BY ?followup ?issue"""

Groups = Mapping[str, list[Row]]

#: Of so many inspections findings are asked one by one; of more, all of the store.
_FEW = 100
_OF_CODING = "?coding ig:finding/ig:ofInspection ?inspection ."


@dataclass(frozen=True, slots=True)
class Tables:
    """Rows of the store, by the IRI of what they are about.

    Attributes:
        inspections: In date order.
        documents: By inspection, articles by each inspection they are about.
        reports: By report.
        snapshots: By report.
        judgements: By inspection.
        parts: By inspection or report.
        tenures: By authority.
        promises: By promise, a row for each issue.
        threads: By authority.
        states: By inspection.
        mentions: By inspection, of issues it is silent on.
        findings: By inspection, in the order printed.
        codings: By finding.
        words: By coding.
        follow_ups: By inspection.
    """

    inspections: list[Row]
    documents: Groups
    reports: Groups
    snapshots: Groups
    judgements: Groups
    parts: Groups
    tenures: Groups
    promises: Groups
    threads: Groups
    states: Groups
    mentions: Groups
    findings: Groups
    codings: Groups
    words: Groups
    follow_ups: Groups


def read(asker: Asker, members: frozenset[str]) -> Tables:
    """Everything about the inspections of some authorities, given by IRI."""
    inspections = [
        row for row in asker.rows(_INSPECTIONS) if row["authority"] in members
    ]
    kept = frozenset(text(row, "inspection") for row in inspections)
    findings = _grouped(asker, _narrowed(_FINDINGS, kept), "inspection", kept)
    for rows in findings.values():
        rows.sort(key=lambda row: (text(row, "report"), int(text(row, "position"))))
    found = frozenset(
        text(row, "finding") for rows in findings.values() for row in rows
    )
    codings = _grouped(asker, _narrowed(_CODINGS, kept, _OF_CODING), "finding", found)
    coded = frozenset(text(row, "coding") for rows in codings.values() for row in rows)
    return Tables(
        inspections=inspections,
        documents=_grouped(asker, _DOCUMENTS, "inspection", kept),
        reports=_grouped(asker, _DOCUMENTS, "report"),
        snapshots=_grouped(asker, _SNAPSHOTS, "report"),
        judgements=_grouped(asker, _JUDGEMENTS, "inspection", kept),
        parts=_grouped(asker, _PARTS, "owner"),
        tenures=_grouped(asker, _TENURES, "authority", members),
        promises=_grouped(asker, _PROMISES, "promise"),
        threads=_grouped(asker, _THREADS, "authority", members),
        states=_grouped(asker, _narrowed(_STATES, kept), "inspection", kept),
        mentions=_grouped(asker, _narrowed(_MENTIONS, kept), "inspection", kept),
        findings=findings,
        codings=codings,
        words=_grouped(asker, _narrowed(_WORDS, kept, _OF_CODING), "coding", coded),
        follow_ups=_grouped(asker, _FOLLOW_UPS, "inspection", kept),
    )


def _narrowed(query: str, inspections: frozenset[str], path: str = "") -> str:
    """A question asked of a few inspections only.

    Args:
        query: With one WHERE.
        inspections: IRIs.
        path: From what is asked for to its inspection, if the question has none.
    """
    if len(inspections) > _FEW:
        return query
    given = " ".join(str(NamedNode(iri)) for iri in sorted(inspections))
    return query.replace(
        "WHERE {", f"WHERE {{\n  VALUES ?inspection {{ {given} }}\n  {path}", 1
    )


def _grouped(
    asker: Asker, query: str, key: str, wanted: frozenset[str] | None = None
) -> dict[str, list[Row]]:
    """Rows by the value of a column; rows without one are left out."""
    found: dict[str, list[Row]] = defaultdict(list)
    for row in asker.rows(query):
        subject = row[key]
        if isinstance(subject, str) and (wanted is None or subject in wanted):
            found[subject].append(row)
    return found
