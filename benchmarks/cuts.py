"""Parts of coded paragraphs, as more to learn from.

A paragraph whose sentences a reader has coded one by one is as good as several: a few of
its sentences alone carry fewer issues, and praise where all of them were mixed.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping
from dataclasses import replace

from benchmarks.own_codings import Reading, ReadParagraph
from graph.coding.sentences import sentences
from ontology.codes import Polarity

Told = Mapping[str, Mapping[int, Polarity]]


def cut(unit: ReadParagraph, chance: random.Random) -> ReadParagraph | None:
    """Some sentences that follow one another, and what the readings say of those.

    None where no reading tells of sentences, or the one that does leaves out an issue
    that most gave: then nobody knows what a part of it is about.
    """
    told = unit.sentences
    spans = sentences(unit.paragraph.text)
    if told is None or len(spans) < 2 or not _agreed(unit.readings, told):
        return None
    many = chance.randrange(1, len(spans))
    first = chance.randrange(len(spans) - many + 1)
    kept = range(first, first + many)
    text = unit.paragraph.text[spans[first].start : spans[kept[-1]].end]
    if len(sentences(text)) != many:
        return None
    return replace(
        unit,
        paragraph=replace(unit.paragraph, text=text),
        readings=tuple(_of_part(one, told, kept) for one in unit.readings),
    )


def whole(said: Iterable[Polarity]) -> Polarity:
    """What sentences say together of an issue: praise and blame are mixed."""
    codes = set(said)
    if Polarity.MIXED in codes or {Polarity.STRENGTH, Polarity.WEAKNESS} <= codes:
        return Polarity.MIXED
    return next(iter(codes - {Polarity.NEUTRAL}), Polarity.NEUTRAL)


def _agreed(readings: tuple[Reading, ...], told: Told) -> bool:
    given = [issue for one in readings for issue in one.issues]
    return all(
        issue in told for issue in set(given) if 2 * given.count(issue) > len(readings)
    )


def _of_part(reading: Reading, told: Told, kept: range) -> Reading:
    here = {
        issue: {place - kept.start: by[place] for place in kept if place in by}
        for issue, by in told.items()
    }
    issues = {
        issue: _polarity(reading.issues[issue], told[issue], by)
        for issue, by in here.items()
        if by and issue in reading.issues
    }
    if reading.sentences is None:
        return replace(reading, issues=issues)
    carried = {issue: by for issue, by in here.items() if by}
    return replace(reading, issues=issues, sentences=carried)


def _polarity(
    given: Polarity, before: Mapping[int, Polarity], after: Mapping[int, Polarity]
) -> Polarity:
    """As the reading gave it, unless that hung on sentences that are gone."""
    left = whole(after.values())
    return given if left is whole(before.values()) else left
