"""What a family of reports is to the rest: how to know it and how to read it."""

from __future__ import annotations

from typing import Protocol

from loaders.furniture import Body
from loaders.pages import Pages
from loaders.records import Report


class Family(Protocol):
    """A module that reads one family; each exports these three names."""

    #: Identifier, in reports and goldens.
    FAMILY: str

    def matches(self, body: Body) -> bool:
        """Whether the document is of this family, by what its first page says."""

    def read(self, document: Pages, body: Body) -> tuple[Report, ...]:
        """The reports it holds. Never raises on any content; says what it missed.

        ``Report.authority`` stays None: names are resolved in ``loaders.reading``.
        """
