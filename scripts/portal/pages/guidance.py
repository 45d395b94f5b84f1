"""The page of a guidance item."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Any

import msgspec
from markupsafe import Markup, escape

from portal.content.catalog import Obligation
from portal.content.kinds.base import Duty
from portal.content.kinds.guidance import Guidance
from portal.pages.article import Heading
from portal.pages.duties import Card, Row, cards
from portal.pages.frame import foot_contents, frame, nested
from portal.pages.markup import EMPTY, UNSTATED, coming, join, trusted
from portal.pages.page import Page
from portal.pages.timing import Timing, state_of, tone_of
from portal.pages.words import count, long_date


def guidance_view(page: Page, record: Guidance) -> tuple[dict[str, Any], tuple[Heading, ...]]:
    """What the template of a guidance item needs, and the page's contents list."""
    view = frame(page, record)
    writer = page.writer
    due = dated(page, record)
    steps = _dated_elsewhere(cards(page, record), record, due)
    writer.headings.clear()
    details = writer.block(record.details, 2)
    helpers = _helpers(page, record)
    contents = []
    if steps:
        contents.append(Heading("page_summary", "The actions in short"))
        contents.append(
            Heading(
                "page_actions",
                "Actions",
                tuple(Heading(each.id, f"{each.number}. {each.title}") for each in steps),
            )
        )
    contents += [Heading("page_details", "Details", nested(writer.headings))] if details else []
    contents += [Heading("page_helpers", "Tools and services that help")] if helpers else []
    contents.append(Heading("page_implements", "Requirements that this implements"))
    context = {
        "frame": view,
        "glance": _glance(page, record, due),
        "cards": steps,
        "action_count": count(len(steps), "action"),
        "live": record.in_force,
        "details": details,
        "helpers": helpers,
        "implements": _implements(page, record),
        "vulnerabilities": tuple(page.entry("cve", each) for each in record.vulnerabilities),
    }
    return context, (*contents, *foot_contents(view))


def _glance(page: Page, record: Guidance, due: Sequence[Obligation]) -> tuple[Row, ...]:
    rows = [
        Row("For whom", (join(escape(each) for each in record.audience) if record.audience else UNSTATED,)),
        Row("Systems", tuple(escape(each) for each in record.applies_to) or (UNSTATED,)),
        Row("Effort", (escape(record.effort) if record.effort else UNSTATED,)),
    ]
    if due and any(action.deadline is None for action in record.actions):
        rows.append(Row("Dates", date_lines(page, due), wide=True))
    return tuple(rows)


def dated(page: Page, record: Guidance) -> tuple[Obligation, ...]:
    """The dated duties in force that an item implements: the next first, those whose date has passed last."""
    found = []
    for text in record.implements if record.in_force else ():
        target = page.catalog.find(*text.split("#", 1))
        if target is None or not isinstance(target.part, Duty) or not target.record.in_force:
            continue
        due = page.catalog.due(target.record, target.part)
        if due is not None and due.day is not None and target.part.outcome is None:
            found.append(Obligation(target.record, target.part, due))
    return tuple(sorted(found, key=lambda each: (each.day < page.settings.today, each.day, each.record.id)))


def date_lines(page: Page, due: Sequence[Obligation]) -> tuple[Markup, ...]:
    """A line for each date of each directive, with the duties that fall on it."""
    lines = []
    for (day, record_id), duties in itertools.groupby(due, key=lambda each: (each.day, each.record.id)):
        state = state_of(day, page.settings.today)
        word = f' <span class="state state-{tone_of(state)}">{state}</span>' if state else ""
        parts = join((page.part(f"{record_id}#{each.duty.id}", named=False) for each in duties), "; ")
        lines.append(trusted(f"{coming(day, long_date(day))}{word} {page.link(record_id)}: {parts}"))
    return tuple(lines)


def _dated_elsewhere(steps: tuple[Card, ...], record: Guidance, due: Sequence[Obligation]) -> tuple[Card, ...]:
    """Actions that state no deadline point to the dates of what the item implements."""
    if not due:
        return steps
    words = "see the requirement" if len(due) == 1 else "see the requirements"
    elsewhere = trusted(f'<a class="unstated" href="#page_implements">{words}</a>')
    timing = Timing(elsewhere, EMPTY, elsewhere)
    return tuple(
        msgspec.structs.replace(step, timing=timing) if action.deadline is None else step
        for step, action in zip(steps, record.actions, strict=True)
    )


def _implements(page: Page, record: Guidance) -> tuple[tuple[Markup, tuple[Markup, ...]], ...]:
    """Each directive with those of its requirements that the item helps to meet."""
    found: dict[str, list[Markup]] = {}
    for text in record.implements:
        found.setdefault(text.partition("#")[0], []).append(page.part(text, named=False))
    return tuple((page.link(directive, full=True), tuple(parts)) for directive, parts in found.items())


def _helpers(page: Page, record: Guidance) -> tuple[Row, ...]:
    """All tools and services that any action names."""
    tools = dict.fromkeys(tool for action in record.actions for tool in action.tools)
    services = dict.fromkeys(service for action in record.actions for service in action.services)
    rows = (("Services", services), ("Tools", tools))
    return tuple(Row(label, tuple(page.link(each) for each in ids)) for label, ids in rows if ids)
