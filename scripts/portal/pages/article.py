"""What pages and data files are to the site around them: an article with its contents list, and where each lies."""

from __future__ import annotations

from collections.abc import Callable

import msgspec


class Heading(msgspec.Struct, frozen=True):
    """One line of a page's contents list."""

    id: str
    """The element id that it leads to."""
    title: str
    """Its words, as plain text."""
    children: tuple[Heading, ...] = ()
    """The lines below it."""


class Article(msgspec.Struct, frozen=True):
    """One page without its shell."""

    title: str
    """Plain text for the browser's title."""
    description: str
    """Plain text for search engines and link previews."""
    html: str
    """The article, from its one first-level heading to its foot."""
    contents: tuple[Heading, ...] = ()
    """The contents list."""


LIST = "List"
"""What the search box calls a page that lists records."""


class Findable(msgspec.Struct, frozen=True, kw_only=True):
    """What the search box knows of a sheet, so that the index need not read the page."""

    title: str
    """As results show it."""
    kind: str
    """What a reader calls such a page, such as ``Control``; results are grouped by it."""
    summary: str = ""
    """One or two sentences."""
    names: tuple[str, ...] = ()
    """What else people type for it: its identifier, other spellings, former identifiers."""
    text: str = ""
    """Further words of the page by which it is found, such as the titles of the records that it gathers."""
    state: str = ""
    """For an entry no longer in force, the word that says so; such results stand below the others."""
    date: str = ""
    """Its date, YYYY-MM-DD, where it has one."""


class Sheet(msgspec.Struct, frozen=True):
    """A page that belongs neither to one record nor to the navigation, such as the second page of a list."""

    address: str
    """Its address from the root of the site, ending in ``/``."""
    section: str
    """The section whose tab is shown as the current one."""
    make: Callable[[str], Article]
    """Makes the page, given the relative way to the root of the site."""
    listed: bool = True
    """Whether the site map names it."""
    findable: Findable | None = None
    """What the search box knows of it; without it, the page is found through others only."""

    @property
    def base(self) -> str:
        """The relative way from the page to the root of the site."""
        return "../" * self.address.count("/")


class DataFile(msgspec.Struct, frozen=True):
    """A file that pages' scripts and programs read, made from the same catalogue as the pages."""

    path: str
    """Its place below the root of the site."""
    make: Callable[[], bytes]
    """Makes its content."""
