"""The whole check: one broken tree with its whole list of findings, and the same answer on one worker or many."""

from __future__ import annotations

import os
import shutil
import time
from pathlib import Path

import pytest

from portal.content import load
from portal.content.load import ContentError
from portal.report.rules_list import FAMILIES
from portal.rules import MOST, RULES
from portal.rules.check import Checked, check
from tests.unit.rules.cases import TODAY, VALID

BROKEN = Path(__file__).parents[2] / "fixtures" / "broken"
EXPECTED = BROKEN.with_suffix(".txt")


def listed(checked: Checked, root: Path) -> str:
    """Path, line, column, code, name and field of each finding, one a line."""
    return "".join(
        f"{Path(each.path).relative_to(root).as_posix()}:{each.line}:{each.column} {each.code} {each.name}"
        f"{f' {each.field}' if each.field else ''}\n"
        for each in checked.findings
    )


def test_the_broken_tree_has_exactly_these_findings() -> None:
    """After a wanted change, write the list anew and read the difference before it is committed:

    PORTAL_UPDATE=1 ./scripts/test tests/unit/rules/test_check.py
    """
    found = listed(check(BROKEN, TODAY, jobs=1), BROKEN)
    expected = EXPECTED.read_text() if EXPECTED.exists() else ""
    if os.environ.get("PORTAL_UPDATE"):
        EXPECTED.write_text(found)
    assert found == expected


def test_the_broken_tree_has_a_mistake_of_every_family() -> None:
    told = {each.code[0] for each in check(BROKEN, TODAY, jobs=1).findings}
    assert told == set(FAMILIES) - {"N"}, "permanence is told beside an earlier revision only"


def test_the_counts_are_those_of_the_findings() -> None:
    checked = check(BROKEN, TODAY, jobs=1)
    assert (checked.files, checked.records) == (13, 8)
    assert checked.errors + checked.warnings == len(checked.findings)
    assert checked.warnings == sum(each.severity == "warning" for each in checked.findings) > 0
    assert checked.catalog.get("bod-40-02") is not None


def test_findings_are_sorted_and_name_the_rule_as_it_is_registered() -> None:
    findings = check(BROKEN, TODAY, jobs=1).findings
    assert list(findings) == sorted(findings, key=lambda each: (each.path, each.line, each.column, each.code))
    rules = {rule.code: rule for rule in RULES}
    assert all((each.name, each.severity) == (rules[each.code].name, rules[each.code].severity) for each in findings)


def test_many_workers_find_what_one_finds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(load, "PARALLEL_FROM", 2)
    assert check(BROKEN, TODAY, jobs=2).findings == check(BROKEN, TODAY, jobs=1).findings


def test_a_folder_that_is_not_there_is_wrong_use_and_no_finding(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match="there is no content folder"):
        check(tmp_path / "nothing", TODAY)


def test_a_file_that_vanishes_while_it_is_checked_is_still_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    root = tmp_path / "content"
    shutil.copytree(VALID, root)
    (root / "topics" / "patching.yml").rename(root / "topics" / "fixing.yml")
    monkeypatch.setattr("portal.rules.check.read", lambda file, root, name: [])
    (found,) = check(root, TODAY, jobs=1).findings
    assert (found.code, found.line, found.column, found.field) == ("I201", 1, 1, "id")


def test_a_file_that_breaks_one_rule_everywhere_is_not_told_of_everywhere(tmp_path: Path) -> None:
    root = tmp_path / "content"
    shutil.copytree(VALID, root)
    topic = root / "topics" / "patching.yml"
    topic.write_text(f"{topic.read_text()}related: [{', '.join(f'r{number}' for number in range(MOST + 1))}]\n")
    found = check(root, TODAY, jobs=1).findings
    assert [each.code for each in found] == ["R301"] * MOST
    assert found[-2].message == "`r98` is not the id of a record"
    assert found[-1].message == "`r99` is not the id of a record; this file has more of the same"


@pytest.mark.parametrize(
    "hostile",
    [
        "details: '" + "[[" * 200_000 + "'\n",
        "details: '" + "[](x) " * 100_000 + "'\n",
        "sources: ["
        + ", ".join(f"{{id: s{n}, title: t, url: 'https://a.b', confidence: official}}" for n in range(4_000))
        + "]\nended: {date: 2026-10-01, reason: '"
        + "bod 30-02 " * 30_000
        + "', source: none}\n",
        "related: [" + ", ".join(f"r{number}" for number in range(40_000)) + "]\n",
    ],
    ids=["brackets", "links", "words", "references"],
)
def test_a_hostile_file_is_checked_in_time(tmp_path: Path, hostile: str) -> None:
    root = tmp_path / "content"
    shutil.copytree(VALID, root)
    topic = root / "topics" / "patching.yml"
    topic.write_text(topic.read_text() + hostile)
    started = time.process_time()
    found = check(root, TODAY, jobs=1).findings
    assert 0 < len(found) <= 2 * MOST
    assert time.process_time() - started < 5
