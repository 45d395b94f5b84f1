"""The page of a directive."""

from __future__ import annotations

from typing import Any

import msgspec
from markupsafe import Markup, escape

from portal.content.kinds.directive import Directive
from portal.content.tables import DecisionTable
from portal.pages.article import Heading
from portal.pages.duties import Row, cards
from portal.pages.frame import foot_contents, frame, nested
from portal.pages.markup import EMPTY, UNSTATED, coming, join, partial_moment
from portal.pages.page import Page
from portal.pages.words import count, long_date, short_name


class TableRow(msgspec.Struct, frozen=True):
    """One rule of a decision table."""

    number: int
    when: tuple[str, ...]
    then: tuple[str, ...]


class TableView(msgspec.Struct, frozen=True):
    """A decision table as a page shows it."""

    id: str
    title: str
    caption: str
    inputs: tuple[str, ...]
    outputs: tuple[str, ...]
    rows: tuple[TableRow, ...]
    helps: tuple[tuple[str, str], ...]
    """Each question with how to find its answer."""
    note: Markup
    source: Markup


class NextDue(msgspec.Struct, frozen=True):
    """The next dated duty of a directive."""

    day: Markup
    title: str
    anchor: str
    more: int
    """How many other duties fall on that day."""


def directive_view(page: Page, record: Directive) -> tuple[dict[str, Any], tuple[Heading, ...]]:
    """What the template of a directive needs, and the page's contents list."""
    view = frame(page, record)
    writer = page.writer
    scope = writer.block(record.applies_to, 2)
    writer.headings.clear()
    duties = cards(page, record)
    tables = tuple(_table(page, table) for table in record.decision_tables)
    writer.headings.clear()
    details = writer.block(record.details, 2)
    implementers = _implementers(page, record)
    contents = [Heading("page_glance", "At a glance")] if duties else []
    contents += [Heading("page_scope", "Who and what it covers")] if scope else []
    if duties:
        title = "Requirements" if record.in_force else "Former requirements"
        contents.append(Heading("page_requirements", title, tuple(Heading(each.id, each.title) for each in duties)))
    contents += [Heading(each.id, each.title) for each in tables]
    contents += [Heading("page_details", "Details", nested(writer.headings))] if details else []
    contents.append(Heading("page_implemented", "Implemented by"))
    context = {
        "frame": view,
        "glance": _glance(page, record),
        "next_due": _next_due(page, record),
        "scope": scope,
        "cards": duties,
        "duty_count": count(len(duties), "requirement"),
        "has_outcomes": any(each.outcome for each in duties),
        "live": record.in_force,
        "tables": tables,
        "details": details,
        "implementers": implementers,
        "vulnerabilities": tuple(page.entry("cve", each) for each in record.vulnerabilities),
    }
    return context, (*contents, *foot_contents(view))


def _glance(page: Page, record: Directive) -> tuple[Row, ...]:
    rows = [
        Row("Issued by", (page.organization(record.issuer),)),
        Row("Issued", (partial_moment(record.issued) if record.issued else UNSTATED,)),
    ]
    if record.citation != short_name(record):
        rows.append(Row("Citation", (escape(record.citation) if record.citation else UNSTATED,)))
    if record.authority:
        rows.append(Row("Rests on", (join(page.link(each) for each in record.authority),)))
    replaced = dict.fromkeys((*record.revokes, *record.supersedes))
    if replaced:
        rows.append(Row("Replaces", (join(page.link(each) for each in replaced),)))
    return tuple(rows)


def _next_due(page: Page, record: Directive) -> NextDue | None:
    if not record.in_force:
        return None
    dated = []
    for duty in record.requirements:
        due = page.catalog.due(record, duty)
        if duty.outcome is None and due is not None and due.day and due.day >= page.settings.today:
            dated.append((due.day, duty))
    if not dated:
        return None
    day = min(day for day, _ in dated)
    on_day = [duty for each, duty in dated if each == day]
    return NextDue(coming(day, long_date(day)), on_day[0].title, on_day[0].id, len(on_day) - 1)


def _implementers(page: Page, record: Directive) -> tuple[Markup, ...]:
    found: dict[str, Markup] = {}
    for link in page.catalog.links_to(record):
        if link.reference.path[0] == "implements":
            found.setdefault(link.record.id, page.link(link.record.id))
    return tuple(found.values())


def _table(page: Page, table: DecisionTable) -> TableView:
    assert page.sourcing is not None
    labels = {each.id: {value.id: value.label for value in each.values} for each in table.inputs}
    rows = tuple(
        TableRow(
            number,
            tuple(
                labels[each.id].get(rule.when[each.id], rule.when[each.id]) if each.id in rule.when else "any"
                for each in table.inputs
            ),
            tuple(rule.then.get(each.id, "") for each in table.outputs),
        )
        for number, rule in enumerate(table.rules, 1)
    )
    return TableView(
        id=table.id,
        title=table.title,
        caption=f"{count(len(rows), 'row')}, in the order of the source. Find the row whose answers are yours.",
        inputs=tuple(each.label for each in table.inputs),
        outputs=tuple(each.label for each in table.outputs),
        rows=rows,
        helps=tuple((each.label, each.help) for each in table.inputs if each.help),
        note=page.writer.block(table.note, 3) if table.note else EMPTY,
        source=page.sourcing.full(table.source, table.locator),
    )
