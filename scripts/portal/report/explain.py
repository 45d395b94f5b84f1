"""One rule with its whole story."""

from __future__ import annotations

import textwrap

from portal.content.findings import Rule
from portal.report.rules_list import FAMILIES


def report(rule: Rule, *, columns: int = 80) -> str:
    """What a rule looks for, why, and the same YAML wrong and right."""
    parts = [
        f"{rule.code} {rule.name} ({rule.severity}; {FAMILIES[rule.code[0]].lower()})",
        f"What it finds\n{_paragraph(rule.what, columns)}",
        f"Why\n{_paragraph(rule.why, columns)}",
    ]
    if rule.bad:
        parts.append(f"Wrong\n{textwrap.indent(rule.bad, '    ')}")
    if rule.good:
        parts.append(f"Right\n{textwrap.indent(rule.good, '    ')}")
    return "\n\n".join(parts)


def _paragraph(text: str, columns: int) -> str:
    return textwrap.fill(
        text,
        columns,
        initial_indent="  ",
        subsequent_indent="  ",
        break_long_words=False,
        break_on_hyphens=False,
    )
