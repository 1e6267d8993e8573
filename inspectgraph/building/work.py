"""The work done for one file, in whatever process does it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache as memoize
from pathlib import Path

from graph import cache
from graph.assemble import Source
from graph.code_readings import code_reading
from graph.coding.codings import Coder
from loaders.errors import ReadError
from loaders.reading import read_file
from loaders.records import Reading
from ontology.issues import scheme


@dataclass(frozen=True, slots=True)
class Task:
    """A file to read and code.

    Attributes:
        cached: Folder of what is kept.
        extra_issues: The user's own issue files.
        anew: Whatever is kept of it is not looked at.
    """

    path: Path
    name: str
    sha256: str
    cached: Path
    extra_issues: tuple[Path, ...]
    keys: cache.Keys
    anew: bool = False


@dataclass(frozen=True, slots=True)
class Done:
    """How it went; what was read stands in the cache.

    Attributes:
        problem: One line, if it could not be read.
    """

    task: Task
    problem: str | None = None


def do(task: Task) -> Done:
    """Read, code and keep one file. Any failure is told, none is raised.

    What an earlier version read of a file that cannot be read again stays, and is
    coded by today's issues.
    """
    problem = _attempt(_read, task)
    again = None if problem is None else _attempt(_code_earlier, task)
    told = dict.fromkeys(reason for reason in (problem, again) if reason is not None)
    return Done(task, "; ".join(told) or None)


def _attempt(work: Callable[[Task], None], task: Task) -> str | None:
    """Do it; one line if it failed."""
    try:
        work(task)
    except ReadError as error:
        return str(error)
    except OSError as error:
        return error.strerror or str(error)
    except MemoryError:
        return "too large for the memory at hand"
    except Exception as error:  # noqa: BLE001  (told by name; no other file suffers)
        line = " ".join(str(error).split())
        return f"the reader failed on it: {type(error).__name__}: {line}"
    return None


def _read(task: Task) -> None:
    kept = _kept(task)
    if kept is not None and kept.keys.reading == task.keys.reading:
        reading = kept.source.reading
    else:
        reading = read_file(task.path, task.name)
        if reading.snapshot.sha256 != task.sha256:
            raise ReadError("its content has changed")
    _keep(task, task.keys, reading)


def _code_earlier(task: Task) -> None:
    kept = _kept(task)
    if kept is not None and kept.keys.coding != task.keys.coding:
        # Still the reading of then: the file is tried again in the next build.
        keys = replace(task.keys, reading=kept.keys.reading)
        _keep(task, keys, kept.source.reading)


def _kept(task: Task) -> cache.Entry | None:
    return None if task.anew else cache.load(task.cached, task.sha256)


def _keep(task: Task, keys: cache.Keys, reading: Reading) -> None:
    reading, coded = code_reading(reading, _coder(task.extra_issues))
    snapshot = replace(reading.snapshot, path=task.name)
    source = Source(replace(reading, snapshot=snapshot), coded)
    cache.save(task.cached, cache.Entry(keys, source))


@memoize
def _coder(extra_issues: tuple[Path, ...]) -> Coder:
    return Coder(scheme(extra_issues))
