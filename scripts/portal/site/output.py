"""Writing the record pages: rendered and written by forked workers that share the catalogue."""

from __future__ import annotations

import gc
import multiprocessing
from collections.abc import Sequence
from pathlib import Path

import msgspec

from portal.content.catalog import Catalog
from portal.content.kinds import KINDS
from portal.content.load import leave_interrupts
from portal.pages.article import Article
from portal.pages.renderer import Renderer
from portal.site.shell import Shell

PARALLEL_FROM = 300
"""Below this many pages the cost of workers exceeds their gain."""
_CHUNK = 50


class Press(msgspec.Struct, frozen=True):
    """Everything that a worker needs to make a record's page."""

    catalog: Catalog
    renderer: Renderer
    shells: dict[str, Shell]
    """By section."""
    site_dir: Path
    notices: dict[str, str] = {}
    """In a preview: what stands above the page of a record, by its id."""

    def print(self, record_id: str) -> None:
        """Render one record and write its page."""
        record = self.catalog.get(record_id)
        assert record is not None
        kind = KINDS[record.kind]
        article = self.renderer.article(record)
        notice = self.notices.get(record.id)
        if notice:
            article = msgspec.structs.replace(article, html=notice + article.html)
        self.write(kind.section, kind.address(record.id), article)

    def write(self, section: str, address: str, article: Article) -> None:
        """Join an article with its shell and write the page."""
        target = self.site_dir / address / "index.html"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(self.shells[section].page(article, address).encode("utf-8"))


_press: Press | None = None


def _print_chunk(record_ids: Sequence[str]) -> None:
    assert _press is not None
    for record_id in record_ids:
        _press.print(record_id)


def print_all(press: Press, jobs: int) -> int:
    """Write the page of every record that has one; the number of pages. OSError where the disk does not take them."""
    record_ids = [record.id for record in press.catalog.records if KINDS[record.kind].paged]
    if jobs < 2 or len(record_ids) < PARALLEL_FROM:
        for record_id in record_ids:
            press.print(record_id)
        return len(record_ids)
    global _press
    _press = press  # Inherited by the forked workers; templates cannot be sent to them.
    chunks = [record_ids[start : start + _CHUNK] for start in range(0, len(record_ids), _CHUNK)]
    try:
        gc.collect()
        gc.freeze()
        # This process takes a share too: a worker fewer is a copy of the catalogue fewer.
        with multiprocessing.get_context("fork").Pool(jobs - 1, leave_interrupts) as pool:
            others = [chunk for index, chunk in enumerate(chunks) if index % jobs]
            answer = pool.map_async(_print_chunk, others, chunksize=1)
            for chunk in chunks[::jobs]:
                _print_chunk(chunk)
            answer.get()
    finally:
        gc.unfreeze()
        _press = None
    return len(record_ids)
