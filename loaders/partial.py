"""ISO dates as precise as a source states them: a year, a month or a day."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A year, a month or a day.

    Attributes:
        text: ISO 8601 at the precision stated, such as ``2019-03``.
        first: First day it can mean.
        last: Last day it can mean.
    """

    text: str
    first: date
    last: date

    @property
    def exact(self) -> bool:
        """Whether it is a day."""
        return len(self.text) == 10


def partial_date(text: str) -> PartialDate:
    """Read a year, month or day.

    >>> partial_date("2019-02").last
    datetime.date(2019, 2, 28)

    Raises:
        ValueError: The text has another form, or names no real day.
    """
    match = _ISO.fullmatch(text)
    if match is None:
        raise ValueError(f"{text!r} is not a date: write 2019, 2019-03 or 2019-03-31")
    year, month, day = (int(part) if part else None for part in match.groups())
    try:
        first = date(year or 0, month or 1, day or 1)
    except ValueError as error:
        raise ValueError(f"{text!r} is not a date that exists") from error
    if day is not None:
        return PartialDate(text, first, first)
    end = month or 12
    last = first.replace(month=end, day=monthrange(first.year, end)[1])
    return PartialDate(text, first, last)
