"""The pages on official lists in a real browser: accessible in every view, usable at 320 px, anchors in sight."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import Open
from tests.browser.test_pages import TAGS, VIEWS, violations

PAGES = [
    "controls/",
    "controls/SI-2/",
    "controls/AC/",
    "csf/PR/",
    "techniques/",
    "techniques/T1190/",
    "vulnerabilities/CVE-2022-20775/",
    "vulnerabilities/2021/",
    "weaknesses/",
    "coverage/",
    "coverage/attack/",
    "coverage/controls/baseline/low/",
]

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(("width", "dark"), VIEWS, ids=["wide", "wide-dark", "narrow", "narrow-dark"])
@pytest.mark.parametrize("address", PAGES, ids=lambda address: address.strip("/"))
def test_a_page_is_accessible_quiet_and_narrow_enough(open_page: Open, address: str, width: int, dark: bool) -> None:
    visit = open_page(address, width=width, dark=dark)
    found = Axe().run(visit.page, options={"runOnly": {"type": "tag", "values": TAGS}})
    assert violations(found.response) == []
    assert visit.said == []
    assert visit.elsewhere == []
    widths = visit.page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    assert widths[0] <= widths[1], "the page scrolls sideways"


def test_an_address_with_an_anchor_shows_the_entry(open_page: Open) -> None:
    page = open_page("controls/AC/#AC-3(6)").page
    row = page.locator("[id='AC-3(6)']")
    assert row.is_visible()
    assert 0 <= row.evaluate("(row) => row.getBoundingClientRect().top") < 900
    assert "now" in row.inner_text()


def test_what_nothing_cites_is_folded_and_opens_by_keyboard(open_page: Open) -> None:
    page = open_page("techniques/T1190/").page
    others = page.locator("details.others").first
    assert others.get_attribute("open") is None
    others.locator("summary").focus()
    page.keyboard.press("Enter")
    assert others.locator("a").first.is_visible()
