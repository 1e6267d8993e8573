"""What a query page needs to know: questions, and names for completion."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from ontology.register import Register
from queries.ask import Asker, Row, text
from queries.library import Question, questions
from queries.prefixes import PREFIXES

_TERMS = """
SELECT DISTINCT ?iri ?label ?note ?kind WHERE {
  {
    VALUES (?type ?kind) { (owl:Class "class") (owl:ObjectProperty "property")
                           (owl:DatatypeProperty "property") }
    ?iri a ?type ; rdfs:label ?label . OPTIONAL { ?iri rdfs:comment ?note }
  } UNION {
    ?iri a ig:Issue ; skos:prefLabel ?label . OPTIONAL { ?iri skos:definition ?note }
    BIND ("issue" AS ?kind)
  } UNION {
    ?iri a ig:Code ; skos:prefLabel ?label ; skos:inScheme ?scheme .
    BIND (CONCAT("code: ", REPLACE(STR(?scheme), "^.*/", "")) AS ?note)
    BIND ("code" AS ?kind)
  } UNION {
    ?iri a ig:Authority ; rdfs:label ?label . OPTIONAL { ?iri ig:acronym ?note }
    BIND ("authority" AS ?kind)
  }
} ORDER BY ?kind ?label ?iri"""
_LOADED = """
SELECT DISTINCT ?id WHERE {
  ?inspection ig:inspectedAuthority ?body . ?body dcterms:identifier ?id
}"""


def vocabulary(asker: Asker, bases: Iterable[tuple[str, str]]) -> bytes:
    """Everything as JSON: prefixes, terms, questions, authorities in the store.

    Args:
        asker: The store.
        bases: Paths of this server, and what the IRIs begin with that open there.
    """
    owl = "PREFIX owl: <http://www.w3.org/2002/07/owl#> "
    loaded = {text(row, "id") for row in asker.rows(_LOADED)}
    # Successors too: their questions reach back to what is loaded.
    register = Register.load()
    listed = [
        {"id": authority.id, "label": authority.name}
        for authority in register
        if any(step.id in loaded for step in register.lineage(authority.id))
    ]
    found = {
        "prefixes": dict(PREFIXES),
        "bases": list(bases),
        "terms": [_term(row) for row in asker.rows(owl + _TERMS)],
        "authorities": sorted(listed, key=lambda each: each["label"]),
        "questions": [_question(question) for question in questions().values()],
    }
    return json.dumps(found, ensure_ascii=False).encode()


def _term(row: Row) -> dict[str, Any]:
    return {key: cell for key, cell in row.items() if cell is not None}


def _question(question: Question) -> dict[str, Any]:
    return {
        "name": question.name,
        "title": question.title,
        "description": question.description,
        "columns": question.columns,
        "parameters": [
            {"name": p.name, "type": p.type, "default": p.default}
            for p in question.parameters
        ],
    }
