"""Entries that are in force in another release than the one that the portal has a copy of."""

from __future__ import annotations

from portal.vocabularies.lookup import Library
from portal.vocabularies.relations import EntryKey

LATER: dict[EntryKey, str] = {
    ("control", "IA-13"): "5.1.1",
    ("control", "IA-13(1)"): "5.1.1",
    ("control", "IA-13(2)"): "5.1.1",
    ("control", "IA-13(3)"): "5.1.1",
    ("control", "SA-15(13)"): "5.2.0",
    ("control", "SA-24"): "5.2.0",
    ("control", "SI-2(7)"): "5.2.0",
}
"""Controls that NIST added after release 5.0.1, with the release that brought each."""


def could_be_elsewhere(library: Library, key: EntryKey) -> bool:
    """Whether an identifier that no imported list holds may stand in a part of its list that was not imported.

    ATT&CK comes as three lists. Those of industrial control systems have numbers of their own; techniques of the
    enterprise and the mobile list cannot be told apart by theirs.
    """
    kind, identifier = key
    if kind == "cve":
        return True  # The portal has CISA's catalog of those that are exploited, not the list of all.
    if kind != "attack":
        return not library.holds(kind)
    industrial = identifier.startswith(("T0", "TA01", "M0"))
    wanted = ("attack-ics",) if industrial else ("attack-enterprise", "attack-mobile")
    return any(name not in library.vocabularies for name in wanted)
