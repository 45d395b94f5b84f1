"""What the record types say of themselves: every field with its form, its choices and its docstring.

The field reference for authors is made from this, so it cannot differ from what the decoder accepts.
"""

from __future__ import annotations

import ast
import functools
import inspect
import textwrap
import types
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

import msgspec

from portal.content import identifiers
from portal.content.deadlines import _Form
from portal.content.fields import OneOrMany, Role
from portal.content.kinds.base import Part


class FieldDoc(msgspec.Struct, frozen=True, kw_only=True):
    """One field as an author meets it."""

    name: str
    form: str
    """What to write, in words, such as `a list of ids of topics`."""
    required: bool
    text: str
    """The docstring."""
    part: type[msgspec.Struct] | None = None
    """The type of the mapping that it holds, if it holds one."""


def fields_of(cls: type[msgspec.Struct]) -> tuple[FieldDoc, ...]:
    """Every field of a record type or a part of one, in canonical order."""
    hints = get_type_hints(cls, include_extras=True)
    texts = _docstrings(cls)
    return tuple(
        FieldDoc(
            name=field.name,
            form=_form(hints[field.name]),
            required=field.required,
            text=texts.get(field.name, ""),
            part=_part(hints[field.name]),
        )
        for field in msgspec.structs.fields(cls)
    )


def parts_of(cls: type[msgspec.Struct]) -> tuple[type[msgspec.Struct], ...]:
    """Every type of mapping that a type holds, however deep, each once, in the order in which it is met."""
    found: dict[type[msgspec.Struct], None] = {}
    for field in fields_of(cls):
        if field.part is not None and field.part not in found:
            found[field.part] = None
            found.update(dict.fromkeys(parts_of(field.part)))
    return tuple(found)


@functools.cache
def _docstrings(cls: type) -> dict[str, str]:
    """The text under each annotated name of a class and of the classes it is made from."""
    found: dict[str, str] = {}
    for each in reversed(cls.__mro__):
        if each.__module__.startswith("portal."):
            body = ast.parse(textwrap.dedent(inspect.getsource(each))).body[0]
            assert isinstance(body, ast.ClassDef)
            for statement, after in zip(body.body, body.body[1:], strict=False):
                match statement, after:
                    case (
                        ast.AnnAssign(target=ast.Name(id=name)),
                        ast.Expr(value=ast.Constant(value=str() as text)),
                    ):
                        found[name] = " ".join(text.split())
    return found


def _form(hint: Any, many: bool = False) -> str:
    origin = get_origin(hint)
    if origin is Annotated:
        inner, *marks = get_args(hint)
        if any(isinstance(mark, OneOrMany) for mark in marks):
            return f"{_form(get_args(inner)[0])}, or a list of them"
        role = next(mark for mark in marks if isinstance(mark, Role))
        return _role(role, many)
    if origin in (Union, types.UnionType):
        members = [member for member in get_args(hint) if member is not type(None)]
        if all(isinstance(member, type) and issubclass(member, _Form) for member in members):
            return "a deadline"
        return _form(members[0], many)
    if origin is Literal:
        return "one of " + ", ".join(f"`{choice}`" for choice in get_args(hint))
    if origin is tuple:
        return f"a list of {_form(get_args(hint)[0], many=True)}"
    if origin is dict:
        return "a mapping of names to words"
    if hint is bool:
        return "`true` or `false`"
    name = title_of(hint).lower()
    if issubclass(hint, Part) and hint.shorthand:
        return f"texts or mappings ({name})" if many else f"a text, or a mapping ({name})"
    return f"mappings ({name})" if many else f"a mapping ({name})"


def _role(role: Role, many: bool) -> str:
    kinds = " or ".join(role.kinds)
    match role.name:
        case "prose":
            return "Markdown texts" if many else "Markdown"
        case "day":
            return "dates" if many else "a date"
        case "partial-day":
            return "a date, or as much of one as is known"
        case "url":
            return "https addresses" if many else "an https address"
        case "id":
            return "an id"
        case "source":
            return "the id of one of the record's sources"
        case "identifier":
            assert role.vocabulary is not None
            vocabulary = identifiers.VOCABULARIES[role.vocabulary]
            return f"identifiers of {vocabulary.name}" if many else f"an identifier of {vocabulary.name}"
        case "reference":
            if role.part != "none":
                return "references `DIRECTIVE#REQUIREMENT`" if many else "a reference `DIRECTIVE#REQUIREMENT`"
            what = f" of {kinds} records" if kinds else " of records"
            one = kinds or "record"
            return f"ids{what}" if many else f"the id of {'an' if one[0] in 'aeiou' else 'a'} {one}"
    return "texts" if many else "a text"


def _part(hint: Any) -> type[msgspec.Struct] | None:
    """The struct inside a hint, if there is one that an author writes as a mapping."""
    if isinstance(hint, type):
        return hint if issubclass(hint, msgspec.Struct) and not issubclass(hint, _Form) else None
    for inner in get_args(hint):
        found = None if isinstance(inner, (Role, OneOrMany)) else _part(inner)
        if found is not None:
            return found
    return None


def title_of(cls: type) -> str:
    """`DecisionTable` as a heading: `Decision table`."""
    words = "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in cls.__name__).strip()
    return words[0].upper() + words[1:]
