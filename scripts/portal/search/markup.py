"""The words of a hand-written page, part by part, from the HTML of the site's Markdown; not its examples."""

from __future__ import annotations

from html.parser import HTMLParser

import msgspec

_HEADINGS = ("h2", "h3", "h4", "h5", "h6")
_APART = frozenset({"p", "li", "dt", "dd", "td", "th", "tr", "pre", "div", "br", "blockquote", *_HEADINGS})
"""Elements at whose edges a word ends."""


class Section(msgspec.Struct):
    """A heading with what follows it."""

    id: str
    title: str = ""
    text: str = ""


class Written(msgspec.Struct):
    """A page's words."""

    title: str
    text: str
    sections: list[Section]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.before: list[str] = []
        self.found: list[tuple[str, list[str], list[str]]] = []
        self.title: list[str] = []
        self._into = self.before
        self._in_code = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _HEADINGS and (anchor := dict(attrs).get("id")):
            self.found.append((anchor, [], []))
            self._into = self.found[-1][1]
        elif tag == "h1":
            self._into = self.title
        elif tag in _APART:
            self._in_code = self._in_code or tag == "pre"
            self._into.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag == "h1":
            self._into = self.before
        elif tag in _HEADINGS and self.found:
            self._into = self.found[-1][2]
        elif tag in _APART:
            self._in_code = self._in_code and tag != "pre"
            self._into.append(" ")

    def handle_data(self, data: str) -> None:
        if not self._in_code:
            self._into.append(data)


def read_page(html: str) -> Written:
    """A page's title, its text before the first heading below that, and every heading with an id and its text."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    parts = [Section(anchor, _line(title), _line(text)) for anchor, title, text in reader.found]
    return Written(_line(reader.title), _line(reader.before), parts)


def _line(pieces: list[str]) -> str:
    return " ".join("".join(pieces).split())
