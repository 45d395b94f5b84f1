"""Picking what to compare on lists and records' pages: kept in the address, carried on by links, and nowhere else."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open

pytestmark = pytest.mark.browser

BAR = ".compare-bar"


def search(page: Page) -> str:
    text: str = page.evaluate("location.search")
    return text


def box(page: Page, name: str) -> str:
    return f'.compare-pick input[aria-label="Compare {name}"]'


def test_tools_are_picked_on_the_list_by_keyboard_and_compared(open_page: Open) -> None:
    visit = open_page("tools/")
    page = visit.page
    page.locator(box(page, "Assemblyline 4")).press("Space")
    expect(page.locator(f"{BAR} p")).to_have_text("Compare 1 tool: Assemblyline 4. Choose another to compare it with.")
    assert search(page) == "?compare=assemblyline"
    page.locator(box(page, "capa")).press("Space")
    expect(page.locator(f"{BAR} p")).to_have_text("Compare 2 tools: Assemblyline 4, capa")
    expect(page.locator(f"{BAR} ~ [role=status], .results > [role=status]").last).to_have_text(
        "Compare 2 tools: Assemblyline 4, capa"
    )
    assert search(page) == "?compare=assemblyline,capa"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Compare 2 tools", "the way to the bar is short"
    page.keyboard.press("Enter")
    expect(page.locator(".compare-names a")).to_have_text(["Assemblyline 4", "capa"])
    assert search(page) == "?t=assemblyline,capa"
    page.go_back()
    expect(page.locator(box(page, "capa"))).to_be_checked()
    page.go_back()
    expect(page.locator(f"{BAR} p")).to_contain_text("Compare 1 tool: Assemblyline 4.")
    expect(page.locator(box(page, "capa"))).not_to_be_checked()
    page.go_back()
    expect(page.locator(BAR)).to_be_hidden()
    assert visit.said == []
    assert page.context.cookies() == []
    stored = page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}])")
    assert "capa" not in stored, "only the theme keeps something: its palette"


def test_the_bar_stays_at_the_foot_of_the_window_and_hides_no_focus(open_page: Open) -> None:
    page = open_page("tools/?compare=garak,capa").page
    expect(page.locator(BAR)).to_be_visible()
    for place in range(0, 40, 5):
        field = page.locator(".compare-pick input").nth(place)
        field.focus()
        box = field.bounding_box()
        bar = page.locator(BAR).bounding_box()
        assert box is not None
        assert bar is not None
        assert bar["y"] + bar["height"] <= 901
        assert box["y"] + box["height"] <= bar["y"], place


def test_filters_and_picks_share_the_address(open_page: Open) -> None:
    visit = open_page("tools/?type=open-source&compare=garak,capa")
    page = visit.page
    expect(page.locator(f"{BAR} p")).to_have_text("Compare 2 tools: garak, capa")
    page.locator(box(page, "Adversarial Robustness Toolbox")).check()
    assert "type=open-source" in search(page)
    page.get_by_role("checkbox", name="Government").check()
    page.wait_for_url("**government**")
    expect(page.locator(f"{BAR} p")).to_have_text("Compare 3 tools: garak, capa, Adversarial Robustness Toolbox")
    boxes = page.locator(".compare-pick input").count()
    assert boxes == page.locator(".results tr[data-id]").count()
    assert boxes > 0
    page.get_by_role("link", name="Compare", exact=True).click()
    expect(page.locator(".compare-names a")).to_have_text(["garak", "capa", "Adversarial Robustness Toolbox"])
    assert visit.said == []


def test_a_sixth_tool_is_refused_in_words(open_page: Open) -> None:
    page = open_page("tools/?compare=garak,pyrit,promptfoo,capa,thorium").page
    expect(page.locator(f"{BAR} p")).to_contain_text("Compare 5 tools:")
    page.locator(box(page, "Assemblyline 4")).click()
    expect(page.locator(f"{BAR} .compare-problem")).to_have_text(
        "5 tools are the most that can be compared. Take one out first."
    )
    expect(page.locator(box(page, "Assemblyline 4"))).not_to_be_checked()
    assert search(page) == "?compare=garak,pyrit,promptfoo,capa,thorium"


def test_clear_takes_all_out_and_keeps_the_focus_on_the_list(open_page: Open) -> None:
    page = open_page("tools/?sort=-date&compare=garak,nope,pyrit").page
    expect(page.locator(f"{BAR} p")).to_have_text("Compare 2 tools: garak, PyRIT")
    page.get_by_role("button", name="Clear", exact=True).press("Enter")
    expect(page.locator(BAR)).to_be_hidden()
    assert "compare" not in search(page)
    assert page.evaluate("document.activeElement.getAttribute('role')") == "region"
    assert page.locator(".compare-pick input:checked").count() == 0


def test_links_carry_the_picks_to_a_records_page_and_back(open_page: Open) -> None:
    visit = open_page("tools/type/open-source/?compare=garak,capa")
    page = visit.page
    expect(page.locator(f"{BAR} p")).to_have_text("Compare 2 tools: garak, capa")
    page.get_by_role("link", name="Adversarial Robustness Toolbox", exact=True).click()
    page.wait_for_url("**/tools/adversarial-robustness-toolbox/?compare=garak,capa")
    offer = page.locator("[data-compare-offer]")
    expect(offer).to_have_text("Compare with garak and capa")
    page.locator(".crumbs").get_by_role("link", name="Tools").click()
    page.wait_for_url("**/tools/?compare=garak,capa")
    page.go_back()
    page.locator("[data-compare-offer]").click()
    expect(page.locator(".compare-names a")).to_have_text(["garak", "capa", "Adversarial Robustness Toolbox"])
    assert visit.said == []


@pytest.mark.parametrize(
    ("address", "offer", "name"),
    [
        ("tools/garak/", "Compare with other tools", "garak"),
        ("guidance/fix-by-risk/", "Compare with other items", None),
    ],
    ids=["tool", "guidance"],
)
def test_a_records_page_leads_to_the_comparison_with_the_chooser_focused(
    open_page: Open, address: str, offer: str, name: str | None
) -> None:
    visit = open_page(address)
    page = visit.page
    page.get_by_role("link", name=offer).press("Enter")
    expect(page.locator(".compare-names a")).to_have_count(1)
    if name:
        expect(page.locator(".compare-names a")).to_have_text(name)
    expect(page.locator("#compare_input")).to_be_focused()
    assert visit.said == []


def test_lists_of_what_cannot_be_compared_offer_nothing(open_page: Open) -> None:
    page = open_page("directives/?compare=bod-26-04").page
    expect(page.locator("tr[data-id]").first).to_be_visible()
    assert page.locator(".compare-pick").count() == 0


def test_without_javascript_no_box_is_offered_that_does_nothing(open_page: Open) -> None:
    page = open_page("tools/", javascript=False).page
    assert page.locator(".compare-pick").count() == 0
