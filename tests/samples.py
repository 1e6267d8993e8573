"""Documents for tests, in our own words: a letter, a report, an encrypted PDF."""

from __future__ import annotations

import io

from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

LETTER = """Ofsted
Piccadilly Gate
Store Street
Manchester
M1 2WD

12 March 2021

Ann Other
Director of Children's Services
Rutland Council
Town Hall
Oakham
LE15 6HP

Dear Ms Other

Focused visit to Rutland children's services

This letter summarises the findings of the focused visit to Rutland children's services on 2 and 3 February 2021. Her Majesty's Inspectors for this visit were Ben Bold and Cara Clear.

Inspectors looked at the local authority's arrangements for achieving permanence.

Headline findings

Leaders have begun to mend a weak service, and too many children still wait for a lasting home.

What needs to improve in this area of social work practice?

\u25fc The challenge that independent reviewing officers give to slow plans.

\u25fc Supervision of social workers.

Main findings

Independent reviewing officers seldom challenge managers when plans drift, and children wait too long.

Social workers see children often and know them well.

Yours sincerely

Ben Bold
Her Majesty's Inspector
"""


def pdf(text: str, *, password: str | None = None) -> bytes:
    """A plain PDF, one paragraph under another, pages as they fill."""
    out = io.BytesIO()
    encrypt = StandardEncryption(password, canPrint=0) if password else None
    canvas = Canvas(out, pagesize=A4, encrypt=encrypt, invariant=1)
    y = 800.0
    for line in _wrapped(text):
        if y < 80:
            canvas.showPage()
            y = 800.0
        canvas.setFont("Helvetica", 12)
        canvas.drawString(72, y, line)
        y -= 14
    canvas.save()
    return out.getvalue()


def _wrapped(text: str) -> list[str]:
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for word in paragraph.replace("\u25fc", "\u2022").split(" "):
            if len(line) + len(word) > 78:
                lines.append(line)
                line = word
            else:
                line = f"{line} {word}".strip()
        lines.append(line)
    return lines
