"""Records and dates gathered on pages: what belongs to a topic, what an organization issued, what falls due next."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
from markupsafe import Markup

from portal.content.catalog import Obligation
from portal.content.deadlines import Every
from portal.content.kinds import Record
from portal.pages.markup import coming, join
from portal.pages.page import Page
from portal.pages.words import OUTCOME


class Listed(msgspec.Struct, frozen=True):
    """One record in a group."""

    link: Markup
    summary: str


class Group(msgspec.Struct, frozen=True):
    """Records of one sort, under a heading."""

    id: str
    title: str
    records: tuple[Listed, ...]


class DateRow(msgspec.Struct, frozen=True):
    """One dated duty in a list."""

    day: Markup
    state: str
    """How the date stands today, or the outcome where that is known."""
    tone: str
    what: Markup
    of: Markup
    level: str
    how: Markup


def gather(page: Page, id: str, title: str, records: Iterable[Record]) -> Group:
    """Records as a group: those in force first, directives from new to old, each with its summary."""
    ordered = sorted(records, key=lambda each: each.id)
    ordered.sort(key=lambda each: (each.in_force, getattr(each, "issued", None) or ""), reverse=True)
    return Group(id, title, tuple(Listed(page.link(each.id, full=True), each.summary) for each in ordered))


def helped_actions(page: Page, record: Record) -> tuple[Markup, ...]:
    """The guidance actions that name a tool or a service."""
    found: dict[str, Markup] = {}
    for each in page.catalog.links_to(record):
        if each.record.kind == "guidance" and each.part is not None:
            text = f"{each.record.id}#{each.part.id}"
            found.setdefault(text, page.part(text))
    return tuple(found.values())


def date_row(page: Page, each: Obligation) -> DateRow:
    """A dated duty as lists show it."""
    timing = page.timing(each.record, each.duty)
    outcome = each.duty.outcome
    return DateRow(
        day=coming(each.day, each.day.isoformat()),
        state=OUTCOME[outcome.status].lower() if outcome else timing.state,
        tone="outcome" if outcome else timing.tone,
        what=page.part(f"{each.record.id}#{each.duty.id}", named=False),
        of=page.link(each.record.id),
        level=each.duty.level,
        how=join((timing.when, timing.how), "; ") if isinstance(each.due.deadline, Every) else timing.how,
    )


def ahead(page: Page, obligations: Iterable[Obligation], most: int | None = None) -> tuple[DateRow, ...]:
    """The duties that fall due on or after today, without those whose outcome is recorded."""
    rows: list[DateRow] = []
    for each in obligations:
        if most is not None and len(rows) == most:
            break
        if each.day >= page.settings.today and each.duty.outcome is None:
            rows.append(date_row(page, each))
    return tuple(rows)
