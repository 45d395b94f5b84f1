"""Anchors: every `#part` of a link inside a site must be the id of an element of the page that it leads to.

LinkChecker can look for them too, but reads the page anew for each anchor that leads to it: on a site with a few
thousand anchors that takes hours. Here every page is read once.
"""

from __future__ import annotations

import posixpath
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import msgspec

_ROOT = "http://site.invalid/"


class Anchored(msgspec.Struct, frozen=True, order=True):
    """A link to a part of a page."""

    page: str
    line: int
    link: str
    target: str
    """The page that it leads to, from the site's root."""
    part: str


class _Reader(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.page = page
        self.ids: set[str] = set()
        self.links: list[Anchored] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        found = dict(attributes)
        for name in ("id", "name") if tag == "a" else ("id",):
            if value := found.get(name):
                self.ids.add(value)
        link = found.get("href") if tag in ("a", "area") else None
        if link and "#" in link:
            target = urlsplit(urljoin(_ROOT + self.page.lstrip("/"), link))
            if target.netloc == "site.invalid" and target.fragment:
                self.links.append(
                    Anchored(self.page, self.getpos()[0], link, unquote(target.path), unquote(target.fragment))
                )


def lost_anchors(site: Path) -> tuple[int, tuple[Anchored, ...]]:
    """How many links lead to a part of a page, and those whose part is not there.

    A link to a page that does not exist is not told: that it is broken is LinkChecker's to say.
    """
    ids: dict[str, set[str]] = {}
    links: list[Anchored] = []
    for file in sorted(site.rglob("*.html")):
        page = "/" + file.relative_to(site).as_posix().removesuffix("index.html")
        reader = _Reader(page)
        reader.feed(file.read_text(encoding="utf-8", errors="replace"))
        reader.close()
        ids[page] = reader.ids
        links += reader.links
    lost = [
        each
        for each in links
        if (known := ids.get(_page(each.target))) is not None and each.part not in known and each.part != "top"
    ]
    return len(links), tuple(sorted(lost))


def _page(path: str) -> str:
    """A path as pages are named here: a folder's page ends in a slash."""
    whole = posixpath.normpath(path)
    if path.endswith("/index.html"):
        whole = posixpath.dirname(whole)
    return whole if whole.endswith((".html", "/")) else f"{whole}/"
