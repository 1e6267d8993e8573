"""Letters after joint targeted area inspections, from 2016.

One letter of three or four inspectorates to a partnership, no judgements. Letters
of 2016 to 2020 name the theme and the place in the title and put bullets under
strengths and areas for improvement, these often parted by agency; those from 2022
name the place alone and say the theme in the first sentence.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from loaders import dates, jtai_people, letters, outline, sentences
from loaders.blocks import Block, Kind, blocks
from loaders.contents import Contents
from loaders.furniture import Body
from loaders.healing import canonical
from loaders.letters import Letter
from loaders.outline import Heading
from loaders.pages import Line, Pages
from loaders.records import Participant, Period, Report
from ontology.codes import FindingKind, Framework, InspectionType

FAMILY = "jtai"

_TITLE_BEGINS = re.compile(r"J(?i:oint\s+targeted\s+area\s+inspection)\b")
_TITLE = re.compile(
    r"Joint targeted area inspection(?: ?\(JTAI\))? (?:of|in|into|on) (?:the )?"
    r"(?P<rest>.+?)\.?",
    re.IGNORECASE,
)
_TEXT_BEGINS = re.compile(r"(?:Between|From|This|These|On \d|During|Ofsted|We)\b")
_TITLE_LINES = 6
_HEAD_LINES = 90
_HEADINGS = {
    "headline": r"(?:Headline|Key headline) findings?|Overview",
    "priority": r"(?:Key )?(?:Areas? (?:for|of) )?priority actions?",
    "improve": r"(?:Key )?Areas? (?:for|of) (?:further )?improvements?|What needs to"
    r" improve(?: in [\w ’,-]{3,60})?",
    "strengths": r"(?:Key )?strengths?|Areas? of strengths?",
    "study": r"(?:Case|Practice) stud(?:y|ies)(?: \d)?(?:\s?[:–—-] ?[^.:]{0,40}?"
    r"(?:practice|improvements?|strengths?|developments?|learning))?",
    "main": r"(?:Main |Key |Our )?findings",
    "context": r"Context|Background|Introduction",
    "next": r"Next steps|What happens next",
}
_PATTERNS = {
    key: re.compile(rf"(?:{pattern})\s*[.:?]{{0,2}}\s?\d?", re.IGNORECASE)
    for key, pattern in _HEADINGS.items()
}
_KINDS: Mapping[str, FindingKind | None] = {
    "headline": FindingKind.HEADLINE,
    "priority": FindingKind.PRIORITY_ACTION,
    "improve": FindingKind.AREA_FOR_IMPROVEMENT,
    "strengths": FindingKind.STRENGTH,
    "study": FindingKind.FINDING,
    "main": FindingKind.FINDING,
    "context": None,
    "next": None,
}
#: Paragraphs before the first heading on the inspection itself, not on the area.
_ABOUT = re.compile(
    r"Between\b|From \d|This (?:letter|inspection|joint|JTAI|was|report)\b|The (?:joint"
    r" |targeted |area )*(?:inspection|JTAI)s?\b|The inspectorates\b|The findings in"
    r"|Inspectors (?:also )?(?:considered|looked|focused|evaluated|undertook|recognise)"
    r"|It was carried out|We (?:anticipate|recognise)|In the inspection of|Ofsted, the",
    re.IGNORECASE,
)
_INSPECTING = re.compile(r"inspect|evaluat|JTAI|deep.dive|\bletters?\b", re.IGNORECASE)
_FOUND = re.compile(
    r"\b(?:strong\w*|good|effective\w*|well|weak\w*|poor\w*|improv\w+|robust\w*)\b",
    re.IGNORECASE,
)
_RESPONSE = re.compile(r"multi-? ?agency response\b", re.IGNORECASE)
_THEME = re.compile(
    r"(?:\(JTAI\)|inspection) (?:of|into) [^.]{0,40}?(multi-? ?agency response"
    r" (?:to|for) .+?)(?<!\bSt)\.(?=\s|$)",
    re.IGNORECASE,
)
_IN_PLACE = re.compile(r"(.+?) in (?:the )?([A-Z].*)")
_PLACES = (
    re.compile(r"individual agencies in (?:the )?([A-Z][^.,;]*)\."),
    re.compile(
        r"joint inspection[^.]{0,200}? in (?:the )?([A-Z][\w’&, -]*?)\.\d?(?=\s)"
    ),
)
_TAIL = re.compile(
    r"\s+(?:local authority|local area|area|partnership)$|(?<=\w)\d$", re.IGNORECASE
)
#: What may follow the place and still belong to the theme.
_RELATIVE = re.compile(r"(?:who|that|which|with|and|aged|living|at|under)\b")
_FIELDWORK = (
    re.compile(
        r"\b(?:inspection|visit|fieldwork) (?:took place|was (?:carried out|undertaken"
        r"|conducted))\b[^.]*?\b((?:from|between|on)\b[^.]{4,80})",
        re.IGNORECASE,
    ),
    re.compile(r"\b((?:Between|From|On)\b.{4,90}?),? (?:inspectors from )?Ofsted\b"),
    re.compile(r"\b(between \d.{4,60}? and .{4,40}?)[.,]", re.IGNORECASE),
)
#: In points: how far a frame's text is set in.
_FRAME = 2.0
_ITEMS = (Kind.BULLET, Kind.NUMBER)
#: Of the text, as much as may say when and of what the inspection was.
_OPENING = 45


def matches(body: Body) -> bool:
    """Whether a letter's title, after its salutation, is that of such an inspection."""
    lines = [line for page in body.pages[:2] for line in page.lines][:_HEAD_LINES]
    dear = next((i for i, ln in enumerate(lines) if ln.clean.startswith("Dear")), None)
    if dear is None:
        return any(map(_begins_title, lines))
    return any(map(_begins_title, lines[dear : dear + _TITLE_LINES]))


def read(document: Pages, body: Body) -> tuple[Report, ...]:
    """The one report of a letter."""
    body = letters.in_reading_order(body)
    letter = letters.take_apart(body)
    title = _title(letter.body)
    text = canonical(" ".join(line.clean for line in letter.body[:_OPENING]))
    printed = canonical(" ".join(line.clean for line in title)) or None
    found = Contents()
    place = _place(printed, text)
    published = letters.day_of(letter)
    periods = _periods(text, published, found.warnings)
    people = _people(letter, place, found.warnings)
    theme = _theme(printed, text, place)
    found.warnings += _missing(place, published, theme)
    for part in (letter.letterhead, letter.date, letter.address, letter.salutation):
        found.keep(body, part, None)
    _add_text(body, letter.body, title, found)
    found.keep(body, letter.closing, None)
    found.keep(body, body.footnotes, "Footnotes")
    return (
        Report(
            family=FAMILY,
            title=printed,
            authority_printed=place,
            framework=Framework.JTAI,
            type=InspectionType.JTAI,
            periods=periods,
            published=published,
            theme=theme,
            publisher="Ofsted",
            people=people,
            findings=tuple(found.findings),
            passages=tuple(found.passages),
            warnings=tuple(found.warnings),
        ),
    )


def _begins_title(line: Line) -> bool:
    return _TITLE_BEGINS.match(canonical(line.clean)) is not None


def _title(lines: Sequence[Line]) -> tuple[Line, ...]:
    begin = next((i for i, ln in enumerate(lines[:20]) if _begins_title(ln)), None)
    if begin is None:
        return ()
    end = begin + 1
    for line in lines[end : begin + _TITLE_LINES]:
        if line.bold != lines[begin].bold or _TEXT_BEGINS.match(line.clean):
            break
        end += 1
    return tuple(lines[begin:end])


def _place(title: str | None, text: str) -> str | None:
    """The area: in the title, or where the letter says whose findings it gives."""
    match = _TITLE.fullmatch(title or "")
    if match is not None:
        rest = match["rest"]
        if not _RESPONSE.match(rest) and rest[:1].isupper():
            return rest
        within = _IN_PLACE.fullmatch(rest)
        if within is not None:
            return within[2]
    for pattern in _PLACES:
        within = pattern.search(text)
        if within is not None:
            return _TAIL.sub("", within[1]).strip(" ,")
    return None


def _theme(title: str | None, text: str, place: str | None) -> str | None:
    """What the response of the agencies was to, without the place."""
    match = _TITLE.fullmatch(title or "")
    if match is not None and _RESPONSE.match(match["rest"]):
        within = _IN_PLACE.fullmatch(match["rest"])
        return within[1] if within else match["rest"]
    said = _THEME.search(text)
    return None if said is None else _without_place(said[1], place)


def _without_place(theme: str, place: str | None) -> str:
    names = [re.escape(place)] if place else []
    for name in (*names, r"[A-Z]\w+(?: (?:and |upon |of )?[A-Z]\w+)*"):
        found = list(re.finditer(rf" in (?:the )?{name}\b", theme))
        if found:
            after = theme[found[-1].end() :].strip()
            return theme if _RELATIVE.match(after) else theme[: found[-1].start()]
    return theme


def _periods(
    text: str, published: date | None, warnings: list[str]
) -> tuple[Period, ...]:
    for pattern in _FIELDWORK:
        for match in pattern.finditer(text):
            periods = dates.periods(match[1])
            if not periods and published is not None:
                periods = _in_year_before(match[1], published)
                if periods:
                    warnings.append("fieldwork without a year: that of the letter")
            if periods:
                return periods
    warnings.append("no days of fieldwork before the findings")
    return ()


def _in_year_before(text: str, published: date) -> tuple[Period, ...]:
    """Days printed without a year, the last before the letter was written."""
    for year in (published.year, published.year - 1):
        periods = dates.periods(text, year)
        if periods and periods[-1].end <= published:
            return periods
    return ()


def _people(
    letter: Letter, place: str | None, warnings: list[str]
) -> tuple[Participant, ...]:
    addressed = jtai_people.addressees(letter.address, place)
    signed, cells = jtai_people.signatories(letter.closing)
    if not addressed:
        warnings.append("no addressees between the date and the salutation")
    if not signed:
        warnings.append("no signatures after the closing")
    elif len(signed) < cells:
        warnings.append(f"{cells} bodies sign, {len(signed)} names")
    return addressed + signed


def _missing(place: str | None, published: date | None, theme: str | None) -> list[str]:
    looked = {
        "no place in the title or the first paragraphs": place,
        "no date line above the addressees": published,
        "no theme in the title or the first sentence": theme,
    }
    return [warning for warning, value in looked.items() if value is None]


def _add_text(
    body: Body, lines: Sequence[Line], title: Sequence[Line], found: Contents
) -> None:
    known = outline.headings(lines, _PATTERNS)
    starts = {heading.lines[0].start: heading for heading in known}
    runs = [*(heading.lines for heading in known), title]
    items = blocks(body, lines, headings=runs)
    begins = {line.start for line in title}
    key, section = "", None
    box: _Box | None = None
    last = 0  # number
    for index, block in enumerate(items):
        heading = starts.get(block.lines[0].start)
        if box is not None and box.is_left_by(block):
            (key, section), box = box.around, None
        last = block.number or last
        if heading is not None:
            around = (key, section) if box is None else box.around
            box = _Box(block, last, around) if heading.key == "study" else None
            key, section = heading.key, _printed(heading)
            found.passages.append(block.passage(section))
        elif block.lines[0].start in begins:
            found.passages.append(block.passage(None))
        elif _is_subheading(block, items, index, key):
            if key in ("improve", "priority") and not _leads(items, index, known):
                key = "main"
            key = key or "main"
            section = block.text
            found.passages.append(block.passage(section))
        else:
            found.add(block.passage(section), _kind(block, key, items[index + 1 :]))


@dataclass(frozen=True, slots=True)
class _Box:
    """A case in a frame, in the midst of a section that may go on below it.

    Attributes:
        head: Its heading, at whose left edge its paragraphs begin.
        last: Number of the paragraph above it; 0 if none has one.
        around: Key and heading of that section.
    """

    head: Block
    last: int
    around: tuple[str, str | None]

    def is_left_by(self, block: Block) -> bool:
        """Whether a block stands left of the frame, or counts on from above it."""
        first, head = block.lines[0], self.head.lines[0]
        if first.page is not None and first.x0 < head.x0 - _FRAME:
            return True
        return self.last > 0 and block.number == self.last + 1


def _printed(heading: Heading) -> str:
    """Without the mark of a footnote that stands behind the question mark."""
    return re.sub(r"(?<=[?.:\w])\s?\d$", "", heading.text)


def _is_subheading(block: Block, items: Sequence[Block], index: int, key: str) -> bool:
    """A heading of other wording: bold, or short and followed by text."""
    if block.kind is not Kind.HEADING or key in ("next", "context"):
        return False
    if index + 1 >= len(items) or block.text.endswith((":", ".")):
        return False
    longest = 14 if items[index + 1].kind is Kind.BULLET else 10
    return block.bold or (bool(key) and len(block.text.split()) <= longest)


def _leads(items: Sequence[Block], index: int, known: Sequence[Heading]) -> bool:
    """Whether a sub-heading still belongs to the list it stands in.

    Letters with strengths before it part their areas by agency, in bullets or not;
    in the others only bullets show that the list goes on.
    """
    keys = [heading.key for heading in known]
    listed = items[index + 1].kind is Kind.BULLET
    return listed or ("headline" not in keys and "main" not in keys)


def _kind(block: Block, key: str, after: Sequence[Block]) -> FindingKind | None:
    if key:
        return None if _introduces(block, after) else _KINDS[key]
    short = len(block.text.split()) < 12
    return None if short or _is_about(block.text) else FindingKind.HEADLINE


def _introduces(block: Block, after: Sequence[Block]) -> bool:
    """Whether a sentence only leads into the list that follows."""
    if block.kind in _ITEMS or not after or after[0].kind not in _ITEMS:
        return False
    return block.text.endswith(":") and len(sentences.parted(block.text)) == 1


def _is_about(text: str) -> bool:
    """Whether a paragraph is on the inspection alone, to its last sentence."""
    last = sentences.parted(text)[-1]
    found = _FOUND.search(last) and not _INSPECTING.search(last)
    return _ABOUT.match(text) is not None and not found
