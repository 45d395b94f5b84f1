"""The content folder: every file read, with one worker or several to the same result."""

from __future__ import annotations

import datetime
import os
from pathlib import Path

import pytest

from portal.content.findings import Remark, Rule
from portal.content.kinds import Record
from portal.content.load import PARALLEL_FROM, ContentError, load
from tests.unit.content.conftest import record_text

TODAY = datetime.date(2026, 11, 22)
RULE = Rule(code="X999", name="test-rule", severity="warning", what="", why="")


def odd_title(record: Record) -> list[tuple[Rule, Remark]]:
    return [(RULE, Remark(("title",), "odd"))] if record.id.endswith("7") else []


def tree(root: Path, count: int) -> Path:
    for number in range(count):
        file = root / "topics" / f"topic-{number}.yml"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(record_text("topic", f"topic-{number}", related="[topic-1]"))
    (root / "topics" / "broken.yml").write_text("kind: topic\nid: broken-id\ntitle: [\n")
    return root


def test_workers_come_to_the_same_result_as_none(tmp_path: Path) -> None:
    root = tree(tmp_path / "content", PARALLEL_FROM + 5)
    alone = load(root, TODAY, odd_title, jobs=1)
    shared = load(root, TODAY, odd_title, jobs=2)
    assert shared.findings == alone.findings
    assert shared.files == alone.files == PARALLEL_FROM + 6
    assert shared.catalog.entries == alone.catalog.entries
    assert {each.code for each in alone.findings} == {"X999", "Y007"}


def test_the_id_of_a_broken_file_is_known_to_be_taken(tmp_path: Path) -> None:
    content = load(tree(tmp_path / "content", 1), TODAY, odd_title)
    assert list(content.catalog.unreadable) == ["broken"]


def test_vocabularies_and_hidden_files_are_no_records(tmp_path: Path) -> None:
    root = tree(tmp_path / "content", 1)
    (root / "vocabularies").mkdir()
    (root / "vocabularies" / "attack.yml").write_text("- a\n")
    (root / "topics" / ".hidden.yml").write_text("- a\n")
    (root / "topics" / "notes.txt").write_text("x")
    assert load(root, TODAY, odd_title).files == 2


def test_a_folder_with_a_records_name_is_a_finding_and_not_entered(tmp_path: Path) -> None:
    root = tree(tmp_path / "content", 1)
    (root / "topics" / "x.yml").mkdir()
    (root / "topics" / "x.yml" / "inner.yml").write_text("- a\n")
    content = load(root, TODAY, odd_title)
    assert [(each.path.rsplit("/", 1)[1], each.code) for each in content.findings] == [
        ("broken.yml", "Y007"),
        ("x.yml", "Y001"),
    ]


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_name_that_is_not_utf8_is_told_and_not_fatal(tmp_path: Path, jobs: int) -> None:
    root = tree(tmp_path / "content", PARALLEL_FROM)
    (Path(os.fsdecode(os.fsencode(root) + b"/topics/\xff.yml"))).write_text(record_text("topic", "x"))
    content = load(root, TODAY, odd_title, jobs=jobs)
    assert content.files == PARALLEL_FROM + 2
    assert any(entry.path.endswith("topics/\\xff.yml") for entry in content.catalog.entries)


@pytest.mark.parametrize(("name", "words"), [("nowhere", "there is no content folder"), ("file", "is not a folder")])
def test_a_folder_that_is_none_is_refused(tmp_path: Path, name: str, words: str) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ContentError, match=words):
        load(tmp_path / name, TODAY, odd_title)


def test_an_empty_folder_is_an_empty_catalogue(tmp_path: Path) -> None:
    content = load(tmp_path, TODAY, odd_title)
    assert (content.files, content.catalog.records, content.findings) == (0, (), ())
