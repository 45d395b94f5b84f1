"""What pages call an entry of an official list, and where they lead from it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from markupsafe import Markup, escape

from portal.content import identifiers
from portal.content.catalog import Catalog
from portal.content.fields import VocabularyKind
from portal.pages import pager
from portal.pages.markup import identifier, trusted
from portal.vocabularies.lookup import Library
from portal.vocabularies.model import Entry, natural
from portal.vocabularies.relations import EntryKey, Relations
from portal.vocabularies.shelves import Shelf, shelves
from portal.vocabularies.sources import SOURCES

MEMBERS_A_PAGE = 200
"""Rows of a family, function or tactic on one page: with what else it holds, a page stays below 3,000 elements."""


_ROW_SUFFICES = frozenset({"cve"})
"""Kinds of which only what is cited has a page. A technique is exploited by hundreds of vulnerabilities, of which
their rows tell all that there is."""


class Place(NamedTuple):
    """Where an entry of a list is found."""

    kind: VocabularyKind
    identifier: str
    name: str
    """The publisher's name; empty where no list was imported that tells it."""
    address: str
    """Its own page, or else its row on the page of its family, from the root of the site."""


class Entries:
    """The entries of all lists as pages know them. Made once; workers inherit it."""

    def __init__(self, catalog: Catalog, library: Library) -> None:
        self.library = library
        self.shelves = shelves(library)
        self.relations = Relations(library)
        self.heads: dict[EntryKey, Shelf] = {(each.kind, each.id): each for each in self.shelves if each.head}
        self.cited: frozenset[EntryKey] = frozenset(catalog.citations)
        self._rows = self._row_addresses()
        self._children = self._below()
        self.paged: tuple[EntryKey, ...] = self._paged()
        """Every entry that has a page: what is cited, what a mapping relates to that, and every family and tactic."""
        self._pages = frozenset(self.paged)
        self._links: dict[EntryKey, tuple[str, str, str]] = {}

    def _row_addresses(self) -> dict[EntryKey, str]:
        """The row of every entry, on the first shelf that holds it."""
        found: dict[EntryKey, str] = {}
        for shelf in self.shelves:
            for position, entry in enumerate(shelf.entries):
                found.setdefault((shelf.kind, entry.id), f"{_part(shelf.address, position)}#{entry.id}")
        return found

    def _paged(self) -> tuple[EntryKey, ...]:
        related = {
            each.key
            for key in self.cited
            for each in self.relations.of(*key)
            if each.key in self._rows and each.kind not in _ROW_SUFFICES
        }
        keys = {*self.cited, *self.heads, *related}
        order = {kind: place for place, kind in enumerate(identifiers.VOCABULARIES)}
        return tuple(sorted(keys, key=lambda key: (order[key[0]], natural(key[1]))))

    def _below(self) -> dict[EntryKey, list[Entry]]:
        """The entries right below each."""
        found: dict[EntryKey, list[Entry]] = {}
        for name, vocabulary in self.library.vocabularies.items():
            kind = SOURCES[name].kind
            for entry in vocabulary.entries if kind else ():
                for parent in entry.parents:
                    assert kind is not None
                    found.setdefault((kind, parent), []).append(entry)
        return found

    def children(self, key: EntryKey) -> tuple[Entry, ...]:
        """The entries right below one, in the order of their identifiers."""
        return tuple(self._children.get(key, ()))

    def find(self, key: EntryKey) -> Entry | None:
        """The entry of a canonical identifier; None where no imported list holds it."""
        found = self.library.find(*key)
        return found.entry if found else None

    def name(self, key: EntryKey) -> str:
        """What an entry is called beside its identifier; empty where nobody tells.

        A sub-technique is called after its parent too, because its own name may be that of others; an outcome of CSF
        has no name and is called after its category.
        """
        found = self.library.find(*key)
        if found is None:
            return ""
        entry = found.entry
        parent = self.library.detail(found.vocabulary, entry.parents[0]) if entry.parents else None
        if entry.kind == "function":
            return entry.name.capitalize()
        if entry.name == entry.id:
            return parent.name if parent else ""
        if parent is not None and entry.kind == "technique" and key[0] in ("attack", "atlas"):
            return f"{parent.name}: {entry.name}"
        return entry.name

    def address(self, key: EntryKey) -> str | None:
        """Where the portal tells of an entry, from the root of the site; None where nowhere."""
        return identifiers.page_address(*key) if key in self._pages else self._rows.get(key)

    def has_page(self, key: EntryKey) -> bool:
        """Whether an entry has a page of its own."""
        return key in self._pages

    def link(self, key: EntryKey, base: str, *, named: bool = False, shown: str = "") -> Markup:
        """An identifier, linked to the portal's page on it, or else to its publisher's; with its name if asked for.

        ``shown`` are the words of the link, escaped, where they are not the identifier.
        """
        address, spelled, name = self._known(key)
        if not address:
            link = identifier(*key)
            return trusted(f"{link[: link.index('>') + 1]}{shown}{link[link.rindex('<') :]}") if shown else link
        after = f" {name}" if named and name else ""
        return trusted(f'<a class="ident" href="{base}{address}">{shown or spelled}</a>{after}')

    def named(self, key: EntryKey) -> Markup:
        """The name of an entry, escaped."""
        return trusted(self._known(key)[2])

    def _known(self, key: EntryKey) -> tuple[str, str, str]:
        """Address, identifier and name, escaped."""
        known = self._links.get(key)
        if known is None:
            known = (str(escape(self.address(key) or "")), str(escape(key[1])), str(escape(self.name(key))))
            self._links[key] = known
        return known

    def places(self) -> Iterator[Place]:
        """Every entry of every list, and what is cited beyond the lists."""
        keys = dict.fromkeys((*self.paged, *self._rows))
        for key in keys:
            yield Place(*key, self.name(key), self.address(key) or "")


def vocabulary_places(catalog: Catalog, library: Library) -> Iterator[Place]:
    """Every entry of the official lists with its name and the best address for it, for the search room."""
    return Entries(catalog, library).places()


def _part(address: str, position: int) -> str:
    """The page of a shelf that holds the row at a position, from 0."""
    return pager.part(address, position // MEMBERS_A_PAGE + 1)
