"""CWE from its JSON (a file an entry), its XML, or the CSV of its views."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any
from xml.parsers import expat

import msgspec

from portal.vocabularies.model import Entry, Imported, Refused, Status, unique
from portal.vocabularies.parse import day, from_csv, from_json, looks_like_json, squeeze
from portal.vocabularies.unpack import File

_RESEARCH = "1000"
"""The view whose hierarchy counts: it holds every weakness."""
_STATUS: dict[str, Status] = {"Deprecated": "deprecated", "Obsolete": "obsolete"}
_COLUMNS = ("CWE-ID", "Name", "Weakness Abstraction", "Status", "Related Weaknesses")


class _Relation(msgspec.Struct, frozen=True):
    """How one weakness is related to another, in one view."""

    nature: str
    other: str
    view: str
    ordinal: str = ""


def read(files: Iterable[File]) -> Imported:
    """Read all files of a release: JSON entries (with ``cwev.json``, which tells the release), XML or CSV views.

    Raises Refused.
    """
    entries: dict[str, Entry] = {}
    releases: list[tuple[str, str]] = []
    views = False
    for file in files:
        if looks_like_json(file):
            found: Iterable[Entry] = _from_json(file, releases)
        elif file.content[:64].removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<"):
            found = _from_xml(file, releases)
        elif file.name.lower().endswith(".csv") or file.content.startswith(b"CWE-ID,"):
            found, views = _from_csv(file), True
        else:
            continue  # a folder or an archive may hold a licence or a readme beside the entries
        for entry in found:
            if entries.setdefault(entry.id, entry) != entry:
                raise Refused(f"{entry.id} occurs twice, and not the same")
    if not any(entry.kind == "weakness" for entry in entries.values()):
        raise Refused("the input holds no CWE weakness")
    if len(set(releases)) > 1:
        raise Refused("the input holds more than one release of CWE")
    version, date = releases[0] if releases else ("", "")
    notes = []
    if not version:
        notes.append("The files do not say which release of CWE they are.")
    if views:
        notes.append("The CSV of a view holds neither categories nor what is deprecated.")
    return Imported(entries=unique(list(entries.values())), version=version, date=date, notes=tuple(notes))


def _entry(kind: str, row: dict[str, str], relations: Iterable[_Relation], usage: str) -> Entry:
    number = row["ID"]
    if not re.fullmatch(r"[1-9][0-9]{0,4}", number):
        raise Refused(f"{number!r} is not the number of a CWE entry")
    parents = [each for each in relations if (each.nature, each.view) == ("ChildOf", _RESEARCH)]
    parents.sort(key=lambda each: (each.ordinal != "Primary", int(each.other)))
    return Entry(
        id=f"CWE-{number}",
        kind=kind,
        name=squeeze(row["Name"].removeprefix("DEPRECATED: ")),
        status=_STATUS.get(row["Status"], "active"),
        parents=tuple(dict.fromkeys(f"CWE-{each.other}" for each in parents)),
        abstraction=row.get("Abstraction", ""),
        usage=usage,
    )


class _JsonRelation(msgspec.Struct, rename="pascal"):
    nature: str
    cwe_id: str = msgspec.field(name="CweID")
    view_id: str = msgspec.field(name="ViewID", default="")
    ordinal: str = ""


class _MappingNotes(msgspec.Struct, rename="pascal"):
    usage: str = ""


class _Record(msgspec.Struct, rename="pascal"):
    id: str = msgspec.field(name="ID", default="")
    name: str = ""
    status: str = ""
    abstraction: str = ""
    type: str = ""
    related_weaknesses: list[_JsonRelation] = []
    mapping_notes: _MappingNotes | None = None
    content_version: str = ""
    content_date: str = ""


def _from_json(file: File, releases: list[tuple[str, str]]) -> Iterator[Entry]:
    record = from_json(file, _Record)
    if record.content_version and not record.id:
        releases.append((record.content_version, day(record.content_date, file.name)))
        return
    if not (record.id and record.name and record.status):
        raise Refused(f"{file.name} is JSON, but not a CWE entry: it has no ID, Name and Status")
    kind = "weakness" if record.abstraction else "view" if record.type else "category"
    row = {"ID": record.id, "Name": record.name, "Status": record.status, "Abstraction": record.abstraction}
    relations = [_Relation(each.nature, each.cwe_id, each.view_id, each.ordinal) for each in record.related_weaknesses]
    yield _entry(kind, row, relations, record.mapping_notes.usage if record.mapping_notes else "")


def _from_csv(file: File) -> Iterator[Entry]:
    for row in from_csv(file, _COLUMNS):
        relations = []
        for each in row["Related Weaknesses"].split("::"):
            found = re.match(r"NATURE:(\w+):CWE ID:([0-9]+):VIEW ID:([0-9]+)(?::ORDINAL:(\w+))?", each)
            if found:
                relations.append(_Relation(found[1], found[2], found[3], found[4] or ""))
        named = {"ID": row["CWE-ID"].strip(), "Name": row["Name"], "Status": row["Status"].strip()}
        yield _entry("weakness", named | {"Abstraction": row["Weakness Abstraction"].strip()}, relations, "")


class _XmlReader:
    """Collects entries while expat reads; nothing else is kept, and no entity is ever declared or fetched."""

    kinds = {"Weakness": "weakness", "Category": "category", "View": "view"}  # noqa: RUF012 - read only

    def __init__(self, file: str) -> None:
        self.file = file
        self.entries: list[Entry] = []
        self.release: tuple[str, str] | None = None
        self._row: dict[str, str] | None = None
        self._kind = ""
        self._relations: list[_Relation] = []
        self._usage: list[str] | None = None
        self._usages: list[str] = []

    def doctype(self, *_: Any) -> None:
        raise Refused(f"{self.file} declares a document type, which CWE does not")

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if self.release is None:
            if tag != "Weakness_Catalog" or not {"Version", "Date"} <= attributes.keys():
                raise Refused(f"{self.file} is XML, but not CWE: it begins with <{tag}>")
            self.release = (attributes["Version"], day(attributes["Date"], self.file))
        elif tag in self.kinds and self._row is None:
            missing = sorted({"ID", "Name", "Status"} - attributes.keys())
            if missing:
                raise Refused(f"{self.file} has a {tag} without {', '.join(missing)}")
            self._row, self._kind, self._relations, self._usages = attributes, self.kinds[tag], [], []
        elif tag == "Related_Weakness" and self._row is not None:
            named = [attributes.get(name, "") for name in ("Nature", "CWE_ID", "View_ID", "Ordinal")]
            self._relations.append(_Relation(*named))
        elif tag == "Usage" and self._row is not None:
            self._usage = []

    def text(self, text: str) -> None:
        if self._usage is not None:
            self._usage.append(text)

    def end(self, tag: str) -> None:
        if tag == "Usage" and self._usage is not None:
            self._usages.append("".join(self._usage).strip())
            self._usage = None
        elif self.kinds.get(tag) == self._kind and self._row is not None:
            usage = self._usages[0] if self._usages else ""
            self.entries.append(_entry(self._kind, self._row, self._relations, usage))
            self._row = None


def _from_xml(file: File, releases: list[tuple[str, str]]) -> list[Entry]:
    reader = _XmlReader(file.name)
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = reader.doctype
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    try:
        parser.Parse(file.content, True)
    except expat.ExpatError as problem:
        raise Refused(f"{file.name} is not whole XML: {problem}") from problem
    assert reader.release is not None
    releases.append(reader.release)
    return reader.entries
