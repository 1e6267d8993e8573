"""Whether a passage is a finding: evaluates or describes the service.

Boilerplate, letterhead, method, statistics on the area, names, definitions of
grades and headings are not.
"""

from __future__ import annotations

import re

_QUOTES = str.maketrans("’‘‐‑", "''--")

_BOILERPLATE = re.compile(
    r"the office for standards in education, children's services and skills"
    r"|crown copyright|open government licence|you may (?:re-?use|copy) (?:this|all)"
    r"|would like (?:a copy of this|ofsted to send)|interested in our work"
    r"|subscribe to our|piccadilly gate|aviation house|textphone"
    r"|to receive regular email alerts|reports\.ofsted\.gov\.uk|ofsted\.gov\.uk"
    r"|i am copying this letter|copied this letter|we are copying this letter"
    r"|(?:ofsted|inspectorates?|we) will take (?:the|account of the) findings|take the findings from this"
    r"|any complaints? about (?:the|this) inspection|concerns and complaints? about ofsted"
    r"|we have notified the d(?:epartment|fe)|will be published on the ofsted"
    r"|under (?:section \d+|its power)|section 1\d\da? of the (?:education|children)"
    r"|inspection (?:\w+ )*(?:was|were) carried out (?:under|by|on behalf of)"
    r"|^\W*this inspection (?:was|took place)|inspection was led by|asks? that the (?:local )?area partnership"
    r"|outlines our findings about the effectiveness|should prepare a written statement"
    r"|is leading ofsted's work into|local authority was given the opportunity to review this"
    r"|more from community care|^\W*\d*\.?\s*[a-z .|]+ (?:january|february|march|april|may|june|july|august|september|october|november|december) \d{1,2}, 20\d\d"
)
_METHOD = re.compile(
    r"^(?:\W*\d{0,3}\.?\s*)?(?:this letter summarises|this (?:report|visit|inspection) (?:was|looked)"
    r"|inspectors (?:looked (?:at|closely)|considered (?:a range|the quality|the local|the arrangements|performance)|gathered|spoke (?:to|with) (?:a|social|children|staff|parents)[^.]*\.?$"
    r"|reviewed the|used (?:video|a range)|evaluated|visited (?:the|a)|sampled|also (?:considered|looked|met))|(?:they|we) (?:also )?(?:looked at|evaluated|read)"
    r"|the (?:inspection|visit|review) (?:was carried|team|took place|of the local)|the scope of"
    r"|information about this|how we|about (?:the|this) inspection|inspection team"
    r"|the inspection team|a range of evidence was|in addition,? inspectors|(?:this|the) (?:focused |monitoring )?visit "
    r"(?:was (?:carried|conducted|undertaken)|looked|focused|considered|reviewed)"
    r"|inspection dates?:|areas covered by|the methodology)"
)
_AREA = re.compile(
    r"^\W*(?:approximately [\d,.]+%? (?:children|of the)|the proportion of children"
    r"|children and young people from minority|the largest minority|at (?:1|28|29|30|31) (?:march|january|december)"
    r"|in (?:primary|secondary) schools is|\d[\d,]* (?:\(\d|children|live|of )|[\d,]+ \([\d.]+%\)"
    r"|the (?:previous|last) inspection of|the (?:local authority|council|borough) (?:operates|has) (?:\w+ )?"
    r"(?:\d+|one|two|three|four|five|six|seven|eight|nine|no) (?:children's homes?|home)"
    r"|the (?:director|executive director|chair|dcs|chief executive|lead member)[\w\s'’]{0,60} (?:has been|was) (?:in post|appointed)"
    r"|children (?:living in|looked after in|in) this area|child protection in this area)"
)
_DEFINITION = re.compile(
    r"(?:an?|in an?) \**(?:outstanding|good|inadequate)\** (?:local authority|lscb)"
    r"|in a local authority that \**requires improvement"
    r"|an lscb (?:that is|requires|is) \**|what the inspection judgements mean"
    r"|it is ofsted's expectation that|a full description of what"
    r"|the overall effectiveness judgement is a cumulative"
    r"|judgement (?:descriptors|handbook)"
)
_HEADING = re.compile(
    r"^\W*(?:section \d\W*)?(?:the graded judge?ment|the experiences and progress of|inspection judgements? about"
    r"|the impact of leaders on|leadership, management and governance (?:is|are|requires?)"
    r"|what (?:does|needs|is|do) |areas? for (?:priority action|improvement)"
    r"|the effectiveness of the l|headline findings|(?:main|key) findings|findings|overview|background"
    r"|recommendations?|contents|strengths|next steps|yours sincerely|dear )"
)
# Method, then findings in the same passage, where a heading was glued in.
_HEADLINE = re.compile(
    r"\b(?:headline|main|key) findings\b|\bfindings and evaluation\b"
)
_LETTERHEAD = re.compile(r"\bdear \w+\b.*\bthis letter summarises")


def is_finding(text: str, *, section: str | None) -> bool:
    """True where the passage says something of the service that one may quote.

    Args:
        text: Whole passage, as printed.
        section: Heading it stands under, or None.
    """
    folded = text.translate(_QUOTES).lower().strip()
    under = (section or "").translate(_QUOTES).lower()
    if not re.search(r"[a-z]{3}", folded):
        return False
    if _LETTERHEAD.search(folded) or _BOILERPLATE.search(folded):
        return False
    if _DEFINITION.search(folded) or _AREA.match(folded):
        return False
    if _METHOD.match(folded) and not _HEADLINE.search(folded):
        return False
    if re.search(r"information about this (?:local|inspection)|judgements mean", under):
        return False
    return not _is_heading(folded)


def _is_heading(folded: str) -> bool:
    """True for short lines that open a list or a section and say nothing themselves."""
    words = len(folded.split())
    if _HEADING.match(folded) and words < 45 and not folded.endswith("."):
        return True
    return words < 4
