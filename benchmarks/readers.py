"""Readers of PDF pages compared: processor time and words, on the same files.

python -m benchmarks.readers
"""

from __future__ import annotations

import os
import re
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pdfplumber
import pypdfium2

from loaders import pdf

#: Every so many files of the corpus, by name.
STEP = 25
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Reader:
    """A way to read pages.

    Attributes:
        gives: What it knows of a word.
        milliseconds: Processor time a page.
        same: Share of the words that the default reader finds.
    """

    name: str
    gives: str
    milliseconds: float
    same: float


def compare(shared: Path) -> list[Reader]:
    """Time and words of each reader; the default first."""
    paths = sorted((shared / "corpus").rglob("*.pdf"))[::STEP]
    documents = [data for p in paths if (data := p.read_bytes()).startswith(b"%PDF-")]
    ways: tuple[tuple[str, str, Callable[[bytes], tuple[str, int]]], ...] = (
        (
            "ours, on pypdfium2 characters",
            "position, size, weight, superscripts",
            _ours,
        ),
        ("pypdfium2, page text", "text only", _plain),
        ("pdfplumber, words with font", "position, size, weight", _plumber),
    )
    found: list[Reader] = []
    reference: Counter[str] | None = None
    for name, gives, read in ways:
        words: Counter[str] = Counter()
        pages, start = 0, time.process_time()
        for data in documents:
            text, count = read(data)
            words.update(_WORD.findall(text))
            pages += count
        spent = time.process_time() - start
        reference = words if reference is None else reference
        same = (reference & words).total() / max(1, reference.total())
        found.append(Reader(name, gives, 1000 * spent / max(1, pages), same))
    return found


def _ours(data: bytes) -> tuple[str, int]:
    document = pdf.read(data)
    return document.layer, len(document.pages)


def _plain(data: bytes) -> tuple[str, int]:
    document = pypdfium2.PdfDocument(data)
    pages = [page.get_textpage().get_text_range() for page in document]
    document.close()
    return "\n".join(pages).replace("\ufffe", "-"), len(pages)


def _plumber(data: bytes) -> tuple[str, int]:
    words: list[str] = []
    with pdfplumber.open(BytesIO(data)) as document:
        for page in document.pages:
            found = page.extract_words(extra_attrs=["fontname", "size"])
            words += [str(word["text"]) for word in found]
            page.close()
        return " ".join(words), len(document.pages)


def main() -> None:
    """Print the comparison."""
    for reader in compare(Path(os.environ.get("INSPECTGRAPH_SHARED", "../shared"))):
        print(
            f"{reader.name:32} {reader.milliseconds:7.1f} ms {100 * reader.same:6.2f} %"
        )


if __name__ == "__main__":
    main()
