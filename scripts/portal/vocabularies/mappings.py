"""Mappings to ATT&CK of the Center for Threat-Informed Defense: from SP 800-53, KEV and other lists."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

import msgspec

from portal.content import identifiers
from portal.content.fields import VocabularyKind
from portal.vocabularies.model import Imported, Link, Refused, natural
from portal.vocabularies.parse import from_json, only
from portal.vocabularies.unpack import File

_KINDS: dict[str, VocabularyKind] = {"nist_800_53": "control", "kev": "cve"}


class _Metadata(msgspec.Struct):
    mapping_framework: str
    mapping_framework_version: str
    attack_version: str
    technology_domain: str = ""
    last_update: str = ""


class _Object(msgspec.Struct):
    capability_id: str | None = None
    attack_object_id: str | None = None
    mapping_type: str | None = None
    status: str | None = None


class _Mapping(msgspec.Struct):
    metadata: _Metadata
    mapping_objects: list[_Object]


def read(files: Iterable[File], framework: str) -> Imported:
    """Read the one file, which must map the framework. Raises Refused."""
    file = only(files)
    mapping = from_json(file, _Mapping)
    about = mapping.metadata
    if about.mapping_framework != framework:
        raise Refused(f"{file.name} maps {about.mapping_framework}, and {framework} was asked for")
    given = [link for each in mapping.mapping_objects if (link := _link(each, framework, file.name))]
    links = set(given)
    if not links:
        raise Refused(f"{file.name} holds no mapping")
    repeated = len(given) - len(links)
    return Imported(
        links=tuple(sorted(links, key=lambda link: (natural(link.source), natural(link.target), link.relation))),
        version=f"{about.mapping_framework_version}, ATT&CK {about.attack_version}",
        date=_day(about.last_update, file.name),
        notes=(f"{repeated:,} mappings that occur more than once are kept once.",) if repeated else (),
    )


def _link(each: _Object, framework: str, file: str) -> Link | None:
    relation = each.mapping_type or each.status or ""
    source, target = (each.capability_id or "").strip(), (each.attack_object_id or "").strip()
    if not source and not target:
        return None
    if source and framework in _KINDS:
        canonical = identifiers.canonical(_KINDS[framework], source)
        if canonical is None:
            raise Refused(f"{file} maps {source!r}, which is not an identifier of {framework}")
        source = canonical
    if target and identifiers.canonical("attack", target) != target:
        raise Refused(f"{file} maps to {target!r}, which is not an identifier of ATT&CK")
    return Link(source, target, relation)


def _day(text: str, file: str) -> str:
    """The day of a date as the publisher writes it, MM/DD/YYYY."""
    if not text:
        return ""
    try:
        month, date, year = (int(part) for part in text.split("/"))
        return datetime.date(year, month, date).isoformat()
    except ValueError as problem:
        raise Refused(f"{file} has the date {text!r}") from problem
