"""Processes kept ready, one for each query to come, used once.

Starting one takes a few tenths of a second, so some wait, store open and door shut.
"""

from __future__ import annotations

import contextlib
import json
import os
import queue
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import IO, Self, cast

from graph.store import StoreError, current
from inspectgraph.serving.job import Head, Job, Result, result

#: A query may be given this many seconds and no more.
LONGEST = 60


class BusyError(Exception):
    """As many queries run as may."""


class CageError(Exception):
    """No process can be started to run queries in; the message is for the operator."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a query may take.

    Attributes:
        seconds: By the clock, if the client does not ask for less or more.
        megabytes: Of memory, beyond what an idle process has.
        rows: Or triples.
        size: Of the answer, in bytes.
        at_once: Queries running at one time.
    """

    seconds: float = 10
    megabytes: int = 1024
    rows: int = 10_000
    size: int = 64 * 1024 * 1024
    at_once: int = 4


@dataclass(frozen=True, slots=True)
class _Worker:
    process: subprocess.Popen[bytes]
    database: Path


class Pool:
    """Answers queries, each in a process of its own.

    Args:
        folder: The store's.
    """

    def __init__(self, folder: Path, limits: Limits) -> None:
        self.limits = limits
        self.means: tuple[str, ...] = ()
        self._folder = folder
        self._slots = threading.BoundedSemaphore(limits.at_once)
        self._ready: queue.Queue[_Worker | CageError] = queue.Queue()
        # One order for a process each; False ends the keeper.
        self._orders: queue.Queue[bool] = queue.Queue()
        self._closing = threading.Event()
        self._keeper = threading.Thread(target=self._keep, daemon=True)

    def __enter__(self) -> Self:
        """Start processes; the first is ready on return.

        Raises:
            CageError: None can be started.
        """
        self._keeper.start()
        for _ in range(self.limits.at_once):
            self._orders.put(True)
        first = self._ready.get()
        if isinstance(first, CageError):
            self.__exit__(None, None, None)
            raise first
        self._ready.put(first)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End all processes."""
        self._closing.set()
        self._orders.put(False)
        self._keeper.join()
        while True:
            try:
                worker = self._ready.get_nowait()
            except queue.Empty:
                return
            if isinstance(worker, _Worker):
                _end(worker)

    def run(self, job: Job, seconds: float | None = None) -> Result:
        """The answer to a query.

        Raises:
            BusyError: Too many run already.
            CageError: No process can be started.
        """
        if not self._slots.acquire(blocking=False):
            raise BusyError
        try:
            worker = self._take()
            allowed = min(seconds or self.limits.seconds, LONGEST)
            return _ask(worker, job, allowed, self.limits.megabytes)
        finally:
            self._slots.release()

    def _take(self) -> _Worker:
        """A process that waits, of the store as it is now."""
        database = current(self._folder)
        while True:
            worker = self._ready.get()
            self._orders.put(True)
            if isinstance(worker, CageError):
                raise worker
            if worker.database == database and worker.process.poll() is None:
                return worker
            _end(worker)  # the store was built anew since

    def _keep(self) -> None:
        # All processes come from this one thread: each ends when the thread that
        # started it does.
        while self._orders.get() and not self._closing.is_set():
            self._ready.put(self._start())

    def _start(self) -> _Worker | CageError:
        try:
            database = current(self._folder)
            while True:
                try:
                    return self._started(database)
                except (OSError, CageError) as error:
                    # A store built anew takes the old one away: no failure of ours.
                    before, database = database, current(self._folder)
                    if before == database:
                        return CageError(str(error))
        except StoreError as error:
            return CageError(str(error))

    def _started(self, database: Path) -> _Worker:
        process = subprocess.Popen(
            [
                *(sys.executable, "-I", "-m", "inspectgraph.serving.worker"),
                str(database.resolve()),
                str(self.limits.megabytes),
                str(LONGEST),
            ],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={"INSPECTGRAPH_PARENT": str(os.getpid())},
            bufsize=0,
            close_fds=True,
        )
        worker = _Worker(process, database)
        line = cast(IO[bytes], process.stdout).readline()
        if not line:
            said = cast(IO[bytes], process.stderr).read().decode("utf-8", "replace")
            _end(worker)
            last = said.strip().rpartition("\n")[2]
            raise CageError(f"no process for queries can be started: {last}")
        self.means = tuple(json.loads(line))
        return worker


def _ask(worker: _Worker, job: Job, seconds: float, megabytes: int) -> Result:
    process = worker.process
    try:
        output, _ = process.communicate(job.line(), timeout=seconds)
        return result(output)
    except subprocess.TimeoutExpired:
        return Result(Head("timeout", f"stopped after {seconds:g} seconds"))
    except ValueError:
        message = f"the query ended early; it may have needed over {megabytes} MB"
        return Result(Head("dead", message))
    finally:
        _end(worker)


def _end(worker: _Worker) -> None:
    process = worker.process
    process.kill()
    for pipe in (process.stdin, process.stdout, process.stderr):
        with contextlib.suppress(OSError):
            if pipe is not None:
                pipe.close()
    process.wait()
