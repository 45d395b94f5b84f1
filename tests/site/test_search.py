"""The search index of the built site: whole, no more than needed, made again by the preview."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser

from portal.search.spelling import key, shard_of
from tests.conftest import ROOT

NO_DOCUMENTS = re.compile(r"404\.html|a-z/.+|.*/[0-9]{1,3}/")
"""What search need not find: the page for what is not there, parts of the A–Z index, later pages of a list."""


def addresses(site: Path) -> set[str]:
    """The address of every page."""
    return {file.relative_to(site).as_posix().removesuffix("index.html") for file in site.rglob("*.html")}


@pytest.fixture(scope="module")
def documents(site: Path) -> dict[str, dict[str, Any]]:
    """Every document of the index by its address."""
    files = (site / "search/pagefind/fragment").iterdir()
    found = (json.loads(gzip.decompress(file.read_bytes())[12:]) for file in files)
    return {document["url"]: document for document in found}


@pytest.fixture(scope="module")
def start(site: Path) -> dict[str, Any]:
    return dict(json.loads((site / "search/start.json").read_text()))


def test_every_page_and_every_term_is_a_document(site: Path, documents: dict[str, dict[str, Any]]) -> None:
    redirects = {address for address in addresses(site) if 'name="robots" content="noindex"' in _text(site, address)}
    pages = {address for address in addresses(site) - redirects if not NO_DOCUMENTS.fullmatch(address)}
    assert pages - set(documents) == set()
    assert {address for address in documents if "#" not in address} - pages == set()
    published = [
        file.stem for file in (ROOT / "guidance/terms").glob("*.yml") if "status: draft" not in file.read_text()
    ]
    assert {address for address in documents if "#" in address} == {f"glossary/#{term}" for term in published}


def _text(site: Path, address: str) -> str:
    return (site / address / "index.html" if address[-5:] != ".html" else site / address).read_text()


def _anchors(page: Path, selector: str) -> set[str]:
    return {node.attributes["id"] or "" for node in LexborHTMLParser(page.read_text()).css(selector)}


def test_every_requirement_action_and_table_is_a_deep_link(site: Path, documents: dict[str, dict[str, Any]]) -> None:
    for section in ("directives", "guidance"):
        for page in (site / section).glob("*/index.html"):
            address = page.parent.relative_to(site).as_posix() + "/"
            duties = _anchors(page, "li.duty[id]")
            if address in documents:
                parts = {anchor["id"] for anchor in documents[address]["anchors"]}
                assert duties <= parts, address
    assert "table-1" in {anchor["id"] for anchor in documents["directives/bod-26-04/"]["anchors"]}


def test_every_anchor_of_a_document_is_on_its_page(site: Path, documents: dict[str, dict[str, Any]]) -> None:
    for address, document in documents.items():
        page, _, anchor = address.partition("#")
        wanted = {each["id"] for each in document["anchors"]} - {"_"} | ({anchor} if anchor else set())
        if wanted:
            assert wanted <= _anchors(site / page / "index.html", "[id]"), address


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        *((typed, "directives/bod-26-04/") for typed in ("BOD 26-04", "bod-26-04", "BOD26-04", "bod2604", "26-04")),
        ("BOD 26–04", "directives/bod-26-04/"),
        ("EO 14409", "directives/eo-14409/"),
        ("Executive Order 14409", "directives/eo-14409/"),
        ("M-26-14", "directives/m-26-14/"),
        ("OMB M-26-14", "directives/m-26-14/"),
        ("SP 800-53", "directives/sp-800-53/"),
        ("MFA", "glossary/#multi-factor-authentication"),
        ("KEV", "glossary/#known-exploited-vulnerability"),
        ("AC-2(1)", "controls/… AC-2(1)"),
        ("AC-02(01)", "controls/… AC-2(1)"),
        ("ac-2.1", "controls/… AC-2(1)"),
        ("T1059.001", "techniques/T1059.001/"),
        ("AML.T0051", "techniques/AML.T0051/"),
        ("CVE-2024-3400", "vulnerabilities/… CVE-2024-3400"),
    ],
)
def test_an_identifier_leads_straight_to_its_page(site: Path, start: dict[str, Any], typed: str, address: str) -> None:
    shard = json.loads((site / f"search/ids/{shard_of(key(typed), start['shards'])}.json").read_text())
    found = shard[key(typed)][0][1]
    # What nothing cites is a row on the page of its family; a citation gives it a page.
    section, _, identifier = address.partition("… ")
    assert found == address or (found.startswith(section) and found.rstrip("/").endswith(identifier))


def test_the_documents_facets_are_in_one_order(site: Path, documents: dict[str, dict[str, Any]]) -> None:
    facets = json.loads((site / "search/docs.json").read_text())
    rows = {name: facets[name].split(" ") for name in ("ids", "kind", "state", "topics", "audiences")}
    assert {name: len(row) for name, row in rows.items()} == dict.fromkeys(rows, len(documents))
    assert {f"en_{each}" for each in rows["ids"]} == {
        file.stem for file in (site / "search/pagefind/fragment").iterdir()
    }


def test_no_file_of_the_search_names_a_machine_or_another_host(site: Path) -> None:
    for file in (site / "search").rglob("*.json"):
        text = file.read_text()
        assert "://" not in text, file
        assert str(site.parent) not in text, file
