"""Which addresses may be asked: https, hosts by name, public addresses only."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable
from dataclasses import dataclass, field

from urllib3.exceptions import LocationParseError
from urllib3.util import Url, parse_url

from inspectgraph.fetching.errors import RefusedError, UnreachableError

#: Where the inspectorate publishes, now and under addresses still in circulation.
INSPECTORATE = frozenset(
    (
        "files.ofsted.gov.uk",
        "files.api.ofsted.gov.uk",
        "reports.ofsted.gov.uk",
        "www.ofsted.gov.uk",
    )
)
HTTPS_PORT, HTTP_PORT = 443, 80
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address

#: From a host and a port to the addresses behind the name.
Resolver = Callable[[str, int], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Target:
    """An address taken apart and found to be allowed.

    Attributes:
        secure: Whether it is asked over TLS.
        host: Lower case, as in the certificate.
        path: With the query, percent-encoded.
        address: The whole, normalised.
    """

    secure: bool
    host: str
    port: int
    path: str
    address: str

    @property
    def authority(self) -> str:
        """Host, and port where it is not the usual one."""
        usual = HTTPS_PORT if self.secure else HTTP_PORT
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == usual else f"{host}:{self.port}"


def system_resolver(host: str, port: int) -> tuple[str, ...]:
    """What the operating system answers.

    Raises:
        UnreachableError: If it knows no such name, as without a connection.
    """
    try:
        answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise UnreachableError(f"the name {host} cannot be looked up") from error
    return tuple(dict.fromkeys(str(answer[4][0]) for answer in answers))


@dataclass(frozen=True, slots=True)
class Policy:
    """The rules; the inspectorate's hosts are always allowed.

    Attributes:
        allowed: Further hosts, by name, or ``host:port`` for another port than 443,
            as `host_named` writes them. These may also live on a private network.
        plain: ``host:port`` of servers that are asked without TLS; each must turn
            out to be this very machine.
        resolver: How names become network addresses.
    """

    allowed: frozenset[str] = frozenset()
    plain: frozenset[str] = frozenset()
    resolver: Resolver = field(default=system_resolver)

    def check(self, address: str) -> Target:
        """Take an address apart.

        Raises:
            RefusedError: If it may not be asked; the message says why.
        """
        target = _target(address)
        if not target.secure and target.authority not in self.plain:
            raise RefusedError(f"{address}: only https addresses are asked")
        if not self._names(target):
            raise RefusedError(
                f"{target.authority} is not a host of the inspectorate"
                f" (--allow-host {target.authority} would allow it)"
            )
        return target

    def lists(self, address: str) -> bool:
        """Whether the address would pass."""
        try:
            self.check(address)
        except RefusedError:
            return False
        return True

    def resolve(self, target: Target) -> tuple[str, ...]:
        """The network addresses to connect to.

        One private answer among public ones is reason enough to refuse: an honest
        public server has none.

        Raises:
            RefusedError: If the name leads into a private network.
            UnreachableError: If the name cannot be looked up.
        """
        found = self.resolver(target.host, target.port)
        if not found:
            raise UnreachableError(f"the name {target.host} leads nowhere")
        for text in found:
            ip = ipaddress.ip_address(text.partition("%")[0])
            if not target.secure and not ip.is_loopback:
                raise RefusedError(f"{target.host} is not this machine ({text})")
            if not self._by_user(target) and not is_public(ip):
                raise RefusedError(
                    f"{target.host} leads to {text}, which is not a public address"
                )
        return found

    def _names(self, target: Target) -> bool:
        official = target.host in INSPECTORATE and target.port == HTTPS_PORT
        return (official and target.secure) or self._by_user(target)

    def _by_user(self, target: Target) -> bool:
        return target.authority in (self.allowed if target.secure else self.plain)


def is_public(ip: _IPAddress) -> bool:
    """Whether anyone on the internet means the same machine by this address.

    An IPv6 address that only wraps an IPv4 address is as public as what it wraps.
    """
    if isinstance(ip, ipaddress.IPv6Address):
        wrapped = ip.ipv4_mapped or ip.sixtofour
        if ip in _NAT64:
            wrapped = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if wrapped is not None:
            return is_public(wrapped)
        # Global unicast; what is outside it was never given out to anyone.
        return int(ip) >> 125 == 0b001 and ip.is_global
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


def host_named(word: str) -> str:
    """A host as rules name it: lower case, its port only where it is not 443.

    Raises:
        RefusedError: The word is neither ``HOST`` nor ``HOST:PORT``.
    """
    if any(sign in word for sign in "/?#"):
        raise RefusedError(f"{word!r} is not HOST or HOST:PORT")
    try:
        return _target(f"https://{word}").authority
    except RefusedError as error:
        raise RefusedError(f"{word!r} is not HOST or HOST:PORT") from error


def _target(address: str) -> Target:
    # Programs differ on what a backslash means, so it means nothing here.
    if any(char in " \\" or not char.isprintable() for char in address):
        raise RefusedError(f"{address!r} is not an address")
    try:
        url: Url = parse_url(address)
    except LocationParseError as error:
        raise RefusedError(f"{address} is not an address") from error
    if url.scheme not in ("http", "https") or not url.host:
        raise RefusedError(f"{address}: only https addresses are asked")
    if url.auth is not None:
        raise RefusedError(f"{url.host}: an address with a password is not asked")
    secure = url.scheme == "https"
    host = url.host.rstrip(".").strip("[]").lower()
    port = url.port or (HTTPS_PORT if secure else HTTP_PORT)
    path = url.request_uri
    target = Target(secure, host, port, path, "")
    whole = f"{url.scheme}://{target.authority}{path}"
    return Target(secure, host, port, path, whole)
