"""Tables of the contract: inspections, findings, codings, people.

Rows come sorted, null where nothing is stated. ``path`` is where the file was read,
which only the machine that built the store knows.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any, TypeAlias

from ontology.codes import InspectionType, Role
from ontology.register import Register
from queries.ask import Asker, Row, text

Record: TypeAlias = dict[str, Any]

_INSPECTIONS = """
SELECT ?inspection ?report ?sha ?title ?body ?framework ?type ?start ?end ?published
       ?theme ?actions ?needs ?paragraphs ?pages ?printed WHERE {
  ?inspection a ig:Inspection .
  ?report ig:ofInspection ?inspection ; a ig:Report ; ig:snapshot ?snapshot ;
    ig:areasForPriorityAction ?actions ; ig:needsToImprove ?needs ;
    ig:numberedParagraphs ?paragraphs .
  ?snapshot ig:sha256 ?sha .
  OPTIONAL { ?snapshot ig:pages ?pages }
  OPTIONAL { ?report dcterms:title ?title }
  OPTIONAL { ?report dcterms:issued ?published }
  OPTIONAL { ?report ig:nameAsPrinted ?printed }
  OPTIONAL { ?inspection ig:inspectedAuthority/dcterms:identifier ?body }
  OPTIONAL { ?inspection ig:framework/skos:notation ?framework }
  OPTIONAL { ?inspection ig:inspectionType/skos:notation ?type }
  OPTIONAL { ?inspection schema:startDate ?start ; schema:endDate ?end }
  OPTIONAL { ?inspection ig:theme ?theme }
} ORDER BY ?end ?inspection ?report ?sha"""
_PERIODS = """
SELECT ?inspection ?first ?last WHERE {
  ?inspection ig:period ?period . ?period ig:firstDay ?first ; ig:lastDay ?last .
} ORDER BY ?inspection ?first"""
_JUDGEMENTS = """
SELECT ?report ?aspect ?code ?label ?grade ?printed WHERE {
  ?judgement a ig:Judgement ; ig:report ?report ; ig:aspect ?code ;
    ig:grade/skos:notation ?grade ; ig:gradeAsPrinted ?printed .
  OPTIONAL { ?code skos:notation ?aspect }
  OPTIONAL { ?judgement ig:aspectAsPrinted ?label }
} ORDER BY ?report ?code"""
_PARTS = """
SELECT ?owner ?part ?role ?name ?title ?organisation WHERE {
  ?owner ig:participation ?part .
  ?part prov:hadRole/skos:notation ?role ; ig:nameAsPrinted ?name .
  OPTIONAL { ?part ig:titleAsPrinted ?title }
  OPTIONAL { ?part ig:organisationAsPrinted ?organisation }
}"""
_FINDINGS = """
SELECT ?finding ?report ?inspection ?source ?body ?day ?issued ?section ?kind
       ?paragraph ?page ?text ?trend ?back ?paraphrase ?position WHERE {
  GRAPH ?source { ?finding a ig:Finding ; ig:text ?text ; ig:position ?position ;
    ig:backReference ?back ; ig:paraphrase ?paraphrase ; ig:report ?report ;
    ig:kind ?kind_code ; ig:trend ?trend_code . }
  ?kind_code skos:notation ?kind .
  ?trend_code skos:notation ?trend .
  OPTIONAL { ?finding ig:ofInspection ?inspection .
             OPTIONAL { ?inspection schema:endDate ?day } }
  OPTIONAL { ?report dcterms:issued ?issued }
  OPTIONAL { ?report ig:authority/dcterms:identifier ?body }
  OPTIONAL { ?finding ig:section ?section }
  OPTIONAL { ?finding ig:paragraph ?paragraph }
  OPTIONAL { ?finding ig:page ?page }
} ORDER BY ?report ?position"""
_CODINGS = """
SELECT ?coding ?finding ?issue ?code ?polarity ?method ?confidence ?coder ?current
       ?sentence ?start ?end ?reason WHERE {
  ?coding a ig:Coding ; ig:finding ?finding ; ig:issue ?code ; ig:current ?current ;
    ig:polarity/skos:notation ?polarity ; ig:method/skos:notation ?method ;
    ig:confidence ?confidence ; ig:coder ?coder .
  OPTIONAL { ?coding ig:sentenceText ?sentence ; ig:start ?start ; ig:end ?end }
  OPTIONAL { ?coding ig:reason ?reason }
} ORDER BY ?coding"""
_WORDS = """
SELECT ?coding ?words WHERE { ?coding a ig:Coding ; ig:evidenceWords ?words . }
ORDER BY ?coding ?words"""
_PEOPLE = """
SELECT ?person ?agent ?role ?title ?body ?organisation ?type ?sha ?page ?attested
WHERE {
  ?owner ig:participation ?part .
  ?part prov:agent ?agent ; ig:nameAsPrinted ?person ;
    prov:hadRole/skos:notation ?role .
  OPTIONAL { ?part ig:titleAsPrinted ?title }
  OPTIONAL { ?part ig:organisationAsPrinted ?organisation }
  OPTIONAL { ?part ig:page ?page }
  OPTIONAL { ?part ig:attestedOn ?attested }
  {
    ?owner a ig:Report ; ig:snapshot/ig:sha256 ?sha .
    OPTIONAL { ?owner ig:authority/rdfs:label ?body }
    OPTIONAL { ?owner ig:ofInspection/ig:inspectionType/skos:notation ?type }
  } UNION {
    ?owner a ig:Inspection . ?report ig:ofInspection ?owner ; a ig:Report ;
      ig:snapshot/ig:sha256 ?sha .
    OPTIONAL { ?owner ig:inspectedAuthority/rdfs:label ?body }
  }
} ORDER BY ?person ?attested ?role ?sha"""
_TENURES = """
SELECT ?person ?agent ?post ?body ?began ?ended ?attested ?sha ?page WHERE {
  ?tenure a ig:Tenure ; ig:person ?agent ; ig:nameAsPrinted ?person ;
    ig:postTitle ?post ; ig:authority/rdfs:label ?body ; ig:report/ig:snapshot/ig:sha256 ?sha .
  OPTIONAL { ?tenure ig:began ?began }
  OPTIONAL { ?tenure ig:ended ?ended }
  OPTIONAL { ?tenure ig:attestedOn ?attested }
  OPTIONAL { ?tenure ig:page ?page }
} ORDER BY ?person ?began ?attested ?post ?sha"""


def inspections(asker: Asker, paths: Mapping[str, str]) -> Iterator[Record]:
    """One row for each report in each file that holds it.

    Args:
        asker: The store.
        paths: Where each snapshot was read, by SHA-256.
    """
    periods = _grouped(asker, _PERIODS, "inspection", _period)
    judgements = _grouped(asker, _JUDGEMENTS, "report", _judgement)
    parts = _participations(asker)
    for row in asker.rows(_INSPECTIONS):
        inspection, report = text(row, "inspection"), text(row, "report")
        people = parts[inspection] + parts[report]
        sha = text(row, "sha")
        yield {
            "inspection": inspection,
            "document_sha256": sha,
            "path": paths.get(sha),
            "title": row["title"],
            **_authority(row["body"], row["end"] or row["published"], row["printed"]),
            "framework": row["framework"],
            "type": row["type"],
            "start": _iso(row["start"]),
            "end": _iso(row["end"]),
            "periods": periods[inspection],
            "published": _iso(row["published"]),
            "lead_inspector": next(
                (p["name"] for p in people if p["code"] == "lead_inspector"), None
            ),
            "inspectors": [
                p["name"]
                for p in people
                if p["code"] in ("lead_inspector", "inspector")
            ],
            "addressees": [
                {"name": p["name"], "role": p["title"]}
                for p in people
                if p["code"] == "addressee"
            ],
            "signatories": [p["name"] for p in people if p["code"] == "signatory"],
            "theme": row["theme"],
            "judgements": judgements[report],
            "areas_for_priority_action": row["actions"],
            "needs_to_improve": row["needs"],
            "numbered_paragraphs": row["paragraphs"],
            "pages": row["pages"],
        }


def findings(asker: Asker, paths: Mapping[str, str]) -> Iterator[Record]:
    """One row for each finding, with its current codings."""
    coded: dict[str, list[Record]] = defaultdict(list)
    for coding in codings(asker, paths):
        if coding["current"]:
            coded[coding["finding"]].append(
                {
                    key: coding[key]
                    for key in (
                        "issue", "polarity", "evidence", "method", "confidence",
                        "sentence",
                    )
                }
            )  # fmt: skip
    for row in asker.rows(_FINDINGS):
        finding = text(row, "finding")
        yield {
            "finding": finding,
            "inspection": row["inspection"],
            "document_sha256": text(row, "source").rsplit("/", 1)[-1],
            **_authority(row["body"], row["day"] or row["issued"], None),
            "date": _iso(row["day"] or row["issued"]),
            "section": row["section"],
            "kind": row["kind"],
            "paragraph": row["paragraph"],
            "page": row["page"],
            "text": row["text"],
            "paraphrase": row["paraphrase"],
            "codings": coded[finding],
            "trend": row["trend"],
            "back_reference": row["back"],
        }


def codings(asker: Asker, paths: Mapping[str, str]) -> Iterator[Record]:
    """One row for each coding, superseded ones included."""
    words: dict[str, list[str]] = defaultdict(list)
    for row in asker.rows(_WORDS):
        words[text(row, "coding")].append(text(row, "words"))
    for row in asker.rows(_CODINGS):
        coding = text(row, "coding")
        yield {
            "coding": coding,
            "finding": row["finding"],
            "issue": text(row, "code").rsplit("/", 1)[-1],
            "polarity": row["polarity"],
            "evidence": words[coding],
            "method": row["method"],
            "confidence": row["confidence"],
            "coder": row["coder"],
            "sentence": row["sentence"],
            "sentence_start": row["start"],
            "sentence_end": row["end"],
            "current": row["current"],
            "reason": row["reason"],
        }


def people(asker: Asker, paths: Mapping[str, str]) -> Iterator[Record]:
    """One row for each part played and each post held, under the name printed there.

    ``person_iri`` is the same for all spellings of one person's name.
    """
    for row in asker.rows(_PEOPLE):
        yield {
            "person": row["person"],
            "person_iri": row["agent"],
            "role": row["title"] or row["role"],
            "part": row["role"],
            "organisation": row["organisation"] or _council(row),
            "from": None,
            "to": None,
            "attested_on": _iso(row["attested"]),
            "document_sha256": row["sha"],
            "page": row["page"],
        }
    for row in asker.rows(_TENURES):
        yield {
            "person": row["person"],
            "person_iri": row["agent"],
            "role": row["post"],
            "part": "tenure",
            "organisation": row["body"],
            "from": row["began"],
            "to": row["ended"],
            "attested_on": _iso(row["attested"]),
            "document_sha256": row["sha"],
            "page": row["page"],
        }


# Words of those a joint letter goes to beside the council.
_PARTNER = re.compile(
    r"police|constable|commission|probation|\bNPS\b|rehabilitation|\bNHS\b|\bCCG\b|"
    r"clinical|nurs|\bICB\b|integrated|foundation|trust\b|safeguarding|\bLSCB\b|"
    r"scrutineer|cafcass|^chair|mayor",
    re.IGNORECASE,
)
_OF_CHILDREN = re.compile(r"child|people|famil|young|youth|education", re.IGNORECASE)


def _council(row: Row) -> Any:
    """The council, of those whom a letter to it shows to hold office there.

    Inspectors and signatories are not of the body they inspect; a joint letter is
    addressed to its partners as well.
    """
    if row["role"] not in (Role.ADDRESSEE, Role.SPEAKER):
        return None
    title = str(row["title"] or "")
    joint = row["type"] == InspectionType.JTAI
    if joint and (_PARTNER.search(title) or not _OF_CHILDREN.search(title)):
        return None
    return row["body"]


Exporter: TypeAlias = Callable[[Asker, Mapping[str, str]], Iterator[Record]]
#: What can be exported as a table, by the name users give it.
TABLES: Mapping[str, Exporter] = {
    "inspections": inspections,
    "findings": findings,
    "codings": codings,
    "people": people,
}


def _authority(body: object, day: object, printed: object) -> Record:
    """Name and code of the body, as of its time."""
    register = Register.load()
    found = register.get(str(body)) if body is not None else None
    if found is None:
        return {"authority": printed, "authority_gss": None}
    gss = found.gss_on(day) if isinstance(day, date) else None
    return {"authority": found.name, "authority_gss": gss or found.gss}


def _grouped(
    asker: Asker, query: str, key: str, shape: Callable[[Row], Any]
) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = defaultdict(list)
    for row in asker.rows(query):
        found[text(row, key)].append(shape(row))
    return found


def _period(row: Row) -> list[str | None]:
    return [_iso(row["first"]), _iso(row["last"])]


def _judgement(row: Row) -> Record:
    return {
        "aspect": row["aspect"] or f"other:{row['label']}",
        "grade": row["grade"],
        "as_printed": row["printed"],
    }


def _participations(asker: Asker) -> dict[str, list[Record]]:
    """People of each inspection and report, in the order printed."""
    found: dict[str, list[tuple[int, Record]]] = defaultdict(list)
    for row in asker.rows(_PARTS):
        order = int(text(row, "part").rsplit("/", 1)[-1])
        person = {"name": row["name"], "title": row["title"], "code": row["role"]}
        found[text(row, "owner")].append((order, person))
    ordered: dict[str, list[Record]] = defaultdict(list)
    for owner, people in found.items():
        ordered[owner] = [person for _, person in sorted(people, key=lambda p: p[0])]
    return ordered


def _iso(value: object) -> str | None:
    return value.isoformat() if isinstance(value, date) else None
