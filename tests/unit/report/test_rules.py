"""The list of rules, and one rule with its whole story."""

from __future__ import annotations

from textwrap import dedent

from portal.content.findings import Rule
from portal.report import explain, rules_list
from portal.rules import RULES

RULE = Rule(
    code="R301",
    name="unknown-reference",
    severity="error",
    what="A field or a `[[…]]` in prose names a record that does not exist.",
    why="The page would have a link that leads nowhere.",
    bad="topics:\n  - asset-visiblity",
    good="topics:\n  - asset-visibility",
)
WARNING = Rule(
    code="D508", name="review-overdue", severity="warning", what="The `review_by` has passed.", why="It may be wrong."
)
FILE = Rule(code="Y001", name="not-a-file", severity="error", what="This is a folder.", why="It would be missing.")


def test_the_list_goes_family_by_family_and_wraps_what_is_long() -> None:
    assert rules_list.report([WARNING, RULE, FILE], columns=80) + "\n" == dedent(
        """\
        Files and YAML
        Y001  error    not-a-file         This is a folder.

        References
        R301  error    unknown-reference  A field or a `[[…]]` in prose names a record
                                          that does not exist.

        Dates and deadlines
        D508  warning  review-overdue     The `review_by` has passed.

        3 rules. `portal explain CODE` tells more about one, with examples.
        """
    )


def test_every_rule_is_in_the_list_once() -> None:
    lines = rules_list.report(RULES).splitlines()
    listed = [line.split()[0] for line in lines if line[:1].isalpha() and line[1:4].isdigit()]
    assert sorted(listed) == [rule.code for rule in RULES]
    assert max(map(len, lines)) <= 100


def test_one_rule_tells_what_why_wrong_and_right() -> None:
    assert explain.report(RULE, columns=60) + "\n" == dedent(
        """\
        R301 unknown-reference (error; references)

        What it finds
          A field or a `[[…]]` in prose names a record that does not
          exist.

        Why
          The page would have a link that leads nowhere.

        Wrong
            topics:
              - asset-visiblity

        Right
            topics:
              - asset-visibility
        """
    )


def test_a_rule_without_an_example_shows_none() -> None:
    assert explain.report(FILE).splitlines()[-1] == "  It would be missing."
