"""How well each statement of a record is sourced, in a word and with the place to look."""

from __future__ import annotations

import msgspec
from markupsafe import Markup, escape

from portal.content.kinds import Record
from portal.content.kinds.base import Source
from portal.pages.markup import EMPTY, moment, partial_moment, short_moment, trusted
from portal.pages.words import CONFIDENCE, CONFIDENCE_HELP


class SourceRow(msgspec.Struct, frozen=True):
    """One entry of a page's list of sources."""

    anchor: str
    title: str
    url: str
    publisher: str
    published: Markup
    retrieved: Markup
    confidence: str
    """`official`, `reported` or `unverified`."""
    word: str
    help: str


class Sourcing:
    """The sources of one record."""

    def __init__(self, record: Record) -> None:
        self._sources = record.sources
        self._numbers = {source.id: number for number, source in enumerate(record.sources, 1)}

    def rows(self) -> tuple[SourceRow, ...]:
        """The list of sources."""
        return tuple(
            SourceRow(
                anchor=anchor(source),
                title=source.title,
                url=source.url,
                publisher=source.publisher or "",
                published=partial_moment(source.published) if source.published else EMPTY,
                retrieved=moment(source.retrieved) if source.retrieved else EMPTY,
                confidence=source.confidence,
                word=CONFIDENCE[source.confidence],
                help=CONFIDENCE_HELP[source.confidence],
            )
            for source in self._sources
        )

    def confidence(self, source_id: str | None) -> Markup:
        """The word alone, for a cell of a table."""
        source = self._find(source_id)
        if source is None:
            return trusted('<span class="conf conf-none">no source recorded</span>')
        return _word(source)

    def full(self, source_id: str | None, locator: str | None) -> Markup:
        """Place, word and the day on which it was read, for a requirement or an action."""
        source = self._find(source_id)
        if source is None:
            return trusted('<span class="conf conf-none">no source recorded</span>')
        read = f", read {moment(source.retrieved)}" if source.retrieved else ""
        shown = escape(source.title)
        if locator:
            # The record's main source needs no name: its place says more.
            main = self._numbers[source.id] == 1
            shown = escape(locator) if main else Markup("{}: {}").format(shown, locator)
        return trusted(f'<a href="#{anchor(source)}">{shown}</a> — {_word(source)}{read}')

    def mark(self, source_id: str | None, locator: str | None = None) -> Markup:
        """A short mark behind a fact: the source's number, the word, and the place if there is one."""
        source = self._find(source_id)
        if source is None:
            return trusted('<span class="mark conf-none">no source recorded</span>')
        place = f", {escape(locator)}" if locator else ""
        read = f", {short_moment(source.retrieved)}" if source.retrieved else ""
        return trusted(
            f'<span class="mark"><a href="#{anchor(source)}">source {self._numbers[source.id]}</a>{place}: '
            f"{_word(source)}{read}</span>"
        )

    def _find(self, source_id: str | None) -> Source | None:
        """The named source; without a name, the record's first, which is its main one."""
        if source_id is None:
            return self._sources[0] if self._sources else None
        number = self._numbers.get(source_id)
        return self._sources[number - 1] if number else None


def anchor(source: Source) -> str:
    """A source's element id; the underscore keeps it apart from every id of a record's part."""
    return f"source_{source.id}"


def _word(source: Source) -> Markup:
    word = CONFIDENCE[source.confidence]
    return trusted(f'<span class="conf conf-{source.confidence}">{word}</span>')
