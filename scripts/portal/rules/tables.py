"""T6xx: decision tables that answer every case, once."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from portal.content.findings import Key, Path, Remark, Rule
from portal.content.kinds import Record
from portal.content.nearest import one_of
from portal.content.tables import MAX_COMBINATIONS, Combination, DecisionTable
from portal.rules.coverage import Coverage
from portal.rules.walk import tables
from portal.rules.words import count

_BOTH = """\
rules:
  - when: {kev: "yes"}
    then: {period: 3 days}
  - when: {kev: "no"}
    then: {period: 60 days}"""

EMPTY_TABLE = Rule(
    code="T601",
    name="empty-table",
    severity="error",
    what="A decision table has no inputs, no outputs or no rules, or an input has no values.",
    why="There is nothing to decide, or no answer.",
    bad="inputs: []",
    good='inputs:\n  - id: kev\n    label: Is it in KEV?\n    values: [{id: "yes", label: "Yes"}]',
)
TABLE_TOO_LARGE = Rule(
    code="T602",
    name="table-too-large",
    severity="error",
    what=f"A decision table has more than {MAX_COMBINATIONS:,} combinations.",
    why="Nobody could read it, and nobody could check it.",
    bad="# fifteen inputs with two values each: 32,768 combinations",
    good="# two tables, the first of which says which part of the second applies",
)
UNKNOWN_INPUT = Rule(
    code="T603",
    name="unknown-input",
    severity="error",
    what="A row of a decision table asks for an input that the table does not have.",
    why="The row could never apply.",
    bad='when: {exposure: "yes"}',
    good='when: {exposed: "yes"}',
)
UNKNOWN_VALUE = Rule(
    code="T604",
    name="unknown-value",
    severity="error",
    what="A row of a decision table asks for a value that the input does not have.",
    why="The row could never apply.",
    bad="when: {impact: full}",
    good="when: {impact: total}",
)
UNKNOWN_OUTPUT = Rule(
    code="T605",
    name="unknown-output",
    severity="error",
    what="A row of a decision table answers something that is not one of the table's outputs.",
    why="The answer would not be shown.",
    bad="then: {time: 3 calendar days}",
    good="then: {period: 3 calendar days}",
)
TABLE_GAP = Rule(
    code="T606",
    name="table-gap",
    severity="error",
    what="No row of a decision table covers a combination of values.",
    why="A reader in that case gets no answer.",
    bad='# inputs: kev (yes, no)\nrules:\n  - when: {kev: "yes"}\n    then: {period: 3 days}',
    good=_BOTH,
)
TABLE_CLASH = Rule(
    code="T607",
    name="table-clash",
    severity="error",
    what="Two rows of a decision table answer the same combination differently.",
    why="A reader in that case gets two answers; only one can be right.",
    bad='rules:\n  - when: {kev: "yes"}\n    then: {period: 3 days}\n  - when: {}\n    then: {period: 60 days}',
    good=_BOTH,
)
MISSING_ANSWER = Rule(
    code="T608",
    name="missing-answer",
    severity="warning",
    what="The rows that cover a combination leave one of the table's outputs open.",
    why="The reader sees an empty cell and cannot tell whether it means no or not known.",
    bad="# outputs: period, forensic-triage\nthen: {period: 3 calendar days}",
    good='then: {period: 3 calendar days, forensic-triage: "No"}',
)

_MOST_GAPS = 5
_MOST_CLASHES = 20


def empty_table(record: Record) -> Iterator[Remark]:
    """A decision table must have inputs with values, outputs and rules."""
    for path, table in tables(record):
        for name in ("inputs", "outputs", "rules"):
            if not getattr(table, name):
                yield Remark((*path, name), f"the table has no {name}", f"Add at least one of its {name}.")
        for index, each in enumerate(table.inputs):
            if not each.values:
                yield Remark(
                    (*path, "inputs", index, "values"),
                    f"the input `{each.id}` has no values",
                    "Add the possible answers, each with `id` and `label`.",
                )


def table_too_large(record: Record) -> Iterator[Remark]:
    """A decision table must be small enough to be read."""
    for path, table in tables(record):
        if table.size > MAX_COMBINATIONS:
            yield Remark(
                (*path, "inputs"),
                f"the table has {table.size:,} combinations; it may have at most {MAX_COMBINATIONS:,}",
                "Split it into several tables, or join values that get the same answer.",
            )


def unknown_input(record: Record) -> Iterator[Remark]:
    """A row must ask for inputs of its table."""
    for path, table in tables(record):
        known = {each.id: None for each in table.inputs}
        for index, rule in enumerate(table.rules if known else ()):
            for name in rule.when:
                if name not in known:
                    yield Remark(
                        (*path, "rules", index, "when", Key(name)),
                        f"the table has no input `{name}`",
                        one_of(name, known),
                    )


def unknown_value(record: Record) -> Iterator[Remark]:
    """A row must ask for values of its inputs."""
    for path, table in tables(record):
        known: dict[str, dict[str, None]] = {}  # The values in their order, quick to look up.
        for each in table.inputs:
            known.setdefault(each.id, {}).update((value.id, None) for value in each.values)
        for index, rule in enumerate(table.rules):
            for name, value in rule.when.items():
                if known.get(name) and value not in known[name]:
                    yield Remark(
                        (*path, "rules", index, "when", name),
                        f"the input `{name}` has no value `{value}`",
                        one_of(value, known[name]),
                    )


def unknown_output(record: Record) -> Iterator[Remark]:
    """A row must answer outputs of its table."""
    for path, table in tables(record):
        known = {each.id: None for each in table.outputs}
        for index, rule in enumerate(table.rules if known else ()):
            for name in rule.then:
                if name not in known:
                    yield Remark(
                        (*path, "rules", index, "then", Key(name)),
                        f"the table has no output `{name}`",
                        one_of(name, known),
                    )


def table_gap(record: Record) -> Iterator[Remark]:
    """Every combination must be covered by a row."""
    for path, table in _sound(record):
        gaps = list(Coverage(table).gaps())
        if gaps:
            named = "; ".join(_written(each) for each in gaps[:_MOST_GAPS])
            more = f"; and {len(gaps) - _MOST_GAPS:,} more" if len(gaps) > _MOST_GAPS else ""
            yield Remark(
                (*path, "rules"),
                f"no row covers {count(len(gaps), 'combination')} of {table.size:,}: {named}{more}",
                "Add a row for each, or leave an input out of `when` where its value does not matter.",
            )


def table_clash(record: Record) -> Iterator[Remark]:
    """No combination may be answered in two ways."""
    for path, table in _sound(record):
        coverage = Coverage(table)
        clashes = list(coverage.clashes())
        for clash in clashes[:_MOST_CLASHES]:
            first = coverage.first_against(clash)
            more = f", and {count(clash.others, 'more combination')}" if clash.others else ""
            left = len(clashes) - _MOST_CLASHES
            rest = (
                f"; {count(left, 'more row')} of this table clash"
                if clash is clashes[:_MOST_CLASHES][-1] and left > 0
                else ""
            )
            yield Remark(
                (*path, "rules", clash.row),
                f"rows {first + 1} and {clash.row + 1} answer {_written(clash.combination)} differently{more}{rest}",
                "Narrow `when` in one of the rows, or give both the same answer.",
            )


def missing_answer(record: Record) -> Iterator[Remark]:
    """Every combination that is covered must get every answer."""
    for path, table in _sound(record):
        for each in Coverage(table).unanswered():
            more = f" and {count(each.others, 'more combination')}" if each.others else ""
            yield Remark(
                (*path, "rules"),
                f"`{each.output}` is not answered for {_written(each.combination)}{more}",
                f"Add `{each.output}` to `then`; write in words what holds if it does not apply.",
            )


def _sound(record: Record) -> Iterator[tuple[Path, DecisionTable]]:
    """The tables that no other rule objects to; only those have gaps and clashes that mean anything."""
    for path, table in tables(record):
        if not 0 < table.size <= MAX_COMBINATIONS or not table.inputs or not table.outputs or not table.rules:
            continue
        values = {each.id: {value.id for value in each.values} for each in table.inputs}
        outputs = {each.id for each in table.outputs}
        if len(values) < len(table.inputs) or len(outputs) < len(table.outputs):
            continue
        if any(len(values[each.id]) < len(each.values) for each in table.inputs):
            continue
        rows = itertools.chain.from_iterable(rule.when.items() for rule in table.rules)
        if all(value in values.get(name, ()) for name, value in rows) and all(
            outputs.issuperset(rule.then) for rule in table.rules
        ):
            yield path, table


def _written(combination: Combination) -> str:
    return ", ".join(f"{name}={value}" for name, value in combination.items())
