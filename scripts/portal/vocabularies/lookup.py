"""What an identifier stands for: by any spelling, in every list, and what took its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from portal.content import identifiers
from portal.content.fields import VocabularyKind
from portal.vocabularies import files
from portal.vocabularies.model import Entry, Link, Refused, Vocabulary
from portal.vocabularies.sources import SOURCES


class Found(msgspec.Struct, frozen=True):
    """An entry, and the name of the list it stands in."""

    vocabulary: str
    entry: Entry


class Succession(msgspec.Struct, frozen=True):
    """What took the place of an entry, followed to the end."""

    steps: tuple[tuple[str, str], ...]
    """From which identifier to which, in the order in which they were followed."""
    ends: tuple[Found, ...]
    """Where the steps end, whatever the status is there; empty where there is no successor."""

    @property
    def in_force(self) -> tuple[Found, ...]:
        """The ends that may be cited instead."""
        return tuple(each for each in self.ends if each.entry.status == "active")


class Library:
    """All vocabularies of a content tree."""

    def __init__(self, vocabularies: Iterable[Vocabulary]) -> None:
        """Index the vocabularies; of lists of one kind, the first ones of ``SOURCES`` come first."""
        given = {vocabulary.name: vocabulary for vocabulary in vocabularies}
        self.vocabularies: dict[str, Vocabulary] = {name: given[name] for name in SOURCES if name in given}
        """By name, in the order of ``SOURCES``."""
        self._index: dict[str, dict[str, Entry]] = {
            name: {entry.id.upper(): entry for entry in each.entries} for name, each in self.vocabularies.items()
        }

    def of_kind(self, kind: VocabularyKind) -> Iterator[tuple[str, Vocabulary]]:
        """The lists of a kind by their names."""
        return ((name, each) for name, each in self.vocabularies.items() if SOURCES[name].kind == kind)

    def entries(self, kind: VocabularyKind) -> Iterator[Found]:
        """Every entry of every list of a kind."""
        return (Found(name, entry) for name, each in self.of_kind(kind) for entry in each.entries)

    def holds(self, kind: VocabularyKind) -> bool:
        """Whether any list of a kind was imported: if not, nothing can be said about its identifiers."""
        return any(SOURCES[name].kind == kind for name in self.vocabularies)

    def all(self, kind: VocabularyKind, spelling: str) -> tuple[Found, ...]:
        """Every entry of an identifier, spelled in any way: those in force first."""
        tight = "".join(spelling.split())
        key = (identifiers.canonical(kind, tight) or tight).upper()
        found = [
            Found(name, entry)
            for name, index in self._index.items()
            if SOURCES[name].kind == kind and (entry := index.get(key)) is not None
        ]
        return tuple(sorted(found, key=lambda each: each.entry.status != "active"))

    def find(self, kind: VocabularyKind, spelling: str) -> Found | None:
        """The entry of an identifier, spelled in any way; if several lists have it, one in force."""
        return next(iter(self.all(kind, spelling)), None)

    def detail(self, name: str, identifier: str) -> Entry | None:
        """What one list tells about a canonical identifier, such as ``ssvc`` about a CVE."""
        return self._index.get(name, {}).get(identifier.upper())

    def links(self, name: str) -> tuple[Link, ...]:
        """The links of a mapping; none where it was not imported."""
        return self.vocabularies[name].links if name in self.vocabularies else ()

    def succession(self, kind: VocabularyKind, identifier: str) -> Succession:
        """What took the place of an entry, through all that was itself replaced, and never in a circle."""
        start = self.find(kind, identifier)
        if start is None:
            return Succession((), ())
        steps: list[tuple[str, str]] = []
        ends: list[Found] = []
        waiting, seen = [start], {start.entry.id}
        while waiting:
            found = waiting.pop(0)
            entry = found.entry
            following = () if entry.status == "active" else entry.successors
            for other in following:
                steps.append((entry.id, other))
                after = self.find(kind, other)
                if after is not None and other not in seen:
                    seen.add(other)
                    waiting.append(after)
            if not following and found is not start:
                ends.append(found)
        return Succession(tuple(steps), tuple(ends))

    def address(self, kind: VocabularyKind, entry: Entry) -> str | None:
        """The publisher's page of an entry."""
        if entry.address:
            return entry.address
        return identifiers.address(kind, entry.id) if identifiers.canonical(kind, entry.id) else None


NO_LISTS = Library(())
"""Of a content tree that has no vocabularies: nothing is known, and nothing is wrong."""


def load(folder: Path) -> Library:
    """Read every vocabulary in a folder; none where there is no folder. Raises Refused, or OSError."""
    found = []
    for path in sorted(folder.glob("*.json")) if folder.is_dir() else []:
        vocabulary = files.read(path)
        if path.stem != vocabulary.name or vocabulary.name not in SOURCES:
            raise Refused(f"{path} holds the vocabulary {vocabulary.name!r}, which does not belong there")
        found.append(vocabulary)
    return Library(found)
