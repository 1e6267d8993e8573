"""Paragraphs that the makers of this project read and coded, for training.

``benchmarks/data/own_codings.csv`` has a line for each reading of a paragraph: hashes
and codes, no text. There were several rounds, each blind to those before; most
paragraphs were read in two or three. The fourth also told which sentences carry an issue
and what each says of it: ``adoption=mixed@1s3w`` is praise in the first, blame in the
third. From the fifth on only ``LEFT_OUT`` was read.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmarks import corpus, gold
from benchmarks.corpus import Paragraph
from ontology.codes import FindingKind, Polarity, Trend

DATA = Path(__file__).with_name("data") / "own_codings.csv"
#: Where a network trained without them is measured; those whose name's SHA-256 is a
#: multiple of eight, of all without hand codings.
LEFT_OUT = (
    "bedford",
    "derby",
    "dorset",
    "east-sussex",
    "haringey",
    "isle-of-wight",
    "leeds",
    "rochdale",
    "sandwell",
    "sheffield",
    "wolverhampton",
    "worcestershire",
)
# The round of reading that tells of sentences.
_OF_SENTENCES = "4"

_SENTENCE = re.compile(r"(\d+)([swmn])")
_LETTERS = {
    "s": Polarity.STRENGTH,
    "w": Polarity.WEAKNESS,
    "m": Polarity.MIXED,
    "n": Polarity.NEUTRAL,
}


@dataclass(frozen=True, slots=True)
class Reading:
    """What one reader made of a paragraph.

    Attributes:
        issues: Polarity by issue.
        sentences: By issue, the polarity of each sentence that carries it, by its
            index; None where the reader was not asked.
    """

    issues: Mapping[str, Polarity]
    trend: Trend
    back_reference: bool
    sentences: Mapping[str, Mapping[int, Polarity]] | None


@dataclass(frozen=True, slots=True)
class ReadParagraph:
    """A paragraph and all readings of it."""

    paragraph: Paragraph
    kind: FindingKind
    readings: tuple[Reading, ...]

    @property
    def sentences(self) -> Mapping[str, Mapping[int, Polarity]] | None:
        """As the reading that was asked tells of them."""
        told = (reading.sentences for reading in self.readings)
        return next((each for each in told if each is not None), None)

    @property
    def left_out(self) -> bool:
        """Whether it is of an authority that ``unseen.py`` measures on."""
        return self.paragraph.document.partition("__")[0] in LEFT_OUT


def load() -> list[ReadParagraph]:
    """All that were read; none is of a document that is coded by hand."""
    found = corpus.paragraphs(gold.shared_folder(), gold.documents())
    by_key = {paragraph.key: paragraph for paragraph in reversed(found)}
    readings: dict[str, list[Reading]] = defaultdict(list)
    kinds: dict[str, FindingKind] = {}
    with DATA.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            kinds[row["key"]] = corpus.KIND_IF_ASKED[row["asked"]]
            readings[row["key"]].append(_reading(row))
    # Another version of pdftotext cuts some lines another way: those are left out.
    return [
        ReadParagraph(by_key[key], kinds[key], tuple(of_it))
        for key, of_it in readings.items()
        if key in by_key
    ]


def carried(codes: str) -> dict[str, dict[int, Polarity]]:
    """By issue, what each sentence that carries it says of it, by its index.

    Args:
        codes: Such as ``adoption=mixed@1s3w supervision=weakness@2w``.
    """
    return {
        code.partition("=")[0]: {
            int(number) - 1: _LETTERS[letter]
            for number, letter in _SENTENCE.findall(code.partition("@")[2])
        }
        for code in codes.split()
    }


def _reading(row: Mapping[str, str]) -> Reading:
    issues = {}
    for code in row["codes"].split():
        issue, _, said = code.partition("=")
        issues[issue] = Polarity(said.partition("@")[0])
    asked = row["round"] == _OF_SENTENCES
    return Reading(
        issues,
        Trend(row["trend"]),
        row["back_reference"] == "1",
        carried(row["codes"]) if asked else None,
    )
