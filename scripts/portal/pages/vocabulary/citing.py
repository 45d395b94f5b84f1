"""What cites an entry of an official list: requirements, actions, tools and other records, and how each does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import msgspec
from markupsafe import Markup, escape

from portal.content.catalog import Backlink, Catalog
from portal.content.kinds import Record
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
    "directive": ("Directives", "directive"),
    "guidance": ("Guidance items", "guidance item"),
    "service": ("Services", "service"),
    "organization": ("Organizations", "organization"),
    "term": ("Glossary terms", "glossary term"),
    "topic": ("Topics", "topic"),
}
"""What can cite an entry, a part of a record or a whole one: the heading of many, and the noun of one."""

_ORDER = {sort: place for place, sort in enumerate(SORTS)}


class Citer(msgspec.Struct, frozen=True, gc=False):
    """A requirement, an action or a whole record that cites an entry, once however often it does."""

    sort: str
    """What it is, as `SORTS` names it."""
    record: Record
    part: Duty | None
    links: tuple[Backlink, ...]


class Line(msgspec.Struct, frozen=True):
    """One citer as a page lists it."""

    link: Markup
    about: Markup
    """How much it binds, the record that it is a part of, and whose mapping it is."""


class Group(msgspec.Struct, frozen=True):
    """The citers of one sort."""

    id: str
    title: str
    lines: tuple[Line, ...]


class Citing:
    """Everything that cites anything, worked out once for a catalogue."""

    def __init__(self, catalog: Catalog) -> None:
        self._found = {key: _sorted(links) for key, links in catalog.citations.items()}
        self._words = {key: _in_words(found) for key, found in self._found.items()}

    def of(self, key: EntryKey) -> tuple[Citer, ...]:
        """What cites an entry: by sort, what is in force before what has ended, in the order of records."""
        return self._found.get(key, ())

    def count(self, key: EntryKey) -> int:
        """How many requirements, actions and records cite an entry."""
        return len(self._found.get(key, ()))

    def in_words(self, key: EntryKey) -> str:
        """How many of each sort cite an entry: ``3 requirements and 12 actions``; empty where nothing does."""
        return self._words.get(key, "")


def _in_words(citers: Iterable[Citer]) -> str:
    tally = Counter(citer.sort for citer in citers)
    words = [count(number, SORTS[sort][1]) for sort, number in tally.items()]
    return " and ".join(words) if len(words) < 3 else f"{', '.join(words[:-1])} and {words[-1]}"


def _sorted(links: Iterable[Backlink]) -> tuple[Citer, ...]:
    together: dict[tuple[str, str], list[Backlink]] = {}
    for link in links:
        together.setdefault((link.record.id, link.part.id if link.part else ""), []).append(link)
    found = []
    for group in together.values():
        record, part = group[0].record, group[0].part
        sort = record.kind if part is None else "requirement" if record.kind == "directive" else "action"
        found.append((_ORDER[sort], not record.in_force, Citer(sort, record, part, tuple(group))))
    found.sort(key=lambda each: each[:2])
    return tuple(citer for _, _, citer in found)


def groups(page: Page, listed: Iterable[Citer]) -> tuple[Group, ...]:
    """Citers as a page lists them."""
    found: dict[str, list[Line]] = {}
    for each in listed:
        found.setdefault(each.sort, []).append(_line(page, each))
    return tuple(Group(f"page_{sort}s", SORTS[sort][0], tuple(lines)) for sort, lines in found.items())


def _line(page: Page, citer: Citer) -> Line:
    record, part = citer.record, citer.part
    how = _how(citer.links[0])
    if len(citer.links) > 1:
        hows = dict.fromkeys(_how(link) for link in citer.links)
        if len(hows) > 1:
            hows.pop(_MENTIONED, None)  # A mapping says it already.
        how = "; ".join(hows)
    if part is None:
        return Line(page.link(record.id, full=True), trusted(how))
    level = f'<span class="level level-{part.level}">{part.level}</span>'
    return Line(page.part(f"{record.id}#{part.id}", named=False), trusted(f"{level} {page.link(record.id)} · {how}"))


_MENTIONED = "named in its text"


def _how(link: Backlink) -> str:
    """Whose statement a citation is, escaped."""
    citation = link.reference
    assert isinstance(citation, Citation)
    if citation.prose:
        return _MENTIONED
    # The path leads to the duty first, if it goes through one, then to a place in a list.
    holder: object = link.record if link.part is None else link.part
    field, place, *_ = citation.path if link.part is None else citation.path[2:]
    mapping = getattr(holder, str(field))[place]
    if not isinstance(mapping, Mapping):
        return "named by the record"
    if mapping.source is None:
        return "the portal’s mapping"
    source = next((each for each in link.record.sources if each.id == mapping.source), None)
    return f"stated by {escape(source.title)} ({CONFIDENCE[source.confidence]})" if source else "stated by a source"
