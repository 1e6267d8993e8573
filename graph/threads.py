"""The history of one issue along one lineage: episodes, and what became of it.

Pure functions of plain values. Silence is a state of its own and never means that an
issue was resolved: that word needs a later strength or a follow-up that says so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from ontology.codes import (
    EpisodeState,
    FindingKind,
    Outcome,
    Polarity,
    ThreadStatus,
    Trend,
)

RAISED = frozenset((EpisodeState.WEAKNESS, EpisodeState.MIXED))
#: States in which an inspection could have spoken of the issue.
COUNTED = frozenset(EpisodeState) - {EpisodeState.OUT_OF_SCOPE, EpisodeState.UNREADABLE}
# Of several paths to the same authority the gravest tells what became of an issue:
# it is resolved only where every path that raised it says so.
_GRAVITY = (
    ThreadStatus.NOT_RAISED,
    ThreadStatus.RESOLVED,
    ThreadStatus.IMPROVING,
    ThreadStatus.UNVERIFIED,
    ThreadStatus.RAISED,
    ThreadStatus.REPEATED,
    ThreadStatus.RELAPSED,
    ThreadStatus.PERSISTENT,
)
# What would speak against each.
_AGAINST = {
    ThreadStatus.RESOLVED: Polarity.WEAKNESS,
    ThreadStatus.PERSISTENT: Polarity.STRENGTH,
    ThreadStatus.REPEATED: Polarity.STRENGTH,
    ThreadStatus.RELAPSED: Polarity.STRENGTH,
    ThreadStatus.RAISED: Polarity.STRENGTH,
    ThreadStatus.IMPROVING: Polarity.WEAKNESS,
}
_LISTED = frozenset((FindingKind.AREA_FOR_IMPROVEMENT, FindingKind.PRIORITY_ACTION))


@dataclass(frozen=True, slots=True)
class Evidence:
    """A coding that bears on an episode.

    Attributes:
        coding: IRI.
        finding: IRI.
        trend: Of the finding.
    """

    coding: str
    finding: str
    kind: FindingKind
    polarity: Polarity
    trend: Trend
    confidence: float


@dataclass(frozen=True, slots=True)
class Mention:
    """A sentence that names an issue without a finding on it.

    Attributes:
        finding: IRI of the finding it stands in.
    """

    finding: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Episode:
    """What one inspection says of one issue.

    Attributes:
        inspection: IRI.
        day: Last day of fieldwork.
        authority: Register identifier of the body inspected.
        inherited: Of a predecessor only part of which was taken over.
        followed_up: What a follow-up at this inspection says of the issue; the state
            counts it already.
        mentions: Where a silent report names it in passing.
    """

    inspection: str
    day: date
    authority: str
    inherited: bool
    state: EpisodeState
    evidence: tuple[Evidence, ...] = ()
    followed_up: Outcome | None = None
    mentions: tuple[Mention, ...] = ()


@dataclass(frozen=True, slots=True)
class Summary:
    """What a thread comes to.

    Attributes:
        first_raised: Day of the first weak or mixed episode.
        times_raised: Number of weak or mixed episodes.
        longest_run: Most of them in a row along one path of authorities.
        times_in_scope: Most inspections along one path that could speak of the issue.
        days_to_strength: From first raised to the first later strength on its path.
        crossed: Raised before a reorganisation and again after it.
        counter: The coding that speaks most against the status.
    """

    status: ThreadStatus
    first_raised: date | None
    times_raised: int
    longest_run: int
    times_in_scope: int
    days_to_strength: int | None
    crossed: bool
    counter: Evidence | None


def state(
    evidence: Sequence[Evidence], *, scoped: bool, followed_up: Outcome | None = None
) -> EpisodeState:
    """Weigh the codings of one issue in one inspection.

    Args:
        evidence: All of them.
        scoped: Whether the inspection was to look at the issue.
        followed_up: What a follow-up says became of it; counts where nothing else
            praises or blames.
    """
    if all(item.polarity is Polarity.NEUTRAL for item in evidence) and followed_up:
        return EpisodeState(followed_up.says)
    if not evidence:
        return EpisodeState.SILENT if scoped else EpisodeState.OUT_OF_SCOPE
    count = Counter(item.polarity for item in evidence)
    if count[Polarity.STRENGTH] and count[Polarity.WEAKNESS]:
        return EpisodeState.MIXED
    count.pop(Polarity.NEUTRAL, None)
    if not count:
        return EpisodeState.NEUTRAL
    (first, most), *rest = count.most_common()
    if rest and rest[0][1] == most:
        return EpisodeState.MIXED
    listed = any(item.kind in _LISTED for item in evidence)
    if first is Polarity.STRENGTH and listed:
        return EpisodeState.MIXED
    return EpisodeState(first)


def summary(episodes: Sequence[Episode], paths: Iterable[Sequence[str]]) -> Summary:
    """What a thread comes to.

    Args:
        episodes: Of one issue along one lineage, in date order.
        paths: The lines of authorities that lead to the last one, oldest first:
            what was found in Poole is not in a row with Bournemouth's.
    """
    lines = _lines(episodes, paths)
    raised = [e for e in episodes if e.state in RAISED]
    result = max(map(status, lines), key=_GRAVITY.index, default=_GRAVITY[0])
    return Summary(
        status=result,
        first_raised=raised[0].day if raised else None,
        times_raised=len(raised),
        longest_run=max(map(_longest_run, lines), default=0),
        times_in_scope=max(map(len, lines), default=0),
        days_to_strength=_days_to_strength(raised[0], lines) if raised else None,
        crossed=any(map(_crossed, lines)),
        counter=_counter(episodes, result),
    )


def _lines(
    episodes: Sequence[Episode], paths: Iterable[Sequence[str]]
) -> list[list[Episode]]:
    """What could speak of the issue along each path, but no part of another's."""
    lines = [
        [e for e in episodes if e.authority in path and e.state in COUNTED]
        for path in map(frozenset, paths)
    ]
    members = [frozenset(e.inspection for e in line) for line in lines]
    return [
        line
        for line, own in zip(lines, members, strict=True)
        if not any(own < other for other in members)
    ]


def status(line: Sequence[Episode]) -> ThreadStatus:
    """What became of an issue along one path, from what could speak of it."""
    raised = [e for e in line if e.state in RAISED]
    if not raised:
        return ThreadStatus.NOT_RAISED
    spoken = [
        e for e in line if e.state not in (EpisodeState.SILENT, EpisodeState.NEUTRAL)
    ]
    last = spoken[-1]
    if _is_strength(last):
        return ThreadStatus.RESOLVED
    if any(_is_strength(e) and raised[0].day < e.day < last.day for e in spoken):
        return ThreadStatus.RELAPSED
    if line[-1] is not last:
        return ThreadStatus.UNVERIFIED
    if last.state is EpisodeState.MIXED and len(raised) > 1 and _improves(last):
        return ThreadStatus.IMPROVING
    run = _last_run(line)
    if run >= 3:
        return ThreadStatus.PERSISTENT
    return ThreadStatus.REPEATED if run == 2 else ThreadStatus.RAISED


def _days_to_strength(first: Episode, lines: Iterable[Sequence[Episode]]) -> int | None:
    return min(
        (
            (episode.day - first.day).days
            for line in lines
            if first in line
            for episode in line
            if episode.day > first.day and _is_strength(episode)
        ),
        default=None,
    )


def _is_strength(episode: Episode) -> bool:
    return episode.state is EpisodeState.STRENGTH


def _improves(episode: Episode) -> bool:
    return any(item.trend is Trend.IMPROVING for item in episode.evidence)


def _longest_run(line: Sequence[Episode]) -> int:
    longest = run = 0
    for episode in line:
        run = run + 1 if episode.state in RAISED else 0
        longest = max(longest, run)
    return longest


def _last_run(line: Sequence[Episode]) -> int:
    run = 0
    for episode in reversed(line):
        if episode.state not in RAISED:
            break
        run += 1
    return run


def _crossed(line: Sequence[Episode]) -> bool:
    raised = [episode for episode in line if episode.state in RAISED]
    return any(
        before.authority != after.authority for before, after in pairwise(raised)
    )


def _counter(episodes: Sequence[Episode], result: ThreadStatus) -> Evidence | None:
    """The strongest evidence against a status; the latest among equals.

    What is resolved is spoken against by what was said since; only where nothing
    was, by what was found before.
    """
    against = _AGAINST.get(result)
    if against is None:
        return None
    since = episodes
    if result is ThreadStatus.RESOLVED:
        raised = max(e.day for e in episodes if e.state in RAISED)
        since = [e for e in episodes if e.day > raised]
    return _strongest(since, against) or _strongest(episodes, against)


def _strongest(episodes: Iterable[Episode], polarity: Polarity) -> Evidence | None:
    found = [(e.day, item) for e in episodes for item in e.evidence]
    for wanted in (polarity, Polarity.MIXED):
        of_it = [entry for entry in found if entry[1].polarity is wanted]
        if of_it:
            return max(of_it, key=_weight)[1]
    return None


def _weight(entry: tuple[date, Evidence]) -> tuple[float, date, str]:
    day, item = entry
    return item.confidence, day, item.coding
