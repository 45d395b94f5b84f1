"""What the search box finds on the built site: every page by its own names, every spelling, typing errors, synonyms."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from tests.browser.conftest import Open
from tests.browser.finding import ask
from tests.unit.search.spellings import SHARDS, SPELLINGS

pytestmark = pytest.mark.browser

_NAMED = """async (pairs) => {
    const { named } = await import(new URL("assets/search/ask.js", document.baseURI).href);
    const missed = [];
    for (const [query, address] of pairs) {
        const { entries } = await named(query);
        if (!entries.slice(0, 3).some((entry) => entry[1] === address)) missed.push([query, address]);
    }
    return missed;
}"""


@pytest.fixture(scope="module")
def documents(site: Path) -> list[dict[str, Any]]:
    """Every document of the index."""
    files = sorted((site / "search/pagefind/fragment").iterdir())
    return [json.loads(gzip.decompress(file.read_bytes())[12:]) for file in files]


def missed(open_page: Open, pairs: list[tuple[str, str]]) -> list[tuple[str, str, list[str]]]:
    """Those of pairs of query and address whose page is not among the first three results, with what is."""
    page = open_page("").page
    # What the box offers as an exact match stands first; the rest is asked in full, which takes longer.
    others: list[tuple[str, str]] = page.evaluate(_NAMED, [list(pair) for pair in pairs])
    answers = ask(page, [query for query, _ in others])
    return [
        (query, address, found[:3])
        for (query, address), (_, found) in zip(others, answers, strict=True)
        if address not in found[:3]
    ]


def test_every_page_is_found_by_its_own_title(open_page: Open, documents: list[dict[str, Any]]) -> None:
    assert len(documents) > 500
    assert missed(open_page, [(document["meta"]["title"], document["url"]) for document in documents]) == []


def test_every_page_is_found_by_its_own_id(open_page: Open, documents: list[dict[str, Any]]) -> None:
    pairs = [
        (document["url"].rstrip("/").replace("#", "").rpartition("/")[2], document["url"])
        for document in documents
        if document["meta"]["kind"] not in ("List", "Page")
    ]
    assert len(pairs) > 400
    assert missed(open_page, pairs) == []


def test_browser_and_build_have_the_same_keys_and_shards(open_page: Open) -> None:
    page = open_page("").page
    keys, shards = page.evaluate(
        """async ([spellings, shards]) => {
            const { key, shardOf } = await import(new URL("assets/search/spelling.js", document.baseURI).href);
            return [spellings.map(key), shards.map(([text, number]) => shardOf(text, number))];
        }""",
        [[spelling for each in SPELLINGS.values() for spelling in each], [each[:2] for each in SHARDS]],
    )
    assert keys == [wanted for wanted, spellings in SPELLINGS.items() for _ in spellings]
    assert shards == [wanted for _, _, wanted in SHARDS]


def test_identifiers_in_a_question_are_found(open_page: Open) -> None:
    page = open_page("").page
    keys = page.evaluate(
        """async (query) => {
            const { keysIn } = await import(new URL("assets/search/spelling.js", document.baseURI).href);
            return keysIn(query);
        }""",
        "what does BOD 26-04 ask",
    )
    assert keys[0] == "whatdoesbod2604ask"
    assert "bod2604" in keys
    assert "ask" not in keys


@pytest.mark.parametrize(
    ("query", "address"),
    [
        ("BOD 26–04", "directives/bod-26-04/"),
        ("OMB memorandum M-26-14", "directives/m-26-14/"),
        ("CVE-2024-3400", "CVE-2024-3400"),
        ("aml t0051", "techniques/AML.T0051/"),
        ("crowdstrke", "crowdstrike"),
        ("phising", "phishing"),
        ("two-factor authentication", "glossary/#multi-factor-authentication"),
        ("is BOD 22-01 still in force", "directives/bod-22-01/"),
    ],
)
def test_what_people_type_leads_first_to_what_they_mean(open_page: Open, query: str, address: str) -> None:
    visit = open_page("")
    ((_, found),) = ask(visit.page, [query])
    assert address in found[0]
    assert visit.said == []


def test_an_excerpt_marks_the_words_and_the_parts_are_deep_links(open_page: Open) -> None:
    page = open_page("").page
    found = page.evaluate(
        """async () => {
            const { search, describe } = await import(new URL("assets/search/ask.js", document.baseURI).href);
            const result = await search("contracts patch times");
            const docs = result.rows.slice(0, 10).map((row) => row.doc);
            const all = await Promise.all(docs.map((doc) => describe(doc, result.marksIn(doc))));
            return all.find((each) => each.address.endsWith("/review-contracts-for-patching/"));
        }"""
    )
    assert any(marked for _, marked in found["excerpt"])
    assert "".join(text for text, _ in found["excerpt"])
    assert found["parts"][0]["address"].startswith("guidance/review-contracts-for-patching/#")
    marked = {text.lower() for text, is_marked in found["parts"][0]["excerpt"] if is_marked}
    assert any(word.startswith("contract") for word in marked)
    assert any(word.startswith("patch") for word in marked)


def test_a_longer_synonym_is_marked_only_as_a_whole(open_page: Open) -> None:
    page = open_page("").page
    shown = page.evaluate(
        """async () => {
            const { hitsOf, shown } = await import(new URL("assets/search/excerpt.js", document.baseURI).href);
            const text = "Factor in it. Multi-factor authentication is multi factor authentication or MFA.".split(" ");
            const places = { multi: [3, 6], factor: [0, 3, 7], authentication: [4, 8], mfa: [10] };
            const hits = hitsOf((word) => places[word], ["mfa"], [["multi", "factor", "authentication"]]);
            return shown(text, hits, () => 1, [{ title: "", address: "", from: 0, to: text.length }]);
        }"""
    )
    marked = [text for text, is_marked in shown["excerpt"] if is_marked]
    assert marked == ["Multi-factor", "authentication", "multi", "factor", "authentication", "MFA"]
    assert shown["parts"] == []
