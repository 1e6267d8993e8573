"""What judgements are about: the wordings of the labels, of every framework."""

from __future__ import annotations

import re

from loaders.healing import canonical
from ontology.codes import Aspect

_EXPERIENCES = r"(?:experiences? (?:and|of) progress of )?"
#: Wordings of the labels, articles, numbers and punctuation left out.
_ASPECTS: tuple[tuple[Aspect, str], ...] = (
    (
        Aspect.OVERALL,
        r"overall effectiveness(?: of children’s services(?: in .+)?)?|overall judge?ment",
    ),
    (Aspect.OVERALL, r"(?:overall judge?ment is that )?children’s services(?: in .+)?"),
    (
        Aspect.LEADERSHIP,
        (
            r"(?:impact of )?(?:leaders|leadership)(?: and managers)?(?: on social work"
            r" practice(?: with children(?: and (?:their )?families)?)?)?"
        ),
    ),
    (Aspect.LEADERSHIP, r"leadership(?: and)? management(?: and governance)?"),
    (
        Aspect.HELP_AND_PROTECTION,
        _EXPERIENCES + r"children(?: and young people)?(?: and families)?"
        r" (?:who need|in need of|needing|who require) help (?:and|or) protection",
    ),
    (
        Aspect.CARE_AND_LEAVERS_COMBINED,
        _EXPERIENCES + r"children(?: and young people)? (?:in care|looked after)"
        r" and(?: of)? (?:care leavers|young people leaving care)",
    ),
    (
        Aspect.CHILDREN_IN_CARE,
        _EXPERIENCES + r"children(?: and young people)? in care",
    ),
    (Aspect.CARE_LEAVERS, _EXPERIENCES + r"care leavers"),
    (
        Aspect.LOOKED_AFTER_AND_PERMANENCE,
        _EXPERIENCES + r"children(?: and young people)? looked after and achieving"
        r" permanence",
    ),
    (Aspect.ADOPTION, r"adoption(?: performance)?"),
    (
        Aspect.LSCB,
        (
            r"(?:effectiveness of )?(?:(?:[\w’-]+ ){0,5}safeguarding(?: children(?:’s)?)? board"
            r"(?: \w*scb)?|\w{0,5}scb)"
        ),
    ),
)
_ASPECT_PATTERNS = tuple((found, re.compile(wording)) for found, wording in _ASPECTS)
#: Labels as tables print them, to tell where one row ends and the next begins.
ROWS = tuple(
    tuple(wording.split())
    for wording in (
        "impact of leaders on social work practice with children and families",
        *(
            start + label
            for start in ("experiences and progress of ", "experience and progress of ", "")
            for label in (
                "children who need help and protection",
                "children in need of help and protection",
                "children in care and care leavers",
                "children in care",
                "care leavers",
            )
        ),
        "overall effectiveness",
        "children looked after and achieving permanence",
        "adoption performance",
        "leadership management and governance",
    )
)  # fmt: skip
WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
ARTICLES = frozenset(("the", "a"))
_LEAD_IN = re.compile(
    r"(?:graded )?judge?ments? (?:for|about|on|of) (?:the )?|review of (?:the )?"
)


def aspect(label: str) -> Aspect | None:
    """What a label names, or None if no framework has such an aspect.

    Row numbers, articles, case and punctuation do not matter.

    >>> aspect("2.2 Experiences and progress of care leavers").value
    'care_leavers'
    """
    plain = _LEAD_IN.sub("", " ".join(label_words(label)), count=1)
    for found, pattern in _ASPECT_PATTERNS:
        if pattern.fullmatch(plain):
            return found
    return None


def label_words(text: str) -> list[str]:
    """The words of a label, lower case, without articles and numbers."""
    found = WORD.findall(canonical(text).casefold())
    return [word for word in found if word not in ARTICLES]
