"""Numbers in place of IRIs: what a page repeats thousands of times is kept short."""

from __future__ import annotations

from collections.abc import Sequence

from graph.iris import Minter
from inspectgraph.explorer.read import Tables
from inspectgraph.explorer.scope import Scope
from ontology.codes import EpisodeState, Method, Polarity
from ontology.issues import IssueScheme
from ontology.register import Register
from queries.ask import text

#: One letter each, so that what a whole inspection says of all issues is one word.
STATE_LETTER = {
    EpisodeState.WEAKNESS: "w",
    EpisodeState.STRENGTH: "s",
    EpisodeState.MIXED: "m",
    EpisodeState.NEUTRAL: "n",
    EpisodeState.SILENT: "o",
    EpisodeState.OUT_OF_SCOPE: "x",
    EpisodeState.UNREADABLE: "q",
}
POLARITY_LETTER = {
    Polarity.WEAKNESS: "w",
    Polarity.STRENGTH: "s",
    Polarity.MIXED: "m",
    Polarity.NEUTRAL: "n",
}
METHOD_LETTER = {Method.RULE: "r", Method.MODEL: "m", Method.HUMAN: "h"}


class Numbering:
    """Where each authority, issue, inspection and person stands in its list."""

    def __init__(
        self, scope: Scope, scheme: IssueScheme, minter: Minter, tables: Tables
    ) -> None:
        register = Register.load()
        along = [a.id for id in scope.authorities for a in register.lineage(id)]
        self.base = minter.base
        self.authorities = list(dict.fromkeys([*scope.authorities, *along]))
        self.issues = list(scheme)
        self.inspections = [text(row, "inspection") for row in tables.inspections]
        self.persons: list[str] = []
        self.names: list[str] = []
        self._authority = _places([minter.authority(a) for a in self.authorities])
        self._issue = _places([issue.iri for issue in self.issues])
        self._inspection = _places(self.inspections)
        self._person: dict[str, int] = {}

    def authority(self, iri: object) -> int | None:
        """Place of an authority, None for one that is not in the page."""
        return self._authority.get(str(iri))

    def issue(self, iri: object) -> int | None:
        """Place of an issue; None for one the scheme no longer has."""
        return self._issue.get(str(iri))

    def inspection(self, iri: object) -> int | None:
        """Place of an inspection, None for one that is not in the page."""
        return self._inspection.get(str(iri))

    def person(self, iri: object, name: object) -> int:
        """Place of a person, who is added under the first name met."""
        key = str(iri)
        if key not in self._person:
            self._person[key] = len(self.persons)
            self.persons.append(key)
            self.names.append(str(name))
        return self._person[key]

    def key(self, iri: str) -> str:
        """The part of an IRI that addresses within a page need."""
        return iri.removeprefix(self.base).partition("/")[2]

    @property
    def person_keys(self) -> list[str]:
        """The same for persons, in their order."""
        return [self.key(iri) for iri in self.persons]


def _places(items: Sequence[str]) -> dict[str, int]:
    return {item: place for place, item in enumerate(items)}
