"""Derived once at build: threads, episodes and national counts.

No shipped question walks every coding; they read what is written here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from rdflib.namespace import RDF

from graph import terms
from graph.annotations import coding_iri
from graph.assemble import Assembled, Document, InspectionEntry
from graph.coding.codings import CodedUnit
from graph.iris import code
from graph.lineage import kinds_by_line, paths
from graph.naming import Named, commitment_iri, follow_up_iri, followed_up
from graph.scope import in_scope
from graph.terms import Statement, node
from graph.threads import (
    COUNTED,
    RAISED,
    Episode,
    Evidence,
    Mention,
    Summary,
    state,
    summary,
)
from loaders.records import Finding
from ontology.codes import EpisodeState, Outcome, Polarity
from ontology.issues import Issue, IssueScheme
from ontology.register import Ancestor, LineageKind, Register
from ontology.vocabulary import IG

_UNFAVOURABLE = (
    Outcome.ADDRESSED,
    Outcome.PARTLY_ADDRESSED,
    Outcome.NOT_ADDRESSED,
)


@dataclass(frozen=True, slots=True)
class Thread:
    """One issue along one line of authorities.

    Attributes:
        authority: Register identifier of the last of the line.
        kinds: Of lineage; several where they give the same line.
    """

    authority: str
    kinds: tuple[LineageKind, ...]
    issue: Issue
    episodes: tuple[Episode, ...]
    summary: Summary


class History:
    """Episodes of all inspections, ready to be strung along any line."""

    def __init__(
        self, named: Named, corpus: Assembled, scheme: IssueScheme, register: Register
    ) -> None:
        self.named = named
        self.corpus = corpus
        self.scheme = scheme
        self.register = register
        self._of: dict[str, list[InspectionEntry]] = defaultdict(list)
        for entry in corpus.inspections:
            if entry.report.authority is not None and entry.report.end is not None:
                self._of[entry.report.authority].append(entry)
        self._evidence = {e.key: self._evidence_of(e) for e in corpus.inspections}
        self._mentions = {e.key: self._mentions_of(e) for e in corpus.inspections}
        self._by_iri = {
            named.inspection(entry): self._evidence[entry.key]
            for entry in corpus.inspections
        }
        self._issues = {issue.id: issue for issue in scheme}
        self._outcomes = {e.key: _outcomes(e) for e in corpus.inspections}

    def threads(self) -> Iterator[Thread]:
        """Every issue along every line that has an inspection."""
        for authority in self.register:
            for ancestors, kinds in kinds_by_line(self.register, authority.id).items():
                if not any(self._of.get(ancestor.id) for ancestor in ancestors):
                    continue
                ways = paths(self.register, ancestors, kinds[0])
                for issue in self.scheme:
                    episodes = self._episodes(issue, ancestors)
                    yield Thread(
                        authority.id,
                        tuple(kinds),
                        issue,
                        episodes,
                        summary(episodes, ways),
                    )

    def raised_by(self, inspection: str | None, issues: Iterable[str]) -> list[str]:
        """Findings of an inspection that speak of issues as weak or mixed."""
        evidence = self._by_iri.get(inspection or "", {})
        return [
            item.finding
            for issue in issues
            for item in evidence.get(issue, ())
            if item.polarity in (Polarity.WEAKNESS, Polarity.MIXED)
        ]

    def next_after(self, authority: str, issue: str, day: date) -> Episode | None:
        """The first later episode in scope, of a body or of one that followed it."""
        about = self._issues.get(issue)
        if about is None or authority not in self.register:
            return None
        bodies = [Ancestor(id) for id in self.register.descendants(authority)]
        later = [
            episode
            for episode in self._episodes(about, bodies)
            if episode.day > day and episode.state in COUNTED
        ]
        return later[0] if later else None

    def _episodes(
        self, issue: Issue, ancestors: Sequence[Ancestor]
    ) -> tuple[Episode, ...]:
        found = [
            self._episode(issue, ancestor, entry)
            for ancestor in ancestors
            for entry in self._of.get(ancestor.id, ())
        ]
        return tuple(sorted(found, key=lambda e: (e.day, e.inspection)))

    def _episode(
        self, issue: Issue, ancestor: Ancestor, entry: InspectionEntry
    ) -> Episode:
        report = entry.report
        evidence = self._evidence[entry.key].get(issue.id, ())
        outcome = self._outcomes[entry.key].get(issue.id)
        said = self._state(issue, entry, evidence, outcome)
        mentions = self._mentions[entry.key].get(issue.id, ())
        return Episode(
            inspection=self.named.inspection(entry),
            day=report.end or date.min,
            authority=ancestor.id,
            inherited=ancestor.partial,
            state=said,
            evidence=tuple(evidence),
            followed_up=outcome,
            mentions=tuple(mentions) if said is EpisodeState.SILENT else (),
        )

    def _state(
        self,
        issue: Issue,
        entry: InspectionEntry,
        evidence: Sequence[Evidence],
        outcome: Outcome | None,
    ) -> EpisodeState:
        if not any(document.report.findings for document in entry.documents):
            return EpisodeState.UNREADABLE
        scoped = in_scope(entry.report, issue)
        return state(evidence, scoped=scoped, followed_up=outcome)

    def _coded(
        self, entry: InspectionEntry
    ) -> Iterator[tuple[str, Finding, CodedUnit]]:
        """Every finding of an inspection: its IRI, itself and its codings."""
        for index, document in enumerate(entry.documents):
            report_iri = self.named.report(entry, index)
            pairs = zip(document.report.findings, document.best.coded, strict=True)
            for position, (finding, unit) in enumerate(pairs, start=1):
                yield self.named.finding(report_iri, position), finding, unit

    def _mentions_of(self, entry: InspectionEntry) -> dict[str, list[Mention]]:
        found: dict[str, list[Mention]] = defaultdict(list)
        for iri, finding, unit in self._coded(entry):
            for one in unit.mentions:
                sentence = finding.text[one.start : one.end]
                found[one.issue].append(Mention(iri, sentence))
        return found

    def _evidence_of(self, entry: InspectionEntry) -> dict[str, list[Evidence]]:
        found: dict[str, list[Evidence]] = defaultdict(list)
        decided = self.named.decisions
        for iri, finding, unit in self._coded(entry):
            for standing in decided.standing(iri, finding.text, unit.codings):
                if not standing.current:
                    continue
                coding = standing.coding
                found[coding.issue].append(
                    Evidence(
                        coding=coding_iri(iri, standing),
                        finding=iri,
                        kind=finding.kind,
                        polarity=coding.polarity,
                        trend=unit.trend,
                        confidence=coding.confidence,
                    )
                )
        return found


def _outcomes(entry: InspectionEntry) -> dict[str, Outcome]:
    """By issue; where several follow-ups name it, the least favourable."""
    found: dict[str, Outcome] = {}
    for document in entry.documents:
        for follow_up in document.report.follow_ups:
            for issue in follow_up.issues:
                known = found.get(issue, Outcome.ADDRESSED)
                found[issue] = max(known, follow_up.outcome, key=_UNFAVOURABLE.index)
    return found


def follow_up_statements(
    named: Named, corpus: Assembled, history: History
) -> Iterator[Statement]:
    """To which earlier findings a follow-up speaks, where it names an issue."""
    for entry in corpus.inspections:
        for index, document in enumerate(entry.documents):
            report_iri = named.report(entry, index)
            for follow_up in document.report.follow_ups:
                earlier = followed_up(named, document.report, follow_up)
                subject = follow_up_iri(report_iri, follow_up)
                for finding in history.raised_by(earlier, follow_up.issues):
                    yield subject, IG.finding, node(finding)


def thread_statements(named: Named, thread: Thread) -> Iterator[Statement]:
    """A thread and its episodes."""
    result = thread.summary
    iri = named.minter.thread(thread.authority, thread.issue.id, thread.kinds[0])
    yield iri, RDF.type, node(IG.IssueThread)
    yield iri, IG.lineageOf, node(named.minter.authority(thread.authority))
    yield iri, IG.issue, node(thread.issue.iri)
    yield iri, IG.status, node(code("status", result.status))
    yield iri, IG.timesRaised, terms.integer(result.times_raised)
    yield iri, IG.longestRun, terms.integer(result.longest_run)
    yield iri, IG.timesInScope, terms.integer(result.times_in_scope)
    yield iri, IG.crossedReorganisation, terms.boolean(result.crossed)
    for kind in thread.kinds:
        yield iri, IG.lineageKind, terms.text(kind)
    if result.first_raised is not None:
        yield iri, IG.firstRaised, terms.day(result.first_raised)
    if result.days_to_strength is not None:
        yield iri, IG.daysToStrength, terms.integer(result.days_to_strength)
    if result.counter is not None:
        yield iri, IG.strongestCounterEvidence, node(result.counter.coding)
    for sequence, episode in enumerate(thread.episodes, start=1):
        yield from _episode_statements(named, iri, sequence, episode)


def _episode_statements(
    named: Named, thread: str, sequence: int, episode: Episode
) -> Iterator[Statement]:
    iri = f"{thread}/{sequence}"
    yield thread, IG.episode, node(iri)
    yield iri, RDF.type, node(IG.Episode)
    yield iri, IG.thread, node(thread)
    yield iri, IG.sequence, terms.integer(sequence)
    yield iri, IG.ofInspection, node(episode.inspection)
    yield iri, IG.authority, node(named.minter.authority(episode.authority))
    yield iri, IG.date, terms.day(episode.day)
    yield iri, IG.state, node(code("state", episode.state))
    yield iri, IG.inherited, terms.boolean(episode.inherited)
    if episode.followed_up is not None:
        yield iri, IG.outcome, node(code("outcome", episode.followed_up))
    for item in episode.evidence:
        yield iri, IG.finding, node(item.finding)
    for number, mention in enumerate(episode.mentions, start=1):
        subject = f"{iri}/mention/{number}"
        yield iri, IG.mention, node(subject)
        yield subject, RDF.type, node(IG.Mention)
        yield subject, IG.finding, node(mention.finding)
        yield subject, IG.sentenceText, terms.text(mention.sentence)


def count_statements(
    named: Named, threads: Sequence[Thread], register: Register
) -> Iterator[Statement]:
    """National counts, over the lines of authorities that no other has followed."""
    by_issue: dict[str, list[Thread]] = defaultdict(list)
    for thread in threads:
        followed = register.successors(thread.authority, "function")
        if "function" in thread.kinds and not followed:
            by_issue[thread.issue.iri].append(thread)
    for issue, own in sorted(by_issue.items()):
        spoken = [[e for e in t.episodes if e.state in COUNTED] for t in own]
        scoped = {e.inspection for line in spoken for e in line}
        raised = {e.inspection for line in spoken for e in line if e.state in RAISED}
        iri = f"{named.minter.base}count/{issue.rsplit('/', 1)[-1]}"
        yield iri, RDF.type, node(IG.IssueCount)
        yield iri, IG.issue, node(issue)
        yield iri, IG.inScope, terms.integer(len(scoped))
        yield iri, IG.raisedIn, terms.integer(len(raised))
        unread = {
            e.inspection
            for t in own
            for e in t.episodes
            if e.state is EpisodeState.UNREADABLE
        }
        yield iri, IG.unread, terms.integer(len(unread))
        lines = sum(bool(line) for line in spoken)
        yield iri, IG.authoritiesInScope, terms.integer(lines)
        with_it = sum(any(e.state in RAISED for e in line) for line in spoken)
        yield iri, IG.authoritiesRaised, terms.integer(with_it)


def verdict_statements(
    named: Named, corpus: Assembled, history: History
) -> Iterator[Statement]:
    """For every promise, what the next inspection in scope found, silence included."""
    for report_iri, document in _documents(named, corpus):
        report = document.report
        for commitment in report.commitments:
            made = commitment.made or report.published or report.end
            if made is None or report.authority is None:
                continue
            subject = commitment_iri(report_iri, commitment)
            for issue in commitment.issues:
                episode = history.next_after(report.authority, issue, made)
                if episode is not None:
                    yield from _verdict(named, subject, issue, episode)


def _verdict(
    named: Named, commitment: str, issue: str, episode: Episode
) -> Iterator[Statement]:
    iri = f"{commitment}/verdict/{issue}"
    yield commitment, IG.verdict, node(iri)
    yield iri, RDF.type, node(IG.Verdict)
    yield iri, IG.issue, node(named.issue(issue))
    yield iri, IG.ofInspection, node(episode.inspection)
    yield iri, IG.date, terms.day(episode.day)
    yield iri, IG.state, node(code("state", episode.state))


def _documents(named: Named, corpus: Assembled) -> Iterator[tuple[str, Document]]:
    for entry in corpus.inspections:
        for index, document in enumerate(entry.documents):
            yield named.report(entry, index), document
    for document in corpus.articles:
        yield named.article(document), document
