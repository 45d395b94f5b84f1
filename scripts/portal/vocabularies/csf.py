"""NIST CSF 2.0 from its OSCAL catalog, or from an export of NIST's reference tool CPRT."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from portal.content import identifiers
from portal.vocabularies.model import Entry, Imported, Refused, unique
from portal.vocabularies.oscal import Catalog, Control, read_document, walk
from portal.vocabularies.parse import day, from_json, only
from portal.vocabularies.unpack import File

_DERIVED = (
    "The file marks nothing as withdrawn (as release 1.0.0 of the catalog); subcategories without an example and"
    " categories without a statement are taken as withdrawn."
)
_SUCCESSION = {"incorporated_into": "incorporated-into", "moved_to": "moved-to"}
"""How NIST writes it for CSF, and how it writes it for SP 800-53 and we do for both."""


def read(files: Iterable[File]) -> Imported:
    """Read one file of either format. Raises Refused."""
    file = only(files)
    keys = set(from_json(file, dict[str, msgspec.Raw]))
    if keys & {"response", "elements"}:
        return _from_cprt(file)
    document = read_document(file)
    if not isinstance(document, Catalog):
        raise Refused(f"{file.name} is an OSCAL profile, and a catalog is expected")
    return _from_catalog(document, file.name)


def _from_catalog(catalog: Catalog, name: str) -> Imported:
    found = [pair for group in catalog.groups for pair in walk(group.controls)]
    if not found or not all(_is_csf(control.id) for control, _ in found):
        raise Refused(f"{name} is an OSCAL catalog, but not that of CSF 2.0")
    flagged = any(control.is_withdrawn() for control, _ in found)
    entries = []
    for place, group in enumerate(catalog.groups, start=1):
        entries.append(Entry(id=group.id, kind="function", name=group.title, order=place))
        for control, parent in walk(group.controls):
            withdrawn = control.is_withdrawn() if flagged else _seems_withdrawn(control)
            links = [each for each in control.links if withdrawn and each.rel.replace("-", "_") in _SUCCESSION]
            successors = tuple(dict.fromkeys(each.href.removeprefix("#").upper() for each in links))
            how = links[0].rel.replace("_", "-") if links else ""
            entries.append(
                _entry(control.id, control.title, parent.id if parent else group.id, withdrawn, successors, how)
            )
    return Imported(
        entries=unique(entries),
        version=catalog.metadata.version,
        date=day(catalog.metadata.last_modified, name),
        notes=() if flagged else (_DERIVED,),
    )


def _seems_withdrawn(control: Control) -> bool:
    wanted = "example" if _kind(control.id) == "subcategory" else "statement"
    return not any(part.name == wanted and part.prose.strip() for part in control.parts)


class _Element(msgspec.Struct):
    element_type: str
    element_identifier: str
    title: str = ""
    text: str = ""
    doc_identifier: str = ""


class _Relationship(msgspec.Struct):
    source_element_identifier: str
    dest_element_identifier: str
    relationship_identifier: str


class _Document(msgspec.Struct):
    doc_identifier: str
    version: str = ""


class _Elements(msgspec.Struct):
    elements: list[_Element]
    relationships: list[_Relationship] = []
    documents: list[_Document] = []


class _Response(msgspec.Struct):
    elements: _Elements


class _Export(msgspec.Struct):
    response: _Response


def _from_cprt(file: File) -> Imported:
    """Read a CPRT export, with or without its outer ``response.elements``."""
    wrapped = "response" in from_json(file, dict[str, msgspec.Raw])
    export = from_json(file, _Export).response.elements if wrapped else from_json(file, _Elements)
    kept = [each for each in export.elements if each.element_type in ("function", "category", "subcategory")]
    if not kept or not all(_is_csf(each.element_identifier) for each in kept):
        raise Refused(f"{file.name} is a CPRT export, but not that of CSF 2.0")
    reasons = {each.element_identifier for each in export.elements if each.element_type == "withdraw_reason"}
    successors: dict[str, list[tuple[str, str]]] = {}
    examples: set[str] = set()
    kinds = {each.element_identifier: each.element_type for each in export.elements}
    for link in export.relationships:
        source = link.source_element_identifier.removeprefix("WR-")
        if link.relationship_identifier in _SUCCESSION:
            target = link.dest_element_identifier.removeprefix("WR-")
            successors.setdefault(source, []).append((target, _SUCCESSION[link.relationship_identifier]))
        elif kinds.get(link.dest_element_identifier) == "implementation_example":
            examples.add(source)
    flagged = bool(reasons or successors)
    functions = [each.element_identifier for each in kept if each.element_type == "function"]
    entries = []
    for each in kept:
        own = each.element_identifier
        if each.element_type == "function":
            entries.append(Entry(id=own, kind="function", name=each.title, order=functions.index(own) + 1))
            continue
        evidence = own in examples if each.element_type == "subcategory" else bool(each.text.strip())
        withdrawn = f"WR-{own}" in reasons or own in successors if flagged else not evidence
        targets = successors.get(own, [])
        parent = own.rpartition("-")[0] or own.partition(".")[0]
        names = tuple(dict.fromkeys(target for target, _ in targets))
        entries.append(_entry(own, each.title, parent, withdrawn, names, targets[0][1] if targets else ""))
    return Imported(
        entries=unique(entries),
        version=export.documents[0].version.removeprefix("Version").strip() if export.documents else "",
        notes=() if flagged else (_DERIVED,),
    )


def _entry(own: str, title: str, parent: str, withdrawn: bool, successors: tuple[str, ...], how: str) -> Entry:
    return Entry(
        id=own,
        kind=_kind(own),
        name=title or own,
        status="withdrawn" if withdrawn else "active",
        successors=successors,
        succession=how,
        parents=(parent,),
    )


def _kind(own: str) -> str:
    return "subcategory" if "-" in own else "category"


def _is_csf(own: str) -> bool:
    return identifiers.canonical("csf", own) == own
