"""Which records cite what an update of an official list changed."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path

from portal.content.load import load
from portal.vocabularies.sources import SOURCES
from portal.vocabularies.update import Update


def touched(update: Update, content: Path, today: datetime.date) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The files whose records cite an entry that ended, was renamed or vanished, each with those identifiers.

    Files with mistakes are read as far as they can be. Raises ContentError where the folder cannot be read.
    """
    kind = SOURCES[update.vocabulary.name].kind
    changed = update.changes.identifiers()
    if kind is None or not changed:
        return
    for entry in load(content, today, lambda record: (), jobs=1).everything.entries:
        cited = {each.identifier: None for each in entry.links.citations if each.vocabulary == kind}
        found = tuple(each for each in cited if each in changed)
        if found:
            yield entry.path, found
