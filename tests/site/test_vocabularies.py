"""The pages on official lists in the project's own site."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from portal.vocabularies.lookup import load
from tests.conftest import ROOT

SECTIONS = ("controls", "csf", "techniques", "weaknesses", "vulnerabilities", "coverage")
MOST_ELEMENTS = 3000


@pytest.fixture(scope="module")
def parsed(site: Path) -> dict[str, LexborHTMLParser]:
    return {
        file.relative_to(site).as_posix().removesuffix("index.html"): LexborHTMLParser(file.read_text())
        for section in SECTIONS
        for file in sorted((site / section).rglob("index.html"))
    }


def test_the_lists_hold_what_their_publishers_published() -> None:
    library = load(ROOT / "guidance" / "vocabularies")

    def count(name: str, *kinds: str, status: str = "") -> int:
        entries = library.vocabularies[name].entries
        return sum(each.kind in kinds and status in ("", each.status) for each in entries)

    assert count("attack-enterprise", "technique") == 835
    assert count("attack-enterprise", "technique", status="revoked") == 132
    assert count("attack-enterprise", "technique", status="deprecated") == 12
    assert count("sp800-53", "control", "enhancement") == 1189
    assert count("sp800-53", "control", "enhancement", status="withdrawn") == 182
    assert count("csf", "subcategory", status="active") == 106
    assert count("atlas", "technique") == 170
    assert count("d3fend", "technique") == 249
    assert count("cwe", "weakness") == 969
    assert count("kev", "vulnerability") == 1404
    assert count("ssvc", "decision") == 251


def test_the_lists_load_quickly() -> None:
    started = time.process_time()
    load(ROOT / "guidance" / "vocabularies")
    assert time.process_time() - started < 0.3


def test_a_page_stays_small(parsed: dict[str, LexborHTMLParser]) -> None:
    assert {address: len(page.css("*")) for address, page in parsed.items() if len(page.css("*")) > MOST_ELEMENTS} == {}


def test_every_entry_of_every_list_is_found(parsed: dict[str, LexborHTMLParser]) -> None:
    anchors = {node.attributes["id"] for page in parsed.values() for node in page.css("tr[id]")}
    own = {address.split("/")[1] for address in parsed}
    library = load(ROOT / "guidance" / "vocabularies")
    names = ("attack-enterprise", "attack-mobile", "atlas", "d3fend", "sp800-53", "csf", "cwe", "kev")
    missing = [
        entry.id
        for name in names
        for entry in library.vocabularies[name].entries
        if entry.id not in anchors and entry.id not in own
    ]
    assert missing == []


def test_every_page_shows_whose_the_names_are(parsed: dict[str, LexborHTMLParser]) -> None:
    for address, page in parsed.items():
        lines = {
            "controls": "NIST SP 800-53 revision 5, in the public domain",
            "csf": "NIST Cybersecurity Framework 2.0, in the public domain",
            "weaknesses": "CWE, copyright The MITRE Corporation",
        }
        wanted = lines.get(address.partition("/")[0], "")
        assert wanted in page.html if page.html else False, address
    assert "reproduced and distributed with the permission of The MITRE Corporation" in (
        parsed["techniques/T1190/"].html or ""
    )


def test_the_layers_name_techniques_in_force(site: Path) -> None:
    library = load(ROOT / "guidance" / "vocabularies")
    active = {each.id for each in library.vocabularies["attack-enterprise"].entries if each.status == "active"}
    layers = sorted((site / "attack").glob("layer-*.json"))
    named = {
        layer.stem: {each["techniqueID"] for each in json.loads(layer.read_text())["techniques"]} for layer in layers
    }
    assert named.keys() == {"layer-actions", "layer-requirements", "layer-tools", "layer-gaps"}
    assert {name: techniques - active for name, techniques in named.items() if techniques - active} == {}
    assert named["layer-actions"]
    assert named["layer-requirements"]
    assert named["layer-gaps"]


def test_a_control_leads_to_what_serves_it(parsed: dict[str, LexborHTMLParser]) -> None:
    links = [link.attributes["href"] for link in parsed["controls/SI-2/"].css("#page_requirements + ul a")]
    assert "../../directives/bod-26-04/#remediate-by-table-1" in links


def test_records_link_to_the_pages_and_name_the_entries(site: Path) -> None:
    page = LexborHTMLParser((site / "directives/bod-26-04/index.html").read_text())
    link = page.css_first('a.ident[href="../../controls/SI-2/"]')
    assert link is not None
    assert link.parent is not None
    assert "SI-2 Flaw Remediation" in " ".join(link.parent.text().split())
