"""Writing pages and data files: made and written by forked workers that share the catalogue."""

from __future__ import annotations

import gc
import multiprocessing
from pathlib import Path

import msgspec

from portal.content.catalog import Catalog
from portal.content.kinds import KINDS
from portal.content.load import leave_interrupts
from portal.pages.article import Article, DataFile, Sheet
from portal.pages.renderer import Renderer
from portal.site.shell import Shell

PARALLEL_FROM = 300
"""Below this many pages the cost of workers exceeds their gain."""
_CHUNK = 50


Task = str | Sheet | DataFile
"""Something to be written: the page of the record with an id, another page, a data file."""


class Press(msgspec.Struct, frozen=True):
    """Everything that a worker needs to make a page."""

    catalog: Catalog
    renderer: Renderer
    shells: dict[tuple[str, int], Shell]
    """By section and by depth below the root of the site."""
    site_dir: Path
    notices: dict[str, str] = {}
    """In a preview: what stands above the page of a record, by its id."""

    @property
    def tasks(self) -> list[Task]:
        """All that there is to write."""
        return [
            *(record.id for record in self.catalog.records if KINDS[record.kind].paged),
            *self.renderer.sheets(),
            *self.renderer.data_files(),
        ]

    def print(self, task: Task) -> None:
        """Make one page or file and write it."""
        if isinstance(task, Sheet):
            self.write(task.section, task.address, task.make(task.base))
        elif isinstance(task, DataFile):
            target = self.site_dir / task.path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(task.make())
        else:
            self._print_record(task)

    def _print_record(self, record_id: str) -> None:
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
        shell = self.shells[section, address.count("/")]
        target.write_bytes(shell.page(article, address).encode("utf-8"))


_press: Press | None = None
_tasks: list[Task] = []


def _print_chunk(chunk: range) -> None:
    assert _press is not None
    for index in chunk:
        _press.print(_tasks[index])


def print_all(press: Press, jobs: int) -> int:
    """Write every page and data file; how many there are. OSError where the disk does not take them."""
    tasks = press.tasks
    if jobs < 2 or len(tasks) < PARALLEL_FROM:
        for task in tasks:
            press.print(task)
        return len(tasks)
    global _press, _tasks
    _press, _tasks = press, tasks  # Inherited by the forked workers; templates cannot be sent to them.
    chunks = [range(start, min(start + _CHUNK, len(tasks))) for start in range(0, len(tasks), _CHUNK)]
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
        _press, _tasks = None, []
    return len(tasks)
