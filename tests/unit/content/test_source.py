"""Reading files: hostile input gives findings with places, never a traceback, a hang or a bill for memory."""

from __future__ import annotations

import os
import resource
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.content.decode import decode
from portal.content.findings import Key, Span
from portal.content.source import Document, parse, read, span_at


def first(raw: bytes) -> tuple[str, int, int]:
    found = parse(raw, "x.yml")
    assert not isinstance(found, Document)
    return found[0].code, found[0].line, found[0].column


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (b"title: \xff", ("Y005", 1, 8)),
        ("title: ü".encode("latin-1"), ("Y005", 1, 8)),
        (b"a: b\nc: \x00", ("Y006", 2, 4)),
        (b"a: \x1b[31m", ("Y006", 1, 4)),
        (b"a: b: c", ("Y007", 1, 5)),
        (b"a: b\n\tc: d", ("Y007", 2, 1)),
        (b"a: [b", ("Y007", 1, 6)),
        (b"[" * 1_000_000, ("Y008", 1, 50)),
        (b"a: 1\n---\nb: 2\n", ("Y009", 2, 1)),
        (b"", ("Y010", 1, 1)),
        (b"# only a comment\n", ("Y010", 1, 1)),
        (b"- a\n", ("Y011", 1, 1)),
        (b"just words\n", ("Y011", 1, 1)),
        (b"a: &x 1\n", ("Y013", 1, 4)),
        (b"a: 1\nb: *x\n", ("Y013", 2, 4)),
        (b"a: !!python/object/apply:os.system [id]\n", ("Y014", 1, 4)),
        (b"a: !secret b\n", ("Y014", 1, 4)),
        (b"a: ! b\n", ("Y014", 1, 4)),
        (b"a: !*b c\n", ("Y014", 1, 4)),
        ("é: |\n  ünï &x\r\n\n&y b: c".encode(), ("Y013", 4, 1)),
        (b'a: "x: |\n   &y" \n"b":\n - &x c\n', ("Y013", 4, 4)),
        (b"&r [*r]\n", ("Y013", 1, 1)),
        (b"a: *x]\n", ("Y007", 1, 6)),
    ],
)
def test_what_is_no_plain_record_is_named_with_its_place(raw: bytes, expected: tuple[str, int, int]) -> None:
    assert first(raw) == expected


def test_an_alias_bomb_is_refused_without_being_expanded() -> None:
    lines = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    for before, name in zip("abcdefgh", "bcdefghi", strict=True):
        lines.append(f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]")
    found = parse("\n".join(lines).encode(), "bomb.yml")
    assert not isinstance(found, Document)
    assert {each.code for each in found} == {"Y013"}


def test_prose_with_stars_and_ampersands_is_no_alias() -> None:
    document = parse(b"do: |\n  *one* and **two** & three\n  - *four*\n  !five\nnote: fish & chips\n", "x.yml")
    assert isinstance(document, Document)


def test_many_ampersands_in_many_texts_are_read_in_a_moment() -> None:
    started = time.monotonic()
    lines = "".join(f"k{number}: a &b\n" for number in range(20_000))
    assert isinstance(parse(lines.encode(), "x.yml"), Document)
    assert time.monotonic() - started < 5


def test_a_byte_order_mark_is_skipped() -> None:
    assert isinstance(parse(b"\xef\xbb\xbfkind: topic\n", "x.yml"), Document)


def test_a_file_of_50_mib_is_refused_unread(tmp_path: Path) -> None:
    file = tmp_path / "big.yml"
    file.write_bytes(b"a: " + b"x" * (50 * 1024 * 1024))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    started = time.monotonic()
    found = read(file, tmp_path, "big.yml")
    assert not isinstance(found, Document)
    assert [each.code for each in found] == ["Y004"]
    assert "52,428,803 bytes" in found[0].message
    assert time.monotonic() - started < 1
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 20_000


def test_what_is_no_file_is_named(tmp_path: Path) -> None:
    outside = tmp_path / "outside.yml"
    outside.write_text("kind: topic\n")
    root = tmp_path / "content"
    root.mkdir()
    (root / "folder.yml").mkdir()
    (root / "away.yml").symlink_to(outside)
    (root / "nowhere.yml").symlink_to(root / "missing.yml")
    (root / "loop.yml").symlink_to(root / "loop.yml")
    os.mkfifo(root / "pipe.yml")
    codes = {}
    for file in root.iterdir():
        found = read(file, root, file.name)
        assert not isinstance(found, Document)
        codes[file.name] = [each.code for each in found]
    assert codes == {
        "folder.yml": ["Y001"],
        "away.yml": ["Y003"],
        "nowhere.yml": ["Y002"],
        "loop.yml": ["Y002"],
        "pipe.yml": ["Y001"],
    }


def test_a_link_inside_the_tree_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_text("kind: topic\n")
    (tmp_path / "b.yml").symlink_to(tmp_path / "a.yml")
    assert isinstance(read(tmp_path / "b.yml", tmp_path, "b.yml"), Document)


TEXT = """\
kind: topic
id: x
list:
  - name: "quoted text"
    other: [a, b]
long: |
  first
  second
"""


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (("id",), Span(2, 5, 2, 6)),
        ((Key("id"),), Span(2, 1, 2, 3)),
        (("list", 0, "name"), Span(4, 11, 4, 24)),
        (("list", 0, "other"), Span(5, 12, 5, 18)),
        (("list", 0, "other", 1), Span(5, 16, 5, 17)),
        (("list", 0), Span(4, 5, 5, 18)),
        (("list", 0, "missing"), Span(4, 5, 4, 9)),
        (("long",), Span(6, 7, 6, 8)),
    ],
)
def test_spans_cover_the_node_itself(path: tuple[str | int, ...], expected: Span) -> None:
    document = parse(TEXT.encode(), "x.yml")
    assert isinstance(document, Document)
    assert span_at(document.root, path) == expected


@given(st.binary(max_size=300))
def test_any_bytes_give_a_record_or_findings(raw: bytes) -> None:
    found = parse(raw, "x.yml")
    if isinstance(found, Document):
        assert decode(found).findings  # No random bytes are a whole record.
    else:
        assert found


@given(st.text(alphabet="abk:- \n\t[]{}&*!#|>'\"%@`~<=,?\u2028é", max_size=120))
def test_any_yaml_like_text_gives_findings_inside_the_file(text: str) -> None:
    found = parse(text.encode(), "x.yml")
    findings = decode(found).findings if isinstance(found, Document) else found
    for each in findings:
        assert each.line >= 1
        assert each.column >= 1
        assert (each.end_line, each.end_column) >= (each.line, each.column)
