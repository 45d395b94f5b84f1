"""Every page on entries of official lists, as the site writes them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property, partial

from jinja2 import Environment

from portal.content.identifiers import VOCABULARIES, page_address
from portal.pages.article import LIST, Article, Findable, Sheet
from portal.pages.page import Desk, Page
from portal.pages.pager import pages, part
from portal.pages.vocabulary.citing import Citing
from portal.pages.vocabulary.entries import MEMBERS_A_PAGE
from portal.pages.vocabulary.entry import CITERS_A_PAGE, Ask, entry_view, title_of
from portal.pages.vocabulary.lists import list_pages, list_view
from portal.pages.vocabulary.sections import SECTIONS
from portal.pages.words import count
from portal.vocabularies.relations import EntryKey
from portal.vocabularies.shelves import Shelf


class VocabularyPages:
    """Makes the pages. Made once in the parent process; workers inherit what it has worked out."""

    def __init__(self, desk: Desk, templates: Environment) -> None:
        self._desk = desk
        self._entry = templates.get_template("records/vocabulary.html")
        self._listing = templates.get_template("lists/vocabulary.html")

    @cached_property
    def citing(self) -> Citing:
        """What cites each entry."""
        return Citing(self._desk.catalog)

    def sheets(self) -> tuple[Sheet, ...]:
        """Every page but the first ones of the lists, which stand in the navigation."""
        return (*(self._sheet(ask) for ask in self._asks()), *self._more_lists())

    def listing(self, name: str, base: str, number: int = 1) -> Article:
        """A page of the list of a part of the site."""
        context, contents = list_view(Page(self._desk, base), name, number, self.citing)
        return Article(context["title"], SECTIONS[name].intro, self._listing.render(context), contents)

    def _listed(self, name: str, number: int, base: str) -> Article:
        return self.listing(name, base, number)

    def _asks(self) -> Iterator[Ask]:
        """Every page on an entry or a shelf."""
        entries = self._desk.entries
        for key in entries.paged:
            shelf = entries.heads.get(key)
            yield from _numbered(page_address(*key), key, shelf, self.citing.count(key))
        for shelf in entries.shelves:
            if shelf.head is None:
                yield from _numbered(shelf.address, None, shelf, 0)

    def _sheet(self, ask: Ask) -> Sheet:
        return Sheet(
            address=part(ask.address, ask.number),
            section=ask.address.partition("/")[0],
            make=partial(self._article, ask),
            findable=self._findable(ask),
        )

    def _article(self, ask: Ask, base: str) -> Article:
        context, contents = entry_view(Page(self._desk, base), ask, self.citing)
        return Article(context["title"], str(context["summary"].striptags()), self._entry.render(context), contents)

    def _findable(self, ask: Ask) -> Findable | None:
        """What search knows of the first page of an entry, or of those that stand together."""
        if ask.number > 1:
            return None
        entries = self._desk.entries
        if ask.key is None:
            held = len(ask.shelf.entries) if ask.shelf else 0
            return Findable(title=title_of(entries, ask), kind=LIST, summary=f"{count(held, 'entry', 'entries')}.")
        entry = entries.find(ask.key)
        tally = self.citing.in_words(ask.key)
        return Findable(
            title=title_of(entries, ask),
            kind=VOCABULARIES[ask.key[0]].noun.capitalize(),
            summary=f"{VOCABULARIES[ask.key[0]].name}; {f'cited by {tally}' if tally else 'not cited directly'}.",
            names=(ask.key[1],),
            state=entry.status.capitalize() if entry and entry.status != "active" else "",
        )

    def _more_lists(self) -> Iterator[Sheet]:
        for name in SECTIONS:
            for number in range(2, list_pages(self._desk.entries.cited, name) + 1):
                yield Sheet(
                    address=part(f"{name}/", number),
                    section=name,
                    make=partial(self._listed, name, number),
                )


def _numbered(address: str, key: EntryKey | None, shelf: Shelf | None, cited: int) -> Iterator[Ask]:
    """The pages that an entry or shelf takes."""
    held = len(shelf.entries) if shelf else 0
    last = max(pages(cited, CITERS_A_PAGE), pages(held, MEMBERS_A_PAGE))
    for number in range(1, last + 1):
        yield Ask(address, key, shelf, number, last)
