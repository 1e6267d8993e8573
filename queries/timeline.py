"""The history of one issue along a lineage: episodes, evidence, promises."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from pyoxigraph import NamedNode

from graph import terms
from graph.iris import Minter
from ontology import names
from ontology.issues import Issue
from ontology.past import register_on
from ontology.register import Authority, LineageKind
from queries.ask import Asker, Row, text
from queries.catalogue import as_of
from queries.quotes import Quote, counter_evidence, mentions_of, quotes_of


class NotFoundError(LookupError):
    """The store has nothing to show; the message says why and what to try."""


@dataclass(frozen=True, slots=True)
class TimelineEpisode:
    """One inspection's word on the issue.

    Attributes:
        mentions: Where a silent report names the issue without a finding on it.
    """

    day: date
    start: date
    inspection: str
    authority: str
    authority_id: str
    predecessor: bool
    inherited: bool
    type: str
    state: str
    theme: str | None
    judgement_overall: str | None
    evidence: tuple[Quote, ...]
    mentions: tuple[Quote, ...] = ()


@dataclass(frozen=True, slots=True)
class Promise:
    """What was promised, and what the next inspection in scope found.

    Attributes:
        made: When, or when the document came out that tells of it.
        verdict: State of the issue then; None if none came yet.
    """

    made: date | None
    due: date | None
    text: str
    document: str
    verdict: str | None
    verdict_date: date | None


@dataclass(frozen=True, slots=True)
class Timeline:
    """A thread, ready to show.

    Attributes:
        lineage: Names, oldest first, the authority asked for last.
        counter: The quotation that speaks most against the status, if any does.
        undated: Inspections of the lineage that no report gives a day of fieldwork of;
            they can stand in no order.
        as_of: The day on which all this was known; None for all that was read.
    """

    issue: Issue
    authority: Authority
    lineage: tuple[str, ...]
    status: str
    first_raised: date | None
    times_raised: int
    longest_run: int
    days_to_strength: int | None
    crossed: bool
    episodes: tuple[TimelineEpisode, ...]
    commitments: tuple[Promise, ...]
    counter: Quote | None
    undated: int = 0
    as_of: date | None = None

    @property
    def read(self) -> int:
        """Inspections of the lineage of which a report was read."""
        return sum(episode.state != "unreadable" for episode in self.episodes)

    @property
    def in_scope(self) -> int:
        """Those of them that could speak of the issue."""
        mute = ("unreadable", "out_of_scope")
        return sum(episode.state not in mute for episode in self.episodes)

    @property
    def unread(self) -> tuple[str, ...]:
        """Members of the lineage of which no report was read."""
        read = {e.authority for e in self.episodes if e.state != "unreadable"}
        return tuple(name for name in self.lineage if name not in read)

    def as_json(self) -> dict[str, Any]:
        """The contract's fields, and what else is known."""
        return {
            "issue": self.issue.id,
            "issue_label": self.issue.label,
            "authority": self.authority.name,
            "authority_gss": self.authority.gss,
            "as_of": _iso(self.as_of),
            "lineage": list(self.lineage),
            "lineage_without_reports": list(self.unread),
            "inspections_read": self.read,
            "inspections_in_scope": self.in_scope,
            "inspections_undated": self.undated,
            "status": self.status,
            "first_raised": _iso(self.first_raised),
            "times_raised": self.times_raised,
            "longest_run": self.longest_run,
            "days_to_strength": self.days_to_strength,
            "crossed_reorganisation": self.crossed,
            "episodes": [_episode_json(episode) for episode in self.episodes],
            "commitments": [
                {
                    "date": _iso(promise.made),
                    "due": _iso(promise.due),
                    "text": promise.text,
                    "document": promise.document,
                    "verdict": promise.verdict,
                    "verdict_date": _iso(promise.verdict_date),
                }
                for promise in self.commitments
            ],
            "counter_evidence": self.counter.as_json() if self.counter else None,
        }


_THREAD = """
SELECT ?thread ?status ?first ?times ?run ?days ?crossed ?counter WHERE {
  ?thread ig:lineageOf $authority ; ig:issue $issue ; ig:lineageKind $kind ;
    ig:status/skos:notation ?status ; ig:timesRaised ?times ; ig:longestRun ?run ;
    ig:crossedReorganisation ?crossed .
  OPTIONAL { ?thread ig:firstRaised ?first }
  OPTIONAL { ?thread ig:daysToStrength ?days }
  OPTIONAL { ?thread ig:strongestCounterEvidence ?counter }
}"""
_EPISODES = """
SELECT ?episode ?date ?start ?inspection ?name ?id ?inherited ?type ?state ?theme
       ?grade WHERE {
  $thread ig:episode ?episode .
  ?episode ig:sequence ?sequence ; ig:date ?date ; ig:ofInspection ?inspection ;
    ig:inherited ?inherited ; ig:state/skos:notation ?state ; ig:authority ?body .
  ?body rdfs:label ?name ; dcterms:identifier ?id .
  ?inspection schema:startDate ?start .
  OPTIONAL { ?inspection ig:inspectionType/skos:notation ?type }
  OPTIONAL { ?inspection ig:theme ?theme }
  OPTIONAL {
    ?judgement ig:ofInspection ?inspection ; ig:grade/skos:notation ?grade ;
      ig:aspect <https://w3id.org/inspectgraph/code/aspect/overall> .
  }
} ORDER BY ?sequence"""
_PROMISES = """
SELECT DISTINCT ?text ?made ?issued ?due ?title ?authority ?found ?day WHERE {
  ?commitment a ig:Commitment ; ig:issue $issue ; ig:text ?text ; ig:report ?report ;
    ig:authority ?authority .
  OPTIONAL { ?commitment ig:made ?made }
  OPTIONAL { ?commitment ig:due ?due }
  OPTIONAL { ?report dcterms:title ?title }
  OPTIONAL { ?report dcterms:issued ?issued }
  OPTIONAL {
    ?commitment ig:verdict ?verdict .
    ?verdict ig:issue $issue ; ig:date ?day ; ig:state/skos:notation ?found .
  }
} ORDER BY ?made ?text"""

_UNDATED = """
SELECT DISTINCT ?inspection ?body WHERE {
  ?inspection a ig:Inspection ; ig:inspectedAuthority ?body .
  FILTER NOT EXISTS { ?inspection schema:endDate ?day }
}"""


def timeline(
    asker: Asker,
    issue: Issue,
    authority: Authority,
    kind: LineageKind = "function",
    minter: Minter | None = None,
) -> Timeline:
    """The history of an issue along an authority's lineage.

    Raises:
        NotFoundError: No inspection of the lineage is in the store.
    """
    minter = minter or Minter()
    about, day = NamedNode(issue.iri), as_of(asker)
    thread = asker.one(
        _THREAD,
        authority=NamedNode(minter.authority(authority.id)),
        issue=about,
        kind=terms.text(kind),
    )
    if thread is None:
        raise NotFoundError(
            f"no inspection of {authority.name} or its predecessors is in the store"
            + (f" as known on {day}" if day else "")
            + "; see: inspectgraph authorities --loaded"
        )
    iri = NamedNode(text(thread, "thread"))
    quotes, mentions = quotes_of(asker, iri, about), mentions_of(asker, iri)
    register = register_on(day)
    ancestors = register.lineage(authority.id, kind)
    episodes = tuple(
        _episode(
            row,
            authority,
            quotes.get(text(row, "episode"), []),
            mentions.get(text(row, "episode"), []),
        )
        for row in asker.rows(_EPISODES, thread=iri)
    )
    members = {minter.authority(ancestor.id) for ancestor in ancestors}
    return Timeline(
        issue=issue,
        authority=authority,
        lineage=tuple(register[ancestor.id].name for ancestor in ancestors),
        status=text(thread, "status"),
        first_raised=_day(thread["first"]),
        times_raised=int(text(thread, "times")),
        longest_run=int(text(thread, "run")),
        days_to_strength=_int(thread["days"]),
        crossed=thread["crossed"] is True,
        episodes=episodes,
        commitments=tuple(_promises(asker, about, members)),
        counter=counter_evidence(asker, thread["counter"], about),
        undated=sum(row["body"] in members for row in asker.rows(_UNDATED)),
        as_of=day,
    )


def authority_named(word: str) -> Authority:
    """The authority a user means.

    Raises:
        NotFoundError: None is called so; the message suggests others.
    """
    found = names.find(word)
    if found is None:
        near = ", ".join(a.id for a in names.suggest(word)) or "see: authorities"
        raise NotFoundError(f"no authority {word!r}; did you mean: {near}")
    return found


def _episode(
    row: Row, authority: Authority, quotes: Iterable[Quote], mentions: Iterable[Quote]
) -> TimelineEpisode:
    day, start = _day(row["date"]), _day(row["start"])
    if day is None or start is None:
        raise KeyError("an episode without a date")
    return TimelineEpisode(
        day=day,
        start=start,
        inspection=text(row, "inspection"),
        authority=text(row, "name"),
        authority_id=text(row, "id"),
        predecessor=row["id"] != authority.id,
        inherited=row["inherited"] is True,
        type=_text(row["type"]) or "other",
        state=text(row, "state"),
        theme=_text(row["theme"]),
        judgement_overall=_text(row["grade"]),
        evidence=tuple(quotes),
        mentions=tuple(mentions),
    )


def _promises(asker: Asker, issue: NamedNode, members: set[str]) -> Iterator[Promise]:
    for row in asker.rows(_PROMISES, issue=issue):
        if row["authority"] in members:
            yield Promise(
                made=_day(row["made"]) or _day(row["issued"]),
                due=_day(row["due"]),
                text=text(row, "text"),
                document=_text(row["title"]) or "untitled",
                verdict=_text(row["found"]),
                verdict_date=_day(row["day"]),
            )


def _episode_json(episode: TimelineEpisode) -> dict[str, Any]:
    return {
        "date": episode.day.isoformat(),
        "start": episode.start.isoformat(),
        "inspection": episode.inspection,
        "authority": episode.authority,
        "predecessor": episode.predecessor,
        "inherited": episode.inherited,
        "type": episode.type,
        "theme": episode.theme,
        "state": episode.state,
        "judgement_overall": episode.judgement_overall,
        "evidence": [quote.as_json() for quote in episode.evidence],
        "mentions": [quote.as_json() for quote in episode.mentions],
    }


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _day(value: object) -> date | None:
    return value if isinstance(value, date) else None


def _int(value: object) -> int | None:
    return value if isinstance(value, int) else None


def _text(value: object) -> str | None:
    return None if value is None else str(value)
