"""The small pieces of HTML that every page is made of: links, times, identifiers. Everything is escaped here."""

from __future__ import annotations

import datetime
import functools
import re
from collections.abc import Iterable

from markupsafe import Markup, escape

from portal.content import identifiers
from portal.content.fields import VocabularyKind
from portal.pages.words import NOT_STATED, long_date, partial_date

EMPTY = Markup("")
_TICKED = re.compile("`([^`]+)`")

UNSTATED = Markup('<span class="unstated">{}</span>').format(NOT_STATED)
"""What stands where no source says."""


def trusted(html: str) -> Markup:
    """Mark as HTML what the caller has escaped or sanitised itself."""
    return str.__new__(Markup, html)  # Markup's own constructor looks for more and takes three times as long.


def link(text: str, href: str, css: str = "") -> Markup:
    """A link; the text may be markup already."""
    kind = f' class="{css}"' if css else ""
    return trusted(f'<a{kind} href="{escape(href)}">{escape(text)}</a>')


@functools.lru_cache(maxsize=4096)
def moment(day: datetime.date) -> Markup:
    """A date for running text."""
    return trusted(f'<time datetime="{day.isoformat()}">{long_date(day)}</time>')


@functools.lru_cache(maxsize=4096)
def short_moment(day: datetime.date) -> Markup:
    """A date for a table."""
    return trusted(f'<time datetime="{day.isoformat()}">{day.isoformat()}</time>')


@functools.lru_cache(maxsize=4096)
def coming(day: datetime.date, shown: str) -> Markup:
    """A date that falls due; the browser adds how far off it is for the reader."""
    return trusted(f'<time datetime="{day.isoformat()}" data-relative>{escape(shown)}</time>')


@functools.lru_cache(maxsize=4096)
def partial_moment(text: str) -> Markup:
    """A date of which only a year or a month may be known, for running text."""
    return trusted(f'<time datetime="{escape(text)}">{escape(partial_date(text))}</time>')


@functools.lru_cache(maxsize=4096)
def short_partial_moment(text: str) -> Markup:
    """A date of which only a year or a month may be known, for a table."""
    return trusted(f'<time datetime="{escape(text)}">{escape(text)}</time>')


@functools.lru_cache(maxsize=8192)
def identifier(vocabulary: VocabularyKind, spelled: str) -> Markup:
    """An identifier of an official list, linked where its publisher's address is known; it never breaks at a hyphen."""
    address = identifiers.address(vocabulary, spelled)
    if address is None:
        return trusted(f'<span class="ident">{escape(spelled)}</span>')
    return link(spelled, address, "ident")


def ticked(text: str) -> Markup:
    """A message in which backticks mark what somebody wrote or has to write."""
    return trusted(_TICKED.sub(r"<code>\1</code>", str(escape(text))))


def join(pieces: Iterable[Markup], between: str = ", ") -> Markup:
    """Pieces of HTML in a row, with a plain text between them."""
    return trusted(str(escape(between)).join(pieces))
