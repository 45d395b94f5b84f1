"""A real Chromium, and pages that remember everything that they said and asked for."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, sync_playwright


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium as scripts/test found it. Without it the tests fail; they never skip."""
    path = os.environ.get("PORTAL_CHROMIUM")
    if not path:
        pytest.fail("PORTAL_CHROMIUM is not set: run the tests with ./scripts/test, which finds or installs Chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"],
        )
        yield browser
        browser.close()


class Visit:
    """A page that was opened, with what it said on the console and what it asked of other hosts."""

    def __init__(self, page: Page, origin: str) -> None:
        self.page = page
        self.said: list[str] = []
        self.elsewhere: list[str] = []
        page.on("console", lambda message: self.said.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda problem: self.said.append(f"error: {problem}"))
        page.on("request", lambda request: self._note(request.url, origin))

    def _note(self, url: str, origin: str) -> None:
        if not url.startswith((origin, "data:", "blob:")):
            self.elsewhere.append(url)


Open = Callable[..., Visit]


@pytest.fixture
def open_page(browser: Browser, site_url: str) -> Iterator[Open]:
    """Open an address of the site: ``open_page("directives/", width=320, dark=True)``."""
    contexts = []

    def visit(address: str, width: int = 1280, dark: bool = False, javascript: bool = True) -> Visit:
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme="dark" if dark else "light",
            java_script_enabled=javascript,
            reduced_motion="reduce",
        )
        contexts.append(context)
        page = context.new_page()
        visit = Visit(page, site_url)
        page.goto(site_url + address, wait_until="load")
        return visit

    yield visit
    for context in contexts:
        context.close()
