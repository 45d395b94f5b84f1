"""ATLAS from its ATLAS.yaml."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any

import msgspec
import yaml

from portal.content import identifiers
from portal.vocabularies.model import Entry, Imported, Refused, unique
from portal.vocabularies.parse import only
from portal.vocabularies.unpack import File

_DEPTH = 50
_PIECES = 200_000
"""How many values and brackets are read at most; release 5.6.0 has about 12,000."""


class _Counterpart(msgspec.Struct):
    id: str


class _Object(msgspec.Struct, rename={"subtechnique_of": "subtechnique-of", "counterpart": "ATT&CK-reference"}):
    id: str
    name: str
    subtechnique_of: str = ""
    tactics: list[str] = []
    maturity: str = ""
    counterpart: _Counterpart | None = None
    created_date: datetime.date | None = None
    modified_date: datetime.date | None = None


class _Matrix(msgspec.Struct):
    tactics: list[_Object]
    techniques: list[_Object]
    mitigations: list[_Object] = []


class _Atlas(msgspec.Struct):
    id: str
    version: str
    matrices: list[_Matrix]


def read(files: Iterable[File]) -> Imported:
    """Read the one file. Raises Refused."""
    file = only(files)
    try:
        atlas = msgspec.convert(_parsed(file), _Atlas)
    except msgspec.ValidationError as problem:
        raise Refused(f"{file.name} is YAML, but not of the format of ATLAS.yaml: {problem}") from problem
    entries: list[Entry] = []
    days: list[datetime.date] = []
    for matrix in atlas.matrices:
        kinds = (("tactic", matrix.tactics), ("technique", matrix.techniques), ("mitigation", matrix.mitigations))
        for kind, objects in kinds:
            for place, each in enumerate(objects, start=1):
                days += [day for day in (each.created_date, each.modified_date) if day]
                entries.append(_entry(each, kind, place if kind == "tactic" else 0))
    if not any(entry.kind == "technique" for entry in entries):
        raise Refused(f"{file.name} holds no ATLAS technique")
    return Imported(
        entries=unique(entries), version=atlas.version, date=max(days).isoformat() if days else "", notes=()
    )


def _parsed(file: File) -> Any:
    """The YAML as plain values.

    Aliases, which unfold without bound, deep nesting and too many values are refused before they take memory.
    """
    depth = 0
    try:
        text = file.content.decode("utf-8-sig")
        for count, event in enumerate(yaml.parse(text, Loader=yaml.CSafeLoader)):
            if count > _PIECES:
                raise Refused(f"{file.name} has more than {_PIECES:,} values")
            if isinstance(event, yaml.AliasEvent):
                raise Refused(f"{file.name} has YAML aliases, which ATLAS does not use")
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
            if depth > _DEPTH:
                raise Refused(f"{file.name} is nested too deeply")
        return yaml.load(text, Loader=yaml.CSafeLoader)
    except (yaml.YAMLError, ValueError) as problem:
        reason = " ".join(str(problem).split())
        raise Refused(f"{file.name} is not whole YAML in UTF-8: {reason}") from problem


def _entry(each: _Object, kind: str, order: int) -> Entry:
    own = identifiers.canonical("atlas", each.id)
    if own is None:
        raise Refused(f"{each.id!r} is not an identifier of ATLAS")
    return Entry(
        id=own,
        kind=kind,
        name=each.name,
        parents=(each.subtechnique_of,) if each.subtechnique_of else (),
        order=order,
        tactics=tuple(sorted(each.tactics)),
        maturity=each.maturity,
        counterparts=(each.counterpart.id,) if each.counterpart else (),
    )
