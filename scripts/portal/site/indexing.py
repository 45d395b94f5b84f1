"""In a preview the text index is made beside the running server, and takes its place in the site when it is whole."""

from __future__ import annotations

import shutil
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path

from portal.search.index import DOCUMENTS, FOLDER, Indexer, IndexFailed, Search, Stopped


class Indexing:
    """Makes one index at a time; a newer one, or the end of the preview, stops it."""

    def __init__(self, say: Callable[[str], None]) -> None:
        self._say = say
        self._thread: threading.Thread | None = None
        self._indexer: Indexer | None = None

    def begin(self, search: Search, site: Path) -> None:
        """Start making the index of a site that is being served."""
        self.stop()
        self._indexer = Indexer()
        self._thread = threading.Thread(target=self._work, args=(search, site, self._indexer), name="search-index")
        self._thread.start()

    def stop(self) -> None:
        """End what is under way; afterwards nothing of it writes or runs."""
        if self._thread is not None and self._indexer is not None:
            self._indexer.stop()
            self._thread.join()
        self._thread = self._indexer = None

    def _work(self, search: Search, site: Path, indexer: Indexer) -> None:
        try:
            with tempfile.TemporaryDirectory(prefix=".search-", dir=site.parent) as folder:
                search.write_index(Path(folder), indexer)
                if indexer.stopped:
                    return
                shutil.rmtree(site / FOLDER, ignore_errors=True)
                (Path(folder) / FOLDER).rename(site / FOLDER)
                (Path(folder) / DOCUMENTS).rename(site / DOCUMENTS)  # Last: the box starts with it.
        except Stopped:
            return
        except (IndexFailed, OSError) as problem:
            self._say(f"error: {problem} Search finds only identifiers and titles.")
