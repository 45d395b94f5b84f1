"""The entries of a family, function or tactic as a table, one row each with an anchor."""

from __future__ import annotations

import datetime

import msgspec
from markupsafe import Markup, escape

from portal.pages.markup import EMPTY, link, short_moment, trusted
from portal.pages.page import Page
from portal.pages.vocabulary.citing import Citing
from portal.pages.vocabulary.entries import MEMBERS_A_PAGE
from portal.pages.vocabulary.facts import short_standing
from portal.pages.words import count
from portal.vocabularies.model import Entry
from portal.vocabularies.shelves import Shelf

_NOT_CITED = trusted('<span class="unstated">not cited</span>')
_THROUGH = trusted('<span class="unstated">only through mappings</span>')

_TITLES = {
    "controls": "Controls and enhancements",
    "csf": "Categories and outcomes",
    "techniques": "Techniques",
    "weaknesses": "Weaknesses below it",
    "vulnerabilities": "Vulnerabilities",
}
_COLUMNS = {"control": ("Baselines",), "cve": ("Product", "Added", "Due")}
"""The columns between an entry and what cites it."""
_SHORT = {"low": "Low", "moderate": "Mod.", "high": "High", "privacy": "Priv."}


class MemberRow(msgspec.Struct, frozen=True):
    """One entry."""

    id: str
    """The anchor; empty where the table's rows have none."""
    link: Markup
    name: Markup
    standing: Markup
    """For an entry not in force: the word, and what holds in its place."""
    cells: tuple[tuple[str, Markup], ...]
    """Each with its column's name."""


class Members(msgspec.Struct, frozen=True):
    """A table of entries."""

    title: str
    caption: str
    columns: tuple[str, ...]
    rows: tuple[MemberRow, ...]


def members(page: Page, shelf: Shelf, number: int, citing: Citing, *, anchors: bool = True) -> Members | None:
    """The rows of a shelf that stand on its page of a number; None where there are none."""
    start = (number - 1) * MEMBERS_A_PAGE
    shown = shelf.entries[start : start + MEMBERS_A_PAGE]
    if not shown:
        return None
    columns = (*_COLUMNS.get(shelf.kind, ()), "Cited by")
    everything = len(shelf.entries)
    caption = count(everything, "entry", "entries")
    if everything > len(shown):
        caption = f"Entries {start + 1:,} to {start + len(shown):,} of {everything:,}"
    return Members(
        title=_TITLES[shelf.address.partition("/")[0]] if anchors else "What it is divided into",
        caption=caption,
        columns=("Entry", *columns),
        rows=tuple(_row(page, shelf, entry, columns, citing, anchors) for entry in shown),
    )


def _row(page: Page, shelf: Shelf, entry: Entry, columns: tuple[str, ...], citing: Citing, anchors: bool) -> MemberRow:
    key = (shelf.kind, entry.id)
    cited = citing.in_words(key)
    paged = page.entries.has_page(key)
    cells = (*_cells(shelf, entry), escape(cited) if cited else _THROUGH if paged else _NOT_CITED)
    if paged or not anchors:
        spelled = page.entries.link(key, page.base)
    else:
        address = page.entries.library.address(shelf.kind, entry)
        spelled = link(entry.id, address, "ident") if address else trusted(f'<span class="ident">{entry.id}</span>')
    return MemberRow(
        id=entry.id if anchors else "",
        link=spelled,
        name=page.entries.named(key),
        standing=short_standing(page, key, entry),
        cells=tuple(zip(columns, cells, strict=True)),
    )


def _cells(shelf: Shelf, entry: Entry) -> tuple[Markup, ...]:
    if shelf.kind == "control" and entry.status == "active":
        chosen = ", ".join(_SHORT[each] for each in entry.baselines)
        return (escape(chosen or "none"),)
    if shelf.kind == "control":
        return (EMPTY,)
    if shelf.kind == "cve":
        added, due = datetime.date.fromisoformat(entry.added), datetime.date.fromisoformat(entry.due)
        return (escape(f"{entry.vendor} {entry.product}"), short_moment(added), short_moment(due))
    return ()
