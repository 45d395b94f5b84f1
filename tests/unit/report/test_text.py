"""Findings for a person at a terminal."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest

from portal.content.findings import START, Finding, Span
from portal.content.source import MAX_BYTES
from portal.report import text

LINE = "topics: [patching, invntory]"


PLACE = Span(1, 20, 1, 28)


def finding(span: Span = PLACE, **changes: object) -> Finding:
    """A reference to nothing, with changes."""
    fields: dict[str, object] = {
        "code": "R301",
        "name": "unknown-reference",
        "severity": "error",
        "path": "guidance/directives/bod-30-02.yml",
        "line": span.line,
        "column": span.column,
        "end_line": span.end_line,
        "end_column": span.end_column,
        "field": "topics[1]",
        "message": "`invntory` is not the id of a record of kind `topic`",
        "help": "Did you mean `inventory`?",
    }
    return Finding(**{**fields, **changes})  # type: ignore[arg-type]


def shown(line: str, span: Span) -> list[str]:
    """The source line and the carets of a finding, without their gutter."""
    block = text.block(finding(span), ["", line] if span.line == 2 else [line]).splitlines()
    return [block[2].partition("| ")[2], block[3].partition("| ")[2]]


def test_a_finding_names_its_place_its_rule_its_line_and_the_next_step() -> None:
    assert text.block(finding(message="`invntory` is not the id of a topic"), [LINE]) == dedent(
        """\
        guidance/directives/bod-30-02.yml:1:20: error[R301] unknown-reference: `invntory` is not the id of a topic
          |
        1 | topics: [patching, invntory]
          |                    ^^^^^^^^
        help: Did you mean `inventory`?
        """
    )


def test_the_gutter_is_as_wide_as_the_line_number() -> None:
    span = Span(120, 1, 120, 7)
    assert text.block(finding(span, help=""), [""] * 119 + [LINE]).splitlines()[1:] == [
        "    |",
        "120 | topics: [patching, invntory]",
        "    | ^^^^^^",
    ]


def test_a_finding_on_a_whole_file_has_no_line() -> None:
    assert text.block(finding(START, message="this is a folder, not a file"), []).splitlines() == [
        "guidance/directives/bod-30-02.yml:1:1: error[R301] unknown-reference: this is a folder, not a file",
        "help: Did you mean `inventory`?",
    ]


def test_a_line_that_is_no_longer_there_is_not_shown() -> None:
    assert len(text.block(finding(Span(7, 1, 7, 2)), [LINE]).splitlines()) == 2


@pytest.mark.parametrize(
    ("what", "line", "span", "expected"),
    [
        ("a span of nothing has one caret", "do:", Span(1, 4, 1, 4), ["do:", "   ^"]),
        ("a span past the end has one caret", "do:", Span(1, 9, 1, 12), ["do:", "   ^"]),
        ("a span of several lines ends with its first", "a: b  ", Span(1, 4, 3, 2), ["a: b  ", "   ^"]),
        ("a tab takes four columns", "\ta:\tb", Span(1, 5, 1, 6), ["    a:    b", "          ^"]),
        ("a wide letter takes two columns", "表: 値", Span(1, 4, 1, 5), ["表: 値", "    ^^"]),
        ("an accent of its own takes none", "e\u0301: x", Span(1, 5, 1, 6), ["e\u0301: x", "   ^"]),
        (
            "what steers a terminal is replaced",
            "a\x1b[31m: b",
            Span(1, 9, 1, 10),
            ["a\ufffd[31m: b", "        ^"],
        ),
        ("what turns the line round is replaced", "a\u202eb: c", Span(1, 6, 1, 7), ["a\ufffdb: c", "     ^"]),
    ],
    ids=lambda value: value if isinstance(value, str) and " " in value else "",
)
def test_the_carets_stand_below_what_they_mean(what: str, line: str, span: Span, expected: list[str]) -> None:
    assert [each.rstrip() for each in shown(line, span)] == [each.rstrip() for each in expected]


def test_a_long_line_is_cut_after_the_culprit() -> None:
    line, carets = shown("a: " + "b" * 200, Span(1, 1, 1, 2))
    assert line == "a: " + "b" * 96 + "…"
    assert carets == "^"


def test_a_long_line_is_cut_before_the_culprit() -> None:
    before = "".join(str(number % 10) for number in range(150))
    line, carets = shown(f"{before}culprit", Span(1, 151, 1, 158))
    assert line == f"…{before[-29:]}culprit"
    assert carets == " " * 30 + "^" * 7


def test_a_long_line_is_cut_on_both_sides_of_the_culprit() -> None:
    line, carets = shown("x" * 150 + "culprit" + "y" * 150, Span(1, 151, 1, 158))
    assert line == "…" + "x" * 29 + "culprit" + "y" * 62 + "…"
    assert len(line) == text.LONGEST
    assert carets == " " * 30 + "^" * 7


def test_a_culprit_that_is_too_long_is_cut_itself() -> None:
    line, carets = shown("x" * 40 + "c" * 300, Span(1, 41, 1, 341))
    assert line == "…" + "x" * 29 + "c" * 69 + "…"
    assert carets == " " * 30 + "^" * 70


def test_names_and_messages_cannot_steer_the_terminal() -> None:
    block = text.block(finding(START, path="a\x1b]0;x.yml", message="`\x07` is wrong", help="\x1b[2J"), [])
    assert block == "a\ufffd]0;x.yml:1:1: error[R301] unknown-reference: `\ufffd` is wrong\nhelp: \ufffd[2J\n"


def test_colors_only_where_they_are_asked_for() -> None:
    colored = text.block(finding(), [LINE], color=True)
    assert "\x1b[1;31merror[R301]\x1b[0m" in colored
    assert "\x1b[1;31m^^^^^^^^\x1b[0m" in colored
    assert "\x1b[1;33mwarning[R301]\x1b[0m" in text.block(finding(severity="warning"), [LINE], color=True)
    assert "\x1b" not in text.report([finding()], 1, read=lambda path: [LINE])


@pytest.mark.parametrize(
    ("errors", "warnings", "paths", "files", "expected"),
    [
        (0, 0, 0, 130, "Nothing to mend in 130 files."),
        (0, 0, 0, 1, "Nothing to mend in 1 file."),
        (0, 0, 0, 0, "No record files were found."),
        (1, 0, 1, 1, "1 error in 1 of 1 file."),
        (0, 2, 1, 3, "2 warnings in 1 of 3 files."),
        (3, 1, 2, 130, "3 errors and 1 warning in 2 of 130 files."),
        (2000, 0, 2, 10000, "2,000 errors in 2 of 10,000 files."),
    ],
)
def test_the_summary_counts_in_words(errors: int, warnings: int, paths: int, files: int, expected: str) -> None:
    severities = ["error"] * errors + ["warning"] * warnings
    findings = [
        finding(severity=severity, path=f"{number % max(paths, 1)}.yml") for number, severity in enumerate(severities)
    ]
    assert text.summary(findings, files) == expected


def test_a_report_reads_each_file_once_and_ends_with_the_summary() -> None:
    read: list[str] = []

    def lines(path: str) -> list[str]:
        read.append(path)
        return [LINE]

    findings = [finding(path="a.yml"), finding(path="a.yml"), finding(path="b.yml")]
    report = text.report(findings, 5, read=lines)
    assert read == ["a.yml", "b.yml"]
    assert report.count("^^^^^^^^") == 3
    assert report.endswith("help: Did you mean `inventory`?\n\n3 errors in 2 of 5 files.")


def test_lines_are_counted_as_yaml_counts_them(tmp_path: Path) -> None:
    file = tmp_path / "x.yml"
    file.write_bytes("\ufeffa: 1\r\nb: \x0c2\rc: 3\u2028d: 4\n".encode())
    assert list(text.read_lines(str(file))) == ["a: 1", "b: \x0c2", "c: 3", "d: 4", ""]


def test_what_cannot_be_shown_has_no_lines(tmp_path: Path) -> None:
    large = tmp_path / "large.yml"
    large.write_bytes(b"#" * (MAX_BYTES + 1))
    assert [text.read_lines(str(path)) for path in (large, tmp_path, tmp_path / "nothing.yml")] == [(), (), ()]
    latin = tmp_path / "latin.yml"
    latin.write_bytes(b"title: Caf\xe9")
    assert text.read_lines(str(latin)) == ["title: Caf\ufffd"]
