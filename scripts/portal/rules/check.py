"""The whole check of a content folder: every file, every rule, every finding at once."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path

import msgspec

from portal.content.catalog import Catalog, Entry
from portal.content.deadlines import Within
from portal.content.findings import START, Finding, Remark, Rule, finding, may_say
from portal.content.kinds.base import Duty
from portal.content.load import VOCABULARY_FOLDER, Content, ContentError, load
from portal.content.revision import at_revision
from portal.content.source import Document, read
from portal.rules import compare, inspect
from portal.rules.permanence import compare_revisions
from portal.vocabularies import lookup
from portal.vocabularies.lookup import Library
from portal.vocabularies.model import Refused


class Checked(msgspec.Struct, frozen=True):
    """What a content folder holds, and everything that is wrong with it."""

    content: Content
    findings: tuple[Finding, ...]
    """Every finding, in the order of a report."""
    library: Library
    """The official lists of the content folder."""

    @property
    def catalog(self) -> Catalog:
        """The records that could be read."""
        return self.content.catalog

    @property
    def files(self) -> int:
        """How many record files there are."""
        return self.content.files

    @property
    def records(self) -> int:
        """How many of them could be read."""
        return len(self.content.catalog.entries)

    @property
    def errors(self) -> int:
        """How many findings are errors."""
        return sum(each.severity == "error" for each in self.findings)

    @property
    def warnings(self) -> int:
        """How many findings are warnings."""
        return sum(each.severity == "warning" for each in self.findings)


def check(root: Path, today: datetime.date, jobs: int | None = None, base: str | None = None) -> Checked:
    """Read a content folder and apply every rule as of a day.

    With ``base``, a git revision, the folder is also compared with what it was there. Raises ContentError where the
    folder cannot be read, RevisionError where the revision cannot.
    """
    library = _library(root)
    content = load(root, today, inspect, jobs)
    findings = [*content.findings, *_across(content, library, root)]
    if base is not None:
        with at_revision(root, base) as former:
            if former is not None:
                earlier = load(former, today, lambda record: (), jobs)
                findings += _since(earlier.everything, content, root, former)
    return Checked(content, tuple(sorted(findings, key=lambda each: each.order)), library)


def _library(root: Path) -> Library:
    """The official lists beside the records; an empty library where none were imported."""
    try:
        return lookup.load(root / VOCABULARY_FOLDER)
    except Refused as reason:
        raise ContentError(f"{reason}. Import it anew with `portal vocab update`.") from reason
    except OSError as problem:
        raise ContentError(f"`{problem.filename}` cannot be read: {problem.strerror}.") from problem


def _across(content: Content, library: Library, root: Path) -> Iterator[Finding]:
    """The findings that need the whole catalogue. Only the files that have one are read again, for the lines."""
    by_file: dict[str, list[tuple[Rule, Remark]]] = {}
    for rule, entry, remark in compare(content.everything, library):
        hidden = content.hidden.get(entry.path, frozenset())
        if not may_say(rule, remark, hidden) or (content.hidden and _counts_from_hidden(content, entry, remark)):
            continue
        by_file.setdefault(entry.path, []).append((rule, remark))
    yield from _placed(by_file, root)


def _since(base: Catalog, content: Content, root: Path, former: Path) -> Iterator[Finding]:
    """What an earlier revision published and this one breaks."""
    by_file: dict[str, list[tuple[Rule, Remark]]] = {}
    for rule, path, entry, remark in compare_revisions(base, content.everything):
        if entry is None:  # The file is gone; it is named as it was called here.
            yield finding(rule, (root / Path(path).relative_to(former)).as_posix(), START, remark)
        elif may_say(rule, remark, content.hidden.get(path, frozenset())):
            by_file.setdefault(path, []).append((rule, remark))
    yield from _placed(by_file, root)


def _placed(by_file: dict[str, list[tuple[Rule, Remark]]], root: Path) -> Iterator[Finding]:
    for path, remarks in by_file.items():
        document = read(Path(path), root, path)
        for rule, remark in remarks:
            if isinstance(document, Document):
                yield document.find(rule, remark)
            else:  # The file has changed since; the finding is still true of what was read.
                yield finding(rule, path, START, remark)


def _counts_from_hidden(content: Content, entry: Entry, remark: Remark) -> bool:
    """Whether a remark is on a deadline that is counted, however far down, from one that could not be read."""
    if remark.path[-2:] != ("deadline", "after") or not isinstance(remark.path[1], int):
        return False
    duty: object = entry.record.duties[remark.path[1]]
    seen: set[str] = set()
    while isinstance(duty, Duty) and isinstance(duty.deadline, Within) and duty.deadline.after not in seen:
        seen.add(duty.deadline.after)
        record_id, _, part_id = duty.deadline.after.partition("#")
        target = content.everything.find(record_id, part_id)
        if target is None:
            return False
        hidden = content.hidden.get(content.everything.by_id[record_id].path, frozenset())
        if any(".deadline" in each for each in hidden):
            return True
        duty = target.part
    return False
