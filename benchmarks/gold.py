"""Hand codings, and the units of reports that training and measuring work on.

The gold files hold texts only. Heading and kind are those that our own readers give
to the same text in the same file.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from loaders.reading import read_file
from ontology.codes import FindingKind

ROOT = Path(__file__).resolve().parent.parent

#: Documents that were not looked at while cues were written.
HELD_OUT = (
    "barnsley__joint-area-child-protection-inspection-18-july-2022",
    "central-bedfordshire__children-s-services-inspection-25-august-2017",
    "milton-keynes__children-s-services-inspection-17-december-2021",
    "redbridge__children-s-services-inspection-11-june-2019",
    "south-gloucestershire__children-s-services-focused-visit-20-october-2022",
    "staffordshire__children-s-services-focused-visit-04-july-2022",
)
# Two readings of one letter, and articles that quote a report, stay in one fold.
_SAME = {
    "bournemouth-christchurch-poole__children-s-services-focused-visit-27-"
    "november-2020": "visit of 2020",
    "seed-bcp-focused-visit-2020": "visit of 2020",
    "seed-news-2021": "visit of 2020",
    "bournemouth-christchurch-poole__children-s-services-inspection-11-"
    "february-2022": "inspection of 2021",
    "seed-news-2022": "inspection of 2021",
}
# Letters that must agree for a unit to be the same text as a passage we read.
_ENOUGH = 40


@dataclass(frozen=True, slots=True)
class CodedText:
    """A unit with its codes, by hand.

    Attributes:
        group: Documents that must not be split between training and testing.
        issues: Polarity by issue; empty for what is no finding.
    """

    document: str
    group: str
    text: str
    section: str | None
    kind: FindingKind
    finding: bool
    issues: Mapping[str, str]
    trend: str
    back_reference: bool

    @property
    def key(self) -> str:
        """Names the text without giving it."""
        return hashlib.sha256(self.text.encode()).hexdigest()[:16]


def shared_folder() -> Path:
    """Where gold and corpus lie: beside the checkout, or as the environment says."""
    return Path(os.environ.get("INSPECTGRAPH_SHARED", ROOT.parent / "shared"))


def documents() -> set[str]:
    """Names of the documents that are coded by hand."""
    return {
        path.stem for path in (shared_folder() / "gold" / "findings").glob("*.json")
    }


def load(folder: Path | None = None) -> list[CodedText]:
    """All hand-coded units, in order."""
    folder = folder or shared_folder()
    files = {
        hashlib.sha256(path.read_bytes()).hexdigest(): path
        for part in ("seeds", "corpus")
        for path in sorted((folder / part).rglob("*"))
        if path.is_file()
    }
    units: list[CodedText] = []
    for path in sorted((folder / "gold" / "findings").glob("*.json")):
        data = json.loads(path.read_text(encoding="utf-8"))
        found = passages(files[data["sha256"]])
        units.extend(_unit(data["document"], unit, found) for unit in data["units"])
    return units


@dataclass(frozen=True, slots=True)
class Place:
    """A finding as we read it: its letters, and where it stands."""

    letters: str
    section: str | None
    kind: FindingKind


def passages(path: Path) -> list[Place]:
    """All findings of a file, as we read them."""
    return [
        Place(_letters(finding.text), finding.section, finding.kind)
        for report in read_file(path).reports
        for finding in report.findings
    ]


def _unit(name: str, unit: dict[str, Any], found: Sequence[Place]) -> CodedText:
    text = str(unit["text"])
    place = place_of(text, found)
    return CodedText(
        document=name,
        group=_SAME.get(name, name),
        text=text,
        section=place.section if place else None,
        kind=place.kind if place else FindingKind.FINDING,
        finding=bool(unit["finding"]),
        issues={item["id"]: item["polarity"] for item in unit["issues"]},
        trend=str(unit["trend"]),
        back_reference=bool(unit["back_reference"]),
    )


def _letters(text: str) -> str:
    return "".join(filter(str.isalpha, text.casefold()))


def place_of(text: str, found: Sequence[Place]) -> Place | None:
    """The finding that holds the text, or that the text holds."""
    letters = _letters(text)
    for place in found:
        if letters == place.letters:
            return place
    for place in found:
        short, long = sorted((letters, place.letters), key=len)
        if len(short) >= _ENOUGH and short in long:
            return place
    return None


def folds(units: list[CodedText], count: int = 6) -> list[int]:
    """A fold for each unit: documents whole, folds of about equal size."""
    sizes: dict[str, int] = {}
    for unit in units:
        sizes[unit.group] = sizes.get(unit.group, 0) + 1
    load_of = [0] * count
    fold: dict[str, int] = {}
    for group in sorted(sizes, key=lambda name: (-sizes[name], name)):
        fold[group] = load_of.index(min(load_of))
        load_of[fold[group]] += sizes[group]
    return [fold[unit.group] for unit in units]
