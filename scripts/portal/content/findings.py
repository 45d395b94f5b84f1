"""What the checker says: a rule, and a finding of that rule at one place in one file."""

from __future__ import annotations

from typing import Literal

import msgspec

Severity = Literal["error", "warning"]


class Rule(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that the portal checks, with its explanation. The function that checks it does not know it."""

    code: str
    """A letter for the family and three digits, such as ``R301``. Never reused for another rule."""
    name: str
    """The pattern that is wrong, in kebab-case, such as ``unknown-reference``."""
    severity: Severity
    """``error`` stops a build; ``warning`` counts only under ``--strict``."""
    what: str
    """One or two sentences: what the rule looks for."""
    why: str
    """One or two sentences: what goes wrong for a reader or a program otherwise."""
    bad: str = ""
    """A short YAML example that the rule reports."""
    good: str = ""
    """The same example, mended."""
    rests_on: tuple[str, ...] = ()
    """Fields that the rule reads besides the one it names; where one cannot be read, the rule says nothing."""


class Span(msgspec.Struct, frozen=True, order=True):
    """A range of characters in one file; lines and columns count from 1 and the end is exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


START = Span(1, 1, 1, 1)
"""Where a finding on a whole file points."""


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """One mistake: what, where, what was wanted, and the next step."""

    code: str
    """The rule's code."""
    name: str
    """The rule's name."""
    severity: Severity
    """The rule's severity."""
    path: str
    """The file, as the command was given it, with ``/`` between folders."""
    line: int
    column: int
    end_line: int
    end_column: int
    field: str
    """The field's path in the record, such as ``requirements[2].deadline``; empty for a whole file."""
    message: str
    """What was found and what was wanted, in one sentence."""
    help: str = ""
    """The next step; names the nearest valid choice where there is one."""
    fixable: bool = False
    """Whether ``portal check --fix`` can put it right."""

    @property
    def order(self) -> tuple[str, int, int, str, str]:
        """The order of a report: path, line, column, code; the message settles the rest."""
        return (self.path, self.line, self.column, self.code, self.message)


Step = str | int
Path = tuple[Step, ...]
"""The way from a record's root to a value: keys and list positions from 0."""


class Key(str):
    """The last step of a `Path` that means the key itself, not its value."""

    __slots__ = ()


class Remark(msgspec.Struct, frozen=True):
    """What a rule says of one record before anybody knows the line: the place as a path, and the words."""

    path: Path
    message: str
    help: str = ""
    fixable: bool = False


def field_name(path: Path) -> str:
    """Write a path as people read it: ``('actions', 2, 'do')`` becomes ``actions[2].do``."""
    out = ""
    for step in path:
        if isinstance(step, int):
            out += f"[{step}]"
        else:
            out += f".{step}" if out else str(step)
    return out


def finding(rule: Rule, path: str, span: Span, remark: Remark) -> Finding:
    """Join a rule, a place and the words into a finding."""
    return Finding(
        code=rule.code,
        name=rule.name,
        severity=rule.severity,
        path=path,
        line=span.line,
        column=span.column,
        end_line=span.end_line,
        end_column=span.end_column,
        field=field_name(remark.path),
        message=remark.message,
        help=remark.help,
        fixable=remark.fixable,
    )


def may_say(rule: Rule, remark: Remark, hidden: frozenset[str]) -> bool:
    """Whether a rule may say something of a record of which some fields could not be read.

    Not of such a field or anything in it, and not what rests on one: the mistake of form has its own finding.
    """
    name = field_name(remark.path)
    return not any(
        name == each
        or name.startswith((f"{each}.", f"{each}["))
        or any(
            each == field or each.startswith((f"{field}.", f"{field}[")) or f".{field}" in each
            for field in rule.rests_on
        )
        for each in hidden
        if each
    )
