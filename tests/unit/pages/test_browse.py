"""Lists in parts, lists of one choice, and the data that the scripts of lists read."""

from __future__ import annotations

import json
from typing import Any

import pytest

from portal.pages.article import Sheet
from portal.pages.browse import SIZE
from portal.pages.listdata import CHUNK, packed, shortened
from portal.pages.pager import pager, pages
from tests.unit.content.conftest import record_text
from tests.unit.pages.conftest import parsed, renderer_of, words
from tests.unit.pages.records import ALL, CISA, NEW, OLD

MANY_TOOLS = [
    record_text("tool", f"t-{number:03}", title=f"Tool {number:03}", type="commercial" if number % 2 else "open-source")
    for number in range(2 * SIZE + 30)
]


def sheets(*texts: str) -> dict[str, Sheet]:
    found = {sheet.address: sheet for sheet in renderer_of(*texts).browse.sheets}
    assert len(found) == len(renderer_of(*texts).browse.sheets), "two pages have one address"
    return found


def listed(*texts: str, section: str = "tools") -> Any:
    files = {file.path: file for file in renderer_of(*texts).browse.data_files}
    return json.loads(files[f"{section}/list.json"].make())


def ids(html: str) -> list[str | None]:
    return [row.attributes["data-id"] for row in parsed(html).css("tr[data-id]")]


def test_a_long_list_has_parts_that_hold_every_row_once_in_order() -> None:
    renderer = renderer_of(*MANY_TOOLS)
    found = sheets(*MANY_TOOLS)
    assert [each for each in found if "/type/" not in each] == ["tools/page/2/", "tools/page/3/"]
    parts = [renderer.section("tool"), *(found[f"tools/page/{number}/"].make("../../../") for number in (2, 3))]
    rows = [ids(part.html) for part in parts]
    assert [len(part) for part in rows] == [SIZE, SIZE, 30]
    assert [each for part in rows for each in part] == [f"t-{number:03}" for number in range(2 * SIZE + 30)]
    assert [part.title for part in parts] == ["Tools", "Tools, page 2", "Tools, page 3"]
    second = parsed(parts[1].html)
    assert words(second.css_first("caption")) == "230 tools; rows 101 to 200"
    assert [(words(link), link.attributes["href"]) for link in second.css(".pager a")] == [
        ("Previous", "../../../tools/"),
        ("Page 1", "../../../tools/"),
        ("Page 2", "../../../tools/page/2/"),
        ("Page 3", "../../../tools/page/3/"),
        ("Next", "../../../tools/page/3/"),
    ]
    current = second.css_first(".pager [aria-current=page]")
    assert current is not None
    assert words(current) == "Page 2"
    row = second.css_first("tr[data-id] a")
    assert row is not None
    assert row.attributes["href"] == "../../../tools/t-100/"
    change = second.css_first("a[href*='?']")
    assert change is not None
    assert (words(change), change.attributes["href"]) == ("Change the filters", "../../../tools/?page=2")


def test_each_choice_has_a_list_of_its_own() -> None:
    found = sheets(*MANY_TOOLS)
    assert [each for each in found if "/type/" in each] == [
        "tools/type/open-source/",
        "tools/type/open-source/page/2/",
        "tools/type/commercial/",
        "tools/type/commercial/page/2/",
    ]
    sheet = found["tools/type/open-source/page/2/"]
    assert (sheet.section, sheet.listed, sheet.base) == ("tools", False, "../../../../../")
    made = sheet.make(sheet.base)
    page = parsed(made.html)
    assert made.title == words(page.css_first("h1")) == "Tools: open source, page 2"
    assert words(page.css_first("caption")) == "115 of 230 tools: open source; rows 101 to 115"
    assert ids(made.html) == [f"t-{number:03}" for number in range(200, 230, 2)]
    change = page.css_first("a[href*='?']")
    assert change is not None
    assert change.attributes["href"] == "../../../../../tools/?type=open-source&page=2"


def test_lists_without_javascript_lead_to_the_lists_of_each_choice() -> None:
    page = parsed(renderer_of(*MANY_TOOLS).section("tool").html)
    groups = {
        words(group.css_first("summary")): [words(item) for item in group.css("li")] for group in page.css("details")
    }
    assert groups == {"Type": ["Open source 115", "Commercial 115"]}
    assert [link.attributes["href"] for link in page.css("details a")] == [
        "../tools/type/open-source/",
        "../tools/type/commercial/",
    ]


def test_ended_records_stand_last_in_the_list_of_a_choice_too() -> None:
    found = sheets(CISA, NEW, OLD)["directives/issuer/cisa/"].make("../../../")
    page = parsed(found.html)
    assert words(page.css_first("caption")) == "2 of 2 directives: issued by CISA"
    assert ids(found.html) == ["bod-26-04", "bod-22-01"]
    assert words(page.css_first(".group")) == "No longer in force"


def test_choices_beyond_those_that_are_shown_stand_on_a_page_of_all() -> None:
    texts = [
        record_text("tool", f"t-{number:03}", title=f"Tool {number}", license=f"L{number:03}") for number in range(103)
    ]
    front = parsed(renderer_of(*texts).section("tool").html)
    link = front.css("details")[1].css("a")[-1]
    assert (words(link), link.attributes["href"]) == ("All 103 choices", "../tools/license/all/")
    found = sheets(*texts)
    assert "tools/license/l099/" in found
    assert "tools/license/l100/" not in found
    page = parsed(found["tools/license/all/"].make("../../../").html)
    items = [words(item) for item in page.css(".every-choice li")]
    assert items[99:] == ["L099 1", "L100: Tool 100", "L101: Tool 101", "L102: Tool 102"]
    assert page.css(".every-choice a")[-1].attributes["href"] == "../../../tools/t-102/"


def test_every_page_of_all_choices_is_bounded() -> None:
    texts = [record_text("tool", f"t-{number:04}", license=f"L{number:04}") for number in range(400)]
    found = [sheet for address, sheet in sheets(*texts).items() if address.startswith("tools/license/all/")]
    made = [parsed(sheet.make(sheet.base).html) for sheet in found]
    assert [sheet.address for sheet in found] == ["tools/license/all/", "tools/license/all/page/2/"]
    assert sum(len(page.css(".every-choice li")) for page in made) == 400
    assert all(len(page.css("*")) < 1700 for page in made)


def test_the_data_of_a_list_has_a_place_for_each_row_in_every_column() -> None:
    data = listed(*ALL)
    assert data["ids"] == ["A"]
    assert data["titles"] == ["garak"]
    assert (data["one"], data["many"], data["live"], data["past"]) == ("tool", "tools", 1, "no longer current")
    assert data["site"] == "https://portal.example/"
    assert [column["label"] for column in data["columns"]] == [
        *("Status", "Changed", "Type", "Defends", "Role of AI", "FedRAMP"),
    ]
    assert data["columns"][0] == {"label": "Status", "between": ", ", "pieces": [["u", "not stated"]], "filter": "type"}
    assert data["columns"][2] == {"label": "Type", "between": ", ", "pieces": ["Open source"], "filter": "type"}
    assert data["filters"][0] == {
        "id": "type",
        "label": "Type",
        "phrase": "{}",
        "special": 0,
        "shown": 1,
        "choices": [["open-source", "Open source", "open source"]],
        "rows": "#",
    }
    assert data["sorts"] == [
        {"id": "title", "label": "Title"},
        {"id": "date", "label": "Date changed", "column": 1},
        {"id": "status", "label": "Status", "ranks": [0]},
    ]


def test_cells_hold_links_dates_and_notes_as_data() -> None:
    data = listed(*ALL, section="directives")
    columns = {column["label"]: column for column in data["columns"]}
    assert data["ids"] == ["ABC", "ABC"]
    assert data["titles"] == ["BOD 26-04: Prioritizing Updates & Risk", "BOD 22-01: Reducing the Risk"]
    assert [data["notes"][each] for each in data["noted"]] == ["", "revoked"]
    assert columns["Status"]["pieces"] == ["In force", "Revoked", ["t", "2026-06-10"]]
    assert columns["Status"]["rows"] == "# $%"
    assert columns["Issuer"]["pieces"] == [["a", "CISA", "organizations/cisa/"]]
    assert {sort["id"]: sort.get("ranks") for sort in data["sorts"]} == {
        "date": None,
        "title": [1, 0],
        "status": [0, 1],
        "due": [0, 1],
    }


def test_summaries_and_other_spellings_come_in_pieces() -> None:
    texts = [record_text("tool", f"t-{number:03}", summary=f"Does {number}.") for number in range(CHUNK + 2)]
    texts[0] = record_text("tool", "t-000", summary="Does 0.", aliases="[Old name, /tools/old/]")
    files = {file.path: json.loads(file.make()) for file in renderer_of(*texts).browse.data_files}
    assert [path for path in files if path.startswith("tools/")] == [
        "tools/list.json",
        "tools/rows/0.json",
        "tools/rows/1.json",
    ]
    assert files["tools/rows/0.json"]["names"][:2] == ["Old name", ""]
    assert files["tools/rows/1.json"] == {"summaries": [f"Does {CHUNK}.", f"Does {CHUNK + 1}."], "names": ["", ""]}


def test_pages_and_data_do_not_depend_on_the_order_of_the_files() -> None:
    first, second = renderer_of(*ALL), renderer_of(*reversed(ALL))
    assert [file.make() for file in first.browse.data_files] == [file.make() for file in second.browse.data_files]
    assert [(each.address, each.make(each.base).html) for each in first.browse.sheets] == [
        (each.address, each.make(each.base).html) for each in second.browse.sheets
    ]


@pytest.mark.parametrize(
    ("record_id", "title", "expected"),
    [
        ("fix-by-risk", "Fix by risk", "ABC"),
        ("garak-2", "The tool garak", "C-2"),
        ("e", "É e", "A"),
        ("z9", " ".join(f"w{number}" for number in range(26)) + " z9", "-z9"),
    ],
)
def test_shortened_ids(record_id: str, title: str, expected: str) -> None:
    assert shortened(record_id, title) == expected


def test_packed_rows() -> None:
    assert packed([[0, 1], [], [56, 57]]) == "#$  []"
    assert packed([[0xD800 - 37], [0xD800 - 36]]) == "\ud7ff \ue000"


@pytest.mark.parametrize(("rows", "expected"), [(0, 1), (1, 1), (100, 1), (101, 2), (250, 3)])
def test_number_of_pages(rows: int, expected: int) -> None:
    assert pages(rows, 100) == expected


def test_a_pager_names_the_first_the_last_and_the_near_pages() -> None:
    made = pager("tools/", "../", 10, 70)
    assert made is not None
    assert [(link.number, link.gap) for link in made.links] == [
        (1, False),
        (8, True),
        (9, False),
        (10, False),
        (11, False),
        (12, False),
        (70, True),
    ]
    assert (made.before, made.after) == ("../tools/page/9/", "../tools/page/11/")
    assert pager("tools/", "../", 1, 1) is None
