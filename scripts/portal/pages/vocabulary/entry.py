"""The page of an entry of an official list, and of a shelf: facts, what cites it, what bears on it, what it holds."""

from __future__ import annotations

from typing import Any

import msgspec
from markupsafe import Markup, escape

from portal.content.identifiers import VOCABULARIES
from portal.pages.article import Heading
from portal.pages.frame import Crumb
from portal.pages.markup import EMPTY
from portal.pages.page import Page
from portal.pages.pager import pager
from portal.pages.vocabulary.bearing import bearings
from portal.pages.vocabulary.citing import Citer, Citing, groups
from portal.pages.vocabulary.entries import MEMBERS_A_PAGE, Entries
from portal.pages.vocabulary.facts import fact_rows, standing
from portal.pages.vocabulary.members import Members, members
from portal.pages.vocabulary.origin import Attribution, attribution, list_date
from portal.pages.vocabulary.sections import SECTIONS, Section
from portal.pages.words import count
from portal.vocabularies.relations import EntryKey
from portal.vocabularies.shelves import Shelf

CITERS_A_PAGE = 150
"""Requirements, actions and records on one page of an entry: with its other parts it stays below 3,000 elements."""


_NOUNS = frozenset({"family", "function", "category", "tactic", "mitigation", "enhancement", "view"})
"""Publishers' words that readers use too; other entries are called what the part of the site calls them."""


class Ask(msgspec.Struct, frozen=True):
    """A page on an entry or on a shelf."""

    address: str
    """Its first page's address, from the root of the site."""
    key: EntryKey | None
    shelf: Shelf | None
    number: int = 1
    """Which of its pages, from 1."""
    last: int = 1
    """How many there are."""


def title_of(entries: Entries, ask: Ask) -> str:
    """The title of a page as plain text."""
    if ask.key is None:
        assert ask.shelf is not None
        words = ask.shelf.title
    else:
        name = entries.name(ask.key)
        words = f"{ask.key[1]} {name}".strip() if name != ask.key[1] else name
    return f"{words}, page {ask.number} of {ask.last}" if ask.last > 1 and ask.number > 1 else words


def entry_view(page: Page, ask: Ask, citing: Citing) -> tuple[dict[str, Any], tuple[Heading, ...]]:
    """What the template needs, and the page's contents list."""
    section = SECTIONS[ask.address.partition("/")[0]]
    key = ask.key
    entry = page.entries.find(key) if key else None
    listed = citing.of(key) if key else ()
    start = (ask.number - 1) * CITERS_A_PAGE
    shown = groups(page, listed[start : start + CITERS_A_PAGE])
    first = ask.number == 1
    bearing = bearings(page, key, citing) if key and first else ()
    held = members(page, ask.shelf, ask.number, citing) if ask.shelf else None
    parts = _parts(page, key, citing) if key and first and not held else None
    name = page.entries.name(key) if key else ""
    tally = citing.in_words(key) if key else ""
    attributions = _attributions(page, ask)
    told = bool(shown or listed or bearing or (key and held is None))
    contents = []
    if told:
        contents.append(Heading("page_cited", "What cites it", tuple(Heading(each.id, each.title) for each in shown)))
    if bearing:
        nested = tuple(Heading(each.id, each.title) for each in bearing)
        contents.append(Heading("page_bearing", "Through official mappings", nested))
    for table in (parts, held):
        if table:
            contents.append(Heading("page_members", table.title))
    contents += [Heading("page_lists", "Where this comes from")] if attributions else []
    context = {
        "crumbs": _crumbs(page, ask, section),
        "identifier": key[1] if key and name not in ("", key[1]) else "",
        "name": name or (key[1] if key else title_of(page.entries, ask)),
        "title": title_of(page.entries, ask),
        "banner": standing(page, key, entry) if key and entry and first else EMPTY,
        "summary": _summary(page, ask, tally),
        "rows": fact_rows(page, key, entry) if key and first else (),
        "noun": entry.kind if entry and entry.kind in _NOUNS else section.noun,
        "is_entry": told,
        "groups": shown,
        "cited_more": _more(listed, start),
        "bearings": bearing,
        "members": parts or held,
        "attributions": attributions,
        "pages": pager(ask.address, page.base, ask.number, ask.last),
    }
    return context, tuple(contents)


def _crumbs(page: Page, ask: Ask, section: Section) -> tuple[Crumb, ...]:
    home = ask.address.partition("/")[0]
    steps = [Crumb("Home", page.href("")), Crumb(section.title, page.href(f"{home}/"))]
    if ask.key is not None:
        steps += [Crumb(each[1], page.href(page.entries.address(each) or "")) for each in _above(page, ask.key)]
    return tuple(steps)


def _above(page: Page, key: EntryKey) -> list[EntryKey]:
    """The main line of entries above one, from the top."""
    found: list[EntryKey] = []
    entry = page.entries.find(key)
    while entry is not None:
        above = entry.parents[0] if entry.parents else (entry.tactics[0] if entry.tactics else "")
        step = (key[0], above)
        if not above or step in found or page.entries.find(step) is None:
            break
        found.insert(0, step)
        entry = page.entries.find(step)
    return found


def _summary(page: Page, ask: Ask, tally: str) -> Markup:
    if ask.shelf is not None and not tally:
        held = count(len(ask.shelf.entries), "entry", "entries")
        cited = sum((ask.shelf.kind, each.id) in page.entries.cited for each in ask.shelf.entries)
        vocabulary = page.entries.library.vocabularies[ask.shelf.vocabulary]
        return escape(f"{held} of {vocabulary.title}, of which the portal cites {f'{cited:,}' if cited else 'none'}.")
    assert ask.key is not None
    kind, spelled = ask.key
    words = f"Cited in the portal by {tally}." if tally else "Nothing in the portal cites it directly."
    if page.entries.find(ask.key) is None:
        if kind == "cve" and page.entries.library.holds("cve"):
            day = list_date(page.entries.library, "kev")
            words += (
                " It is not in the portal’s copy of CISA’s catalog of known exploited vulnerabilities"
                f"{f', which is of {day}' if day else ''}."
            )
        elif page.entries.library.holds(kind):
            words += f" The portal’s copy of {VOCABULARIES[kind].name} does not hold {spelled}."
        else:
            words += f" The portal holds no copy of {VOCABULARIES[kind].name}, so its name is not shown."
    return escape(words)


def _more(listed: tuple[Citer, ...], start: int) -> str:
    """What stands above the citers where they do not fit on one page."""
    if len(listed) <= CITERS_A_PAGE:
        return ""
    end = min(start + CITERS_A_PAGE, len(listed))
    return f"{start + 1:,} to {end:,} of {len(listed):,}" if start < len(listed) else f"all {len(listed):,} are before"


def _parts(page: Page, key: EntryKey, citing: Citing) -> Members | None:
    """The entries right below one that is no family or tactic itself."""
    found = page.entries.library.find(*key)
    if found is None:
        return None
    children = page.entries.children(key)
    if not children:
        return None
    shelf = Shelf(found.vocabulary, key[0], key[1], "", found.entry, children[:MEMBERS_A_PAGE])
    return members(page, shelf, 1, citing, anchors=False)


def _attributions(page: Page, ask: Ask) -> tuple[Attribution, ...]:
    """The lists that a page takes its facts from."""
    library = page.entries.library
    names: dict[str, None] = {}
    if ask.shelf:
        names[ask.shelf.vocabulary] = None
    if ask.key:
        names.update(dict.fromkeys(each.vocabulary for each in library.all(*ask.key)))
        if ask.key[0] == "cve" and library.detail("ssvc", ask.key[1]):
            names["ssvc"] = None
        names.update(dict.fromkeys(each.vocabulary for each in page.entries.relations.of(*ask.key)))
    return tuple(attribution(library.vocabularies[name]) for name in library.vocabularies if name in names)
