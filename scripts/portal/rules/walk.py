"""The ways through a record and through the catalogue that several rules take."""

from __future__ import annotations

import functools
import types
from collections.abc import Callable, Iterator, Sequence
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

import msgspec

from portal.content.catalog import Catalog, Entry, RecordPart
from portal.content.fields import OneOrMany, Role
from portal.content.findings import Path, Remark
from portal.content.kinds import Record
from portal.content.kinds.base import Duty
from portal.content.kinds.directive import Directive
from portal.content.prose import Outline
from portal.content.references import Reference
from portal.content.tables import DecisionTable
from portal.rules.names import Names


class Pointer(msgspec.Struct, frozen=True):
    """One reference of the catalogue, followed as far as it leads."""

    catalog: Catalog
    names: Names
    """What the author may have meant, if it leads nowhere."""
    entry: Entry
    """The record that holds the reference."""
    reference: Reference
    target: Record | None
    """The record that it names; None where there is none."""
    part: RecordPart | None
    """The part that it names; None where it names none or there is none."""


Leaf = tuple[Path, Any, Any]
"""The path, role and value of a text that means more than itself; the role of a deadline is None."""
RecordCheck = Callable[[Record], Iterator[Remark]]
"""A rule that one record alone can break."""
LeafCheck = Callable[[Record, Sequence[Leaf]], Iterator[Remark]]
"""A rule that one record alone can break by what it points at; the leaves are `references.leaves` of the record."""
ProseCheck = Callable[[Path, Outline], Iterator[Remark]]
"""A rule that one piece of prose can break."""
PointerCheck = Callable[[Pointer], Iterator[Remark]]
"""A rule that one reference can break, given what it leads to."""
CatalogCheck = Callable[[Catalog], Iterator[tuple[Entry, Remark]]]
"""A rule that records break together."""


def duty_field(record: Record) -> str:
    """The field that holds a record's duties."""
    return "requirements" if isinstance(record, Directive) else "actions"


def duties(record: Record) -> Iterator[tuple[Path, Duty]]:
    """The requirements or actions of a record with their paths."""
    field = duty_field(record)
    for index, duty in enumerate(record.duties):
        yield (field, index), duty


def tables(record: Record) -> Iterator[tuple[Path, DecisionTable]]:
    """The decision tables of a record with their paths."""
    if isinstance(record, Directive):
        for index, table in enumerate(record.decision_tables):
            yield ("decision_tables", index), table


def doubtful(catalog: Catalog) -> Iterator[Pointer]:
    """Every reference that is not plainly right, in the order of the files.

    Nearly all references name a published record of a fitting kind, and a part that is there. To follow those once
    and quickly, and to apply the rules to the rest alone, keeps ten thousand records within a second.
    """
    by_id, names = catalog.by_id, Names(catalog)
    for entry in catalog.entries:
        own = entry.record.id
        for reference in entry.links.references:
            found = by_id.get(reference.target)
            target = found.record if found else None
            part = catalog.part(target, reference.part) if target and reference.part else None
            if (
                target is not None
                and target.status == "published"
                and target.id != own
                and (not reference.kinds or target.kind in reference.kinds)
                and _part_fits(reference, part)
            ):
                continue
            if target is None and reference.target in catalog.unreadable:
                continue  # The file that claims this id has findings of its own.
            yield Pointer(catalog, names, entry, reference, target, part)


def _part_fits(reference: Reference, part: RecordPart | None) -> bool:
    match reference.wanted:
        case "requirement":
            return isinstance(part, Duty)
        case "table":
            return isinstance(part, DecisionTable)
        case "none":
            return reference.part is None
    return reference.part is None or part is not None


def plain_texts(value: msgspec.Struct, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Every field of plain text in a struct and its parts; commands are shown as code and are not among them."""
    for name, many, nested in _plain_fields(type(value)):
        inner = getattr(value, name)
        if inner is None or inner == ():
            continue
        for place, each in enumerate(inner) if many else ((None, inner),):
            where = (*path, name) if place is None else (*path, name, place)
            if nested:
                yield from plain_texts(each, where)
            else:
                yield where, each


@functools.cache
def _plain_fields(cls: type[msgspec.Struct]) -> tuple[tuple[str, bool, bool], ...]:
    """The fields of a struct that are or hold plain text: name, whether it is a list, whether it holds structs."""
    hints = get_type_hints(cls, include_extras=True)
    found = []
    for field in msgspec.structs.fields(cls):
        shape = _plain_shape(hints[field.name])
        if shape is not None and field.name != "automation":
            found.append((field.name, *shape))
    return tuple(found)


def _plain_shape(hint: Any, many: bool = False) -> tuple[bool, bool] | None:
    if get_origin(hint) is Annotated:
        inner, *marks = get_args(hint)
        if any(isinstance(mark, Role) and mark.name == "text" for mark in marks):
            return many, False
        return _plain_shape(inner, many) if any(isinstance(mark, OneOrMany) for mark in marks) else None
    if get_origin(hint) is tuple:
        return _plain_shape(get_args(hint)[0], many=True)
    if get_origin(hint) in (Union, types.UnionType):
        members = [member for member in get_args(hint) if member is not type(None)]
        return _plain_shape(members[0], many) if len(members) == 1 else None
    if isinstance(hint, type) and issubclass(hint, msgspec.Struct) and _plain_fields(hint):
        return many, True
    return None
