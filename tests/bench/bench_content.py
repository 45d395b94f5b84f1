"""What each stage costs a record, in milliseconds on one core: where to look before making anything quicker.

Run it as ``.venv/bin/python tests/bench/bench_content.py [--records 1000]``; the best of several rounds counts.
"""

from __future__ import annotations

import argparse
import datetime
import gc
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import msgspec

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from portal.authoring.sample import sample, write_sample  # noqa: E402
from portal.content.catalog import Catalog, Entry  # noqa: E402
from portal.content.decode import decode  # noqa: E402
from portal.content.kinds import KINDS  # noqa: E402
from portal.content.load import Item, record_files  # noqa: E402
from portal.content.references import links_of  # noqa: E402
from portal.content.source import Document, parse, read  # noqa: E402
from portal.pages.renderer import PageSettings, Renderer  # noqa: E402
from portal.rules import compare, inspect  # noqa: E402

TODAY = datetime.date(2026, 11, 22)
T = TypeVar("T")


class Clock:
    """Measures stages and prints a line for each."""

    def __init__(self, records: int, rounds: int) -> None:
        self.records = records
        self.rounds = rounds

    def stage(self, name: str, work: Callable[[], T]) -> T:
        """Run a stage several times and print its best time a record."""
        times = []
        for _ in range(self.rounds):
            started = time.perf_counter()
            work()
            times.append(time.perf_counter() - started)
        print(f"{name:<42}{min(times) / self.records * 1000:8.3f}")
        return work()


def main() -> None:
    """Measure every stage from file to article."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--records", type=int, default=1_000)
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    gc.disable()  # As `load` does.
    clock = Clock(arguments.records, arguments.rounds)
    print(f"{'stage':<42}{'ms a record':>8}")
    clock.stage("sample: make the text", lambda: list(sample(arguments.records, 1)))
    with tempfile.TemporaryDirectory(prefix="bench-") as temporary:
        folder = Path(temporary)
        write_sample(folder, arguments.records, 1)
        _stages(clock, folder)


def _stages(clock: Clock, folder: Path) -> None:
    files = clock.stage("load: find the files", lambda: record_files(folder))
    raw = [(file.read_bytes(), file.as_posix()) for file in files]
    clock.stage("source.parse: bytes to nodes", lambda: [parse(text, name) for text, name in raw])
    documents = [each for each in (read(file, folder, file.as_posix()) for file in files) if isinstance(each, Document)]
    decoded = clock.stage("decode: nodes to record", lambda: [decode(document).record for document in documents])
    records = [record for record in decoded if record is not None]
    clock.stage("rules: one record alone", lambda: [list(inspect(record)) for record in records])
    links = clock.stage("references: what it points at", lambda: [links_of(record) for record in records])
    items = [
        Item(name, record, found, (), record.id) for (_, name), record, found in zip(raw, records, links, strict=True)
    ]
    packed = clock.stage("load: pack for the parent process", lambda: msgspec.msgpack.encode(items))
    decoder = msgspec.msgpack.Decoder(list[Item])
    clock.stage("load: unpack in the parent process", lambda: decoder.decode(packed))
    entries = [Entry(item.path, item.record, item.links) for item in items if item.record and item.links]
    clock.stage("rules: records together", lambda: list(compare(Catalog(entries, TODAY))))
    catalog = Catalog(entries, TODAY).without_drafts()
    settings = PageSettings(
        site_url="https://bench.example/", edit_base="", official=False, today=TODAY, report_url="", show_drafts=False
    )
    clock.stage("pages: tables for all", lambda: Renderer(catalog, ROOT / "overrides", settings=settings))
    renderer = Renderer(catalog, ROOT / "overrides", settings=settings)
    paged = [record for record in catalog.records if KINDS[record.kind].paged]
    clock.stage("pages: article", lambda: [renderer.article(record) for record in paged])


if __name__ == "__main__":
    main()
