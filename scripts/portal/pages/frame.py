"""What stands around the body of every record's page: its name and state above, its sources and connections below."""

from __future__ import annotations

import msgspec
from markupsafe import Markup, escape

from portal.content.catalog import Entry
from portal.content.kinds import KINDS, Record, address_of
from portal.content.kinds.directive import Directive
from portal.content.kinds.organization import Organization
from portal.pages.article import Heading
from portal.pages.markup import EMPTY, join, moment, short_moment, trusted
from portal.pages.page import Page
from portal.pages.redirects import former_parts
from portal.pages.sourcing import SourceRow
from portal.pages.words import DIRECTIVE_TYPE, ENDED, long_date, partial_date, past_phrase, short_name, status_word


class Crumb(msgspec.Struct, frozen=True):
    """One step of the way to a page."""

    text: str
    href: str = ""


class ChangeRow(msgspec.Struct, frozen=True):
    """One line of a record's history."""

    day: Markup
    text: str
    breaking: bool


class LinkGroup(msgspec.Struct, frozen=True):
    """The records of one kind that link to a page."""

    label: str
    links: tuple[Markup, ...]


class Frame(msgspec.Struct, frozen=True):
    """Head and foot of a record's page."""

    id: str
    crumbs: tuple[Crumb, ...]
    name: str
    """The citation before the title; empty where there is none."""
    title: str
    badge: str
    """The status in words; empty where it says nothing."""
    tone: str
    """`live`, `ended` or `draft`."""
    banner: Markup
    """For a record no longer in force: since when, by what, and that nothing is due."""
    summary: str
    updated: Markup
    review: Markup
    overdue_review: bool
    topics: tuple[Markup, ...]
    related: tuple[Markup, ...]
    succession: tuple[Markup, ...]
    sources: tuple[SourceRow, ...]
    history: tuple[ChangeRow, ...]
    cite: str
    permalink: str
    edit: str
    report: str
    links_here: tuple[LinkGroup, ...]
    former: tuple[str, ...]
    """Anchors of parts that the page once had."""


def frame(page: Page, record: Record) -> Frame:
    """Work out the head and foot of a record's page."""
    assert page.sourcing is not None
    kind = KINDS[record.kind]
    name = short_name(record)
    catalog = page.catalog
    entry = catalog.by_id[record.id]
    steps = catalog.succession(record)
    crumbs = [Crumb("Home", page.href("")), Crumb(kind.plural, page.href(f"{kind.section}/"))]
    if isinstance(record, Directive):
        crumbs.append(Crumb(DIRECTIVE_TYPE[record.type]))
    permalink = page.settings.site_url + address_of(record)
    return Frame(
        id=record.id,
        crumbs=tuple(crumbs),
        name="" if name == record.title else name,
        title=record.title,
        badge=_badge(record),
        tone=_tone(record),
        banner=banner(page, record),
        summary=record.summary,
        updated=moment(record.changed) if record.changed else EMPTY,
        review=moment(record.review_by) if record.review_by else EMPTY,
        overdue_review=bool(record.review_by and record.review_by < page.settings.today),
        topics=tuple(page.link(topic) for topic in record.topics),
        related=tuple(page.link(each, full=True) for each in record.related),
        succession=tuple(
            join(
                (
                    trusted(f'<span aria-current="page">{escape(short_name(each))}</span>')
                    if each.id == record.id
                    else page.link(each.id)
                    for each in step
                ),
                " and ",
            )
            for step in steps
        )
        if len(steps) > 1
        else (),
        sources=page.sourcing.rows(),
        history=tuple(
            ChangeRow(short_moment(each.date), each.change, each.breaking) for each in reversed(record.history)
        ),
        cite=cite(page, record, permalink),
        permalink=permalink,
        edit=edit_address(page.settings.edit_base, entry),
        report=page.settings.report_url,
        links_here=links_here(page, record),
        former=former_parts(record),
    )


def _badge(record: Record) -> str:
    if record.status == "draft":
        return "Draft"
    if not record.in_force:
        return f"{past_phrase(record.kind).capitalize()}: {ENDED[record.status].lower()}"
    return status_word(record) if record.kind in ("directive", "guidance") else ""


def _tone(record: Record) -> str:
    if record.status == "draft":
        return "draft"
    return "live" if record.in_force else "ended"


def banner(page: Page, record: Record) -> Markup:
    """For a record no longer in force: how it ended, when, by what, and that nothing on the page is due."""
    if record.in_force:
        return EMPTY
    assert page.sourcing is not None
    successors = page.catalog.successors(record)
    words = f"<strong>{ENDED[record.status]}</strong>"
    words += f" on {moment(record.ended.date)}" if record.ended else ", on a date that is not stated"
    if successors:
        links = join((page.link(each.id, full=True) for each in successors), " and ")
        words += f" by {links}"
    words += "."
    if record.ended:
        reason = record.ended.reason
        words += f" {escape(reason)}{'' if reason.endswith(('.', '!', '?')) else '.'}"
    words += " <strong>Nothing on this page is due.</strong>" if record.duties else ""
    if record.ended and record.ended.source:
        words += f" {page.sourcing.mark(record.ended.source, record.ended.locator)}"
    return trusted(words)


def cite(page: Page, record: Record, permalink: str) -> str:
    """One line with which to cite the page."""
    parts = []
    if isinstance(record, Directive):
        issuer = page.catalog.get(record.issuer)
        name = issuer.title if isinstance(issuer, Organization) else record.issuer
        issued = f" ({partial_date(record.issued)})" if record.issued else ""
        citation = f", {record.citation}" if record.citation else ""
        parts.append(f"{name}, “{record.title}”{citation}{issued}.")
        parts.append("As described in the Federal Cyber Defense Guidance Portal")
    else:
        parts.append(f"“{record.title}.” Federal Cyber Defense Guidance Portal")
    changed = f", last changed {long_date(record.changed)}" if record.changed else ""
    return f"{' '.join(parts)}{changed}. {permalink}"


def edit_address(edit_base: str, entry: Entry) -> str:
    """Where a record's file can be edited: its path below the content folder after the prefix."""
    if not edit_base:
        return ""
    folder = f"/{KINDS[entry.record.kind].folder}/"
    _, found, rest = f"/{entry.path}".rpartition(folder)
    return f"{edit_base}{folder[1:]}{rest}" if found else ""


def links_here(page: Page, record: Record) -> tuple[LinkGroup, ...]:
    """Every record that links to this one, by kind."""
    found: dict[str, dict[str, Markup]] = {}
    for link in page.catalog.links_to(record):
        found.setdefault(link.record.kind, {}).setdefault(link.record.id, page.link(link.record.id))
    return tuple(LinkGroup(kind.plural, tuple(found[name].values())) for name, kind in KINDS.items() if name in found)


def foot_contents(view: Frame) -> list[Heading]:
    """The foot's part of a contents list."""
    found = [Heading("page_related", "Related")] if view.related else []
    found += [Heading("page_succession", "Succession")] if view.succession else []
    return [
        *found,
        Heading("page_sources", "Sources"),
        Heading("page_history", "History"),
        Heading("page_cite", "Cite this page"),
        Heading("page_links", "What links here"),
    ]


def nested(headings: list[tuple[int, Heading]]) -> tuple[Heading, ...]:
    """Headings of a prose with their levels as a tree of two levels."""
    found: list[Heading] = []
    top = min((level for level, _ in headings), default=0)
    for level, heading in headings:
        if level == top or not found:
            found.append(heading)
        else:
            last = found[-1]
            found[-1] = Heading(last.id, last.title, (*last.children, heading))
    return tuple(found)
