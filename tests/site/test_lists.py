"""The built lists: every row in every list that should have it, within the bounds of a page, and data that agrees."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser

SECTIONS = ("directives", "guidance", "tools", "services", "organizations", "topics")
MOST_ELEMENTS = 3000


def page(file: Path) -> LexborHTMLParser:
    return LexborHTMLParser(file.read_text())


def ids(address: Path) -> list[str | None]:
    """The ids of all rows of a list, over its parts."""
    found = [row.attributes["data-id"] for row in page(address / "index.html").css("tr[data-id]")]
    for number in range(2, 1000):
        file = address / "page" / str(number) / "index.html"
        if not file.is_file():
            break
        found += [row.attributes["data-id"] for row in page(file).css("tr[data-id]")]
    return found


def data(site: Path, section: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((site / section / "list.json").read_text())
    loaded["ids"] = [whole(*each) for each in zip(loaded["ids"], loaded["titles"], strict=True)]
    return loaded


def whole(short: str, title: str) -> str:
    """What `wholeId` in overrides/assets/lists/model.js reads."""
    words = re.findall("[A-Za-z0-9]+", title)
    parts = re.findall("[A-Z]|-[a-z0-9]+", short)
    return "-".join(each[1:] if each[0] == "-" else words[ord(each) - 65].lower() for each in parts)


def codes(packed: str) -> list[list[int]]:
    """What `unpack` in overrides/assets/lists/model.js reads, for the characters of small numbers."""
    return [[ord(each) - 35 - (ord(each) > 92) for each in row] for row in packed.split(" ")]


@pytest.mark.parametrize("section", SECTIONS)
def test_a_list_and_its_data_hold_the_same_rows_in_the_same_order(site: Path, section: str) -> None:
    found = ids(site / section)
    assert found == data(site, section)["ids"]
    assert sorted(map(str, found)) == sorted(
        file.parent.name for file in (site / section).glob("*/index.html") if file.parent.name in found
    )


@pytest.mark.parametrize("section", SECTIONS)
def test_the_list_of_each_choice_holds_the_rows_that_the_data_give_it(site: Path, section: str) -> None:
    loaded = data(site, section)
    for each in loaded["filters"]:
        rows = codes(each["rows"])
        assert len(rows) == len(loaded["ids"])
        assert all(rows), "a row without a choice"
        for code, choice in enumerate(each["choices"]):
            address = site / section / each["id"] / choice[0]
            if address.is_dir():
                expected = [loaded["ids"][row] for row, own in enumerate(rows) if code in own]
                assert ids(address) == expected, address


@pytest.mark.parametrize("section", SECTIONS)
def test_a_filter_names_each_choice_that_is_shown_with_its_number_of_rows(site: Path, section: str) -> None:
    loaded = data(site, section)
    groups = page(site / section / "index.html").css("[data-list-filters] details")
    assert len(groups) == len(loaded["filters"])
    for group, each in zip(groups, loaded["filters"], strict=True):
        rows = codes(each["rows"])
        shown = [" ".join(item.text().split()) for item in group.css("li")]
        usual = len(each["choices"]) - each["special"]
        first = [code for code in range(usual) if code < each["shown"] - each["special"]]
        wanted = [
            f"{each['choices'][code][1]} {sum(code in own for own in rows):,}"
            for code in (*first, *range(usual, len(each["choices"])))
        ]
        if len(wanted) < len(each["choices"]):
            wanted.append(f"All {len(each['choices']):,} choices")
        assert shown == wanted


@pytest.mark.parametrize("section", SECTIONS)
def test_a_page_of_a_list_has_few_elements(site: Path, section: str) -> None:
    for file in (site / section).rglob("index.html"):
        if "tr data-id" in file.read_text() or file.parent.name == "all":
            assert len(page(file).css("*")) <= MOST_ELEMENTS, file


def test_summaries_stand_in_pieces_in_the_order_of_the_rows(site: Path) -> None:
    loaded = data(site, "tools")
    pieces = [
        json.loads((site / "tools" / "rows" / f"{number}.json").read_text())
        for number in range(-(-len(loaded["ids"]) // loaded["chunk"]))
    ]
    summaries = [summary for piece in pieces for summary in piece["summaries"]]
    shown = [row.text().strip() for row in page(site / "tools" / "index.html").css("tr[data-id] .one-line")]
    assert summaries[: len(shown)] == shown
    assert len(summaries) == len(loaded["ids"])
