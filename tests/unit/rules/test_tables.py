"""T6xx: decision tables."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.rules.cases import Bad, Good, assert_bad, assert_good, names

NEW = "directives/bod-30-02.yml"
OLD = "directives/bod-30-01.yml"
ITEM = "items/fix-by-clock.yml"

LAST = '      - when: {exposed: "no"}\n        then: {period: 60 days, triage: "No"}\n'
"""The last row of the table; it covers two of the four combinations."""

BAD = [
    Bad(
        "a table must have rows",
        "T601",
        "directives/bod-30-03.yml",
        "requirements:\n",
        """\
decision_tables:
  - id: timelines
    title: Time to fix
    inputs:
      - {id: kev, label: Is it listed?, values: [{id: "yes", label: "Yes"}]}
    outputs: [{id: period, label: Fix within}]
    rules: «[]»
requirements:
""",
        "decision_tables[0].rules",
        "the table has no rules",
        "Add at least one of its rules.",
    ),
    Bad(
        "an input must have values",
        "T601",
        "directives/bod-30-03.yml",
        "requirements:\n",
        """\
decision_tables:
  - id: timelines
    title: Time to fix
    inputs:
      - {id: kev, label: Is it listed?, values: «[]»}
    outputs: [{id: period, label: Fix within}]
    rules: [{when: {}, then: {period: 3 days}}]
requirements:
""",
        "decision_tables[0].inputs[0].values",
        "the input `kev` has no values",
        "Add the possible answers, each with `id` and `label`.",
    ),
    Bad(
        "a table must be small enough to be read",
        "T602",
        "directives/bod-30-03.yml",
        "requirements:\n",
        "decision_tables:\n  - id: timelines\n    title: Time to fix\n    inputs: «["
        + ", ".join(
            f"{{id: fact-{number}, label: Fact {number}, values: [{{id: a, label: A}}, {{id: b, label: B}}]}}"
            for number in range(15)
        )
        + "]»\n    outputs: [{id: period, label: Fix within}]\n    rules: [{when: {}, then: {period: 3 days}}]\n"
        "requirements:\n",
        "decision_tables[0].inputs",
        "the table has 32,768 combinations; it may have at most 20,000",
        "Split it into several tables, or join values that get the same answer.",
    ),
    Bad(
        "a row must ask for inputs of its table",
        "T603",
        NEW,
        'when: {exposed: "no"}',
        'when: {«exposd»: "no"}',
        "decision_tables[0].rules[2].when.exposd",
        "the table has no input `exposd`",
        "Did you mean `exposed`? Choose one of exposed, impact.",
    ),
    Bad(
        "a row must ask for values of its inputs",
        "T604",
        NEW,
        'when: {exposed: "yes", impact: partial}',
        'when: {exposed: "yes", impact: «partal»}',
        "decision_tables[0].rules[1].when.impact",
        "the input `impact` has no value `partal`",
        "Did you mean `partial`? Choose one of total, partial.",
    ),
    Bad(
        "a row must answer outputs of its table",
        "T605",
        NEW,
        'then: {period: 14 days, triage: "No"}',
        'then: {period: 14 days, «traige»: "No"}',
        "decision_tables[0].rules[1].then.traige",
        "the table has no output `traige`",
        "Did you mean `triage`? Choose one of period, triage.",
    ),
    Bad(
        "every combination must be covered",
        "T606",
        NEW,
        LAST,
        "",
        "decision_tables[0].rules",
        "no row covers 2 combinations of 4: exposed=no, impact=total; exposed=no, impact=partial",
        "Add a row for each, or leave an input out of `when` where its value does not matter.",
        (
            NEW,
            '«- when: {exposed: "yes", impact: total}\n        then: {period: 3 days, triage: "Yes"}\n'
            '      - when: {exposed: "yes", impact: partial}\n        then: {period: 14 days, triage: "No"}»\n',
        ),
    ),
    Bad(
        "no combination may be answered in two ways",
        "T607",
        NEW,
        LAST,
        '      - «when: {exposed: "no"}\n        then: {period: 60 days, triage: "No"}»\n'.replace("«", "").replace(
            "»", ""
        )
        + '      - «when: {impact: total}\n        then: {period: 3 days, triage: "Yes"}»\n',
        "decision_tables[0].rules[3]",
        "rows 3 and 4 answer exposed=no, impact=total differently",
        "Narrow `when` in one of the rows, or give both the same answer.",
    ),
    Bad(
        "a row that clashes often is named once",
        "T607",
        NEW,
        LAST,
        LAST + '      - «when: {exposed: "no"}\n        then: {period: 3 days, triage: "No"}»\n',
        "decision_tables[0].rules[3]",
        "rows 3 and 4 answer exposed=no, impact=total differently, and 1 more combination",
    ),
    Bad(
        "every combination must get every answer",
        "T608",
        NEW,
        LAST,
        '      - when: {exposed: "no"}\n        then: {period: 60 days}\n',
        "decision_tables[0].rules",
        "`triage` is not answered for exposed=no, impact=total and 1 more combination",
        "Add `triage` to `then`; write in words what holds if it does not apply.",
        (
            NEW,
            '«- when: {exposed: "yes", impact: total}\n        then: {period: 3 days, triage: "Yes"}\n'
            '      - when: {exposed: "yes", impact: partial}\n        then: {period: 14 days, triage: "No"}\n'
            '      - when: {exposed: "no"}\n        then: {period: 60 days}»\n',
        ),
    ),
]

GOOD = [
    Good(
        "two rows may give one answer",
        "T607",
        NEW,
        LAST,
        LAST + '      - when: {exposed: "no", impact: total}\n        then: {period: 60 days, triage: "No"}\n',
    ),
    Good(
        "two rows may give one answer each",
        "T608",
        NEW,
        LAST,
        '      - when: {exposed: "no"}\n        then: {period: 60 days}\n'
        '      - when: {exposed: "no"}\n        then: {triage: "No"}\n',
    ),
]


@pytest.mark.parametrize("case", BAD, ids=names(BAD))
def test_a_mistake_is_one_finding_at_its_place(case: Bad, tmp_path: Path) -> None:
    assert_bad(case, tmp_path)


@pytest.mark.parametrize("case", GOOD, ids=names(GOOD))
def test_what_is_allowed_is_no_finding(case: Good, tmp_path: Path) -> None:
    assert_good(case, tmp_path)
