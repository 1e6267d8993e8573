"""From printed lines to running text.

``heal`` closes line breaks and line-end hyphens; ``canonical`` gives one spelling
to what copies of a document spell differently (ligatures, soft hyphens, quotation
marks), character for character where it can.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable

_LIGATURES = {
    "ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st",
}  # fmt: skip
_DROP = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
_SAME = str.maketrans(
    {
        "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\u200a": " ", "\t": " ",
        "\u2011": "-", "\u2010": "-", "`": "'", "´": "'", "‛": "'", "ʼ": "'",
        "„": '"', "‟": '"',
    }
)  # fmt: skip
_OPEN_SINGLE = re.compile(r"(?<![^\s(\[“\"/—–-])['‘’](?=\w)")
_SINGLE = re.compile(r"['‘’](?<!‘)")
_OPEN_DOUBLE = re.compile(r"(?<![^\s(\[‘'/—–-])[\"“”](?=\S)")
_DOUBLE = re.compile(r"[\"”]")
_SPACES = re.compile(r"\s+")
_BREAK = re.compile(r"(\w+)-$")


def canonical(text: str) -> str:
    """One spelling for ligatures, spaces, hyphens and quotation marks.

    Quotation marks become typographic, as the reports print them, so that a copy
    typed with straight ones gives the same words.

    >>> canonical("children's  'own'  ﬁles")
    'children’s ‘own’ files'
    """
    text = unicodedata.normalize("NFC", text).translate(_DROP).translate(_SAME)
    text = text.replace("**", "")  # bold, in copies kept as Markdown
    for ligature, letters in _LIGATURES.items():
        text = text.replace(ligature, letters)
    text = _OPEN_SINGLE.sub("‘", text)
    text = _SINGLE.sub("’", text)
    text = _OPEN_DOUBLE.sub("“", text)
    text = _DOUBLE.sub("”", text)
    return _SPACES.sub(" ", text).strip()


def heal(parts: Iterable[str], vocabulary: Collection[str] = ()) -> str:
    """Join the lines of a paragraph.

    A hyphen at a line end stays, for these documents are not hyphenated by
    machine ("well-" / "being"), unless the document has the joined word elsewhere
    and not the hyphenated one. A soft hyphen goes.

    Args:
        parts: Lines, in order.
        vocabulary: The document's words, lower case.
    """
    pieces: list[str] = []
    for part in map(str.strip, parts):
        if not part:
            continue
        if pieces:
            pieces[-1], gap = _joined(pieces[-1], part, vocabulary)
            pieces.append(gap)
        pieces.append(part)
    return canonical("".join(pieces))


def _joined(line: str, after: str, vocabulary: Collection[str]) -> tuple[str, str]:
    """A line without what only breaks it, and what parts it from the next."""
    if line.endswith("\u00ad"):
        return line[:-1], ""
    if not after[0].isalnum():
        return line, " "
    broken = _BREAK.search(line)
    if broken is not None:
        return (line[:-1] if _closes(broken[1], after, vocabulary) else line), ""
    return line, "" if line.endswith(("/", "—")) else " "


def _closes(stem: str, after: str, vocabulary: Collection[str]) -> bool:
    """Whether a hyphen was put in at the line end."""
    rest = re.match(r"[^\W\d_]+", after)
    if rest is None:
        return False
    joined = (stem + rest[0]).casefold()
    return joined in vocabulary and f"{stem}-{rest[0]}".casefold() not in vocabulary


def words(text: str) -> set[str]:
    """The words of a text, lower case, hyphenated ones whole."""
    return set(re.findall(r"\w+(?:-\w+)*", text.casefold()))
