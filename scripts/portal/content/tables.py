"""Decision tables: facts in, answer out. A table knows what it does not cover and what it answers twice."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Mapping
from typing import Annotated

import msgspec

from portal.content.fields import Id, Prose, Role, SourceId, Text

MAX_COMBINATIONS = 20_000
"""A table with more combinations than this is refused; nobody could read it."""

Combination = dict[str, str]
"""One value for each input: input id to value id."""


class _Part(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A piece of a table."""


class Value(_Part, frozen=True, kw_only=True):
    """One value that an input may have."""

    id: Annotated[str, Role("text")]
    """Short name, as rules write it, such as `yes` or `total`."""
    label: Text
    """What a reader sees."""


class Input(_Part, frozen=True, kw_only=True):
    """One question that the table asks."""

    id: Id
    """Short name, as rules write it."""
    label: Text
    """The question or the fact's name."""
    help: Text | None = None
    """How to find the answer."""
    values: tuple[Value, ...]
    """The possible answers, in order."""


class Output(_Part, frozen=True, kw_only=True):
    """One thing that the table answers."""

    id: Id
    """Short name, as rules write it."""
    label: Text
    """The column's heading."""


class TableRule(_Part, frozen=True, kw_only=True):
    """One row: when these values hold, then these answers. An input left out of `when` may have any value."""

    when: dict[str, str]
    """Input id to value id."""
    then: dict[str, str]
    """Output id to answer."""

    def covers(self, combination: Mapping[str, str]) -> bool:
        """Whether the row applies to a combination."""
        return all(combination.get(name) == value for name, value in self.when.items())


class Clash(msgspec.Struct, frozen=True):
    """A combination that two rows answer differently."""

    combination: Combination
    first: int
    """The position of the earlier row, from 0."""
    second: int
    """The position of the later row, from 0."""


class DecisionTable(_Part, frozen=True, kw_only=True):
    """A table from which a reader works out what applies."""

    id: Id
    """Name of this table inside the record; it is the anchor on the page and never changes."""
    title: Text
    """The table's caption."""
    inputs: tuple[Input, ...]
    """The questions."""
    outputs: tuple[Output, ...]
    """The answers' columns."""
    rules: tuple[TableRule, ...]
    """The rows, in the order of the source."""
    note: Prose | None = None
    """What a reader has to know to use the table rightly."""
    source: SourceId | None = None
    """The source that the table comes from."""
    locator: Text | None = None
    """The place in that source."""

    @property
    def size(self) -> int:
        """How many combinations there are."""
        return math.prod(len(each.values) for each in self.inputs)

    def combinations(self) -> Iterator[Combination]:
        """Every combination of values, in the order in which inputs and values are listed."""
        names = [each.id for each in self.inputs]
        for values in itertools.product(*([value.id for value in each.values] for each in self.inputs)):
            yield dict(zip(names, values, strict=True))

    def matches(self, combination: Mapping[str, str]) -> list[int]:
        """The positions of the rows that apply to a combination."""
        return [index for index, rule in enumerate(self.rules) if rule.covers(combination)]

    def answer(self, combination: Mapping[str, str]) -> dict[str, str] | None:
        """What the table answers, or None where no row applies. A clash is answered by the earlier row."""
        answers: dict[str, str] = {}
        rows = self.matches(combination)
        for index in reversed(rows):
            answers.update(self.rules[index].then)
        return answers if rows else None

    def gaps(self) -> Iterator[Combination]:
        """The combinations that no row covers."""
        return (combination for combination in self.combinations() if not self.matches(combination))

    def clashes(self) -> Iterator[Clash]:
        """The combinations that two rows answer differently; the first such pair of rows for each."""
        for combination in self.combinations():
            rows = self.matches(combination)
            pair = next(
                (
                    (first, second)
                    for first, second in itertools.combinations(rows, 2)
                    if any(
                        self.rules[second].then.get(name, answer) != answer
                        for name, answer in self.rules[first].then.items()
                    )
                ),
                None,
            )
            if pair:
                yield Clash(combination, *pair)
