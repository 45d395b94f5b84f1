"""The register of rules as a whole."""

from __future__ import annotations

import datetime
import re
from collections import Counter

import pytest
import yaml

from portal import rules
from portal.content.findings import Rule
from portal.rules.check import check
from tests.unit.content import test_problems
from tests.unit.rules import (
    test_deadlines,
    test_identity,
    test_lifecycle,
    test_permanence,
    test_prose,
    test_references,
    test_sourcing,
    test_tables,
    test_vocabulary,
)
from tests.unit.rules.cases import VALID, Bad, Good

FAMILIES = (
    test_problems,
    test_identity,
    test_references,
    test_lifecycle,
    test_deadlines,
    test_tables,
    test_prose,
    test_sourcing,
    test_vocabulary,
)
EVERY = [pytest.param(rule, id=rule.code) for rule in rules.RULES]


def test_the_valid_tree_has_no_finding() -> None:
    assert check(VALID, datetime.date(2026, 11, 22)).findings == ()


def test_every_rule_has_a_case_that_breaks_it() -> None:
    cases: list[Bad] = [case for family in FAMILIES for case in family.BAD]
    broken = {case.code for case in cases} | {code for _, code, *_ in test_problems.FILES} | test_permanence.COVERED
    assert broken == {rule.code for rule in rules.RULES}


def test_cases_of_what_is_allowed_name_rules_that_exist() -> None:
    cases: list[Good] = [case for family in FAMILIES for case in family.GOOD]
    assert {case.code for case in cases} <= {rule.code for rule in rules.RULES}


def test_codes_and_names_are_unique_and_in_order() -> None:
    codes = [rule.code for rule in rules.RULES]
    assert codes == sorted(codes)
    assert max(Counter(codes).values()) == 1
    assert max(Counter(rule.name for rule in rules.RULES).values()) == 1


@pytest.mark.parametrize("rule", EVERY)
def test_a_rule_tells_its_story(rule: Rule) -> None:
    assert re.fullmatch(r"(Y0|F1|I2|R3|L4|D5|T6|P7|S8|N9)[0-9]{2}", rule.code)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", rule.name)
    for text in (rule.what, rule.why):
        assert re.fullmatch(r"[A-Z`“].*[.)]", text), text
    if rule.code[0] == "Y" and not rule.bad:
        return  # What is wrong with a whole file has no YAML to show.
    assert rule.bad
    assert rule.good
    assert rule.bad != rule.good
    if rule.code[0] != "Y":
        for example in (rule.bad, rule.good):
            assert yaml.compose(example) is not None or example.startswith("#"), example


def test_rules_are_found_by_code_and_by_name() -> None:
    assert rules.by_code("r301") is rules.by_code(" Unknown-Reference ")
    assert rules.by_code("R301") is not None
    assert rules.by_code("R399") is None
