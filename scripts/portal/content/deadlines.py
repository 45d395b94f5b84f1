"""Deadlines: the forms in which a duty's time is written, and the arithmetic that turns them into dates.

Days are calendar days; nothing moves for weekends or holidays. Months, quarters and years keep the day of the month
and are clamped to the last day of a shorter month: one month after 31 January is the last day of February.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from typing import Literal, cast, get_args

import msgspec
from dateutil.relativedelta import relativedelta

from portal.content.nearest import nearest

Unit = Literal["hour", "day", "week", "month", "quarter", "year"]
CALENDAR_UNITS: tuple[Unit, ...] = ("day", "week", "month", "quarter", "year")
When = Literal["immediately", "ongoing"]
MAX_AMOUNT = 9999

_PERIOD = re.compile(r"([0-9]{1,6}) (hour|day|week|month|quarter|year)s?\Z")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")

FORMS = (
    "{on: 2026-12-07}",
    "{within: 180 days, after: issued}",
    '{within: 14 days, after_event: "CISA notifies the agency"}',
    "{every: 7 days, from: 2026-12-07}",
    "{table: DIRECTIVE#TABLE}",
    "{when: immediately}",
    "{when: ongoing}",
)
"""One example of each form, for messages and for the docs."""

KEYS = ("on", "within", "after", "after_event", "every", "from", "table", "when")
"""Every key that a deadline may have in one form or another."""


class Period(msgspec.Struct, frozen=True):
    """A length of time in calendar units."""

    amount: int
    unit: Unit

    def __str__(self) -> str:
        return f"{self.amount} {self.unit}{'' if self.amount == 1 else 's'}"

    def after(self, day: datetime.date, times: int = 1) -> datetime.date:
        """The date that lies this period, or a multiple of it, after a day.

        Raises OverflowError when the date would be later than the year 9999.
        """
        amount = self.amount * times
        try:
            match self.unit:
                case "day":
                    return day + datetime.timedelta(days=amount)
                case "week":
                    return day + datetime.timedelta(weeks=amount)
                case "month":
                    return day + relativedelta(months=amount)
                case "quarter":
                    return day + relativedelta(months=3 * amount)
                case "year":
                    return day + relativedelta(years=amount)
                case "hour":
                    raise ValueError("hours have no calendar date")
        except (OverflowError, ValueError) as problem:
            if self.unit == "hour":
                raise
            raise OverflowError(f"{self} after {day} is later than the year 9999") from problem


class _Form(msgspec.Struct, frozen=True, tag_field="form", gc=False):
    """One of the forms of a deadline."""


class On(_Form, frozen=True, tag="on"):
    """A fixed date."""

    on: datetime.date


class Within(_Form, frozen=True, tag="within"):
    """A period after the directive was issued, the record was published, or another requirement falls due."""

    period: Period
    after: str
    """``issued``, ``published``, or DIRECTIVE#REQUIREMENT."""


class WithinEvent(_Form, frozen=True, tag="within-event"):
    """A period after something happens that has no date in the portal."""

    period: Period
    event: str
    """What starts the clock, in words."""


class Every(_Form, frozen=True, tag="every"):
    """A recurring duty."""

    period: Period
    start: datetime.date
    """The first date."""

    def next_on_or_after(self, day: datetime.date, count: int = 1) -> tuple[datetime.date, ...]:
        """The next dates that are not before a day."""
        if day <= self.start:
            first = 0
        else:
            days = {"day": 1, "week": 7, "month": 31, "quarter": 92, "year": 366}[self.period.unit] * self.period.amount
            first = max(0, (day - self.start).days // days - 1)
        found: list[datetime.date] = []
        while len(found) < count:
            try:
                occurrence = self.period.after(self.start, first)
            except OverflowError:
                break
            if occurrence >= day:
                found.append(occurrence)
            first += 1
        return tuple(found)


class ByTable(_Form, frozen=True, tag="table"):
    """A period that a decision table gives for each case."""

    table: str
    """DIRECTIVE#TABLE."""


class Standing(_Form, frozen=True, tag="when"):
    """A duty without a date: at once, or all the time."""

    when: When


Deadline = On | Within | WithinEvent | Every | ByTable | Standing


class DeadlineError(Exception):
    """A deadline that has none of the forms, or a wrong value in one."""

    def __init__(self, key: str | None, message: str, help: str) -> None:
        super().__init__(message)
        self.key = key
        """The key whose value is wrong; None for the mapping as a whole."""
        self.message = message
        self.help = help


def read_day(text: str) -> datetime.date:
    """Read YYYY-MM-DD. Raises ValueError for anything else."""
    if not _DAY.match(text):
        raise ValueError(text)
    return datetime.date.fromisoformat(text)


def _period(key: str, text: str, units: tuple[Unit, ...]) -> Period:
    match = _PERIOD.match(text)
    wanted = f"Write a whole number from 1 to {MAX_AMOUNT} and a unit: {', '.join(f'{u}s' for u in units)}."
    if match is None:
        raise DeadlineError(key, f"`{text}` is not a period of time", wanted)
    amount, unit = int(match[1]), match[2]
    if unit not in units:
        raise DeadlineError(key, f"`{text}` is counted in {unit}s, which this form cannot use", wanted)
    if not 1 <= amount <= MAX_AMOUNT:
        raise DeadlineError(key, f"`{text}` is outside 1 to {MAX_AMOUNT}", wanted)
    return Period(amount, unit)


def _date(key: str, text: str) -> datetime.date:
    try:
        return read_day(text)
    except ValueError:
        raise DeadlineError(key, f"`{text}` is not a date", "Write the date as YYYY-MM-DD.") from None


def _origin(text: str) -> str:
    if text in ("issued", "published") or "#" in text:
        return text
    near = nearest(text, ("issued", "published"))
    guess = f"Did you mean `{near[0]}`? " if near else ""
    raise DeadlineError(
        "after", f"`{text}` is nothing to count from", f"{guess}Write `issued`, `published` or DIRECTIVE#REQUIREMENT."
    )


def read_deadline(fields: Mapping[str, str]) -> Deadline:
    """Read a deadline from its keys and their texts. Raises DeadlineError, which says what is wrong and where."""
    match sorted(fields):
        case ["on"]:
            return On(_date("on", fields["on"]))
        case ["after", "within"]:
            return Within(_period("within", fields["within"], CALENDAR_UNITS), _origin(fields["after"]))
        case ["after_event", "within"]:
            return WithinEvent(_period("within", fields["within"], get_args(Unit)), fields["after_event"])
        case ["every", "from"]:
            return Every(_period("every", fields["every"], CALENDAR_UNITS), _date("from", fields["from"]))
        case ["table"]:
            return ByTable(fields["table"])
        case ["when"]:
            if fields["when"] not in get_args(When):
                choices = " or ".join(f"`{choice}`" for choice in get_args(When))
                raise DeadlineError("when", f"`{fields['when']}` is not a standing deadline", f"Use {choices}.")
            return Standing(cast(When, fields["when"]))
    keys = ", ".join(f"`{key}`" for key in fields) or "no keys"
    raise DeadlineError(
        None,
        f"a deadline with {keys} has none of the known forms",
        f"Use exactly one of: {' · '.join(FORMS)}.",
    )


def written(deadline: Deadline) -> dict[str, str]:
    """The deadline as an author writes it, key by key; `read_deadline` reads it back."""
    match deadline:
        case On(on=day):
            return {"on": day.isoformat()}
        case Within(period=period, after=after):
            return {"within": str(period), "after": after}
        case WithinEvent(period=period, event=event):
            return {"within": str(period), "after_event": event}
        case Every(period=period, start=start):
            return {"every": str(period), "from": start.isoformat()}
        case ByTable(table=table):
            return {"table": table}
        case Standing(when=when):
            return {"when": when}
