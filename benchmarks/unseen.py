"""Reports of authorities that training never met, as their readers coded them.

Every paragraph of ``own_codings.LEFT_OUT`` that may be a finding was read by two to
seven readers, each blind to the others; what most of them gave counts. They are those
who read what the network learnt from, so this tells how well it does what they do, on
reports and authorities it has not seen; how well they do what the hand coders do is
told by ``coding.blind_readings``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby

from benchmarks import gold, own_codings
from benchmarks.gold import CodedText, Place
from benchmarks.own_codings import Reading, ReadParagraph
from loaders.relevance import is_finding


def load() -> list[CodedText]:
    """All of them, with heading and kind as our own readers give them."""
    left_out = [one for one in own_codings.load() if one.left_out]
    left_out.sort(key=_document)
    units: list[CodedText] = []
    for document, found in groupby(left_out, key=_document):
        units.extend(_coded(found, _places(document)))
    return units


def _document(one: ReadParagraph) -> str:
    return one.paragraph.document


def _places(document: str) -> list[Place]:
    authority, _, name = document.partition("__")
    corpus = gold.shared_folder() / "corpus"
    (path,) = corpus.glob(f"*/{authority}/{name}.pdf")
    return gold.passages(path)


def _coded(found: Iterable[ReadParagraph], places: list[Place]) -> Iterator[CodedText]:
    for one in found:
        paragraph = one.paragraph
        place = gold.place_of(paragraph.text, places)
        section = place.section if place else paragraph.section
        issues = most(one.readings)
        yield CodedText(
            document=paragraph.document,
            group=paragraph.document,
            text=paragraph.text,
            section=section,
            kind=place.kind if place else one.kind,
            finding=bool(issues) or is_finding(paragraph.text, section=section),
            issues=issues,
            trend=_commonest(reading.trend.value for reading in one.readings),
            back_reference=2 * sum(r.back_reference for r in one.readings)
            > len(one.readings),
        )


def most(readings: tuple[Reading, ...]) -> dict[str, str]:
    """Issues that more than half of the readers gave, with the polarity most gave."""
    given = Counter(issue for reading in readings for issue in reading.issues)
    return {
        issue: _commonest(
            reading.issues[issue].value
            for reading in readings
            if issue in reading.issues
        )
        for issue, count in given.items()
        if 2 * count > len(readings)
    }


def _commonest(values: Iterable[str]) -> str:
    """The last given counts among equals."""
    counts = Counter(reversed(list(values)))
    return counts.most_common(1)[0][0]
