"""What decoding one file needs wherever it is: the findings so far, and the words for what was found."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import yaml

from portal.content import problems
from portal.content.findings import Finding, Path, Remark, Rule, finding
from portal.content.source import Node, span

NULL = frozenset({"", "~", "null", "Null", "NULL"})
"""The plain scalars that mean no value (YAML 1.2 core schema)."""
BOOLEANS = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
"""The plain scalars that are booleans (YAML 1.2 core schema)."""

WRONG: Any = object()
"""What a decoder returns for a value that it has already reported."""


class Reading:
    """The findings of one file while it is decoded."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.findings: list[Finding] = []
        self.asides: list[Finding] = []
        """Of values that could be read."""
        self.hidden: set[str] = set()

    def say(self, rule: Rule, node: Node, path: Path, message: str, help: str, fixable: bool = False) -> Any:
        """Report something at a node; what it returns stands for the value that could not be read."""
        self.findings.append(finding(rule, self.path, span(node), Remark(path, message, help, fixable)))
        return WRONG

    def note(self, rule: Rule, node: Node, path: Path, message: str, help: str) -> None:
        """Report something at a node whose value could be read all the same."""
        self.asides.append(finding(rule, self.path, span(node), Remark(path, message, help)))


Decoder = Callable[[Reading, Node, Path], Any]
"""Turns a node into a value, or reports why not and returns WRONG."""


def shown(node: Node) -> str:
    """A node as a message quotes it."""
    match node:
        case yaml.ScalarNode(value=text):
            short = text if len(text) <= 60 else text[:57] + "..."
            return f"`{' '.join(short.split())}`" if text else "an empty value"
        case yaml.SequenceNode():
            return "a list"
        case _:
            return "a mapping"


def is_null(node: Node) -> bool:
    """Whether a node is a plain scalar without a value."""
    return isinstance(node, yaml.ScalarNode) and not node.style and node.value in NULL


def empty(reading: Reading, node: Node, path: Path) -> Any:
    """Report a key without a value."""
    return reading.say(
        problems.EMPTY_VALUE,
        node,
        path,
        f"`{last(path)}` has no value",
        "Write one, or leave the key out if it is not known.",
    )


def last(path: Path) -> str:
    """The last key of a path."""
    return next((str(step) for step in reversed(path) if isinstance(step, str)), "value")


def a(noun: str) -> str:
    """A noun with its article."""
    return f"an {noun}" if noun[0] in "aeiou" else f"a {noun}"
