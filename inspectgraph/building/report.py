"""The build report: every source given, and what became of it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import Literal

from inspectgraph.building.whole import whole

Status = Literal["read", "unchanged", "skipped", "failed"]
FILE = "build-report.json"


@dataclass(frozen=True, slots=True)
class Entry:
    """One source.

    Attributes:
        path: As given.
        reason: Why it was skipped, failed or is shown as it was read earlier, or what
            it is a copy of.
        inspection: IRI of the first inspection in it.
    """

    path: str
    sha256: str | None
    status: Status
    reason: str | None = None
    family: str | None = None
    inspection: str | None = None
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AsOf:
    """What a build left out to show what was known on a day.

    Attributes:
        later: Documents that came later.
        dateless: Documents that tell of no day, left out too.
        undated: Documents kept though their date of publication is not known.
        doubtful: Those of them that tell of the months before the day, and may have
            come out after it.
        codings: Decisions of people that came later.
    """

    day: date
    later: int
    dateless: int
    undated: int
    doubtful: int
    codings: int


@dataclass(frozen=True, slots=True)
class BuildReport:
    """A whole build.

    Attributes:
        as_of: What it left out, if it was to show what was known on a day.
        rebuilt: False if nothing had changed and the graph was left as it is.
        files: Dumps and reports written.
        notes: A line for whatever else is not as it should be.
    """

    entries: tuple[Entry, ...]
    statements: int
    inspections: int
    findings: int
    rebuilt: bool
    files: tuple[str, ...] = field(default=())
    as_of: AsOf | None = None
    notes: tuple[str, ...] = ()

    @property
    def failed(self) -> tuple[Entry, ...]:
        """Sources that should have been read and could not."""
        return tuple(entry for entry in self.entries if entry.status == "failed")

    def troubles(self) -> Iterator[str]:
        """A line for each source that is not shown as it stands there now."""
        for note in self.notes:
            yield f"warning: {note}"
        for entry in self.entries:
            if entry.status in ("failed", "skipped"):
                yield f"{entry.status}: {entry.path}: {entry.reason}"
            elif entry.status == "unchanged" and entry.reason is not None:
                yield f"warning: {entry.path}: {entry.reason}"

    def counts(self) -> Counter[str]:
        """How many sources of each status."""
        return Counter(entry.status for entry in self.entries)


def write(report: BuildReport, folder: Path) -> Path:
    """Write ``build-report.json``; whole or not at all."""
    path = folder / FILE
    rows: Sequence[dict[str, object]] = [asdict(entry) for entry in report.entries]
    with whole(path) as file:
        file.write((json.dumps(rows, indent=1, ensure_ascii=False) + "\n").encode())
    return path
