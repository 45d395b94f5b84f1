"""What every view needs while one page is made: the catalogue, the settings, the page's own writer and its sources."""

from __future__ import annotations

import datetime

from markupsafe import Markup, escape

from portal.content.catalog import Catalog
from portal.content.fields import VocabularyKind
from portal.content.kinds import Record, address_of
from portal.content.kinds.base import Duty
from portal.content.kinds.organization import Organization
from portal.content.kinds.term import Term as TermRecord
from portal.pages.glossary import Glossary
from portal.pages.markup import link
from portal.pages.prose import Prose, Term, Writer, plain
from portal.pages.settings import PageSettings
from portal.pages.sourcing import Sourcing
from portal.pages.targets import Targets
from portal.pages.timing import Timing, timing
from portal.pages.vocabulary.entries import Entries
from portal.vocabularies.lookup import NO_LISTS, Library


class Desk:
    """What is worked out once for a catalogue and used by every page."""

    def __init__(self, catalog: Catalog, settings: PageSettings, library: Library = NO_LISTS) -> None:
        self.catalog = catalog
        self.settings = settings
        self.entries = Entries(catalog, library)
        self.targets = Targets(catalog, self.entries)
        self.next_due: dict[str, datetime.date] = {}
        """The next date on which something of each record falls due."""
        for each in catalog.agenda:
            if each.day >= settings.today and each.duty.outcome is None:
                self.next_due.setdefault(each.record.id, each.day)
        for record in catalog.records[:1]:
            # The catalogue works these tables out when first asked: here, so that workers inherit them.
            catalog.links_to(record)
            catalog.successors(record)
        terms = [record for record in catalog.kinds["term"] if isinstance(record, TermRecord)]
        self.prose = Prose(
            self.targets,
            Glossary(terms),
            {
                term.id: Term(
                    f"glossary/#{term.id}",
                    str(escape(plain(self.targets.resolve(term.definition, "")))),
                )
                for term in terms
            },
        )

    def organization(self, record_id: str, base: str) -> Markup:
        """A link to an organization, by its abbreviation where it has one."""
        record = self.catalog.get(record_id)
        if isinstance(record, Organization) and record.abbreviation:
            return link(record.abbreviation, base + address_of(record))
        return self.targets.link(record_id, base)


class Page:
    """One page in the making. Prose is rendered in the order of the page, so that first uses are first."""

    def __init__(self, desk: Desk, base: str, record: Record | None = None, *, beside: bool = False) -> None:
        """``beside`` is for a page that shows the record beside others: no link stays on it, no term is marked."""
        self.desk = desk
        self.catalog = desk.catalog
        self.settings = desk.settings
        self.entries = desk.entries
        self.base = base
        self._within = None if beside or record is None else record.id
        self.writer = Writer(desk.prose, base, self._within, terms=not beside)
        self.sourcing = Sourcing(record) if record else None

    def link(self, record_id: str, *, full: bool = False) -> Markup:
        """A link to a record."""
        return self.desk.targets.link(record_id, self.base, full=full)

    def part(self, text: str, *, named: bool = True) -> Markup:
        """A link to a part of a record, written ``RECORD#PART``."""
        return self.desk.targets.part_link(text, self.base, within=self._within, named=named)

    def entry(self, kind: VocabularyKind, identifier: str) -> Markup:
        """An identifier of an official list as a link, with its name where the page shows it for the first time."""
        return self.entries.link((kind, identifier), self.base, named=self.writer.is_new((kind, identifier)))

    def organization(self, record_id: str) -> Markup:
        """A link to an organization, by its abbreviation where it has one."""
        return self.desk.organization(record_id, self.base)

    def href(self, address: str) -> str:
        """An address from the root of the site, as this page has to write it."""
        return f"{self.base}{address}" or "./"

    def timing(self, record: Record, duty: Duty) -> Timing:
        """A duty's deadline in words."""
        return timing(self.catalog, self.desk.targets, record, duty, self.base, self._within)
