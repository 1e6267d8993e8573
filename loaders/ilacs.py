"""Full ILACS inspection reports, from 2018: both covers, graded sections.

Cover, judgement table, an overview without a heading, "What needs to improve" and
three or four sections whose headings give their grade; numbered paragraphs run
through these sections alone.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from loaders import grades, ilacs_cover, numbering, outline
from loaders.blocks import Block, Kind, blocks
from loaders.contents import Contents
from loaders.furniture import Body
from loaders.healing import canonical
from loaders.pages import Line, Pages
from loaders.records import Judgement, Passage, Report
from ontology.codes import Aspect, FindingKind, Framework, InspectionType

FAMILY = "ilacs"

#: The cover and its table stand among so many lines.
_COVER_LINES = 70
_LONGEST_HEADING = 4
_LONGEST_LABEL = 16
_GRADED = re.compile(
    r"(?:the\s+)?(?:experiences?\s+and\s+progress\s+of|impact\s+of\s+(?:\w+\s+)?leaders)\b",
    re.IGNORECASE,
)
_LISTS = (
    (
        FindingKind.AREA_FOR_IMPROVEMENT,
        re.compile(
            r"(?:what|areas?\s+(?:which|that))\s+needs?\s+to\s+improve\s*[?:.]?\s*\d?"
            r"|what\s+does\s+the\s+local\s+authority\s+need\s+to\s+improve\s*[?:]?\s*\d?"
            r"|areas?\s+for\s+improvement\s*:?",
            re.IGNORECASE,
        ),
    ),
    (
        FindingKind.PRIORITY_ACTION,
        re.compile(r"areas?\s+for\s+priority\s+actions?\s*:?", re.IGNORECASE),
    ),
)
_CLOSING = re.compile(
    r"The Office for Standards in Education, Children’s Services and Skills"
    r"|If you would like a copy of this document|You may reuse this information"
    r"|© Crown copyright|Piccadilly Gate",
    re.IGNORECASE,
)
#: The framework before this one inspected "services for children in need of help …".
_OTHER_TITLE = re.compile(r"inspection of services for children", re.IGNORECASE)
_FIRST_NUMBER = re.compile(r"1\.?\s*(?:[A-Z]|$)")
#: A footnote's number, which a text copy prints like any other.
_MARK = re.compile(r"(?<=[?:.a-z])\d$")
_LETTER = re.compile(r"Dear\s", re.IGNORECASE)
_LEADERS = re.compile(
    r"impact of leaders on social work practice|experiences? and progress of",
    re.IGNORECASE,
)
#: Cover judgements that a heading's judgement is another cut of.
_OVERLAP = {
    Aspect.CARE_AND_LEAVERS_COMBINED: {Aspect.CHILDREN_IN_CARE, Aspect.CARE_LEAVERS},
    Aspect.CHILDREN_IN_CARE: {Aspect.CARE_AND_LEAVERS_COMBINED},
    Aspect.CARE_LEAVERS: {Aspect.CARE_AND_LEAVERS_COMBINED},
}


@dataclass(frozen=True, slots=True)
class _Heading:
    """A heading and where it stands among the lines."""

    lines: tuple[Line, ...]
    kind: FindingKind
    judgement: Judgement | None = None


def matches(body: Body) -> bool:
    """Whether the cover has the title of an inspection of children's services."""
    lines = body.lines()
    cover = [canonical(line.clean) for line in lines[:_COVER_LINES]]
    top = " ".join(cover[:25])
    if _OTHER_TITLE.search(top) or not (
        ilacs_cover.SUBTITLE.search(top) or ilacs_cover.TITLE.search(top)
    ):
        return False
    if any(map(_LETTER.match, cover)) or not any(map(ilacs_cover.is_label, cover)):
        return False
    return any(_LEADERS.search(canonical(line.clean)) for line in lines)


def read(document: Pages, body: Body) -> tuple[Report, ...]:
    """The one report of a document."""
    lines = body.lines()
    table = _table(lines[:_COVER_LINES])
    first = _overview(lines, table)
    end = max(outline.closing(lines, _CLOSING), first)
    headings = list(_headings(body, lines[first:end]))
    rows = {line.start for line in table.lines}
    above = [line for line in lines[:first] if line.start not in rows]
    cover = ilacs_cover.read(above)
    found = Contents(warnings=[*cover.warnings, *table.warnings])
    judgements = _judgements(table, headings, found)
    found.keep(body, above, None)
    found.keep(body, table.lines, None)
    _add_text(body, lines[first:end], headings, found)
    found.keep(body, lines[end:], None)
    found.keep(body, body.footnotes, "Footnotes")
    return (
        Report(
            family=FAMILY,
            title=cover.title,
            authority_printed=cover.authority,
            framework=Framework.ILACS,
            type=InspectionType.FULL_INSPECTION,
            periods=cover.periods,
            published=cover.published,
            people=cover.people,
            judgements=judgements,
            findings=tuple(found.findings),
            passages=tuple(found.passages),
            warnings=tuple(found.warnings),
        ),
    )


def _table(lines: Sequence[Line]) -> grades.Table:
    """The judgement table of the cover, and no heading of a section."""
    end = (i for i in range(len(lines)) if _list_heading(lines, i) is not None)
    table = grades.table(lines[: next(end, len(lines))])
    after = lines[_after(lines, table) :] if table.lines else ()
    if after and _FIRST_NUMBER.match(canonical(after[0].clean)):
        return grades.Table()
    return table


def _after(lines: Sequence[Line], table: grades.Table) -> int:
    last = table.lines[-1].start
    return next(i for i, line in enumerate(lines) if line.start == last) + 1


def _overview(lines: Sequence[Line], table: grades.Table) -> int:
    """Where the running text begins, below the judgement table."""
    if not table.lines:
        return ilacs_cover.extent(lines[:_COVER_LINES])
    return _after(lines, table)


def _headings(body: Body, lines: Sequence[Line]) -> Iterator[_Heading]:
    at = 0
    while at < len(lines):
        found = _list_heading(lines, at) or _graded_heading(body, lines, at)
        if found is not None:
            yield found
        at += len(found.lines) if found is not None else 1


def _list_heading(lines: Sequence[Line], at: int) -> _Heading | None:
    if len(lines[at].words) > _LONGEST_LABEL:
        return None
    for length in (1, 2):
        run = tuple(lines[at : at + length])
        text = _joined(run)
        for kind, pattern in _LISTS:
            if text[:1].isupper() and pattern.fullmatch(text):
                return _Heading(run, kind)
    return None


def _graded_heading(body: Body, lines: Sequence[Line], at: int) -> _Heading | None:
    """A heading of a section, with its grade or, if need be, without."""
    if not _GRADED.match(canonical(lines[at].clean)):
        return None
    runs = [
        tuple(lines[at : at + length])
        for length in range(min(_LONGEST_HEADING, len(lines) - at), 0, -1)
    ]
    for known in (grades.stated, _with_grade, grades.aspect):
        for run in runs:
            text = _joined(run)
            if known(text) and _stands_out(body, run, lines[at + len(run) :]):
                return _Heading(run, FindingKind.FINDING, grades.stated(text))
    return None


def _with_grade(text: str) -> bool:
    """Whether a text ends in a grade, whatever it is for."""
    parts = grades.parted(text)
    return parts is not None and len(parts[0].split()) <= _LONGEST_LABEL


def _stands_out(body: Body, run: Sequence[Line], after: Sequence[Line]) -> bool:
    """Whether lines with the words of a heading are one, not part of a sentence."""
    if all(line.bold or line.size > 1.08 * body.size > 0 for line in run):
        return True
    following = canonical(after[0].clean) if after else ""
    if re.match(r"\d{1,3}(?:\.|\s)", following):
        return True
    return not following[:1].islower() and not run[-1].clean.rstrip().endswith(".")


def _joined(lines: Iterable[Line]) -> str:
    return canonical(" ".join(line.clean for line in lines))


def _judgements(
    table: grades.Table, headings: Iterable[_Heading], found: Contents
) -> tuple[Judgement, ...]:
    """Those of the cover, held against those of the headings."""
    judged = {judgement.aspect: judgement for judgement in table.judgements}
    for heading in headings:
        stated = heading.judgement
        if stated is None:
            continue
        cover = judged.get(stated.aspect)
        if cover is None and not _OVERLAP.get(Aspect(stated.aspect), set()) & set(
            judged
        ):
            found.warnings.append(
                f"{stated.aspect} is not in the table on the cover; its grade is that"
                f" of the heading, {stated.as_printed!r}"
            )
            page = heading.lines[0].page
            judged[stated.aspect] = replace(stated, page=page)
        elif cover is not None and cover.grade != stated.grade:
            found.warnings.append(
                f"{stated.aspect} is {cover.as_printed!r} on the cover and"
                f" {stated.as_printed!r} in its heading"
            )
    if Aspect.OVERALL not in judged:
        found.warnings.append("no grade for overall effectiveness on the cover")
    return tuple(judged.values())


def _add_text(
    body: Body,
    lines: Sequence[Line],
    headings: Sequence[_Heading],
    found: Contents,
) -> None:
    """Everything between the table and the closing notes."""
    known = {heading.lines[0].start: heading for heading in headings}
    text = blocks(body, lines, [heading.lines for heading in headings])
    if not any(page.laid_out for page in body.pages):
        text = list(_mended(text, known))
    section: str | None = None
    kind = FindingKind.HEADLINE
    for index, block in enumerate(text):
        heading = known.get(block.lines[0].start)
        if heading is not None:
            section, kind = _MARK.sub("", block.text), heading.kind
        elif _is_heading(body, text, index):
            section = block.text
        elif block.text:
            if block.kind is Kind.NUMBER:
                kind = FindingKind.FINDING
            found.add(block.passage(section), kind)
            continue
        elif block.kind is not Kind.NUMBER:
            continue  # a bullet without a word
        found.passages.append(_as_printed(block, section))
    if not any(
        heading.kind is FindingKind.AREA_FOR_IMPROVEMENT for heading in headings
    ):
        found.warnings.append("no heading 'What needs to improve'")
    if not any(heading.kind is FindingKind.FINDING for heading in headings):
        found.warnings.append("no headings 'The experiences and progress of …'")
    if all(finding.paragraph is None for finding in found.findings):
        found.warnings.append("no numbered paragraphs")
    found.warnings += numbering.oddities(found.findings)


def _mended(text: Sequence[Block], known: Container[int]) -> Iterator[Block]:
    """Numbered paragraphs of a text copy with what a page break parts from them.

    In sections with numbered paragraphs no paragraph is without a number, and a
    copy does not show whether one ends at the foot of a page.
    """
    last: Block | None = None
    for index, block in enumerate(text):
        goes_on = (
            block.kind is Kind.TEXT
            or (block.kind is Kind.HEADING and not _opens_list(text, index))
        ) and block.lines[0].start not in known
        if last is not None and last.kind is Kind.NUMBER and last.text and goes_on:
            last = replace(last, lines=last.lines + block.lines)
            continue
        if last is not None:
            yield last
        last = block
    if last is not None:
        yield last


def _as_printed(block: Block, section: str | None) -> Passage:
    """A heading, or a number whose paragraph the copy moved elsewhere."""
    passage = block.passage(section)
    return passage if block.text else replace(passage, text=_joined(block.lines))


def _is_heading(body: Body, text: Sequence[Block], index: int) -> bool:
    """Whether a block that no wording tells is a heading."""
    block = text[index]
    if block.kind is not Kind.HEADING:
        return False
    if any(page.laid_out for page in body.pages):
        return block.bold and not block.text.endswith(".")
    return _opens_list(text, index)


def _opens_list(text: Sequence[Block], index: int) -> bool:
    after = text[index + 1] if index + 1 < len(text) else None
    return after is not None and after.kind in (Kind.NUMBER, Kind.BULLET)
