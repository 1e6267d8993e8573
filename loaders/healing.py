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
    text = ""
    for part in parts:
        part = part.strip()
        if not part:
            continue
        if text.endswith("\u00ad"):
            text = text[:-1] + part
            continue
        broken = _BREAK.search(text)
        if broken is not None and part[0].isalnum():
            text = _close(text, broken[1], part, vocabulary)
        elif text.endswith(("/", "—")) and part[0].isalnum():
            text += part
        else:
            text = f"{text} {part}" if text else part
    return canonical(text)


def _close(text: str, stem: str, part: str, vocabulary: Collection[str]) -> str:
    rest = re.match(r"[^\W\d_]+", part)
    if rest is not None:
        joined = (stem + rest[0]).casefold()
        if joined in vocabulary and f"{stem}-{rest[0]}".casefold() not in vocabulary:
            return text[:-1] + part
    return text + part


def words(text: str) -> set[str]:
    """The words of a text, lower case, hyphenated ones whole."""
    return set(re.findall(r"\w+(?:-\w+)*", text.casefold()))
