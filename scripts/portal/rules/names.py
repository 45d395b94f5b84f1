"""What the author of a reference to nothing probably meant."""

from __future__ import annotations

import functools
from collections.abc import Sequence

from portal.content.catalog import Catalog
from portal.content.nearest import nearest
from portal.rules.words import fold

MOST_GUESSES = 200
"""For how many different words the nearest ids are looked for. A catalogue with more has lost a whole folder; what is
missing is then plain without guesses, which cost 10 ms each among ten thousand ids."""


class Names:
    """The ids and spellings of a catalogue, put in order for guesses when the first one is asked for."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._guesses: dict[tuple[str, tuple[str, ...]], list[str]] = {}

    def guess(self, word: str, kinds: tuple[str, ...] = (), most: int = 3) -> list[str]:
        """The ids nearest to a word, best first; only records of the given kinds, or of any kind if none is given."""
        key = (word, kinds)
        if key not in self._guesses:
            if len(self._guesses) == MOST_GUESSES:
                return []
            self._guesses[key] = nearest(word, self._candidates(word, kinds), most)
        return self._guesses[key]

    def spelled(self, word: str) -> str | None:
        """The id of the record that has a word as another spelling of its id, or as an alias."""
        return self._spellings.get(fold(word))

    @functools.cached_property
    def _spellings(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for record in self._catalog.records:
            found.setdefault(fold(record.id), record.id)
        for record in self._catalog.records:
            for alias in record.aliases:
                found.setdefault(fold(alias), record.id)
        return found

    @functools.cached_property
    def _by_length(self) -> dict[str, dict[int, list[str]]]:
        found: dict[str, dict[int, list[str]]] = {}
        for record in self._catalog.records:
            found.setdefault(record.kind, {}).setdefault(len(record.id), []).append(record.id)
        return found

    def _candidates(self, word: str, kinds: Sequence[str]) -> list[str]:
        # At most a third of the letters may differ, so ids of other lengths cannot be near.
        slack = max(1, len(word) // 3)
        return [
            record_id
            for kind in kinds or self._by_length
            for length in range(len(word) - slack, len(word) + slack + 1)
            for record_id in self._by_length.get(kind, {}).get(length, ())
        ]
