"""How exactly reports are read: header facts and text, against checked facts.

Reads the corpus beside the project (``../shared``) and compares every document with
``gold/headers.jsonl``. A field counts as right only if all of it is.
"""

from __future__ import annotations

import json
import os
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from loaders import furniture
from loaders.errors import ReadError
from loaders.healing import canonical
from loaders.reading import open_pages, read_file
from loaders.records import Passage, Reading, Report
from ontology import names
from ontology.codes import Role

Gold = Mapping[str, Any]
_WORD = re.compile(r"\w+")
_FRAMEWORKS = {"other": "OTHER", "jar": "OTHER", "monitoring_visit": "ILACS"}
_TYPES = {"SIF": "full_inspection", "jar": "other", "other": "other"}


@dataclass(frozen=True, slots=True)
class Result:
    """One document.

    Attributes:
        family: That of the gold row, for grouping.
        fields: Whether each field is right; a field the gold does not have is absent.
        misses: For each wrong field what was read and what is true.
        body: Words of the body; kept: those of them found in findings and passages.
        furniture: Findings that hold a line of page furniture.
        findings: Their number.
    """

    file: str
    family: str
    fields: Mapping[str, bool]
    misses: Mapping[str, str]
    body: int = 0
    kept: int = 0
    furniture: int = 0
    findings: int = 0


def measure(shared: Path, workers: int | None = None) -> list[Result]:
    """Read everything the gold has, and compare."""
    lines = (shared / "gold" / "headers.jsonl").read_text(encoding="utf-8").splitlines()
    rows: list[dict[str, Any]] = [json.loads(line) for line in lines]
    with ProcessPoolExecutor(workers or os.cpu_count()) as pool:
        jobs = ((shared / str(row["file"]), row) for row in rows)
        return list(pool.map(_measure, *zip(*jobs, strict=True), chunksize=4))


def _measure(path: Path, gold: Gold) -> Result:
    family = _family(gold)
    try:
        reading = read_file(path)
    except ReadError as error:
        right = bool(gold.get("unreadable"))
        told = {} if right else {"readable": str(error)}
        return Result(str(gold["file"]), family, {"readable": right}, told)
    if gold.get("unreadable"):
        return Result(
            str(gold["file"]), family, {"readable": False}, {"readable": "read"}
        )
    report = _main(reading)
    fields, misses = {"readable": True}, {}
    for name, got, true in _pairs(report, reading, gold):
        fields[name] = got == true
        if got != true:
            misses[name] = f"read {got!r}, true {true!r}"
    pages_right = all(_on_page(reading, finding) for finding in report.findings)
    fields["page of each finding"] = pages_right
    body, kept, spoilt = _text(path, reading)
    return Result(
        str(gold["file"]), family, fields, misses, body, kept, spoilt,
        sum(len(each.findings) for each in reading.reports),
    )  # fmt: skip


def _family(gold: Gold) -> str:
    kind = gold.get("type") or gold.get("framework") or "unreadable"
    return {"SIF": "SIF", "ILACS": "ILACS", "other": "other inspections"}.get(
        kind, kind
    )


def _main(reading: Reading) -> Report:
    """The report the gold row is about: the first cover."""
    return reading.reports[0]


def _pairs(
    report: Report, reading: Reading, gold: Gold
) -> Iterator[tuple[str, object, object]]:
    """Field, what was read, what is true."""
    day = report.end or report.published
    printed = str(gold["authority"])
    true = names.resolve(printed, day) or names.find(printed)
    yield "authority", report.authority, None if true is None else true.id
    kind = str(gold.get("type") or gold.get("framework"))
    known = {"ILACS": "ILACS", "SIF": "SIF", "jtai": "JTAI", "area_send": "AREA_SEND"}
    framework = known.get(kind) or _FRAMEWORKS.get(kind) or "ILACS"
    yield "framework", report.framework, framework
    if gold.get("framework") != "other":
        true_type = _TYPES.get(kind, kind if gold.get("type") else "full_inspection")
        yield "type", report.type, true_type
    yield "first day", _iso(report.start), gold["inspection_start"]
    yield "last day", _iso(report.end), gold["inspection_end"]
    yield "published", _iso(report.published), gold["published"]
    yield from _people(report, gold)
    if gold["judgements"] is not None:
        yield "judgements", _judgements(report), _true_judgements(gold)
    counted = reading.reports if gold.get("framework") == "SIF" else (report,)
    numbers = max(each.numbered_paragraphs for each in counted)
    yield "paragraphs", numbers, gold["numbered_paragraphs"]
    if "needs_to_improve" in gold:
        yield "areas for improvement", report.needs_to_improve, gold["needs_to_improve"]
        true_actions = gold["areas_for_priority_action"]
        yield "priority actions", report.priority_actions, true_actions
    if "theme" in gold:
        yield "theme", _same(report.theme), _same(gold["theme"])
    if gold["pages"] is not None:
        yield "pages", reading.snapshot.pages, gold["pages"]


def _people(report: Report, gold: Gold) -> Iterator[tuple[str, object, object]]:
    lead = [p.name for p in report.people if p.role is Role.LEAD_INSPECTOR]
    team = [
        _same(p.name)
        for p in report.people
        if p.role in (Role.LEAD_INSPECTOR, Role.INSPECTOR)
    ]
    if "lead_inspector" in gold:
        read = _same(lead[0]) if lead else None
        yield "lead inspector", read, _same(gold["lead_inspector"])
    yield "inspectors", sorted(map(str, team)), sorted(map(_folded, gold["inspectors"]))
    if "addressees" in gold:
        read_to = sorted(
            (_folded(p.name), _folded(p.title or ""))
            for p in report.people
            if p.role is Role.ADDRESSEE
        )
        true_to = sorted(
            (_folded(a["name"]), _folded(a["role"] or "")) for a in gold["addressees"]
        )
        yield "addressees", read_to, true_to
        signed = sorted(
            _folded(p.name) for p in report.people if p.role is Role.SIGNATORY
        )
        yield "signatories", signed, sorted(map(_folded, gold["signatories"]))


def _judgements(report: Report) -> dict[str, str]:
    return {_folded(j.aspect): str(j.grade) for j in report.judgements}


def _true_judgements(gold: Gold) -> dict[str, str]:
    judged: Mapping[str, object] = gold["judgements"]
    aspects = {"outcome": "area_send_outcome"}
    return {_folded(aspects.get(a, a)): str(grade) for a, grade in judged.items()}


def _on_page(reading: Reading, passage: Passage) -> bool:
    """Whether a finding's first words stand on the page it names."""
    if passage.page is None:
        return reading.snapshot.pages is None
    pages = reading.layer.split("\f")
    if not 1 <= passage.page <= len(pages):
        return False
    opening = _bare(passage.text)[:24]
    return opening in _bare(canonical(pages[passage.page - 1]))


def _text(path: Path, reading: Reading) -> tuple[int, int, int]:
    """Words of the body, those kept, and findings with furniture in them."""
    body = furniture.part(open_pages(path.read_bytes(), path.suffix.casefold()))
    lines = [line.clean for line in (*body.lines(), *body.footnotes)]
    printed = _words(" ".join(lines))
    passages: list[Passage] = [
        passage
        for report in reading.reports
        for passage in (*report.findings, *report.passages)
    ]
    # A paragraph's number is kept beside its words.
    kept = _words(" ".join(f"{each.paragraph or ''} {each.text}" for each in passages))
    running = {
        canonical(line.clean) for line in body.furniture if len(line.clean.split()) > 3
    }
    spoilt = sum(
        any(text in finding.text for text in running)
        for report in reading.reports
        for finding in report.findings
    )
    total = sum(printed.values())
    return total, total - sum((printed - kept).values()), spoilt


def _words(text: str) -> Counter[str]:
    return Counter(_WORD.findall(canonical(text).casefold()))


def _bare(text: str) -> str:
    return re.sub(r"\W+", "", text)


def _folded(text: str) -> str:
    return canonical(text)


def _same(text: object) -> str | None:
    return None if text is None else _folded(str(text))


def _iso(day: object) -> str | None:
    return None if day is None else str(day)


@dataclass(frozen=True, slots=True)
class Line:
    """How often a field is right in a family."""

    family: str
    field: str
    right: int
    of: int

    @property
    def share(self) -> float:
        """In per cent."""
        return 100 * self.right / self.of


def table(results: Iterable[Result]) -> list[Line]:
    """Fields by family, and over all (family ``all``)."""
    right: Counter[tuple[str, str]] = Counter()
    of: Counter[tuple[str, str]] = Counter()
    for result in results:
        for field, value in result.fields.items():
            for family in (result.family, "all"):
                of[family, field] += 1
                right[family, field] += value
    return [Line(f, field, right[f, field], n) for (f, field), n in sorted(of.items())]


def misses(results: Iterable[Result]) -> dict[str, list[str]]:
    """Files of each wrong field, with what was read and what is true."""
    found: dict[str, list[str]] = defaultdict(list)
    for result in results:
        for field, told in result.misses.items():
            found[field].append(f"{result.file}: {told}")
    return dict(sorted(found.items()))


def main() -> None:
    """Print the figures."""
    shared = Path(os.environ.get("INSPECTGRAPH_SHARED", "../shared"))
    results = measure(shared)
    for line in table(results):
        print(
            f"{line.family:18} {line.field:24} {line.right:4}/{line.of:<4} {line.share:6.1f}"
        )
    body, kept = sum(r.body for r in results), sum(r.kept for r in results)
    spoilt, total = sum(r.furniture for r in results), sum(r.findings for r in results)
    print(f"words of the body kept: {100 * kept / max(1, body):.2f} %")
    print(f"findings with page furniture: {spoilt} of {total}")
    for field, files in misses(results).items():
        for told in files:
            print(f"{field}: {told}")


if __name__ == "__main__":
    main()
