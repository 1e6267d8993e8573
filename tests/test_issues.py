"""The issue scheme and the language of its cues."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontology.issues import SHIPPED, SchemeError, scheme
from ontology.patterns import PatternError, compile_pattern, keys_of

OWN = """
@prefix ig: <https://w3id.org/inspectgraph/ns#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<https://example.org/issue/summer-schemes> a ig:Issue , skos:Concept ;
    skos:prefLabel "Summer schemes"@en ;
    skos:definition "Play schemes in the school holidays."@en ;
    skos:broader <https://w3id.org/inspectgraph/theme/children-in-care> ;
    ig:cue "summer (play )?scheme" , "holiday club" .
"""


def test_the_shipped_scheme_is_the_agreed_list(shared: Path) -> None:
    with (shared / "issue-scheme.csv").open(encoding="utf-8") as file:
        agreed = [
            (row["id"], row["label"], row["theme"]) for row in csv.DictReader(file)
        ]
    assert [(issue.id, issue.label, issue.theme) for issue in scheme()] == agreed


def test_every_shipped_issue_can_be_coded() -> None:
    for issue in scheme():
        assert issue.cues and issue.definition and issue.theme_label, issue.id
        for cue in (*issue.cues, *issue.weak_cues, *issue.not_cues):
            assert compile_pattern(cue).regex.pattern


@pytest.mark.parametrize(
    ("word", "issue"),
    [
        ("iro-effectiveness", "iro-effectiveness"),
        ("IRO", "iro-effectiveness"),
        ("IROs", "iro-effectiveness"),
        ("Effectiveness of independent reviewing officers", "iro-effectiveness"),
        ("https://w3id.org/inspectgraph/issue/neglect", "neglect"),
        ("mash", "front-door-and-thresholds"),
    ],
)
def test_an_issue_is_found_by_any_of_its_names(word: str, issue: str) -> None:
    found = scheme().find(word)
    assert found is not None
    assert found.id == issue


def test_a_misspelt_name_finds_nothing_but_is_understood() -> None:
    assert scheme().find("independant reviewing oficer") is None
    suggestions = scheme().suggest("independant reviewing oficer")
    assert suggestions[0].id == "iro-effectiveness"
    assert scheme().suggest("zzzz qqqq") == ()


def test_users_add_issues_of_their_own(tmp_path: Path) -> None:
    path = tmp_path / "own.ttl"
    path.write_text(OWN, encoding="utf-8")
    mine = scheme([path])
    assert len(mine) == len(scheme()) + 1
    assert mine["summer-schemes"].theme_label == "Children in care"
    assert "summer-schemes" not in scheme()


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("holiday club", "(holiday club"), "summer-schemes"),
        (("skos:definition", "skos:note"), "definition"),
        ((" a ig:Issue", " a ig:Issue ; ;; ["), "own.ttl"),
    ],
)
def test_what_is_wrong_with_a_scheme_is_said(
    tmp_path: Path, change: tuple[str, str], message: str
) -> None:
    path = tmp_path / "own.ttl"
    path.write_text(OWN.replace(*change), encoding="utf-8")
    with pytest.raises(SchemeError, match=message):
        scheme([path])


def test_a_missing_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SchemeError, match="no such file"):
        scheme([tmp_path / "none.ttl"])


@pytest.mark.parametrize(
    ("cue", "text", "matches"),
    [
        ("care plan", "their care plans are", True),
        ("care plan", "care-plan's", True),
        ("care plan", "care planning", False),
        ("care plan", "aftercare plan", False),
        ("challeng*", "rarely challenged", True),
        ("agency", "agencies", True),
        ("(child|family) plan", "a family plan", True),
        ("health (care)? plan", "health plan", True),
        ("health (care)? plan", "health care plan", True),
        ("chair ~ escalat*", "chairs do not always escalate", True),
        ("chair ~ escalat*", "chairs. Staff escalate", False),
        ("chair ~ escalat*", "chairs of a b c d e escalate", False),
    ],
)
def test_a_cue_matches_as_its_language_says(cue: str, text: str, matches: bool) -> None:
    assert bool(compile_pattern(cue).regex.search(text)) is matches


def test_capitals_in_a_cue_are_meant() -> None:
    pattern = compile_pattern("PA")
    assert pattern.cased
    assert pattern.regex.search("their PAs visit")
    assert not pattern.regex.search("the pa system")


@pytest.mark.parametrize("cue", ["(open", "shut)", "?", "~", "", "(a)?"])
def test_a_cue_that_cannot_be_read_is_an_error(cue: str) -> None:
    with pytest.raises(PatternError):
        compile_pattern(cue)


WORDS = st.text(alphabet="abcdefgy", min_size=1, max_size=8)


@given(st.lists(WORDS, min_size=1, max_size=4), WORDS, WORDS)
def test_a_cue_is_looked_up_wherever_it_matches(
    words: list[str], before: str, after: str
) -> None:
    pattern = compile_pattern(" ".join(words))
    text = f"{before} {' '.join(words)} {after}"
    assert pattern.regex.search(text)
    assert pattern.keys & keys_of(text)


def test_the_scheme_is_published_beside_the_package() -> None:
    assert SHIPPED.is_file()
