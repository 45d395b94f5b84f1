"""Manners towards hosts: pauses, Retry-After, robots.txt."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from portal.links.external import check_external, follow
from portal.links.judge import Outcome
from portal.links.robots import Robots, read_robots
from tests.unit.links.playing import LIMITS, FakeClock, Server, hosts, serving


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as running:
        yield running


def kinds(server: Server, clock: FakeClock, *paths: str) -> list[tuple[str, int | None]]:
    found = check_external([server.address + path for path in paths], hosts(clock), LIMITS)
    return [(each.kind, each.status) for each in found.values()]


def test_a_host_is_left_alone_between_two_requests(server: Server) -> None:
    clock = FakeClock()
    assert kinds(server, clock, "/a", "/to/302//b") == [("ok", 200), ("ok", 200)]
    assert server.asked == ["/robots.txt", "/a", "/to/302//b", "/b"]
    assert clock.slept == [1, 1, 1]


@pytest.mark.parametrize(
    ("told", "waited"), [("7", 7), ("Mon, 23 Nov 2026 04:00:30 GMT", 30), ("Mon, 23 Nov 2026 03:00:00 GMT", 1)]
)
def test_retry_after_is_waited_for(server: Server, told: str, waited: float) -> None:
    clock = FakeClock()
    server.retry_after = told
    assert kinds(server, clock, "/busy/1") == [("ok", 200)]
    assert server.asked == ["/robots.txt", "/busy/1", "/busy/1"]
    assert clock.slept == [1, waited]


def test_a_host_that_is_down_for_a_while_is_asked_once_more(server: Server) -> None:
    clock = FakeClock()
    server.retry_after = "5"
    assert kinds(server, clock, "/down/", "/later") == [("dead", 503), ("ok", 200)]
    assert server.asked == ["/robots.txt", "/down/", "/down/", "/later"]
    assert clock.slept == [1, 5, 1]


@pytest.mark.parametrize(("told", "asked", "slept"), [("5", 2, [1, 5]), ("3600", 1, [1]), ("", 1, [1])])
def test_a_host_that_stays_busy_is_asked_nothing_more(
    server: Server, told: str, asked: int, slept: list[float]
) -> None:
    clock = FakeClock()
    server.retry_after = told
    found = check_external([f"{server.address}{path}" for path in ("/busy/9", "/later")], hosts(clock), LIMITS)
    assert list(found.values()) == [
        Outcome("blocked", 429, "answers 429 Too Many Requests"),
        Outcome("not checked", None, "its host has asked not to be asked for a while (429 Too Many Requests)"),
    ]
    assert server.asked == ["/robots.txt", *["/busy/9"] * asked]
    assert clock.slept == slept


@pytest.mark.parametrize("told", ["soon", "-5", "Mon, 99 Nov 2026", "9" * 5000])
def test_a_retry_after_that_says_nothing_of_use_is_no_wait(server: Server, told: str) -> None:
    clock = FakeClock()
    server.retry_after = told
    assert kinds(server, clock, "/busy/9") == [("blocked", 429)]
    assert clock.slept == [1]


def test_what_robots_txt_refuses_is_not_asked_for(server: Server) -> None:
    server.robots = "User-agent: *\nDisallow: /private/\nCrawl-delay: 4\n"
    clock = FakeClock()
    refused = "robots.txt of its host does not allow it"
    addresses = [f"{server.address}/private/x", f"{server.address}/public"]
    found = check_external([*addresses, f"{server.address}/to/302//private/y"], hosts(clock), LIMITS)
    assert [found[each] for each in addresses] == [Outcome("not checked", None, refused), Outcome("ok", 200)]
    over = found[f"{server.address}/to/302//private/y"]
    assert over == Outcome("not checked", None, f"redirects to {server.address}/private/y: {refused}")
    assert server.asked == ["/robots.txt", "/public", "/to/302//private/y"]
    assert clock.slept == [1, 4]


def test_a_robots_txt_that_fails_by_the_hosts_fault_refuses_all(server: Server) -> None:
    server.robots = 503
    found = follow(f"{server.address}/page", hosts(), LIMITS)
    assert found == Outcome("not checked", None, "robots.txt of its host answers 503, so nothing may be asked")
    assert server.asked == ["/robots.txt"]


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_a_host_without_robots_txt_refuses_nothing(server: Server, status: int) -> None:
    server.robots = status
    assert follow(f"{server.address}/page", hosts(), LIMITS).kind == "ok"


ROBOTS = """\ufeff# A file
User-agent: OtherBot
User-agent: Federal-Cyber-Defense-Guidance-Portal
Disallow: /a
Allow: /a/b
Disallow: /*.pdf$
Disallow: /q?x=
Disallow: /caf%C3%A9
Allow:
Crawl-delay: 2.5
nonsense

User-agent: *
Disallow: /
"""


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ("", True),
        ("/", True),
        ("/a", False),
        ("/abc", False),
        ("/a/b", True),
        ("/a/b/c", True),
        ("/file.pdf", False),
        ("/file.pdf?x", True),
        ("/q?x=1", False),
        ("/q?y=1", True),
        ("/café", False),
        ("/caf%c3%a9", False),
        ("/%61", False),
    ],
)
def test_the_longest_rule_of_the_own_group_decides(path: str, allowed: bool) -> None:
    robots = read_robots(ROBOTS, "federal-cyber-defense-guidance-portal")
    assert robots.allows(f"https://a.example{path}") == allowed
    assert robots.delay == 2.5


@pytest.mark.parametrize(
    ("pattern", "path", "fits"),
    [
        ("/a*b*c", "/a1b2c3", True),
        ("/a*b*c$", "/a1b2c3", False),
        ("/a*b*c$", "/abcc", True),
        ("/a*a$", "/a", False),
        ("/a$", "/a", True),
        ("/a$", "/ab", False),
        ("*", "/x", True),
        ("/" + "*a" * 50 + "$", "/" + "a" * 5000 + "b", False),
    ],
)
def test_patterns_fit_as_the_standard_says(pattern: str, path: str, fits: bool) -> None:
    assert Robots(((pattern, False),)).allows(f"https://a.example{path}") is not fits


def test_of_two_equal_rules_the_allowing_one_wins_and_no_group_allows_all() -> None:
    both = read_robots("User-agent: *\nDisallow: /a\nAllow: /a\n", "x")
    assert both.allows("https://a.example/a")
    assert read_robots("Disallow: /\n", "x") == Robots()
    assert not read_robots("User-agent: *\nDisallow: /\n", "x").allows("https://a.example")
