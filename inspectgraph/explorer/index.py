"""What every view needs at once: small enough to be read before anything is shown."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

from inspectgraph.explorer.details import document
from inspectgraph.explorer.numbering import STATE_LETTER, Numbering
from inspectgraph.explorer.people import parts, posts
from inspectgraph.explorer.plain import bare, iso
from inspectgraph.explorer.read import Tables
from inspectgraph.explorer.scope import Scope
from ontology.codes import Aspect, EpisodeState
from ontology.past import register_on
from ontology.register import Register
from queries.ask import Row, text

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def index(scope: Scope, numbers: Numbering, tables: Tables) -> dict[str, Any]:
    """Authorities, issues, inspections, states, threads, people, promises."""
    register = register_on(scope.as_of)
    lines = {
        str(place): [
            bare(a=numbers.authorities.index(a.id), part=a.partial or None, note=a.note)
            for a in register.lineage(id)
        ]
        for place, id in enumerate(numbers.authorities)
        if id in scope.authorities
    }
    inspections = [_inspection(scope, numbers, tables, r) for r in tables.inspections]
    people = posts(tables, numbers) if scope.people else []
    return {
        "national": scope.national,
        "asOf": iso(scope.as_of),
        "issue": _first_issue(scope, numbers, tables),
        "issues": [
            [issue.id, issue.label, issue.theme_label, issue.definition]
            for issue in numbers.issues
        ],
        "authorities": [_authority(register, id) for id in numbers.authorities],
        "lines": lines,
        "gates": _gates(register, numbers),
        "inspections": inspections,
        "threads": _threads(numbers, tables),
        "posts": people,
        "promises": _promises(scope, numbers, tables),
        "persons": numbers.names if scope.people else [],
        "personKeys": numbers.person_keys if scope.people else [],
    }


def _authority(register: Register, id: str) -> dict[str, Any]:
    authority = register[id]
    return bare(
        id=id,
        name=authority.name,
        short=authority.acronym,
        region=authority.region,
        gss=authority.gss,
        since=iso(authority.active_from),
        until=iso(authority.active_to),
        current=not register.successors(id) or None,
    )


def _gates(register: Register, numbers: Numbering) -> list[dict[str, Any]]:
    """Passings of children's services between authorities of the page."""
    place = {id: index for index, id in enumerate(numbers.authorities)}
    names = {event.id: event.name for event in register.reorganisations}
    return [
        bare(
            a=place[t.source],
            b=place[t.target],
            date=t.date.isoformat(),
            part=t.part,
            name=names.get(t.reorganisation),
        )
        for t in register.transfers
        if t.source in place and t.target in place
    ]


def _inspection(
    scope: Scope, numbers: Numbering, tables: Tables, row: Row
) -> dict[str, Any]:
    iri = text(row, "inspection")
    reports = [text(r, "report") for r in tables.documents.get(iri, ())]
    first = document(tables, reports[0]) if reports else {}
    states, outcomes = _states(numbers, tables, iri)
    return bare(
        key=numbers.key(iri),
        a=numbers.authority(row["authority"]),
        type=row["type"] or "other",
        framework=row["framework"],
        theme=row["theme"],
        start=iso(row["start"]),
        end=iso(row["end"]),
        published=first.get("published"),
        title=first.get("title"),
        url=first.get("url"),
        grades=[
            [j["aspect"] or f"other:{j['label']}", j["grade"], j["printed"]]
            for j in tables.judgements.get(iri, ())
        ],
        grade=_overall(tables.judgements.get(iri, [])),
        states=states,
        counts=_counts(numbers, tables, iri),
        outcomes=outcomes or None,
        findings=len(tables.findings.get(iri, ())),
        people=parts(tables, numbers, iri) if scope.people else [],
    )


def _overall(rows: list[Row]) -> str | None:
    for wanted in (Aspect.OVERALL, Aspect.AREA_SEND_OUTCOME):
        for row in rows:
            if row["aspect"] == wanted:
                return text(row, "grade")
    return None


def _states(
    numbers: Numbering, tables: Tables, inspection: str
) -> tuple[str, dict[str, str]]:
    """A letter for every issue; outcomes of follow-ups, by issue."""
    letters = [STATE_LETTER[EpisodeState.OUT_OF_SCOPE]] * len(numbers.issues)
    outcomes: dict[str, str] = {}
    for row in tables.states.get(inspection, ()):
        place = numbers.issue(row["issue"])
        if place is not None:
            letters[place] = STATE_LETTER[EpisodeState(text(row, "state"))]
            if row["outcome"] is not None:
                outcomes[str(place)] = text(row, "outcome")
    return "".join(letters), outcomes


def _counts(numbers: Numbering, tables: Tables, inspection: str) -> str:
    """How many findings carry each issue, as one digit to base 36 each."""
    count: Counter[int] = Counter()
    for finding in tables.findings.get(inspection, ()):
        codings = tables.codings.get(text(finding, "finding"), ())
        places = {numbers.issue(row["issue"]) for row in codings if row["current"]}
        count.update(place for place in places if place is not None)
    return "".join(_DIGITS[min(count[i], 35)] for i in range(len(numbers.issues)))


def _threads(numbers: Numbering, tables: Tables) -> dict[str, list[Any]]:
    """Status, times, longest run, first raised, days to strength, crossed, counter."""
    finding = {
        text(row, "coding"): text(row, "finding")
        for rows in tables.codings.values()
        for row in rows
    }
    stands = {
        text(row, "finding"): (numbers.inspection(iri), position)
        for iri, rows in tables.findings.items()
        for position, row in enumerate(rows)
    }
    found: dict[str, list[Any]] = {}
    for authority, rows in tables.threads.items():
        place = numbers.authority(authority)
        line: list[Any] = [0] * len(numbers.issues)
        for row in rows:
            issue = numbers.issue(row["issue"])
            if issue is None or row["status"] == "not_raised":
                continue
            counter = stands.get(finding.get(str(row["counter"]), ""))
            line[issue] = [
                row["status"],
                row["times"],
                row["run"],
                iso(row["first"]),
                row["days"],
                int(row["crossed"] is True),
                *([list(counter)] if counter else []),
            ]
        if place is not None:
            found[str(place)] = line
    return found


def _promises(scope: Scope, numbers: Numbering, tables: Tables) -> list[dict[str, Any]]:
    found = []
    for rows in tables.promises.values():
        first = rows[0]
        place = numbers.authority(first["authority"])
        if place is None:
            continue
        found_by = {
            issue: numbers.inspection(row["next"])
            for row in rows
            if (issue := numbers.issue(row["issue"])) is not None
        }
        made = first["made"] or _issued(tables, text(first, "report"))
        found.append(
            bare(
                key=text(first, "promise").rsplit("/", 1)[-1],
                a=place,
                i=sorted(found_by),
                text=first["text"],
                paraphrase=first["paraphrase"] or None,
                made=iso(made),
                due=iso(first["due"]),
                by=first["speaker"] if scope.people else None,
                page=first["page"],
                next={i: at for i, at in sorted(found_by.items()) if at is not None}
                or None,
                doc=document(tables, text(first, "report")),
            )
        )
    return sorted(found, key=lambda p: (p.get("made") or "", p["text"]))


def _issued(tables: Tables, report: str) -> date | None:
    rows = tables.reports.get(report, [])
    issued = rows[0]["issued"] if rows else None
    return issued if isinstance(issued, date) else None


def _first_issue(scope: Scope, numbers: Numbering, tables: Tables) -> int:
    """The issue asked for, else the one with the longest history of being raised."""
    ids = [issue.id for issue in numbers.issues]
    if scope.issue in ids:
        return ids.index(scope.issue)
    weight: Counter[int] = Counter()
    for rows in tables.threads.values():
        for row in rows:
            place = numbers.issue(row["issue"])
            if place is not None:
                weight[place] += int(text(row, "times")) + int(text(row, "run"))
    return max(range(len(ids)), key=lambda place: (weight[place], -place), default=0)
