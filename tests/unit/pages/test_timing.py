"""Deadlines in words."""

from __future__ import annotations

import pytest

from portal.content.kinds.directive import Directive
from tests.unit.content.conftest import record_text
from tests.unit.pages.conftest import page_of, parsed, words

OTHER = record_text(
    "directive",
    "other",
    issued="2026-02",
    requirements="\n  - {id: first, title: First, level: must, do: Do., deadline: {on: 2027-01-31}}",
)


def said(deadline: str, issued: str = "2026-06-10", **fields: str) -> tuple[str, str, str, str]:
    text = record_text(
        "directive",
        "here",
        issued=issued,
        **fields,
        requirements=f"\n  - {{id: part, title: Part, level: must, do: Do., deadline: {deadline}}}",
    )
    page = page_of(text, OTHER, record="here")
    record = page.catalog.get("here")
    assert isinstance(record, Directive)
    timing = page.timing(record, record.requirements[0])
    when, how, short = (
        words(parsed(f"<p>{part}</p>").css_first("p")) for part in (timing.when, timing.how, timing.short)
    )
    return when, how, short, timing.state


@pytest.mark.parametrize(
    ("deadline", "expected"),
    [
        ("{on: 2026-12-07}", ("December 7, 2026", "", "2026-12-07", "due soon")),
        ("{on: 2026-12-23}", ("December 23, 2026", "", "2026-12-23", "")),
        ("{on: 2026-11-22}", ("November 22, 2026", "", "2026-11-22", "due soon")),
        ("{on: 2026-11-21}", ("November 21, 2026", "", "2026-11-21", "overdue unless done")),
        (
            "{within: 180 days, after: issued}",
            ("December 7, 2026", "180 days after issue on June 10, 2026", "2026-12-07", "due soon"),
        ),
        (
            "{within: 1 month, after: other#first}",
            ("February 28, 2027", "1 month after “here: First”, due January 31, 2027", "2027-02-28", ""),
        ),
        (
            '{within: 14 days, after_event: "CISA <asks>"}',
            ("Within 14 days after this: CISA <asks>", "", "14 days after an event", ""),
        ),
        (
            "{every: 7 days, from: 2026-12-07}",
            (
                "Every 7 days from December 7, 2026",
                "next: December 7, 2026; December 14, 2026; December 21, 2026",
                "2026-12-07, then every 7 days",
                "due soon",
            ),
        ),
        (
            "{every: 1 quarter, from: 2020-01-31}",
            (
                "Every quarter from January 31, 2020",
                "next: January 31, 2027; April 30, 2027; July 31, 2027",
                "2027-01-31, then every quarter",
                "",
            ),
        ),
        ("{when: immediately}", ("Immediately", "from issue on June 10, 2026", "immediately", "")),
        ("{when: ongoing}", ("All the time", "", "ongoing", "")),
        ("{table: nobody#table-1}", ("As the table says: nobody#table-1", "", "nobody#table-1", "")),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_deadline_in_words(deadline: str, expected: tuple[str, str, str, str]) -> None:
    when, how, short, state = expected
    assert said(deadline) == (when, how.replace("here: ", "Title of other: "), short, state)


def test_deadline_without_a_day_says_why() -> None:
    assert said("{within: 60 days, after: issued}", issued="2026-06") == (
        "60 days after issue; no date can be worked out",
        "the record has no full issued date to count from",
        "60 days after issue",
        "",
    )


def test_nothing_of_a_record_no_longer_in_force_has_a_state_or_a_next_date() -> None:
    assert said("{every: 7 days, from: 2022-01-03}", status="revoked") == (
        "Every 7 days from January 3, 2022",
        "",
        "every 7 days",
        "",
    )
    assert said("{on: 2022-01-03}", status="revoked")[3] == ""
