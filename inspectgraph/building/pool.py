"""Many files over several processes; one that crashes takes no other with it."""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool

from threadpoolctl import threadpool_limits

from inspectgraph.building.work import Done, Task, do

#: Fewer files than this are read here: starting processes would take longer.
FEW = 3


def run(tasks: Sequence[Task], workers: int) -> Iterator[Done]:
    """Do the tasks, in any order of completion."""
    if workers <= 1 or len(tasks) < FEW:
        yield from map(do, tasks)
        return
    left = set(tasks)
    with _executor(workers) as pool:
        futures: dict[Future[Done], Task] = {pool.submit(do, t): t for t in tasks}
        try:
            for future in as_completed(futures):
                done = future.result()
                left.discard(done.task)
                yield done
        except BrokenProcessPool:
            pass  # who broke it is found below, each alone
    for task in sorted(left, key=lambda task: task.name):
        yield _alone(task)


def _alone(task: Task) -> Done:
    with _executor(1) as pool:
        try:
            return pool.submit(do, task).result()
        except BrokenProcessPool:
            return Done(task, "the reader crashed on it")


def _executor(workers: int) -> ProcessPoolExecutor:
    # Fresh processes: a fork of one with threads (progress bars) may hang.
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(workers, mp_context=context, initializer=_prepare)


def _prepare() -> None:
    """In a new process, before its first file."""
    # Small products of matrices over several threads mostly wait for each other.
    threadpool_limits(limits=1, user_api="blas")
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """A parent that is killed tells nobody, and its workers would wait for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
