"""``inspectgraph serve`` as users start it."""

from __future__ import annotations

import signal
import socket
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from inspectgraph.cli import main
from tests.background import running
from tests.serving import Client, built

PROGRAM = Path(sys.executable).parent / "inspectgraph"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(tmp_path_factory.mktemp("serve"))


def test_it_serves_until_interrupted(store: Path) -> None:
    command = [str(PROGRAM), "--store", str(store), "serve"]
    with running([*command, "--port", "0", "--at-once", "1"]) as server:
        assert server.stdout is not None
        address = server.stdout.readline().strip()
        assert address.startswith("http://127.0.0.1:")
        client = Client(int(address.rpartition(":")[2]))
        assert client.ask("ASK { ?s a ig:Finding }").body.count(b"true") == 1
        assert "<script" in client.get("/").text
        explorer = client.get("/explore")
        assert (explorer.status, explorer.kind) == (200, "text/html")
        assert "default-src" not in explorer.headers["Content-Security-Policy"]
        server.send_signal(signal.SIGINT)
        _, said = server.communicate(timeout=20)
    assert server.returncode == 0
    assert "/sparql" in said and "Traceback" not in said


def test_a_port_in_use_is_told_in_a_line(store: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        arguments = ["--store", str(store), "serve", "--port", port, "--at-once", "1"]
        result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 1
    assert port in result.output and "Traceback" not in result.output


def test_no_store_is_told_before_anything_starts(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["--store", str(tmp_path / "none"), "serve"])
    assert (result.exit_code, "inspectgraph build" in result.output) == (1, True)


@pytest.mark.parametrize(
    "option", [["--timeout", "61"], ["--timeout", "0"], ["--port", "70000"]]
)
def test_what_is_not_allowed_is_a_usage_error(store: Path, option: list[str]) -> None:
    result = CliRunner().invoke(main, ["--store", str(store), "serve", *option])
    assert result.exit_code == 2


def test_a_server_elsewhere_is_not_served_again(store: Path) -> None:
    arguments = ["--endpoint", "http://127.0.0.1:9/", "serve"]
    result = CliRunner().invoke(main, arguments)
    assert (result.exit_code, "already" in result.output) == (2, True)
