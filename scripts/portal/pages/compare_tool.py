"""What is compared of tools: every fact that their pages state, in the groups in which a buyer asks."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup, escape

from portal.content.kinds.tool import FedrampListing, Tool
from portal.pages.duties import mapping_statements
from portal.pages.markup import moment, trusted
from portal.pages.page import Page
from portal.pages.statements import StatedRow, Statement, stated
from portal.pages.tool_rows import LABELS, tool_rows
from portal.pages.words import FEDRAMP, FEDRAMP_LEVEL, FEDRAMP_SHORT, TOOL_TYPE

TOOL_LABELS = {
    **LABELS,
    "summary": "Summary",
    "type": "Type",
    "ai-part": "The AI part",
    "access": "How an agency gets it",
    "fedramp": "FedRAMP",
    "listings": "FedRAMP listings",
    "data": "Where data goes",
    "warning": "Warning",
    "limits": "Limits and risks",
    "csf": "CSF outcomes",
    "attack": "ATT&CK",
    "atlas": "ATLAS",
    "d3fend": "D3FEND",
}
"""What readers call each row."""

TOOL_GROUPS = {
    "What it is": ("summary", "type", "maintainer", "ai-part", "ai-role", "defends"),
    "Access and cost": ("access", "license", "cost", "fedramp", "listings"),
    "Data": ("data", "models", "inputs"),
    "Running it": ("deployment", "platforms", "integrations"),
    "State": ("maturity", "release", "homepage", "repository"),
    "Use": ("uses", "techniques", "federal-use"),
    "Limits": ("warning", "limits"),
    "Mappings": ("csf", "attack", "atlas", "d3fend"),
}
"""The rows by group, in the order in which they are read."""


def compared_tool(page: Page, record: Tool) -> Iterator[StatedRow]:
    """Every row of one tool, in any order."""
    sourcing = page.sourcing
    assert sourcing is not None
    yield StatedRow("summary", (Statement(escape(record.summary)),))
    yield StatedRow("type", (Statement(escape(TOOL_TYPE[record.type])),))
    yield StatedRow("ai-part", _prose(page, record.ai_part))
    yield StatedRow("access", stated(page, record.access))
    yield from _fedramp(page, record)
    yield StatedRow("data", stated(page, record.data_handling))
    yield StatedRow("warning", _prose(page, record.warning))
    yield StatedRow("limits", stated(page, record.limitations))
    yield from tool_rows(page, record)
    yield StatedRow("csf", mapping_statements(page, "csf", record.csf))
    yield StatedRow("attack", mapping_statements(page, "attack", record.attack))
    yield StatedRow("atlas", mapping_statements(page, "atlas", record.atlas))
    yield StatedRow("d3fend", mapping_statements(page, "d3fend", record.d3fend))


def _prose(page: Page, source: str | None) -> tuple[Statement, ...]:
    return (Statement(page.writer.inline(source)),) if source else ()


def _fedramp(page: Page, record: Tool) -> Iterator[StatedRow]:
    """The status with its day and what a reader has to know; and the listings, each in a line."""
    told = record.fedramp
    if told is None:
        return
    assert page.sourcing is not None
    origin = page.sourcing.origin(told.source, told.locator)
    day = f", as of {moment(told.as_of)}" if told.as_of else ""
    status = [trusted(f"{escape(FEDRAMP[told.status])}{day}")] if told.status else []
    if day and not status:
        status.append(trusted(f"Status not stated{day}"))
    if told.note:
        status.append(page.writer.inline(told.note))
    yield StatedRow("fedramp", tuple(Statement(each, origin) for each in status))
    yield StatedRow("listings", tuple(Statement(_listing(each), origin) for each in told.listings))


def _listing(each: FedrampListing) -> Markup:
    whose = ", ".join(part for part in (each.provider, each.id) if part)
    words = f"{each.offering}{f' ({whose})' if whose else ''}: {FEDRAMP_SHORT[each.status]}"
    words += f", {FEDRAMP_LEVEL[each.level]}" if each.level else ""
    day = f", {moment(each.date)}" if each.date else ""
    note = f". {escape(each.note)}" if each.note else ""
    return trusted(f"{escape(words)}{day}{note}")
