"""The pages by which readers browse: the list of a kind in parts, and a list for each choice of its filters.

They are whole without JavaScript. With it, the filters' place on the first part of a list becomes a form that reads
the data of `listdata`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property, partial
from typing import Any

import msgspec
from jinja2 import Environment

from portal.content.kinds import address_of
from portal.pages.article import LIST, Article, DataFile, Findable, Sheet
from portal.pages.choices import Counted, Facet
from portal.pages.compare import COMPARED
from portal.pages.facets import lowered
from portal.pages.frame import Crumb
from portal.pages.listdata import data_files
from portal.pages.listing import Listing
from portal.pages.lists import SECTIONS
from portal.pages.page import Desk
from portal.pages.pager import pager, pages, part
from portal.pages.words import count, full_name, past_phrase

SIZE = 100
"""Rows on one page, so that a page has at most 3,000 elements."""
_HEAVY = 1500
"""Elements in the list of all choices of a filter on one page."""


class ChoiceLink(msgspec.Struct, frozen=True):
    """A choice of a filter, as a page leads to it."""

    label: str
    href: str
    """Empty where the choice has no page; then its records are named."""
    count: str
    records: tuple[tuple[str, str], ...] = ()
    """Each with its name and its address."""


class FilterLinks(msgspec.Struct, frozen=True):
    """A filter, as a page without JavaScript shows it."""

    label: str
    choices: tuple[ChoiceLink, ...]
    all: str
    """The address of the page that names every choice; empty where all are shown."""
    number: str
    """How many choices there are."""


class Browse:
    """All lists of a catalogue."""

    def __init__(self, desk: Desk, environment: Environment) -> None:
        """Take the templates; nothing is worked out before a page asks for it."""
        self._desk = desk
        self._page = environment.get_template("lists/section.html")
        self._all = environment.get_template("lists/choices.html")
        draw = environment.get_template("lists/row.html").module.row  # type: ignore[attr-defined]
        self.lists = {kind: Listing(desk, kind, draw) for kind in SECTIONS}

    def section(self, kind: str, base: str) -> Article:
        """The first part of a kind's list, with its filters."""
        listing = self.lists[kind]
        rows = range(len(listing.records))
        shown = self._context(listing, base, f"{listing.kind.section}/", 1, rows, listing.total)
        html = self._page.render(
            **shown,
            crumbs=(Crumb("Home", base or "./"), Crumb(listing.kind.plural)),
            title=listing.kind.plural,
            list=listing.kind.section,
            filters=self.filter_links(kind, base),
            change="",
        )
        return Article(listing.kind.plural, listing.section.intro, html)

    @cached_property
    def sheets(self) -> tuple[Sheet, ...]:
        """Every other page of the lists."""
        return tuple(sheet for listing in self.lists.values() for sheet in self._sheets(listing))

    @cached_property
    def data_files(self) -> tuple[DataFile, ...]:
        """What the scripts of the lists read."""
        return tuple(file for listing in self.lists.values() for file in data_files(listing, SIZE))

    def _sheets(self, listing: Listing) -> Iterator[Sheet]:
        section = listing.kind.section
        for number in range(2, pages(len(listing.records), SIZE) + 1):
            yield Sheet(part(f"{section}/", number), section, partial(self._part, listing, number))
        for facet in listing.facets:
            for counted in filter(facet.has_page, facet.choices):
                address = _address(listing, facet, counted)
                for number in range(1, pages(len(counted.rows), SIZE) + 1):
                    make = partial(self._chosen, listing, facet, counted, number)
                    findable = _found(listing, facet, counted) if number == 1 else None
                    # The site map leads to every record already; these pages show the same rows again.
                    yield Sheet(part(address, number), section, make, listed=False, findable=findable)
            if len(facet.choices) > len(facet.shown):
                address = _all_address(listing, facet)
                portions = _portions(facet)
                for number in range(1, len(portions) + 1):
                    make = partial(self._every, listing, facet, portions, number)
                    findable = Findable(title=_every_title(listing, facet), kind=LIST) if number == 1 else None
                    yield Sheet(part(address, number), section, make, listed=False, findable=findable)

    def _part(self, listing: Listing, number: int, base: str) -> Article:
        """A later part of the whole list."""
        address = f"{listing.kind.section}/"
        rows = range(len(listing.records))
        title = f"{listing.kind.plural}, page {number}"
        html = self._page.render(
            **self._context(listing, base, address, number, rows, listing.total),
            crumbs=self._crumbs(listing, base, f"Page {number}"),
            title=title,
            list="",
            filters=[],
            change=f"{base}{address}?page={number}",
        )
        return Article(title, f"{listing.section.intro} Page {number}.", html)

    def _chosen(self, listing: Listing, facet: Facet, counted: Counted, number: int, base: str) -> Article:
        """The rows that have one choice."""
        words = facet.words(counted.choice)
        sentence = listing.some(len(counted.rows), words)
        address = _address(listing, facet, counted)
        title = _title(listing, words)
        query = f"?{facet.filter.id}={counted.choice.id}"
        if number > 1:
            title += f", page {number}"
            query += f"&page={number}"
        html = self._page.render(
            **self._context(listing, base, address, number, counted.rows, sentence),
            crumbs=self._crumbs(listing, base, f"{facet.filter.label}: {counted.choice.label}"),
            title=title,
            list="",
            filters=[],
            change=f"{base}{listing.kind.section}/{query}",
        )
        return Article(title, f"{sentence}.", html)

    def _every(
        self, listing: Listing, facet: Facet, portions: Sequence[Sequence[Counted]], number: int, base: str
    ) -> Article:
        """Every choice of a filter, with a page or with its records."""
        label = lowered(facet.filter.label)
        title = _every_title(listing, facet)
        if number > 1:
            title += f", page {number}"
        html = self._all.render(
            crumbs=self._crumbs(listing, base, f"By {label}"),
            title=title,
            total=count(len(facet.choices), "choice"),
            choices=[_choice_link(listing, facet, each, base) for each in portions[number - 1]],
            pager=pager(_all_address(listing, facet), base, number, len(portions)),
        )
        return Article(title, f"{title}: every choice with its records.", html)

    def _context(
        self, listing: Listing, base: str, address: str, number: int, places: Sequence[int], sentence: str
    ) -> dict[str, Any]:
        """What every page of a list shows: its rows and the way to the others."""
        last = pages(len(places), SIZE)
        first = (number - 1) * SIZE
        shown = places[first : first + SIZE]
        if last > 1:
            sentence += f"; rows {first + 1:,} to {first + len(shown):,}"
        return {
            "intro": listing.section.intro,
            "sentence": sentence,
            "noun": listing.kind.label,
            "columns": [column.label for column in listing.section.columns],
            "live": listing.rows([place for place in shown if place < listing.live], base),
            "ended": listing.rows([place for place in shown if place >= listing.live], base),
            "past": past_phrase(listing.kind.name).capitalize(),
            "compared": listing.kind.section if listing.kind.name in COMPARED else "",
            "pager": pager(address, base, number, last),
        }

    def _crumbs(self, listing: Listing, base: str, here: str) -> tuple[Crumb, ...]:
        return (Crumb("Home", base), Crumb(listing.kind.plural, f"{base}{listing.kind.section}/"), Crumb(here))

    def filter_links(self, kind: str, base: str) -> tuple[FilterLinks, ...]:
        """The filters of a kind's list with the pages of their choices."""
        listing = self.lists[kind]
        return tuple(self._filter_links(listing, facet, base) for facet in listing.facets)

    def _filter_links(self, listing: Listing, facet: Facet, base: str) -> FilterLinks:
        hidden = len(facet.choices) > len(facet.shown)
        return FilterLinks(
            facet.filter.label,
            tuple(_choice_link(listing, facet, each, base) for each in facet.shown),
            base + _all_address(listing, facet) if hidden else "",
            f"{len(facet.choices):,}",
        )


def _title(listing: Listing, words: str) -> str:
    """What a page of the rows with one choice is called."""
    return f"{listing.kind.plural}: {words}"


def _every_title(listing: Listing, facet: Facet) -> str:
    """What the page of all choices of a filter is called."""
    return f"{listing.kind.plural} by {lowered(facet.filter.label)}"


def _found(listing: Listing, facet: Facet, counted: Counted) -> Findable:
    """What search knows of the page of the rows with one choice."""
    words = facet.words(counted.choice)
    return Findable(title=_title(listing, words), kind=LIST, summary=f"{listing.some(len(counted.rows), words)}.")


def _address(listing: Listing, facet: Facet, counted: Counted) -> str:
    """Where the rows with one choice stand."""
    return f"{listing.kind.section}/{facet.filter.id}/{counted.choice.id}/"


def _all_address(listing: Listing, facet: Facet) -> str:
    """Where all choices of a filter are named."""
    return f"{listing.kind.section}/{facet.filter.id}/all/"


def _choice_link(listing: Listing, facet: Facet, counted: Counted, base: str) -> ChoiceLink:
    """A choice, with the way to its rows; where it has no page, its rows themselves."""
    records: list[tuple[str, str]] = []
    href = ""
    if facet.has_page(counted):
        href = base + _address(listing, facet, counted)
    else:
        found = (listing.records[place] for place in counted.rows)
        records = [(full_name(record), base + address_of(record)) for record in found]
    return ChoiceLink(counted.choice.label, href, f"{len(counted.rows):,}", tuple(records))


def _portions(facet: Facet) -> tuple[tuple[Counted, ...], ...]:
    """All choices by alphabet, in as many pages as they need."""
    portions: list[list[Counted]] = [[]]
    weight = 0
    for counted in sorted(facet.choices, key=lambda each: (each.choice.label.casefold(), each.choice.id)):
        elements = 3 if facet.has_page(counted) else 3 + 2 * len(counted.rows)
        if weight + elements > _HEAVY:
            portions.append([])
            weight = 0
        portions[-1].append(counted)
        weight += elements
    return tuple(map(tuple, portions))
