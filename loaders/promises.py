"""What an authority says it will do, and by when."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Collection
from datetime import date

from loaders.dates import month_number

_MONTHS = r"January|February|March|April|May|June|July|August|September|October|November|December"
#: What makes a sentence a promise, whoever utters it.
_PLEDGE = re.compile(
    r"""\b(?:
      (?:plans?|aims?|intends?|proposes?|hopes?|expects?|wants?|wanted|planned|aimed|intended
        |promised|promises|pledged|pledges|vowed|undertaken|undertook|committed|determined)
        \s(?:\w+ly\s)?to\b(?!\s(?:the|a|an|its|their|our|date)\b)
     |(?:is|are|was|were)\s(?:now\s|also\s)?(?:set|due|expected|planning|aiming|committed
        |determined|working|going)\s(?:\w+ly\s)?to\b
     |(?:promised|pledged|vowed|committed\sto|promises?|pledges?)\s(?:an?\s|to\s|that\s|\w+ing\b)
     |(?:is|are)\s(?:now\s|also\s|currently\s)?(?:extending|introducing|investing|recruiting
        |launching|creating|developing|expanding|running|rolling\sout|setting\sup|bringing\sin)
     |(?:has|have)\s(?:now\s|also\s|already\s)?(?:introduced|launched|created|established|set\sup
        |drawn\sup|appointed|allocated|earmarked|agreed)
     |(?:is|are)\sdesigned\sto
    )""",
    re.IGNORECASE | re.VERBOSE,
)
#: "will" alone is a promise only of the authority, its plan or its people.
_WILL = re.compile(
    r"\b(?:will|would|shall|[’']ll)\b(?!\s(?:have\b|benefit|wish|suggest|mean|depend"
    r"|be\s(?:crucial|key|vital|important|difficult|hard|needed|required|likely)))"
)
_OWN = re.compile(
    r"\b(?:council|authority|borough|plan|strategy|programme|cabinet|department|board|we|our"
    r"|portfolio\sholder|leaders?|director|service|bosses|it|there)\b",
    re.IGNORECASE,
)
_PLAN = re.compile(
    r"\b(?:action|improvement|turnaround|recovery|transformation|delivery)\splan\b",
    re.IGNORECASE,
)
#: What inspectors say or ask is theirs, and so is what others will do.
_THEIRS = re.compile(
    r"\b(?:Ofsted|inspectors?|inspectorate|watchdog|regulator|government|DfE|Department\sfor"
    r"\sEducation|minister|secretary\sof\sstate)\b[^.,;]{0,40}?\b(?:will|would|said|found|has|have"
    r"|is|are|plans?|expects?|wants?|warned|noted|asked)\b",
    re.IGNORECASE,
)
_DUE = re.compile(
    rf"\b(?:until|till|by|before|no\slater\sthan|deadline\sof|due\sin|completed\sin)\s"
    rf"(?:the\s)?(?P<end>end\sof\s)?(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s)?"
    rf"(?:(?P<month>{_MONTHS})\s)?(?P<year>20\d\d)\b"
)
_SENTENCES = re.compile(r"(?<=[.!?][”\"’'])\s+(?=[A-Z“‘])|(?<=[.!?])\s+(?=[A-Z“‘])")


def is_promise(paragraph: str, names: Collection[str] = ()) -> bool:
    """Whether a sentence of it says what the authority is to do.

    Args:
        paragraph: Of an article or letter.
        names: Short names by which the text calls the authority (``BCP``).
    """
    return any(_promises(sentence, names) for sentence in _SENTENCES.split(paragraph))


def due(paragraph: str) -> date | None:
    """The one day by which it should be done; a month or year is its last day."""
    found = {day for sentence in _SENTENCES.split(paragraph) for day in _days(sentence)}
    return found.pop() if len(found) == 1 else None


def _promises(sentence: str, names: Collection[str]) -> bool:
    if _THEIRS.search(_unquoted(sentence)):
        return False
    if _PLAN.search(sentence) and re.search(
        r"\b(?:says?|said|aims?|wants?|wanted|promises?|includes?|set\sout|sets\sout|will|would)\b",
        sentence,
    ):
        return True
    words = set(re.findall(r"\w+", sentence))
    if _OWN.search(sentence) is None and words.isdisjoint(names):
        return False
    return _PLEDGE.search(sentence) is not None or _WILL.search(sentence) is not None


def _unquoted(sentence: str) -> str:
    return re.sub(r"“[^”]*”?|\"[^\"]*\"?", " ", sentence)


def _days(sentence: str) -> list[date]:
    found: list[date] = []
    for match in _DUE.finditer(sentence):
        year = int(match["year"])
        month = month_number(match["month"]) if match["month"] else 12
        last = monthrange(year, month)[1]
        day = int(match["day"]) if match["day"] and match["month"] else last
        if 1 <= day <= last:
            found.append(date(year, month, day))
    return found
