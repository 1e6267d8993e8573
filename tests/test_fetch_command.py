from __future__ import annotations

import json
import os
import signal
import socket
import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from inspectgraph.commands import fetch as module
from inspectgraph.commands.fetch import fetch
from inspectgraph.fetching.exchange import Limits
from inspectgraph.fetching.manifest import NAME
from inspectgraph.fetching.plan import Wanted
from ontology.codes import InspectionType
from tests.background import running
from tests.fetch_server import (
    PAGE,
    Server,
    drip,
    give,
    in_turn,
    make_certificate,
    pdf,
    refuse,
)

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_certificate(tmp_path_factory.mktemp("certificate"))


@pytest.fixture
def server(certificate: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """Over TLS, as the command asks no other."""
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate / "cert.pem"))
    monkeypatch.setenv("NO_PROXY", "*")
    monkeypatch.setenv("no_proxy", "*")
    monkeypatch.setattr(module, "LIMITS", Limits(first_wait=0.01, attempts=2))
    with Server(certificate=certificate) as server:
        yield server


@pytest.fixture(autouse=True)
def _only_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    real = socket.getaddrinfo

    def local(host: str, *rest: object, **options: object) -> object:
        if host in ("localhost", "127.0.0.1"):
            return real("127.0.0.1", *rest, **options)  # type: ignore[arg-type]
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", local)


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(fetch, [str(each) for each in arguments])


def saved_page(folder: Path, server: Server, *paths: str) -> Path:
    items = "".join(
        f'<li><a href="{server.address(path)}">Focused visit, pdf - 0{day} May 2021</a>'
        for day, path in enumerate(paths, start=1)
    )
    page = folder / "page.html"
    page.write_text(f"<h1>Barnsley</h1><ul>{items}</ul>")
    return page


def from_page(server: Server, folder: Path, *paths: str) -> list[str | Path]:
    page = saved_page(folder, server, *paths)
    to: list[str | Path] = ["--page", page, "--to", folder / "reports"]
    return [*to, "--allow-host", server.host, "--pause", "0.2"]


def test_the_reports_of_a_saved_page_are_fetched(
    server: Server, tmp_path: Path
) -> None:
    server.routes |= {"/1.pdf": give(pdf("one")), "/2.pdf": give(pdf("two"))}
    result = run(*from_page(server, tmp_path, "/1.pdf", "/2.pdf"))
    assert result.exit_code == 0, result.stderr
    paths = [Path(line) for line in result.stdout.splitlines()]
    assert [path.read_bytes() for path in paths] == [pdf("one"), pdf("two")]
    assert {path.parent for path in paths} == {tmp_path / "reports" / "barnsley"}
    assert paths[0].name.startswith("2021-05-01-focused-visit-")
    assert "2 saved." in result.stderr
    assert f"Next: inspectgraph build {tmp_path}/reports/barnsley" in result.stderr


def test_the_reports_of_a_live_page_are_fetched(server: Server, tmp_path: Path) -> None:
    page = saved_page(tmp_path, server, "/1.pdf").read_bytes()
    server.routes |= {"/provider": give(page), "/1.pdf": give(pdf())}
    page_address = server.address("/provider")
    to = ("--to", tmp_path / "reports", "--allow-host", server.host, "--pause", "0.2")
    result = run("--page", page_address, *to)
    assert result.exit_code == 0, result.stderr
    assert len(result.stdout.splitlines()) == 1


def test_a_page_on_a_host_nobody_allowed_is_refused(
    server: Server, tmp_path: Path
) -> None:
    result = run("--page", server.address("/provider"), "--to", tmp_path / "reports")
    assert result.exit_code == 1
    assert f"--allow-host {server.host}" in result.stderr
    assert server.requests == []


def test_what_was_not_got_is_told_and_makes_exit_1(
    server: Server, tmp_path: Path
) -> None:
    server.routes |= {"/1.pdf": give(PAGE), "/2.pdf": give(pdf())}
    result = run(*from_page(server, tmp_path, "/1.pdf", "/2.pdf", "/3.pdf"))
    assert result.exit_code == 1
    assert len(result.stdout.splitlines()) == 1
    assert f"{server.address('/1.pdf')}: a web page titled" in result.stderr
    assert "1 saved, 1 not a PDF, 1 gone." in result.stderr


@pytest.mark.parametrize(
    ("options", "count"),
    [
        (["--since", "2021-05-02"], 1),
        (["--since", "2021-06-01"], 0),
        (["--type", "focused_visit"], 2),
        (["--type", "jtai"], 0),
        (["--authority", "Barnsley"], 2),
        (["--authority", "Bury"], 2),
    ],
)
def test_options_narrow_what_is_taken(
    server: Server, tmp_path: Path, options: list[str], count: int
) -> None:
    server.routes |= {"/1.pdf": give(pdf("one")), "/2.pdf": give(pdf("two"))}
    result = run(*from_page(server, tmp_path, "/1.pdf", "/2.pdf"), *options)
    assert len(result.stdout.splitlines()) == count
    assert result.exit_code == (0 if count else 1)
    if options[1] == "Bury":
        assert "/bury/" in result.stdout


def test_the_second_run_and_the_check_tell_the_state(
    server: Server, tmp_path: Path
) -> None:
    server.routes["/1.pdf"] = in_turn(give(pdf("one")), give(pdf("two")))
    arguments = from_page(server, tmp_path, "/1.pdf")
    run(*arguments)
    again = run(*arguments)
    assert (again.exit_code, "1 as they were." in again.stderr) == (0, True)
    result = run(*from_page(server, tmp_path, "/1.pdf", "/2.pdf"), "--check")
    assert result.exit_code == 0
    rows = [line.split("\t") for line in result.stdout.splitlines()]
    assert [row[0] for row in rows] == ["changed", "new"]
    assert rows[1][2] == server.address("/2.pdf")
    assert "Next:" not in result.stderr


def test_a_check_remembers_what_came_from_pages(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "known_reports", lambda: ())
    server.routes["/1.pdf"] = in_turn(give(pdf("one")), refuse(404))
    arguments = from_page(server, tmp_path, "/1.pdf")
    run(*arguments)
    result = run(*arguments[2:], "--check")
    assert result.exit_code == 1
    assert result.stdout.startswith("gone\t")


def test_known_addresses_are_fetched_by_authority(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kind, day = InspectionType.JTAI, date(2022, 7, 18)
    known = (
        Wanted("barnsley", kind, day, server.address("/1")),
        Wanted("bury", kind, day, server.address("/2")),
    )
    monkeypatch.setattr(module, "known_reports", lambda: known)
    server.routes |= {"/1": give(pdf("one")), "/2": give(pdf("two"))}
    to = ("--to", tmp_path, "--allow-host", server.host, "--pause", "0.2")
    result = run("--authority", "Barnsley", *to)
    assert result.exit_code == 0, result.stderr
    assert server.asked() == ["/1"]
    assert f"inspectgraph build {tmp_path}/barnsley\n" in result.stderr
    result = run(*to)
    assert len(result.stdout.splitlines()) == 2
    assert f"inspectgraph build {tmp_path}\n" in result.stderr


def test_history_reads_the_authoritys_own_page(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = saved_page(tmp_path, server, "/1.pdf").read_bytes()
    server.routes |= {"/44/80426": give(page), "/1.pdf": give(pdf())}
    monkeypatch.setattr(module, "known_reports", lambda: ())
    monkeypatch.setattr(
        module, "provider_page", lambda urn: server.address(f"/44/{urn}")
    )
    to = ("--to", tmp_path / "r", "--allow-host", server.host, "--pause", "0.2")
    result = run("--authority", "barnsley", "--history", *to)
    assert result.exit_code == 0, result.stderr
    assert server.asked() == ["/44/80426", "/1.pdf"]


def test_one_page_that_fails_does_not_stop_the_others(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = saved_page(tmp_path, server, "/1.pdf").read_bytes()
    server.routes |= {"/44/80426": give(page), "/1.pdf": give(pdf())}
    monkeypatch.setattr(module, "known_reports", lambda: ())
    monkeypatch.setattr(
        module, "provider_page", lambda urn: server.address(f"/44/{urn}")
    )
    both = ("--authority", "barnsley", "--authority", "bury", "--history")
    to = ("--to", tmp_path / "r", "--allow-host", server.host, "--pause", "0.2")
    result = run(*both, *to)
    assert result.exit_code == 1
    assert len(result.stdout.splitlines()) == 1
    assert "no such document" in result.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ["--authority", "barnsley"],
        ["--authority", "barnsley", "--history"],
        ["--page", "https://reports.ofsted.gov.uk/provider/44/80426"],
        ["--authority", "barnsley", "--check", "--page", "https://www.ofsted.gov.uk/"],
    ],
)
def test_without_a_connection_one_clear_sentence_and_nothing_written(
    arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "LIMITS", Limits(first_wait=0.01))
    monkeypatch.setenv("NO_PROXY", "*")
    monkeypatch.setenv("no_proxy", "*")
    result = run(*arguments, "--to", tmp_path / "reports", "--pause", "0.2")
    assert result.exit_code == 1
    assert result.stdout == ""
    assert "cannot be looked up" in result.stderr
    assert "`inspectgraph build` still builds the bundled case" in result.stderr
    assert "Traceback" not in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_misspelt_authority_gets_suggestions() -> None:
    result = run("--authority", "Barnsly")
    assert result.exit_code == 2
    assert "did you mean barnsley" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--authority", "qqqqq"], "no authority is called"),
        (["--type", "school"], "school"),
        (["--since", "spring"], "spring"),
        (["--since", "01/02/2020"], "01/02/2020"),
        (["--page", "no-such-file.html"], "neither an address nor a file"),
        (["--allow-host", "https://a.test"], "is not HOST"),
        (["--allow-host", "a.test/path"], "is not HOST"),
        (["--allow-host", "me@a.test"], "is not HOST"),
        (["--allow-host", ""], "is not HOST"),
        (["--allow-host", "a.test#b"], "is not HOST"),
        (["--page", "p" * 300], "neither an address nor a file"),
        (["--pause", "0"], "pause"),
        (["--page", "https://a.test/", "--history"], "leave out --page"),
        (
            [
                "--page",
                "https://a.test/",
                "--authority",
                "bury",
                "--authority",
                "leeds",
            ],
            "one --authority",
        ),
    ],
)
def test_wrong_calls_are_exit_2(arguments: list[str], message: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert message in result.stderr


def test_an_authority_without_known_reports_is_pointed_to_its_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "known_reports", lambda: ())
    result = run("--authority", "barnsley", "--to", tmp_path)
    assert result.exit_code == 1
    assert "https://reports.ofsted.gov.uk/provider/44/80426" in result.stderr


def test_a_damaged_manifest_is_one_line(server: Server, tmp_path: Path) -> None:
    folder = tmp_path / "reports" / "barnsley"
    folder.mkdir(parents=True)
    (folder / NAME).write_text("{")
    result = run(*from_page(server, tmp_path, "/1.pdf"))
    assert result.exit_code == 1
    assert NAME in result.stderr
    assert "Traceback" not in result.output


def test_a_disk_that_refuses_is_one_line(server: Server, tmp_path: Path) -> None:
    server.routes["/1.pdf"] = give(pdf())
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "barnsley").write_text("a file where a folder should be")
    result = run(*from_page(server, tmp_path, "/1.pdf"))
    assert result.exit_code == 1
    assert "Error: " in result.stderr


def test_the_help_has_an_example() -> None:
    text = run("--help").stdout
    assert "inspectgraph fetch --authority" in text
    assert "\b" not in text


def test_ctrl_c_leaves_no_half_file_and_says_how_to_go_on(
    server: Server, tmp_path: Path
) -> None:
    server.routes |= {"/1.pdf": give(pdf("one")), "/2.pdf": drip(pdf("two"), 0.01)}
    arguments = [str(each) for each in from_page(server, tmp_path, "/1.pdf", "/2.pdf")]
    program = "from inspectgraph.commands.fetch import fetch; fetch()"
    command = [sys.executable, "-c", program, *arguments]
    with running(command, ROOT, os.environ | {"PYTHONPATH": str(ROOT)}) as process:
        deadline = time.monotonic() + 15
        while "/2.pdf" not in server.asked() and time.monotonic() < deadline:
            time.sleep(0.01)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=10)
    assert process.returncode == 1, err
    assert "goes on where it stopped" in err
    assert "Traceback" not in err
    folder = tmp_path / "reports" / "barnsley"
    assert {path.name for path in folder.iterdir()} == {NAME, Path(out.strip()).name}
    [entry] = json.loads((folder / NAME).read_text())["reports"]
    assert entry["address"] == server.address("/1.pdf")
