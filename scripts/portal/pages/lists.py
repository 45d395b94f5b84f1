"""The lists of records: for each kind the few columns that matter for it, its order, and by what it can be sorted."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any, Literal

import msgspec

from portal.content.kinds import Record
from portal.content.kinds.directive import Directive
from portal.content.kinds.guidance import Guidance
from portal.content.kinds.organization import Organization
from portal.content.kinds.service import Service
from portal.content.kinds.tool import Tool
from portal.pages.cells import (
    NOTHING_STATED,
    Cell,
    Piece,
    day_cell,
    list_cell,
    organization_piece,
    record_piece,
    text_cell,
)
from portal.pages.page import Desk
from portal.pages.words import (
    AI_ROLE_SHORT,
    AVAILABILITY_SHORT,
    DEFENDS,
    DIRECTIVE_TYPE,
    ENDED,
    FEDRAMP_SHORT,
    MATURITY,
    ORGANIZATION_TYPE,
    TOOL_TYPE,
    count,
    full_name,
    status_word,
)

SortName = Literal["title", "date", "status", "due"]
_SORT_LABELS: dict[SortName, str] = {"title": "Title", "date": "Date", "status": "Status", "due": "Due date"}


class Column(msgspec.Struct, frozen=True):
    """A column after the title."""

    label: str
    between: str = ", "
    """What stands between the pieces of a cell."""


class Section(msgspec.Struct, frozen=True):
    """What one kind's list says and shows."""

    intro: str
    """A sentence that says what is shown."""
    columns: tuple[Column, ...]
    cells: Callable[[Desk, Any], tuple[Cell, ...]]
    order: Callable[[Any], Any]
    """The order in which records stand without anybody's asking."""
    sorts: tuple[SortName, ...] = ("title", "date", "status")
    """By what a reader can sort; the first is the order in which the list comes."""
    date_label: str = "Date changed"
    """What the date is by which it can be sorted."""


def _by_title(record: Record) -> tuple[str, str]:
    return (record.title.casefold(), record.id)


def _newest(issued: str) -> tuple[int, ...]:
    """A key that sorts partial dates newest first."""
    return tuple(-int(each) for each in issued.split("-") if each) or (0,)


def _directive(desk: Desk, record: Directive) -> tuple[Cell, ...]:
    status: Cell = (Piece(status_word(record)),)
    next_day = desk.next_due.get(record.id)
    due = day_cell(next_day) if next_day else (Piece("no date ahead", "unstated"),)
    if not record.in_force:
        due = (Piece("nothing is due"),)
        status += day_cell(record.ended.date) if record.ended else ()
    return (
        status,
        day_cell(record.issued),
        due,
        text_cell(DIRECTIVE_TYPE[record.type]),
        (organization_piece(desk, record.issuer),),
    )


def _guidance(desk: Desk, record: Guidance) -> tuple[Cell, ...]:
    directives = dict.fromkeys(text.partition("#")[0] for text in record.implements)
    return (
        text_cell(status_word(record)),
        day_cell(record.changed),
        list_cell(record.audience),
        tuple(record_piece(desk, each) for each in directives) or NOTHING_STATED,
        text_cell(str(len(record.actions))),
    )


def _tool(desk: Desk, record: Tool) -> tuple[Cell, ...]:
    maturity = MATURITY[record.maturity.status].partition(":")[0] if record.maturity else None
    fedramp = None
    if record.fedramp:
        fedramp = FEDRAMP_SHORT[record.fedramp.status] if record.fedramp.status else "see the page"
    return (
        text_cell(maturity if record.in_force else status_word(record)),
        day_cell(record.changed),
        text_cell(TOOL_TYPE[record.type]),
        text_cell(DEFENDS[record.defends] if record.defends else None),
        text_cell(AI_ROLE_SHORT[record.ai_role] if record.ai_role else None),
        text_cell(fedramp),
    )


def _service(desk: Desk, record: Service) -> tuple[Cell, ...]:
    availability = AVAILABILITY_SHORT[record.availability] if record.availability else None
    return (
        text_cell(availability if record.in_force else status_word(record)),
        day_cell(record.changed),
        tuple(organization_piece(desk, each) for each in record.provider) or NOTHING_STATED,
    )


def _organization(desk: Desk, record: Organization) -> tuple[Cell, ...]:
    fields: dict[str, set[str]] = {}
    for each in desk.catalog.links_to(record):
        fields.setdefault(str(each.reference.path[0]), set()).add(each.record.id)
    roles = [
        count(len(fields[field]), one)
        for field, one in (("issuer", "directive"), ("provider", "service"), ("maintainer", "tool"))
        if field in fields
    ]
    return (
        text_cell(status_word(record)),
        day_cell(record.changed),
        text_cell(ORGANIZATION_TYPE[record.type] if record.type else None),
        list_cell(roles or ["none here"]),
    )


def _topic(desk: Desk, record: Record) -> tuple[Cell, ...]:
    members: dict[str, set[str]] = {}
    for each in desk.catalog.links_to(record):
        if each.reference.path[0] == "topics":
            members.setdefault(each.record.kind, set()).add(each.record.id)
    return (
        text_cell(status_word(record)),
        day_cell(record.changed),
        *(text_cell(str(len(members.get(kind, ())))) for kind in ("directive", "guidance", "service", "tool")),
    )


def _columns(*labels: str) -> tuple[Column, ...]:
    return tuple(Column(label) for label in labels)


SECTIONS: dict[str, Section] = {
    "directive": Section(
        "Executive orders, binding operational and emergency directives, memoranda, statutes and standards "
        "on federal cyber defense. Those no longer in force stand at the end.",
        (Column("Status", " "), *_columns("Issued", "Next due", "Type", "Issuer")),
        _directive,
        lambda record: (_newest(record.issued or ""), record.id),
        ("date", "title", "status", "due"),
        "Date issued",
    ),
    "guidance": Section(
        "What to do, step by step, with a way to check each step and the proof to keep.",
        _columns("Status", "Changed", "For whom", "Implements", "Actions"),
        _guidance,
        _by_title,
        ("title", "date", "status", "due"),
    ),
    "tool": Section(
        "Defensive tools that use AI, and tools that defend AI systems, described by facts with sources. "
        "Listing is not an endorsement.",
        _columns("Status", "Changed", "Type", "Defends", "Role of AI", "FedRAMP"),
        _tool,
        _by_title,
    ),
    "service": Section(
        "Services and programs that an agency can ask for, and those announced but not seen to be open.",
        _columns("Status", "Changed", "Provided by"),
        _service,
        _by_title,
    ),
    "organization": Section(
        "Who issues directives, provides services and maintains tools.",
        _columns("Status", "Changed", "Kind", "Here with"),
        _organization,
        _by_title,
    ),
    "topic": Section(
        "Subjects, each with a page that gathers everything on it.",
        _columns("Status", "Changed", "Directives", "Guidance", "Services", "Tools"),
        _topic,
        _by_title,
    ),
}


def sort_label(section: Section, name: SortName) -> str:
    """What a reader calls one of the sorts."""
    return section.date_label if name == "date" else _SORT_LABELS[name]


def sort_key(desk: Desk, record: Record, name: SortName) -> Any:
    """What one of the sorts goes by; a smaller key stands first, and what has no value stands last."""
    match name:
        case "title":
            return full_name(record).casefold()
        case "date":
            day = record.issued if isinstance(record, Directive) else record.changed
            return _newest(str(day or ""))
        case "due":
            return desk.next_due.get(record.id, datetime.date.max) if record.in_force else datetime.date.max
        case "status":
            return _state_rank(record)


def _state_rank(record: Record) -> int:
    if not record.in_force:
        return list(ENDED).index(record.status)
    if isinstance(record, Tool):
        return list(MATURITY).index(record.maturity.status) if record.maturity else len(MATURITY)
    if isinstance(record, Service):
        return list(AVAILABILITY_SHORT).index(record.availability) if record.availability else len(AVAILABILITY_SHORT)
    return 0
