"""References: what a record points at, field by field and in prose. Extracted once, used both ways by the catalogue."""

from __future__ import annotations

import functools
import types
from collections.abc import Callable, Iterator
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

import msgspec

from portal.content import identifiers
from portal.content.deadlines import ByTable, Within, _Form
from portal.content.fields import OneOrMany, Role, VocabularyKind
from portal.content.findings import Path
from portal.content.kinds import Record
from portal.content.prose import mentions, outline


class Reference(msgspec.Struct, frozen=True, gc=False):
    """One pointer from a record to a record or a part of one."""

    path: Path
    """Where it stands in the record."""
    target: str
    """The id of the record that it names, as written."""
    part: str | None = None
    """The part of that record, if it names one."""
    kinds: tuple[str, ...] = ()
    """The kinds of record that the field allows; empty for any."""
    wanted: str = "any"
    """The kind of part that the field needs: ``any``, ``none``, ``requirement`` or ``table``."""
    prose: bool = False
    """Whether it stands in prose as ``[[…]]``."""

    @property
    def field(self) -> str:
        """The field that holds it, such as ``implements`` or ``do``."""
        return next(str(step) for step in reversed(self.path) if isinstance(step, str))

    @property
    def text(self) -> str:
        """The reference as an author writes it."""
        return f"{self.target}#{self.part}" if self.part else self.target


class Citation(msgspec.Struct, frozen=True, gc=False):
    """One pointer from a record to an entry of an official list, in canonical spelling."""

    path: Path
    vocabulary: VocabularyKind
    identifier: str
    prose: bool = False


class Links(msgspec.Struct, frozen=True, gc=False):
    """Everything that a record points at."""

    references: tuple[Reference, ...]
    citations: tuple[Citation, ...]


def shared(links: Links, known: dict[Any, Any]) -> Links:
    """The same links, with equal paths and names being one object; ``known`` holds those that were met before.

    Links repeat the same fields and ids hundreds of thousands of times. Each would be an object of its own after the
    way from a worker, and links would take more memory than the records that hold them.
    """
    one = known.setdefault
    return Links(
        tuple(
            [
                Reference(
                    one(each.path, each.path),
                    one(each.target, each.target),
                    one(each.part, each.part),
                    one(each.kinds, each.kinds),
                    one(each.wanted, each.wanted),
                    each.prose,
                )
                for each in links.references
            ]
        ),
        tuple(
            [
                Citation(
                    one(each.path, each.path),
                    one(each.vocabulary, each.vocabulary),
                    one(each.identifier, each.identifier),
                    each.prose,
                )
                for each in links.citations
            ]
        ),
    )


_Visitor = Callable[[Any, Path], Iterator[tuple[Path, Any, Any]]]


_PROSE = frozenset({"prose"})
_WEB = frozenset({"prose", "url"})
_POINTING = frozenset({"prose", "reference", "identifier", "source", "deadline"})
"""What leaves are wanted for: the names of roles, and deadlines."""


def prose_of(record: Record) -> Iterator[tuple[Path, str]]:
    """Every prose field of a record with its path."""
    for path, _, value in _visitor(type(record), _PROSE)(record, ()):
        yield path, value


def addresses_of(record: Record) -> Iterator[tuple[Path, str]]:
    """Every address on the web that a record names, in fields and in links of prose, with its path."""
    for path, role, value in _visitor(type(record), _WEB)(record, ()):
        if role.name == "url":
            yield path, value
        else:
            for link in outline(value).links:
                if link.address.lower().startswith(("https://", "http://")):
                    yield path, link.address


def leaves(value: msgspec.Struct, path: Path = ()) -> Iterator[tuple[Path, Any, Any]]:
    """Every annotated text and every deadline of a struct: its path, its role (None for a deadline), itself."""
    return _visitor(type(value), _POINTING)(value, path)


def links_of(record: Record) -> Links:
    """Everything that a record points at, in the order of its fields."""
    references: list[Reference] = []
    citations: list[Citation] = []
    for path, role, value in leaves(record):
        if role is None:
            references += _deadline_references(value, path)
        elif role.name == "prose":
            for mention in mentions(value):
                known = None if mention.part else identifiers.mentioned(mention.target)
                if known:
                    citations.append(Citation(path, known[0], known[1], prose=True))
                else:
                    references.append(Reference(path, mention.target, mention.part, prose=True))
        elif role.name == "reference":
            target, _, part = value.partition("#")
            references.append(Reference(path, target, part or None, role.kinds, role.part))
        elif role.name == "identifier":
            citations.append(Citation(path, role.vocabulary, value))
    return Links(tuple(references), tuple(citations))


def _deadline_references(deadline: Any, path: Path) -> Iterator[Reference]:
    match deadline:
        case Within(after=after) if "#" in after:
            target, _, part = after.partition("#")
            yield Reference((*path, "after"), target, part, (), "requirement")
        case ByTable(table=table):
            target, _, part = table.partition("#")
            yield Reference((*path, "table"), target, part or None, ("directive",), "table")


@functools.cache
def _fields(cls: type[msgspec.Struct], wanted: frozenset[str]) -> list[tuple[str, _Visitor]]:
    """The fields of a struct that hold anything wanted, with how to walk them."""
    hints = get_type_hints(cls, include_extras=True)
    steps = [(field.name, _step(hints[field.name], wanted)) for field in msgspec.structs.fields(cls)]
    return [(name, step) for name, step in steps if step is not None]


@functools.cache
def _visitor(cls: type[msgspec.Struct], wanted: frozenset[str]) -> _Visitor:
    fields = _fields(cls, wanted)

    def visit(value: Any, path: Path) -> Iterator[tuple[Path, Any, Any]]:
        for name, step in fields:
            inner = getattr(value, name)
            if inner is not None and inner != ():
                yield from step(inner, (*path, name))

    return visit


@functools.cache
def _step(hint: Any, wanted: frozenset[str]) -> _Visitor | None:
    """How to walk a field of a type; None where it holds nothing that is wanted."""
    origin = get_origin(hint)
    if origin is Annotated:
        inner, *marks = get_args(hint)
        if any(isinstance(mark, OneOrMany) for mark in marks):
            return _step(inner, wanted)
        role = next(mark for mark in marks if isinstance(mark, Role))
        if role.name not in wanted:
            return None
        return lambda value, path: iter(((path, role, value),))
    if origin in (Union, types.UnionType):
        members = [member for member in get_args(hint) if member is not type(None)]
        if all(isinstance(member, type) and issubclass(member, _Form) for member in members):
            return (lambda value, path: iter(((path, None, value),))) if "deadline" in wanted else None
        return _step(members[0], wanted) if len(members) == 1 else None
    if origin is tuple:
        item = _step(get_args(hint)[0], wanted)
        if item is None:
            return None

        def each(values: Any, path: Path) -> Iterator[tuple[Path, Any, Any]]:
            for index, value in enumerate(values):
                yield from item(value, (*path, index))

        return each
    if isinstance(hint, type) and issubclass(hint, msgspec.Struct):
        return _visitor(hint, wanted) if _fields(hint, wanted) else None
    return None
