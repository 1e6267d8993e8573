"""What the page of a thing shows, by its class: a question for each table.

``$this`` is the thing. A column ``x_iri`` holds the address that ``x`` links to.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ontology.vocabulary import IG


@dataclass(frozen=True, slots=True)
class Section:
    """A table.

    Attributes:
        columns: Shown, with what stands above them.
    """

    title: str
    columns: Mapping[str, str]
    sparql: str


_JUDGED = """
  OPTIONAL { ?judgement ig:ofInspection ?inspection_iri ; ig:grade/skos:prefLabel ?overall ;
             ig:aspect <https://w3id.org/inspectgraph/code/aspect/overall> }"""
_INSPECTED = {
    "date": "Fieldwork ended",
    "inspection": "Inspection",
    "overall": "Overall",
}

AUTHORITY = (
    Section(
        "What it came from and what became of it",
        {"date": "From", "what": "", "other": "Authority", "part": "Part"},
        """SELECT ?date ?what ?other ?other_iri ?part WHERE {
  { ?t ig:toAuthority $this ; ig:fromAuthority ?other_iri
    BIND ("took children's services over from" AS ?what) }
  UNION { ?t ig:fromAuthority $this ; ig:toAuthority ?other_iri
    BIND ("its children's services passed to" AS ?what) }
  ?t ig:date ?date . ?other_iri rdfs:label ?other .
  OPTIONAL { ?t ig:partOnly ?part }
} ORDER BY ?date ?other""",
    ),
    Section(
        "Inspections",
        _INSPECTED,
        f"""SELECT ?date ?inspection ?inspection_iri ?overall WHERE {{
  ?inspection_iri ig:inspectedAuthority $this ; schema:endDate ?date ;
    rdfs:label ?inspection . {_JUDGED}
}} ORDER BY ?date ?inspection""",
    ),
    Section(
        "Issues along its lineage",
        {"issue": "Issue", "status": "Status", "raised": "Times raised", "run": "In a row",
         "first": "First raised"},
        """SELECT ?issue ?issue_iri ?status ?raised ?run ?first WHERE {
  ?issue_iri ig:lineageOf $this ; ig:lineageKind "function" ; ig:timesRaised ?raised ;
    ig:longestRun ?run ; ig:status/skos:prefLabel ?status ; ig:firstRaised ?first ;
    ig:issue/skos:prefLabel ?issue .
} ORDER BY DESC(?run) DESC(?raised) ?issue""",
    ),
    Section(
        "People in its letters and articles",
        {"date": "Day", "person": "Person", "title": "As", "role": "Part"},
        """SELECT DISTINCT ?date ?person ?person_iri ?title ?role WHERE {
  ?report ig:authority $this ; ig:participation ?part .
  ?part prov:agent ?person_iri ; ig:nameAsPrinted ?person ;
    prov:hadRole/skos:prefLabel ?role .
  OPTIONAL { ?part ig:attestedOn ?date } OPTIONAL { ?part ig:titleAsPrinted ?title }
} ORDER BY ?date ?person""",
    ),
    Section(
        "Posts held",
        {"person": "Person", "post": "Post", "began": "From", "ended": "To"},
        """SELECT ?person ?person_iri ?post ?began ?ended WHERE {
  ?tenure a ig:Tenure ; ig:authority $this ; ig:person ?person_iri ; ig:postTitle ?post .
  ?person_iri foaf:name ?person .
  OPTIONAL { ?tenure ig:began ?began } OPTIONAL { ?tenure ig:ended ?ended }
} ORDER BY ?began ?person""",
    ),
)  # fmt: skip
INSPECTION = (
    Section(
        "Judgements",
        {"aspect": "Aspect", "grade": "Grade", "printed": "As printed"},
        """SELECT ?aspect ?grade ?printed WHERE {
  ?j a ig:Judgement ; ig:ofInspection $this ; ig:grade/skos:prefLabel ?grade ;
    ig:gradeAsPrinted ?printed ; ig:aspect ?code .
  OPTIONAL { ?code skos:prefLabel ?known } OPTIONAL { ?j ig:aspectAsPrinted ?label }
  BIND (COALESCE(?known, ?label, "") AS ?aspect)
} ORDER BY ?aspect""",
    ),
    Section(
        "People",
        {"person": "Person", "role": "Part", "title": "As printed"},
        """SELECT DISTINCT ?person ?person_iri ?role ?title WHERE {
  { $this ig:participation ?part } UNION
  { ?report ig:ofInspection $this ; a ig:Report ; ig:participation ?part }
  ?part prov:agent ?person_iri ; ig:nameAsPrinted ?person ;
    prov:hadRole/skos:prefLabel ?role .
  OPTIONAL { ?part ig:titleAsPrinted ?title }
} ORDER BY ?role ?person""",
    ),
    Section(
        "Findings",
        {"paragraph": "Para.", "page": "Page", "section": "Section", "kind": "Kind",
         "finding": "Finding", "issues": "Issues"},
        """SELECT ?paragraph ?page ?section ?kind ?finding ?finding_iri
       (GROUP_CONCAT(DISTINCT ?said; separator="; ") AS ?issues) WHERE {
  ?finding_iri a ig:Finding ; ig:ofInspection $this ; ig:text ?finding ;
    ig:position ?position ; ig:report ?report ; ig:kind/skos:prefLabel ?kind .
  OPTIONAL { ?finding_iri ig:paragraph ?paragraph }
  OPTIONAL { ?finding_iri ig:page ?page }
  OPTIONAL { ?finding_iri ig:section ?section }
  OPTIONAL { ?coding ig:finding ?finding_iri ; ig:current ?current ;
    ig:issue/skos:prefLabel ?issue ; ig:polarity/skos:notation ?polarity
    FILTER (?current) BIND (CONCAT(STR(?issue), " (", ?polarity, ")") AS ?said) }
} GROUP BY ?paragraph ?page ?section ?kind ?finding ?finding_iri ?report ?position
ORDER BY ?report ?position""",
    ),
    Section(
        "What it says became of earlier findings",
        {"outcome": "Outcome", "statement": "Statement", "page": "Page"},
        """SELECT ?outcome ?statement ?page WHERE {
  ?f a ig:FollowUp ; ig:ofInspection $this ; ig:text ?statement ;
    ig:outcome/skos:prefLabel ?outcome . OPTIONAL { ?f ig:page ?page }
} ORDER BY ?page ?statement""",
    ),
)  # fmt: skip
REPORT = (
    Section(
        "Copies read",
        {"path": "File", "pages": "Pages", "sha": "SHA-256", "address": "Original"},
        """SELECT ?path ?pages ?sha ?address ?address_iri WHERE {
  $this ig:snapshot ?s . ?s ig:sha256 ?sha OPTIONAL { ?s ig:path ?path }
  OPTIONAL { ?s ig:pages ?pages }
  OPTIONAL { ?s dcat:downloadURL ?address_iri BIND ("as published" AS ?address) }
} ORDER BY ?path ?sha""",
    ),
    Section(
        "Findings",
        {"paragraph": "Para.", "page": "Page", "finding": "Finding"},
        """SELECT ?paragraph ?page ?finding ?finding_iri WHERE {
  ?finding_iri a ig:Finding ; ig:report $this ; ig:text ?finding ; ig:position ?position .
  OPTIONAL { ?finding_iri ig:paragraph ?paragraph }
  OPTIONAL { ?finding_iri ig:page ?page }
} ORDER BY ?position""",
    ),
)
FINDING = (
    Section(
        "Issues it speaks of",
        {"issue": "Issue", "polarity": "How", "quote": "Sentence", "words": "Words",
         "method": "Coded by", "confidence": "Confidence", "current": "Current"},
        """SELECT ?issue ?issue_iri ?polarity ?quote ?method ?confidence ?current
       (GROUP_CONCAT(DISTINCT ?word; separator="; ") AS ?words) WHERE {
  ?coding ig:finding $this ; ig:issue ?issue_iri ; ig:current ?current ;
    ig:polarity/skos:prefLabel ?polarity ; ig:method/skos:prefLabel ?method ;
    ig:confidence ?confidence .
  ?issue_iri skos:prefLabel ?issue .
  OPTIONAL { ?coding ig:sentenceText ?quote } OPTIONAL { ?coding ig:evidenceWords ?word }
} GROUP BY ?issue ?issue_iri ?polarity ?quote ?method ?confidence ?current
ORDER BY ?issue ?method""",
    ),
)  # fmt: skip
PERSON = (
    Section(
        "Parts played",
        {"date": "Day", "what": "In", "role": "Part", "name": "Name as printed",
         "title": "Title as printed"},
        """SELECT ?date ?what ?what_iri ?role ?name ?title WHERE {
  ?part prov:agent $this ; ig:nameAsPrinted ?name ; prov:hadRole/skos:prefLabel ?role .
  ?what_iri ig:participation ?part .
  OPTIONAL { ?what_iri schema:endDate ?end } OPTIONAL { ?part ig:attestedOn ?day }
  OPTIONAL { ?what_iri rdfs:label ?label } OPTIONAL { ?what_iri dcterms:title ?named }
  OPTIONAL { ?part ig:titleAsPrinted ?title }
  BIND (COALESCE(?end, ?day) AS ?date)
  BIND (COALESCE(?label, ?named, "untitled") AS ?what)
} ORDER BY ?date ?what""",
    ),
    Section(
        "Posts",
        {"post": "Post", "authority": "Authority", "began": "From", "ended": "To",
         "attested": "Shown in post on"},
        """SELECT ?post ?authority ?authority_iri ?began ?ended
       (GROUP_CONCAT(DISTINCT STR(?day); separator=", ") AS ?attested) WHERE {
  ?tenure ig:person $this ; ig:postTitle ?post ; ig:authority ?authority_iri .
  ?authority_iri rdfs:label ?authority .
  OPTIONAL { ?tenure ig:began ?began } OPTIONAL { ?tenure ig:ended ?ended }
  OPTIONAL { ?tenure ig:attestedOn ?day }
} GROUP BY ?post ?authority ?authority_iri ?began ?ended ORDER BY ?began ?post""",
    ),
)  # fmt: skip
ISSUE = (
    Section(
        "Threads",
        {"thread": "Authority", "status": "Status", "raised": "Times raised",
         "run": "In a row", "first": "First raised"},
        """SELECT ?thread ?thread_iri ?status ?raised ?run ?first WHERE {
  ?thread_iri ig:issue $this ; ig:lineageKind "function" ; ig:lineageOf ?body ;
    ig:status/skos:prefLabel ?status ; ig:timesRaised ?raised ; ig:longestRun ?run .
  ?body rdfs:label ?thread . OPTIONAL { ?thread_iri ig:firstRaised ?first }
} ORDER BY DESC(?run) DESC(?raised) ?thread""",
    ),
)  # fmt: skip
THREAD = (
    Section(
        "Episodes",
        {"date": "Fieldwork ended", "inspection": "Inspection", "state": "State",
         "quote": "In its words"},
        """SELECT ?date ?inspection ?inspection_iri ?state ?quote ?quote_iri WHERE {
  $this ig:episode ?episode ; ig:issue ?issue .
  ?episode ig:date ?date ; ig:sequence ?sequence ; ig:state/skos:prefLabel ?state ;
    ig:ofInspection ?inspection_iri . ?inspection_iri rdfs:label ?inspection .
  OPTIONAL { ?episode ig:finding ?quote_iri . ?coding ig:finding ?quote_iri ;
    ig:issue ?about ; ig:current ?current ; ig:sentenceText ?quote
    FILTER (?current && ?about = ?issue) }
} ORDER BY ?sequence ?quote_iri""",
    ),
)  # fmt: skip

#: Of a named graph, which has no class.
GRAPH = (
    Section(
        "How much it states",
        {"statements": "Statements", "things": "About things"},
        """SELECT (COUNT(*) AS ?statements) (COUNT(DISTINCT ?s) AS ?things) WHERE {
  GRAPH $this { ?s ?p ?o }
}""",
    ),
    Section(
        "What it speaks of",
        {"class": "Class", "count": "Number", "example": "One of them"},
        """SELECT ?class ?class_iri ?count ?example ?example_iri WHERE {
  { SELECT ?class_iri (COUNT(?thing) AS ?count) (MIN(?thing) AS ?example_iri) WHERE {
      GRAPH $this { ?thing a ?class_iri }
    } GROUP BY ?class_iri }
  OPTIONAL { ?class_iri rdfs:label ?label }
  BIND (COALESCE(?label, REPLACE(STR(?class_iri), "^.*[/#]", "")) AS ?class)
  BIND (STR(?example_iri) AS ?example)
} ORDER BY DESC(?count) ?class""",
    ),
)  # fmt: skip
SECTIONS: Mapping[str, tuple[Section, ...]] = {
    str(IG.Authority): AUTHORITY,
    str(IG.Inspection): INSPECTION,
    str(IG.Report): REPORT,
    str(IG.Finding): FINDING,
    "http://xmlns.com/foaf/0.1/Person": PERSON,
    str(IG.Issue): ISSUE,
    str(IG.IssueThread): THREAD,
}
