"""What is gathered on the way through a report, and how it becomes records."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from loaders.blocks import blocks
from loaders.furniture import Body
from loaders.pages import Line
from loaders.records import Finding, Passage
from ontology.codes import FindingKind


@dataclass(slots=True)
class Contents:
    """Findings, passages and warnings so far, in the order read."""

    findings: list[Finding] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    def add(self, passage: Passage, kind: FindingKind | None) -> None:
        """Keep a passage: as a finding of a kind, or as it is."""
        if kind is None:
            self.passages.append(passage)
        else:
            self.findings.append(Finding.from_passage(passage, kind))

    def keep(self, body: Body, lines: Sequence[Line], section: str | None) -> None:
        """Keep lines that are no finding, paragraph by paragraph."""
        self.passages += [block.passage(section) for block in blocks(body, lines)]
