"""A query gets no file, no network, no more time or memory than allowed."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from graph.store import current
from inspectgraph.serving.job import Job
from inspectgraph.serving.pool import CageError, Limits, Pool
from tests.serving import Client, built, serving

# Over hundreds of statements: no machine counts that in seconds.
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
GREEDY = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?c ?f ?i"
#: Ways out, tried one by one inside; what each said is printed.
ATTEMPTS = """
import ctypes, json, os, socket, sys
from inspectgraph.serving import cage
libc = ctypes.CDLL(None, use_errno=True)
number = ctypes.c_long
apart = cage.leave_network()
ways = cage.close(256, 5)
tried = {}
def attempt(name, action):
    try:
        tried[name] = f"DONE {action()!r}"
    except BaseException as error:
        tried[name] = type(error).__name__
def raw(call, *arguments):
    found = libc.syscall(number(call), *arguments)
    if found < 0:
        raise PermissionError(ctypes.get_errno())
    return found
attempt("open", lambda: open("/etc/passwd"))
attempt("os.open", lambda: os.open("/etc/passwd", os.O_RDONLY))
attempt("write", lambda: open(sys.argv[1], "w"))
attempt("socket", lambda: socket.socket())
attempt("connect", lambda: socket.create_connection(("127.0.0.1", int(sys.argv[2])), 2))
attempt("fork", os.fork)
attempt("exec", lambda: os.execv("/bin/true", ["true"]))
attempt("system", lambda: os.system("true"))
attempt("raw openat", lambda: raw(257, -100, b"/etc/passwd", 0))
attempt("raw socket", lambda: raw(41, 2, 1, 0))
attempt("raw execve", lambda: raw(59, b"/bin/true", None, None))
attempt("raw kill", lambda: raw(62, os.getppid(), 0))
attempt("memory", lambda: len(bytearray(10**9)))
print(json.dumps([apart, ways, tried]))
"""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(tmp_path_factory.mktemp("cage"))


@pytest.fixture(scope="module")
def client(store: Path) -> Iterator[Client]:
    limits = Limits(seconds=1, megabytes=200, rows=100, at_once=2, size=100_000)
    with serving(store, limits) as found:
        yield found


@pytest.fixture
def listener() -> Iterator[tuple[int, list[bytes]]]:
    """A server that notes whoever knocks."""
    heard: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as door:

        def listen() -> None:
            while True:
                try:
                    visitor, _ = door.accept()
                except OSError:
                    return
                with visitor:
                    heard.append(visitor.recv(100))

        threading.Thread(target=listen, daemon=True).start()
        yield door.getsockname()[1], heard


def test_no_way_out_of_the_cage(
    tmp_path: Path, listener: tuple[int, list[bytes]]
) -> None:
    port, heard = listener
    target = tmp_path / "written"
    done = subprocess.run(
        [sys.executable, "-I", "-c", ATTEMPTS, str(target), str(port)],
        capture_output=True,
        check=True,
    )
    _, ways, tried = json.loads(done.stdout)
    assert {"rlimits", "audit"} <= set(ways)
    if os.uname().machine == "x86_64":
        assert "seccomp" in ways
    else:
        tried = {name: said for name, said in tried.items() if "raw" not in name}
    assert len(tried) >= 9
    assert not [f"{name}: {said}" for name, said in tried.items() if "DONE" in said]
    assert heard == [] and not target.exists()


def test_even_a_query_that_was_let_through_reaches_nobody(
    store: Path, listener: tuple[int, list[bytes]]
) -> None:
    port, heard = listener
    # The same process as the service starts, with the check of queries taken out.
    script = (
        "import sys; from inspectgraph.serving import worker;"
        "worker.has_service = lambda _: False; worker.main(*sys.argv[1:])"
    )
    query = f"SELECT * {{ SERVICE <http://127.0.0.1:{port}/> {{ ?s ?p ?o }} }}"
    job = Job(query, "json", None, 10, 10**6).line()
    done = subprocess.run(
        [sys.executable, "-I", "-c", script, str(current(store).resolve()), "256", "9"],
        input=job,
        capture_output=True,
        env={"INSPECTGRAPH_PARENT": str(os.getpid())},
        timeout=30,
        check=False,
    )
    assert b'"answered"' not in done.stdout
    assert heard == []


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * {{ SERVICE <{url}> {{ ?s ?p ?o }} }}",
        "SELECT * {{ SERVICE SILENT <{url}> {{ ?s ?p ?o }} }}",
        "SELECT * {{ \\u0053ERVICE <{url}> {{ ?s ?p ?o }} }}",
        "SELECT * FROM <{url}> {{ ?s ?p ?o }}",
        "SELECT * FROM NAMED <{url}> {{ GRAPH ?g {{ ?s ?p ?o }} }}",
        "SELECT * FROM <file:///etc/passwd> {{ ?s ?p ?o }}",
        "LOAD <{url}>",
        "LOAD <file:///etc/passwd>",
        "INSERT DATA {{ <{url}> <{url}> 1 }}",
        "DELETE WHERE {{ ?s ?p ?o }}",
    ],
)
def test_what_reaches_out_is_refused(
    client: Client, listener: tuple[int, list[bytes]], query: str
) -> None:
    port, heard = listener
    reply = client.ask(query.format(url=f"http://127.0.0.1:{port}/x"))
    assert reply.status == 403, reply.text
    assert heard == []


@pytest.mark.parametrize("key", ["default-graph-uri", "named-graph-uri"])
def test_the_protocols_graphs_are_not_fetched_either(
    client: Client, listener: tuple[int, list[bytes]], key: str
) -> None:
    port, heard = listener
    address = f"http://127.0.0.1:{port}/x"
    assert client.ask("ASK { ?s ?p ?o }", **{key: address}).status == 403
    assert heard == []


def test_time_is_limited_and_the_others_are_not_harmed(client: Client) -> None:
    began = time.monotonic()
    with ThreadPoolExecutor(2) as threads:
        slow = threads.submit(client.ask, ENDLESS)
        time.sleep(0.3)
        assert client.ask("ASK { ?s ?p ?o }").status == 200
        reply = slow.result()
    assert reply.status == 504 and "1 seconds" in reply.text
    assert time.monotonic() - began < 10
    assert client.ask("ASK { ?s ?p ?o }").status == 200


def test_a_client_may_ask_for_less_time(client: Client) -> None:
    reply = client.ask(ENDLESS, timeout="0.5")
    assert (reply.status, "0.5 seconds" in reply.text) == (504, True)


def test_memory_is_limited_and_the_server_goes_on(client: Client) -> None:
    reply = client.ask(GREEDY, timeout="30")
    assert (reply.status, "200 MB" in reply.text) == (500, True)
    assert client.ask("ASK { ?s ?p ?o }").status == 200


def test_rows_are_cut_with_a_sign(client: Client) -> None:
    reply = client.ask("SELECT * { ?s ?p ?o }")
    assert reply.headers["X-Inspectgraph-Cut"] == "after 100"
    assert len(json.loads(reply.body)["results"]["bindings"]) == 100
    whole = client.ask("SELECT * { ?s ?p ?o } LIMIT 100")
    assert whole.headers["X-Inspectgraph-Cut"] is None


def test_the_size_of_an_answer_is_limited(client: Client) -> None:
    long = "CONCAT({})".format(", ".join(["STR(?a)"] * 40))
    reply = client.ask(f"SELECT ({long} AS ?x) {{ ?a ?b ?c . ?d ?e ?f }}")
    assert (reply.status, "bytes" in reply.text) == (403, True)


def test_more_than_so_many_at_once_are_told_to_come_again(client: Client) -> None:
    with ThreadPoolExecutor(2) as threads:
        running = [threads.submit(client.ask, ENDLESS) for _ in range(2)]
        time.sleep(0.5)
        reply = client.ask("ASK {}")
        assert reply.status == 429 and int(reply.headers["Retry-After"]) > 0
        assert [each.result().status for each in running] == [504, 504]
    assert client.ask("ASK {}").status == 200


def test_a_store_built_anew_is_seen_by_the_next_query(tmp_path: Path) -> None:
    store = built(tmp_path, b"<http://e/s> <http://e/p> <http://e/o> <http://e/g> .\n")
    with serving(store, Limits(at_once=1)) as client:
        count = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
        assert client.ask(count, "text/csv").text == "n\r\n1\r\n"
        built(tmp_path, b"")
        assert client.ask(count, "text/csv").text == "n\r\n0\r\n"


def test_what_cannot_be_started_is_told(tmp_path: Path) -> None:
    store = built(tmp_path, b"")
    for file in current(store).iterdir():
        file.unlink()
    with pytest.raises(CageError, match="no process"), Pool(store, Limits(at_once=1)):
        pass


def test_processes_end_with_the_server(store: Path) -> None:
    script = (
        "import sys, time; from pathlib import Path;"
        "from inspectgraph.serving.pool import Limits, Pool;"
        "pool = Pool(Path(sys.argv[1]), Limits(at_once=1)).__enter__();"
        "print('up', flush=True); time.sleep(60)"
    )
    with subprocess.Popen(
        [sys.executable, "-I", "-c", script, str(store)], stdout=subprocess.PIPE
    ) as server:
        assert server.stdout is not None and server.stdout.readline() == b"up\n"
        children = _children(server.pid)
        assert children
        server.kill()
        server.wait()
    deadline = time.monotonic() + 10
    while any(map(_alive, children)):
        assert time.monotonic() < deadline, "a process outlived its server"
        time.sleep(0.05)


def _children(pid: int) -> list[int]:
    tasks = Path(f"/proc/{pid}/task").glob("*/children")
    return [int(child) for task in tasks for child in task.read_text().split()]


def _alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"
