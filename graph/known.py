"""What of a corpus was known on a day.

Fieldwork, publication and retrieval are three dates, and the one that counts here is
publication: an inspection that ended in December and was published in February was
not known in January. When a document was published, it may say itself; else the place
it was fetched from does, or the table of published reports that ships. Where nobody
does, it counts as known from the last day it tells of (of fieldwork, of an inspection
it is about, of a promise, of a person in post): it can have been known no earlier. One
that tells of no day at all is left out, since nothing shows that it was there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain
from typing import TypeAlias

from graph.assemble import Assembled, Copy, Document, InspectionEntry
from loaders.records import Commitment, Report, Tenure
from ontology.addresses import published_after

#: A document and the day from which it counts as known.
Dated: TypeAlias = tuple[Document, date]


@dataclass(frozen=True, slots=True)
class Known:
    """What was known on a day, and what was not.

    Attributes:
        corpus: What was; its IRIs are those of the whole.
        later: Documents left out because they came later.
        undated: Documents kept though their date of publication is not known.
        dateless: Documents left out because they tell of no day.
    """

    corpus: Assembled
    later: tuple[Dated, ...]
    undated: tuple[Dated, ...]
    dateless: tuple[Document, ...]


def known_on(corpus: Assembled, day: date, listed: Mapping[str, date]) -> Known:
    """Part what was known on a day from what was not yet.

    Args:
        corpus: Everything there is.
        day: The last day that counts.
        listed: When files were published, where fetching learned it, by SHA-256.
    """
    dated: list[Dated] = []
    undated: list[Dated] = []
    dateless: list[Document] = []
    for document in _all(corpus):
        out, told = published(document, listed), _told(document)
        if out is not None:
            dated.append((document, out))
        elif told is not None:
            undated.append((document, told))
        else:
            dateless.append(document)
    known = {id(document) for document, first in (*dated, *undated) if first <= day}
    return Known(
        _kept(corpus, known, day),
        later=tuple(pair for pair in (*dated, *undated) if pair[1] > day),
        undated=tuple(pair for pair in undated if pair[1] <= day),
        dateless=tuple(dateless),
    )


def published(document: Document, listed: Mapping[str, date]) -> date | None:
    """When a document was published, by whichever copy, list or table says so."""
    copies = document.copies
    printed = (copy.report.published for copy in copies)
    fetched = (listed.get(copy.sha256) for copy in copies)
    tabled = (_tabled(copy.report) for copy in copies)
    return next((day for day in chain(printed, fetched, tabled) if day), None)


def _tabled(report: Report) -> date | None:
    if report.authority is None or report.type is None or report.end is None:
        return None
    return published_after(report.authority, report.type, report.end)


def _told(document: Document) -> date | None:
    """The last day that was past when the document was written."""
    reports = (copy.report for copy in document.copies)
    return max((day for report in reports for day in _past(report)), default=None)


def _past(report: Report) -> Iterator[date]:
    """Days that were past when the document was written."""
    yield from (period.end for period in report.periods)
    yield from report.about
    yield from (f.earlier for f in report.follow_ups if f.earlier is not None)
    yield from (c.made for c in report.commitments if c.made is not None)
    yield from (day for tenure in report.tenures for day in tenure.attested)


def _all(corpus: Assembled) -> Iterator[Document]:
    for entry in corpus.inspections:
        yield from entry.documents
    yield from corpus.articles


def _kept(corpus: Assembled, known: set[int], day: date) -> Assembled:
    """The corpus with the documents known, by their identity in memory."""
    entries = (_kept_entry(entry, known, day) for entry in corpus.inspections)
    present = {
        copy.sha256
        for document in _all(corpus)
        if id(document) in known
        for copy in document.copies
    }
    return Assembled(
        tuple(entry for entry in entries if entry.documents),
        tuple(_cut(d, day) for d in corpus.articles if id(d) in known),
        tuple(
            source
            for source in corpus.sources
            if source.reading.snapshot.sha256 in present
        ),
    )


def _kept_entry(entry: InspectionEntry, known: set[int], day: date) -> InspectionEntry:
    kept = [
        (place, _cut(document, day))
        for place, document in enumerate(entry.documents)
        if id(document) in known
    ]
    whole = len(kept) == len(entry.documents)
    return InspectionEntry(
        entry.key,
        tuple(document for _, document in kept),
        () if whole else tuple(place for place, _ in kept),
    )


def _cut(document: Document, day: date) -> Document:
    """The document without what its record has from later: case files look back."""
    copies = tuple(_cut_copy(copy, day) for copy in document.copies)
    return replace(document, copies=copies)


def _cut_copy(copy: Copy, day: date) -> Copy:
    reports = list(copy.source.reading.reports)
    reports[copy.index] = _cut_report(copy.report, day)
    reading = replace(copy.source.reading, reports=tuple(reports))
    return Copy(replace(copy.source, reading=reading), copy.index)


def _cut_report(report: Report, day: date) -> Report:
    return replace(
        report,
        commitments=tuple(c for c in report.commitments if not _later(c, day)),
        tenures=tuple(_cut_tenures(report.tenures, day)),
    )


def _later(commitment: Commitment, day: date) -> bool:
    return commitment.made is not None and commitment.made > day


def _cut_tenures(tenures: Iterable[Tenure], day: date) -> Iterator[Tenure]:
    for tenure in tenures:
        if tenure.began is None or not _after(tenure.began, day):
            yield replace(
                tenure,
                ended=_ended(tenure, day),
                attested=tuple(a for a in tenure.attested if a <= day),
            )


def _ended(tenure: Tenure, day: date) -> str | None:
    ended = tenure.ended
    return None if ended is None or _after(ended, day) else ended


def _after(stated: str, day: date) -> bool:
    """Whether a year, month or day, as precise as stated, lies wholly after a day."""
    return stated > day.isoformat()[: len(stated)]
