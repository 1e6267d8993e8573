"""Names of people, parted from ranks and from each other."""

from __future__ import annotations

import re

_RANK = (
    r"(?:(?:Senior\s+)?(?:Her|His)\s+Majesty[’']?s\s+Inspectors?(?:\s*\([^)]*\))?"
    r"|(?:Senior\s+)?S?HMIs?(?:\s+designate)?|OIs?|AI|SCRI|CQC(?:\s+inspector)?"
    r"|(?:Senior\s+)?Ofsted\s+(?:lead\s+)?Inspectors?"
    r"|(?:seconded|contracted|additional|associate|regulatory|team|lead|deputy|shadow)"
    r"\s+(?:lead\s+)?inspectors?|Social\s+Care(?:\s+Regulatory)?(?:\s+Inspector)?)"
)
_RANKS = re.compile(rf"(?<![\s,])[\s,]*(?:\(\s*)?\b{_RANK}\b\.?\s*\)?", re.IGNORECASE)
_SEPARATOR = re.compile(r"\s*(?:,|;|/|\band\b|&|\n)\s*")
#: One to five words that begin with a capital; particles inside.
NAME = re.compile(
    r"(?:(?:Mr|Mrs|Ms|Miss|Dr|Prof|Professor|Sir|Dame|Cllr|Councillor|Lord|Lady|Rev)\.?\s+)?"
    r"[A-ZÀ-Þ][\w’'.-]*(?:\s+(?:de|da|del|della|di|van|von|der|den|la|le|bin|al|ap|"
    r"(?:[dD][’'])?[A-ZÀ-Þ][\w’'.-]*|\([A-Z][\w’'.-]*\))){1,4}"
)


def without_rank(text: str) -> str:
    """A name alone: "Neil Penswick, HMI" gives "Neil Penswick"."""
    text = re.sub(r"\([^)]*\)", " ", _RANKS.sub(" ", text))
    return " ".join(text.split()).strip(" ,;.:-–")


def names(text: str) -> tuple[str, ...]:
    """The names in a list such as "A, HMI, B HMI and C (seconded inspector)".

    What is left after ranks are taken out and does not look like a name is
    dropped; nothing is merged.
    """
    plain = _RANKS.sub(",", text)
    plain = re.sub(r"\([^)]*\)", ",", plain)
    found: list[str] = []
    for part in _SEPARATOR.split(plain):
        name = " ".join(part.split()).strip(" ,;.:-–")
        if looks_like_name(name) and name not in found:
            found.append(name)
    return tuple(found)


def looks_like_name(text: str) -> bool:
    """Two to six words, each capitalised or a particle, no digits."""
    return NAME.fullmatch(text) is not None and not any(map(str.isdigit, text))


_POSTNOMINALS = re.compile(r"(?:,?\s+(?:C?[OM]?BE|QPM|KPM|DL|[QK]C|PhD|JP))+$")


def is_person(text: str) -> bool:
    """A name, post-nominals allowed; the words of a rank are none."""
    if re.search(r"\b(?:Majesty|Inspector|HMI)\b", text):
        return False
    return looks_like_name(_POSTNOMINALS.sub("", text))
