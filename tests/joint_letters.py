"""Letters after joint inspections, written for the tests, and how they are read."""

from __future__ import annotations

from loaders import furniture, jtai, text
from loaders.pages import Pages
from loaders.records import Report
from ontology.codes import FindingKind, Role

EARLY = """\
3 August 2018

Jo Bloggs, Director of Children’s Services, Midshire County
Council
Kim Lee, Chief Constable of Midshire police force

Dear local partnership

Joint targeted area inspection of the multi-agency response to sexual
abuse in the family in Midshire

Between 18 June 2018 and 22 June 2018, Ofsted and others undertook a joint
inspection of how agencies respond to abuse in Midshire.1

This letter to all leaders gives our findings on individual agencies in Midshire.

Partners in Midshire share a clear vision, and their work helps most children who
come to harm at home.

Key strengths

@ Police officers act at once when children are at risk.
@ Schools know whom to call.

Case study: highly effective practice
A boy was helped by all agencies together.

Areas for priority action
Leaders should act at once on these:
@ Health checks are missed.

Areas for improvement
The partnership

@ Minutes of meetings are late.
@ Audits of agencies are
too few, and they do not:
   – reach all teams
   – lead to change.

The police

@ Records are thin.

Case study: areas for improvement
@ A girl waited for a month.

Next steps
The council should prepare a statement of action.

Yours sincerely

Ofsted                     Care Quality Commission
Ann Other                  Max Mustermann
National Director          Deputy Chief Inspector
""".replace("@", "\uf06e")
LATE = """\
16 May 2024

Jo Bloggs, Director of Children’s Services, Midshire County Council
Kim Lee, Chief Constable, Midshire Police

Dear Midshire Safeguarding Partnership

Joint targeted area inspection of Midshire

This letter summarises the findings of the joint inspection (JTAI) of the
multi-agency response to serious violence in Midshire.

This inspection took place from 5 to 9 February 2024. Four bodies took part.

Context
Midshire is large.

Headline findings
Partners plan well together.

What needs to improve?1
◼ Sharing of what is known.
◼ Oversight of plans.

Midshire Safeguarding Partnership

Leaders of the partnership have a clear view of need.

Strengths
◼ Work with schools.

Main findings
1. Children are known to those who help them.
2. Police records are thin.

Practice study: highly effective practice
A girl was helped early.

Next steps
3. The council should prepare a statement of action.

Yours sincerely

Ann Other
National Director Regulation and Social Care, Ofsted
Max Mustermann OBE
Chief Inspector of Health Care, CQC
"""


def read(document: Pages) -> Report:
    body = furniture.part(document)
    assert jtai.matches(body)
    (report,) = jtai.read(document, body)
    return report


def copied(copy: str) -> Report:
    return read(text.read(copy.encode()))


def texts_of(report: Report, kind: FindingKind) -> list[str]:
    return [finding.text for finding in report.findings if finding.kind is kind]


def named(report: Report, role: Role) -> list[str]:
    return [person.name for person in report.people if person.role is role]
