"""Which combinations the rows of a decision table cover, worked out for large tables in one pass.

Each combination is one bit of a whole number, so that a row is a number too, and what two rows share is one `&`.
What this finds is what `DecisionTable.gaps` and `DecisionTable.clashes` define, without trying every pair of rows.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from portal.content.tables import Combination, DecisionTable


class Clash(msgspec.Struct, frozen=True):
    """A row that answers combinations otherwise than the rows before it."""

    row: int
    """The position of the row, from 0."""
    combination: Combination
    """The first combination that is answered twice."""
    others: int
    """How many more combinations the row answers otherwise."""


class Unanswered(msgspec.Struct, frozen=True):
    """An output that some covered combinations leave open."""

    output: str
    combination: Combination
    """The first such combination."""
    others: int
    """How many more there are."""


class Coverage:
    """The combinations of one table and the rows that cover them; the rows must name known inputs and values."""

    def __init__(self, table: DecisionTable) -> None:
        self._table = table
        self._size = table.size
        self._everything = (1 << self._size) - 1
        self._masks = _masks(table)
        self._rows = [self._row(rule.when) for rule in table.rules]

    def _row(self, when: dict[str, str]) -> int:
        row = self._everything
        for name, value in when.items():
            row &= self._masks[name, value]
        return row

    def gaps(self) -> Iterator[Combination]:
        """The combinations that no row covers, in the order of the table."""
        covered = 0
        for row in self._rows:
            covered |= row
        yield from self._each(self._everything & ~covered)

    def clashes(self) -> Iterator[Clash]:
        """The rows that answer otherwise than an earlier row, in order."""
        answered: dict[str, int] = {}
        agreed: dict[tuple[str, str], int] = {}
        for position, (row, rule) in enumerate(zip(self._rows, self._table.rules, strict=True)):
            twice = 0
            for output, answer in rule.then.items():
                twice |= row & answered.get(output, 0) & ~agreed.get((output, answer), 0)
                answered[output] = answered.get(output, 0) | row
                agreed[output, answer] = agreed.get((output, answer), 0) | row
            if twice:
                yield Clash(position, self._name(_lowest(twice)), twice.bit_count() - 1)

    def first_against(self, clash: Clash) -> int:
        """The position of the first row that answers a clash's combination otherwise."""
        then = self._table.rules[clash.row].then
        return next(
            position
            for position in self._table.matches(clash.combination)
            if any(then.get(name, answer) != answer for name, answer in self._table.rules[position].then.items())
        )

    def unanswered(self) -> Iterator[Unanswered]:
        """The outputs that no row answers for some combination that is covered."""
        covered = 0
        answered = {output.id: 0 for output in self._table.outputs}
        for row, rule in zip(self._rows, self._table.rules, strict=True):
            covered |= row
            for output in rule.then:
                answered[output] |= row
        for output, mask in answered.items():
            left = covered & ~mask
            if left:
                yield Unanswered(output, self._name(_lowest(left)), left.bit_count() - 1)

    def _each(self, combinations: int) -> Iterator[Combination]:
        while combinations:
            index = _lowest(combinations)
            yield self._name(index)
            combinations &= combinations - 1

    def _name(self, index: int) -> Combination:
        found: Combination = {}
        for each in reversed(self._table.inputs):
            index, at = divmod(index, len(each.values))
            found[each.id] = each.values[at].id
        return {each.id: found[each.id] for each in self._table.inputs}


def _lowest(combinations: int) -> int:
    return (combinations & -combinations).bit_length() - 1


def _masks(table: DecisionTable) -> dict[tuple[str, str], int]:
    """For each value of each input, the combinations that have it: runs of bits that repeat."""
    found: dict[tuple[str, str], int] = {}
    run = 1  # How many combinations follow one another with the same value.
    size = table.size
    for each in reversed(table.inputs):
        block = run * len(each.values)
        repeated = ((1 << size) - 1) // ((1 << block) - 1)
        for at, value in enumerate(each.values):
            found[each.id, value.id] = (((1 << run) - 1) << (at * run)) * repeated
        run = block
    return found
