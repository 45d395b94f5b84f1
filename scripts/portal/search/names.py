"""What people type for a record: its id, its title, how it is cited, its other spellings, its former addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from portal.content.catalog import Catalog
from portal.content.kinds import Record
from portal.content.kinds.directive import Directive
from portal.content.kinds.organization import Organization
from portal.content.kinds.term import Term
from portal.pages.words import DIRECTIVE_TYPE, short_name

_NUMBERED = re.compile(r"[A-Za-z][A-Za-z. ]*[ -]+([0-9][0-9A-Za-z.-]*)")
"""A citation that ends in a number: `BOD 26-04`, `M-26-14`, `SP 800-53`."""
_WITH_SHORT_FORM = re.compile(r"(.+) \(([^()]+)\)")
"""A title that gives its short form: `Cyber Hygiene (CyHy)`."""


class Names(msgspec.Struct, frozen=True):
    """The names of a page, each once."""

    own: tuple[str, ...]
    """Those that mean it and nothing else, its title first."""
    other: tuple[str, ...]
    """Further ones, which several pages may share."""


def names_of(record: Record, catalog: Catalog) -> Names:
    """Every name of a record."""
    own = tuple(dict.fromkeys(_own(record)))
    other = tuple(name for name in dict.fromkeys(_other(record, catalog)) if name not in own)
    return Names(own, other)


def _own(record: Record) -> Iterator[str]:
    yield record.title
    yield record.id
    yield short_name(record)
    if isinstance(record, Directive) and record.citation:
        yield record.citation
        yield from (part.strip() for part in record.citation.split(","))
    if isinstance(record, Term | Organization) and record.abbreviation:
        yield record.abbreviation


def _other(record: Record, catalog: Catalog) -> Iterator[str]:
    short_form = _WITH_SHORT_FORM.fullmatch(record.title)
    if short_form:
        yield from short_form.groups()
    for alias in record.aliases:
        if not alias.startswith("/"):
            yield alias
        elif "#" not in alias:
            yield alias.strip("/").rpartition("/")[2]
    if isinstance(record, Term):
        yield from record.synonyms
    if isinstance(record, Directive) and record.citation:
        yield from _cited(record, catalog)


def _cited(record: Directive, catalog: Catalog) -> Iterator[str]:
    """The number alone, and the citation as people complete it: `Executive order 14409`, `CISA BOD 26-04`."""
    citation = short_name(record)
    issuer = catalog.get(record.issuer)
    if isinstance(issuer, Organization) and issuer.abbreviation:
        yield f"{issuer.abbreviation} {citation}"
    number = _NUMBERED.fullmatch(citation)
    if number:
        kind = DIRECTIVE_TYPE[record.type]
        yield number[1]
        yield f"{kind} {number[1]}"
        yield f"{kind} {citation}"
