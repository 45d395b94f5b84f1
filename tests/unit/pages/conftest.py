"""Small catalogues in memory, rendered by the project's own templates."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from portal.content.catalog import Catalog
from portal.pages.page import Desk, Page
from portal.pages.renderer import PageSettings, Renderer
from tests.unit.content.conftest import entry

TODAY = datetime.date(2026, 11, 22)
TEMPLATES = Path(__file__).parents[3] / "overrides"
SETTINGS = PageSettings(
    site_url="https://portal.example/",
    edit_base="https://git.example/edit/main/guidance/",
    official=False,
    today=TODAY,
    report_url="https://git.example/issues/new",
    show_drafts=False,
)

Render = Callable[..., Renderer]


def catalog_of(*texts: str) -> Catalog:
    """A catalogue of records given as YAML, each at the path where it would lie."""
    entries = []
    for text in texts:
        made = entry(text)
        folder = {"guidance": "items"}.get(made.record.kind, f"{made.record.kind}s")
        entries.append(msgspec.structs.replace(made, path=f"guidance/{folder}/{made.record.id}.yml"))
    return Catalog(entries, TODAY)


def page_of(*texts: str, record: str | None = None, base: str = "../../") -> Page:
    """A page in the making over a catalogue."""
    catalog = catalog_of(*texts)
    return Page(Desk(catalog, SETTINGS), base, catalog.get(record) if record else None)


def renderer_of(*texts: str) -> Renderer:
    """A renderer over a catalogue."""
    return Renderer(catalog_of(*texts), TEMPLATES, settings=SETTINGS)


@pytest.fixture(scope="session")
def settings() -> PageSettings:
    """The settings of the tests' site."""
    return SETTINGS


def parsed(html: str) -> LexborHTMLParser:
    """An article as a browser reads it."""
    return LexborHTMLParser(html)


def words(node: LexborNode | None) -> str:
    """The text of an element with single spaces."""
    assert node is not None
    return " ".join(node.text().split())


def facts(node: LexborNode) -> dict[str, str]:
    """A definition list's labels and values."""
    return {
        words(row.css_first("dt")): " | ".join(words(value) for value in row.css("dd")) for row in node.css("dl > div")
    }
