from __future__ import annotations

import json
import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders import furniture, healing, html, news, text
from loaders.newslayout import take_apart
from loaders.pages import Pages
from loaders.records import Participant, Passage, Report, Span
from loaders.serial import to_json
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
    start = time.process_time()
    news.is_article(passages)
    news.report(passages, resolve)
    assert time.process_time() - start < 5


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
