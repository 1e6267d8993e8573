"""Headings of SIF reports, by their wording: which open what.

A summary, findings, strengths, areas for improvement, recommendations, or what is no
finding at all (statistics on the area, method, what the grades mean).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from loaders import outline
from loaders.furniture import Body
from loaders.pages import Line
from loaders.records import Judgement
from loaders.sif_grades import Graded, graded
from ontology.codes import Aspect

_BOARD = (
    r"(?:the\s+)?(?:effectiveness\s+of\s+the\s+)?(?:(?:[\w&-]+\s+){0,4}safeguarding"
    r"\s+children(?:[’']?s)?\s+board(?:\s+\([A-Z]{3,7}\))?|LSCB|[A-Z]{2,6}SCB|[A-Z]SCB)"
)
_AUTHORITY = r"(?:the\s+)?local\s+authority"
_SECTION = r"(?:section\s+\d\s*[:.–-]?\s*)?"
_MARK = r"\s*:?\s*\d?"


def _pattern(*wordings: str) -> re.Pattern[str]:
    return re.compile(rf"\d?\s?(?:{'|'.join(wordings)}){_MARK}", re.IGNORECASE)


#: What opens what; the first pattern that fits a heading counts.
HEADINGS = {
    "contents": _pattern(r"(?:table\s+of\s+)?contents"),
    "headline": _pattern(
        rf"(?:{_SECTION}{_AUTHORITY}\s*[-–—:]\s*)?"
        r"(?:executive\s+|brief\s+|overall\s+)?summary(?:\s+of\s+(?:the\s+)?(?:key\s+|main\s+)?"
        rf"findings)?(?:\s*[-–—:─]\s*(?:{_AUTHORITY}|{_BOARD}))?",
        r"summary\s+for\s+children(?:\s+and\s+young\s+people)?",
        rf"(?:this\s+local\s+authority|children’s\s+services\s+in\s+.{{3,60}}|{_BOARD})"
        r"\s+(?:is|are|has|have|requires?)\b(?:(?!\bsummary\b|\bthe\b)[^.]){2,90}"
        r"\bbecause",
    ),
    "strength": _pattern(
        rf"(?:{_AUTHORITY}|{_BOARD})(?:’s)?\s+(?:has\s+the\s+following\s+)?(?:key\s+)?"
        r"strengths(?:\s+are)?",
        r"(?:key\s+)?strengths",
    ),
    "area_for_improvement": _pattern(
        r"what\s+does\s+[^.]{2,70}\s+need\s+to\s+(?:improve|do)(?:\s+to\s+improve)?\s*\??",
        r"what\s+needs\s+to\s+improve\s*\??",
        r"(?:key\s+)?areas?\s+(?:for|of)\s+(?:further\s+)?(?:improvement|development)",
    ),
    "priority_action": _pattern(
        r"(?:areas?\s+for\s+)?priority\s+(?:and|/|or)?\s*(?:immediate\s+)?actions?",
        r"(?:areas?\s+for\s+)?immediate\s+(?:and\s+priority\s+)?actions?",
    ),
    "recommendation": _pattern(
        r"(?:key\s+)?recommendations"
        rf"(?:\s+(?:for|to)\s+(?:{_AUTHORITY}|{_BOARD}))?"
        rf"(?:\s*[-–—:─]\s*(?:{_AUTHORITY}|{_BOARD}))?"
    ),
    "finding": _pattern(
        r"(?:the\s+)?inspection\s+(?:findings?|judge?ments?)(?:\s+(?:about|for|of|on)\s+"
        rf"(?:{_AUTHORITY}|{_BOARD})|\s*[-–—:─]\s*(?:{_AUTHORITY}|{_BOARD}))?",
        r"key\s+strengths\s+and\s+(?:areas\s+\w+\s+\w+|weaknesses)"
        rf"(?:\s+of\s+(?:{_BOARD}|(?:the\s+)?\w+))?",
        r"progress\s+(?:made\s+)?since\s+(?:the\s+)?(?:last|previous)\s+inspections?",
        rf"section\s+2\s*[:.–-]?\s*{_BOARD}",
    ),
    "passage": _pattern(
        r"(?:information\s+)?about\s+(?:this|the)\s+(?:inspection|service|review"
        r"|local\s+authority(?:\s+area)?)",
        r"the\s+inspection\s+team|the\s+review\s+team",
        r"child(?:ren)?(?:\s+and\s+young\s+people)?\s+(?:living|looked\s+after|in\s+care"
        r"|protection)\s+in\s+this\s+area",
        r"(?:other|previous)\s+(?:ofsted\s+)?inspections?(?:\s+by\s+ofsted)?",
        r"local\s+leadership|other\s+information\s+about\s+this\s+area",
        r"what\s+the\s+(?:inspection\s+)?judge?ments?\s+mean(?:\s*[:–-]\s*"
        rf"(?:{_AUTHORITY}|{_BOARD}))?",
        r"the\s+inspection\s+judge?ments?\s+and\s+what\s+they\s+mean",
        r"service\s+information|(?:additional\s+)?contextual\s+information",
        r"record\s+of\s+main\s+findings|(?:glossary|annex|appendix)(?:\s+\w+)?",
    ),
    "row": _pattern(r"key\s+judge?ments?(?:\s+judge?ment\s+grades?)?|judge?ment\s+grade"),
    "title": _pattern(
        rf"{_SECTION}(?:{_AUTHORITY}|{_BOARD})(?:\s+\([A-Z]{{3,7}}\))?",
    ),
}  # fmt: skip
_NAMES_BOARD = re.compile(rf"\b{_BOARD}", re.IGNORECASE)
_EARLIER = re.compile(r"(?:other|previous)\b.*inspection", re.IGNORECASE)
#: Of the width of a text copy: a line that ends before ends a paragraph.
_SHORT = 0.85


@dataclass(frozen=True, slots=True)
class Known:
    """A heading of known wording.

    Attributes:
        key: Of ``HEADINGS``, or ``graded`` for one that names what is judged.
        text: As printed, without the grade if that has a cell of its own.
        judgement: Where the grade is printed with it.
    """

    key: str
    text: str
    lines: tuple[Line, ...]
    judgement: Judgement | None = None

    @property
    def names_board(self) -> bool:
        """Whether what it opens is about the safeguarding board."""
        if self.judgement is not None:
            return self.judgement.aspect == Aspect.LSCB
        return _NAMES_BOARD.search(self.text) is not None


def first_heading(lines: Sequence[Line]) -> int:
    """Where the cover ends: at the contents or the first heading of known wording."""
    known = {key: HEADINGS[key] for key in HEADINGS if key not in ("row", "title")}
    return next((at for at, _ in outline.placed(lines, known)), len(lines))


def headings(body: Body, lines: Sequence[Line]) -> list[Known]:
    """Headings of known wording; those with a grade count before others."""
    earlier = _earlier_judgements(lines)
    judged = [
        found
        for found in graded(lines)
        if not any(found.lines[0].start in span for span in earlier)
    ]
    return accepted(body, lines, judged, HEADINGS)


def accepted(
    body: Body,
    lines: Sequence[Line],
    judged: Iterable[Graded],
    patterns: Mapping[str, re.Pattern[str]],
) -> list[Known]:
    """Of what has the words of a heading, what stands as one, in order.

    Args:
        body: The document.
        lines: Of the text.
        judged: Headings with grades; they count before others.
        patterns: Wordings of whole headings.
    """
    graded_at = {found.lines[0].start: found for found in judged}
    worded_at = {
        found.lines[0].start: found for found in outline.headings(lines, patterns)
    }
    layout = _Layout(body, lines)
    kept: list[Known] = []
    end = -1
    for line in lines:
        known = None
        if line.start <= end:
            continue
        if (grade := graded_at.get(line.start)) and layout.sets_off_judgement(grade):
            known = Known("graded", grade.label, grade.lines, grade.judgement)
        elif (found := worded_at.get(line.start)) and (
            found.key == "row" or layout.sets_off(found.lines)
        ):
            known = Known(found.key, found.text.lstrip("0123456789 "), found.lines)
        if known is not None:
            kept.append(known)
            end = known.lines[-1].start
            layout.headed = end
    return kept


def _earlier_judgements(lines: Sequence[Line]) -> list[range]:
    """Where the judgements of previous inspections are listed, as offsets."""
    spans: list[range] = []
    begun: int | None = None
    for heading in outline.headings(lines, HEADINGS):
        start = heading.lines[0].start
        if begun is not None:
            spans.append(range(begun, start))
        begun = start if _EARLIER.match(heading.text) else None
    return spans


class _Layout:
    """What tells a heading from a sentence that has its words.

    Attributes:
        headed: Offset of the last line of the heading before.
    """

    def __init__(self, body: Body, lines: Sequence[Line]) -> None:
        self.size = body.size
        self.lines = lines
        self.place = {line.start: index for index, line in enumerate(lines)}
        ends = sorted(line.x1 for line in lines)
        self.width = ends[int(0.95 * (len(ends) - 1))] if ends else 0.0
        self.blank = {
            page.lines[index].start
            for page in body.pages
            for index in page.blanks_before
            if index < len(page.lines)
        }
        self.headed = -1

    def sets_off_judgement(self, found: Graded) -> bool:
        """Whether the words of a judgement are the heading of what is judged."""
        run = found.lines
        if run[0].page is not None:
            return found.cells or self._is_bold(run)
        after = self._after(run)
        ended = run[-1].clean.rstrip().endswith(".")
        listed = after.isdigit() or not after.isalnum()
        if ended and not listed and run[-1].x1 > _SHORT * self.width:
            return False
        return self.sets_off(run)

    def sets_off(self, run: Sequence[Line]) -> bool:
        """Whether a heading can stand where lines with its words do."""
        at = self.place[run[0].start]
        if not at:
            return True
        if run[0].page is not None:
            return self._is_bold(run)
        if self._after(run).islower():
            return False
        before = self.lines[at - 1]
        if before.start == self.headed or run[0].start in self.blank:
            return True
        used = before.x1 + 1 + len(run[0].words[0].text)
        return not re.search(r"[a-z,–-]$", before.clean) or used < _SHORT * self.width

    def _is_bold(self, run: Iterable[Line]) -> bool:
        return all(line.bold or line.size > 1.08 * self.size > 0 for line in run)

    def _after(self, run: Sequence[Line]) -> str:
        after = self.place[run[-1].start] + 1
        return self.lines[after].clean[:1] if after < len(self.lines) else ""
