"""The addresses on the web that the records name, each once, with the records and fields that name it."""

from __future__ import annotations

from urllib.parse import urldefrag

import msgspec

from portal.content.catalog import Catalog
from portal.content.findings import field_name
from portal.content.references import addresses_of


class Naming(msgspec.Struct, frozen=True, order=True):
    """One place that names an address."""

    record: str
    """The record's id."""
    field: str
    """The field, such as ``sources[0].url``."""


def named_addresses(catalog: Catalog) -> dict[str, tuple[Naming, ...]]:
    """Every address that a record names, sorted, with what names it. Drafts do not count.

    The part of the page after ``#`` is left out: it is never sent, so all parts of a page are one address.
    """
    found: dict[str, list[Naming]] = {}
    for record in catalog.records:
        if record.status != "draft":
            for path, address in addresses_of(record):
                found.setdefault(urldefrag(address).url, []).append(Naming(record.id, field_name(path)))
    return {address: tuple(dict.fromkeys(found[address])) for address in sorted(found)}
