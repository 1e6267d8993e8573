"""Human coding: people add, confirm, correct and withdraw what the machine coded.

Nothing is deleted. A decision supersedes the machine's coding of the same finding and
issue, which stays readable with who, when and why; questions see what is current.
"""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from itertools import zip_longest
from pathlib import Path

from graph.coding.codings import Coding, SentenceCoding
from graph.iris import slug
from ontology.codes import Method, Polarity
from ontology.issues import IssueScheme

COLUMNS = ("finding", "issue", "polarity", "action", "coder", "date", "reason")
#: What is kept beside them: which words the person saw.
_KEPT = (*COLUMNS, "words")
#: Excel parts columns by a semicolon where the comma is for decimals.
_DELIMITERS = (",", ";", "\t")


class Action(StrEnum):
    """What a person decides."""

    ADD = "add"
    CONFIRM = "confirm"
    CORRECT = "correct"
    WITHDRAW = "withdraw"
    #: The person looked at the finding and found nothing of the scheme in it.
    NONE = "none"


_OF_A_CODING = (Action.CONFIRM, Action.CORRECT, Action.WITHDRAW)


class CodingFileError(ValueError):
    """A file of codings breaks its rules; the message says where and what to mend."""


@dataclass(frozen=True, slots=True)
class Decision:
    """One row of a file of codings.

    Attributes:
        finding: IRI.
        issue: Identifier; empty for ``none``.
        polarity: What it is from now on; None for ``withdraw`` and ``none``.
        words: Of the finding, as ``anchors.words_of`` has them; empty if not told.
    """

    finding: str
    issue: str
    polarity: Polarity | None
    action: Action
    coder: str
    day: date
    reason: str
    words: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Standing:
    """A coding, who made it and who ended it.

    Attributes:
        made_by: The decision it comes from; None for the machine's and case files'.
        ended_by: The decision that superseded or withdrew it; None while it stands.
        repeat: Of like decisions on one day by one coder, or by coders whose names
            are one slug, which this is, from 1.
    """

    coding: Coding
    made_by: Decision | None = None
    ended_by: Decision | None = None
    repeat: int = 1

    @property
    def current(self) -> bool:
        """Whether it stands."""
        return self.ended_by is None


class Decisions:
    """All decisions, by finding and in order of time; of one day, as they came."""

    def __init__(self, decisions: Iterable[Decision] = ()) -> None:
        self._of: dict[str, list[Decision]] = defaultdict(list)
        for decision in in_order(decisions):
            self._of[decision.finding].append(decision)

    def __len__(self) -> int:
        """How many."""
        return sum(map(len, self._of.values()))

    def __iter__(self) -> Iterator[Decision]:
        """All of them, by finding and in order of time."""
        return (d for finding in sorted(self._of) for d in self._of[finding])

    def until(self, day: date) -> Decisions:
        """Those made by the end of a day."""
        return Decisions(decision for decision in self if decision.day <= day)

    def standing(
        self, finding: str, text: str, codings: Sequence[Coding]
    ) -> list[Standing]:
        """What stands for a finding, and what no longer does.

        Args:
            finding: IRI.
            text: Of the finding.
            codings: The machine's, or a case file's.
        """
        decisions = self._of.get(finding, ())
        first = {coding.issue: coding for coding in codings}
        issues = dict.fromkeys([*first, *(d.issue for d in decisions if d.issue)])
        return [
            standing
            for issue in issues
            for standing in _chain(
                text,
                first.get(issue),
                # Who found nothing in it withdraws whatever stood.
                [d for d in decisions if d.issue in (issue, "")],
            )
        ]


def _chain(
    text: str, machine: Coding | None, decisions: Sequence[Decision]
) -> Iterator[Standing]:
    """The codings of one issue: each ended by the decision after it."""
    if machine is not None:
        yield Standing(machine, ended_by=decisions[0] if decisions else None)
    alike: Counter[tuple[str, date, Action]] = Counter()
    for decision, end in zip_longest(decisions, decisions[1:]):
        if decision.polarity is not None:
            # As in the IRI: "Zoë" and "Zoe" are one there.
            kind = (slug(decision.coder), decision.day, decision.action)
            alike[kind] += 1
            coding = _by_hand(text, decision, decision.polarity, machine)
            yield Standing(coding, decision, end, alike[kind])


def in_order(decisions: Iterable[Decision]) -> list[Decision]:
    """By finding and day, each once; of one day, as they came."""
    return sorted(dict.fromkeys(decisions), key=lambda d: (d.finding, d.day))


def _by_hand(
    text: str, decision: Decision, polarity: Polarity, machine: Coding | None
) -> Coding:
    """A person's coding; the sentences are the machine's if it found any."""
    if machine is not None:
        agreed = _saying(machine, polarity)
        return replace(agreed, polarity=polarity, method=Method.HUMAN, confidence=1.0)
    whole = (0, len(text))
    return Coding(
        issue=decision.issue,
        polarity=polarity,
        evidence=(),
        sentence=whole,
        sentences=(SentenceCoding(*whole, polarity, ()),),
        method=Method.HUMAN,
        confidence=1.0,
    )


def _saying(machine: Coding, polarity: Polarity) -> Coding:
    """With the sentences that say what a person found, or all of them if none does."""
    if polarity in (machine.polarity, Polarity.MIXED):
        return machine
    fitting = tuple(one for one in machine.sentences if one.polarity is polarity)
    sentences = fitting or tuple(
        replace(one, polarity=polarity) for one in machine.sentences
    )
    spans = [(one.start, one.end) for one in sentences]
    main = machine.sentence if machine.sentence in spans else spans[0]
    words = dict.fromkeys(word for one in sentences for word in one.evidence)
    return replace(machine, sentence=main, sentences=sentences, evidence=tuple(words))


def read(path: Path, scheme: IssueScheme) -> list[Decision]:
    """Decisions from a CSV file, as ``read_rows`` has them."""
    return [decision for _, decision in read_rows(path, scheme)]


def read_rows(path: Path, scheme: IssueScheme) -> list[tuple[int, Decision]]:
    """Lines and decisions of a CSV file with the columns of ``COLUMNS``.

    One that was kept has ``words`` besides, which are honoured.

    They are parted by comma, semicolon or tab, as the first line has it.

    Raises:
        CodingFileError: It is not such a file; names file, line and what is allowed.
        OSError: It cannot be opened.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            header = file.readline()
            file.seek(0)
            rows = csv.DictReader(file, delimiter=max(_DELIMITERS, key=header.count))
            missing = [name for name in COLUMNS if name not in (rows.fieldnames or ())]
            if missing:
                raise CodingFileError(
                    f"{path}: no column {', '.join(missing)}; the first line has to"
                    f" name {', '.join(COLUMNS)}"
                )
            return [
                (rows.line_num, _decision(path, rows.line_num, row, scheme))
                for row in rows
            ]
    except UnicodeDecodeError as error:
        raise CodingFileError(f"{path}: save it as CSV in UTF-8: {error}") from error
    except csv.Error as error:
        raise CodingFileError(f"{path}: not a CSV file: {error}") from error


def _decision(
    path: Path, line: int, row: Mapping[str, str | None], scheme: IssueScheme
) -> Decision:
    cells = {name: (row.get(name) or "").strip() for name in _KEPT}

    def wrong(column: str, allowed: str) -> CodingFileError:
        found = cells[column]
        return CodingFileError(f"{path}, line {line}: {column} {found!r}: {allowed}")

    if not cells["finding"]:
        raise wrong("finding", "the IRI of a finding is needed")
    if cells["action"] not in set(Action):
        raise wrong("action", f"one of {', '.join(Action)}")
    action = Action(cells["action"])
    issue = scheme.find(cells["issue"]) if cells["issue"] else None
    if issue is None and action is not Action.NONE:
        near = ", ".join(i.id for i in scheme.suggest(cells["issue"])) or "see: issues"
        raise wrong("issue", f"no such issue; did you mean: {near}")
    needs = action not in (Action.WITHDRAW, Action.NONE)
    if needs and cells["polarity"] not in set(Polarity):
        raise wrong("polarity", f"one of {', '.join(Polarity)}")
    if not cells["coder"]:
        raise wrong("coder", "who coded is needed")
    if action in (Action.CORRECT, Action.WITHDRAW) and not cells["reason"]:
        raise wrong("reason", f"to {action} needs a reason")
    try:
        day = date.fromisoformat(cells["date"])
    except ValueError as error:
        raise wrong("date", "a day as YYYY-MM-DD") from error
    return Decision(
        finding=cells["finding"],
        issue=issue.id if issue else "",
        polarity=Polarity(cells["polarity"]) if needs else None,
        action=action,
        coder=cells["coder"],
        day=day,
        reason=cells["reason"],
        words=cells["words"],
    )


def baseless(
    new: Iterable[Decision],
    kept: Iterable[Decision],
    codings: Mapping[str, Container[str]],
) -> list[Decision]:
    """Those of the new that speak of a coding that nobody ever made.

    What somebody withdrew before may be confirmed: coders do not know of each other.

    Args:
        new: In the order in which they came.
        kept: Of earlier.
        codings: Issues that the machine or a case file gave, by finding.
    """
    earlier, asked = list(kept), list(new)
    fresh = set(asked).difference(earlier)
    made: set[tuple[str, str]] = set()
    found: list[Decision] = []
    for decision in in_order([*earlier, *asked]):
        place = (decision.finding, decision.issue)
        known = decision.issue in codings.get(decision.finding, ()) or place in made
        if decision.action in _OF_A_CODING and not known and decision in fresh:
            found.append(decision)
        elif decision.polarity is not None:
            made.add(place)
    return found


def write(path: Path, decisions: Iterable[Decision]) -> None:
    """Keep decisions; whole or not at all.

    Raises:
        OSError: They cannot be written; what was kept before stays.
    """
    pending = path.with_suffix(".part")
    try:
        with pending.open("w", encoding="utf-8", newline="") as file:
            rows = csv.writer(file, lineterminator="\n")
            rows.writerow(_KEPT)
            for decision in in_order(decisions):
                rows.writerow(_cells(decision))
        pending.replace(path)
    except OSError as error:
        # A full disk does not say which file there was to be.
        raise OSError(error.errno, error.strerror, str(path)) from error
    finally:
        pending.unlink(missing_ok=True)


def _cells(decision: Decision) -> Iterator[str]:
    yield decision.finding
    yield decision.issue
    yield decision.polarity or ""
    yield decision.action
    yield decision.coder
    yield decision.day.isoformat()
    yield decision.reason
    yield decision.words
