"""I2xx: what a record and its parts are called, and that nobody else is called the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from portal.content.catalog import Catalog, Entry
from portal.content.findings import Path, Remark, Rule
from portal.content.kinds import KINDS, Record, address_of, kind_of
from portal.content.scalars import ID
from portal.rules.walk import duties, duty_field, tables
from portal.rules.words import a, fold, noun_of

ID_DIFFERS_FROM_FILE = Rule(
    code="I201",
    name="id-differs-from-file",
    severity="error",
    what="The `id` of a record is not the name of its file without `.yml`.",
    why="Authors look for a record by its file's name, readers by its address; both come from one id.",
    bad="# guidance/tools/garak.yml\nid: garak-scanner",
    good="# guidance/tools/garak.yml\nid: garak",
)
ID_TAKEN = Rule(
    code="I202",
    name="id-taken",
    severity="error",
    what="Two records have the same `id`, in whatever folders they are.",
    why="A reference could mean either of them, and one page would overwrite the other.",
    bad="# guidance/services/thorium.yml, beside guidance/tools/thorium.yml\nid: thorium",
    good="# guidance/services/thorium-service.yml\nid: thorium-service",
)
WRONG_FOLDER = Rule(
    code="I203",
    name="wrong-folder",
    severity="error",
    what="A record is not in the folder of its kind.",
    why="Authors find records by folder, and a record in the wrong one is edited twice or not at all.",
    bad="# guidance/tools/jcdc.yml\nkind: service",
    good="# guidance/services/jcdc.yml\nkind: service",
)
REPEATED_PART_ID = Rule(
    code="I204",
    name="repeated-part-id",
    severity="error",
    what=(
        "Two requirements, actions, sources or decision tables of a record have the same `id`, or two inputs, values or"
        " outputs of a table."
    ),
    why="The id is the anchor on the page and what references name; the second part could not be reached.",
    bad="sources:\n  - {id: text, title: BOD 26-04}\n  - {id: text, title: Table 1}",
    good="sources:\n  - {id: text, title: BOD 26-04}\n  - {id: table-image, title: Table 1}",
)
PART_ID_OF_TABLE = Rule(
    code="I205",
    name="part-id-of-table",
    severity="error",
    what="A decision table has the id of a requirement of the same record.",
    why="`DIRECTIVE#ID` would name both, and the page would have one anchor twice.",
    bad="requirements:\n  - id: timelines\ndecision_tables:\n  - id: timelines",
    good="requirements:\n  - id: timelines\ndecision_tables:\n  - id: table-1",
)
RESERVED = ("index", "compare", "feed", "calendar", "page", "type")
"""Ids whose page would take the place of one of the site's own below a section."""

RESERVED_ID = Rule(
    code="I208",
    name="reserved-id",
    severity="error",
    what="The `id` of a record is an address that the site needs for itself, such as `index` or `compare`.",
    why="The record's page would take the place of a list or of the comparison.",
    bad="id: index",
    good="id: subject-index",
)
ADDRESS_TAKEN = Rule(
    code="I206",
    name="address-taken",
    severity="error",
    what=(
        "A former address in `aliases` is the address of another record, of a list or of a page of the site, or a"
        " former address of another record."
    ),
    why="An address can lead to one page only; a reader who kept the old one would land on the wrong record.",
    bad="id: bod-26-04\naliases: [/directives/bod-22-01/]",
    good="id: bod-26-04\naliases: [/directives/bod-26-4/]",
)
ALIAS_TAKEN = Rule(
    code="I207",
    name="alias-taken",
    severity="warning",
    what=(
        "A spelling in `aliases` is the id or an alias of another record. Capitals, spaces and punctuation do not"
        " count: `BOD 26-04` and `bod2604` are one spelling. Terms and topics name subjects, which records of other"
        " kinds may share with them."
    ),
    why="Somebody who searches for it is led to whichever record comes first.",
    bad="id: bod-26-02\naliases: [BOD 26-04]",
    good="id: bod-26-02\naliases: [BOD 26-02]",
)

_FOLDERS = frozenset(kind.folder for kind in KINDS.values())


def id_differs_from_file(catalog: Catalog) -> Iterator[tuple[Entry, Remark]]:
    """The `id` must be the file's name."""
    for entry in catalog.entries:
        file = PurePosixPath(entry.path)
        if file.stem != entry.record.id:
            help = f"Rename the file to `{entry.record.id}{file.suffix}`"
            if ID.match(file.stem):
                help += f", or write `id: {file.stem}` if this id was never published"
            yield entry, Remark(("id",), f"the id is `{entry.record.id}`, but the file is `{file.name}`", f"{help}.")


def id_taken(catalog: Catalog) -> Iterator[tuple[Entry, Remark]]:
    """An `id` must be unique over all kinds."""
    for entry in catalog.entries:
        first = catalog.by_id[entry.record.id]
        if first is not entry:
            yield (
                entry,
                Remark(
                    ("id",),
                    f"`{entry.record.id}` is already the id of {noun_of(first.record)}, in {first.path}",
                    "Give this record another id, or remove one of the two files.",
                ),
            )


def wrong_folder(catalog: Catalog) -> Iterator[tuple[Entry, Remark]]:
    """A record must be in the folder of its kind."""
    for entry in catalog.entries:
        wanted = kind_of(entry.record).folder
        file = PurePosixPath(entry.path)
        # Folders within a kind's folder are the authors' own affair, so the nearest one with a kind's name counts.
        actual = next((part for part in reversed(file.parts[:-1]) if part in _FOLDERS), None)
        if actual != wanted:
            where = f"this file is in `{actual}/`" if actual else "this file is in no kind's folder"
            yield (
                entry,
                Remark(
                    ("kind",),
                    f"{noun_of(entry.record)} belongs in `{wanted}/`; {where}",
                    f"Move the file to `{wanted}/{file.name}`, or mend `kind`.",
                ),
            )


def reserved_id(record: Record) -> Iterator[Remark]:
    """An id must not be an address that the site itself needs."""
    if record.id in RESERVED:
        yield Remark(("id",), f"`{record.id}` is an address that the site needs for itself", "Choose another id.")


def repeated_part_id(record: Record) -> Iterator[Remark]:
    """The parts of one list must have different ids."""
    yield from _twice(duty_field(record).removesuffix("s"), ((path, duty.id) for path, duty in duties(record)))
    for path, table in tables(record):
        for index, each in enumerate(table.inputs):
            values = [((*path, "inputs", index, "values", at), value.id) for at, value in enumerate(each.values)]
            yield from _twice(f"value of `{each.id}`", values)
        inputs = [((*path, "inputs", index), each.id) for index, each in enumerate(table.inputs)]
        yield from _twice(f"input of `{table.id}`", inputs)
        outputs = [((*path, "outputs", index), each.id) for index, each in enumerate(table.outputs)]
        yield from _twice(f"output of `{table.id}`", outputs)
    yield from _twice("decision table", ((path, table.id) for path, table in tables(record)))
    yield from _twice("source", ((("sources", index), each.id) for index, each in enumerate(record.sources)))


def _twice(noun: str, named: Iterable[tuple[Path, str]]) -> Iterator[Remark]:
    seen: dict[str, Path] = {}
    for path, part_id in named:
        first = seen.setdefault(part_id, path)
        if first is not path:
            position = first[-1]
            assert isinstance(position, int)
            yield Remark(
                (*path, "id"),
                f"`{part_id}` is already the id of {a(noun)}, number {position + 1} in this list",
                "Give one of the two another id; keep the one that is already published.",
            )


def part_id_of_table(record: Record) -> Iterator[Remark]:
    """A decision table must not have the id of a requirement."""
    taken = {duty.id for duty in record.duties}
    for path, table in tables(record):
        if table.id in taken:
            yield Remark(
                (*path, "id"),
                f"`{table.id}` is already the id of a requirement of this record",
                f"Give the table another id, such as `{table.id}-table`.",
            )


def address_taken(catalog: Catalog) -> Iterator[tuple[Entry, Remark]]:
    """A former address must lead to one record."""
    owners = {f"/{address_of(entry.record)}": entry for entry in catalog.by_id.values()}
    for entry, path, alias in _aliases(catalog):
        if alias.startswith("/"):
            if "/" not in alias.strip("/"):
                yield entry, _not_a_record(path, alias)
                continue
            owner = owners.setdefault(f"/{alias.strip('/')}/", entry)
            if owner.record.id != entry.record.id:
                yield entry, _taken(path, alias, "address", owner)


def alias_taken(catalog: Catalog) -> Iterator[tuple[Entry, Remark]]:
    """A spelling must lead to one record."""
    owners = {(_realm(entry), fold(entry.record.id)): entry for entry in catalog.by_id.values()}
    for entry, path, alias in _aliases(catalog):
        if not alias.startswith("/") and (folded := fold(alias)):
            owner = owners.setdefault((_realm(entry), folded), entry)
            if owner.record.id != entry.record.id:
                yield entry, _taken(path, alias, "spelling", owner)


def _aliases(catalog: Catalog) -> Iterator[tuple[Entry, Path, str]]:
    for entry in catalog.entries:
        for index, alias in enumerate(entry.record.aliases):
            yield entry, ("aliases", index), alias


def _realm(entry: Entry) -> str:
    """What a spelling has to be unique among."""
    return entry.record.kind if entry.record.kind in ("term", "topic") else ""


def _not_a_record(path: Path, alias: str) -> Remark:
    return Remark(
        path,
        f"`{alias}` is the address of a list or of the site's own page, not of a record",
        "Write the whole former address, such as `/tools/old-id/`.",
    )


def _taken(path: Path, alias: str, noun: str, owner: Entry) -> Remark:
    return Remark(
        path,
        f"`{alias}` already leads to `{owner.record.id}`, in {owner.path}",
        f"Leave the {noun} to the record that readers mean by it, and delete it from the other.",
    )
