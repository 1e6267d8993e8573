"""What the opening of a visit letter states: authority, days, inspectors, focus.

The facts stand in running text, in an order and wording that changed with every
template: the sentences are found by their verbs, never by their place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from loaders import people
from loaders.records import Participant
from loaders.sentences import parted
from ontology.codes import Role

_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November"
    r"|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?"
)
_DAY = r"\d{1,2}(?:st|nd|rd|th)?(?!\d)"
_DAYS = re.compile(
    rf"\b(?:(?:on|between|from|over|during|in|dated?)\s+)?(?:the\s+)?{_DAY}"
    rf"(?:(?:\s*,\s*|\s*&\s*|\s*[-–—]\s*|\s+)(?:{_DAY}|{_MONTH}|(?:19|20)\d{{2,3}}|and|to"
    r"|until|of|the|between|from|on)\b)*",
    re.IGNORECASE,
)
_TRAILING = re.compile(
    r"(?:[\s,]+(?:and|to|until|of|the|between|from|on))*[\s,]*$", re.IGNORECASE
)
#: A full stop forgotten between the names and the focus.
_STOP_MISSING = re.compile(
    r"(?<=[a-z])\s+(?=(?:Inspectors\s+(?:looked|considered|evaluated|reviewed)"
    r"|This\s+visit\s+(?:looked|was|focus))\b)"
)
_SUMMARY = re.compile(
    r"\b(?:focus(?:s)?ed|monitoring)\s+(?:inspection\s+)?visit\b(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_SERVICES = (
    r"(?i:(?:local\s+authority[’']?s?\s+)?"
    r"(?:services\s+for\s+children|(?:children|young\s+people)[’']?s?\b"
    r"(?:(?:\s+and|,)\s+(?:young\s+people|famil(?:y|ies)|adult)[’']?s?)?[’']?"
    r"(?:\s+social\s+care)?\s+services?\b))"
)
_SUBJECT = re.compile(
    rf"\b(?:to|of|at|in|with)\s+(?:the\s+)?(?P<name>[A-Z].*?)(?:\s+{_SERVICES}|$)",
    re.DOTALL,
)
_SUBJECT_END = re.compile(
    r"\s*(?:,\s*who\b|,\s*which\b|\bwho\s+are\b|\bcarried\s+out\b|\bconducted\b|"
    r"\bundertaken\b|\btook\s+place\b|\bwhich\b|\bthat\b|\bon\s*$|\bbetween\s*$|\.$).*",
    re.DOTALL,
)
_ON_BEHALF = re.compile(
    r"\bon\s+behalf\s+of\s+(?:the\s+)?"
    r"(?P<name>(?:[A-Z][\w’'&-]*,?\s+|(?:and|of|upon|on|the)\s+)+"
    r"(?i:council|borough|corporation|local\s+authority))\b"
)
#: A body that runs the services and is not the authority.
_PROVIDER = re.compile(
    r"\b(?:Trust|Children\s+First|for\s+Children|Company|Limited|Ltd|CIC)\b",
    re.IGNORECASE,
)
_LIST = r"(?P<list>.+)$"
_TEAM = (
    re.compile(
        r"\b(?:inspectors?|(?:her|his)\s+majesty[’']?s\s+inspectors?(?:\s+of\s+[^.]*?)?"
        r"(?:\s*\(HMI\))?)(?:\s+(?:for|on)\s+(?:this|the)\s+visit)?\s+(?:was|were)\b:?\s+"
        + _LIST,
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:visit|it)\b.*?\b(?:carried\s+out|conducted|undertaken|completed|led|made)\s+by\s+"
        + _LIST,
        re.IGNORECASE,
    ),
)
_NOT_A_LIST = re.compile(
    r"^(?:on\s+site|primarily|able|based|impressed|told|also|not|assured|concerned|"
    r"satisfied|made\s+aware|given|shown|remote|video|inspectors?\s+on\b|the\s+local)",
    re.IGNORECASE,
)
_SHADOW_NOTE = re.compile(
    r"[,;]?\s*(?:and\s+|with\s+)?[A-Z][\w’'.-]*(?:\s+[A-Z][\w’'.-]*){1,3}(?:,?\s*HMI)?\s*"
    r"\((?:shadow|observ|quality)[^)]*\)"
)
_SHADOW = re.compile(
    r"\b(?:shadow|observ|quality[\s-]+assur)\w*(?P<by>\s+by\b)?", re.IGNORECASE
)
#: What joins a further name to a list.
_JOINED = re.compile(
    r"[,;]?\s*\b(?:(?:supported|accompanied|assisted|joined)\s+by|(?:along\s+|together\s+)?"
    r"with)\s+",
    re.IGNORECASE,
)
_BODY = re.compile(r"\b(?:Council|Services?|Children|Ofsted|Majesty|Inspectors?)\b")
_ASSURED = re.compile(
    r"\bquality\s+assurance\s+managers?(?:\s+for\s+(?:this|the)\s+visit)?\s+(?:was|were)\s+"
    + _LIST
    + r"|\bquality\s+assured\s+by\s+(?P<by>.+)$",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"\blead\s+inspector,?\s+(?:was\s+)?(?P<name>" + people.NAME.pattern + ")"
)
_LOOKED = re.compile(
    r"^(?:(?:During|On|In|At|Over|For|Throughout)\s+(?:the\s+course\s+of\s+)?(?:this|the)"
    r"\s+(?:\w+\s+)?visit,?\s+)?(?:(?:The\s+)?(?P<who>inspectors?)|(?:This|The|Our)\s+"
    r"(?:\w+\s+)?visit)\s+(?:also\s+|primarily\s+|specifically\s+|jointly\s+)*"
    r"(?:looked|considered|evaluated|reviewed|focus(?:s)?ed|examined|assessed|explored"
    r"|concentrated|scrutinised|inspected)\s+(?:carefully\s+)?(?:at|on|into|upon)?\s*"
    r"(?P<what>.+)",
    re.IGNORECASE | re.DOTALL,
)
_FOCUS_WAS = re.compile(
    r"^(?:The\s+)?(?:main\s+|primary\s+)?focus\s+(?:of|for)\s+(?:this|the)\s+(?:\w+\s+)?"
    r"visit\s+was\s+(?:on\s+|to\s+\w+\s+)?(?P<what>.+)",
    re.IGNORECASE | re.DOTALL,
)
_EVIDENCE = re.compile(
    r"^(?:an?|the)?\s*(?:\w+\s+)?(?:range|variety|wide\s+range)\s+of\s+(?:\w+\s+)?evidence"
    r"|^(?:evidence|documents?|case\s+records|children[’']s\s+(?:case\s+)?(?:records|files)"
    r"|(?:relevant\s+)?(?:local\s+authority\s+)?performance)\b",
    re.IGNORECASE,
)
_ARRANGEMENTS = re.compile(
    r"^(?:the\s+)?(?:(?:local\s+authority|council|trust)[’']?s?\s+|[A-Z][\w\s]+?[’']s\s+)?"
    r"(?:current\s+|overall\s+)?arrangements(?:\s+and\s+support)?(?:\s+made|\s+in\s+place)?"
    r"\s+for\s+(?:the\s+arrangements\s+for\s+)?",
    re.IGNORECASE,
)
_PROGRESS = re.compile(
    r"^(?:the\s+)?progress\s+(?:made\s+)?(?:by\s+[^,]+?\s+)?(?:in|on|against|for|with)\s+"
    r"(?:the\s+(?:following\s+)?areas?\s+of\s+)?",
    re.IGNORECASE,
)
_ASIDE = re.compile(
    r",?\s+in\s+accordance\s+with\b.*|,\s+namely\b.*|,?\s+with\s+(?:a\s+|an\s+)?"
    r"(?:particular\s+|specific\s+)?(?:focus|emphasis)\s+on\s*:?$|\s*:$",
    re.IGNORECASE | re.DOTALL,
)


#: Not a focus but a pointer to the list of them.
_POINTER = re.compile(
    r"(?:the\s+)?(?:following|progress|areas?\s+of\s+concern|concerns?)\b",
    re.IGNORECASE,
)


def sentences(text: str) -> list[str]:
    """Parted at full stops, initials aside; a stop forgotten is put in."""
    return parted(_STOP_MISSING.sub(". ", text))


def summary(paragraphs: Sequence[str]) -> str | None:
    """The sentence that says whom the visit was to and when."""
    found = [
        sentence
        for text in paragraphs
        for sentence in sentences(text)
        if _SUMMARY.search(sentence)
    ]
    dated = [sentence for sentence in found if days(sentence)]
    return next(iter(dated or found), None)


def days(sentence: str) -> str | None:
    """The words of a sentence that are its dates."""
    for match in _DAYS.finditer(sentence):
        if re.search(_MONTH, match[0], re.IGNORECASE):
            return _TRAILING.sub("", match[0]).strip()
    return None


def authority(
    sentence: str | None, title: str | None, paragraphs: Sequence[str]
) -> str | None:
    """The authority as printed; where a trust was visited, the one it works for."""
    names = [
        name
        for text in (sentence, title)
        if text is not None and (name := _subject(text)) is not None
    ]
    own = [name for name in names if not _PROVIDER.search(name)]
    if own:
        return own[0]
    for text in paragraphs:
        match = _ON_BEHALF.search(text)
        if match is not None:
            return match["name"]
    return names[0] if names else None


def team(paragraphs: Sequence[str]) -> tuple[Participant, ...]:
    """Who carried the visit out, in the order printed.

    Those who shadowed are left out; who assured its quality comes as support. The
    lead is marked where the letter says who it was.
    """
    found: list[Participant] = []
    assured: list[Participant] = []
    for text in paragraphs:
        text = re.sub(r"(?<=\w)-\s+(?=[A-Z])", "-", text)
        for sentence in sentences(text):
            found += _inspectors(sentence)
            match = _ASSURED.search(sentence)
            if match is not None:
                names = people.names(match["list"] or match["by"])
                assured += [Participant(name, Role.SUPPORT) for name in names]
    kept: dict[str, Participant] = {}
    for person in [*found, *assured]:
        kept.setdefault(person.name, person)
    return tuple(kept.values())


def theme(paragraphs: Sequence[str]) -> str | None:
    """What the visit looked at, without the words every letter has."""
    for text in paragraphs:
        for sentence in sentences(text):
            match = _LOOKED.match(sentence) or _FOCUS_WAS.match(sentence)
            if match is None or _EVIDENCE.match(match["what"]):
                continue
            found = _trimmed(match["what"])
            if found is not None and not _POINTER.match(found):
                return found
    return None


def _subject(text: str) -> str | None:
    match = _SUMMARY.search(text)
    if match is None:
        return None
    rest = match["rest"]
    when = days(rest)
    if when is not None:
        rest = rest.replace(when, " ", 1)
    rest = " ".join(re.sub(r"\([^)]*\)", " ", rest).split()).strip(" .")
    found = _SUBJECT.search(rest)
    if found is None:
        return None
    name = re.sub(r"[’']s?$", "", _SUBJECT_END.sub("", found["name"]).strip(" ,.:"))
    return name or None


def _inspectors(sentence: str) -> Iterator[Participant]:
    """Those a sentence names as having carried out the visit."""
    for pattern in _TEAM:
        match = pattern.search(sentence)
        if match is None or _NOT_A_LIST.match(match["list"]):
            continue
        lead = _LEAD.search(sentence)
        for name in people.names(_JOINED.sub(", ", _without_shadow(match["list"]))):
            if _PROVIDER.search(name) or _BODY.search(name):
                continue
            leads = lead is not None and lead["name"].startswith(name)
            yield Participant(name, Role.LEAD_INSPECTOR if leads else Role.INSPECTOR)
        return


def _without_shadow(listed: str) -> str:
    """A list without those who watched, or watched over, the others' work."""
    listed = _SHADOW_NOTE.sub(" ", listed)
    shadow = _SHADOW.search(listed)
    if shadow is None:
        return listed
    before = listed[: shadow.start()]
    if shadow["by"]:
        return before  # their names follow
    cut = max(before.rfind(" with "), before.rfind("; "))
    if cut < 0:
        cut = before.rfind(" and ")
    return before[:cut] if cut >= 0 else before


def _trimmed(what: str) -> str | None:
    text = _ARRANGEMENTS.sub("", what.strip())
    text = _PROGRESS.sub("", text)
    text = _ASIDE.sub("", text.strip(" ."))
    text = re.sub(r"[.,:;]([’”])$", r"\1", text.strip(" .,:;"))
    return text or None
