"""Manners towards hosts: one request at a time, a pause between two, robots.txt and Retry-After heeded."""

from __future__ import annotations

import datetime
import threading
from collections.abc import Callable
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin, urlsplit

import msgspec

from portal.links.ask import NAME, Asker, Reply, Unreachable
from portal.links.robots import ALLOWED, MOST_BYTES, Robots, read_robots


class Clock(msgspec.Struct, frozen=True):
    """Where the time comes from, so that tests need not wait."""

    time: Callable[[], float]
    """Seconds since any moment; never goes back."""
    sleep: Callable[[float], None]
    now: Callable[[], datetime.datetime]
    """The moment, with its time zone."""


class Manners(msgspec.Struct, frozen=True):
    """How much a host is spared."""

    interval: float = 1.0
    """Seconds between the end of one request to a host and the start of the next."""
    longest_interval: float = 10.0
    """The most of what a host's robots.txt asks for as such a pause."""
    patience: float = 60.0
    """The longest wait that a host may ask for by Retry-After; past it, it is asked nothing more in this run."""


class NotChecked(Exception):
    """An address that is not asked for; the message says why."""


class _Host:
    def __init__(self, interval: float) -> None:
        self.turn = threading.Lock()
        self.reading = threading.Lock()
        self.next_at = float("-inf")
        self.interval = interval
        self.closed = ""
        self.robots: dict[str, Robots | str] = {}
        """By scheme, name and port: what robots.txt says, or why nothing may be asked."""


class Hosts:
    """All hosts of a run; safe to use from several threads."""

    def __init__(self, asker: Asker, clock: Clock, manners: Manners) -> None:
        self._asker = asker
        self._clock = clock
        self._manners = manners
        self._hosts: dict[str, _Host] = {}
        self._lock = threading.Lock()

    def ask(self, address: str, seconds: float) -> Reply:
        """Ask for an address when its host's turn comes. Raises Unreachable, NotChecked."""
        host = self._host(address)
        robots = self._robots(host, address)
        if isinstance(robots, str):
            raise NotChecked(robots)
        if not robots.allows(address):
            raise NotChecked("robots.txt of its host does not allow it")
        reply = self._get(host, address, seconds)
        wait = self._wait(reply)
        if wait is not None and wait <= self._manners.patience:
            host.next_at = max(host.next_at, self._clock.time() + wait)
            reply = self._get(host, address, seconds - reply.took)
        if reply.status == 429:
            host.closed = "its host has asked not to be asked for a while (429 Too Many Requests)"
        return reply

    def _host(self, address: str) -> _Host:
        name = (urlsplit(address).hostname or "").lower()
        with self._lock:
            return self._hosts.setdefault(name, _Host(self._manners.interval))

    def _get(self, host: _Host, address: str, seconds: float, size: int | None = None) -> Reply:
        with host.turn:
            if host.closed:
                raise NotChecked(host.closed)
            wait = host.next_at - self._clock.time()
            if wait > 0:
                self._clock.sleep(wait)
            try:
                return self._asker.get(address, seconds, size)
            finally:
                host.next_at = self._clock.time() + host.interval

    def _wait(self, reply: Reply) -> float | None:
        """The seconds that a host asks to wait before one asks again; None where it does not."""
        told = reply.headers.get("Retry-After", "").strip()
        if reply.status not in (429, 503) or not told:
            return None
        if told.isascii() and told.isdigit():
            return float(told[:9])
        try:
            until = parsedate_to_datetime(told)
        except ValueError:
            return None
        until = until if until.tzinfo else until.replace(tzinfo=datetime.UTC)
        return max(0.0, (until - self._clock.now()).total_seconds())

    def _robots(self, host: _Host, address: str) -> Robots | str:
        parts = urlsplit(address)
        origin = f"{parts.scheme}://{parts.netloc}"
        with host.reading:
            if origin not in host.robots:
                robots = self._read_robots(origin)
                host.robots[origin] = robots
                if isinstance(robots, Robots):
                    host.interval = max(host.interval, min(robots.delay, self._manners.longest_interval))
            return host.robots[origin]

    def _read_robots(self, origin: str) -> Robots | str:
        """Fetch the file, by the rules of RFC 9309, section 2.3.1.

        Without any answer nothing is forbidden: the address itself is asked for, and tells what is wrong with the host.
        """
        at, left = f"{origin}/robots.txt", self._asker.limits.whole
        try:
            for _ in range(self._asker.limits.redirects + 1):
                reply = self._get(self._host(at), at, left, MOST_BYTES)
                left -= reply.took
                if reply.location is None:
                    break
                at = urljoin(at, reply.location)
                if not at.startswith(("https://", "http://")):
                    return ALLOWED
            else:
                return ALLOWED
        except Unreachable:
            return ALLOWED
        except NotChecked as reason:
            return str(reason)
        if reply.status >= 500:
            return f"robots.txt of its host answers {reply.status}, so nothing may be asked"
        if reply.status >= 300:
            return ALLOWED
        return read_robots(reply.body.decode("utf-8", "replace"), NAME)
