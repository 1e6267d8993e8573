"""A polite visitor: says who it is, keeps its pace, follows only checked redirects."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from email.utils import parsedate_to_datetime
from importlib.metadata import PackageNotFoundError, version
from typing import TypeVar
from urllib.parse import urljoin
from urllib.request import getproxies, proxy_bypass

from inspectgraph.fetching.errors import (
    BusyError,
    GoneError,
    RefusedError,
    TransientError,
    UnreachableError,
    UnwantedError,
)
from inspectgraph.fetching.exchange import Answer, Limits, Proxy, exchange
from inspectgraph.fetching.policy import Policy, Target

T = TypeVar("T")
HOME = "https://w3id.org/inspectgraph"
_REDIRECTS = frozenset((301, 302, 303, 307, 308))
_GONE = frozenset((404, 410))
_BUSY = frozenset((429, 503))
_AGAIN = frozenset((408, 425, 500, 502, 504))
_CONNECT_ATTEMPTS = 2


def user_agent() -> str:
    """Who asks, with the version where it is installed."""
    try:
        number = f"/{version('inspectgraph')}"
    except PackageNotFoundError:
        number = ""
    return f"inspectgraph{number} (reads published inspection reports; +{HOME})"


class Client:
    """Asks one thing at a time.

    Args:
        policy: What may be asked.
        limits: How long and how much.
        proxied: Whether to go by the proxy of the environment, where it has one.
        clock: Seconds that only grow.
        sleep: How waiting is done.
        on_wait: Told the reason and the seconds of every wait but the usual pause.
    """

    def __init__(
        self,
        policy: Policy,
        limits: Limits | None = None,
        *,
        proxied: bool = True,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
        on_wait: Callable[[str, float], None] = lambda reason, seconds: None,
    ) -> None:
        """Nothing is opened yet."""
        self.policy = policy
        self.limits = limits or Limits()
        self.on_wait = on_wait
        self._proxied = proxied
        self._clock = clock
        self._sleep = sleep
        self._agent = user_agent()
        self._next = clock()

    @contextmanager
    def ask(self, address: str, headers: Mapping[str, str]) -> Iterator[Answer]:
        """One attempt; redirects are followed, each checked as if asked for.

        Raises:
            FetchError: If it is forbidden, breaks off or leads in circles.
        """
        for _ in range(self.limits.redirects + 1):
            target = self.policy.check(address)
            self._pace()
            with exchange(
                target,
                {"User-Agent": self._agent, "Accept": "*/*", **headers},
                self.policy,
                self.limits,
                self._proxy(target),
            ) as answer:
                if answer.status not in _REDIRECTS:
                    yield answer
                    return
                address = _location(answer)
        raise UnwantedError(f"more than {self.limits.redirects} redirects in a row")

    def patiently(self, attempt: Callable[[], T]) -> T:
        """Try until it works, waiting longer each time.

        Raises:
            FetchError: The last one, if it never works or cannot be helped.
        """
        wait = self.limits.first_wait
        for number in range(1, self.limits.attempts + 1):
            try:
                return attempt()
            except UnreachableError as error:
                if number >= min(_CONNECT_ATTEMPTS, self.limits.attempts):
                    raise
                reason, seconds = str(error), wait
            except TransientError as error:
                asked = error.wait if isinstance(error, BusyError) else None
                seconds = wait if asked is None else asked
                if number == self.limits.attempts or seconds > self.limits.longest_wait:
                    raise
                reason = str(error)
            self.on_wait(reason, seconds)
            self._sleep(seconds)
            wait *= 2
        raise AssertionError("the last attempt returns or raises")

    def _pace(self) -> None:
        now = self._clock()
        if now < self._next:
            self._sleep(self._next - now)
        self._next = max(now, self._next) + self.limits.pause

    def _proxy(self, target: Target) -> Proxy | None:
        if not self._proxied or not target.secure or proxy_bypass(target.host):
            return None
        address = getproxies().get("https")
        return Proxy.parse(address) if address else None


def complain(answer: Answer) -> None:
    """Raise what a status says that is neither success nor a redirect.

    Raises:
        GoneError: There is no such document.
        BusyError: The host wants to be left in peace for a while.
        TransientError: Asking again may help.
        UnwantedError: Any other.
    """
    if answer.status in _GONE:
        raise GoneError(f"the host has no such document (status {answer.status})")
    if answer.status in _BUSY:
        wait = _seconds(answer.header("Retry-After"))
        later = "later" if wait is None else f"in {wait:.0f} seconds"
        raise BusyError(f"the host asks to come {later} (status {answer.status})", wait)
    if answer.status in _AGAIN:
        raise TransientError(f"the host is in trouble (status {answer.status})")
    raise UnwantedError(f"the host refuses (status {answer.status})")


def _location(answer: Answer) -> str:
    location = answer.header("Location")
    if not location:
        raise UnwantedError(f"a redirect to nowhere (status {answer.status})")
    try:
        return urljoin(answer.address, location)
    except ValueError as error:
        raise RefusedError(f"a redirect to {location!r}") from error


def _seconds(text: str | None) -> float | None:
    """Of a Retry-After header, in seconds or as a date; None if it says neither."""
    if text is None:
        return None
    if text.strip().isdigit():
        return float(text)
    try:
        when = parsedate_to_datetime(text)
    except ValueError:
        return None
    return max(0.0, when.timestamp() - time.time())
