"""What publishers say of two entries together: their mappings, and the pairs within their lists."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from portal.content.fields import VocabularyKind
from portal.vocabularies.lookup import Library

EntryKey = tuple[VocabularyKind, str]
"""A list's kind and a canonical identifier."""


class Related(msgspec.Struct, frozen=True):
    """An entry that a publisher relates to another one."""

    kind: VocabularyKind
    identifier: str
    vocabulary: str
    """The list or mapping that says so."""
    relation: str
    """The publisher's word, such as ``mitigates``."""
    forward: bool
    """Whether the publisher wrote the pair in this direction: what is related is the second of the two."""
    written: tuple[str, str] | None = None
    """The pair as the publisher wrote it, where one of the two has been replaced since."""

    @property
    def key(self) -> EntryKey:
        """The related entry."""
        return self.kind, self.identifier


class Relations:
    """The official relations of all entries, both ways."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._found: dict[EntryKey, dict[Related, None]] = {}
        self._current: dict[EntryKey, str] = {}
        for source, target, vocabulary, relation in _pairs(library):
            first, second = self._now(source), self._now(target)
            as_given = first == source[1] and second == target[1]
            written = None if as_given else (source[1], target[1])
            after = Related(target[0], second, vocabulary, relation, True, written)
            before = Related(source[0], first, vocabulary, relation, False, written)
            self._found.setdefault(before.key, {})[after] = None
            self._found.setdefault(after.key, {})[before] = None

    def of(self, kind: VocabularyKind, identifier: str) -> tuple[Related, ...]:
        """What publishers relate an entry to, in the order of their lists."""
        return tuple(self._found.get((kind, identifier), ()))

    def _now(self, key: EntryKey) -> str:
        """The identifier that holds today: mappings are made against older releases than the lists."""
        if key not in self._current:
            kind, identifier = key
            found = self._library.find(kind, identifier)
            ends = self._library.succession(kind, identifier).in_force if found else ()
            replaced = found is not None and found.entry.status != "active" and len(ends) == 1
            self._current[key] = ends[0].entry.id if replaced else identifier
        return self._current[key]


_MAPPINGS: tuple[tuple[str, VocabularyKind], ...] = (("mapping-sp800-53", "control"), ("mapping-kev", "cve"))
"""The mappings to ATT&CK, each with the kind of what is mapped."""


def _pairs(library: Library) -> Iterator[tuple[EntryKey, EntryKey, str, str]]:
    """Source, target, the list that says so, and its word for it."""
    for name, kind in _MAPPINGS:
        for link in library.links(name):
            if link.source and link.target:
                yield (kind, link.source), ("attack", link.target), name, link.relation
    for name, vocabulary in library.vocabularies.items():
        if name == "kev":
            for entry in vocabulary.entries:
                for weakness in entry.weaknesses:
                    yield ("cve", entry.id), ("cwe", weakness), name, "weakness"
        if name == "atlas":
            for entry in vocabulary.entries:
                for counterpart in entry.counterparts:
                    yield ("atlas", entry.id), ("attack", counterpart), name, "adapts"
