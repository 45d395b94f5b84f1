"""The MkDocs plugin `portal`: translates MkDocs' events into the portal's own steps, and nothing more."""

from __future__ import annotations

import datetime
import logging
import os
import threading
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from portal.content.deadlines import read_day
from portal.content.kinds import KINDS
from portal.content.load import ContentError
from portal.links.state import State, StateError, read_state
from portal.pages.renderer import PageSettings, Renderer
from portal.report.text import report
from portal.rules.check import Checked, check
from portal.search.entries import Entry, list_entry, written_entry
from portal.search.index import Indexer, IndexFailed, Search
from portal.site.classic import UnknownForm
from portal.site.config import PortalConfig
from portal.site.generated import GENERATED, generated_pages, record_notices
from portal.site.indexing import Indexing
from portal.site.offline import make_offline
from portal.site.output import Press, print_all
from portal.site.policy import with_policy
from portal.site.shell import Shell, make_shell, table_of_contents
from portal.site.wellknown import plain_files

log = logging.getLogger("mkdocs.plugins.portal")


class RecordFile(File):
    """A record's page as MkDocs sees it: something that hand-written pages may link to, written by us."""

    def is_documentation_page(self) -> bool:
        """Never: MkDocs must not read or render it."""
        return False

    def copy_file(self, dirty: bool = False) -> None:
        """Nothing: the portal writes the page itself."""


class PortalPlugin(BasePlugin[PortalConfig]):  # type: ignore[no-untyped-call]
    """Reads the records, checks them, and adds their pages to the site."""

    def __init__(self) -> None:
        self.preview = False
        """Whether this is `serve`: drafts are shown, and findings become pages instead of stopping the build."""
        self.offline = False
        """Whether the site is to work from a folder, without a web server."""
        self.jobs = os.cpu_count() or 1
        self.prepared: Checked | None = None
        """What the command line has read and checked already, for the next build; it reports findings itself."""
        self._checked: Checked | None = None
        self.folder: Path | None = None
        """The content folder, where the command line names another than the configuration."""
        self.search: Search | None = None
        """The search of the last build."""
        self.indexing: Indexing | None = Indexing(log.error)
        """What makes the text index in a preview; None where whoever runs the preview does it."""
        self._entries: list[Entry] = []
        self._renderer: Renderer | None = None
        self._env: jinja2.Environment | None = None
        self._nav: Navigation | None = None

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Keep the plugin between the builds of one `serve`."""
        self.preview = command == "serve"

    def content_folder(self, config: MkDocsConfig) -> Path:
        """The content folder, as short as it can be written from here."""
        folder = self.folder or Path(config.config_file_path).parent / self.config.content
        return Path(os.path.relpath(folder)) if folder.is_relative_to(Path.cwd()) else folder

    @property
    def findings(self) -> int:
        """How many findings the content of the last build had."""
        return len(self._checked.findings) if self._checked else 0

    @property
    def workers(self) -> int:
        """How many workers to use: none beside a running preview, whose threads must not be forked."""
        return self.jobs if threading.active_count() == 1 else 1

    def today(self) -> datetime.date:
        """The day for which the site is built."""
        if self.config.today is None:
            return datetime.date.today()  # noqa: DTZ011 -- `mkdocs build` and `serve` are edges, as the command line is
        try:
            return read_day(self.config.today)
        except ValueError:
            raise PluginError(f"`today` is {self.config.today!r}; write it as YYYY-MM-DD.") from None

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Read and check the records; add their pages, the lists and the home page."""
        if self.indexing is not None:
            self.indexing.stop()
        self._entries = []
        self._checked = self.prepared or self._check(config)
        self.prepared = None
        catalog = self._checked.catalog
        if not self.preview:
            catalog = catalog.without_drafts()
        self._catalog = catalog
        settings = PageSettings(
            site_url=config.site_url or "",
            edit_base=f"{self.config.edit_url}{self.config.content.strip('/')}/" if self.config.edit_url else "",
            official=self.config.official,
            today=self.today(),
            report_url=self.config.report_url,
            show_drafts=self.preview,
            links=self._links(config),
        )
        self._renderer = Renderer(
            catalog, Path(str(config.theme.custom_dir)), settings=settings, library=self._checked.library
        )
        for page in GENERATED:
            if files.get_file_from_path(page.source) is None:
                files.append(File.generated(config, page.source, content=""))
        for record in catalog.records:
            kind = KINDS[record.kind]
            if kind.paged:
                files.append(
                    RecordFile(
                        f"{kind.section}/{record.id}.md",
                        None,
                        config.site_dir,
                        True,
                        dest_uri=f"{kind.address(record.id)}index.html",
                        inclusion=InclusionLevel.NOT_IN_NAV,
                    )
                )
        return files

    def _links(self, config: MkDocsConfig) -> State | None:
        """What the last check of addresses on the web found, where the configuration names a file of it that exists."""
        if not self.config.links_state:
            return None
        try:
            return read_state(Path(config.config_file_path).parent / self.config.links_state)
        except StateError as problem:
            raise PluginError(f"error: {problem}") from problem

    def _check(self, config: MkDocsConfig) -> Checked:
        try:
            checked = check(self.content_folder(config), self.today(), jobs=self.workers)
        except ContentError as problem:
            raise PluginError(str(problem)) from problem
        if checked.findings:
            log.log(logging.ERROR if checked.errors else logging.WARNING, "%s", report(checked.findings, checked.files))
        if checked.errors and not self.preview:
            raise PluginError("The site was not built: mend the errors above.")
        return checked

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> None:
        """Keep the navigation for the shells."""
        self._nav = nav

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Fill the generated pages, and resolve `[[references]]` in the hand-written ones."""
        assert self._renderer is not None
        base = "../" * page.url.count("/")
        for generated in GENERATED:
            if page.file.src_uri == generated.source:
                article = generated.make(self._renderer, base)
                page.meta = {"title": article.title, "description": article.description, "hide": ["navigation", "toc"]}
                if article.contents:
                    page.meta["hide"] = ["navigation"]
                page.meta["portal_article"] = True
                page.toc = table_of_contents(article)
                self._entries.append(list_entry(page.url, article.title, article.description))
                return article.html
        html = self._renderer.inline(html, base)
        self._entries.append(written_entry(page.url, page.title or "", html))
        return html

    def on_env(self, env: jinja2.Environment, *, config: MkDocsConfig, files: Files) -> None:
        """Tell the theme's templates what the site's owner decided."""
        assert self._renderer is not None
        env.globals["portal"] = self.config
        # The preview adds a script of its own to each page while it sends it, so no hash can be known. In a folder no
        # file has an origin, so that a policy would refuse the site's own.
        env.globals["portal_policy"] = not self.preview and not self.offline
        env.globals["portal_missing"] = self._renderer.missing(urlsplit(config.site_url or "/").path).html
        self._env = env
        self._files = files

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Put the policy into a page of MkDocs."""
        return with_policy(output)

    def on_post_template(self, output_content: str, *, template_name: str, config: MkDocsConfig) -> str:
        """Put the policy into the page for what is not there."""
        return with_policy(output_content)

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write the pages that are not MkDocs' own, and the files that are no pages."""
        assert self._renderer is not None
        assert self._checked is not None
        site = Path(config.site_dir)
        notices = record_notices(self._renderer, self._checked) if self.preview else {}
        press = Press(self._catalog, self._renderer, self._shells(config), site, notices)
        count = print_all(press, self.workers)
        log.info(f"{count} pages and data files written")
        if self.preview:
            for address, section, article in generated_pages(self._renderer, self._checked):
                press.write(section, address, article)
        addresses = [page.url for page in self._files.documentation_pages()]
        addresses += [sheet.address for sheet in self._renderer.sheets() if sheet.listed]
        for name, data in plain_files(self._catalog, config.site_url or "", addresses).items():
            (site / name).write_bytes(data)
        self._make_search(site)
        if self.offline:
            self._go_offline(site)

    def _go_offline(self, site: Path) -> None:
        """Change the finished site so that it works from a folder."""
        assert self._renderer is not None
        data = [file.path for file in self._renderer.data_files() if file.path.endswith(".json")]
        data += [file.relative_to(site).as_posix() for file in (site / "search").rglob("*.json")]
        try:
            make_offline(site, data)
        except UnknownForm as problem:
            raise PluginError(f"error: the site cannot go offline: {problem}") from problem

    def _make_search(self, site: Path) -> None:
        """Write the search box's data, and its text index: at once, but in a preview beside the server."""
        assert self._renderer is not None
        self.search = Search(self._catalog, self._renderer, self._entries)
        self.search.write_data(site, offline=self.offline)
        if self.offline:
            self.search.write_offline_index(site)
        elif not self.preview:
            try:
                self.search.write_index(site, Indexer())
            except IndexFailed as problem:
                raise PluginError(f"error: {problem}") from problem
        elif self.indexing is not None:
            self.indexing.begin(self.search, site)

    def on_shutdown(self) -> None:
        """Leave nothing running."""
        if self.indexing is not None:
            self.indexing.stop()

    def _shells(self, config: MkDocsConfig) -> dict[tuple[str, int], Shell]:
        """A shell for each section and depth at which pages lie."""
        assert self._renderer is not None
        assert self._env is not None
        assert self._nav is not None
        wanted = [(kind.section, 2) for kind in KINDS.values() if kind.paged]
        wanted += [(sheet.section, sheet.address.count("/")) for sheet in self._renderer.sheets()]
        wanted += [("findings", 1)] if self.preview else []
        return {
            (section, depth): make_shell(section, depth, config, self._files, self._nav, self._env)
            for section, depth in dict.fromkeys(wanted)
        }

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Any) -> LiveReloadServer:
        """Rebuild when a record changes."""
        server.watch(str(self.content_folder(config)))
        return server
