"""Nodes to typed records, naming every mistake in one pass.

The record types are the schema: a decoder for each is compiled once from its annotations. Plain scalars mean what
their field says (so `1.10` in a text stays `1.10`, and `no` is a word); only null and the booleans of the YAML 1.2
core schema are told apart from text.
"""

from __future__ import annotations

import datetime
import functools
import re
import types
from collections.abc import Callable
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

import msgspec
import yaml

from portal.content import problems
from portal.content.deadlines import KEYS, DeadlineError, _Form, read_deadline
from portal.content.fields import OneOrMany, Role
from portal.content.findings import Finding, Key, Path, field_name
from portal.content.kinds import KINDS, AnyRecord, Record
from portal.content.kinds.base import Part
from portal.content.nearest import nearest, one_of
from portal.content.reading import WRONG, Decoder, Reading, a, empty, is_null, shown
from portal.content.scalars import ROLES, boolean, choice, read_text
from portal.content.source import Document, Node


class Decoded(msgspec.Struct, frozen=True):
    """What a document came to."""

    record: AnyRecord | None
    """The record. Where there are findings, what could not be read is left out or stands in for itself, so that the
    rules can look at the rest; such a record is never shown. None where not even its kind is known."""
    findings: tuple[Finding, ...]
    asides: tuple[Finding, ...] = ()
    """What is amiss with values that could be read all the same; such a record is shown."""
    hidden: frozenset[str] = frozenset()
    """Fields of which the rules may say nothing: they hold stand-ins, or have lost their places."""


def decode(document: Document) -> Decoded:
    """Turn a document into its record, and name every mistake on the way."""
    reading = Reading(document.path)
    kind = _kind(reading, document.root)
    record = _compile(KINDS[kind].type)(reading, document.root, ()) if kind else None
    reading.hidden.update(each.field for each in reading.findings if each.code != problems.UNKNOWN_KEY.code)
    return Decoded(record, tuple(reading.findings), tuple(reading.asides), frozenset(reading.hidden))


def _kind(reading: Reading, root: yaml.MappingNode) -> str | None:
    for key, value in root.value:
        if key.value == "kind":
            if isinstance(value, yaml.ScalarNode) and value.value in KINDS:
                return str(value.value)
            reading.say(
                problems.UNKNOWN_KIND,
                value,
                ("kind",),
                f"{shown(value)} is not a kind of record",
                one_of(value.value if isinstance(value, yaml.ScalarNode) else "", KINDS),
            )
            return None
    reading.say(
        problems.MISSING_KEY,
        root.value[0][0] if root.value else root,
        (),
        "`kind` is missing",
        f"Start the file with `kind:` and one of {', '.join(KINDS)}.",
    )
    return None


@functools.cache
def _compile(hint: Any) -> Decoder:
    """The decoder of a type: a struct, a list, a choice, or a text with a role."""
    origin = get_origin(hint)
    if origin is Annotated:
        return _annotated(*get_args(hint))
    if origin in (Union, types.UnionType):
        members = [member for member in get_args(hint) if member is not type(None)]
        if all(isinstance(member, type) and issubclass(member, _Form) for member in members):
            return _deadline
        (member,) = members
        return _compile(member)
    if origin is Literal:
        return choice(get_args(hint))
    if origin is tuple:
        return _list(_compile(get_args(hint)[0]), _stand_in(get_args(hint)[0]), many=False)
    if origin is dict:
        return _texts_by_key
    if hint is bool:
        return boolean
    if isinstance(hint, type) and issubclass(hint, msgspec.Struct):
        return _struct(hint)
    raise TypeError(f"a record type uses {hint!r}, for which there is no decoder")


def _annotated(hint: Any, *marks: Any) -> Decoder:
    if any(isinstance(mark, OneOrMany) for mark in marks):
        return _list(_compile(get_args(hint)[0]), _stand_in(get_args(hint)[0]), many=True)
    roles = [mark for mark in marks if isinstance(mark, Role)]
    return ROLES[roles[0].name](roles[0])


def _struct(cls: type[msgspec.Struct]) -> Decoder:
    hints = get_type_hints(cls, include_extras=True)
    fields = {field.name: (_compile(hints[field.name]), field.required) for field in msgspec.structs.fields(cls)}
    stand_ins = {field.name: _stand_in(hints[field.name]) for field in msgspec.structs.fields(cls) if field.required}
    required = [name for name, (_, needed) in fields.items() if needed]
    is_record = issubclass(cls, Record)
    known = ["kind", *fields] if is_record else list(fields)
    shorthand = cls.shorthand if issubclass(cls, Part) else ""
    noun = cls.kind if issubclass(cls, Record) else _words(cls.__name__)

    def read(reading: Reading, node: Node, path: Path) -> Any:
        if not isinstance(node, yaml.MappingNode):
            if shorthand and isinstance(node, yaml.ScalarNode):
                value = fields[shorthand][0](reading, node, path)
                return cls(**{shorthand: stand_ins[shorthand](node) if value is WRONG else value})
            wanted = f"a mapping with {_listed(required or list(fields))}"
            if shorthand:
                wanted = f"a text or {wanted}"
            return reading.say(
                problems.WRONG_TYPE, node, path, f"found {shown(node)}, wanted {wanted}", f"Write {wanted}."
            )
        values: dict[str, Any] = {}
        seen: set[str] = set()
        meant: set[str] = set()
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                reading.say(
                    problems.KEY_NOT_TEXT,
                    key,
                    path,
                    f"{shown(key)} stands where a key belongs",
                    "Use a word.",
                )
                continue
            name = key.value
            if name in seen:
                reading.say(
                    problems.DUPLICATE_KEY,
                    key,
                    (*path, Key(name)),
                    f"`{name}` stands here a second time",
                    "Keep one of the two.",
                )
                continue
            seen.add(name)
            entry = fields.get(name)
            if entry is None:
                if name == "kind" and is_record and not path:
                    continue
                meant.update(nearest(name, known))
                reading.say(
                    problems.UNKNOWN_KEY,
                    key,
                    (*path, Key(name)),
                    f"{a(noun)} has no field `{name}`",
                    one_of(name, [each for each in known if each not in values] or known),
                )
                continue
            decoded = entry[0](reading, value, (*path, name))
            if decoded is not WRONG:
                values[name] = decoded
            elif name in stand_ins:
                values[name] = stand_ins[name](value)
        for name in required:
            if name not in seen:
                values[name] = stand_ins[name](node)
                if name in meant:
                    reading.hidden.add(field_name((*path, name)))
                    continue  # The misspelt key has its own finding.
                first = node.value[0][0] if node.value else node
                reading.say(
                    problems.MISSING_KEY,
                    first,
                    (*path, name),
                    f"`{name}` is missing; {a(noun)} needs it",
                    f"Add `{name}:` here.",
                )
        return cls(**values)

    return read


def _stand_in(hint: Any) -> Callable[[Node], Any]:
    """What takes the place of a value that must be there and cannot be read; WRONG where nothing can."""
    origin = get_origin(hint)
    if origin is Annotated:
        marks = get_args(hint)[1:]
        if any(isinstance(mark, OneOrMany) for mark in marks):
            return lambda node: ()
        role = next(mark for mark in marks if isinstance(mark, Role))
        if role.name == "day":
            return lambda node: datetime.date(2000, 1, 1)
        if role.name == "id":
            return lambda node: f"in-line-{node.start_mark.line + 1}"
        return lambda node: "?"
    if origin is Literal:
        choices = get_args(hint)
        usual = "published" if "published" in choices else choices[0]
        return lambda node: next(iter(nearest(str(node.value), choices)), usual)
    if origin is tuple:
        return lambda node: ()
    if origin is dict:
        return lambda node: {}
    return lambda node: WRONG


def _list(item: Decoder, stand_in: Callable[[Node], Any], many: bool) -> Decoder:
    def read(reading: Reading, node: Node, path: Path) -> Any:
        if not isinstance(node, yaml.SequenceNode):
            if many and not is_null(node):
                value = item(reading, node, path)
                return WRONG if value is WRONG else (value,)
            if is_null(node):
                return empty(reading, node, path)
            return reading.say(
                problems.WRONG_TYPE,
                node,
                path,
                f"found {shown(node)}, wanted a list",
                f"Write `[{node.value}]`."
                if isinstance(node, yaml.ScalarNode) and len(node.value) <= 60
                else "Start each entry with `- `.",
            )
        values = [item(reading, each, (*path, index)) for index, each in enumerate(node.value)]
        if any(value is WRONG for value in values):
            values = [
                stand_in(each) if value is WRONG else value for value, each in zip(values, node.value, strict=True)
            ]
            if any(value is WRONG for value in values):
                reading.hidden.add(field_name(path))  # The places of what follows are no longer those of the file.
                values = [value for value in values if value is not WRONG]
        return tuple(values)

    return read


def _texts_by_key(reading: Reading, node: Node, path: Path) -> Any:
    if not isinstance(node, yaml.MappingNode):
        return reading.say(
            problems.WRONG_TYPE, node, path, f"found {shown(node)}, wanted a mapping", "Write `key: value`."
        )
    values: dict[str, str] = {}
    whole = True
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode):
            whole = False
            reading.say(problems.KEY_NOT_TEXT, key, path, f"{shown(key)} stands where a key belongs", "Use a word.")
        elif key.value in values:
            whole = False
            reading.say(
                problems.DUPLICATE_KEY,
                key,
                (*path, Key(key.value)),
                f"`{key.value}` stands here a second time",
                "Keep one of the two.",
            )
        else:
            text = read_text(reading, value, (*path, key.value), any_boolean=True)
            if text is WRONG:
                whole = False
                values[key.value] = ""
            else:
                values[key.value] = text
    return values if whole else WRONG


def _deadline(reading: Reading, node: Node, path: Path) -> Any:
    fields = _texts_by_key(reading, node, path)
    if fields is WRONG:
        return WRONG
    wrong = False
    for key, _ in node.value:
        if key.value not in KEYS and (near := nearest(key.value, KEYS)):
            wrong = True
            place, message = (*path, Key(key.value)), f"a deadline has no field `{key.value}`"
            reading.say(problems.UNKNOWN_KEY, key, place, message, f"Did you mean `{near[0]}`?")
    if wrong:
        return WRONG
    try:
        deadline = read_deadline(fields)
    except DeadlineError as problem:
        for key, value in node.value:
            if key.value == problem.key:
                return reading.say(problems.BAD_DEADLINE, value, (*path, str(key.value)), problem.message, problem.help)
        return reading.say(problems.BAD_DEADLINE, node, path, problem.message, problem.help)
    return deadline


def _words(name: str) -> str:
    """`DecisionTable` as people write it."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).lower()


def _listed(names: list[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)
