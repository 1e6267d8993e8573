"""Small PDFs drawn for tests, every word where the test puts it."""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import dataclass

from reportlab.pdfbase.pdfmetrics import stringWidth
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


@dataclass(frozen=True)
class Box:
    """The border of a table cell, from the top left corner of the page."""

    x0: float
    y0: float
    x1: float
    y1: float
    page: int = 1


def draw(texts: Iterable[Text], boxes: Iterable[Box] = ()) -> bytes:
    """A PDF with these texts, drawn in this order; pages without text are blank."""
    drawn: list[Text | Box] = sorted([*boxes, *texts], key=lambda item: item.page)
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(WIDTH, HEIGHT), invariant=True)
    page = 1
    for item in drawn:
        while page < item.page:
            canvas.showPage()
            page += 1
        if isinstance(item, Box):
            _border(canvas, item)
            continue
        canvas.setFont("Helvetica-Bold" if item.bold else "Helvetica", item.size)
        canvas.drawString(item.x, HEIGHT - item.y, item.text)
    canvas.save()
    return buffer.getvalue()


def _border(canvas: Canvas, box: Box) -> None:
    """Four thin filled rectangles, as word processors export them."""
    low, high = HEIGHT - box.y1, HEIGHT - box.y0
    across, down = box.x1 - box.x0, box.y1 - box.y0
    for x, y, width, height in (
        (box.x0, low, across, 0.5),
        (box.x0, high, across, 0.5),
        (box.x0, low, 0.5, down),
        (box.x1, low, 0.5, down),
    ):
        canvas.rect(x, y, width, height, stroke=0, fill=1)


def width(text: str, size: float = 12, *, bold: bool = False) -> float:
    """How far a text reaches, in points."""
    return float(stringWidth(text, "Helvetica-Bold" if bold else "Helvetica", size))


def written(
    content: str, *, box: str = f"0 0 {WIDTH} {HEIGHT}", names: str = ""
) -> bytes:
    """A PDF of one page written by hand, for what no library would draw.

    Args:
        content: Operators of the page; its font is ``/F``.
        box: Corners of the page.
        names: For some codes of the font, what they stand for in UTF-16.
    """
    objects = (
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        f"<</Type/Page/Parent 2 0 R/MediaBox[{box}]/Contents 4 0 R"
        "/Resources<</Font<</F 5 0 R>>>>>>",
        f"<</Length {len(content)}>>\nstream\n{content}\nendstream",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 6 0 R>>",
        f"<</Length {len(names)}>>\nstream\n{names}\nendstream",
    )
    numbered = (f"{n} 0 obj\n{text}\nendobj\n" for n, text in enumerate(objects, 1))
    return f"%PDF-1.4\n{''.join(numbered)}trailer<</Root 1 0 R>>\n%%EOF".encode("ascii")
