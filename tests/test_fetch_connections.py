from __future__ import annotations

import threading
from pathlib import Path

import pytest

from inspectgraph.fetching.client import Client
from inspectgraph.fetching.errors import (
    RefusedError,
    UnreachableError,
    UnwantedError,
)
from inspectgraph.fetching.policy import Policy
from inspectgraph.fetching.receive import receive
from tests.fetch_server import (
    LIMITS,
    Server,
    client_of,
    get,
    give,
    make_certificate,
    pdf,
    refuse,
)

REPORT = pdf()


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_certificate(tmp_path_factory.mktemp("certificate"))


def test_a_redirect_is_followed_and_told(server: Server) -> None:
    server.routes["/a"] = refuse(301, Location="/v1/b")
    server.routes["/v1/b"] = give(REPORT)
    receipt = receive(client_of(server), server.address("/a"))
    assert receipt.data == REPORT
    assert receipt.address == server.address("/v1/b")


@pytest.mark.parametrize(
    "location",
    [
        "https://169.254.169.254/latest/meta-data",
        "http://10.0.0.1/",
        "//example.org/report.pdf",
        "https://example.org/",
        "http://files.ofsted.gov.uk/v1/file/5",
        "file:///etc/passwd",
        "http://[::1",
        "https://files.ofsted.gov.uk@example.org/",
    ],
)
def test_a_redirect_out_of_bounds_is_refused(server: Server, location: str) -> None:
    server.routes["/a"] = refuse(302, Location=location)
    with pytest.raises(RefusedError):
        get(server, "/a")
    assert server.asked() == ["/a"]


def test_a_redirect_to_a_name_with_a_private_address_is_refused(
    server: Server,
) -> None:
    server.routes["/a"] = refuse(302, Location="https://files.ofsted.gov.uk/5")
    policy = Policy(
        plain=frozenset((server.host,)),
        resolver=lambda host, port: ("127.0.0.1",),
    )
    client = Client(policy, LIMITS, proxied=False, sleep=lambda seconds: None)
    with pytest.raises(RefusedError, match="not a public address"):
        receive(client, server.address("/a"))


@pytest.mark.parametrize("location", [{}, {"Location": ""}])
def test_a_redirect_to_nowhere_is_told(
    server: Server, location: dict[str, str]
) -> None:
    server.routes["/a"] = refuse(302, **location)
    with pytest.raises(UnwantedError, match="nowhere"):
        get(server, "/a")


def test_redirects_in_a_circle_end(server: Server) -> None:
    server.routes["/a"] = refuse(302, Location="/b")
    server.routes["/b"] = refuse(302, Location="/a")
    with pytest.raises(UnwantedError, match="redirects in a row"):
        get(server, "/a")
    assert len(server.requests) == LIMITS.redirects + 1


def test_nobody_at_the_door_is_no_connection(server: Server) -> None:
    with Server() as closed:
        address, client = closed.address("/a"), client_of(closed)
    with pytest.raises(UnreachableError, match="no connection to"):
        receive(client, address)


def test_of_several_network_addresses_the_one_that_answers_is_used(
    server: Server,
) -> None:
    server.routes["/a"] = give(REPORT)
    policy = Policy(
        plain=frozenset((server.host,)),
        resolver=lambda host, port: ("127.0.0.77", "127.0.0.1"),
    )
    client = Client(policy, LIMITS, proxied=False)
    assert receive(client, server.address("/a")).data == REPORT


def test_a_name_is_looked_up_once_for_each_connection(server: Server) -> None:
    server.routes["/a"] = give(REPORT)
    answers = iter([("127.0.0.1",), ("10.0.0.1",)])
    policy = Policy(
        plain=frozenset((server.host,)), resolver=lambda host, port: next(answers)
    )
    receive(Client(policy, LIMITS, proxied=False), server.address("/a"))
    assert next(answers) == ("10.0.0.1",)


def test_over_tls_the_name_is_proved_though_the_number_is_asked(
    certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate / "cert.pem"))
    with Server(certificate=certificate) as server:
        server.routes["/a"] = give(REPORT)
        policy = Policy(
            frozenset((server.host,)), resolver=lambda host, port: ("127.0.0.1",)
        )
        client = Client(policy, LIMITS, proxied=False)
        assert receive(client, server.address("/a")).data == REPORT
        assert server.requests[0].headers["Host"] == server.host


@pytest.mark.parametrize("trusted", [True, False])
def test_who_cannot_prove_its_name_is_not_asked(
    certificate: Path, monkeypatch: pytest.MonkeyPatch, trusted: bool
) -> None:
    # Trusted, it is the wrong name; untrusted, the right name proves nothing.
    if trusted:
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate / "cert.pem"))
    with Server(certificate=certificate) as server:
        name = "elsewhere.test" if trusted else "localhost"
        host = f"{name}:{server.port}"
        policy = Policy(frozenset((host,)), resolver=lambda host, port: ("127.0.0.1",))
        client = Client(policy, LIMITS, proxied=False)
        with pytest.raises(UnwantedError, match="cannot prove its name"):
            receive(client, f"https://{host}/a")
        assert server.requests == []


def test_a_host_that_speaks_no_tls_is_no_connection(server: Server) -> None:
    policy = Policy(frozenset((server.host,)))
    client = Client(policy, LIMITS, proxied=False, sleep=lambda seconds: None)
    with pytest.raises(UnreachableError):
        receive(client, f"https://{server.host}/a")


def test_behind_a_proxy_the_name_goes_to_the_proxy(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", f"http://me:secret@{server.host}")
    monkeypatch.delenv("NO_PROXY", raising=False)
    monkeypatch.delenv("no_proxy", raising=False)

    def nobody(host: str, port: int) -> tuple[str, ...]:
        raise AssertionError("the proxy looks names up")

    client = Client(Policy(resolver=nobody), LIMITS, sleep=lambda seconds: None)
    with pytest.raises(UnreachableError, match="by way of the proxy"):
        receive(client, "https://files.ofsted.gov.uk/v1/file/5")
    assert server.requests[0].path == "files.ofsted.gov.uk:443"


def test_a_tunnel_through_a_proxy_still_proves_the_name(
    certificate: Path, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate / "cert.pem"))
    monkeypatch.setenv("HTTPS_PROXY", f"http://{server.host}")
    monkeypatch.setenv("NO_PROXY", "")
    monkeypatch.setenv("no_proxy", "")
    with Server(certificate=certificate) as origin:
        origin.routes["/a"] = give(REPORT)
        server.tunnel_to = origin.port
        client = Client(Policy(frozenset((origin.host,))), LIMITS)
        assert receive(client, origin.address("/a")).data == REPORT
    assert server.asked() == [origin.host]


@pytest.mark.parametrize("proxy", ["socks5://127.0.0.1:1", "http://[::1"])
def test_a_proxy_that_is_no_http_proxy_is_told(
    proxy: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", proxy)
    monkeypatch.setenv("NO_PROXY", "")
    monkeypatch.setenv("no_proxy", "")
    with pytest.raises(RefusedError, match="prox"):
        receive(Client(Policy(), LIMITS), "https://files.ofsted.gov.uk/v1/file/5")


def test_no_timer_stays_running_after_an_answer(server: Server) -> None:
    server.routes["/a"] = give(REPORT)
    get(server, "/a")
    timers = [t for t in threading.enumerate() if isinstance(t, threading.Timer)]
    for timer in timers:
        timer.join(1)
    assert not any(timer.is_alive() for timer in timers)
