"""D5xx: dates in an order that can be, and deadlines from which a date can be worked out."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from portal.content.catalog import Catalog, Entry
from portal.content.deadlines import Every, On, Within
from portal.content.fields import as_day
from portal.content.findings import Path, Remark, Rule
from portal.content.kinds import Record
from portal.content.kinds.base import Duty, Outcome
from portal.content.kinds.directive import Directive
from portal.rules.cycles import cycles
from portal.rules.walk import duties, duty_field
from portal.rules.words import count

UPDATED_BEFORE_PUBLISHED = Rule(
    code="D501",
    name="updated-before-published",
    severity="error",
    what="`updated` lies before `published`.",
    why="Lists and feeds are sorted by these dates.",
    bad="published: 2026-11-22\nupdated: 2026-10-01",
    good="published: 2026-11-22\nupdated: 2026-12-01",
)
ENDED_TOO_EARLY = Rule(
    code="D502",
    name="ended-too-early",
    severity="error",
    what=(
        "`ended.date` lies before the day on which the directive was issued or, for a guidance item, a term or a topic,"
        " published here."
    ),
    why="Nothing ends before it begins; one of the two dates is wrong.",
    bad="issued: 2021-11-03\nended: {date: 2020-06-10, reason: Revoked.}",
    good="issued: 2021-11-03\nended: {date: 2026-06-10, reason: Revoked.}",
)
REVIEW_BEFORE_PUBLISHED = Rule(
    code="D503",
    name="review-before-published",
    severity="error",
    what="`review_by` lies before `published` or `updated`.",
    why="A record was read against its sources when it was published or changed; the next time comes after.",
    bad="published: 2026-11-22\nreview_by: 2026-02-22",
    good="published: 2026-11-22\nreview_by: 2027-02-22",
)
SOURCE_READ_TOO_EARLY = Rule(
    code="D504",
    name="source-read-too-early",
    severity="error",
    what="A source was `retrieved` before it was `published`.",
    why="Nobody can read what does not exist yet; one of the two dates is wrong.",
    bad="published: 2026-06-10\nretrieved: 2026-01-10",
    good="published: 2026-06-10\nretrieved: 2026-07-29",
)
HISTORY_BEFORE_PUBLISHED = Rule(
    code="D505",
    name="history-before-published",
    severity="error",
    what="An entry of `history` lies before `published`.",
    why="The history tells what changed in the portal, which begins with publication.",
    bad="published: 2026-11-22\nhistory:\n  - {date: 2026-06-10, change: CISA issued the directive.}",
    good="published: 2026-11-22\nhistory:\n  - {date: 2026-11-22, change: First published in the portal.}",
)
DATE_IN_FUTURE = Rule(
    code="D506",
    name="date-in-future",
    severity="warning",
    what=(
        "A date of something that has happened lies after today:"
        " issued, published, updated, ended, changed, retrieved, delivered."
    ),
    why="Readers would be told of a change that has not come; often the year is mistyped.",
    bad="updated: 2062-11-22",
    good="updated: 2026-11-22",
)
NO_DATE_TO_COUNT_FROM = Rule(
    code="D507",
    rests_on=("issued", "published", "deadline"),
    name="no-date-to-count-from",
    severity="error",
    what=(
        "A deadline counts from something that has no date: a missing `issued` or `published`, a requirement without a"
        " deadline of its own, itself; or its date would be later than the year 9999."
    ),
    why="The page, the calendar and the list of deadlines could not say by when.",
    bad="issued: 2026-06\nrequirements:\n  - deadline: {within: 60 days, after: issued}",
    good="issued: 2026-06-10\nrequirements:\n  - deadline: {within: 60 days, after: issued}",
)
REVIEW_OVERDUE = Rule(
    code="D508",
    name="review-overdue",
    severity="warning",
    what="The `review_by` of a published record has passed.",
    why="Nobody has read it against its sources since; it may be wrong by now.",
    bad="review_by: 2026-05-22",
    good="review_by: 2027-05-22",
)
DUE_BEFORE_ISSUED = Rule(
    code="D509",
    name="due-before-issued",
    severity="warning",
    what="A deadline on a fixed date, or the first date of a recurring one, lies before the directive was issued.",
    why="Nobody could have met it; often the year is mistyped.",
    bad="issued: 2026-06-10\nrequirements:\n  - deadline: {on: 2025-12-07}",
    good="issued: 2026-06-10\nrequirements:\n  - deadline: {on: 2026-12-07}",
)
OUTCOME_WITHOUT_DATE = Rule(
    code="D510",
    name="outcome-without-date",
    severity="error",
    what="An outcome is `delivered` or `late`, but has no `date`.",
    why="The page says when it was delivered, and whether that was in time.",
    bad="outcome: {status: delivered}",
    good="outcome: {status: delivered, date: 2026-07-14}",
)
OUTCOME_BEFORE_ISSUED = Rule(
    code="D511",
    name="outcome-before-issued",
    severity="error",
    what="What a directive asks for was delivered before the directive was issued.",
    why="One of the two dates is wrong.",
    bad="issued: 2026-06-02\nrequirements:\n  - outcome: {status: delivered, date: 2026-05-14}",
    good="issued: 2026-06-02\nrequirements:\n  - outcome: {status: delivered, date: 2026-06-14}",
)
OUTCOME_CONTRADICTS_DEADLINE = Rule(
    code="D512",
    name="outcome-contradicts-deadline",
    severity="error",
    what="An outcome is `delivered` although its date lies after the deadline, or `late` although it does not.",
    why="The page would call a late delivery timely, or the reverse.",
    bad="deadline: {on: 2026-07-02}\noutcome: {status: delivered, date: 2026-07-14}",
    good="deadline: {on: 2026-07-02}\noutcome: {status: late, date: 2026-07-14}",
)

_OWN_KINDS = ("guidance", "term", "topic")
"""What the portal itself writes; the other kinds describe something that began before its record did."""


def _before(day: datetime.date, partial: str) -> bool:
    """Whether a day lies before a date that may name only its year or month."""
    return day.isoformat()[: len(partial)] < partial


def updated_before_published(record: Record) -> Iterator[Remark]:
    """`updated` must not lie before `published`."""
    if record.updated and record.published and record.updated < record.published:
        yield Remark(
            ("updated",),
            f"updated on {record.updated}, before it was published on {record.published}",
            "Mend one of the two dates, or leave `updated` out if nothing has changed since.",
        )


def ended_too_early(record: Record) -> Iterator[Remark]:
    """A record must not end before it begins."""
    if record.ended is None:
        return
    issued = getattr(record, "issued", None)
    if issued and _before(record.ended.date, issued):
        began = f"was issued on {issued}" if len(issued) == 10 else f"was issued in {issued}"
    elif record.kind in _OWN_KINDS and record.published and record.ended.date < record.published:
        began = f"was published on {record.published}"
    else:
        return
    yield Remark(("ended", "date"), f"ended on {record.ended.date}, before it {began}", "Mend one of the two dates.")


def review_before_published(record: Record) -> Iterator[Remark]:
    """`review_by` must not lie before the last reading."""
    if record.review_by and record.changed and record.review_by < record.changed:
        verb = "updated" if record.changed == record.updated else "published"
        yield Remark(
            ("review_by",),
            f"to be reviewed by {record.review_by}, before it was {verb} on {record.changed}",
            "Write the day by which somebody has to read it against its sources again.",
        )


def source_read_too_early(record: Record) -> Iterator[Remark]:
    """A source must not have been read before it was published."""
    for index, source in enumerate(record.sources):
        if source.retrieved and source.published and _before(source.retrieved, source.published):
            yield Remark(
                ("sources", index, "retrieved"),
                f"read on {source.retrieved}, before it was published: {source.published}",
                "Mend one of the two dates.",
            )


def history_before_published(record: Record) -> Iterator[Remark]:
    """History must not begin before publication."""
    for index, change in enumerate(record.history):
        if record.published and change.date < record.published:
            yield Remark(
                ("history", index, "date"),
                f"changed on {change.date}, before the record was published on {record.published}",
                "Write the day of the change in the portal; what happened before belongs in `details`.",
            )


def date_in_future(catalog: Catalog) -> Iterator[tuple[Entry, Remark]]:
    """What has happened must not lie after today."""
    for entry in catalog.entries:
        for path, day in _past(entry.record):
            if day > catalog.today:
                yield (
                    entry,
                    Remark(path, f"{day} lies after today, {catalog.today}", "Check the year, month and day."),
                )


def _past(record: Record) -> Iterator[tuple[Path, datetime.date]]:
    if record.status != "draft":
        if record.published:
            yield ("published",), record.published
        if record.updated:
            yield ("updated",), record.updated
        if record.ended:
            yield ("ended", "date"), record.ended.date
        issued = as_day(record.issued) if isinstance(record, Directive) else None
        if issued:
            yield ("issued",), issued
        for index, change in enumerate(record.history):
            yield ("history", index, "date"), change.date
    for index, source in enumerate(record.sources):
        if source.retrieved:
            yield ("sources", index, "retrieved"), source.retrieved
    for path, _, outcome in _outcomes(record):
        if outcome.date:
            yield (*path, "date"), outcome.date


def _outcomes(record: Record) -> Iterator[tuple[Path, Duty, Outcome]]:
    for path, duty in duties(record):
        if duty.outcome is not None:
            yield (*path, "outcome"), duty, duty.outcome


def no_date_to_count_from(catalog: Catalog) -> Iterator[tuple[Entry, Remark]]:
    """A deadline must count from something that has a date. What follows from another finding is not told again."""
    counted = [
        (entry, index, duty.deadline.after)
        for entry in catalog.by_id.values()
        for index, duty in enumerate(entry.record.duties)
        if isinstance(duty.deadline, Within)
    ]
    names = {f"{entry.record.id}#{entry.record.duties[index].id}": [after] for entry, index, after in counted}
    circles = {name: circle[0] for circle in cycles(names) for name in circle}
    for entry, index, after in counted:
        record, duty = entry.record, entry.record.duties[index]
        name = f"{record.id}#{duty.id}"
        due = catalog.due(record, duty)
        if due is None or not due.problem:
            continue
        if "#" in after and after != name and circles.get(name) != name:
            target = catalog.find(*after.split("#", 1))
            if target is None or not isinstance(target.part, Duty) or name in circles:
                continue
            before = catalog.due(target.record, target.part)
            if before and before.problem:
                continue
        yield entry, Remark((duty_field(record), index, "deadline", "after"), due.problem, _count_help(after))


def _count_help(after: str) -> str:
    if after in ("issued", "published"):
        return f"Add `{after}: YYYY-MM-DD` to the record, or write the date itself: `{{on: YYYY-MM-DD}}`."
    if "#" in after:
        return f"Give `{after}` a deadline with a date, or write the date itself: `{{on: YYYY-MM-DD}}`."
    return "Count from `issued`, `published` or DIRECTIVE#REQUIREMENT; for an event without a date use `after_event`."


def review_overdue(catalog: Catalog) -> Iterator[tuple[Entry, Remark]]:
    """A published record must be reviewed in time."""
    for entry in catalog.entries:
        record = entry.record
        if record.status != "published" or record.review_by is None or record.review_by >= catalog.today:
            continue
        if record.changed is None or record.review_by >= record.changed:
            days = (catalog.today - record.review_by).days
            yield (
                entry,
                Remark(
                    ("review_by",),
                    f"the review was due on {record.review_by}, {count(days, 'day')} ago",
                    "Read the record against its sources, mend what changed, and set the next date.",
                ),
            )


def due_before_issued(record: Record) -> Iterator[Remark]:
    """A fixed date must not lie before the directive was issued."""
    if not isinstance(record, Directive) or record.issued is None:
        return
    for path, duty in duties(record):
        match duty.deadline:
            case On(on=day):
                key = "on"
            case Every(start=day):
                key = "from"
            case _:
                continue
        if _before(day, record.issued):
            yield Remark(
                (*path, "deadline", key),
                f"due on {day}, before the directive was issued: {record.issued}",
                "Check the year, month and day.",
            )


def outcome_without_date(record: Record) -> Iterator[Remark]:
    """A delivery must have a date."""
    for path, _, outcome in _outcomes(record):
        if outcome.status in ("delivered", "late") and outcome.date is None:
            yield Remark(
                (*path, "date"),
                f"the outcome is `{outcome.status}`, but has no `date`",
                "Add the day of delivery, or write `status: unknown` if no source gives it.",
            )


def outcome_before_issued(record: Record) -> Iterator[Remark]:
    """A delivery must not lie before the directive was issued."""
    if not isinstance(record, Directive) or record.issued is None:
        return
    for path, _, outcome in _outcomes(record):
        if outcome.date and _before(outcome.date, record.issued):
            yield Remark(
                (*path, "date"),
                f"delivered on {outcome.date}, before the directive was issued: {record.issued}",
                "Mend one of the two dates.",
            )


def outcome_contradicts_deadline(catalog: Catalog) -> Iterator[tuple[Entry, Remark]]:
    """An outcome must be called late where it is late, and only there."""
    for entry in catalog.by_id.values():
        for path, duty, outcome in _outcomes(entry.record):
            if outcome.date is None or outcome.status not in ("delivered", "late"):
                continue
            if isinstance(duty.deadline, Every):
                continue
            due = catalog.due(entry.record, duty)
            if due is None or due.day is None:
                continue
            wanted = "late" if outcome.date > due.day else "delivered"
            if outcome.status != wanted:
                order = "after" if wanted == "late" else "not after"
                yield (
                    entry,
                    Remark(
                        (*path, "status"),
                        f"`{outcome.status}`, but {outcome.date} is {order} the deadline, {due.day}",
                        f"Write `status: {wanted}`, or mend the date.",
                    ),
                )
