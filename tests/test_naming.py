"""What a source means by "the last inspection", a day, a month, a headline."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from graph.assemble import Assembled, Source, assemble
from graph.iris import Minter
from graph.naming import Named, followed_up
from loaders.records import Finding, FollowUp, Period, Reading, Report, Snapshot
from ontology.codes import Framework, InspectionType, Outcome
from ontology.issues import IssueScheme

FULL = InspectionType.FULL_INSPECTION
VISIT = InspectionType.FOCUSED_VISIT
JTAI = InspectionType.JTAI
SEND = InspectionType.AREA_SEND
LAST = "Weaknesses found at the last inspection have been addressed."
LAST_VISIT = "Weaknesses found at the last visit have been addressed."


def inspection(end: date, type: InspectionType | None) -> Report:
    return Report(
        family="visit",
        title="Letter",
        authority_printed="Rutland",
        framework=Framework.OTHER,
        type=type,
        authority="rutland",
        periods=(Period(end, end),),
    )


def article(title: str, published: date | None, *paragraphs: str) -> Report:
    return Report(
        family="news",
        title=title,
        authority_printed="Rutland",
        framework=None,
        type=None,
        authority="rutland",
        published=published,
        findings=tuple(map(Finding, paragraphs)),
    )


def source(number: int, report: Report) -> Source:
    snapshot = Snapshot(
        f"{number:064x}", "text/plain", 1, None, f"{number}.txt", "test"
    )
    return Source(Reading(snapshot, "", (report,)), ((),))


def corpus(*reports: Report) -> Assembled:
    return assemble(source(n, report) for n, report in enumerate(reports))


def named(*reports: Report) -> Named:
    return Named(Minter(), corpus(*reports), IssueScheme(()))


def ends(iri: str | None) -> str | None:
    """Day and type in the IRI of an inspection."""
    return None if iri is None else iri.split("/rutland/")[1]


BEFORE = (
    inspection(date(2016, 3, 4), FULL),
    inspection(date(2017, 3, 3), VISIT),
    inspection(date(2018, 3, 2), SEND),
    inspection(date(2019, 3, 1), JTAI),
)


@pytest.mark.parametrize(
    ("known", "own", "words", "meant"),
    [
        (BEFORE, VISIT, LAST, "2016-03-04/full-inspection"),
        (BEFORE, VISIT, LAST_VISIT, "2017-03-03/focused-visit"),
        (BEFORE[1:], VISIT, LAST, None),  # no full one is known: never another
        (BEFORE[2:], VISIT, LAST_VISIT, None),
        (BEFORE, SEND, LAST, "2018-03-02/area-send"),
        (BEFORE, SEND, LAST_VISIT, "2018-03-02/area-send"),
        (BEFORE, JTAI, LAST, "2019-03-01/jtai"),
        (BEFORE[:3], JTAI, LAST, None),
    ],
)
def test_the_last_inspection_is_of_the_kind_that_the_words_mean(
    known: tuple[Report, ...], own: InspectionType, words: str, meant: str | None
) -> None:
    report = inspection(date(2020, 5, 1), own)
    assert ends(named(*known, report).inspection_before(report, words)) == meant


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("asked for at the last inspection in 2016", "2016-03-04/full-inspection"),
        ("asked for at the 2016 inspection of services", "2016-03-04/full-inspection"),
        (
            "asked for at the last inspection in March 2016",
            "2016-03-04/full-inspection",
        ),
        ("asked for at the safeguarding inspection (2012)", None),
        ("asked for at the last inspection in 2012", None),
        ("Since 2012 what the last inspection asked", "2016-03-04/full-inspection"),
    ],
)
def test_a_year_that_is_named_has_to_be_that_of_the_inspection(
    words: str, meant: str | None
) -> None:
    report = inspection(date(2020, 5, 1), VISIT)
    assert ends(named(*BEFORE, report).inspection_before(report, words)) == meant


@pytest.mark.parametrize(
    ("day", "meant"),
    [
        (date(2013, 12, 11), None),
        (date(2017, 2, 9), "2017-02-09/full-inspection"),
    ],
)
def test_one_of_very_long_ago_is_not_the_last_one(day: date, meant: str | None) -> None:
    report = inspection(date(2023, 2, 3), VISIT)
    known = named(inspection(day, FULL), report)
    assert ends(known.inspection_before(report, LAST)) == meant


def test_an_inspection_of_late_autumn_may_be_told_by_the_year_of_its_report() -> None:
    report = inspection(date(2020, 5, 1), VISIT)
    late = named(inspection(date(2015, 11, 20), FULL), report)
    words = "as asked for at the 2016 inspection"
    assert ends(late.inspection_before(report, words)) == "2015-11-20/full-inspection"


def test_two_that_ended_on_one_day_are_no_last_one() -> None:
    day, report = date(2019, 1, 4), inspection(date(2020, 5, 1), VISIT)
    both = named(inspection(day, VISIT), inspection(day, None), report)
    assert both.inspection_before(report, LAST_VISIT) is None


@pytest.mark.parametrize(
    ("day", "meant"),
    [
        (date(2018, 6, 28), "2018-06-28/full-inspection"),
        (date(2018, 6, 30), "2018-06-28/full-inspection"),  # "in June 2018"
        (date(2018, 6, 5), None),
        (date(2018, 7, 31), None),
    ],
)
def test_only_the_last_day_stands_for_its_month(day: date, meant: str | None) -> None:
    found = named(inspection(date(2018, 6, 28), FULL))
    assert ends(found.inspection_on("rutland", day)) == meant


@pytest.mark.parametrize("earlier", [date(2018, 6, 28), date(2018, 6, 30)])
def test_a_follow_up_is_never_of_its_own_inspection_or_a_later_one(
    earlier: date,
) -> None:
    own = inspection(date(2018, 6, 28), FULL)
    later = inspection(date(2018, 6, 29), VISIT)
    follow_up = FollowUp("As found then.", Outcome.ADDRESSED, earlier)
    assert followed_up(named(own), own, follow_up) is None
    assert followed_up(named(own, later), own, follow_up) is None


HEADLINE = "Council leaders answer damning report on homes in"
STORY = "Rooms in the homes are cold and damp."


@pytest.mark.parametrize(
    ("one", "other", "documents"),
    [
        # Two days, two articles, though headlines begin alike.
        (
            article(f"{HEADLINE} June", date(2017, 6, 10), STORY),
            article(f"{HEADLINE} September", date(2017, 9, 10), STORY),
            2,
        ),
        (
            article(f"{HEADLINE} June", None, STORY),
            article(f"{HEADLINE} June", None, "Fees for moorings rise next spring."),
            2,
        ),
        # A copy that has lost its day, and one of a headline cut short.
        (
            article(f"{HEADLINE} June", date(2017, 6, 10), STORY),
            article(HEADLINE, None, STORY),
            1,
        ),
        (
            article(f"{HEADLINE} June", date(2017, 6, 10), STORY),
            replace(
                article(f"{HEADLINE} …", date(2017, 6, 10), "Cold rooms, says paper."),
                family="case",
                about=(date(2017, 5, 5),),
            ),
            1,
        ),
    ],
)
def test_articles_are_one_if_their_words_and_days_agree(
    one: Report, other: Report, documents: int
) -> None:
    found = corpus(one, other).articles
    assert len(found) == documents
    assert corpus(other, one).articles[0].report.published == found[0].report.published
    assert sum(len(document.copies) for document in found) == 2


def test_a_copy_goes_to_the_article_of_its_day() -> None:
    dayless = article(HEADLINE, None, "Moorings: fees rise.")
    dated = article(HEADLINE, date(2017, 9, 10), STORY)
    record = replace(dated, family="case", about=(date(2017, 5, 5),))
    (first, second) = corpus(dayless, dated, record).articles
    assert (len(first.copies), len(second.copies)) == (2, 1)


def test_a_second_article_of_one_name_is_numbered() -> None:
    found = corpus(
        article(HEADLINE, date(2017, 9, 10), STORY),
        article(HEADLINE, date(2017, 6, 10), "Moorings: fees rise."),
    )
    iris = [Named(Minter(), found, IssueScheme(())).article(d) for d in found.articles]
    assert iris[1] == f"{iris[0]}/2"
    assert [d.report.published for d in found.articles] == [
        date(2017, 6, 10),
        date(2017, 9, 10),
    ]
