"""Read what is new, and anew what another version read; the rest is kept."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TypeAlias

from graph import cache
from inspectgraph.building import cluster, pool
from inspectgraph.building.plan import Plan, Progress
from inspectgraph.building.report import Entry, Status
from inspectgraph.building.sources import Candidate, Known, shown
from inspectgraph.building.work import Task

#: A file, and what became of it.
Outcome: TypeAlias = tuple[Candidate, Entry]


def read(
    plan: Plan, candidates: Sequence[Candidate], keys: cache.Keys, progress: Progress
) -> list[Outcome]:
    """Read what the cache does not have; an outcome for every candidate."""
    digests = _digests(candidates)
    entries: dict[Path, Entry] = {}
    tasks: dict[str, Task] = {}
    for candidate in candidates:
        digest = digests.get(candidate.path)
        path = shown(candidate.path)
        if candidate.problem is not None:
            status: Status = "skipped" if candidate.skipped else "failed"
            entries[candidate.path] = Entry(path, None, status, candidate.problem)
        elif isinstance(digest, OSError):
            reason = digest.strerror or str(digest)
            entries[candidate.path] = Entry(path, None, "failed", reason)
        elif digest is not None and digest in tasks:
            reason = f"same bytes as {shown(tasks[digest].path)}"
            entries[candidate.path] = Entry(path, digest, "read", reason)
        elif digest is not None:
            kept = None if plan.fresh else cache.load(plan.cache, digest)
            if kept is not None and kept.keys == keys:
                entries[candidate.path] = Entry(path, digest, "unchanged")
            else:
                tasks[digest] = _task(
                    plan, candidate.path, candidate.name, digest, keys
                )
    problems = _run(list(tasks.values()), plan, progress)
    for digest, task in tasks.items():
        problem = problems[digest]
        status = "read" if problem is None else "failed"
        entries[task.path] = Entry(shown(task.path), digest, status, problem)
    return [
        (candidate, _of_copy(entries[candidate.path], problems))
        for candidate in candidates
    ]


def recall(
    plan: Plan,
    known: Sequence[Known],
    tried: Iterable[str],
    keys: cache.Keys,
    progress: Progress,
) -> tuple[dict[str, cache.Entry], list[Outcome]]:
    """Everything known, read and coded by today's program.

    Args:
        plan: Of the build.
        known: The files.
        tried: SHA-256 of those that could not be read in this build already.
        keys: Of today's program.
        progress: Told of it.

    Returns:
        What is kept, by SHA-256, and an outcome for every file that could not be
        read again. What was read of it earlier is among what is kept; it has failed
        if nothing was.
    """
    loaded: dict[str, cache.Entry] = {}
    stale: dict[str, Task] = {}
    given_up = set(tried)
    for sha256, entry in _by_content(known).items():
        kept = cache.load(plan.cache, sha256)
        if kept is not None:
            loaded[sha256] = kept
        if sha256 not in given_up and (kept is None or kept.keys != keys):
            path = Path(entry.path)
            stale[sha256] = _task(plan, path, entry.name, sha256, keys)
    troubled: list[Outcome] = []
    for sha256, problem in _run(list(stale.values()), plan, progress).items():
        kept = cache.load(plan.cache, sha256)
        if kept is not None:
            loaded[sha256] = kept
        if problem is not None:
            task = stale[sha256]
            entry_now = _not_again(task, problem, lost=kept is None)
            troubled.append((Candidate(task.path, task.name), entry_now))
    return loaded, sorted(troubled, key=lambda outcome: outcome[1].path)


def _not_again(task: Task, problem: str, *, lost: bool) -> Entry:
    path = shown(task.path)
    if lost:
        reason = f"could not be read again: {problem}; it is no longer in the graph"
        return Entry(path, task.sha256, "failed", reason)
    reason = f"could not be read again: {problem}; shown as it was read earlier"
    return Entry(path, task.sha256, "unchanged", reason)


def _by_content(known: Iterable[Known]) -> dict[str, Known]:
    """One file for each content, one that is there if any is."""
    found: dict[str, Known] = {}
    for entry in known:
        first = found.setdefault(entry.sha256, entry)
        if first is not entry and not Path(first.path).is_file():
            found[entry.sha256] = entry
    return found


def _task(plan: Plan, path: Path, name: str, sha256: str, keys: cache.Keys) -> Task:
    return Task(path, name, sha256, plan.cache, plan.extra_issues, keys, plan.fresh)


def _digests(candidates: Iterable[Candidate]) -> Mapping[Path, str | OSError]:
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


def _of_copy(entry: Entry, problems: Mapping[str, str | None]) -> Entry:
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
