"""Every kind of page in a real browser: accessible, quiet, self-contained, usable by keyboard, narrow enough."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import Open

PAGES = [
    "",
    "directives/",
    "directives/bod-26-04/",
    "directives/bod-22-01/",
    "directives/eo-14409/",
    "guidance/",
    "guidance/fix-by-risk/",
    "tools/",
    "tools/garak/",
    "tools/logging-made-easy/",
    "services/",
    "services/cisa-ai-platform-access/",
    "organizations/",
    "organizations/cisa/",
    "topics/",
    "topics/vulnerability-management/",
    "glossary/",
    "deadlines/",
    "changes/",
    "a-z/",
    "a-z/b/",
    "about/",
    "contributing/",
    "contributing/fields/",
    "contributing/rules/",
    "nowhere/",
]
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
VIEWS = [(1280, False), (1280, True), (320, False), (320, True)]

pytestmark = pytest.mark.browser


def violations(found: dict[str, Any]) -> list[str]:
    """What axe objects to, one line an element."""
    return [
        f"{rule['id']} ({rule['impact']}): {node['target']} {node.get('failureSummary', '')[:300]}"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]


@pytest.mark.parametrize(("width", "dark"), VIEWS, ids=["wide", "wide-dark", "narrow", "narrow-dark"])
@pytest.mark.parametrize("address", PAGES, ids=lambda address: address.strip("/") or "home")
def test_a_page_is_accessible_quiet_and_self_contained(open_page: Open, address: str, width: int, dark: bool) -> None:
    visit = open_page(address, width=width, dark=dark)
    page = visit.page
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": TAGS}})
    assert violations(found.response) == []
    assert found.response["passes"]
    expected = ["error: Failed to load resource: the server responded with a status of 404 (Not Found)"]
    assert visit.said == (expected if address == "nowhere/" else [])
    assert visit.elsewhere == []
    assert page.context.cookies() == []
    widths = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    assert widths[0] <= widths[1], "the page scrolls sideways"
    assert page.locator("h1").count() == 1
    if dark:
        assert page.locator("body").get_attribute("data-md-color-scheme") == "slate"


@pytest.mark.parametrize("address", ["", "directives/bod-26-04/", "guidance/fix-by-risk/", "tools/garak/", "glossary/"])
def test_a_page_can_be_read_without_javascript(open_page: Open, address: str) -> None:
    page = open_page(address, javascript=False).page
    assert page.locator("h1").is_visible()
    hidden = page.evaluate(
        """() => [...document.querySelectorAll('#page-content p, #page-content td, #page-content dd')]
            .filter((each) => !each.closest('details:not([open])') && each.textContent.trim()
                && !each.getClientRects().length).map((each) => each.textContent.trim().slice(0, 60))"""
    )
    assert hidden == []


def test_the_skip_link_is_first_and_leads_to_the_content(open_page: Open) -> None:
    page = open_page("directives/bod-26-04/").page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent.trim()") == "Skip to content"
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#page-content"


@pytest.mark.parametrize("address", ["", "directives/bod-26-04/", "tools/garak/"])
@pytest.mark.parametrize("width", [1280, 320])
def test_everything_that_can_be_used_is_reached_by_keyboard_and_shown(
    open_page: Open, address: str, width: int
) -> None:
    page = open_page(address, width=width).page
    wanted = page.evaluate(
        """() => [...document.querySelectorAll('#page-content a[href], #page-content button, #page-content summary,'
            + '#page-content [tabindex="0"]')].filter((each) => each.getClientRects().length).length"""
    )
    reached: set[int] = set()
    invisible = []
    for _ in range(wanted + 120):
        page.keyboard.press("Tab")
        state = page.evaluate(
            """() => {
                const active = document.activeElement;
                if (!active || active === document.body) return null;
                window.__seen = window.__seen || [];
                if (!window.__seen.includes(active)) window.__seen.push(active);
                const box = active.getBoundingClientRect();
                return {index: window.__seen.indexOf(active), inside: !!active.closest('#page-content'),
                    visible: box.width > 0 && box.height > 0, text: active.textContent.trim().slice(0, 40)};
            }"""
        )
        if state is None:
            break
        if state["inside"]:
            reached.add(state["index"])
            if not state["visible"]:
                invisible.append(state["text"])
    assert invisible == []
    assert len(reached) == wanted


def test_the_palette_can_be_switched(open_page: Open) -> None:
    page = open_page("").page
    before = page.locator("body").get_attribute("data-md-color-scheme")
    page.locator("label[title='Switch to dark mode']").click()
    assert before == "default"
    assert page.locator("body").get_attribute("data-md-color-scheme") == "slate"


def test_a_printed_page_is_black_on_white_and_shows_addresses(open_page: Open) -> None:
    page = open_page("directives/bod-26-04/", dark=True).page
    page.emulate_media(media="print", color_scheme="dark")
    colors = page.evaluate(
        """() => { const style = getComputedStyle(document.querySelector('#page-content p'));
            const link = document.querySelector('#page-content a[href^="https://www.cisa.gov"]');
            return [style.color, getComputedStyle(document.body).backgroundColor,
                getComputedStyle(link, '::after').content]; }"""
    )
    assert colors[0] == "rgb(0, 0, 0)"
    assert colors[1] in ("rgb(255, 255, 255)", "rgba(0, 0, 0, 0)")
    assert "https://www.cisa.gov" in colors[2]
