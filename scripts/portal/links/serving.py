"""A built site on a web server of this machine, for as long as a check lasts."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path


class _Site(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: what LinkChecker reports counts."""

    def end_headers(self) -> None:
        """Allow LinkChecker to ask as fast as it can: without this header it waits up to 0.6 s for each page."""
        self.send_header("LinkChecker", "allowed")
        super().end_headers()


@contextmanager
def served(site: Path) -> Iterator[str]:
    """Serve a folder on 127.0.0.1; gives the address, ending in ``/``."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Site, directory=str(site))) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}/"
        finally:
            server.shutdown()
            thread.join()
