"""What the rows of a table cover, against what tables define, for any table; and quickly for large ones."""

from __future__ import annotations

import time

from hypothesis import given
from hypothesis import strategies as st

from portal.content.tables import DecisionTable, Input, Output, TableRule, Value
from portal.rules.coverage import Coverage


def table(sizes: list[int], rules: list[TableRule], outputs: int = 2) -> DecisionTable:
    """A table with inputs `i0`, `i1`, … of so many values `v0`, `v1`, … each."""
    return DecisionTable(
        id="t",
        title="T",
        inputs=tuple(
            Input(id=f"i{at}", label="I", values=tuple(Value(id=f"v{value}", label="V") for value in range(size)))
            for at, size in enumerate(sizes)
        ),
        outputs=tuple(Output(id=f"o{at}", label="O") for at in range(outputs)),
        rules=tuple(rules),
    )


@st.composite
def tables(draw: st.DrawFn) -> DecisionTable:
    sizes = draw(st.lists(st.integers(1, 3), min_size=1, max_size=3))
    rows = []
    for _ in range(draw(st.integers(1, 6))):
        chosen = [(f"i{at}", draw(st.none() | st.integers(0, size - 1))) for at, size in enumerate(sizes)]
        answers = [(f"o{at}", draw(st.none() | st.sampled_from("xyz"))) for at in range(2)]
        rows.append(
            TableRule(
                when={name: f"v{value}" for name, value in chosen if value is not None},
                then={name: answer for name, answer in answers if answer is not None},
            )
        )
    return table(sizes, rows)


@given(tables())
def test_gaps_are_those_that_the_table_defines(each: DecisionTable) -> None:
    assert list(Coverage(each).gaps()) == list(each.gaps())


@given(tables())
def test_a_combination_is_in_a_clash_exactly_if_the_table_says_so(each: DecisionTable) -> None:
    coverage = Coverage(each)
    clashes = list(coverage.clashes())
    defined = list(each.clashes())
    assert bool(clashes) == bool(defined)
    assert len({tuple(clash.combination.items()) for clash in defined}) <= sum(1 + clash.others for clash in clashes)
    for clash in clashes:
        first = coverage.first_against(clash)
        assert first < clash.row
        assert {first, clash.row} <= set(each.matches(clash.combination))
        earlier, later = each.rules[first].then, each.rules[clash.row].then
        assert any(later.get(name, answer) != answer for name, answer in earlier.items())


@given(tables())
def test_an_output_is_open_exactly_where_no_matching_row_answers_it(each: DecisionTable) -> None:
    found = {open.output: (open.combination, open.others) for open in Coverage(each).unanswered()}
    for output in each.outputs:
        left = [
            combination
            for combination in each.combinations()
            if (rows := each.matches(combination)) and all(output.id not in each.rules[row].then for row in rows)
        ]
        assert found.get(output.id) == ((left[0], len(left) - 1) if left else None)


def test_the_largest_table_with_thousands_of_rows_takes_no_time() -> None:
    sizes = [10, 10, 10, 10]
    rows = [
        TableRule(when={"i0": f"v{at % 10}", "i1": f"v{at // 10 % 10}"}, then={"o0": f"{at}", "o1": "x"})
        for at in range(5_000)
    ]
    coverage = Coverage(table(sizes, rows))
    started = time.process_time()
    assert list(coverage.gaps()) == []
    assert len(list(coverage.clashes())) == 4_900
    assert time.process_time() - started < 2
