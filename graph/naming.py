"""Names of what was assembled: which IRI an inspection, report or finding has.

Also finds an inspection by what a source says of it: its day, its month, or that it
was the last one.
"""

from __future__ import annotations

from datetime import date

from graph.assemble import Assembled, Document, InspectionEntry
from graph.human import Decisions
from graph.iris import Minter, digest, person_key, slug
from loaders.records import Commitment, FollowUp, Report, Tenure
from ontology.codes import InspectionType
from ontology.issues import IssueScheme
from ontology.register import Register


class Named:
    """The IRIs of what was assembled.

    Args:
        minter: Base of the IRIs.
        corpus: Used to find an inspection by authority and last day.
        scheme: Used to name issues.
        decisions: What people say of the codings.
        register: Who followed whom; the one that ships when None.
    """

    def __init__(
        self,
        minter: Minter,
        corpus: Assembled,
        scheme: IssueScheme,
        decisions: Decisions | None = None,
        register: Register | None = None,
    ) -> None:
        self.minter = minter
        self.decisions = decisions or Decisions()
        self._issues = {issue.id: issue.iri for issue in scheme}
        self._register = Register.load() if register is None else register
        self._of: dict[str, list[tuple[date, InspectionType | None, str]]] = {}
        for entry in corpus.inspections:
            report = entry.report
            if report.authority is not None and report.end is not None:
                known = self._of.setdefault(report.authority, [])
                known.append((report.end, report.type, self.inspection(entry)))

    def inspection(self, entry: InspectionEntry) -> str:
        """IRI of an inspection."""
        return f"{self.minter.base}inspection/{entry.key}"

    def report(self, entry: InspectionEntry, index: int) -> str:
        """IRI of its report; a second one is numbered."""
        place = entry.places[index] if entry.places else index
        suffix = "" if place == 0 else f"/{place + 1}"
        return f"{self.inspection(entry)}/report{suffix}"

    def article(self, document: Document) -> str:
        """IRI of an article."""
        report = document.report
        title = slug(report.title or document.best.sha256[:16])[:80]
        return f"{self.minter.base}article/{report.authority or 'unknown'}/{title}"

    def finding(self, report_iri: str, position: int) -> str:
        """IRI of the n-th finding of a report, from 1."""
        return f"{report_iri}/finding/{position}"

    def issue(self, identifier: str) -> str:
        """IRI of an issue of the scheme."""
        return self._issues[identifier]

    def inspection_on(self, authority: str | None, day: date | None) -> str | None:
        """The inspection that ended on a day, or else the only one of its month.

        A source that says "in October 2020" is recorded as the last day of it.
        Inspections of predecessors count.
        """
        if authority is None or day is None:
            return None
        known = self._along(authority)
        exact = [iri for end, _, iri in known if end == day]
        month = [
            iri
            for end, _, iri in known
            if (end.year, end.month) == (day.year, day.month)
        ]
        found = exact or month
        return found[0] if len(found) == 1 else None

    def inspection_before(self, report: Report, words: str) -> str | None:
        """The one that "the last inspection" means: the latest that ended before.

        "Inspection" without "visit" means a full one, if there was one.
        """
        if report.authority is None or report.start is None:
            return None
        earlier = [e for e in self._along(report.authority) if e[0] < report.start]
        full = [e for e in earlier if e[1] is InspectionType.FULL_INSPECTION]
        if "inspection" in words.casefold() and "visit" not in words.casefold():
            earlier = full or earlier
        return max(earlier)[2] if earlier else None

    def _along(self, authority: str) -> list[tuple[date, InspectionType | None, str]]:
        """Inspections of an authority and all it came from."""
        line = self._register.lineage(authority) if authority in self._register else ()
        members = [ancestor.id for ancestor in line] or [authority]
        return [entry for member in members for entry in self._of.get(member, ())]


def follow_up_iri(report_iri: str, follow_up: FollowUp) -> str:
    """IRI of a follow-up, from its words."""
    return f"{report_iri}/follow-up/{digest(follow_up.text)}"


def followed_up(named: Named, report: Report, follow_up: FollowUp) -> str | None:
    """The inspection a follow-up speaks of: the one dated, or the last."""
    if follow_up.earlier is not None:
        return named.inspection_on(report.authority, follow_up.earlier)
    return named.inspection_before(report, follow_up.text)


def commitment_iri(report_iri: str, commitment: Commitment) -> str:
    """IRI of a promise, from its words."""
    return f"{report_iri}/commitment/{digest(commitment.text)}"


def tenure_iri(report_iri: str, tenure: Tenure) -> str:
    """IRI of a person in a post, as a report has it: two may differ on the end."""
    place = f"{tenure.authority}/{person_key(tenure.person)}/{slug(tenure.post)}"
    return f"{report_iri}/tenure/{place}/{tenure.began or 'undated'}"
