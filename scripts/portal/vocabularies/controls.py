"""NIST SP 800-53 revision 5 from its OSCAL catalog, with the baselines from their profiles or resolved catalogs."""

from __future__ import annotations

import re
from collections.abc import Iterable

from portal.content import identifiers
from portal.vocabularies.model import Entry, Imported, Refused, unique
from portal.vocabularies.oscal import Catalog, Control, Profile, all_groups, read_document, walk
from portal.vocabularies.parse import day
from portal.vocabularies.unpack import File

BASELINES = ("low", "moderate", "high", "privacy")
_SUCCESSION = ("incorporated-into", "moved-to")
_ENOUGH = 100
"""So many controls without a single withdrawn one are an early draft or an excerpt, never the whole catalog."""


def read(files: Iterable[File]) -> Imported:
    """Read the catalog and any number of baselines, which may come in any order. Raises Refused."""
    catalogs: list[tuple[str, Catalog]] = []
    baselines: dict[str, frozenset[str]] = {}
    for file in files:
        document = read_document(file)
        if isinstance(document, Catalog) and not document.is_resolved_profile():
            catalogs.append((file.name, document))
            continue
        name = _baseline(document.metadata.title)
        if name is None:
            raise Refused(f"{file.name} is a profile, but none of the baselines {', '.join(BASELINES)}")
        selected = _selected(document)
        if baselines.setdefault(name, selected) != selected:
            raise Refused(f"{file.name} is a second {name} baseline that selects otherwise than the first")
    if len(catalogs) != 1:
        raise Refused(
            f"{len(catalogs)} catalogs were given; give the one whole catalog and, with it, any baselines"
            if baselines or catalogs
            else "no catalog was given"
        )
    return _imported(*catalogs[0], baselines)


def _baseline(title: str) -> str | None:
    words = title.lower().split()
    return next((name for name in BASELINES if name in words and "baseline" in words), None)


def _selected(document: Catalog | Profile) -> frozenset[str]:
    if isinstance(document, Profile):
        chosen = (one for each in document.imports for one in each.include_controls)
        return frozenset(_canonical(own) for each in chosen for own in each.with_ids)
    found = [control for group in all_groups(document.groups) for control, _ in walk(group.controls)]
    return frozenset(_canonical(control.id) for control in found)


def _imported(name: str, catalog: Catalog, baselines: dict[str, frozenset[str]]) -> Imported:
    entries: list[Entry] = []
    for group in all_groups(catalog.groups):
        if not group.controls:
            continue
        family = group.id.upper()
        address = identifiers.VOCABULARIES["control"].address(family)
        entries.append(Entry(id=family, kind="family", name=group.title, address=address or ""))
        for control, parent in walk(group.controls):
            own = _canonical(control.id)
            chosen = tuple(each for each in BASELINES if own in baselines.get(each, ()))
            entries.append(_entry(control, own, _canonical(parent.id) if parent else family, chosen))
    controls = {entry.id for entry in entries if entry.kind != "family"}
    withdrawn = [entry for entry in entries if entry.status == "withdrawn"]
    if not controls:
        raise Refused(f"{name} holds no control")
    if len(controls) > _ENOUGH and not withdrawn:
        raise Refused(
            f"{name} marks none of its {len(controls):,} controls as withdrawn: it is a draft from before release 5.0.1"
            " or not the whole catalog"
        )
    notes = []
    dead = [entry.id for entry in withdrawn if not entry.successors]
    if dead:
        notes.append(f"Withdrawn without a successor: {', '.join(dead)}.")
    if not baselines:
        notes.append("No baseline was given, so no control belongs to one.")
    for each, selected in sorted(baselines.items()):
        if unknown := sorted(selected - controls):
            notes.append(f"The {each} baseline selects what the catalog does not hold: {', '.join(unknown)}.")
    return Imported(
        entries=unique(entries),
        version=catalog.metadata.version,
        date=day(catalog.metadata.last_modified, name),
        notes=tuple(notes),
    )


def _entry(control: Control, own: str, parent: str, baselines: tuple[str, ...]) -> Entry:
    withdrawn = control.is_withdrawn()
    links = [each for each in control.links if withdrawn and each.rel in _SUCCESSION]
    successors: dict[str, str] = {}
    for link in links:
        target, part = _target(link.href)
        successors.setdefault(target, part)
    return Entry(
        id=own,
        kind="enhancement" if "(" in own else "control",
        name=control.title,
        status="withdrawn" if withdrawn else "active",
        successors=tuple(successors),
        succession=links[0].rel if links else "",
        successor_parts={target: part for target, part in successors.items() if part},
        parents=(parent,),
        baselines=baselines,
    )


def _target(href: str) -> tuple[str, str]:
    """The control or family that a link names, and the part of it (`#ac-2_smt.k` is part k of AC-2)."""
    own, _, part = href.removeprefix("#").partition("_smt")
    if re.fullmatch(r"[a-z]{2}", own, re.IGNORECASE):
        return own.upper(), ""
    return _canonical(own), part.strip(".")


def _canonical(own: str) -> str:
    found = identifiers.canonical("control", own)
    if found is None:
        raise Refused(f"{own!r} is not an identifier of SP 800-53")
    return found
