"""A build, from sources to dumps."""

from __future__ import annotations

import hashlib
import os
from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

from graph import cache, human, store
from graph.assemble import assemble
from graph.dataset import Inputs, graphs
from graph.human import Decisions
from graph.iris import Minter
from graph.naming import Named
from inspectgraph.building import built, hindsight, report, sources
from inspectgraph.building.built import Built
from inspectgraph.building.hindsight import View
from inspectgraph.building.lapsed import standing
from inspectgraph.building.lock import locked
from inspectgraph.building.plan import NQUADS, TURTLE, Plan, Progress
from inspectgraph.building.reading import Outcome, read, recall
from inspectgraph.building.recovery import Remembered, placed, remembered
from inspectgraph.building.report import BuildReport, Entry
from inspectgraph.building.sources import Candidate, Known
from inspectgraph.building.whole import whole
from inspectgraph.fetching import manifest
from inspectgraph.fetching.errors import ManifestError
from ontology.issues import IssueScheme, scheme
from queries.executables import executables


def build(plan: Plan, progress: Progress) -> BuildReport:
    """Read what is new, and put a graph of everything known in place.

    A source that cannot be read is told in the report and leaves everything else,
    earlier results included, as it is.

    Raises:
        SchemeError: An issue file of the user's is wrong.
        StoreError: The store is damaged, or another build is at work there.
        ClusterError: The cluster cannot be used.
        OSError: The store or the folder of dumps cannot be written.
    """
    issues = scheme(plan.extra_issues)
    plan.out.mkdir(parents=True, exist_ok=True)
    with locked(plan.store):
        return _build(plan, issues, progress)


def _build(plan: Plan, issues: IssueScheme, progress: Progress) -> BuildReport:
    decided = kept_decisions(plan.human, issues)
    if plan.decisions:
        decided = Decisions([*decided, *plan.decisions])
        human.write(plan.human, decided)
    decisions = Decisions() if plan.machine_only else decided
    keys = cache.keys(plan.extra_issues)
    outcomes = read(plan, _candidates(plan), keys, progress)
    listed, damaged = _listed(plan.sources)
    earlier = Remembered() if plan.fresh else remembered(plan.store)
    known = _known(earlier.known, outcomes, listed)
    failed = [e.sha256 for _, e in outcomes if e.status == "failed" and e.sha256]
    loaded, troubled = recall(plan, known, failed, keys, progress)
    if plan.known_only:
        outcomes = _remembered(known, troubled)
    days = {e.sha256: date.fromisoformat(e.published) for e in known if e.published}
    whole_corpus = assemble(kept.source for kept in loaded.values())
    named = Named(Minter(plan.base), whole_corpus, issues)
    gone = None
    if loaded:
        decisions, gone = standing(decisions, named, whole_corpus)
    shown = hindsight.view(whole_corpus, decisions, plan.as_of, days)
    corpus = shown.corpus
    stamp = _stamp(plan, known, keys, loaded, decisions)
    rebuilt = bool(loaded) and (plan.fresh or not _in_place(plan, stamp))
    statements = 0
    if rebuilt:
        progress("writing the graph", 0, 0)
        statements = _write(plan, shown, issues, known)
        _remember(plan, stamp)
    if loaded:
        sources.save_known(plan.store, known)
    if rebuilt and plan.fresh:
        _forget(plan, loaded)
    dumps = [str(plan.out / name) for name, _ in _dumps(plan)] if rebuilt else []
    result = BuildReport(
        entries=tuple(
            _describe(outcome, loaded, shown, plan, issues)
            for outcome in (*outcomes, *troubled, *damaged)
        ),
        statements=statements,
        inspections=len(corpus.inspections),
        findings=sum(
            len(document.report.findings)
            for entry in corpus.inspections
            for document in entry.documents
        ),
        rebuilt=rebuilt,
        files=(*dumps, str(plan.out / report.FILE)),
        as_of=shown.left_out,
        notes=tuple(note for note in (earlier.problem, gone) if note is not None),
    )
    report.write(result, plan.out)
    return result


def kept_decisions(path: Path, issues: IssueScheme) -> Decisions:
    """What people decided on codings so far.

    Raises:
        CodingFileError: The file was changed by hand, and wrongly.
    """
    return Decisions(human.read(path, issues) if path.exists() else ())


def _candidates(plan: Plan) -> list[Candidate]:
    if plan.known_only:
        return []
    return sources.find(plan.sources) if plan.sources else [sources.bundled()]


def _remembered(known: Iterable[Known], troubled: Iterable[Outcome]) -> list[Outcome]:
    """An outcome for every file of the store, where none is looked at."""
    told = {str(candidate.path) for candidate, _ in troubled}
    return [
        (
            Candidate(Path(entry.path), entry.name),
            Entry(sources.shown(entry.path), entry.sha256, "unchanged"),
        )
        for entry in known
        if entry.path not in told
    ]


def _known(
    earlier: Iterable[Known],
    outcomes: Sequence[Outcome],
    listed: Mapping[str, manifest.Entry],
) -> list[Known]:
    """What the store is made from after this build."""
    known = {entry.path: entry for entry in earlier}
    for candidate, entry in outcomes:
        path = os.path.realpath(candidate.path)
        if entry.status in ("read", "unchanged") and entry.sha256 is not None:
            fetched = listed.get(entry.sha256)
            day = fetched.published if fetched else None
            known[path] = Known(
                path,
                candidate.name,
                entry.sha256,
                fetched.address if fetched else None,
                day.isoformat() if day else None,
            )
    return placed(known.values())


def _stamp(
    plan: Plan,
    known: Sequence[Known],
    keys: cache.Keys,
    loaded: Mapping[str, cache.Entry],
    decisions: Decisions,
) -> str:
    """Changes whenever the graph would."""
    parts = [keys.reading, keys.coding, plan.base, cache.graph_key()]
    # What another version read, and what is lost, may be read in the next build.
    parts += sorted(f"{sha256} {kept.keys}" for sha256, kept in loaded.items())
    parts += map(repr, decisions)
    if plan.as_of is not None:
        parts.append(f"as of {plan.as_of}")
        parts += sorted(f"{e.sha256} {e.published}" for e in known)
    parts += sorted(f"{e.sha256} {e.name} {e.address}" for e in known)
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _in_place(plan: Plan, stamp: str) -> bool:
    """Whether the database and both dumps are those that a build would write now."""
    last = built.load(plan.store)
    return (
        last.stamp == stamp
        and last.database == store.in_use(plan.store)
        and last.dumps == _dumps(plan)
    )


def _remember(plan: Plan, stamp: str) -> None:
    last = Built(
        stamp,
        plan.base,
        tuple(map(str, plan.extra_issues)),
        plan.as_of,
        store.in_use(plan.store),
        _dumps(plan),
    )
    built.save(plan.store, last)


def _dumps(plan: Plan) -> tuple[tuple[str, int], ...]:
    """Names and sizes of the dumps that are there."""
    paths = (plan.out / NQUADS, plan.out / TURTLE)
    return tuple((path.name, path.stat().st_size) for path in paths if path.is_file())


def _write(plan: Plan, shown: View, issues: IssueScheme, known: Sequence[Known]) -> int:
    names: dict[str, set[str]] = defaultdict(set)
    for entry in known:
        names[entry.sha256].add(entry.name)
    inputs = Inputs(
        corpus=shown.corpus,
        scheme=issues,
        minter=Minter(plan.base),
        paths={sha: tuple(sorted(found)) for sha, found in names.items()},
        addresses={e.sha256: e.address for e in known if e.address is not None},
        extra_issues=plan.extra_issues,
        decisions=shown.decisions,
        as_of=plan.as_of,
    )
    questions = executables(inputs.minter, issues)
    with whole(plan.out / NQUADS) as file:
        count = store.write_nquads(graphs(inputs, [questions]), file)
        file.flush()
        store.replace(plan.store, Path(file.name))
    with whole(plan.out / TURTLE) as file:
        store.write_turtle(store.open_store(plan.store), file)
    return count


def _forget(plan: Plan, but: Container[str]) -> None:
    """Throw away what was read of all other files, by SHA-256."""
    for path in plan.cache.glob("*.json"):
        if path.stem not in but:
            path.unlink()


def _listed(
    places: Iterable[Path],
) -> tuple[dict[str, manifest.Entry], list[Outcome]]:
    """What the manifests say that fetching leaves, by SHA-256.

    Returns:
        It, and an entry for every place whose manifest is damaged.
    """
    listed: dict[str, manifest.Entry] = {}
    damaged: list[Outcome] = []
    for place in places:
        try:
            if place.exists():
                listed |= manifest.entries_by_sha(place)
        except ManifestError as error:
            told = Entry(sources.shown(place), None, "failed", str(error))
            damaged.append((Candidate(place, place.name), told))
        except OSError:
            continue  # no manifest, and the place itself is told of as a source
    return listed, damaged


def _describe(
    outcome: Outcome,
    loaded: Mapping[str, cache.Entry],
    shown: View,
    plan: Plan,
    issues: IssueScheme,
) -> Entry:
    """The entry with what is known of the document."""
    _, entry = outcome
    kept = loaded.get(entry.sha256 or "")
    if kept is None or not kept.source.reading.reports:
        return entry
    reading = kept.source.reading
    reports = reading.reports
    named = Named(Minter(plan.base), shown.corpus, issues)
    first = next(
        (
            named.inspection(inspection)
            for inspection in shown.corpus.inspections
            for document in inspection.documents
            if any(copy.sha256 == entry.sha256 for copy in document.copies)
        ),
        None,
    )
    return Entry(
        entry.path,
        entry.sha256,
        entry.status,
        entry.reason,
        reports[0].family,
        first,
        tuple(warning for one in reports for warning in one.warnings)
        + reading.warnings
        + shown.warnings.get(entry.sha256 or "", ()),
    )
