"""What a report plainly says became of an earlier inspection's findings.

Only a sentence that names the earlier findings and says in so many words that they
were, partly were or were not dealt with; praise or progress alone says neither.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from loaders import dates, sentences
from loaders.partial import partial_date
from loaders.records import Finding, FollowUp
from ontology.codes import Outcome

_EARLIER = (
    r"(?:(?:identified|raised|found|made|highlighted|noted|seen|reported)\b[^.;]{0,60}?"
    r"\b(?:inspections?|visits?|that\s+time)|(?:from|of|at|in|since|following)\s+(?:the|that"
    r"|our|its)\s+(?:(?:last|previous|earlier|most\s+recent|full|judgement|first|second|"
    r"third|\d{4}|[A-Z]\w+)\s+)*(?:inspections?|visits?))"
)
_FINDINGS = (
    r"(?:areas?\s+for\s+(?:improvement|development|priority\s+action)|areas?\s+of\s+"
    r"(?:concern|weakness)|recommendations?|weakness(?:es)?|concerns?|deficits|shortfalls?"
    r"|failings|(?:required|priority)\s+actions|issues?)"
)
_DONE = (
    r"(?:addressed|resolved|remedied|rectified|tackled|implemented|met|completed"
    r"|acted\s+(?:up)?on|dealt\s+with)"
)
_SUBJECT = re.compile(
    rf"\b{_FINDINGS}\b(?:\s[^.;:]{{0,90}}?)?,?\s+(?:that\s+were\s+|which\s+were\s+)?"
    rf"{_EARLIER}(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_LY = r"(?:(?P<how>fully|wholly|completely|all)\s+|\w+ly\s+)?"
#: "This has not been addressed despite being raised at the last inspection."
_DESPITE = re.compile(
    rf"^(?:This|These|It)\b.*?\b(?P<rest>ha(?:s|ve)\s+not\s+.*?{_DONE}),?\s+despite\b"
    rf"[^.;]*?\b{_EARLIER}",
    re.IGNORECASE,
)
#: "Leaders have addressed the areas identified at the last inspection."
_THEY_DID = re.compile(
    r"\bha(?:s|ve)\s+(?:now\s+|since\s+)*(?:\w+ly\s+)?(?:addressed|resolved|remedied|"
    rf"implemented|completed|met)\s+(?P<which>(?:all\s+|both\s+|the\s+|\w+\s+|of\s+)*?)"
    rf"(?:{_FINDINGS}|areas)\b[^.;:]{{0,60}}?\b{_EARLIER}",
    re.IGNORECASE,
)
#: What such a sentence is about stands in the one before.
_POINTS_BACK = re.compile(
    r"^(?:This|These|It|They)\b|\bat\s+that\s+time\b", re.IGNORECASE
)
_NOT_DONE = re.compile(
    rf"\b(?:ha(?:s|ve)|are|is|were|was)\s+(?:still\s+)?not\s+(?:yet\s+)?(?P<all>all\s+)?"
    rf"(?:been\s+)?{_LY}(?:been\s+)?{_DONE}\b"
    rf"|\b(?:ha(?:s|ve)|are)\s+yet\s+to\s+be\s+{_LY.replace('how', 'still')}{_DONE}\b"
    r"|\bremains?\s+(?:unaddressed|unresolved|outstanding)\b",
    re.IGNORECASE,
)
_PARTLY = re.compile(
    rf"\bha(?:s|ve)\s+(?:only\s+)?(?:been\s+)?(?:only\s+)?(?:partly|partially|largely|"
    rf"mostly|in\s+part)\s+(?:been\s+)?{_DONE}\b",
    re.IGNORECASE,
)
_IS_DONE = re.compile(
    rf"\bha(?:s|ve)\s+(?:now\s+|all\s+|both\s+|since\s+)*been\s+(?:now\s+|all\s+)?"
    rf"(?:\w+ly\s+)?{_DONE}\b",
    re.IGNORECASE,
)
_SOME = re.compile(
    r"\b(?:some|many|most|several|(?:a\s+)?few|half|not\s+all|almost\s+all|nearly\s+all"
    r"|(?:(?:a|the)\s+)?(?:(?:small|large|great|vast)\s+)?(?:number|minority|majority)"
    r"|(?:one|two|three)\s+of)\s+(?:of\s+)?(?:the\s+|these\s+)?(?:key\s+)?$",
    re.IGNORECASE,
)
_TURN = re.compile(
    r"\b(?:but|however|although|though|while|whilst|yet|except|if|when|until|so\s+that"
    r"|to\s+ensure|whether|plans?|would|will|should|must)\b",
    re.IGNORECASE,
)
_MONTH = re.compile(
    r"\b(January|February|March|April|May|June|July|August|September|October|November"
    r"|December)\s+((?:19|20)\d{2})\b"
)


def stated(findings: Iterable[Finding]) -> tuple[FollowUp, ...]:
    """The follow-ups that findings state, in order."""
    return tuple(found for finding in findings for found in _in(finding))


def _in(finding: Finding) -> Iterator[FollowUp]:
    before = ""
    for sentence in sentences.parted(finding.text):
        outcome = _outcome(sentence)
        if outcome is not None:
            back = _POINTS_BACK.search(sentence) is not None
            yield FollowUp(
                text=f"{before} {sentence}".strip() if back else sentence,
                outcome=outcome,
                earlier=_earlier(sentence) or (_earlier(before) if back else None),
                page=finding.page,
                spans=finding.spans,
            )
        before = sentence


def _outcome(sentence: str) -> Outcome | None:
    if _DESPITE.match(sentence):
        return Outcome.NOT_ADDRESSED
    subject = _SUBJECT.search(sentence)
    rest = "" if subject is None else subject["rest"]
    missed = _NOT_DONE.search(rest)
    if missed is not None and not _TURN.search(rest[: missed.start()]):
        partly = missed["all"] or missed["how"] or missed["still"]
        return Outcome.PARTLY_ADDRESSED if partly else Outcome.NOT_ADDRESSED
    if _TURN.search(sentence):
        return None
    did = _THEY_DID.search(sentence)
    if did is not None:
        return _by_share(did["which"])
    if _PARTLY.search(rest):
        return Outcome.PARTLY_ADDRESSED
    if subject is not None and _IS_DONE.search(rest):
        return _by_share(sentence[: subject.start()])
    return None


def _by_share(which: str) -> Outcome:
    """Addressed, unless the words before say that some were."""
    partly = _SOME.search(which) is not None
    return Outcome.PARTLY_ADDRESSED if partly else Outcome.ADDRESSED


def _earlier(text: str) -> date | None:
    """The month a text names, as its last day; None if it names none or several."""
    named = {(month, year) for month, year in _MONTH.findall(text)}
    if len(named) != 1:
        return None
    month, year = named.pop()
    return partial_date(f"{year}-{dates.month_number(month):02d}").last
