"""An issue that a report names, but says nothing of, is not passed over in silence."""

from __future__ import annotations

from graph.coding.codings import Coder, Mention
from ontology.codes import FindingKind
from ontology.issues import scheme

PASSING = (
    "Staff moved to new offices. These are shared with the fostering team and the"
    " police."
)


def test_an_issue_named_in_passing_is_told_with_its_sentence() -> None:
    coded = Coder(scheme()).code(PASSING, kind=FindingKind.FINDING)
    assert "fostering" not in {coding.issue for coding in coded.codings}
    start = PASSING.index("These")
    assert Mention("fostering", start, len(PASSING)) in coded.mentions


def test_what_is_coded_is_no_mention() -> None:
    text = "Independent reviewing officers challenge drift and delay well."
    coded = Coder(scheme()).code(text, kind=FindingKind.FINDING)
    codings = {coding.issue for coding in coded.codings}
    assert "iro-effectiveness" in codings
    assert codings.isdisjoint(mention.issue for mention in coded.mentions)
