"""Who was in post, who led inspections: only as far as a source says."""

from __future__ import annotations

import re
from typing import Any

from inspectgraph.explorer.numbering import Numbering
from inspectgraph.explorer.plain import bare, iso
from inspectgraph.explorer.read import Tables
from ontology.codes import Role
from queries.ask import Row, text

_DIRECTOR = re.compile(
    r"\bdirector\b.*\bchild|\bdcs\b|\bchild.*\bdirector\b", re.IGNORECASE
)


def is_director(post: object) -> bool:
    """Whether a post is at the head of children's services."""
    words = str(post or "")
    return bool(_DIRECTOR.search(words)) and not re.search(
        r"\b(?:assistant|deputy|associate)\b", words, re.IGNORECASE
    )


def parts(tables: Tables, numbers: Numbering, inspection: str) -> list[list[Any]]:
    """Person, role and title of those named in an inspection and its reports."""
    owners = [
        inspection,
        *(text(r, "report") for r in tables.documents.get(inspection, ())),
    ]
    rows = [
        row for owner in dict.fromkeys(owners) for row in tables.parts.get(owner, ())
    ]
    rows.sort(key=lambda row: (text(row, "part").rsplit("/", 2)[0], _order(row)))
    found = {
        (numbers.person(row["agent"], row["name"]), text(row, "role")): row
        for row in rows
    }
    return [
        [person, role, row["title"]] if row["title"] is not None else [person, role]
        for (person, role), row in found.items()
    ]


def posts(tables: Tables, numbers: Numbering) -> list[dict[str, Any]]:
    """Everybody in post at an authority, tenures and addressees of letters alike.

    One entry a person and authority: posts are worded differently from letter to
    letter, and a name is only merged within one authority.
    """
    found: dict[tuple[int, int], dict[str, Any]] = {}
    for authority, rows in tables.tenures.items():
        body = numbers.authority(authority)
        for row in rows if body is not None else ():
            _tenure(found, numbers, row, body)
    for row in tables.inspections:
        body = numbers.authority(row["authority"])
        for report in tables.documents.get(text(row, "inspection"), ()):
            day = iso(report["issued"]) or iso(row["end"])
            for part in tables.parts.get(text(report, "report"), ()):
                if part["role"] == Role.ADDRESSEE and body is not None and day:
                    entry = _entry(found, numbers, part, body, part["title"])
                    entry["on"].append(day)
    for entry in found.values():
        entry["on"] = sorted(set(entry["on"]))
        entry["director"] = any(map(is_director, entry["post"]))
    return sorted(
        found.values(),
        key=lambda e: (e["a"], e.get("from") or min(e["on"], default="")),
    )


def _tenure(
    found: dict[tuple[int, int], dict[str, Any]],
    numbers: Numbering,
    row: Row,
    authority: int | None,
) -> None:
    if authority is None:
        return
    entry = _entry(found, numbers, row, authority, row["post"])
    if row["on"] is not None:
        entry["on"].append(iso(row["on"]))
    began, ended = row["began"], row["ended"]
    if began is not None:
        entry["from"] = max(str(began), entry.get("from", ""), key=len)
    if ended is not None:
        entry["to"] = max(str(ended), entry.get("to", ""), key=len)


def _entry(
    found: dict[tuple[int, int], dict[str, Any]],
    numbers: Numbering,
    row: Row,
    authority: int,
    post: object,
) -> dict[str, Any]:
    person = numbers.person(row["agent"], row["name"])
    entry = found.setdefault(
        (authority, person), bare(a=authority, p=person) | {"post": [], "on": []}
    )
    if post is not None and post not in entry["post"]:
        entry["post"].append(post)
    return entry


def _order(row: Row) -> int:
    return int(text(row, "part").rsplit("/", 1)[-1])
