"""How a finding speaks of an issue: words of praise and blame, clause by clause."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from graph.coding.features import Unit, strong
from graph.coding.sentences import Stretch, clauses
from ontology.codes import FindingKind

#: Feature of what the report asks to be improved.
ASKED_FOR = "kind weak"
#: Kinds that are weaknesses (or strengths) by their place in the report.
KIND_SAYS = {
    FindingKind.AREA_FOR_IMPROVEMENT: ASKED_FOR,
    FindingKind.PRIORITY_ACTION: ASKED_FOR,
    FindingKind.RECOMMENDATION: ASKED_FOR,
    FindingKind.STRENGTH: "kind strong",
}

_WORD = re.compile(r"[a-z][a-z'\-]*")
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


#: "Rarely challenge", not "rarely need to move": what hardly happens, and should.
_SELDOM = re.compile(
    r"\b(?:rarely|seldom|hardly ever|scarcely)\s+(?!(?:need|have to|necessary|miss"
    r"|move|wait|late|delay|disrupt|break|experience|go missing|use))"
)


def hardly_happens(text: str) -> bool:
    """Whether a text says of nothing good that it happens, only how seldom it does."""
    folded = text.lower().translate(_QUOTES)
    return _SELDOM.search(folded) is not None and valence(text)[0] == 0


def grams(text: str) -> Iterator[str]:
    """Words, pairs and triples of a text, each as often as it stands there."""
    words = _WORD.findall(text.translate(_QUOTES).lower())
    yield from words
    for first, second in pairwise(words):
        yield f"{first} {second}"
    for index in range(len(words) - 2):
        yield " ".join(words[index : index + 3])


class Tone:
    """How far the words of a text praise (above 0) or blame (below 0)."""

    def __init__(self, weights: Mapping[str, float]) -> None:
        """Weights of words, pairs and triples; ``""`` is the constant."""
        self._weights = weights
        self._constant = weights.get("", 0.0)

    def __call__(self, text: str) -> float:
        """Log odds of praise, by the distinct words of the text."""
        weights = self._weights
        return self._constant + sum(
            weights[gram] for gram in set(grams(text)) if gram in weights
        )


def carrying_sentences(unit: Unit, issue: str, issues: Collection[str]) -> list[int]:
    """Sentences on the issue: with its cues, or following one and naming no other.

    Args:
        unit: The finding.
        issue: One of ``issues``.
        issues: All that the finding is about.
    """
    named: dict[int, set[str]] = {}
    for name in issues:
        hits = unit.hits.get(name, ())
        for hit in strong(hits) or list(hits):
            named.setdefault(unit.sentence_of(hit), set()).add(name)
    found: list[int] = []
    current: set[str] = set()
    for index in range(len(unit.sentences)):
        current = named.get(index, current)
        if issue in current:
            found.append(index)
    return found or list(range(len(unit.sentences)))


def polarity_features(
    unit: Unit,
    issue: str,
    issues: Collection[str],
    kind: FindingKind,
    tone: Tone,
    tones: Mapping[int, float],
) -> dict[str, float]:
    """Named numbers on how the finding speaks of the issue.

    Args:
        unit: The finding.
        issue: Whose polarity is asked.
        issues: All that the finding is about.
        kind: Its place in the report, which may settle the matter.
        tone: For clauses.
        tones: Of each sentence, by its index.
    """
    hits = unit.hits.get(issue, ())
    carrying = carrying_sentences(unit, issue, issues)
    about = [unit.sentences[index] for index in carrying]
    parts = [
        part
        for sentence in about
        for part in clauses(sentence)
        if any(part.start <= hit.start < part.end for hit in hits)
    ] or about
    features = {"bias": 1.0}
    features |= _signed("unit", unit.sentences)
    features |= _signed("about", about)
    features |= _signed("clause", parts)
    alone = len(issues) == 1
    features["alone"] = float(alone)
    features[f"issues {min(len(issues), 4)}"] = 1.0
    if (said := KIND_SAYS.get(kind)) is not None:
        features[said] = 1.0
    features |= _spread("unit", list(tones.values()))
    features |= _spread("about", [tones[index] for index in carrying])
    features |= _spread("clause", [tone(part.text) for part in parts])
    features |= _lexicon("about", about)
    features |= _lexicon("clause", parts)
    features |= _lexicon("unit", unit.sentences)
    if alone:
        features |= {
            f"alone & {name}": value
            for name, value in features.items()
            if name.startswith("unit ")
        }
    features["imperative"] = float(_IMPERATIVE.match(unit.text) is not None)
    features["carrying"] = len(carrying) / len(unit.sentences)
    return features


def _spread(name: str, scores: Sequence[float]) -> dict[str, float]:
    bounded = [max(-4.0, min(4.0, score)) / 2 for score in scores]
    low, high = min(bounded), max(bounded)
    return {
        f"{name} mean": sum(bounded) / len(bounded),
        f"{name} low": low,
        f"{name} high": high,
        f"{name} both": float(low < -0.25 and high > 0.25),
        f"{name} clearly good": float(low > 0.25),
        f"{name} clearly bad": float(high < -0.25),
        f"{name} last": bounded[-1],
        f"{name} first": bounded[0],
    }


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


def _signed(name: str, stretches: Sequence[Stretch]) -> dict[str, float]:
    """Clause by clause: which praise, which blame, in what order."""
    balances: list[int] = []
    for stretch in stretches:
        for clause in clauses(stretch):
            good, bad = valence(clause.text)
            balances.append((good > bad) - (bad > good))
    good, bad = balances.count(1), balances.count(-1)
    said = [balance for balance in balances if balance] or [0]
    return {
        f"{name} good clauses": min(good, 4) / 2,
        f"{name} bad clauses": min(bad, 4) / 2,
        f"{name} share good": good / len(said),
        f"{name} share bad": bad / len(said),
        f"{name} good and bad": float(good > 0 and bad > 0),
        f"{name} evenness": min(good, bad) / max(1, max(good, bad)),
        f"{name} only good": float(good > 0 and bad == 0),
        f"{name} only bad": float(bad > 0 and good == 0),
        f"{name} starts": float(said[0]),
        f"{name} ends": float(said[-1]),
        f"{name} nothing said": float(good + bad == 0),
    }


def _lexicon(name: str, stretches: Iterable[Stretch]) -> dict[str, float]:
    text = " ".join(stretch.text for stretch in stretches).lower().translate(_QUOTES)
    blame, praise = len(_BLAME.findall(text)), len(_PRAISE.findall(text))
    total = blame + praise
    return {
        f"{name} blame": min(blame, 4) / 2,
        f"{name} praise": min(praise, 4) / 2,
        f"{name} any blame": float(blame > 0),
        f"{name} any praise": float(praise > 0),
        f"{name} balance": (praise - blame) / total if total else 0.0,
        f"{name} both words": float(blame > 0 and praise > 0),
        f"{name} contrast": float(_CONTRAST.search(text) is not None),
        f"{name} not all": float(_NOT_ALL.search(text) is not None),
        f"{name} plans": float(_PLANS.search(text) is not None),
        f"{name} silent": float(total == 0),
    }
