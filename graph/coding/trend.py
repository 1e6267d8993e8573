"""What a finding says of change, and whether it points back to an earlier inspection."""

from __future__ import annotations

import re

from graph.coding.model import log_share
from graph.coding.network import View

_MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november"
    r"|december)"
)
_KIND = (
    r"(?:full |standard |ofsted |ilacs |sif |joint |joint targeted area |monitoring |focused "
    r"|assurance |thematic |unannounced |safeguarding |safeguarding and looked after children "
    r"|safeguarding and children looked after "
    r"|child protection |judgement |inadequate |'inadequate' |children's services |single )*"
)
_LOOK = r"(?:inspections?|visits?|judgements?|ilacs|jtais?|sif)"
_WHEN = rf"(?:late |early |spring |summer |autumn |winter )?(?:{_MONTH} )?20\d\d"
#: What names an earlier inspection, visit or what it asked, in so many words.
_BACK = re.compile(
    r"\b(?:"
    + "|".join(
        (
            rf"(?:(?:last|previous|earlier|prior|full|most recent|recent|20\d\d|{_MONTH})\s+)"
            rf"{{1,3}}{_KIND}{_LOOK}",
            rf"(?:the|our|its|ofsted's) first {_KIND}{_LOOK}",
            r"(?:second|third|fourth|fifth|sixth) monitoring visit",
            r"ofsted(?:'s)? (?:monitoring|focused|assurance) visits?",
            rf"{_LOOK} (?:of [\w\s,']{{0,80}})?(?:carried out |undertaken |conducted )?"
            rf"(?:in|of|from|since|took place in) (?:the )?{_WHEN}",
            r"(?:inspections?|visits?) \(20\d\d",
            rf"the 20\d\d (?:[\w']+ ){{1,7}}{_LOOK}",
            rf"(?:at|from|in|since|by|following) (?:that|these|those|both|successive|two"
            rf"|three|several) {_KIND}inspections?",
            rf"in {_WHEN}, (?:the|an?) {_KIND}{_LOOK}",
            r"(?:inspections?|visits?) (?:on|to) [\w\s,']{1,60} in " + _WHEN,
            r"(?:progress|delivered|responded|response)[\w\s]{0,30} (?:against|on|to) (?:the|all|many"
            r"|most)(?: of the)? recommendations?",
            r"ofsted's thematic inspection|(?:early|earlier|from) monitoring visits?",
            r"since the inspection|inspection history|successive inspections?"
            r"|succession of inspections?|inspection reports over",
            r"since the (?:\w+ )?(?:focused|monitoring|assurance|ofsted|20\d\d)"
            r" (?:visits?|inspections?)",
            r"(?:when|since) (?:ofsted|inspectors) (?:last|previously)",
            r"(?:last|previously) (?:visited|inspected)|visits? (?:have|has) previously",
            r"ofsted (?:last )?(?:visited|inspected|conducted|carried out)",
            r"previous(?:ly)? (?:inspect|judg|ofsted|recommend)\w*|previous 'inadequate'",
            r"recommendations? (?:from|of|made (?:at|in|by)) (?:the )?(?:last|previous"
            r"|earlier|inspection|ofsted)",
            r"areas? (?:for (?:improvement|development|priority action)|of weakness"
            r"|needing to improve)s? (?:that (?:were|was) )?"
            r"(?:identified|made|found|highlighted|from) (?:at|in|by|during|from) "
            r"(?!(?:this|the) (?:inspection|visit|focused visit|monitoring visit)\b|inspectors"
            r"|leaders|managers|senior|their|audit|self)",
            rf"(?:inspectors|ofsted)(?:'s)? (?:found|judged|visited) in {_WHEN}",
            rf"in {_WHEN}, inspectors",
            rf"(?:judged|requires? improvement|to be good|inadequate|outstanding|were good"
            rf"|was good) in {_WHEN}",
            rf"in {_WHEN}, (?:\w+ ){{1,4}}(?:was|were)"
            r" (?:judged|good|outstanding|inadequate|adequate)",
            r"key areas of practice since 20\d\d|(?<!next )(?<!full )re-?inspection"
            r"|on (?:their|its) return visit",
            r"(?:highlighted|identified|found|raised|noted|reported|seen|made)"
            r" (?:at|in|by|during|from) (?:the|our|its|ofsted|a|an) (?:last|previous"
            r"|earlier|first|recent|full|ofsted|20\d\d)"
            r"(?=[\w\s']{0,60}\b(?:inspect|visit|judg|jtai|monitoring|ofsted))",
        )
    )
    + r")\b"
)
_GRADED = r"(?:judged|rated|graded|inspected)"
_OTHERS = (
    r"(?:schools?|academ(?:y|ies)|colleges?|prus?|referral units?|nurser(?:y|ies)"
    r"|(?:children's |residential )?homes?|short breaks?|settings?|provisions?|providers?"
    r"|agency|police|constabular(?:y|ies))"
)
#: Whose inspection it was, where it was not one of the council.
_OF_OTHERS = re.compile(
    rf"\b{_OTHERS}\b[^.;]{{0,160}}\b{_GRADED}\b|\b{_GRADED}\b[^.;]{{0,60}}\b{_OTHERS}\b"
)
_IMPROVING = re.compile(
    r"\b(?:ha(?:s|ve) (?:[\w-]+ ){0,4}?(?:improved|strengthened|increased|progressed"
    r"|reduced|decreased|accelerated)|(?:ha(?:s|ve)|been|is|are) (?:been )?(?:significantly |substantially"
    r" |greatly |considerably |further )?(?:improved|strengthened|improving|transformed"
    r"|strengthening)|(?:significant|substantial|considerable|good|much|some|strong|steady|marked|notable"
    r"|clear|real|recent|positive|further) (?:and [\w]+ )?(?:improvements?|progress)"
    r"|improving (?:picture|trend|position|trajectory|performance|quality|timeliness)"
    r"|(?:improvements?|progress) (?:ha(?:s|ve) been|in|is|are|to|since|made)|(?:is|are) (?:now|beginning|starting"
    r"|increasingly|becoming|improving|reducing|falling|rising)|now (?:more|better|well|much"
    r"|effective|strong|consistently|receiv|benefit|operat|good|have|has)|more recently|no longer"
    r"|better than (?:it was|at|before)|(?:started|beginning|begun|starting) to"
    r"|journey of improvement|upward trend)"
)
_UNCHANGED = re.compile(
    r"\b(?:remains?|remained|still|continu(?:es?|ed|ing) to (?:be|have|experience|need|not)"
    r"|not (?:been )?(?:effectively |fully |sufficiently )?(?:addressed|improved|resolved"
    r"|remedied|progressed)|persist(?:s|ed|ent)?|little (?:progress|improvement|change)"
    r"|no (?:progress|improvement)|(?:limited|insufficient) progress|same (?:areas|issues"
    r"|concerns|weaknesses)|long-?standing|repeat(?:ed)? (?:areas?|recommendations?))\b"
)
_DECLINING = re.compile(
    r"\b(?:deteriorat\w+|declin(?:ed|ing)|worsen\w*|worse than|ha(?:s|ve) (?:fallen|weakened"
    r"|dropped|slipped)|less (?:effective|well|robust|timely) than (?:at|in|it|before)"
    r"|regress\w*|increasing (?:delays?|backlog))\b"
)
_QUOTES = str.maketrans("’‘‐‑", "''--")


def back_reference(text: str) -> bool:
    """True where the text refers to an earlier inspection or visit or what it asked.

    Those of others, such as schools, children's homes or the police, do not count.
    """
    return _points_back(text.translate(_QUOTES).lower())


def _points_back(folded: str) -> bool:
    return any(
        not _OF_OTHERS.search(_sentence(folded, found))
        for found in _BACK.finditer(folded)
    )


def _sentence(text: str, found: re.Match[str]) -> str:
    """The sentence, or the part of it up to a semicolon, that a match stands in."""
    start = max(text.rfind(mark, 0, found.start()) for mark in (". ", "; ")) + 1
    end = text.find(". ", found.end())
    return text[start : end if end >= 0 else len(text)]


def trend_features(text: str, view: View) -> dict[str, float]:
    """Named numbers on what a text says of change.

    Args:
        text: Of the finding.
        view: The finding as the network sees it.
    """
    folded = text.translate(_QUOTES).lower()
    back = float(_points_back(folded))
    features = seen_trend(text, view) | {"back": back}
    for wording, pattern in _WORDINGS.items():
        found = {" ".join(match.group().split()) for match in pattern.finditer(folded)}
        features[wording] = float(bool(found))
        features[f"{wording} times"] = min(len(found), 3) / 3
        features[f"{wording} & back"] = back * float(bool(found))
    return features


def seen_trend(text: str, view: View) -> dict[str, float]:
    """Of those, what the network sees, without a look at the words."""
    features = {"bias": 1.0, "length": min(len(text), 1500) / 1500}
    for name, share in view.trend.items():
        features[f"network {name}"] = log_share(share)
    return features


_WORDINGS = {
    "improving": _IMPROVING,
    "unchanged": _UNCHANGED,
    "declining": _DECLINING,
}
