"""The page on links to other sites: made from the state file that the configuration names, and from nothing else."""

from __future__ import annotations

import datetime
import shutil
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from portal.links.judge import Outcome
from portal.links.state import State, updated, write_state
from tests.conftest import ROOT, TODAY, portal

GOOD = ROOT / "tests" / "fixtures" / "good"
NOW = datetime.datetime(2026, 11, 20, 4, tzinfo=datetime.UTC)
ADDRESS = "https://example.org/scanner"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The project's site with a small content, whose configuration names a state file."""
    for name in ("overrides", "docs"):
        shutil.copytree(ROOT / name, tmp_path / name)
    configuration = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    line = "  - portal:\n"
    assert line in configuration
    (tmp_path / "mkdocs.yml").write_text(configuration.replace(line, f"{line}      links_state: links.json\n"))
    return tmp_path


def build(project: Path) -> str:
    done = portal("build", "--today", TODAY, "--content", GOOD, "--site-dir", project / "site", cwd=project)
    return "" if done.returncode == 0 else done.stderr


def test_the_page_tells_what_the_state_file_holds_and_the_site_map_names_it(project: Path) -> None:
    state = updated(State(), [ADDRESS], {ADDRESS: Outcome("dead", 404, "answers 404 Not Found")}, NOW)
    write_state(project / "links.json", state)
    assert build(project) == ""
    file = project / "site" / "about" / "links" / "index.html"
    first = file.read_bytes()
    page = LexborHTMLParser(first.decode())
    assert [each.text() for each in page.css("h1")] == ["Links to other sites"]
    assert [each.attributes["href"] for each in page.css("tbody a")] == [ADDRESS, "../../tools/scanner/"]
    assert "/about/links/" in (project / "site" / "sitemap.xml").read_text()
    assert build(project) == ""
    assert file.read_bytes() == first


def test_without_a_state_file_there_is_no_page(project: Path) -> None:
    assert build(project) == ""
    assert not (project / "site" / "about" / "links").exists()


def test_a_damaged_state_file_stops_the_build_and_is_left_as_it_is(project: Path) -> None:
    (project / "links.json").write_text("{")
    told = build(project)
    assert "links.json` is damaged: " in told
    assert "Traceback" not in told
    assert (project / "links.json").read_text() == "{"
