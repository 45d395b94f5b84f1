"""The list of a part of the site: families, functions and tactics, and every entry that something cites."""

from __future__ import annotations

import itertools
from typing import Any

import msgspec
from markupsafe import Markup, escape

from portal.content.identifiers import VOCABULARIES
from portal.pages.article import Heading
from portal.pages.frame import Crumb
from portal.pages.markup import link, trusted
from portal.pages.page import Page
from portal.pages.pager import pager, pages
from portal.pages.vocabulary.citing import Citing
from portal.pages.vocabulary.facts import short_standing
from portal.pages.vocabulary.members import MemberRow
from portal.pages.vocabulary.origin import Attribution, attribution
from portal.pages.vocabulary.sections import SECTIONS
from portal.pages.words import count
from portal.vocabularies.relations import EntryKey
from portal.vocabularies.shelves import Shelf
from portal.vocabularies.sources import SOURCES

CITED_A_PAGE = 250
"""Cited entries on one page of a list: with its families it stays below 3,000 elements."""


class ShelfRow(msgspec.Struct, frozen=True):
    """One family, function or tactic."""

    link: Markup
    held: str
    cited: str
    """How many of its entries are cited; empty where none is."""


class Listed(msgspec.Struct, frozen=True):
    """One official list."""

    id: str
    title: str
    caption: str
    shelves: tuple[ShelfRow, ...]


class Cited(msgspec.Struct, frozen=True):
    """The cited entries of one list."""

    id: str
    title: str
    caption: str
    rows: tuple[MemberRow, ...]


def list_pages(cited: frozenset[EntryKey], name: str) -> int:
    """How many pages the list of a part of the site takes."""
    found = sum(VOCABULARIES[kind].section == name for kind, _ in cited)
    return pages(found, CITED_A_PAGE)


def list_view(page: Page, name: str, number: int, citing: Citing) -> tuple[dict[str, Any], tuple[Heading, ...]]:
    """What the template of a list needs, and the page's contents list."""
    section = SECTIONS[name]
    entries = page.entries
    kinds = section.kinds(name)
    keys = [key for key in entries.paged if key[0] in kinds and key in entries.cited]
    shown = keys[(number - 1) * CITED_A_PAGE : number * CITED_A_PAGE]
    cited = tuple(
        _cited(page, title, list(group), citing)
        for title, group in itertools.groupby(
            sorted(shown, key=lambda key: _order(page, key)), key=lambda key: _title(page, key)
        )
    )
    held = [shelf for shelf in entries.shelves if shelf.kind in kinds] if number == 1 else []
    listed = tuple(
        _listed(page, vocabulary, list(group))
        for vocabulary, group in itertools.groupby(held, key=lambda each: each.vocabulary)
    )
    lists = {shelf.vocabulary: None for shelf in entries.shelves if shelf.kind in kinds}
    contents = [Heading(each.id, each.title) for each in listed]
    contents += [Heading("page_cited", "What is cited", tuple(Heading(each.id, each.title) for each in cited))]
    contents += [Heading("page_lists", "Where this comes from")] if lists else []
    last = list_pages(entries.cited, name)
    title = section.title if number == 1 else f"{section.title}, page {number} of {last}"
    context = {
        "crumbs": (Crumb("Home", page.href("")), Crumb(title)),
        "title": title,
        "intro": section.intro,
        "listed": listed,
        "cited": cited,
        "cited_count": count(len(keys), section.noun, _plural(name)),
        "plural": _plural(name),
        "attributions": _attributions(page, lists),
        "pages": pager(f"{name}/", page.base, number, last),
    }
    return context, tuple(contents)


def _plural(name: str) -> str:
    return "outcomes" if name == "csf" else name


def _order(page: Page, key: EntryKey) -> int:
    found = page.entries.library.find(*key)
    return list(SOURCES).index(found.vocabulary) if found else len(SOURCES)


def _title(page: Page, key: EntryKey) -> str:
    found = page.entries.library.find(*key)
    if found:
        return SOURCES[found.vocabulary].title
    return (
        f"Not in the lists: {VOCABULARIES[key[0]].name}"
        if page.entries.library.holds(key[0])
        else VOCABULARIES[key[0]].name
    )


def _cited(page: Page, title: str, keys: list[EntryKey], citing: Citing) -> Cited:
    rows = []
    for key in keys:
        entry = page.entries.find(key)
        rows.append(
            MemberRow(
                "",
                page.entries.link(key, page.base),
                page.entries.named(key),
                short_standing(page, key, entry) if entry else Markup(""),
                (("Cited by", escape(citing.in_words(key))),),
            )
        )
    slug = "".join(letter if letter.isalnum() else "-" for letter in title.lower())
    return Cited(f"page_cited-{slug}", title, f"{title}: {count(len(rows), 'entry', 'entries')}", tuple(rows))


def _listed(page: Page, vocabulary: str, shelves: list[Shelf]) -> Listed:
    cited = page.entries.cited
    rows = []
    for shelf in shelves:
        number = sum((shelf.kind, each.id) in cited for each in shelf.entries)
        address = f"{page.base}{shelf.address}"
        if shelf.head:
            key = (shelf.kind, shelf.id)
            name = page.entries.named(key)
            spelled = link(shelf.id, address, "ident")
            shown = spelled if str(name) == shelf.id else trusted(f"{spelled} {name}")
        else:
            shown = link(shelf.title, address)
        rows.append(
            ShelfRow(shown, count(len(shelf.entries), "entry", "entries"), f"{number:,} cited" if number else "")
        )
    source = SOURCES[vocabulary]
    return Listed(f"page_{vocabulary}", source.title, f"{source.title}: {count(len(rows), 'group')}", tuple(rows))


def _attributions(page: Page, names: dict[str, None]) -> tuple[Attribution, ...]:
    return tuple(attribution(page.entries.library.vocabularies[name]) for name in names)
