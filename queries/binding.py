"""Bind parameters: a value becomes an RDF term, and the term takes a variable's place.

Oxigraph binds only variables that a query projects, and not inside sub-selects, so
the place is found here, by token: ``$name`` outside IRIs, strings and comments. What
stands there afterwards is the term as RDF writes it, which no value can break out of.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import TypeAlias

from pyoxigraph import Literal, NamedNode

from graph import terms
from graph.iris import Minter
from ontology import names
from ontology.issues import IssueScheme
from queries.library import Parameter, QueryError, Question

Term: TypeAlias = NamedNode | Literal

_TOKEN = re.compile(
    r"""(?P<skip>\#[^\n]*                      # comment
      |<(?:[^<>"{}|^`\\\x00-\x20]|\\[uU][0-9A-Fa-f]{4,8})*>  # IRI
      |\"\"\"(?:[^"\\]|\\.|"(?!""))*\"\"\"     # long strings
      |'''(?:[^'\\]|\\.|'(?!''))*'''
      |"(?:[^"\\\n]|\\.)*"
      |'(?:[^'\\\n]|\\.)*')
    |\$(?P<name>\w+)""",
    re.VERBOSE | re.DOTALL,
)


def bind(sparql: str, values: Mapping[str, Term]) -> str:
    """The query with terms in the place of its ``$`` variables.

    Variables without a value, and all written with ``?``, stay as they are.
    """

    def put(match: re.Match[str]) -> str:
        name = match["name"]
        return str(values[name]) if name in values else match[0]

    return _TOKEN.sub(put, sparql)


def values(
    question: Question,
    given: Mapping[str, str],
    scheme: IssueScheme,
    minter: Minter,
) -> dict[str, Term]:
    """Terms for all parameters of a question, from what a user wrote.

    Raises:
        QueryError: A parameter is unknown, missing or no value of its type; the
            message says what is allowed.
    """
    known = {parameter.name for parameter in question.parameters}
    for name in given:
        if name not in known:
            allowed = ", ".join(sorted(known)) or "none"
            raise QueryError(f"{question.name} has no parameter {name!r}: {allowed}")
    out: dict[str, Term] = {}
    for parameter in question.parameters:
        value = given.get(parameter.name, parameter.default)
        if value is None:
            raise QueryError(f"{question.name} needs --param {parameter.name}=…")
        out[parameter.name] = term(parameter, value, scheme, minter)
    return out


def term(parameter: Parameter, value: str, scheme: IssueScheme, minter: Minter) -> Term:
    """A value as a term of the parameter's type.

    Raises:
        QueryError: It is no value of that type.
    """
    if parameter.type == "authority":
        authority = names.find(value)
        if authority is None:
            near = ", ".join(a.id for a in names.suggest(value)) or "see: authorities"
            raise QueryError(f"no authority {value!r}; did you mean: {near}")
        return NamedNode(minter.authority(authority.id))
    if parameter.type == "issue":
        issue = scheme.find(value)
        if issue is None:
            near = ", ".join(i.id for i in scheme.suggest(value)) or "see: issues"
            raise QueryError(f"no issue {value!r}; did you mean: {near}")
        return NamedNode(issue.iri)
    if parameter.type == "text":
        return terms.text(value)
    try:
        if parameter.type == "integer":
            return terms.integer(int(value))
        return terms.day(date.fromisoformat(value))
    except ValueError as error:
        what = "a whole number" if parameter.type == "integer" else "a date, YYYY-MM-DD"
        raise QueryError(f"{parameter.name}: {value!r} is not {what}") from error
