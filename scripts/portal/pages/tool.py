"""The page of a tool."""

from __future__ import annotations

import datetime
from typing import Any

import msgspec
from markupsafe import Markup, escape

from portal.content.kinds.tool import Tool
from portal.pages.article import Heading
from portal.pages.duties import Row, mapping_rows
from portal.pages.frame import foot_contents, frame, nested
from portal.pages.gathering import helped_actions
from portal.pages.markup import EMPTY, moment, partial_moment, short_moment
from portal.pages.page import Page
from portal.pages.statements import facts, marked
from portal.pages.tool_rows import LABELS, tool_rows
from portal.pages.words import (
    DEFENDS,
    FEDRAMP,
    FEDRAMP_LEVEL,
    FEDRAMP_SHORT,
    MATURITY,
    TOOL_TYPE,
)


class ListingRow(msgspec.Struct, frozen=True):
    """One offering in the FedRAMP Marketplace."""

    offering: str
    provider: str
    id: str
    status: str
    level: str
    date: Markup
    note: str


class Authorization(msgspec.Struct, frozen=True):
    """FedRAMP status as the page says it."""

    status: str
    as_of: Markup
    note: Markup
    told: bool
    """Whether a status or a note says anything; a note alone may be all that a source gives."""
    listings: tuple[ListingRow, ...]
    mark: Markup


def tool_view(page: Page, record: Tool) -> tuple[dict[str, Any], tuple[Heading, ...]]:
    """What the template of a tool needs, and the page's contents list."""
    view = frame(page, record)
    writer = page.writer
    warning = writer.block(record.warning, 2)
    ai_part = writer.inline(record.ai_part)
    access = facts(page, record.access)
    data = facts(page, record.data_handling)
    authorization = _authorization(page, record)
    limitations = facts(page, record.limitations)
    rows = _rows(page, record)
    writer.headings.clear()
    details = writer.block(record.details, 2)
    contents = [
        Heading("page_access", "How an agency gets it"),
        Heading("page_data", "Where data goes"),
        Heading("page_authorization", "Authorization"),
        Heading("page_limits", "Limits and risks"),
        Heading("page_facts", "Facts"),
    ]
    contents += [Heading("page_details", "Details", nested(writer.headings))] if details else []
    helps = helped_actions(page, record)
    contents += [Heading("page_helps", "Where it helps")] if helps else []
    context = {
        "frame": view,
        "line": _line(record),
        "warning": warning,
        "ai_part": ai_part,
        "access": access,
        "data": data,
        "authorization": authorization,
        "limitations": limitations,
        "rows": rows,
        "details": details,
        "helps": helps,
    }
    return context, (*contents, *foot_contents(view))


def _line(record: Tool) -> tuple[Markup, ...]:
    """Type, what it defends, how alive it is and its last release, each as of a day."""
    line = [escape(TOOL_TYPE[record.type])]
    if record.defends:
        line.append(escape(DEFENDS[record.defends]))
    if record.maturity:
        word = MATURITY[record.maturity.status].partition(":")[0].lower()
        line.append(Markup("{}{}").format(word, _as_of(record.maturity.as_of)))
    if record.latest_release:
        release = record.latest_release
        date = Markup(" ({})").format(partial_moment(release.date)) if release.date else EMPTY
        line.append(Markup("last release seen {}{}{}").format(release.version, date, _as_of(release.as_of)))
    return tuple(line)


def _as_of(day: datetime.date | None) -> Markup:
    return Markup(" as of {}").format(moment(day)) if day else EMPTY


def _authorization(page: Page, record: Tool) -> Authorization | None:
    assert page.sourcing is not None
    stated = record.fedramp
    if stated is None:
        return None
    return Authorization(
        status=FEDRAMP[stated.status] if stated.status else "",
        as_of=moment(stated.as_of) if stated.as_of else EMPTY,
        note=page.writer.block(stated.note, 2),
        told=bool(stated.status or stated.note),
        listings=tuple(
            ListingRow(
                offering=each.offering,
                provider=each.provider or "",
                id=each.id or "",
                status=FEDRAMP_SHORT[each.status],
                level=FEDRAMP_LEVEL[each.level] if each.level else "",
                date=short_moment(each.date) if each.date else EMPTY,
                note=each.note or "",
            )
            for each in stated.listings
        ),
        mark=page.sourcing.mark(stated.source, stated.locator),
    )


def _rows(page: Page, record: Tool) -> tuple[Row, ...]:
    sourcing = page.sourcing
    assert sourcing is not None
    return (
        *(Row(LABELS[each.id], marked(sourcing, each.statements)) for each in tool_rows(page, record)),
        *mapping_rows(
            page,
            (
                ("csf", "CSF outcomes", record.csf),
                ("attack", "ATT&CK", record.attack),
                ("atlas", "ATLAS", record.atlas),
                ("d3fend", "D3FEND", record.d3fend),
            ),
        ),
    )
