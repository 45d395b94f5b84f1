"""One change to the valid tree in tests/fixtures/valid, and what a check must say to it."""

from __future__ import annotations

import datetime
import re
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from portal.content.findings import Span
from portal.rules.check import check

VALID = Path(__file__).parents[2] / "fixtures" / "valid"
TODAY = datetime.date(2026, 11, 22)

_MARK = re.compile("«(.*?)»", re.DOTALL)


class Bad(NamedTuple):
    """A change that one rule must report, once, and no other."""

    rule: str
    """The rule that is broken, in English."""
    code: str
    file: str
    """The file that is changed, below the content folder; a new one if `old` is empty."""
    old: str
    """What is taken out; it stands in the file once."""
    new: str
    """What is put in its place. The characters between « and » are those that the finding points at."""
    field: str
    """The field that the finding names."""
    message: str = ""
    """The whole message, for the rules whose words matter most."""
    help: str = ""
    """The whole help line, likewise."""
    at: tuple[str, str] | None = None
    """If the finding is not in what was put in: the file, and its text with « and » around the place."""


class Good(NamedTuple):
    """A change to which no rule objects, although it comes close to breaking one."""

    rule: str
    """What is allowed, in English."""
    code: str
    """The rule that it comes close to."""
    file: str
    old: str
    new: str


def names(cases: Iterable[Bad | Good]) -> list[str]:
    """What the tests are called."""
    return [f"{case.code}-{case.rule}" for case in cases]


def _changed(case: Bad | Good, folder: Path) -> tuple[Path, Span | None]:
    """Make the change in a copy of the valid tree: its root, and the place that is marked in what was put in."""
    root = folder / "content"
    shutil.copytree(VALID, root)
    file = root / case.file
    new = _MARK.sub(r"\1", case.new)
    before = file.read_text() if case.old else ""
    assert before.count(case.old) == 1, f"{case.old!r} stands {before.count(case.old)} times in {case.file}"
    start = before.index(case.old)
    after = before[:start] + new + before[start + len(case.old) :]
    file.parent.mkdir(exist_ok=True)
    file.write_text(after)
    mark = _MARK.search(case.new)
    return root, _span(after, start + mark.start(), len(mark[1])) if mark else None


def assert_bad(case: Bad, folder: Path) -> None:
    """Exactly one finding: this rule, at this place, in these words."""
    root, place = _changed(case, folder)
    file = root / (case.at[0] if case.at else case.file)
    if case.at:
        place = _find(file.read_text(), case.at[1])
    assert place, "the case marks no place"
    found = check(root, TODAY, jobs=1).findings
    actual = [
        (each.code, each.path, Span(each.line, each.column, each.end_line, each.end_column), each.field)
        for each in found
    ]
    assert actual == [(case.code, file.as_posix(), place, case.field)], found
    message = found[0].message.replace(f"{root.as_posix()}/", "")
    assert case.message in ("", message)
    assert case.help in ("", found[0].help)
    assert not message.endswith("."), "a message is one sentence without its full stop"
    assert re.search(r"[.?`}]\Z", found[0].help), "a help line is made of sentences"


def assert_good(case: Good, folder: Path) -> None:
    """No finding at all."""
    root, _ = _changed(case, folder)
    assert check(root, TODAY, jobs=1).findings == ()


def _find(text: str, marked: str) -> Span:
    """The span that « and » enclose, in a text that holds the marked one once."""
    mark = _MARK.search(marked)
    plain = _MARK.sub(r"\1", marked)
    assert mark, f"{marked!r} marks no place"
    assert text.count(plain) == 1, f"{plain!r} stands {text.count(plain)} times"
    return _span(text, text.index(plain) + mark.start(), len(mark[1]))


def _span(text: str, start: int, length: int) -> Span:
    return Span(*_line_and_column(text, start), *_line_and_column(text, start + length))


def _line_and_column(text: str, offset: int) -> tuple[int, int]:
    return text.count("\n", 0, offset) + 1, offset - (text.rfind("\n", 0, offset) + 1) + 1
