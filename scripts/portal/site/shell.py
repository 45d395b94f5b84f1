"""The theme's page around an article: rendered once a section, split at marks, joined around every record.

All records of a section lie at one depth, so the relative addresses in the shell hold for each of them; pages that
lie deeper have a shell of their own. This takes the theme's templates, a seventh of a stock build's time, out of the
loop.
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence

import jinja2
import msgspec
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents

from portal.pages.article import Article, Heading
from portal.site.policy import with_policy

CONTENT_ID = "page-content"
"""The element that the skip link leads to; `main.html` wraps every article in it."""

_MARK = re.compile(r"@@portal:(title|description|address|contents|content)@@")


def _mark(name: str) -> str:
    return f"@@portal:{name}@@"


class Shell(msgspec.Struct, frozen=True):
    """A page of the theme with places for one article's parts."""

    pieces: tuple[str, ...]
    """Literal text and mark names in turn, starting with text."""
    site_url: str
    contents_template: jinja2.Template

    def page(self, article: Article, address: str) -> str:
        """The whole page of an article; ``address`` is its place below the site's root."""
        values = {
            "title": html.escape(article.title),
            "description": html.escape(article.description),
            "address": html.escape(self.site_url + address),
            "contents": self.contents_template.render(contents=links(article.contents)),
            "content": article.html,
        }
        return "".join(values[piece] if index % 2 else piece for index, piece in enumerate(self.pieces))


def links(contents: Sequence[Heading], level: int = 2) -> list[AnchorLink]:
    """An article's contents in the form in which the theme shows a table of contents."""
    return [AnchorLinkWith(heading, level) for heading in contents]


class AnchorLinkWith(AnchorLink):
    """One heading, with those below it."""

    def __init__(self, heading: Heading, level: int) -> None:
        super().__init__(html.escape(heading.title), heading.id, level)
        self.children = links(heading.children, level + 1)


def table_of_contents(article: Article) -> TableOfContents:
    """An article's contents below one root, which is where the theme's skip link leads."""
    root = AnchorLink(html.escape(article.title), CONTENT_ID, 1)
    root.children = links(article.contents)
    return TableOfContents([root])


def make_shell(
    section: str, depth: int, config: MkDocsConfig, files: Files, nav: Navigation, env: jinja2.Environment
) -> Shell:
    """Render the theme around nothing for the pages of a section that lie ``depth`` folders below the site's root.

    The section's tab is shown as the current one.
    """
    file = File.generated(config, "/".join([section, *["shell"] * (depth - 1), "index.md"]), content="")
    page = Page(_mark("title"), file, config)
    page.meta = {
        "description": _mark("description"),
        "title": _mark("title"),
        "hide": ["navigation"],
        "portal_article": True,
    }
    page.content = _mark("content")
    page.canonical_url = _mark("address")
    root = AnchorLink("", CONTENT_ID, 1)
    root.children = [AnchorLink(_mark("contents"), "", 2)]
    page.toc = TableOfContents([root])
    tab = files.get_file_from_path(f"{section}/index.md")
    current = tab.page if tab else None
    if current is not None:
        current.active = True
    try:
        text = env.get_template("main.html").render(get_context(nav, files, config, page))
    finally:
        if current is not None:
            current.active = False
    return Shell(
        tuple(_MARK.split(with_policy(text))), config.site_url or "", env.get_template("partials/contents.html")
    )
