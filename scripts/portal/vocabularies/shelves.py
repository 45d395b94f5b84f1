"""Where each entry of a list stands: the families, functions and tactics that publishers sort their entries into.

What a publisher does not sort (vulnerabilities, mitigations, CWE's categories) is put where people look for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

import msgspec

from portal.content.fields import VocabularyKind
from portal.content.identifiers import VOCABULARIES
from portal.vocabularies.lookup import Library
from portal.vocabularies.model import Entry, Vocabulary, natural
from portal.vocabularies.sources import SOURCES


class Shelf(msgspec.Struct, frozen=True):
    """Entries of one list that stand together."""

    vocabulary: str
    """The name of the list."""
    kind: VocabularyKind
    id: str
    """The identifier of the family, function or tactic; where there is none, a word for the address."""
    title: str
    """What the entries have in common."""
    head: Entry | None
    """The family, function or tactic itself; None where the publisher has none."""
    entries: tuple[Entry, ...]
    """In the publisher's order; an entry may stand on several shelves, as a technique serves several tactics."""

    @property
    def address(self) -> str:
        """The address of its page, from the root of the site."""
        return f"{VOCABULARIES[self.kind].section}/{self.id}/"


Sorted = Iterator[tuple[str, str, Entry | None, list[Entry]]]
"""Shelves of one list: id, title, head, entries."""


def shelves(library: Library) -> tuple[Shelf, ...]:
    """Every shelf of every list; each entry that is not a head stands on at least one."""
    found = []
    for name, vocabulary in library.vocabularies.items():
        kind = SOURCES[name].kind
        if kind is None:
            continue
        for own, title, head, entries in _SORT[kind](vocabulary):
            if head or entries:
                ordered = tuple(sorted(entries, key=lambda each: natural(each.id)))
                found.append(Shelf(name, kind, own, title, head, ordered))
    return tuple(found)


def _by_tactic(vocabulary: Vocabulary) -> Sorted:
    """ATT&CK, ATLAS and D3FEND: tactics in the order of an attack, then mitigations, then what has no tactic."""
    by_id = {entry.id: entry for entry in vocabulary.entries}
    tactics = [entry for entry in vocabulary.entries if entry.kind == "tactic"]
    held: dict[str, list[Entry]] = {entry.id: [] for entry in tactics}
    rest: list[Entry] = []
    for entry in vocabulary.entries:
        if entry.kind == "technique":
            known = [each for each in _tactics(entry, by_id) if each in held]
            for each in known:
                held[each].append(entry)
            if not known:
                rest.append(entry)
    for tactic in sorted(tactics, key=lambda each: (each.order == 0, each.order, each.id)):
        yield tactic.id, tactic.name, tactic, held[tactic.id]
    yield (
        f"{vocabulary.name}-mitigations",
        f"Mitigations of {vocabulary.title}",
        None,
        [entry for entry in vocabulary.entries if entry.kind == "mitigation"],
    )
    yield f"{vocabulary.name}-others", f"Techniques of {vocabulary.title} without a tactic", None, rest


def _tactics(entry: Entry, by_id: Mapping[str, Entry]) -> tuple[str, ...]:
    """The tactics of a technique; ATLAS tells those of a sub-technique only at its parent."""
    if entry.tactics or not entry.parents or entry.parents[0] not in by_id:
        return entry.tactics
    return by_id[entry.parents[0]].tactics


def _by_top(vocabulary: Vocabulary, tops: Iterable[Entry]) -> tuple[dict[str, list[Entry]], list[Entry]]:
    """The entries below each top, by their main parents, and those that lie below none."""
    by_id = {entry.id: entry for entry in vocabulary.entries}
    held: dict[str, list[Entry]] = {entry.id: [] for entry in tops}
    rest: list[Entry] = []
    for entry in vocabulary.entries:
        if entry.id in held:
            continue
        seen = {entry.id}
        top: Entry | None = entry
        while top is not None and top.id not in held:
            above = top.parents[0] if top.parents else ""
            top = by_id.get(above) if above not in seen else None
            seen.add(above)
        (held[top.id] if top else rest).append(entry)
    return held, rest


def _by_group(kind: str, rest_title: str) -> Callable[[Vocabulary], Sorted]:
    """SP 800-53 by family, CSF by function."""

    def sort(vocabulary: Vocabulary) -> Sorted:
        groups = [entry for entry in vocabulary.entries if entry.kind == kind]
        held, rest = _by_top(vocabulary, groups)
        for group in sorted(groups, key=lambda each: (each.order, each.id)):
            yield group.id, group.name, group, held[group.id]
        yield f"{vocabulary.name}-others", rest_title, None, rest

    return sort


def _weaknesses(vocabulary: Vocabulary) -> Sorted:
    """CWE: by the pillars of its research view, then what is no longer used, then categories and views."""
    pillars = [entry for entry in vocabulary.entries if entry.abstraction == "Pillar" and entry.status == "active"]
    held, rest = _by_top(vocabulary, pillars)
    for pillar in pillars:
        yield pillar.id, pillar.name, pillar, held[pillar.id]
    yield "others", "Weaknesses below no pillar", None, [entry for entry in rest if entry.kind == "weakness"]
    yield "categories", "Categories of CWE", None, [entry for entry in rest if entry.kind == "category"]
    yield "views", "Views of CWE", None, [entry for entry in rest if entry.kind not in ("weakness", "category")]


def _by_year(vocabulary: Vocabulary) -> Sorted:
    """KEV: by the year in the CVE number, the newest first."""
    years: dict[str, list[Entry]] = {}
    for entry in vocabulary.entries:
        years.setdefault(entry.id.split("-")[1], []).append(entry)
    for year in sorted(years, reverse=True):
        yield year, f"Known exploited vulnerabilities with CVE numbers of {year}", None, years[year]


_SORT: dict[VocabularyKind, Callable[[Vocabulary], Sorted]] = {
    "control": _by_group("family", "Controls without a family"),
    "csf": _by_group("function", "Outcomes without a function"),
    "attack": _by_tactic,
    "atlas": _by_tactic,
    "d3fend": _by_tactic,
    "cwe": _weaknesses,
    "cve": _by_year,
}
