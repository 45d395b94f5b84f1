"""What a record states, piece by piece, each piece with where it comes from: for its page and for comparisons."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from markupsafe import Markup

from portal.content.kinds.base import Fact
from portal.pages.markup import trusted
from portal.pages.page import Page
from portal.pages.sourcing import NOBODY, Origin, Sourcing

OWN = Origin(words="the portal’s own reading")
OWN_REMARK = Origin(words="the portal’s own remark")
OWN_CLASS = Origin(words="the portal’s own classification")


class Statement(msgspec.Struct, frozen=True):
    """One thing that a record says."""

    text: Markup
    origin: Origin = NOBODY


class StatedRow(msgspec.Struct, frozen=True):
    """Everything that a record states of one thing."""

    id: str
    """Its name among the rows of a kind; each kind has a table of what readers call them."""
    statements: tuple[Statement, ...]
    """None where no source says anything."""


def stated(page: Page, told: Sequence[Fact], unsourced: Origin | None = None) -> tuple[Statement, ...]:
    """Facts as statements.

    ``unsourced`` stands behind those that name no source, where that does not mean the record's first one.
    """
    return tuple(Statement(page.writer.inline(fact.text), _origin(page, fact, unsourced)) for fact in told)


def facts(page: Page, told: Sequence[Fact], unsourced: Origin | None = None) -> tuple[Markup, ...]:
    """Facts as a record's own page shows them: each with its mark."""
    assert page.sourcing is not None
    return marked(page.sourcing, stated(page, told, unsourced))


def _origin(page: Page, fact: Fact, unsourced: Origin | None) -> Origin:
    """Where a fact comes from: its source, or the portal itself."""
    assert page.sourcing is not None
    if fact.source is None and unsourced is not None:
        return unsourced
    return OWN_REMARK if fact.own else page.sourcing.origin(fact.source, fact.locator)


def marked(sourcing: Sourcing, statements: Sequence[Statement]) -> tuple[Markup, ...]:
    """Statements with their marks; a run with one origin carries its mark once, at its end."""
    marks = [sourcing.shown(each.origin) for each in statements]
    return tuple(
        each.text if not marks[index] or marks[index + 1 : index + 2] == [marks[index]] else _with(each, marks[index])
        for index, each in enumerate(statements)
    )


def _with(statement: Statement, mark: Markup) -> Markup:
    return trusted(f"{statement.text} {mark}")
