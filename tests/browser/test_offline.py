"""The offline site in a real browser, opened from a folder: it reads, searches, filters and compares."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Visit
from tests.conftest import TODAY, portal

pytestmark = pytest.mark.browser


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project's own content, built for a folder."""
    target = tmp_path_factory.mktemp("offline") / "site"
    done = portal("build", "--offline", "--today", TODAY, "--site-dir", target)
    assert done.returncode == 0, done.stdout + done.stderr
    return target


@pytest.fixture
def visit(browser: Browser, folder: Path) -> Iterator[Visit]:
    """The home page of the folder."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    page = context.new_page()
    visit = Visit(page, f"{folder.as_uri()}/")
    page.goto(f"{folder.as_uri()}/index.html")
    yield visit
    context.close()


def go(page: Page, folder: Path, path: str) -> None:
    page.goto(f"{folder.as_uri()}/{path}")


def test_every_link_of_the_home_page_leads_to_a_file(visit: Visit, folder: Path) -> None:
    links: list[str] = visit.page.evaluate(
        "[...document.querySelectorAll('a[href]')].map((each) => each.href).filter((each) => each.startsWith('file:'))"
    )
    assert len(links) > 20
    assert [link for link in links if not Path(unquote(urlsplit(link).path)).is_file()] == []


def test_search_finds_by_identifier_and_by_words_and_leads_on(visit: Visit) -> None:
    page = visit.page
    for query, heading in (("BOD 26–04", "BOD 26-04"), ("incident reporting to cisa", "Incident reporting to CISA")):
        page.keyboard.press("Control+k")
        box = page.get_by_role("dialog", name="Search")
        box.get_by_role("searchbox").fill(query)
        link = box.locator(".portal-find__rows > li a").first
        expect(link).to_contain_text(heading)
        link.click()
        expect(page.locator("h1")).to_contain_text(heading)
    assert visit.said == []
    assert visit.elsewhere == []


@pytest.mark.parametrize(
    ("query", "address"),
    [
        ("ac-02(01)", "AC-2(1)"),
        ("vulnerabilty", "vulnerabilit"),
        ("two-factor authentication", "glossary/index.html#multi-factor-authentication"),
        ("scan models before anything loads them", "guidance/scan-models-before-use/index.html"),
    ],
)
def test_search_knows_spellings_typing_errors_synonyms_and_words(
    visit: Visit, folder: Path, query: str, address: str
) -> None:
    page = visit.page
    page.keyboard.press("Control+k")
    box = page.get_by_role("dialog", name="Search")
    box.get_by_role("searchbox").fill(query)
    rows = box.locator(".portal-find__rows > li")
    expect(rows.first.locator("a").first).to_have_attribute("href", re.compile(re.escape(address)))
    links: list[str] = box.locator("a[data-stop]").evaluate_all("(links) => links.map((link) => link.href)")
    files = [unquote(urlsplit(link).path) for link in links]
    assert [file for file in files if not Path(file).is_file()] == []
    assert visit.said == []


def test_a_list_is_filtered(visit: Visit, folder: Path) -> None:
    page = visit.page
    go(page, folder, "tools/index.html?type=open-source")
    expect(page.get_by_text("open source", exact=False).first).to_be_visible()
    shown = page.locator("table tbody tr a").first
    expect(shown).to_be_visible()
    shown.click()
    expect(page.locator("h1")).to_be_visible()
    assert visit.said == []


def test_tools_are_compared(visit: Visit, folder: Path) -> None:
    page = visit.page
    go(page, folder, "tools/compare/index.html?t=garak,pyrit")
    table = page.locator("table").first
    expect(table).to_contain_text("garak")
    expect(table).to_contain_text("PyRIT")
    assert visit.said == []


@pytest.mark.parametrize(
    "path", ["directives/bod-26-04/", "tools/garak/", "glossary/", "deadlines/", "about/", "a-z/", "controls/"]
)
def test_a_page_is_quiet(visit: Visit, folder: Path, path: str) -> None:
    go(visit.page, folder, f"{path}index.html")
    visit.page.wait_for_load_state("networkidle")
    expect(visit.page.locator("h1")).to_be_visible()
    assert visit.said == []
    assert visit.elsewhere == []


def test_nothing_for_web_servers_is_there(folder: Path) -> None:
    assert not [
        name for name in ("404.html", "sitemap.xml", "robots.txt", "search/pagefind") if (folder / name).exists()
    ]
    assert not [page for page in folder.rglob("*.html") if "Content-Security-Policy" in page.read_text()]


def test_a_former_address_leads_on(visit: Visit, folder: Path) -> None:
    former = [page for page in folder.rglob("*.html") if 'data-target="' in page.read_text()]
    for page in former[:3]:
        visit.page.goto(page.as_uri())
        expect(visit.page.locator("#page-content")).to_be_visible()
