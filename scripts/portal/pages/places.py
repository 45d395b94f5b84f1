"""The pages of services, organizations and topics: what leads elsewhere more than it says itself."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup, escape

from portal.content.kinds import KINDS, Record
from portal.content.kinds.organization import Organization
from portal.content.kinds.service import Service
from portal.content.kinds.topic import Topic
from portal.pages.article import Heading
from portal.pages.duties import Row
from portal.pages.frame import foot_contents, frame, nested
from portal.pages.gathering import ahead, gather, helped_actions
from portal.pages.markup import join, link
from portal.pages.page import Page
from portal.pages.statements import facts
from portal.pages.words import AVAILABILITY, ORGANIZATION_TYPE


def service_view(page: Page, record: Service) -> tuple[dict[str, Any], tuple[Heading, ...]]:
    """What the template of a service needs, and the page's contents list."""
    view = frame(page, record)
    request = facts(page, record.how_to_request)
    who = facts(page, record.who_may_use)
    cost = facts(page, (record.cost,) if record.cost else ())
    page.writer.headings.clear()
    details = page.writer.block(record.details, 2)
    contents = [Heading("page_request", "How to ask for it")]
    contents += [Heading("page_details", "Details", nested(page.writer.headings))] if details else []
    contents += [Heading("page_helps", "Where it helps")]
    context = {
        "frame": view,
        "availability": AVAILABILITY[record.availability] if record.availability else "",
        "running": record.availability == "running",
        "rows": (
            Row("Provided by", (join(page.link(each) for each in record.provider),) if record.provider else ()),
            Row("Who may use it", who),
            Row("Cost", cost),
            Row("Home page", _address(record.homepage)),
        ),
        "request": request,
        "details": details,
        "helps": helped_actions(page, record),
    }
    return context, (*contents, *foot_contents(view))


def _address(url: str | None) -> tuple[Markup, ...]:
    return (link(url.removeprefix("https://").rstrip("/"), url),) if url else ()


def organization_view(page: Page, record: Organization) -> tuple[dict[str, Any], tuple[Heading, ...]]:
    """What the template of an organization needs, and the page's contents list."""
    view = frame(page, record)
    page.writer.headings.clear()
    details = page.writer.block(record.details, 2)
    by_field: dict[str, dict[str, Record]] = {}
    for each in page.catalog.links_to(record):
        by_field.setdefault(str(each.reference.path[0]), {}).setdefault(each.record.id, each.record)
    groups = tuple(
        gather(page, f"page_{field}", title, by_field[field].values())
        for field, title in (
            ("issuer", "What it issued"),
            ("provider", "Services that it provides"),
            ("maintainer", "Tools that it maintains"),
        )
        if field in by_field
    )
    children = by_field.get("parent", {})
    contents = [Heading("page_details", "Details", nested(page.writer.headings))] if details else []
    contents += [Heading(each.id, each.title) for each in groups]
    context = {
        "frame": view,
        "rows": (
            Row("Abbreviation", (escape(record.abbreviation),) if record.abbreviation else ()),
            Row("Kind", (escape(ORGANIZATION_TYPE[record.type]),) if record.type else ()),
            *((Row("Part of", (page.link(record.parent),)),) if record.parent else ()),
            *((Row("Its parts", (join(page.link(each) for each in children),)),) if children else ()),
            Row("Home page", _address(record.homepage)),
        ),
        "details": details,
        "groups": groups,
    }
    return context, (*contents, *foot_contents(view))


def topic_view(page: Page, record: Topic) -> tuple[dict[str, Any], tuple[Heading, ...]]:
    """What the template of a topic needs, and the page's contents list."""
    view = frame(page, record)
    page.writer.headings.clear()
    details = page.writer.block(record.details, 2)
    members: dict[str, dict[str, Record]] = {}
    for each in page.catalog.links_to(record):
        if each.reference.path[0] == "topics":
            members.setdefault(each.record.kind, {}).setdefault(each.record.id, each.record)
    groups = tuple(
        gather(page, f"page_{kind}", KINDS[kind].plural, members[kind].values())
        for kind in ("directive", "guidance", "service", "tool", "term", "organization")
        if kind in members
    )
    ids = {record_id for kind in members.values() for record_id in kind}
    dates = tuple(each for each in page.catalog.agenda if each.record.id in ids)
    contents = [Heading("page_details", "Details", nested(page.writer.headings))] if details else []
    contents += [Heading("page_dates", "Dates ahead")]
    contents += [Heading(each.id, each.title) for each in groups]
    context = {
        "frame": view,
        "details": details,
        "groups": groups,
        "dates": ahead(page, dates),
    }
    return context, (*contents, *foot_contents(view))
