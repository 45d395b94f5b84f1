"""The catalogue: every record, every reference both ways, every succession, every due date; all output starts here."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property

import msgspec

from portal.content.deadlines import Within
from portal.content.due import Due, counted, simple_due
from portal.content.fields import VocabularyKind, as_day
from portal.content.kinds import KINDS, AnyRecord, Record, address_of
from portal.content.kinds.base import Duty
from portal.content.kinds.directive import Directive
from portal.content.references import Citation, Links, Reference
from portal.content.tables import DecisionTable

RecordPart = Duty | DecisionTable


class Entry(msgspec.Struct, frozen=True):
    """One record file that could be read."""

    path: str
    """The file, as findings name it."""
    record: AnyRecord
    links: Links


class Target(msgspec.Struct, frozen=True):
    """What a reference leads to."""

    record: Record
    part: RecordPart | None

    @property
    def address(self) -> str:
        """Its address from the root of the site, without a leading slash."""
        address = address_of(self.record)
        return f"{address}#{self.part.id}" if self.part else address

    @property
    def title(self) -> str:
        """The part's title, or the record's."""
        return self.part.title if self.part else self.record.title


class Obligation(msgspec.Struct, frozen=True):
    """A duty of a record in force, with what its deadline comes to."""

    record: Record
    duty: Duty
    due: Due

    @property
    def day(self) -> datetime.date:
        """Its date. Only dated obligations are asked for it."""
        assert self.due.day is not None
        return self.due.day


class Backlink(msgspec.Struct, frozen=True):
    """A reference seen from where it leads."""

    record: Record
    """The record that holds the reference."""
    part: Duty | None
    """The requirement or action that holds it, if it stands in one."""
    reference: Reference | Citation


class Catalog:
    """All records of one content folder on one day. Immutable once made."""

    def __init__(
        self, entries: Iterable[Entry], today: datetime.date, unreadable: Mapping[str, str] | None = None
    ) -> None:
        """Join records. Of two with one id the first in path order counts; the checker reports the other.

        ``unreadable`` names the ids that are taken by files with findings, so that nobody calls them unknown.
        """
        self.entries = tuple(sorted(entries, key=lambda entry: entry.path))
        self.today = today
        self.unreadable = dict(unreadable or {})
        self.by_id: dict[str, Entry] = {}
        for entry in self.entries:
            self.by_id.setdefault(entry.record.id, entry)
        self._dues: dict[tuple[str, str], Due] = {}

    def get(self, record_id: str) -> Record | None:
        """The record with an id."""
        entry = self.by_id.get(record_id)
        return entry.record if entry else None

    @cached_property
    def records(self) -> tuple[Record, ...]:
        """All records, in the order of their ids."""
        return tuple(self.by_id[record_id].record for record_id in sorted(self.by_id))

    @cached_property
    def kinds(self) -> dict[str, tuple[Record, ...]]:
        """The records of each kind, in the order of their ids."""
        found: dict[str, list[Record]] = {name: [] for name in KINDS}
        for record in self.records:
            found[record.kind].append(record)
        return {name: tuple(records) for name, records in found.items()}

    def part(self, record: Record, part_id: str) -> RecordPart | None:
        """The requirement, action or decision table of a record with an id."""
        return self._parts.get(record.id, {}).get(part_id)

    @cached_property
    def _parts(self) -> dict[str, dict[str, RecordPart]]:
        found: dict[str, dict[str, RecordPart]] = {}
        for record in self.records:
            parts: dict[str, RecordPart] = {duty.id: duty for duty in record.duties}
            if isinstance(record, Directive):
                parts.update({table.id: table for table in record.decision_tables})
            if parts:
                found[record.id] = parts
        return found

    def find(self, record_id: str, part_id: str | None = None) -> Target | None:
        """What a reference leads to, or None where it leads nowhere."""
        record = self.get(record_id)
        if record is None:
            return None
        if part_id is None:
            return Target(record, None)
        part = self.part(record, part_id)
        return Target(record, part) if part else None

    def links_from(self, record: Record) -> Links:
        """What a record points at."""
        return self.by_id[record.id].links

    def links_to(self, record: Record, part_id: str | None = None) -> tuple[Backlink, ...]:
        """What points at a record, or at one part of it; not what it says of itself."""
        found = self._links_to.get(record.id, ())
        if part_id is None:
            return tuple(found)
        return tuple(link for link in found if isinstance(link.reference, Reference) and link.reference.part == part_id)

    @cached_property
    def _links_to(self) -> dict[str, list[Backlink]]:
        found: dict[str, list[Backlink]] = {}
        for record in self.records:
            for reference in self.by_id[record.id].links.references:
                if reference.target != record.id and reference.target in self.by_id:
                    link = Backlink(record, _holder(record, reference.path), reference)
                    found.setdefault(reference.target, []).append(link)
        return found

    @cached_property
    def citations(self) -> dict[tuple[VocabularyKind, str], list[Backlink]]:
        """What cites each identifier of an official list."""
        found: dict[tuple[VocabularyKind, str], list[Backlink]] = {}
        for record in self.records:
            for citation in self.by_id[record.id].links.citations:
                link = Backlink(record, _holder(record, citation.path), citation)
                found.setdefault((citation.vocabulary, citation.identifier), []).append(link)
        return found

    @cached_property
    def _successors(self) -> dict[str, list[Record]]:
        found: dict[str, list[Record]] = {}
        for record in self.records:
            if record.status == "draft":
                continue
            for older in dict.fromkeys((*replaced_by(record), *revoked_by(record))):
                if older != record.id:
                    found.setdefault(older, []).append(record)
        return found

    def successors(self, record: Record) -> tuple[Record, ...]:
        """The published records that say they replace or revoke this one."""
        return tuple(self._successors.get(record.id, ()))

    def succession(self, record: Record) -> tuple[tuple[Record, ...], ...]:
        """The steps from the first forerunners to the last successors; a step holds all that were replaced together.

        The record itself is one of them; a record without forerunner and successor is the only step.
        """
        seen = {record.id}

        def next_step(step: tuple[Record, ...], neighbours: Callable[[Record], Iterable[Record]]) -> tuple[Record, ...]:
            found = {each.id: each for one in step for each in neighbours(one) if each.id not in seen}
            seen.update(found)
            return tuple(found.values())

        steps: list[tuple[Record, ...]] = [(record,)]
        while before := next_step(steps[0], self._forerunners):
            steps.insert(0, before)
        while after := next_step(steps[-1], self.successors):
            steps.append(after)
        return tuple(steps)

    def _forerunners(self, record: Record) -> Iterator[Record]:
        for older in (*replaced_by(record), *revoked_by(record)):
            found = self.get(older)
            if found is not None:
                yield found

    def due(self, record: Record, duty: Duty) -> Due | None:
        """What a duty's deadline comes to; None where none is stated."""
        if duty.deadline is None:
            return None
        if (record.id, duty.id) not in self._dues:
            self._work_out(record, duty)
        return self._dues[record.id, duty.id]

    def _work_out(self, record: Record, duty: Duty) -> None:
        """Follow a chain of deadlines, each counted from the next, to its start; count back and note every date."""
        chain: dict[tuple[str, str], Within] = {}
        start: datetime.date | None = None
        after = problem = ""
        while True:
            key = (record.id, duty.id)
            if key in chain:
                problem = f"`{after}` is counted from itself in the end"
                break
            if duty.deadline is None:
                problem = f"`{after}` has no deadline to count from"
                break
            known = self._dues.get(key) or simple_due(duty.deadline, self.today)
            if known is not None:
                self._dues[key] = known
                start, problem = known.day, known.problem or f"`{after}` has no date to count from"
                break
            assert isinstance(duty.deadline, Within)
            chain[key] = duty.deadline
            after = duty.deadline.after
            if after == "published":
                start, problem = record.published, "the record has no `published` date to count from"
                break
            if after == "issued":
                issued = record.issued if isinstance(record, Directive) else None
                start, problem = as_day(issued), "the record has no full `issued` date to count from"
                break
            target = self.find(*after.split("#", 1))
            if target is None or not isinstance(target.part, Duty):
                problem = f"`{after}` is not a requirement or action"
                break
            record, duty = target.record, target.part
        for key, deadline in reversed(chain.items()):
            due = counted(deadline, start, problem)
            self._dues[key] = due
            start, problem = due.day, due.problem

    @cached_property
    def obligations(self) -> tuple[Obligation, ...]:
        """Every duty with a deadline of every published record in force, in the order of the records."""
        return tuple(self._obligations())

    def _obligations(self) -> Iterator[Obligation]:
        for record in self.records:
            if record.status == "published":
                for duty in record.duties:
                    due = self.due(record, duty)
                    if due is not None:
                        yield Obligation(record, duty, due)

    @cached_property
    def agenda(self) -> tuple[Obligation, ...]:
        """The obligations that have a date, earliest first."""
        dated = [obligation for obligation in self.obligations if obligation.due.day is not None]
        return tuple(sorted(dated, key=lambda each: (each.day, each.record.id, each.duty.id)))

    def without_drafts(self) -> Catalog:
        """The same catalogue as the public sees it."""
        return Catalog((entry for entry in self.entries if entry.record.status != "draft"), self.today, self.unreadable)


def replaced_by(record: Record) -> tuple[str, ...]:
    """The ids that a record says it replaces."""
    return record.supersedes


def revoked_by(record: Record) -> tuple[str, ...]:
    """The ids that a record says it revokes."""
    return record.revokes if isinstance(record, Directive) else ()


def _holder(record: Record, path: tuple[str | int, ...]) -> Duty | None:
    """The requirement or action that a path goes through."""
    if len(path) > 1 and path[0] in ("requirements", "actions") and isinstance(path[1], int):
        return record.duties[path[1]]
    return None
