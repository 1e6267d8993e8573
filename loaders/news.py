"""News articles: what the press said of an inspection, and what was promised then.

An article is about inspections and is none: it has no fieldwork, and its findings
are the inspectors' at second hand. Promises are read with it, because councils
answer inspectors in the press before they do so anywhere else.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date

from loaders import blocks, newsdates, promises
from loaders.furniture import Body
from loaders.newslayout import (
    Article,
    is_credit,
    is_running_text,
    tail_start,
    take_apart,
)
from loaders.pages import BULLETS, Line, Pages
from loaders.records import Commitment, Finding, Participant, Passage, Report
from loaders.speakers import Speaker, speaker_of, speakers
from ontology.codes import FindingKind, Role

FAMILY = "news"

#: No one wraps lines at more characters than this.
_WRAPPED = 160

#: Finds the authorities a text names: their identifiers in the register.
Resolver = Callable[[str], list[str]]

_INSPECTORATE = re.compile(
    r"\b(?:Ofsted|inspectors|inspectorate|watchdog|CQC)\b", re.IGNORECASE
)
_SPEECH = re.compile(
    r"[”\"’],?\s+(?:\w+\s+){0,4}?(?:said|added|told|says|explained)\b"
    r"|\b(?:said|added|says|told\s[\w ]{2,40}|commented):\s*[“\"]"
)
#: Words of letters and reports themselves, which no article prints as lines.
_OFFICIAL = re.compile(
    r"^(?:dear\s|yours\s+(?:sincerely|faithfully)|inspection\s+dates?\s*:|lead\s+inspector\s*:"
    r"|report\s+published\s*:|textphone|this\s+letter\s+summarises|piccadilly\s+gate)",
    re.IGNORECASE,
)
_MORE_FROM = re.compile(r"^More from (?P<name>(?:the )?[A-Z][\w&’'. ]{1,40})$")
_TOLD = re.compile(
    r"\btold (?:the )?(?P<name>[A-Z][\w&’']*(?: [A-Z][\w&’']*){0,3})[:,]"
)
_OWNED = re.compile(
    r"^(?:©|Copyright)\s*(?:20\d\d)?,?\s*(?P<name>[A-Z][\w&’'. ]{1,40})$"
)
_ACRONYM = re.compile(r"\((?P<short>[A-Z][A-Za-z&]{1,7})\)")
_COUNCIL = re.compile(
    r"\b(?P<name>[A-Z][\w’'-]*(?:(?:,? and |, | upon | on | of | with | the | )[A-Z][\w’'-]*)*"
    r"(?: \([A-Z][A-Za-z]+\))?(?: (?:City|County|Borough|Metropolitan|District))* [Cc]ouncil)\b"
)


def matches(body: Body) -> bool:
    """Whether a document is a news article."""
    if any(_OFFICIAL.match(line.text) for line in body.lines()):
        return False  # said early: most documents are letters and reports
    return is_article(paragraphs_of(body))


def read(
    document: Pages, body: Body, resolve_in: Resolver = lambda text: []
) -> tuple[Report, ...]:
    """The one report an article is."""
    return (report(paragraphs_of(body), resolve_in),)


def paragraphs_of(body: Body) -> list[Passage]:
    """Paragraphs; where the text is not wrapped, every line is one."""
    lines = body.lines()
    if any(len(line.text) > _WRAPPED and line.page is None for line in lines):
        return [_paragraph(line).passage(None) for line in lines]
    return [block.passage(None) for block in blocks.blocks(body)]


def _paragraph(line: Line) -> blocks.Block:
    if line.text[0] not in BULLETS:
        return blocks.Block(blocks.Kind.TEXT, (line,))
    skip = len(line.text) - len(line.text[1:].lstrip())
    return blocks.Block(blocks.Kind.BULLET, (line,), skip)


def is_article(paragraphs: Sequence[Passage]) -> bool:
    """Whether paragraphs are those of a news article on an inspection.

    It speaks of inspectors, and looks like the press: quoted speech, picture
    credits, a tail of comments or further reading. A letter or report copied as
    text has words of its own that settle the matter.
    """
    if any(_OFFICIAL.match(each.text) for each in paragraphs):
        return False
    text = [each.text for each in paragraphs if is_running_text(each)]
    if len(text) < 3 or not any(map(_INSPECTORATE.search, text)):
        return False
    signs = (
        any(map(_SPEECH.search, text)),
        len(speakers(text)) > 0,
        tail_start(paragraphs) is not None,
        any(is_credit(each.text) for each in paragraphs),
        take_apart(paragraphs).headline is not None,
        newsdates.published(take_apart(paragraphs).top)[0] is not None,
    )
    return sum(signs) >= 2


def report(paragraphs: Sequence[Passage], resolve_in: Resolver) -> Report:
    """Read an article.

    Args:
        paragraphs: Of the whole page, menus and comments included.
        resolve_in: Finds authorities in a text.

    Returns:
        A report without fieldwork; what could not be found is in its warnings.
    """
    article = take_apart(paragraphs)
    texts = [each.text for each in article.body]
    day, missing = newsdates.published(article.top)
    commented = _first_comment(article) if day is None else None
    authority, doubtful = _authority(article, resolve_in)
    about, whole = newsdates.visits(
        [each.text for each in (*article.standfirst, *article.body)], day
    )
    people = speakers(texts)
    warnings = [each for each in (missing, doubtful) if each is not None]
    if commented is not None:
        warnings.append(
            f"promises are dated by the first comment: made by {commented.isoformat()}"
        )
    if article.headline is None:
        warnings.append("no headline stands above the text")
    if not whole:
        warnings.append("an inspection is given a month without a year")
    elif not about:
        warnings.append("no dated inspection is named")
    promised = _promised(article)
    return Report(
        family=FAMILY,
        title=None if article.headline is None else article.headline.text,
        authority_printed=_printed(article, authority, resolve_in),
        framework=None,
        type=None,
        authority=authority,
        about=about,
        published=day,
        publisher=_publisher(article, resolve_in),
        people=tuple(
            _participant(each, article, authority, resolve_in) for each in people
        ),
        findings=_findings(article, promised),
        passages=article.around,
        commitments=_commitments(
            article, promised, people, about if whole else (), day or commented
        ),
        warnings=tuple(warnings),
    )


def _first_comment(article: Article) -> date | None:
    """The day of the earliest comment, by which the article had come out."""
    below = article.around[len(article.top) :]
    return min(
        (day for each in below for day in newsdates.whole_days(each.text)), default=None
    )


def _lead(article: Article) -> str:
    headline = () if article.headline is None else (article.headline,)
    parts = (*headline, *article.standfirst, *article.body[:1])
    return "\n".join(each.text for each in parts)


def _authority(article: Article, resolve_in: Resolver) -> tuple[str | None, str | None]:
    """The authority an article is about, or why none is taken.

    The headline and the lead decide; where they name none or several, the one
    named in most paragraphs.
    """
    first = set(resolve_in(_lead(article)))
    if len(first) == 1:
        return first.pop(), None
    counts = Counter(
        found
        for each in article.body
        for found in set(resolve_in(each.text))
        if not first or found in first
    )
    ranked = counts.most_common(2)
    if not ranked:
        return None, "no authority is named"
    if len(ranked) == 2 and ranked[0][1] == ranked[1][1]:
        names = ", ".join(sorted(name for name, _ in ranked))
        return None, f"several authorities are named alike: {names}"
    return ranked[0][0], None


def _printed(
    article: Article, authority: str | None, resolve_in: Resolver
) -> str | None:
    if authority is None:
        return None
    for text in (_lead(article), *(each.text for each in article.body)):
        for match in _COUNCIL.finditer(text):
            if authority in resolve_in(match["name"]):
                return match["name"]
    return None


def _short_names(article: Article) -> frozenset[str]:
    """Acronyms the article gives the authority: "Some Council (SC)"."""
    return frozenset(
        match["short"]
        for each in (*article.standfirst, *article.body)
        for match in _ACRONYM.finditer(each.text)
        if re.search(
            r"[Cc]ouncil", each.text[max(0, match.start() - 60) : match.end() + 10]
        )
    )


def _publisher(article: Article, resolve_in: Resolver) -> str | None:
    for pattern in (_MORE_FROM, _OWNED):
        for each in article.around:
            if match := pattern.match(each.text):
                return match["name"].strip()
    told = {
        match["name"]
        for each in article.body
        for match in _TOLD.finditer(each.text)
        if not resolve_in(match["name"]) and not _INSPECTORATE.search(match["name"])
    }
    return told.pop() if len(told) == 1 else None


def _participant(
    speaker: Speaker, article: Article, authority: str | None, resolve_in: Resolver
) -> Participant:
    place = speaker.organisation
    own = place is not None and (
        place in _short_names(article)
        or (authority is not None and authority in resolve_in(place))
    )
    return Participant(
        name=speaker.name,
        role=Role.SPEAKER,
        title=speaker.title,
        organisation=None if own else place,
        page=article.body[speaker.paragraph].page,
    )


def _promised(article: Article) -> frozenset[int]:
    names = _short_names(article)
    return frozenset(
        index
        for index, each in enumerate(article.body)
        if promises.is_promise(each.text, names)
    )


def _findings(article: Article, promised: frozenset[int]) -> tuple[Finding, ...]:
    headline = () if article.headline is None else (article.headline,)
    found = [
        Finding.from_passage(each, FindingKind.HEADLINE)
        for each in (*headline, *article.standfirst)
    ]
    for index, each in enumerate(article.body):
        own = index in promised and not _INSPECTORATE.search(each.text)
        found.append(
            Finding.from_passage(
                each, FindingKind.COMMITMENT if own else FindingKind.FINDING
            )
        )
    return tuple(found)


def _commitments(
    article: Article,
    promised: frozenset[int],
    people: Sequence[Speaker],
    about: Sequence[date],
    day: date | None,
) -> tuple[Commitment, ...]:
    """Promises, as answers to the latest inspection the article speaks of.

    Args:
        article: Taken apart.
        promised: Indexes of paragraphs that promise.
        people: Whoever is quoted.
        about: Inspections it speaks of; empty if one of them could not be dated.
        day: When it came out, or by when it had.
    """
    return tuple(
        Commitment(
            text=each.text,
            made=day,
            due=promises.due(each.text),
            responds_to=max(about, default=None),
            speaker=speaker_of(each.text, people),
            page=each.page,
            spans=each.spans,
        )
        for index, each in enumerate(article.body)
        if index in promised
    )
