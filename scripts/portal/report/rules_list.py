"""All rules as a table for a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from portal.content.findings import Rule
from portal.report.words import count

FAMILIES = {
    "Y": "Files and YAML",
    "F": "Fields",
    "I": "Identity",
    "R": "References",
    "L": "Life cycle",
    "D": "Dates and deadlines",
    "T": "Decision tables",
    "P": "Prose",
    "S": "Sources and publication",
    "N": "Permanence, under --base",
}
"""What the first letter of a code stands for, in the order in which a file is checked."""

_WIDEST = 100
_NARROWEST_TEXT = 30


def report(rules: Sequence[Rule], *, columns: int = _WIDEST) -> str:
    """Code, severity, name and meaning of each rule, family by family, wrapped to a number of columns."""
    indent = len("Y001  warning  ") + max((len(rule.name) for rule in rules), default=0) + 2
    out: list[str] = []
    for letter, heading in FAMILIES.items():
        family = [rule for rule in rules if rule.code.startswith(letter)]
        if family:
            out += ["", heading]
        for rule in family:
            start = f"{rule.code}  {rule.severity:<7}  {rule.name}".ljust(indent)
            out += _wrapped(start, rule.what, max(columns, indent + _NARROWEST_TEXT))
    closing = f"{count(len(rules), 'rule')}. `portal explain CODE` tells more about one, with examples."
    return "\n".join([*out[1:], "", closing])


def _wrapped(start: str, text: str, columns: int) -> list[str]:
    return textwrap.wrap(
        start + text,
        columns,
        subsequent_indent=" " * len(start),
        break_long_words=False,
        break_on_hyphens=False,
        drop_whitespace=True,
    )
