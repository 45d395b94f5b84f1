"""The page `/about/links/`: whether the addresses that records name still answer, as the last check found."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import msgspec
from jinja2 import Template
from markupsafe import Markup

from portal.links.named import named_addresses
from portal.links.state import GOOD, State
from portal.links.survey import Link, Survey, survey
from portal.pages.article import Article, Findable, Heading, Sheet
from portal.pages.frame import Crumb
from portal.pages.markup import EMPTY, join, link, moment, short_moment
from portal.pages.page import Desk, Page
from portal.pages.words import count

ADDRESS = "about/links/"
TITLE = "Links to other sites"
NEVER = Markup('<span class="unstated">never</span>')
_DESCRIPTION = "Whether the addresses that the portal's records name still answer, as the last check found."


class Row(msgspec.Struct, frozen=True):
    """One address."""

    address: Markup
    found: Markup
    """What the last check found."""
    since: Markup
    """Since when it fails; empty where it does not."""
    last_good: Markup
    """When it last answered as it should."""
    named_by: Markup
    """The records that name it."""


class Group(msgspec.Struct, frozen=True):
    """The addresses with one outcome."""

    id: str
    title: str
    help: str
    """What the outcome means, for readers."""
    caption: str
    failing: bool
    """Whether its rows say since when they fail."""
    rows: tuple[Row, ...]


class _Sort(msgspec.Struct, frozen=True):
    id: str
    title: str
    help: str
    holds: Callable[[Link], bool]


_SORTS = (
    _Sort(
        "page_gone",
        "Gone",
        "These failed at least three times in a row, over 72 hours or more. The records need other sources.",
        lambda each: each.known.severity == "error",
    ),
    _Sort(
        "page_failing",
        "Failing for now",
        "These failed when they were last asked for. That may pass: the next checks will tell.",
        lambda each: each.known.severity == "warning",
    ),
    _Sort(
        "page_moved",
        "Moved",
        "These still lead on, to an address that the records will name in their place.",
        lambda each: each.known.outcome == "moved" and not each.known.allowed,
    ),
    _Sort(
        "page_blocked",
        "Closed to programs",
        "Their hosts refuse programs such as the one that checks. A browser may well open them.",
        lambda each: each.known.outcome == "blocked" and not each.known.allowed,
    ),
    _Sort(
        "page_not-checked",
        "Not checked",
        "Their hosts asked not to be asked, by robots.txt or by their answer to another request.",
        lambda each: each.known.outcome == "not checked" and not each.known.allowed,
    ),
    _Sort(
        "page_accepted",
        "Accepted",
        "It is known why these do not answer a program as they should.",
        lambda each: bool(each.known.allowed),
    ),
)


def links_sheets(desk: Desk, template: Template) -> tuple[Sheet, ...]:
    """The page, where the site is built with what a check has found."""
    state = desk.settings.links
    if state is None:
        return ()

    def make(base: str) -> Article:
        return _article(Page(desk, base), state, template)

    return (Sheet(ADDRESS, "about", make, findable=Findable(title=TITLE, kind="Page", summary=_DESCRIPTION)),)


def _article(page: Page, state: State, template: Template) -> Article:
    named = named_addresses(page.catalog)
    found = survey(state, named)
    groups = tuple(_group(page, sort, found) for sort in _SORTS)
    groups = tuple(group for group in groups if group.rows)
    checked = max((day for each in found.links if (day := each.known.last_checked)), default=None)
    context: dict[str, Any] = {
        "crumbs": (Crumb("Home", page.href("")), Crumb("About", page.href("about/")), Crumb(TITLE)),
        "title": TITLE,
        "checked": moment(checked.date()) if checked else EMPTY,
        "shown": _shown(found, len(named) - len(found.links)),
        "groups": groups,
    }
    return Article(
        TITLE, _DESCRIPTION, template.render(context), tuple(Heading(each.id, each.title) for each in groups)
    )


def _shown(found: Survey, unknown: int) -> str:
    """How many addresses there are, and how many answer."""
    good = sum(each.known.outcome in GOOD for each in found.links)
    text = f"Of {count(len(found.links), 'address', 'addresses')}, {good:,} {'answers' if good == 1 else 'answer'}."
    if unknown:
        text += f" {unknown:,} more {'has' if unknown == 1 else 'have'} not been checked yet."
    return text


def _group(page: Page, sort: _Sort, found: Survey) -> Group:
    links = tuple(each for each in found.links if sort.holds(each))
    return Group(
        id=sort.id,
        title=sort.title,
        help=sort.help,
        caption=f"{count(len(links), 'address', 'addresses')} {sort.title.lower()}",
        failing=any(each.known.first_failure for each in links),
        rows=tuple(_row(page, each) for each in links),
    )


def _row(page: Page, each: Link) -> Row:
    known = each.known
    return Row(
        address=link(each.address, each.address),
        found=_found(each),
        since=_day(known.first_failure),
        last_good=_day(known.last_good) or NEVER,
        named_by=join(page.link(record) for record in dict.fromkeys(naming.record for naming in each.named_by)),
    )


def _found(each: Link) -> Markup:
    """What the last check found, in a sentence; for a moved page, with the way to it."""
    known = each.known
    if known.moved_to:
        found = Markup("Has moved to {}").format(link(known.moved_to, known.moved_to))
    else:
        found = Markup("{}").format(known.reason[:1].upper() + known.reason[1:] or "Answers")
    return Markup("{}. {}").format(found, known.allowed) if known.allowed else found


def _day(time: datetime.datetime | None) -> Markup:
    return short_moment(time.date()) if time else EMPTY
