"""`portal serve`: a preview that rebuilds on every change and keeps the last good site up while something is broken."""

from __future__ import annotations

import logging
import shutil
import signal
import socket
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from types import FrameType

import jinja2
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.exceptions import Abort, MkDocsException
from mkdocs.livereload import LiveReloadServer

from portal.search.index import Search
from portal.site.build import SiteError, plugin_of, read_config, template_words
from portal.site.indexing import Indexing


def serve_site(config_file: Path, host: str, port: int, content: Path | None, say: Callable[[str], None]) -> None:
    """Serve the preview until interrupted. Raises SiteError where it cannot start."""
    _free(host, port)
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _interrupt)  # Either way of ending it, it tidies up.
    work = Path(tempfile.mkdtemp(prefix="portal-serve-"))
    try:
        _Preview(config_file, host, port, content, say, work).run()
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _interrupt(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _free(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as problem:
            raise SiteError(
                f"the address {host}:{port} cannot be used: {problem.strerror}. "
                f"Choose another with --addr {host}:{port + 1}."
            ) from problem
        except OverflowError as problem:
            raise SiteError(f"{port} is not a port; choose one from 1 to 65535.") from problem


class _Preview:
    """One running preview: where its site lies, and how it is built again."""

    def __init__(
        self, config_file: Path, host: str, port: int, content: Path | None, say: Callable[[str], None], work: Path
    ) -> None:
        self.config_file = config_file
        self.content = content
        self.say = say
        self.site = work / "site"
        self.next = work / "next"
        self.url = f"http://{host}:{port}/"
        self.findings = 0
        self.search: Search | None = None
        self.indexing = Indexing(say)
        self.server = LiveReloadServer(builder=self.again, host=host, port=port, root=str(self.site))
        self.server.error_handler = self.error_page

    def run(self) -> None:
        config = read_config(self.config_file, self.next, strict=False)
        folder = self.content or plugin_of(config).content_folder(config)
        if not self.rebuild():
            raise SiteError("the preview cannot start before the mistakes above are mended.")
        watched = [folder, Path(config.docs_dir), self.config_file, *(Path(each) for each in config.watch)]
        for path in dict.fromkeys(each.absolute() for each in watched):
            if path.exists():
                self.server.watch(str(path))
        logging.getLogger("mkdocs.livereload").setLevel(logging.ERROR)
        self.say(f"Serving the preview on {self.url} (Ctrl+C stops it). Changes show after a moment.")
        try:
            self.server.serve()  # type: ignore[no-untyped-call]
        except KeyboardInterrupt:
            self.say("Stopped.")
        finally:
            self.server.shutdown()
            self.indexing.stop()

    def again(self) -> None:
        """Build after a change; what goes wrong is told and must not stop the server."""
        self.rebuild()

    def rebuild(self) -> bool:
        """Build beside the site that is served, and swap; on failure say why and keep the last good one."""
        started = time.monotonic()
        try:
            self.build()
        except jinja2.TemplateError as problem:
            return self.fail(template_words(problem))
        except (SiteError, MkDocsException, Abort, OSError) as problem:
            return self.fail(f"error: {problem}")
        self.indexing.stop()
        old = self.site.with_name("old")
        shutil.rmtree(old, ignore_errors=True)
        if self.site.exists():
            self.site.rename(old)
        self.next.rename(self.site)
        if self.search is not None:
            self.indexing.begin(self.search, self.site)
        shutil.rmtree(old, ignore_errors=True)
        told = f" The findings are on {self.url}findings/." if self.findings else ""
        self.say(f"Built in {time.monotonic() - started:.1f} s.{told}")
        return True

    def fail(self, words: str) -> bool:
        """Say why there is no new build."""
        kept = "\nThe preview shows the last good build." if self.site.exists() else ""
        self.say(f"{words}{kept}")
        return False

    def build(self) -> None:
        config = read_config(self.config_file, self.next, strict=False)
        config.site_url = self.url
        plugin = plugin_of(config)
        if self.content is not None:
            plugin.folder = self.content
        plugin.indexing = None  # Here, once the site has taken its place.
        config.plugins.on_startup(command="serve", dirty=False)
        mkdocs_build(config, serve_url=self.url)
        self.findings, self.search = plugin.findings, plugin.search

    def error_page(self, code: int) -> bytes | None:
        page = self.site / f"{code}.html"
        return page.read_bytes() if page.is_file() else None
