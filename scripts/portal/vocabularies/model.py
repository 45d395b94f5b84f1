"""What a vocabulary is once imported: a header, and entries of one shape for all publishers."""

from __future__ import annotations

from typing import Literal

import msgspec

Status = Literal["active", "revoked", "deprecated", "withdrawn", "obsolete", "removed"]
"""``revoked`` (ATT&CK), ``deprecated`` (ATT&CK, CWE, D3FEND), ``withdrawn`` (NIST) and ``obsolete`` (CWE) are the
publisher's words; ``removed`` is ours, for an entry that the publisher's newer file no longer holds."""


class Refused(Exception):
    """An input that is not taken, with the reason; nothing was changed."""


class Entry(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """One entry of an official list. Never holds the publisher's prose."""

    id: str
    """The canonical identifier, such as ``AC-2(1)``."""
    kind: str
    """What the entry is in its publisher's words: ``technique``, ``tactic``, ``control``, ``family``, ``weakness`` …"""
    name: str
    """The publisher's name of it; the identifier itself where the publisher gives none."""
    status: Status = "active"
    successors: tuple[str, ...] = ()
    """What the publisher names in its place: one step, not the end of the chain; may itself be out of force."""
    succession: str = ""
    """How, in the publisher's words: ``revoked-by``, ``moved-to``, ``incorporated-into``."""
    successor_parts: dict[str, str] = {}
    """For a successor that took it up in one part only: the part, as ``{"AC-2": "k"}``."""
    removed: str = ""
    """The day on which an update no longer found the entry, YYYY-MM-DD."""
    parents: tuple[str, ...] = ()
    """The identifiers above it, the main one first."""
    address: str = ""
    """The publisher's page, only where it cannot be worked out from the identifier."""

    order: int = 0
    """Place in the publisher's own order, from 1, where identifiers do not sort that way (tactics, functions)."""
    tactics: tuple[str, ...] = ()
    """ATT&CK, ATLAS: identifiers of tactics. D3FEND: names of tactics."""
    platforms: tuple[str, ...] = ()
    """ATT&CK."""
    maturity: str = ""
    """ATLAS: ``feasible``, ``demonstrated``, ``realized``."""
    counterparts: tuple[str, ...] = ()
    """ATLAS: the ATT&CK entries that it adapts."""
    baselines: tuple[str, ...] = ()
    """SP 800-53: ``low``, ``moderate``, ``high``, ``privacy``."""
    abstraction: str = ""
    """CWE: ``Pillar``, ``Class``, ``Base``, ``Variant``, ``Compound``."""
    usage: str = ""
    """CWE: whether vulnerabilities may be mapped to it (``Allowed``, ``Allowed-with-Review``, ``Discouraged`` …)."""
    vendor: str = ""
    """KEV."""
    product: str = ""
    """KEV."""
    added: str = ""
    """KEV: the day it was added, YYYY-MM-DD."""
    due: str = ""
    """KEV: the due date as published, YYYY-MM-DD; in the first load some lie before the day of adding."""
    ransomware: str = ""
    """KEV: known use in ransomware campaigns, ``Known`` or ``Unknown``."""
    weaknesses: tuple[str, ...] = ()
    """KEV: CWE identifiers; some are CWE categories."""
    exploitation: str = ""
    """SSVC: ``none``, ``poc``, ``active``."""
    automatable: str = ""
    """SSVC: ``yes``, ``no``."""
    impact: str = ""
    """SSVC, technical impact: ``partial``, ``total``."""
    decided: str = ""
    """SSVC: the day of the decision, YYYY-MM-DD."""


class Link(msgspec.Struct, frozen=True, array_like=True):
    """One pair of an official mapping."""

    source: str
    """The identifier on the mapped side, such as a control; empty where the publisher maps nothing to the target."""
    target: str
    """The ATT&CK identifier; empty where the source maps to nothing."""
    relation: str
    """The publisher's word, such as ``mitigates``, ``exploitation_technique``, ``non_mappable``."""


class Imported(msgspec.Struct, frozen=True, kw_only=True):
    """What an importer read from the publisher's files."""

    entries: tuple[Entry, ...] = ()
    links: tuple[Link, ...] = ()
    version: str = ""
    """The publisher's release; empty where the files do not say."""
    date: str = ""
    """The publisher's date of it, YYYY-MM-DD; empty where the files do not say."""
    notes: tuple[str, ...] = ()
    """What a person should know about the input: unknown fields, dead ends, entries left out."""


class Input(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """One file that was imported, for the record."""

    name: str
    sha256: str
    """Of the content without packing; of a folder, of the lines ``SHA256  NAME`` of its files in order."""
    address: str = ""
    """Where it was fetched from."""
    etag: str = ""
    """As the server gave it, for the next conditional request."""
    modified: str = ""
    """The ``Last-Modified`` of the server."""


class Vocabulary(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A compact list as it is kept: header first, then entries or, for a mapping, links."""

    format: Literal[1] = 1
    name: str
    """The name of the list and of its file."""
    title: str
    publisher: str
    source: str
    """The publisher's address of the list."""
    version: str
    date: str
    imported: str
    """The day of the import, YYYY-MM-DD."""
    inputs: tuple[Input, ...]
    licence: str
    attribution: str
    """The line that the licence asks to be shown with the list."""
    entries: tuple[Entry, ...] = ()
    links: tuple[Link, ...] = ()


_LONGEST = 300
"""Characters of a name; the longest official one has about 150."""


def unique(entries: list[Entry]) -> tuple[Entry, ...]:
    """The entries with clean names, sorted as people count.

    Raises Refused where an identifier occurs twice, or where a name is so long that it must be something else.
    """
    found: dict[str, Entry] = {}
    for entry in entries:
        if entry.id in found:
            raise Refused(f"{entry.id} occurs twice")
        name = clean(entry.name)
        if not name or len(name) > _LONGEST:
            raise Refused(f"{entry.id} has a name of {len(name)} characters, and 1 to {_LONGEST} are expected")
        found[entry.id] = entry if name == entry.name else msgspec.structs.replace(entry, name=name)
    return tuple(sorted(found.values(), key=lambda entry: natural(entry.id)))


def clean(text: str) -> str:
    """The text on one line, with single spaces and nothing that a terminal would obey."""
    return "".join(character for character in " ".join(text.split()) if character.isprintable())


def natural(identifier: str) -> tuple[tuple[int, str], ...]:
    """A sorting key by which ``AC-2`` comes before ``AC-10``."""
    parts: list[tuple[int, str]] = []
    digits = ""
    for character in identifier:
        if character.isascii() and character.isdigit():
            digits += character
            continue
        if digits:
            parts.append((int(digits), ""))
            digits = ""
        parts.append((-1, character))
    if digits:
        parts.append((int(digits), ""))
    return tuple(parts)
