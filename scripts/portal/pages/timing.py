"""When a duty is due, in words: the date, how it was worked out, and how it stands today."""

from __future__ import annotations

import datetime

import msgspec
from markupsafe import Markup, escape

from portal.content.catalog import Catalog
from portal.content.deadlines import ByTable, Every, On, Standing, Within, WithinEvent
from portal.content.due import Due
from portal.content.fields import as_day
from portal.content.kinds import Record
from portal.content.kinds.base import Duty
from portal.content.kinds.directive import Directive
from portal.pages.markup import EMPTY, UNSTATED, join, moment, short_moment, ticked, trusted
from portal.pages.targets import Targets

DUE_SOON = datetime.timedelta(days=30)
"""How far ahead a date is called soon."""


class Timing(msgspec.Struct, frozen=True):
    """A deadline as a page says it."""

    when: Markup
    """The date or the standing duty: December 7, 2026."""
    how: Markup
    """How the date was worked out: 180 days after issue on June 10, 2026. Empty where there is nothing to say."""
    short: Markup
    """The same for a cell of a table: 2026-12-07."""
    state: str = ""
    """``due soon`` or ``overdue unless done``; empty otherwise."""

    @property
    def tone(self) -> str:
        """The state as a CSS class."""
        return tone_of(self.state)


NO_TIMING = Timing(UNSTATED, EMPTY, UNSTATED)


def state_of(day: datetime.date, today: datetime.date) -> str:
    """How a date stands: the portal cannot know whether a reader has done a duty whose date is past."""
    if day < today:
        return "overdue unless done"
    return "due soon" if day - today <= DUE_SOON else ""


def tone_of(state: str) -> str:
    """A state as a CSS class."""
    return "overdue" if state.startswith("overdue") else state.replace(" ", "-")


def timing(
    catalog: Catalog, targets: Targets, record: Record, duty: Duty, base: str, within: str | None = None
) -> Timing:
    """A duty's deadline in words, on the page of the record ``within``.

    A deadline of a record no longer in force has no state and no next date.
    """
    due = catalog.due(record, duty)
    if due is None:
        return NO_TIMING
    live = record.in_force and duty.outcome is None
    match due.deadline:
        case On(on=day):
            return Timing(moment(day), EMPTY, short_moment(day), state_of(day, catalog.today) if live else "")
        case Within() as period_after:
            return _within(catalog, targets, period_after, due, base, within, live)
        case WithinEvent(period=period, event=event):
            words = trusted(f"Within {period} after this: {escape(event)}")
            return Timing(words, EMPTY, trusted(f"{period} after an event"))
        case Every() as every:
            return _every(every, due, catalog.today, live)
        case ByTable(table=table):
            where = targets.part_link(table, base, within=within)
            return Timing(trusted(f"As the table says: {where}"), EMPTY, where)
        case Standing(when="immediately"):
            issued = record.issued if isinstance(record, Directive) else None
            from_issue = as_day(issued)
            how = trusted(f"from issue on {moment(from_issue)}") if from_issue else EMPTY
            return Timing(Markup("Immediately"), how, Markup("immediately"))
        case _:
            return Timing(Markup("All the time"), EMPTY, Markup("ongoing"))


def _within(
    catalog: Catalog,
    targets: Targets,
    deadline: Within,
    due: Due,
    base: str,
    within: str | None,
    live: bool,
) -> Timing:
    period = str(deadline.period)
    if deadline.after in ("issued", "published"):
        origin = {"issued": "issue", "published": "publication in this portal"}[deadline.after]
        on_day = f" on {moment(due.origin)}" if due.origin else ""
        how = trusted(f"{period} after {origin}{on_day}")
    else:
        other = targets.part_link(deadline.after, base, within=within)
        falls = f", due {moment(due.origin)}" if due.origin else " is due"
        how = trusted(f"{period} after “{other}”{falls}")
    if due.day is None:
        words = trusted(f"{how}; no date can be worked out")
        return Timing(
            words,
            ticked(due.problem),
            escape(f"{period} after issue" if deadline.after == "issued" else period),
        )
    return Timing(moment(due.day), how, short_moment(due.day), state_of(due.day, catalog.today) if live else "")


def _every(every: Every, due: Due, today: datetime.date, live: bool) -> Timing:
    period = str(every.period)
    rhythm = period.partition(" ")[2] if every.period.amount == 1 else period
    words = trusted(f"Every {rhythm} from {moment(every.start)}")
    if not live or due.day is None:
        return Timing(words, EMPTY, trusted(f"every {rhythm}"))
    how = trusted(f"next: {join((moment(day) for day in due.next_days), '; ')}")
    short = trusted(f"{short_moment(due.day)}, then every {rhythm}")
    return Timing(words, how, short, state_of(due.day, today))
