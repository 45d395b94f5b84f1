"""Former addresses: what stands at each, and the anchors that a page keeps."""

from __future__ import annotations

import datetime
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

from portal.content.catalog import Catalog
from portal.content.load import load
from portal.pages.redirects import former_parts, redirects
from portal.pages.renderer import PageSettings, Renderer
from tests.conftest import ROOT
from tests.unit.rules.cases import VALID

TODAY = datetime.date(2026, 11, 23)
SITE = "https://portal.example/"


def catalog(folder: Path = VALID) -> Catalog:
    return load(folder, TODAY, lambda record: (), 1).catalog


def test_a_former_address_leads_to_the_page_with_and_without_javascript() -> None:
    (file,) = redirects(catalog(), SITE)
    assert file.path == "directives/bod-30-2/index.html"
    page = LexborHTMLParser(file.make().decode())
    target = "../../directives/bod-30-02/"
    (link,) = page.css("main a")
    (script,) = page.css("script")
    (canonical,) = page.css("link[rel=canonical]")
    assert (link.attributes["href"], link.text()) == (target, "BOD 30-02: Fixing by Risk")
    assert (script.attributes["src"], script.attributes["data-target"]) == ("../../assets/redirect.js", target)
    assert f'content="0; url={target}"' in file.make().decode()
    assert canonical.attributes["href"] == f"{SITE}directives/bod-30-02/"


def test_a_part_that_is_gone_keeps_its_anchor_and_no_page_of_its_own(tmp_path: Path) -> None:
    for file in VALID.rglob("*.yml"):
        copy = tmp_path / file.relative_to(VALID)
        copy.parent.mkdir(exist_ok=True)
        alias = "/directives/bod-30-2/, '/directives/bod-30-02/#weekly-report', '/tools/scan-helper/#other'"
        copy.write_text(file.read_text().replace("/directives/bod-30-2/", alias))
    records = catalog(tmp_path)
    record = records.get("bod-30-02")
    assert record is not None
    assert former_parts(record) == ("weekly-report",)
    assert [file.path for file in redirects(records, SITE)] == ["directives/bod-30-2/index.html"]
    settings = PageSettings(site_url=SITE, edit_base="", official=False, today=TODAY, report_url="", show_drafts=False)
    page = LexborHTMLParser(Renderer(records, ROOT / "overrides", settings=settings).article(record).html)
    assert ["is not here any more" in each.text() for each in page.css("#weekly-report")] == [True]
