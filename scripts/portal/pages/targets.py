"""Where references lead: from an id, as an author writes it, to a link in the words that readers know it by."""

from __future__ import annotations

import re
from collections.abc import Callable

import msgspec
from markupsafe import Markup, escape

from portal.content import identifiers
from portal.content.catalog import Catalog
from portal.content.kinds import Record, address_of
from portal.content.prose import WIKI
from portal.pages.markup import trusted
from portal.pages.vocabulary.entries import Entries
from portal.pages.words import ENDED, full_name, short_name
from portal.vocabularies.lookup import NO_LISTS
from portal.vocabularies.relations import EntryKey

LONGEST_UNBROKEN = 20
"""A citation up to this length stays on one line, so that no number is torn at its hyphen."""


IsNew = Callable[[EntryKey], bool]
"""Whether a page shows an entry of an official list for the first time; the next time it is not new any more."""


class Label(msgspec.Struct, frozen=True):
    """What other pages say of a record. Everything is escaped for HTML."""

    name: str
    """Its short name: a directive's citation, or a title."""
    full: str
    """Citation and title."""
    address: str
    """Its page or anchor, from the root of the site."""
    css: str
    """For a short citation: what keeps it on one line, with a space before it."""
    note: str
    """For a record no longer in force, or a draft: the word that says so."""


class Targets:
    """Every record's label, worked out once for a catalogue."""

    def __init__(self, catalog: Catalog, entries: Entries | None = None) -> None:
        self._catalog = catalog
        self._entries = entries or Entries(catalog, NO_LISTS)
        self._labels = {record.id: _label(record) for record in catalog.records}

    def label(self, record_id: str) -> Label | None:
        """What to call a record; None where there is none of that id."""
        return self._labels.get(record_id)

    def link(self, record_id: str, base: str, *, full: bool = False) -> Markup:
        """A link to a record, with a word after it where the record is no longer in force; plain text where absent."""
        label = self._labels.get(record_id)
        if label is None:
            return escape(record_id)
        note = f' <span class="note">({label.note})</span>' if label.note else ""
        if full:
            return trusted(f'<a href="{base}{label.address}">{label.full}</a>{note}')
        return trusted(f'<a{label.css} href="{base}{label.address}">{label.name}</a>{note}')

    def part_link(self, text: str, base: str, *, within: str | None = None, named: bool = True) -> Markup:
        """A link to a part of a record, written ``RECORD#PART``; ``within`` is the record whose page it stands on."""
        record_id, _, part_id = text.partition("#")
        label = self._labels.get(record_id)
        target = self._catalog.find(record_id, part_id or None)
        if label is None or target is None:
            return escape(text)
        if target.part is None:
            return self.link(record_id, base)
        title = escape(target.part.title)
        if record_id == within:
            return trusted(f'<a href="#{part_id}">{title}</a>')
        shown = f"{label.name}: {title}" if named else title
        return trusted(f'<a href="{base}{label.address}#{part_id}">{shown}</a>')

    def resolve(self, html: str, base: str, within: str | None = None, is_new: IsNew | None = None) -> str:
        """Replace every ``[[reference]]`` in a run of HTML text that holds no tags.

        ``is_new`` says of an entry of an official list whether its name has to stand beside it.
        """
        return WIKI.sub(lambda match: self._one(match, base, within, is_new), html)

    def _one(self, match: re.Match[str], base: str, within: str | None, is_new: IsNew | None) -> str:
        if "<" in match[0]:
            return match[0]  # Emphasis inside it: no reference, as the checker says too.
        target, part = match[1].strip(), (match[2] or "").strip()
        shown = (match[3] or "").strip()  # Escaped already: it comes out of HTML.
        if not part:
            known = identifiers.mentioned(target)
            if known:
                link = self._entries.link(known, base, shown=shown)
                name = self._entries.named(known) if not shown and is_new and is_new(known) else ""
                return f"{link} ({name})" if name else str(link)
        label = self._labels.get(target)
        found = self._catalog.find(target, part or None)
        if label is None or found is None:
            return shown or (f"{target}#{part}" if part else target)
        if shown:
            here = within == target and bool(part)
            return f'<a href="{"" if here else base + label.address}{"#" + part if part else ""}">{shown}</a>'
        if part:
            return str(self.part_link(f"{target}#{part}", base, within=within))
        return f'<a{label.css} href="{base}{label.address}">{label.name}</a>'


def _label(record: Record) -> Label:
    note = ENDED[record.status].lower() if record.status in ENDED else ""
    if record.status == "draft":
        note = "draft"
    name = short_name(record)
    return Label(
        name=str(escape(name)),
        full=str(escape(full_name(record))),
        address=address_of(record),
        css=' class="citation"' if name != record.title and len(name) <= LONGEST_UNBROKEN else "",
        note=note,
    )
