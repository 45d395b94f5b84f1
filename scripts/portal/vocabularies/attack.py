"""ATT&CK from its STIX bundles, 2.0 and 2.1, of any of the three domains."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

import msgspec

from portal.content import identifiers
from portal.vocabularies.model import Entry, Imported, Refused, unique
from portal.vocabularies.parse import day, from_json, only
from portal.vocabularies.unpack import File

Domain = Literal["enterprise-attack", "mobile-attack", "ics-attack"]

_SOURCES = frozenset({"mitre-attack", "mitre-mobile-attack", "mitre-ics-attack"})
"""Whose external identifiers are ATT&CK's own; entries also carry those of CAPEC and of NIST's threat catalogue."""
_KINDS = {"attack-pattern": "technique", "x-mitre-tactic": "tactic", "course-of-action": "mitigation"}
_FIRST = {"technique": "T", "tactic": "TA", "mitigation": "M"}


class _Reference(msgspec.Struct, frozen=True, gc=False):
    source_name: str = ""
    external_id: str = ""


class _Phase(msgspec.Struct, frozen=True, gc=False):
    phase_name: str


class _Object(msgspec.Struct, frozen=True, gc=False):
    type: str
    id: str = ""
    name: str = ""
    modified: str = ""
    revoked: bool = False
    external_references: tuple[_Reference, ...] = ()
    kill_chain_phases: tuple[_Phase, ...] = ()
    relationship_type: str = ""
    source_ref: str = ""
    target_ref: str = ""
    tactic_refs: tuple[str, ...] = ()
    x_mitre_deprecated: bool = False
    x_mitre_domains: tuple[str, ...] = ()
    x_mitre_platforms: tuple[str, ...] = ()
    x_mitre_shortname: str = ""
    x_mitre_version: str = ""


class _Bundle(msgspec.Struct, tag_field="type", tag="bundle"):
    objects: list[_Object]


def read(files: Iterable[File], domain: Domain) -> Imported:
    """Read one bundle, which must be of the domain. Raises Refused."""
    file = only(files)
    return _imported(from_json(file, _Bundle).objects, domain, file.name)


def _imported(objects: list[_Object], domain: Domain, name: str) -> Imported:
    found = _domain(objects)
    if found and found != domain:
        raise Refused(f"{name} is {found}, and {domain} was asked for")
    ids: dict[str, str] = {}
    kept: list[tuple[_Object, str]] = []
    passed_over = 0
    for each in objects:
        if each.type not in _KINDS:
            continue
        own = _own_id(each)
        if own is None:
            # Until 2019 a mitigation was named after its technique and bore the same T number.
            passed_over += 1
            continue
        ids[each.id] = own
        kept.append((each, own))
    if not any(each.type == "attack-pattern" for each, _ in kept):
        raise Refused(f"{name} holds no ATT&CK technique")
    tactics = _tactics(objects, ids)
    successors, parents = _relationships(objects, ids)
    entries = [_entry(each, own, successors.get(each.id), parents.get(each.id), tactics) for each, own in kept]
    dead = sorted(entry.id for entry in entries if entry.status == "revoked" and not entry.successors)
    notes = []
    if passed_over:
        notes.append(f"{passed_over} former mitigations that share the number of a technique are left out.")
    if dead:
        notes.append(f"Revoked without a successor: {', '.join(dead)}.")
    release = next((each for each in objects if each.type == "x-mitre-collection"), None)
    if release is None:
        notes.append("The file does not say which release of ATT&CK it is.")
    latest = release.modified if release else max(each.modified for each in objects)
    return Imported(
        entries=unique(entries),
        version=release.x_mitre_version if release else "",
        date=day(latest, name) if latest else "",
        notes=tuple(notes),
    )


def _domain(objects: list[_Object]) -> str | None:
    """Which domain a bundle is: by its matrix, or else by what every technique says."""
    for each in objects:
        if each.type == "x-mitre-matrix":
            for reference in each.external_references:
                if reference.source_name in _SOURCES:
                    return reference.external_id
    domains = [set(each.x_mitre_domains) for each in objects if each.type == "attack-pattern" and each.x_mitre_domains]
    common = set.intersection(*domains) if domains else set()
    return common.pop() if len(common) == 1 else None


def _own_id(each: _Object) -> str | None:
    for reference in each.external_references:
        if reference.source_name in _SOURCES:
            own = identifiers.canonical("attack", reference.external_id)
            first = _FIRST[_KINDS[each.type]]
            if own and own.rstrip("0123456789.") == first:
                return own
    return None


def _tactics(objects: list[_Object], ids: dict[str, str]) -> dict[str, tuple[str, int]]:
    """Identifier and place of every tactic, by the short name that techniques use and by its STIX id."""
    places: dict[str, int] = {}
    for each in objects:
        if each.type == "x-mitre-matrix" and not (each.revoked or each.x_mitre_deprecated):
            for place, reference in enumerate(each.tactic_refs, start=1):
                places.setdefault(reference, place)
    found: dict[str, tuple[str, int]] = {}
    for each in objects:
        if each.type == "x-mitre-tactic" and each.id in ids:
            value = (ids[each.id], places.get(each.id, 0))
            found[each.id] = value
            if each.x_mitre_shortname not in found or not each.x_mitre_deprecated:
                found[each.x_mitre_shortname] = value
    return found


def _relationships(objects: list[_Object], ids: dict[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    successors: dict[str, str] = {}
    parents: dict[str, str] = {}
    for each in objects:
        if each.type != "relationship" or each.revoked or each.x_mitre_deprecated:
            continue
        if each.relationship_type == "revoked-by" and each.target_ref in ids:
            successors[each.source_ref] = ids[each.target_ref]
        elif each.relationship_type == "subtechnique-of" and each.target_ref in ids:
            parents[each.source_ref] = ids[each.target_ref]
    return successors, parents


def _entry(
    each: _Object, own: str, successor: str | None, parent: str | None, tactics: dict[str, tuple[str, int]]
) -> Entry:
    if parent is None and "." in own:
        parent = own.partition(".")[0]
    phases = (tactics.get(phase.phase_name) for phase in each.kill_chain_phases)
    return Entry(
        id=own,
        kind=_KINDS[each.type],
        name=each.name,
        status="revoked" if each.revoked else "deprecated" if each.x_mitre_deprecated else "active",
        successors=(successor,) if successor and each.revoked else (),
        succession="revoked-by" if successor and each.revoked else "",
        parents=(parent,) if parent else (),
        order=tactics[each.id][1] if each.type == "x-mitre-tactic" else 0,
        tactics=tuple(sorted({phase[0] for phase in phases if phase})),
        platforms=tuple(sorted(each.x_mitre_platforms)),
    )
