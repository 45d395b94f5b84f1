"""D3FEND's defensive techniques, from its ontology as JSON-LD or from its table as CSV."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec

from portal.content import identifiers
from portal.vocabularies.model import Entry, Imported, Refused, unique
from portal.vocabularies.parse import day, from_csv, from_json, looks_like_json, only, squeeze
from portal.vocabularies.unpack import File

_ROOT = "d3f:DefensiveTechnique"
_TACTIC = "d3f:DefensiveTactic"
_ADDRESS = "https://d3fend.mitre.org/technique/{}/"
_TACTIC_ADDRESS = "https://d3fend.mitre.org/tactic/{}/"
_LEVELS = ("D3FEND Technique", "D3FEND Technique Level 0", "D3FEND Technique Level 1")


class _Node(
    msgspec.Struct,
    rename={
        "id": "@id",
        "types": "@type",
        "d3fend_id": "d3f:d3fend-id",
        "enables": "d3f:enables",
        "order": "d3f:display-order",
        "release": "d3f:release-date",
        "label": "rdfs:label",
        "above": "rdfs:subClassOf",
        "deprecated": "owl:deprecated",
        "version": "owl:versionInfo",
        "on_property": "owl:onProperty",
        "some": "owl:someValuesFrom",
    },
):
    id: str = ""
    types: Any = None
    d3fend_id: Any = None
    enables: Any = None
    order: Any = None
    release: Any = None
    label: Any = None
    above: Any = None
    deprecated: Any = None
    version: Any = None
    on_property: Any = None
    some: Any = None


class _Graph(msgspec.Struct, rename={"nodes": "@graph"}):
    nodes: list[_Node]


def read(files: Iterable[File]) -> Imported:
    """Read the one file, of either format. Raises Refused."""
    file = only(files)
    return _from_json(file) if looks_like_json(file) else _from_csv(file)


def _values(value: Any) -> list[str]:
    """What a JSON-LD value holds, however it is wrapped: one or many, literals or references."""
    if value is None:
        return []
    if isinstance(value, list):
        return [text for each in value for text in _values(each)]
    if isinstance(value, dict):
        return _values(value.get("@id", value.get("@value")))
    return ["true" if value is True else str(value)]


def _from_json(file: File) -> Imported:
    nodes = {node.id: node for node in from_json(file, _Graph).nodes}
    above = {name: [each for each in _values(node.above) if each in nodes] for name, node in nodes.items()}
    if _ROOT not in nodes:
        raise Refused(f"{file.name} is JSON-LD, but not D3FEND: it has no {_ROOT}")
    tactics = {name for name, node in nodes.items() if name == _TACTIC or _TACTIC in _values(node.types)}
    # Analytics bear identifiers of the same look; only what descends from the root is a technique.
    techniques = {
        name for name, node in nodes.items() if node.d3fend_id and name != _ROOT and _ROOT in _ancestors(name, above)
    }
    if not techniques:
        raise Refused(f"{file.name} holds no defensive technique")
    entries = []
    for name in techniques:
        node = nodes[name]
        direct = [each for each in above[name] if each in techniques]
        # A reasoned ontology also names classes further up: those are above another parent too.
        parents = [each for each in direct if not any(each in _ancestors(other, above) for other in direct)]
        own = _canonical(_first(node.d3fend_id))
        entries.append(
            Entry(
                id=own,
                kind="technique",
                name=squeeze(_first(node.label) or own),
                status="deprecated" if "true" in _values(node.deprecated) else "active",
                parents=tuple(_canonical(_first(nodes[each].d3fend_id)) for each in sorted(parents)),
                address=_ADDRESS.format(name),
                tactics=_tactics(name, nodes, above, tactics),
            )
        )
    shown = sorted(tactics - {_TACTIC}, key=lambda name: (_number(nodes[name].order), name))
    for place, name in enumerate(shown, start=1):
        label = _first(nodes[name].label)
        entries.append(Entry(id=label, kind="tactic", name=label, address=_TACTIC_ADDRESS.format(name), order=place))
    about = next((node for node in nodes.values() if "owl:Ontology" in _values(node.types)), _Node())
    release = _first(about.release)
    notes = () if about.version else ("The file does not say which release of D3FEND it is.",)
    return Imported(
        entries=unique(entries),
        version=_first(about.version),
        date=day(release, file.name) if release else "",
        notes=notes,
    )


def _first(value: Any) -> str:
    return next(iter(_values(value)), "")


def _number(value: Any) -> int:
    try:
        return int(_first(value))
    except ValueError:
        return 0


def _ancestors(name: str, above: dict[str, list[str]]) -> set[str]:
    found: set[str] = set()
    waiting = list(above[name])
    while waiting:
        each = waiting.pop()
        if each not in found:
            found.add(each)
            waiting.extend(above[each])
    return found


def _tactics(name: str, nodes: dict[str, _Node], above: dict[str, list[str]], tactics: set[str]) -> tuple[str, ...]:
    """The tactics that a technique serves: its own, or those of the nearest technique above it that names any."""
    level = [name]
    seen: set[str] = set()
    while level:
        served = {each for one in level for each in _enabled(nodes[one], nodes) if each in tactics}
        if served:
            return tuple(sorted(_first(nodes[each].label) for each in served))
        seen.update(level)
        level = [each for one in level for each in above[one] if each not in seen]
    return ()


def _enabled(node: _Node, nodes: dict[str, _Node]) -> list[str]:
    """What a class says that it enables: directly, or by a restriction, beside the class or within it."""
    found = _values(node.enables)
    for each in node.above if isinstance(node.above, list) else [node.above]:
        if isinstance(each, dict):
            aside = nodes.get(str(each.get("@id")), _Node())
            on_property = each.get("owl:onProperty", aside.on_property)
            if "d3f:enables" in _values(on_property):
                found += _values(each.get("owl:someValuesFrom", aside.some))
    return found


def _from_csv(file: File) -> Imported:
    """The published table: in which of three columns the name stands tells how deep the technique lies."""
    rows = from_csv(file, ("ID", "D3FEND Tactic", *_LEVELS))
    entries = []
    path: list[str] = []
    for row in rows:
        if not row["ID"].strip():
            continue
        depth = next((depth for depth, level in enumerate(_LEVELS) if row[level].strip()), None)
        if depth is None:
            raise Refused(f"{file.name} has no name for {row['ID']}")
        own = _canonical(row["ID"])
        path = [*path[:depth], own]
        entries.append(
            Entry(
                id=own,
                kind="technique",
                name=squeeze(row[_LEVELS[depth]]),
                parents=(path[-2],) if len(path) > 1 else (),
                tactics=(squeeze(row["D3FEND Tactic"]),),
            )
        )
    if not entries:
        raise Refused(f"{file.name} holds no defensive technique")
    names = dict.fromkeys(name for entry in entries for name in entry.tactics)
    entries += [Entry(id=name, kind="tactic", name=name, order=place) for place, name in enumerate(names, start=1)]
    return Imported(
        entries=unique(entries),
        notes=(
            "The table does not say which release of D3FEND it is, and holds no addresses; from the third level down"
            " it does not tell the parent, and the nearest technique above is taken.",
        ),
    )


def _canonical(own: str) -> str:
    found = identifiers.canonical("d3fend", own)
    if found is None:
        raise Refused(f"{own!r} is not an identifier of a D3FEND technique")
    return found
