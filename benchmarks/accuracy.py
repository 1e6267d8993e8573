"""Writes ``docs/accuracy.md`` from measurements.

    python -m benchmarks.accuracy                       print it
    python -m benchmarks.accuracy --write docs/accuracy.md

Needs the real documents beside the project. The text around the figures stands in
``accuracy.md.jinja``; no figure in a table is written by hand.
"""

from __future__ import annotations

import argparse
import os
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import jinja2

from benchmarks import carrying, coding, headers, own_codings, readers, unseen

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
    learnt = own_codings.load()
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
        alone=coding.without_cues(),
        unseen=unseen.recorded(),
        left_out=own_codings.LEFT_OUT,
        polarities=("strength", "weakness", "mixed", "neutral"),
        mistakes=_mistakes(crossed),
        readers=readers.compare(shared),
        blind=coding.blind_readings(),
        learnt=learnt,
        told=sum(any(r.sentences is not None for r in one.readings) for one in learnt),
        carrying=carrying.agreements(),
        sentences_of=len(set().union(*carrying.readings().values())),
        shown=_shown,
    )


def _shown(value: float, least: float) -> str:
    """A figure, in bold if it misses its mark."""
    return f"{value:.3f}" if value >= least else f"**{value:.3f}**"


def _mistakes(accuracy: coding.Accuracy) -> Sequence[tuple[str, str, int, str]]:
    """The commonest, by issue and kind: issue, what went wrong, how often, why."""
    often = Counter((item.issue, item.extra) for item in accuracy.mistakes)
    ordered = sorted(often.items(), key=lambda entry: (-entry[1], entry[0]))
    return [
        (
            issue,
            "coded without cause" if extra else "missed",
            count,
            WHY.get((issue, extra), WHY_EXTRA if extra else WHY_MISSED),
        )
        for (issue, extra), count in ordered[:SHOWN_MISTAKES]
    ]


#: Read off the mistakes themselves, by those who made the coder.
WHY = {
    ("senior-leadership", True): "overall verdicts on an authority, interim managers "
    "and directors quoted in articles sound like leadership and are coded as less",
    ("senior-leadership", False): "background on a merger or on who knew what, where "
    "leadership is the point only of the whole paragraph",
    (
        "partnership-working",
        False,
    ): "who attends a conference or gives advice to a plan, "
    "said in one clause of a paragraph on something else",
    (
        "partnership-working",
        True,
    ): "a board, panel or strategy is joint by nature; people "
    "code it only where the working together is itself judged",
    (
        "management-oversight",
        True,
    ): "oversight named beside the thing overseen (placements, "
    "planning, reviews): as a remark or as a finding is a matter of degree",
    ("management-oversight", False): "managers' decisions described without a word of "
    "oversight, or said in passing at the end of a long paragraph",
    (
        "voice-of-the-child",
        True,
    ): "relationships, visits and direct work spoken of as part of another service",
    (
        "voice-of-the-child",
        False,
    ): "what children were not asked, in an assessment's list of faults",
    (
        "care-planning-and-reviews",
        False,
    ): "plans and visits in overviews, and plans whose "
    "kind (care, child in need, pathway) the paragraph leaves open",
    (
        "care-planning-and-reviews",
        True,
    ): "the reverse: plans that people take for another kind",
    (
        "disabled-children",
        True,
    ): "letters on special educational needs: every finding is on "
    "these children, and people code only some so",
    (
        "disabled-children",
        False,
    ): "the same letters: which findings are on disabled children "
    "as such is a matter of habit",
    (
        "safeguarding-board",
        False,
    ): "paragraphs on the board's doings that never name it",
    (
        "assessment-quality",
        True,
    ): "an assessment mentioned within a finding on young carers, "
    "returning home or disabled children",
    ("assessment-quality", False): "assessments in overviews that touch many services",
    (
        "pathway-planning",
        True,
    ): "support for care leavers in general, which people put under the narrower issue",
    (
        "pathway-planning",
        False,
    ): "help of personal advisers described without plan or adviser",
    (
        "training-and-practice-model",
        False,
    ): "training of adopters or of one team, or a tool "
    "for practice, in a paragraph on their service",
    ("child-in-need-and-protection-plans", False): "plans of unnamed kind in overviews",
    ("child-in-need-and-protection-plans", True): "plans of unnamed kind",
    (
        "front-door-and-thresholds",
        False,
    ): "repeated referrals and thresholds in overviews",
    (
        "front-door-and-thresholds",
        True,
    ): "referrals between services other than the front door",
    (
        "performance-management",
        True,
    ): "knowing the quality of practice, where people see audit or leadership",
    ("performance-management", False): "figures used for planning, without a word of "
    "performance",
    (
        "workforce-stability",
        True,
    ): "interim or agency managers, and investment in staff",
    (
        "workforce-stability",
        False,
    ): "a child's several workers, told from the child's side",
    (
        "case-recording",
        True,
    ): "what records do not show, where the finding is on the practice",
}
WHY_EXTRA = (
    "named in passing: whether a clause is substantive is where people differ too"
)
WHY_MISSED = "said without any of the issue's words, or only with the sentence before"


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
