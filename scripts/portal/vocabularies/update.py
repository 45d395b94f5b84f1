"""A new import over an earlier one: what changed, and what vanished and stays as removed."""

from __future__ import annotations

import datetime
import tempfile
from collections.abc import Iterable
from pathlib import Path

import msgspec

from portal.vocabularies import files
from portal.vocabularies.fetch import fetch_all
from portal.vocabularies.model import Entry, Imported, Input, Refused, Vocabulary, natural
from portal.vocabularies.sources import Source
from portal.vocabularies.unpack import Inputs

_MUCH = 0.2
"""A file that lacks more than this part of what is there was cut short or is another file."""


class Changes(msgspec.Struct, frozen=True, kw_only=True):
    """What an update did. All identifiers are canonical and sorted."""

    added: tuple[str, ...] = ()
    ended: tuple[tuple[str, str], ...] = ()
    """Identifiers that are no longer in force, with their new status."""
    restored: tuple[str, ...] = ()
    """Identifiers that are in force again."""
    renamed: tuple[tuple[str, str, str], ...] = ()
    """Identifier, former name, new name."""
    removed: tuple[str, ...] = ()
    """Identifiers that the publisher's file no longer holds."""
    other: tuple[str, ...] = ()
    """Identifiers with any other change."""
    links_added: int = 0
    links_removed: int = 0

    def identifiers(self) -> frozenset[str]:
        """Every identifier that a record may cite and that did not stay as it was."""
        return frozenset((*(each[0] for each in self.ended), *(each[0] for each in self.renamed), *self.removed))


class Update(msgspec.Struct, frozen=True, kw_only=True):
    """A vocabulary to be kept, and how it came about."""

    vocabulary: Vocabulary
    changes: Changes
    notes: tuple[str, ...]
    unchanged: bool
    """Whether it is the earlier one, to the byte."""


def prepare(
    source: Source,
    imported: Imported,
    inputs: Iterable[Input],
    earlier: Vocabulary | None,
    today: datetime.date,
    *,
    version: str = "",
    force: bool = False,
) -> Update:
    """Put an import over the earlier vocabulary. Raises Refused unless forced.

    ``version`` is the release where the files do not say it. An input that is older than what is there, or lacks much
    of it, is refused: it is more likely a mistake than a change.
    """
    if version and imported.version and version != imported.version:
        raise Refused(f"the input is release {imported.version}, not {version}")
    date = imported.date
    if earlier and not force and date and date < earlier.date:
        raise Refused(f"the input is of {date}, and the list in place is of {earlier.date}; --force takes it")
    entries, vanished = _merged(source, imported, earlier, today)
    before = sum(entry.status != "removed" for entry in earlier.entries) if earlier else 0
    if not force and len(vanished) > before * _MUCH:
        raise Refused(
            f"the input lacks {len(vanished):,} of the {before:,} entries in place, such as {vanished[0]};"
            " --force takes it"
        )
    made = Vocabulary(
        name=source.name,
        title=source.title,
        publisher=source.publisher,
        source=source.addresses[0],
        version=imported.version or version,
        date=date,
        imported=today.isoformat(),
        inputs=tuple(inputs),
        licence=source.licence,
        attribution=source.attribution,
        entries=entries,
        links=imported.links,
    )
    if earlier and _essence(made) == _essence(earlier):
        return Update(vocabulary=earlier, changes=Changes(), notes=imported.notes, unchanged=True)
    return Update(vocabulary=made, changes=_changes(earlier, made, vanished), notes=imported.notes, unchanged=False)


def from_paths(
    source: Source,
    paths: list[Path],
    folder: Path,
    today: datetime.date,
    *,
    version: str = "",
    force: bool = False,
    fetched: dict[str, Input] | None = None,
) -> Update:
    """Import files, and keep the result in the folder. Raises Refused, or OSError; then nothing was changed.

    ``fetched`` tells, by file name, where each file came from.
    """
    target = folder / f"{source.name}.json"
    earlier = files.read(target) if target.is_file() else None
    catalog = folder / "kev.json"
    known = frozenset(entry.id for entry in files.read(catalog).entries) if catalog.is_file() else frozenset()
    inputs = Inputs(paths, source.limits)
    imported = source.read(inputs, known)
    origins = fetched or {}
    read = [
        msgspec.structs.replace(origins[each.name], sha256=each.sha256) if each.name in origins else each
        for each in inputs.read
    ]
    update = prepare(source, imported, read, earlier, today, version=version, force=force)
    if not update.unchanged:
        folder.mkdir(parents=True, exist_ok=True)
        files.write(target, update.vocabulary)
    return update


def from_publisher(
    source: Source, folder: Path, today: datetime.date, *, version: str = "", force: bool = False
) -> Update | None:
    """Fetch a list, import it, and keep it in the folder; None where the publisher has nothing new.

    Raises FetchError, Refused, or OSError; then nothing was changed.
    """
    target = folder / f"{source.name}.json"
    earlier = files.read(target).inputs if target.is_file() and not force else ()
    with tempfile.TemporaryDirectory(prefix="portal-vocab-") as place:
        fetched = fetch_all(source.addresses, earlier, Path(place), source.limits.packed)
        if fetched is None:
            return None
        paths = [each.path for each in fetched]
        origins = {each.origin.name: each.origin for each in fetched}
        return from_paths(source, paths, folder, today, version=version, force=force, fetched=origins)


def _essence(vocabulary: Vocabulary) -> tuple[object, ...]:
    """What makes two vocabularies the same: all but the day of the import and the names and tags of its inputs."""
    told = [getattr(vocabulary, name) for name in vocabulary.__struct_fields__ if name not in ("imported", "inputs")]
    return (*told, [each.sha256 for each in vocabulary.inputs])


def _merged(
    source: Source, imported: Imported, earlier: Vocabulary | None, today: datetime.date
) -> tuple[tuple[Entry, ...], list[str]]:
    """All entries, with those that vanished, and the identifiers that vanished just now."""
    found = {entry.id: entry for entry in imported.entries}
    vanished: list[str] = []
    for entry in earlier.entries if earlier else ():
        if entry.id in found:
            continue
        if entry.status != "removed" and not source.partial:
            vanished.append(entry.id)
            entry = msgspec.structs.replace(entry, status="removed", removed=today.isoformat())
        found[entry.id] = entry
    return tuple(sorted(found.values(), key=lambda entry: natural(entry.id))), vanished


def _changes(earlier: Vocabulary | None, made: Vocabulary, vanished: list[str]) -> Changes:
    before = {entry.id: entry for entry in earlier.entries} if earlier else {}
    links = set(earlier.links) if earlier else set()
    added, ended, restored, renamed, other = [], [], [], [], []
    for entry in made.entries:
        old = before.get(entry.id)
        if old is None:
            added.append(entry.id)
        elif entry != old and entry.id not in vanished:
            if entry.status == "active" != old.status:
                restored.append(entry.id)
            elif entry.status != old.status:
                ended.append((entry.id, entry.status))
            if entry.name != old.name:
                renamed.append((entry.id, old.name, entry.name))
            elif entry.status == old.status:
                other.append(entry.id)
    return Changes(
        added=tuple(added),
        ended=tuple(ended),
        restored=tuple(restored),
        renamed=tuple(renamed),
        removed=tuple(vanished),
        other=tuple(other),
        links_added=len(set(made.links) - links),
        links_removed=len(links - set(made.links)),
    )
