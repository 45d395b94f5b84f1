"""The register of filters: what a record can be chosen by, in which order, in which words."""

from __future__ import annotations

import re

import pytest

from portal.pages.browse import Browse
from portal.pages.choices import MANY, SHOWN, WITH_PAGE, Facet
from portal.pages.facets import FILTERS, lowered
from portal.pages.lists import SECTIONS
from portal.pages.slugs import slug
from tests.unit.content.conftest import record_text
from tests.unit.pages.conftest import renderer_of
from tests.unit.pages.records import ALL, CISA


def browse_of(*texts: str) -> Browse:
    return renderer_of(*texts).browse


def facet(kind: str, name: str, *texts: str) -> Facet:
    return next(each for each in browse_of(*texts).lists[kind].facets if each.filter.id == name)


def choices(kind: str, name: str, *texts: str) -> list[tuple[str, str, int]]:
    return [(each.choice.id, each.choice.label, len(each.rows)) for each in facet(kind, name, *texts).choices]


def test_every_list_has_its_filters() -> None:
    assert set(FILTERS) == set(SECTIONS)
    found = {kind: [each.filter.id for each in made.facets] for kind, made in browse_of(*ALL).lists.items()}
    assert found == {
        "directive": ["type", "issuer", "status", "due"],
        "guidance": ["audience", "system", "implements"],
        "tool": ["type", "ai-role", "defends", "csf", "data", "fedramp"],
        "service": ["availability", "provider", "topic"],
        "organization": ["type"],
        "topic": [],
    }


def test_ids_of_filters_can_stand_in_addresses_and_clash_with_nothing() -> None:
    for filters in FILTERS.values():
        ids = [each.id for each in filters]
        assert len(ids) == len(set(ids))
        assert not {"q", "sort", "page", "search", "t", "compare"} & set(ids)
        assert all(re.fullmatch("[a-z]+(-[a-z]+)*", each) for each in ids)


def test_choices_of_an_enumeration_keep_its_order_and_end_with_what_is_not_stated() -> None:
    texts = [
        record_text("tool", "a", ai_role="none"),
        record_text("tool", "b", ai_role="core"),
        record_text("tool", "c", ai_role="none"),
        record_text("tool", "d"),
    ]
    assert choices("tool", "ai-role", *texts) == [
        ("core", "Core: AI is its main function", 1),
        ("none", "None: no AI in it", 2),
        ("not-stated", "not stated", 1),
    ]


def test_other_choices_are_ordered_by_how_often_they_are_and_then_by_alphabet() -> None:
    texts = [
        record_text("tool", "a", use_cases="[Threat hunting, Alert triage]"),
        record_text("tool", "b", use_cases="[Threat hunting, Code review]"),
    ]
    assert choices("tool", "use-case", *texts) == [
        ("threat-hunting", "Threat hunting", 2),
        ("alert-triage", "Alert triage", 1),
        ("code-review", "Code review", 1),
    ]


def test_spellings_of_one_choice_are_one_choice_under_the_most_frequent_spelling() -> None:
    texts = [
        record_text("tool", "a", cost="Free software."),
        record_text("tool", "b", cost="Free Software"),
        record_text("tool", "c", cost="Free software"),
    ]
    assert choices("tool", "cost", *texts) == [("free-software", "Free software", 3)]


def test_a_label_stands_for_a_long_statement_and_a_statement_without_words_is_said_to_be_one() -> None:
    long = "Prompts go to the provider whose model is configured"
    texts = [
        record_text("tool", "a", data_handling=f"[{{text: {long}, label: Depends on settings}}, {long}]"),
        record_text("tool", "b", data_handling=f"[{long}]"),
        record_text("tool", "c"),
    ]
    assert choices("tool", "data", *texts) == [
        ("depends-on-settings", "Depends on settings", 1),
        ("in-other-words", "stated in other words", 1),
        ("not-stated", "not stated", 1),
    ]


def test_functions_come_from_the_mappings_of_all_actions() -> None:
    actions = """
  - {id: a, title: A, level: must, do: D., csf: [PR.AA-01, DE.CM]}
  - {id: b, title: B, level: must, do: D., csf: [PR]}
"""
    assert choices("guidance", "csf", record_text("guidance", "x", actions=actions)) == [
        ("pr", "Protect (PR)", 1),
        ("de", "Detect (DE)", 1),
    ]


@pytest.mark.parametrize(
    ("requirement", "status", "expected"),
    [
        ("deadline: {on: 2026-12-07}", "published", ["dated"]),
        ("deadline: {on: 2026-11-22}", "published", ["dated"]),
        ("deadline: {on: 2026-11-21}", "published", ["past"]),
        ("deadline: {every: 7 days, from: 2026-01-01}", "published", ["standing"]),
        ("deadline: {when: ongoing}", "published", ["standing"]),
        ('deadline: {within: 3 days, after_event: "it happens"}', "published", ["standing"]),
        ("deadline: {on: 2026-12-07}, outcome: {status: delivered}", "published", ["nothing"]),
        ("deadline: {on: 2026-12-07}", "revoked", ["nothing"]),
        ("who: [Agencies]", "published", ["not-stated"]),
    ],
)
def test_what_is_still_due(requirement: str, status: str, expected: list[str]) -> None:
    more = "" if status == "published" else "{date: 2026-06-10, reason: Ended.}"
    text = record_text(
        "directive",
        "order",
        requirements=f"\n  - {{id: a, title: A, level: must, do: D., {requirement}}}\n",
        status=status,
        **({"ended": more} if more else {}),
    )
    other = record_text("directive", "other")
    found = facet("directive", "due", text, other)
    place = [record.id for record in browse_of(text, other).lists["directive"].records].index("order")
    assert [found.choices[code].choice.id for code in found.codes[place]] == expected


def test_status_is_a_filter_only_where_it_varies() -> None:
    live = record_text("tool", "a")
    ended = record_text("tool", "b", status="closed", ended="{date: 2026-06-10, reason: Gone.}")
    assert "status" not in [each.filter.id for each in browse_of(live).lists["tool"].facets]
    assert choices("tool", "status", live, ended) == [("current", "Current", 1), ("closed", "Closed", 1)]


def test_sentences_say_the_choice_or_what_is_missing() -> None:
    texts = [record_text("tool", "a", license="MIT", csf="[DE.CM]"), record_text("tool", "b")]
    license, csf = facet("tool", "license", *texts), facet("tool", "csf", *texts)
    assert [license.words(each.choice) for each in license.choices] == ["license: MIT", "license not stated"]
    assert [csf.words(each.choice) for each in csf.choices] == ["CSF function Detect", "CSF function not stated"]
    directive = facet("directive", "issuer", CISA, record_text("directive", "d"))
    assert [directive.words(each.choice) for each in directive.choices] == ["issued by CISA"]


def test_many_choices_are_bounded() -> None:
    texts = [record_text("tool", f"t-{number:03}", license=f"L{number:03}") for number in range(WITH_PAGE + 5)]
    texts += [record_text("tool", "silent")]
    found = facet("tool", "license", *texts)
    assert len(found.choices) == WITH_PAGE + 6
    assert len(found.shown) == SHOWN
    assert found.shown[-1].choice.id == "not-stated"
    assert [each.choice.id for each in found.choices if not found.has_page(each)] == [
        "l100",
        "l101",
        "l102",
        "l103",
        "l104",
    ]
    frequent = facet(
        "tool",
        "use-case",
        *(
            record_text("tool", f"t-{number:03}", use_cases=str([f"U{each:03}" for each in range(WITH_PAGE + 1)]))
            for number in range(MANY + 1)
        ),
    )
    assert all(frequent.has_page(each) for each in frequent.choices)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Open source", "open-source"),
        ("CC0-1.0 AND Apache-2.0", "cc0-1-0-and-apache-2-0"),
        ("  Émigré—é ", "emigre-e"),
        ("C++", "c"),
    ],
)
def test_slugs(text: str, expected: str) -> None:
    assert slug(text) == expected


def test_slugs_of_texts_that_have_none_or_are_long_tell_them_apart() -> None:
    assert slug("日本") != slug("中国")
    assert re.fullmatch("[0-9a-f]{8}", slug("日本"))
    long = slug("word " * 20 + "one"), slug("word " * 20 + "two")
    assert long[0] != long[1]
    assert all(re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", each) and len(each) <= 60 for each in long)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Open source", "open source"),
        ("OMB memorandum", "OMB memorandum"),
        ("FedRAMP", "FedRAMP"),
        ("AI at its core", "AI at its core"),
    ],
)
def test_words_for_the_middle_of_a_sentence(text: str, expected: str) -> None:
    assert lowered(text) == expected
