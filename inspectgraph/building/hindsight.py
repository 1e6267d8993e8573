"""What a build leaves out to show what was known on a day, and what it says of that."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from textwrap import shorten

from graph.assemble import Assembled, Document
from graph.human import Decisions
from graph.known import Known, known_on
from inspectgraph.building.report import AsOf
from ontology.addresses import LONGEST

#: Characters of a title in a warning.
TITLE = 76


@dataclass(frozen=True, slots=True)
class View:
    """What goes into the graph.

    Attributes:
        left_out: Counts for the report; None where all is shown.
        warnings: What became of each file's documents, by SHA-256.
    """

    corpus: Assembled
    decisions: Decisions
    left_out: AsOf | None = None
    warnings: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def view(
    corpus: Assembled,
    decisions: Decisions,
    day: date | None,
    listed: Mapping[str, date],
) -> View:
    """What was known on a day; everything for None.

    Args:
        corpus: All documents.
        decisions: All that people said of their codings.
        day: The last that counts.
        listed: When files were published, where fetching learned it, by SHA-256.
    """
    if day is None:
        return View(corpus, decisions)
    known, made = known_on(corpus, day, listed), decisions.until(day)
    left_out = AsOf(
        day,
        later=len(known.later),
        dateless=len(known.dateless),
        undated=len(known.undated),
        doubtful=sum(first + LONGEST > day for _, first in known.undated),
        codings=len(decisions) - len(made),
    )
    return View(known.corpus, made, left_out, _warnings(known, day))


def _warnings(known: Known, day: date) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for document, what in (
        *(
            (d, f"left out: known from {first}, after {day}")
            for d, first in known.later
        ),
        *(
            (d, "left out: no day in it tells when it was known")
            for d in known.dateless
        ),
        *(
            (d, f"date of publication not known; taken as known from {first}")
            for d, first in known.undated
        ),
    ):
        for copy in document.copies:
            found[copy.sha256].append(f"{_title(document)}: {what}")
    return {sha256: tuple(said) for sha256, said in found.items()}


def _title(document: Document) -> str:
    return shorten(document.report.title or "untitled", TITLE, placeholder=" …")
