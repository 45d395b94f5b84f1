"""YAML text to nodes with spans: the only place that reads a file's bytes or knows PyYAML.

Reading never raises for anything that a file can hold. It returns the node tree, or the problems that stop it.
The limits (1 MiB, 50 levels) are the content contract's; what YAML offers beyond plain data (anchors, aliases, tags,
several documents) is refused because an author never needs it and a reviewer cannot see through it.
"""

from __future__ import annotations

import re
import stat
from bisect import bisect_right
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import msgspec
import yaml
from yaml.cyaml import CParser  # type: ignore[attr-defined]

from portal.content import problems
from portal.content.findings import START, Finding, Key, Remark, Rule, Span, Step, finding
from portal.content.findings import Path as FieldPath

MAX_BYTES = 1024 * 1024
MAX_DEPTH = 50

Node = yaml.ScalarNode | yaml.SequenceNode | yaml.MappingNode

# What YAML 1.2 calls printable, without the surrogates that UTF-8 cannot carry.
_PRINTABLE = bytes([0x09, 0x0A, 0x0D, *range(0x20, 0x7F)])
"""The bytes that need no closer look; most files have no others."""
_UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ufffd\U00010000-\U0010ffff]")
# Where an anchor, an alias or a tag could stand. Prose and commands hit it too, so a hit only means a closer look.
_SUSPECT = re.compile(r"[&*!](?<![^\s\[{,:?-].)(?:(?<=!)|[^\s*])")
_BOM = "\ufeff"


class TooDeepError(Exception):
    """Raised inside the composer by the first node past the depth limit."""

    def __init__(self, mark: Any) -> None:
        super().__init__()
        self.mark = mark


class _Composer(CParser):
    """The C parser without the guesses at what plain scalars mean; the decoder knows the field's type."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.depth = 0

    def resolve(self, kind: type, value: object, implicit: object) -> str:
        return ""

    def descend_resolver(self, parent: Node | None, index: object) -> None:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise TooDeepError(parent.start_mark if parent else None)

    def ascend_resolver(self) -> None:
        self.depth -= 1


class Document(msgspec.Struct, frozen=True):
    """One file that could be read: its text and its node tree."""

    path: str
    """The file as findings name it."""
    text: str
    root: yaml.MappingNode

    def find(self, rule: Rule, remark: Remark) -> Finding:
        """Give a remark its line: the node at its path, or the nearest one above it."""
        return finding(rule, self.path, span_at(self.root, remark.path), remark)


def read(file: Path, root: Path, name: str) -> Document | list[Finding]:
    """Read one record file below the content root; ``name`` is what findings call it."""

    def stop(rule: Rule, message: str, help: str, span: Span = START) -> list[Finding]:
        return [finding(rule, name, span, Remark((), message, help))]

    try:
        if file.is_symlink() and not file.resolve().is_relative_to(root.resolve()):
            return stop(
                problems.OUTSIDE_TREE,
                "this link leads out of the content folder",
                "Put the record itself here; links may only point to files below the content folder.",
            )
        info = file.stat()
        if not stat.S_ISREG(info.st_mode):
            what = "a folder" if stat.S_ISDIR(info.st_mode) else "a link to nothing or a device"
            return stop(
                problems.NOT_A_FILE,
                f"this is {what}, not a file",
                "Rename it, or put a record file in its place.",
            )
        if info.st_size > MAX_BYTES:
            return stop(
                problems.TOO_LARGE,
                f"the file has {info.st_size:,} bytes; a record may have at most {MAX_BYTES:,}",
                "Split it into several records, or link to the long material.",
            )
        raw = file.read_bytes()
    except (OSError, RuntimeError) as problem:
        reason = problem.strerror if isinstance(problem, OSError) and problem.strerror else "the link leads to itself"
        return stop(problems.UNREADABLE, f"the file cannot be read: {reason}", "Mend its permissions or remove it.")
    return parse(raw, name)


def parse(raw: bytes, name: str) -> Document | list[Finding]:
    """Turn a file's bytes into nodes, or into the problems that stop it."""
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as problem:
        before = raw[: problem.start].decode("utf-8", errors="replace")
        remark = Remark(
            (),
            f"the byte 0x{raw[problem.start]:02X} is not valid UTF-8",
            "Save the file as UTF-8.",
        )
        return [finding(problems.NOT_UTF8, name, _span_after(before, 1), remark)]
    text = text.removeprefix(_BOM)
    bad = _UNPRINTABLE.search(text) if raw.translate(None, _PRINTABLE) else None
    if bad:
        remark = Remark(
            (),
            f"the character U+{ord(bad[0]):04X} cannot be shown and is not allowed in YAML",
            "Delete it.",
        )
        return [finding(problems.CONTROL_CHARACTER, name, _span_after(text[: bad.start()], 1), remark)]
    try:
        node, beyond = _compose(text, name)
        if beyond:
            return beyond
    except TooDeepError as problem:
        remark = Remark(
            (), f"this is nested more than {MAX_DEPTH} levels deep", "A record needs fewer than ten levels."
        )
        return [finding(problems.TOO_DEEP, name, _mark_span(problem.mark, text), remark)]
    except yaml.MarkedYAMLError as problem:
        return [_syntax(problem, name, text)]
    except yaml.YAMLError as problem:
        return [finding(problems.SYNTAX, name, START, Remark((), f"this is not YAML: {problem}", ""))]
    if node is None:
        return [
            finding(
                problems.EMPTY,
                name,
                START,
                Remark((), "the file holds no record", "Delete it, or write one."),
            )
        ]
    if not isinstance(node, yaml.MappingNode):
        what = "a list" if isinstance(node, yaml.SequenceNode) else "a single text"
        remark = Remark((), f"the file holds {what}; a record is a mapping of keys to values", "Start with `kind:`.")
        return [finding(problems.NOT_A_MAPPING, name, span(cast(Node, node)), remark)]
    return Document(name, text, node)


def _compose(text: str, name: str) -> tuple[Node | None, list[Finding]]:
    """The node tree of a text, and what it holds beyond plain data."""
    composer = _Composer(text)
    try:
        node = cast(Node | None, composer.get_single_node())
    except (TooDeepError, yaml.YAMLError):
        # An alias of nothing may be what the composer stumbled over; that it is an alias is the better thing to say.
        beyond = list(_beyond_plain_data(text, name)) if _SUSPECT.search(text) else []
        if beyond:
            return None, beyond
        raise
    finally:
        composer.dispose()
    if all(_within_text(node, hit.start()) for hit in _SUSPECT.finditer(text)):
        return node, []
    return node, list(_beyond_plain_data(text, name))


def _within_text(node: Node | None, index: int) -> bool:
    """Whether a character stands inside a scalar, past its first one. An anchor, an alias or a tag never does.

    An alias puts one node into several places, so children may be out of order. The search may then miss a scalar, but
    never takes an alias for a part of one.
    """
    for _ in range(MAX_DEPTH + 1):
        if node is None or not node.start_mark.index <= index < node.end_mark.index:
            return False
        if isinstance(node, yaml.ScalarNode):
            return bool(node.start_mark.index < index)
        place = bisect_right(node.value, index, key=_start) - 1
        child: Any = node.value[place] if place >= 0 else None
        if isinstance(child, tuple):
            child = child[child[1].start_mark.index <= index]
        node = child
    return False


def _start(child: Node | tuple[Node, Node]) -> int:
    """Where an entry of a list or a mapping starts, in characters from the start of the text."""
    start: int = (child[0] if isinstance(child, tuple) else child).start_mark.index
    return start


def _beyond_plain_data(text: str, name: str) -> Iterator[Finding]:
    """Name every anchor, alias and tag. The parser's event stream is flat, so nothing is expanded."""
    depth = 0
    event: Any
    for event in yaml.parse(text, Loader=yaml.CLoader):
        where = _event_span(event, text)
        if isinstance(event, (yaml.SequenceStartEvent, yaml.MappingStartEvent)):
            depth += 1
            if depth > MAX_DEPTH:
                raise TooDeepError(event.start_mark)
        elif isinstance(event, (yaml.SequenceEndEvent, yaml.MappingEndEvent)):
            depth -= 1
        if isinstance(event, yaml.AliasEvent):
            remark = Remark((), f"`*{event.anchor}` repeats another part of the file", "Write the value out here.")
            yield finding(problems.ANCHOR, name, where, remark)
            continue
        if getattr(event, "anchor", None):
            remark = Remark((), f"`&{event.anchor}` names a part of the file for repetition", "Delete the anchor.")
            yield finding(problems.ANCHOR, name, where, remark)
        if getattr(event, "tag", None):
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")
            remark = Remark((), f"`{tag}` gives a value a type", "Delete the tag; the field decides the type.")
            yield finding(problems.TAG, name, where, remark)


def _syntax(problem: yaml.MarkedYAMLError, name: str, text: str) -> Finding:
    mark = problem.problem_mark or problem.context_mark
    where = _mark_span(mark, text) if mark else START
    if "expected a single document" in str(problem.context):
        remark = Remark((), "a second document starts here; a file holds one record", "Move it to a file of its own.")
        return finding(problems.SEVERAL_DOCUMENTS, name, where, remark)
    words = " ".join(str(part) for part in (problem.context, problem.problem) if part)
    at = text.splitlines()[where.line - 1] if where.line <= len(text.splitlines()) else ""
    if "\t" in at[: where.column]:
        help = "Indent with spaces; YAML does not allow tabs there."
    elif "mapping values are not allowed" in words:
        help = "Put the text in quotes if it contains `: `, or check the indentation of this line."
    elif "could not find expected ':'" in words:
        help = "Each key needs a colon and a space after it; check this line and the one above."
    elif "did not find expected" in words:
        help = "Check the indentation, the quotes and the brackets of this line and the one above."
    else:
        help = "Check the indentation and the quotes of this line."
    return finding(problems.SYNTAX, name, where, Remark((), f"this is not YAML: {words}", help))


def _span_after(before: str, length: int) -> Span:
    """The span of ``length`` characters that follow a text."""
    line = before.count("\n") + 1
    column = len(before) - (before.rfind("\n") + 1) + 1
    return Span(line, column, line, column + length)


def _mark_span(mark: Any, text: str) -> Span:
    """The character at a parser's mark, kept inside the text."""
    lines = text.splitlines() or [""]
    line = min(mark.line, len(lines) - 1)
    column = mark.column if mark.line == line else len(lines[line])
    return Span(line + 1, column + 1, line + 1, column + 2)


def _event_span(event: Any, text: str) -> Span:
    start, end = event.start_mark, event.end_mark
    if (end.line, end.column) <= (start.line, start.column):
        return _mark_span(start, text)
    return Span(start.line + 1, start.column + 1, end.line + 1, end.column + 1)


def span(node: Node) -> Span:
    """The characters of a node itself. A collection ends where its last value ends, a block text at its mark."""
    start = node.start_mark
    end = _end(node)
    return Span(start.line + 1, start.column + 1, end[0] + 1, end[1] + 1)


def _end(node: Node) -> tuple[int, int]:
    """Line and column, from 0, at which a node's own characters end."""
    end: tuple[int, int] = (node.end_mark.line, node.end_mark.column)
    if isinstance(node, yaml.ScalarNode):
        if node.style in ("|", ">"):
            # libyaml ends a block text at the token after it; the header line is what an author can point at.
            return (node.start_mark.line, node.start_mark.column + 1)
        return end
    if node.flow_style or not node.value:
        return end
    last = node.value[-1]
    return _end(last[1] if isinstance(last, tuple) else last)


def entries(node: yaml.MappingNode) -> Iterator[tuple[Node, Node]]:
    """A mapping's keys and values, in the order of the file."""
    yield from node.value


def at(node: Node, path: FieldPath) -> Node:
    """The node at a path, or the nearest one above it that exists."""
    for step in path:
        below = _below(node, step)
        if below is None:
            return node
        node = below
    return node


def _below(node: Node, step: Step) -> Node | None:
    if isinstance(node, yaml.MappingNode) and isinstance(step, str):
        for key, value in node.value:
            if key.value == step:
                found: Node = key if isinstance(step, Key) else value
                return found
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        child: Node = node.value[step]
        return child
    return None


def span_at(root: Node, path: FieldPath) -> Span:
    """The span of the node at a path; where only something above it exists, of that thing's first entry."""
    node = at(root, path)
    exact = not path or _exists(root, path)
    if not exact and isinstance(node, yaml.MappingNode) and node.value:
        return span(node.value[0][0])
    return span(node)


def _exists(node: Node, path: FieldPath) -> bool:
    for step in path:
        below = _below(node, step)
        if below is None:
            return False
        node = below
    return True
