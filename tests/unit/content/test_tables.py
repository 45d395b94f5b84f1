"""Decision tables: answers, gaps and clashes, against a slow and obvious reading."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from portal.content.tables import Clash, DecisionTable, Input, Output, TableRule, Value


def table(inputs: dict[str, list[str]], rules: list[tuple[dict[str, str], dict[str, str]]]) -> DecisionTable:
    return DecisionTable(
        id="t",
        title="T",
        inputs=tuple(
            Input(id=name, label=name, values=tuple(Value(id=value, label=value) for value in values))
            for name, values in inputs.items()
        ),
        outputs=(Output(id="period", label="Period"),),
        rules=tuple(TableRule(when=when, then=then) for when, then in rules),
    )


YES_NO = {"exposed": ["yes", "no"], "kev": ["yes", "no"]}


def test_an_input_left_out_means_any() -> None:
    made = table(YES_NO, [({"kev": "yes"}, {"period": "3"}), ({"kev": "no"}, {"period": "60"})])
    assert made.answer({"exposed": "no", "kev": "yes"}) == {"period": "3"}
    assert (list(made.gaps()), list(made.clashes())) == ([], [])


def test_a_gap_names_its_combination() -> None:
    made = table(YES_NO, [({"exposed": "yes"}, {"period": "3"}), ({"kev": "yes"}, {"period": "3"})])
    assert list(made.gaps()) == [{"exposed": "no", "kev": "no"}]
    assert made.answer({"exposed": "no", "kev": "no"}) is None


def test_a_clash_names_its_combination_and_both_rows() -> None:
    made = table(YES_NO, [({}, {"period": "60"}), ({"exposed": "yes", "kev": "yes"}, {"period": "3"})])
    assert list(made.clashes()) == [Clash({"exposed": "yes", "kev": "yes"}, 0, 1)]


def test_rows_that_agree_do_not_clash() -> None:
    made = table(YES_NO, [({}, {"period": "60"}), ({"kev": "no"}, {"period": "60"})])
    assert not list(made.clashes())


values = st.sampled_from(["a", "b", "c"])
rules = st.lists(
    st.tuples(
        st.dictionaries(st.sampled_from(["x", "y"]), values, max_size=2),
        st.fixed_dictionaries({"period": st.sampled_from(["1", "2"])}),
    ),
    max_size=6,
)


@given(rules)
def test_gaps_and_clashes_are_those_of_the_obvious_reading(
    rows: list[tuple[dict[str, str], dict[str, str]]],
) -> None:
    made = table({"x": ["a", "b", "c"], "y": ["a", "b", "c"]}, rows)
    gaps, clashes = [], []
    for x, y in itertools.product("abc", "abc"):
        answers = {then["period"] for when, then in rows if when.get("x", x) == x and when.get("y", y) == y}
        if not answers:
            gaps.append({"x": x, "y": y})
        if len(answers) > 1:
            clashes.append({"x": x, "y": y})
    assert list(made.gaps()) == gaps
    assert [clash.combination for clash in made.clashes()] == clashes
