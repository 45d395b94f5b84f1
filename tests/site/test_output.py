"""The built site as parsed HTML: every page whole, every link inside it leading somewhere, the same bytes twice."""

from __future__ import annotations

import hashlib
import itertools
import posixpath
import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from selectolax.lexbor import LexborHTMLParser

from portal.content.kinds import KINDS
from tests.conftest import ROOT, TODAY, portal


def pages(site: Path) -> dict[str, LexborHTMLParser]:
    """Every page by its address below the root."""
    return {
        "/" + file.relative_to(site).as_posix().removesuffix("index.html"): LexborHTMLParser(file.read_text())
        for file in sorted(site.rglob("*.html"))
    }


@pytest.fixture(scope="module")
def parsed(site: Path) -> dict[str, LexborHTMLParser]:
    return pages(site)


def test_every_published_record_has_its_page(parsed: dict[str, LexborHTMLParser]) -> None:
    for kind in KINDS.values():
        for file in (ROOT / "guidance" / kind.folder).glob("*.yml"):
            text = file.read_text()
            draft = "\nstatus: draft\n" in text
            address = "/" + kind.address(file.stem)
            if kind.paged:
                assert (address in parsed) is not draft, address
            else:
                anchor = parsed[f"/{kind.section}/"].css_first(f"#{file.stem}")
                assert (anchor is not None) is not draft, address


def test_no_page_has_two_elements_with_one_id(parsed: dict[str, LexborHTMLParser]) -> None:
    for address, page in parsed.items():
        ids = [node.attributes["id"] or "" for node in page.css("[id]")]
        assert sorted(ids) == sorted(set(ids)), address


def test_every_link_and_anchor_inside_the_site_leads_somewhere(site: Path, parsed: dict[str, LexborHTMLParser]) -> None:
    ids = {address: {node.attributes["id"] for node in page.css("[id]")} for address, page in parsed.items()}
    broken = []
    for address, page in parsed.items():
        if address == "/404.html":
            continue
        for node in page.css("a[href], link[href], script[src], img[src]"):
            target = node.attributes.get("href") or node.attributes.get("src") or ""
            parts = urlsplit(target)
            if parts.scheme or parts.netloc or target.startswith("data:"):
                continue
            path = posixpath.normpath(posixpath.join(address, unquote(parts.path))) if parts.path else address
            if (parts.path.endswith("/") or parts.path in (".", "..")) and path != "/":
                path += "/"
            if path.endswith("/") or path in ids:
                known = path in ids
                fine = known and (not parts.fragment or unquote(parts.fragment) in ids[path])
            else:
                fine = (site / path.lstrip("/")).is_file()
            if not fine and not target.startswith("#__"):
                broken.append((address, target))
    assert broken == []


def test_headings_are_in_order_on_every_page(parsed: dict[str, LexborHTMLParser]) -> None:
    for address, page in parsed.items():
        levels = [
            int((node.tag or "")[1])
            for node in page.css(
                "#page-content h1, #page-content h2, #page-content h3, "
                "#page-content h4, #page-content h5, #page-content h6"
            )
        ]
        assert levels[:1] == [1], address
        assert levels.count(1) == 1, address
        assert all(after - before <= 1 for before, after in itertools.pairwise(levels)), (address, levels)


def test_pages_have_titles_descriptions_and_permanent_addresses(parsed: dict[str, LexborHTMLParser]) -> None:
    titles: dict[str, list[str]] = {}
    for address, page in parsed.items():
        title = page.css_first("title")
        assert title is not None
        titles.setdefault(title.text(), []).append(address)
        if address != "/404.html":
            canonical = page.css_first("link[rel=canonical]")
            assert canonical is not None, address
            assert canonical.attributes["href"] == f"https://guidance-portal.example{address}"
        assert page.css_first("meta[name=description]") is not None, address
    assert {title: where for title, where in titles.items() if len(where) > 1} == {}


def test_no_mark_of_the_shell_and_no_reference_is_left(parsed: dict[str, LexborHTMLParser]) -> None:
    for address, page in parsed.items():
        body = page.body
        assert body is not None
        for node in body.css("code, pre, script"):
            node.decompose()
        text = body.html or ""
        assert "@@portal" not in text, address
        assert "[[" not in text, address


def test_a_directive_page_tells_what_is_asked_by_when_and_how_to_prove_it(
    parsed: dict[str, LexborHTMLParser],
) -> None:
    page = parsed["/directives/bod-26-04/"]
    card = page.css_first("#remediate-by-table-1")
    assert card is not None
    text = " ".join(card.text().split())
    assert "December 7, 2026" in text
    assert "180 days" in text
    assert card.css_first("time[datetime='2026-12-07']") is not None
    table = page.css_first("#table-1 table")
    assert table is not None
    assert len(table.css("tbody tr")) == 16
    assert table.css_first("caption") is not None
    rows = [[cell.text(strip=True) for cell in row.css("th, td")] for row in table.css("tbody tr")]
    assert sum("3 calendar days" in " ".join(row) for row in rows) == 5


def test_a_revoked_directive_says_so_first_and_names_what_replaced_it(parsed: dict[str, LexborHTMLParser]) -> None:
    page = parsed["/directives/bod-22-01/"]
    content = page.css_first("#page-content")
    assert content is not None
    text = " ".join(content.text().split())
    assert "Revoked" in text[:400]
    assert "June 10, 2026" in text[:400]
    assert "BOD 26-04" in text[:400]
    assert any("bod-26-04" in (node.attributes["href"] or "") for node in content.css("a[href]")[:8])


def test_the_sitemap_names_every_page_and_no_day_of_the_build(site: Path, parsed: dict[str, LexborHTMLParser]) -> None:
    text = (site / "sitemap.xml").read_text()
    for address in parsed:
        if re.match(r"/(directives|guidance|tools|services|organizations|topics)/(?!page/)[^/]+/[^/]+/", address):
            # The list of one choice of a filter: it shows again what the whole list shows.
            assert f"<loc>https://guidance-portal.example{address}</loc>" not in text
        elif address != "/404.html":
            assert f"<loc>https://guidance-portal.example{address}</loc>" in text
    assert not (site / "sitemap.xml.gz").exists()


def test_two_builds_are_the_same_to_the_byte(site: Path, tmp_path: Path) -> None:
    again = tmp_path / "site"
    done = portal("build", "--strict", "--today", TODAY, "--site-dir", again, "--jobs", "1")
    assert done.returncode == 0, done.stderr
    assert _sums(again) == _sums(site)


def _sums(folder: Path) -> dict[str, str]:
    return {
        file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in folder.rglob("*")
        if file.is_file()
    }
