"""Whether addresses on the web still answer: each followed through its redirects, several hosts at a time."""

from __future__ import annotations

import ipaddress
import queue
import threading
from collections.abc import Iterable, Mapping
from urllib.parse import urldefrag, urljoin, urlsplit

from portal.links.ask import Limits, Unreachable
from portal.links.hosts import Hosts, NotChecked
from portal.links.judge import Outcome, judge
from portal.report.words import visible

THREADS = 8
SEVERAL = 3
"""How many hosts it takes that do not answer to doubt this machine's own connection."""


def check_external(
    addresses: Iterable[str], hosts: Hosts, limits: Limits, threads: int = THREADS
) -> dict[str, Outcome]:
    """Ask for each address once; what became of each, sorted by address.

    Each host's addresses are asked for in turn by one thread. The threads end with the program, so that whoever
    interrupts it need not wait for slow hosts.
    """
    by_host: dict[str, list[str]] = {}
    for address in sorted(set(addresses)):
        by_host.setdefault(_host(address), []).append(address)
    waiting: queue.SimpleQueue[list[str]] = queue.SimpleQueue()
    for group in sorted(by_host.values(), key=len, reverse=True):
        waiting.put(group)
    done: queue.SimpleQueue[tuple[str, Outcome] | BaseException] = queue.SimpleQueue()

    def work() -> None:
        try:
            while True:
                for address in waiting.get_nowait():
                    done.put((address, follow(address, hosts, limits)))
        except queue.Empty:
            return
        except BaseException as problem:  # Told by the thread that waits for it.
            done.put(problem)

    for _ in range(min(threads, len(by_host))):
        threading.Thread(target=work, daemon=True).start()
    found = dict(_next(done) for group in by_host.values() for _ in group)
    return dict(sorted(found.items()))


def _next(done: queue.SimpleQueue[tuple[str, Outcome] | BaseException]) -> tuple[str, Outcome]:
    answer = done.get()
    if isinstance(answer, BaseException):
        raise answer
    return answer


def follow(address: str, hosts: Hosts, limits: Limits) -> Outcome:
    """Ask for one address and follow its redirects."""
    at, moved_to = address, ""
    permanent = True
    seen: set[str] = set()
    left = limits.whole
    status: int | None = None
    while True:
        if problem := _problem(at, address):
            return Outcome("dead", status, _over(at, address, problem))
        if at in seen:
            return Outcome("dead", status, f"redirects in a circle, over {at}")
        if len(seen) > limits.redirects:
            return Outcome("dead", status, f"redirects more than {limits.redirects} times")
        seen.add(at)
        try:
            reply = hosts.ask(at, left)
        except NotChecked as reason:
            return Outcome("not checked", None, _over(at, address, str(reason)))
        except Unreachable as reason:
            return Outcome("dead", None, _over(at, address, str(reason)))
        left -= reply.took
        status = reply.status
        if reply.location is None:
            return judge(address, at, moved_to, reply)
        at = visible(_joined(at, reply.location))
        permanent = permanent and status in (301, 308)
        if permanent:
            moved_to = at


def is_cut_off(outcomes: Mapping[str, Outcome]) -> bool:
    """Whether not one of several hosts answered: then it is rather this machine that is not connected."""
    silent = {_host(each) for each, outcome in outcomes.items() if outcome.kind == "dead" and outcome.status is None}
    return len(silent) >= SEVERAL and all(outcome.status is None for outcome in outcomes.values())


def _host(address: str) -> str:
    try:
        return (urlsplit(address).hostname or "").lower()
    except ValueError:
        return ""


def _joined(at: str, location: str) -> str:
    """Where a redirect leads. A part of the page that it names is left out, as in the addresses of the records."""
    try:
        return urldefrag(urljoin(at, location)).url
    except ValueError:
        return location


def _over(at: str, address: str, reason: str) -> str:
    return reason if at == address else f"redirects to {at}: {reason}"


def _problem(at: str, address: str) -> str:
    """Why an address is not asked for: it is none, or leads from outside to a machine of the checker's own network."""
    try:
        parts = urlsplit(at)
        parts.port  # noqa: B018 -- raises where it is no number
    except ValueError:
        return "it is no address"
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return "it is no address on the web"
    return "it is inside a private network" if _is_inside(_host(at)) and not _is_inside(_host(address)) else ""


def _is_inside(host: str) -> bool:
    """Whether a host is one of a private network, as its number or its name tells."""
    try:
        return not ipaddress.ip_address(host).is_global
    except ValueError:
        return host == "localhost" or host.endswith((".localhost", ".local", ".internal"))
