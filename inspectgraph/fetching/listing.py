"""From an authority's page on the inspectorate's site to the reports it lists.

A link is known by its address and its words; a day or kind that is not among them
is looked for in the smallest part of the page that holds this one report and no
other. Neither classes nor positions matter, since they change with every redesign.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TypeVar
from urllib.parse import urljoin, urlsplit

from inspectgraph.fetching import markup
from inspectgraph.fetching.policy import Policy
from loaders.dates import periods
from ontology.codes import InspectionType

T = TypeVar("T")
SITE = "https://reports.ofsted.gov.uk/"
#: In characters: more than an entry in a list says; the rest of a page does.
_LONGEST_ITEM = 1000
_FILE = re.compile(
    r"/v\d+/file/|/provider/files/|/filedownload|/download/|\.pdf$", re.IGNORECASE
)
_PDF = re.compile(r"\bpdf\b", re.IGNORECASE)
_KINDS = (
    (
        InspectionType.AREA_SEND,
        r"\barea\s+send\b|\bsend\b.*\binspection|special\s+educational\s+needs",
    ),
    (
        InspectionType.JTAI,
        r"\bjtai\b|joint\s+targeted|joint\s+area\s+child\s+protection"
        r"|joint\s+(?:area\s+)?inspection",
    ),
    (InspectionType.FOCUSED_VISIT, r"focuss?ed\s+visit"),
    (InspectionType.MONITORING_VISIT, r"monitoring\s+visit"),
    (
        InspectionType.FULL_INSPECTION,
        r"children.?s\s+services\s+(?:re-?)?inspection|\bilacs\b"
        r"|inspection\s+of\s+(?:local\s+authority\s+)?children.?s\s+services"
        r"|single\s+inspection|safeguarding\s+and\s+looked[\s-]after"
        r"|services\s+for\s+children\s+in\s+need\s+of\s+help",
    ),
)
#: Words of a report whose kind the model has no name for.
_SOME_REPORT = re.compile(
    r"\b(?:inspection|review|visit|assessment|report)\b", re.IGNORECASE
)
_GENERIC = re.compile(
    r"(?:(?:view|read|open|download|see|full|the|latest|inspection|this|as|a|an)\s+)*"
    r"(?:report|pdf|document|file|letter|download)s?",
    re.IGNORECASE,
)
#: What a link says besides the kind: format, size, date, window.
_ASIDE = re.compile(
    r"[\s,(–-]*\b(?:pdf\b|opens\b|published\b|\d[\d.,]*\s*[km]b\b"
    r"|\d{1,2}(?:st|nd|rd|th)?\s+[a-z]+,?\s+\d{4}\b).*$",
    re.IGNORECASE,
)
_ISO = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})(?!\d)")
_PUBLISHED = re.compile(r"\bpubli(?:shed|cation)\b", re.IGNORECASE)
_URN = re.compile(r"\bURN\b\D{0,12}(\d{4,9})\b", re.IGNORECASE)
_PROVIDER = re.compile(r"/provider/[^/]+/(\d{4,9})(?=/|$)")
#: Browsers leave the address in a comment of the page they save.
_SAVED_FROM = re.compile(r"saved from url=\(\d+\)(\S+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Listed:
    """A report as a page lists it.

    Attributes:
        address: Normalised, always https.
        published: None if no day, or more than one, stands with the link.
    """

    address: str
    title: str
    type: InspectionType
    published: date | None


@dataclass(frozen=True, slots=True)
class Listing:
    """A page's reports, and what it says about whose they are.

    Attributes:
        reports: Each address once, in page order.
        urn: The provider's, from the page's address or text.
        names: Headings and window title, which may name the authority.
    """

    reports: tuple[Listed, ...]
    urn: str | None
    names: tuple[str, ...]


def provider_page(urn: str) -> str:
    """The address of an authority's own page on the site."""
    return f"{SITE}provider/44/{urn}"


def read_listing(page: str, address: str | None, policy: Policy) -> Listing:
    """The reports of a page.

    Args:
        page: HTML.
        address: The page came from; None for a saved one, which may tell itself.
        policy: Links that it forbids are no reports.
    """
    read = markup.read(page)
    own = address or _saved_from(read) or read.canonical or SITE
    base = urljoin(own, read.base) if read.base else own
    links = list(_report_links(read, base, policy))
    found: dict[str, Listed] = {}
    for target, link in links:
        others = [each.path for other, each in links if other != target]
        listed = _listed(read, target, link, others)
        if listed is not None:
            _keep(found, listed)
    names = (*read.headings, *(read.title and [read.title]))
    return Listing(tuple(found.values()), _urn(read, own), tuple(names))


def _report_links(
    read: markup.Markup, base: str, policy: Policy
) -> Iterator[tuple[str, markup.Link]]:
    for link in read.links:
        try:
            whole = urljoin(base, link.href)
        except ValueError:
            continue
        # Old pages give http addresses of hosts that have long had https.
        if whole.startswith("http://") and ":" not in urlsplit(whole).netloc:
            whole = f"https://{whole.removeprefix('http://')}"
        whole = whole.partition("#")[0].replace(" ", "%20")
        if not policy.lists(whole):
            continue
        path = urlsplit(whole).path
        if _FILE.search(path) or any(map(_PDF.search, link.words)):
            yield policy.check(whole).address, link


def _listed(
    read: markup.Markup, address: str, link: markup.Link, others: list[markup.Path]
) -> Listed | None:
    title = _title(link.words)
    kind = _kind(title)
    if kind is None and (not title or _GENERIC.fullmatch(title)):
        kind = _around(read, link, others, _kind)
    day = _day(" ; ".join(link.words)) or _around(read, link, others, _day)
    if kind is None and day is None and not _SOME_REPORT.search(title):
        return None
    return Listed(address, title, kind or InspectionType.OTHER, day)


def _around(
    read: markup.Markup,
    link: markup.Link,
    others: list[markup.Path],
    find: Callable[[str], T | None],
) -> T | None:
    """What the smallest part of the page that has it says of this report alone."""
    for depth in range(len(link.path), 0, -1):
        place = link.path[:depth]
        if any(other[:depth] == place for other in others):
            return None
        text = read.text_around(link, depth)
        if len(text) > _LONGEST_ITEM:
            return None
        if (found := find(text)) is not None:
            return found
    return None


def _keep(found: dict[str, Listed], listed: Listed) -> None:
    """Of two links to one report, what the second knows completes the first."""
    first = found.get(listed.address)
    if first is None:
        found[listed.address] = listed
        return
    vague = first.type is InspectionType.OTHER
    found[listed.address] = Listed(
        first.address,
        listed.title if vague else first.title,
        listed.type if vague else first.type,
        first.published or listed.published,
    )


def _kind(text: str) -> InspectionType | None:
    for kind, pattern in _KINDS:
        if re.search(pattern, text, re.IGNORECASE):
            return kind
    return None


def _title(words: list[str]) -> str:
    pieces = dict.fromkeys(_ASIDE.sub("", word).strip(" ,;-–") for word in words)
    return " ".join(piece for piece in pieces if piece)


def _day(text: str) -> date | None:
    """The day of publication, or None unless one day only stands there."""
    days = _days(text)
    if len(days) > 1 and (named := _PUBLISHED.search(text)):
        days = _days(text[named.end() :])[:1]
    return days[0] if len(days) == 1 else None


def _days(text: str) -> list[date]:
    """Single days, each once; a span of days is one of fieldwork."""
    days = [found.end for found in periods(text) if found.start == found.end]
    for year, month, day in _ISO.findall(text):
        try:
            days.append(date(int(year), int(month), int(day)))
        except ValueError:
            continue  # a number that only looks like a day
    return list(dict.fromkeys(days))


def _saved_from(read: markup.Markup) -> str | None:
    for comment in read.comments:
        if match := _SAVED_FROM.search(comment):
            return match[1]
    return None


def _urn(read: markup.Markup, own: str) -> str | None:
    for address in (own, read.canonical or ""):
        if match := _PROVIDER.search(urlsplit(address).path):
            return match[1]
    match = _URN.search(" ".join(text for _, text in read.texts))
    return match[1] if match else None
