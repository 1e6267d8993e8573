"""What a timeline says of itself: what it rests on, what is missing, whose words."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from rich.console import Console

from inspectgraph.render.files import timeline_markdown
from inspectgraph.render.page import timeline_page
from inspectgraph.render.terminal import show_timeline
from inspectgraph.render.words import STATUS, coverage, many, summary
from ontology.issues import scheme
from ontology.register import Register
from queries.quotes import Quote
from queries.timeline import Timeline, TimelineEpisode

BOURNEMOUTH, POOLE, COUNTY, BCP = (
    "Bournemouth",
    "Poole",
    "Dorset County Council",
    "Bournemouth, Christchurch and Poole",
)
QUOTE = Quote(
    text="Robust oversight of plans by managers.",
    whole="Robust oversight of plans by managers.",
    paraphrase=False,
    polarity="weakness",
    kind="finding",
    section="Leadership",
    paragraph=None,
    page=3,
    document="A letter",
    sha256="0" * 64,
    finding="urn:x",
    words=("oversight",),
    method="rule",
)


def episode(
    day: date, state: str, authority: str = BCP, *quotes: Quote
) -> TimelineEpisode:
    return TimelineEpisode(
        day=day,
        start=day,
        inspection=f"urn:{day}",
        authority=authority,
        authority_id=authority.casefold(),
        predecessor=authority != BCP,
        inherited=False,
        type="focused_visit",
        state=state,
        theme=None,
        judgement_overall=None,
        evidence=quotes,
    )


TIMELINE = Timeline(
    issue=scheme()["management-oversight"],
    authority=Register.load()["bournemouth-christchurch-poole"],
    lineage=(BOURNEMOUTH, POOLE, COUNTY, BCP),
    status="persistent",
    first_raised=date(2013, 12, 11),
    times_raised=3,
    longest_run=3,
    days_to_strength=None,
    crossed=False,
    episodes=(
        episode(date(2012, 2, 1), "out_of_scope", BOURNEMOUTH),
        episode(date(2013, 12, 11), "weakness", BOURNEMOUTH, QUOTE),
        episode(date(2016, 3, 31), "unreadable", POOLE),
        episode(date(2020, 10, 13), "weakness", BCP, QUOTE),
        episode(date(2023, 10, 13), "weakness", BCP, QUOTE),
    ),
    commitments=(),
    counter=None,
)


def table(timeline: Timeline) -> str:
    out = io.StringIO()
    show_timeline(timeline, Console(file=out, width=110, highlight=False))
    return " ".join(out.getvalue().split())


FORMS = pytest.mark.parametrize("form", [table, timeline_markdown, timeline_page])


def test_a_history_says_how_many_reports_it_rests_on_and_whose_are_missing() -> None:
    assert coverage(TIMELINE) == (
        "4 reports read, of 2 of the 4 authorities of this line. No report of Poole or"
        " of Dorset County Council is in this store."
    )
    alone = replace(TIMELINE, lineage=(BCP,), episodes=TIMELINE.episodes[-1:])
    assert coverage(alone) == "1 report read."
    assert coverage(replace(alone, undated=1)) == (
        "1 report read. 1 inspection of which no day of fieldwork is known left out."
    )


def test_what_none_looked_at_is_not_told_as_never_raised() -> None:
    passed_over = (episode(date(2012, 2, 1), "out_of_scope"),)
    none = replace(TIMELINE, status="not_raised", first_raised=None, times_raised=0)
    assert summary(replace(none, episodes=passed_over)).startswith("No inspection")
    assert summary(none).startswith("Not raised")


def test_programs_are_told_too() -> None:
    told = TIMELINE.as_json()
    assert told["lineage_without_reports"] == [POOLE, COUNTY]
    assert (told["inspections_read"], told["inspections_in_scope"]) == (4, 3)


def test_a_run_is_told_among_the_inspections_that_were_read() -> None:
    assert "raised at 3 of 3 inspections in this store" in summary(TIMELINE)
    assert "3 of them running" in summary(TIMELINE)


@pytest.mark.parametrize("code", sorted(STATUS))
def test_a_status_is_called_as_in_the_tables(code: str) -> None:
    name, _, means = summary(replace(TIMELINE, status=code)).partition(": ")
    assert name.casefold().replace(" ", "_") == code
    assert means.startswith(STATUS[code])


@FORMS
def test_names_with_commas_are_told_apart(form: Callable[[Timeline], str]) -> None:
    assert f"{BOURNEMOUTH} + {POOLE} + {COUNTY} → {BCP}" in form(TIMELINE)


@FORMS
def test_each_form_says_what_is_missing(form: Callable[[Timeline], str]) -> None:
    shown = form(TIMELINE)
    assert coverage(TIMELINE) in shown
    assert shown.count("No report between") == 1
    assert "No report between March 2016 and October 2020 in this store" in shown


@FORMS
@pytest.mark.parametrize(
    ("kind", "tag"),
    [
        ("area_for_improvement", "to improve:"),
        ("priority_action", "priority action:"),
        ("recommendation", "recommendation:"),
    ],
)
def test_what_a_list_asks_for_is_not_taken_for_praise(
    form: Callable[[Timeline], str], kind: str, tag: str
) -> None:
    asked = episode(date(2021, 1, 1), "weakness", BCP, replace(QUOTE, kind=kind))
    shown = form(replace(TIMELINE, episodes=(asked,))).casefold()
    assert shown.index(tag) < shown.index("robust")
    assert tag not in form(TIMELINE).casefold()


@FORMS
def test_a_quotation_names_the_heading_it_stands_under(
    form: Callable[[Timeline], str],
) -> None:
    assert "“Leadership”, page 3" in form(TIMELINE)


@FORMS
def test_what_a_silent_report_only_names_is_told(
    form: Callable[[Timeline], str],
) -> None:
    quiet = episode(date(2024, 3, 15), "silent")
    named = replace(quiet, mentions=(replace(QUOTE, polarity="none", paragraph=17),))
    for said, shown in ((named, "only named"), (quiet, "not mentioned")):
        text = form(replace(TIMELINE, episodes=(said,)))
        assert shown in text
        assert ("Robust oversight" in text) == (said is named)
        assert ("paragraph 17, page 3" in text) == (said is named)


def test_programs_are_told_what_is_only_named() -> None:
    named = replace(episode(date(2024, 3, 15), "silent"), mentions=(QUOTE,))
    [told] = replace(TIMELINE, episodes=(named,)).as_json()["episodes"]
    assert told["evidence"] == []
    assert [one["text"] for one in told["mentions"]] == [QUOTE.text]


@pytest.mark.parametrize(
    ("count", "told"), [(0, "0 reports"), (1, "1 report"), (1200, "1,200 reports")]
)
def test_one_is_not_told_as_several(count: int, told: str) -> None:
    assert many(count, "report") == told
