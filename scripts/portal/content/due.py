"""When a duty falls due, and how that was worked out."""

from __future__ import annotations

import datetime

import msgspec

from portal.content.deadlines import ByTable, Deadline, Every, On, Standing, Within, WithinEvent


class Due(msgspec.Struct, frozen=True, kw_only=True):
    """What a deadline comes to."""

    deadline: Deadline
    day: datetime.date | None = None
    """The date; for a recurring duty, the next one on or after the day of the build. None without a date."""
    origin: datetime.date | None = None
    """The date that the period was counted from, where there was one."""
    next_days: tuple[datetime.date, ...] = ()
    """For a recurring duty: its next three dates."""
    problem: str = ""
    """Why no date could be worked out although the form has one; the checker reports it."""


def simple_due(deadline: Deadline, today: datetime.date) -> Due | None:
    """What a deadline comes to that needs nothing but itself; None for one counted from something else."""
    match deadline:
        case On(on=day):
            return Due(deadline=deadline, day=day)
        case Every() as every:
            days = every.next_on_or_after(today, 3)
            return Due(deadline=deadline, day=days[0] if days else None, next_days=days)
        case WithinEvent() | ByTable() | Standing():
            return Due(deadline=deadline)
        case Within():
            return None


def counted(deadline: Within, origin: datetime.date | None, missing: str) -> Due:
    """What a period comes to when counted from a day; ``missing`` says what is lacking where there is no day."""
    if origin is None:
        return Due(deadline=deadline, problem=missing)
    try:
        return Due(deadline=deadline, day=deadline.period.after(origin), origin=origin)
    except OverflowError as problem:
        return Due(deadline=deadline, problem=str(problem))
