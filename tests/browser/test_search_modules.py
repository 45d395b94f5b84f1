"""The search's own thinking, without its elements: understanding a query, ranking, nearest words, filters, words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

START = {
    "stop": ["the", "how", "to", "it", "a", "is", "what", "do", "i", "and"],
    "synonyms": [
        ["multi-factor authentication", "MFA", "2FA"],
        ["Known exploited vulnerability", "KEV"],
        ["information technology", "IT"],
    ],
}


@pytest.fixture(scope="module")
def page(browser: Browser, site_url: str) -> Iterator[Page]:
    """One page for all: nothing here changes it but its address."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{site_url}a-z/")
    yield page
    context.close()


def ask(page: Page, module: str, expression: str, *values: object) -> Any:
    """What an expression over a module ``m`` gives; ``v`` are the values."""
    code = f"(v) => import('../assets/search/{module}.js').then((m) => {expression})"
    return page.evaluate(code, list(values))


def concepts(page: Page, text: str) -> list[list[str]]:
    """For each concept of a query its ways, each as words in a row."""
    found = ask(page, "query", "m.concepts(v[0], v[1])", text, START)
    return [[" ".join(way) for way in concept["ways"]] for concept in found]


MFA = ["mfa", "multi factor authentication", "2fa"]
QUERIES = {
    "firewall rules": [["firewall"], ["rules"]],
    "How do I roll back the agent?": [["roll"], ["back"], ["agent"]],
    "how to": [["how"], ["to"]],
    "mfa": [MFA],
    "multi-factor authentication": [["multi factor authentication", "mfa", "2fa"]],
    "enforce Multi Factor Authentication now": [["enforce"], ["multi factor authentication", "mfa", "2fa"], ["now"]],
    "how to enforce MFA": [["enforce"], MFA],
    "2FA": [["2fa", "multi factor authentication", "mfa"]],
    "KEVs": [["kevs", "known exploited vulnerability", "kev"]],
    "known exploited vulnerabilities": [["known exploited vulnerabilities", "known exploited vulnerability", "kev"]],
    "is it": [["is"], ["it"]],
    "the IT office": [["it", "information technology"], ["office"]],
    "BOD 26–04": [["bod"], ["2604"]],
    "“AC-02(01)”": [["ac2.1"]],
    "log4j/CI": [["log4j"], ["ci"]],
    '"zero trust"': [["zero"], ["trust"]],
    "CISA's catalog, please!": [["cisa"], ["catalog"], ["please"]],
    "log4j": [["log4j"]],
    "??": [],
    "": [],
}


@pytest.mark.parametrize("text", QUERIES)
def test_a_query_is_split_into_concepts_with_other_words_for_them(page: Page, text: str) -> None:
    assert concepts(page, text) == QUERIES[text]


def test_a_query_without_the_words_that_say_nothing(page: Page) -> None:
    assert ask(page, "query", "m.telling(v[0], v[1])", "What is the KEV?", START) == "KEV"
    assert ask(page, "query", "m.telling(v[0], v[1])", "how to", START) == "how to"


Hits = dict[str, dict[int, float]]


def ranked(page: Page, ways: list[list[list[str]]], hits: Hits, *, ended: list[int] | None = None) -> Any:
    """The ranking of a query over made-up hits. Documents from 90 on are controls, from 95 on pages."""
    return page.evaluate(
        """([ways, hits, ended]) => import('../assets/search/rank.js').then((m) => m.rank(
            ways.map((each) => ({ways: each})), new Map(hits.map(([word, docs]) => [word, new Map(docs)])), 100,
            (doc) => doc < 90 ? "Tool" : doc < 95 ? "Control" : "Page", (doc) => ended.includes(doc)))""",
        [ways, [[word, [list(pair) for pair in docs.items()]] for word, docs in hits.items()], ended or []],
    )


def order(found: Any) -> list[int]:
    return [row["doc"] for row in found["rows"]]


def test_more_of_the_query_weighs_more_than_a_better_hit(page: Page) -> None:
    hits: Hits = {"patch": {1: 3.0, 2: 2.0}, "firewall": {2: 2.0, 3: 2.5}}
    found = ranked(page, [[["patch"]], [["firewall"]]], hits)
    assert order(found) == [2, 1, 3]
    assert found["whole"] is True
    assert found["missing"] == []


def test_a_title_with_nearly_all_of_the_query_comes_before_a_page_with_all_of_it_somewhere(page: Page) -> None:
    hits: Hits = {"logging": {1: 50.0, 2: 1.0}, "made": {1: 50.0, 2: 1.0}, "esay": {2: 1.0}}
    assert order(ranked(page, [[["logging"]], [["made"]], [["esay"]]], hits))[0] == 1


def test_what_has_ended_stands_below_what_holds_unless_it_has_more_of_the_query(page: Page) -> None:
    assert order(ranked(page, [[["patch"]]], {"patch": {1: 9.0, 2: 1.0, 3: 2.0}}, ended=[1, 3])) == [2, 1, 3]
    hits: Hits = {"patch": {1: 2.0, 2: 2.0, 3: 9.0}, "firewall": {1: 2.0, 3: 9.0}}
    assert order(ranked(page, [[["patch"]], [["firewall"]]], hits, ended=[3])) == [1, 3, 2]


def test_records_come_before_pages_about_the_site_and_these_before_official_lists(page: Page) -> None:
    assert order(ranked(page, [[["patch"]]], {"patch": {90: 1.0, 95: 1.0, 1: 1.0}})) == [1, 95, 90]


def test_a_rare_word_tells_more_than_a_common_one(page: Page) -> None:
    hits = {"system": dict.fromkeys(range(50), 1.0), "bitlocker": {60: 1.0}}
    assert order(ranked(page, [[["system"]], [["bitlocker"]]], hits)) == [60]


def test_another_name_counts_as_a_whole_only_and_a_little_less(page: Page) -> None:
    ways = [[["mfa"], ["multi", "factor"]]]
    found = ranked(page, ways, {"mfa": {1: 2.0}, "multi": {2: 2.0, 3: 2.0}, "factor": {2: 2.0}})
    assert [(row["doc"], row["value"]) for row in found["rows"]] == [(1, 2.0), (2, 1.8)]


def test_a_word_that_nothing_has_is_named(page: Page) -> None:
    found = ranked(page, [[["patch"]], [["xyzzy"]]], {"patch": {1: 1.0}})
    assert order(found) == [1]
    assert found["whole"] is False
    assert found["missing"] == [{"ways": [["xyzzy"]]}]


def test_a_title_that_is_the_query_rises_and_one_that_starts_with_it_too(page: Page) -> None:
    rows = [
        {"doc": place, "value": value, "coverage": 1, "ended": ended, "titles": titles}
        for place, (value, titles, ended) in enumerate(
            [(5.0, ["other"], False), (2.0, ["patch"], False), (4.0, ["patchday"], False), (9.0, ["patch"], True)]
        )
    ]
    assert [row["doc"] for row in ask(page, "rank", "m.byTitle(v[0], ['patch'])", rows)] == [1, 2, 0, 3]


def test_groups_stand_in_the_order_of_their_best(page: Page) -> None:
    rows = [{"doc": 0, "value": 9}, {"doc": 1, "value": 8}, {"doc": 2, "value": 7}, {"doc": 3, "value": 1}]
    groups = ask(page, "rank", "m.grouped(v[0], (doc) => v[1][doc])", rows, [9, 2, 9, 1])
    assert [(group["kind"], [row["doc"] for row in group["rows"]]) for group in groups] == [
        *((9, [0, 2]), (2, [1]), (1, [3])),
    ]


@pytest.mark.parametrize(
    ("one", "other", "steps"),
    [
        ("phishing", "phishing", 0),
        ("phising", "phishing", 1),
        ("vulnerabilty", "vulnerability", 1),
        ("crowdstrke", "crowdstrike", 1),
        ("recieve", "receive", 1),
        ("kitten", "sitting", 3),
        ("", "abc", 3),
        ("firewall", "bitlocker", 4),
    ],
)
def test_distance_counts_letters_changed_added_left_out_and_swapped(
    page: Page, one: str, other: str, steps: int
) -> None:
    assert ask(page, "nearest", "m.distance(v[0], v[1], 3)", one, other) == steps
    assert ask(page, "nearest", "m.distance(v[0], v[1], 3)", other, one) == steps


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("phising", "phishing"),
        ("pacth", "patch"),
        ("clout", "cloud"),
        ("cat", None),
        ("xylophone", None),
        ("bacth", "batch"),
    ],
)
def test_the_nearest_word_is_by_mistakes_then_first_letter_then_frequency(
    page: Page, typed: str, meant: str | None
) -> None:
    words = ["batch", "catch", "cloud", "clouds", "patch", "phishing", "rising"]
    counts = [1, 9, 9, 1, 5, 3, 90]
    assert ask(page, "nearest", "m.nearestWord(v[0], v[1], v[2])", typed, words, counts) == meant


def test_a_word_that_is_being_typed_is_no_mistake(page: Page) -> None:
    words = ["batch", "cloud", "vulnerability"]
    for letters, known in {"vulnerab": True, "clo": True, "a": False, "vulnerabilityx": False, "zz": False}.items():
        assert ask(page, "nearest", "m.hasStart(v[0], v[1])", words, letters) is known


NAMES = [
    ["BOD 22-01: Reducing the Risk", "directives/bod-22-01/", 0, "Revoked", "2026-06-10"],
    ["BOD 26-04: Prioritizing Updates", "directives/bod-26-04/", 0, "", "2026-06-10"],
    ["CrowdStrike Charlotte AI", "tools/charlotte/", 2, "", ""],
    ["Vulnerability disclosure policy", "glossary/#vdp", 5, "", ""],
    ["Vulnerability handling", "guidance/old/", 1, "Withdrawn", ""],
]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("bod 26-4", ["BOD 26-04: Prioritizing Updates"]),
        ("bod 22-1", ["BOD 22-01: Reducing the Risk"]),
        ("crowdstrke", ["CrowdStrike Charlotte AI"]),
        ("charlote crowdstrike", ["CrowdStrike Charlotte AI"]),
        ("vulnerabilty", ["Vulnerability disclosure policy", "Vulnerability handling"]),
        ("vulnerabilty polcy", ["Vulnerability disclosure policy"]),
        ("xyzzy", []),
        ("", []),
    ],
)
def test_the_nearest_names(page: Page, typed: str, found: list[str]) -> None:
    names = ask(page, "nearest", "m.nearestNames(v[0], v[0].split(' '), v[1])", typed, NAMES)
    assert [entry[0] for entry in names] == found


DOCUMENTS = {
    "kind": [0, 0, 1, 1],
    "state": [0, 1, 0, 0],
    "topics": [[0], [0, 1], [], [1]],
    "audiences": [[], [], [0], [0]],
}


@pytest.mark.parametrize(
    ("chosen", "passing", "counts"),
    [
        ({}, [0, 1, 2, 3], {"kind": {0: 2, 1: 2}, "status": {0: 3, 1: 1}, "topic": {0: 2, 1: 2}, "audience": {0: 2}}),
        (
            {"kind": [0]},
            [0, 1],
            {"kind": {0: 2, 1: 2}, "status": {0: 1, 1: 1}, "topic": {0: 2, 1: 1}, "audience": {0: 0}},
        ),
        (
            {"topic": [0, 1]},
            [0, 1, 3],
            {"kind": {0: 2, 1: 1}, "status": {0: 2, 1: 1}, "topic": {0: 2, 1: 2}, "audience": {0: 1}},
        ),
        (
            {"kind": [1], "topic": [1]},
            [3],
            {"kind": {0: 1, 1: 1}, "status": {0: 1, 1: 0}, "topic": {0: 0, 1: 1}, "audience": {0: 1}},
        ),
    ],
    ids=["none", "one", "either of two", "both of two filters"],
)
def test_filters_narrow_and_count(
    page: Page, chosen: dict[str, list[int]], passing: list[int], counts: dict[str, dict[int, int]]
) -> None:
    found = ask(
        page,
        "filters",
        """(() => {
            const chosen = new Map(["kind", "status", "topic", "audience"].map((id) => [id, new Set(v[1][id])]));
            const counts = m.counted([0, 1, 2, 3], v[0], chosen);
            return [[0, 1, 2, 3].filter((doc) => m.passes(doc, v[0], chosen)),
                Object.fromEntries([...counts].map(([id, each]) => [id, [...each].sort()])), m.choiceCount(chosen)];
        })()""",
        DOCUMENTS,
        chosen,
    )
    assert found[0] == passing
    assert {name: dict(each) for name, each in found[1].items()} == counts
    assert found[2] == sum(map(len, chosen.values()))


@pytest.mark.parametrize(
    ("number", "noun", "words"),
    [
        (1, "tool", "1 tool"),
        (0, "tool", "0 tools"),
        (2345, "vulnerability", "2,345 vulnerabilities"),
        (2, "weakness", "2 weaknesses"),
        (2, "guidance item", "2 guidance items"),
        (2, "day", "2 days"),
    ],
)
def test_counts_in_words(page: Page, number: int, noun: str, words: str) -> None:
    assert ask(page, "words", "m.count(v[0], v[1])", number, noun) == words


@pytest.mark.parametrize(
    ("iso", "words"), [("2026-06-10", "June 10, 2026"), ("2026-12", "December 2026"), ("2014", "2014")]
)
def test_dates_in_words(page: Page, iso: str, words: str) -> None:
    assert ask(page, "words", "m.dateWords(v[0])", iso) == words


@pytest.mark.parametrize(
    ("text", "words", "marked"),
    [
        ("Vulnerability scanning and Scans", ["scan", "vulnerabilities"], "[Vulnerability] scanning and [Scans]"),
        ("BOD 26-04: Prioritizing", ["bod", "2604"], "[BOD] [26-04]: Prioritizing"),
        ("Account (AC-2(1), and AC-02(01)", ["ac2.1"], "Account ([AC-2(1)], and [AC-02(01)]"),
        ("multi-factor", ["factor"], "multi-[factor]"),
        ("Multi-Factor authentication, one factor", ["mfa"], "[Multi-Factor authentication], one factor"),
        ("<b>bold</b>", ["b"], "<[b]>bold</[b]>"),
        ("", ["x"], ""),
    ],
)
def test_marks_in_a_text(page: Page, text: str, words: list[str], marked: str) -> None:
    pieces = ask(page, "words", "m.marked(v[0], v[1], [['multi', 'factor', 'authentication']])", text, words)
    assert "".join(f"[{piece}]" if is_marked else piece for piece, is_marked in pieces) == marked
    assert "".join(piece for piece, _ in pieces) == text


@pytest.mark.parametrize(
    ("before", "pairs", "after"),
    [
        ("?a=1,2&search=x&b=%20#part", [], "?a=1,2&b=%20#part"),
        ("?search=x&search-kind=Tool", [["search", "é & +"]], "?search=%C3%A9+%26+%2B"),
        ("?searching=1", [["search", "x"], ["search-kind", "Tool"]], "?searching=1&search=x&search-kind=Tool"),
        ("#part", [], "#part"),
    ],
)
def test_a_search_is_put_into_the_address_beside_what_is_there(
    page: Page, before: str, pairs: list[list[str]], after: str
) -> None:
    found = page.evaluate(
        """([before, pairs]) => { history.replaceState({kept: 1}, "", location.pathname + before);
            return import('../assets/search/address.js').then((m) => { m.writeAddress(pairs);
                return [location.search + location.hash, history.state.kept]; }); }""",
        [before, pairs],
    )
    assert found == [after, 1]
