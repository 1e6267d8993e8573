"""Promises and verdicts, and threads, across a reorganisation."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graph.iris import Minter
from inspectgraph.building.build import build
from inspectgraph.building.plan import Plan
from inspectgraph.render.words import verdict
from ontology import names
from ontology.issues import scheme
from queries.ask import Asker, Row
from queries.binding import values
from queries.library import questions
from queries.timeline import Timeline, timeline

CASE = """
case: Made up
inspections:
  - id: b14
    authority: bournemouth
    framework: SIF
    type: full_inspection
    periods: [[2014-03-02, 2014-03-20]]
    reference: report of 2014
    published: 2014-05-01
    findings:
      - text: Early help is weak.
        codings: {early-help: weakness}
  - id: p17
    authority: poole
    framework: SIF
    type: full_inspection
    periods: [[2017-03-02, 2017-03-20]]
    reference: report of 2017
    published: 2017-05-01
    findings:
      - text: Caseloads are high.
        codings: {caseloads: weakness}
  - id: b18
    authority: bournemouth
    framework: SIF
    type: full_inspection
    periods: [[2018-03-02, 2018-03-20]]
    reference: report of 2018
    published: 2018-05-01
    findings:
      - text: Caseloads are low here.
        codings: {caseloads: strength}
    follow_ups:
      - text: Early help has been put right since.
        outcome: addressed
        of: b14
        issues: [early-help]
  - id: bcp20
    authority: bournemouth-christchurch-poole
    framework: ILACS
    type: full_inspection
    periods: [[2020-03-02, 2020-03-20]]
    reference: report of 2020
    published: 2020-05-01
    findings:
      - text: Caseloads are still high in the west.
        codings: {caseloads: weakness}
articles:
  - authority: poole
    reference: article of 4 June 2017
    title: Poole promises lower caseloads
    published: 2017-06-04
    about: [p17]
    commitments:
      - text: Caseloads will fall and supervision will be monthly.
        issues: [caseloads, supervision]
        made: 2017-06-04
  - authority: poole
    reference: leaflet
    title: Undated leaflet on finding families
    about: [p17]
    commitments:
      - text: More families will be found.
        issues: [adoption]
"""


@pytest.fixture(scope="module")
def asker(tmp_path_factory: pytest.TempPathFactory) -> Asker:
    folder = tmp_path_factory.mktemp("promises")
    (folder / "case.yaml").write_text(CASE, encoding="utf-8")
    store, out = folder / "graph", folder / "out"
    report = build(
        Plan((folder / "case.yaml",), store, out, workers=1), lambda *_: None
    )
    assert not report.failed
    return Asker.open(store)


def told(asker: Asker, issue: str) -> Timeline:
    authority = names.find("bcp")
    about = scheme().find(issue)
    assert authority is not None
    assert about is not None
    return timeline(asker, about, authority)


def answers(asker: Asker, name: str, **given: str) -> list[Row]:
    question = questions()[name]
    terms = values(question, given, scheme(), Minter())
    return list(asker.rows(question.sparql, **terms))


def test_the_next_inspection_is_of_the_body_that_promised_or_its_successor(
    asker: Asker,
) -> None:
    # Bournemouth's inspection of 2018 says nothing of what Poole promised.
    [promise] = told(asker, "caseloads").commitments
    assert (str(promise.verdict_date), promise.verdict) == ("2020-03-20", "weakness")
    by_issue = answers(asker, "promises", issue="caseloads")
    by_body = answers(asker, "promises-of-authority", authority="bcp")
    [of_body] = [
        row for row in by_body if row["issue_label"] == "Caseloads and capacity"
    ]
    for row in (*by_issue, of_body):
        assert (str(row["next_date"]), row["verdict"]) == ("2020-03-20", "weakness")


def test_every_issue_of_a_promise_has_its_own_verdict(asker: Asker) -> None:
    rows = answers(asker, "promises-of-authority", authority="bcp")
    found = {row["issue_label"]: row["verdict"] for row in rows}
    assert len(rows) == len(found) == 3
    assert sorted(str(verdict) for verdict in found.values()) == [
        "None",
        "silent",
        "weakness",
    ]


def test_an_undated_promise_has_no_verdict(asker: Asker) -> None:
    [row] = answers(asker, "promises", issue="adoption")
    assert row["made"] is None
    assert row["verdict"] is None
    [promise] = told(asker, "adoption").commitments
    assert verdict(promise).startswith("undated")


def test_a_promise_after_the_last_inspection_on_it_awaits_one(asker: Asker) -> None:
    [promise] = told(asker, "supervision").commitments
    assert verdict(promise) == "next inspection, 20 March 2020: not mentioned"
    awaiting = replace(promise, verdict=None, verdict_date=None)
    assert verdict(awaiting) == "no inspection since that looked at it"


def test_a_follow_up_alone_is_quoted(asker: Asker) -> None:
    found = told(asker, "early-help")
    [before, _, after, _] = found.episodes
    assert (before.state, after.state) == ("weakness", "strength")
    [quote] = after.evidence
    assert quote.text == "Early help has been put right since."
    assert (quote.kind, quote.polarity) == ("follow_up", "strength")
    assert found.status == "resolved"


def test_one_line_of_authorities_says_nothing_of_the_other(asker: Asker) -> None:
    found = told(asker, "caseloads")
    assert (found.status, found.days_to_strength) == ("repeated", None)


def test_silence_and_relapse_are_of_one_line_of_authorities(asker: Asker) -> None:
    quiet = {
        (str(row["date"]), row["issue_label"])
        for row in answers(asker, "silences", authority="bcp")
    }
    # Poole was never told of early help, nor Bournemouth of caseloads.
    assert quiet == {("2020-03-20", "Early help")}
    # Raised in Poole, strong in Bournemouth: weak in their successor is no relapse.
    assert answers(asker, "relapses") == []
    assert answers(asker, "judgement-after-strength", issue="caseloads") == []
