"""The search box on the built site: opened everywhere, worked by keyboard, read out, accessible, quiet."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, Route, expect
from selectolax.lexbor import LexborHTMLParser

from tests.browser.conftest import Open
from tests.browser.test_pages import TAGS, VIEWS, violations

pytestmark = pytest.mark.browser

PAGES = ["", "directives/", "directives/bod-26-04/", "tools/garak/", "glossary/", "about/", "a-z/"]


def box(page: Page) -> Locator:
    return page.get_by_role("dialog", name="Search")


def results(page: Page) -> Locator:
    """What is shown below the field."""
    return box(page).locator("#portal-find-results")


def field(page: Page) -> Locator:
    return box(page).get_by_role("searchbox", name="Search")


def said(page: Page) -> str:
    """What the live region says when typing has rested."""
    region = box(page).get_by_role("status")
    expect(region).to_have_text(re.compile("^(?!Searching …).+"))
    return region.inner_text()


def search(page: Page, words: str) -> str:
    """Open the box by keyboard, type, and wait for what is said of the result."""
    page.keyboard.press("Control+k")
    expect(field(page)).to_be_focused()
    page.keyboard.press("Backspace")
    page.keyboard.insert_text(words)
    return said(page)


def headings(page: Page) -> list[str]:
    return [heading.inner_text() for heading in box(page).get_by_role("heading").all()]


def rows(page: Page, heading: str | re.Pattern[str]) -> Locator:
    """The results below a heading."""
    group = box(page).locator("section", has=page.get_by_role("heading", name=heading))
    return group.locator(".portal-find__rows > li")


def active(page: Page) -> str:
    """The words of the element that has the focus."""
    return str(page.evaluate("document.activeElement.textContent.trim()"))


@pytest.mark.parametrize("address", PAGES, ids=lambda address: address.strip("/") or "home")
def test_the_box_opens_on_every_page_and_gives_the_focus_back(open_page: Open, address: str) -> None:
    visit = open_page(address)
    page = visit.page
    button = page.get_by_role("banner").get_by_role("button", name="Search")
    for key in ("Enter", "/", "Control+k"):
        button.press(key)
        expect(field(page)).to_be_focused()
        page.keyboard.press("Escape")
        expect(box(page)).to_be_hidden()
        expect(button).to_be_focused()
    assert visit.said == []


def test_a_slash_in_a_field_is_a_slash(open_page: Open) -> None:
    page = open_page("").page
    page.evaluate("document.querySelector('#page-content').append(document.createElement('textarea'))")
    page.locator("textarea").focus()
    page.keyboard.type("a/b")
    assert page.locator("textarea").input_value() == "a/b"
    expect(box(page)).to_have_count(0)


def test_the_home_page_has_a_large_button(open_page: Open) -> None:
    page = open_page("").page
    button = page.get_by_role("main").get_by_role("button", name="Search by number, name or words")
    size = button.bounding_box()
    assert size is not None
    assert size["width"] > 250
    assert size["height"] > 32
    button.click()
    expect(field(page)).to_be_focused()
    page.keyboard.press("Escape")
    expect(button).to_be_focused()


def test_the_close_button_and_a_click_beside_the_box_close_it(open_page: Open) -> None:
    page = open_page("").page
    page.keyboard.press("/")
    box(page).get_by_role("button", name="Close").click()
    expect(box(page)).to_be_hidden()
    page.keyboard.press("/")
    page.mouse.click(5, 5)
    expect(box(page)).to_be_hidden()


def test_a_search_can_be_sent_as_an_address(open_page: Open, site_url: str) -> None:
    page = open_page("tools/garak/?t=a,b&search=known+exploited#page_sources").page
    expect(field(page)).to_have_value("known exploited")
    assert "result" in said(page)
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.insert_text("risk & time")
    expect(page).to_have_url(f"{site_url}tools/garak/?t=a,b&search=risk+%26+time#page_sources")
    page.keyboard.press("Escape")
    expect(page).to_have_url(f"{site_url}tools/garak/?t=a,b#page_sources")
    assert page.evaluate("history.length") <= 2


SPELLINGS = {
    "BOD 26-04": "directives/bod-26-04/",
    "bod-26-04": "directives/bod-26-04/",
    "BOD26-04": "directives/bod-26-04/",
    "bod2604": "directives/bod-26-04/",
    "26-04": "directives/bod-26-04/",
    "BOD 26–04": "directives/bod-26-04/",
    '"BOD 26-04"': "directives/bod-26-04/",
    "EO 14409": "directives/eo-14409/",
    "AC-2(1)": "controls/AC/#AC-2(1)",
    "AC-02(01)": "controls/AC/#AC-2(1)",
    "ac-2.1": "controls/AC/#AC-2(1)",
    "CrowdStrike": "organizations/crowdstrike/",
    "KEV": "glossary/#known-exploited-vulnerability",
    "bod 22-01": "directives/bod-22-01/",
}


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_enter_opens_what_an_identifier_means(open_page: Open, site_url: str, spelling: str) -> None:
    page = open_page("about/").page
    page.keyboard.press("/")
    page.keyboard.insert_text(spelling)
    page.keyboard.press("Enter")
    page.wait_for_url(site_url + SPELLINGS[spelling])


def test_an_exact_match_waits_for_nothing_else(open_page: Open) -> None:
    page = open_page("").page
    sizes: list[int] = []
    needed = re.compile(r"/search/(start\.json|ids/|.+\.js$)")
    page.on("response", lambda answer: sizes.append(len(answer.body())) if needed.search(answer.url) else None)
    held: list[Route] = []
    holding = [True]
    page.route("**/search/pagefind/**", lambda route: held.append(route) if holding else route.continue_())
    page.keyboard.press("/")
    page.keyboard.insert_text("BOD 26-04")
    expect(rows(page, "Exact match").first).to_contain_text("Prioritizing Security Updates Based on Risk")
    expect(rows(page, "Exact match").first).to_contain_text("Directive · In force · June 10, 2026")
    expect(results(page).get_by_text("Searching …")).to_be_visible()
    assert held
    assert 0 < sum(sizes) < 100_000
    holding.clear()
    for route in held:
        route.continue_()
    assert said(page).startswith("Exact match: BOD 26-04: Prioritizing Security Updates Based on Risk.")
    assert headings(page)[0] == "Exact match"
    link = "directives/bod-26-04/"
    assert box(page).locator(f'.portal-find__title[href$="{link}"]').count() == 1, "an exact match is not told twice"


def test_a_revoked_directive_is_first_when_it_is_named_and_leads_on(open_page: Open) -> None:
    page = open_page("").page
    search(page, "BOD 22-01")
    first = rows(page, "Exact match").first
    expect(first).to_contain_text("Directive · Revoked · June 10, 2026")
    expect(first.get_by_role("link", name="BOD 26-04", exact=True)).to_have_attribute("href", re.compile("bod-26-04/$"))


def test_an_identifier_among_other_words_is_offered_first(open_page: Open) -> None:
    page = open_page("").page
    search(page, "what does BOD 26-04 ask for")
    expect(rows(page, "Named in your search").first).to_contain_text("BOD 26-04")


def test_results_stand_by_kind_with_status_date_excerpt_marks_and_parts(open_page: Open, site: Path) -> None:
    page = open_page("").page
    told = search(page, "known exploited vulnerabilities")
    assert re.match(r"(Exact match: .+\. )?\d+ results: \d+ \w+", told)
    groups = [each for each in headings(page) if each[-1].isdigit()]
    assert len(groups) > 3
    for group in groups:
        assert 1 <= rows(page, group).count() <= 5
    live = rows(page, re.compile("^Directives")).first
    expect(live).to_contain_text(re.compile(r"In force · \w+ \d+, \d{4}"))
    assert box(page).locator(".portal-find__title mark").count()
    assert box(page).locator(".portal-find__told mark").count()
    parts = box(page).locator(".portal-find__parts")
    assert parts.count()
    for each in parts.all():
        assert 1 <= each.locator("li").count() <= 3
    for link in results(page).locator("a").all():
        path, _, anchor = str(link.get_attribute("href")).removeprefix(page.url.split("?")[0]).partition("#")
        found = LexborHTMLParser((site / path / "index.html").read_text())
        assert not anchor or found.css_first(f'[id="{anchor}"]'), f"{path} has no #{anchor}"


def test_what_has_ended_is_marked_and_stands_below_what_holds(open_page: Open) -> None:
    page = open_page("").page
    search(page, "directive")
    more = box(page).get_by_role("button", name=re.compile("^Show all .* directives$"))
    more.click()
    group = rows(page, re.compile("^Directives"))
    expect(group.nth(6)).to_be_visible()
    states = [row.locator(".portal-find__ended").count() for row in group.all()]
    assert states == sorted(states)
    assert 0 < sum(states) < len(states)
    ended = group.filter(has=page.locator(".portal-find__ended")).first
    expect(ended).to_contain_text(re.compile("Revoked|Superseded|Closed|Withdrawn"))


def test_show_all_shows_all_and_goes_on_from_there(open_page: Open) -> None:
    page = open_page("").page
    search(page, "security")
    group = rows(page, re.compile("^Topics"))
    assert 3 <= group.count() <= 5
    shown = group.count()
    more = box(page).get_by_role("button", name=re.compile("^Show all .* topics$"))
    total = int(re.findall(r"\d+", more.inner_text())[0])
    more.focus()
    page.keyboard.press("Enter")
    expect(group).to_have_count(total)
    expect(more).to_have_count(0)
    assert active(page) == group.nth(shown).locator("a").first.inner_text()


def test_the_arrow_keys_move_through_the_results(open_page: Open, site_url: str) -> None:
    page = open_page("about/").page
    search(page, "phishing")
    links = [link.inner_text() for link in results(page).locator("[data-stop]").all()]
    assert len(links) > 5
    walked = []
    for _ in range(3):
        page.keyboard.press("ArrowDown")
        walked.append(active(page))
    assert walked == links[:3]
    page.keyboard.press("End")
    assert active(page) == links[-1]
    page.keyboard.press("ArrowDown")
    assert active(page) == links[-1]
    page.keyboard.press("Home")
    assert active(page) == links[0]
    page.keyboard.press("ArrowUp")
    expect(field(page)).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.type("s")
    expect(field(page)).to_be_focused()
    assert field(page).input_value() == "phishings"
    said(page)
    page.keyboard.press("ArrowDown")
    target = page.evaluate("document.activeElement.href")
    page.keyboard.press("Enter")
    page.wait_for_url(target)
    assert page.url.startswith(site_url)


def test_going_back_leads_to_the_search_again(open_page: Open) -> None:
    page = open_page("about/").page
    search(page, "phishing")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "search=" not in url)
    page.go_back()
    expect(field(page)).to_have_value("phishing")


def test_a_result_opens_in_a_tab_of_its_own(open_page: Open) -> None:
    page = open_page("about/").page
    search(page, "phishing")
    page.keyboard.press("ArrowDown")
    target = page.evaluate("document.activeElement.href")
    with page.context.expect_page() as opened:
        page.keyboard.press("Control+Enter")
    opened.value.wait_for_url(target)
    expect(box(page)).to_be_visible()


def test_a_part_of_the_open_page_is_reached_without_loading_it_again(open_page: Open) -> None:
    page = open_page("directives/bod-26-04/").page
    page.evaluate("window.stayed = true")
    search(page, "remediate vulnerabilities within the times of table 1")
    link = box(page).locator(".portal-find__parts a[href*='directives/bod-26-04/#']").first
    anchor = str(link.get_attribute("href")).partition("#")[2]
    link.click()
    expect(box(page)).to_be_hidden()
    assert page.evaluate("[window.stayed, location.hash, location.search]") == [True, f"#{anchor}", ""]


def counts(page: Page, legend: str) -> dict[str, int]:
    """The choices of a filter with their counts."""
    group = box(page).get_by_role("group", name=legend)
    found = {}
    for label in group.locator("li:visible label").all():
        name, number = label.locator("span").all_inner_texts()
        found[name] = int(number.replace(",", ""))
    return found


def test_filters_are_folded_count_the_whole_result_and_narrow_it(open_page: Open, site_url: str) -> None:
    page = open_page("").page
    total = int(re.findall(r"(\d+) results", search(page, "vulnerabilities"))[0])
    assert box(page).get_by_role("checkbox").count() == 0, "the filters are not folded"
    summary = box(page).locator("summary")
    summary.focus()
    page.keyboard.press("Enter")
    kinds = counts(page, "Kind")
    assert sum(kinds.values()) == total
    assert set(counts(page, "Status")) >= {"In force or current", "Revoked"}
    assert counts(page, "Topic")
    assert counts(page, "Audience")

    box(page).get_by_role("checkbox", name="Tools").check()
    groups = box(page).get_by_role("heading", name=re.compile(r"\d$"))
    expect(groups).to_have_count(1)
    expect(summary).to_have_text("Filters (1 active)")
    box(page).get_by_role("checkbox", name="Directives").check()
    expect(groups).to_have_count(2)
    assert counts(page, "Kind") == kinds, "a filter's own choices do not change its counts"
    both = sum(counts(page, "Status").values())
    assert both == kinds["Tools"] + kinds["Directives"]
    expect(page).to_have_url(f"{site_url}?search=vulnerabilities&search-kind=Directive&search-kind=Tool")

    revoked = counts(page, "Status")["Revoked"]
    box(page).get_by_role("checkbox", name="Revoked").check()
    expect(box(page).get_by_role("heading", name=f"Directives {revoked}")).to_be_visible()
    expect(box(page).get_by_role("status")).to_have_text(re.compile(f"{revoked} results?: {revoked} directives?"))

    box(page).get_by_role("button", name="Clear filters").click()
    expect(summary).to_be_focused()
    expect(summary).to_have_text("Filters")
    assert counts(page, "Kind") == kinds
    expect(page).to_have_url(f"{site_url}?search=vulnerabilities")


def test_the_filters_of_an_address_are_taken(open_page: Open) -> None:
    page = open_page("?search=vulnerabilities&search-kind=Tool&search-kind=nonsense").page
    assert re.search(r"\d+ results: \d+ tools\.$", said(page))
    expect(box(page).locator("summary")).to_have_text("Filters (1 active)")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("vulnerabilty", "vulnerability"), ("phising", "phishing"), ("crowdstrke", "crowdstrike")],
)
def test_a_mistyped_word_is_put_right_and_said(open_page: Open, typed: str, meant: str) -> None:
    page = open_page("").page
    assert search(page, typed).startswith(f"Showing results for {meant}. ")
    note = results(page).get_by_text(f"Showing results for {meant}.")
    expect(note).to_be_visible()
    assert meant in rows(page, re.compile(r"\d$")).first.inner_text().lower()
    box(page).get_by_role("button", name=f"Search for “{typed}” instead").click()
    expect(note).to_be_hidden()
    assert re.search(rf"No (result|page has “{typed}”)", results(page).inner_text())
    assert meant[:10] in rows(page, "Did you mean").first.inner_text().lower()


def test_a_mistyped_number_offers_the_nearest(open_page: Open) -> None:
    page = open_page("").page
    assert "Did you mean" in search(page, "bod2604x")
    expect(rows(page, "Did you mean").first).to_contain_text("BOD 26-04")


def test_what_nothing_has_is_said_with_the_way_on(open_page: Open) -> None:
    page = open_page("").page
    assert search(page, "qqqxyzzy") == "No result."
    expect(results(page).get_by_text("No page has “qqqxyzzy”.")).to_be_visible()
    expect(box(page).get_by_role("link", name="A–Z index")).to_have_attribute("href", re.compile("/a-z/$"))


@pytest.mark.parametrize("broken", ["**/search/start.json", "**/search/ids/*", "**/search/pagefind/pagefind.js"])
def test_an_index_that_cannot_be_read_is_told_in_words(open_page: Open, broken: str) -> None:
    page = open_page("").page
    page.route(broken, lambda route: route.abort())
    sentence = "The search index cannot be read. Use the A–Z index."
    assert search(page, "zero trust") == sentence
    expect(results(page).get_by_text(sentence)).to_be_visible()
    link = box(page).get_by_role("link", name="A–Z index")
    link.click()
    page.wait_for_url("**/a-z/")


def test_synonyms_and_abbreviations_find_each_other(open_page: Open) -> None:
    page = open_page("").page
    region = box(page).get_by_role("status")
    search(page, "enforce MFA")
    expect(region).to_have_text(re.compile(r"\d+ results"))
    shown = rows(page, re.compile("^Guidance items")).all_inner_texts()
    page.keyboard.press("Control+k")
    page.keyboard.press("Backspace")
    expect(region).not_to_have_text(re.compile("results"))
    search(page, "enforce multi-factor authentication")
    expect(region).to_have_text(re.compile(r"\d+ results"))
    assert set(rows(page, re.compile("^Guidance items")).all_inner_texts()) & set(shown)


@pytest.mark.parametrize(("width", "dark"), VIEWS, ids=["wide", "wide-dark", "narrow", "narrow-dark"])
@pytest.mark.parametrize("words", ["", "known exploited vulnerabilities", "BOD 22-01", "phising", "qqqxyzzy"])
def test_the_box_is_accessible_quiet_and_narrow_enough(open_page: Open, words: str, width: int, dark: bool) -> None:
    visit = open_page("directives/bod-26-04/", width=width, dark=dark)
    page = visit.page
    if words:
        search(page, words)
        if box(page).locator("summary").count():
            box(page).locator("summary").click()
            expect(box(page).get_by_role("checkbox").first).to_be_visible()
    else:
        page.keyboard.press("/")
        expect(field(page)).to_be_focused()
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": TAGS}})
    assert violations(found.response) == []
    assert visit.said == []
    assert visit.elsewhere == []
    assert page.context.cookies() == []
    assert "exploited" not in page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}])")
    assert results(page).evaluate("(each) => each.scrollWidth <= each.clientWidth"), "the results scroll sideways"
    size = box(page).bounding_box()
    assert size is not None
    if width == 320:
        assert (size["x"], size["y"], size["width"], size["height"]) == (0, 0, 320, 900)
    small = page.evaluate(
        """() => [...document.querySelectorAll('.portal-find :is(a, button, summary, li > label, input[type=search])')]
            .filter((each) => each.getClientRects().length && !each.closest('p'))
            .map((each) => [each.textContent.trim().slice(0, 30), each.getBoundingClientRect().height])
            .filter(([, height]) => height < 23.99)"""
    )
    assert small == []


def test_forced_colors_and_reduced_motion(open_page: Open) -> None:
    page = open_page("").page
    page.emulate_media(forced_colors="active", reduced_motion="reduce")
    search(page, "directive")
    assert page.evaluate("document.getAnimations().length") == 0
    mark = box(page).locator("mark").first
    assert mark.evaluate("(each) => getComputedStyle(each).backgroundColor") != "rgba(0, 0, 0, 0)"
    field(page).focus()
    assert field(page).evaluate("(each) => getComputedStyle(each).outlineStyle") != "none"


def test_an_open_box_is_not_printed(open_page: Open) -> None:
    page = open_page("").page
    search(page, "directive")
    page.emulate_media(media="print")
    expect(box(page)).to_be_hidden()


def test_without_javascript_the_index_takes_its_place(open_page: Open, site_url: str) -> None:
    page = open_page("directives/", javascript=False).page
    banner = page.get_by_role("banner")
    expect(banner.get_by_role("button", name="Search")).to_be_hidden()
    banner.get_by_role("link", name="A–Z index").click()
    assert page.url == f"{site_url}a-z/"
    page.get_by_role("navigation", name="Letters").get_by_role("link", name="B", exact=True).click()
    page.get_by_role("link", name="BOD 26-04: Prioritizing Security Updates Based on Risk").first.click()
    assert page.url == f"{site_url}directives/bod-26-04/"


def test_without_javascript_the_home_page_leads_to_the_index(open_page: Open) -> None:
    page = open_page("", javascript=False).page
    expect(page.get_by_role("button", name="Search by number, name or words")).to_be_hidden()
    expect(page.get_by_role("main").get_by_role("link", name="A–Z index")).to_be_visible()
