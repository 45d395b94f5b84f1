"""`portal vocab`: words and exit codes."""

from __future__ import annotations

import json
import lzma
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from portal.vocab_cli import vocab
from tests.unit.content.conftest import record_text
from tests.unit.vocabularies.test_update import kev


def run(*arguments: str | Path) -> Result:
    result = CliRunner().invoke(vocab, [str(each) for each in arguments], prog_name="portal vocab")
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def update(content: Path, given: Path, *more: str, name: str = "kev") -> Result:
    return run("update", name, "--from", given, "--content", content, "--today", "2026-11-22", *more)


@pytest.fixture
def given(tmp_path: Path) -> Path:
    path = tmp_path / "given.json.xz"
    path.write_bytes(lzma.compress(kev("CVE-2024-3400", "CVE-2024-3401")))
    return path


def test_an_import_tells_what_it_added_and_then_that_nothing_has_changed(tmp_path: Path, given: Path) -> None:
    first, again = update(tmp_path, given), update(tmp_path, given)
    head = "kev 2025.08.25 (2025-08-25): 2 vulnerability\n"
    assert (first.exit_code, first.output) == (0, f"{head}Added (2): CVE-2024-3400, CVE-2024-3401\n")
    assert (again.exit_code, again.output) == (0, f"{head}Nothing has changed.\n")
    assert [each.name for each in (tmp_path / "vocabularies").iterdir()] == ["kev.json"]


def test_what_ended_was_renamed_and_vanished_is_told(tmp_path: Path) -> None:
    def technique(number: int, **more: Any) -> dict[str, Any]:
        references = [{"source_name": "mitre-attack", "external_id": f"T{number}"}]
        names = {"id": f"attack-pattern--{number}", "name": f"N{number}", "external_references": references}
        return {"type": "attack-pattern", "modified": "2025-10-24T17:48:19.059Z", **names, **more}

    given = tmp_path / "bundle.json"
    given.write_text(json.dumps({"type": "bundle", "objects": [technique(n) for n in range(1000, 1030)]}))
    first = update(tmp_path, given, "--version", "18.0", name="attack")
    assert first.output.splitlines() == [
        "attack-enterprise 18.0 (2025-10-24): 30 technique",
        "note: The file does not say which release of ATT&CK it is.",
        "Added (30): " + ", ".join(f"T{n}" for n in range(1000, 1020)) + " and 10 more",
    ]
    changed = [technique(1000, revoked=True), technique(1001, name="New"), *(technique(n) for n in range(1003, 1030))]
    given.write_text(json.dumps({"type": "bundle", "objects": changed}))
    second = update(tmp_path, given, "--version", "18.1", name="attack")
    assert second.output.splitlines() == [
        "attack-enterprise 18.1 (2025-10-24): 30 technique (1 removed, 1 revoked)",
        "note: Revoked without a successor: T1000.",
        "note: The file does not say which release of ATT&CK it is.",
        "Revoked (1): T1000",
        "Renamed (1): T1001 from “N1001” to “New”",
        "Removed by the publisher (1): T1002",
    ]


def test_a_refused_file_exits_1_and_changes_nothing(tmp_path: Path, given: Path) -> None:
    update(tmp_path, given)
    before = (tmp_path / "vocabularies" / "kev.json").read_bytes()
    given.write_bytes(lzma.compress(b'{"type": "bundle"}'))
    result = update(tmp_path, given)
    assert result.exit_code == 1
    assert result.output.startswith("portal: kev was not changed: given.json is JSON, but not of the expected format: ")
    assert (tmp_path / "vocabularies" / "kev.json").read_bytes() == before


def test_much_that_is_missing_must_be_forced(tmp_path: Path, given: Path) -> None:
    update(tmp_path, given)
    given.write_bytes(kev("CVE-2024-3400"))
    assert (update(tmp_path, given).exit_code, update(tmp_path, given, "--force").exit_code) == (1, 0)


def test_wrong_use_exits_2_and_helps(tmp_path: Path, given: Path) -> None:
    unknown, missing = update(tmp_path, given, name="kve"), update(tmp_path, tmp_path / "none")
    assert (unknown.exit_code, missing.exit_code) == (2, 2)
    assert unknown.output.startswith("portal: there is no vocabulary 'kve'. Did you mean `kev`?")
    assert missing.output == f"portal: there is no file or folder `{tmp_path / 'none'}`.\n"


def test_a_folder_that_cannot_be_written_exits_2(tmp_path: Path, given: Path) -> None:
    (tmp_path / "vocabularies").write_text("a file", encoding="utf-8")
    result = update(tmp_path, given)
    assert result.exit_code == 2
    assert result.output == f"portal: `{tmp_path / 'vocabularies'}`: File exists.\n"


def test_what_the_file_does_not_tell_leaves_no_gap(tmp_path: Path) -> None:
    given = tmp_path / "given.csv"
    given.write_text(
        "ID,D3FEND Tactic,D3FEND Technique,D3FEND Technique Level 0,D3FEND Technique Level 1\nD3-A,Model,A,,\n"
    )
    assert update(tmp_path, given, name="d3fend").output.startswith("d3fend: 1 technique, 1 tactic\n")
    assert (
        "d3fend             not told  not told  -    1 technique, 1 tactic" in run("list", "--content", tmp_path).output
    )


def test_the_list_tells_release_age_and_counts(tmp_path: Path, given: Path) -> None:
    update(tmp_path, given)
    result = run("list", "--content", tmp_path, "--today", "2026-11-22")
    lines = result.output.splitlines()
    assert result.exit_code == 0
    assert lines[0].split() == ["NAME", "RELEASE", "DATE", "AGE", "HOLDS"]
    assert "kev                2025.08.25  2025-08-25  454 days  2 vulnerability" in lines
    assert "cwe                -           -           -         not imported" in lines


def test_a_list_that_was_tampered_with_exits_1(tmp_path: Path) -> None:
    path = tmp_path / "vocabularies" / "kev.json"
    path.parent.mkdir()
    path.write_text("{}", encoding="utf-8")
    result = run("list", "--content", tmp_path)
    assert (result.exit_code, result.output.startswith(f"portal: {path} is not a vocabulary of the portal: ")) == (
        1,
        True,
    )


def test_records_that_cite_what_changed_are_named(tmp_path: Path) -> None:
    def technique(number: int, **more: Any) -> dict[str, Any]:
        references = [{"source_name": "mitre-attack", "external_id": f"T{number}"}]
        names = {"id": f"attack-pattern--{number}", "name": f"N{number}", "external_references": references}
        return {"type": "attack-pattern", "modified": "2025-10-24T17:48:19.059Z", **names, **more}

    content = tmp_path / "guidance"
    for name, attack in (("a", "[T1002, T1000]"), ("b", "[T1003]"), ("c", "[T1001]")):
        file = content / "tools" / f"{name}.yml"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(record_text("tool", name, type="open-source", attack=attack))
    given = tmp_path / "bundle.json"
    given.write_text(json.dumps({"type": "bundle", "objects": [technique(n) for n in range(1000, 1030)]}))
    first = update(content, given, "--version", "18.0", name="attack")
    assert "Records" not in first.output
    changed = [technique(1000, revoked=True), technique(1001, name="New"), *(technique(n) for n in range(1003, 1030))]
    given.write_text(json.dumps({"type": "bundle", "objects": changed}))
    second = update(content, given, "--version", "18.1", name="attack")
    assert second.output.splitlines()[-3:] == [
        "Records that cite what ended, was renamed or was removed (2):",
        f"  {content}/tools/a.yml: T1002, T1000",
        f"  {content}/tools/c.yml: T1001",
    ]
