"""Many files over a Dask cluster; one that crashes takes no other with it.

Its workers do what processes of this machine would: they read from and write to the
same folders, which all must see under the same path, with the same inspectgraph.
"""

from __future__ import annotations

import concurrent.futures
import re
import threading
from collections.abc import Iterator, Sequence
from dataclasses import replace
from importlib import import_module
from typing import Any

from threadpoolctl import threadpool_limits

from graph import cache
from inspectgraph.building.work import Done, Task, do

#: Seconds to wait for the scheduler.
PATIENCE = 10
CRASHED = "the reader crashed on it"

# Dask waits for ever for an answer of some that are none.
_ADDRESS = re.compile(r"(tcp|tls|ws|wss)://[^\s/:]+:\d{1,5}")
# pdfium is not made for threads, and a worker may have several.
_ONE_AT_A_TIME = threading.Lock()


class ClusterError(Exception):
    """The cluster cannot be used: one line that names it and the reason."""


def run(tasks: Sequence[Task], address: str) -> Iterator[Done]:
    """Do the tasks, in any order of completion.

    Args:
        tasks: The files.
        address: Of the scheduler, as ``tcp://host:8786``.

    Raises:
        ClusterError: Dask is not installed, nobody answers, or scheduler or workers
            went away.
    """
    if not tasks:
        return
    try:
        distributed: Any = import_module("distributed")
    except ImportError as error:
        reason = "--scheduler needs Dask: pip install -e '.[cluster]'"
        raise ClusterError(reason) from error
    with _client(distributed, address) as client:
        killed: list[Task] = []
        futures = _sent(client, tasks)
        for future in distributed.as_completed(futures, loop=client.loop):
            problem = _problem(distributed, client, future, address)
            if problem == CRASHED:
                killed.append(futures[future])
            else:
                yield Done(futures[future], problem)
        # Dask blames all that a worker had when it died: who did it is found here.
        for task in killed:
            (alone,) = _sent(client, [task])
            yield Done(task, _problem(distributed, client, alone, address))


def _sent(client: Any, tasks: Sequence[Task]) -> dict[Any, Task]:
    """The tasks by their futures."""
    futures = client.map(do_there, [_resolved(task) for task in tasks], pure=False)
    return dict(zip(futures, tasks, strict=True))


def do_there(task: Task) -> str | None:
    """On a worker: read, code and keep one file; what went wrong, in one line."""
    if cache.keys(task.extra_issues) != task.keys:
        return "the worker has another version of inspectgraph"
    with _ONE_AT_A_TIME, threadpool_limits(limits=1, user_api="blas"):
        return do(task).problem


def _client(distributed: Any, address: str) -> Any:
    if _ADDRESS.fullmatch(address) is None:
        raise ClusterError(f"{address!r} is no address as tcp://host:8786")
    try:
        return distributed.Client(address, timeout=PATIENCE, set_as_default=False)
    except OSError as error:
        reason = str(error).partition("\n")[0] or type(error).__name__
        raise ClusterError(f"{address}: no scheduler there: {reason}") from error


def _problem(distributed: Any, client: Any, future: Any, address: str) -> str | None:
    try:
        error = _error(client, future, address)
        if error is None:
            problem: str | None = future.result()
            return problem
    except concurrent.futures.CancelledError as gone:
        raise ClusterError(f"{address}: the scheduler went away") from gone
    if isinstance(error, distributed.KilledWorker):
        return CRASHED
    if isinstance(error, FileNotFoundError):
        return f"the worker does not see {error.filename}"
    raise ClusterError(f"{address}: {type(error).__name__}") from error


def _error(client: Any, future: Any, address: str) -> Any:
    """What a task ended with; waits for it as long as there is a worker."""
    while True:
        try:
            return future.exception(timeout=PATIENCE)
        except TimeoutError as late:
            # What a worker had done is lost with it, and somebody must do it again.
            if not client.nthreads():
                raise ClusterError(f"{address}: no worker is left") from late


def _resolved(task: Task) -> Task:
    """With paths that mean the same in any process."""
    return replace(
        task,
        path=task.path.resolve(),
        cached=task.cached.resolve(),
        extra_issues=tuple(path.resolve() for path in task.extra_issues),
    )
