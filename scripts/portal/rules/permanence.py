"""N9xx: what was published once keeps answering, and no meaning changes in silence.

These rules compare two catalogues, a content folder and the same folder as of an earlier revision; they run only
under ``portal check --base``. A draft was never published, so it may change and go as it likes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import msgspec

from portal.content.catalog import Catalog, Entry
from portal.content.findings import Key, Path, Remark, Rule
from portal.content.kinds import Record, address_of
from portal.content.kinds.directive import Directive
from portal.rules.walk import duty_field
from portal.rules.words import noun_of, quoted

ID_VANISHED = Rule(
    code="N901",
    name="id-vanished",
    severity="error",
    what="A record that was published in the base revision is not there any more, or is a draft now.",
    why="Its address was cited and linked; readers who follow it find nothing.",
    bad="# guidance/tools/garak.yml was deleted",
    good="id: garak\nstatus: withdrawn\nended: {date: 2026-11-22, reason: The tool is no longer kept up.}",
)
KIND_CHANGED = Rule(
    code="N902",
    name="kind-changed",
    severity="error",
    what="A published record has another `kind` and so another address, and no `aliases` names the former one.",
    why="The old address no longer answers.",
    bad="id: thorium\nkind: service",
    good="id: thorium\nkind: service\naliases: [/tools/thorium/]",
)
ADDRESS_LOST = Rule(
    code="N903",
    name="address-lost",
    severity="error",
    what="A former address that a record named in `aliases` leads nowhere any more.",
    why="Whoever kept the address finds nothing; it answered in the base revision.",
    bad="aliases: []",
    good="aliases: [/tools/old-id/]",
)
ANCHOR_LOST = Rule(
    code="N904",
    name="anchor-lost",
    severity="error",
    what="A published record lost a requirement, an action or a decision table that could be linked to.",
    why="Links and citations name parts; they now lead to the top of the page and look wrong.",
    bad="# requirement `report-weekly` was deleted",
    good="aliases: ['/directives/bod-26-04/#report-weekly']",
)
SILENT_CHANGE = Rule(
    code="N905",
    name="silent-change",
    severity="warning",
    what=(
        "The meaning of a published record changed, but it has no new `history` entry and no later `updated` date."
        " Spelling, punctuation, aliases, topics and related records are no meaning."
    ),
    why="Feeds, calendars and readers learn of changes from the history; this one would pass unseen.",
    bad="deadline: {on: 2026-12-14}  # was 2026-12-07",
    good="updated: 2026-11-22\nhistory:\n  - {date: 2026-11-22, change: The date moved to December 14.}",
)
DATE_BACKWARDS = Rule(
    code="N906",
    name="date-backwards",
    severity="error",
    what="`published` changed, `updated` moved backwards or was taken out, or a `history` entry is gone.",
    why="Programs that read the portal by date would miss the change or see it twice.",
    bad="updated: 2026-10-01  # was 2026-11-02",
    good="updated: 2026-11-22",
)

Found = tuple[str, Entry | None, Remark]
"""The file that a finding is on, the record in it if there still is one, and the words."""
Check = Callable[[Catalog, Catalog], Iterator[Found]]


def _public(catalog: Catalog) -> Iterator[Entry]:
    return (entry for entry in catalog.by_id.values() if entry.record.status != "draft")


def _pairs(base: Catalog, now: Catalog) -> Iterator[tuple[Entry, Entry]]:
    """Each record that was published, with what it is now."""
    for before in _public(base):
        after = now.by_id.get(before.record.id)
        if after is not None and after.record.status != "draft":
            yield before, after


def _addresses(catalog: Catalog) -> set[str]:
    """Every address that answers: of a published record, or a former one that some record names."""
    found = {f"/{address_of(entry.record)}" for entry in _public(catalog)}
    return found | {_address(alias) for entry in _public(catalog) for alias in entry.record.aliases if alias[0] == "/"}


def _address(alias: str) -> str:
    """A former address as it is compared: a page ends in one slash, a part keeps its anchor."""
    page, mark, part = alias.partition("#")
    return f"/{page.strip('/')}/{mark}{part}"


def id_vanished(base: Catalog, now: Catalog) -> Iterator[Found]:
    """What was published must stay."""
    answered = _addresses(now)
    for before in _public(base):
        record = before.record
        after = now.by_id.get(record.id)
        if record.id in now.unreadable or (after is not None and after.record.status != "draft"):
            continue
        address = f"/{address_of(record)}"
        if after is not None:
            yield (
                after.path,
                after,
                Remark(
                    ("status",),
                    f"{noun_of(record)} that was published is a draft now, so its page is gone",
                    "Put back its status; if it no longer holds, write `status: withdrawn` with `ended`.",
                ),
            )
        elif address not in answered:
            yield (
                before.path,
                None,
                Remark(
                    (),
                    f"`{record.id}`, {noun_of(record)} that was published, is not there any more",
                    "Put the file back and write `status: withdrawn` with `ended: {date, reason}`; its page stays as a"
                    f" tombstone. If another record took its place, name `{address}` in the `aliases` of that one.",
                ),
            )


def kind_changed(base: Catalog, now: Catalog) -> Iterator[Found]:
    """A record that changes its kind must keep its former address."""
    answered = _addresses(now)
    for before, after in _pairs(base, now):
        address = f"/{address_of(before.record)}"
        if before.record.kind != after.record.kind and address not in answered:
            yield (
                after.path,
                after,
                Remark(
                    ("kind",),
                    f"`{before.record.id}` was {noun_of(before.record)} and lay at `{address}`",
                    f"Add `aliases: [{address}]`, so that the old address leads here.",
                ),
            )


def address_lost(base: Catalog, now: Catalog) -> Iterator[Found]:
    """A former address must keep leading somewhere."""
    answered = _addresses(now)
    for before in _public(base):
        after = now.by_id.get(before.record.id)
        for alias in before.record.aliases:
            if alias[0] == "/" and "#" not in alias and _address(alias) not in answered:
                hidden = before.record.id in now.unreadable
                if not hidden:
                    yield (
                        after.path if after else before.path,
                        after,
                        Remark(
                            (Key("aliases"),) if after and after.record.aliases else (),
                            f"the former address `{alias}` leads nowhere any more",
                            f"Name `{alias}` in the `aliases` of the record that readers of it want.",
                        ),
                    )


def anchor_lost(base: Catalog, now: Catalog) -> Iterator[Found]:
    """A part that could be linked to must keep its anchor."""
    for before, after in _pairs(base, now):
        kept = _anchors(after.record)
        page = f"/{address_of(after.record)}"
        named = {_address(alias) for alias in after.record.aliases if alias[0] == "/"}
        for part, noun in _anchors(before.record).items():
            if part not in kept and f"{page}#{part}" not in named:
                where = duty_field(after.record) if after.record.duties else "id"
                yield (
                    after.path,
                    after,
                    Remark(
                        (Key(where),),
                        f"the {noun} `{part}`, which could be linked to, is not there any more",
                        f"Put it back, or add `{page}#{part}` to `aliases`, so that the link leads to this page.",
                    ),
                )


def _anchors(record: Record) -> dict[str, str]:
    noun = "requirement" if isinstance(record, Directive) else "action"
    found = {duty.id: noun for duty in record.duties}
    if isinstance(record, Directive):
        found |= {table.id: "decision table" for table in record.decision_tables}
    return found


def silent_change(base: Catalog, now: Catalog) -> Iterator[Found]:
    """A change of meaning must be told."""
    for before, after in _pairs(base, now):
        old, new = before.record, after.record
        told = any(each not in old.history for each in new.history)
        later = new.updated is not None and (old.updated is None or new.updated > old.updated)
        if told or later or new.changed == now.today or old.kind != new.kind:
            continue
        fields = [field for field in _fields(new) if _meaning(getattr(old, field)) != _meaning(getattr(new, field))]
        if fields:
            yield (
                after.path,
                after,
                Remark(
                    (Key(fields[0]),) if getattr(new, fields[0]) else ("id",),
                    f"{quoted(fields)} changed in meaning since the base revision, and nothing tells readers so",
                    "Add an entry to `history` that says what changed, and set `updated` to its date.",
                ),
            )


_NO_MEANING = frozenset({"history", "updated", "review_by", "aliases", "topics", "related", "published", "id"})
_NO_MEANING_INSIDE = frozenset({"retrieved", "label", "as_of"})
_WORDS = re.compile(r"\w+")


def _fields(record: Record) -> list[str]:
    return [field for field in record.__struct_fields__ if field not in _NO_MEANING]


def _meaning(value: Any) -> Any:
    """What a value says, without its spelling: words without capitals and punctuation, parts without notes of care."""
    if isinstance(value, str):
        return tuple(_WORDS.findall(value.casefold()))
    if isinstance(value, tuple):
        return tuple(_meaning(each) for each in value)
    if isinstance(value, msgspec.Struct):
        return (
            type(value).__name__,
            *(_meaning(getattr(value, name)) for name in value.__struct_fields__ if name not in _NO_MEANING_INSIDE),
        )
    if isinstance(value, dict):
        return tuple((key, _meaning(each)) for key, each in value.items())
    return value


def date_backwards(base: Catalog, now: Catalog) -> Iterator[Found]:
    """Dates must not move backwards, and the history must not be rewritten."""
    for before, after in _pairs(base, now):
        old, new = before.record, after.record

        def remark(path: Path, message: str, help: str, entry: Entry = after) -> Found:
            return entry.path, entry, Remark(path, message, help)

        if old.published and new.published != old.published:
            yield remark(
                ("published",) if new.published else ("id",),
                f"`published` was {old.published}; the day on which a record was first published does not change",
                f"Write `published: {old.published}`, and tell the change with `updated`.",
            )
        if old.updated and (new.updated is None or new.updated < old.updated):
            yield remark(
                ("updated",) if new.updated else ("id",),
                f"`updated` was {old.updated} and must not move backwards",
                f"Write `updated: {old.updated}` or a later date.",
            )
        gone = [each for each in old.history if not any(each.date == kept.date for kept in new.history)]
        for each in gone:
            yield remark(
                (Key("history"),) if new.history else ("id",),
                f"the history entry of {each.date} is gone",
                "Put it back: the history only grows. What was wrong in it is corrected by a new entry.",
            )


PERMANENCE_RULES: tuple[tuple[Rule, Check], ...] = (
    (ID_VANISHED, id_vanished),
    (KIND_CHANGED, kind_changed),
    (ADDRESS_LOST, address_lost),
    (ANCHOR_LOST, anchor_lost),
    (SILENT_CHANGE, silent_change),
    (DATE_BACKWARDS, date_backwards),
)
"""What a content folder can break of what an earlier revision of it published."""


def compare_revisions(base: Catalog, now: Catalog) -> Iterator[tuple[Rule, str, Entry | None, Remark]]:
    """Apply the rules that need an earlier revision."""
    for rule, check in PERMANENCE_RULES:
        for path, entry, remark in check(base, now):
            yield rule, path, entry, remark
