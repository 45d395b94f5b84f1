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


class Origin(msgspec.Struct, frozen=True):
    """Where a statement comes from: a source of its record, or words for what no source states."""

    number: int = 0
    """The source's place in the record's list, from 1; 0 where it is none of them."""
    locator: str = ""
    """The place in that source."""
    words: str = ""
    """Whose statement it is, where it comes from no source."""


NOBODY = Origin()
"""Behind what needs no source, such as the portal's own summary."""
UNSOURCED = Origin(words="no source recorded")
"""Behind what should have a source and has none."""


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
        return self.shown(self.origin(source_id, locator))

    def origin(self, source_id: str | None, locator: str | None = None) -> Origin:
        """What stands behind a fact: the named source; without a name, the record's first, which is its main one."""
        source = self._find(source_id)
        return Origin(self._numbers[source.id], locator or "") if source else UNSOURCED

    def shown(self, origin: Origin) -> Markup:
        """An origin as a mark; empty where nothing is to be said."""
        if not origin.number:
            css = "mark conf-none" if origin is UNSOURCED else "note"
            return trusted(f'<span class="{css}">{escape(origin.words)}</span>') if origin.words else EMPTY
        source = self._sources[origin.number - 1]
        place = f", {escape(origin.locator)}" if origin.locator else ""
        read = f", {short_moment(source.retrieved)}" if source.retrieved else ""
        return trusted(
            f'<span class="mark"><a href="#{anchor(source)}">source {origin.number}</a>{place}: '
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
