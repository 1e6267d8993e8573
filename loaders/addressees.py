"""Whom a letter is addressed to: names and posts among the lines of an address.

No label says which line is what. A post is known by its words; a name by its form,
by the post below it, and by being spoken to in the salutation, for a person may be
called Hall or Street.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from loaders.healing import canonical
from loaders.letters import COPIED, Letter
from loaders.people import is_person
from loaders.records import Participant
from ontology.codes import Role

_RANK = (
    r"Interim|Acting|Joint|Corporate|Strategic|Executive|Group|Service|Deputy"
    r"|Assistant|Managing|Statutory|Bi-?Borough|Tri-?Borough|Operational"
)
_POST = re.compile(
    r"\b(?:Directors?|Chief|Executive|Officer|Head\s+of|Manager|Commissioner|Leader"
    r"|Lead|Advis[eo]r|Constable|Superintendent|Chair|Secretary|DCS)\b",
    re.IGNORECASE,
)
#: A name and a post on one line, parted by a comma, a dash or nothing.
_ONE_LINE = re.compile(
    rf"(?P<name>.+?)\s*(?:,|\s[–-]\s|\s)\s*(?P<post>(?:(?:{_RANK})\s+)*"
    r"(?:Directors?|Chief|Head\s+of|Lead|DCS|Commissioner)\b.*)"
)
_RANKS = re.compile(rf"\b(?:{_RANK})\b")
#: Template text that was never filled in, hidden behind the real address.
_RESIDUE = re.compile(r"\[?\bInsert\b.*", re.IGNORECASE)
_NOTE = re.compile(
    r"(?:sent\s+)?(?:by|via)\s+e-?mail\b.*|private\s+and\s+confidential", re.IGNORECASE
)
_PLACE = re.compile(
    r"\b(?:Council|Borough|Corporation|Hall|House|Street|Road|Square|Floor|Offices?"
    r"|Cent(?:re|er)|Buildings?|Avenue|Lane|Way|Place|Court|Park|Quay|Gate|Tower|Wharf"
    r"|MBC|City\s+of|County\s+of|Directorate|Department|PO\s+Box)\b"
    r"|\b[A-Z]{1,2}\d[\dA-Z]?\s*\d[A-Z]{2}\b|^\d",
    re.IGNORECASE,
)
_HONORIFIC = re.compile(r"(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Sir|Dame)\b\.?")
_OPEN_END = re.compile(r"(?:\b(?:and|of|for|to|the|with)|&|[–-])$", re.IGNORECASE)
_GOES_ON = re.compile(r"(?:and\b|&|of\b|for\b|\(|[a-z])")


def read(letter: Letter) -> tuple[Participant, ...]:
    """The addressees of a letter, with posts as printed.

    Lines with a council, place or team are address, and so is what the file clips
    away (a template's second copy). A post may stand on the name's line, on several
    lines, or below the council.
    """
    lines = [
        (text, line.page)
        for line in letter.address
        if not line.hidden
        and (text := canonical(_RESIDUE.sub("", line.clean))).strip(" ,")
        and not _NOTE.fullmatch(text)
    ]
    copied = next((i for i, (text, _) in enumerate(lines) if COPIED.match(text)), None)
    lines = lines[:copied]
    dear = {
        word.strip(",.").casefold()
        for line in letter.salutation
        for word in canonical(line.clean).split()[1:]
    }
    found: list[Participant] = []
    for index, (text, page) in enumerate(lines):
        after = [text for text, _ in lines[index + 1 :]]
        for name, post in _named(text, after, dear, first=not found):
            if name not in {person.name for person in found}:
                found.append(Participant(name, Role.ADDRESSEE, title=post, page=page))
    return tuple(found)


def _named(
    text: str, after: Sequence[str], dear: set[str], *, first: bool
) -> list[tuple[str, str | None]]:
    """Names on one line of an address, each with its post."""
    both = _with_post(text)
    if both is not None:
        name, post = both
        return [(name, _post([post, *after]))]
    titled = bool(after) and _POST.search(after[0]) is not None
    if not (first or titled) or _POST.search(text):
        return []
    names = re.split(r"\s+(?:and|&)\s+", text.strip(" ,"))
    if not all(map(is_person, names)):
        return []
    spoken_to = any(word.casefold() in dear for word in text.split())
    if _PLACE.search(text) and not (spoken_to or _HONORIFIC.match(text)):
        return []
    found = _post(after)
    if found is not None and len(names) > 1:
        found = re.sub(r"\bDirectors\b", "Director", found)
    return [(name, found) for name in names]


def _with_post(text: str) -> tuple[str, str] | None:
    """A name and the post on the same line."""
    name, _, rest = text.partition(",")
    if rest and is_person(name) and _POST.search(rest) and not _RANKS.search(name):
        return name, rest.strip()
    match = _ONE_LINE.fullmatch(text)
    if match is None or not is_person(match["name"]):
        return None
    if _POST.search(match["name"]) or _RANKS.search(match["name"]):
        return None
    return match["name"], match["post"]


def _post(lines: Sequence[str]) -> str | None:
    """The post in the lines below a name, or None."""
    begin = next((i for i, text in enumerate(lines) if _POST.search(text)), None)
    if begin is None or begin > 1 or any(map(_HONORIFIC.match, lines[:begin])):
        return None
    post = [lines[begin]]
    for text in lines[begin + 1 :]:
        more = _POST.search(text) and not _PLACE.search(text)
        if _with_post(text) or not (more or _continues(post[-1], text, lines)):
            break
        post.append(text)
    return canonical(" ".join(post)).strip(" ,")


def _continues(before: str, text: str, lines: Sequence[str]) -> bool:
    if _PLACE.search(text):
        return False
    if _OPEN_END.search(before) or _GOES_ON.match(text):
        return True
    # In an address whose every line ends with a comma, a comma carries nothing on.
    return before.endswith(",") and sum(line.endswith(",") for line in lines) == 1
