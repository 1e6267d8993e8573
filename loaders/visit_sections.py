"""The sections of a visit letter: what in them is a finding, and of which kind."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from loaders import outline
from loaders.blocks import Block, Kind, blocks
from loaders.furniture import Body
from loaders.outline import Section
from loaders.pages import Line
from loaders.records import Finding, Passage
from loaders.visit_facts import sentences
from ontology.codes import FindingKind

_THE = r"(?:the|this|our)"
_HEADINGS = {
    "overview": r"(?:(?:Overview|Headline|Key|Overall)(?: findings?)?|Summary(?: of"
    rf"(?: {_THE}| main| key)? ?(?:findings|progress))?|Overall (?:summary|progress))",
    "findings": r"(?:(?:Main|Detailed|Summary of|Inspection|Inspectors[’'])? ?findings"
    rf"(?: and evaluation of progress| (?:from|of|at) {_THE} (?:\w+ )?visit)?"
    r"|Evaluation of progress|Findings and progress)",
    "improve": r"What (?:the local authority |the council )?(?:still )?needs to"
    r" (?:be )?improved?(?: in [\w\s]{3,60}?(?:practice|services?|work|provision|area))?",
    "areas": r"(?:Key )?Areas? (?:for|of) (?:further )?(?:improvement|development)s?"
    rf"(?: identified (?:at|during) {_THE} visit)?",
    "priority": r"(?:Areas? for )?(?:immediate and )?priority actions?(?: required)?",
    "strength": r"(?:Areas of strengths?|Strengths|What is working well)",
    "covered": rf"(?:Areas? covered(?: (?:by|in|during|at) {_THE} (?:\w+ )?visit)?"
    rf"|(?:Focus|Scope) of {_THE} (?:\w+ )?visit)",
    "next": r"(?:Next steps|What happens next)",
}
_PATTERNS = {
    key: re.compile(rf"{pattern}\s*[.:?]{{0,2}}\s?\d?", re.IGNORECASE)
    for key, pattern in _HEADINGS.items()
}
_KINDS = {
    "overview": FindingKind.HEADLINE,
    "findings": FindingKind.FINDING,
    "improve": FindingKind.AREA_FOR_IMPROVEMENT,
    "areas": FindingKind.AREA_FOR_IMPROVEMENT,
    "priority": FindingKind.PRIORITY_ACTION,
    "strength": FindingKind.STRENGTH,
}
_LISTS = frozenset(("improve", "areas", "priority"))
#: A paragraph on the visit itself, not on what was found.
_ABOUT_VISIT = re.compile(
    rf"(?:This|The|Our)\s+(?:\w+\s+)?(?:visit|letter|methodology|focus|inspectors?)\b"
    r"|(?:Her|His)\s+Majesty[’']?s\s+|Inspectors\b|A\s+(?:\w+\s+)?range\s+of\s+|They\s"
    rf"|(?:During|In|On|At|Throughout|For)\s+(?:the\s+course\s+of\s+)?{_THE}\s+(?:\w+\s+)?"
    r"(?:visit|letter)\b|(?:One|Two|Three|Four|Five|Both|All)\s+(?:of\s+the\s+)?inspectors?"
    r"|I\s+am\s+writing|Thank\s+you|Ofsted\b|Local\s+authorities\s+judged|Areas\s+covered"
    r"|In\s+particular,\s+inspectors|Specifically,\s+(?:they|inspectors)",
    re.IGNORECASE,
)
_EVALUATES = re.compile(
    r"\b(?:progress|improv\w+|strengthen\w*|strengths?|weak\w*|inadequa\w+|effective\w*"
    r"|poor\w*|deteriorat\w+|declin\w+|too\s+(?:many|few|slow|long)|drift|delays?|robust"
    r"|timely|consistent\w*|inconsistent\w*|good|better)\b",
    re.IGNORECASE,
)
#: The same where the letter already tells what was found.
_METHOD = re.compile(
    r"(?:(?:This|The)\s+visit|Inspectors)\s+(?:looked\s+at|considered|reviewed|used)\s+an?\s+"
    r"(?:\w+\s+)?range\s+of\s+|A\s+(?:\w+\s+)?range\s+of\s+evidence\s+was\b"
    r"|Based\s+on\s+the\s+evidence\s+gathered\b|(?:This|The)\s+(?:focused\s+|monitoring\s+)?"
    r"visit\s+was\s+(?:carried\s+out|conducted)\b",
    re.IGNORECASE,
)
_NONE = re.compile(
    r"(?:There\s+(?:are|were)\s+no|No)\s+(?:areas?|priority)\b|None\b", re.IGNORECASE
)
_CONCERN = re.compile(
    r"\b(?:concern|weakness|shortfall|deficit|failing|recommend|inadequate"
    r"|(?:identified|raised|found)\s+(?:at|in|during|by))",
    re.IGNORECASE,
)
#: In words: shorter than this is no paragraph of findings.
_PROSE = 25


def parted(lines: Sequence[Line]) -> list[Section]:
    """A letter's body at its headings; before the first, the key is empty."""
    return outline.sections(lines, _PATTERNS)


def passages(
    body: Body, *runs: Sequence[Line], section: str | None = None
) -> Iterator[Passage]:
    """Paragraphs that are no findings."""
    for run in runs:
        yield from (block.passage(section) for block in blocks(body, run))


def read(body: Body, part: Section) -> Iterator[Passage]:
    """The paragraphs of a section in order, findings and others."""
    heading = None if part.heading is None else re.sub(r"\?\s?\d$", "?", part.heading)
    yield from passages(body, part.head, section=heading)
    items = blocks(body, part.lines)
    listed = False
    concern = False
    for index, block in enumerate(items):
        if _is_subheading(block, items, index, part.key):
            heading = block.text
            yield block.passage(heading)
            continue
        kind = _kind(block, items, index, part.key, listed=listed, concern=concern)
        listed = listed or block.kind in (Kind.BULLET, Kind.NUMBER)
        if not listed:
            lead = sentences(block.text)[-1:]
            concern = any(map(_CONCERN.search, lead))
        passage = block.passage(heading)
        if part.key in _LISTS:
            passage = replace(passage, paragraph=None)
        yield passage if kind is None else Finding.from_passage(passage, kind)


def _is_subheading(block: Block, items: Sequence[Block], index: int, key: str) -> bool:
    """A heading of wording nobody knows: bold, or short and with text below it."""
    if block.kind is not Kind.HEADING or key in ("", "covered", "next"):
        return False
    if index + 1 >= len(items) or block.text.endswith((":", ".")):
        return False
    return block.bold or len(block.text.split()) <= 8


def _kind(
    block: Block,
    items: Sequence[Block],
    index: int,
    key: str,
    *,
    listed: bool,
    concern: bool,
) -> FindingKind | None:
    """The kind of finding a paragraph is, or None if it is none."""
    item = block.kind in (Kind.BULLET, Kind.NUMBER)
    if key == "next":
        return None
    if key in ("", "covered"):
        return _kind_before(block, key, item=item, concern=concern)
    if not item and _METHOD.match(block.text):
        return None
    if key in _LISTS and not item:
        following = items[index + 1] if index + 1 < len(items) else None
        leads = following is not None and following.kind in (Kind.BULLET, Kind.NUMBER)
        introduces = leads and len(sentences(block.text)) == 1
        if introduces or _NONE.match(block.text):
            return None
        if listed and len(block.text.split()) >= _PROSE:
            return FindingKind.FINDING
    return _KINDS[key]


def _kind_before(
    block: Block, key: str, *, item: bool, concern: bool
) -> FindingKind | None:
    """Before the findings: scope and method, seldom more."""
    if item:
        return FindingKind.FINDING if key == "covered" and concern else None
    about = _ABOUT_VISIT.match(block.text) or block.text.endswith(":")
    evaluates = _EVALUATES.search(block.text) is not None
    return FindingKind.HEADLINE if evaluates and not about else None
