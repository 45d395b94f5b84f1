"""`portal build --offline`: the finished site so changed that it works from a folder, without any web server."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable
from pathlib import Path

import mkdocs.contrib.search

from portal.site.classic import classic_script

_ENTRY = "portal.js"
_NOT_OFFLINE = frozenset({"search/pagefind.js"})
_FOR_SERVERS = ("404.html", "robots.txt", "sitemap.xml")
"""What only a web server has use for."""

_SCRIPT_OR_TAG = re.compile(r"<script\b([^>]*)>(.*?)</script>|<[a-z][^>]*>", re.DOTALL | re.IGNORECASE)
"""A tag; a script as a whole, for its text may look like one. Any other `<` is escaped in the site's pages."""
_ADDRESS = re.compile(r'(?<=\s)(href|src|data-target)="([^"]*)"')
_REFRESH = re.compile(r'(content="\d+; url=)([^"]*)"')
_PARTS = re.compile(r"([^?#]*)([?#].*)?", re.DOTALL)
_FOREIGN = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
_MODULE = re.compile(r'\s+type="module"')


def make_offline(site: Path, data: Iterable[str]) -> None:
    """Change a built site in place; ``data`` are the JSON files that its scripts read.

    Raises classic.UnknownForm where a script cannot be changed, or OSError.
    """
    for name in _FOR_SERVERS:
        (site / name).unlink(missing_ok=True)
    for page in site.rglob("*.html"):
        page.write_text(with_whole_addresses(page.read_text(encoding="utf-8")), encoding="utf-8")
    for path in data:
        content = (site / path).read_text(encoding="utf-8")
        (site / f"{path}.js").write_text(f'portalData("{path}", {content});\n', encoding="utf-8")
    assets = site / "assets"
    (assets / _ENTRY).write_text(classic_script(assets, _ENTRY, _NOT_OFFLINE), encoding="utf-8")
    lunr = Path(mkdocs.contrib.search.__file__).parent / "templates" / "search" / "lunr.js"
    shutil.copyfile(lunr, site / "search" / "lunr.js")


def with_whole_addresses(page: str) -> str:
    """A page whose links to folders lead to the page in each, and whose scripts are no modules."""
    return _SCRIPT_OR_TAG.sub(_tag, page)


def _tag(match: re.Match[str]) -> str:
    tag = match[0]
    if match[1] is None:
        return _REFRESH.sub(lambda each: f'{each[1]}{whole_address(each[2])}"', _addressed(tag))
    attributes = _MODULE.sub(" defer", _addressed(match[1]))
    return f"<script{attributes}>{match[2]}</script>"


def _addressed(tag: str) -> str:
    return _ADDRESS.sub(lambda each: f'{each[1]}="{whole_address(each[2])}"', tag)


def whole_address(address: str) -> str:
    """A relative address of a folder as that of the page in it; every other address as it is."""
    match = _PARTS.fullmatch(address)
    if match is None or not match[1] or _FOREIGN.match(address):
        return address
    path, rest = match[1], match[2] or ""
    if path.rpartition("/")[2] in (".", ".."):
        path += "/"
    return f"{path}index.html{rest}" if path.endswith("/") else address
