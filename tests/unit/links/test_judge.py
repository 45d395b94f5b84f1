"""What an answer means, from its status, headers and first words."""

from __future__ import annotations

import time

import pytest
from requests.structures import CaseInsensitiveDict

from portal.links.ask import Reply
from portal.links.judge import Outcome, judge

ADDRESS = "https://a.example/deep/page"


def kind(body: str = "", final: str = ADDRESS, status: int = 200, address: str = ADDRESS, **headers: str) -> str:
    given = CaseInsensitiveDict({name.replace("_", "-"): value for name, value in headers.items()})
    return judge(address, final, "", Reply(status, given, body.encode(), None, 0.1)).kind


@pytest.mark.parametrize(
    "title",
    [
        "404",
        "404 Not Found",
        "Error 404",
        "HTTP Error 404 - Not Found",
        "Page not found",
        "Page Not Found | Agency",
        "Agency: Page not found",
        "Agency - 404 error",
        "Sorry, the page you are looking for could not be found.",
        "The requested page couldn’t be found",
        "This page doesn&#39;t exist",
        "Oops! We can't find that page",
        "This document is no longer available",
        "NOT FOUND",
    ],
)
def test_a_page_that_says_it_is_not_there_is_a_soft_404(title: str) -> None:
    assert kind(f"<html><title lang=en>\n{title}\n</title>") == "soft-404"
    assert kind(f"<html><title>Agency</title><H1 class=x><span>{title}</span></H1>") == "soft-404"


@pytest.mark.parametrize(
    "title",
    [
        "",
        "EO 14404",
        "BOD 40-4: 404 systems",
        "What to do if a page is not found",
        "Vulnerabilities not found by scanners",
        "Finding missing pages",
        "RFC 9110: 404 Not Found explained in full",
        "Access control",
        "Security checklist",
    ],
)
def test_a_page_about_missing_pages_is_ok(title: str) -> None:
    assert kind(f"<title>{title}</title><h1>{title}</h1>") == "ok"


@pytest.mark.parametrize("body", ["<title>Page not found", "<title", "</title><title></title>", "<h1>", ""])
def test_half_a_page_is_read_as_far_as_it_goes(body: str) -> None:
    assert kind(body) == ("soft-404" if "Page" in body else "ok")


def test_a_hostile_page_costs_no_time() -> None:
    started = time.process_time()
    for piece in ("<title", "<h1>", "<title><", "a - ", "page ", "<"):
        kind(piece * (262144 // len(piece)))
    assert time.process_time() - started < 2


@pytest.mark.parametrize(
    ("status", "title", "headers"),
    [
        (403, "", {}),
        (503, "Just a moment...", {}),
        (200, "Attention Required! | Cloudflare", {}),
        (200, "Are you a robot?", {}),
        (503, "", {"cf_mitigated": "challenge"}),
        (202, "", {"x_amzn_waf_action": "challenge"}),
    ],
)
def test_a_page_that_doubts_its_visitor_is_blocked(status: int, title: str, headers: dict[str, str]) -> None:
    assert kind(f"<title>{title}</title>", status=status, **headers) == "blocked"


@pytest.mark.parametrize(
    ("address", "final", "expected"),
    [
        (ADDRESS, "https://a.example/", "soft-404"),
        (ADDRESS, "https://www.a.example", "soft-404"),
        ("https://www.a.example/?id=1", "https://a.example/", "soft-404"),
        ("https://a.example/", "https://www.a.example/", "ok"),
        (ADDRESS, "https://a.example/?from=deep", "ok"),
        (ADDRESS, "https://b.example/", "ok"),
        (ADDRESS, "https://a.example/en/", "ok"),
    ],
)
def test_a_deep_page_that_comes_out_at_the_front_page_is_gone(address: str, final: str, expected: str) -> None:
    assert kind("<title>Agency</title>", final, address=address) == expected


def test_other_kinds_of_file_have_no_title() -> None:
    assert kind("<title>Page not found</title>", Content_Type="application/pdf") == "ok"
    assert kind("<title>Page not found</title>", Content_Type="TEXT/HTML; charset=utf-8") == "soft-404"


def test_words_of_a_host_cannot_steer_a_terminal() -> None:
    reply = Reply(200, {}, "<title>Page\x1b[31m \u202e not found: \x07 Page not found</title>".encode(), None, 0.1)
    found = judge(ADDRESS, ADDRESS, "", reply)
    assert found == Outcome(
        "soft-404", 200, "answers with a page that says “Page\ufffd[31m \ufffd not found: \ufffd Page not found”"
    )
