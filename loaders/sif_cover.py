"""The cover of a SIF report, and of the kinds of report printed like it.

Authority, title, "Inspection date", "Report published", judgements. A heading that
the page sets off as a table and a sentence in plain text are read alike.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from loaders import dates, grades
from loaders.healing import canonical
from loaders.pages import Line
from loaders.records import Judgement, Period
from ontology.codes import Aspect

#: First words of the titles of reports that have such a cover.
TITLE = re.compile(
    r"(?:re-?\s?)?inspection\s+of\s+(?:services\s+for\s+children|local\s+authority\s+arr"
    r"|looked\s+after|safeguarding|(?:the\s+)?(?:arrangements|protection|contribution))"
    r"|review\s+of\s+the\s+(?:effectiveness\s+of\s+the\s+)?local\s+safeguarding",
    re.IGNORECASE,
)
#: The title of a full inspection of 2013 to 2018.
SERVICES = re.compile(
    r"(?:re-?\s?)?inspection of services for children in need of help and protection",
    re.IGNORECASE,
)
_DATES = re.compile(
    r"(?:(?:re-?\s?)?inspection|review|fieldwork)\s+dates?\b\s*:?\s*", re.IGNORECASE
)
_PUBLISHED = re.compile(r"(?:report\s+)?published(?:\s+on)?\s*:?\s*", re.IGNORECASE)
_OTHER_LABEL = re.compile(
    r"(?:reporting\s+inspector|lead\s+inspector|age\s+group)\b", re.IGNORECASE
)
_DATE_LINE = re.compile(
    r"(?:[\s\d/.,;&()‒–—―─−-]|\b(?:to|and|from|between|until|st|nd|rd|th|jan\w*|feb\w*"
    r"|mar\w*|apr\w*|may|june?|july?|aug\w*|sep\w*|oct\w*|nov\w*|dec\w*)\b)+",
    re.IGNORECASE,
)
_GOES_ON = re.compile(r"(?:[,&‒–—―─−-]|\b(?:to|and))$", re.IGNORECASE)
_MASTHEAD = re.compile(
    r"ofsted|raising standards.*|improving lives|(?:https?://)?(?:www\.)?\S+\.gov\.uk\S*"
    r"|[\W\d]*|contents?",
    re.IGNORECASE,
)
_NOTE_MARK = re.compile(r"(?<=[a-z)])\d{1,2}$")
_REST_OF_GRADE = re.compile(r"to\s+be\s+good\.?", re.IGNORECASE)
_LONGEST_NAME = 90
_LONGEST_TITLE = 8
_LONGEST_SENTENCE = 3
#: In lines; the title of a cover begins sooner.
_LEAST_REPORT = 15


@dataclass(frozen=True, slots=True)
class Cover:
    """What the first page says.

    Attributes:
        published: The day printed as that of publication.
        facts: Lines that title, labels and judgements were read from.
        warnings: What was looked for and not found.
    """

    title: str | None
    authority: str | None
    periods: tuple[Period, ...]
    published: date | None
    judgements: tuple[Judgement, ...]
    facts: tuple[Line, ...]
    warnings: tuple[str, ...]


def read(lines: Sequence[Line], table: grades.Table) -> Cover:
    """The facts of a cover.

    Args:
        lines: Those before the contents or the first heading, in reading order.
        table: The judgement table among them.
    """
    texts = [canonical(line.clean) for line in lines]
    top = _labels_begin(texts, lines, table)
    title, authority = _title(texts[:top])
    held = _held(texts, _DATES)
    periods = dates.periods(" ".join(text for _, text in held))
    issued = _held(texts, _PUBLISHED)
    published = dates.day(" ".join(text for _, text in issued))
    said = list(_statements(lines, texts))
    judgements = _merged(table, [judgement for judgement, _ in said])
    facts = {line.start: line for line in lines[:top]}
    facts |= {lines[i].start: lines[i] for i, _ in (*held, *issued)}
    facts |= {line.start: line for _, run in said for line in run}
    facts |= {line.start: line for line in table.lines}
    looked_for = (
        (authority, "no authority above or below the title of the cover"),
        (periods, "no dates after 'Inspection date' on the cover"),
        (published or not issued, "no day after 'Report published' on the cover"),
    )
    return Cover(
        title,
        authority,
        periods,
        published,
        judgements,
        tuple(facts.values()),
        (*table.warnings, *(note for found, note in looked_for if not found)),
    )


def starts(lines: Sequence[Line]) -> list[int]:
    """Where covers begin: one, or two where two reports are bound in one file."""
    texts = [canonical(line.clean) for line in lines]
    found = [0]
    for index in range(len(texts)):
        if index - found[-1] < _LEAST_REPORT or not _opens_title(texts, index):
            continue
        below = texts[index : index + _LONGEST_TITLE + 4]
        if any(_DATES.match(t) for t in below) and any(map(_PUBLISHED.match, below)):
            found.append(_top(lines, texts, index))
    return found


def _opens_title(texts: Sequence[str], index: int) -> bool:
    """Whether a title begins in a line; its first words may be wrapped."""
    return TITLE.match(" ".join(texts[index : index + 2])) is not None


def _top(lines: Sequence[Line], texts: Sequence[str], title: int) -> int:
    """The first line of the cover whose title stands in a line: an authority's name."""
    at = title
    while (
        at
        and title - at < 3
        and lines[at - 1].page == lines[title].page
        and len(texts[at - 1]) < _LONGEST_NAME
        and not texts[at - 1].endswith(".")
        and (lines[title].page is not None or title - at < 1)
    ):
        at -= 1
    return at


def is_labelled(lines: Iterable[Line]) -> bool:
    """Whether some lines have a label that no article on an inspection prints.

    That of the dates of fieldwork, of the inspector or of the age group.
    """
    texts = (canonical(line.clean) for line in lines)
    return any(_DATES.match(text) or _OTHER_LABEL.match(text) for text in texts)


def _labels_begin(
    texts: Sequence[str], lines: Sequence[Line], table: grades.Table
) -> int:
    """How many lines are name and title."""
    rows = {line.start for line in table.lines}
    for index, text in enumerate(texts):
        labelled = any(p.match(text) for p in (_DATES, _PUBLISHED, _OTHER_LABEL))
        if labelled or lines[index].start in rows or grades.stated(text):
            return index
        if text.casefold().startswith("the overall judg"):
            return index
    return 0


def _title(texts: Sequence[str]) -> tuple[str | None, str | None]:
    """Title and authority; the name stands above the title or, before 2014, below."""
    begins = next((i for i in range(len(texts)) if _opens_title(texts, i)), None)
    if begins is None:
        return None, _named(texts)
    above = _named(texts[:begins])
    if above is not None:
        return _joined(texts[begins : begins + _LONGEST_TITLE]), above
    ends = next(
        (i for i in range(begins + 1, len(texts)) if texts[i][:1].isupper()),
        len(texts),
    )
    return _joined(texts[begins:ends]), _named(texts[ends:])


def _named(texts: Sequence[str]) -> str | None:
    name = _joined([text for text in texts if not _MASTHEAD.fullmatch(text)])
    if name is None or len(name) > _LONGEST_NAME or name.endswith((".", ":")):
        return None
    return name


def _joined(texts: Sequence[str]) -> str | None:
    return _NOTE_MARK.sub("", canonical(" ".join(texts))) or None


def _held(texts: Sequence[str], label: re.Pattern[str]) -> list[tuple[int, str]]:
    """Lines of what stands after a label, the label left out."""
    for index, text in enumerate(texts):
        match = label.match(text)
        if match is None or not _DATE_LINE.match(text[match.end() :] or " "):
            continue
        value = _OTHER_LABEL.split(text[match.end() :])[0]
        if value.strip():
            after = _date_lines(texts, index + 1)
        else:
            after = _in_column(texts, index)
        return [(index, value), *((i, texts[i]) for i in after)]
    return []


def _date_lines(texts: Sequence[str], start: int) -> list[int]:
    dated = itertools.takewhile(
        lambda i: _DATE_LINE.fullmatch(texts[i]), range(start, len(texts))
    )
    return list(dated)


def _in_column(texts: Sequence[str], label: int) -> list[int]:
    """The value of a label that is alone on its line.

    A copy may print a column of labels and then their values, in the same order. Where
    there are not as many values as labels, nothing says whose they are.
    """
    first = _value(texts, label + 1)
    labels = [
        i
        for i in range(first)
        if any(p.fullmatch(texts[i]) for p in (_DATES, _PUBLISHED))
        and _value(texts, i + 1) == first
    ]
    found = _date_lines(texts, first)
    if len(labels) < 2:
        return found
    values: list[list[int]] = []
    for i in found:
        if values and _GOES_ON.search(texts[i - 1]):
            values[-1].append(i)
        else:
            values.append([i])
    return values[labels.index(label)] if len(values) == len(labels) else []


def _value(texts: Sequence[str], after: int) -> int:
    """Where dates stand below a label."""
    ahead = range(after, min(after + 4, len(texts)))
    return next((i for i in ahead if dates.periods(texts[i])), after)


def _statements(
    lines: Sequence[Line], texts: Sequence[str]
) -> Iterator[tuple[Judgement, tuple[Line, ...]]]:
    """Sentences that are a judgement of the whole or of the board."""
    index = 0
    while index < len(lines):
        length = _sentence(texts[index : index + _LONGEST_SENTENCE])
        if length:
            run = tuple(lines[index : index + length])
            said = grades.stated(canonical(" ".join(texts[index : index + length])))
            if said is not None:
                yield replace(said, page=run[0].page), run
        index += length or 1


def _sentence(texts: Sequence[str]) -> int:
    """How many lines such a sentence takes; 0 if there is none."""
    for length in range(1, len(texts) + 1):
        judgement = grades.stated(canonical(" ".join(texts[:length])))
        if judgement and judgement.aspect in (Aspect.OVERALL, Aspect.LSCB):
            more = texts[length] if length < len(texts) else ""
            return length + bool(_REST_OF_GRADE.fullmatch(more))
    return 0


def _merged(table: grades.Table, stated: Sequence[Judgement]) -> tuple[Judgement, ...]:
    judged = {judgement.aspect: judgement for judgement in stated}
    first = [judged.pop(Aspect.OVERALL)] if Aspect.OVERALL in judged else []
    rows = {row.aspect: row for row in table.judgements if row.aspect not in judged}
    if first:
        rows.pop(Aspect.OVERALL, None)
    return (*first, *rows.values(), *judged.values())
