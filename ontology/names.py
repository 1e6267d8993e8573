"""Which authority a printed name means.

By equality after levelling (``ontology.forms``), never by likeness: a name that
is not known, or that can mean several bodies, gives None. With a date the answer
is the body of that day; without, today's before one that is no more. Likeness is
used in one place only, ``suggest``, to help a person who has mistyped.
"""

from __future__ import annotations

import difflib
import re
from datetime import date
from functools import lru_cache

from ontology.forms import Caution, Form, fold, forms, stripped
from ontology.register import Authority, Register, bodies_of_time

# In characters: no printed name is longer, no neighbouring word further away.
_LONGEST_NAME = 200
_CONTEXT = 60
_BRACKETS = re.compile(r"\(([^()]*)\)")
_ON_BEHALF = re.compile(r"\bon\s+behalf\s+of\b", re.IGNORECASE)


def resolve(name: str, on: date | None = None) -> Authority | None:
    """The authority a printed name means.

    Args:
        name: As printed, with or without the words for the kind of council or
            service; of a body acting for a council, the council is meant.
        on: Day the name was used, for fieldwork the last.

    Returns:
        None when the name is unknown or could mean several bodies.
    """
    bare = _ON_BEHALF.split(name)[-1]
    found = _candidates(_BRACKETS.sub(" ", bare), on)
    for aside in _BRACKETS.findall(bare):
        # Brackets repeat the name (BCP) or say which of several is meant.
        if named := _candidates(aside, on):
            found = tuple(authority for authority in found if authority in named)
    return found[0] if len(found) == 1 else None


def find(word: str, on: date | None = None) -> Authority | None:
    """The authority with that id, GSS code, DfE code, Ofsted URN or name."""
    register = Register.load()
    word = word.strip()
    return (
        register.get(word.casefold())
        or register.by_gss(word.upper(), on)
        or register.by_dfe(word, on)
        or register.by_urn(word, on)
        or resolve(word, on)
    )


def suggest(word: str, limit: int = 5) -> tuple[Authority, ...]:
    """Authorities whose id, name, acronym or other form is like the word.

    Those whose name holds the word as a whole come first, today's before former
    ones, then those spelt like it, the likest first.
    """
    wanted = fold(word)
    if not wanted:
        return ()
    table = {key: form.authorities for key, form in forms().items()}
    for authority in Register.load():
        table.setdefault(fold(authority.id), (authority,))
    holding = [a for key in table if f" {wanted} " in f" {key} " for a in table[key]]
    holding.sort(key=lambda authority: authority.active_to is not None)
    like = difflib.get_close_matches(wanted, table, n=3 * limit, cutoff=0.6)
    found = {a.id: a for a in [*holding, *(a for key in like for a in table[key])]}
    return tuple(found.values())[:limit]


def authorities_in(text: str, on: date | None = None) -> list[Authority]:
    """The authorities named in a running phrase, in order, each once.

    The longest name wins (North Yorkshire, Bath and North East Somerset). Names
    inside those of other places and bodies (West Yorkshire, Kent Police) and of
    people (Mr Barnet) do not count, nor do forms that are ambiguous on that day.
    """
    if len(text) < _LONGEST_NAME and (whole := resolve(text, on)):
        return [whole]
    prose = _is_prose(text)
    found: dict[str, Authority] = {}
    for match in _pattern(_era(on)).finditer(text):
        form = forms()[fold(match.group())]
        bodies = bodies_of_time(form.authorities, on)
        if len(bodies) != 1 or _belongs_to_another(text, match):
            continue
        if not prose or _is_sure(form, text, match):
            found.setdefault(bodies[0].id, bodies[0])
    return list(found.values())


def _candidates(name: str, on: date | None) -> tuple[Authority, ...]:
    """Those the longest known form of the name can mean on that day."""
    for key, kinds in stripped(name):
        form = forms().get(key)
        if form is None:
            continue
        if not form.authorities:
            return ()
        of_kind = [a for a in form.authorities if a.kind in kinds]
        if found := bodies_of_time(of_kind, on):
            return found
    return ()


_QUALIFIER = re.compile(
    r"(?:\b(?:North|South|East|West|Mid|Central|Greater|New|Upper|Lower|Inner|Outer)"
    r"(?:ern)?[\s-]+"
    r"|\b(?:University|Bishop|Archbishop|Diocese|Duke|Earl|Port)\s+of\s+"
    r"|\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Sir|Dame|Lord|Lady|Cllr|Councillor|Professor|Judge)"
    r"\.?\s+(?:[A-Z][\w'’-]+\s+)?)$"
)
_OTHER_BODY = re.compile(
    r"-(?:by|in|le|on|super|under|upon)-"
    r"|(?:['’]s)?\s+(?:(?:North|South|East|West|Central|Mid)\b"
    r"|Police|Constabulary|Fire|Probation|Universit|College|School|Academy|Hospital"
    r"|NHS|Integrated\s+Care|ICB|Healthcare|Teaching|Crown|Magistrates"
    r"|County\s+Court|Prison|Airport|Cathedral|Abbey|Castle|Station|Road|Street|Lane|Avenue|Square|Docks"
    r"|United|Rovers|Wanderers|Athletic|FC|Daily|Evening|Echo|Gazette|Post|News|Mail"
    r"|Herald|Chronicle|Advertiser|Observer|Live\b)"
)
_DESIGNATION_BEFORE = re.compile(
    r"\b(?:City|Borough|County|Council)\s+of\s+(?:the\s+)?$", re.IGNORECASE
)
_DESIGNATION_AFTER = re.compile(
    r"(?:['’]s?)?\s+(?:city|borough|county|metropolitan|council|local\s+authority"
    r"|children)",
    re.IGNORECASE,
)
_SENTENCE_START = re.compile(r"(?:^|[.!?:•\n])[\s\"'“‘]*$")
_SMALL_WORDS = frozenset(
    "and of the upon with on in by for council county city borough "
    "local authority area".split()
)


def _belongs_to_another(text: str, match: re.Match[str]) -> bool:
    """Whether the name is part of a longer one, of a person, place or body."""
    before, after = _around(text, match)
    return bool(_QUALIFIER.search(before) or _OTHER_BODY.match(after))


def _is_sure(form: Form, text: str, match: re.Match[str]) -> bool:
    """Whether a form that is also a word or another place is the council here."""
    if form.caution is Caution.NONE:
        return True
    before, after = _around(text, match)
    if form.caution is Caution.START and not _SENTENCE_START.search(before):
        return True
    return bool(_DESIGNATION_BEFORE.search(before) or _DESIGNATION_AFTER.match(after))


def _around(text: str, match: re.Match[str]) -> tuple[str, str]:
    """As much of the text before and after a name as tells what it belongs to."""
    start, end = match.span()
    return text[max(0, start - _CONTEXT) : start], text[end : end + _CONTEXT]


def _is_prose(text: str) -> bool:
    """Whether there is more to the text than names and the words between them."""
    words = re.findall(r"[^\W\d_]+", text)
    return any(word.islower() and word not in _SMALL_WORDS for word in words)


def _era(on: date | None) -> frozenset[str] | None:
    if on is None:
        return None
    return frozenset(a.id for a in Register.load() if a.active_on(on))


@lru_cache(maxsize=16)
def _pattern(era: frozenset[str] | None) -> re.Pattern[str]:
    """Every form that means something in that era, the longest first.

    Leaving out the bodies of other times lets "Bournemouth, Christchurch and
    Poole" be three councils before the merger and one after it.
    """
    known = [
        form
        for form in forms().values()
        if not form.authorities
        or era is None
        or any(authority.id in era for authority in form.authorities)
    ]
    known.sort(key=lambda form: len(form.printed), reverse=True)
    return re.compile(rf"(?<!\w)(?=[A-Z])(?:{'|'.join(map(_printed_as, known))})(?!\w)")


def _printed_as(form: Form) -> str:
    words = re.findall(r"[\w'’&]+", form.printed)
    return r"[,.]?[\s‐‑–-]+".join(_word(word) for word in words)


def _word(word: str) -> str:
    if word == "and":
        return "(?:and|AND|&)"
    exact = re.escape(word).replace("'", "['’]")
    other = word.capitalize() if word.islower() else word.upper()
    return rf"(?:{exact}|{re.escape(other).replace(chr(39), '[' + chr(39) + '’]')})"
