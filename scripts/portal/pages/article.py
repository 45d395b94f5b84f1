"""What a page is to the shell around it: a title, a description, the article's HTML and its contents list."""

from __future__ import annotations

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
