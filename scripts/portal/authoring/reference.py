"""The references for authors, made from the record types and the rules: every field and every rule."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from portal.content.deadlines import FORMS
from portal.content.describe import FieldDoc, fields_of, parts_of, title_of
from portal.content.findings import Rule
from portal.content.kinds import KINDS, Record
from portal.content.kinds.base import Part

NOTICE = "<!-- Made by `portal reference` from the code. Do not edit. -->"
FIELDS_FILE = "fields.md"
RULES_FILE = "rules.md"


def pages(rules: Sequence[Rule]) -> dict[str, str]:
    """The two pages by file name, as Markdown."""
    return {FIELDS_FILE: "\n".join(_fields()) + "\n", RULES_FILE: "\n".join(_rules(rules)) + "\n"}


def _fields() -> Iterator[str]:
    yield from ("---", "title: Field reference", "---", "", NOTICE, "", "# Field reference", "")
    yield "Every field of every kind of record, made from the types that read them."
    yield "A field that is not required is left out when nothing is known; the page then says “not stated”."
    yield ""
    yield from ("## Every record", "")
    yield from _table(fields_of(Record), {"kind": "one of " + ", ".join(f"`{name}`" for name in KINDS)})
    common = {field.name for field in fields_of(Record)}
    for kind in KINDS.values():
        yield from (f"## {kind.label}", "", _first_line(kind.type), "")
        yield f"Folder `{kind.folder}/`, page `/{kind.address('ID')}`."
        yield ""
        own = [field for field in fields_of(kind.type) if field.name not in common]
        yield from _table(own) if own else ("It has the common fields only.", "")
    yield from ("## Parts", "", "Mappings that stand inside a record.", "")
    seen: dict[type[msgspec.Struct], None] = {}
    for kind in KINDS.values():
        seen.update(dict.fromkeys(parts_of(kind.type)))
    for part in seen:
        yield from (f"### {title_of(part)}", "", _first_line(part), "")
        if issubclass(part, Part) and part.shorthand:
            yield f"A bare text stands for a mapping with `{part.shorthand}` alone."
            yield ""
        yield from _table(fields_of(part))
    yield from ("## Deadline", "", "Exactly one of these forms. Days are calendar days; months end at month ends.", "")
    yield from ("```yaml", *(f"deadline: {form}" for form in FORMS), "```", "")
    yield "`after` is `issued`, `published` or DIRECTIVE#REQUIREMENT. Hours may be counted only from an event."


def _first_line(cls: type) -> str:
    return (cls.__doc__ or "").strip().splitlines()[0]


def _table(fields: Sequence[FieldDoc], first: dict[str, str] | None = None) -> Iterator[str]:
    yield "| field | required | what to write | meaning |"
    yield "| --- | --- | --- | --- |"
    for name, form in (first or {}).items():
        yield f"| `{name}` | yes | {form} | What sort of record it is. |"
    for field in fields:
        text = field.text.replace("|", r"\|")
        yield f"| `{field.name}` | {'yes' if field.required else ''} | {field.form} | {text} |"
    yield ""


def _rules(rules: Sequence[Rule]) -> Iterator[str]:
    yield from ("---", "title: Rules", "---", "", NOTICE, "", "# Rules", "")
    yield f"What `portal check` looks for: {len(rules)} rules."
    yield "An error stops the build; a warning counts under `--strict`."
    yield ""
    for rule in rules:
        yield from (f"## {rule.code} {rule.name}", "", f"*{rule.severity.capitalize()}.* {rule.what}", "")
        yield from (f"**Why.** {rule.why}", "")
        for word, example in (("Bad", rule.bad), ("Good", rule.good)):
            if example:
                yield from (f"{word}:", "", "```yaml", example, "```", "")
