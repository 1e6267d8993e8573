"""Running text parted into sentences."""

from __future__ import annotations

import itertools
import re

#: A full stop after an initial ends none.
_END = re.compile(r"(?<!\b[A-Z])[.!?][”’)]*\s+(?=[A-Z‘“(])")


def parted(text: str) -> list[str]:
    """The sentences of a text, in order; nothing is left out but the space between.

    >>> parted("Visits are made by J. Field. Plans are clear.")
    ['Visits are made by J. Field.', 'Plans are clear.']
    """
    ends = [match.end() for match in _END.finditer(text)]
    return [text[i:j].strip() for i, j in itertools.pairwise([0, *ends, len(text)])]
