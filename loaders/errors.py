"""What can go wrong with an input.

ReadError
├── NotADocumentError      the bytes are not what the name says, or nothing we read
├── EncryptedError         a password is needed
└── CaseError         a case file does not follow its rules
"""

from __future__ import annotations


class ReadError(Exception):
    """A source cannot be read; the message is one line for the user."""


class NotADocumentError(ReadError):
    """The bytes are not of a kind that can be read."""


class EncryptedError(ReadError):
    """The document asks for a password."""


class CaseError(ReadError):
    """A hand-coded case file breaks its own rules."""
