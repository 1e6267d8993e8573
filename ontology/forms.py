"""The forms in which names of authorities are printed, brought to one form.

``fold`` levels spelling (case, hyphens, ampersands, apostrophes, stops);
``stripped`` takes away, step by step, the words that say what kind of council it
is or which service is meant; ``forms`` is the table of what remains. Matching is
by equality only: a name that is not in the table is not guessed at.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from ontology.register import Authority, Kind, Register, read_table

EVERY_KIND = frozenset(Kind)
_TOWNS = EVERY_KIND - {Kind.COUNTY}
_COUNTIES = frozenset({Kind.COUNTY, Kind.UNITARY})
_DISTRICTS = frozenset({Kind.METROPOLITAN, Kind.DISTRICT})
_METROPOLITAN = frozenset({Kind.METROPOLITAN, Kind.UNITARY})
_LONDON = frozenset({Kind.LONDON, Kind.SUI_GENERIS})

# Words around a name, and the kinds of council they can belong to: a county has
# no city council, so "Worcester City Council" can never be read as a county's.
_PREFIXES = {
    "the": EVERY_KIND,
    "council of the": EVERY_KIND,
    "council for the": EVERY_KIND,
    "city of": _TOWNS,
    "city and county of": _TOWNS,
    "borough of": _TOWNS,
    "county borough of": _TOWNS,
    "royal borough of": _TOWNS,
    "london borough of": _LONDON,
    "lb of": _LONDON,
    "lb": _LONDON,
    "rb": _TOWNS,
    "metropolitan borough of": _METROPOLITAN,
    "metropolitan district of": _METROPOLITAN,
    "county of": _COUNTIES,
}
_SUFFIXES = {
    "council": EVERY_KIND,
    "city": _TOWNS,
    "city of": _TOWNS,
    "borough": _TOWNS,
    "borough of": _TOWNS,
    "royal borough of": _TOWNS,
    "london borough": _LONDON,
    "london borough of": _LONDON,
    "county": _COUNTIES,
    "county of": _COUNTIES,
    "district": _DISTRICTS,
    "metropolitan": _METROPOLITAN,
    "metropolitan borough": _METROPOLITAN,
    "metropolitan borough of": _METROPOLITAN,
    "metropolitan district": _METROPOLITAN,
    "unitary": frozenset({Kind.UNITARY}),
    "bc": _TOWNS,
    "cc": EVERY_KIND,
    "lbc": _LONDON,
    "mbc": _METROPOLITAN,
    "mdc": _METROPOLITAN,
    "ua": frozenset({Kind.UNITARY}),
    "authority": EVERY_KIND,
    "local authority": EVERY_KIND,
    "local authority area": EVERY_KIND,
    "local area": EVERY_KIND,
    "local area partnership": EVERY_KIND,
    "partnership": EVERY_KIND,
    "local partnership": EVERY_KIND,
    "multi agency partnership": EVERY_KIND,
    "childrens services": EVERY_KIND,
    "childrens services department": EVERY_KIND,
    "childrens services directorate": EVERY_KIND,
    "childrens social care": EVERY_KIND,
    "childrens social care services": EVERY_KIND,
    "childrens social work services": EVERY_KIND,
    "children and families services": EVERY_KIND,
    "children and young peoples services": EVERY_KIND,
    "young peoples services": EVERY_KIND,
    "childrens trust": EVERY_KIND,
    "childrens services trust": EVERY_KIND,
    "children and families trust": EVERY_KIND,
    "children first": EVERY_KIND,
}

_LONGEST = max(len(affix.split()) for affix in _PREFIXES | _SUFFIXES)

_POSSESSIVE = re.compile(r"(?<!children)(?<!people)(?<!person)'s\b")


class Caution(StrEnum):
    """How far a form may be trusted when it stands in running text.

    ``START``: not as the first word of a sentence (Reading, Bury). ``CAREFUL``:
    only beside a word such as "council" (Westminster, Richmond).
    """

    NONE = ""
    START = "start"
    CAREFUL = "careful"


@dataclass(frozen=True, slots=True)
class Form:
    """One way of writing a name.

    Attributes:
        printed: As it is written.
        authorities: Those it can mean; empty for the name of some other body that
            would otherwise be taken for an authority (Bury St Edmunds).
    """

    printed: str
    authorities: tuple[Authority, ...]
    caution: Caution = Caution.NONE


def fold(text: str) -> str:
    """The text without differences of spelling that never tell names apart.

    Idempotent; lower-case words with one space between them.
    """
    text = unicodedata.normalize("NFKC", text).casefold()
    text = unicodedata.normalize("NFKC", text)
    text = "".join(c for c in text if unicodedata.category(c) != "Cf")
    text = text.replace("’", "'").replace("‘", "'").replace("&", " and ")
    text = _POSSESSIVE.sub("", text)
    text = re.sub(r"['.]", "", text)
    return " ".join(re.findall(r"\w+", text))


def stripped(name: str) -> Iterator[tuple[str, frozenset[Kind]]]:
    """What may be the bare name, longest first, with the kinds it can be of.

    The first is the folded name as a whole.
    """
    whole = fold(name)
    seen = {whole: EVERY_KIND}
    waiting = [whole]
    while waiting:
        form = max(waiting, key=len)
        waiting.remove(form)
        yield form, seen[form]
        for shorter, kinds in _shorter(form):
            if shorter not in seen:
                seen[shorter] = seen[form] & kinds
                waiting.append(shorter)


def _shorter(form: str) -> Iterator[tuple[str, frozenset[Kind]]]:
    words = form.split()
    for count in range(1, min(len(words), _LONGEST + 1)):
        prefix, suffix = " ".join(words[:count]), " ".join(words[-count:])
        if prefix in _PREFIXES:
            yield " ".join(words[count:]), _PREFIXES[prefix]
        if suffix in _SUFFIXES:
            yield " ".join(words[:-count]), _SUFFIXES[suffix]


@cache
def forms() -> dict[str, Form]:
    """Every known form by its folded spelling; read once."""
    register = Register.load()
    rows = [(a.name, a.id, "") for a in register]
    rows += [(a.acronym, a.id, "") for a in register if a.acronym]
    rows += [
        (row["form"], row["authority"], row["text"])
        for row in read_table("aliases.csv")
    ]
    table: dict[str, Form] = {}
    for printed, id, caution in rows:
        known = table.get(fold(printed), Form(printed, ()))
        owners = {a.id: a for a in known.authorities}
        if id:
            owners[id] = register[id]
        table[fold(printed)] = Form(
            known.printed, tuple(owners.values()), Caution(caution or known.caution)
        )
    return table
