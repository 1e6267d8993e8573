"""Who is quoted in an article, and as what.

Journalists introduce a person once, with the post, and then use the surname:
"Jo Bloggs, director of children's services at X, said", later "added Bloggs".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_CAPITAL = r"[A-ZÀ-Þ](?:[\w’'-]*\w)?"
_HONORIFIC = (
    r"(?:(?:Cllr|Councillor|Mr|Mrs|Ms|Miss|Dr|Prof|Professor|Sir|Dame|Lord|Lady|Baroness)"
    r"\.?\s+)"
)
_NAME = rf"{_HONORIFIC}?{_CAPITAL}(?:\s+(?:de|van|von|der|la|le|{_CAPITAL})){{1,3}}"
_SAYS = (
    r"(?:said|says|say|told|tells|added|adds|commented|explained|warned|admitted|insisted"
    r"|acknowledged|stated|continued|described|wrote|apologised|promised|pledged|vowed"
    r"|welcomed|urged|called|stressed|confirmed)"
)
_POST = re.compile(
    r"\b(?:director|leader|portfolio\sholder|councillor|cabinet\smember|lead\smember|member"
    r"|chief|executive|minister|secretary|inspector|chair\w*|head|spokes\w+|commissioner"
    r"|advis[eo]r|officer|manager|mayor|president|mp|dcs|principal|governor)\b",
    re.IGNORECASE,
)
#: "Jo Bloggs, director of X, said" and "..., told the Echo".
_AFTER = re.compile(
    rf"(?P<name>{_NAME}),\s+(?P<post>[^.“”\"]{{3,160}}?),?\s+(?:who\s[^,“”]+,\s+)?{_SAYS}\b"
)
#: "council leader Jo Bloggs said", "X’s leader, Jo Bloggs, said".
_BEFORE = re.compile(
    rf"(?<![\w’'-])(?P<post>(?:The\s+)?(?:[A-Z][\w-]*[’']s\s+)?(?:[a-z][\w’'-]*\s+){{0,8}}"
    rf"[a-z][\w’'-]*),?\s+(?P<name>{_NAME}),?\s+{_SAYS}\b"
)
#: "said Jo Bloggs, director of X."
_INVERTED = re.compile(
    rf"\b{_SAYS}\s+(?P<name>{_NAME}),\s+(?P<post>[^.“”\"]{{3,160}}?)(?=[.,;:]\s*[“\"]|\.|$)"
)
#: "Councillor Jo Bloggs said": the honorific is all the post we get.
_PLAIN = re.compile(rf"(?P<name>{_NAME})\s+{_SAYS}\b|\b{_SAYS}\s+(?P<name2>{_NAME})\b")
#: A body is no person, however it is written.
_BODY = re.compile(
    r"\b(?:Council|Borough|County|City|Department|Ofsted|Board|Trust|Police|Association|Echo"
    r"|News|Times|Committee|Government|Education|Children|Inspectors?|Inspectorate)\b"
)
_PLACE = re.compile(r"\s+(?:at|for|of|from)\s+(?:the\s+)?(?P<place>[A-Z][^,]*)$")
_OWNER = re.compile(r"^(?:the\s+)?(?P<place>[A-Z][\w’' -]*?)[’']s?\s+(?=[a-z])")
_COUNCILS = re.compile(
    r"^(?:the\s+)?(?:council|authority|borough|county|city)[’']s\s+", re.IGNORECASE
)
#: What joins a post to the words before it: "and the director Jo Bloggs said".
_LINK = re.compile(r"^(?:(?:and|but|while|when|as|that|after|meanwhile|with)\s+)+")
_CLAUSE = re.compile(r"\s*(?:who|whose|which|and|but|when|while|speaking|adding)\b")
_ASIDE = re.compile(r"\s*\([^)]*\)")


@dataclass(frozen=True, slots=True)
class Speaker:
    """A person quoted.

    Attributes:
        title: Post as printed, without the body it is at.
        organisation: That body, as printed.
        paragraph: Index of the paragraph that introduces them.
    """

    name: str
    title: str | None
    organisation: str | None
    paragraph: int

    @property
    def surname(self) -> str:
        """Last word of the name."""
        return self.name.split()[-1]


def speakers(paragraphs: Sequence[str]) -> tuple[Speaker, ...]:
    """People quoted, in order of introduction, each once."""
    found: dict[str, Speaker] = {}
    for index, text in enumerate(paragraphs):
        for speaker in _introduced(text, index):
            known = found.get(speaker.name)
            if known is None or known.title is None:
                found[speaker.name] = speaker
    return tuple(found.values())


def speaker_of(text: str, people: Iterable[Speaker]) -> str | None:
    """Whom a paragraph quotes, by full name or surname; None if not just one."""
    named = [
        person.name
        for person in people
        if re.search(
            rf"\b{re.escape(person.surname)}\b,?[^.“”]{{0,160}}?\b{_SAYS}\b"
            rf"|\b{_SAYS}\b\s+(?:\w+\s+)?{re.escape(person.surname)}\b",
            text,
        )
    ]
    return named[0] if len(named) == 1 else None


def _introduced(text: str, index: int) -> Iterable[Speaker]:
    taken: list[tuple[int, int]] = []
    for pattern in (_AFTER, _INVERTED, _BEFORE):
        for match in pattern.finditer(text):
            start, end = match.span()
            post = match["post"]
            if pattern is _BEFORE:
                post = _LINK.sub("", post)
            if _overlaps(taken, start, end) or _BODY.search(match["name"]):
                continue
            if _POST.search(post) and not _CLAUSE.match(post):
                taken.append((start, end))
                yield _speaker(match["name"], post, index)
    for match in _PLAIN.finditer(text):
        group = "name" if match["name"] else "name2"
        start, end = match.span(group)
        if re.match(_HONORIFIC, match[group]) and not _overlaps(taken, start, end):
            yield Speaker(match[group], None, None, index)


def _overlaps(taken: Iterable[tuple[int, int]], start: int, end: int) -> bool:
    return any(a < end and start < b for a, b in taken)


def _speaker(name: str, post: str, index: int) -> Speaker:
    title = " ".join(_ASIDE.sub("", post).split()).strip(" ,")
    title = _COUNCILS.sub("", title)
    place: str | None = None
    if owner := _OWNER.match(title):
        place, title = owner["place"], title[owner.end() :]
    elif at := _PLACE.search(title):
        place, title = at["place"], title[: at.start()]
    title = re.sub(r"^(?:the|a|an)\s+", "", title)
    return Speaker(name, title or None, place, index)
