"""Dates in an article: when it was published, which inspections it is about."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from loaders import dates
from loaders.records import Passage

_MONTHS = r"January|February|March|April|May|June|July|August|September|October|November|December"
_MONTH = rf"(?P<month>{_MONTHS}|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_ONE_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)\b"
_WHOLE_DAYS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?<![\d:]){_ONE_DAY}\s+{_MONTH},?\s+{_YEAR}",
        # "February 5, 2021", as American publishing systems print it.
        rf"\b{_MONTH}\s+{_ONE_DAY},?\s+{_YEAR}",
        r"\b(?P<year>20\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)",
        r"(?<![\d.])(?P<day>\d\d?)[./](?P<month>\d\d?)[./](?P<year>(?:20)?\d\d)(?![\d.])",
    )
)
_LINE_WORDS = 16
_CHANGED = re.compile(
    r"\b(?:last\s+)?(?:updated|modified|edited|reviewed)\b", re.IGNORECASE
)
_DAYS = rf"{_DAY}(?:\s*(?:,|and|to|[-–—])\s*{_DAY})*"
_WHEN = rf"(?P<when>(?:{_DAYS}\s+(?:(?:{_MONTHS})\s+(?:and|to|[-–—])\s+{_DAYS}\s+)?)?(?:{_MONTHS})\s+20\d\d)"
_VISIT = r"(?:inspections?|inspected|visits?|visited|reinspection|revisit(?:ed)?|reviewed|monitoring)"
#: Between a visit and its date; a verb of something else breaks the tie.
_TIE = (
    r"(?P<tie>(?:[^.“”\"](?!publi|releas|form|merg|appoint|establish|join|creat|issued"
    r"|letter|report\b|since\b|until\b|before\b|after\b|by\b)){0,70}?)"
)
_VISIT_THEN = re.compile(
    rf"\b{_VISIT}\b{_TIE}\b(?:in|on|during|between|from|of)\s+{_WHEN}", re.IGNORECASE
)
#: "the visit in July", the year to be understood.
_VISIT_MONTH = re.compile(
    rf"\b{_VISIT}\b{_TIE}\bin\s+(?:early\s|mid-|late\s)?(?P<month>{_MONTHS})\b"
    r"(?!,?\s+(?:\d|and\b|next\b|last\b))",
    re.IGNORECASE,
)
#: "the October 2020 focused visit", "its December 2021 inspection".
_DATE_THEN = re.compile(
    rf"\b{_WHEN}\s+(?:(?!(?:and|or|but|after|before|when|following|while|with|in|on|at|to|for"
    rf"|a|an|the|that|which)\b)\w+\s+){{0,4}}?(?:inspections?|visits?)\b",
    re.IGNORECASE,
)
#: "In July 2018 inspectors found".
_OPENING = re.compile(
    rf"(?:^|[.“]\s*)In\s+{_WHEN},?\s+(?:Ofsted|inspectors|the\s+(?:watchdog|inspectorate))\b"
)


def published(lines: Iterable[Passage]) -> tuple[date | None, str | None]:
    """The day of publication printed around an article, or why there is none.

    Args:
        lines: What stands above the text and within it. Comments stand below, and
            their dates are not the article's.
    """
    found = {
        day: line.text
        for line in lines
        if len(line.text.split()) <= _LINE_WORDS
        for day in whole_days(line.text)
    }
    original = {day for day, text in found.items() if not _CHANGED.search(text)}
    if len(original) == 1:
        return original.pop(), None
    if original:
        return None, "several dates are printed above the text; none is taken"
    return None, "no date of publication is printed"


def visits(
    paragraphs: Sequence[str], day: date | None
) -> tuple[tuple[date, ...], bool]:
    """Last fieldwork days of the inspections it speaks of, oldest first.

    A month is its last day. "The visit in July" is the latest July over when the
    article came out.

    Args:
        paragraphs: Of the text.
        day: When it came out, if that is known.

    Returns:
        The days, and whether each visit said to be in some month has its year.
    """
    exact: set[date] = set()
    months: set[date] = set()
    for match in _matches(paragraphs, (_VISIT_THEN, _DATE_THEN, _OPENING)):
        periods = dates.periods(match["when"])
        if periods:
            exact.add(max(period.end for period in periods))
        elif not match["when"][0].isdecimal():
            month, year = match["when"].split()
            months.add(_month_end(int(year), dates.month_number(month)))
    whole = True
    for match in _matches(paragraphs, (_VISIT_MONTH,)):
        month = dates.month_number(match["month"])
        if any(known.month == month for known in exact | months):
            continue
        if day is None:
            whole = False
        else:
            months.add(_month_end(day.year - (month > day.month), month))
    covered = {(known.year, known.month) for known in exact}
    months = {month for month in months if (month.year, month.month) not in covered}
    return tuple(sorted(exact | months)), whole


def whole_days(text: str) -> list[date]:
    """The days a line names with day, month and year."""
    found: list[date] = []
    for pattern in _WHOLE_DAYS:
        for match in pattern.finditer(text):
            word, year = match["month"], int(match["year"])
            month = int(word) if word.isdecimal() else dates.month_number(word)
            try:
                found.append(date(year + 2000 * (year < 100), month, int(match["day"])))
            except ValueError:  # 31.02.2020 is a number like any other
                continue
    return found


def _matches(
    paragraphs: Sequence[str], patterns: Sequence[re.Pattern[str]]
) -> Iterator[re.Match[str]]:
    for text in paragraphs:
        for pattern in patterns:
            yield from pattern.finditer(text)


def _month_end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])
