"""Hand codings, and the units of reports that training and measuring work on.

The gold files hold texts only. Heading and kind, which real findings have, are
derived here from the order of the units, as far as their texts tell.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

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
_HEADING = re.compile(
    r"the experiences and progress of|the impact of leaders|leadership, management and"
    r"|what (?:needs|does) |areas? for (?:priority|improvement)|what is the area"
    r"|recommendations?\b|the graded judge?ment|inspection judgements? about|section 2"
    r"|headline findings|children who need help|the local safeguarding|key judgement"
    r"|main findings|findings|overview\b|.*effectiveness of the lscb"
)
_TASK = re.compile(
    r"(?:Ensure|Improve|Review|Develop|Accelerate|Implement|Evaluate|Extend|Maintain"
    r"|Systematically|Strengthen|Increase|Fully|Provide|Reduce|Take|Continue|Establish"
    r"|Work|Put|Make|Promote|Monitor|Introduce|Embed|Complete|Consider|Revise|Secure"
    r"|Undertake|Clarify|Address|Raise|Support|Prioritise|Publish|Identify|Agree)\b"
)
_STATES = re.compile(r"\b(?:is|are|was|were|has|have|do|does|did)\b")
_RELATIVE = re.compile(r"\b(?:that|so|to|which|when|where|who|and the)\b")


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


def shared_folder() -> Path:
    """Where gold and corpus lie: beside the checkout, or as the environment says."""
    return Path(os.environ.get("INSPECTGRAPH_SHARED", ROOT.parent / "shared"))


def load(folder: Path | None = None) -> list[CodedText]:
    """All hand-coded units, in order."""
    folder = folder or shared_folder()
    units: list[CodedText] = []
    for path in sorted((folder / "gold" / "findings").glob("*.json")):
        data = json.loads(path.read_text(encoding="utf-8"))
        units.extend(_document(data["document"], data["units"]))
    return units


def _document(name: str, units: list[dict[str, object]]) -> Iterator[CodedText]:
    section: str | None = None
    listed = FindingKind.FINDING
    last = 0
    for unit in units:
        text, finding = str(unit["text"]), bool(unit["finding"])
        number, body = int(str(unit["id"])), re.sub(r"^[^A-Za-z‘“]*", "", text)
        if not finding and _HEADING.match(body.lower()) and len(body) < 330:
            section, listed = body, _kind_of_list(body.lower())
        elif listed is not FindingKind.FINDING and _list_ended(
            body, number - last, section or ""
        ):
            listed = FindingKind.FINDING
        last = number
        issues = unit["issues"]
        assert isinstance(issues, list)
        yield CodedText(
            document=name,
            group=_SAME.get(name, name),
            text=text,
            section=section,
            kind=_kind(text, body, number, listed),
            finding=finding,
            issues={item["id"]: item["polarity"] for item in issues},
            trend=str(unit["trend"]),
            back_reference=bool(unit["back_reference"]),
        )


def _kind_of_list(heading: str) -> FindingKind:
    if "priority action" in heading:
        return FindingKind.PRIORITY_ACTION
    if re.search(r"needs? to (?:improve|do better)|areas? for improvement", heading):
        return FindingKind.AREA_FOR_IMPROVEMENT
    if "that is effective" in heading:
        return FindingKind.STRENGTH
    if "recommendation" in heading:
        return FindingKind.RECOMMENDATION
    return FindingKind.FINDING


def _list_ended(body: str, step: int, section: str) -> bool:
    """Headings are missing from the gold files; a gap in the numbers shows them."""
    if body.startswith("Main findings"):
        return True
    if _TASK.match(body) or "better" in section or "effective" in section:
        return False
    return step > 1 or len(re.findall(r"[.!?](?=\s+[A-Z])", body)) >= 2


def _kind(text: str, body: str, number: int, listed: FindingKind) -> FindingKind:
    if listed is not FindingKind.FINDING:
        return listed
    if _TASK.match(body) and len(body) < 400 and not text[:1].isalpha():
        return FindingKind.RECOMMENDATION
    if text[:1] in "◼•▪" and number < 14 and len(body) < 330:
        one = len(re.findall(r"[.!?](?:\s|$)", body)) <= 1
        if one and not _STATES.search(_RELATIVE.split(body)[0]):
            return FindingKind.AREA_FOR_IMPROVEMENT
    return FindingKind.FINDING


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
