"""The matrices: for each technique, control and outcome, how much in force bears on it. Pure counting, no words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property

import msgspec

from portal.content.fields import VocabularyKind
from portal.pages.page import Desk
from portal.pages.vocabulary.citing import Citing
from portal.vocabularies.model import Entry
from portal.vocabularies.relations import EntryKey
from portal.vocabularies.shelves import Shelf

_BEARING = frozenset({"mapping-sp800-53", "atlas"})
"""The mappings through which help for one entry is help for another."""


class Filter(msgspec.Struct, frozen=True):
    """A part of a matrix that people ask for."""

    name: str
    """What is chosen: ``platform`` or ``baseline``."""
    value: str
    """As the publisher writes it."""

    def holds(self, entry: Entry) -> bool:
        """Whether an entry belongs to the part."""
        return self.value in (entry.platforms if self.name == "platform" else entry.baselines)


class Kind(msgspec.Struct, frozen=True):
    """One matrix: which list, and which of its entries are rows."""

    id: str
    """The part of its address."""
    vocabulary: str
    kind: VocabularyKind
    title: str
    group: str
    """What a reader calls a group of rows."""
    rows: str
    """What a reader calls many rows."""
    is_row: Callable[[Entry], bool]
    filters: str = ""
    """What it can be filtered by; empty where by nothing."""


KINDS = {
    kind.id: kind
    for kind in (
        Kind(
            "attack",
            "attack-enterprise",
            "attack",
            "ATT&CK for Enterprise",
            "Tactic",
            "techniques",
            lambda entry: not entry.parents,
            "platform",
        ),
        Kind("atlas", "atlas", "atlas", "ATLAS", "Tactic", "techniques", lambda entry: not entry.parents),
        Kind("d3fend", "d3fend", "d3fend", "D3FEND", "Tactic", "techniques", lambda entry: True),
        Kind(
            "controls",
            "sp800-53",
            "control",
            "NIST SP 800-53",
            "Family",
            "controls",
            lambda entry: entry.kind == "control",
            "baseline",
        ),
        Kind("csf", "csf", "csf", "NIST CSF 2.0", "Function", "categories and outcomes", lambda entry: True),
    )
}


class Row(msgspec.Struct, frozen=True):
    """One entry with its parts, and what bears on them."""

    entry: Entry
    parts: int
    """How many parts in force it has, which count with it."""
    requirements: int
    actions: int
    tools: int
    mapped: int
    """How many cited entries a publisher relates to it."""

    @property
    def direct(self) -> int:
        """How much cites it or a part of it."""
        return self.requirements + self.actions + self.tools


class Group(msgspec.Struct, frozen=True):
    """A tactic, family or function with its rows."""

    shelf: Shelf
    rows: tuple[Row, ...]

    @property
    def covered(self) -> int:
        """How many rows something cites."""
        return sum(row.direct > 0 for row in self.rows)

    @property
    def mapped(self) -> int:
        """How many rows only a mapping reaches."""
        return sum(not row.direct and row.mapped > 0 for row in self.rows)


class Coverage:
    """The matrices of a catalogue. A record counts while it is in force."""

    def __init__(self, desk: Desk, citing: Citing) -> None:
        self._entries = desk.entries
        self._citing = citing
        self._rows: dict[EntryKey, Row] = {}

    @cached_property
    def kinds(self) -> tuple[Kind, ...]:
        """The matrices whose lists were imported."""
        return tuple(kind for kind in KINDS.values() if kind.vocabulary in self._entries.library.vocabularies)

    def filters(self, kind: Kind) -> tuple[Filter, ...]:
        """The parts of a matrix that can be chosen."""
        if not kind.filters:
            return ()
        name = f"{kind.filters}s"
        found = {value: None for group in self.groups(kind) for row in group.rows for value in getattr(row.entry, name)}
        values = [each for each in ("low", "moderate", "high", "privacy") if each in found]
        return tuple(Filter(kind.filters, each) for each in values or sorted(found))

    def groups(self, kind: Kind, chosen: Filter | None = None) -> tuple[Group, ...]:
        """The matrix, or the part of it that was chosen; groups without a row are left out."""
        found = []
        for shelf in self._entries.shelves:
            if shelf.vocabulary == kind.vocabulary and shelf.head and shelf.head.status == "active":
                rows = tuple(
                    self._row((kind.kind, entry.id), entry, kind)
                    for entry in shelf.entries
                    if entry.status == "active" and kind.is_row(entry) and (chosen is None or chosen.holds(entry))
                )
                if rows:
                    found.append(Group(shelf, rows))
        return tuple(found)

    def row(self, key: EntryKey, kind: Kind) -> Row | None:
        """One entry's row."""
        entry = self._entries.find(key)
        return self._row(key, entry, kind) if entry else None

    def _row(self, key: EntryKey, entry: Entry, kind: Kind) -> Row:
        if key not in self._rows:
            keys = [key, *self._below(key, kind)]
            seen: dict[tuple[str, str], str] = {}
            related: set[EntryKey] = set()
            for each in keys:
                for citer in self._citing.of(each):
                    if citer.record.status == "published":
                        seen[citer.record.id, citer.part.id if citer.part else ""] = citer.sort
                related.update(
                    other.key
                    for other in self._entries.relations.of(*each)
                    if other.vocabulary in _BEARING and other.key in self._entries.cited
                )
            sorts = list(seen.values())
            self._rows[key] = Row(
                entry=entry,
                parts=len(keys) - 1,
                requirements=sorts.count("requirement"),
                actions=sorts.count("action"),
                tools=sorts.count("tool"),
                mapped=len(related),
            )
        return self._rows[key]

    def _below(self, key: EntryKey, kind: Kind) -> Iterator[EntryKey]:
        """The parts of an entry, at every depth; of a list whose parts are rows themselves, those too."""
        for child in self._entries.children(key):
            if child.status == "active":
                yield (kind.kind, child.id)
                yield from self._below((kind.kind, child.id), kind)
