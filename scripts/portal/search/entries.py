"""Every page as the search knows it: what it is called, what it says, and where its parts are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import msgspec

from portal.content.catalog import Catalog
from portal.content.identifiers import VOCABULARIES
from portal.content.kinds import KINDS, Record, address_of
from portal.content.kinds.directive import Directive
from portal.content.kinds.guidance import Guidance
from portal.pages.article import LIST, Findable, Sheet
from portal.pages.targets import Targets
from portal.pages.vocabulary.entries import Entries
from portal.pages.words import ENDED, full_name, short_name
from portal.search.markup import read_page
from portal.search.names import Names, names_of
from portal.search.texts import Passage, Texts

__all__ = [
    "PAGE",
    "Entry",
    "Passage",
    "kinds_of",
    "list_entry",
    "record_entries",
    "row_entries",
    "sheet_entries",
    "written_entry",
]

PAGE = "Page"
"""What results call a page written by hand."""
_OPENING = re.compile(r".{1,240}(?:[.!?](?=\s|$)|(?=\s)|$)")
"""The first sentences of a text, or its first words where a sentence is long."""


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One document of the index."""

    title: str
    """As results show it."""
    address: str
    """From the root of the site, without a leading slash; a glossary term's ends in its anchor."""
    kind: str
    """What a reader calls such a page; results are grouped by it."""
    names: Names
    """What people type for it."""
    summary: str = ""
    text: str = ""
    """What else it says, but for its parts."""
    marks: tuple[str, ...] = ()
    """The identifiers of official lists that it cites."""
    passages: tuple[Passage, ...] = ()
    """Its parts that have an anchor of their own."""
    state: str = ""
    """For one no longer in force, or a draft: the word that says so."""
    date: str = ""
    """When it ended; else when it was issued or last changed. ISO 8601, perhaps only a year or a month."""
    topics: tuple[str, ...] = ()
    """Ids of topics."""
    audiences: tuple[str, ...] = ()
    """For whom it is written."""
    successors: tuple[tuple[str, str], ...] = ()
    """For one no longer in force: the short names and addresses of what took its place."""


def kinds_of(entries: Iterable[Entry]) -> tuple[str, ...]:
    """The kinds that occur, in the order in which results show them: records, official lists, other pages."""
    found = dict.fromkeys(entry.kind for entry in entries)
    records = [kind.label for kind in KINDS.values() if kind.label in found]
    others = [kind for kind in found if kind not in records and kind not in (LIST, PAGE)]
    return (*records, *others, *(kind for kind in (LIST, PAGE) if kind in found))


def record_entries(catalog: Catalog, targets: Targets) -> Iterator[Entry]:
    """An entry for every record, glossary terms too; ``targets`` has the words for references."""
    texts = Texts(catalog, targets)
    for record in catalog.records:
        yield Entry(
            title=full_name(record),
            address=address_of(record),
            kind=KINDS[record.kind].label,
            names=names_of(record, catalog),
            summary=record.summary,
            text=texts.body(record),
            marks=tuple(dict.fromkeys(each.identifier for each in catalog.links_from(record).citations)),
            passages=texts.passages(record),
            state="Draft" if record.status == "draft" else ENDED.get(record.status, ""),
            date=_date(record),
            topics=record.topics,
            audiences=record.audience if isinstance(record, Guidance) else (),
            successors=_successors(catalog, record),
        )


def _successors(catalog: Catalog, record: Record) -> tuple[tuple[str, str], ...]:
    if record.in_force:
        return ()
    return tuple((short_name(each), address_of(each)) for each in catalog.successors(record))


def _date(record: Record) -> str:
    if record.ended:
        return record.ended.date.isoformat()
    if isinstance(record, Directive) and record.issued:
        return record.issued
    return record.changed.isoformat() if record.changed else ""


def sheet_entries(sheets: Iterable[Sheet]) -> Iterator[Entry]:
    """An entry for every sheet that says by what it is found, such as the pages of official lists."""
    for sheet in sheets:
        if sheet.findable:
            yield _sheet_entry(sheet.address, sheet.findable)


def _sheet_entry(address: str, page: Findable) -> Entry:
    return Entry(
        title=page.title,
        address=address,
        kind=page.kind,
        names=Names((page.title, *page.names), ()),
        summary=page.summary,
        text=page.text,
        state=page.state,
        date=page.date,
    )


def row_entries(lists: Entries) -> Iterator[Entry]:
    """An entry for everything in the official lists that has no page of its own but a row on another's."""
    for place in lists.places():
        if "#" in place.address:
            found = lists.find((place.kind, place.identifier))
            title = f"{place.identifier} {place.name}".strip()
            yield Entry(
                title=title,
                address=place.address,
                kind=VOCABULARIES[place.kind].noun.capitalize(),
                names=Names((title, place.identifier), (place.name,) if place.name else ()),
                state=found.status.capitalize() if found and found.status != "active" else "",
            )


def list_entry(address: str, title: str, description: str) -> Entry:
    """A page that lists records: its records have entries of their own, so its title and description will do."""
    return Entry(title=title, address=address, kind=LIST, names=Names((title,), ()), summary=description)


def written_entry(address: str, name: str, html: str) -> Entry:
    """A page written by hand, from its HTML: each heading with an id starts a part. ``name`` is the menu's for it."""
    page = read_page(html)
    opening = _OPENING.match(page.text or " ".join(part.text for part in page.sections))
    summary = opening[0].strip() if opening else ""
    title = page.title or name
    return Entry(
        title=title,
        address=address,
        kind=PAGE,
        names=Names(tuple(dict.fromkeys((title, name))), ()),
        summary=summary,
        text=page.text.removeprefix(summary).strip(),
        passages=tuple(Passage(part.id, part.title, part.text) for part in page.sections),
    )
