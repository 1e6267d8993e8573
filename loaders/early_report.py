"""Inspection reports of 2009 to 2013, whose judgements are "Grade 3 (adequate)".

Cover, contents, method, numbered paragraphs under headings that carry a grade, and
"Record of main findings", a table of all grades, on the last page.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from loaders import (
    follow_ups,
    grades,
    numbering,
    outline,
    sif_cover,
    sif_text,
    team,
)
from loaders.aspects import aspect
from loaders.furniture import Body
from loaders.healing import canonical
from loaders.pages import Line, line_text
from loaders.records import Judgement, Report
from loaders.sif_grades import cells, contradiction
from loaders.sif_headings import Known, accepted
from loaders.sif_text import SifContents
from ontology.codes import Framework, InspectionType, Role


def _pattern(*wordings: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(wordings)})\s*[:?]?", re.IGNORECASE)


#: The rest of a heading, up to a grade printed after it.
_TAIL = r"(?:(?!\s\(?(?:outstanding|good|adequate|inadequate)?\)?\s*\(?grade\s+\d)[^.])"
#: Headings, by what they open; keys as those of SIF reports.
HEADINGS = {
    "contents": _pattern(r"contents"),
    "headline": _pattern(
        rf"overall\s+effectiveness(?:\s+of\s+{_TAIL}{{3,90}})?",
        rf"(?:executive\s+)?summary(?:\s+of\s+{_TAIL}{{3,60}})?",
    ),
    "area_for_improvement": _pattern(
        r"areas\s+for\s+improvement|immediately"
        rf"|within\s+(?:\w+|\d+)\s+(?:weeks?|months?)(?:\s+of\s+{_TAIL}{{3,60}})?"
    ),
    "passage": _pattern(
        r"about\s+this\s+inspection|(?:service|area|contextual)\s+information",
        r"the\s+inspection\s+judge?ments?\s+and\s+what\s+they\s+mean",
        r"the\s+inspection\s+team|(?:annex|appendix)(?:\s+\w+)?",
    ),
    "record": _pattern(rf"record\s+of\s+main\s+findings(?:\s*[:–-]{_TAIL}{{3,60}})?"),
    "finding": _pattern(
        r"capacity\s+(?:to|for)\s+improve(?:ment)?",
        rf"(?:how\s+good\s+are\s+)?(?:the\s+)?outcomes\s+for\s+{_TAIL}{{5,80}}",
        rf"(?:the\s+)?quality\s+of\s+(?:provision|practice)(?:\s+for\s+{_TAIL}{{5,60}})?",
        r"leadership\s+and\s+(?:management|governance)",
        rf"the\s+inspection\s+outcomes(?:\s*[:–-]{_TAIL}{{3,60}})?",
        rf"safeguarding\s+(?:services|outcomes)(?:\s+for\s+{_TAIL}{{5,60}})?",
        r"services\s+for\s+looked\s+after\s+children",
        r"(?:being\s+healthy|staying\s+safe|enjoying\s+and\s+achieving"
        rf"|making\s+a\s+positive\s+contribution|economic\s+well-?being)(?:,\s{_TAIL}{{5,60}})?",
        r"children\s+and\s+young\s+people\s+are\s+safe\s+and\s+feel\s+safe",
        rf"(?:the\s+)?(?:effectiveness|contribution)\s+of\s+{_TAIL}{{5,110}}",
        r"ambition\s+and\s+prioritisation|partnership\s+working",
        rf"evaluation,\s+including\s+{_TAIL}{{5,80}}|(?:user\s+)?engagement",
        r"performance\s+management\s+and\s+quality\s+assurance",
        r"workforce\s+(?:planning|development)|value\s+for\s+money"
        r"|equality\s+and\s+diversity",
    ),
}  # fmt: skip
_GRADED = re.compile(
    r"grade\s+\d\s*\(?[a-z ]+\)?\.?|\(?[a-z]+\)?\s*\(?grade\s+\d\)?\.?", re.IGNORECASE
)
_TRAILING = re.compile(
    r"(.{5,}?)\s+(grade\s+\d\s*\(?[a-z]+\)?\.?"
    r"|\(?(?:outstanding|good|adequate|inadequate)\)?\s*\(?grade\s+\d\)?\.?)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of the table of grades, and the heading of the rows it is among."""

    group: str | None
    label: str
    printed: str
    page: int | None


def read(
    body: Body, *, family: str, framework: Framework, type: InspectionType
) -> Report:
    """Read a report.

    Args:
        body: The document.
        family: The module that reads it.
        framework: Of the report.
        type: Of the inspection.
    """
    lines = body.lines()
    front = _front(lines)
    cover = sif_cover.read(lines[:front], grades.Table())
    contents = SifContents()
    contents.passages += sif_text.facts(body, lines[:front])
    text = sif_text.without_contents(body, lines[front:], contents)
    record = _record(text)
    headings, judged = _headings(body, text[:record])
    sif_text.read(body, text[:record], headings, contents)
    contents.passages += sif_text.facts(body, text[record:], "Record of main findings")
    contents.passages += sif_text.facts(body, body.footnotes, "Footnotes")
    rows = list(_rows(text[record + 1 :]))
    judgements, doubts = _judgements(rows, judged)
    people = team.team(lines[:front])
    if not any(person.role is Role.LEAD_INSPECTOR for person in people):
        doubts.append("no name after 'Reporting inspector' on the cover")
    return Report(
        family=family,
        title=cover.title,
        authority_printed=cover.authority,
        framework=framework,
        type=type,
        periods=cover.periods,
        published=cover.published,
        people=people,
        judgements=judgements,
        findings=tuple(contents.findings),
        passages=tuple(contents.passages),
        follow_ups=follow_ups.stated(contents.findings),
        warnings=(
            *cover.warnings,
            *doubts,
            *numbering.oddities([*contents.findings, *contents.passages]),
        ),
    )


def _front(lines: Sequence[Line]) -> int:
    """Where the cover and the notes on its back end."""
    opening = {key: HEADINGS[key] for key in ("contents", "passage")}
    places = (at for at, _ in outline.placed(lines, opening))
    return next(places, min(len(lines), 12))


def _record(lines: Sequence[Line]) -> int:
    """Where the table of all grades begins."""
    known = {"record": HEADINGS["record"]}
    return max((at for at, _ in outline.placed(lines, known)), default=len(lines))


def _headings(body: Body, lines: Sequence[Line]) -> tuple[list[Known], list[Judgement]]:
    """Headings, each with the grade printed below or beside it, and these grades."""
    found: list[Known] = []
    judged: list[Judgement] = []
    known = accepted(body, [_without_grade(line) for line in lines], (), HEADINGS)
    place = {line.start: index for index, line in enumerate(lines)}
    for heading in known:
        at = place[heading.lines[0].start]
        run = lines[at : at + len(heading.lines)]
        after = lines[at + len(run) : at + len(run) + 1]
        printed = _trailing(run[-1])
        if printed is None and after and _GRADED.fullmatch(canonical(after[0].clean)):
            printed = canonical(after[0].clean)
            run = [*run, *after]
        value = grades.grade(printed) if printed is not None else None
        if value is not None and printed is not None:
            label = aspect(heading.text) or _overall(heading.text)
            judged.append(Judgement(label, value, printed, run[0].page))
        found.append(Known(heading.key, heading.text, tuple(run)))
    return found, judged


def _overall(label: str) -> str:
    overall = re.match(r"overall effectiveness\b", label, re.IGNORECASE)
    return "overall" if overall else f"other:{label}"


def _trailing(line: Line) -> str | None:
    match = _TRAILING.fullmatch(canonical(line.clean))
    return match[2] if match is not None else None


def _without_grade(line: Line) -> Line:
    """The line without a grade printed after a heading's words."""
    printed = _trailing(line)
    if printed is None:
        return line
    words = tuple(word for word in line.words if not word.raised)
    return replace(line, words=words[: -len(printed.split())])


def _rows(lines: Sequence[Line]) -> Iterator[_Row]:
    """Rows of the record of main findings; a label may be wrapped round its grade."""
    group: str | None = None
    rows: list[_Row] = []
    label = ""
    for line in lines:
        for text in _parts(line):
            if grades.grade(text) is not None:
                if label:
                    rows.append(_Row(group, label, text, line.page))
                label = ""
            elif text[:1].islower() and not label and rows:
                rows[-1] = replace(rows[-1], label=f"{rows[-1].label} {text}")
            elif label and not text[:1].islower():
                group, label = label, text
            elif not label and sif_text.closing([line]) == 0:
                yield from rows
                return
            else:
                label = f"{label} {text}".strip()
    yield from rows


def _parts(line: Line) -> Iterator[str]:
    """The cells of a row, also where a copy has run them together."""
    for cell in cells(line):
        text = canonical(line_text(cell))
        words = text.split()
        grade_at = next(
            (i for i in range(1, len(words)) if _is_cell(" ".join(words[i:]))), None
        )
        if grades.grade(text) is not None or grade_at is None:
            yield text
        else:
            yield " ".join(words[:grade_at])
            yield " ".join(words[grade_at:])


def _is_cell(words: str) -> bool:
    """Whether words are a grade with a capital; in a sentence it would have none."""
    return words.lstrip("(")[:1].isupper() and grades.grade(words) is not None


def _judgements(
    rows: Sequence[_Row], judged: Iterable[Judgement]
) -> tuple[tuple[Judgement, ...], list[str]]:
    """The grades of the table; from a heading what the table does not have."""
    doubts: list[str] = []
    found: dict[str, Judgement] = {}
    times = Counter(row.label.casefold() for row in rows)
    for row in rows:
        label = _overall(row.label) if not aspect(row.label) else aspect(row.label)
        if times[row.label.casefold()] > 1 and row.group is not None:
            label = f"other:{row.group}: {row.label}"
        value = grades.grade(row.printed)
        if label is not None and value is not None:
            found.setdefault(label, Judgement(label, value, row.printed, row.page))
    for heading in judged:
        known = found.get(heading.aspect)
        if known is not None and known.grade != heading.grade:
            doubts.append(contradiction(known, heading))
        if not rows:
            found.setdefault(heading.aspect, heading)
    if not found:
        doubts.append("no grades in a 'Record of main findings' or under headings")
    return tuple(found.values()), doubts
