from __future__ import annotations

import io

import pytest
from reportlab.pdfgen.canvas import Canvas

from loaders import pdf
from loaders.pages import Line


def _drawn(
    clip: tuple[float, float, float, float] | None, text: str, seen_at: int = 640
) -> list[Line]:
    """The lines of a page with one visible line and one drawn under a clip.

    Args:
        clip: Left, bottom, width and height, from the bottom left corner.
        text: Drawn at (72, 700), under the clip.
        seen_at: Height of the visible line.
    """
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(595, 842))
    canvas.setFont("Helvetica", 12)
    canvas.drawString(90, seen_at, "Ms Rowan Ashdown")
    if clip is not None:
        path = canvas.beginPath()
        path.rect(*clip)
        canvas.clipPath(path, stroke=0, fill=0)
    canvas.drawString(72, 700, text)
    canvas.save()
    return pdf.read(buffer.getvalue()).lines()


@pytest.mark.parametrize(
    ("clip", "hidden"),
    [
        (None, False),
        ((60, 690, 200, 30), False),  # inside the cell
        ((60, 704, 200, 30), False),  # the lower half is cut off: still read
        ((60, 720, 200, 30), True),  # below a cell of exact height
        ((60, 650, 200, 30), True),  # above it
        ((300, 690, 200, 30), True),  # beside it
    ],
)
def test_text_wholly_outside_its_clip_is_hidden(
    clip: tuple[float, float, float, float] | None, hidden: bool
) -> None:
    lines = _drawn(clip, "Insert address")
    assert any(line.hidden for line in lines) is hidden
    assert "Insert address" in " ".join(line.text for line in lines)


def test_hidden_words_do_not_run_into_the_line_they_lie_under() -> None:
    lines = _drawn((60, 720, 200, 30), "Insert address", seen_at=700)
    assert sorted(line.text for line in lines) == ["Insert address", "Ms Rowan Ashdown"]


def test_a_bullet_is_never_hidden() -> None:
    lines = _drawn((60, 720, 200, 30), "•")
    assert not any(line.hidden for line in lines)
