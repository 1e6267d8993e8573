"""All that one inspection says: opened only when somebody looks."""

from __future__ import annotations

from typing import Any

from inspectgraph.explorer.numbering import (
    METHOD_LETTER,
    POLARITY_LETTER,
    Numbering,
)
from inspectgraph.explorer.plain import bare, iso
from inspectgraph.explorer.read import Tables
from ontology.codes import Method, Polarity
from queries.ask import Row, text


def details(tables: Tables, numbers: Numbering, inspection: str) -> dict[str, Any]:
    """Documents, findings with their codings, and what is said of earlier ones."""
    reports = list(
        dict.fromkeys(text(r, "report") for r in tables.documents.get(inspection, ()))
    )
    place = {report: index for index, report in enumerate(reports)}
    return {
        "documents": [document(tables, report) for report in reports],
        "findings": [
            _finding(tables, numbers, row, place, inspection)
            for row in tables.findings.get(inspection, ())
        ],
        "followUps": _follow_ups(tables, numbers, inspection),
        "mentions": [
            bare(i=issue, t=row["sentence"], n=row["paragraph"], p=row["page"])
            for row in tables.mentions.get(inspection, ())
            if (issue := numbers.issue(row["issue"])) is not None
        ],
    }


def document(tables: Tables, report: str) -> dict[str, Any]:
    """A report, letter or article and the files it was read from."""
    rows = tables.reports.get(report, [])
    first = rows[0] if rows else {}
    files = tables.snapshots.get(report, [])
    addresses = [row["address"] for row in files if row["address"] is not None]
    return bare(
        title=first.get("title") or "untitled",
        published=iso(first.get("issued")),
        publisher=first.get("publisher"),
        url=first.get("source") or (addresses[0] if addresses else None),
        sha=list(dict.fromkeys(text(row, "sha").lower() for row in files)),
        files=list(dict.fromkeys(str(r["path"]) for r in files if r["path"])),
        pages=max((int(str(r["pages"])) for r in files if r["pages"]), default=None),
    )


def _finding(
    tables: Tables,
    numbers: Numbering,
    row: Row,
    place: dict[str, int],
    inspection: str,
) -> dict[str, Any]:
    finding = text(row, "finding")
    return bare(
        id=_within(inspection, finding),
        t=row["text"],
        k=row["kind"],
        s=row["section"],
        n=row["paragraph"],
        p=row["page"],
        d=place.get(text(row, "report"), 0) or None,
        f=row["paraphrase"] or None,
        r=row["reference"],
        tr=None if row["trend"] == "none" else row["trend"],
        c=[
            coded
            for coding in tables.codings.get(finding, ())
            if (coded := _coding(tables, numbers, coding)) is not None
        ],
    )


def _within(inspection: str, finding: str) -> str:
    """``report/27``: names the finding among those of its inspection, in any page."""
    return finding.removeprefix(f"{inspection}/").replace("finding/", "", 1)


def _coding(tables: Tables, numbers: Numbering, row: Row) -> dict[str, Any] | None:
    issue = numbers.issue(row["issue"])
    if issue is None:
        return None
    coding = text(row, "coding")
    return bare(
        i=issue,
        p=POLARITY_LETTER[Polarity(text(row, "polarity"))],
        a=row["start"],
        b=row["end"],
        w=[text(words, "words") for words in tables.words.get(coding, ())],
        m=METHOD_LETTER[Method(text(row, "method"))],
        c=row["confidence"],
        by=row["coder"],
        o=_other_side(row),
        # Only what is no longer held is worth a mark.
        old=None if row["current"] else True,
        why=row["reason"],
    )


def _other_side(row: Row) -> list[Any] | None:
    """Where in the finding it stands, and how it speaks."""
    if row["other_says"] is None:
        return None
    polarity = POLARITY_LETTER[Polarity(text(row, "other_says"))]
    return [row["other_start"], row["other_end"], polarity]


def _follow_ups(
    tables: Tables, numbers: Numbering, inspection: str
) -> list[dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for row in tables.follow_ups.get(inspection, ()):
        entry = found.setdefault(
            text(row, "followup"),
            bare(
                t=row["text"],
                o=row["outcome"],
                p=row["page"],
                e=numbers.inspection(row["earlier"]),
            )
            | {"i": []},
        )
        issue = numbers.issue(row["issue"])
        if issue is not None and issue not in entry["i"]:
            entry["i"].append(issue)
    return list(found.values())
