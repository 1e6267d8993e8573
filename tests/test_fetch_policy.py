from __future__ import annotations

import ipaddress
import socket

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspectgraph.fetching.errors import RefusedError, UnreachableError
from inspectgraph.fetching.policy import (
    INSPECTORATE,
    Policy,
    Resolver,
    host_named,
    is_public,
    system_resolver,
)

REPORT = "https://files.ofsted.gov.uk/v1/file/50231520"


def leads_to(*answers: str) -> Resolver:
    return lambda host, port: answers


@pytest.mark.parametrize(
    ("address", "normal"),
    [
        (REPORT, REPORT),
        ("HTTPS://Files.Ofsted.GOV.UK:443/v1/file/5", None),
        ("https://files.ofsted.gov.uk./v1/file/5", None),
        ("https://files.ofsted.gov.uk/v1/file/5#page=2", None),
    ],
)
def test_a_host_of_the_inspectorate_is_asked_over_tls(
    address: str, normal: str | None
) -> None:
    expected = normal or "https://files.ofsted.gov.uk/v1/file/5"
    assert Policy().check(address).address == expected


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("http://files.ofsted.gov.uk/v1/file/5", "only https"),
        ("ftp://files.ofsted.gov.uk/v1/file/5", "only https"),
        ("file:///etc/passwd", "only https"),
        ("/v1/file/5", "only https"),
        ("", "only https"),
        ("https://example.org/report.pdf", "example.org is not a host"),
        ("https://files.ofsted.gov.uk.example.org/5", "is not a host"),
        ("https://ofsted.gov.uk.evil/5", "is not a host"),
        ("https://evilfiles.ofsted.gov.uk/5", "is not a host"),
        ("https://files.ofsted.gov.uk:8443/v1/file/5", ":8443 is not a host"),
        ("https://files.ofsted.gov.uk@example.org/5", "password"),
        ("https://user:secret@files.ofsted.gov.uk/5", "password"),
        ("https://files.ofsted.gov.uk\\@example.org/5", "not an address"),
        ("https://example.org\\files.ofsted.gov.uk/5", "not an address"),
        ("https://files.ofsted.gov.uk/a b", "not an address"),
        ("https://files.ofsted.gov.uk/a\r\nHost: x", "not an address"),
        ("https://files.ofsted.gov.uk/\x9b2J", "not an address"),
        ("https://files.ofsted.gov.uk/\u202egpj", "not an address"),
        ("https://127.0.0.1/5", "127.0.0.1 is not a host"),
        ("https://[::1]/5", "is not a host"),
        ("https://2130706433/5", "is not a host"),
        ("https://[::1/5", "not an address"),
    ],
)
def test_what_is_refused_without_asking_anyone(address: str, why: str) -> None:
    with pytest.raises(RefusedError, match=why):
        Policy().check(address)


@given(st.text(max_size=60))
def test_no_text_after_the_scheme_leads_to_another_host(text: str) -> None:
    for prefix in ("https://", "https://files.ofsted.gov.uk", ""):
        try:
            target = Policy().check(prefix + text)
        except RefusedError:
            continue
        assert target.host in INSPECTORATE
        assert target.secure
        assert target.port == 443


@given(st.text(max_size=30))
def test_a_normalised_address_is_its_own_normal_form(text: str) -> None:
    try:
        target = Policy().check("https://files.ofsted.gov.uk/" + text)
    except RefusedError:
        return
    assert Policy().check(target.address) == target


@pytest.mark.parametrize(
    ("allowed", "address", "passes"),
    [
        ("example.org", "https://example.org/5", True),
        ("example.org", "https://www.example.org/5", False),
        ("example.org", "https://example.org:8443/5", False),
        ("example.org:8443", "https://example.org:8443/5", True),
        ("example.org:8443", "https://example.org/5", False),
        ("example.org", "http://example.org/5", False),
        ("[::1]:8443", "https://[::1]:8443/5", True),
    ],
)
def test_a_host_is_allowed_by_its_name_and_port_alone(
    allowed: str, address: str, passes: bool
) -> None:
    assert Policy(frozenset((allowed,))).lists(address) is passes


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("example.org", "example.org"),
        ("Example.ORG:443", "example.org"),
        ("example.org:8443", "example.org:8443"),
        ("[::1]:443", "[::1]"),
    ],
)
def test_a_host_may_be_named_with_the_usual_port(word: str, name: str) -> None:
    assert host_named(word) == name
    assert Policy(frozenset((host_named(word),))).lists(f"https://{word}/5")


@pytest.mark.parametrize(
    "answer",
    [
        "127.0.0.1",
        "0.0.0.0",
        "10.1.2.3",
        "100.64.0.1",
        "169.254.169.254",
        "172.16.0.1",
        "192.168.1.1",
        "198.18.0.1",
        "224.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::7f00:1",
        "::ffff:10.0.0.1",
        "64:ff9b::a00:1",
        "64:ff9b:1::1",
        "2002:7f00:1::",
        "fc00::1",
        "fe80::1",
        "fe80::1%eth0",
        "fec0::1",
        "ff02::1",
    ],
)
@pytest.mark.parametrize("beside", [(), ("93.184.216.34",)])
def test_a_name_that_leads_into_a_private_network_is_refused(
    answer: str, beside: tuple[str, ...]
) -> None:
    policy = Policy(resolver=leads_to(*beside, answer))
    with pytest.raises(RefusedError, match="not a public address"):
        policy.resolve(policy.check(REPORT))


@pytest.mark.parametrize(
    "answer",
    ["93.184.216.34", "2606:2800:220:1::1", "::ffff:8.8.8.8", "64:ff9b::808:808"],
)
def test_a_public_answer_is_taken_as_it_is(answer: str) -> None:
    policy = Policy(resolver=leads_to(answer))
    assert policy.resolve(policy.check(REPORT)) == (answer,)


@given(st.ip_addresses(v=4))
def test_wrapping_an_address_makes_it_no_more_public(
    ip: ipaddress.IPv4Address,
) -> None:
    number = int(ip)
    mapped = ipaddress.IPv6Address((0xFFFF << 32) | number)
    translated = ipaddress.IPv6Address((0x64FF9B << 96) | number)
    sixtofour = ipaddress.IPv6Address((0x2002 << 112) | (number << 80))
    assert {is_public(ip)} == {is_public(each) for each in (mapped, translated)}
    assert is_public(sixtofour) == is_public(ip)


def test_a_host_the_user_allows_may_be_on_a_private_network() -> None:
    policy = Policy(frozenset(("files.lan",)), resolver=leads_to("10.0.0.5"))
    assert policy.resolve(policy.check("https://files.lan/5")) == ("10.0.0.5",)


def test_allowing_one_host_opens_no_other() -> None:
    policy = Policy(frozenset(("files.lan",)), resolver=leads_to("10.0.0.5"))
    with pytest.raises(RefusedError, match="public"):
        policy.resolve(policy.check(REPORT))


def test_a_server_without_tls_must_be_this_machine() -> None:
    policy = Policy(plain=frozenset(("test.lan:8000",)), resolver=leads_to("10.0.0.5"))
    with pytest.raises(RefusedError, match="not this machine"):
        policy.resolve(policy.check("http://test.lan:8000/5"))


def test_an_allowed_host_is_never_asked_without_tls() -> None:
    assert not Policy(frozenset(("127.0.0.1:8000",))).lists("http://127.0.0.1:8000/")


def test_a_name_nobody_knows_is_no_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*args: object, **options: object) -> None:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with pytest.raises(UnreachableError, match=r"files\.ofsted\.gov\.uk"):
        system_resolver("files.ofsted.gov.uk", 443)


def test_a_name_that_leads_nowhere_is_no_connection() -> None:
    policy = Policy(resolver=leads_to())
    with pytest.raises(UnreachableError, match="nowhere"):
        policy.resolve(policy.check(REPORT))
