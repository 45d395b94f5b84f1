"""Nodes to records: plain scalars mean what their field says, and every mistake is told in one pass."""

from __future__ import annotations

import datetime

import pytest

from portal.content.deadlines import Period, Within
from portal.content.decode import decode
from portal.content.findings import Finding
from portal.content.kinds import KINDS
from portal.content.kinds.base import Fact
from portal.content.kinds.directive import Directive
from portal.content.kinds.tool import Tool
from portal.content.source import Document, parse
from tests.unit.content.conftest import entry, record_text


def findings(text: str) -> list[Finding]:
    document = parse(text.encode(), "x.yml")
    assert isinstance(document, Document), document
    return sorted(decode(document).findings, key=lambda each: each.order)


@pytest.mark.parametrize("word", ["no", "on", "yes", "off", "1.10", "0x1F", "1e3", "2026-06-10", "0755", "12:30"])
def test_words_and_numbers_stay_texts_in_text_fields(word: str) -> None:
    assert entry(record_text("topic", "x", title=word)).record.title == word


@pytest.mark.parametrize("word", ["true", "False", "TRUE"])
def test_a_boolean_in_a_text_field_is_a_finding(word: str) -> None:
    (found,) = findings(record_text("topic", "x", title=word))
    assert (found.code, found.message) == ("F103", f"found `{word}`, wanted a text")
    assert found.help == f'Put it in quotes if you mean the word: "{word}".'


def test_a_quoted_boolean_is_a_text() -> None:
    assert entry(record_text("topic", "x", title='"true"')).record.title == "true"


@pytest.mark.parametrize("word", ["", "~", "null", "NULL", '""', "'  '"])
def test_an_empty_value_is_a_finding(word: str) -> None:
    (found,) = findings(record_text("topic", "x", title=word))
    assert found.code == "F108"


def test_table_keys_and_answers_are_words_even_if_they_look_like_booleans() -> None:
    record = entry(
        record_text(
            "directive",
            "x",
            decision_tables="""
  - id: t
    title: T
    inputs:
      - {id: kev, label: In KEV?, values: [{id: yes, label: Yes}, {id: no, label: No}]}
    outputs: [{id: fix, label: Fix}]
    rules:
      - {when: {kev: yes}, then: {fix: true}}
      - {when: {kev: no}, then: {fix: 60}}
""",
        )
    ).record
    assert isinstance(record, Directive)
    assert [rule.then for rule in record.decision_tables[0].rules] == [{"fix": "true"}, {"fix": "60"}]


def test_a_text_may_stand_for_a_fact_and_one_value_for_a_list() -> None:
    record = entry(record_text("tool", "x", license="MIT", inputs="files", maintainer="nist")).record
    assert isinstance(record, Tool)
    assert record.license == Fact(text="MIT")
    assert record.inputs == (Fact(text="files"),)
    assert record.maintainer == ("nist",)


def test_identifiers_are_put_into_their_canonical_spelling() -> None:
    record = entry(record_text("tool", "x", csf="[pr.aa-01]", attack="[{id: t1059.001, source: s}]")).record
    assert isinstance(record, Tool)
    assert [each.id for each in record.csf] == ["PR.AA-01"]
    assert [each.id for each in record.attack] == ["T1059.001"]


def test_a_deadline_is_a_deadline() -> None:
    record = entry(
        record_text(
            "directive",
            "x",
            issued="2026-06-10",
            requirements="""
  - {id: a, title: A, level: must, do: Do it., deadline: {within: 180 days, after: issued}}
""",
        )
    ).record
    assert record.duties[0].deadline == Within(Period(180, "day"), "issued")


def test_every_mistake_is_told_at_once_with_its_place() -> None:
    text = """\
kind: directive
id: BOD_1
titel: x
summary:
status: publishd
type: bod
issuer: cisa
aliases: a
published: 10 June 2026
sources:
  - id: a
    title: b
    url: http://x.gov/y
    confidence: official
    confidence: reported
requirements:
  - id: r
    level: must
    do: [a]
    deadline: {within: soon, after: issued}
    controls: [AC-02(01), T1059]
"""
    assert [(each.line, each.column, each.code, each.field) for each in findings(text)] == [
        (2, 5, "F107", "id"),
        (3, 1, "F101", "titel"),
        (4, 9, "F108", "summary"),
        (5, 9, "F104", "status"),
        (6, 7, "F104", "type"),
        (8, 10, "F103", "aliases"),
        (9, 12, "F105", "published"),
        (13, 10, "F106", "sources[0].url"),
        (15, 5, "Y012", "sources[0].confidence"),
        (17, 5, "F102", "requirements[0].title"),
        (19, 9, "F103", "requirements[0].do"),
        (20, 24, "F110", "requirements[0].deadline.within"),
        (21, 27, "F109", "requirements[0].controls[1]"),
    ]


def test_a_misspelt_required_key_is_one_finding() -> None:
    text = record_text("topic", "x").replace("title:", "tilte:")
    (found,) = findings(text)
    assert (found.code, found.help.split(" Choose")[0]) == ("F101", "Did you mean `title`?")


@pytest.mark.parametrize(
    ("kind", "help"),
    [("directve", "Did you mean `directive`?"), ("[a]", "Choose one of"), ("~", "Choose one of")],
)
def test_an_unknown_kind_names_the_nearest(kind: str, help: str) -> None:
    (found,) = findings(f"kind: {kind}\nid: x\n")
    assert found.code == "F111"
    assert found.help.startswith(help)


def test_a_record_without_kind_is_told_the_kinds() -> None:
    (found,) = findings("id: x\n")
    assert found.code == "F102"
    assert all(kind in found.help for kind in KINDS)


def test_dates_are_dates() -> None:
    record = entry(record_text("topic", "x", published="2026-06-10")).record
    assert record.published == datetime.date(2026, 6, 10)
    for word in ("2026-6-10", "2026-02-30", "20260610", "2026-06-10T00:00:00"):
        assert [each.code for each in findings(record_text("topic", "x", published=word))] == ["F105"]


@pytest.mark.parametrize("word", ["2026", "2026-03", "2026-03-01"])
def test_a_publisher_may_give_less_than_a_day(word: str) -> None:
    record = entry(record_text("directive", "x", issued=word)).record
    assert isinstance(record, Directive)
    assert record.issued == word


def test_what_cannot_be_read_stands_in_so_that_the_rest_can_be_checked() -> None:
    text = """\
kind: directive
id: x
title: X
summary: S.
status: publishd
type: bnding-operational-directive
issuer: cisa
related: [Not An Id, other]
requirements:
  - {id: a, level: shuold, do: Do., deadline: {wen: immediately}}
  - just words
"""
    document = parse(text.encode(), "x.yml")
    assert isinstance(document, Document)
    decoded = decode(document)
    record = decoded.record
    assert isinstance(record, Directive)
    assert (record.status, record.type) == ("published", "binding-operational-directive")
    assert record.related == ("?", "other")
    assert [(duty.id, duty.level) for duty in record.duties] == [("a", "should")]
    assert decoded.hidden == {
        "status",
        "type",
        "related[0]",
        "requirements",
        "requirements[0].level",
        "requirements[0].title",
        "requirements[1]",
    }


def test_an_unknown_key_in_a_deadline_is_marked_itself() -> None:
    (found,) = findings(
        record_text(
            "directive",
            "x",
            requirements="""
  - {id: a, title: A, level: must, do: Do., deadline: {within: 180 days, aftr: issued}}
""",
        )
    )
    assert (found.code, found.help, found.end_column - found.column) == ("F101", "Did you mean `after`?", 4)


def test_an_origin_that_is_none_names_the_nearest() -> None:
    (found,) = findings(
        record_text(
            "directive",
            "x",
            requirements="""
  - {id: a, title: A, level: must, do: Do., deadline: {within: 180 days, after: isued}}
""",
        )
    )
    assert (found.code, found.message) == ("F110", "`isued` is nothing to count from")
    assert found.help.startswith("Did you mean `issued`?")
