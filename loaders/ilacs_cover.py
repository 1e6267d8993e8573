"""The cover of an ILACS report: authority, days of fieldwork, lead inspector.

Two covers: to 2021 the authority stands above "Inspection of children's social care
services", since then it is part of the title.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from loaders import dates, people
from loaders.healing import canonical
from loaders.pages import Line
from loaders.records import Participant, Period
from ontology.codes import Role

_SERVICES = r"children(?:\s?’\s?s|\ss|s’?)\s+(?:social\s+care\s+)?services"
#: The line below the authority on the old cover.
SUBTITLE = re.compile(
    rf"(?:re-?)?inspection of\s+(?:local authority\s+)?{_SERVICES}", re.IGNORECASE
)
#: The title of the new cover, authority included.
TITLE = re.compile(
    r"(?:re-?)?inspection of\s+(?P<authority>(?!services\b).{2,90}?)"
    rf"(?:\s+local authority)?(?:[’']s?)?\s+{_SERVICES}",
    re.IGNORECASE,
)
_DATES = re.compile(
    r"inspection\s+dates?\b\s*:?|dates?\s+of\s+inspection\s*:?", re.IGNORECASE
)
_TEAM = re.compile(
    r"(?:(?:(?:deputy|joint|co|team|shadow|associate|additional|regulatory"
    r"|supernumerary)[\s-]*)?(?:lead\s+)?inspectors?\s*:"
    r"|(?:deputy\s+)?lead\s+inspectors?(?=\s+(?-i:[A-Z])|$))",
    re.IGNORECASE,
)
_PUBLISHED = re.compile(r"(?:report\s+)?published(?:\s+on)?\s*:", re.IGNORECASE)
_MASTHEAD = re.compile(
    r"ofsted|(?:https?://)?(?:www\.)?(?:gov\.uk/ofsted|ofsted\.gov\.uk)|raising standards"
    r"|improving lives|[\W\d]*",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"the\s+", re.IGNORECASE)
_LONGEST_NAMES = 140
_RANK_WORDS = re.compile(r"\b(?:majesty|inspectors?|S?HMI)\b", re.IGNORECASE)
_OPEN = re.compile(r"(?:[,;:&]|\band|\bHer|\bHis|\bMajesty[’']s)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Cover:
    """What the lines above the judgement table say.

    Attributes:
        warnings: What was looked for and not found.
    """

    title: str | None
    authority: str | None
    periods: tuple[Period, ...]
    people: tuple[Participant, ...]
    published: date | None
    warnings: tuple[str, ...]


def read(lines: Sequence[Line]) -> Cover:
    """The facts of a cover.

    Args:
        lines: Those above the judgement table, in reading order.
    """
    texts = [canonical(line.clean) for line in lines]
    labels = sorted(_labels(texts))
    top = texts[: labels[0][0]] if labels else texts
    title, authority = _title([text for text in top if not _MASTHEAD.fullmatch(text)])
    parts = dict(_parts(texts, labels))
    periods = dates.periods(parts.get("dates", ""))
    team = tuple(_team(texts, labels, lines[0].page if lines else None))
    looked_for = (
        (authority, "no authority in the title of the cover"),
        (periods, "no dates after 'Inspection dates' on the cover"),
        (team, "no name after 'Lead inspector' on the cover"),
    )
    return Cover(
        title,
        authority,
        periods,
        team,
        dates.day(parts.get("published", "")),
        tuple(warning for found, warning in looked_for if not found),
    )


def is_label(text: str) -> bool:
    """Whether a line begins with a label of such a cover."""
    return _DATES.match(text) is not None or _TEAM.match(text) is not None


def extent(lines: Sequence[Line]) -> int:
    """How many lines are the cover where no judgement table ends it."""
    texts = [canonical(line.clean) for line in lines]
    labels = list(_labels(texts))
    if not labels:
        return 0
    index, _, length = labels[-1]
    taken = _taken([texts[index][length:], *texts[index + 1 :]])
    return index + max(len(taken), 1)


def _labels(texts: Sequence[str]) -> Iterator[tuple[int, str, int]]:
    """Lines that begin with a label: where, which, and the label's length."""
    patterns = (("dates", _DATES), ("team", _TEAM), ("published", _PUBLISHED))
    for index, text in enumerate(texts):
        for key, pattern in patterns:
            if match := pattern.match(text):
                yield index, key, match.end()
                break


def _parts(
    texts: Sequence[str], labels: Sequence[tuple[int, str, int]]
) -> Iterator[tuple[str, str]]:
    """Each label with what follows it, up to the next."""
    ends = [*(index for index, _, _ in labels), len(texts)][1:]
    for (index, key, length), end in zip(labels, ends, strict=False):
        text = " ".join([texts[index][length:], *texts[index + 1 : end]])
        yield key, text.strip()


def _title(lines: Sequence[str]) -> tuple[str | None, str | None]:
    text = " ".join(lines)
    below = SUBTITLE.search(text)
    if below is not None:
        above = text[: below.start()].strip(" ,:–-")
        after = text[below.end() :].strip(" ,:–-")
        authority = above or re.sub(r"^(?:in|of|at)\s+", "", after)
        title = f"{above} {below[0]}".strip()
        return title, _bare(authority)
    match = TITLE.search(text)
    if match is not None:
        return match[0], _bare(match["authority"])
    return None, None


def _bare(authority: str) -> str | None:
    return _ARTICLE.sub("", authority.strip(), count=1) or None if authority else None


def _team(
    texts: Sequence[str], labels: Sequence[tuple[int, str, int]], page: int | None
) -> Iterator[Participant]:
    seen: set[str] = set()
    for position, (index, key, length) in enumerate(labels):
        if key != "team":
            continue
        last = position + 1 == len(labels)
        end = len(texts) if last else labels[position + 1][0]
        text = " ".join(_taken([texts[index][length:], *texts[index + 1 : end]]))
        rank = texts[index][:length].casefold()
        lead = rank.startswith(("lead", "joint", "co"))
        role = Role.LEAD_INSPECTOR if lead else Role.INSPECTOR
        for name in people.names(text):
            if name not in seen:
                yield Participant(name, role, page=page)
            seen.add(name)


def _taken(lines: Iterable[str]) -> list[str]:
    """The lines that still belong to a list of names and ranks."""
    taken: list[str] = []
    for line in lines:
        so_far = " ".join(taken).strip()
        more = (
            not so_far
            or _OPEN.search(so_far)
            or _RANK_WORDS.search(line)
            or people.looks_like_name(line.strip(" ,"))
        )
        if not more or len(line) > _LONGEST_NAMES:
            break
        taken.append(line)
    return taken
