"""Small PDFs drawn for tests, every word where the test puts it."""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import dataclass

from reportlab.pdfgen.canvas import Canvas

WIDTH, HEIGHT = 595, 842


@dataclass(frozen=True)
class Text:
    """A run of text.

    Attributes:
        x: From the left edge of the page, in points.
        y: Baseline, from the top of the page.
    """

    x: float
    y: float
    text: str
    size: float = 12
    bold: bool = False
    page: int = 1


def draw(texts: Iterable[Text]) -> bytes:
    """A PDF with these texts, drawn in this order; pages without text are blank."""
    drawn = sorted(texts, key=lambda text: text.page)
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(WIDTH, HEIGHT), invariant=True)
    page = 1
    for text in drawn:
        while page < text.page:
            canvas.showPage()
            page += 1
        canvas.setFont("Helvetica-Bold" if text.bold else "Helvetica", text.size)
        canvas.drawString(text.x, HEIGHT - text.y, text.text)
    canvas.save()
    return buffer.getvalue()


def width(text: str, size: float = 12, *, bold: bool = False) -> float:
    """How far a text reaches, in points."""
    font = "Helvetica-Bold" if bold else "Helvetica"
    canvas = Canvas(io.BytesIO(), pagesize=(WIDTH, HEIGHT))
    return float(canvas.stringWidth(text, font, size))
