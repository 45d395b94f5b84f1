"""The filters of a list worked out over its records: which choices there are, how often, and which each record has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import msgspec

from portal.content.kinds import Record
from portal.pages.facets import FILTERS, NOT_STATED, SPECIAL, Choice, Filter, lowered
from portal.pages.page import Desk

SHOWN = 30
"""Choices of a filter that are shown at once; the others are found through a page that names all."""
WITH_PAGE = 100
"""Choices of a filter that have pages of their own, the most frequent ones; all with many rows have one too."""
MANY = 20
"""From more rows than this a choice has a page of its own in any case, so that no list names too many rows."""

_SPECIAL = {choice.id: place for place, choice in enumerate(SPECIAL)}


class Counted(msgspec.Struct, frozen=True):
    """A choice with the rows that have it."""

    choice: Choice
    place: int
    """Its place in the filter."""
    rows: tuple[int, ...]
    """The places of the records in the list, in its order."""


class Facet(msgspec.Struct, frozen=True):
    """A filter with its choices, over the records of one list."""

    filter: Filter
    choices: tuple[Counted, ...]
    """In the order in which they stand."""
    codes: tuple[tuple[int, ...], ...]
    """For each record, the places of its choices, as the record orders them."""

    @property
    def special(self) -> int:
        """How many of the choices, at the end, say that no value is there to filter by."""
        return sum(counted.choice.id in _SPECIAL for counted in self.choices)

    @property
    def shown(self) -> tuple[Counted, ...]:
        """The choices that are shown at once: the first ones, and those at the end."""
        if len(self.choices) <= SHOWN:
            return self.choices
        end = len(self.choices) - self.special
        return self.choices[: SHOWN - self.special] + self.choices[end:]

    def has_page(self, counted: Counted) -> bool:
        """Whether a choice has a page of its own. Their number is bound by the number of records."""
        return counted.place < WITH_PAGE or len(counted.rows) > MANY or counted.choice.id in _SPECIAL

    def words(self, choice: Choice) -> str:
        """How a sentence says one choice."""
        if choice.id in _SPECIAL:
            return f"{lowered(self.filter.label)} {choice.label}"
        return self.filter.phrase.replace("{}", choice.words or choice.label)


def facets_of(desk: Desk, kind: str, records: Sequence[Record]) -> tuple[Facet, ...]:
    """Every filter of a kind's list by which its records can be told apart.

    A filter whose records all state nothing is left out, and so is the status where all have the same.
    """
    found = (_facet(desk, each, records) for each in FILTERS[kind])
    return tuple(
        facet
        for facet in found
        if len(facet.choices) > (1 if facet.filter.id == "status" else 0)
        and any(counted.choice != NOT_STATED for counted in facet.choices)
    )


def _facet(desk: Desk, wanted: Filter, records: Sequence[Record]) -> Facet:
    spellings: dict[str, Counter[Choice]] = {}
    rows: dict[str, list[int]] = {}
    had: list[tuple[str, ...]] = []
    for place, record in enumerate(records):
        ids = _read(desk, wanted, record, spellings)
        had.append(ids)
        for each in ids:
            rows.setdefault(each, []).append(place)
    # Of several spellings of one choice the most frequent one is shown; of equals, the first by alphabet.
    shown = {
        each: min(counter, key=lambda choice: (-counter[choice], choice.label, choice.words))
        for each, counter in spellings.items()
    }
    given = {each: place for place, each in enumerate(wanted.order)}

    def order(choice: Choice) -> tuple[int, int, str, str]:
        place = given.get(choice.id, len(given))
        frequency = 0 if choice.id in given else -len(rows[choice.id])
        return (place + 1000 * (_SPECIAL.get(choice.id, -1) + 1), frequency, choice.label.casefold(), choice.id)

    choices = sorted(shown.values(), key=order)
    codes = {choice.id: code for code, choice in enumerate(choices)}
    return Facet(
        wanted,
        tuple(Counted(choice, code, tuple(rows[choice.id])) for code, choice in enumerate(choices)),
        tuple(tuple(codes[each] for each in ids) for ids in had),
    )


def _read(desk: Desk, wanted: Filter, record: Record, spellings: dict[str, Counter[Choice]]) -> tuple[str, ...]:
    """The ids of a record's choices, each once; what stands for missing words only where there are no others."""
    read = list(wanted.read(desk, record)) or [NOT_STATED]
    named = [choice for choice in read if choice.id not in _SPECIAL] or read[:1]
    for choice in named:
        spellings.setdefault(choice.id, Counter())[_SPELLED.get(choice.id, choice)] += 1
    return tuple(dict.fromkeys(choice.id for choice in named))


_SPELLED = {choice.id: choice for choice in SPECIAL}
