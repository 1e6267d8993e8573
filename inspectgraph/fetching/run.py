"""Every wanted report once: asked for, checked, kept, remembered."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from urllib.parse import urlsplit

from inspectgraph.fetching import pdf
from inspectgraph.fetching.client import Client
from inspectgraph.fetching.errors import (
    BusyError,
    FetchError,
    GoneError,
    NotAPdfError,
    UnreachableError,
)
from inspectgraph.fetching.manifest import (
    Entry,
    Manifest,
    State,
    manifests,
    write_whole,
)
from inspectgraph.fetching.plan import Wanted
from inspectgraph.fetching.receive import Receipt, receive

#: A copy confirmed so recently is not asked about again: a run that broke off goes
#: on where it was.
FRESH = timedelta(days=1)
Clock = Callable[[], datetime]


class Status(StrEnum):
    """What one report came to."""

    SAVED = "saved"
    UNCHANGED = "unchanged"
    CHANGED = "changed"
    NEW = "new"
    LOST = "lost"
    NOT_A_PDF = "not_a_pdf"
    GONE = "gone"
    FAILED = "failed"
    NOT_REACHED = "not_reached"


#: These say something of the host, not of the report.
_NOT_ITS_FAULT = (UnreachableError, BusyError)
Ask = Callable[[str, Entry | None], Receipt]

GOT = frozenset((Status.SAVED, Status.UNCHANGED, Status.CHANGED))


@dataclass(frozen=True, slots=True)
class Outcome:
    """A report and what became of it.

    Attributes:
        path: Of the copy, or where it would be.
        reason: Why it could not be had, else empty.
    """

    wanted: Wanted
    status: Status
    path: Path
    reason: str = ""


def now() -> datetime:
    """UTC, in whole seconds."""
    return datetime.now(UTC).replace(microsecond=0)


def fetch(
    reports: Iterable[Wanted], root: Path, client: Client, clock: Clock = now
) -> Iterator[Outcome]:
    """Get each report into the folder of its authority.

    A host that cannot be reached, or asks to be left alone, is not asked again.

    Args:
        reports: In the order they are asked for.
        root: Holds a folder for each authority; made when the first bytes are there.
        client: Who asks.
        clock: For the manifest.

    Raises:
        ManifestError: If a manifest is damaged or another program's.
        OSError: If the disk refuses.
    """
    ask = _Asker(client)
    for wanted in reports:
        copy = _Copy.of(wanted, root)
        try:
            yield copy.fetch(ask, clock)
        except _NOT_ITS_FAULT as error:
            yield copy.outcome(Status.NOT_REACHED, str(error))


def check(reports: Iterable[Wanted], root: Path, client: Client) -> Iterator[Outcome]:
    """Say what a fetch would find new or changed; nothing is written.

    Only reports that were saved before are asked for.

    Raises:
        ManifestError: If a manifest is damaged.
    """
    ask = _Asker(client)
    for wanted in reports:
        copy = _Copy.of(wanted, root)
        try:
            yield copy.check(ask)
        except _NOT_ITS_FAULT as error:
            yield copy.outcome(Status.NOT_REACHED, str(error))


def fetched_before(root: Path) -> tuple[Wanted, ...]:
    """All reports the manifests below a folder have saved.

    Raises:
        ManifestError: If one is damaged.
    """
    return tuple(
        Wanted(entry.authority, entry.type, entry.published, entry.address, entry.title)
        for manifest in manifests(root)
        for entry in manifest
        if entry.state is State.SAVED
    )


@dataclass(frozen=True, slots=True)
class _Copy:
    """A wanted report and what is at hand of it.

    Attributes:
        entry: Of the manifest, whatever it says.
        saved: The same, if it speaks of a file that is there and whole.
    """

    wanted: Wanted
    manifest: Manifest
    path: Path
    entry: Entry | None
    saved: Entry | None

    @classmethod
    def of(cls, wanted: Wanted, root: Path) -> _Copy:
        manifest = Manifest(root / wanted.authority)
        entry = manifest.get(wanted.address)
        name = entry.file if entry is not None and entry.file else wanted.file_name
        path = manifest.folder / name
        whole = (
            entry is not None
            and path.is_file()
            and _sha256(path.read_bytes()) == entry.sha256
        )
        return cls(wanted, manifest, path, entry, entry if whole else None)

    def is_fresh(self, at: datetime) -> bool:
        """Whether the copy was confirmed a short while ago."""
        return self.saved is not None and timedelta() <= at - self.saved.checked < FRESH

    def outcome(self, status: Status, reason: str = "") -> Outcome:
        return Outcome(self.wanted, status, self.path, reason)

    def fetch(self, ask: Ask, clock: Clock) -> Outcome:
        if self.is_fresh(clock()):
            return self.outcome(Status.UNCHANGED)
        try:
            receipt = ask(self.wanted.address, self.saved)
        except _NOT_ITS_FAULT:
            raise
        except FetchError as error:
            return self._failed(error, clock())
        if self.saved is not None and _is_same(receipt, self.saved):
            self.manifest.record(
                replace(
                    self.saved,
                    checked=clock(),
                    etag=receipt.validators.etag,
                    last_modified=receipt.validators.last_modified,
                )
            )
            return self.outcome(Status.UNCHANGED)
        return self._keep(receipt, clock())

    def check(self, ask: Ask) -> Outcome:
        if self.entry is None or self.entry.state is not State.SAVED:
            return self.outcome(Status.NEW)
        if self.saved is None:
            return self.outcome(Status.LOST, "the file is missing or was altered")
        try:
            receipt = ask(self.wanted.address, self.saved)
        except _NOT_ITS_FAULT:
            raise
        except FetchError as error:
            return self.outcome(_status(error), str(error))
        same = _is_same(receipt, self.saved)
        return self.outcome(Status.UNCHANGED if same else Status.CHANGED)

    def _keep(self, receipt: Receipt, at: datetime) -> Outcome:
        assert receipt.data is not None
        sha256 = _sha256(receipt.data)
        before = self.entry.sha256 if self.entry is not None else None
        earlier = self.entry.earlier if self.entry is not None else ()
        if before is not None and before != sha256:
            earlier = (*(each for each in earlier if each != sha256), before)
        moved = receipt.address != self.wanted.address
        write_whole(self.path, receipt.data)
        self.manifest.record(
            replace(
                self._entry(State.SAVED, at),
                file=self.path.name,
                final_address=receipt.address if moved else None,
                sha256=sha256,
                size=len(receipt.data),
                etag=receipt.validators.etag,
                last_modified=receipt.validators.last_modified,
                earlier=earlier,
            )
        )
        changed = before is not None and before != sha256
        return self.outcome(Status.CHANGED if changed else Status.SAVED)

    def _failed(self, error: FetchError, at: datetime) -> Outcome:
        status = _status(error)
        # What was got before stays true, whatever the host says today.
        if self.entry is None or self.entry.state is not State.SAVED:
            entry = replace(self._entry(State(status), at), reason=str(error))
            self.manifest.record(entry)
        return self.outcome(status, str(error))

    def _entry(self, state: State, at: datetime) -> Entry:
        return Entry(
            address=self.wanted.address,
            authority=self.wanted.authority,
            type=self.wanted.type,
            published=self.wanted.published,
            title=self.wanted.title,
            state=state,
            retrieved=at,
            checked=at,
        )


class _Asker:
    """Asks for documents, but no more of a host that cannot or will not answer."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._closed: dict[str, FetchError] = {}

    def __call__(self, address: str, saved: Entry | None) -> Receipt:
        host = urlsplit(address).netloc
        if host in self._closed:
            raise self._closed[host]
        try:
            return receive(
                self._client,
                address,
                look=pdf.look,
                whole=pdf.whole,
                known=saved.validators if saved is not None else None,
            )
        except _NOT_ITS_FAULT as error:
            self._closed[host] = error
            raise


def _is_same(receipt: Receipt, saved: Entry) -> bool:
    return receipt.data is None or _sha256(receipt.data) == saved.sha256


def _status(error: FetchError) -> Status:
    if isinstance(error, NotAPdfError):
        return Status.NOT_A_PDF
    return Status.GONE if isinstance(error, GoneError) else Status.FAILED


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
