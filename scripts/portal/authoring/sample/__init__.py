"""A synthetic but realistic content tree, for tests of scale: the same arguments give the same bytes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec

from portal.authoring.sample.layout import document
from portal.authoring.sample.plan import MIN_RECORDS, Plan
from portal.authoring.sample.prose import Writer
from portal.authoring.sample.records import record
from portal.content.kinds import KINDS

__all__ = ["MIN_RECORDS", "SampleError", "SampleSummary", "sample", "write_sample"]


class SampleError(Exception):
    """A sample that cannot be written; the message says why and what to do."""


class SampleSummary(msgspec.Struct, frozen=True):
    """What was written."""

    folder: str
    records: int
    kinds: dict[str, int]
    """How many records of each kind."""
    bytes: int

    def __str__(self) -> str:
        """The summary as the command line prints it."""
        kinds = ", ".join(f"{count:,} {name}" for name, count in self.kinds.items())
        return f"Wrote {self.records:,} records ({self.bytes / 1e6:.1f} MB) into {self.folder}: {kinds}."


def sample(records: int, seed: int) -> Iterator[tuple[str, str]]:
    """Every file of a sample: its path below the content folder, and its text. Raises SampleError."""
    if records < MIN_RECORDS:
        raise SampleError(
            f"a sample of {records} records cannot hold one of each kind. Ask for at least {MIN_RECORDS}."
        )
    plan = Plan(records, seed)
    return (
        (f"{KINDS[kind].folder}/{slot.id}.yml", document(record(Writer(plan, slot))))
        for kind, slots in plan.kinds.items()
        for slot in slots
    )


def write_sample(folder: Path, records: int, seed: int) -> SampleSummary:
    """Write a sample into a new or empty folder, which then is a content folder. Raises SampleError."""
    files = sample(records, seed)
    kinds = dict.fromkeys((kind.folder for kind in KINDS.values()), 0)
    written = 0
    try:
        if folder.is_dir() and any(folder.iterdir()):
            raise SampleError(f"`{folder}` is not empty. A sample is never written over something: name a new folder.")
        for below in kinds:
            (folder / below).mkdir(parents=True, exist_ok=True)
        for path, text in files:
            raw = text.encode()
            (folder / path).write_bytes(raw)
            kinds[path.partition("/")[0]] += 1
            written += len(raw)
    except OSError as problem:
        next_step = f"Delete `{folder}`, which is incomplete, and try again." if written else "Name another folder."
        raise SampleError(
            f"`{problem.filename or folder}` cannot be written: {problem.strerror}. {next_step}"
        ) from problem
    counts = {kind.name: kinds[kind.folder] for kind in KINDS.values()}
    return SampleSummary(str(folder), records, counts, written)
