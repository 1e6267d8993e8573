"""People of letters to a partnership: many addressees, several signatures.

Addressees stand as "Name, role, body", wrapped without a sign of it, sometimes
without the comma or two on a line. So a name is known by what it is not: none of
its words belongs to a post or a body.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from loaders import tables
from loaders.healing import canonical, heal
from loaders.pages import Line
from loaders.records import Participant
from ontology.codes import Role

_HONORIFIC = r"(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Prof(?:essor)?|Cllr|Councillor|Rev)"
#: Words of police ranks that stand before a name.
_RANKS = frozenset(
    "acting temporary deputy assistant chief constable supt superintendent inspector"
    " detective commander commissioner dci di t/chief".split()
)
#: Words a post begins with.
_POSTS = frozenset(
    "accountable acting area assistant associate borough cabinet ceo chair chairman"
    " chairperson chief clinical commander commissioner corporate dcs deputy designated"
    " detective director divisional executive group head independent interim joint lead"
    " leader local manager managing mayor medical named national nps nursing operations"
    " partnership place police principal programme public regional safeguarding secretary"
    " senior service statutory strategic superintendent team temporary territorial vice"
    " yos yot youth".split()
)
#: Words of bodies and of posts, none of them part of a name.
_WORDS = _POSTS | frozenset(
    "adult adults agency and authority board board’s boards boroughs cafcass care ccg"
    " ccgs child children children’s city clinic collaborative commission commissioning"
    " committee community company complaints cqc constabulary corporation council county crc"
    " department designate directorate district division early education"
    " environment families family fire force for foundation general governance"
    " government groups health healthcare help her his hm hmi hmic hmicfrs hmip hmpps"
    " hmprob hospital hospitals icb icbs in inspector inspectorate inspectors integrated"
    " justice learning lscb majesty’s mental metropolitan multi-agency nhs nurse of off"
    " offender offending office officer ofsted on partner partnerships people people’s"
    " policing practice primary prison probation protection provider quality"
    " rehabilitation rescue royal school schools scrutineer scrutiny services skills"
    " social strategy support system the to transformation trust trusts university voice"
    " with young & – -".split()
)
#: Those of them that are surnames as well.
_SURNAMES = frozenset(
    "chair child constable early force head justice leader mayor nurse place royal voice"
    " young".split()
)
_PARTICLES = frozenset(
    "de del della der di du la le van von den st al el ap bin".split()
)
#: Quarters of the compass begin places, not names of people.
_QUARTERS = frozenset(
    "north south east west greater central mid great new isle".split()
)
_POSTNOMINAL = re.compile(
    r"\(?(?:[A-Z]{2,6}|BSc|MSc|ChB|MBChB|PhD|DPhil|MPhil|MEd|BEd|Hons)\)?[.,]?"
)
_NAME_WORD = re.compile(r"[A-ZÀ-Þ][\w’'.-]*,?")
_INNER = re.compile(rf"(?<=[^,\s])\s+(?={_HONORIFIC}\.?\s+[A-Z][\w’'-]+\s+[A-Z])")
#: In points, and in characters without layout: a wrapped line may hang so much.
_HANGING, _HANGING_TEXT = 9.0, 1.5
_COLUMN_SLACK = 4.0
_GAP = 2.0
#: How far apart cells of one column begin, and its lines stand; in points, and in
#: characters and lines without layout.
_IN_COLUMN, _IN_COLUMN_TEXT = (40.0, 24.0), (8.0, 1.0)
_LONGEST_CELL = 90


def addressees(lines: Sequence[Line], place: str | None) -> tuple[Participant, ...]:
    """Whom a letter to a partnership is addressed to.

    Args:
        lines: The address block.
        place: The area inspected, which may look like a person's name.
    """
    seen: list[Line] = [line for line in lines if not line.hidden]
    found: dict[str, Participant] = {}
    for parts, page in _entries(seen, place):
        for text in _INNER.split(heal(parts)):
            entry = _entry(text, place)
            if entry is None:
                continue
            name, post = entry
            person = Participant(name, Role.ADDRESSEE, post or None, page=page)
            found.setdefault(name, person)
    return tuple(found.values())


def signatories(lines: Sequence[Line]) -> tuple[tuple[Participant, ...], int]:
    """Who signed, and how many bodies have a cell of their own for it.

    Args:
        lines: From ``Yours sincerely`` on.
    """
    cells = _cells(lines)
    # A post may repeat the name of its body: each counts once.
    heads = {_is_head(canonical(cell.clean)) for cell in cells} - {None}
    found: dict[str, Participant] = {}
    for cell in cells:
        for name, post in _signed(canonical(cell.clean)):
            title = heal([post, *_post_below(cell, cells)]) or None
            person = Participant(name, Role.SIGNATORY, title, page=cell.page)
            found.setdefault(name, person)
    return tuple(found.values()), len(heads)


def _entries(
    lines: Sequence[Line], place: str | None
) -> Iterator[tuple[list[str], int | None]]:
    """Lines that belong to one addressee, or to two on one line."""
    left = min((line.x0 for line in lines), default=0.0)
    current: list[str] = []
    page: int | None = None
    for line in lines:
        text = re.sub(r"(?<=[a-z)])\d{1,2}(?=\W|$)", "", canonical(line.clean))
        hanging = line.x0 > left + (_HANGING if line.size else _HANGING_TEXT)
        if current and (hanging or not _begins_entry(text, current, place)):
            current.append(text)
            continue
        if current:
            yield current, page
        current, page = [text], line.page
    if current:
        yield current, page


def _begins_entry(text: str, before: Sequence[str], place: str | None) -> bool:
    entry = _entry(text, place)
    if entry is None:
        return False
    # A name alone on its line: only if the entry before it is complete.
    complete = "," in " ".join(before) and not before[-1].endswith((",", " and", " of"))
    return bool(entry[1]) or "," in text or complete


def _entry(text: str, place: str | None) -> tuple[str, str] | None:
    """A name that begins a text, and what follows it; None if none does."""
    words = text.replace(" ,", ",").split()
    start = _after_rank(words)
    end = start
    while end < len(words) and (
        _is_name_word(words[end])
        or (end == start + 1 and words[end].endswith(",") and _is_surname(words[end]))
    ):
        end += 1
        if words[end - 1].endswith(","):
            break
    bare = [word.strip(",") for word in words[start:end]]
    titled = bool(bare) and re.fullmatch(_HONORIFIC, bare[0].rstrip(".")) is not None
    if not 2 <= len(bare) <= 5 or (place and " ".join(bare) == place):
        return None
    if bare[0].casefold() in _QUARTERS and not titled:
        return None
    more = end
    while more < len(words) and _POSTNOMINAL.fullmatch(words[more]):
        if _plain(words[more]) in _WORDS:
            break
        more += 1
    parted = words[more - 1].endswith(",")
    if more < len(words) and not parted and _plain(words[more]) not in _POSTS:
        return None
    name = " ".join(words[:more]).strip(" ,;")
    return name, " ".join(words[more:]).strip(" ,;.")


def _after_rank(words: Sequence[str]) -> int:
    """Where a name begins that has a rank before it; 0 if it has none."""
    ranks = 0
    while ranks < len(words) and _plain(words[ranks]) in _RANKS:
        if words[ranks].endswith(","):
            return 0
        ranks += 1
    return ranks


def _is_name_word(word: str) -> bool:
    plain = _plain(word)
    if plain in _PARTICLES:
        return True
    whole = _NAME_WORD.fullmatch(word) is not None and plain not in _WORDS
    return whole and (not word.strip(",").isupper() or len(plain) < 2)


def _is_surname(word: str) -> bool:
    return word[:1].isupper() and _plain(word) in _SURNAMES


def _plain(word: str) -> str:
    return word.strip(",.;:()").casefold().replace("'", "’")


def _cells(lines: Sequence[Line]) -> list[Line]:
    """Lines of a signature table cut where its second column begins."""
    edges = sorted(
        line.x0 - _COLUMN_SLACK
        for line in lines
        if line.size and _is_head(canonical(line.clean))
    )
    second = [edge for edge in edges if edge > edges[0] + 100]
    if second:
        return [cell for line in lines for cell in tables.cut(line, second[:1])]
    if any(line.size for line in lines):
        return list(lines)
    return [cell for line in lines for cell in tables.cut_at_gaps(line, _GAP)]


def _is_head(text: str) -> str | None:
    """The body that a cell names, if it names one and nothing else."""
    match = re.fullmatch(
        r"(Ofsted|Care Quality Commission)|(?:HMI|(?:Her|His) Majesty’s Inspectorate of)"
        r" (Constabulary|Probation)\b.*",
        text,
    )
    return None if match is None else match[1] or match[2]


def _signed(text: str) -> Iterator[tuple[str, str]]:
    """Names in a cell, each with what stands after it on its line."""
    if len(text) > _LONGEST_CELL or re.search(r"\d|www\.|@", text):
        return
    words = text.split()
    if any(w[0].islower() and _plain(w) not in _WORDS | _PARTICLES for w in words):
        return
    whole = len(words) == 2 and _is_surname(words[1]) and _is_name_word(words[0])
    runs = [
        (known, list(run))
        for known, run in groupby(
            words, key=lambda word: _plain(word) in _WORDS and not whole
        )
    ]
    for index, (known, run) in enumerate(runs):
        if known or not _is_signature(run):
            continue
        after = runs[index + 1][1] if index + 1 < len(runs) else []
        yield _spaced(" ".join(run).strip(" ,")), " ".join(after)


def _is_signature(run: Sequence[str]) -> bool:
    bare = list(run)
    while len(bare) > 1 and _POSTNOMINAL.fullmatch(bare[-1]):
        bare.pop()
    if len(bare) == 1:
        return _spaced(bare[0]) != bare[0]
    whole = all(_NAME_WORD.fullmatch(w) or _plain(w) in _PARTICLES for w in bare)
    return whole and 2 <= len(bare) <= 5 and bare[0][0].isupper()


def _spaced(name: str) -> str:
    """A name whose two words were set without a space."""
    return re.sub(r"^([A-Z][a-zé]{2,})([A-Z][a-zé’-]+)$", r"\1 \2", name)


def _post_below(name: Line, cells: Sequence[Line]) -> list[str]:
    """The post under a signature in its column, to the next name or body."""
    near, pitch = _IN_COLUMN if name.size else _IN_COLUMN_TEXT
    column = [
        cell
        for cell in cells
        if cell.page == name.page
        and cell.start > name.start
        and cell.y > name.y
        and abs(cell.x0 - name.x0) < near
    ]
    found: list[str] = []
    above = name.y
    for cell in sorted(column, key=lambda cell: cell.y):
        text = canonical(cell.clean)
        named = any(True for _ in _signed(text))
        if named or _is_head(text) or cell.y - above > pitch:
            break
        found.append(text)
        above = cell.y
    return found
