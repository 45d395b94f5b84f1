"""Former addresses: a small page at each that leads on, and the anchors of parts that a page has no more."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import escape

from portal.content.catalog import Catalog
from portal.content.kinds import Record, address_of
from portal.pages.article import DataFile
from portal.pages.words import full_name


def former_parts(record: Record) -> tuple[str, ...]:
    """The anchors of parts that a record's own page once had, as its ``aliases`` name them."""
    page = f"/{address_of(record)}"
    parts = (alias.partition("#") for alias in record.aliases)
    return tuple(dict.fromkeys(part for address, _, part in parts if part and f"/{address.strip('/')}/" == page))


def redirects(catalog: Catalog, site_url: str) -> Iterator[DataFile]:
    """A page for every former address that leads to where the record is now."""
    taken = {f"/{address_of(record)}" for record in catalog.records}
    for record in catalog.records:
        for alias in record.aliases:
            address = f"/{alias.strip('/')}/"
            if alias.startswith("/") and "#" not in alias and address not in taken:
                taken.add(address)
                yield _redirect(address[1:], record, site_url)


def _redirect(former: str, record: Record, site_url: str) -> DataFile:
    address = address_of(record)
    base = "../" * former.count("/")
    return DataFile(
        f"{former}index.html", lambda: _page(full_name(record), base, base + address, site_url + address).encode()
    )


def _page(name: str, base: str, target: str, permanent: str) -> str:
    # A refresh in the page forgets the anchor of the address that was asked for; the script keeps it.
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Moved: {escape(name)}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<link rel="canonical" href="{escape(permanent)}">
<script src="{base}assets/redirect.js" data-target="{escape(target)}"></script>
<noscript><meta http-equiv="refresh" content="0; url={escape(target)}"></noscript>
</head>
<body>
<main>
<h1>This page has moved</h1>
<p>It is now at <a href="{escape(target)}">{escape(name)}</a>.</p>
</main>
</body>
</html>
"""
