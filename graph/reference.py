"""What is known without any report: authorities, code lists, issue scheme."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib.resources import files
from pathlib import Path

from pyoxigraph import NamedNode, RdfFormat, parse
from rdflib.namespace import DCTERMS, ORG, RDF, RDFS, SDO, SKOS

from graph import terms
from graph.iris import Minter
from graph.terms import Object, Statement, node, optional
from ontology.register import Authority, Register, Reorganisation, Transfer
from ontology.vocabulary import IG

#: The area that has a code of the Office for National Statistics; the body is not it.
AREA = "http://statistics.data.gov.uk/id/statistical-geography/"
SHIPPED = ("core.ttl", "codes.ttl")


def register_statements(minter: Minter, register: Register) -> Iterator[Statement]:
    """Authorities, reorganisations and transfers of children's services."""
    for authority in register:
        yield from _authority(minter, register, authority)
    for event in register.reorganisations:
        yield from _reorganisation(minter, event)
    for transfer in register.transfers:
        yield from _transfer(minter, transfer)


def turtle_statements(path: Path | str) -> Iterator[Statement]:
    """The statements of a Turtle file: a path, or the name of one that ships.

    Raises:
        SyntaxError: The file is not Turtle.
        OSError: It cannot be read.
    """
    data = (
        path.read_bytes()
        if isinstance(path, Path)
        else files("ontology").joinpath(path).read_bytes()
    )
    for triple in parse(data, format=RdfFormat.TURTLE):
        if isinstance(triple.subject, NamedNode) and isinstance(triple.object, Object):
            yield triple.subject.value, triple.predicate.value, triple.object


def scheme_statements(extra: Iterable[Path] = ()) -> Iterator[Statement]:
    """The issue scheme, and issues that the user adds."""
    yield from turtle_statements("issues.ttl")
    for path in sorted(extra):
        yield from turtle_statements(path)


def _authority(
    minter: Minter, register: Register, authority: Authority
) -> Iterator[Statement]:
    iri = minter.authority(authority.id)
    yield iri, RDF.type, node(IG.Authority)
    yield iri, RDFS.label, terms.text(authority.name, "en")
    yield iri, DCTERMS.identifier, terms.text(authority.id)
    yield from optional(iri, IG.acronym, _text(authority.acronym))
    yield iri, IG.region, terms.text(authority.region)
    yield iri, IG.runsChildrensServices, terms.boolean(authority.children_services)
    for gss in authority.gss_codes:
        yield iri, SKOS.notation, terms.typed(gss.code, IG.gssCode)
        yield iri, DCTERMS.spatial, node(f"{AREA}{gss.code}")
    if authority.dfe_code is not None:
        yield iri, SKOS.notation, terms.typed(authority.dfe_code, IG.dfeCode)
    if authority.ofsted_urn is not None:
        yield iri, SKOS.notation, terms.typed(authority.ofsted_urn, IG.ofstedUrn)
    if authority.active_from is not None:
        yield iri, IG.activeFrom, terms.day(authority.active_from)
    if authority.active_to is not None:
        yield iri, IG.activeTo, terms.day(authority.active_to)
    for parent in register.predecessors(authority.id, "function"):
        yield iri, IG.predecessor, node(minter.authority(parent))
    for parent in register.predecessors(authority.id, "corporate"):
        yield iri, IG.corporatePredecessor, node(minter.authority(parent))


def _reorganisation(minter: Minter, event: Reorganisation) -> Iterator[Statement]:
    iri = minter.reorganisation(event.id)
    yield iri, RDF.type, node(IG.Reorganisation)
    yield iri, RDFS.label, terms.text(event.name, "en")
    yield iri, IG.date, terms.day(event.date)
    yield iri, SDO.startDate, terms.day(event.date)
    yield from optional(iri, RDFS.comment, _text(event.note))
    for identifier in event.original:
        yield iri, ORG.originalOrganization, node(minter.authority(identifier))
        yield minter.authority(identifier), ORG.changedBy, node(iri)
    for identifier in event.resulting:
        yield iri, ORG.resultingOrganization, node(minter.authority(identifier))
        yield minter.authority(identifier), ORG.resultedFrom, node(iri)


def _transfer(minter: Minter, transfer: Transfer) -> Iterator[Statement]:
    iri = minter.transfer(transfer.source, transfer.target, transfer.date)
    yield iri, RDF.type, node(IG.FunctionTransfer)
    yield iri, IG.fromAuthority, node(minter.authority(transfer.source))
    yield iri, IG.toAuthority, node(minter.authority(transfer.target))
    yield iri, IG.date, terms.day(transfer.date)
    yield iri, DCTERMS.isPartOf, node(minter.reorganisation(transfer.reorganisation))
    yield from optional(iri, IG.partOnly, _text(transfer.part))


def _text(value: str | None) -> Object | None:
    return None if value is None else terms.text(value)
