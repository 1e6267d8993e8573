"""Paragraphs of the corpus, cut the same way each time, for training.

Rough on purpose: a few misread ones among thousands do no harm. Needs poppler's
``pdftotext``; the product itself reads pages with its own loaders.
"""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ontology.codes import FindingKind

#: Whether the reader was told that the report asks for it.
KIND_IF_ASKED = {"1": FindingKind.AREA_FOR_IMPROVEMENT, "0": FindingKind.FINDING}
_FURNITURE = re.compile(
    r"^\s*(\d{1,3}|Inspection of .*|.*Ofsted.*inspection report.*"
    r"|.*local authority children.s services\s*\d*"
    r"|\d{1,2} (to|–|-) \d{1,2} .*20\d\d|.*\b\d{1,2} \w+ 20\d\d)\s*$"
)
_HEADING = re.compile(
    r"(the experiences and progress of|the impact of leaders|leadership, management"
    r"|summary of findings|what (needs|does)|areas? for (priority|improve)"
    r"|the local authority.s strengths|progress since|information about"
    r"|children who need help|the effectiveness of|what the inspection|.*because:?$"
    r"|main findings|findings$|strengths|key findings|.*requires improvement.*because"
    r"|.*good because|.*inadequate because|inspection judgement|what does|what is the"
    r"|summary$)"
)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph or bullet, and the heading above it."""

    document: str
    text: str
    section: str | None

    @property
    def key(self) -> str:
        """Names the text without giving it."""
        return hashlib.sha256(self.text.encode()).hexdigest()[:16]


def paragraphs(folder: Path, without: set[str]) -> list[Paragraph]:
    """All paragraphs of the corpus but those of the documents to leave out."""
    found: list[Paragraph] = []
    corpus = folder / "corpus"
    paths = sorted(
        corpus.rglob("*.pdf"), key=lambda path: str(path.relative_to(corpus))
    )
    for path in paths:
        document = f"{path.parent.name}__{path.stem}"
        if document not in without:
            found.extend(_paragraphs(document, _lines(path)))
    return found


def _lines(path: Path) -> list[str]:
    command = ["pdftotext", "-layout", str(path), "-"]
    done = subprocess.run(command, capture_output=True, check=False)
    if done.returncode:
        # One file of the corpus is no PDF at all; it gives no paragraphs.
        print(f"not read: {path}", file=sys.stderr)
        return []
    text = done.stdout.decode("utf-8", errors="replace")
    return text.replace("\f", "\n\x0c").split("\n")


def _paragraphs(document: str, lines: list[str]) -> Iterator[Paragraph]:
    counts = Counter(line.strip() for line in lines if line.strip())
    section: str | None = None
    current: str | None = None
    blank = True
    for raw in lines:
        line = raw.strip().replace("\x0c", "")
        if not line:
            blank = True
            continue
        if (counts[line] >= 3 and len(line) < 140) or _FURNITURE.match(line):
            continue
        number = re.match(r"^\d{1,3}\.\s+(.*)", line)
        bullet = re.match(r"^[◼•▪■§\uf0a7]\s*(.*)", line)
        if (
            len(line) < 140
            and not number
            and not bullet
            and _HEADING.match(line.lower())
        ):
            yield from _finished(document, section, current)
            current, section = None, line
        elif number or bullet or _begins(current, line, blank):
            yield from _finished(document, section, current)
            start = number or bullet
            current = start[1] if start else line
        else:
            current = f"{current} {line}" if current else line
        blank = False
    yield from _finished(document, section, current)


def _begins(current: str | None, line: str, blank: bool) -> bool:
    """After a blank line and a full stop, a capital begins a paragraph."""
    ended = current is not None and current.rstrip()[-1:] in (".", ":")
    return blank and ended and line[:1].isupper()


def _finished(
    document: str, section: str | None, text: str | None
) -> Iterator[Paragraph]:
    if text is not None and len(text) > 40:
        yield Paragraph(document, re.sub(r"\s+", " ", text).strip(), section)
