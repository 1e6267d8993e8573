"""What was known on a day: no document, promise, post or merger of later."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.assemble import Assembled, Source, assemble
from graph.iris import Minter
from graph.known import Known, known_on
from graph.naming import Named
from loaders.records import (
    Commitment,
    Finding,
    Period,
    Reading,
    Report,
    Snapshot,
    Tenure,
)
from ontology.codes import Framework, InspectionType
from ontology.issues import scheme
from ontology.past import register_on
from ontology.register import Register

DAY = date(2021, 12, 31)
FIELDWORK = Period(date(2020, 10, 12), date(2020, 10, 13))
LETTER_OF = Report(
    family="visit",
    title="Letter",
    authority_printed="Rutland",
    framework=Framework.ILACS,
    type=InspectionType.FOCUSED_VISIT,
    authority="rutland",
    periods=(FIELDWORK,),
)
ARTICLE = Report(
    family="news",
    title="Article",
    authority_printed="Rutland",
    framework=None,
    type=None,
    authority="rutland",
)


def source(number: int, *reports: Report) -> Source:
    snapshot = Snapshot(
        f"{number:064x}", "text/plain", 1, None, f"{number}.txt", "test"
    )
    return Source(Reading(snapshot, "", reports), tuple(() for _ in reports))


def known(
    *reports: Report, day: date = DAY, listed: Mapping[str, date] = MappingProxyType({})
) -> Known:
    return known_on(assemble(source(n, r) for n, r in enumerate(reports)), day, listed)


def reports_of(corpus: Assembled) -> list[Report]:
    inspected = [d.report for e in corpus.inspections for d in e.documents]
    return [*inspected, *(document.report for document in corpus.articles)]


@pytest.mark.parametrize(
    ("published", "there"),
    [
        (date(2021, 12, 30), True),
        (DAY, True),
        (date(2022, 1, 1), False),  # though fieldwork ended long before
    ],
)
def test_publication_counts_and_not_fieldwork(published: date, there: bool) -> None:
    found = known(replace(LETTER_OF, published=published))
    assert bool(found.corpus.inspections) == there
    assert bool(found.corpus.sources) == there
    assert bool(found.later) != there
    assert not found.undated


UNDATED: list[tuple[Report, date]] = [
    (LETTER_OF, FIELDWORK.end),
    (replace(ARTICLE, about=(date(2019, 11, 6), date(2020, 10, 13))), FIELDWORK.end),
    (
        replace(ARTICLE, commitments=(Commitment("x", made=date(2021, 2, 5)),)),
        date(2021, 2, 5),
    ),
    (
        replace(
            ARTICLE,
            about=(date(2019, 11, 6),),
            tenures=(Tenure("Ann", "DCS", "rutland", attested=(date(2020, 1, 2),)),),
        ),
        date(2020, 1, 2),
    ),
]


@pytest.mark.parametrize(("report", "first"), UNDATED)
def test_undated_it_is_known_from_the_last_day_it_tells_of(
    report: Report, first: date
) -> None:
    on_the_day = known(report, day=first)
    assert len(on_the_day.undated) == 1
    assert reports_of(on_the_day.corpus) == [report]
    before = known(report, day=first - timedelta(days=1))
    assert len(before.later) == 1
    assert not before.undated
    assert not before.corpus.sources


def test_what_tells_of_no_day_is_left_out_and_counted() -> None:
    found = known(replace(LETTER_OF, periods=()))
    assert len(found.dateless) == 1
    assert not found.later
    assert not reports_of(found.corpus)


def test_any_copy_may_say_when_a_document_was_published() -> None:
    text = replace(LETTER_OF, findings=(Finding("One."), Finding("Two.")))
    case = replace(LETTER_OF, family="case", published=date(2022, 2, 11))
    found = known(text, case)
    assert not found.corpus.inspections
    assert len(found.later) == 1


def test_where_it_was_fetched_may_say_so_too() -> None:
    out = date(2020, 11, 27)
    found = known(LETTER_OF, day=out, listed={f"{0:064x}": out})
    assert reports_of(found.corpus) == [LETTER_OF]
    assert not found.undated
    before = out - timedelta(days=1)
    assert len(known(LETTER_OF, day=before, listed={f"{0:064x}": out}).later) == 1


@pytest.mark.parametrize(
    ("end", "out"),
    [
        (date(2024, 6, 7), date(2024, 7, 23)),
        (date(2024, 7, 24), None),  # no report comes out before its fieldwork
        (date(2023, 6, 7), None),  # nor a year after it
    ],
)
def test_the_table_of_published_reports_may_know(end: date, out: date | None) -> None:
    barnet = replace(
        LETTER_OF,
        authority="barnet",
        type=InspectionType.FULL_INSPECTION,
        periods=(Period(end, end),),
    )
    found = known(barnet, day=end)
    if out is None:
        assert found.undated[0][1] == end
    else:
        assert found.later[0][1] == out
        assert not known(barnet, day=out).undated


def test_the_second_report_keeps_its_number_when_the_first_is_not_out() -> None:
    first = replace(
        LETTER_OF,
        published=date(2022, 1, 1),
        findings=(Finding("Plans drift."), Finding("Staff leave.")),
    )
    second = replace(
        LETTER_OF, published=date(2021, 1, 1), findings=(Finding("Homes feel safe."),)
    )
    whole = assemble([source(1, first), source(2, second)])
    assert len(whole.inspections[0].documents) == 2
    assert iris(known_on(whole, DAY, {}).corpus) == {[*sorted(iris(whole))][1]}


def test_promises_and_posts_of_later_stay_out() -> None:
    report = replace(
        ARTICLE,
        published=date(2021, 2, 5),
        commitments=(
            Commitment("now", made=date(2021, 2, 5), due=date(2022, 6, 30)),
            Commitment("later", made=date(2022, 1, 1)),
        ),
        tenures=(
            Tenure("Ann", "DCS", "rutland", "2019", "2022-01", (date(2021, 2, 5), date(2022, 1, 1))),
            Tenure("Ben", "DCS", "rutland", "2022-01-01"),
            Tenure("Cara", "DCS", "rutland", "2021"),
            Tenure("Dora", "DCS", "rutland", "2018", "2021"),
        ),
    )  # fmt: skip
    (cut,) = reports_of(known(report).corpus)
    assert [c.text for c in cut.commitments] == ["now"]
    assert [(t.person, t.ended, t.attested) for t in cut.tenures] == [
        ("Ann", None, (date(2021, 2, 5),)),
        ("Cara", None, ()),
        ("Dora", "2021", ()),
    ]


def iris(corpus: Assembled) -> set[str]:
    named = Named(Minter(), corpus, scheme())
    return {
        *(
            named.report(entry, index)
            for entry in corpus.inspections
            for index in range(len(entry.documents))
        ),
        *(named.article(document) for document in corpus.articles),
    }


days = st.dates(date(2018, 1, 1), date(2024, 12, 31))


@st.composite
def corpora(draw: st.DrawFn) -> Assembled:
    def report(number: int) -> Report:
        published = draw(st.none() | days)
        words = draw(st.lists(st.sampled_from(["homes", "plans", "staff"]), max_size=3))
        if draw(st.booleans()):
            return replace(
                ARTICLE, title=f"n{number}", published=published, about=(draw(days),)
            )
        # Few days of fieldwork, so that copies and second reports come about.
        end = draw(st.sampled_from([date(2019, 6, 1), date(2021, 6, 1)]))
        return replace(
            LETTER_OF,
            family=draw(st.sampled_from(["visit", "case"])),
            periods=(Period(end, end),),
            published=published,
            findings=tuple(map(Finding, words)),
            commitments=(Commitment("x", made=draw(st.none() | days)),),
        )  # fmt: skip

    return assemble(source(n, report(n)) for n in range(draw(st.integers(0, 6))))


@given(corpora(), days, days)
def test_who_knows_later_knows_no_less(corpus: Assembled, one: date, two: date) -> None:
    before = iris(known_on(corpus, min(one, two), {}).corpus)
    after = iris(known_on(corpus, max(one, two), {}).corpus)
    assert before <= after <= iris(corpus)


@given(corpora())
def test_on_a_day_after_everything_all_is_known(corpus: Assembled) -> None:
    found = known_on(corpus, date.max, {})
    assert found.corpus == corpus
    assert not found.later
    assert not found.dateless


@given(corpora(), days)
def test_every_document_is_known_or_counted(corpus: Assembled, day: date) -> None:
    found = known_on(corpus, day, {})
    told = len(reports_of(found.corpus)) + len(found.later) + len(found.dateless)
    assert told == len(reports_of(corpus))


@given(st.dates(date(2005, 1, 1), date(2030, 1, 1)))
def test_a_register_of_then_knows_nothing_of_later(day: date) -> None:
    then = register_on(day)
    assert all(t.source in then and t.target in then for t in then.transfers)
    assert all(id in then for e in then.reorganisations for id in e.resulting)
    for body in then:
        ends = [gss.valid_to for gss in body.gss_codes] + [body.active_to]
        assert all(end is None or end < day for end in ends)
        assert body.active_on(day) or body.active_to is not None
        assert then.lineage(body.id)


def test_a_register_of_a_late_day_is_the_one_that_ships() -> None:
    assert register_on(date.max) == Register.load() == register_on(None)


def test_bournemouth_ends_with_its_last_day() -> None:
    assert register_on(date(2019, 3, 31))["bournemouth"].active_to is None
    assert "bournemouth-christchurch-poole" not in register_on(date(2019, 3, 31))
    after = register_on(date(2019, 4, 1))
    assert after["bournemouth"].active_to == date(2019, 3, 31)
    assert "bournemouth" in after.predecessors("bournemouth-christchurch-poole")
