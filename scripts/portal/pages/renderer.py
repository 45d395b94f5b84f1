"""Records to articles. Made once in the parent process; workers inherit the compiled templates and the tables."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from portal.content.catalog import Catalog
from portal.content.findings import Finding
from portal.content.kinds import Record
from portal.pages.article import Article, DataFile, Heading, Sheet
from portal.pages.az import Index
from portal.pages.browse import Browse
from portal.pages.compare import comparison_files, comparison_sheets
from portal.pages.coverage.sheets import CoveragePages
from portal.pages.directive import directive_view
from portal.pages.frame import Crumb
from portal.pages.guidance import guidance_view
from portal.pages.links import links_sheets
from portal.pages.overview import changes_view, deadlines_view, finding_views, home_view
from portal.pages.page import Desk, Page
from portal.pages.places import organization_view, service_view, topic_view
from portal.pages.prose import Writer
from portal.pages.redirects import redirects
from portal.pages.settings import PageSettings
from portal.pages.targets import Targets
from portal.pages.terms import glossary_view
from portal.pages.tool import tool_view
from portal.pages.vocabulary.entries import Entries
from portal.pages.vocabulary.sheets import VocabularyPages
from portal.pages.words import count, full_name
from portal.vocabularies.lookup import NO_LISTS, Library

__all__ = ["PageSettings", "Renderer"]

View = Callable[[Page, Any], tuple[dict[str, Any], tuple[Heading, ...]]]

VIEWS: dict[str, View] = {
    "directive": directive_view,
    "guidance": guidance_view,
    "tool": tool_view,
    "service": service_view,
    "organization": organization_view,
    "topic": topic_view,
}
"""What works a record's page out, for each kind that has pages; its template is ``records/KIND.html``."""

_LISTS = ("az", "compare", "notice", "glossary", "home", "deadlines", "changes", "findings", "links", "missing")


class Renderer:
    """Turns the records of one catalogue into articles."""

    def __init__(
        self, catalog: Catalog, templates: Path, *, settings: PageSettings, library: Library = NO_LISTS
    ) -> None:
        """Compile every template of the folder and work out the catalogue's tables."""
        environment = Environment(
            loader=FileSystemLoader(templates),
            autoescape=True,
            undefined=StrictUndefined,
            auto_reload=False,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=False,
        )
        self._records: dict[str, Template] = {kind: environment.get_template(f"records/{kind}.html") for kind in VIEWS}
        self._lists: dict[str, Template] = {name: environment.get_template(f"lists/{name}.html") for name in _LISTS}
        self._desk = Desk(catalog, settings, library)
        self._index = Index(self._desk, self._lists["az"])
        self.browse = Browse(self._desk, environment)
        """The lists of the records."""
        self._vocabulary = VocabularyPages(self._desk, environment)
        self._coverage = CoveragePages(self._desk, self._vocabulary, environment)

    @property
    def targets(self) -> Targets:
        """Where references lead, and the words for them."""
        return self._desk.targets

    @property
    def lists(self) -> Entries:
        """The entries of the official lists."""
        return self._desk.entries

    def sheets(self) -> tuple[Sheet, ...]:
        """Every page that belongs neither to one record nor to the navigation."""
        return self._sheets

    @cached_property
    def _sheets(self) -> tuple[Sheet, ...]:
        return (
            *self._index.sheets(),
            *self.browse.sheets,
            *comparison_sheets(self._desk, self._lists["compare"], self.browse.filter_links),
            *self._vocabulary.sheets(),
            *links_sheets(self._desk, self._lists["links"]),
            *self._coverage.sheets,
        )

    @cached_property
    def _data_files(self) -> tuple[DataFile, ...]:
        return (
            *redirects(self._desk.catalog, self._desk.settings.site_url),
            *self.browse.data_files,
            *comparison_files(self._desk),
            *self._coverage.data_files,
        )

    def data_files(self) -> tuple[DataFile, ...]:
        """Every file beside the pages: what their scripts read, and what leads on from former addresses."""
        return self._data_files

    def article(self, record: Record, base: str = "../../") -> Article:
        """A record's page. ``base`` is the relative way to the root of the site."""
        page = Page(self._desk, base, record)
        context, contents = VIEWS[record.kind](page, record)
        html = self._records[record.kind].render(context)
        return Article(full_name(record), record.summary, html, contents)

    def section(self, kind: str, base: str = "../") -> Article:
        """The list of a kind; for terms, the glossary."""
        if kind != "term":
            return self.browse.section(kind, base)
        context, contents = glossary_view(Page(self._desk, base))
        return Article(
            "Glossary",
            "The terms that the portal's pages use, each with its meaning and its source.",
            self._lists["glossary"].render(context),
            contents,
        )

    def home(self, base: str = "") -> Article:
        """The home page: three doors, what is due next, what changed."""
        return Article(
            "Federal Cyber Defense Guidance Portal",
            "What federal cyber defense directives ask for, by when, how to do it and how to prove it; "
            "and tools and services that help.",
            self._lists["home"].render(home_view(Page(self._desk, base))),
        )

    def deadlines(self, base: str = "../") -> Article:
        """Every dated duty, by date."""
        context, contents = deadlines_view(Page(self._desk, base))
        html = self._lists["deadlines"].render(context)
        return Article("Deadlines", "Every dated duty of every directive in force, by date.", html, contents)

    def changes(self, base: str = "../") -> Article:
        """What changed, newest first."""
        context, contents = changes_view(Page(self._desk, base))
        html = self._lists["changes"].render(context)
        return Article("Changes", "What changed in the portal's records, newest first.", html, contents)

    def vocabulary(self, section: str, base: str = "../") -> Article:
        """The list of a part of the site that holds entries of official lists."""
        return self._vocabulary.listing(section, base)

    def coverage(self, base: str = "../") -> Article:
        """How much bears on the entries of each official list."""
        return self._coverage.overview(base)

    def index(self, base: str = "../") -> Article:
        """The A–Z index, or the way to its letters where it is too long for one page."""
        return self._index.front(base)

    def missing(self, base: str) -> Article:
        """The page for an address that is not there."""
        context = {"base": base, "report": self._desk.settings.report_url}
        html = self._lists["missing"].render(context)
        return Article("Page not found", "There is no page at this address.", html)

    def notice(self, findings: Sequence[Finding], base: str) -> str:
        """In the preview, above a page whose record has findings: how many, and where they are told."""
        return self._lists["notice"].render(count=count(len(findings), "finding"), base=base)

    def problem(self, record_id: str, findings: Sequence[Finding], base: str) -> Article:
        """In the preview, in place of a record that cannot be shown: its findings."""
        return self._findings(f"{record_id} cannot be shown", findings, base)

    def findings(self, findings: Sequence[Finding], base: str) -> Article:
        """In the preview: everything that the checker found."""
        return self._findings("Findings", findings, base)

    def inline(self, html: str, base: str) -> str:
        """A hand-written page: ``[[references]]`` resolved outside links and code, tables in scroll regions."""
        return Writer(self._desk.prose, base).dressed(html)

    def _findings(self, title: str, findings: Sequence[Finding], base: str) -> Article:
        errors = sum(each.severity == "error" for each in findings)
        shown = f"{count(errors, 'error')} and {count(len(findings) - errors, 'warning')}"
        html = self._lists["findings"].render(
            crumbs=(Crumb("Home", base or "./"), Crumb("Findings")),
            title=title,
            shown=shown,
            findings=finding_views(findings),
        )
        return Article(title, f"The checker reports {shown}.", html)
