"""SSVC decision points that CISA adds to CVE records (the repository Vulnrichment): a file, a folder or an archive."""

from __future__ import annotations

from collections.abc import Iterable, Set
from typing import Any

import msgspec

from portal.content import identifiers
from portal.vocabularies.model import Entry, Imported, Refused, unique
from portal.vocabularies.parse import day, from_json
from portal.vocabularies.unpack import File

_POINTS = {
    "exploitation": ("none", "poc", "active"),
    "automatable": ("yes", "no"),
    "technical impact": ("partial", "total"),
}
_MANY = 5_000
"""More records than this are the whole repository, of which a build needs only what it is asked for."""


class _Content(msgspec.Struct):
    options: list[dict[str, Any]] = []
    timestamp: str = ""


class _Other(msgspec.Struct):
    type: str = ""
    content: msgspec.Raw = msgspec.Raw(b"{}")


class _Metric(msgspec.Struct):
    other: _Other | None = None


class _Adp(msgspec.Struct):
    metrics: list[_Metric] = []


class _Containers(msgspec.Struct):
    adp: list[_Adp] = []


class _Metadata(msgspec.Struct, rename={"id": "cveId"}):
    id: str
    state: str = "PUBLISHED"


class _Record(msgspec.Struct, rename={"metadata": "cveMetadata"}):
    metadata: _Metadata
    containers: _Containers


def read(files: Iterable[File], wanted: Set[str] = frozenset()) -> Imported:
    """Read CVE 5 records. Of a whole repository only the wanted identifiers are kept, if any are named.

    Raises Refused.
    """
    entries: dict[str, Entry] = {}
    records = silent = rejected = 0
    odd: list[str] = []
    for file in files:
        if not _is_record(file):
            continue  # the repository also holds a readme, its licence and its own tools
        records += 1
        record = from_json(file, _Record)
        own = identifiers.canonical("cve", record.metadata.id)
        if own is None:
            raise Refused(f"{file.name} is the record of {record.metadata.id!r}, which is not a CVE identifier")
        if record.metadata.state == "REJECTED":
            rejected += 1
            continue
        decision = _latest(record, file)
        if decision is None:
            silent += 1
            continue
        entry = _entry(own, *decision)
        if entry is None:
            odd.append(own)
        elif entries.setdefault(own, entry) != entry:
            raise Refused(f"{own} occurs twice, and not the same")
    if not records:
        raise Refused("the input holds no CVE record")
    notes = []
    if records > _MANY and wanted:
        left = len(entries)
        entries = {own: entry for own, entry in entries.items() if own in wanted}
        notes.append(f"Of {left:,} records with a decision, the {len(entries):,} of the KEV catalog are kept.")
    if silent:
        notes.append(f"{silent:,} records have no decision.")
    if rejected:
        notes.append(f"{rejected:,} records are of rejected identifiers.")
    if odd:
        notes.append(f"Left out, because a decision point is missing or unknown: {', '.join(sorted(odd))}.")
    if not entries:
        raise Refused(f"none of the {records:,} records has a decision that is wanted")
    return Imported(
        entries=unique(list(entries.values())),
        date=max(entry.decided for entry in entries.values()),
        notes=tuple(notes),
    )


def _is_record(file: File) -> bool:
    """Whether a file is a CVE record: by its name, or under another name by what it holds."""
    name = file.name.rpartition("/")[2]
    return name.endswith(".json") and (name.startswith("CVE-") or b'"cveMetadata"' in file.content)


def _latest(record: _Record, file: File) -> tuple[str, dict[str, str]] | None:
    """The newest decision of a record: its time, and its points in lower case."""
    found = []
    for metric in (metric for adp in record.containers.adp for metric in adp.metrics):
        if metric.other is not None and metric.other.type.lower() == "ssvc":
            content = from_json(File(file.name, bytes(metric.other.content)), _Content)
            points = {
                name.lower().replace("_", " "): str(value).lower()
                for option in content.options
                for name, value in option.items()
            }
            found.append((content.timestamp, points))
    return max(found, key=lambda each: each[0]) if found else None


def _entry(own: str, time: str, points: dict[str, str]) -> Entry | None:
    if any(points.get(name) not in values for name, values in _POINTS.items()):
        return None
    return Entry(
        id=own,
        kind="decision",
        name=own,
        exploitation=points["exploitation"],
        automatable=points["automatable"],
        impact=points["technical impact"],
        decided=day(time, own),
    )
