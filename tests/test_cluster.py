"""Reading over the workers of a Dask cluster: real scheduler, real worker processes."""

from __future__ import annotations

import os
import socket
import time
from collections.abc import Iterator
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from graph import cache
from inspectgraph.building import cluster
from inspectgraph.building.build import build
from inspectgraph.building.cluster import ClusterError, do_there
from inspectgraph.building.plan import Plan
from inspectgraph.building.work import Done, Task
from inspectgraph.cli import main
from tests.conftest import silent
from tests.samples import LETTER, pdf

# Dask's own modules warn of what is to come in the standard library.
pytestmark = pytest.mark.filterwarnings("ignore::Warning")


@pytest.fixture(scope="module")
def scheduler() -> Iterator[str]:
    distributed: Any = import_module("distributed")
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=2, processes=True, dashboard_address=None
    ) as local:
        yield str(local.scheduler_address)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "reports"
    place.mkdir()
    for number in range(4):
        text = LETTER.replace("focused visit", f"focused visit {number}")
        (place / f"letter {number}.pdf").write_bytes(pdf(text))
    (place / "broken.pdf").write_bytes(b"%PDF-1.7 and nothing more")
    return place


def built(folder: Path, out: Path, scheduler: str | None) -> tuple[bytes, set[str]]:
    plan = Plan((folder,), out / "graph", out, workers=1, scheduler=scheduler)
    report = build(plan, silent)
    failed = {f"{Path(entry.path).name}: {entry.reason}" for entry in report.failed}
    return (out / "graph.nq").read_bytes(), failed


def test_a_cluster_gives_the_same_graph(
    folder: Path, tmp_path: Path, scheduler: str
) -> None:
    here, failed_here = built(folder, tmp_path / "here", None)
    there, failed_there = built(folder, tmp_path / "there", scheduler)
    assert there == here
    assert failed_there == failed_here
    assert len(failed_here) == 1


def test_a_second_build_sends_nothing(
    folder: Path, tmp_path: Path, scheduler: str
) -> None:
    first, _ = built(folder, tmp_path, scheduler)
    # Nobody listens there, and nobody is asked.
    plan = Plan((folder,), tmp_path / "graph", tmp_path, scheduler="tcp://127.0.0.1:9")
    (folder / "broken.pdf").unlink()
    build(plan, silent)
    assert (tmp_path / "graph.nq").read_bytes() == first


def test_a_file_that_kills_its_worker_takes_no_other_with_it(
    folder: Path, tmp_path: Path, scheduler: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "do_there", _dies_of_one)
    tasks = [_task(path, tmp_path) for path in sorted(folder.glob("letter*"))]
    problems = {done.task.path.name: done.problem for done in _run(tasks, scheduler)}
    assert problems.pop("letter 2.pdf") == "the reader crashed on it"
    assert set(problems.values()) == {None}


def test_a_worker_of_another_version_reads_nothing(
    folder: Path, tmp_path: Path
) -> None:
    task = _task(folder / "letter 0.pdf", tmp_path)
    other = replace(task, keys=cache.Keys("of another", "version"))
    assert do_there(other) == "the worker has another version of inspectgraph"
    assert not task.cached.exists()


def test_no_scheduler_is_one_line_and_leaves_the_graph(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "PATIENCE", 1)
    store = tmp_path / "graph"
    before, _ = built(folder, tmp_path, None)
    (folder / "more.pdf").write_bytes(pdf(LETTER))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{free.getsockname()[1]}"
    arguments = ["--store", str(store), "build", str(folder), "--scheduler", address]
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 1
    assert f"Error: {address}: no scheduler there" in result.stderr
    assert "Traceback" not in result.output
    assert (tmp_path / "graph.nq").read_bytes() == before


def test_a_scheduler_that_goes_away_is_one_line(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    distributed: Any = import_module("distributed")
    monkeypatch.setattr(cluster, "do_there", _waits)
    tasks = [_task(path, tmp_path) for path in sorted(folder.glob("letter*"))]
    with (
        distributed.LocalCluster(
            n_workers=1, threads_per_worker=4, processes=True, dashboard_address=None
        ) as local,
        pytest.raises(ClusterError, match="the scheduler went away"),
    ):
        done = cluster.run(tasks, str(local.scheduler_address))
        next(done)
        local.scale(0)
        local.close()
        list(done)


@pytest.mark.parametrize("address", ["", "nonsense://x:1", "tcp://", "host:8786"])
def test_what_is_no_address_is_not_asked(
    address: str, folder: Path, tmp_path: Path
) -> None:
    with pytest.raises(ClusterError, match="is no address as tcp://host:8786"):
        _run([_task(folder / "letter 0.pdf", tmp_path)], address)


def _run(tasks: list[Task], address: str) -> list[Done]:
    return list(cluster.run(tasks, address))


def _dies_of_one(task: Task) -> str | None:
    if task.name == "letter 2.pdf":
        os._exit(1)
    return None


def _waits(task: Task) -> str | None:
    if task.name != "letter 0.pdf":
        time.sleep(60)
    return None


def _task(path: Path, tmp_path: Path) -> Task:
    return Task(path, path.name, path.name, tmp_path / "cache", (), cache.keys())


class _Lost:
    """A task whose worker is gone, and the scheduler that no other has joined."""

    def exception(self, timeout: float) -> None:
        raise TimeoutError(timeout)

    def nthreads(self) -> dict[str, int]:
        return {}


def test_what_no_worker_is_left_for_is_not_waited_for() -> None:
    with pytest.raises(ClusterError, match="no worker is left"):
        cluster._error(_Lost(), _Lost(), "tcp://127.0.0.1:9")
