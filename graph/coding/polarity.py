"""How a finding speaks of an issue: words of praise and blame, clause by clause."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from graph.coding.evidence import Places, carrying_sentences
from graph.coding.features import Unit
from graph.coding.model import log_share
from graph.coding.network import View
from graph.coding.sentences import Stretch, clauses
from ontology.codes import FindingKind, Polarity

#: What its place in the report says of a finding: whatever is asked for is a weakness,
#: however politely it is put, and a promise is neither praise nor blame.
SETTLED = {
    FindingKind.AREA_FOR_IMPROVEMENT: Polarity.WEAKNESS,
    FindingKind.PRIORITY_ACTION: Polarity.WEAKNESS,
    FindingKind.RECOMMENDATION: Polarity.WEAKNESS,
    FindingKind.COMMITMENT: Polarity.NEUTRAL,
}
#: Items of lists of what is to be improved, or what is good.
LISTED = frozenset(
    {
        FindingKind.AREA_FOR_IMPROVEMENT,
        FindingKind.PRIORITY_ACTION,
        FindingKind.RECOMMENDATION,
        FindingKind.STRENGTH,
    }
)

_QUOTES = str.maketrans("’‘‐‑", "''--")

_BLAME = re.compile(
    r"\b(?:not (?:yet |always |consistently |sufficiently |routinely |been |all |well )"
    r"|too (?:many|few|long|often|slow|high|low|much|variable|little|narrowly|late)"
    r"|do(?:es)? not|did not|is not|are not|was not|were not|has not|have not|had not"
    r"|cannot|unable|fail(?:s|ed|ing|ure|ures)?|lack(?:s|ed|ing)?|poor(?:ly)?|weak(?:er"
    r"|ness|nesses|ly)?|inadequate|insufficient(?:ly)?|inconsisten(?:t|tly|cy|cies)"
    r"|inappropriate(?:ly)?|variab(?:le|ility)|delay(?:s|ed)?|drift|limited|missing"
    r"|absen(?:t|ce)|under-?developed|ineffective(?:ly)?|unclear|unsuitable|unsafe"
    r"|overly|over-?optimistic|over-?relian(?:t|ce)|rarely|seldom|hamper(?:s|ed)?"
    r"|hinder(?:s|ed)?|shortfalls?|shortage|gaps?|deficits?|unacceptabl[ey]|concern(?:s"
    r"|ing)? about|serious concerns?|vague|perfunctory|generic|superficial|wait(?:s"
    r"|ing)? (?:too|lists?|times?|for too)|lengthy|late|overdue|missed|struggl(?:e|es"
    r"|ing)|less (?:well|robust|clear|effective|strong|evident|consistent|developed)"
    r"|need(?:s)? to (?:be|improve|do|ensure|strengthen)|more (?:work |needs? |to do)"
    r"|(?:further|more) work is|yet to|only (?:a |one|two|very|few|recently|half|just)"
    r"|few|left|without|no (?:clear|evidence|strategic|formal|overall|systematic|longer)"
    r"|difficult(?:y|ies)?|challenging to|unmet|not enough|below|widespread|blurred"
    r"|ad hoc|incomplete|out of date|inaccura(?:te|cies|cy)|too variable|disappoint"
    r"|neglected|unallocated|turnover|churn|fragmented|reactive|not in place"
    r"|not (?:fully|clear|effective|evident|robust|good|enough|adequately|timely))\b"
)
_PRAISE = re.compile(
    r"\b(?:good|well|strong(?:er|ly)?|effective(?:ly)?|excellent|outstanding|robust(?:ly)?"
    r"|thorough(?:ly)?|timely|prompt(?:ly)?|swift(?:ly)?|quick(?:ly)?|comprehensive(?:ly)?"
    r"|clear(?:ly)?|appropriate(?:ly)?|sensitive(?:ly)?|skil(?:led|ful|fully)|purposeful"
    r"|impressive|innovative|creative(?:ly)?|positive(?:ly)?|success(?:ful|fully|es)?"
    r"|benefit(?:s|ed)?|valued?|appreciate|enjoy|rigorous(?:ly)?|proactive(?:ly)?"
    r"|careful(?:ly)?|detailed|high[- ]quality|high standard|consistently|regular(?:ly)?"
    r"|embedded|committed|commitment|tenacious|persistent|ambitious|aspirational"
    r"|improv(?:ed|ing|ement in)|strengthened|reduced|increas(?:ed|ingly)|supportive"
    r"|well[- ](?:supported|attended|considered|developed|established|led|informed"
    r"|managed|matched|coordinated)|make progress|making progress|progress well|safe(?:r"
    r"|ly|guarded)?|responsive|child[- ](?:centred|focused)|meaningful|trusting"
    r"|analytical|sound|helpful|stable|settled|celebrated?|exceptional|exemplary"
    r"|tailored|wide range|good range|knowledgeable|confident|proud|strengths?)\b"
)
_CONTRAST = re.compile(
    r"\b(?:however|but|although|though|whilst|while|despite|nevertheless|yet|except"
    r"|conversely|mixed|vari(?:es|ed|y|able)|inconsistent)\b"
)
_NOT_ALL = re.compile(
    r"\b(?:most|many|some|majority|minority|small number|few|a number of|generally"
    r"|mostly|largely|in the main|in most cases|usually|not all|stronger examples)\b"
)
_PLANS = re.compile(
    r"\b(?:plans? (?:to|are|is)|will|aims? to|due to be|intends?|proposed|intention"
    r"|appointed|being (?:developed|considered|recruited|reviewed)|in development"
    r"|set to|expected to|promis|introduced|has been (?:commissioned|recruited))"
)
_IMPERATIVE = re.compile(
    r"^\W*\d{0,3}\.?\s*(?:Ensure|Improve|Review|Develop|Accelerate|Implement|Evaluate"
    r"|Extend|Maintain|Strengthen|Increase|Provide|Reduce|Take|Establish|Monitor"
    r"|Introduce|Embed|Complete|Revise|Secure|Undertake|Address|Raise|Fully|Continue"
    r"|Systematically|Make sure|Put in place|Promote|Work with|Prioritise|Clarify)\b"
)


def polarity_features(
    unit: Unit, issue: str, spoken: Places, kind: FindingKind, view: View
) -> dict[str, float]:
    """Named numbers on how the finding speaks of the issue.

    Args:
        unit: The finding.
        issue: Whose polarity is asked.
        spoken: Places of all issues that the finding is about.
        kind: Its place in the report, which may settle the matter.
        view: The finding as the network sees it.
    """
    about = [unit.sentences[i] for i in carrying_sentences(unit, issue, spoken)]
    features = {
        "bias": 1.0,
        "alone": float(len(spoken) == 1),
        "imperative": float(_IMPERATIVE.match(unit.text) is not None),
    }
    for name, share in view.polarity(issue).items():
        features[f"network {name}"] = log_share(share)
    if kind is not FindingKind.FINDING:
        features[f"kind {kind}"] = 1.0
    return features | _clauses(about) | _lexicon(about)


_NEGATION = re.compile(
    r"\b(?:not|no|never|nor|neither|rarely|seldom|without|lacks?|lacking|lack of|cannot"
    r"|insufficient(?:ly)?|fail(?:s|ed|ing|ure)? to|unable to|less|little|few|fewer"
    r"|yet to|too little|limited|poor|n't|hardly|prevents?|hinders?|absence of|need(?:s)?"
    r" to (?:be|ensure|improve|do)|reduc(?:e|es|ed|ing)|avoid(?:s|ed|ing)?|minimis(?:e|es"
    r"|ed)|rather than|free of|addressed|mitigates?|tackl(?:e|es|ing))\b"
)
_TURNS = re.compile(
    r"[,;:–]|\b(?:and|but|however|although|while|so that|which|because|to)\b"
)
# How far back a word of negation reaches, in characters of the same clause.
_REACH = 45


@lru_cache(maxsize=1024)
def valence(text: str) -> tuple[int, int]:
    """Counts of praise and of blame, negation turned round: ``not well`` is blame."""
    folded = text.lower().translate(_QUOTES)
    good = bad = 0
    for match in _PRAISE.finditer(folded):
        if _negated(folded, match.start()):
            bad += 1
        else:
            good += 1
    for match in _BLAME.finditer(folded):
        if _negated(folded, match.start()):
            good += 1
        else:
            bad += 1
    return good, bad


def _negated(folded: str, place: int) -> bool:
    before = folded[max(0, place - _REACH) : place]
    turns = [turn.end() for turn in _TURNS.finditer(before)]
    return _NEGATION.search(before[turns[-1] :] if turns else before) is not None


def _clauses(stretches: Sequence[Stretch]) -> dict[str, float]:
    """Clause by clause: which praise, which blame, in what order."""
    balances: list[int] = []
    for stretch in stretches:
        for clause in clauses(stretch):
            good, bad = valence(clause.text)
            balances.append((good > bad) - (bad > good))
    good, bad = balances.count(1), balances.count(-1)
    said = [balance for balance in balances if balance] or [0]
    return {
        "good clauses": min(good, 4) / 2,
        "bad clauses": min(bad, 4) / 2,
        "share good": good / len(said),
        "share bad": bad / len(said),
        "good and bad": float(good > 0 and bad > 0),
        "evenness": min(good, bad) / max(1, max(good, bad)),
        "only good": float(good > 0 and bad == 0),
        "only bad": float(bad > 0 and good == 0),
        "starts": float(said[0]),
        "ends": float(said[-1]),
        "nothing said": float(good + bad == 0),
    }


def _lexicon(stretches: Iterable[Stretch]) -> dict[str, float]:
    text = " ".join(stretch.text for stretch in stretches).lower().translate(_QUOTES)
    blame, praise = len(_BLAME.findall(text)), len(_PRAISE.findall(text))
    total = blame + praise
    return {
        "blame": min(blame, 4) / 2,
        "praise": min(praise, 4) / 2,
        "any blame": float(blame > 0),
        "any praise": float(praise > 0),
        "balance": (praise - blame) / total if total else 0.0,
        "both words": float(blame > 0 and praise > 0),
        "contrast": float(_CONTRAST.search(text) is not None),
        "not all": float(_NOT_ALL.search(text) is not None),
        "plans": float(_PLANS.search(text) is not None),
        "silent": float(total == 0),
    }
