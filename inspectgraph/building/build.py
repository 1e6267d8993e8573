"""A build, from sources to dumps."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import chain
from pathlib import Path

from pyoxigraph import Store

from graph import cache, human, store
from graph.assemble import Source, assemble
from graph.dataset import Inputs, graphs
from graph.human import Decisions
from graph.iris import Minter
from graph.naming import Named
from inspectgraph.building import cluster, hindsight, pool, report, sources
from inspectgraph.building.hindsight import View
from inspectgraph.building.plan import NQUADS, STAMP, TURTLE, Plan, Progress
from inspectgraph.building.report import BuildReport, Entry
from inspectgraph.building.sources import Candidate, Known
from inspectgraph.building.work import Task
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
        StoreError: The store cannot be written.
    """
    issues = scheme(plan.extra_issues)
    candidates = _candidates(plan)
    kept = kept_decisions(plan.human, issues)
    decisions = Decisions() if plan.machine_only else kept
    digests = _digests(candidates)
    keys = cache.keys(plan.extra_issues)
    fresh_entries = _read(plan, candidates, digests, keys, progress)
    remembered = [*_remembered(plan)] if plan.known_only else []
    listed, damaged = _listed(plan.sources)
    known = _known(plan, fresh_entries, listed)
    loaded = _recode(plan, known, keys, progress)
    days = {e.sha256: date.fromisoformat(e.published) for e in known if e.published}
    shown = hindsight.view(assemble(loaded.values()), decisions, plan.as_of, days)
    corpus = shown.corpus
    stamp = _stamp(plan, known, keys, decisions)
    rebuilt = stamp != _last_stamp(plan.store) or not (plan.out / NQUADS).exists()
    statements = 0
    files: tuple[str, ...] = ()
    if loaded and rebuilt:
        progress("writing the graph", 0, 0)
        statements = _write(plan, shown, issues, known)
        (plan.store / STAMP).write_text(
            json.dumps(
                {
                    "stamp": stamp,
                    "base": plan.base,
                    "issues": [str(path) for path in plan.extra_issues],
                    "as_of": None if plan.as_of is None else plan.as_of.isoformat(),
                }
            ),
            encoding="utf-8",
        )
    sources.save_known(plan.store, known)
    files = tuple(
        str(plan.out / name) for name in (NQUADS, TURTLE) if (plan.out / name).exists()
    )
    result = BuildReport(
        entries=tuple(
            _describe(e, loaded, shown, plan, issues)
            for e in (*fresh_entries, *remembered, *damaged)
        ),
        statements=statements,
        inspections=len(corpus.inspections),
        findings=sum(
            len(document.report.findings)
            for entry in corpus.inspections
            for document in entry.documents
        ),
        rebuilt=rebuilt,
        files=(*files, str(plan.out / report.FILE)),
        as_of=shown.left_out,
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


def _remembered(plan: Plan) -> Iterator[tuple[Candidate, Entry]]:
    """An entry for every file of the store, where none is looked at."""
    for known in sources.load_known(plan.store):
        yield (
            Candidate(Path(known.path), known.name),
            Entry(known.path, known.sha256, "unchanged"),
        )


def _digests(candidates: Iterable[Candidate]) -> dict[Path, str | OSError]:
    found: dict[Path, str | OSError] = {}
    for candidate in candidates:
        if candidate.problem is None:
            try:
                with candidate.path.open("rb") as file:
                    digest = hashlib.file_digest(file, "sha256").hexdigest()
                    found[candidate.path] = digest
            except OSError as error:
                found[candidate.path] = error
    return found


def _read(
    plan: Plan,
    candidates: Sequence[Candidate],
    digests: dict[Path, str | OSError],
    keys: cache.Keys,
    progress: Progress,
) -> list[tuple[Candidate, Entry]]:
    """Read what the cache does not have; an entry for every candidate."""
    cached = plan.store / "cache"
    if plan.fresh:
        shutil.rmtree(cached, ignore_errors=True)
    entries: dict[Path, Entry] = {}
    tasks: dict[str, Task] = {}
    for candidate in candidates:
        digest = digests.get(candidate.path)
        path = str(candidate.path)
        if candidate.problem is not None:
            status: report.Status = "skipped" if candidate.skipped else "failed"
            entries[candidate.path] = Entry(path, None, status, candidate.problem)
        elif isinstance(digest, OSError):
            reason = digest.strerror or str(digest)
            entries[candidate.path] = Entry(path, None, "failed", reason)
        elif digest is not None and digest in tasks:
            reason = f"same bytes as {tasks[digest].path}"
            entries[candidate.path] = Entry(path, digest, "read", reason)
        elif digest is not None:
            kept = cache.load(cached, digest)
            if kept is not None and kept.keys == keys:
                entries[candidate.path] = Entry(path, digest, "unchanged")
            else:
                tasks[digest] = Task(
                    candidate.path, candidate.name, digest, cached,
                    plan.extra_issues, keys,
                )  # fmt: skip
    problems = _run(list(tasks.values()), plan, progress)
    for digest, task in tasks.items():
        problem = problems[digest]
        status = "read" if problem is None else "failed"
        entries[task.path] = Entry(str(task.path), digest, status, problem)
    return [
        (candidate, _of_copy(entries[candidate.path], problems))
        for candidate in candidates
    ]


def _of_copy(entry: Entry, problems: dict[str, str | None]) -> Entry:
    """A copy of bytes that could not be read could not be read either."""
    problem = problems.get(entry.sha256 or "")
    if entry.status == "read" and problem is not None:
        return Entry(entry.path, entry.sha256, "failed", problem)
    return entry


def _run(
    tasks: Sequence[Task], plan: Plan, progress: Progress
) -> dict[str, str | None]:
    problems: dict[str, str | None] = {}
    if tasks:
        progress("reading", 0, len(tasks))
    if plan.scheduler is None:
        results = pool.run(tasks, plan.workers)
    else:
        results = cluster.run(tasks, plan.scheduler)
    for done in results:
        problems[done.task.sha256] = done.problem
        progress("reading", len(problems), len(tasks))
    return problems


def _known(
    plan: Plan,
    entries: Sequence[tuple[Candidate, Entry]],
    listed: Mapping[str, manifest.Entry],
) -> list[Known]:
    """What the store is made from after this build."""
    earlier = [] if plan.fresh else sources.load_known(plan.store)
    known = {entry.path: entry for entry in earlier}
    for candidate, entry in entries:
        path = str(candidate.path.resolve())
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
    return list(known.values())


def _recode(
    plan: Plan, known: Sequence[Known], keys: cache.Keys, progress: Progress
) -> dict[str, Source]:
    """Everything known, coded by today's scheme."""
    folder = plan.store / "cache"
    stale: dict[str, Task] = {}
    loaded: dict[str, Source] = {}
    for entry in known:
        kept = cache.load(folder, entry.sha256)
        if kept is not None and kept.keys == keys:
            loaded[entry.sha256] = kept.source
        else:
            stale[entry.sha256] = Task(
                Path(entry.path), entry.name, entry.sha256, folder,
                plan.extra_issues, keys,
            )  # fmt: skip
    for sha256, problem in _run(list(stale.values()), plan, progress).items():
        kept = cache.load(folder, sha256) if problem is None else None
        if kept is not None:
            loaded[sha256] = kept.source
    return loaded


def _stamp(
    plan: Plan, known: Sequence[Known], keys: cache.Keys, decisions: Decisions
) -> str:
    """Changes whenever the graph would."""
    parts = [keys.reading, keys.coding, plan.base, cache.graph_key()]
    parts += map(repr, decisions)
    if plan.as_of is not None:
        parts.append(f"as of {plan.as_of}")
        parts += sorted(f"{e.sha256} {e.published}" for e in known)
    parts += sorted(f"{e.sha256} {e.name} {e.address}" for e in known)
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _last_stamp(folder: Path) -> str | None:
    try:
        data: dict[str, str] = json.loads((folder / STAMP).read_text(encoding="utf-8"))
        return data.get("stamp")
    except (OSError, ValueError):
        return None


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
    plan.out.mkdir(parents=True, exist_ok=True)
    pending = plan.out / f"{NQUADS}.part"
    with pending.open("wb") as file:
        questions = executables(inputs.minter, issues)
        count = store.write_nquads(chain(graphs(inputs), [questions]), file)
    database = store.replace(plan.store, pending)
    pending.replace(plan.out / NQUADS)
    _write_turtle(plan, database)
    return count


def _write_turtle(plan: Plan, database: Path) -> None:
    opened = Store.read_only(str(database))
    names = sorted(graph.value for graph in opened.named_graphs())
    pending = plan.out / f"{TURTLE}.part"
    with pending.open("wb") as file:
        store.write_turtle(opened, names, file)
    pending.replace(plan.out / TURTLE)


def _listed(
    places: Iterable[Path],
) -> tuple[dict[str, manifest.Entry], list[tuple[Candidate, Entry]]]:
    """What the manifests say that fetching leaves, by SHA-256.

    Returns:
        It, and an entry for every place whose manifest is damaged.
    """
    listed: dict[str, manifest.Entry] = {}
    damaged: list[tuple[Candidate, Entry]] = []
    for place in places:
        if not place.exists():
            continue
        try:
            listed |= manifest.entries_by_sha(place)
        except ManifestError as error:
            told = Entry(str(place), None, "failed", str(error))
            damaged.append((Candidate(place, place.name), told))
    return listed, damaged


def _describe(
    pair: tuple[Candidate, Entry],
    loaded: dict[str, Source],
    shown: View,
    plan: Plan,
    issues: IssueScheme,
) -> Entry:
    """The entry with what is known of the document."""
    entry = pair[1]
    source = loaded.get(entry.sha256 or "")
    if source is None or not source.reading.reports:
        return entry
    reports = source.reading.reports
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
        + source.reading.warnings
        + shown.warnings.get(entry.sha256 or "", ()),
    )
