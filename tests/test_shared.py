"""What several documents name alike is said once, and found by any spelling."""

from __future__ import annotations

import io
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, Store

from graph.assemble import Source, assemble
from graph.dataset import Inputs, graphs
from graph.iris import Minter
from graph.shared import display_name
from graph.store import write_nquads
from loaders.records import (
    Judgement,
    Participant,
    Period,
    Reading,
    Report,
    Snapshot,
    Tenure,
)
from ontology.codes import Framework, Grade, InspectionType, Role
from ontology.issues import IssueScheme
from queries.ask import Asker, Row
from queries.exports import people
from queries.library import questions
from tests import small_graph

PRINTED = [
    ("Jo McField", Role.LEAD_INSPECTOR),
    ("Jo McField", Role.SIGNATORY),
    ("Ms Jo Mcfield", Role.INSPECTOR),
    ("Jo McField, CBE", Role.INSPECTOR),
]


def letter(number: int, name: str, role: Role) -> Source:
    """A visit of its own day, with one inspector and one aspect of its own."""
    end = date(2020, 1, number)
    director = Participant(f"Mr Al Mead{' OBE' if number > 1 else ''}", Role.ADDRESSEE)
    report = Report(
        family="visit",
        title=f"Letter {number}",
        authority_printed="Rutland",
        framework=Framework.ILACS,
        type=InspectionType.FOCUSED_VISIT,
        authority="rutland",
        periods=(Period(end, end),),
        people=(Participant(name, role), Participant(name, Role.SUPPORT), director),
        judgements=(Judgement("other:Play and rest", Grade.GOOD, "Good"),),
        tenures=(Tenure("Al Mead", "Director", "rutland", attested=(end,)),),
    )
    snapshot = Snapshot(f"{number:064x}", "text/plain", 1, None, "x.txt", "test")
    return Source(Reading(snapshot, "", (report,)), ((),))


def built(*sources: Source) -> Store:
    scheme = IssueScheme(())
    out = io.BytesIO()
    write_nquads(graphs(Inputs(assemble(sources), scheme, Minter(), {}, {})), out)
    store = Store()
    store.load(out.getvalue(), format=RdfFormat.N_QUADS)
    return store


@pytest.fixture(scope="module")
def asker() -> Asker:
    return Asker(built(*(letter(n, *row) for n, row in enumerate(PRINTED, start=1))))


def said_twice(store: Store) -> list[str]:
    said = Counter(f"{q.subject} {q.predicate} {q.object}" for q in store)
    return [statement for statement, times in said.items() if times > 1]


def history(asker: Asker, name: str) -> list[Row]:
    sparql = questions()["inspector-history"].sparql
    return list(asker.rows(sparql, name=Literal(name)))


def test_no_statement_is_in_two_graphs(asker: Asker) -> None:
    assert said_twice(asker.store) == []
    assert said_twice(small_graph.store()) == []


def test_nor_in_the_case_that_ships(bundled: Path) -> None:
    assert said_twice(Asker.open(bundled / "graph").store) == []


@pytest.mark.parametrize(
    ("printed", "shown"),
    [
        ({"Ms Jo Field": 3}, "Jo Field"),
        ({"Jo McField": 2, "Jo Mcfield": 1}, "Jo McField"),
        ({"Jo McField": 1, "Ms Jo Mcfield": 1, "Jo Mcfield OBE": 1}, "Jo Mcfield"),
        ({"Acting Chief Constable Jo Field": 1}, "Jo Field"),
        ({"Chief Supt Jo Field, QPM": 1}, "Jo Field"),
        ({"Professor Dame Jo Field DBE": 1}, "Jo Field"),
        ({"Jo Constable": 1}, "Jo Constable"),  # a surname, no rank
        ({"Constable Field": 1}, "Constable Field"),
    ],
)
def test_a_person_has_one_name_without_titles(
    printed: dict[str, int], shown: str
) -> None:
    assert display_name(Counter(printed)) == shown


def test_a_person_is_described_once_with_other_spellings_beside(asker: Asker) -> None:
    rows = asker.rows(
        "SELECT ?name ?other WHERE { ?person a foaf:Person ; foaf:name ?name ."
        " OPTIONAL { ?person skos:altLabel ?other } } ORDER BY ?name ?other"
    )
    assert [tuple(row.values()) for row in rows] == [
        ("Al Mead", "Mr Al Mead"),
        ("Al Mead", "Mr Al Mead OBE"),
        ("Jo McField", "Jo McField, CBE"),
        ("Jo McField", "Ms Jo Mcfield"),
    ]


@pytest.mark.parametrize("name", ["Jo McField", "mcfield, cbe", "Ms Jo"])
def test_any_spelling_finds_every_inspection_once(asker: Asker, name: str) -> None:
    found = history(asker, name)
    assert [row["date"] for row in found] == [date(2020, 1, n) for n in range(1, 5)]
    assert {row["person"] for row in found} == {"Jo McField"}
    assert found[0]["role"] == "lead_inspector; support"


def test_exported_people_can_be_joined(asker: Asker) -> None:
    rows = list(people(asker, {}))
    ids = {row["person_iri"].rsplit("/", 2)[1] for row in rows}
    assert ids == {"inspectorate", "rutland"}
    assert len({row["person_iri"] for row in rows}) == 2
    assert {"Mr Al Mead", "Mr Al Mead OBE", "Al Mead"} <= {r["person"] for r in rows}


def test_only_those_shown_to_hold_office_there_are_of_the_council() -> None:
    day = date(2022, 3, 4)
    addressed = {
        "Director of Children’s Services": "Rutland",
        "Executive Director, Children, Adults and Public Health": "Rutland",
        "Chief Constable": None,
        "Director of Probation, Anyshire": None,
        "Designated Nurse for Safeguarding Children": None,
        "Chair of the Safeguarding Children Board": None,
    }
    report = Report(
        family="jtai",
        title="Joint letter",
        authority_printed="Rutland",
        framework=Framework.JTAI,
        type=InspectionType.JTAI,
        authority="rutland",
        periods=(Period(day, day),),
        people=(
            *(Participant(f"Al {t}", Role.ADDRESSEE, t) for t in addressed),
            Participant("Jo Field", Role.LEAD_INSPECTOR),
            Participant("Jo Field", Role.SIGNATORY, "Director of Children’s Services"),
            Participant("Bo Reed", Role.INSPECTOR, organisation="the commission"),
        ),
    )
    snapshot = Snapshot("a" * 64, "text/plain", 1, None, "x.txt", "test")
    asker = Asker(built(Source(Reading(snapshot, "", (report,)), ((),))))
    rows = list(people(asker, {}))
    assert {
        r["role"]: r["organisation"] for r in rows if r["part"] == "addressee"
    } == addressed
    others = {(r["part"], r["organisation"]) for r in rows if r["part"] != "addressee"}
    assert others == {
        ("lead_inspector", None),
        ("signatory", None),
        ("inspector", "the commission"),
    }
    directors = asker.rows(
        questions()["directors"].sparql,
        authority=NamedNode(Minter().authority("rutland")),
    )
    assert {row["post"] for row in directors} == {
        post for post, council in addressed.items() if council
    }


def test_either_apostrophe_is_the_same_person() -> None:
    assert Minter().inspector("Jo O'Field") == Minter().inspector("Jo O’Field")


def test_two_reports_of_one_post_are_two_tenures(asker: Asker) -> None:
    one = asker.one("SELECT (COUNT(?t) AS ?n) WHERE { ?t a ig:Tenure }")
    assert one is not None
    assert one["n"] == len(PRINTED)
