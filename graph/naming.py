"""Names of what was assembled: which IRI an inspection, report or finding has.

Also finds an inspection by what a source says of it: its day, its month, or that it
was the last one.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from graph.assemble import Assembled, Document, InspectionEntry, article_name
from graph.human import Decisions
from graph.iris import Minter, digest, person_key, slug
from loaders.records import Commitment, FollowUp, Report, Tenure
from ontology.codes import InspectionType
from ontology.issues import IssueScheme
from ontology.register import Register

#: Inspections of all services of an area, not of the authority alone.
_OF_AREAS = frozenset((InspectionType.JTAI, InspectionType.AREA_SEND))

#: None waited longer for its next inspection: of one before that, a report is missing.
_LONGEST = timedelta(days=7 * 365)
# The year of the inspection meant, before or after that word.
_YEAR = re.compile(
    r"\b(?:the|its|our|ofsted(?:[’']s)?) (20\d\d)(?: [\w’']+){0,7}? (?:inspection|visit)"
    r"|\b(?:inspection|visit)s?(?: (?:of|on|to|took|place|\w+ ?)){0,3} (?:in|\()"
    r"(?: ?[A-Z][a-z]+)? ?(20\d\d)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Ended:
    """An inspection by what sources say of it."""

    end: date
    type: InspectionType | None
    iri: str


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
        self._of: dict[str, list[_Ended]] = {}
        for entry in corpus.inspections:
            report = entry.report
            if report.authority is not None and report.end is not None:
                known = self._of.setdefault(report.authority, [])
                known.append(_Ended(report.end, report.type, self.inspection(entry)))

    def inspection(self, entry: InspectionEntry) -> str:
        """IRI of an inspection."""
        return f"{self.minter.base}inspection/{entry.key}"

    def report(self, entry: InspectionEntry, index: int) -> str:
        """IRI of its report; a second one is numbered."""
        place = entry.places[index] if entry.places else index
        suffix = "" if place == 0 else f"/{place + 1}"
        return f"{self.inspection(entry)}/report{suffix}"

    def article(self, document: Document) -> str:
        """IRI of an article; a second one of a name is numbered."""
        suffix = "" if document.place == 0 else f"/{document.place + 1}"
        return f"{self.minter.base}article/{article_name(document)}{suffix}"

    def finding(self, report_iri: str, position: int) -> str:
        """IRI of the n-th finding of a report, from 1."""
        return f"{report_iri}/finding/{position}"

    def issue(self, identifier: str) -> str:
        """IRI of an issue of the scheme."""
        return self._issues[identifier]

    def inspection_on(
        self, authority: str | None, day: date | None, before: date | None = None
    ) -> str | None:
        """The inspection that ended on a day, or the only one of a month.

        A source that says "in October 2020" is recorded as the last day of it, so
        only that day may stand for its month. Inspections of predecessors count.

        Args:
            authority: Whose; None for not known.
            day: Of its end; None for not known.
            before: What ended on this day or later is not meant.
        """
        if authority is None or day is None:
            return None
        known = [e for e in self._along(authority) if before is None or e.end < before]
        exact = [e for e in known if e.end == day]
        whole_month = day.day == monthrange(day.year, day.month)[1]
        found = exact or [e for e in known if whole_month and _same_month(e.end, day)]
        return found[0].iri if len(found) == 1 else None

    def inspection_before(self, report: Report, words: str) -> str | None:
        """The one that "the last inspection" means: the latest that ended before.

        "Inspection" without "visit" means a full one. An inspection of a whole area
        means one of its own type, and no other report means such a one. A year that
        the words name has to be its year, or that of its report; and where the latest
        known is many years back, the one that is meant is not in the store.
        """
        if report.authority is None or report.start is None:
            return None
        start, own = report.start, report.type
        earlier = [
            e for e in self._along(report.authority) if start - _LONGEST < e.end < start
        ]
        if own in _OF_AREAS:
            earlier = [e for e in earlier if e.type is own]
        elif "inspection" in words.casefold() and "visit" not in words.casefold():
            earlier = [e for e in earlier if e.type is InspectionType.FULL_INSPECTION]
        else:
            earlier = [e for e in earlier if e.type not in _OF_AREAS]
        years = {int(year) for found in _YEAR.findall(words) for year in found if year}
        if years:
            earlier = [e for e in earlier if years & _years(e.end)]
        latest = max((e.end for e in earlier), default=None)
        found = [e.iri for e in earlier if e.end == latest]
        return found[0] if len(found) == 1 else None

    def _along(self, authority: str) -> list[_Ended]:
        """Inspections of an authority and all it came from."""
        line = self._register.lineage(authority) if authority in self._register else ()
        members = [ancestor.id for ancestor in line] or [authority]
        return [entry for member in members for entry in self._of.get(member, ())]


def _years(end: date) -> set[int]:
    """Of fieldwork, and of a report that came out some months later."""
    return {end.year, end.year + 1} if end.month >= 10 else {end.year}


def _same_month(one: date, other: date) -> bool:
    return (one.year, one.month) == (other.year, other.month)


def follow_up_iri(report_iri: str, follow_up: FollowUp) -> str:
    """IRI of a follow-up, from its words."""
    return f"{report_iri}/follow-up/{digest(follow_up.text)}"


def followed_up(named: Named, report: Report, follow_up: FollowUp) -> str | None:
    """The inspection a follow-up speaks of: the one dated, or the last.

    Never its own or a later one.
    """
    if follow_up.earlier is not None:
        return named.inspection_on(report.authority, follow_up.earlier, report.start)
    return named.inspection_before(report, follow_up.text)


def commitment_iri(report_iri: str, commitment: Commitment) -> str:
    """IRI of a promise, from its words."""
    return f"{report_iri}/commitment/{digest(commitment.text)}"


def tenure_iri(report_iri: str, tenure: Tenure) -> str:
    """IRI of a person in a post, as a report has it: two may differ on the end."""
    place = f"{tenure.authority}/{person_key(tenure.person)}/{slug(tenure.post)}"
    return f"{report_iri}/tenure/{place}/{tenure.began or 'undated'}"
