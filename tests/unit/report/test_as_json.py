"""Findings for programs: the object of the contract."""

from __future__ import annotations

import json

from portal.report import as_json
from tests.unit.report.test_text import finding


def test_a_finding_has_exactly_the_keys_of_the_contract() -> None:
    report = json.loads(as_json.report([finding(), finding(severity="warning", help="")], files=3, records=2))
    assert report == {
        "findings": [
            {
                "code": "R301",
                "name": "unknown-reference",
                "severity": "error",
                "path": "guidance/directives/bod-30-02.yml",
                "line": 1,
                "column": 20,
                "end_line": 1,
                "end_column": 28,
                "field": "topics[1]",
                "message": "`invntory` is not the id of a record of kind `topic`",
                "help": "Did you mean `inventory`?",
                "fixable": False,
            },
            {**report["findings"][0], "severity": "warning", "help": ""},
        ],
        "summary": {"files": 3, "records": 2, "errors": 1, "warnings": 1},
    }
    assert list(report["findings"][0])[:4] == ["code", "name", "severity", "path"]


def test_nothing_found_is_an_object_too() -> None:
    assert json.loads(as_json.report([], files=1, records=1)) == {
        "findings": [],
        "summary": {"files": 1, "records": 1, "errors": 0, "warnings": 0},
    }


def test_text_is_written_as_it_is_and_the_same_each_time() -> None:
    report = as_json.report([finding(message="“é” → `表`")], files=1, records=1)
    assert "“é” → `表`" in report
    assert report == as_json.report([finding(message="“é” → `表`")], files=1, records=1)


def test_what_would_break_a_program_is_escaped() -> None:
    report = as_json.report([finding(path="a\x1b\ud800.yml")], files=1, records=1)
    assert report.encode("utf-8")
    assert json.loads(report)["findings"][0]["path"].startswith("a\x1b\ufffd")
