"""The allow list: addresses that may fail, each with the reason and the last day on which that holds."""

from __future__ import annotations

import datetime
import re
from collections.abc import Collection, Iterator
from pathlib import Path
from urllib.parse import urldefrag

import msgspec
import yaml


class AllowListError(Exception):
    """An allow list that cannot be used; the message says which and why."""


class Allowed(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One entry."""

    url: str
    """The address as a record names it."""
    reason: str
    """Why it may fail, in one sentence for readers."""
    until: datetime.date
    """The last day on which it may."""

    @property
    def address(self) -> str:
        """The address as it is asked for."""
        return urldefrag(self.url).url


class Stale(msgspec.Struct, frozen=True):
    """An entry that is of no use any more."""

    url: str
    problem: str


def read_allowed(path: Path) -> tuple[Allowed, ...]:
    """Read the list. Raises AllowListError."""
    try:
        # As plain text, so that the types below alone say what is a date.
        content = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 -- makes only texts
        entries = msgspec.convert(content or (), tuple[Allowed, ...])
    except OSError as problem:
        raise AllowListError(f"the allow list `{path}` cannot be read: {problem.strerror}.") from problem
    except (yaml.YAMLError, UnicodeDecodeError, RecursionError) as problem:
        raise AllowListError(f"the allow list `{path}` is not YAML: {' '.join(str(problem).split())}.") from problem
    except msgspec.ValidationError as problem:
        raise AllowListError(
            f"the allow list `{path}` is wrong: {_place(str(problem))}. "
            "It is a list, and each entry has `url`, `reason` and `until: YYYY-MM-DD`."
        ) from problem
    for number, entry in enumerate(entries, start=1):
        if not entry.reason.strip():
            raise AllowListError(f"the allow list `{path}` is wrong: entry {number} has no reason.")
    return entries


def _place(message: str) -> str:
    """The library's message with the place in words: ``$[1].until`` becomes the `until` of entry 2."""
    found = re.search(r" - at `\$\[(\d+)\](?:\.(\w+))?`$", message)
    if not found:
        return message
    place = f"entry {int(found[1]) + 1}" + (f", `{found[2]}`" if found[2] else "")
    return f"{place}: {message[: found.start()]}"


def in_force(entries: Collection[Allowed], today: datetime.date) -> dict[str, str]:
    """The reason for each address that may fail today."""
    return {entry.address: entry.reason for entry in entries if entry.until >= today}


def stale(entries: Collection[Allowed], named: Collection[str], today: datetime.date) -> Iterator[Stale]:
    """The entries that have expired, or whose address no record names."""
    for entry in entries:
        if entry.address not in named:
            yield Stale(entry.url, "no record names this address; delete the entry")
        elif entry.until < today:
            yield Stale(entry.url, f"the entry expired on {entry.until}; delete it, or look again and set a new date")
