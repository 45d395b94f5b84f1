"""The files that are no pages and that crawlers and clients look for by name."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from urllib.parse import urljoin
from xml.sax.saxutils import escape

from portal.content.catalog import Catalog
from portal.content.kinds import KINDS


def plain_files(catalog: Catalog, site_url: str, pages: Sequence[str]) -> dict[str, bytes]:
    """`sitemap.xml` (sitemaps.org 0.9) and `robots.txt` (RFC 9309); ``pages`` are the addresses of the other pages.

    `lastmod` is the day on which a record's meaning last changed, never the day of the build.
    """
    entries: list[tuple[str, datetime.date | None]] = [(address, None) for address in pages]
    entries += [
        (KINDS[record.kind].address(record.id), record.changed)
        for record in catalog.records
        if KINDS[record.kind].paged
    ]
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">']
    for address, day in sorted(entries, key=lambda entry: entry[0]):
        modified = f"<lastmod>{day.isoformat()}</lastmod>" if day else ""
        lines.append(f"<url><loc>{escape(urljoin(site_url, address))}</loc>{modified}</url>")
    lines.append("</urlset>")
    robots = f"User-agent: *\nAllow: /\n\nSitemap: {urljoin(site_url, 'sitemap.xml')}\n"
    return {"sitemap.xml": "\n".join([*lines, ""]).encode(), "robots.txt": robots.encode()}
