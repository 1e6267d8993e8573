"""The words and signs every view uses, so that they never differ."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from textwrap import shorten

from queries.quotes import Quote
from queries.timeline import Promise, Timeline, TimelineEpisode

#: State: sign (a shape of its own, for eyes that see no colour), words, colour.
STATES: dict[str, tuple[str, str, str]] = {
    "weakness": ("▼", "weakness", "red"),
    "strength": ("▲", "strength", "green"),
    "mixed": ("◆", "mixed", "yellow"),
    "neutral": ("●", "described", "cyan"),
    "silent": ("○", "not mentioned", "bright_black"),
    "out_of_scope": ("–", "out of scope", "bright_black"),
    "unreadable": ("?", "report not read", "bright_black"),
}
TYPES = {
    "full_inspection": "full inspection",
    "focused_visit": "focused visit",
    "monitoring_visit": "monitoring visit",
    "jtai": "joint targeted inspection",
    "area_send": "area SEND inspection",
    "other": "other inspection",
}
#: Characters of a document's title; those of 2014 run to two hundred.
TITLE = 76
#: And of the heading a quotation stands under.
HEADING = 60
#: What a list asks for: quoted alone, "robust oversight of practice" would be praise.
ASKED = {
    "area_for_improvement": "to improve",
    "priority_action": "priority action",
    "recommendation": "recommendation",
}
#: Of a report that has the issue's words, and no finding on it.
ONLY_NAMED = "only named"
#: Characters of a sentence that only names an issue, and how many are shown.
PASSING = 160
_SHOWN = 2
#: Longer than this between two inspections is worth a word.
LONG = timedelta(days=3 * 365 + 1)
#: Status of a thread: what it means.
STATUS = {
    "raised": "raised by the last inspection in scope, not by the one before it",
    "repeated": "raised by two inspections running, up to the last",
    "persistent": "raised by three or more inspections running, up to the last",
    "improving": "raised again, and said to be improving; not yet a strength",
    "resolved": "raised, then found to be a strength",
    "relapsed": "raised again after having been a strength",
    "unverified": "raised, then only silence: not shown to be resolved",
    "not_raised": "not raised by any inspection that looked at it",
}


def long_date(day: date) -> str:
    """As the reports print it: 13 October 2020."""
    return f"{day.day} {day:%B %Y}"


def known_on(day: date) -> str:
    """What a view says that shows what was known on a day, not all there is."""
    return f"As known on {long_date(day)}"


def grade(value: str | None) -> str | None:
    """A grade in words."""
    return None if value is None else value.replace("_", " ")


def place(quote: Quote, heading: int | None = None) -> str:
    """Heading, cut to so many characters if that is given, paragraph and page."""
    parts = []
    if quote.section:
        width = heading or len(quote.section)
        parts.append(f"“{shorten(quote.section, width, placeholder=' …')}”")
    if quote.paragraph is not None:
        parts.append(f"paragraph {quote.paragraph}")
    if quote.page is not None:
        parts.append(f"page {quote.page}")
    if quote.paragraph is None and quote.page is None:
        parts.append("no page numbers in this copy")
    return ", ".join(parts)


def document(quote: Quote) -> str:
    """Title of the document, cut where it would take more room than the words."""
    return shorten(quote.document, TITLE, placeholder=" …")


def quoted(quote: Quote) -> str:
    """The words, in quotation marks if they are the document's own."""
    return quote.text if quote.paraphrase else f"“{quote.text}”"


def other_side(quote: Quote) -> str:
    """What to add to a quotation that tells one side only; empty for all others."""
    side = quote.other_side
    return f" — but {STATES[side.polarity][0]} “{side.text}”" if side else ""


def verdict(promise: Promise) -> str:
    """What became of a promise, as far as the reports read can tell."""
    if promise.verdict is not None and promise.verdict_date is not None:
        _, words, _ = STATES[promise.verdict]
        return f"next inspection, {long_date(promise.verdict_date)}: {words}"
    if promise.made is None:
        return "undated, so no inspection is known to have followed it"
    return "no inspection since that looked at it"


def asked(quote: Quote) -> str:
    """What a listed item asks for, to stand before it; empty for all else."""
    kind = ASKED.get(quote.kind)
    return f"{kind}: " if kind else ""


def lineage(timeline: Timeline) -> str:
    """The authorities of a lineage, those before and the one that followed them."""
    *before, last = timeline.lineage
    return f"{' + '.join(before)} → {last}" if before else last


def coverage(timeline: Timeline) -> str:
    """What a history rests on: how many reports, and whose are missing."""
    told = f"{many(timeline.read, 'report')} read"
    members, unread = len(timeline.lineage), timeline.unread
    if members > 1:
        told += (
            f", of {members - len(unread)} of the {members} authorities of this line"
        )
    if unread:
        told += f". No report of {' or of '.join(unread)} is in this store"
    if timeline.undated:
        told += (
            f". {many(timeline.undated, 'inspection')} of which no day of fieldwork is"
            " known left out"
        )
    return f"{told}."


def told(timeline: Timeline) -> Iterator[tuple[str | None, TimelineEpisode]]:
    """Episodes in order, each with what to say of a long time without any before it."""
    before = None
    for episode in timeline.episodes:
        long = before is not None and episode.start - before.day > LONG
        yield (_gap(before, episode) if before and long else None), episode
        before = episode


def _gap(before: TimelineEpisode, after: TimelineEpisode) -> str:
    return f"No report between {before.day:%B %Y} and {after.start:%B %Y} in this store"


def status(code: str) -> str:
    """A status by the name that tables have for it, and what that means."""
    return f"{code.replace('_', ' ').capitalize()}: {STATUS.get(code, code)}"


def legend(codes: Iterable[str]) -> list[str]:
    """What each status among these codes means, a line each."""
    found = set(codes)
    return [f"{code}: {means}" for code, means in STATUS.items() if code in found]


def summary(timeline: Timeline) -> str:
    """What the thread comes to, in a sentence or two."""
    if timeline.in_scope == 0:
        return "No inspection in this store was to look at it, and none spoke of it."
    parts = [f"{status(timeline.status)}."]
    if timeline.first_raised is not None:
        inspections = many(timeline.in_scope, "inspection")
        parts.append(
            f"First raised {long_date(timeline.first_raised)}; raised at"
            f" {timeline.times_raised} of {inspections} in this store that could speak"
            " of it"
        )
        if timeline.longest_run > 1:
            parts[-1] += f", {timeline.longest_run} of them running"
        parts[-1] += "."
    if timeline.crossed:
        parts.append("Raised before a reorganisation and again after it.")
    if timeline.days_to_strength is not None:
        years = timeline.days_to_strength / 365.25
        parts.append(f"First later strength after {years:.1f} years.")
    return " ".join(parts)


def state(episode: TimelineEpisode) -> tuple[str, str, str]:
    """Sign, words and colour; a report that only names the issue is not quite silent."""
    sign, words, colour = STATES[episode.state]
    return sign, ONLY_NAMED if episode.mentions else words, colour


def in_passing(episode: TimelineEpisode) -> list[str]:
    """Where and how a report names the issue that it says nothing of; two at most."""
    lines = [
        f"“{shorten(quote.text, PASSING, placeholder=' …')}” {place(quote)}"
        for quote in episode.mentions[:_SHOWN]
    ]
    more = len(episode.mentions) - _SHOWN
    return [*lines, f"and {more} more"] if more > 0 else lines


def event(episode: TimelineEpisode) -> str:
    """Type of inspection, overall judgement if there is one."""
    words = TYPES.get(episode.type, episode.type)
    judged = grade(episode.judgement_overall)
    return f"{words}, judged {judged}" if judged else words


def many(count: int, what: str) -> str:
    """Such as “1 report” and “1,200 findings”."""
    return f"{count:,} {what}" + ("" if count == 1 else "s")
