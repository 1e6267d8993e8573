"""The parts of a news article saved from a site: headline, body, what is around it.

No two sites are laid out alike; what they share is wording. A line that is no
sentence is a headline, a subheading, a credit or a menu; what follows the last
paragraph (more to read, comments, pingbacks) begins with a few stock phrases.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from loaders.newsdates import whole_days
from loaders.records import Passage

_SENTENCE = re.compile(r"[.!?…][\"'”’)\]]*$|[,:][\"“”’]?$")
#: From here on nothing belongs to the article.
_TAIL = re.compile(
    r"""more\sfrom\s\S+(?:\s\S+){0,5}$
    |(?:\d+|no|one)\s(?:responses?|comments?|replies)\b
    |comments?\s*(?::|\(|$)
    |comments?\s(?:are|is|have\sbeen)\s(?:now\s)?closed
    |(?:leave|post|add)\sa\s(?:reply|comment)
    |(?:join|start)\sthe\s(?:conversation|discussion)
    |related\s(?:articles?|stories|content|topics|posts)\b
    |(?:most|also)\s(?:read|popular|viewed|commented)\b
    |(?:you\s(?:may|might)\salso\slike|recommended\sfor\syou|read\snext)\b
    |(?:trackbacks?|pingbacks?)\b""",
    re.IGNORECASE | re.VERBOSE,
)
_CREDIT = re.compile(
    r"""^(?:images?|photos?|pictures?|pics?|video|credit|caption)\b(?=\s*(?:of\b|by\b|:|\(|credit|
        caption|source))
    |\b(?:picture|photo|image|photograph)s?\s?:
    |\bfollow\s.{2,40}\son\s(?:facebook|twitter|x|instagram)\b
    |\((?:credit|image|photo|picture|pic|source)s?\s*[:=]
    |\b(?:wikimedia\scommons|adobe\sstock|getty\simages|shutterstock|istock|alamy
        |creative\scommons|cc\sby(?:-sa)?|image\ssource|file\s(?:photo|picture)
        |stock\simage)\b
    |^(?:©|\(c\)\s|copyright\b)|\ball\srights\sreserved\b""",
    re.IGNORECASE | re.VERBOSE,
)
_FURNITURE = re.compile(
    r"""^(?:read\smore|see\salso|sign\s(?:up|in)|log\s?in|register\b|subscribe|follow\sus|share
        \b|tweet\b|email\b|print\b|advertisement|skip\sto|menu\b|home\b|search\b|cookies?\b|tags?\s*:
        |topics?\s*:|categor(?:y|ies)\s*:|filed\sunder|last\supdated|\d+\s(?:min|minute)s?\sread)
    |^(?:first\s|last\s)?(?:published|posted|updated|created)\b
    |^(?:by|author|words|report(?:er|ed\sby)?)\s*:?\s+[A-Z]|^https?://|\bprivacy\spolicy\b|\bnewsletter\b|^follow\s.+\son\s""",
    re.IGNORECASE | re.VERBOSE,
)
_LONG = 14
_DATELINE_WORDS = 9
_HEADING_WORDS = 14
_HEADLINE_WORDS = (4, 32)


@dataclass(frozen=True, slots=True)
class Article:
    """An article taken apart; every passage stands in exactly one place.

    Attributes:
        headline: None if nothing looks like one.
        standfirst: What stands between headline and text.
        body: Paragraphs of the text, under their subheadings.
        around: Everything else, in order.
        top: What of ``around`` stands before or within the text, not after it.
    """

    headline: Passage | None
    standfirst: tuple[Passage, ...]
    body: tuple[Passage, ...]
    around: tuple[Passage, ...]
    top: tuple[Passage, ...]


def take_apart(paragraphs: Sequence[Passage]) -> Article:
    """Part headline, standfirst, body and the rest."""
    end = _end(paragraphs)
    text, tail = paragraphs[:end], paragraphs[end:]
    first = next((at for at, each in enumerate(text) if is_running_text(each)), end)
    opening = _opening(text[:first])
    headline = text[opening] if opening is not None else None
    standfirst = tuple(
        each
        for each in text[(opening or 0) + 1 : first]
        if headline is not None and _is_title(each.text) and each.text != headline.text
    )
    body, between = _under_headings(text[first:])
    lead = {id(each) for each in (headline, *standfirst) if each is not None}
    top = tuple(each for each in text[:first] if id(each) not in lead) + tuple(between)
    return Article(headline, standfirst, tuple(body), top + tuple(tail), top)


def is_running_text(passage: Passage) -> bool:
    """Whether a passage is made of sentences that belong to an article."""
    text = passage.text
    if _is_around(text) or passage.text.startswith(("http://", "https://")):
        return False
    return _SENTENCE.search(text) is not None and len(text.split()) >= 6


def tail_start(paragraphs: Sequence[Passage]) -> int | None:
    """Index of the first passage after the article, or None if nothing says so."""
    seen = 0
    for index, passage in enumerate(paragraphs):
        if seen >= 2 and _TAIL.match(passage.text):
            return index
        seen += is_running_text(passage)
    return None


def is_credit(text: str) -> bool:
    """Whether a passage tells whose picture it is, or shows one."""
    return _CREDIT.search(text) is not None and len(text.split()) < 60


def _end(paragraphs: Sequence[Passage]) -> int:
    start = tail_start(paragraphs)
    return len(paragraphs) if start is None else start


def _is_around(text: str) -> bool:
    words = len(text.split())
    if words <= _LONG and _FURNITURE.search(text) is not None:
        return True
    return is_credit(text) or (words <= _DATELINE_WORDS and bool(whole_days(text)))


def _is_title(text: str) -> bool:
    low, high = _HEADLINE_WORDS
    words = text.split()
    return low <= len(words) <= high * 2 and not _is_around(text)


def _opening(above: Sequence[Passage]) -> int | None:
    """Index of the headline among what stands above the text.

    The first line long enough, for menus are made of short ones.
    """
    low, high = _HEADLINE_WORDS
    for index, passage in enumerate(above):
        words = passage.text.split()
        if low <= len(words) <= high and not _is_around(passage.text):
            return index
    return None


def _under_headings(
    passages: Sequence[Passage],
) -> tuple[list[Passage], list[Passage]]:
    """Body paragraphs with their subheading as section, and what is neither."""
    body: list[Passage] = []
    rest: list[Passage] = []
    heading: str | None = None
    for passage, after in _with_next(passages):
        if is_running_text(passage) or (
            passage.marker and not _is_around(passage.text)
        ):
            body.append(replace(passage, section=passage.section or heading))
        else:
            if _is_heading(passage.text) and after is not None:
                heading = passage.text
            rest.append(passage)
    return body, rest


def _with_next(
    passages: Sequence[Passage],
) -> Iterator[tuple[Passage, Passage | None]]:
    following = [*passages[1:], None]
    return zip(passages, following, strict=False)


def _is_heading(text: str) -> bool:
    return len(text.split()) <= _HEADING_WORDS and not _is_around(text)
