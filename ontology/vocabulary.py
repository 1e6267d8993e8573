"""The vocabulary as closed Python names.

A misspelt term raises AttributeError instead of minting a new one;
``tests/test_ontology.py`` holds these names to ``core.ttl``, both ways.
"""

from __future__ import annotations

from importlib.resources import files
from typing import Final

from rdflib import Graph, Namespace, URIRef
from rdflib.namespace import DefinedNamespace

NS: Final = "https://w3id.org/inspectgraph/ns#"
CODE: Final = "https://w3id.org/inspectgraph/code/"
ISSUE: Final = "https://w3id.org/inspectgraph/issue/"
ISSUE_SCHEME: Final = "https://w3id.org/inspectgraph/issue-scheme"
THEME: Final = "https://w3id.org/inspectgraph/theme/"
#: Base of the IRIs of data; another may be set when a store is built.
BASE: Final = "https://w3id.org/inspectgraph/id/"


class IG(DefinedNamespace):
    """Terms of ``core.ttl``."""

    _fail = True
    _NS = Namespace(NS)

    Authority: URIRef
    Reorganisation: URIRef
    FunctionTransfer: URIRef
    Inspection: URIRef
    Period: URIRef
    Participation: URIRef
    Report: URIRef
    Snapshot: URIRef
    Judgement: URIRef
    Finding: URIRef
    Coding: URIRef
    SentenceCoding: URIRef
    Issue: URIRef
    IssueTheme: URIRef
    FollowUp: URIRef
    Commitment: URIRef
    Verdict: URIRef
    Tenure: URIRef
    IssueThread: URIRef
    Episode: URIRef
    Mention: URIRef
    IssueCount: URIRef
    Code: URIRef
    inspectedAuthority: URIRef
    authority: URIRef
    framework: URIRef
    inspectionType: URIRef
    period: URIRef
    theme: URIRef
    firstDay: URIRef
    lastDay: URIRef
    participation: URIRef
    nameAsPrinted: URIRef
    titleAsPrinted: URIRef
    organisationAsPrinted: URIRef
    report: URIRef
    ofInspection: URIRef
    about: URIRef
    snapshot: URIRef
    family: URIRef
    numberedParagraphs: URIRef
    areasForPriorityAction: URIRef
    needsToImprove: URIRef
    sha256: URIRef
    pages: URIRef
    path: URIRef
    reader: URIRef
    aspect: URIRef
    aspectAsPrinted: URIRef
    grade: URIRef
    gradeAsPrinted: URIRef
    rank: URIRef
    text: URIRef
    section: URIRef
    kind: URIRef
    paragraph: URIRef
    page: URIRef
    position: URIRef
    marker: URIRef
    level: URIRef
    paraphrase: URIRef
    sourceReference: URIRef
    trend: URIRef
    backReference: URIRef
    finding: URIRef
    issue: URIRef
    polarity: URIRef
    evidenceWords: URIRef
    sentence: URIRef
    sentenceText: URIRef
    otherSide: URIRef
    start: URIRef
    end: URIRef
    method: URIRef
    confidence: URIRef
    coder: URIRef
    current: URIRef
    reason: URIRef
    earlierInspection: URIRef
    outcome: URIRef
    respondsTo: URIRef
    due: URIRef
    made: URIRef
    speaker: URIRef
    verdict: URIRef
    began: URIRef
    ended: URIRef
    attestedOn: URIRef
    person: URIRef
    postTitle: URIRef
    lineageOf: URIRef
    lineageKind: URIRef
    status: URIRef
    episode: URIRef
    mention: URIRef
    thread: URIRef
    sequence: URIRef
    state: URIRef
    inherited: URIRef
    firstRaised: URIRef
    timesRaised: URIRef
    longestRun: URIRef
    timesInScope: URIRef
    daysToStrength: URIRef
    crossedReorganisation: URIRef
    strongestCounterEvidence: URIRef
    inScope: URIRef
    raisedIn: URIRef
    unread: URIRef
    authoritiesInScope: URIRef
    authoritiesRaised: URIRef
    activeFrom: URIRef
    activeTo: URIRef
    acronym: URIRef
    region: URIRef
    runsChildrensServices: URIRef
    fromAuthority: URIRef
    toAuthority: URIRef
    partOnly: URIRef
    date: URIRef
    asOf: URIRef
    cue: URIRef
    cueWeak: URIRef
    notCue: URIRef
    predecessor: URIRef
    corporatePredecessor: URIRef
    gssCode: URIRef
    dfeCode: URIRef
    ofstedUrn: URIRef


class OA(DefinedNamespace):
    """The terms of the Web Annotation vocabulary in use; rdflib ships none."""

    _fail = True
    _NS = Namespace("http://www.w3.org/ns/oa#")

    Annotation: URIRef
    SpecificResource: URIRef
    TextPositionSelector: URIRef
    TextQuoteSelector: URIRef
    end: URIRef
    exact: URIRef
    hasBody: URIRef
    hasSelector: URIRef
    hasSource: URIRef
    hasTarget: URIRef
    prefix: URIRef
    start: URIRef
    suffix: URIRef


def load(name: str) -> Graph:
    """Parse one of the Turtle files that ship with this package."""
    text = files("ontology").joinpath(name).read_text(encoding="utf-8")
    return Graph().parse(data=text, format="turtle")
