"""What a finding says of change, and whether it points back to an earlier inspection."""

from __future__ import annotations

import re

from graph.coding.model import log_share
from graph.coding.network import View

_EARLIER = (
    r"(?:(?:last|previous|earlier|prior|first|full|most recent|recent|\d{4}|january"
    r"|february|march|april|may|june|july|august|september|october|november|december)"
    r"\s+){1,3}(?:full |standard |ofsted |ilacs |sif |joint |monitoring |focused |safeguarding"
    r" |judgement |inadequate |‘inadequate’ |children's services |single )*"
    r"(?:inspections?|visits?|judgements?|ilacs|jtai|sif|monitoring visits?)"
)
_BACK = re.compile(
    rf"\b(?:{_EARLIER}|since the inspection|since (?:that|the) (?:inspection|visit)"
    r"|(?:inspection|visit|judged|judgement|jtai|review) (?:of [\w\s]{0,40})?(?:in|of|from|took place in)"
    r" (?:the )?(?:late |early |spring |summer |autumn |winter )?"
    r"(?:january|february|march|april|may|june|july|august|september|october|november"
    r"|december)?\s*20\d\d|(?:when|since) (?:ofsted|inspectors) (?:last|previously)"
    r"|(?:last|previously) (?:visited|inspected)|ofsted (?:last )?(?:visited|inspected"
    r"|conducted|carried out)|previous(?:ly)? (?:inspect|judged|ofsted|recommend)"
    r"|recommendations? (?:from|of|made (?:at|in|by)) (?:the )?(?:last|previous|earlier"
    r"|inspection|ofsted)|areas? (?:for (?:improvement|development|priority action)"
    r"|of weakness|needing to improve)s? (?:that (?:were|was) )?"
    r"(?:identified|made|found|highlighted|from) (?:at|in|by|during|from)"
    r"|since the (?:\w+ )?(?:focused|monitoring|ofsted|20\d\d) (?:visits?|inspection)"
    r"|previous 'inadequate'|inspection judgement of [\w\s]+ in (?:\w+ )?20\d\d"
    r"|ofsted monitoring visits?|(?:inspectors|ofsted)(?:'s)? (?:found|judged|visited) in 20\d\d"
    r"|(?:requires? improvement|to be good|inadequate|outstanding|were good|was good) in 20\d\d"
    r"|in 20\d\d, (?:\w+ ){1,4}(?:was|were) (?:judged|good|outstanding|inadequate|adequate)"
    r"|key areas of practice since 20\d\d|re-?inspection|return visit|second monitoring visit|third monitoring visit"
    r"|(?:highlighted|identified|found|raised|noted|reported|seen|made) (?:at|in|by|during|from)"
    r" (?:the|our|its|ofsted|a|an) (?:last|previous|earlier|first|recent|full|ofsted"
    r"|monitoring|focused|20\d\d))\b"
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
    r"|effective|strong|consistently|receiv|benefit|operat|good|have|has)|increasingly|more recently|no longer"
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
    """True where the text refers to an earlier inspection or visit or what it asked."""
    return _BACK.search(text.translate(_QUOTES).lower()) is not None


def trend_features(text: str, view: View) -> dict[str, float]:
    """Named numbers on what a text says of change.

    Args:
        text: Of the finding.
        view: The finding as the network sees it.
    """
    folded = text.translate(_QUOTES).lower()
    back = float(_BACK.search(folded) is not None)
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
