"""Text of the publishers into typed values, with one kind of refusal for all that can be wrong with it."""

from __future__ import annotations

import csv
import datetime
import io
from collections.abc import Iterable
from typing import TypeVar

import msgspec

from portal.vocabularies.model import Refused
from portal.vocabularies.unpack import File

T = TypeVar("T")

_BRACKETS = 1_000_000
"""Objects and lists that a JSON file may hold; ATT&CK for Enterprise, the largest, has about 160,000.

A file of tiny ones would otherwise take a hundred times its own size in memory.
"""


def from_json(file: File, shape: type[T]) -> T:
    """Decode JSON of a known shape; fields that the shape does not name are passed over. Raises Refused."""
    if file.content.count(b"{") + file.content.count(b"[") > _BRACKETS:
        raise Refused(f"{file.name} holds more than {_BRACKETS:,} objects and lists")
    try:
        return msgspec.json.decode(file.content.removeprefix(b"\xef\xbb\xbf"), type=shape)
    except msgspec.ValidationError as problem:
        raise Refused(f"{file.name} is JSON, but not of the expected format: {problem}") from problem
    except (msgspec.DecodeError, UnicodeDecodeError) as problem:
        raise Refused(f"{file.name} is not whole JSON: {problem}") from problem
    except RecursionError as problem:
        raise Refused(f"{file.name} is nested too deeply") from problem


def from_csv(file: File, required: Iterable[str]) -> list[dict[str, str]]:
    """Read CSV with a header line that names at least the required columns. Raises Refused.

    Cells past the header's columns are let go if they are empty (CWE ends its rows with a comma); a row that is short
    is a sign that the file was cut.
    """
    try:
        rows = list(csv.reader(io.StringIO(file.content.decode("utf-8-sig")), strict=True))
    except (csv.Error, UnicodeDecodeError) as problem:
        raise Refused(f"{file.name} is not whole CSV in UTF-8: {problem}") from problem
    header = [name.strip() for name in rows[0]] if rows else []
    missing = [name for name in required if name not in header]
    if missing:
        raise Refused(f"{file.name} is not CSV of the expected format: it has no column {', '.join(missing)}")
    found = []
    for number, row in enumerate(rows[1:], start=2):
        if not row:
            continue
        if len(row) < len(header) or any(row[len(header) :]):
            raise Refused(f"{file.name} has {len(row)} cells in row {number} and {len(header)} columns")
        found.append(dict(zip(header, row, strict=False)))
    return found


def only(files: Iterable[File]) -> File:
    """The one file of an input that must be one. Raises Refused."""
    found = list(files)
    if len(found) != 1:
        raise Refused(f"one file is expected, and {len(found)} were given")
    return found[0]


def looks_like_json(file: File) -> bool:
    """Whether a file begins as a JSON object or list does."""
    return file.content[:64].removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in (b"{", b"[")


def squeeze(text: str) -> str:
    """The text with no space around it, and single ones within."""
    return " ".join(text.split())


def day(text: str, what: str) -> str:
    """The calendar day at the start of a date or a timestamp. Raises Refused; ``what`` names it."""
    try:
        return datetime.date.fromisoformat(text[:10]).isoformat()
    except ValueError as problem:
        raise Refused(f"{what} has the date {text!r}") from problem
