"""Comparing in a real browser: what is side by side, how it is changed, by mouse and by keyboard, and what is kept."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import Open, Visit
from tests.browser.test_pages import TAGS, VIEWS, violations

pytestmark = pytest.mark.browser

TWO = "tools/compare/?t=garak,pyrit"
FIVE = "tools/compare/?t=garak,pyrit,promptfoo,thorium,logging-made-easy"
INPUT = "#compare_input"


def names(page: Page) -> list[str]:
    """The columns' records, in order."""
    return page.locator(".compare-names a").all_inner_texts()


def search(page: Page) -> str:
    text: str = page.evaluate("location.search")
    return text


def focused(page: Page) -> str:
    """What has the focus, by its name."""
    text: str = page.evaluate(
        "['id', 'aria-label'].map((name) => document.activeElement.getAttribute(name)).find(Boolean)"
    )
    return text


def compare(open_page: Open, address: str, **view: Any) -> Visit:
    """A comparison that is drawn."""
    visit = open_page(address, **view)
    expect(visit.page.locator(".compare-said")).not_to_be_empty()
    return visit


def record(site: Path, record_id: str, section: str = "tools") -> dict[str, Any]:
    """The data of one record."""
    found: dict[str, Any] = json.loads((site / section / record_id / "compare.json").read_text())
    return found


def test_records_stand_side_by_side_with_groups_words_and_sources(open_page: Open, site: Path) -> None:
    visit = compare(open_page, TWO)
    page = visit.page
    assert names(page) == ["garak", "PyRIT"]
    groups = page.locator(".compare-table th[scope=rowgroup]").all_inner_texts()
    start = json.loads((site / "tools/compare/start.json").read_text())
    assert groups == [title for title, _ in start["groups"]]
    rows = page.locator(".compare-table tr[data-row]")
    assert rows.count() == sum(len(rows) for _, rows in start["groups"])
    assert rows.locator(".verdict").count() == rows.count()
    assert page.locator("tr[data-row=type] .verdict").inner_text() == "same"
    assert page.locator("tr[data-row=maintainer] .verdict").inner_text() == "differs"
    cell = page.locator("tr[data-row=license] td").first
    title, url, _, read = record(site, "garak")["sources"][0]
    assert cell.inner_text().split("\n") == ["Apache-2.0", f"{title}: official text, {read}"]
    assert cell.locator("a").get_attribute("href") == url
    differing = page.locator("tr.differs").count()
    assert page.locator(".compare-said").inner_text() == (
        f"2 tools side by side: garak and PyRIT. {differing} of {rows.count()} rows differ."
    )
    assert page.title().startswith("garak, PyRIT: Compare tools")
    assert visit.said == []
    assert visit.elsewhere == []


def test_what_no_source_says_is_not_stated(open_page: Open, site: Path) -> None:
    page = compare(open_page, TWO).page
    for place, record_id in enumerate(("garak", "pyrit")):
        stated = set(record(site, record_id)["rows"])
        empty = page.locator("tr[data-row]").evaluate_all(
            "(rows, place) => rows.filter((row) => row.cells[place + 1].textContent === 'not stated')"
            ".map((row) => row.dataset.row)",
            place,
        )
        everything = page.locator("tr[data-row]").evaluate_all("(rows) => rows.map((row) => row.dataset.row)")
        assert set(empty) == set(everything) - stated


def test_the_switch_shows_only_rows_that_differ_and_back_undoes_it(open_page: Open) -> None:
    page = compare(open_page, TWO).page
    everything = page.locator("tr[data-row]").count()
    differing = page.locator("tr.differs").count()
    page.get_by_role("switch", name="Show only the rows that differ").press("Space")
    expect(page.locator("tr[data-row]")).to_have_count(differing)
    assert search(page) == "?t=garak,pyrit&only=differing"
    assert page.locator(".verdict", has_text="same").count() == 0
    page.reload()
    expect(page.locator("tr[data-row]")).to_have_count(differing)
    expect(page.get_by_role("switch")).to_be_checked()
    page.go_back()
    expect(page.locator("tr[data-row]")).to_have_count(everything)
    expect(page.get_by_role("switch")).not_to_be_checked()


def test_nothing_differs_between_records_that_say_the_same(open_page: Open) -> None:
    visit = open_page("about/")
    page = visit.page
    body = json.dumps({"title": "Same", "sources": [], "rows": {"type": [["Open source"]]}})
    page.route("**/compare.json", lambda route: route.fulfill(body=body, content_type="application/json"))
    page.goto(page.url.replace("about/", TWO + "&only=differing"))
    expect(page.locator(".compare-table .empty")).to_have_text("No row differs: what these records state is the same.")
    expect(page.locator(".compare-said")).to_contain_text(" 0 of ")


def test_columns_are_added_moved_and_removed_by_keyboard_and_back_undoes_each(open_page: Open) -> None:
    visit = compare(open_page, "tools/compare/?t=garak")
    page = visit.page
    assert focused(page) == "compare_input", "whoever comes with one tool wants to name the next"
    page.keyboard.type("pyr")
    expect(page.get_by_role("option")).to_have_text(["PyRIT"])
    page.keyboard.press("ArrowDown")
    assert page.locator(INPUT).get_attribute("aria-activedescendant") == "compare_option_0"
    page.keyboard.press("Enter")
    expect(page.locator(".compare-names a")).to_have_text(["garak", "PyRIT"])
    assert search(page) == "?t=garak,pyrit"
    assert focused(page) == "compare_input"
    page.keyboard.type("PROMPTFOO")
    page.keyboard.press("Enter")
    expect(page.locator(".compare-names a")).to_have_text(["garak", "PyRIT", "promptfoo"])
    page.get_by_role("button", name="Move left: promptfoo").press("Enter")
    expect(page.locator(".compare-names a")).to_have_text(["garak", "promptfoo", "PyRIT"])
    assert focused(page) == "Move left: promptfoo"
    page.keyboard.press("Enter")
    expect(page.locator(".compare-names a")).to_have_text(["promptfoo", "garak", "PyRIT"])
    assert focused(page) == "Move right: promptfoo", "the first column cannot move further left"
    assert search(page) == "?t=promptfoo,garak,pyrit"
    page.get_by_role("button", name="Remove: garak").press("Space")
    expect(page.locator(".compare-names a")).to_have_text(["promptfoo", "PyRIT"])
    assert focused(page) == "Remove: PyRIT"
    assert page.get_by_role("status").inner_text().startswith("2 tools side by side: promptfoo and PyRIT.")
    shown = ["promptfoo", "garak", "PyRIT"], ["garak", "promptfoo", "PyRIT"], ["garak", "PyRIT", "promptfoo"]
    for expected in (*shown, ["garak", "PyRIT"], ["garak"]):
        page.go_back()
        expect(page.locator(".compare-names a")).to_have_text(expected)
    page.go_forward()
    expect(page.locator(".compare-names a")).to_have_text(["garak", "PyRIT"])
    assert page.title().startswith("garak, PyRIT: ")
    assert visit.said == []


def test_the_last_column_can_go_too(open_page: Open) -> None:
    page = compare(open_page, TWO).page
    page.get_by_role("button", name="Remove: PyRIT").click()
    assert focused(page) == "Remove: garak"
    expect(page.get_by_role("switch")).to_be_hidden()
    assert page.locator(".verdict").count() == 0, "one record differs from nothing"
    page.get_by_role("button", name="Remove: garak").click()
    expect(page.locator(".compare-table")).to_have_count(0)
    assert focused(page) == "compare_input"
    assert search(page) == ""
    assert page.title().startswith("Compare tools")


def test_a_copied_address_gives_the_same_comparison_elsewhere(open_page: Open) -> None:
    page = compare(open_page, TWO).page
    page.get_by_role("button", name="Move right: garak").click()
    page.get_by_role("switch").check()
    other = compare(open_page, f"tools/compare/{search(page)}").page
    shown = page.locator(".compare-table").inner_text()
    assert shown
    assert other.locator(".compare-table").inner_text() == shown


def test_unknown_ids_say_so_and_the_rest_is_kept(open_page: Open) -> None:
    visit = compare(open_page, "tools/compare/?t=nope,garak,%3Cb%3E,pyrit")
    assert names(visit.page) == ["garak", "PyRIT"]
    assert visit.page.locator(".compare-problems li").all_inner_texts() == [
        "There is no tool “nope” here. The rest is kept.",
        "There is no tool “<b>” here. The rest is kept.",
    ]
    assert "There is no tool “nope” here." in visit.page.get_by_role("status").inner_text()
    assert visit.said == []


def test_of_more_than_five_the_first_five_are_kept_and_one_id_twice_counts_once(open_page: Open) -> None:
    visit = compare(open_page, FIVE + ",garak,GARAK,capa")
    page = visit.page
    assert names(page) == ["garak", "PyRIT", "promptfoo", "Thorium", "Logging Made Easy"]
    assert page.locator(".compare-problems li").all_inner_texts() == [
        "The address names more than 5 tools. The first 5 are shown; left out: capa."
    ]
    expect(page.locator(INPUT)).to_be_hidden()
    expect(page.locator(".compare-full")).to_be_visible()
    page.get_by_role("button", name="Remove: Thorium").click()
    assert names(page) == ["garak", "PyRIT", "promptfoo", "Logging Made Easy"]
    expect(page.locator(".compare-problems")).to_be_hidden()
    expect(page.locator(INPUT)).to_be_visible()
    page.locator(INPUT).fill("capa")
    page.keyboard.press("Enter")
    expect(page.locator(".compare-full")).to_be_focused()


@pytest.mark.parametrize("query", ["", "?t=", "?t=nope", "?only=differing"])
def test_without_records_the_page_explains_and_offers_the_chooser(open_page: Open, query: str) -> None:
    page = compare(open_page, f"tools/compare/{query}").page
    assert page.locator(".compare-said").inner_text() == (
        "No tool is chosen yet. Add up to 5 tools, here or on the list."
    )
    expect(page.locator(INPUT)).to_be_visible()
    expect(page.locator(".compare-region")).to_be_hidden()
    expect(page.locator(".compare-options")).to_be_hidden()


def test_the_chooser_says_what_it_does_not_know(open_page: Open) -> None:
    page = compare(open_page, TWO).page
    problem = page.locator("#compare_problem")
    for text, words in (
        ("", "Type the name of a tool."),
        ("xyzzy", "No tool here is called “xyzzy”."),
        ("microsoft", "Several tools fit “microsoft”: choose one from the list."),
        ("PyRIT", "“PyRIT” is compared already."),
    ):
        page.locator(INPUT).fill(text)
        page.get_by_role("button", name="Add", exact=True).click()
        expect(problem).to_have_text(words)
        expect(page.locator(INPUT)).to_be_focused()
        expect(page.get_by_role("status")).to_have_text(words)
        assert page.locator(INPUT).get_attribute("aria-invalid") == "true"
    assert search(page) == "?t=garak,pyrit"


def test_the_list_of_the_chooser_is_announced_walked_and_closed(open_page: Open) -> None:
    page = compare(open_page, TWO).page
    field = page.locator(INPUT)
    field.press("ArrowDown")
    expect(page.get_by_role("option")).to_have_count(8)
    expect(field).to_have_attribute("aria-expanded", "true")
    expect(page.get_by_role("status")).to_contain_text("the first 8 listed.")
    field.press("ArrowUp")
    expect(page.get_by_role("option").last).to_have_attribute("aria-selected", "true")
    field.press("ArrowDown")
    expect(page.get_by_role("option").first).to_have_attribute("aria-selected", "true")
    field.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(field).to_have_attribute("aria-expanded", "false")
    assert field.get_attribute("aria-activedescendant") is None
    field.fill("logging made")
    expect(page.get_by_role("option")).to_have_text(["Logging Made Easy (closed)"])
    page.get_by_role("option").click()
    expect(page.locator(".compare-names a")).to_have_text(["garak", "PyRIT", "Logging Made Easy"])


def test_records_that_have_ended_are_marked_in_words(open_page: Open, site: Path) -> None:
    page = compare(open_page, "tools/compare/?t=garak,logging-made-easy").page
    state = record(site, "logging-made-easy")["state"]
    assert state.startswith("Closed on ")
    assert page.locator(".compare-names th").nth(2).locator(".badge").inner_text() == state
    assert page.locator(".compare-names th").nth(1).locator(".badge").count() == 0


def test_guidance_items_compare_too(open_page: Open, site: Path) -> None:
    visit = compare(open_page, "guidance/compare/?t=fix-by-risk,report-incidents")
    page = visit.page
    assert names(page) == [record(site, each, "guidance")["title"] for each in ("fix-by-risk", "report-incidents")]
    actions = page.locator("tr[data-row=actions] td").first.locator("li")
    assert actions.count() == len(record(site, "fix-by-risk", "guidance")["rows"]["actions"])
    actions.first.locator("a").first.click()
    assert "/guidance/fix-by-risk/#" in page.url
    assert visit.said == []


def download(page: Page) -> list[list[str]]:
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download this comparison as CSV").click()
    text = Path(waiting.value.path()).read_bytes().decode("utf-8")
    assert waiting.value.suggested_filename == "compare-garak-pyrit.csv"
    return list(csv.reader(io.StringIO(text, newline="")))


def test_the_comparison_downloads_as_csv_with_the_rows_that_are_shown(open_page: Open, site: Path) -> None:
    visit = compare(open_page, TWO)
    page = visit.page
    rows = download(page)
    assert rows[0] == ["Group", "Fact", "Differs or same", "garak", "garak: sources", "PyRIT", "PyRIT: sources"]
    assert rows[1][3].endswith("/tools/garak/")
    assert len(rows) == 2 + page.locator("tr[data-row]").count()
    title, url, _, read = record(site, "garak")["sources"][0]
    license_row = next(row for row in rows if row[1] == "License")
    assert license_row[:5] == [
        "Access and cost",
        "License",
        "differs",
        "Apache-2.0",
        f"{title}: official text, {read} {url}",
    ]
    page.get_by_role("switch").check()
    expect(page.locator(".verdict", has_text="same")).to_have_count(0)
    assert {row[2] for row in download(page)[2:]} == {"differs"}
    assert visit.said == []


def test_no_cell_of_the_csv_is_a_formula(open_page: Open, site: Path) -> None:
    visit = open_page("about/")
    page = visit.page
    evil = record(site, "pyrit") | {"title": "=cmd|' /C calc'!A0"}
    evil["rows"]["license"] = [["@SUM(1)", 1]]

    def answer(route: Route) -> None:
        route.fulfill(body=json.dumps(evil), content_type="application/json")

    page.route("**/tools/pyrit/compare.json", answer)
    page.goto(page.url.replace("about/", TWO))
    expect(page.locator(".compare-names a").last).to_have_text(evil["title"])
    rows = download(page)
    assert rows[0][5] == f"'{evil['title']}"
    assert next(row for row in rows if row[1] == "License")[5] == "'@SUM(1)"
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))]


def test_without_javascript_the_page_says_so_and_serves(open_page: Open, site: Path) -> None:
    page = open_page("tools/compare/?t=garak", javascript=False).page
    assert "needs JavaScript" in page.locator("noscript p").inner_text()
    link = page.get_by_role("link", name="Download all tools as CSV")
    path = page.evaluate(
        "(link) => new URL(link.getAttribute('href'), document.baseURI).pathname", link.element_handle()
    )
    table = list(csv.DictReader(io.StringIO((site / path.lstrip("/")).read_bytes().decode("utf-8"), newline="")))
    known = json.loads((site / "tools/compare/start.json").read_text())["records"]
    assert [row["ID"] for row in table] == [each for each, *_ in known]
    page.get_by_role("link", name="Open source", exact=True).click()
    assert "/tools/type/open-source/" in page.url


def test_what_cannot_be_loaded_is_said_and_can_be_tried_again(open_page: Open) -> None:
    visit = open_page("about/")
    page = visit.page
    page.route("**/tools/pyrit/compare.json", lambda route: route.abort())
    page.goto(page.url.replace("about/", TWO))
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("The comparison could not be loaded")
    page.unroute("**/tools/pyrit/compare.json")
    page.get_by_role("button", name="Try again").press("Enter")
    expect(page.locator(".compare-names a")).to_have_text(["garak", "PyRIT"])


@pytest.mark.parametrize(("width", "dark"), VIEWS, ids=["wide", "wide-dark", "narrow", "narrow-dark"])
@pytest.mark.parametrize("address", [TWO, FIVE, "tools/?compare=garak,pyrit"], ids=["two", "five", "picking"])
def test_comparing_is_accessible(open_page: Open, address: str, width: int, dark: bool) -> None:
    visit = open_page(address, width=width, dark=dark)
    page = visit.page
    expect(page.locator(".compare-names a, .compare-bar a").first).to_be_visible()
    if address == TWO:
        page.locator(INPUT).fill("micro")
        page.keyboard.press("ArrowDown")
        expect(page.get_by_role("option").first).to_be_visible()
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": TAGS}})
    assert violations(found.response) == []
    widths = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    assert widths[0] <= widths[1], "the page scrolls sideways"
    assert visit.said == []


def test_the_table_scrolls_in_a_labelled_region_and_keeps_its_row_headers(open_page: Open) -> None:
    page = compare(open_page, FIVE, width=320).page
    region = page.get_by_role("region", name="garak, PyRIT, promptfoo, Thorium and Logging Made Easy")
    region.focus()
    expect(region).to_be_focused()
    for _ in range(100):
        page.keyboard.press("ArrowRight")
        page.wait_for_timeout(10)
        if region.evaluate("(region) => region.scrollLeft") > 300:
            break
    assert region.evaluate("(region) => region.scrollLeft") > 300
    page.locator("tr[data-row=license]").scroll_into_view_if_needed()
    header = page.locator("tr[data-row=license] th").bounding_box()
    box = region.bounding_box()
    assert header is not None
    assert box is not None
    assert header["x"] == pytest.approx(box["x"], abs=1)
    assert 80 <= header["width"] <= 160
    group = page.locator(".compare-group").first.bounding_box()
    assert group is not None
    assert group["x"] == pytest.approx(box["x"], abs=8)


@pytest.mark.parametrize("width", [1280, 320])
def test_what_can_be_pressed_is_large_enough(open_page: Open, width: int) -> None:
    page = compare(open_page, TWO, width=width).page
    small = page.locator(".compare button:visible, .compare label:visible, .compare-combo input").evaluate_all(
        "(all) => all.map((each) => [each.textContent, each.getBoundingClientRect()])"
        ".filter(([, box]) => box.width < 24 || box.height < 24)"
    )
    assert small == []


def test_on_paper_it_is_black_on_white_across_the_sheet_with_addresses(open_page: Open, site: Path) -> None:
    page = compare(open_page, TWO, dark=True).page
    page.emulate_media(media="print", color_scheme="dark")
    for hidden in (".compare-chooser", ".compare-options", ".compare-changes", ".compare-all"):
        expect(page.locator(hidden)).to_be_hidden()
    colors = page.locator(".compare-table td, .compare-table th, .compare-table .mark a").evaluate_all(
        "(all) => [...new Set(all.map((each) => getComputedStyle(each).color))]"
    )
    assert colors == ["rgb(0, 0, 0)"]
    background = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert background in ("rgb(255, 255, 255)", "rgba(0, 0, 0, 0)")
    paper = page.locator(".compare-paper")
    expect(paper).to_be_visible()
    for _, url, *_ in record(site, "garak")["sources"]:
        assert url in paper.inner_text()
    assert search(page) in paper.inner_text()
    sheets = page.pdf(prefer_css_page_size=True)
    assert b"/MediaBox [0 0 792 612]" in sheets
    assert b"/MediaBox [0 0 612 792]" not in sheets, "a page that stands upright"


def test_in_forced_colors_the_words_and_the_active_choice_are_there(open_page: Open) -> None:
    page = open_page("about/").page
    page.emulate_media(forced_colors="active")
    page.goto(page.url.replace("about/", TWO))
    expect(page.locator("tr[data-row=maintainer] .verdict")).to_have_text("differs")
    page.locator(INPUT).fill("micro")
    page.keyboard.press("ArrowDown")
    colors = page.get_by_role("option").evaluate_all(
        "(all) => all.slice(0, 2).map((each) => getComputedStyle(each).backgroundColor)"
    )
    assert colors[0] != colors[1], "the active choice looks like the others"


def test_nothing_moves_for_readers_who_want_no_motion(open_page: Open) -> None:
    page = compare(open_page, TWO).page
    moving = page.locator(".compare, .compare *").evaluate_all(
        """(all) => all.filter((each) => {
            const style = getComputedStyle(each);
            return style.animationName !== 'none' || parseFloat(style.transitionDuration) > 0.001;
        }).map((each) => each.outerHTML.slice(0, 80))"""
    )
    assert moving == []
