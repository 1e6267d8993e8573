"""Dates and periods of fieldwork as reports print them.

Reading goes from right to left: "27 September to 8 October 2021" says its year once,
at the end, and what stands before inherits it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from loaders.records import Period

_MONTHS = (
    "january february march april may june july august september october november"
    " december"
).split()
_MONTH = "|".join(f"{month}|{month[:3]}" for month in _MONTHS) + "|sept"
_TOKEN = re.compile(
    rf"""(?P<numeric>\b\d{{1,2}}[/.]\d{{1,2}}[/.](?:\d{{4}}|\d{{2}})\b)
    |(?P<iso>\b(?:19|20)\d{{2}}-\d{{2}}-\d{{2}}\b)
    |(?P<turned>(?<![A-Za-z])(?<!\d\s)(?:{_MONTH})\.?\s+\d{{1,2}}(?:st|nd|rd|th)?
      ,?\s+(?:19|20)\d{{2}}\b)
    |(?P<year>(?<!\d)(?:19|20)\d{{2}})\d?\b
    |(?P<day>\b\d{{1,2}}(?!\d))(?:st|nd|rd|th)?
    |(?P<month>(?<![A-Za-z])(?:{_MONTH})(?![A-Za-z])\.?)
    |(?P<to>[-–—―─−]|\bto\b|\buntil\b|\bthrough\b)
    |(?P<between>\bbetween\b|\bfrom\b)
    |(?P<list>,|;|&|\band\b)""",
    re.IGNORECASE | re.VERBOSE,
)
_LONGEST_VISIT = timedelta(days=400)


@dataclass(slots=True)
class _Day:
    day: int
    month: int | None
    year: int | None
    joint: str  # how it follows the day before: "to", "list" or ""


def periods(text: str, year: int | None = None) -> tuple[Period, ...]:
    """Periods of fieldwork, in the order printed.

    Days that follow each other are one period, whether printed "7 and 8" or "7 to 8".

    Args:
        text: A date line or sentence; words that are no dates are passed over.
        year: Where the text prints none, such as that of the letter.

    Returns:
        Empty if nothing reads as a date or a part is no real day.

    >>> [str(p.end) for p in periods("5 to 9 December 2022 and 14 February 2023")]
    ['2022-12-09', '2023-02-14']
    """
    days = _inherit(list(_days(text)), year)
    if days is None:
        return ()
    found: list[Period] = []
    for index, (when, joint) in enumerate(days):
        last = found[-1] if found else None
        if index and joint == "to" and last is not None:
            start = last.start
            if start > when:
                start = _year_before(start)
            if start > when or when - start > _LONGEST_VISIT:
                return ()
            found[-1] = Period(start, when)
        elif last is not None and when - last.end == timedelta(days=1):
            found[-1] = Period(last.start, when)
        elif last is None or when != last.end:
            found.append(Period(when, when))
    return tuple(found)


def day(text: str, year: int | None = None) -> date | None:
    """The one day a text gives, or None if it gives none or several."""
    found = periods(text, year)
    if len(found) == 1 and found[0].start == found[0].end:
        return found[0].start
    return None


def month_number(word: str) -> int:
    """From a month's name or its first letters, 1 to 12."""
    return next(
        number
        for number, month in enumerate(_MONTHS, start=1)
        if month.startswith(word.casefold().rstrip(".")[:3])
    )


def _days(text: str) -> Iterator[_Day]:
    joint, between = "", False
    pending: _Day | None = None
    for match in _TOKEN.finditer(text):
        kind, word = match.lastgroup, match[0]
        if kind in _WHOLE:
            if pending is not None:
                yield pending
                pending = None
            yield _Day(*_WHOLE[kind](word), joint)
            joint = ""
        elif kind == "day":
            if pending is not None:
                yield pending
            pending = _Day(int(match["day"]), None, None, joint)
            joint = ""
        elif kind == "month" and pending is not None and pending.month is None:
            pending.month = month_number(word)
        elif kind == "year" and pending is not None and pending.year is None:
            pending.year = int(match["year"])
        elif kind == "between":
            between = True
        elif kind == "to":
            joint = "to"
        elif kind == "list" and joint != "to":
            joint = "to" if between and word.casefold() == "and" else "list"
            between = between and joint != "to"
    if pending is not None:
        yield pending


def _numeric(word: str) -> tuple[int, int, int]:
    day, month, year = map(int, re.split(r"[/.]", word))
    return day, month, year + 2000 if year < 100 else year


def _iso(word: str) -> tuple[int, int, int]:
    year, month, day = map(int, word.split("-"))
    return day, month, year


def _turned(word: str) -> tuple[int, int, int]:
    day, year = map(int, re.findall(r"\d+", word))
    return day, month_number(word), year


#: Tokens that are a whole date: how day, month and year are read from each.
_WHOLE: Mapping[str | None, Callable[[str], tuple[int, int, int]]] = {
    "numeric": _numeric,
    "iso": _iso,
    "turned": _turned,
}


def _inherit(days: list[_Day], year: int | None) -> list[tuple[date, str]] | None:
    month: int | None = None
    out: list[tuple[date, str]] = []
    for entry in reversed(days):
        month = entry.month or month
        year = entry.year or year
        if month is None or year is None:
            continue
        try:
            when = date(year, month, entry.day)
        except ValueError:
            return None
        out.append((when, entry.joint))
    out.reverse()
    return out


def _year_before(when: date) -> date:
    try:
        return when.replace(year=when.year - 1)
    except ValueError:
        return when
