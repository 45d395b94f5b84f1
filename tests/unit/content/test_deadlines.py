"""Deadlines: what is read, what is refused, and the arithmetic."""

from __future__ import annotations

import calendar
import datetime
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.content.deadlines import (
    CALENDAR_UNITS,
    FORMS,
    ByTable,
    DeadlineError,
    Every,
    On,
    Period,
    Standing,
    Within,
    WithinEvent,
    read_deadline,
    written,
)

D = datetime.date

GOOD = [
    ({"on": "2026-12-07"}, On(D(2026, 12, 7))),
    ({"within": "180 days", "after": "issued"}, Within(Period(180, "day"), "issued")),
    ({"within": "1 month", "after": "bod-26-02#inventory"}, Within(Period(1, "month"), "bod-26-02#inventory")),
    ({"within": "72 hours", "after_event": "discovery ends"}, WithinEvent(Period(72, "hour"), "discovery ends")),
    ({"every": "2 quarters", "from": "2027-01-31"}, Every(Period(2, "quarter"), D(2027, 1, 31))),
    ({"table": "bod-26-04#table-1"}, ByTable("bod-26-04#table-1")),
    ({"when": "immediately"}, Standing("immediately")),
]


@pytest.mark.parametrize(("fields", "deadline"), GOOD)
def test_every_form_is_read_and_written_back(fields: dict[str, str], deadline: object) -> None:
    read = read_deadline(fields)
    assert read == deadline
    assert written(read) == fields


@pytest.mark.parametrize(
    ("fields", "key", "message"),
    [
        ({"within": "180 days"}, None, "a deadline with `within` has none of the known forms"),
        ({}, None, "a deadline with no keys has none of the known forms"),
        ({"on": "2026-02-30"}, "on", "`2026-02-30` is not a date"),
        ({"on": "20260207"}, "on", "`20260207` is not a date"),
        ({"within": "soon", "after": "issued"}, "within", "`soon` is not a period of time"),
        ({"within": "0 days", "after": "issued"}, "within", "`0 days` is outside 1 to 9999"),
        (
            {"within": "4 hours", "after": "issued"},
            "within",
            "`4 hours` is counted in hours, which this form cannot use",
        ),
        ({"when": "soon"}, "when", "`soon` is not a standing deadline"),
        ({"every": "7 days", "from": "monday"}, "from", "`monday` is not a date"),
    ],
)
def test_what_is_no_deadline_is_named(fields: dict[str, str], key: str | None, message: str) -> None:
    with pytest.raises(DeadlineError) as caught:
        read_deadline(fields)
    assert (caught.value.key, caught.value.message) == (key, message)
    assert caught.value.help


def test_the_help_shows_every_form() -> None:
    with pytest.raises(DeadlineError) as caught:
        read_deadline({"by": "friday"})
    assert all(form in caught.value.help for form in FORMS)


@pytest.mark.parametrize(
    ("period", "day", "result"),
    [
        (Period(3, "month"), D(2026, 1, 31), D(2026, 4, 30)),
        (Period(1, "month"), D(2028, 1, 31), D(2028, 2, 29)),
        (Period(1, "year"), D(2028, 2, 29), D(2029, 2, 28)),
        (Period(180, "day"), D(2026, 6, 10), D(2026, 12, 7)),
        (Period(60, "day"), D(2026, 6, 10), D(2026, 8, 9)),
        (Period(18, "month"), D(2026, 2, 5), D(2027, 8, 5)),
        (Period(1, "quarter"), D(2026, 11, 30), D(2027, 2, 28)),
    ],
)
def test_periods_are_calendar_time_clamped_to_month_ends(
    period: Period, day: datetime.date, result: datetime.date
) -> None:
    assert period.after(day) == result


def test_a_date_past_the_calendar_is_an_overflow_that_says_so() -> None:
    with pytest.raises(OverflowError, match="later than the year 9999"):
        Period(9999, "year").after(D(2026, 1, 1))


days = st.dates(D(1990, 1, 1), D(2190, 12, 31))
amounts = st.integers(1, 500)


@given(days, amounts, st.sampled_from(CALENDAR_UNITS))
def test_a_later_start_never_gives_an_earlier_date(day: datetime.date, amount: int, unit: str) -> None:
    period = Period(amount, unit)  # type: ignore[arg-type]
    assert period.after(day) <= period.after(day + datetime.timedelta(days=1))


@given(days, amounts)
def test_months_keep_the_day_or_end_the_month(day: datetime.date, amount: int) -> None:
    result = Period(amount, "month").after(day)
    assert (result.year * 12 + result.month) - (day.year * 12 + day.month) == amount
    assert result.day == min(day.day, calendar.monthrange(result.year, result.month)[1])


@given(days, amounts, st.sampled_from(CALENDAR_UNITS), st.integers(0, 4000))
def test_the_next_occurrence_is_the_first_that_is_not_past(
    start: datetime.date, amount: int, unit: str, later: int
) -> None:
    every = Every(Period(amount, unit), start)  # type: ignore[arg-type]
    today = start + datetime.timedelta(days=later)
    slow = []
    for times in itertools.count():
        occurrence = every.period.after(start, times)
        if occurrence >= today:
            slow.append(occurrence)
        if len(slow) == 3:
            break
    assert list(every.next_on_or_after(today, 3)) == slow
