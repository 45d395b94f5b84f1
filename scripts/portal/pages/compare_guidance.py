"""What is compared of guidance items: whom and what they serve, their dates, their actions and what these map to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from markupsafe import Markup, escape

from portal.content.fields import VocabularyKind
from portal.content.kinds.base import Mapping
from portal.content.kinds.guidance import Action, Guidance
from portal.pages.duties import mapping_statements
from portal.pages.guidance import date_lines, dated
from portal.pages.markup import link, moment, trusted
from portal.pages.page import Page
from portal.pages.statements import StatedRow, Statement
from portal.pages.words import status_word

GUIDANCE_LABELS = {
    "summary": "Summary",
    "status": "Status",
    "audience": "For whom",
    "systems": "Systems",
    "effort": "Effort",
    "implements": "Implements",
    "dates": "Dates",
    "vulnerabilities": "Vulnerabilities",
    "actions": "Actions",
    "tools": "Tools that help",
    "services": "Services that help",
    "controls": "Controls",
    "csf": "CSF outcomes",
    "attack": "ATT&CK",
    "atlas": "ATLAS",
    "d3fend": "D3FEND",
}
"""What readers call each row."""

GUIDANCE_GROUPS = {
    "What it is": ("summary", "status", "audience", "systems", "effort"),
    "What it serves": ("implements", "dates", "vulnerabilities"),
    "Work": ("actions", "tools", "services"),
    "Mappings": ("controls", "csf", "attack", "atlas", "d3fend"),
}
"""The rows by group, in the order in which they are read."""


def compared_guidance(page: Page, record: Guidance) -> Iterator[StatedRow]:
    """Every row of one item, in any order."""
    changed = f", changed {moment(record.changed)}" if record.changed else ""
    actions = record.actions
    yield _row("summary", (escape(record.summary),))
    yield _row("status", (trusted(f"{escape(status_word(record))}{changed}"),))
    yield _row("audience", map(escape, record.audience))
    yield _row("systems", map(escape, record.applies_to))
    yield _row("effort", map(escape, (record.effort,) if record.effort else ()))
    yield _row("implements", map(page.part, record.implements))
    yield _row("dates", date_lines(page, dated(page, record)))
    yield _row("vulnerabilities", (page.entry("cve", each) for each in record.vulnerabilities))
    yield StatedRow("actions", tuple(_action(page, record, number, each) for number, each in enumerate(actions, 1)))
    yield _row("tools", map(page.link, dict.fromkeys(tool for each in actions for tool in each.tools)))
    yield _row("services", map(page.link, dict.fromkeys(service for each in actions for service in each.services)))
    yield _mapped(page, "controls", "control", (entry for each in actions for entry in each.controls))
    yield _mapped(page, "csf", "csf", (entry for each in actions for entry in each.csf))
    yield _mapped(page, "attack", "attack", (entry for each in actions for entry in each.attack))
    yield _mapped(page, "atlas", "atlas", (entry for each in actions for entry in each.atlas))
    yield _mapped(page, "d3fend", "d3fend", (entry for each in actions for entry in each.d3fend))


def _row(name: str, texts: Iterable[Markup]) -> StatedRow:
    return StatedRow(name, tuple(map(Statement, texts)))


def _mapped(page: Page, name: str, kind: VocabularyKind, entries: Iterable[Mapping]) -> StatedRow:
    """What the actions map to, each entry once."""
    assert page.sourcing is not None
    return StatedRow(name, mapping_statements(page, kind, tuple(dict.fromkeys(entries))))


def _action(page: Page, record: Guidance, number: int, action: Action) -> Statement:
    """A step with its level and, where it states one, its date."""
    assert page.sourcing is not None
    when = ""
    if action.deadline is not None:
        due = page.timing(record, action)
        state = f", {due.state}" if due.state else ""
        when = f", {'due' if record.in_force else 'was due'}: {due.short}{state}"
    title = link(action.title, page.href(f"guidance/{record.id}/#{action.id}"))
    text = trusted(f"{number}. {title} ({action.level}{when})")
    return Statement(text, page.sourcing.origin(action.source, action.locator))
