"""What can go wrong on the way to a report.

FetchError
├── RefusedError          our own rules forbid the address
├── UnreachableError      no connection to the host
├── TransientError        worth asking again
│   └── BusyError         the host says how long to wait
├── GoneError             the host has no such document
├── UnwantedError         the host answers with something else than asked for
├── TooLargeError         more bytes than any report has
├── NotAPdfError          a web page or anything else under the address
├── PageError             a page lists no reports, or not whose
└── ManifestError         the manifest is not one of ours
"""

from __future__ import annotations


class FetchError(Exception):
    """A report cannot be had; the message is one line for the user."""


class RefusedError(FetchError):
    """The address breaks the rules on what may be asked."""


class UnreachableError(FetchError):
    """No connection to the host could be made."""


class TransientError(FetchError):
    """The transfer broke; the next attempt may succeed."""


class BusyError(TransientError):
    """The host asks for patience.

    Attributes:
        wait: Seconds asked for, or None if it did not say.
    """

    def __init__(self, message: str, wait: float | None) -> None:
        """Keep the seconds beside the message."""
        super().__init__(message)
        self.wait = wait


class GoneError(FetchError):
    """The host has no such document, or no longer."""


class UnwantedError(FetchError):
    """The host answers, but not with the document."""


class TooLargeError(FetchError):
    """The answer is larger than allowed."""


class NotAPdfError(FetchError):
    """The bytes are not those of a PDF."""


class PageError(FetchError):
    """A page on the site cannot be used as a list of reports."""


class ManifestError(FetchError):
    """A manifest cannot be read or is not one of ours."""
