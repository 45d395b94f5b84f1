"""What bears on an entry through official mappings: entries that a publisher relates to it, and what cites those."""

from __future__ import annotations

import itertools

import msgspec
from markupsafe import Markup, escape

from portal.pages.markup import EMPTY, join, trusted
from portal.pages.page import Page
from portal.pages.vocabulary.citing import Citing
from portal.pages.words import count
from portal.vocabularies.relations import EntryKey, Related

_CITERS_SHOWN = 3
"""How many citers stand with a related entry; its own page names all."""
_RELATED_SHOWN = 60
_OTHERS_SHOWN = 200

_TITLES = {
    ("mitigates", True): ("Techniques that this control mitigates", "technique"),
    ("mitigates", False): ("Controls that mitigate this technique", "control"),
    ("exploitation_technique", True): ("Techniques by which it is exploited", "technique"),
    ("exploitation_technique", False): ("Known exploited vulnerabilities that it exploits", "vulnerability"),
    ("primary_impact", True): ("Techniques that exploiting it leads to first", "technique"),
    ("primary_impact", False): ("Known exploited vulnerabilities that lead to it first", "vulnerability"),
    ("secondary_impact", True): ("Techniques that exploiting it leads to later", "technique"),
    ("secondary_impact", False): ("Known exploited vulnerabilities that lead to it later", "vulnerability"),
    ("weakness", True): ("Weaknesses behind it", "weakness"),
    ("weakness", False): ("Known exploited vulnerabilities with this weakness", "vulnerability"),
    ("adapts", True): ("Techniques of ATT&CK that it adapts to AI", "technique"),
    ("adapts", False): ("Techniques of ATLAS that adapt it to AI", "technique"),
}
"""What an official relation says, in each direction: a heading, and the noun of one related entry."""
_ORDER = ("mapping-sp800-53", "atlas", "kev", "mapping-kev")
"""What helps against something before what it is used for."""
_PLURALS = {"vulnerability": "vulnerabilities", "weakness": "weaknesses"}


class RelatedLine(msgspec.Struct, frozen=True):
    """A related entry that something in the portal cites."""

    link: Markup
    tally: str
    citers: tuple[Markup, ...]
    more: int
    """How many more citers there are."""
    written: str
    """The pair as the mapping writes it, where one of the two has been replaced since."""


class Bearing(msgspec.Struct, frozen=True):
    """One official relation of an entry."""

    id: str
    title: str
    mapping: str
    """The list that says so, with its release."""
    lines: tuple[RelatedLine, ...]
    more: str
    """How many related entries that are cited are not shown; empty where none."""
    others: Markup
    """The related entries that nothing here cites; empty where none."""
    others_title: str


def bearings(page: Page, key: EntryKey, citing: Citing) -> tuple[Bearing, ...]:
    """Everything that bears on an entry through official mappings, one relation after the other."""
    found = sorted(page.entries.relations.of(*key), key=_order)
    return tuple(_bearing(page, list(group), citing) for _, group in itertools.groupby(found, key=_order))


def _order(related: Related) -> tuple[int, str, bool]:
    return _ORDER.index(related.vocabulary), related.relation, related.forward


def _bearing(page: Page, related: list[Related], citing: Citing) -> Bearing:
    first = related[0]
    title, noun = _TITLES.get((first.relation, first.forward), (f"Related: {first.relation}", "entry"))
    vocabulary = page.entries.library.vocabularies[first.vocabulary]
    release = f", release {vocabulary.version}" if vocabulary.version else ""
    cited = [each for each in related if each.key in page.entries.cited]
    others = list(dict.fromkeys(each.key for each in related if each.key not in page.entries.cited))
    plural = _PLURALS.get(noun, f"{noun}s")
    left = len(cited) - _RELATED_SHOWN
    return Bearing(
        id=f"page_{first.relation}-{'to' if first.forward else 'from'}".replace("_", "-").replace("page-", "page_"),
        title=title,
        mapping=f"{vocabulary.title}{release}",
        lines=tuple(_line(page, each, citing) for each in cited[:_RELATED_SHOWN]),
        more=count(left, noun, plural) if left > 0 else "",
        others=_others(page, others),
        others_title=f"{count(len(others), noun, plural)} that nothing in the portal cites" if others else "",
    )


def _line(page: Page, related: Related, citing: Citing) -> RelatedLine:
    listed = citing.of(related.key)
    shown = tuple(
        page.part(f"{each.record.id}#{each.part.id}") if each.part else page.link(each.record.id)
        for each in listed[:_CITERS_SHOWN]
    )
    written = f"written as {' and '.join(related.written)}" if related.written else ""
    return RelatedLine(
        page.entries.link(related.key, page.base, named=True),
        citing.in_words(related.key),
        shown,
        len(listed) - len(shown),
        written,
    )


def _others(page: Page, keys: list[EntryKey]) -> Markup:
    if not keys:
        return EMPTY
    links = join(page.entries.link(key, page.base) for key in keys[:_OTHERS_SHOWN])
    left = len(keys) - _OTHERS_SHOWN
    return trusted(f"{links} and {escape(f'{left:,}')} more") if left > 0 else links
