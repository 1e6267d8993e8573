"""Text that a PDF draws and clips away: in the text layer, not on the paper.

Templates filled in by machine leave such text behind, in letters a second copy of
the address or the words "Insert LA Address" under a cell of exact height.
"""

from __future__ import annotations

import ctypes
import math
from typing import Any

import pypdfium2.raw as pdfium

from loaders.frame import Frame

#: Left, top, right and bottom, in points from the top left corner.
_Box = tuple[float, float, float, float]
_OPEN: _Box = (-math.inf, -math.inf, math.inf, math.inf)


class Clips:
    """The clip boxes of one page's text objects, each looked up once."""

    def __init__(self, text: Any, frame: Frame) -> None:
        """Take a page.

        Args:
            text: pdfium's handle of its text.
            frame: Of the page.
        """
        self._text = text
        self._frame = frame
        self._boxes: dict[int, _Box] = {}

    def hide(self, index: int, x: float, y: float, size: float) -> bool:
        """Whether a character lies wholly outside its clip box.

        Args:
            index: Of the character on the page.
            x: Of its origin.
            y: Of its baseline.
            size: Of its font; the character reaches about so far up.
        """
        drawn = pdfium.FPDFText_GetTextObject(self._text, index)
        if not drawn:
            return False
        key = ctypes.addressof(drawn.contents)
        box = self._boxes.get(key)
        if box is None:
            box = self._boxes[key] = self._box(drawn)
        left, top, right, bottom = box
        return y - size > bottom - 1 or y < top or x > right or x + size < left - 1

    def _box(self, drawn: Any) -> _Box:
        clip = pdfium.FPDFPageObj_GetClipPath(drawn)
        left, top, right, bottom = _OPEN
        for path in range(pdfium.FPDFClipPath_CountPaths(clip)):
            points = list(self._points(clip, path))
            if points:
                left = max(left, min(x for x, _ in points))
                right = min(right, max(x for x, _ in points))
                top = max(top, min(y for _, y in points))
                bottom = min(bottom, max(y for _, y in points))
        return left, top, right, bottom

    def _points(self, clip: Any, path: int) -> list[tuple[float, float]]:
        x, y = ctypes.c_float(), ctypes.c_float()
        points: list[tuple[float, float]] = []
        for index in range(pdfium.FPDFClipPath_CountPathSegments(clip, path)):
            segment = pdfium.FPDFClipPath_GetPathSegment(clip, path, index)
            pdfium.FPDFPathSegment_GetPoint(segment, x, y)
            points.append(self._frame.place(x.value, y.value))
        return points
