"""The text of a SIF report: which heading opens what, paragraph by paragraph.

Wording tells what a heading opens: a summary, findings, strengths, areas for
improvement, recommendations, or what is no finding at all (statistics on the area,
method, what the grades mean). A heading of no known wording opens nothing new.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from loaders import outline
from loaders.blocks import Block, Kind, blocks
from loaders.furniture import Body
from loaders.healing import canonical
from loaders.pages import Line
from loaders.records import Finding, Judgement, Passage
from loaders.sif_grades import Graded, graded
from ontology.codes import Aspect, FindingKind

_BOARD = (
    r"(?:the\s+)?(?:effectiveness\s+of\s+the\s+)?(?:(?:[\w&-]+\s+){0,4}safeguarding"
    r"\s+children(?:[’']?s)?\s+board(?:\s+\([A-Z]{3,7}\))?|LSCB|[A-Z]{2,6}SCB|[A-Z]SCB)"
)
_AUTHORITY = r"(?:the\s+)?local\s+authority"
_SECTION = r"(?:section\s+\d\s*[:.–-]?\s*)?"
_MARK = r"\s*:?\s*\d?"


def _pattern(*wordings: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(wordings)}){_MARK}", re.IGNORECASE)


#: What opens what; the first pattern that fits a heading counts.
HEADINGS = {
    "contents": _pattern(r"(?:table\s+of\s+)?contents"),
    "headline": _pattern(
        rf"(?:{_SECTION}{_AUTHORITY}\s*[-–—:]\s*)?"
        r"(?:executive\s+|brief\s+|overall\s+)?summary(?:\s+of\s+(?:the\s+)?(?:key\s+|main\s+)?"
        rf"findings)?(?:\s*[-–—:─]\s*(?:{_AUTHORITY}|{_BOARD}))?",
        r"summary\s+for\s+children(?:\s+and\s+young\s+people)?",
        rf"(?:this\s+local\s+authority|children’s\s+services\s+in\s+.{{3,60}}|{_BOARD})"
        r"\s+(?:is|are|has|have|requires?)\b.{2,90}\bbecause",
    ),
    "strength": _pattern(
        rf"(?:{_AUTHORITY}|{_BOARD})(?:’s)?\s+(?:has\s+the\s+following\s+)?(?:key\s+)?"
        r"strengths(?:\s+are)?",
        r"(?:key\s+)?strengths",
    ),
    "area_for_improvement": _pattern(
        r"what\s+does\s+.{2,70}\s+need\s+to\s+(?:improve|do)(?:\s+to\s+improve)?\s*\??",
        r"what\s+needs\s+to\s+improve\s*\??",
        r"(?:key\s+)?areas?\s+(?:for|of)\s+(?:further\s+)?(?:improvement|development)",
    ),
    "priority_action": _pattern(
        r"(?:areas?\s+for\s+)?priority\s+(?:and|/|or)?\s*(?:immediate\s+)?actions?",
        r"(?:areas?\s+for\s+)?immediate\s+(?:and\s+priority\s+)?actions?",
    ),
    "recommendation": _pattern(
        r"(?:key\s+)?recommendations(?:\s+(?:for|to)\s+.{3,60})?"
        rf"(?:\s*[-–—:─]\s*(?:{_AUTHORITY}|{_BOARD}))?"
    ),
    "finding": _pattern(
        r"(?:the\s+)?inspection\s+(?:findings?|judge?ments?)(?:\s+(?:about|for|of|on)\s+"
        rf"(?:{_AUTHORITY}|{_BOARD})|\s*[-–—:─]\s*(?:{_AUTHORITY}|{_BOARD}))?",
        r"key\s+strengths\s+and\s+(?:areas\s+\w+\s+\w+|weaknesses)(?:\s+of\s+.{2,60})?",
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
        r"what\s+the\s+(?:inspection\s+)?judge?ments?\s+mean(?:\s*[:–-]\s*.{3,60})?",
        r"the\s+inspection\s+judge?ments?\s+and\s+what\s+they\s+mean",
        r"service\s+information|(?:additional\s+)?contextual\s+information",
        r"record\s+of\s+main\s+findings|(?:glossary|annex|appendix)(?:\s+\w+)?",
    ),
    "row": _pattern(r"key\s+judge?ments?(?:\s+judge?ment\s+grades?)?|judge?ment\s+grade"),
    "title": _pattern(
        rf"{_SECTION}(?:{_AUTHORITY}|{_BOARD})(?:\s+\([A-Z]{{3,7}}\))?",
    ),
}  # fmt: skip
#: Headings that leave open what follows them.
_NEUTRAL = frozenset(("row", "title", "contents"))
_LISTS = frozenset(
    (
        FindingKind.AREA_FOR_IMPROVEMENT,
        FindingKind.PRIORITY_ACTION,
        FindingKind.RECOMMENDATION,
    )
)
#: The publisher's own words wherever they stand.
_BOILERPLATE = re.compile(
    r"It is Ofsted’s expectation|The judgements on areas of the service that"
    r"|A full description of what the|Ofsted produces this report|The Office for Standards"
    r"|The (?:local authority|council) was given the opportunity to review"
    r"|These are residential special schools that|This is a residential special school"
    r"|Any complaints about|© Crown|This report (?:includes|is published|has been)"
    r"|Further (?:copies|information) ",
    re.IGNORECASE,
)
_FOOTNOTE = re.compile(
    r"(?:\d\s+)?(?:Ofsted produces this report under|The local authority was given the opp"
    r"|These are residential special schools|This is a residential special school)",
    re.IGNORECASE,
)
_NOTHING = re.compile(
    r"(?:(?:the|this)\s+(?:inspection|review)\s+(?:did\s+not|found\s+no|has\s+not)"
    r"|inspectors\s+(?:did\s+not|found\s+no)|there\s+(?:are|were)\s+no|no\s+(?:areas|prior)"
    r"|none\b|not\s+applicable)",
    re.IGNORECASE,
)
_LEAD_IN = re.compile(
    r"(?:take|following)\b[^.]{0,60}\bactions?\s*[.:]?$|the\s+following\s*[:.]?$"
    r"|\bshould\s*:?$",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"Any complaints about the (?:inspection|review|report)|The Office for Standards in Educ"
    r"|If you would like a copy of this document|© Crown copyright",
    re.IGNORECASE,
)
_EARLIER = re.compile(r"(?:other|previous)\b.*inspection", re.IGNORECASE)
_TERMINAL = re.compile(r"[.!?;,]\)?$")
_LONGEST_SUBHEADING = 14
#: Of the width of a text copy: a sentence that ends before is a line of its own.
_SHORT = 0.85


@dataclass(slots=True)
class Contents:
    """What is gathered on the way through a report."""

    findings: list[Finding] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)
    judgements: list[Judgement] = field(default_factory=list)
    team: list[Line] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Known:
    """A heading of known wording."""

    key: str
    text: str
    lines: tuple[Line, ...]
    judgement: Judgement | None = None


def closing(lines: Sequence[Line]) -> int:
    """Where the publisher's own notes begin, at the end of a report."""
    for index in range(len(lines) // 2, len(lines)):
        if _CLOSING.match(canonical(lines[index].clean)):
            return index
    return len(lines)


def first_heading(lines: Sequence[Line]) -> int:
    """Where the cover ends: at the contents or the first heading of known wording."""
    known = {key: HEADINGS[key] for key in HEADINGS if key not in ("row", "title")}
    found = next(iter(outline.headings(lines, known)), None)
    return _index(lines, found.lines[0]) if found is not None else len(lines)


def contents_end(lines: Sequence[Line], start: int) -> int:
    """Where the rows of a table of contents end, each closed by its page number.

    Args:
        lines: Of the report.
        start: Where the rows begin, after the heading "Contents".
    """
    at, last = start, 0
    while at < len(lines):
        for length in range(1, 5):
            row = canonical(" ".join(line.clean for line in lines[at : at + length]))
            match = _ROW.fullmatch(row)
            if match is not None and last <= int(match[1]) < 300:
                at, last = at + length, int(match[1])
                break
        else:
            break
    return at


_ROW = re.compile(r"(?=[A-Z])(?!.*\.\s+[A-Z]).{3,140}?(?:\s|\.{2,}|…|_)+(\d{1,3})")


def cover(body: Body, lines: Sequence[Line], contents: Contents) -> None:
    """Take in what a cover says beyond its facts: why the judgement is what it is."""
    for block in _blocks(body, lines):
        words = block.text
        prose = len(words.split()) >= 6 and words.endswith((".", ".’", "”"))
        if prose and not _BOILERPLATE.match(words):
            contents.findings.append(
                _finding(block.passage(None), FindingKind.HEADLINE)
            )
        else:
            contents.passages.append(_noted(block.passage(None)))


def read(body: Body, lines: Sequence[Line], contents: Contents) -> None:
    """Take in the text between cover and closing notes.

    Args:
        body: The document.
        lines: Of this part of it.
        contents: What is found is added here.
    """
    lines = _without_contents(body, lines, contents)
    known = {heading.lines[0].start: heading for heading in _headings(body, lines)}
    walk = _Walk(contents)
    text = _blocks(body, lines, [heading.lines for heading in known.values()])
    for index, block in enumerate(text):
        heading = known.get(block.lines[0].start)
        if heading is not None:
            walk.open(heading, block)
        elif _is_subheading(body, text, index):
            walk.name(block)
        else:
            walk.add(block)


def _without_contents(
    body: Body, lines: Sequence[Line], contents: Contents
) -> list[Line]:
    """The lines but those of the table of contents, which are kept apart."""
    table = {"contents": HEADINGS["contents"]}
    found = next(iter(outline.headings(lines, table)), None)
    if found is None:
        return list(lines)
    start = _index(lines, found.lines[0])
    end = contents_end(lines, start + len(found.lines))
    for block in _blocks(body, lines[start:end]):
        contents.passages.append(replace(block.passage("Contents"), paragraph=None))
    return [*lines[:start], *lines[end:]]


class _Walk:
    """One pass through the blocks, which remembers under what it is."""

    def __init__(self, contents: Contents) -> None:
        self.contents = contents
        self.section: str | None = None
        self.kind: FindingKind | None = FindingKind.FINDING
        self.numbered = False
        self.in_team = False

    def open(self, heading: _Known, block: Block) -> None:
        """Enter what a heading of known wording opens."""
        if heading.key not in _NEUTRAL:
            self.kind = _opened(heading, self.kind)
            self.numbered = False
        if heading.key != "row":
            self.section = heading.text
            self.in_team = "team" in heading.text.casefold()
        if heading.judgement is not None:
            self.contents.judgements.append(heading.judgement)
        self._keep(block.passage(self.section))

    def name(self, block: Block) -> None:
        """Enter what a heading of no known wording names."""
        if self.in_team:
            self.add(block)
            return
        self.section = block.text
        self.numbered = False
        self._keep(block.passage(self.section))

    def add(self, block: Block) -> None:
        """Take in a paragraph or bullet."""
        passage = block.passage(self.section)
        if self.in_team:
            self.contents.team += block.lines
        if not passage.text:  # a number without a paragraph, as printed
            printed = replace(block, kind=Kind.TEXT, skip=0).passage(self.section)
            self._keep(printed)
        elif self.kind is None or _BOILERPLATE.match(passage.text):
            self._keep(passage)
        else:
            self._find(passage, self.kind)

    def _find(self, passage: Passage, kind: FindingKind) -> None:
        if kind in _LISTS:
            if _LEAD_IN.search(passage.text):
                self._keep(passage)
                return
            if _NOTHING.match(passage.text):
                kind = FindingKind.FINDING
            self.numbered = self.numbered or passage.marker == "number"
            if self.numbered and passage.marker == "bullet":
                passage = replace(passage, level=2)
        self.contents.findings.append(_finding(passage, kind))

    def _keep(self, passage: Passage) -> None:
        self.contents.passages.append(_noted(passage))


def _opened(heading: _Known, current: FindingKind | None) -> FindingKind | None:
    if heading.key == "graded":
        # "Leadership" may part a list of recommendations.
        if heading.judgement is None and current is not None:
            return current
        board = (
            heading.judgement is not None and heading.judgement.aspect == Aspect.LSCB
        )
        return FindingKind.HEADLINE if board else FindingKind.FINDING
    return None if heading.key == "passage" else FindingKind(heading.key)


def _headings(body: Body, lines: Sequence[Line]) -> list[_Known]:
    """Headings of known wording, those with a grade first of all."""
    found: dict[int, _Known] = {}
    taken: set[int] = set()
    earlier = _earlier_judgements(lines)
    for judged in graded(lines):
        of_old = any(judged.lines[0].start in span for span in earlier)
        if not of_old and _stands_out(body, lines, judged):
            found[judged.lines[0].start] = _Known(
                "graded", judged.label, judged.lines, judged.judgement
            )
            taken |= {line.start for line in judged.lines}
    for heading in outline.headings(lines, HEADINGS):
        run = heading.lines
        if taken.isdisjoint(line.start for line in run) and _begins(body, lines, run):
            found[run[0].start] = _Known(heading.key, heading.text, run)
    return sorted(found.values(), key=lambda heading: heading.lines[0].start)


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


def _stands_out(body: Body, lines: Sequence[Line], judged: Graded) -> bool:
    """Whether lines with the words of a judgement are a heading, not a sentence."""
    run = judged.lines
    if run[0].page is not None:
        return judged.cells or _is_set_off(body, run)
    after = _index(lines, run[-1]) + 1
    following = lines[after].clean[:1] if after < len(lines) else ""
    ended = run[-1].clean.rstrip().endswith(".")
    if ended and not _is_listed(following) and run[-1].x1 > _SHORT * _width(lines):
        return False
    return not following.islower() and _begins(body, lines, run)


def _width(lines: Sequence[Line]) -> float:
    """Where full lines of a text copy end, in characters."""
    ends = sorted(line.x1 for line in lines)
    return ends[int(0.95 * (len(ends) - 1))]


def _is_listed(first: str) -> bool:
    return first.isdigit() or not first.isalnum()


def _is_set_off(body: Body, run: Iterable[Line]) -> bool:
    return all(line.bold or line.size > 1.08 * body.size > 0 for line in run)


def _begins(body: Body, lines: Sequence[Line], run: Sequence[Line]) -> bool:
    """Whether what stands before lines lets a heading begin there."""
    if run[0].page is not None and _is_set_off(body, run):
        return True
    at = _index(lines, run[0])
    if run[0].page is not None or not at:
        return not at
    before = canonical(lines[at - 1].clean)
    return not re.search(r"[a-z,–-]$", before) or len(before.split()) < 9


def _is_subheading(body: Body, text: Sequence[Block], index: int) -> bool:
    """Whether a block that no wording tells is a heading, such as "Early help"."""
    block = text[index]
    words = block.text
    if block.kind in (Kind.NUMBER, Kind.BULLET) or _TERMINAL.search(words):
        return False
    if len(words.split()) > _LONGEST_SUBHEADING or not words[:1].isupper():
        return False
    if block.kind is Kind.HEADING and block.page is not None:
        return True
    after = text[index + 1] if index + 1 < len(text) else None
    return after is not None and (
        after.kind in (Kind.NUMBER, Kind.BULLET)
        or (after.kind is Kind.TEXT and len(after.text) > 3 * len(words))
    )


def _index(lines: Sequence[Line], line: Line) -> int:
    return next(i for i, other in enumerate(lines) if other.start == line.start)


def _blocks(
    body: Body,
    lines: Sequence[Line],
    headings: Iterable[Sequence[Line]] = (),
) -> list[Block]:
    return blocks(body, lines, headings) if lines else []


def _noted(passage: Passage) -> Passage:
    if _FOOTNOTE.match(passage.text):
        return replace(passage, section="Footnotes")
    return passage


def _finding(passage: Passage, kind: FindingKind) -> Finding:
    return Finding(
        text=passage.text,
        section=passage.section,
        paragraph=passage.paragraph,
        marker=passage.marker,
        level=passage.level,
        page=passage.page,
        spans=passage.spans,
        kind=kind,
    )
