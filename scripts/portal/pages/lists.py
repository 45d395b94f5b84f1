"""The list of a section: every record of a kind, with the few columns that matter for the kind."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec
from markupsafe import Markup, escape

from portal.content.kinds import KINDS, Record
from portal.content.kinds.directive import Directive
from portal.content.kinds.guidance import Guidance
from portal.content.kinds.organization import Organization
from portal.content.kinds.service import Service
from portal.content.kinds.tool import Tool
from portal.pages.article import Heading
from portal.pages.frame import Crumb
from portal.pages.markup import EMPTY, UNSTATED, join, short_moment, short_partial_moment
from portal.pages.page import Page
from portal.pages.words import (
    AI_ROLE_SHORT,
    AVAILABILITY_SHORT,
    DEFENDS,
    DIRECTIVE_TYPE,
    FEDRAMP_SHORT,
    MATURITY,
    ORGANIZATION_TYPE,
    TOOL_TYPE,
    count,
    past_phrase,
    status_word,
)


class ListRow(msgspec.Struct, frozen=True):
    """One record in a list."""

    link: Markup
    summary: str
    cells: tuple[tuple[str, Markup], ...]
    """Each with its column's name."""


class Section(msgspec.Struct, frozen=True):
    """What one kind's list says and shows."""

    intro: str
    """A sentence that says what is shown."""
    columns: tuple[str, ...]
    """The columns after the title."""
    cells: Callable[[Page, Any], tuple[Markup, ...]]
    order: Callable[[Any], Any]


def _text(words: str | None) -> Markup:
    return escape(words) if words else UNSTATED


def _changed(record: Record) -> Markup:
    return short_moment(record.changed) if record.changed else UNSTATED


def _directive(page: Page, record: Directive) -> tuple[Markup, ...]:
    next_day = page.desk.next_due.get(record.id)
    if not record.in_force:
        ended = record.ended
        status = escape(status_word(record)) + (Markup(" ") + short_moment(ended.date) if ended else EMPTY)
        due = Markup("nothing is due")
    else:
        status = escape(status_word(record))
        due = short_moment(next_day) if next_day else Markup('<span class="unstated">no date ahead</span>')
    return (
        status,
        short_partial_moment(record.issued) if record.issued else UNSTATED,
        due,
        escape(DIRECTIVE_TYPE[record.type]),
        page.organization(record.issuer),
    )


def _guidance(page: Page, record: Guidance) -> tuple[Markup, ...]:
    directives = dict.fromkeys(text.partition("#")[0] for text in record.implements)
    return (
        escape(status_word(record)),
        _changed(record),
        join(escape(each) for each in record.audience) if record.audience else UNSTATED,
        join(page.link(each) for each in directives) if directives else UNSTATED,
        escape(len(record.actions)),
    )


def _tool(page: Page, record: Tool) -> tuple[Markup, ...]:
    maturity = MATURITY[record.maturity.status].partition(":")[0] if record.maturity else None
    fedramp = None
    if record.fedramp:
        fedramp = FEDRAMP_SHORT[record.fedramp.status] if record.fedramp.status else "see the page"
    return (
        _text(maturity) if record.in_force else escape(status_word(record)),
        _changed(record),
        escape(TOOL_TYPE[record.type]),
        _text(DEFENDS[record.defends] if record.defends else None),
        _text(AI_ROLE_SHORT[record.ai_role] if record.ai_role else None),
        _text(fedramp),
    )


def _service(page: Page, record: Service) -> tuple[Markup, ...]:
    availability = AVAILABILITY_SHORT[record.availability] if record.availability else None
    return (
        _text(availability) if record.in_force else escape(status_word(record)),
        _changed(record),
        join(page.organization(each) for each in record.provider) if record.provider else UNSTATED,
    )


def _organization(page: Page, record: Organization) -> tuple[Markup, ...]:
    fields: dict[str, set[str]] = {}
    for each in page.catalog.links_to(record):
        fields.setdefault(str(each.reference.path[0]), set()).add(each.record.id)
    roles = [
        count(len(fields[field]), one)
        for field, one in (("issuer", "directive"), ("provider", "service"), ("maintainer", "tool"))
        if field in fields
    ]
    return (
        escape(status_word(record)),
        _changed(record),
        _text(ORGANIZATION_TYPE[record.type] if record.type else None),
        _text(", ".join(roles) or "none here"),
    )


def _topic(page: Page, record: Record) -> tuple[Markup, ...]:
    members: dict[str, set[str]] = {}
    for each in page.catalog.links_to(record):
        if each.reference.path[0] == "topics":
            members.setdefault(each.record.kind, set()).add(each.record.id)
    return (
        escape(status_word(record)),
        _changed(record),
        *(escape(len(members.get(kind, ()))) for kind in ("directive", "guidance", "service", "tool")),
    )


def _by_title(record: Record) -> tuple[str, str]:
    return (record.title.casefold(), record.id)


SECTIONS: dict[str, Section] = {
    "directive": Section(
        "Executive orders, binding operational and emergency directives, memoranda, statutes and standards "
        "on federal cyber defense, newest first. Those no longer in force stand at the end.",
        ("Status", "Issued", "Next due", "Type", "Issuer"),
        _directive,
        lambda record: (_newest(record.issued or ""), record.id),
    ),
    "guidance": Section(
        "What to do, step by step, with a way to check each step and the proof to keep. Sorted by title.",
        ("Status", "Changed", "For whom", "Implements", "Actions"),
        _guidance,
        _by_title,
    ),
    "tool": Section(
        "Defensive tools that use AI, and tools that defend AI systems, described by facts with sources. "
        "Sorted by title. Listing is not an endorsement.",
        ("Status", "Changed", "Type", "Defends", "Role of AI", "FedRAMP"),
        _tool,
        _by_title,
    ),
    "service": Section(
        "Services and programs that an agency can ask for, and those announced but not seen to be open. "
        "Sorted by title.",
        ("Status", "Changed", "Provided by"),
        _service,
        _by_title,
    ),
    "organization": Section(
        "Who issues directives, provides services and maintains tools. Sorted by title.",
        ("Status", "Changed", "Kind", "Here with"),
        _organization,
        _by_title,
    ),
    "topic": Section(
        "Subjects, each with a page that gathers everything on it. Sorted by title.",
        ("Status", "Changed", "Directives", "Guidance", "Services", "Tools"),
        _topic,
        _by_title,
    ),
}


def _newest(issued: str) -> tuple[int, ...]:
    """A key that sorts partial dates newest first."""
    return tuple(-int(each) for each in issued.split("-") if each) or (0,)


def section_view(page: Page, kind: str) -> tuple[dict[str, Any], tuple[Heading, ...]]:
    """What the template of a section's list needs. It has no contents list: the table is the list."""
    section = SECTIONS[kind]
    row = KINDS[kind]
    records = sorted(page.catalog.kinds[kind], key=section.order)

    def rows(in_force: bool) -> tuple[ListRow, ...]:
        return tuple(
            ListRow(
                page.link(each.id, full=True),
                each.summary,
                tuple(zip(section.columns, section.cells(page, each), strict=True)),
            )
            for each in records
            if each.in_force is in_force
        )

    live, ended = rows(True), rows(False)
    noun = row.label.lower()
    shown = count(len(live), noun)
    return {
        "crumbs": (Crumb("Home", page.href("")), Crumb(row.plural)),
        "title": row.plural,
        "intro": section.intro,
        "shown": f"{shown} and {len(ended):,} {past_phrase(kind)}" if ended else shown,
        "noun": row.label,
        "columns": section.columns,
        "live": live,
        "past_rows": ended,
        "past": past_phrase(kind).capitalize(),
    }, ()
