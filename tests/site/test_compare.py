"""What the built site holds for comparing: a file for each record, lean, with links that lead somewhere."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser

from portal.pages.compare import COMPARED

SECTIONS = {"tool": "tools", "guidance": "guidance"}
MEAN = {"tools": 4_000, "guidance": 10_000}
"""How many bytes a record's file may have on average. A comparison loads at most five, compressed to a fifth."""


def start(site: Path, section: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((site / section / "compare/start.json").read_text())
    return found


def records(site: Path, section: str) -> dict[str, dict[str, Any]]:
    return {file.parent.name: json.loads(file.read_text()) for file in (site / section).glob("*/compare.json")}


def test_every_kind_that_compares_is_tested() -> None:
    assert set(SECTIONS) == set(COMPARED)


@pytest.mark.parametrize("section", SECTIONS.values())
def test_every_record_with_a_page_can_be_compared(site: Path, section: str) -> None:
    known = {record_id: title for record_id, title, *_ in start(site, section)["records"]}
    pages = {link.parent.name for link in (site / section).glob("*/index.html")} & set(known)
    assert pages == set(known) == set(records(site, section))
    assert {record_id: each["title"] for record_id, each in records(site, section).items()} == known


@pytest.mark.parametrize("section", SECTIONS.values())
def test_files_are_lean(site: Path, section: str) -> None:
    sizes = [file.stat().st_size for file in (site / section).glob("*/compare.json")]
    assert sum(sizes) / len(sizes) < MEAN[section]
    assert (site / section / "compare/start.json").stat().st_size < 5_000 + 100 * len(sizes)


@pytest.mark.parametrize("section", SECTIONS.values())
def test_every_link_of_a_comparison_leads_somewhere(site: Path, section: str) -> None:
    broken = []
    for record_id, each in records(site, section).items():
        for href in re.findall(r'href="([^"]*)"', "".join(text for rows in each["rows"].values() for text, *_ in rows)):
            if href.startswith(("https:", "mailto:")):
                continue
            assert href.startswith("../../"), (record_id, href)
            address, _, part = href.removeprefix("../../").partition("#")
            page = site / address / "index.html"
            if not page.is_file() or (part and f'id="{part}"' not in page.read_text()):
                broken.append((record_id, href))
    assert broken == []


@pytest.mark.parametrize("section", SECTIONS.values())
def test_every_statement_names_a_source_of_its_record(site: Path, section: str) -> None:
    for record_id, each in records(site, section).items():
        for row, statements in each["rows"].items():
            for _, *origin in statements:
                if origin and isinstance(origin[0], int):
                    assert 0 <= origin[0] <= len(each["sources"]), (record_id, row)


@pytest.mark.parametrize("section", SECTIONS.values())
def test_every_records_page_offers_to_compare_it(site: Path, section: str) -> None:
    for record_id, *_ in start(site, section)["records"]:
        page = LexborHTMLParser((site / section / record_id / "index.html").read_text())
        offer = page.css_first("a[data-compare-offer]")
        assert offer is not None, record_id
        assert offer.attributes["href"] == f"../compare/?t={record_id}"


def test_the_table_of_all_tools_says_what_their_files_say(site: Path) -> None:
    text = (site / "tools/compare/tools.csv").read_text(encoding="utf-8")
    table = {row["ID"]: row for row in csv.DictReader(io.StringIO(text, newline=""))}
    assert list(table) == [record_id for record_id, *_ in start(site, "tools")["records"]]
    labels = COMPARED["tool"].labels
    for record_id, each in records(site, "tools").items():
        empty = {name for name, label in labels.items() if table[record_id][label] == "not stated"}
        assert empty == set(labels) - set(each["rows"]), record_id
    assert not [cell for row in table.values() for cell in row.values() if re.match(r"\s*[=+\-@]", cell)]
