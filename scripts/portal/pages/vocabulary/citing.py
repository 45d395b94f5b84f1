"""What cites an entry of an official list: requirements, actions, tools and other records, and how each does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import msgspec
from markupsafe import Markup, escape

from portal.content.catalog import Backlink, Catalog
from portal.content.kinds import KINDS, Record
from portal.content.kinds.base import Duty, Mapping
from portal.content.references import Citation
from portal.pages.markup import trusted
from portal.pages.page import Page
from portal.pages.words import CONFIDENCE, count
from portal.vocabularies.relations import EntryKey

SORTS = {
    "requirement": ("Requirements", "requirement"),
    "action": ("Actions", "action"),
    "tool": ("Tools", "tool"),
    "other": ("Other records", "other record"),
}
"""What can cite an entry: the heading of many, and the noun of one."""


class Citer(msgspec.Struct, frozen=True):
    """A requirement, an action or a whole record that cites an entry, once however often it does."""

    record: Record
    part: Duty | None
    links: tuple[Backlink, ...]

    @property
    def sort(self) -> str:
        """What it is, as `SORTS` names it."""
        return _sort(self.record, self.part)


class Line(msgspec.Struct, frozen=True):
    """One citer as a page lists it."""

    link: Markup
    of: Markup
    """The record that it is a part of; empty where it is the record itself."""
    level: str
    how: Markup
    """Whose mapping it is."""


class Group(msgspec.Struct, frozen=True):
    """The citers of one sort."""

    id: str
    title: str
    lines: tuple[Line, ...]


Tally = dict[str, int]
"""How many of each sort cite an entry."""


def tallies(catalog: Catalog) -> dict[EntryKey, Tally]:
    """How many requirements, actions, tools and other records cite each entry that is cited at all."""
    found: dict[EntryKey, Tally] = {}
    for key, links in catalog.citations.items():
        seen = {(link.record.id, link.part.id if link.part else ""): link for link in links}
        counted = Counter(_sort(link.record, link.part) for link in seen.values())
        found[key] = {sort: counted[sort] for sort in SORTS if sort in counted}
    return found


def in_words(tally: Tally) -> str:
    """A tally as pages say it: ``3 requirements and 12 actions``; empty where there is nothing."""
    words = [count(number, SORTS[sort][1]) for sort, number in tally.items()]
    return " and ".join(words) if len(words) < 3 else f"{', '.join(words[:-1])} and {words[-1]}"


def citers(catalog: Catalog, key: EntryKey) -> list[Citer]:
    """What cites an entry: by sort, what is in force before what has ended, in the order of records."""
    found: dict[tuple[str, str], list[Backlink]] = {}
    for link in catalog.citations.get(key, ()):
        found.setdefault((link.record.id, link.part.id if link.part else ""), []).append(link)
    listed = [Citer(links[0].record, links[0].part, tuple(links)) for links in found.values()]
    order = {sort: place for place, sort in enumerate(SORTS)}
    listed.sort(key=lambda each: (order[each.sort], not each.record.in_force))
    return listed


def groups(page: Page, listed: Iterable[Citer]) -> tuple[Group, ...]:
    """Citers as a page lists them."""
    found: dict[str, list[Line]] = {}
    for each in listed:
        found.setdefault(each.sort, []).append(_line(page, each))
    return tuple(Group(f"page_{sort}s", SORTS[sort][0], tuple(lines)) for sort, lines in found.items())


def _sort(record: Record, part: Duty | None) -> str:
    if part is not None:
        return "requirement" if record.kind == "directive" else "action"
    return "tool" if record.kind == "tool" else "other"


def _line(page: Page, citer: Citer) -> Line:
    record, part = citer.record, citer.part
    hows = dict.fromkeys(_how(link) for link in citer.links)
    if len(hows) > 1:
        hows.pop(_MENTIONED, None)  # A mapping says it already.
    how = trusted("; ".join(hows))
    if part is None:
        kind = "" if record.kind == "tool" else KINDS[record.kind].label.lower()
        return Line(page.link(record.id, full=True), escape(kind), "", how)
    return Line(
        page.part(f"{record.id}#{part.id}", named=False),
        page.link(record.id),
        part.level,
        how,
    )


_MENTIONED = "named in its text"


def _how(link: Backlink) -> str:
    """Whose statement a citation is, escaped."""
    citation = link.reference
    assert isinstance(citation, Citation)
    if citation.prose:
        return _MENTIONED
    value: object = link.record
    for step in citation.path:
        if isinstance(value, Mapping):
            break
        value = value[step] if isinstance(value, tuple) and isinstance(step, int) else getattr(value, str(step))
    if not isinstance(value, Mapping):
        return "named by the record"
    if value.source is None:
        return "the portal’s mapping"
    source = next((each for each in link.record.sources if each.id == value.source), None)
    if source is None:
        return "stated by a source"
    return f"stated by {escape(source.title)} ({CONFIDENCE[source.confidence]})"
