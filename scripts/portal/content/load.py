"""The content folder to a catalogue: every file read, every record decoded, on as many workers as there are cores."""

from __future__ import annotations

import datetime
import gc
import multiprocessing
import os
import re
import signal
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec

from portal.content.catalog import Catalog, Entry
from portal.content.decode import decode
from portal.content.findings import Finding, Remark, Rule, may_say
from portal.content.kinds import AnyRecord, Record
from portal.content.references import Links, links_of, shared
from portal.content.scalars import ID
from portal.content.source import read

SUFFIXES = (".yml", ".yaml")
VOCABULARY_FOLDER = "vocabularies"
PARALLEL_FROM = 300
"""Below this many files the cost of workers exceeds their gain."""
_CHUNK = 100

Inspect = Callable[[Record], Iterable[tuple[Rule, Remark]]]
"""The rules that need one record alone; they run where the file is at hand."""


class ContentError(Exception):
    """The content folder itself cannot be used: a wrong argument or an input/output failure, not a finding."""


class Item(msgspec.Struct, frozen=True):
    """What one file came to."""

    path: str
    record: AnyRecord | None
    links: Links | None
    findings: tuple[Finding, ...]
    name: str
    """The id that the file claims, by its `id` or its name."""
    hidden: frozenset[str] = frozenset()
    """Fields of which the rules may say nothing, because they could not be read."""
    flawed: bool = False
    """Whether something in it could not be read: the rules look at the rest, and no page shows it."""


class Content(msgspec.Struct, frozen=True):
    """What a content folder holds."""

    catalog: Catalog
    """The records that could be read whole: what pages and exports are made from."""
    everything: Catalog
    """The same with the records that have mistakes of form, as far as they can be read: what the rules look at."""
    hidden: dict[str, frozenset[str]]
    """By file: the fields of which the rules may say nothing."""
    findings: tuple[Finding, ...]
    """What reading and the rules for single records found, sorted."""
    files: int


def record_files(root: Path) -> list[Path]:
    """Every file below the content folder that should be a record, sorted. Raises ContentError."""
    if not root.exists():
        raise ContentError(
            f"there is no content folder `{root}`. Name one with --content, or start in the project's folder."
        )
    if not root.is_dir():
        raise ContentError(f"`{root}` is not a folder. Name the folder that holds the records with --content.")
    found: list[Path] = []
    try:
        for folder, folders, names in os.walk(root, onerror=_refuse):
            below = Path(folder)
            # A folder named like a record is reported as one, not entered.
            found += [
                below / name
                for name in (*folders, *names)
                if name.lower().endswith(SUFFIXES) and not name.startswith(".")
            ]
            folders[:] = sorted(
                name
                for name in folders
                if not name.startswith(".")
                and not name.lower().endswith(SUFFIXES)
                and not (below == root and name == VOCABULARY_FOLDER)
            )
    except OSError as problem:
        raise ContentError(f"`{problem.filename}` cannot be read: {problem.strerror}.") from problem
    return sorted(found, key=os.fspath)


def _refuse(problem: OSError) -> None:
    raise problem


def load(root: Path, today: datetime.date, inspect: Inspect, jobs: int | None = None) -> Content:
    """Read all records below a folder. Raises ContentError where the folder itself cannot be read."""
    files = record_files(root)
    workers = jobs if jobs is not None else min(os.cpu_count() or 1, 8)
    collecting = gc.isenabled()
    gc.disable()  # Everything made here stays; collecting would only walk it again and again.
    try:
        whole: list[Entry] = []
        flawed: list[Entry] = []
        findings: list[Finding] = []
        unreadable: dict[str, str] = {}
        broken: dict[str, str] = {}
        hidden: dict[str, frozenset[str]] = {}
        for item in _items(files, root, inspect, workers):
            findings += item.findings
            if item.record is None or item.links is None:
                unreadable.setdefault(item.name, item.path)
                continue
            (flawed if item.flawed else whole).append(Entry(item.path, item.record, item.links))
            if item.flawed:
                broken.setdefault(item.name, item.path)
                hidden[item.path] = item.hidden
    finally:
        if collecting:
            gc.enable()
    findings.sort(key=lambda each: each.order)
    catalog = Catalog(whole, today, {**broken, **unreadable})
    everything = Catalog([*whole, *flawed], today, unreadable) if flawed else catalog
    return Content(catalog, everything, hidden, tuple(findings), len(files))


def leave_interrupts() -> None:
    """In a worker: let the process that started it answer Ctrl+C and end it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)


def _items(files: Sequence[Path], root: Path, inspect: Inspect, workers: int) -> Iterator[Item]:
    if workers < 2 or len(files) < PARALLEL_FROM:
        for file in files:
            yield item(file, root, inspect)
        return
    chunks = [files[start : start + _CHUNK] for start in range(0, len(files), _CHUNK)]
    decoder = msgspec.msgpack.Decoder(list[Item])
    global _work
    _work = (root, inspect)  # Inherited by the forked workers; a function cannot be sent to them.
    try:
        gc.freeze()
        with multiprocessing.get_context("fork").Pool(min(workers, len(chunks)), leave_interrupts) as pool:
            known: dict[Any, Any] = {}
            for answer in pool.imap(_read_chunk, chunks):
                for each in decoder.decode(answer):
                    yield msgspec.structs.replace(each, links=shared(each.links, known)) if each.links else each
    finally:
        gc.unfreeze()
        _work = None


_work: tuple[Path, Inspect] | None = None


def _read_chunk(files: Sequence[Path]) -> bytes:
    assert _work is not None
    root, inspect = _work
    return msgspec.msgpack.encode([item(file, root, inspect) for file in files])


_CLAIMED = re.compile(r"^id:[ \t]*[\"']?([a-z0-9-]+)", re.MULTILINE)


def item(file: Path, root: Path, inspect: Inspect) -> Item:
    """Read one file and apply the rules for single records."""
    name = os.fsencode(file.as_posix()).decode("utf-8", "backslashreplace")
    document = read(file, root, name)
    if isinstance(document, list):
        return Item(name, None, None, tuple(document), file.stem)
    decoded = decode(document)
    record = decoded.record
    if record is None:
        claimed = _CLAIMED.search(document.text)
        known = claimed[1] if claimed and ID.match(claimed[1]) else file.stem
        return Item(name, None, None, decoded.findings, known)
    if "id" in decoded.hidden:
        record = msgspec.structs.replace(record, id=file.stem)
    found = [document.find(rule, remark) for rule, remark in inspect(record) if may_say(rule, remark, decoded.hidden)]
    flawed = bool(decoded.findings)
    told = (*decoded.findings, *decoded.asides, *found)
    return Item(name, record, links_of(record), told, record.id, decoded.hidden, flawed)
