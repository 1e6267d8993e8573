"""Writes ``docs/accuracy.md`` from measurements.

    python -m benchmarks.accuracy                       print it
    python -m benchmarks.accuracy --write docs/accuracy.md

Needs the real documents beside the project. The text around the figures stands in
``accuracy.md.jinja``; no figure is written by hand.
"""

from __future__ import annotations

import argparse
import os
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import jinja2

from benchmarks import coding, corpus, headers, readers

HERE = Path(__file__).parent
#: The least that is to be reached, in per cent, by field.
REACH = {
    "authority": 99.8,
    "framework": 99.8,
    "type": 99.8,
    "first day": 99.5,
    "last day": 99.5,
    "published": 99.5,
    "judgements": 99.7,
    "lead inspector": 99.5,
    "inspectors": 98.0,
    "addressees": 97.0,
    "signatories": 97.0,
    "paragraphs": 99.0,
    "areas for improvement": 97.0,
    "priority actions": 97.0,
    "page of each finding": 100.0,
}
#: What a misread issue looks like, by what the machine did.
SHOWN_MISTAKES = 20


@dataclass(frozen=True, slots=True)
class Cell:
    """A field in a family."""

    right: int
    of: int

    def __str__(self) -> str:
        """Right of all; a tick where there is no difference."""
        return f"{self.right}/{self.of}" if self.right < self.of else f"{self.of} ✓"


def document(shared: Path) -> str:
    """The page."""
    results = headers.measure(shared)
    lines = headers.table(results)
    families = sorted({line.family for line in lines} - {"all", "unreadable"})
    cells = {(line.family, line.field): Cell(line.right, line.of) for line in lines}
    crossed, apart = coding.cross_validated(), coding.held_out()
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(HERE),
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
        keep_trailing_newline=True,
        autoescape=False,  # Markdown, of our own figures and file names
    )
    return environment.get_template("accuracy.md.jinja").render(
        documents=len(results),
        families=families,
        reach=REACH,
        cells=cells,
        share={line.field: line.share for line in lines if line.family == "all"},
        kept=100 * sum(r.kept for r in results) / max(1, sum(r.body for r in results)),
        findings=sum(r.findings for r in results),
        spoilt=sum(r.furniture for r in results),
        misses=headers.misses(results),
        crossed=crossed,
        apart=apart,
        polarities=("strength", "weakness", "mixed", "neutral"),
        mistakes=_mistakes(crossed),
        readers=readers.compare(shared),
        own=len(corpus.OWN.read_text(encoding="utf-8").splitlines()) - 1,
        shown=_shown,
    )


def _shown(value: float, least: float) -> str:
    """A figure, in bold if it misses its mark."""
    return f"{value:.3f}" if value >= least else f"**{value:.3f}**"


def _mistakes(accuracy: coding.Accuracy) -> Sequence[tuple[str, str, int]]:
    """The commonest, by issue and kind: issue, what went wrong, how often."""
    often = Counter((item.issue, item.extra) for item in accuracy.mistakes)
    ordered = sorted(often.items(), key=lambda entry: (-entry[1], entry[0]))
    return [
        (issue, "coded without cause" if extra else "missed", count)
        for (issue, extra), count in ordered[:SHOWN_MISTAKES]
    ]


def main() -> None:
    """Measure, and print or write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", type=Path, help="file to write")
    arguments = parser.parse_args()
    page = document(Path(os.environ.get("INSPECTGRAPH_SHARED", "../shared")))
    if arguments.write is None:
        print(page, end="")
    else:
        arguments.write.write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()
