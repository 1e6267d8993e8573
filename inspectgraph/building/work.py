"""The work done for one file, in whatever process does it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache as memoize
from pathlib import Path

from graph import cache
from graph.assemble import Source
from graph.code_readings import code_reading
from graph.coding.codings import Coder
from loaders.errors import ReadError
from loaders.reading import read_file
from ontology.issues import scheme


@dataclass(frozen=True, slots=True)
class Task:
    """A file to read and code.

    Attributes:
        cached: Folder of what is kept.
        extra_issues: The user's own issue files.
    """

    path: Path
    name: str
    sha256: str
    cached: Path
    extra_issues: tuple[Path, ...]
    keys: cache.Keys


@dataclass(frozen=True, slots=True)
class Done:
    """How it went; what was read stands in the cache.

    Attributes:
        problem: One line, if it could not be read.
    """

    task: Task
    problem: str | None = None


def do(task: Task) -> Done:
    """Read, code and keep one file. Any failure is told, none is raised."""
    try:
        kept = cache.load(task.cached, task.sha256)
        if kept is not None and kept.keys.reading == task.keys.reading:
            reading = kept.source.reading
        else:
            reading = read_file(task.path, task.name)
        reading, coded = code_reading(reading, _coder(task.extra_issues))
        snapshot = replace(reading.snapshot, path=task.name)
        source = Source(replace(reading, snapshot=snapshot), coded)
        cache.save(task.cached, cache.Entry(task.keys, source))
    except ReadError as error:
        return Done(task, str(error))
    except OSError as error:
        return Done(task, error.strerror or str(error))
    except MemoryError:
        return Done(task, "too large for the memory at hand")
    return Done(task)


@memoize
def _coder(extra_issues: tuple[Path, ...]) -> Coder:
    return Coder(scheme(extra_issues))
