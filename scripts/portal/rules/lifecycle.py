"""L4xx: what replaces what, and that a record and its successor tell the same story."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from portal.content.catalog import Catalog, Entry, replaced_by, revoked_by
from portal.content.fields import as_day
from portal.content.findings import Path, Remark, Rule
from portal.content.kinds import Record
from portal.content.kinds.base import ENDED_STATUSES
from portal.content.kinds.directive import Directive
from portal.content.kinds.organization import Organization
from portal.rules.cycles import cycles
from portal.rules.words import fold, listed, quoted

SUCCESSION_CYCLE = Rule(
    code="L401",
    name="succession-cycle",
    severity="error",
    what="Records supersede or revoke one another in a circle.",
    why="None of them would be the one that holds.",
    bad="# bod-26-04.yml\nsupersedes: [bod-22-01]\n# bod-22-01.yml\nsupersedes: [bod-26-04]",
    good="# bod-26-04.yml\nsupersedes: [bod-22-01]",
)
SUCCESSION_FORK = Rule(
    code="L402",
    name="succession-fork",
    severity="error",
    what=(
        "Two published records supersede or revoke the same record. A successor that is itself no longer in force does"
        " not count."
    ),
    why="A reader of the old record is sent to one place; with two claims it could be the wrong one.",
    bad="# bod-26-04.yml\nsupersedes: [bod-22-01]\n# bod-26-05.yml\nsupersedes: [bod-22-01]",
    good="# bod-26-04.yml\nsupersedes: [bod-22-01]\n# bod-26-05.yml\nrelated: [bod-22-01]",
)
REPLACED_IN_FORCE = Rule(
    code="L403",
    rests_on=("status",),
    name="replaced-in-force",
    severity="error",
    what="A record whose status is still `draft` or `published` is superseded or revoked by a published one.",
    why="Readers would work for a rule that is gone, and its deadlines would stay on the list.",
    bad="# bod-26-04.yml\nrevokes: [bod-22-01]\n# bod-22-01.yml\nstatus: published",
    good="# bod-22-01.yml\nstatus: revoked\nended: {date: 2026-06-10, reason: BOD 26-04 revoked it.}",
)
WRONG_ENDING = Rule(
    code="L404",
    name="wrong-ending",
    severity="error",
    what=(
        "The status of a record does not say what its successor says: `revoked` if another revokes it, otherwise"
        " `superseded` if another supersedes it."
    ),
    why="A revoked directive and a replaced one leave an agency with different duties.",
    bad="# bod-26-04.yml\nrevokes: [bod-22-01]\n# bod-22-01.yml\nstatus: closed",
    good="# bod-22-01.yml\nstatus: revoked",
)
NO_SUCCESSOR = Rule(
    code="L405",
    rests_on=("status", "ended"),
    name="no-successor",
    severity="error",
    what=(
        "A record is `superseded` or `revoked`, but no other record says that it did so, and `ended` names no `source`"
        " for it; or `ended.reason` names a record of the portal that does not say so."
    ),
    why=(
        "The page has to say what took its place. Where that is not a record of the portal, a source has to stand for"
        " it; where it is one, both have to agree."
    ),
    bad="status: superseded\nended: {date: 2026-01-23, reason: OMB M-26-05 replaced it.}",
    good="# m-26-05.yml\nsupersedes: [m-22-18]",
)
MISSING_ENDED = Rule(
    code="L406",
    rests_on=("status", "ended"),
    name="missing-ended",
    severity="error",
    what="A record that is superseded, revoked, closed or withdrawn does not say since when and why.",
    why="The page says so above everything else, with the date.",
    bad="status: revoked",
    good="status: revoked\nended:\n  date: 2026-06-10\n  reason: BOD 26-04 revoked it.\n  source: successor",
)
ENDED_IN_FORCE = Rule(
    code="L407",
    rests_on=("status", "ended"),
    name="ended-in-force",
    severity="error",
    what="A record has `ended`, but its status is `draft` or `published`.",
    why="One of the two is wrong, and readers would believe the status.",
    bad="status: published\nended: {date: 2026-06-10, reason: BOD 26-04 revoked it.}",
    good="status: revoked\nended: {date: 2026-06-10, reason: BOD 26-04 revoked it.}",
)
ENDED_BEFORE_SUCCESSOR = Rule(
    code="L408",
    name="ended-before-successor",
    severity="error",
    what="`ended.date` lies before the day on which the record that revokes or supersedes it was issued.",
    why="A document cannot end another before it exists; one of the dates is wrong.",
    bad="# bod-26-04.yml\nissued: 2026-06-10\n# bod-22-01.yml\nended: {date: 2026-06-01, reason: Revoked.}",
    good="# bod-22-01.yml\nended: {date: 2026-06-10, reason: Revoked.}",
)
AUTHORITY_CYCLE = Rule(
    code="L409",
    name="authority-cycle",
    severity="error",
    what="Directives rest on one another in a circle.",
    why="An authority comes first; the page would show an endless line of grounds.",
    bad="# eo-14028.yml\nauthority: [m-22-09]\n# m-22-09.yml\nauthority: [eo-14028]",
    good="# m-22-09.yml\nauthority: [eo-14028]",
)
PARENT_CYCLE = Rule(
    code="L410",
    name="parent-cycle",
    severity="error",
    what="Organizations belong to one another in a circle.",
    why="One of them would be part of its own part.",
    bad="# dhs.yml\nparent: cisa\n# cisa.yml\nparent: dhs",
    good="# cisa.yml\nparent: dhs",
)

_Onward = Callable[[Record], Sequence[tuple[Path, str]]]


def _succession(record: Record) -> list[tuple[Path, str]]:
    return [
        *((("supersedes", index), older) for index, older in enumerate(replaced_by(record))),
        *((("revokes", index), older) for index, older in enumerate(revoked_by(record))),
    ]


def _authority(record: Record) -> list[tuple[Path, str]]:
    if not isinstance(record, Directive):
        return []
    return [(("authority", index), each) for index, each in enumerate(record.authority)]


def _parent(record: Record) -> list[tuple[Path, str]]:
    return [(("parent",), record.parent)] if isinstance(record, Organization) and record.parent else []


def _graph(catalog: Catalog, onward: _Onward) -> dict[str, list[str]]:
    found = ((entry.record.id, onward(entry.record)) for entry in catalog.by_id.values())
    return {name: [target for _, target in steps] for name, steps in found if steps}


def _circles(catalog: Catalog, onward: _Onward, verb: str, help: str) -> Iterator[tuple[Entry, Remark]]:
    for circle in cycles(_graph(catalog, onward)):
        entry = catalog.by_id[circle[0]]
        path = next(path for path, target in onward(entry.record) if target == circle[1])
        chain = " → ".join(f"`{name}`" for name in [*circle, circle[0]])
        yield entry, Remark(path, f"{verb} in a circle: {chain}", help)


def succession_cycle(catalog: Catalog) -> Iterator[tuple[Entry, Remark]]:
    """Succession must not go in a circle."""
    help = "The later record names the earlier one; delete the entry in the earlier record."
    return _circles(catalog, _succession, "these records replace one another", help)


def authority_cycle(catalog: Catalog) -> Iterator[tuple[Entry, Remark]]:
    """Authority must not go in a circle."""
    help = "The later directive rests on the earlier one; delete the entry in the earlier one."
    return _circles(catalog, _authority, "these directives rest on one another", help)


def parent_cycle(catalog: Catalog) -> Iterator[tuple[Entry, Remark]]:
    """Organizations must not belong to one another in a circle."""
    help = "Delete `parent` in the organization that stands above the others."
    return _circles(catalog, _parent, "these organizations belong to one another", help)


def succession_fork(catalog: Catalog) -> Iterator[tuple[Entry, Remark]]:
    """Only one published record may supersede or revoke a record."""
    first: dict[str, Entry] = {}
    for entry in catalog.by_id.values():
        if entry.record.status != "published":
            continue
        claims: dict[str, Path] = {}
        for path, older in _succession(entry.record):
            if older != entry.record.id:
                claims.setdefault(older, path)
        for older, path in claims.items():
            other = first.setdefault(older, entry)
            if other is not entry:
                yield (
                    entry,
                    Remark(
                        path,
                        f"`{entry.record.id}` and `{other.record.id}` both say that they replace `{older}`"
                        f"; the other one is {other.path}",
                        "Leave it to the one that did; let the other name the record under `related`.",
                    ),
                )


def _successors(catalog: Catalog, record: Record) -> list[Record]:
    """The records that ended this one. One that was withdrawn ended nothing, nor does one that this record ended."""
    forerunners = {*replaced_by(record), *revoked_by(record)}
    return [each for each in catalog.successors(record) if each.status != "withdrawn" and each.id not in forerunners]


def _ending(catalog: Catalog, record: Record) -> tuple[str, list[str]] | None:
    """The status that the record's successors give it, and who they are."""
    successors = _successors(catalog, record)
    revokers = [each.id for each in successors if record.id in revoked_by(each)]
    if revokers:
        return "revoked", revokers
    return ("superseded", [each.id for each in successors]) if successors else None


def replaced_in_force(catalog: Catalog) -> Iterator[tuple[Entry, Remark]]:
    """A record that another one replaced must say so."""
    for entry in catalog.by_id.values():
        record = entry.record
        if record.status in ENDED_STATUSES:
            continue
        ending = _ending(catalog, record)
        if ending:
            wanted, by = ending
            verb = {"revoked": "revoke", "superseded": "supersede"}[wanted] + ("s" if len(by) == 1 else "")
            yield (
                entry,
                Remark(
                    ("status",),
                    f"{quoted(by)} {verb} this record, but its status is `{record.status}`",
                    f"Write `status: {wanted}` and add `ended`, or mend `{by[0]}`.",
                ),
            )


def wrong_ending(catalog: Catalog) -> Iterator[tuple[Entry, Remark]]:
    """A record must have ended in the way that its successor says."""
    for entry in catalog.by_id.values():
        record = entry.record
        if record.status not in ENDED_STATUSES:
            continue
        ending = _ending(catalog, record)
        if ending and ending[0] != record.status:
            wanted, by = ending
            yield (
                entry,
                Remark(
                    ("status",),
                    f"the status is `{record.status}`, but {quoted(by)} {_say(by)} that this record is {wanted}",
                    f"Write `status: {wanted}`, or mend `{by[0]}`.",
                ),
            )


def _say(names: Sequence[str]) -> str:
    return "says" if len(names) == 1 else "say"


def no_successor(catalog: Catalog) -> Iterator[tuple[Entry, Remark]]:
    """What superseded or revoked a record must be known."""
    if catalog.unreadable:
        return  # One of those files may be the successor.
    spellings: dict[str, str] | None = None
    for entry in catalog.by_id.values():
        record = entry.record
        if record.status not in ("superseded", "revoked") or record.ended is None:
            continue
        if catalog.successors(record):
            continue
        verb = {"superseded": "supersedes", "revoked": "revokes"}[record.status]
        field = "revokes" if record.status == "revoked" and isinstance(record, Directive) else "supersedes"
        if spellings is None:
            spellings = _spellings(catalog)
        named = [each for each in _named(record.ended.reason, spellings) if each != record.id]
        if named:
            yield (
                entry,
                Remark(
                    ("ended", "reason"),
                    f"the reason names {quoted(named)}, but no record says that it {verb} this one",
                    f"Add `{record.id}` to `{field}` in the record that did, or mend the status.",
                ),
            )
        elif record.ended.source is None:
            yield (
                entry,
                Remark(
                    ("status",),
                    f"the status is `{record.status}`, but no record says that it {verb} this one",
                    f"Add `{field}: [{record.id}]` to the record that did, or name in `ended.source` the source that"
                    " says so.",
                ),
            )


def _spellings(catalog: Catalog) -> dict[str, str]:
    """The directives that could have ended something, by id, citation and alias."""
    found: dict[str, str] = {}
    for record in catalog.kinds["directive"]:
        assert isinstance(record, Directive)
        for spelling in (record.id, record.citation or "", *record.aliases):
            # A bare number such as `26-04` says too little to be sure who is meant.
            if any(letter.isalpha() for letter in spelling) and any(letter.isdigit() for letter in spelling):
                found.setdefault(fold(spelling), record.id)
    return found


_WORD = re.compile(r"[^\s,;:()]+")
_LONGEST_SPELLING = 6
"""The most words in a spelling that a reason is searched for."""


def _named(text: str, spellings: dict[str, str]) -> list[str]:
    """The ids of the records that a text names by any spelling, in order."""
    words = _WORD.findall(text)
    found: dict[str, None] = {}
    for start in range(len(words)):
        for end in range(min(len(words), start + _LONGEST_SPELLING), start, -1):
            record_id = spellings.get(fold("".join(words[start:end])))
            if record_id:
                found.setdefault(record_id)
                break
    return list(found)


def missing_ended(record: Record) -> Iterator[Remark]:
    """A record that is no longer in force must say since when and why."""
    if record.status in ENDED_STATUSES and record.ended is None:
        yield Remark(
            ("status",),
            f"the status is `{record.status}`, but `ended` is missing",
            "Add `ended:` with `date`, `reason` and, if a source says so, `source`.",
        )


def ended_in_force(record: Record) -> Iterator[Remark]:
    """A record with `ended` must have a status that says so."""
    if record.status not in ENDED_STATUSES and record.ended is not None:
        choices = listed([f"`{status}`" for status in ENDED_STATUSES], "or")
        yield Remark(
            ("status",),
            f"the record ended on {record.ended.date}, but its status is `{record.status}`",
            f"Write {choices}, or remove `ended`.",
        )


def ended_before_successor(catalog: Catalog) -> Iterator[tuple[Entry, Remark]]:
    """A record must not have ended before its successor was issued."""
    for entry in catalog.by_id.values():
        record = entry.record
        if record.ended is None or record.status not in ("superseded", "revoked"):
            continue
        successors = _successors(catalog, record)
        issued = [as_day(getattr(each, "issued", None)) for each in successors]
        days = [day for day in issued if day is not None]
        if days and len(days) == len(issued) and record.ended.date < min(days):
            by = successors[days.index(min(days))]
            yield (
                entry,
                Remark(
                    ("ended", "date"),
                    f"the record ended on {record.ended.date}, before `{by.id}`, which {record.status} it, was issued"
                    f" on {min(days)}",
                    "Write the day on which it stopped to hold.",
                ),
            )
