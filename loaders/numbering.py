"""The numbers printed before paragraphs, which ought to count through a report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from loaders.records import Passage


def oddities(passages: Iterable[Passage]) -> list[str]:
    """What is odd about the numbers: each that is left out, each printed twice."""
    times = Counter(p.paragraph for p in passages if p.paragraph is not None)
    missing = (n for n in range(1, max(times, default=0)) if n not in times)
    twice = (n for n in sorted(times) if times[n] > 1)
    return [
        *(f"no paragraph is numbered {number}" for number in missing),
        *(f"several paragraphs are numbered {number}" for number in twice),
    ]
