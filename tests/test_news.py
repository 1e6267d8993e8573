from __future__ import annotations

import json
import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders import furniture, healing, html, news, newsdates, promises, text
from loaders.newslayout import take_apart
from loaders.pages import Pages
from loaders.records import Participant, Passage, Report, Span
from loaders.serial import to_json
from loaders.speakers import speaker_of, speakers
from ontology.codes import FindingKind, Role

ARTICLE = """\
Home

News

Sign in

Inspectors criticise Midshire for slow reviews

Councillors to debate a plan of nine points after visit found weak oversight

By Pat Writer

Published 4 March 2021

Updated 9 March 2021

Image of Midshire town hall (credit: A. Photographer / Stock Agency)

Midshire Council (MC) plans to double its reviewing team after a critical report.

It follows an Ofsted focused visit, carried out in January 2021, which found reviews late.

Weak oversight

Inspectors said reviewing officers “did not object” when plans stalled for months.

‘We will do better’

Jo Bloggs, director of children’s services at MC, told The Midshire Echo: “We will clear the backlog by June 2022.”

Meanwhile, Alex Roe, MC’s portfolio holder for children, said more money was found.

“We know what to do,” added Bloggs, who joined last year from Northshire.

Nobody at the union would comment on the matter last night.

More from The Midshire Echo

2 Responses to Inspectors criticise Midshire for slow reviews

Reader One March 12, 2021 at 9:15 am

I never thought they would do it and they did not do it, did they?
"""
HTML = """\
<html><head><title>Nothing</title></head><body><ul><li>Home</li><li>Sport</li></ul>
<h1>Watchdog praises Midshire’s children’s services again</h1><p>12.05.23</p>
<p>SERVICES for children in Midshire have improved beyond recognition, inspectors have found.</p>
<p>Ofsted’s two inspectors, who visited on 3 and 4 April 2023, said that “change is visible”.</p>
<p>The council intends to keep going, and the director of children’s services Jo Bloggs said that staff were proud and that the work of three long years had paid off for all families who rely on it.</p>
<h3>Read more</h3><p>Comments: our rules</p><p>Be kind to one another, whatever you think of it.</p>
</body></html>
"""


def resolve(words: str) -> list[str]:
    """A register of two: enough to know own from other."""
    known = {"Midshire": "midshire", "Northshire": "northshire"}
    return [found for name, found in known.items() if name in words]


def read(pages: Pages) -> Report:
    (report,) = news.read(pages, furniture.part(pages), resolve)
    return report


@pytest.fixture(scope="module")
def report() -> Report:
    return read(text.read(ARTICLE.encode()))


def test_headline_publisher_and_date_are_read(report: Report) -> None:
    assert report.family == news.FAMILY
    assert report.title == "Inspectors criticise Midshire for slow reviews"
    assert report.publisher == "The Midshire Echo"
    assert report.published == date(2021, 3, 4)
    assert (report.authority, report.authority_printed) == (
        "midshire",
        "Midshire Council",
    )
    assert report.warnings == ()


def test_an_article_is_no_inspection_but_is_about_one(report: Report) -> None:
    assert (report.framework, report.type, report.periods) == (None, None, ())
    assert report.about == (date(2021, 1, 31),)


def test_paragraphs_become_findings_under_their_subheadings(report: Report) -> None:
    found = [(each.kind, each.section, each.text[:14]) for each in report.findings]
    headline, finding = FindingKind.HEADLINE, FindingKind.FINDING
    promise = FindingKind.COMMITMENT
    assert found == [
        (headline, None, "Inspectors cri"),
        (headline, None, "Councillors to"),
        (promise, None, "Midshire Counc"),
        (finding, None, "It follows an "),
        (finding, "Weak oversight", "Inspectors sai"),
        (promise, "‘We will do better’", "Jo Bloggs, dir"),
        (finding, "‘We will do better’", "Meanwhile, Ale"),
        (finding, "‘We will do better’", "“We know what "),
        (finding, "‘We will do better’", "Nobody at the "),
    ]


def test_what_stands_around_the_text_is_kept_apart(report: Report) -> None:
    around = " | ".join(each.text for each in report.passages)
    for words in ("Sign in", "Pat Writer", "A. Photographer", "Responses", "I never"):
        assert words in around
    assert not any("I never" in each.text for each in report.findings)


def test_people_quoted_are_speakers_with_their_posts(report: Report) -> None:
    assert report.people == (
        Participant("Jo Bloggs", Role.SPEAKER, "director of children’s services"),
        Participant("Alex Roe", Role.SPEAKER, "portfolio holder for children"),
    )


def test_promises_answer_the_inspection(report: Report) -> None:
    doubled, cleared = report.commitments
    assert doubled.text.startswith("Midshire Council (MC) plans to double")
    assert (doubled.made, doubled.due) == (date(2021, 3, 4), None)
    assert cleared.due == date(2022, 6, 30)
    assert (doubled.speaker, cleared.speaker) == (None, "Jo Bloggs")
    assert {each.responds_to for each in report.commitments} == {date(2021, 1, 31)}
    assert all(each.issues == () for each in report.commitments)


def test_every_text_is_found_where_its_spans_say(report: Report) -> None:
    layer = text.read(ARTICLE.encode()).layer
    quoted = [(each.text, each.spans) for each in (*report.findings, *report.passages)]
    quoted += [(each.text, each.spans) for each in report.commitments]
    for words, spans in quoted:
        assert spans
        assert healing.heal(layer[s.start : s.end] for s in spans) == words


def test_a_saved_web_page_is_read_alike() -> None:
    pages = html.read(HTML.encode())
    assert news.matches(furniture.part(pages))
    report = read(pages)
    assert report.title == "Watchdog praises Midshire’s children’s services again"
    assert report.published == date(2023, 5, 12)
    assert report.about == (date(2023, 4, 4),)
    assert [each.text[:8] for each in report.findings] == [
        "Watchdog", "SERVICES", "Ofsted’s", "The coun",
    ]  # fmt: skip
    assert [each.name for each in report.people] == ["Jo Bloggs"]
    assert [each.text[:12] for each in report.commitments] == ["The council "]


def test_what_is_not_printed_is_missing_with_a_warning() -> None:
    pages = text.read(
        b"The council was told off by Ofsted inspectors, a spokesman said.\n\n"
        b"It happened one day in spring when nobody was looking at all.\n"
    )
    report = read(pages)
    assert (report.title, report.published, report.authority) == (None, None, None)
    assert (report.publisher, report.about) == (None, ())
    assert len(report.warnings) == 4


def test_the_authority_named_most_is_taken_when_the_lead_names_none() -> None:
    body = [
        "Ofsted inspectors have found fault with a council in the north.",
        "Northshire was once praised by the same inspectors, they said.",
        "But Midshire has failed its children, the inspectors wrote.",
        "Leaders in Midshire said that they were sorry for what happened.",
    ]
    assert news.report(_passages(body), resolve).authority == "midshire"
    even = news.report(_passages(body[:3]), resolve)
    assert even.authority is None
    assert "midshire, northshire" in " ".join(even.warnings)


LETTER = [
    "4 March 2021",
    "Dear Ms Bloggs",
    "This letter summarises the findings of a visit by Ofsted to Midshire.",
    "Inspectors found that “children are safe”, as the director said.",
    "Social workers told inspectors, who said so, that they like it here.",
    "Yours sincerely",
]


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        (LETTER, False),
        (["Lead inspector: A. N. Other", *LETTER[2:5]], False),
        (
            ["A council in the news", "One sentence is not enough for an article."],
            False,
        ),
        ([], False),
        (
            ["Weather report: rain", *["It will rain all day in the north again."] * 4],
            False,
        ),
    ],
)
def test_letters_and_reports_are_no_articles(
    paragraphs: Sequence[str], expected: bool
) -> None:
    assert news.is_article(_passages(paragraphs)) is expected


def test_an_article_is_known_by_its_ways() -> None:
    assert news.matches(furniture.part(text.read(ARTICLE.encode())))


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Published 4 March 2021", date(2021, 3, 4)),
        ("By A Writer on February 5, 2021 in Children", date(2021, 2, 5)),
        ("| 27 August 2018", date(2018, 8, 27)),
        ("03.09.18", date(2018, 9, 3)),
        ("Posted: 30/10/2019, 11:56", date(2019, 10, 30)),
        ("Published by A Writer at 11:56am 30th October 2019.", date(2019, 10, 30)),
        ("2021-02-05", date(2021, 2, 5)),
        ("6th Dec 2021", date(2021, 12, 6)),
        ("March 2021", None),
        ("31 February 2021", None),
        ("Phone 01202 451 451", None),
    ],
)
def test_a_date_line_gives_the_day_of_publication(line: str, day: date | None) -> None:
    assert newsdates.published(_passages([line]))[0] == day


def test_an_update_is_not_the_publication_and_two_dates_are_none() -> None:
    lines = _passages(["Last updated 9 March 2021"])
    assert newsdates.published(lines)[0] is None
    day, reason = newsdates.published(_passages(["4 March 2021", "5 March 2021"]))
    assert day is None
    assert reason is not None


@pytest.mark.parametrize(
    ("sentence", "days"),
    [
        ("the Ofsted visit carried out in October 2020 found it", [date(2020, 10, 31)]),
        (
            "On their return visit, in December 2021, they found it",
            [date(2021, 12, 31)],
        ),
        ("inspected on 4 and 5 October 2022", [date(2022, 10, 5)]),
        ("an inspection between 30 April and 21 May 2014", [date(2014, 5, 21)]),
        ("the November 2019 focused visit", [date(2019, 11, 30)]),
        ("In July 2018 inspectors found it", [date(2018, 7, 31)]),
        ("the last inspection in April 2014", [date(2014, 4, 30)]),
        ("a visit in July left them worried", [date(2022, 7, 31)]),
        ("a visit in December left them worried", [date(2021, 12, 31)]),
        ("Ofsted, whose report was published in February 2022", []),
        ("The council was formed in April 2019 and then inspected", []),
        ("the inspection report published in March 2020", []),
        ("The plan runs until June 2021 and after a visit", []),
        ("She was appointed in May 2020.", []),
        ("an inspection on 31 February 2020", []),
    ],
)
def test_inspections_are_known_by_their_dates(sentence: str, days: list[date]) -> None:
    found, whole = newsdates.visits([sentence], date(2022, 11, 8))
    assert list(found) == days
    assert whole


def test_a_month_without_a_year_is_doubtful_when_nothing_dates_the_article() -> None:
    assert newsdates.visits(["a visit in July left them worried"], None) == ((), False)
    both = ["a visit in July left them worried", "the July 2020 visit"]
    assert newsdates.visits(both, None) == ((date(2020, 7, 31),), True)


@pytest.mark.parametrize(
    ("sentence", "name", "title", "place"),
    [
        ("Jo Bloggs, leader of X Council, said no.", "Jo Bloggs", "leader", "X Council"),
        ("Cllr Jo Bloggs, the council’s deputy leader, said: “No.”",
         "Cllr Jo Bloggs", "deputy leader", None),
        ("The council’s interim director Jo Bloggs said no.",
         "Jo Bloggs", "interim director", None),
        ("“No,” said Jo van Bloggs, chief executive.",
         "Jo van Bloggs", "chief executive", None),
        ("X’s cabinet member, Jo Bloggs, said no.", "Jo Bloggs", "cabinet member", None),
        ("Councillor Jo Bloggs said no.", "Councillor Jo Bloggs", None, None),
        ("Jo Bloggs, director of children’s services (DCS) at X, told the Echo no.",
         "Jo Bloggs", "director of children’s services", "X"),
    ],
)  # fmt: skip
def test_a_speaker_has_name_and_post(
    sentence: str, name: str, title: str | None, place: str | None
) -> None:
    (found,) = speakers([sentence])
    assert (found.name, found.title) == (name, title)
    if place is not None:
        assert found.organisation == place


@pytest.mark.parametrize(
    "sentence",
    [
        "Ofsted inspectors said that it was good.",
        "The council said it was sorry.",
        "It is led by Jo Bloggs, director of children’s services.",
        "Jo Bloggs, who was there on the day with a director, said no.",
        "A Department for Education spokesperson said no.",
    ],
)
def test_who_is_not_quoted_by_name_is_no_speaker(sentence: str) -> None:
    assert speakers([sentence]) == ()


def test_a_surname_is_enough_later_on() -> None:
    people = speakers(["Jo Bloggs, director, said no.", "Al Roe, leader, said yes."])
    assert (
        speaker_of("“We have a plan,” added Bloggs, who joined.", people) == "Jo Bloggs"
    )
    assert speaker_of("Bloggs said no and Roe said yes.", people) is None
    assert speaker_of("The plan was printed.", people) is None


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The council plans to raise spending.", True),
        ("Its cabinet is expected to agree the money next week.", True),
        ("The action plan says there will be audits each quarter.", True),
        ("The council has introduced a payment for those who stay.", True),
        ("The authority is also extending its academy.", True),
        ("“We will get there,” she said.", True),
        ("The leader promised that nobody would be moved.", True),
        ("XC aims to recruit forty people.", True),
        ("Ofsted said the council would need to improve.", False),
        ("Inspectors will return to the council next year.", False),
        ("The council was rated inadequate.", False),
        ("Children do not receive a service they would benefit from.", False),
        ("The council’s plans to date are weak.", False),
        ("Stable staffing would be crucial to the council.", False),
        ("ZZ aims to recruit forty people.", False),
    ],
)
def test_a_promise_is_what_the_authority_will_do(sentence: str, expected: bool) -> None:
    assert promises.is_promise(sentence, {"XC"}) is expected


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("It is set to run until June 2021.", date(2021, 6, 30)),
        ("All done by 31 March 2022, it said.", date(2022, 3, 31)),
        ("It will finish by the end of 2023.", date(2023, 12, 31)),
        ("It will finish by June 2021. It will end by May 2022.", None),
        ("It began in June 2021.", None),
        ("It will finish by 31 June 2021.", None),
    ],
)
def test_a_deadline_is_read_if_there_is_one(sentence: str, day: date | None) -> None:
    assert promises.due(sentence) == day


@pytest.mark.parametrize("name", ["001_b8f2b44cd3066e56", "003_bee1290a69a674ef"])
def test_the_real_articles_give_the_paragraphs_a_person_marked(
    name: str, shared: Path
) -> None:
    gold = {"001": "seed-news-2022", "003": "seed-news-2021"}[name[:3]]
    units = json.loads((shared / "gold" / "findings" / f"{gold}.json").read_text())
    report = read(text.read((shared / "seeds" / f"{name}.txt").read_bytes()))
    findings = [_letters(each.text) for each in report.findings]
    assert len(units["units"]) > 20
    for unit in units["units"]:
        within = _letters(unit["text"])
        # A list of comments repeats the headline.
        told = findings if unit["finding"] else findings[1:]
        hit = any(each in within or within in each for each in told)
        assert hit is unit["finding"], unit["text"][:60]


def test_the_article_of_2021_promises_scrutiny(shared: Path) -> None:
    data = (shared / "seeds" / "003_bee1290a69a674ef.txt").read_bytes()
    report = read(text.read(data))
    assert report.about == (date(2020, 10, 31),)
    assert report.publisher == "Community Care"
    assert report.published is None  # only comments are dated
    assert [each.name for each in report.people] == ["Elaine Redding"]
    assert any("IROs" in each.text for each in report.commitments)
    assert date(2021, 6, 30) in {each.due for each in report.commitments}
    assert all(each.responds_to == date(2020, 10, 31) for each in report.commitments)


def test_real_letters_are_no_articles(shared: Path) -> None:
    for name in (
        "000_7fc7dfa81fe2d1f7",
        "002_e23f33c4c2c1f00b",
        "004_49ecad93d48c1fcf",
    ):
        pages = text.read((shared / "seeds" / f"{name}.txt").read_bytes())
        assert not news.matches(furniture.part(pages))


@settings(deadline=None)
@given(st.lists(st.text(max_size=80), max_size=12))
def test_any_paragraphs_can_be_read_and_none_is_lost(paragraphs: list[str]) -> None:
    passages = _passages(paragraphs)
    article = take_apart(passages)
    parts = [*article.standfirst, *article.body, *article.around]
    parts += [] if article.headline is None else [article.headline]
    assert sorted(each.text for each in parts) == sorted(paragraphs)
    news.is_article(passages)
    news.report(passages, resolve)


@pytest.mark.parametrize(
    "piece",
    ["A", "a ", "Aa ", "1 and ", "visit in ", "Ofsted, ", "“", "said ", "Jo Bloggs, ",
     "Council, ", "1, ", "A-", "(AA) ", "by 1 ", "Inspectors will "],
)  # fmt: skip
def test_no_text_takes_long(piece: str) -> None:
    passages = _passages([piece * 3000, "Inspectors said so, and it was so."] * 2)
    start = time.perf_counter()
    news.is_article(passages)
    news.report(passages, resolve)
    assert time.perf_counter() - start < 5


def _passages(paragraphs: Sequence[str]) -> list[Passage]:
    return [Passage(each, spans=(Span(None, 0, len(each)),)) for each in paragraphs]


def _letters(words: str) -> str:
    return "".join(filter(str.isalnum, words.casefold()))


def test_an_undated_article_dates_its_promises_by_the_first_comment() -> None:
    body = (
        b"Council to hire more social workers after poor report\n\n"
        b"Exampleshire Council plans to hire forty social workers, its leader said.\n\n"
        b"Ofsted inspectors found high caseloads on a visit in October 2020.\n\n"
        b"\xe2\x80\x9cWe will act,\xe2\x80\x9d said Ann Other, leader of the council.\n\n"
        b"2 responses to Council to hire more social workers\n\n"
        b"Ben B February 8, 2021 at 12:29 pm\n\n"
        b"Cara C - February 6, 2021\n"
    )
    document = text.read(body)
    (report,) = news.read(document, furniture.part(document))
    assert report.published is None
    assert {promise.made for promise in report.commitments} == {date(2021, 2, 6)}
    assert any("first comment" in warning for warning in report.warnings)


PRESS = """Exampleshire to hire forty social workers after 'inadequate' verdict

Council sets out a plan to cut caseloads, three months after inspectors' visit

Photo: Ann Other (credit: Ben Bold)

Exampleshire Council will hire forty social workers by June 2023, its leader has said.

Ofsted inspectors found high caseloads and slow plans on a visit in October 2022.

'Too few children'

"We will act on every word," said Ann Other, leader of Bournemouth, Christchurch and Poole council.

Inspectors praised the work with care leavers, most of whom have a home that suits them.

More from The Example

2 responses to Exampleshire to hire forty social workers

Cara C February 8, 2023 at 12:29 pm
"""


def test_an_article_is_read_as_recorded(golden: Callable[[str, str], None]) -> None:
    document = text.read(PRESS.encode())
    (report,) = news.read(
        document,
        furniture.part(document),
        lambda words: ["exampleshire"] if "Exampleshire" in words else [],
    )
    recorded = json.dumps(to_json(report), indent=1, ensure_ascii=False) + "\n"
    golden("news.json", recorded)
