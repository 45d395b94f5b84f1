"""What the tests of importers are given: made-up files, and where the real ones lie when they are there."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from portal.vocabularies.model import Entry, Imported
from portal.vocabularies.unpack import File, Inputs, Limits

SHARED = Path(__file__).parents[4] / "shared" / "data"
"""The publishers' files, which are no part of the project."""


def shared(*names: str) -> Inputs:
    """Real files, or a skip where they are not there."""
    paths = [SHARED / name for name in names]
    if not all(path.exists() for path in paths):
        pytest.skip("the publishers' files are not there")
    return Inputs(paths, Limits())


def as_file(value: object, name: str = "given.json") -> list[File]:
    """A JSON file with this value."""
    return [File(name, json.dumps(value).encode())]


def text_file(text: str, name: str = "given.csv") -> list[File]:
    """A text file."""
    return [File(name, text.encode())]


def by_id(imported: Imported) -> dict[str, Entry]:
    """The entries by identifier."""
    return {entry.id: entry for entry in imported.entries}
