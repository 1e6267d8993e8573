"""Parts of coded paragraphs that training learns from too."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from benchmarks.corpus import Paragraph
from benchmarks.cuts import cut, whole
from benchmarks.own_codings import Reading, ReadParagraph, carried
from graph.coding.sentences import sentences
from ontology.codes import FindingKind, Polarity, Trend

TEXT = (
    "Plans are clear and well written. Reviews take place on time. However, actions"
    " drift between them. Supervision is regular."
)
TOLD = "child-protection=mixed@1s2s3w supervision=strength@4s"


def unit(*said: str, told: str = TOLD, text: str = TEXT) -> ReadParagraph:
    """With readings of whole issues only, then one of sentences."""
    readings = [
        Reading(
            {
                issue: Polarity(code)
                for issue, _, code in (one.partition("=") for one in each.split())
            },
            Trend.NONE,
            back_reference=False,
            sentences=None,
        )
        for each in said
    ]
    of_sentences = Reading(
        {
            code.partition("=")[0]: Polarity(code.partition("=")[2].partition("@")[0])
            for code in told.split()
        },
        Trend.NONE,
        back_reference=False,
        sentences=carried(told),
    )
    return ReadParagraph(
        Paragraph("a__b", text, None), FindingKind.FINDING, (*readings, of_sentences)
    )


def parts(of: ReadParagraph) -> dict[str, ReadParagraph]:
    """By their text, as chance gives them."""
    chance = random.Random(0)
    found = (cut(of, chance) for _ in range(300))
    return {part.paragraph.text: part for part in found if part is not None}


def test_praise_is_left_when_the_blame_is_cut_off() -> None:
    found = parts(unit("child-protection=mixed"))
    assert len(found) == 9
    praise = found["Plans are clear and well written. Reviews take place on time."]
    assert [reading.issues for reading in praise.readings] == [
        {"child-protection": Polarity.STRENGTH},
        {"child-protection": Polarity.STRENGTH},
    ]
    assert praise.sentences == {
        "child-protection": {0: Polarity.STRENGTH, 1: Polarity.STRENGTH}
    }


def test_sentences_of_a_part_are_counted_from_its_first() -> None:
    found = parts(unit())
    ending = found["However, actions drift between them. Supervision is regular."]
    assert ending.sentences == {
        "child-protection": {0: Polarity.WEAKNESS},
        "supervision": {1: Polarity.STRENGTH},
    }


def test_a_reading_that_weighed_otherwise_keeps_its_word_where_nothing_changed() -> (
    None
):
    found = parts(unit("child-protection=weakness"))
    first = "Plans are clear and well written. Reviews take place on time."
    both = f"{first} However, actions drift between them."
    said = [reading.issues["child-protection"] for reading in found[both].readings]
    assert said == [Polarity.WEAKNESS, Polarity.MIXED]


def test_nothing_is_cut_where_nobody_knows_what_its_parts_say() -> None:
    chance = random.Random(0)
    disputed = unit("neglect=weakness", "neglect=weakness")
    assert cut(disputed, chance) is None
    assert cut(unit(text="Plans are clear."), chance) is None
    untold = unit()
    bare = ReadParagraph(
        untold.paragraph,
        untold.kind,
        (Reading(untold.readings[0].issues, Trend.NONE, False, None),),
    )
    assert cut(bare, chance) is None


@given(st.integers(0, 10_000))
def test_a_part_is_shorter_and_carries_nothing_of_its_own(seed: int) -> None:
    before = unit("child-protection=mixed supervision=strength")
    part = cut(before, random.Random(seed))
    assert part is not None
    assert part.paragraph.text in TEXT
    assert len(sentences(part.paragraph.text)) < len(sentences(TEXT))
    for reading, was in zip(part.readings, before.readings, strict=True):
        assert reading.issues.keys() <= was.issues.keys()
        assert part.sentences is not None
        assert reading.issues.keys() == part.sentences.keys()


def test_what_sentences_say_together() -> None:
    good, bad, mixed, neutral = (
        Polarity.STRENGTH,
        Polarity.WEAKNESS,
        Polarity.MIXED,
        Polarity.NEUTRAL,
    )
    assert whole([good, good, neutral]) is good
    assert whole([bad, good]) is mixed
    assert whole([mixed, bad]) is mixed
    assert whole([neutral]) is neutral
