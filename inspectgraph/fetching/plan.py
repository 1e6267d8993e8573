"""What is wanted, and the name each report gets."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from urllib.parse import unquote, urlsplit

from ontology.addresses import report_addresses
from ontology.codes import InspectionType

_NUMBERED = re.compile(r"https://files\.ofsted\.gov\.uk/v\d+/file/(\d{1,20})")
_LONGEST_KEY = 40


@dataclass(frozen=True, slots=True)
class Wanted:
    """A report to get.

    Attributes:
        authority: Id in the register; also the name of its folder.
        published: None if the page that lists it prints no day.
        title: As listed, None for an address the package knows.
    """

    authority: str
    type: InspectionType
    published: date | None
    address: str
    title: str | None = None

    @property
    def file_name(self) -> str:
        """Sorts by date, tells the kind, and differs for every address."""
        day = self.published.isoformat() if self.published else "undated"
        kind = self.type.replace("_", "-")
        return f"{day}-{kind}-{_key(self.address)}.pdf"


@dataclass(frozen=True, slots=True)
class Choice:
    """Which reports are asked for; empty means all.

    Attributes:
        authorities: Ids in the register.
        since: First day of publication.
    """

    authorities: frozenset[str] = frozenset()
    types: frozenset[InspectionType] = frozenset()
    since: date | None = None

    def takes(self, wanted: Wanted) -> bool:
        """Whether it is among them; one without a day is not after any day."""
        return (
            (not self.authorities or wanted.authority in self.authorities)
            and (not self.types or wanted.type in self.types)
            and (
                self.since is None
                or (wanted.published is not None and wanted.published >= self.since)
            )
        )


def known_reports() -> tuple[Wanted, ...]:
    """Those whose addresses ship with the package."""
    return tuple(
        Wanted(known.authority, known.type, known.published, known.address)
        for known in report_addresses()
    )


def in_order(reports: Iterable[Wanted]) -> tuple[Wanted, ...]:
    """Each address once, as first told, by authority and date."""
    once: dict[str, Wanted] = {}
    for wanted in reports:
        once.setdefault(wanted.address, wanted)
    return tuple(
        sorted(
            once.values(),
            key=lambda w: (w.authority, w.published or date.max, w.address),
        )
    )


def authorities_of(reports: Collection[Wanted]) -> tuple[str, ...]:
    """The ids that occur, each once, in order."""
    return tuple(sorted({wanted.authority for wanted in reports}))


def _key(address: str) -> str:
    """The inspectorate's number, or the end of the address made harmless."""
    if numbered := _NUMBERED.fullmatch(address):
        return numbered[1]
    last = (
        unquote(urlsplit(address).path)
        .rsplit("/", 1)[-1]
        .casefold()
        .removesuffix(".pdf")
    )
    readable = re.sub(r"[^a-z0-9]+", "-", last)[:_LONGEST_KEY].strip("-")
    digest = hashlib.sha256(address.encode()).hexdigest()[:8]
    return f"{readable}-{digest}" if readable else digest
