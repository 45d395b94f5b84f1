"""The glossary: every term on one page."""

from __future__ import annotations

from typing import Any

import msgspec
from markupsafe import Markup

from portal.content.kinds.term import Term
from portal.content.references import prose_of
from portal.pages.article import Heading
from portal.pages.frame import Crumb, edit_address
from portal.pages.markup import link
from portal.pages.page import Page
from portal.pages.words import CONFIDENCE, ENDED

MOST_USES = 6
"""How many records a term's entry names; the rest is counted."""


class TermView(msgspec.Struct, frozen=True):
    """One entry of the glossary."""

    id: str
    title: str
    abbreviation: str
    synonyms: tuple[str, ...]
    definition: Markup
    sources: tuple[tuple[Markup, str, str], ...]
    """Link, confidence and its word."""
    used: tuple[Markup, ...]
    more: int
    ended: str
    edit: str


class Letter(msgspec.Struct, frozen=True):
    """The terms under one letter."""

    id: str
    letter: str
    terms: tuple[TermView, ...]


def glossary_view(page: Page) -> tuple[dict[str, Any], tuple[Heading, ...]]:
    """What the template of the glossary needs, and its contents list: the letters."""
    terms = sorted(
        (each for each in page.catalog.kinds["term"] if isinstance(each, Term)),
        key=lambda each: (each.title.casefold(), each.id),
    )
    uses = _uses(page)
    by_letter: dict[str, list[TermView]] = {}
    for term in terms:
        first = term.title[0].upper()
        by_letter.setdefault(first if first.isalpha() else "0–9", []).append(_term(page, term, uses))
    letters = tuple(
        Letter(f"page_letter-{letter[0].lower()}", letter, tuple(entries)) for letter, entries in by_letter.items()
    )
    context = {
        "crumbs": (Crumb("Home", page.href("")), Crumb("Glossary")),
        "count": len(terms),
        "letters": letters,
    }
    return context, tuple(Heading(each.id, each.letter) for each in letters)


def _term(page: Page, term: Term, uses: dict[str, list[str]]) -> TermView:
    used = uses.get(term.id, [])
    return TermView(
        id=term.id,
        title=term.title,
        abbreviation=term.abbreviation or "",
        synonyms=term.synonyms,
        definition=page.writer.block(term.definition, 3, terms=False),
        sources=tuple(
            (link(each.title, each.url), each.confidence, CONFIDENCE[each.confidence]) for each in term.sources
        ),
        used=tuple(page.link(each) for each in used[:MOST_USES]),
        more=max(0, len(used) - MOST_USES),
        ended=ENDED.get(term.status, ""),
        edit=edit_address(page.settings.edit_base, page.catalog.by_id[term.id]),
    )


def _uses(page: Page) -> dict[str, list[str]]:
    """The records that use each term: by a reference, or by its words in their prose."""
    found: dict[str, dict[str, None]] = {}
    glossary = page.desk.prose.glossary
    for record in page.catalog.records:
        if record.kind == "term":
            continue
        text = "\n".join(prose for _, prose in prose_of(record))
        for use in glossary.uses(text):
            found.setdefault(use.term, {}).setdefault(record.id)
    for term in page.catalog.kinds["term"]:
        for each in page.catalog.links_to(term):
            found.setdefault(term.id, {}).setdefault(each.record.id)
    return {term: list(records) for term, records in found.items()}
