"""Identifiers of official lists: which list a spelling belongs to, and its one canonical spelling.

Only the shape is judged here; whether an identifier exists is for the imported vocabularies to say. The spellings come
from NIST SP 800-53 (`AC-2(1)`, zero-padded `AC-02(01)`, OSCAL `ac-2.1`), CSF 2.0, ATT&CK, ATLAS, D3FEND, CWE and CVE.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import msgspec

from portal.content.fields import VocabularyKind


class Vocabulary(msgspec.Struct, frozen=True, kw_only=True):
    """One official list: how its identifiers are written and where its publisher shows them."""

    kind: VocabularyKind
    name: str
    """The list's name."""
    noun: str
    """What one entry is called."""
    example: str
    """A canonical identifier."""
    section: str
    """The first part of the address of the portal's pages on its entries."""
    pattern: re.Pattern[str]
    """Every accepted spelling, whole."""
    canonical: Callable[[re.Match[str]], str]
    """The canonical spelling of a match."""
    address: Callable[[str], str | None]
    """The publisher's address of a canonical identifier; None where it cannot be worked out from the identifier."""


_CPRT = "https://csrc.nist.gov/projects/cprt/catalog#/cprt/framework/version"


def _control(match: re.Match[str]) -> str:
    enhancement = match["paren"] or match["dot"]
    return f"{match['family'].upper()}-{int(match['number'])}" + (f"({int(enhancement)})" if enhancement else "")


def _control_address(identifier: str) -> str:
    padded = re.sub(r"[0-9]+", lambda digits: digits[0].zfill(2), identifier)
    return f"{_CPRT}/SP_800_53_5_2_0/home?element={padded}"


def _attack_address(identifier: str) -> str:
    section = {"TA": "tactics", "M1": "mitigations", "M0": "mitigations"}.get(identifier[:2], "techniques")
    return f"https://attack.mitre.org/{section}/{identifier.replace('.', '/')}/"


def _atlas_address(identifier: str) -> str:
    section = {"TA": "tactics", "M0": "mitigations"}.get(identifier[4:6], "techniques")
    return f"https://atlas.mitre.org/{section}/{identifier}"


def _upper(match: re.Match[str]) -> str:
    return match[0].upper()


VOCABULARIES: dict[VocabularyKind, Vocabulary] = {
    vocabulary.kind: vocabulary
    for vocabulary in (
        Vocabulary(
            kind="control",
            name="NIST SP 800-53 revision 5",
            noun="control",
            example="AC-2(1)",
            section="controls",
            pattern=re.compile(
                r"(?P<family>[a-z]{2})-(?P<number>0?[1-9]|[1-9][0-9])"
                r"(?:\((?P<paren>0?[1-9]|[1-9][0-9])\)|\.(?P<dot>0?[1-9]|[1-9][0-9]))?",
                re.IGNORECASE,
            ),
            canonical=_control,
            address=_control_address,
        ),
        Vocabulary(
            kind="csf",
            name="NIST Cybersecurity Framework 2.0",
            noun="outcome",
            example="PR.AA-01",
            section="csf",
            pattern=re.compile(r"(?:GV|ID|PR|DE|RS|RC)(?:\.[A-Z]{2}(?:-[0-9]{2})?)?", re.IGNORECASE),
            canonical=_upper,
            address=lambda identifier: f"{_CPRT}/CSF_2_0_0/home?element={identifier}",
        ),
        Vocabulary(
            kind="attack",
            name="MITRE ATT&CK",
            noun="technique",
            example="T1059.001",
            section="techniques",
            pattern=re.compile(r"(?:T[0-9]{4}(?:\.[0-9]{3})?|TA[0-9]{4}|M[0-9]{4})", re.IGNORECASE),
            canonical=_upper,
            address=_attack_address,
        ),
        Vocabulary(
            kind="atlas",
            name="MITRE ATLAS",
            noun="technique",
            example="AML.T0051",
            section="techniques",
            pattern=re.compile(r"AML\.(?:T[0-9]{4}(?:\.[0-9]{3})?|TA[0-9]{4}|M[0-9]{4})", re.IGNORECASE),
            canonical=_upper,
            address=_atlas_address,
        ),
        Vocabulary(
            kind="d3fend",
            name="MITRE D3FEND",
            noun="technique",
            example="D3-MFA",
            section="techniques",
            pattern=re.compile(r"D3-[A-Z0-9]{1,8}", re.IGNORECASE),
            canonical=_upper,
            address=lambda identifier: None,
        ),
        Vocabulary(
            kind="cwe",
            name="Common Weakness Enumeration",
            noun="weakness",
            example="CWE-79",
            section="weaknesses",
            pattern=re.compile(r"CWE-[1-9][0-9]{0,4}", re.IGNORECASE),
            canonical=_upper,
            address=lambda identifier: f"https://cwe.mitre.org/data/definitions/{identifier[4:]}.html",
        ),
        Vocabulary(
            kind="cve",
            name="CVE",
            noun="vulnerability",
            example="CVE-2024-3400",
            section="vulnerabilities",
            pattern=re.compile(r"CVE-[0-9]{4}-[0-9]{4,7}", re.IGNORECASE),
            canonical=_upper,
            address=lambda identifier: f"https://www.cve.org/CVERecord?id={identifier}",
        ),
    )
}


def canonical(kind: VocabularyKind, spelling: str) -> str | None:
    """The canonical spelling of an identifier of one list, or None where the shape is not that list's."""
    match = VOCABULARIES[kind].pattern.fullmatch(spelling.strip())
    return VOCABULARIES[kind].canonical(match) if match else None


def recognise(spelling: str) -> tuple[VocabularyKind, str] | None:
    """The list that a spelling belongs to, with its canonical spelling; None where it has no list's shape.

    CSF functions are two letters and would claim too much, so only categories and subcategories are recognised.
    """
    for kind, vocabulary in VOCABULARIES.items():
        match = vocabulary.pattern.fullmatch(spelling)
        if match and not (kind == "csf" and "." not in spelling):
            return kind, vocabulary.canonical(match)
    return None


def mentioned(text: str) -> tuple[VocabularyKind, str] | None:
    """Read the target of a ``[[…]]`` as an identifier of an official list; lower-case words stay record ids."""
    known = recognise(text)
    return known if known and (text != text.lower() or "." in text or "(" in text) else None


_FORMER_CSF = re.compile(r"((?:GV|ID|PR|DE|RS|RC)\.[A-Z]{2})-([1-9][0-9]?)", re.IGNORECASE)


def former(spelling: str) -> str | None:
    """What to look for in place of an identifier as an earlier edition wrote it: CSF 1.1 had `ID.AM-1`."""
    match = _FORMER_CSF.fullmatch(spelling)
    if match is None:
        return None
    return (
        f"`{spelling}` is an outcome of CSF 1.1; see whether `{match[1].upper()}-{match[2].zfill(2)}` of CSF 2.0 "
        "still says what you mean."
    )


def address(kind: VocabularyKind, identifier: str) -> str | None:
    """The publisher's address of a canonical identifier, where it can be worked out from the identifier alone."""
    return VOCABULARIES[kind].address(identifier)


def page_address(kind: VocabularyKind, identifier: str) -> str:
    """The address of the portal's own page on a canonical identifier, from the root of the site."""
    return f"{VOCABULARIES[kind].section}/{identifier}/"
