"""What several documents name alike, described once: people, and aspects of their own.

A document's own graph says who took part, under the name it prints. That this is a
person, and what the person is usually called, no document says alone: said in each
of their graphs it would be counted once for each.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from rdflib.namespace import FOAF, RDF, SKOS

from graph import terms
from graph.assemble import Assembled
from graph.iris import Minter, bare_name, code
from graph.terms import Statement, node
from loaders.records import Participant, Report
from ontology.codes import Aspect, Role
from ontology.vocabulary import IG

_INSPECTORATE = frozenset(
    (Role.LEAD_INSPECTOR, Role.INSPECTOR, Role.SUPPORT, Role.SIGNATORY)
)


def inspectors(report: Report) -> list[Participant]:
    """Those who took part in the inspection itself."""
    return [person for person in report.people if person.role in _INSPECTORATE]


def others(report: Report) -> list[Participant]:
    """Those who have a part in the report alone, such as who it is addressed to."""
    return [
        person
        for person in report.people
        if person.role not in _INSPECTORATE or not report.type
    ]


def participant_iri(minter: Minter, report: Report, person: Participant) -> str:
    """IRI of somebody who has a part in an inspection or report."""
    if person.role in _INSPECTORATE:
        return minter.inspector(person.name)
    return minter.officer(report.authority, person.name)


def people_statements(minter: Minter, corpus: Assembled) -> Iterator[Statement]:
    """Everybody named: one name, and what else they are called."""
    printed: dict[str, Counter[str]] = defaultdict(Counter)
    for person, name in _named(minter, corpus):
        printed[person][name] += 1
    for person, names in printed.items():
        shown = display_name(names)
        yield person, RDF.type, node(FOAF.Person)
        yield person, FOAF.name, terms.text(shown)
        for other in names.keys() - {shown}:
            yield person, SKOS.altLabel, terms.text(other)


def display_name(printed: Counter[str]) -> str:
    """A person's name without titles, in the spelling printed most often."""
    spelt: Counter[str] = Counter()
    for name, times in printed.items():
        spelt[bare_name(name)] += times
    return _usual(spelt)


def aspect_statements(corpus: Assembled) -> Iterator[Statement]:
    """Aspects that no code list has, by the label printed most often."""
    printed: dict[str, Counter[str]] = defaultdict(Counter)
    for entry in corpus.inspections:
        for document in entry.documents:
            for judgement in document.report.judgements:
                label = own_aspect(judgement.aspect)
                if label is not None:
                    printed[code("aspect", judgement.aspect)][label] += 1
    for aspect, labels in printed.items():
        yield aspect, RDF.type, node(IG.Code)
        yield aspect, SKOS.prefLabel, terms.text(_usual(labels), "en")


def own_aspect(aspect: str) -> str | None:
    """The label of an aspect that no code list has; None for one that has a code."""
    return None if aspect in set(Aspect) else aspect.removeprefix("other:")


def _named(minter: Minter, corpus: Assembled) -> Iterator[tuple[str, str]]:
    """Everybody and the name used, once for each time that a document has it."""
    for entry in corpus.inspections:
        for person in inspectors(entry.report):
            yield participant_iri(minter, entry.report, person), person.name
    inspected = (d for entry in corpus.inspections for d in entry.documents)
    for document in (*inspected, *corpus.articles):
        for person in others(document.report):
            yield participant_iri(minter, document.report, person), person.name
        for tenure in document.report.tenures:
            yield minter.officer(tenure.authority, tenure.person), tenure.person


def _usual(spelt: Counter[str]) -> str:
    return min(spelt, key=lambda spelling: (-spelt[spelling], spelling))
