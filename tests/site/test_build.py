"""Building: the old site stays until the new one is whole, whatever goes wrong."""

from __future__ import annotations

import resource
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT, TODAY, portal

GOOD = ROOT / "tests" / "fixtures" / "good"


def build(site: Path, content: Path = GOOD, *more: str) -> subprocess.CompletedProcess[str]:
    return portal("build", "--today", TODAY, "--content", content, "--site-dir", site, *more)


@pytest.fixture
def built(tmp_path: Path) -> Path:
    site = tmp_path / "site"
    done = build(site)
    assert done.returncode == 0, done.stderr
    (site / "old.txt").write_text("the old site")
    return site


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return Path(shutil.copytree(GOOD, tmp_path / "content"))


def is_old(site: Path) -> bool:
    """Whether the old site is there, whole, and nothing of a new one lies about."""
    beside = [each.name for each in site.parent.iterdir() if each.name.startswith(".site")]
    return (site / "old.txt").is_file() and (site / "index.html").is_file() and beside == []


def test_a_new_build_takes_the_old_ones_place(built: Path) -> None:
    assert build(built).returncode == 0
    assert not (built / "old.txt").exists()
    assert (built / "index.html").is_file()
    assert [each.name for each in built.parent.iterdir()] == ["site"]


def test_a_page_whose_record_is_gone_goes_too(built: Path, content: Path) -> None:
    (content / "tools" / "scanner.yml").unlink()
    item = content / "items" / "step-by-step.yml"
    item.write_text(item.read_text().replace("    tools: [scanner]\n", ""))
    done = build(built, content)
    assert done.returncode == 0, done.stderr
    assert not (built / "tools" / "scanner").exists()


def test_findings_stop_the_build_and_the_old_site_stays(built: Path, content: Path) -> None:
    record = content / "tools" / "scanner.yml"
    record.write_text(record.read_text().replace("maintainer: office", "maintainer: offise"))
    done = build(built, content)
    assert done.returncode == 1
    assert "Did you mean `office`?" in done.stderr
    assert done.stderr.endswith("The site was not built; the previous one is untouched.\n")
    assert is_old(built)


def test_warnings_stop_only_a_strict_build(built: Path, content: Path) -> None:
    record = content / "directives" / "order-1.yml"
    text = record.read_text().replace("published: 2026-11-22", "published: 2026-10-01")
    record.write_text(text.replace("review_by: 2027-05-22", "review_by: 2026-11-21"))
    assert build(built, content, "--strict").returncode == 1
    assert is_old(built)
    assert build(built, content).returncode == 0


def test_drafts_are_not_built(built: Path, content: Path) -> None:
    (content / "topics" / "idea.yml").write_text(
        "kind: topic\nid: idea\ntitle: Secret idea\nsummary: A draft.\nstatus: draft\n"
    )
    done = build(built, content)
    assert done.returncode == 0, done.stderr
    assert not (built / "topics" / "idea").exists()
    assert not [file for file in built.rglob("*") if file.is_file() and b"Secret idea" in file.read_bytes()]


def test_a_full_disk_leaves_the_old_site(built: Path) -> None:
    def small_files() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (30_000, 30_000))

    done = subprocess.run(
        [sys.executable, "-m", "portal", "build", "--today", TODAY, "--content", GOOD, "--site-dir", built],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=small_files,
    )
    assert done.returncode == 2
    assert "the site could not be written: File too large" in done.stderr
    assert "The old site is untouched" in done.stderr
    assert "Traceback" not in done.stderr
    assert is_old(built)


@pytest.mark.parametrize("workers", ["1", "2"])
def test_a_template_with_a_mistake_leaves_the_old_site(built: Path, tmp_path: Path, workers: str) -> None:
    project = tmp_path / "project"
    project.mkdir()
    for name in ("overrides", "docs"):
        shutil.copytree(ROOT / name, project / name)
    shutil.copy(ROOT / "mkdocs.yml", project)
    template = project / "overrides" / "records" / "tool.html"
    template.write_text(template.read_text() + "{{ no_such_thing.at_all }}")
    done = portal(
        "build", "--config", project / "mkdocs.yml", "--content", GOOD, "--site-dir", built, "--jobs", workers
    )
    assert done.returncode == 1
    assert "no_such_thing" in done.stderr
    assert "Traceback" not in done.stderr
    assert is_old(built)


def test_a_folder_that_is_no_site_is_never_replaced(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("years of work")
    done = build(tmp_path)
    assert done.returncode == 2
    assert "holds files that are not a site" in done.stderr
    assert [each.name for each in tmp_path.iterdir()] == ["thesis.txt"]


def test_a_place_that_cannot_be_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for place in (tmp_path / "file", tmp_path / "file" / "below"):
        done = build(place)
        assert done.returncode == 2, done.stderr
        assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("config", "words"),
    [
        (None, "there is no"),
        ("site_name: [", "cannot be used"),
        ("site_name: X\n", "does not name the `portal` plugin"),
        ("site_name: X\nplugins:\n  - portal:\n      contents: x\n  - nothing\n", "has mistakes"),
    ],
)
def test_a_wrong_configuration_is_refused(tmp_path: Path, config: str | None, words: str) -> None:
    file = tmp_path / "mkdocs.yml"
    if config is not None:
        file.write_text(config)
    (tmp_path / "docs").mkdir()
    done = portal("build", "--config", file, "--content", GOOD, "--site-dir", tmp_path / "site")
    assert done.returncode == 2, done.stderr
    assert words in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "site").exists()


def test_mkdocs_itself_builds_the_site_strictly(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", tmp_path / "site"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "WARNING -" not in done.stderr
    assert (tmp_path / "site" / "directives" / "bod-26-04" / "index.html").is_file()
