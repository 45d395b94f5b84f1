"""A small catalogue as the search knows it."""

from __future__ import annotations

from portal.search.entries import Entry, record_entries
from tests.unit.pages.conftest import page_of


def entries_of(*texts: str) -> dict[str, Entry]:
    """The entries of records given as YAML, by address."""
    page = page_of(*texts)
    return {entry.address: entry for entry in record_entries(page.catalog, page.desk.targets)}
