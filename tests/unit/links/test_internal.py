"""LinkChecker over a small site on a real server: what is broken, and what was passed over."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from portal.links import report
from portal.links.internal import BrokenLink, LinkCheckError, check_internal
from tests.conftest import portal

HOME = """<!doctype html><title>Home</title>
<a href="tools/">Tools</a> <a href="tools/#kept">Kept</a> <a href="#here">Here</a> <p id="here">Here</p>
<a href="https://elsewhere.example/">Elsewhere</a> <a href="hidden/">Hidden</a>
"""
TOOLS = '<!doctype html><title>Tools</title><h1 id="kept">Tools</h1> <a href="../">Home</a>\n'


def make(folder: Path, **pages: str) -> Path:
    site = folder / "site"
    for name, html in {"index": HOME, "tools": TOOLS, "hidden": TOOLS, **pages}.items():
        file = site / "index.html" if name == "index" else site / name / "index.html"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(html)
    (site / "robots.txt").write_text("User-agent: *\nDisallow: /hidden/\n")
    return site


def test_a_whole_site_has_no_broken_link_and_what_was_passed_over_is_named(tmp_path: Path) -> None:
    found = check_internal(make(tmp_path))
    assert found.broken == ()
    assert [address for address, _ in found.skipped] == ["/hidden/"]
    assert (found.anchors, found.elsewhere) == (2, 1)
    text = report.as_text(found)
    assert "Not checked:\n/hidden/: " in text
    assert text.endswith("None is broken. 1 address on other hosts not asked for: see --external.")


def test_a_lost_page_and_a_lost_anchor_are_errors(tmp_path: Path) -> None:
    home = HOME.replace("tools/#kept", "tools/#gone").replace('"tools/">', '"tool/">')
    found = check_internal(make(tmp_path, index=home))
    assert found.broken == (
        BrokenLink("/", 2, "tool/", "Tools", "404 File not found"),
        BrokenLink("/", 2, "tools/#gone", "", "/tools/ has no part `gone`"),
    )


def test_the_command_tells_and_fails(tmp_path: Path) -> None:
    site = make(tmp_path, tools=TOOLS.replace("../", "../nowhere/"))
    done = portal("links", "--site-dir", site)
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.startswith("/tools/:1: ../nowhere/ “Home”: 404 File not found\n")
    assert "1 link broken." in done.stdout
    answer = portal("links", "--site-dir", site, "--format", "json")
    assert answer.returncode == 1
    assert [each["link"] for each in msgspec.json.decode(answer.stdout)["broken"]] == ["../nowhere/"]


def test_a_folder_without_a_site_is_told(tmp_path: Path) -> None:
    with pytest.raises(LinkCheckError, match=r"there is no built site in .* Build it with `portal build`"):
        check_internal(tmp_path)
    done = portal("links", "--site-dir", tmp_path)
    assert done.returncode == 2
    assert "Build it with `portal build`" in done.stderr
