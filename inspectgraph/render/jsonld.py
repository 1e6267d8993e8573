"""The dataset as JSON-LD, with the context that ships with the ontology."""

from __future__ import annotations

import json
from collections import defaultdict
from importlib.resources import files
from typing import Any

from pyoxigraph import Literal, NamedNode

from queries.ask import Asker, value

_STRING = "http://www.w3.org/2001/XMLSchema#string"
_RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"


def context() -> dict[str, Any]:
    """The JSON-LD context, as it ships."""
    text = files("ontology").joinpath("context.jsonld").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)["@context"]
    return found


def dump(asker: Asker) -> bytes:
    """All named graphs, each an object with ``@id`` and ``@graph``; expanded IRIs.

    The context names prefixes only, so every reader expands it alike.
    """
    prefixes = {k: v for k, v in context().items() if isinstance(v, str)}
    graphs = []
    for name in sorted(graph.value for graph in asker.store.named_graphs()):
        nodes: dict[str, dict[str, Any]] = defaultdict(dict)
        for quad in asker.store.quads_for_pattern(None, None, None, NamedNode(name)):
            subject = str(value(quad.subject))
            predicate, item = quad.predicate.value, _object(quad.object)
            if predicate == _RDF_TYPE:
                predicate, item = "@type", item["@id"]
            nodes[subject].setdefault(predicate, []).append(item)
        graphs.append(
            {"@id": name, "@graph": [_node(s, nodes[s]) for s in sorted(nodes)]}
        )
    data = {"@context": prefixes, "@graph": graphs}
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def _node(subject: str, properties: dict[str, list[Any]]) -> dict[str, Any]:
    ordered = {
        name: sorted(
            properties[name], key=lambda item: json.dumps(item, sort_keys=True)
        )
        for name in sorted(properties)
    }
    return {"@id": subject, **ordered}


def _object(term: object) -> dict[str, Any]:
    if isinstance(term, NamedNode):
        return {"@id": term.value}
    if not isinstance(term, Literal):
        raise TypeError(f"neither IRI nor literal: {term}")
    if term.language:
        return {"@value": term.value, "@language": term.language}
    if term.datatype.value == _STRING:
        # Written out, some readers take it for another term than the plain one.
        return {"@value": term.value}
    return {"@value": term.value, "@type": term.datatype.value}
