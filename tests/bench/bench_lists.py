"""What it costs to browse lists at ten thousand records: bytes, elements, and the time from a click to the new rows.

Run it as ``PORTAL_CHROMIUM=/usr/bin/chromium .venv/bin/python tests/bench/bench_lists.py [--records 10000]``, or with
``--site DIR`` on a site that is built already. The aims: 300 KB compressed without a query, 3,000 elements, 100 ms.
"""

from __future__ import annotations

import argparse
import gzip
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, Response, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from portal.authoring.sample import write_sample  # noqa: E402
from portal.links.serving import served  # noqa: E402

SECTIONS = ("guidance", "tools", "directives", "services")
_CLICKS = """() => {
    for (const group of document.querySelectorAll('details.filter')) group.open = true;
    return new Promise((done) => setTimeout(() => {
        const times = [];
        for (const box of document.querySelectorAll('.choice input')) {
            for (let turn = 0; turn < 2; turn += 1) {
                const before = performance.now();
                box.click();
                document.body.offsetHeight;
                times.push(performance.now() - before);
            }
        }
        done(times);
    }, 300));
}"""
_TYPING = """(words) => {
    const field = document.querySelector('.list-form input');
    const entered = performance.now();
    field.focus();
    const times = [performance.now() - entered];
    for (let end = 1; end <= words.length; end += 1) {
        field.value = words.slice(0, end);
        const before = performance.now();
        field.dispatchEvent(new Event('input'));
        document.body.offsetHeight;
        times.push(performance.now() - before);
    }
    return times;
}"""


def main() -> None:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--records", type=int, default=10_000)
    parser.add_argument("--site", type=Path, help="a site that is built already")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-") as temporary, sync_playwright() as playwright:
        site = arguments.site or _built(Path(temporary), arguments.records)
        chromium = os.environ.get("PORTAL_CHROMIUM")
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        with served(site) as url:
            print(
                f"{'list':<12}{'rows':>7}{'KB open':>9}{'KB used':>9}{'elements':>10}{'click ms':>16}"
                f"{'enter, type ms':>18}"
            )
            for section in SECTIONS:
                _measure(browser, site, url, section)
        browser.close()


def _built(folder: Path, records: int) -> Path:
    write_sample(folder / "content", records, 1)
    site = folder / "site"
    command = [sys.executable, "-m", "portal", "build", "--content", folder / "content", "--site-dir", site]
    subprocess.run([*map(str, command), "--today", "2026-11-22"], cwd=ROOT, check=True)
    return site


def _measure(browser: Browser, site: Path, url: str, section: str) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    asked: dict[str, int] = {}

    def note(response: Response) -> None:
        asked[response.url] = _compressed(site, response.url)

    page.on("response", note)
    page.goto(f"{url}{section}/", wait_until="networkidle")
    page.locator(".downloads").wait_for()
    opened = sum(asked.values())
    elements = _elements(page)
    clicks = page.evaluate(_CLICKS)
    # Another order brings rows from all over the list, whose summaries lie in many files.
    page.locator("select[name=sort]").select_option("date")
    page.wait_for_timeout(500)
    page.wait_for_load_state("networkidle")
    used = sum(asked.values())
    elements = max(elements, _elements(page))
    typing = page.evaluate(_TYPING, "sample amber")
    rows = page.evaluate(
        "(path) => fetch(path).then((each) => each.json()).then((data) => data.ids.length)", "list.json"
    )
    print(
        f"{section:<12}{rows:>7,}{opened / 1000:>9.0f}{used / 1000:>9.0f}{elements:>10,}"
        f"{statistics.median(clicks):>7.0f} max {max(clicks):>4.0f}{typing[0]:>9.0f}, max {max(typing[1:]):>3.0f}"
    )
    page.close()


def _elements(page: Page) -> Any:
    return page.evaluate("document.querySelectorAll('*').length")


def _compressed(site: Path, url: str) -> int:
    """The size of a file as servers send it."""
    path = site / urlsplit(url).path.lstrip("/")
    return len(gzip.compress((path / "index.html" if path.is_dir() else path).read_bytes(), 6))


if __name__ == "__main__":
    main()
