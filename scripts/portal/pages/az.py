"""The A–Z index: every record by every name that readers know it by, on one page or on one a letter."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import Any

import msgspec
from jinja2 import Template
from markupsafe import Markup

from portal.content.catalog import Catalog
from portal.content.kinds import KINDS, Record, address_of
from portal.content.kinds.directive import Directive
from portal.content.kinds.organization import Organization
from portal.content.kinds.term import Term
from portal.pages.article import Article, Heading, Sheet
from portal.pages.frame import Crumb
from portal.pages.markup import link
from portal.pages.page import Desk, Page
from portal.pages.words import ENDED, count, full_name

TITLE = "A–Z index"
MOST_ON_A_PAGE = 400
"""How many names a page holds: with four elements each, and the page around them, fewer than 3,000 elements."""
DIGITS = "0–9"
OTHER = "Other"

_DESCRIPTION = "Every record of the portal by its names, with the abbreviations and other words of the glossary."


class Name(msgspec.Struct, frozen=True, order=True):
    """One line of the index."""

    key: str
    """What it is sorted by: its words without case, accents and signs."""
    text: str
    see: str
    """The record's own name, where the text is another one; empty where it is the same."""
    address: str
    """From the root of the site."""
    kind: str
    """What the record is, in words."""
    ended: str
    """How it ended, in a word; empty for one that holds."""

    @property
    def letter(self) -> str:
        """The heading under which it stands."""
        first = self.key[:1]
        if "a" <= first <= "z":
            return first.upper()
        return DIGITS if first.isdigit() else OTHER


class Letter(msgspec.Struct, frozen=True, dict=True):
    """The names under one heading."""

    letter: str
    names: tuple[Name, ...]

    @property
    def slug(self) -> str:
        """How addresses name it."""
        return self.letter.lower().replace("–", "-")

    @property
    def anchor(self) -> str:
        """Its element on a page that holds the whole index."""
        return f"page_letter-{self.slug}"

    @cached_property
    def pages(self) -> tuple[tuple[Name, ...], ...]:
        """Its names in runs of about one length, none too long for a page."""
        number = -(-len(self.names) // MOST_ON_A_PAGE)
        size = -(-len(self.names) // number)
        return tuple(self.names[start : start + size] for start in range(0, len(self.names), size))

    def address(self, number: int) -> str:
        """The address of one of its pages, counted from 1."""
        return f"a-z/{self.slug}/" if number == 1 else f"a-z/{self.slug}/{number}/"


class Line(msgspec.Struct, frozen=True):
    """One line of the index as a page shows it."""

    before: str
    """The other name by which it stands here; empty where it stands by its own."""
    link: Markup
    note: str


class Step(msgspec.Struct, frozen=True):
    """The way to another page or part of the index."""

    text: str
    href: str
    current: bool = False


class Group(msgspec.Struct, frozen=True):
    """The lines under one letter on a page."""

    id: str
    letter: str
    """Its heading; empty where the page holds no other."""
    lines: tuple[Line, ...]


class Span(msgspec.Struct, frozen=True):
    """The ways to the pages of one letter."""

    label: str
    steps: tuple[Step, ...]


class Index:
    """The index of a catalogue, and its pages."""

    def __init__(self, desk: Desk, template: Template) -> None:
        self._desk = desk
        self._template = template

    @cached_property
    def letters(self) -> tuple[Letter, ...]:
        """All names under their letters: digits first, then A to Z, then what starts with neither."""
        found: dict[str, list[Name]] = {DIGITS: [], **{chr(code): [] for code in range(65, 91)}, OTHER: []}
        for name in sorted(set(names(self._desk.catalog))):
            found[name.letter].append(name)
        return tuple(Letter(letter, tuple(under)) for letter, under in found.items() if under)

    @property
    def size(self) -> int:
        """How many names there are."""
        return sum(len(letter.names) for letter in self.letters)

    @property
    def divided(self) -> bool:
        """Whether every letter has pages of its own."""
        return self.size > MOST_ON_A_PAGE

    def front(self, base: str) -> Article:
        """The page ``a-z/``: the whole index, or the way to its letters where it is divided."""
        page = Page(self._desk, base)
        records = count(len(self._desk.catalog.records), "record")
        shown = f"{records} under {count(self.size, 'name')}, with the abbreviations and synonyms of the glossary."
        if self.divided:
            spans = [
                Span(f"{each.letter}: {count(len(each.names), 'name')}", _pages(page, each)) for each in self.letters
            ]
            return self._article(page, TITLE, shown, self._steps(page), spans=spans)
        groups = [Group(each.anchor, each.letter, _lines(page, each.names)) for each in self.letters]
        return self._article(page, TITLE, shown, tuple(Step(each.letter, f"#{each.id}") for each in groups), groups)

    def sheets(self) -> tuple[Sheet, ...]:
        """The pages of the letters, where the index is divided."""
        return tuple(
            Sheet(letter.address(number), "a-z", self._maker(letter, number))
            for letter in (self.letters if self.divided else ())
            for number in range(1, len(letter.pages) + 1)
        )

    def _maker(self, letter: Letter, number: int) -> Callable[[str], Article]:
        return lambda base: self._part(letter, number, base)

    def _part(self, letter: Letter, number: int, base: str) -> Article:
        page = Page(self._desk, base)
        title, shown = f"{TITLE}: {letter.letter}", f"{count(len(letter.names), 'name')} under {letter.letter}."
        if len(letter.pages) > 1:
            title += f", page {number} of {len(letter.pages)}"
            shown = f"{len(letter.pages[number - 1]):,} of {shown}"
        lines = Group("", "", _lines(page, letter.pages[number - 1]))
        spans = [Span("Pages", _pages(page, letter, number))] if len(letter.pages) > 1 else []
        return self._article(page, title, shown, self._steps(page, letter), [lines], spans)

    def _steps(self, page: Page, current: Letter | None = None) -> tuple[Step, ...]:
        return tuple(Step(each.letter, page.href(each.address(1)), each is current) for each in self.letters)

    def _article(
        self,
        page: Page,
        title: str,
        shown: str,
        letters: tuple[Step, ...],
        groups: Sequence[Group] = (),
        spans: Sequence[Span] = (),
    ) -> Article:
        crumbs = [Crumb("Home", page.href("")), Crumb(TITLE, "" if title == TITLE else page.href("a-z/"))]
        context: dict[str, Any] = {
            "crumbs": crumbs if title == TITLE else [*crumbs, Crumb(title.removeprefix(f"{TITLE}: "))],
            "title": title,
            "shown": shown,
            "letters": letters,
            "groups": groups,
            "spans": spans,
        }
        contents = tuple(Heading(each.id, each.letter) for each in groups if each.letter)
        return Article(title, _DESCRIPTION, self._template.render(context), contents)


def names(catalog: Catalog) -> Iterator[Name]:
    """Every name of every record: its full one, and the others that readers may look under."""
    for record in catalog.records:
        full = full_name(record)
        yield _name(record, full, "")
        for other in _other_names(record):
            if other and other != full:
                yield _name(record, other, full)


def _other_names(record: Record) -> tuple[str | None, ...]:
    if isinstance(record, Directive):
        return (record.title,)
    if isinstance(record, Term):
        return (record.abbreviation, *record.synonyms)
    return (record.abbreviation,) if isinstance(record, Organization) else ()


def _name(record: Record, text: str, see: str) -> Name:
    return Name(
        key=_key(text),
        text=text,
        see=see,
        address=address_of(record),
        kind=KINDS[record.kind].label,
        ended=ENDED.get(record.status, "").lower(),
    )


def _key(text: str) -> str:
    """A name without case, accents and signs."""
    letters = (each for each in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(each))
    return " ".join("".join(each if each.isalnum() else " " for each in letters).split())


def _lines(page: Page, found: tuple[Name, ...]) -> tuple[Line, ...]:
    return tuple(
        Line(
            before=each.text if each.see else "",
            link=link(each.see or each.text, page.href(each.address)),
            note=f"{each.kind}, {each.ended}" if each.ended else each.kind,
        )
        for each in found
    )


def _pages(page: Page, letter: Letter, current: int = 0) -> tuple[Step, ...]:
    """The ways to the pages of a letter, each by its first and last name."""
    return tuple(
        Step(_span(run), page.href(letter.address(number)), number == current)
        for number, run in enumerate(letter.pages, start=1)
    )


def _span(run: tuple[Name, ...]) -> str:
    return run[0].text if len(run) == 1 else f"{run[0].text} – {run[-1].text}"
