"""The guide for authors: its examples pass the check, and each mistake that it names has the finding that it tells."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from pathlib import Path

import msgspec
import pytest

from portal.content.kinds import KINDS
from portal.rules import by_code
from portal.rules.check import check
from tests.unit.docs.pages import GUIDE, hand_written

TODAY = datetime.date(2026, 11, 22)
_EXAMPLE = re.compile(r"^```yaml\n(kind: (\w+)\nid: ([a-z0-9-]+)\n.*?)^```$", re.MULTILINE | re.DOTALL)
_MISTAKE = re.compile(r"^\| (?:`(?P<wrong>[^`]+)`|left out) \| `(?P<right>[^`]+)` \| (?P<finding>.+) \|$", re.MULTILINE)
_CODE = re.compile(r"\[([A-Z][0-9]{3})\]\(rules\.md#([a-z0-9-]+)\)")


class Example(msgspec.Struct, frozen=True):
    page: str
    kind: str
    file: str
    text: str


class Mistake(msgspec.Struct, frozen=True):
    example: Example
    wrong: str | None
    """What stands in place of the right words; None where their line is left out."""
    right: str
    codes: tuple[str, ...]


def examples() -> list[Example]:
    return [
        Example(page.name, kind, f"{KINDS[kind].folder}/{record_id}.yml", text)
        for page in hand_written(GUIDE)
        for text, kind, record_id in _EXAMPLE.findall(page.read_text(encoding="utf-8"))
    ]


def mistakes() -> list[Mistake]:
    return [
        Mistake(example, row["wrong"], row["right"], tuple(code for code, _ in _CODE.findall(row["finding"])))
        for example in examples()
        for row in _MISTAKE.finditer((GUIDE / example.page).read_text(encoding="utf-8"))
        if _CODE.search(row["finding"])
    ]


def codes(root: Path, files: Mapping[str, str]) -> list[str]:
    """The codes that the check finds in a content folder of these files."""
    for name, text in files.items():
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return [each.code for each in check(root, TODAY, jobs=1).findings]


def test_there_is_one_complete_example_of_each_kind() -> None:
    assert sorted(example.kind for example in examples()) == sorted(KINDS)


def test_the_examples_have_no_findings(tmp_path: Path) -> None:
    assert codes(tmp_path, {example.file: example.text for example in examples()}) == []


def test_the_examples_can_be_taken_for_nothing_else() -> None:
    for example in examples():
        assert Path(example.file).stem.startswith("example-"), example.file
        assert set(re.findall(r"https://([^/\s]+)", example.text)) <= {"example.org"}, example.file


def test_every_page_names_mistakes() -> None:
    assert {mistake.example.page for mistake in mistakes()} == {example.page for example in examples()}


@pytest.mark.parametrize("mistake", mistakes(), ids=lambda each: f"{each.example.kind}: {each.wrong}, not {each.right}")
def test_a_mistake_has_the_findings_that_the_guide_tells(mistake: Mistake, tmp_path: Path) -> None:
    files = {example.file: example.text for example in examples()}
    files[mistake.example.file] = changed(mistake)
    assert set(codes(tmp_path, files)) == set(mistake.codes)


def changed(mistake: Mistake) -> str:
    """The example with the first of the lines that the guide means changed or left out."""
    lines = re.compile(rf"^( *{re.escape(mistake.right)}\n)", re.MULTILINE)
    before, line, after = lines.split(mistake.example.text, maxsplit=1)
    return before + ("" if mistake.wrong is None else line.replace(mistake.right, mistake.wrong)) + after


def test_links_to_rules_lead_to_them() -> None:
    linked = [link for page in hand_written(GUIDE) for link in _CODE.findall(page.read_text(encoding="utf-8"))]
    assert linked
    for code, anchor in linked:
        rule = by_code(code)
        assert rule is not None, code
        assert anchor == f"{code.lower()}-{rule.name}"
