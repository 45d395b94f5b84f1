"""CISA's catalog of known exploited vulnerabilities, from its JSON or its CSV."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import msgspec

from portal.content import identifiers
from portal.vocabularies.model import Entry, Imported, Refused, unique
from portal.vocabularies.parse import day, from_csv, from_json, looks_like_json, only, squeeze
from portal.vocabularies.unpack import File

_NEEDED = ("cveID", "vendorProject", "product", "vulnerabilityName", "dateAdded", "dueDate")
_KNOWN = {*_NEEDED, "shortDescription", "requiredAction", "knownRansomwareCampaignUse", "notes", "cwes"}


class _Catalog(msgspec.Struct, rename={"version": "catalogVersion", "released": "dateReleased"}):
    vulnerabilities: list[dict[str, Any]]
    version: str
    released: str
    count: int | None = None


def read(files: Iterable[File]) -> Imported:
    """Read the one file, of either format. Raises Refused."""
    file = only(files)
    if looks_like_json(file):
        catalog = from_json(file, _Catalog)
        rows, version, date = catalog.vulnerabilities, catalog.version, day(catalog.released, file.name)
        if catalog.count is not None and catalog.count != len(rows):
            raise Refused(f"{file.name} says that it holds {catalog.count:,} entries, and holds {len(rows):,}")
    else:
        rows, version, date = [*from_csv(file, _NEEDED)], "", ""
    if not rows:
        raise Refused(f"{file.name} holds no vulnerability")
    odd: list[str] = []
    entries = unique([_entry(row, file.name, odd) for row in rows])
    early = sum(entry.due < entry.added for entry in entries)
    unknown = sorted({name for row in rows for name in row} - _KNOWN)
    notes = []
    if early:
        notes.append(f"{early:,} entries were due before they were added, as published.")
    if odd:
        notes.append(f"Weaknesses that are no CWE identifiers and were left out: {', '.join(odd)}.")
    if unknown:
        notes.append(f"Fields that are not known and were left out: {', '.join(unknown)}.")
    return Imported(
        entries=entries, version=version, date=date or max(entry.added for entry in entries), notes=tuple(notes)
    )


def _entry(row: dict[str, Any], file: str, odd: list[str]) -> Entry:
    missing = [name for name in _NEEDED if not isinstance(row.get(name), str)]
    if missing:
        raise Refused(f"{file} has an entry without {', '.join(missing)}")
    own = identifiers.canonical("cve", row["cveID"])
    if own is None:
        raise Refused(f"{file} has an entry whose cveID is {row['cveID']!r}")
    return Entry(
        id=own,
        kind="vulnerability",
        name=squeeze(row["vulnerabilityName"]),
        vendor=squeeze(row["vendorProject"]),
        product=squeeze(row["product"]),
        added=day(row["dateAdded"].strip(), own),
        due=day(row["dueDate"].strip(), own),
        ransomware=squeeze(str(row.get("knownRansomwareCampaignUse") or "")),
        weaknesses=_weaknesses(row.get("cwes"), own, odd),
    )


def _weaknesses(value: Any, own: str, odd: list[str]) -> tuple[str, ...]:
    """The CWE identifiers of a list (JSON) or of a text with commas (CSV); what is none is added to ``odd``."""
    given = value if isinstance(value, list) else re.split(r"[,;\s]+", str(value or ""))
    found = []
    for each in given:
        if str(each).strip():
            weakness = identifiers.canonical("cwe", str(each))
            if weakness is None:
                odd.append(f"{each!r} of {own}")
            else:
                found.append(weakness)
    return tuple(dict.fromkeys(found))
