"""The text of a report: findings and what is none, paragraph by paragraph.

A heading of known wording opens a kind of finding or none; a heading of no known
wording only names what follows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from loaders import outline
from loaders.blocks import Block, Kind, blocks
from loaders.contents import Contents
from loaders.furniture import Body
from loaders.healing import canonical
from loaders.pages import Line
from loaders.records import Judgement, Passage
from loaders.sif_headings import HEADINGS, Known
from ontology.codes import FindingKind

#: Headings that leave open what follows them.
_NEUTRAL = frozenset(("row", "title", "contents"))
_KINDS = frozenset(kind.value for kind in FindingKind)
_LISTS = frozenset(
    (
        FindingKind.AREA_FOR_IMPROVEMENT,
        FindingKind.PRIORITY_ACTION,
        FindingKind.RECOMMENDATION,
    )
)
#: What authority and board both have, one after the other.
_SHARED = _LISTS | {FindingKind.HEADLINE, FindingKind.STRENGTH}
#: The publisher's own words wherever they stand.
_BOILERPLATE = re.compile(
    r"[^A-Za-z]*(?:It is Ofsted’s expectation|The judgements on areas of the service that"
    r"|A full description of what the|Ofsted produces this report|The Office for Standards"
    r"|The (?:local authority|council) was given the opportunity to review"
    r"|These are residential special schools that|This is a residential special school"
    r"|Any complaints about|© Crown|This report (?:includes|is published|has been)"
    r"|Further (?:copies|information) )",
    re.IGNORECASE,
)
_FOOTNOTE = re.compile(
    r"[^A-Za-z]*(?:Ofsted produces this report under|The local authority was given the opp"
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
    # "… and take appropriate action." is asked for itself.
    r"take\b[^.]{0,60}\bactions?\s*:?$|following\b[^.]{0,60}\bactions?\s*[.:]?$"
    r"|the\s+following\s*[:.]?$|\bshould\s*:?$",
    re.IGNORECASE,
)
_PART_OF_AREA = re.compile(r"summary|(?:inspection\s+)?findings", re.IGNORECASE)
_CLOSING = re.compile(
    r"Any complaints about the (?:inspection|review|report)|The Office for Standards in Educ"
    r"|If you would like a copy of this document|© Crown copyright",
    re.IGNORECASE,
)
#: A row of the contents, or a page number that a copy prints after the next label.
_ROW = re.compile(
    r"(?:(?=[A-Z])(?!.*\.\s+[A-Z]).{3,140}?(?:\s|\.{2,}|…|_)++)?(\d{1,3})"
)
_TERMINAL = re.compile(r"[.!?;,]\)?$")
_LONGEST_SUBHEADING = 14
#: Whose a part is, where its heading leaves that to the one above it or abbreviates.
_BOARD = "Local Safeguarding Children Board"
_SPELT = re.compile(r"safeguarding\s+children(?:[’']?s)?\s+board", re.IGNORECASE)


@dataclass(slots=True)
class SifContents(Contents):
    """What such a report has besides.

    Attributes:
        headings: All of them, and what the cover says beside its facts.
        team: Lines under the heading of the inspection team.
    """

    judgements: list[Judgement] = field(default_factory=list)
    headings: list[Passage] = field(default_factory=list)
    team: list[Line] = field(default_factory=list)


def closing(lines: Sequence[Line]) -> int:
    """Where the publisher's own notes begin, at the end of a report."""
    return outline.closing(lines, _CLOSING)


def contents_end(body: Body, lines: Sequence[Line], start: int) -> int:
    """Where the rows of a table of contents end, each closed by its page number.

    Args:
        body: The document.
        lines: Of the report.
        start: Where the rows begin, after the heading "Contents".
    """
    at, last, rows = start, 0, 0
    while at < len(lines):
        for length in range(1, 5):
            row = canonical(" ".join(line.clean for line in lines[at : at + length]))
            match = _ROW.fullmatch(row)
            if match is not None and last <= int(match[1]) < 300:
                at, last = at + length, int(match[1])
                rows += 1
                # The number may stand beside the first line of a wrapped row.
                while at < len(lines) and lines[at].clean[:1].islower():
                    at += 1
                break
        else:
            break
    return at + (_last_row(body, lines[at - 1 : at + 3]) if rows else 0)


def _last_row(body: Body, lines: Sequence[Line]) -> int:
    """How many lines are a row whose number was taken for that of the page.

    Args:
        body: The document.
        lines: The last line of the contents so far and some that follow.
    """
    for page in body.pages:
        on_page = {line.start for line in page.lines}
        if lines[0].start in on_page:
            left = sum(line.start in on_page for line in lines[1:])
            return left if left < len(lines) - 1 else 0
    return 0


def cover(body: Body, lines: Sequence[Line], contents: SifContents) -> None:
    """Take in what a cover says beyond its facts: why the judgement is what it is."""
    for block in _parted(body, lines):
        passage = _unnumbered(block, None)
        words = passage.text
        prose = len(words.split()) >= 6 and words.endswith((".", ".’", "”"))
        if prose and not _BOILERPLATE.match(words):
            contents.add(passage, FindingKind.HEADLINE)
        else:
            contents.headings.append(passage)
            contents.passages.append(_noted(passage))


def facts(
    body: Body, lines: Sequence[Line], section: str | None = None
) -> list[Passage]:
    """Paragraphs of a cover or table, whose numbers are those of rows and notes."""
    return [_unnumbered(block, section) for block in blocks(body, lines)]


def _unnumbered(block: Block, section: str | None) -> Passage:
    return replace(block.passage(section), paragraph=None, marker=None)


def read(
    body: Body, lines: Sequence[Line], headings: Sequence[Known], contents: SifContents
) -> None:
    """Take in the text between cover and closing notes.

    Args:
        body: The document.
        lines: Of this part of it.
        headings: Those of known wording among these lines.
        contents: What is found is added here.
    """
    known = {heading.lines[0].start: heading for heading in headings}
    text = blocks(body, lines, [heading.lines for heading in headings])
    walk = _Walk(contents, _unheaded_summaries(text, known))
    for index, block in enumerate(text):
        heading = known.get(block.lines[0].start)
        if heading is not None:
            walk.open(heading, block)
        elif _is_subheading(text, index):
            walk.name(block)
        else:
            walk.add(block)


def without_contents(
    body: Body, lines: Sequence[Line], contents: SifContents
) -> list[Line]:
    """The lines but those of the table of contents, which are kept apart."""
    table = {"contents": HEADINGS["contents"]}
    start, found = next(outline.placed(lines, table), (0, None))
    if found is None:
        return list(lines)
    end = contents_end(body, lines, start + len(found.lines))
    for block in blocks(body, lines[start:end]):
        contents.passages.append(replace(block.passage("Contents"), paragraph=None))
    return [*lines[:start], *lines[end:]]


class _Walk:
    """One pass through the blocks, which remembers under what it is."""

    def __init__(self, contents: SifContents, summaries: frozenset[int]) -> None:
        self.contents = contents
        self.summaries = summaries  # offsets of paragraphs
        self.section: str | None = None
        self.area: str | None = None  # what is judged
        self.kind: FindingKind | None = FindingKind.FINDING
        self.summary: str | None = None  # section of it
        self.numbered = False
        self.in_team = False
        self.of_authority = False
        self.of_board = False

    def open(self, heading: Known, block: Block) -> None:
        """Enter what a heading of known wording opens."""
        if heading.key not in _NEUTRAL:
            self.kind = _opened(heading, self.kind)
            self.numbered = False
        if heading.key == "graded":
            self.area = heading.text
        if heading.key != "row":
            # "Inspection findings" says less than the heading above it.
            within = _PART_OF_AREA.fullmatch(heading.text) is not None
            self.section = self.area if within and self.area else heading.text
            self._tell_whose(heading)
            self.in_team = "team" in heading.text.casefold()
            self.summary = self.section if self._may_be_left(heading) else None
        if heading.judgement is not None:
            self.contents.judgements.append(heading.judgement)
        self._head(block)

    def _may_be_left(self, heading: Known) -> bool:
        """Whether numbers under a summary are findings, their heading left out."""
        words = heading.text.casefold()
        return words == "summary" or (self.of_board and words == "executive summary")

    def _tell_whose(self, heading: Known) -> None:
        """The board's lists have the headings of the authority's, which come before."""
        if heading.names_board:
            self.of_board = self.of_authority
        elif heading.key in ("graded", "passage", "title"):
            self.of_board = False
            self.of_authority = self.of_authority or heading.key == "graded"
        alike = heading.key in _SHARED or not heading.names_board
        if alike and self.section == heading.text:
            self.section = self._told(heading.text)

    def _told(self, words: str) -> str:
        """A heading, with whose it is where it does not spell that out."""
        if not self.of_board or _SPELT.search(words):
            return words
        return f"{words.rstrip(' :')} – {_BOARD}"

    def name(self, block: Block) -> None:
        """Enter what a heading of no known wording names."""
        if self.in_team:
            self.add(block)
            return
        self.section = self._told(block.text)
        self.numbered = False
        self._head(block)

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
        elif self.summary is not None and passage.marker == "number":
            self.kind = FindingKind.FINDING
            if self.section == self.summary:
                self.section = self.area or self.section
            self.summary = None
            self._find(replace(passage, section=self.section), self.kind)
        elif block.lines[0].start in self.summaries:
            self._find(passage, FindingKind.HEADLINE)
        else:
            self._find(passage, self.kind)

    def _head(self, block: Block) -> None:
        passage = block.passage(self.section)
        self.contents.headings.append(passage)
        self._keep(passage)

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
        self.contents.add(passage, kind)

    def _keep(self, passage: Passage) -> None:
        self.contents.passages.append(_noted(passage))


def _unheaded_summaries(
    text: Sequence[Block], known: Mapping[int, Known]
) -> frozenset[int]:
    """Offsets of paragraphs between what is judged and its findings.

    These have a heading, or numbers that count on: no paragraph has lost its own.
    """
    found: list[int] = []
    run: list[int] = []
    judged, last = False, 0
    for block in text:
        start = block.lines[0].start
        heading = known.get(start)
        if heading is not None:
            found += run if heading.key == FindingKind.FINDING else []
            judged, run = heading.key == "graded", []
        elif block.number is not None:
            found += run if block.number == last + 1 else []
            judged, run, last = False, [], block.number
        elif judged and block.kind is Kind.TEXT:
            run.append(start)
        else:
            judged, run = False, []
    return frozenset(found)


def _opened(heading: Known, current: FindingKind | None) -> FindingKind | None:
    if heading.key == "graded":
        # "Leadership" may part a list of recommendations.
        if heading.judgement is None and current is not None:
            return current
        board = heading.judgement is not None and heading.names_board
        return FindingKind.HEADLINE if board else FindingKind.FINDING
    return FindingKind(heading.key) if heading.key in _KINDS else None


def _is_subheading(text: Sequence[Block], index: int) -> bool:
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


def _parted(body: Body, lines: Sequence[Line]) -> Iterator[Block]:
    """Blocks of lines some of which were taken out: none goes on over a gap."""
    run: list[Line] = []
    for line in lines:
        if run and line.start > run[-1].end + 1 and line.page == run[-1].page:
            yield from blocks(body, run)
            run = []
        run.append(line)
    yield from blocks(body, run)


def _noted(passage: Passage) -> Passage:
    if _FOOTNOTE.match(passage.text):
        return replace(passage, section="Footnotes")
    return passage
