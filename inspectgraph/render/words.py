"""The words and signs every view uses, so that they never differ."""

from __future__ import annotations

from datetime import date
from textwrap import shorten

from queries.timeline import Quote, Timeline, TimelineEpisode

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
STATUS = {
    "raised": "raised once",
    "repeated": "raised in two inspections running",
    "persistent": "raised in three or more inspections running",
    "improving": "improving, not yet a strength",
    "resolved": "found to be a strength since",
    "relapsed": "raised again after having been a strength",
    "unverified": "raised, then only silence: not shown to be resolved",
    "not_raised": "never raised",
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


def place(quote: Quote) -> str:
    """Paragraph and page, as far as printed."""
    parts = []
    if quote.paragraph is not None:
        parts.append(f"paragraph {quote.paragraph}")
    if quote.page is not None:
        parts.append(f"page {quote.page}")
    return ", ".join(parts) or "no page numbers in this copy"


def document(quote: Quote) -> str:
    """Title of the document, cut where it would take more room than the words."""
    return shorten(quote.document, TITLE, placeholder=" …")


def quoted(quote: Quote) -> str:
    """The words, in quotation marks if they are the document's own."""
    return quote.text if quote.paraphrase else f"“{quote.text}”"


def summary(timeline: Timeline) -> str:
    """What the thread comes to, in a sentence or two."""
    parts = [STATUS.get(timeline.status, timeline.status).capitalize() + "."]
    if timeline.first_raised is not None:
        times = (
            "once" if timeline.times_raised == 1 else f"{timeline.times_raised} times"
        )
        parts.append(f"First raised {long_date(timeline.first_raised)}, {times} in all")
        if timeline.longest_run > 1:
            parts[-1] += f", {timeline.longest_run} running"
        parts[-1] += "."
    if timeline.crossed:
        parts.append("Raised before a reorganisation and again after it.")
    if timeline.days_to_strength is not None:
        years = timeline.days_to_strength / 365.25
        parts.append(f"First later strength after {years:.1f} years.")
    return " ".join(parts)


def event(episode: TimelineEpisode) -> str:
    """Type of inspection, overall judgement if there is one."""
    words = TYPES.get(episode.type, episode.type)
    judged = grade(episode.judgement_overall)
    return f"{words}, judged {judged}" if judged else words
