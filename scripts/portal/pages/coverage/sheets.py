"""Every coverage page and layer, as the site writes them."""

from __future__ import annotations

from functools import cached_property, partial

from jinja2 import Environment

from portal.pages.article import Article, DataFile, Findable, Sheet
from portal.pages.coverage.layers import layer_files
from portal.pages.coverage.matrix import Coverage, Filter, Kind
from portal.pages.coverage.view import INTRO, address, matrix_view, overview, title
from portal.pages.page import Desk, Page
from portal.pages.vocabulary.sheets import VocabularyPages


class CoveragePages:
    """Makes the pages. Made once in the parent process; workers count when they are asked for the first page."""

    def __init__(self, desk: Desk, vocabulary: VocabularyPages, templates: Environment) -> None:
        self._desk = desk
        self._vocabulary = vocabulary
        self._overview = templates.get_template("lists/coverage.html")
        self._matrix = templates.get_template("lists/matrix.html")

    @cached_property
    def _coverage(self) -> Coverage:
        return Coverage(self._desk, self._vocabulary.citing)

    @cached_property
    def sheets(self) -> tuple[Sheet, ...]:
        """A page for each matrix, and one for each part of it that can be chosen."""
        return tuple(
            Sheet(
                address=address(kind, chosen),
                section="coverage",
                make=partial(self._article, kind, chosen),
                findable=Findable(title=title(kind, chosen), kind="Page", summary=INTRO),
            )
            for kind in self._coverage.kinds
            for chosen in (None, *self._coverage.filters(kind))
        )

    @cached_property
    def data_files(self) -> tuple[DataFile, ...]:
        """The layers for the ATT&CK Navigator."""
        return layer_files(self._desk, self._coverage)

    def overview(self, base: str) -> Article:
        """The overview of all matrices."""
        context, contents = overview(Page(self._desk, base), self._coverage)
        return Article("Coverage", INTRO, self._overview.render(context), contents)

    def _article(self, kind: Kind, chosen: Filter | None, base: str) -> Article:
        context, contents = matrix_view(Page(self._desk, base), self._coverage, kind, chosen)
        return Article(context["title"], context["summary"], self._matrix.render(context), contents)
