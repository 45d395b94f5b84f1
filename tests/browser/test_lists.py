"""Lists with filters in a real browser: by mouse, by keyboard, by address, without a script, on every kind of screen.

What a filter has to show is taken from the static pages, which are made without any of the scripts.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect
from selectolax.lexbor import LexborHTMLParser

from tests.browser.conftest import Open, Visit
from tests.browser.test_pages import TAGS, violations

pytestmark = pytest.mark.browser

SIZE = 100
List = Callable[..., Page]


@pytest.fixture
def open_list(open_page: Open) -> Iterator[List]:
    """Open a list and wait until its filters are there. Whatever a test does, the console stays silent."""
    visits: list[Visit] = []

    def visit(address: str, **options: Any) -> Page:
        made = open_page(address, **options)
        visits.append(made)
        expect(made.page.locator(".browse-live")).to_have_count(1)
        return made.page

    yield visit
    for made in visits:
        assert made.said == []
        assert made.elsewhere == []


@pytest.fixture(scope="module")
def static(site: Path) -> Callable[[str], list[str]]:
    """The ids of the rows of a static list, over its parts."""

    def ids(address: str) -> list[str]:
        parts = [site / address, *(site / address / "page" / str(number) for number in range(2, 20))]
        files = [part / "index.html" for part in parts if (part / "index.html").is_file()]
        rows = (row for file in files for row in LexborHTMLParser(file.read_text()).css("tr[data-id]"))
        return [row.attributes["data-id"] or "" for row in rows]

    return ids


def shown(page: Page) -> list[str]:
    found: list[str] = page.evaluate("[...document.querySelectorAll('tr[data-id]')].map((row) => row.dataset.id)")
    return found


def sentence(page: Page) -> str:
    return page.locator(".results caption").inner_text()


def query(page: Page) -> str:
    found: str = page.evaluate("location.search")
    return found


def box(page: Page, name: str, value: str) -> Locator:
    return page.locator(f".filters input[name={name}][value={value}]")


def opened(page: Page, name: str) -> Locator:
    """A filter's group, opened."""
    group = page.locator("details.filter").filter(has=page.locator(f"summary:text-is('{name}')")).first
    if group.get_attribute("open") is None:
        group.locator("summary").click()
    return group


def test_choices_of_one_filter_add_rows_and_filters_narrow_each_other(
    open_list: List, static: Callable[[str], list[str]]
) -> None:
    page = open_list("tools/")
    everything = static("tools/")
    free, government = static("tools/type/open-source/"), static("tools/type/government/")
    ai = static("tools/defends/ai-systems/")
    box(page, "type", "open-source").check()
    assert query(page) == "?type=open-source"
    assert shown(page) == free[:SIZE]
    box(page, "type", "government").check()
    assert query(page) == "?type=government,open-source"
    either = [each for each in everything if each in {*free, *government}]
    assert shown(page) == either[:SIZE]
    box(page, "defends", "ai-systems").check()
    assert query(page) == "?type=government,open-source&defends=ai-systems"
    both = [each for each in either if each in ai]
    assert shown(page) == both
    assert sentence(page) == (f"{len(both)} of {len(everything)} tools: government or open source, defends AI systems")
    assert 0 < len(both) < len(ai)


def test_each_choice_says_how_many_rows_it_has_among_those_of_the_other_filters(
    open_list: List, static: Callable[[str], list[str]]
) -> None:
    page = open_list("tools/?type=government&defends=ai-systems")
    types = {each: static(f"tools/type/{each}/") for each in ("government", "open-source", "commercial")}
    defends = static("tools/defends/ai-systems/")
    counts = {each: box(page, "type", each).locator("xpath=..").locator(".count").inner_text() for each in types}
    assert counts == {each: str(len(set(rows) & set(defends))) for each, rows in types.items()}
    both = set(types["government"]) & set(defends)
    roles = {each: set(static(f"tools/ai-role/{each}/")) & both for each in ("core", "feature", "adjacent", "none")}
    for each, rows in roles.items():
        choice = box(page, "ai-role", each).locator("xpath=..")
        assert choice.locator(".count").inner_text() == str(len(rows))
        assert ("none" in (choice.get_attribute("class") or "").split()) is (not rows)
    assert any(not rows for rows in roles.values())


def test_every_choice_is_a_step_that_back_undoes_and_the_focus_stays(open_list: List) -> None:
    page = open_list("tools/")
    first = shown(page)
    box(page, "type", "commercial").check()
    box(page, "ai-role", "core").check()
    two = shown(page)
    page.locator("select[name=sort]").select_option("date")
    assert query(page) == "?type=commercial&ai-role=core&sort=date"
    box(page, "ai-role", "core").focus()
    page.go_back()
    assert query(page) == "?type=commercial&ai-role=core"
    assert shown(page) == two
    assert page.locator("select[name=sort]").input_value() == "title"
    page.go_back()
    assert query(page) == "?type=commercial"
    assert not box(page, "ai-role", "core").is_checked()
    assert page.evaluate("document.activeElement.value") == "core"
    page.go_back()
    assert query(page) == ""
    assert shown(page) == first
    page.go_forward()
    assert query(page) == "?type=commercial"
    assert box(page, "type", "commercial").is_checked()


def test_typing_is_one_step(open_list: List) -> None:
    page = open_list("tools/")
    box(page, "type", "open-source").check()
    before = shown(page)
    page.get_by_label("Find in this list").press_sequentially("prompt injection")
    assert query(page) == "?type=open-source&q=prompt+injection"
    assert 0 < len(shown(page)) < len(before)
    assert "with “prompt injection”" in sentence(page)
    page.go_back()
    assert query(page) == "?type=open-source"
    assert page.get_by_label("Find in this list").input_value() == ""
    assert shown(page) == before
    assert page.evaluate("document.activeElement.name") == "q"


def test_words_are_found_in_titles_cells_spellings_and_summaries(open_list: List, site: Path) -> None:
    page = open_list("directives/")
    field = page.get_by_label("Find in this list")
    for words in ("bod 26-04", "BOD 26–04", "bod2604", "Prioritizing updates"):
        field.fill(words)
        assert "bod-26-04" in shown(page), words
    field.fill("")
    first = shown(page)[0]
    piece = json.loads((site / "directives" / "rows" / "0.json").read_text())
    word = piece["summaries"][0].split()[-1].strip(".")
    field.fill(word)
    expect(page.locator(f"tr[data-id='{first}']")).to_have_count(1)


def test_an_address_shows_the_same_list_everywhere(open_list: List) -> None:
    first = open_list("guidance/")
    opened(first, "CSF function").locator("input[value=pr]").check()
    first.get_by_label("Find in this list").fill("identity")
    first.locator("select[name=sort]").select_option("due")
    address = query(first)
    second = open_list(f"guidance/{address}", width=320, dark=True)
    expect(second.locator(".results caption")).to_have_text(sentence(first))
    assert shown(second) == shown(first)
    assert second.get_by_label("Find in this list").input_value() == "identity"
    assert second.locator("select[name=sort]").input_value() == "due"
    assert query(second) == address == "?csf=pr&q=identity&sort=due"
    assert second.get_by_role("button", name="Show filters (1 chosen)").is_visible()


def test_sorting(open_list: List) -> None:
    page = open_list("directives/")
    order = page.locator("select[name=sort]")
    assert order.locator("option").all_inner_texts() == ["Date issued", "Title", "Status", "Due date"]

    def column(label: str) -> list[str]:
        return page.locator(f"tbody:not(.past) td[data-label='{label}']").all_inner_texts()

    issued = column("Issued")
    assert issued == sorted(issued, key=lambda day: [-int(part) for part in day.split("-")])
    order.select_option("title")
    titles = page.locator("tbody:not(.past) th a").all_inner_texts()
    assert titles == sorted(titles, key=str.casefold)
    order.select_option("due")
    dates = [each for each in column("Next due") if each[0] == "2"]
    assert dates
    assert column("Next due")[: len(dates)] == dates == sorted(dates)
    assert query(page) == "?sort=due"
    order.select_option("date")
    assert query(page) == ""
    assert page.locator("tbody.past th.group").inner_text() == "No longer in force"


def test_pages_of_a_long_list(open_list: List, static: Callable[[str], list[str]]) -> None:
    everything = static("tools/")
    assert len(everything) > SIZE
    page = open_list("tools/")
    page.get_by_role("link", name="Page 2").click()
    assert query(page) == "?page=2"
    assert shown(page) == everything[SIZE : 2 * SIZE]
    assert sentence(page).endswith(f"; rows 101 to {min(len(everything), 2 * SIZE)}")
    assert page.locator(".pager [aria-current=page]").inner_text().endswith("2")
    assert page.evaluate("document.activeElement.matches('.scroll')")
    summary = page.locator("tr[data-id] .one-line").first
    expect(summary).not_to_have_text("")
    box(page, "type", "commercial").check()
    assert query(page) == "?type=commercial"
    page.go_back()
    assert shown(page) == everything[SIZE : 2 * SIZE]


def test_rows_made_in_the_browser_are_those_of_the_build(open_list: List) -> None:
    page = open_list("directives/")
    read = """() => [...document.querySelectorAll('.results tbody')].map((body) => {
        const copy = body.cloneNode(true);
        for (const each of copy.querySelectorAll('a')) each.setAttribute('href', each.href);
        for (const each of copy.querySelectorAll('.compare-pick')) each.remove();
        return copy.outerHTML.replace(/\\s+/g, ' ').replaceAll('> <', '><');
    })"""
    built = page.evaluate(read)
    page.locator("select[name=sort]").select_option("title")
    page.locator("select[name=sort]").select_option("date")
    page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    page.locator("tr[data-id]").last.scroll_into_view_if_needed()
    for row in page.locator("[data-row]").all():
        row.scroll_into_view_if_needed()
    expect(page.locator("[data-row]")).to_have_count(0)
    assert page.evaluate(read) == built


def test_what_an_address_asks_for_in_vain_is_said_and_ignored(open_list: List) -> None:
    page = open_list("tools/?type=open-source,fre&colour=blue&sort=size&page=99&fedramp=maybe")
    assert page.locator(".list-note").inner_text() == (
        "The address asks for what this list does not have, which is ignored: “fre” under “Type”; a filter “colour”; "
        "“size” as “sort”; “maybe” under “FedRAMP”; “99” as “page”."
    )
    assert box(page, "type", "open-source").is_checked()
    box(page, "type", "open-source").uncheck()
    assert query(page) == ""
    assert not page.locator(".list-note").is_visible()


def test_no_row_left_says_what_to_drop_and_what_that_gives(open_list: List, static: Callable[[str], list[str]]) -> None:
    page = open_list("tools/?type=government,open-source&q=zzzz")
    advice = page.locator(".nothing")
    assert advice.locator("p").inner_text() == "No tool: government or open source, with “zzzz”."
    assert not page.locator(".results table").is_visible()
    either = {*static("tools/type/government/"), *static("tools/type/open-source/")}
    assert advice.locator("li").all_inner_texts() == [
        "Drop Type: government or open source gives still no tool",
        f"Drop the words “zzzz” gives {len(either)} tools",
        f"Clear all gives {len(static('tools/'))} tools",
    ]
    assert page.locator(".downloads").count() == 0
    advice.get_by_role("button", name="Drop the words").press("Enter")
    assert query(page) == "?type=government,open-source"
    assert set(shown(page)) <= either
    assert page.evaluate("document.activeElement.matches('.scroll')")


def test_everything_works_by_keyboard(open_list: List) -> None:
    page = open_list("tools/")
    page.locator("h1").click()
    reached = False
    for _ in range(30):
        page.keyboard.press("Tab")
        reached = page.evaluate("document.activeElement.name === 'type'")
        if reached:
            break
    assert reached
    page.keyboard.press("Space")
    assert query(page) == "?type=government"
    assert page.evaluate("document.activeElement.value") == "government"
    page.locator("summary", has_text="Use case").focus()
    page.keyboard.press("Enter")
    expect(page.locator("details.filter", has_text="Use case").locator("fieldset")).to_have_count(1)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('details').querySelector('summary').textContent") == "Use case"
    page.get_by_label("Find in this list").focus()
    page.keyboard.type("malware")
    page.keyboard.press("Enter")
    assert query(page) == "?type=government&q=malware"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.name") == "sort"
    page.keyboard.press("ArrowDown")
    assert query(page).endswith("&sort=date")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "government: drop this filter ×"
    page.keyboard.press("Enter")
    assert query(page) == "?q=malware&sort=date"
    assert "malware" in page.evaluate("document.activeElement.textContent")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert query(page) == "?sort=date"
    assert page.evaluate("document.activeElement.name") == "q"


def test_changes_are_announced_once_the_list_is_calm(open_list: List) -> None:
    page = open_list("tools/")
    page.evaluate(
        """() => { window.said = []; const place = document.querySelector('.results > [role=status]');
            new MutationObserver(() => window.said.push(place.textContent)).observe(place, {childList: true}); }"""
    )
    page.get_by_label("Find in this list").press_sequentially("agent")
    # Titles are searched at once, summaries when they have come: the words settle, and are said then.
    page.wait_for_function(
        """() => { const said = document.querySelector('.results > [role=status]').textContent;
            return said && said === document.querySelector('.results caption').innerText; }"""
    )
    assert page.evaluate("window.said.length") <= 2


def test_a_choice_among_many_is_found_by_its_name(open_list: List, site: Path) -> None:
    data = json.loads((site / "guidance" / "list.json").read_text())
    long = next(each for each in data["filters"] if len(each["choices"]) > each["shown"])
    rare = long["choices"][len(long["choices"]) - long["special"] - 1]
    page = open_list("guidance/")
    group = opened(page, long["label"])
    expect(group.locator(".choice")).to_have_count(long["shown"])
    assert group.locator(f"input[value='{rare[0]}']").count() == 0
    group.locator("input[type=search]").fill(rare[1].upper())
    group.locator(f"input[value='{rare[0]}']").check()
    assert query(page) == f"?{long['id']}={rare[0]}"
    group.locator("input[type=search]").fill("")
    assert group.locator(f"input[value='{rare[0]}']").is_checked()
    again = open_list(f"guidance/?{long['id']}={rare[0]}")
    assert again.locator(f"input[value='{rare[0]}']").is_checked()


def test_downloads_hold_the_rows_that_are_shown_in_their_order(open_list: List) -> None:
    page = open_list("tools/?type=commercial&sort=status")
    rows = shown(page)
    expected = f"Download {len(rows)} rows as"
    with page.expect_download() as saved:
        page.get_by_role("button", name=f"{expected} CSV").click()
    assert saved.value.suggested_filename == "tools.csv"
    raw = Path(saved.value.path()).read_bytes()
    assert not raw.startswith(b"\xef\xbb\xbf")
    lines = list(csv.reader(io.StringIO(raw.decode("utf-8"), newline="")))
    assert lines[0] == [
        *("Title", "Status", "Changed", "Type", "Defends", "Role of AI", "FedRAMP", "What it defends", "CSF function"),
        *("Use case", "Deployment", "Where data goes", "License", "Cost", "Maturity", "Summary", "Address", "Id"),
    ]
    assert [line[-1] for line in lines[1:]] == rows
    assert all(line[3] == "Commercial" and line[-3] for line in lines[1:])
    assert lines[1][-2] == f"https://guidance-portal.example/tools/{rows[0]}/"
    assert raw.count(b"\r\n") == len(lines)
    with page.expect_download() as saved:
        page.get_by_role("button", name=f"{expected} JSON").click()
    assert saved.value.suggested_filename == "tools.json"
    objects = json.loads(Path(saved.value.path()).read_text())
    assert [each["id"] for each in objects] == rows
    assert objects[0]["filters"]["type"] == ["Commercial"]
    assert set(objects[0]) == {"id", "title", "address", "summary", "columns", "filters"}


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("plain", "plain"),
        ("a, b", '"a, b"'),
        ('say "x"', '"say ""x"""'),
        ("two\nlines", '"two\nlines"'),
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\tx", "'\tx"),
        ("\rx", '"\'\rx"'),
        ("  =1+1", "'  =1+1"),
        ("＝1+1", "'＝1+1"),
        ("a=b", "a=b"),
        ('=A1,"x"', '"\'=A1,""x"""'),
    ],
    ids=repr,
)
def test_cells_of_csv(open_page: Open, text: str, cell: str) -> None:
    page = open_page("").page
    made = page.evaluate(
        "(text) => import(`${location.origin}/assets/lists/csv.js`).then((made) => made.csvCell(text))", text
    )
    assert made == cell


@pytest.mark.parametrize("section", ["tools", "guidance", "directives", "services", "organizations"])
@pytest.mark.parametrize(("width", "dark"), [(1280, False), (320, True)], ids=["wide", "narrow-dark"])
def test_a_list_with_its_filters_open_is_accessible(open_list: List, section: str, width: int, dark: bool) -> None:
    page = open_list(f"{section}/?q=a&nothing=1", width=width, dark=dark)
    if width == 320:
        page.get_by_role("button", name="Show filters").click()
    page.evaluate("document.querySelectorAll('details.filter').forEach((each) => (each.open = true))")
    expect(page.locator("details.filter fieldset")).to_have_count(page.locator("details.filter").count())
    page.locator(".choice input").first.check()
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": TAGS}})
    assert violations(found.response) == []
    assert page.evaluate("document.querySelectorAll('*').length") <= 3000
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    small = page.evaluate(
        """() => [...document.querySelectorAll('.choice, .browse button, .browse summary, .browse select, .pager a')]
            .filter((each) => each.getClientRects().length && each.getBoundingClientRect().height < 24)
            .map((each) => each.textContent)"""
    )
    assert small == []


def test_a_list_without_filters_can_be_searched_and_sorted(open_list: List, static: Callable[[str], list[str]]) -> None:
    page = open_list("topics/")
    assert page.locator(".filters").count() == 0
    assert shown(page) == static("topics/")
    page.get_by_label("Find in this list").fill("zero trust")
    assert "zero-trust" in shown(page)
    assert query(page) == "?q=zero+trust"


def test_an_empty_list_is_accessible(open_list: List) -> None:
    page = open_list("tools/?q=zzzz", width=320)
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": TAGS}})
    assert violations(found.response) == []


def test_forced_colors_keep_what_is_chosen_visible(open_list: List) -> None:
    page = open_list("tools/?type=open-source")
    page.emulate_media(forced_colors="active")
    assert page.evaluate("matchMedia('(forced-colors: active)').matches")
    chip = page.locator(".chip").first
    assert chip.evaluate("(each) => parseFloat(getComputedStyle(each).borderTopWidth)") >= 1
    assert box(page, "type", "open-source").evaluate("(each) => getComputedStyle(each).appearance") == "auto"
    box(page, "type", "open-source").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    outline = box(page, "type", "open-source").evaluate("(each) => getComputedStyle(each).outlineStyle")
    assert outline != "none"


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("section", ["tools", "services"])
def test_nothing_moves_when_the_script_takes_over(open_page: Open, section: str, width: int) -> None:
    page = open_page("about/", width=width).page
    page.add_init_script(
        """window.moved = 0;
        new PerformanceObserver((list) => { for (const each of list.getEntries()) window.moved += each.value; })
            .observe({type: 'layout-shift', buffered: true});"""
    )
    page.goto(page.url.replace("about/", f"{section}/"))
    expect(page.locator(".browse-live")).to_have_count(1)
    page.wait_for_timeout(300)
    assert page.evaluate("window.moved") < 0.01


def test_without_a_script_the_filters_lead_to_lists(open_page: Open, static: Callable[[str], list[str]]) -> None:
    page = open_page("tools/", javascript=False, width=320).page
    assert page.get_by_role("heading", name="Browse by").is_visible()
    assert page.locator(".list-form, .downloads").count() == 0
    page.locator("details.filter summary").first.click()
    page.get_by_role("link", name="Open source").click()
    assert page.url.endswith("/tools/type/open-source/")
    assert page.locator("h1").inner_text() == "Tools: open source"
    found = page.locator("tr[data-id] th a").count()
    assert found == min(SIZE, len(static("tools/type/open-source/")))


def test_the_list_of_a_choice_leads_to_the_filters(open_list: List, open_page: Open) -> None:
    page = open_page("tools/type/open-source/").page
    page.get_by_role("link", name="Change the filters").click()
    expect(page.locator(".browse-live")).to_have_count(1)
    assert query(page) == "?type=open-source"
    assert box(page, "type", "open-source").is_checked()


def test_without_its_data_a_list_stays_as_it_was_built(open_page: Open) -> None:
    page = open_page("about/", width=320).page
    page.route("**/list.json", lambda route: route.abort())
    page.goto(page.url.replace("about/", "tools/"))
    expect(page.locator(".list-note")).to_have_text(
        "The filters could not be loaded. The links below lead to the same lists."
    )
    assert page.locator("details.filter summary").first.is_visible()
    assert page.locator("tr[data-id]").count() == SIZE
