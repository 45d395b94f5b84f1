"""Requirements and actions as pages show them: rows of the table at a glance, and cards."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from markupsafe import Markup, escape

from portal.content.fields import VocabularyKind
from portal.content.identifiers import VOCABULARIES
from portal.content.kinds import Record
from portal.content.kinds.base import Duty, Mapping, Outcome
from portal.content.kinds.guidance import Action
from portal.content.references import Reference
from portal.pages.markup import EMPTY, join, moment, trusted
from portal.pages.page import Page
from portal.pages.prose import code
from portal.pages.sourcing import Origin, Sourcing
from portal.pages.statements import Statement
from portal.pages.timing import Timing
from portal.pages.words import OUTCOME


class Row(msgspec.Struct, frozen=True):
    """One line of a list of facts."""

    label: str
    items: tuple[Markup, ...]
    """What is stated; none where nothing is."""
    wide: bool = False
    """Whether it holds blocks of prose rather than a line."""


class Card(msgspec.Struct, frozen=True):
    """One requirement or action."""

    id: str
    number: int
    title: str
    level: str
    who: Markup
    timing: Timing
    sourced: Markup
    """How well it is sourced, in a word."""
    outcome: str
    """For a tasking: what became of it, in a word."""
    proof: Markup
    """The first piece of evidence, for the table of actions."""
    more_proof: int
    """How many more pieces there are."""
    rows: tuple[Row, ...]


def cards(page: Page, record: Record) -> tuple[Card, ...]:
    """The cards of a record, in its own order."""
    assert page.sourcing is not None
    guidance = _guidance_by_part(page, record)
    return tuple(
        _card(page, page.sourcing, record, duty, number, guidance.get(duty.id, ()))
        for number, duty in enumerate(record.duties, 1)
    )


def _guidance_by_part(page: Page, record: Record) -> dict[str, list[Markup]]:
    """The guidance items that implement each requirement."""
    found: dict[str, dict[str, Markup]] = {}
    for link in page.catalog.links_to(record):
        reference = link.reference
        if isinstance(reference, Reference) and reference.part and reference.path[0] == "implements":
            found.setdefault(reference.part, {}).setdefault(link.record.id, page.link(link.record.id))
    return {part: list(links.values()) for part, links in found.items()}


def _card(page: Page, sourcing: Sourcing, record: Record, duty: Duty, number: int, guidance: Sequence[Markup]) -> Card:
    writer = page.writer
    who = join(escape(each) for each in duty.who) if duty.who else EMPTY
    rows = [Row("Do", (writer.block(duty.do, 3),), wide=True)]
    if isinstance(duty, Action) and duty.automation:
        rows.append(Row("Automate", (code(duty.automation),), wide=True))
    if duty.verify:
        rows.append(Row("Verify", (writer.block(duty.verify, 3),), wide=True))
    if duty.evidence:
        rows.append(Row("Evidence", tuple(writer.inline(each) for each in duty.evidence)))
    if isinstance(duty, Action):
        if duty.effort:
            rows.append(Row("Effort", (escape(duty.effort),)))
        helpers = (("Tools that help", duty.tools), ("Services that help", duty.services))
        for label, ids in helpers:
            if ids:
                rows.append(Row(label, (join(page.link(each) for each in ids),)))
    if guidance:
        rows.append(Row("How to", (join(guidance),)))
    rows += mapping_rows(page, _mappings(duty))
    rows.append(Row("Source", (sourcing.full(duty.source, duty.locator),)))
    if duty.outcome:
        rows.append(Row("Outcome", (_outcome(page, sourcing, duty.outcome),), wide=True))
    return Card(
        id=duty.id,
        number=number,
        title=duty.title,
        level=duty.level,
        who=who,
        timing=page.timing(record, duty),
        sourced=sourcing.confidence(duty.source),
        outcome=OUTCOME[duty.outcome.status] if duty.outcome else "",
        proof=writer.inline(duty.evidence[0], terms=False) if duty.evidence else EMPTY,
        more_proof=max(0, len(duty.evidence) - 1),
        rows=tuple(rows),
    )


Mappings = tuple[tuple[VocabularyKind, str, Sequence[Mapping]], ...]


def _mappings(duty: Duty) -> Mappings:
    found: Mappings = (
        ("control", "Controls", duty.controls),
        ("csf", "CSF outcomes", duty.csf),
        ("attack", "ATT&CK", duty.attack),
    )
    if isinstance(duty, Action):
        found += (("atlas", "ATLAS", duty.atlas), ("d3fend", "D3FEND", duty.d3fend))
    return found


def mapping_rows(page: Page, mappings: Mappings) -> list[Row]:
    """Lists of identifiers. Those that no source states are called the portal's own."""
    assert page.sourcing is not None
    rows = []
    for kind, label, entries in mappings:
        if not entries:
            continue
        items = [
            trusted(f"{each.text} {page.sourcing.shown(each.origin)}")
            for each in mapping_statements(page, kind, entries)
        ]
        rows.append(Row(label, tuple(items)))
    return rows


def mapping_statements(page: Page, kind: VocabularyKind, entries: Sequence[Mapping]) -> tuple[Statement, ...]:
    """Identifiers of one list: those that are the portal's own mapping together, then each that a source states."""
    assert page.sourcing is not None
    own = [page.entry(kind, each.id) for each in entries if each.source is None]
    found = []
    if own:
        between = "; " if page.entries.library.holds(kind) else ", "  # Names of entries hold commas.
        origin = Origin(words=f"the portal’s mapping to {VOCABULARIES[kind].name}")
        found.append(Statement(join(own, between), origin))
    found += [
        Statement(page.entry(kind, each.id), page.sourcing.origin(each.source, each.locator))
        for each in entries
        if each.source is not None
    ]
    return tuple(found)


def _outcome(page: Page, sourcing: Sourcing, outcome: Outcome) -> Markup:
    day = f" on {moment(outcome.date)}" if outcome.date else ""
    note = page.writer.block(outcome.note, 4)
    return trusted(
        f'<p><strong class="outcome outcome-{outcome.status}">{OUTCOME[outcome.status]}</strong>{day}. '
        f"{sourcing.mark(outcome.source, outcome.locator) if outcome.source else ''}</p>{note}"
    )
