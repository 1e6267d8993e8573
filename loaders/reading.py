"""A file to a reading: what kind of bytes, which family, what it says.

The one place that knows all families. Nothing here opens files, except
``read_file``, which the build and its workers call.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from loaders import (
    area_send,
    case,
    follow_ups,
    furniture,
    html,
    ilacs,
    jar,
    jtai,
    looked_after,
    lscb,
    news,
    pdf,
    send_letters,
    sif,
    slac,
    text,
    unknown,
    visits,
)
from loaders.errors import NotADocumentError
from loaders.family import Family
from loaders.pages import Pages
from loaders.records import Reading, Report, Snapshot
from loaders.suffixes import CASES
from ontology import names

#: Asked in this order; the most particular wording first.
FAMILIES: tuple[Family, ...] = (
    visits,
    jtai,
    area_send,
    send_letters,
    jar,
    looked_after,
    sif,
    lscb,
    slac,
    ilacs,
)
MAX_BYTES = 200_000_000


def read_file(path: Path, shown: str | None = None) -> Reading:
    """Read one file.

    Args:
        path: The file.
        shown: Its name in reports to people, if not the path itself.

    Raises:
        ReadError: It cannot be read as a document; one line says why.
        OSError: It cannot be opened.
    """
    if path.stat().st_size > MAX_BYTES:
        raise NotADocumentError(f"larger than {MAX_BYTES // 1_000_000} MB")
    return read(path.read_bytes(), shown or str(path), path.suffix.casefold())


def read(data: bytes, path: str, suffix: str) -> Reading:
    """Read the bytes of a document.

    Args:
        data: The bytes.
        path: Name for reports to people.
        suffix: Of the file name, lower case with its dot; decides only what the
            bytes leave open.

    Raises:
        ReadError: It cannot be read as a document; one line says why.
    """
    if not data.strip():
        raise NotADocumentError("empty file")
    if suffix in CASES:
        reports = case.parse(data, path)
        snapshot = _snapshot(data, path, "application/yaml", None, "case file")
        return Reading(snapshot, "", reports)
    document = open_pages(data, suffix)
    pages = len(document.pages) if document.pages[0].number is not None else None
    snapshot = _snapshot(data, path, document.media_type, pages, document.reader)
    if not any(page.lines for page in document.pages):
        raise NotADocumentError("no text in it: a scan, or pages of pictures only")
    found = tuple(_resolved(report) for report in read_reports(document))
    return Reading(snapshot, document.layer, found)


def open_pages(data: bytes, suffix: str) -> Pages:
    """The pages of a PDF, HTML or text file, told by its bytes.

    Raises:
        ReadError: The bytes are something else, or not what the name says.
    """
    head = data[:1024].lstrip(b"\xef\xbb\xbf\x00 \t\r\n")
    if b"%PDF-" in data[:1024]:
        return pdf.read(data)
    is_html = head[:512].lower().startswith((b"<!doctype html", b"<html", b"<?xml"))
    if suffix == ".pdf":
        kind = "a web page" if is_html else "something else"
        raise NotADocumentError(f"not a PDF: {kind} saved under that name")
    if is_html or suffix in (".html", ".htm"):
        return html.read(data)
    if b"\x00" in data[:4096] and data[:2] not in (b"\xff\xfe", b"\xfe\xff"):
        raise NotADocumentError("not text, PDF or HTML")
    return text.read(data)


def read_reports(document: Pages) -> tuple[Report, ...]:
    """Find the family and let it read."""
    body = furniture.part(document)
    for family in FAMILIES:
        if family.matches(body):
            return family.read(document, body)
    if news.matches(body):
        return news.read(document, body, _authorities_in)
    return unknown.read(document, body)


def _authorities_in(words: str) -> list[str]:
    return [authority.id for authority in names.authorities_in(words)]


def _resolved(report: Report) -> Report:
    """Name the authority, as the body of the inspection's time."""
    if report.family != news.FAMILY and not report.follow_ups:
        report = replace(report, follow_ups=follow_ups.stated(report.findings))
    if report.authority is not None:
        return report
    if report.authority_printed is None:
        note = "no authority found on the first page"
        return replace(report, warnings=(*report.warnings, note))
    on = report.end or report.published
    authority = names.resolve(report.authority_printed, on)
    if authority is None:
        note = f"authority not in the register: {report.authority_printed!r}"
        return replace(report, warnings=(*report.warnings, note))
    return replace(report, authority=authority.id)


def _snapshot(
    data: bytes, path: str, media_type: str, pages: int | None, reader: str
) -> Snapshot:
    digest = hashlib.sha256(data).hexdigest()
    return Snapshot(digest, media_type, len(data), pages, path, reader)


def families() -> Sequence[str]:
    """Identifiers of all families that read documents."""
    return [*(family.FAMILY for family in FAMILIES), news.FAMILY, unknown.FAMILY]
