"""Joint area reviews and inspections of the progress made since, to 2009.

Reports of several inspectorates with paragraphs numbered throughout, no letter
parts, no names, mostly no days of fieldwork. Their judgements are in words of
their own ("limited progress") and map to no grade.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

from loaders import dates, outline
from loaders.blocks import Block, Kind, blocks
from loaders.contents import Contents
from loaders.furniture import Body
from loaders.healing import canonical
from loaders.pages import Line, Pages
from loaders.records import Period, Report
from ontology.codes import FindingKind, Framework, InspectionType

FAMILY = "jar"

_PROGRESS = re.compile(
    r"Inspection of (?P<theme>(?:the )?progress made in .+?)"
    r"(?: in (?:the )?(?P<place>[A-Z].*))?",
    re.IGNORECASE,
)
_REVIEW = re.compile(
    r"(?:(?:Special |Enhanced youth inspection and )?Joint area review)\s*[:–-]?\s*(?:of )?"
    r"(?P<place>.*?)(?:[’']s? )?\s*(?:Children’s Services Authority(?: Area)?"
    r"|(?:local )?area)?",
    re.IGNORECASE,
)
_TITLE_BEGINS = re.compile(
    r"(?:Inspection of (?:the )?progress made in|(?:Special |Enhanced youth inspection"
    r" and )?Joint area review\b)",
    re.IGNORECASE,
)
_TITLE_ENDS = re.compile(
    r"(?:Care Quality Commission|HM Inspectorate|Ofsted|Healthcare Commission|Age group"
    r"|Commission for|Audit Commission|Review of services|Published|Reference|Better)",
    re.IGNORECASE,
)
_TITLE_LINES = 6
_COVER_LINES = 40
_PUBLISHED = re.compile(
    r"Publish(?:ed|ication)(?: date| on)?:?\s*(\d{1,2} \w+ \d{4})", re.IGNORECASE
)
_FIELDWORK = re.compile(
    r"\b(?:inspection|review|fieldwork) (?:took place|was (?:carried out|conducted"
    r"|undertaken))\b[^.]*?\b((?:from|between|on|during) [^.]*?\d{4})",
    re.IGNORECASE,
)
_FIRST = re.compile(r"1\.?\s+[A-Z]")
#: Headings by what stands under them; the rest evaluates.
_METHOD = re.compile(
    r"(?:About (?:the|this) .+|Evidence|Introduction|Context|Background|The area"
    r"|Annex.*|Appendix.*|Contents|The education and care .*|How .* inspected)",
    re.IGNORECASE,
)
_HEADLINE = re.compile(
    r"(?:Overall judge?ment.*|Summary.*|Main findings.*|Overall effectiveness.*)",
    re.IGNORECASE,
)
_PRIORITIES = re.compile(
    r"(?:Priorities for (?:further )?improvement|Recommendations|Areas for improvement"
    r"|(?:For )?(?:immediate )?action|Next steps)",
    re.IGNORECASE,
)
_LEAD_IN = 14


def matches(body: Body) -> bool:
    """Whether the first page has the title of a joint area review or its follow-up."""
    first = body.pages[0].lines[:_COVER_LINES] if body.pages else ()
    starts = [line for line in first if _begins_title(line)]
    if not starts:
        return False
    # A letter may speak of a review; a report begins with it.
    return not any(line.clean.startswith("Dear ") for line in first)


def read(document: Pages, body: Body) -> tuple[Report, ...]:
    """The one report of a document."""
    lines = body.lines()
    first = _first_paragraph(lines)
    cover, text = lines[:first], lines[first:]
    title = _title(cover)
    place, theme = _named(title)
    published = _published(cover)
    found = Contents()
    fieldwork = _fieldwork(text)
    if not fieldwork:
        found.warnings.append("no days of fieldwork in the text")
    if place is None:
        found.warnings.append("no place in the title on the cover")
    if published is None:
        found.warnings.append("no date after 'Published' on the cover")
    contents = _contents(cover)
    found.keep(body, cover[:contents], None)
    found.keep(body, cover[contents:], "Contents")
    _add_text(body, text, _listed(cover[contents:]), found)
    found.keep(body, body.footnotes, "Footnotes")
    return (
        Report(
            family=FAMILY,
            title=title,
            authority_printed=place,
            framework=Framework.OTHER,
            type=InspectionType.OTHER,
            periods=fieldwork,
            published=published,
            theme=theme,
            publisher="Ofsted",
            findings=tuple(found.findings),
            passages=tuple(found.passages),
            warnings=tuple(found.warnings),
        ),
    )


def _begins_title(line: Line) -> bool:
    return _TITLE_BEGINS.match(canonical(line.clean)) is not None


def _first_paragraph(lines: Sequence[Line]) -> int:
    """Where the text begins: at the heading over paragraph 1, after the contents."""
    one = next((i for i, line in enumerate(lines) if _FIRST.match(line.clean)), None)
    if one is None:
        return next((i for i, ln in enumerate(lines) if i and ln.page != 1), 0)
    begin = one
    while begin and one - begin < 2 and _may_be_heading(lines[begin - 1]):
        begin -= 1
    return begin


def _may_be_heading(line: Line) -> bool:
    text = line.clean
    return text[:1].isupper() and not text[-1:].isdigit() and not text.endswith(".")


def _title(cover: Sequence[Line]) -> str | None:
    begin = next((i for i, line in enumerate(cover) if _begins_title(line)), None)
    if begin is None:
        return None
    end = begin + 1
    for line in cover[end : begin + _TITLE_LINES]:
        if line.size != cover[begin].size or _TITLE_ENDS.match(line.clean):
            break
        end += 1
    return canonical(" ".join(line.clean for line in cover[begin:end]))


def _named(title: str | None) -> tuple[str | None, str | None]:
    """Place and theme of a title."""
    progress = _PROGRESS.fullmatch(title or "")
    if progress is not None:
        theme = re.sub(r"^the ", "", progress["theme"])
        return progress["place"], theme
    review = _REVIEW.fullmatch(title or "")
    place = None if review is None else review["place"].strip(" :-–,")
    return place or None, None


def _published(cover: Sequence[Line]) -> date | None:
    match = _PUBLISHED.search(canonical(" ".join(line.clean for line in cover)))
    return None if match is None else dates.day(match[1])


def _fieldwork(text: Sequence[Line]) -> tuple[Period, ...]:
    match = _FIELDWORK.search(canonical(" ".join(line.clean for line in text[:60])))
    return () if match is None else dates.periods(match[1])


def _contents(cover: Sequence[Line]) -> int:
    """Where the table of contents begins."""
    heads = (i for i, ln in enumerate(cover) if ln.clean.casefold() == "contents")
    return next(heads, len(cover))


def _listed(contents: Sequence[Line]) -> dict[str, re.Pattern[str]]:
    """The headings that the table of contents lists, as patterns."""
    text = canonical(" ".join(line.clean for line in contents[1:]))
    names = re.split(r"[\s.]+\d{1,3}(?=\s|$)", text)
    return {
        name: re.compile(re.escape(name), re.IGNORECASE)
        for name in map(str.strip, names)
        if name
    }


def _add_text(
    body: Body,
    text: Sequence[Line],
    listed: Mapping[str, re.Pattern[str]],
    found: Contents,
) -> None:
    section: str | None = None
    runs = [heading.lines for heading in outline.headings(text, listed)]
    for block in blocks(body, text, headings=runs):
        if block.kind is Kind.HEADING:
            section = block.text
            found.passages.append(block.passage(section))
        else:
            found.add(block.passage(section), _kind(block, section or ""))


def _kind(block: Block, section: str) -> FindingKind | None:
    if not section or _METHOD.fullmatch(section):
        return None
    if _HEADLINE.fullmatch(section):
        return FindingKind.HEADLINE
    if not _PRIORITIES.fullmatch(section):
        return FindingKind.FINDING
    leads = block.text.endswith(":") and len(block.text.split()) <= _LEAD_IN
    return None if leads else FindingKind.AREA_FOR_IMPROVEMENT
