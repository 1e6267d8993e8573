"""Where things stand on a page as a reader holds it: from its top left corner.

A PDF counts from a corner of its own choice, and a landscape table is often set
sideways on an upright page.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium

#: Of the characters of a page, one in so many tells which way they run.
_EVERY = 7


@dataclass(frozen=True, slots=True)
class Frame:
    """The visible part of a page, in the file's own points.

    Attributes:
        turn: Quarter turns to the left by which its text is set.
    """

    left: float
    bottom: float
    right: float
    top: float
    turn: int = 0

    @property
    def size(self) -> tuple[float, float]:
        """Width and height as the text is read."""
        across, down = self.right - self.left, self.top - self.bottom
        return (down, across) if self.turn % 2 else (across, down)

    def place(self, x: float, y: float) -> tuple[float, float]:
        """A point of the file, from the top left corner of the page as read."""
        if self.turn == 1:
            return y - self.bottom, x - self.left
        if self.turn == 2:
            return self.right - x, y - self.bottom
        if self.turn == 3:
            return self.top - y, self.right - x
        return x - self.left, self.top - y

    def box(
        self, left: float, bottom: float, right: float, top: float
    ) -> tuple[float, float, float, float]:
        """Left, top, right and bottom of a box of the file, in the same way."""
        (x0, y0), (x1, y1) = self.place(left, bottom), self.place(right, top)
        return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def of_page(page: Any, text: Any) -> Frame:
    """The frame of a page in which most of its text is upright.

    Args:
        page: Of pypdfium2.
        text: pdfium's handle of its text.
    """
    turns: Counter[int] = Counter()
    for index in range(0, pdfium.FPDFText_CountChars(text), _EVERY):
        # Angles count to the right; a character that pdfium put in has one of -1.
        angle = pdfium.FPDFText_GetCharAngle(text, index)
        if angle >= 0:
            backwards = pdfium.FPDFText_GetFontSize(text, index) < 0
            turns[(2 * backwards - round(2 * angle / math.pi)) % 4] += 1
    turn = turns.most_common(1)[0][0] if turns else 0
    left, bottom, right, top = page.get_bbox()
    return Frame(left, bottom, right, top, turn)
