"""Findings for a person at a terminal, in the manner of rustc and Ruff."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path

from portal.content.findings import START, Finding, Span
from portal.content.source import MAX_BYTES
from portal.report.words import count, visible, width

Read = Callable[[str], Sequence[str]]
"""Gives the lines of a file by its name in a finding; nothing where they cannot be shown."""

TAB = 4
"""How many columns a tab takes in the source lines shown."""
LONGEST = 100
"""The columns of a source line that are shown; of a longer one, those around the caret."""
_BEFORE = 30
"""The columns that are kept before the caret where a line is cut."""
_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")

_COLORS = {"error": "\x1b[1;31m", "warning": "\x1b[1;33m", "help": "\x1b[1;36m", "dim": "\x1b[2m", "bold": "\x1b[1m"}
_RESET = "\x1b[0m"


def read_lines(path: str) -> Sequence[str]:
    """The lines of a file as YAML counts them; nothing where the file cannot be read or is larger than a record."""
    try:
        file = Path(path)
        if not file.is_file() or file.stat().st_size > MAX_BYTES:
            return ()
        text = file.read_bytes().decode("utf-8", errors="replace")
    except OSError:
        return ()
    return _BREAK.split(text.removeprefix("\ufeff"))


def report(findings: Sequence[Finding], files: int, *, color: bool = False, read: Read | None = None) -> str:
    """All findings with their source lines, and one sentence that sums up.

    ``files`` is how many files were checked; ``read`` gives their lines, by default from the file system.
    """
    read = read or read_lines
    lines: dict[str, Sequence[str]] = {}
    blocks = []
    for finding in findings:
        if finding.path not in lines:
            lines = {finding.path: read(finding.path)}  # Findings come file by file, so one file is enough to keep.
        blocks.append(block(finding, lines[finding.path], color=color))
    return "\n".join([*blocks, summary(findings, files, color=color)])


def block(finding: Finding, lines: Sequence[str], *, color: bool = False) -> str:
    """One finding: where, what, the source line with a caret run, and the next step. Ends with a line break."""

    def paint(text: str, name: str) -> str:
        return f"{_COLORS[name]}{text}{_RESET}" if color else text

    place = paint(f"{visible(finding.path)}:{finding.line}:{finding.column}", "bold")
    label = paint(f"{finding.severity}[{finding.code}]", finding.severity)
    out = [f"{place}: {label} {finding.name}: {visible(finding.message)}"]
    span = Span(finding.line, finding.column, finding.end_line, finding.end_column)
    if span != START and 0 < span.line <= len(lines):
        shown, before, carets = excerpt(lines[span.line - 1], span)
        number = str(span.line)
        gutter = paint(f"{' ' * len(number)} |", "dim")
        out += [
            gutter,
            f"{paint(f'{number} |', 'dim')} {shown}".rstrip(),
            f"{gutter} {' ' * before}{paint('^' * carets, finding.severity)}",
        ]
    if finding.help:
        out.append(f"{paint('help:', 'help')} {visible(finding.help)}")
    return "\n".join(out) + "\n"


def excerpt(line: str, span: Span) -> tuple[str, int, int]:
    """A source line with tabs spread out and cut to fit; how many columns come before its carets; how many carets."""
    start = min(span.column - 1, len(line))
    end = span.end_column - 1 if span.end_line == span.line else len(line.rstrip())
    before = _spread(line[:start])
    marked = _spread(line[start : max(end, start)])
    after = _spread(line[max(end, start) :])
    if width(before) + width(marked) + width(after) > LONGEST:
        if width(before) > _BEFORE:
            before = "…" + _last(before, _BEFORE - 1)
        room = LONGEST - width(before) - 1
        if width(marked) > room:
            marked, after = _first(marked, room) + "…", ""
        elif width(marked) + width(after) > room:
            after = _first(after, room - width(marked)) + "…"
    return f"{before}{marked}{after}", width(before), max(width(marked), 1)


def _spread(text: str) -> str:
    return visible(text).replace("\t", " " * TAB)


def _first(text: str, columns: int) -> str:
    """The start of a text, as much as fits."""
    taken = 0
    for index, letter in enumerate(text):
        taken += width(letter)
        if taken > columns:
            return text[:index]
    return text


def _last(text: str, columns: int) -> str:
    """The end of a text, as much as fits."""
    return _first(text[::-1], columns)[::-1]


def summary(findings: Sequence[Finding], files: int, *, color: bool = False) -> str:
    """One sentence: how many findings in how many files."""
    if files == 0:
        return "No record files were found."
    if not findings:
        return f"Nothing to mend in {count(files, 'file')}."
    errors = sum(each.severity == "error" for each in findings)
    warnings = len(findings) - errors
    counted = [
        f"{_COLORS[name]}{text}{_RESET}" if color else text
        for name, number in (("error", errors), ("warning", warnings))
        if number
        for text in [count(number, name)]
    ]
    touched = len({each.path for each in findings})
    return f"{' and '.join(counted)} in {touched:,} of {count(files, 'file')}."
