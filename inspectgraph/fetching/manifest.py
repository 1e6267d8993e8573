"""What was got, from where and when: ``manifest.json`` beside the reports.

Read again before every change, so that two runs in one folder do not forget each
other's reports; replaced in one step, so that it is never half written.
"""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, fields
from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from inspectgraph.fetching.errors import ManifestError
from inspectgraph.fetching.receive import Validators
from ontology.codes import InspectionType

NAME = "manifest.json"
FORMAT = "inspectgraph reports 1"
#: Texts of an entry that are always there.
_NEVER_NULL = frozenset(
    ("address", "authority", "type", "state", "retrieved", "checked")
)


class State(StrEnum):
    """What became of an address when it was last asked in earnest."""

    SAVED = "saved"
    NOT_A_PDF = "not_a_pdf"
    GONE = "gone"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One address and what is under it.

    Attributes:
        address: As known or listed; its identity.
        authority: Id in the register.
        published: As known or listed; None where it is not.
        title: As listed on the authority's page.
        file: Name beside the manifest, None if nothing was saved.
        final_address: Where redirects led to, if they did.
        size: In bytes.
        retrieved: When these bytes came, or the failure; UTC.
        checked: When the host last said that they still are the same; UTC.
        reason: Why nothing was saved.
        earlier: SHA-256 of what the same address gave before, oldest first.
    """

    address: str
    authority: str
    type: InspectionType
    published: date | None
    title: str | None = None
    state: State
    file: str | None = None
    final_address: str | None = None
    sha256: str | None = None
    size: int | None = None
    retrieved: datetime
    checked: datetime
    etag: str | None = None
    last_modified: str | None = None
    reason: str | None = None
    earlier: tuple[str, ...] = ()

    @property
    def validators(self) -> Validators:
        """To ask whether it has changed."""
        return Validators(self.etag, self.last_modified)


class Manifest:
    """The entries of one folder."""

    def __init__(self, folder: Path) -> None:
        """Read it, or begin an empty one in memory.

        Raises:
            ManifestError: If there is a file of that name that is not ours.
        """
        self.folder = folder
        self._entries = _read(folder / NAME)

    def __iter__(self) -> Iterator[Entry]:
        """All entries, by address."""
        return iter(sorted(self._entries.values(), key=lambda entry: entry.address))

    def get(self, address: str) -> Entry | None:
        """The entry of that address, or None."""
        return self._entries.get(address)

    def record(self, entry: Entry) -> None:
        """Add or replace an entry, on disk too.

        Raises:
            ManifestError: If another program has put its own file there.
            OSError: If it cannot be written.
        """
        path = self.folder / NAME
        self.folder.mkdir(parents=True, exist_ok=True)
        with _alone_in(self.folder):
            self._entries = _read(path) | {entry.address: entry}
            body = {"format": FORMAT, "reports": [_as_json(each) for each in self]}
            text = json.dumps(body, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
            write_whole(path, text.encode())


@contextmanager
def _alone_in(folder: Path) -> Iterator[None]:
    """Other runs that record something there wait until this is done."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def manifests(root: Path) -> Iterator[Manifest]:
    """Those of a folder and the folders in it; of a file, that beside it.

    Raises:
        ManifestError: If one that is ours cannot be read.
    """
    found = [root.parent / NAME] if root.is_file() else sorted(root.rglob(NAME))
    for path in found:
        if path.is_file() and not _of_others(path):
            yield Manifest(path.parent)


def entries_by_sha(folder: Path) -> dict[str, Entry]:
    """From the SHA-256 of fetched bytes to the address they came from, and its facts.

    Bytes that an address gave earlier count too. Of several addresses with the same
    bytes the first in alphabetical order is taken.

    Args:
        folder: Looked through with all folders in it; a file stands for its folder.

    Raises:
        ManifestError: If a manifest is damaged.
    """
    found: dict[str, Entry] = {}
    entries = (entry for manifest in manifests(folder) for entry in manifest)
    for entry in sorted(entries, key=lambda entry: entry.address):
        for sha256 in (entry.sha256, *entry.earlier):
            if sha256 is not None:
                found.setdefault(sha256, entry)
    return found


def write_whole(path: Path, data: bytes) -> None:
    """Write a file, folders included, so that it is there whole or not at all.

    Raises:
        OSError: If it cannot be written; what was there before stays.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        part.write_bytes(data)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _of_others(path: Path) -> bool:
    """Whether a readable file of that name belongs to another program."""
    body = _load(path)
    return not (isinstance(body, dict) and body.get("format") == FORMAT)


def _load(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ManifestError(f"{path} cannot be read ({error})") from error


def _read(path: Path) -> dict[str, Entry]:
    if not path.exists():
        return {}
    if _of_others(path):
        raise ManifestError(f"{path} is not a manifest of fetched reports")
    try:
        entries = [_entry(each) for each in _load(path)["reports"]]
    except (KeyError, TypeError, ValueError) as error:
        raise ManifestError(f"{path} is damaged ({error})") from error
    return {entry.address: entry for entry in entries}


def _as_json(entry: Entry) -> dict[str, Any]:
    return {
        key: list(value) if isinstance(value, tuple) else _plain(value)
        for key, value in asdict(entry).items()
    }


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _entry(values: Any) -> Entry:
    _check(values)
    file = values["file"]
    if file is not None and (file.startswith(".") or Path(file).name != file):
        raise ValueError(f"{file} is not in its folder")
    published = values["published"]
    return Entry(
        **values
        | {
            "type": InspectionType(values["type"]),
            "state": State(values["state"]),
            "published": None if published is None else date.fromisoformat(published),
            "retrieved": _moment(values["retrieved"]),
            "checked": _moment(values["checked"]),
            "earlier": tuple(values["earlier"]),
        }
    )


def _check(values: Any) -> None:
    """Whether they have the names and types of an entry.

    Raises:
        TypeError, ValueError: Not so.
    """
    if not isinstance(values, dict):
        raise TypeError(f"{values!r} is no entry")
    if unknown := values.keys() - {field.name for field in fields(Entry)}:
        raise ValueError(f"unknown {', '.join(sorted(unknown))}")
    for name, value in values.items():
        if name == "earlier":
            right = isinstance(value, list) and all(isinstance(v, str) for v in value)
        elif name == "size":
            right = value is None or isinstance(value, int)
        else:
            right = isinstance(value, str) or (
                value is None and name not in _NEVER_NULL
            )
        if not right:
            raise TypeError(f"{name} cannot be {value!r}")


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    # All that we write is UTC and says so; a hand may have left that out.
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
