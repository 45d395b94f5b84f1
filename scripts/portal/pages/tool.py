"""The page of a tool."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

import msgspec
from markupsafe import Markup, escape

from portal.content.kinds.base import Fact
from portal.content.kinds.tool import Tool
from portal.pages.article import Heading
from portal.pages.duties import Row, mapping_rows
from portal.pages.frame import foot_contents, frame, nested
from portal.pages.gathering import helped_actions
from portal.pages.markup import EMPTY, join, link, moment, partial_moment, short_moment, trusted
from portal.pages.page import Page
from portal.pages.words import (
    AI_ROLE,
    DEFENDS,
    FEDRAMP,
    FEDRAMP_LEVEL,
    FEDRAMP_SHORT,
    MATURITY,
    TOOL_TYPE,
)

OWN = trusted('<span class="note">the portal’s own reading</span>')
OWN_REMARK = trusted('<span class="note">the portal’s own remark</span>')
OWN_CLASS = trusted('<span class="note">the portal’s own classification</span>')


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


def facts(page: Page, stated: Sequence[Fact], unsourced: Markup | None = None) -> tuple[Markup, ...]:
    """Statements, each with where it comes from; a run with one origin carries its mark once, at its end.

    ``unsourced`` is what stands behind those that name no source, where that does not mean the record's first one.
    """
    marks = [_mark(page, fact, unsourced) for fact in stated]
    texts = [page.writer.inline(fact.text) for fact in stated]
    return tuple(
        text if marks[index + 1 : index + 2] == [mark] else trusted(f"{text} {mark}")
        for index, (text, mark) in enumerate(zip(texts, marks, strict=True))
    )


def _mark(page: Page, fact: Fact, unsourced: Markup | None) -> Markup:
    """Where a statement comes from: its source, or the portal itself."""
    assert page.sourcing is not None
    if fact.source is None and unsourced is not None:
        return unsourced
    return OWN_REMARK if fact.own else page.sourcing.mark(fact.source, fact.locator)


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
    assert page.sourcing is not None

    def one(label: str, fact: Fact | None) -> Row:
        return Row(label, facts(page, (fact,)) if fact else ())

    def own(label: str, words: str | None) -> Row:
        return Row(label, (trusted(f"{escape(words)} {OWN}"),) if words else ())

    def address(label: str, url: str | None) -> Row:
        return Row(label, (link(url.removeprefix("https://").rstrip("/"), url),) if url else ())

    return (
        Row("Maintainer", (join(page.link(each) for each in record.maintainer),) if record.maintainer else ()),
        own("Role of AI", AI_ROLE[record.ai_role] if record.ai_role else None),
        own("Defends", DEFENDS[record.defends].capitalize().replace(" ai", " AI") if record.defends else None),
        Row("AI techniques", facts(page, record.techniques_used)),
        Row("Models from", facts(page, record.model_providers)),
        Row("Used for", facts(page, record.use_cases, OWN_CLASS)),
        Row("Works on", facts(page, record.inputs)),
        Row("How it is run", facts(page, record.deployment)),
        Row("Platforms", facts(page, record.platforms)),
        Row("Works with", facts(page, record.integrations)),
        one("License", record.license),
        one("Cost", record.cost),
        Row("Maturity", _maturity(page, record)),
        Row("Latest release seen", _release(page, record)),
        Row("Federal use", facts(page, record.federal_use)),
        address("Home page", record.homepage),
        address("Source code", record.repository),
        *mapping_rows(
            page.sourcing,
            (
                ("csf", "CSF outcomes", record.csf),
                ("attack", "ATT&CK", record.attack),
                ("atlas", "ATLAS", record.atlas),
                ("d3fend", "D3FEND", record.d3fend),
            ),
        ),
    )


def _maturity(page: Page, record: Tool) -> tuple[Markup, ...]:
    assert page.sourcing is not None
    stated = record.maturity
    if stated is None:
        return ()
    note = f" {escape(stated.note)}" if stated.note else ""
    when = f", as of {moment(stated.as_of)}" if stated.as_of else ""
    mark = page.sourcing.mark(stated.source, stated.locator)
    return (trusted(f"{MATURITY[stated.status]}{when}.{note} {mark}"),)


def _release(page: Page, record: Tool) -> tuple[Markup, ...]:
    assert page.sourcing is not None
    stated = record.latest_release
    if stated is None:
        return ()
    date = f", {partial_moment(stated.date)}" if stated.date else ""
    seen = f"; looked up on {moment(stated.as_of)}, newer ones may exist" if stated.as_of else ""
    mark = page.sourcing.mark(stated.source, stated.locator)
    return (trusted(f"{escape(stated.version)}{date}{seen}. {mark}"),)
