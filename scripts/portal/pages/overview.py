"""The pages over all records: home, every dated duty, what changed, and the findings of the preview."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec
from markupsafe import Markup, escape

from portal.content.findings import Finding
from portal.content.kinds import KINDS
from portal.pages.article import Heading
from portal.pages.frame import Crumb
from portal.pages.gathering import ahead, date_row
from portal.pages.markup import EMPTY, moment, short_moment, ticked
from portal.pages.page import Page
from portal.pages.words import count

ROWS_AT_HOME = 5


class ChangedRow(msgspec.Struct, frozen=True):
    """One change of one record."""

    day: Markup
    record: Markup
    kind: str
    text: str
    breaking: bool


def changes_rows(page: Page, most: int | None = None) -> tuple[ChangedRow, ...]:
    """What changed in all records, newest first."""
    order = {name: position for position, name in enumerate(KINDS)}
    found = sorted(
        (
            (
                -change.date.toordinal(),
                not change.breaking,
                not record.in_force,
                order[record.kind],
                record.id,
                -position,
            )
            for record in page.catalog.records
            for position, change in enumerate(record.history)
        )
    )
    rows = []
    for *_, record_id, position in found[:most]:
        record = page.catalog.by_id[record_id].record
        change = record.history[-position]
        rows.append(
            ChangedRow(
                short_moment(change.date),
                page.link(record_id, full=True),
                KINDS[record.kind].label,
                change.change,
                change.breaking,
            )
        )
    return tuple(rows)


def home_view(page: Page) -> dict[str, Any]:
    """What the template of the home page needs."""
    records = page.catalog.records
    changed = max((day for each in records if (day := each.changed)), default=None)
    return {
        "base": page.base,
        "deadlines": page.href("deadlines/"),
        "changes": page.href("changes/"),
        "due": ahead(page, page.catalog.agenda, ROWS_AT_HOME),
        "changed": changes_rows(page, ROWS_AT_HOME),
        "official": page.settings.official,
        "age": moment(changed) if changed else EMPTY,
        "today": moment(page.settings.today),
        "records": count(len(records), "record"),
    }


def deadlines_view(page: Page) -> tuple[dict[str, Any], tuple[Heading, ...]]:
    """What the template of the list of dates needs: what is ahead, then what is past."""
    today = page.settings.today
    coming = tuple(date_row(page, each) for each in page.catalog.agenda if each.day >= today)
    past = tuple(date_row(page, each) for each in reversed(page.catalog.agenda) if each.day < today)
    undated = len(page.catalog.obligations) - len(page.catalog.agenda)
    context = {
        "crumbs": (Crumb("Home", page.href("")), Crumb("Deadlines")),
        "today": moment(today),
        "coming": coming,
        "past": past,
        "undated": count(undated, "more duty", "more duties") if undated else "",
        "undated_one": undated == 1,
        "directives": page.href("directives/"),
    }
    return context, (Heading("page_ahead", "Dates ahead"), Heading("page_past", "Dates that have passed"))


def changes_view(page: Page) -> tuple[dict[str, Any], tuple[Heading, ...]]:
    """What the template of the list of changes needs."""
    rows = changes_rows(page)
    return {
        "crumbs": (Crumb("Home", page.href("")), Crumb("Changes")),
        "rows": rows,
        "shown": count(len(rows), "change"),
    }, ()


class FindingView(msgspec.Struct, frozen=True):
    """One finding as the preview shows it."""

    place: str
    code: str
    name: str
    severity: str
    message: Markup
    help: Markup
    number: str
    """The line's number, or empty where the line cannot be shown."""
    before: Markup
    culprit: Markup
    after: Markup


def finding_views(findings: Sequence[Finding]) -> tuple[FindingView, ...]:
    """Findings with the source line of each, where the file can still be read."""
    files: dict[str, list[str]] = {}
    found = []
    for each in findings:
        if each.path not in files:
            try:
                files[each.path] = Path(each.path).read_text(encoding="utf-8").splitlines()
            except (OSError, ValueError):
                files[each.path] = []
        lines = files[each.path]
        line = lines[each.line - 1][:400] if each.line <= len(lines) else ""
        end = each.end_column - 1 if each.end_line == each.line else len(line)
        found.append(
            FindingView(
                place=f"{each.path}:{each.line}:{each.column}",
                code=each.code,
                name=each.name,
                severity=each.severity,
                message=ticked(each.message),
                help=ticked(each.help),
                number=str(each.line) if line.strip() else "",
                before=escape(line[: each.column - 1]),
                culprit=escape(line[each.column - 1 : end]),
                after=escape(line[end:]),
            )
        )
    return tuple(found)
