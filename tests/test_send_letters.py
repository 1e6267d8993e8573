"""Letters about a local area's SEND arrangements, before there was an outcome."""

from __future__ import annotations

from datetime import date

import pytest

from loaders import area_send, furniture, text
from loaders.records import Report
from ontology.codes import FindingKind, Role

COPY = """\
Piccadilly Gate
Store Street
Manchester
M1 2WD

21 December 2018

Mr Jo Bloggs
Director of Children’s Services
Midshire Council
1 High Street

Dear Mr Bloggs

Joint local area SEND inspection in Midshire

Between 8 October 2018 and 12 October 2018, Ofsted and the commission inspected
the local area of Midshire.

Main findings

◼ Leaders plan well together.

The effectiveness of the local area in finding children’s needs

Strengths

◼ Health visitors see most children.

Areas for development

◼ Plans are late.
◼ Too few parents are heard.

The inspection raises significant concerns about the local area.

The local area is required to submit a statement that deals with these:

◼ poor plans.

Yours sincerely

Ann Other
Her Majesty’s Inspector

Ofsted                           Care Quality Commission
Max Mustermann, HMI              Jan Novak
Regional Director                Deputy Chief Inspector, Primary Medical Services

Ann Other                        Kim Lee
HMI Lead Inspector               CQC Inspector
Al Doe
Ofsted Inspector

Cc: Department for Education
"""


@pytest.fixture
def report() -> Report:
    document = text.read(COPY.encode())
    body = furniture.part(document)
    assert area_send.matches(body)
    (found,) = area_send.read(document, body)
    return found


def test_the_facts_of_the_letter(report: Report) -> None:
    assert (report.framework, report.type) == ("AREA_SEND", "area_send")
    assert report.authority_printed == "Midshire"
    assert (report.start, report.end) == (date(2018, 10, 8), date(2018, 10, 12))
    assert report.published == date(2018, 12, 21)
    assert report.judgements == ()
    assert report.warnings == ()


def test_significant_weaknesses_are_priority_actions(report: Report) -> None:
    assert (report.priority_actions, report.needs_to_improve) == (1, 2)
    kinds = [f.kind for f in report.findings if f.section == "Main findings"]
    assert kinds == [FindingKind.HEADLINE]


def test_the_team_stands_in_the_signatures(report: Report) -> None:
    def named(role: Role) -> list[str]:
        return [person.name for person in report.people if person.role is role]

    assert named(Role.ADDRESSEE) == ["Mr Jo Bloggs"]
    assert named(Role.LEAD_INSPECTOR) == ["Ann Other"]
    assert named(Role.INSPECTOR) == ["Kim Lee", "Al Doe"]
    signed = ["Ann Other", "Max Mustermann", "Jan Novak"]
    assert named(Role.SIGNATORY) == signed


def test_a_revisit_is_of_the_family_and_other_letters_are_not() -> None:
    revisit = COPY.replace("SEND inspection in", "SEND revisit in")
    assert area_send.matches(furniture.part(text.read(revisit.encode())))
    other = COPY.replace("Joint local area SEND inspection", "Focused visit")
    assert not area_send.matches(furniture.part(text.read(other.encode())))
