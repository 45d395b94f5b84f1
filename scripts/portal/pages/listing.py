"""One kind's list, worked out once for all the pages and files that show it: its records, cells, rows and filters."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property

import msgspec
from markupsafe import Markup

from portal.content.kinds import KINDS, Record
from portal.pages.cells import BASE, Cell, cell_html, note_of
from portal.pages.choices import Facet, facets_of
from portal.pages.lists import SECTIONS
from portal.pages.markup import trusted
from portal.pages.page import Desk
from portal.pages.words import count, past_phrase


class Row(msgspec.Struct, frozen=True):
    """One record in a list, as the template shows it."""

    id: str
    link: Markup
    summary: str
    cells: tuple[tuple[str, Markup], ...]
    """Each with its column's name."""


class Listing:
    """The list of one kind."""

    def __init__(self, desk: Desk, kind: str, draw: Callable[[Row], str]) -> None:
        """Prepare a list; ``draw`` makes a row's HTML."""
        self.desk = desk
        self.kind = KINDS[kind]
        self.section = SECTIONS[kind]
        self._draw = draw

    @cached_property
    def records(self) -> tuple[Record, ...]:
        """The records in their order, those in force before those that have ended."""
        ordered = sorted(self.desk.catalog.kinds[self.kind.name], key=self.section.order)
        return tuple(sorted(ordered, key=lambda record: not record.in_force))

    @cached_property
    def live(self) -> int:
        """How many records are in force; they stand first."""
        return sum(record.in_force for record in self.records)

    @cached_property
    def cells(self) -> tuple[tuple[Cell, ...], ...]:
        """The cells of each record, after its title."""
        return tuple(self.section.cells(self.desk, record) for record in self.records)

    @cached_property
    def facets(self) -> tuple[Facet, ...]:
        """The filters of the list."""
        return facets_of(self.desk, self.kind.name, self.records)

    @cached_property
    def _rows(self) -> tuple[str, ...]:
        """Every row as HTML, the same for all pages but for the way to the root of the site."""
        columns = self.section.columns
        return tuple(
            self._draw(
                Row(
                    record.id,
                    self.desk.targets.link(record.id, BASE, full=True),
                    record.summary,
                    tuple(
                        (column.label, cell_html(cell, column.between))
                        for column, cell in zip(columns, cells, strict=True)
                    ),
                )
            )
            for record, cells in zip(self.records, self.cells, strict=True)
        )

    def rows(self, places: Sequence[int], base: str) -> Markup:
        """Some rows, for a page from which ``base`` leads to the root of the site."""
        return trusted("".join(self._rows[place] for place in places).replace(BASE, base))

    def note(self, record: Record) -> str:
        """The word behind the title of a record no longer in force."""
        return note_of(self.desk, record)

    @property
    def noun(self) -> str:
        """What one record is called in a sentence."""
        return self.kind.label.lower()

    @property
    def total(self) -> str:
        """How many records there are, in words."""
        ended = len(self.records) - self.live
        shown = count(self.live, self.noun)
        return f"{shown} and {ended:,} {past_phrase(self.kind.name)}" if ended else shown

    def some(self, number: int, words: str) -> str:
        """How many of the records are shown, in words that say which."""
        shown = f"{number:,} of {count(len(self.records), self.noun)}" if number else f"No {self.noun}"
        return f"{shown}: {words}"
