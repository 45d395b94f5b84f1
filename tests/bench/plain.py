"""The same records as pages of an ordinary MkDocs Material site, written as Markdown, to measure the portal against.

Every text of a record is on its page, under the name of its field. The nav holds the index alone: records in the nav
would make every page grow with their number.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from portal.content.catalog import Catalog
from portal.content.deadlines import written
from portal.content.kinds import kind_of
from portal.content.kinds.base import Record
from portal.content.prose import WIKI

_CONFIG = """\
site_name: Plain
site_url: https://plain.example/
theme:
  name: material
  font: false
plugins: {plugins}
nav:
  - index.md
not_in_nav: "*"
markdown_extensions:
  - tables
  - toc
  - pymdownx.superfences
validation:
  links:
    anchors: ignore
"""


def write_plain_site(folder: Path, catalog: Catalog, search: bool) -> None:
    """Write `mkdocs.yml` and `docs/` for a plain site with all records of a catalogue."""
    docs = folder / "docs"
    docs.mkdir(parents=True)
    (folder / "mkdocs.yml").write_text(_CONFIG.format(plugins="[search]" if search else "[]"))
    (docs / "index.md").write_text("# Plain\n")
    for record in catalog.records:
        page = docs / kind_of(record).section / f"{record.id}.md"
        page.parent.mkdir(exist_ok=True)
        page.write_text("\n\n".join(_blocks(catalog, record)) + "\n")


def _blocks(catalog: Catalog, record: Record) -> Iterator[str]:
    yield f"# {record.title}"
    yield from _fields(catalog, record, 2)


def _fields(catalog: Catalog, struct: msgspec.Struct, level: int) -> Iterator[str]:
    for field in msgspec.structs.fields(type(struct)):
        value = getattr(struct, field.name)
        if value is None or value == ():
            continue
        label = field.name.replace("_", " ").capitalize()
        if isinstance(value, tuple) and isinstance(value[0], msgspec.Struct):
            yield f"{'#' * level} {label}"
            for each in value:
                heading = getattr(each, "title", None)
                if heading:
                    yield f"{'#' * min(level + 1, 6)} {heading}"
                yield from _fields(catalog, each, min(level + 2, 6))
        elif type(value).__module__.endswith(".deadlines"):
            yield f"**{label}:** " + ", ".join(f"{key} {text}" for key, text in written(value).items())
        elif isinstance(value, msgspec.Struct):
            yield f"**{label}**"
            yield from _fields(catalog, value, level)
        elif isinstance(value, str) and "\n" in value:
            yield f"**{label}**"
            yield _linked(catalog, value)
        elif isinstance(value, tuple):
            yield f"**{label}**"
            yield "\n".join(f"- {_text(catalog, each)}" for each in value)
        else:
            yield f"**{label}:** {_text(catalog, value)}"


def _text(catalog: Catalog, value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{key}: {each}" for key, each in value.items())
    if isinstance(value, datetime.date):
        return value.isoformat()
    return _linked(catalog, str(value))


def _linked(catalog: Catalog, text: str) -> str:
    """Prose with its references as Markdown links."""

    def link(match: re.Match[str]) -> str:
        found = catalog.get(match[1])
        if found is None:
            return match[1]
        return f"[{match[3] or found.title}](../{kind_of(found).section}/{found.id}.md)"

    return WIKI.sub(link, text)
