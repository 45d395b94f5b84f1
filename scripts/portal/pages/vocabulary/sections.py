"""The parts of the site that hold pages on entries of official lists."""

from __future__ import annotations

import msgspec

from portal.content.fields import VocabularyKind
from portal.content.identifiers import VOCABULARIES


class Section(msgspec.Struct, frozen=True):
    """One part of the site."""

    title: str
    intro: str
    """A sentence that says what is shown."""
    noun: str
    """What a reader calls one entry."""

    def kinds(self, name: str) -> tuple[VocabularyKind, ...]:
        """The kinds of list that a part of the site, by its name, holds."""
        return tuple(kind for kind, each in VOCABULARIES.items() if each.section == name)


SECTIONS = {
    "controls": Section(
        "Controls", "The controls of NIST SP 800-53 by family, and what in the portal serves each.", "control"
    ),
    "csf": Section(
        "CSF outcomes",
        "The outcomes of the NIST Cybersecurity Framework 2.0 by function, and what in the portal serves each.",
        "outcome",
    ),
    "techniques": Section(
        "Techniques",
        "Techniques of attack (ATT&CK, ATLAS) and of defense (D3FEND) by tactic, and what in the portal bears on each.",
        "technique",
    ),
    "weaknesses": Section(
        "Weaknesses", "The weaknesses of CWE below their pillars, and what in the portal bears on each.", "weakness"
    ),
    "vulnerabilities": Section(
        "Vulnerabilities",
        "The vulnerabilities that the portal’s records name, and CISA’s catalog of known exploited ones by year.",
        "vulnerability",
    ),
}
"""By the first part of the address."""
