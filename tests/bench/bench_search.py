"""How good the search is, and what it costs.

Quality: what people may ask (queries.txt) on the project's own content: how often a right page comes first, how often
among the first three, and the mean reciprocal rank. Cost: on ten thousand sample records, the time and memory of the
index, the bytes and milliseconds of a first and a later query, of filtering the results, and of browsing a list; beside
it, stock MkDocs Material with its search plugin on the same pages at a thousand.

Run it as ``PORTAL_CHROMIUM=/usr/bin/chromium .venv/bin/python tests/bench/bench_search.py``. The aims: the first result
of an identifier in 200 ms and 100 KB, of words in 500 ms and 400 KB; a list in 300 KB compressed.
"""

from __future__ import annotations

import argparse
import datetime
import gzip
import os
import platform
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import msgspec
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from portal.authoring.sample import write_sample  # noqa: E402
from portal.rules.check import check  # noqa: E402
from tests.bench.plain import write_plain_site  # noqa: E402
from tests.bench.watch import Cost, run  # noqa: E402
from tests.browser.finding import ask  # noqa: E402

TODAY = datetime.date(2026, 11, 22)
_PORTAL = (sys.executable, "-m", "portal")
_SOME = ("cloud cleaning", "weighing spring")
"""Words that some hundred of the sample's pages have."""
_FREQUENT = ("northern canal", "garnet orchard")
"""Words that half of the sample's pages have: no query is dearer."""
_QUERIES = Path(__file__).with_name("queries.txt")


class Query(msgspec.Struct, frozen=True):
    """One query with the pages that answer it."""

    group: str
    text: str
    wanted: tuple[str, ...]


class Step(msgspec.Struct, frozen=True):
    """What a reader did, and what it cost."""

    name: str
    milliseconds: float
    raw: int
    """Bytes as the files are."""
    packed: int
    """Bytes as a server that compresses would send them."""


def queries(text: str) -> Iterator[Query]:
    """Read the list of queries."""
    group = ""
    for line in text.splitlines():
        if line.startswith("["):
            group = line.strip("[]")
        elif line and not line.startswith("#"):
            query, _, wanted = line.partition(" -> ")
            yield Query(group, query, tuple(wanted.split()))


def main() -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--records", type=int, default=10_000, help="sample records; 0 leaves the cost out")
    parser.add_argument("--plain", type=int, default=1_000, help="records for plain Material; 0 leaves it out")
    parser.add_argument("--content", type=Path, default=ROOT / "guidance", help="what the queries are asked of")
    parser.add_argument("--misses", action="store_true", help="tell every query whose page is not first")
    arguments = parser.parse_args()
    print(f"{len(os.sched_getaffinity(0))} cores, load {os.getloadavg()[0]:.1f}, Python {platform.python_version()}")
    with tempfile.TemporaryDirectory(prefix="bench-") as temporary, chromium() as browser:
        folder = Path(temporary)
        quality(folder, browser, arguments.content, arguments.misses)
        if arguments.records:
            cost(folder, browser, arguments.records)
        if arguments.plain:
            plain(folder, browser, arguments.plain)


@contextmanager
def chromium() -> Iterator[Browser]:
    """The browser that the tests use."""
    with sync_playwright() as playwright:
        path = os.environ.get("PORTAL_CHROMIUM", "/usr/bin/chromium")
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


class Meter:
    """Counts what a site sends, as it is and as a compressing server would send it."""

    def __init__(self) -> None:
        self.base = ""
        self._sent: list[Path] = []

    def note(self, file: Path) -> None:
        """A file was asked for."""
        self._sent.append(file)

    def take(self) -> tuple[int, int]:
        """What was sent since the last time, in bytes."""
        contents = [file.read_bytes() for file in self._sent if file.is_file()]
        self._sent = []
        return sum(map(len, contents)), sum(min(len(each), len(gzip.compress(each, 6))) for each in contents)


class _Counting(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def __init__(self, meter: Meter, *arguments: Any, **options: Any) -> None:
        self._meter = meter
        super().__init__(*arguments, **options)

    def do_GET(self) -> None:
        file = Path(self.translate_path(self.path))
        self._meter.note(file / "index.html" if file.is_dir() else file)
        super().do_GET()

    def log_message(self, format: str, *arguments: object) -> None:
        pass


@contextmanager
def served(site: Path) -> Iterator[Meter]:
    """A site on a plain web server of this machine, with what counts its answers."""
    meter = Meter()
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Counting, meter, directory=str(site)))
    meter.base = f"http://127.0.0.1:{server.server_address[1]}/"
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield meter
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def build(content: Path, site: Path) -> Cost:
    """Build a site of the portal."""
    command = ("build", "--content", str(content), "--site-dir", str(site), "--today", TODAY.isoformat())
    return run([*_PORTAL, *command], ROOT)


def quality(folder: Path, browser: Browser, content: Path, misses: bool) -> None:
    """Ask all queries, and print how well they are answered, by group."""
    site = folder / "own"
    build(content, site)
    asked = list(queries(_QUERIES.read_text()))
    for query in asked:
        for address in query.wanted:
            if not (site / address.partition("#")[0] / "index.html").is_file():
                print(f"queries.txt: there is no page {address} for {query.text!r}")
    with served(site) as meter:
        page = browser.new_page()
        page.goto(meter.base)
        answers = ask(page, [query.text for query in asked])
        page.close()
    ranks: dict[str, list[int]] = {}
    for query, (_, found) in zip(asked, answers, strict=True):
        rank = next((place for place, address in enumerate(found, start=1) if address in query.wanted), 0)
        for group in (query.group, "all"):
            ranks.setdefault(group, []).append(rank)
        if misses and rank != 1:
            print(f"  {rank or 'no':>3} {query.text!r}: {', '.join(found[:3])}")
    rows = [("quality", "queries", "first", "in the first three", "mean reciprocal rank")]
    for group, each in [*((group, each) for group, each in ranks.items() if group != "all"), ("all", ranks["all"])]:
        rows.append(
            (
                group,
                str(len(each)),
                f"{sum(rank == 1 for rank in each) / len(each):.1%}",
                f"{sum(0 < rank <= 3 for rank in each) / len(each):.1%}",
                f"{sum(1 / rank for rank in each if rank) / len(each):.3f}",
            )
        )
    print_table(rows)


def cost(folder: Path, browser: Browser, records: int) -> None:
    """Build a large site, and measure what it costs its makers and its readers."""
    content, site = folder / "sample", folder / "site"
    write_sample(content, records, 1)
    whole = build(content, site)
    index = sum(file.stat().st_size for file in (site / "search").rglob("*") if file.is_file())
    print(f"\n{records:,} records: built in {whole.seconds:.1f} s with all processes at {whole.tree / 1e6:.0f} MB")
    for name, seconds, megabytes in index_cost(content):
        print(f"  {name}: {seconds:.1f} s" + (f", {megabytes:.0f} MB" if megabytes else ""))
    print(f"  search/ holds {sum(1 for _ in (site / 'search').rglob('*.*')):,} files, {index / 1e6:.1f} MB")
    entries = msgspec.json.decode((site / "search" / "words.json").read_bytes())["names"]
    titles = [entry[0] for entry in entries if entry[2] == 0]
    with served(site) as meter:
        print_steps([*box_steps(browser, meter, [title.partition(":")[0] for title in titles[:2]], "an identifier")])
        print_steps([*box_steps(browser, meter, _SOME, "words")])
        print_steps([*box_steps(browser, meter, _FREQUENT, "frequent words")])
        print_steps([*list_steps(browser, meter)])


def index_cost(content: Path) -> Iterator[tuple[str, float, float]]:
    """The parts of making the index, in this process: name, seconds, and the memory of the search program."""
    from portal.pages.renderer import PageSettings, Renderer
    from portal.search.index import Indexer, Search

    catalog = check(content, TODAY).catalog.without_drafts()
    settings = PageSettings(
        site_url="https://bench.example/", edit_base="", official=False, today=TODAY, report_url="", show_drafts=False
    )
    renderer = Renderer(catalog, ROOT / "overrides", settings=settings)
    started = time.perf_counter()
    search = Search(catalog, renderer, ())
    yield "entries of all pages", time.perf_counter() - started, 0
    with tempfile.TemporaryDirectory(prefix="bench-index-") as folder:
        started = time.perf_counter()
        search.write_data(Path(folder))
        yield "identifiers, words, facets", time.perf_counter() - started, 0
        started = time.perf_counter()
        indexer = Indexer()
        peak = _Peak(indexer)
        peak.start()
        search.write_index(Path(folder), indexer)
        peak.ended.set()
        peak.join()
        yield "text index by Pagefind", time.perf_counter() - started, peak.most / 1e6


class _Peak(threading.Thread):
    """Watches the memory of the search program."""

    def __init__(self, indexer: object) -> None:
        super().__init__(daemon=True)
        self._indexer = indexer
        self.ended = threading.Event()
        self.most = 0

    def run(self) -> None:
        while not self.ended.wait(0.1):
            process = getattr(self._indexer, "_process", None)
            if process is not None:
                try:
                    status = Path(f"/proc/{process.pid}/status").read_text()
                except OSError:
                    continue
                peak = next((line for line in status.splitlines() if line.startswith("VmHWM:")), "")
                self.most = max(self.most, int(peak.split()[1]) * 1024 if peak else 0)


def box_steps(browser: Browser, meter: Meter, typed: Sequence[str], what: str) -> Iterator[Step]:
    """A reader opens the box on the home page, and asks one thing after the other."""
    context = browser.new_context()
    page = context.new_page()
    page.add_init_script(_SETTLE)
    page.goto(meter.base, wait_until="networkidle")
    meter.take()
    started = time.perf_counter()
    page.keyboard.press("Control+k")
    field = page.get_by_role("searchbox")
    field.wait_for()
    opened = (time.perf_counter() - started) * 1000
    _rest(page)
    yield Step("the box, opened", opened, *meter.take())
    rows = page.locator(".portal-find__rows > li")
    for number, words in enumerate(typed):
        field.fill("")
        rows.first.wait_for(state="detached")
        took = page.evaluate(_TYPE, words)
        place = "first" if not number else "later"
        yield Step(f"{place} query, {what}: {words}", took, *meter.take())
        _rest(page)
        yield Step("  and what comes after the first result", 0, *meter.take())
    if page.locator(".portal-find__filters input").count():
        page.locator(".portal-find__filters summary").click()
        yield Step("a choice in a filter of the results", page.evaluate(_CHOOSE), *meter.take())
    context.close()


# In the browser, so that the driver's own time does not count.
_SETTLE = """
globalThis.settle = (wanted) => new Promise((resolve, reject) => {
    const deadline = performance.now() + 60_000;
    const look = () => {
        if (wanted()) resolve();
        else if (performance.now() > deadline) reject(new Error("nothing was found in a minute"));
        else requestAnimationFrame(look);
    };
    look();
});"""
_TYPE = """async (words) => {
    const field = document.querySelector("dialog input[type=search]");
    const started = performance.now();
    field.value = words;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    await settle(() => document.querySelector(".portal-find__rows > li"));
    return performance.now() - started;
}"""
_CHOOSE = """async () => {
    const shown = () => document.querySelector(".portal-find__results").lastElementChild.querySelector("section");
    const before = shown();
    const started = performance.now();
    document.querySelector(".portal-find__filters input[type=checkbox]").click();
    await settle(() => shown() !== before);
    return performance.now() - started;
}"""


def _rest(page: Page) -> None:
    """Wait until nothing is loaded any more."""
    page.wait_for_timeout(1000)
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(1000)


def list_steps(browser: Browser, meter: Meter) -> Iterator[Step]:
    """A reader opens the longest list and filters it."""
    context = browser.new_context()
    page = context.new_page()
    started = time.perf_counter()
    page.goto(f"{meter.base}guidance/", wait_until="domcontentloaded")
    took = (time.perf_counter() - started) * 1000
    page.wait_for_load_state("networkidle")
    yield Step("a list, opened without a query", took, *meter.take())
    context.close()


def plain(folder: Path, browser: Browser, records: int) -> None:
    """The same for stock MkDocs Material with its search plugin."""
    content, source = folder / f"plain-{records}", folder / "plain"
    write_sample(content, records, 1)
    write_plain_site(source, check(content, TODAY).catalog.without_drafts(), search=True)
    whole = run([sys.executable, "-m", "mkdocs", "build", "-q"], source, {"NO_MKDOCS_2_WARNING": "1"})
    index = (source / "site" / "search" / "search_index.json").stat().st_size
    print(f"\nStock Material, {records:,} records: built in {whole.seconds:.1f} s; its index has {index / 1e6:.1f} MB")
    with served(source / "site") as meter:
        context = browser.new_context()
        page = context.new_page()
        page.goto(meter.base, wait_until="networkidle")
        meter.take()
        started = time.perf_counter()
        page.locator("input.md-search__input").first.click()
        page.keyboard.insert_text("incident reporting")
        page.locator(".md-search-result__item").first.wait_for(state="attached", timeout=120_000)
        took = (time.perf_counter() - started) * 1000
        page.wait_for_load_state("networkidle")
        print_steps([Step("first query, words: incident reporting", took, *meter.take())])
        context.close()


def print_steps(steps: Sequence[Step]) -> None:
    """Print what readers wait for and load."""
    rows = [("", "ms", "KB", "KB compressed")]
    rows += [
        (each.name, f"{each.milliseconds:.0f}", f"{each.raw / 1000:.0f}", f"{each.packed / 1000:.0f}") for each in steps
    ]
    print_table(rows)


def print_table(rows: Sequence[Sequence[str]]) -> None:
    """Print rows in columns."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        cells = list(zip(row, widths, strict=True))
        print("  ".join([cells[0][0].ljust(cells[0][1]), *(text.rjust(width) for text, width in cells[1:])]))


if __name__ == "__main__":
    main()
