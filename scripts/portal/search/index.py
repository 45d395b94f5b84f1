"""Everything that the search box of one site reads, in the order in which it is made: entries, data files, index."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from portal.content.catalog import Catalog
from portal.content.kinds.term import Term
from portal.pages.renderer import Renderer
from portal.search import lunr_index
from portal.search.data import Data
from portal.search.entries import Entry, kinds_of, record_entries, row_entries, sheet_entries
from portal.search.lean import lean_page
from portal.search.pagefind import FOLDER, Indexer, IndexFailed, Stopped
from portal.search.synonyms import synonyms

__all__ = ["DOCUMENTS", "FOLDER", "IndexFailed", "Indexer", "Search", "Stopped"]

DOCUMENTS = "search/docs.json"
"""The facets of the documents, from the root of the site."""


class Search:
    """The search of one site. ``others`` are the entries of the pages that belong to no record and are no sheets."""

    def __init__(self, catalog: Catalog, renderer: Renderer, others: Iterable[Entry]) -> None:
        self.entries: tuple[Entry, ...] = (
            *record_entries(catalog, renderer.targets),
            *sheet_entries(renderer.sheets()),
            *others,
        )
        """Every document of the index, in order."""
        rows = tuple(row_entries(renderer.lists))
        self._kinds = kinds_of((*self.entries, *rows))
        self._data = Data(self.entries, rows, self._kinds)
        self._topics = {topic.id: topic.title for topic in catalog.kinds["topic"]}
        self._synonyms = synonyms(term for term in catalog.kinds["term"] if isinstance(term, Term))

    def write_data(self, site: Path, *, offline: bool = False) -> None:
        """Write what the box needs for identifiers and typing errors. OSError where the disk does not take it."""
        for path, content in self._data.files(self._synonyms, "lunr" if offline else "pagefind").items():
            _write(site / path, content)

    def write_offline_index(self, site: Path) -> None:
        """Write the text index that works without a web server, and what belongs to it. OSError as before."""
        numbers = [str(number) for number in range(len(self.entries))]
        _write(site / DOCUMENTS, self._data.documents(numbers, self._topics))
        _write(site / lunr_index.PATH, lunr_index.lunr_index(self.entries, self._kinds))

    def write_index(self, site: Path, indexer: Indexer) -> None:
        """Write the text index and what belongs to it. Raises IndexFailed, Stopped, or OSError."""
        ids = indexer.write(site / FOLDER, ((entry.address, lean_page(entry)) for entry in self.entries))
        missing = [entry.address for entry in self.entries if entry.address not in ids]
        if missing:
            raise IndexFailed(f"the search index lacks {len(missing)} of {len(self.entries)} pages: `{missing[0]}` …")
        found = [ids[entry.address].removeprefix("en_") for entry in self.entries]
        _write(site / DOCUMENTS, self._data.documents(found, self._topics))


def _write(target: Path, content: bytes) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content)
