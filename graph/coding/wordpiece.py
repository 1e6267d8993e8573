"""Cuts a text into the pieces of words that the network knows.

The greedy longest-match-first scheme of BERT (Devlin et al. 2019), lower case and
without accents. ``tokenizers`` does the same, but brings a client for downloading
models into a program that needs no network; training checks that both agree.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

_SPACED = re.compile(r"\S+")
_LONGEST = 100
_LEFT_OUT = frozenset({"Mn", "Cc", "Cf", "Co", "Cn", "Cs"})


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a word: ``text[start:end]``.

    Attributes:
        id: Its row in the vocabulary.
    """

    id: int
    start: int
    end: int


class WordPieces:
    """A vocabulary in use."""

    def __init__(self, vocabulary: Sequence[str]) -> None:
        """Pieces by their row; those within a word begin with ``##``."""
        self._rows = {piece: row for row, piece in enumerate(vocabulary)}
        self.begin = self._rows["[CLS]"]
        self.separator = self._rows["[SEP]"]
        self._unknown = self._rows["[UNK]"]
        self._cut = lru_cache(maxsize=20_000)(self._cut_word)

    def __call__(self, text: str) -> list[Piece]:
        """The pieces of a text, in order."""
        found: list[Piece] = []
        for word, offset in _words(text):
            plain, places = _plain(word)
            for row, first, after in self._cut(plain):
                found.append(
                    Piece(row, offset + places[first], offset + places[after - 1] + 1)
                )
        return found

    def _cut_word(self, word: str) -> tuple[tuple[int, int, int], ...]:
        """Rows of the pieces, each with its offsets in the word."""
        if len(word) > _LONGEST:
            return ((self._unknown, 0, len(word)),)
        cut: list[tuple[int, int, int]] = []
        start = 0
        while start < len(word):
            for end in range(len(word), start, -1):
                piece = word[start:end] if start == 0 else f"##{word[start:end]}"
                if (row := self._rows.get(piece)) is not None:
                    cut.append((row, start, end))
                    start = end
                    break
            else:
                return ((self._unknown, 0, len(word)),)
        return tuple(cut)


def _words(text: str) -> Iterator[tuple[str, int]]:
    """What stands between spaces and punctuation, and each mark of punctuation."""
    for run in _SPACED.finditer(text):
        start = run.start()
        for place in range(run.start(), run.end()):
            if _is_mark(text[place]):
                if start < place:
                    yield text[start:place], start
                yield text[place], place
                start = place + 1
        if start < run.end():
            yield text[start : run.end()], start


@lru_cache(maxsize=4096)
def _is_mark(character: str) -> bool:
    if character.isascii():
        return not character.isalnum() and character.isprintable()
    return unicodedata.category(character).startswith("P")


def _plain(word: str) -> tuple[str, list[int]]:
    """Lower case without accents, and where each character came from."""
    letters: list[str] = []
    places: list[int] = []
    for place, character in enumerate(word):
        for letter in unicodedata.normalize("NFD", character.lower()):
            # Accents, and characters that print nothing everybody could read.
            if unicodedata.category(letter) not in _LEFT_OUT:
                letters.append(letter)
                places.append(place)
    return "".join(letters), places
