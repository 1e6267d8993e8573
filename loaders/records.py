"""What one document says, before it becomes a graph.

Every record is frozen and says where it stands: ``Span`` offsets count
characters of the document's text layer (``Reading.layer``), pages count from 1
as a reader does. A fact that is not printed is ``None`` or empty, never guessed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ontology.codes import (
    FindingKind,
    Framework,
    InspectionType,
    Outcome,
    Polarity,
    Role,
    Trend,
)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The exact bytes that were read.

    Attributes:
        sha256: Of the file, lower-case hexadecimal.
        media_type: Such as ``application/pdf``.
        size: In bytes.
        pages: None where the format has no pages (plain text, HTML, YAML).
        path: As given to the build, for reports to people; not part of identity.
        reader: Tool and version that made the text layer.
    """

    sha256: str
    media_type: str
    size: int
    pages: int | None
    path: str
    reader: str


@dataclass(frozen=True, slots=True)
class Period:
    """Days of fieldwork, both ends included."""

    start: date
    end: date


@dataclass(frozen=True, slots=True)
class Span:
    """A run of characters of the text layer, ``layer[start:end]``, on one page."""

    page: int | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Participant:
    """A person named in a document, in the part they play there.

    Attributes:
        name: As printed, rank removed, honorific and post-nominals kept.
        role: Part played.
        title: Post as printed (``Interim Director of Children's Services``).
        organisation: As printed, where it is not the inspected authority.
    """

    name: str
    role: Role
    title: str | None = None
    organisation: str | None = None
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Judgement:
    """One aspect and its grade.

    Attributes:
        aspect: A value of ``Aspect``, or ``other:`` and the label as printed.
        grade: A value of ``Grade``.
        as_printed: The grade in the report's words.
    """

    aspect: str
    grade: str
    as_printed: str
    page: int | None = None


@dataclass(frozen=True, slots=True)
class HandCoding:
    """What a person says a finding is about, in a case file."""

    issue: str
    polarity: Polarity


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, bullet or table row, healed, wherever it stands in the document.

    Attributes:
        text: Whole, line breaks and hyphenation healed, page furniture removed.
        section: Heading it stands under, as printed, or None.
        paragraph: Printed number, or None.
        marker: ``number``, ``bullet``, ``row`` or None for running text.
        level: 1 for top-level bullets, 2 for those below.
        page: Where it begins.
        spans: What of the text layer it was made from, in order; empty for a
            paraphrase.
    """

    text: str
    section: str | None = None
    paragraph: int | None = None
    marker: str | None = None
    level: int = 1
    page: int | None = None
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding(Passage):
    """A passage that evaluates or describes the service.

    Attributes:
        kind: Part it plays in the report.
        paraphrase: True where the words are a coder's, not the document's.
        source: Who the finding's words come from when not the document (case files):
            a reference such as ``letter of 27 November 2020``.
        codings: By hand, from a case file; None where nobody coded it.
        trend: By hand, from a case file; None where nobody coded it.
        back_reference: By hand, from a case file; None where nobody coded it.
    """

    kind: FindingKind = FindingKind.FINDING
    paraphrase: bool = False
    source: str | None = None
    codings: tuple[HandCoding, ...] | None = None
    trend: Trend | None = None
    back_reference: bool | None = None

    @classmethod
    def from_passage(cls, passage: Passage, kind: FindingKind) -> Finding:
        """A passage that evaluates, and the part it plays."""
        return cls(
            text=passage.text,
            section=passage.section,
            paragraph=passage.paragraph,
            marker=passage.marker,
            level=passage.level,
            page=passage.page,
            spans=passage.spans,
            kind=kind,
        )


@dataclass(frozen=True, slots=True)
class FollowUp:
    """What a document says became of an earlier inspection or its findings.

    Attributes:
        earlier: Last day of the fieldwork of the inspection followed up, where
            the document says which; a month or year is its last day.
        outcome: As stated.
        issues: Those it names; empty for the inspection as a whole.
    """

    text: str
    outcome: Outcome
    earlier: date | None = None
    issues: tuple[str, ...] = ()
    page: int | None = None
    spans: tuple[Span, ...] = ()
    paraphrase: bool = False


@dataclass(frozen=True, slots=True)
class Commitment:
    """What an authority promised.

    Attributes:
        made: When it was made or reported.
        due: When it should be done, if stated.
        responds_to: Last fieldwork day of the inspection it answers, if stated.
        speaker: Who said it, if a person did.
    """

    text: str
    issues: tuple[str, ...] = ()
    made: date | None = None
    due: date | None = None
    responds_to: date | None = None
    speaker: str | None = None
    page: int | None = None
    spans: tuple[Span, ...] = ()
    paraphrase: bool = False


@dataclass(frozen=True, slots=True)
class Tenure:
    """A person in a post, for as long as a source says.

    Attributes:
        began: ISO year, month or day, as precise as stated.
        ended: The same.
        attested: Days on which a source shows the person in post.
    """

    person: str
    post: str
    authority: str
    began: str | None = None
    ended: str | None = None
    attested: tuple[date, ...] = ()
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """One report, letter, article or hand-coded record of them.

    A file may hold two (Hull 2015 has two covers).

    Attributes:
        family: Module that read it: ``sif``, ``ilacs``, ``focused``, ``news`` …
        authority_printed: The name as printed.
        authority: Identifier in the register, or None if it did not resolve.
        periods: Fieldwork, in order. For an article: empty.
        about: For an article: last fieldwork days of inspections it reports on.
        published: Printed date of publication or of the letter.
        address: Where the original is published, if known.
        passages: What is not a finding: letterhead, method, facts on the area.
        warnings: What was looked for and where, and not found or doubtful.
    """

    family: str
    title: str | None
    authority_printed: str | None
    framework: Framework | None
    type: InspectionType | None
    authority: str | None = None
    periods: tuple[Period, ...] = ()
    about: tuple[date, ...] = ()
    published: date | None = None
    theme: str | None = None
    publisher: str | None = None
    address: str | None = None
    people: tuple[Participant, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    findings: tuple[Finding, ...] = ()
    passages: tuple[Passage, ...] = ()
    follow_ups: tuple[FollowUp, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    tenures: tuple[Tenure, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def start(self) -> date | None:
        """First day of fieldwork."""
        return min((period.start for period in self.periods), default=None)

    @property
    def end(self) -> date | None:
        """Last day of fieldwork."""
        return max((period.end for period in self.periods), default=None)

    @property
    def needs_to_improve(self) -> int:
        """Top-level items listed as areas for improvement; prose counts none."""
        return _listed(self.findings, FindingKind.AREA_FOR_IMPROVEMENT)

    @property
    def priority_actions(self) -> int:
        """Top-level items listed as areas for priority action; prose counts none."""
        return _listed(self.findings, FindingKind.PRIORITY_ACTION)

    @property
    def numbered_paragraphs(self) -> int:
        """Highest N such that all of 1…N are printed, else 0."""
        passages: tuple[Passage, ...] = self.findings + self.passages
        numbers = {passage.paragraph for passage in passages}
        highest = 0
        while highest + 1 in numbers:
            highest += 1
        return highest


@dataclass(frozen=True, slots=True)
class Reading:
    """All that one file gives.

    Attributes:
        layer: Text layer: every line as the page reader gives it, lines ended by
            a line feed, pages by a form feed.
    """

    snapshot: Snapshot
    layer: str
    reports: tuple[Report, ...]
    warnings: tuple[str, ...] = ()


def _listed(findings: Iterable[Finding], kind: FindingKind) -> int:
    return sum(
        finding.kind is kind and finding.marker is not None and finding.level == 1
        for finding in findings
    )
