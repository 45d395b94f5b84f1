"""Chance that is the same everywhere: only the sequence that Python promises never to change is drawn from."""

from __future__ import annotations

import datetime
import random
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


class Dice:
    """Choices from a seed. Python keeps `random()` stable over its versions, but not `choice` or `sample`."""

    def __init__(self, seed: str) -> None:
        self._random = random.Random(seed).random  # noqa: S311 - nothing secret is drawn

    def chance(self, share: float) -> bool:
        """True in this share of calls."""
        return self._random() < share

    def between(self, low: int, high: int) -> int:
        """A whole number from ``low`` to ``high``, both possible."""
        return low + int(self._random() * (high - low + 1))

    def pick(self, choices: Sequence[T]) -> T:
        """One of the choices, each as likely as the other."""
        return choices[int(self._random() * len(choices))]

    def favor(self, choices: Sequence[T]) -> T:
        """One of the choices, the first ones far more often: some records are pointed at by very many."""
        draw = self._random()
        return choices[int(draw * draw * draw * len(choices))]

    def some(self, choices: Sequence[T], count: int) -> list[T]:
        """That many different choices in their own order; all of them where there are not so many."""
        wanted = min(count, len(choices))
        found: set[int] = set()
        while len(found) < wanted:
            found.add(int(self._random() * len(choices)))
        return [choices[index] for index in sorted(found)]

    def day(self, first: datetime.date, last: datetime.date) -> datetime.date:
        """A day of a range, both ends possible."""
        return first + datetime.timedelta(days=self.between(0, (last - first).days))
