"""Copies of one report become one: what is loaded, sorted into inspections.

A text copy and a PDF of one letter, or a hand-coded paraphrase and the document
itself, are one report with several snapshots. Findings are taken from the best
copy, the others attest it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from graph.coding.codings import CodedUnit
from graph.iris import slug
from loaders.healing import words
from loaders.records import Reading, Report

#: Families that hold no inspection's own words.
ARTICLE = "news"
CASE = "case"
_ORDER = {"application/pdf": 0, "text/html": 1, "text/plain": 2, "application/yaml": 3}
_HEADLINE = 6
#: Two documents of one visit share most of their words; two reports do not.
_SAME = 0.5


@dataclass(frozen=True, slots=True)
class Source:
    """A document read and coded.

    Attributes:
        coded: For each report of the reading, a unit for each of its findings.
    """

    reading: Reading
    coded: tuple[tuple[CodedUnit, ...], ...]


@dataclass(frozen=True, slots=True)
class Copy:
    """One report in one file."""

    source: Source
    index: int

    @property
    def report(self) -> Report:
        """The record."""
        return self.source.reading.reports[self.index]

    @property
    def coded(self) -> tuple[CodedUnit, ...]:
        """Codings, one unit a finding."""
        return self.source.coded[self.index]

    @property
    def sha256(self) -> str:
        """Of the file."""
        return self.source.reading.snapshot.sha256


@dataclass(frozen=True, slots=True)
class Document:
    """A report, letter or article, and all copies of it, best first.

    Attributes:
        place: Of an article among those of its name, from 0.
    """

    copies: tuple[Copy, ...]
    place: int = 0

    @property
    def best(self) -> Copy:
        """The copy that findings are taken from."""
        return self.copies[0]

    @property
    def report(self) -> Report:
        """The record of the best copy.

        An article's day and address may stand in a poorer copy only: a page saved
        as text has lost them, a case file's record of it has not.
        """
        best = self.best.report
        if not is_article(best):
            return best
        copies = [copy.report for copy in self.copies]
        return replace(
            best,
            published=next((r.published for r in copies if r.published), None),
            address=next((r.address for r in copies if r.address), None),
        )


@dataclass(frozen=True, slots=True)
class InspectionEntry:
    """An inspection and the documents it led to.

    Attributes:
        key: Authority, last day and type: what identifies it.
        places: Of each document among all of the inspection, from 0, where some are
            left out: what names it must not change by that. Empty where none is.
    """

    key: str
    documents: tuple[Document, ...]
    places: tuple[int, ...] = ()

    @property
    def report(self) -> Report:
        """The first document's record, which has the facts of the inspection."""
        return self.documents[0].report


@dataclass(frozen=True, slots=True)
class Assembled:
    """Everything loaded.

    Attributes:
        inspections: By date, then key.
        articles: Documents that report on inspections.
        sources: All files, by SHA-256.
    """

    inspections: tuple[InspectionEntry, ...]
    articles: tuple[Document, ...]
    sources: tuple[Source, ...]


def assemble(sources: Iterable[Source]) -> Assembled:
    """Sort documents into inspections and articles; the order given has no effect."""
    unique = {source.reading.snapshot.sha256: source for source in sources}
    ordered = tuple(unique[sha] for sha in sorted(unique))
    groups: dict[str, list[Copy]] = defaultdict(list)
    articles: dict[str, list[Copy]] = defaultdict(list)
    for source in ordered:
        for index, report in enumerate(source.reading.reports):
            copy = Copy(source, index)
            if report.type is None and report.framework is None and is_article(report):
                articles[_article_key(copy)].append(copy)
            else:
                groups[_key(copy)].append(copy)
    inspections = tuple(
        InspectionEntry(key, _documents(copies)) for key, copies in groups.items()
    )
    return Assembled(
        tuple(sorted(inspections, key=lambda e: (e.report.end or date.min, e.key))),
        tuple(
            _numbered(d for key in sorted(articles) for d in _articles(articles[key]))
        ),
        ordered,
    )


def is_article(report: Report) -> bool:
    """Whether a report is about inspections rather than of one."""
    return not report.periods and (report.family == ARTICLE or bool(report.about))


def article_name(article: Document) -> str:
    """Authority and headline; several articles may have the same."""
    report = article.report
    title = slug(report.title or article.best.sha256[:16])[:80]
    return f"{report.authority or 'unknown'}/{title}"


def _key(copy: Copy) -> str:
    report = copy.report
    if report.authority is None or report.end is None:
        return f"unresolved/{copy.sha256[:16]}/{copy.index + 1}"
    kind = (report.type.value if report.type else "other").replace("_", "-")
    return f"{report.authority}/{report.end.isoformat()}/{kind}"


def _article_key(copy: Copy) -> str:
    """Where to look for copies, for records cut long headlines: its first words."""
    report = copy.report
    title = slug(" ".join((report.title or copy.sha256[:16]).split()[:_HEADLINE]))
    return f"{report.authority or 'unknown'}/{title}"


def _best_first(copies: Sequence[Copy]) -> tuple[Copy, ...]:
    return tuple(sorted(copies, key=_preference))


def _preference(copy: Copy) -> tuple[bool, int, int, str]:
    snapshot = copy.source.reading.snapshot
    return (
        copy.report.family == CASE,
        _ORDER.get(snapshot.media_type, 9),
        -len(copy.report.findings),
        copy.sha256,
    )


def _documents(copies: Sequence[Copy]) -> tuple[Document, ...]:
    """Part the copies of an inspection into documents: usually one."""
    documents: list[list[Copy]] = []
    for copy in _best_first(copies):
        home = next((known for known in documents if _is_copy(copy, known)), None)
        if home is None:
            documents.append([copy])
        else:
            home.append(copy)
    return tuple(Document(tuple(known)) for known in documents)


def _articles(copies: Sequence[Copy]) -> list[Document]:
    """Part articles that begin alike into documents, by day of publication."""
    documents: list[list[Copy]] = []
    for copy in _best_first(copies):
        homes = [known for known in documents if _is_same_article(copy, known)]
        if homes:
            day = copy.report.published
            max(homes, key=lambda known: day in _days(known)).append(copy)
        else:
            documents.append([copy])
    return sorted(
        (Document(tuple(known)) for known in documents),
        key=lambda d: (d.report.published or date.max, d.best.sha256, d.best.index),
    )


def _numbered(articles: Iterable[Document]) -> Iterator[Document]:
    """Articles with the place of each among those of its name."""
    taken: Counter[str] = Counter()
    for article in articles:
        name = article_name(article)
        yield replace(article, place=taken[name])
        taken[name] += 1


def _is_same_article(copy: Copy, known: Sequence[Copy]) -> bool:
    """Whether the words are the same, and no other day of publication is known."""
    return len(_days([copy, *known])) < 2 and _is_copy(copy, known)


def _days(copies: Sequence[Copy]) -> set[date]:
    return {c.report.published for c in copies if c.report.published is not None}


def _is_copy(copy: Copy, known: Sequence[Copy]) -> bool:
    if any(copy.sha256 == other.sha256 for other in known):
        return False
    if copy.report.family == CASE:  # a paraphrase shares few words, by design
        return True
    first = known[0]
    mine, theirs = _vocabulary(copy), _vocabulary(first)
    return len(mine & theirs) >= _SAME * max(1, min(len(mine), len(theirs)))


def _vocabulary(copy: Copy) -> set[str]:
    return words(" ".join(finding.text for finding in copy.report.findings))
