"""R3xx: an identifier of an official list stands in that list, and is in force.

Nothing is said of a list that was not imported. Whether an identifier has the form of its list is checked while
reading (F109), and how it is spelled too (F114).
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Sequence

import msgspec

from portal.content.catalog import Catalog, Entry
from portal.content.fields import VocabularyKind
from portal.content.findings import Path, Remark, Rule
from portal.content.identifiers import VOCABULARIES
from portal.content.kinds import Record
from portal.content.nearest import nearest
from portal.content.references import Citation
from portal.rules.walk import Leaf
from portal.rules.words import a, quoted
from portal.vocabularies.editions import LATER, could_be_elsewhere
from portal.vocabularies.lookup import Found, Library
from portal.vocabularies.relations import EntryKey

UNKNOWN_ENTRY = Rule(
    code="R312",
    name="unknown-entry",
    severity="error",
    what="An identifier has the form of an official list but is not in it; `[[…]]` in prose counts too.",
    why="Nobody can look it up, and programs that join the portal's data with that list lose the row.",
    bad="attack: [T1059.099]",
    good="attack: [T1059.009]",
)
ENDED_ENTRY = Rule(
    code="R313",
    name="ended-entry",
    severity="error",
    what=(
        "A record in force names an entry of an official list that is not: revoked or deprecated (ATT&CK), withdrawn"
        " (NIST), deprecated or obsolete (CWE)."
    ),
    why="Its publisher took it back; a reader who plans or reports by it works with something that is gone.",
    bad="attack: [T1073]",
    good="attack: [T1574.001]",
)
OTHER_RELEASE = Rule(
    code="R314",
    name="other-release",
    severity="warning",
    what="An identifier is in force in another release of its list than the one that the portal has a copy of.",
    why="Its name and its place are not known here, and readers who work by the other release do not find it.",
    bad="controls: [IA-13]",
    good="controls: [IA-5]",
)
BESIDE_PARENT = Rule(
    code="R315",
    name="beside-parent",
    severity="warning",
    what="A list of techniques names a sub-technique and the technique that it is a part of.",
    why="The technique stands for all of its parts; whether one part or the whole is meant remains open.",
    bad="attack: [T1059, T1059.001]",
    good="attack: [T1059.001]",
)


class Cited(msgspec.Struct, frozen=True):
    """One citation of an entry that is not plainly right."""

    library: Library
    entry: Entry
    """The record that holds the citation."""
    citation: Citation
    found: Found | None
    """The entry that it names; None where no imported list holds it."""

    @property
    def key(self) -> EntryKey:
        """The entry that it names."""
        return self.citation.vocabulary, self.citation.identifier


CitedCheck = Callable[[Cited], Iterator[Remark]]
"""A rule that one citation of an official list can break."""


def doubtful_citations(catalog: Catalog, library: Library) -> Iterator[Cited]:
    """Every citation that is not of an entry in force, in the order of the files."""
    known: dict[EntryKey, Found | None] = {}
    fine: set[EntryKey] = set()
    for entry in catalog.entries:
        for citation in entry.links.citations:
            key = (citation.vocabulary, citation.identifier)
            if key in fine:
                continue
            if key not in known:
                known[key] = library.find(*key)
                found = known[key]
                if found.entry.status == "active" if found else could_be_elsewhere(library, key):
                    fine.add(key)
                    continue
            yield Cited(library, entry, citation, known[key])


def unknown_entry(cited: Cited) -> Iterator[Remark]:
    """An identifier must be one of its list."""
    if cited.found is not None or cited.key in LATER:
        return
    kind, identifier = cited.key
    near = _near(cited.library, kind, identifier)
    vocabulary = VOCABULARIES[kind]
    yield Remark(
        cited.citation.path,
        f"`{identifier}` is not {a(vocabulary.noun)} of {vocabulary.name}",
        f"Did you mean {' or '.join(near)}?" if near else f"Look it up at the publisher of {vocabulary.name}.",
    )


def _near(library: Library, kind: VocabularyKind, identifier: str) -> list[str]:
    """The entries in force that a person most likely meant, each with its name."""
    choices = _active(library, kind)
    return [
        f"`{own}`" + (f" ({choices[own]})" if choices[own] not in ("", own) else "")
        for own in nearest(identifier, choices, 2)
    ]


@functools.lru_cache(maxsize=16)
def _active(library: Library, kind: VocabularyKind) -> dict[str, str]:
    return {
        found.entry.id: found.entry.name
        for found in library.entries(kind)
        if found.entry.status == "active" and VOCABULARIES[kind].pattern.fullmatch(found.entry.id)
    }


def ended_entry(cited: Cited) -> Iterator[Remark]:
    """An identifier in a record in force must be in force itself."""
    found = cited.found
    if found is None or found.entry.status == "removed" or not cited.entry.record.in_force:
        return
    if cited.citation.vocabulary == "cve":
        return
    entry = found.entry
    succession = cited.library.succession(*cited.key)
    ends = [f"`{each.entry.id}` ({each.entry.name})" for each in succession.in_force]
    between = [step for step, _ in succession.steps if step != entry.id]
    by = f", by way of {quoted(between)}" if between else ""
    if ends:
        help = f"Write {' or '.join(ends)}, which took its place{by}."
    elif succession.steps:
        last = quoted([each.entry.id for each in succession.ends])
        help = f"What took its place, {last}, is not in force either; name another, or leave it out."
    else:
        help = "Its publisher names no successor; name another, or leave it out."
    yield Remark(cited.citation.path, f"`{entry.id}` ({entry.name}) is {entry.status}", help)


def other_release(cited: Cited) -> Iterator[Remark]:
    """An identifier should be in force in the release that the portal has."""
    found = cited.found
    kind, identifier = cited.key
    name = VOCABULARIES[kind].name
    if found is None and cited.key in LATER:
        release = _release(cited.library, kind)
        yield Remark(
            cited.citation.path,
            f"`{identifier}` came with release {LATER[cited.key]} of {name}, and the portal has {release}",
            "Import that release with `portal vocab update`, or name an entry of this one.",
        )
    elif found is not None and found.entry.status == "removed" and kind != "cve":
        yield Remark(
            cited.citation.path,
            f"`{identifier}` ({found.entry.name}) stood in an earlier release of {name} only, until"
            f" {found.entry.removed}",
            "Name an entry of the newer release, or leave it out.",
        )


def _release(library: Library, kind: VocabularyKind) -> str:
    versions = [each.version for name, each in library.of_kind(kind) if each.version]
    return f"release {', '.join(versions)}" if versions else "another one"


def beside_parent(record: Record, leaves: Sequence[Leaf]) -> Iterator[Remark]:
    """A list must not name a sub-technique and its technique."""
    lists: dict[Path, dict[str, Path]] = {}
    sources: dict[Path, str] = {}
    for path, role, value in leaves:
        if role is not None and role.name == "source":
            sources[path[:-1]] = value
        if role is not None and role.name == "identifier" and role.vocabulary in ("attack", "atlas"):
            lists.setdefault(path[:-2], {}).setdefault(value, path)
    for together in lists.values():
        for value, path in together.items():
            parent, dot, _ = value.rpartition(".")
            beside = together.get(parent) if dot else None
            # Two sources may each state one of them.
            if beside is not None and sources.get(path[:-1]) == sources.get(beside[:-1]):
                yield Remark(
                    path,
                    f"`{value}` is a part of `{parent}`, which stands in the same list",
                    f"Keep `{value}` if only that is meant, or `{parent}` if all of it is.",
                )


CITED_RULES: tuple[tuple[Rule, CitedCheck], ...] = (
    (UNKNOWN_ENTRY, unknown_entry),
    (ENDED_ENTRY, ended_entry),
    (OTHER_RELEASE, other_release),
)
"""What one citation of an official list can break."""
