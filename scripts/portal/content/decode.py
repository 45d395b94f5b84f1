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

from portal.content import identifiers, problems
from portal.content.deadlines import KEYS, DeadlineError, _Form, read_day, read_deadline
from portal.content.fields import OneOrMany, Role
from portal.content.findings import Finding, Key, Path, Remark, Rule, field_name, finding
from portal.content.kinds import KINDS, AnyRecord, Record
from portal.content.kinds.base import Part
from portal.content.nearest import nearest, one_of
from portal.content.source import Document, Node, span

ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")
_PARTIAL_DAY = re.compile(r"[0-9]{4}(-(0[1-9]|1[0-2])(-[0-9]{2})?)?\Z")
_URL = re.compile(r"https://[A-Za-z0-9.-]+(:[0-9]+)?([/?#][^\s<>\"\\^`{|}]*)?\Z")
_NULL = frozenset({"", "~", "null", "Null", "NULL"})
_BOOLEANS = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}

WRONG: Any = object()
"""What a decoder returns for a value that it has already reported."""

Decoder = Callable[["_Reading", Node, Path], Any]


class Decoded(msgspec.Struct, frozen=True):
    """What a document came to."""

    record: AnyRecord | None
    """The record. Where there are findings, what could not be read is left out or stands in for itself, so that the
    rules can look at the rest; such a record is never shown. None where not even its kind is known."""
    findings: tuple[Finding, ...]
    hidden: frozenset[str] = frozenset()
    """Fields of which the rules may say nothing: they hold stand-ins, or have lost their places."""


class _Reading:
    """The findings of one file while it is decoded."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.findings: list[Finding] = []
        self.hidden: set[str] = set()

    def say(self, rule: Rule, node: Node, path: Path, message: str, help: str, fixable: bool = False) -> Any:
        self.findings.append(finding(rule, self.path, span(node), Remark(path, message, help, fixable)))
        return WRONG


def decode(document: Document) -> Decoded:
    """Turn a document into its record, and name every mistake on the way."""
    reading = _Reading(document.path)
    kind = _kind(reading, document.root)
    record = _compile(KINDS[kind].type)(reading, document.root, ()) if kind else None
    reading.hidden.update(each.field for each in reading.findings if each.code != problems.UNKNOWN_KEY.code)
    return Decoded(record, tuple(reading.findings), frozenset(reading.hidden))


def _kind(reading: _Reading, root: yaml.MappingNode) -> str | None:
    for key, value in root.value:
        if key.value == "kind":
            if isinstance(value, yaml.ScalarNode) and value.value in KINDS:
                return str(value.value)
            reading.say(
                problems.UNKNOWN_KIND,
                value,
                ("kind",),
                f"{_shown(value)} is not a kind of record",
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


def _shown(node: Node) -> str:
    """A node as a message quotes it."""
    match node:
        case yaml.ScalarNode(value=text):
            short = text if len(text) <= 60 else text[:57] + "..."
            return f"`{' '.join(short.split())}`" if text else "an empty value"
        case yaml.SequenceNode():
            return "a list"
        case _:
            return "a mapping"


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
        return _choice(get_args(hint))
    if origin is tuple:
        return _list(_compile(get_args(hint)[0]), _stand_in(get_args(hint)[0]), many=False)
    if origin is dict:
        return _texts_by_key
    if hint is bool:
        return _boolean
    if isinstance(hint, type) and issubclass(hint, msgspec.Struct):
        return _struct(hint)
    raise TypeError(f"a record type uses {hint!r}, for which there is no decoder")


def _annotated(hint: Any, *marks: Any) -> Decoder:
    if any(isinstance(mark, OneOrMany) for mark in marks):
        return _list(_compile(get_args(hint)[0]), _stand_in(get_args(hint)[0]), many=True)
    roles = [mark for mark in marks if isinstance(mark, Role)]
    return _ROLES[roles[0].name](roles[0])


def _struct(cls: type[msgspec.Struct]) -> Decoder:
    hints = get_type_hints(cls, include_extras=True)
    fields = {field.name: (_compile(hints[field.name]), field.required) for field in msgspec.structs.fields(cls)}
    stand_ins = {field.name: _stand_in(hints[field.name]) for field in msgspec.structs.fields(cls) if field.required}
    required = [name for name, (_, needed) in fields.items() if needed]
    is_record = issubclass(cls, Record)
    known = ["kind", *fields] if is_record else list(fields)
    shorthand = cls.shorthand if issubclass(cls, Part) else ""
    noun = cls.kind if issubclass(cls, Record) else _words(cls.__name__)

    def read(reading: _Reading, node: Node, path: Path) -> Any:
        if not isinstance(node, yaml.MappingNode):
            if shorthand and isinstance(node, yaml.ScalarNode):
                value = fields[shorthand][0](reading, node, path)
                return cls(**{shorthand: stand_ins[shorthand](node) if value is WRONG else value})
            wanted = f"a mapping with {_listed(required or list(fields))}"
            if shorthand:
                wanted = f"a text or {wanted}"
            return reading.say(
                problems.WRONG_TYPE, node, path, f"found {_shown(node)}, wanted {wanted}", f"Write {wanted}."
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
                    f"{_shown(key)} stands where a key belongs",
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
                    f"{_a(noun)} has no field `{name}`",
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
                    f"`{name}` is missing; {_a(noun)} needs it",
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
    def read(reading: _Reading, node: Node, path: Path) -> Any:
        if not isinstance(node, yaml.SequenceNode):
            if many and not _is_null(node):
                value = item(reading, node, path)
                return WRONG if value is WRONG else (value,)
            if _is_null(node):
                return _empty(reading, node, path)
            return reading.say(
                problems.WRONG_TYPE,
                node,
                path,
                f"found {_shown(node)}, wanted a list",
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


def _choice(choices: tuple[str, ...]) -> Decoder:
    allowed = frozenset(choices)

    def read(reading: _Reading, node: Node, path: Path) -> Any:
        if isinstance(node, yaml.ScalarNode) and node.value in allowed:
            return node.value
        if _is_null(node):
            return _empty(reading, node, path)
        text = node.value if isinstance(node, yaml.ScalarNode) else ""
        return reading.say(
            problems.NOT_A_CHOICE,
            node,
            path,
            f"{_shown(node)} is not a choice for `{_last(path)}`",
            one_of(text, choices),
        )

    return read


def _boolean(reading: _Reading, node: Node, path: Path) -> Any:
    if isinstance(node, yaml.ScalarNode) and not node.style and node.value in _BOOLEANS:
        return _BOOLEANS[node.value]
    return reading.say(
        problems.WRONG_TYPE,
        node,
        path,
        f"found {_shown(node)}, wanted true or false",
        "Write `true` or `false`.",
    )


def _texts_by_key(reading: _Reading, node: Node, path: Path) -> Any:
    if not isinstance(node, yaml.MappingNode):
        return reading.say(
            problems.WRONG_TYPE, node, path, f"found {_shown(node)}, wanted a mapping", "Write `key: value`."
        )
    values: dict[str, str] = {}
    whole = True
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode):
            whole = False
            reading.say(problems.KEY_NOT_TEXT, key, path, f"{_shown(key)} stands where a key belongs", "Use a word.")
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
            text = _text(reading, value, (*path, key.value), any_boolean=True)
            if text is WRONG:
                whole = False
                values[key.value] = ""
            else:
                values[key.value] = text
    return values if whole else WRONG


def _deadline(reading: _Reading, node: Node, path: Path) -> Any:
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


def _is_null(node: Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and not node.style and node.value in _NULL


def _empty(reading: _Reading, node: Node, path: Path) -> Any:
    return reading.say(
        problems.EMPTY_VALUE,
        node,
        path,
        f"`{_last(path)}` has no value",
        "Write one, or leave the key out if it is not known.",
    )


def _last(path: Path) -> str:
    return next((str(step) for step in reversed(path) if isinstance(step, str)), "value")


def _text(reading: _Reading, node: Node, path: Path, any_boolean: bool = False) -> Any:
    """A non-empty text, or WRONG after saying why not."""
    if not isinstance(node, yaml.ScalarNode):
        return reading.say(
            problems.WRONG_TYPE, node, path, f"found {_shown(node)}, wanted a text", "Write one text here."
        )
    text: str = node.value
    if not node.style:
        if text in _NULL:
            return _empty(reading, node, path)
        if text in _BOOLEANS and not any_boolean:
            return reading.say(
                problems.WRONG_TYPE,
                node,
                path,
                f"found `{text}`, wanted a text",
                f'Put it in quotes if you mean the word: "{text}".',
            )
    if not text.strip():
        return _empty(reading, node, path)
    return text


def _plain(role: Role) -> Decoder:
    def read(reading: _Reading, node: Node, path: Path) -> Any:
        text = _text(reading, node, path)
        if text is WRONG:
            return WRONG
        text = text.strip()
        if "\n" in text and _last(path) != "automation":
            return reading.say(
                problems.LINE_BREAK,
                node,
                path,
                f"`{_last(path)}` has a line break; it is shown in one line",
                "Write it in one line, or fold it with `>-`.",
            )
        return text

    return read


def _prose(role: Role) -> Decoder:
    return _text


def _day(role: Role) -> Decoder:
    def read(reading: _Reading, node: Node, path: Path) -> Any:
        text = _text(reading, node, path)
        if text is WRONG:
            return WRONG
        try:
            return read_day(text)
        except ValueError:
            return _bad_date(reading, node, path, "YYYY-MM-DD")

    return read


def _partial_day(role: Role) -> Decoder:
    def read(reading: _Reading, node: Node, path: Path) -> Any:
        text = _text(reading, node, path)
        if text is WRONG:
            return WRONG
        try:
            if not _PARTIAL_DAY.match(text):
                raise ValueError(text)
            if len(text) == 10:
                datetime.date.fromisoformat(text)
        except ValueError:
            return _bad_date(reading, node, path, "YYYY-MM-DD, or YYYY-MM or YYYY where no more is known")
        return text

    return read


def _bad_date(reading: _Reading, node: Node, path: Path, wanted: str) -> Any:
    return reading.say(problems.BAD_DATE, node, path, f"{_shown(node)} is not a date", f"Write the date as {wanted}.")


def _url(role: Role) -> Decoder:
    def read(reading: _Reading, node: Node, path: Path) -> Any:
        text = _text(reading, node, path)
        if text is WRONG:
            return WRONG
        text = text.strip()
        if _URL.match(text):
            return text
        help = "Write the whole address, starting with `https://`, without spaces."
        if text.startswith("http://"):
            help = f"Use `https://{text[7:]}` if the publisher offers it."
        return reading.say(problems.BAD_ADDRESS, node, path, f"{_shown(node)} is not an https address", help)

    return read


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


def _id(role: Role) -> Decoder:
    def read(reading: _Reading, node: Node, path: Path) -> Any:
        text = _text(reading, node, path)
        if text is WRONG:
            return WRONG
        if ID.match(text):
            return text
        suggestion = _slug(text)
        help = "Use lower-case letters and digits, joined by single hyphens"
        return reading.say(
            problems.BAD_ID,
            node,
            path,
            f"{_shown(node)} is not an id",
            f"{help}: `{suggestion}`." if suggestion else f"{help}.",
        )

    return read


def _reference(role: Role) -> Decoder:
    wanted = {
        "none": "an id such as `bod-26-04`",
        "requirement": "DIRECTIVE#REQUIREMENT",
        "table": "DIRECTIVE#TABLE",
    }[role.part]

    def read(reading: _Reading, node: Node, path: Path) -> Any:
        text = _text(reading, node, path)
        if text is WRONG:
            return WRONG
        record, hash, part = text.partition("#")
        if ID.match(record) and (not hash or ID.match(part)) and (bool(hash) or role.part == "none"):
            return text
        message = f"{_shown(node)} is not a reference of this form"
        return reading.say(problems.BAD_REFERENCE, node, path, message, f"Write {wanted}.")

    return read


def _identifier(role: Role) -> Decoder:
    assert role.vocabulary is not None
    vocabulary = identifiers.VOCABULARIES[role.vocabulary]

    def read(reading: _Reading, node: Node, path: Path) -> Any:
        text = _text(reading, node, path)
        if text is WRONG:
            return WRONG
        spelled = identifiers.canonical(vocabulary.kind, text)
        if spelled is not None:
            return spelled
        help = f"Write it like `{vocabulary.example}`."
        elsewhere = identifiers.recognise(text.strip())
        if elsewhere:
            help += f" `{text.strip()}` looks like an identifier of {identifiers.VOCABULARIES[elsewhere[0]].name}."
        return reading.say(
            problems.BAD_IDENTIFIER,
            node,
            path,
            f"{_shown(node)} is not {_a(vocabulary.noun)} of {vocabulary.name}",
            help,
        )

    return read


_ROLES: dict[str, Callable[[Role], Decoder]] = {
    "text": _plain,
    "prose": _prose,
    "day": _day,
    "partial-day": _partial_day,
    "url": _url,
    "id": _id,
    "source": _id,
    "reference": _reference,
    "part": _reference,
    "identifier": _identifier,
}


def _a(noun: str) -> str:
    return f"an {noun}" if noun[0] in "aeiou" else f"a {noun}"


def _words(name: str) -> str:
    """`DecisionTable` as people write it."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).lower()


def _listed(names: list[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)
