"""What all letters share: letterhead, date, addressees, salutation, closing.

A letter is taken apart once, line by line; each line of the body stands in
exactly one part. Where a part stands on the page says little: many letters have
their letterhead drawn last, some their address above the date.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from loaders import dates
from loaders.furniture import Body
from loaders.healing import canonical
from loaders.pages import Line, Page
from loaders.people import is_person
from loaders.records import Participant
from ontology.codes import Role

#: Text of this share of the body's size or less is not part of the letter proper.
_SMALL = 0.85
#: A salutation stands among the first lines, letterhead and addressees above it.
_HEAD_LINES = 90
#: Date, name, post and postal address have fewer lines.
_ADDRESS = 20

_STRONG = re.compile(
    r"""\S+@\s*ofsted\.?\s*(?:gov\.uk)?|www\.(?:gov\.uk[/.])?ofsted(?:\.gov\.uk)?
    |\bT(?:el(?:ephone)?)?:?\s*0300\s*\d{3}\s*\d{4}|\b(?:Textphone|Minicom|Fax)\b[:\s\d]*
    |\bDirect\s+[TF]\b[:\s\d]*|\bPiccadilly\s+Gate\b|\bM1\s?2WD\b|\bClive\s+House\b
    |\bAviation\s+House\b|\bRivergate\b|\bWC2B\s?6SE\b|\bSW1H\s?9EX\b|\bBS1\s?6EH\b
    |\bOfsted\s+is\s+proud\s+to\s+use\s+recycled\s+paper\b|^\W*\d{0,2}\s*O?fsted\b(?=\s|$)
    |\bAgora\b|\bNG1\s?6HJ\b|\bM2\s?7LA\b|\bFreshford\s+House\b""",
    re.IGNORECASE | re.VERBOSE,
)
_WEAK = re.compile(
    r"""\bStore\s+Street\b|\b6\s+Cumberland\s+Place\b|\b70\s+Petty\s+France\b
    |\b125\s+Kingsway\b|\bTemple\s+Quay\b|\bRedcliffe\s+Way\b|\bSt\.?\s+Ann[’']?s\s+Square\b
    |\bRoyal\s+Exchange\s+Buildings\b|\b(?:Manchester|London|Bristol|Nottingham)\b
    |\bgov\.uk\b|\b\d{3,4}\b""",
    re.IGNORECASE | re.VERBOSE,
)
_SALUTATION = re.compile(r"Dear\b", re.IGNORECASE)
_CLOSING = re.compile(r"Yours?\s+(?:sincerely|faithfully|truly)\b", re.IGNORECASE)
_DATE = re.compile(
    r"(?:Date:?\s*)?(?:\w+day,?\s+)?\d{1,2}(?:st|nd|rd|th)?\s+[A-Za-z]{3,9}\.?,?"
    r"\s+\d{4,5}\.?",
    re.IGNORECASE,
)
_RANK = re.compile(
    r"(?:Senior\s+|Lead\s+)?(?:(?:Her|His)\s+Majesty[’']?s\s+Inspectors?|HMI|"
    r"(?:Lead|Ofsted|Regional|National)\s+(?:Inspector|Director)\b.*|Regional\s+Director.*)"
    r"(?:\s*[,(].*)?\.?",
    re.IGNORECASE,
)
#: Others who got the letter.
COPIED = re.compile(r"(?:cc|copy\s+to|copied\s+to)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter taken apart.

    Attributes:
        letterhead: Sender's address, wherever it stands.
        date: The date line.
        address: Addressees, and what the file clips away.
        salutation: ``Dear …``, or nothing.
        body: From the title to before the closing.
        closing: ``Yours sincerely`` to the end, or the signatory alone.
    """

    letterhead: tuple[Line, ...]
    date: tuple[Line, ...]
    address: tuple[Line, ...]
    salutation: tuple[Line, ...]
    body: tuple[Line, ...]
    closing: tuple[Line, ...]


def in_reading_order(body: Body) -> Body:
    """The body as a reader of a letter goes through it.

    Lines are drawn in runs from top to bottom; runs are put in order by where they
    begin, so that a letterhead drawn last comes first, and what is drawn over
    something else (a clipped copy of the address) stays in one piece.
    """
    pages = (
        replace(page, lines=tuple(_by_runs(page.lines))) if page.laid_out else page
        for page in body.pages
    )
    return replace(body, pages=tuple(pages))


def take_apart(body: Body) -> Letter:
    """The parts of a letter whose lines are in reading order."""
    lines = body.lines()
    small = _SMALL * body.size
    first = body.pages[0] if body.pages else None
    sender = _letterhead(first, small) if first is not None else frozenset[int]()
    hidden = [line for line in lines if line.hidden and line.start not in sender]
    rest = [line for line in lines if line.start not in sender and not line.hidden]
    dear = _salutation(rest)
    head, text = rest[: dear or 0], rest[dear + 1 if dear is not None else 0 :]
    if dear is None:
        head, text = _head_without_salutation(rest)
    day = next((line for line in head if _is_date(line)), None)
    if day is None and first is not None and sender:
        moved = _displaced(first, max(sender))
        day = moved[0] if moved else None
        head, text = head + moved, [line for line in text if line not in moved]
    end = _closing(text)
    return Letter(
        letterhead=tuple(line for line in lines if line.start in sender),
        date=() if day is None else (day,),
        address=tuple([line for line in head if line is not day] + hidden),
        salutation=() if dear is None else (rest[dear],),
        body=tuple(text[:end]),
        closing=tuple(text[end:]),
    )


def day_of(letter: Letter) -> date | None:
    """The date printed on a letter."""
    return dates.day(letter.date[0].clean) if letter.date else None


def signatories(letter: Letter) -> tuple[Participant, ...]:
    """Who signed: names that stand after the closing, one on a line."""
    found: list[Participant] = []
    texts = [(canonical(line.clean), line.page) for line in letter.closing]
    for index, (text, page) in enumerate(texts):
        if _CLOSING.match(text) or _RANK.fullmatch(text) or COPIED.match(text):
            if COPIED.match(text):
                break
            continue
        name = re.sub(r"\s*\([^)]*\)|,.*", "", text).strip(" .,=")
        after = texts[index + 1][0] if index + 1 < len(texts) else ""
        if is_person(name) and name not in {person.name for person in found}:
            rank = after if _RANK.fullmatch(after) else None
            found.append(Participant(name, Role.SIGNATORY, title=rank, page=page))
    return tuple(found)


def is_closing(text: str) -> bool:
    """Whether a line closes a letter."""
    return _CLOSING.match(text) is not None


def _by_runs(lines: Iterable[Line]) -> list[Line]:
    runs: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: line.order):
        if runs and line.y >= runs[-1][-1].y - 1.0:
            runs[-1].append(line)
        else:
            runs.append([line])
    placed: list[Line] = []
    for run in sorted(runs, key=lambda run: run[0].y):
        bottom = run[-1].y
        at = next((i for i, line in enumerate(placed) if line.y > bottom), len(placed))
        placed[at:at] = run
    return placed


def _letterhead(page: Page, small: float) -> frozenset[int]:
    """Starts of the lines that make up the sender's address."""
    strength = [_strength(line.clean) for line in page.lines]
    found: set[int] = set()
    for index, line in enumerate(page.lines):
        near = strength[max(0, index - 1) : index + 2]
        tiny = page.laid_out and line.size <= small and line.y < 0.35 * page.height
        if strength[index] == 2 or tiny or (strength[index] == 1 and _among(near)):
            found.add(line.start)
    return frozenset(found)


def _among(near: Sequence[int]) -> bool:
    return sum(value > 0 for value in near) >= 2


def _strength(text: str) -> int:
    """2 for the sender's own words, 1 for towns and streets, 0 for anything else."""
    rest, strong = _STRONG.subn(" ", text)
    rest, weak = _WEAK.subn(" ", rest)
    if re.search(r"\w", rest):
        return 0
    return 2 if strong else int(bool(weak))


def _salutation(lines: Sequence[Line]) -> int | None:
    for index, line in enumerate(lines[:_HEAD_LINES]):
        if _SALUTATION.match(line.clean) and len(line.words) <= 12:
            return index
    return None


def _head_without_salutation(lines: list[Line]) -> tuple[list[Line], list[Line]]:
    """Up to the date line, if there is nothing else to go by."""
    for index, line in enumerate(lines[:_HEAD_LINES]):
        if _is_date(line):
            return lines[: index + 1], lines[index + 1 :]
    return [], lines


def _displaced(page: Page, after: int) -> list[Line]:
    """Date and address where a copy has them below the letterhead, at the page's end."""
    rest = [line for line in page.lines if line.start > after and not line.hidden]
    return rest if rest and len(rest) < _ADDRESS and _is_date(rest[0]) else []


def _is_date(line: Line) -> bool:
    text = line.clean.strip()
    return _DATE.fullmatch(text) is not None and dates.day(text) is not None


def _closing(lines: Sequence[Line]) -> int:
    for index in range(len(lines) - 1, -1, -1):
        if is_closing(lines[index].clean):
            return index
    end = len(lines)
    for index in range(len(lines) - 1, max(0, len(lines) - 6), -1):
        if _RANK.fullmatch(canonical(lines[index].clean)):
            end = index - 1 if is_person(canonical(lines[index - 1].clean)) else index
    return end
