"""Which vocabularies there are: address, licence and importer of each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Set

import msgspec

from portal.content.fields import VocabularyKind
from portal.vocabularies import atlas, attack, controls, csf, cwe, d3fend, kev, mappings, ssvc
from portal.vocabularies.model import Imported
from portal.vocabularies.unpack import MIB, File, Limits

Read = Callable[[Iterable[File], Set[str]], Imported]


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """One official list as its publisher offers it."""

    name: str
    """The name on the command line and of the file."""
    title: str
    publisher: str
    kind: VocabularyKind | None
    """Whose identifiers its entries are looked up by; None for a list that only tells more about others."""
    addresses: tuple[str, ...]
    """The files to fetch, the main one first."""
    licence: str
    attribution: str
    read: Read
    """The importer; the set holds the identifiers of the KEV catalog."""
    limits: Limits = Limits()
    partial: bool = False
    """Whether an input may hold a part of the list, so that what it does not hold has not vanished."""


_SMALL = Limits(packed=32 * MIB, each=32 * MIB, total=64 * MIB)
"""For lists of at most some ten megabytes."""
_RAW = "https://raw.githubusercontent.com"
_ATTACK = f"{_RAW}/mitre-attack/attack-stix-data/master"
_OSCAL = f"{_RAW}/usnistgov/oscal-content/main/nist.gov"
_R5 = f"{_OSCAL}/SP800-53/rev5/json/NIST_SP-800-53_rev5"
_CTID = f"{_RAW}/center-for-threat-informed-defense/mappings-explorer/main/mappings"
_MITRE = "The MITRE Corporation"
_NIST = "National Institute of Standards and Technology"
_NIST_LICENCE = "US public domain; CC0 1.0 elsewhere"
_CISA = "Cybersecurity and Infrastructure Security Agency"


def _attack(name: str, title: str, domain: attack.Domain) -> Source:
    return Source(
        name=name,
        title=title,
        publisher=_MITRE,
        kind="attack",
        addresses=(f"{_ATTACK}/{domain}/{domain}.json",),
        licence="ATT&CK terms of use: https://attack.mitre.org/resources/legal-and-branding/terms-of-use/",
        attribution=(
            "© 2025 The MITRE Corporation. This work is reproduced and distributed with the permission of"
            " The MITRE Corporation."
        ),
        read=lambda files, _: attack.read(files, domain),
    )


def _mapping(name: str, title: str, framework: str, path: str) -> Source:
    return Source(
        name=name,
        title=title,
        publisher="Center for Threat-Informed Defense",
        kind=None,
        addresses=(f"{_CTID}/{path}",),
        licence="Apache-2.0",
        attribution="Mappings Explorer, © Center for Threat-Informed Defense, licensed under Apache-2.0.",
        read=lambda files, _: mappings.read(files, framework),
        limits=_SMALL,
    )


SOURCES: dict[str, Source] = {
    source.name: source
    for source in (
        _attack("attack-enterprise", "MITRE ATT&CK for Enterprise", "enterprise-attack"),
        _attack("attack-mobile", "MITRE ATT&CK for Mobile", "mobile-attack"),
        _attack("attack-ics", "MITRE ATT&CK for ICS", "ics-attack"),
        Source(
            name="atlas",
            title="MITRE ATLAS",
            publisher=_MITRE,
            kind="atlas",
            addresses=(f"{_RAW}/mitre-atlas/atlas-data/main/dist/ATLAS.yaml",),
            licence="Apache-2.0",
            attribution="MITRE ATLAS, copyright 2021-2025 MITRE, licensed under Apache-2.0.",
            read=lambda files, _: atlas.read(files),
            limits=_SMALL,
        ),
        Source(
            name="d3fend",
            title="MITRE D3FEND",
            publisher=_MITRE,
            kind="d3fend",
            addresses=("https://d3fend.mitre.org/ontologies/d3fend.json",),
            licence="MIT",
            attribution="MITRE D3FEND, copyright 2022 The MITRE Corporation, licensed under MIT.",
            read=lambda files, _: d3fend.read(files),
            limits=_SMALL,
        ),
        Source(
            name="sp800-53",
            title="NIST SP 800-53 revision 5",
            publisher=_NIST,
            kind="control",
            addresses=(
                f"{_R5}_catalog.json",
                *(f"{_R5}_{level}-baseline_profile.json" for level in ("LOW", "MODERATE", "HIGH", "PRIVACY")),
            ),
            licence=_NIST_LICENCE,
            attribution="Identifiers and titles from NIST SP 800-53 revision 5, in the public domain.",
            read=lambda files, _: controls.read(files),
        ),
        Source(
            name="csf",
            title="NIST Cybersecurity Framework 2.0",
            publisher=_NIST,
            kind="csf",
            addresses=(f"{_OSCAL}/CSF/v2.0/json/NIST_CSF_v2.0_catalog.json",),
            licence=_NIST_LICENCE,
            attribution="Identifiers and titles from the NIST Cybersecurity Framework 2.0, in the public domain.",
            read=lambda files, _: csf.read(files),
            limits=_SMALL,
        ),
        Source(
            name="cwe",
            title="Common Weakness Enumeration",
            publisher=_MITRE,
            kind="cwe",
            addresses=("https://cwe.mitre.org/data/xml/cwec_latest.xml.zip",),
            licence="CWE terms of use: https://cwe.mitre.org/about/termsofuse.html",
            attribution="CWE, copyright The MITRE Corporation, reproduced under the CWE terms of use.",
            read=lambda files, _: cwe.read(files),
        ),
        Source(
            name="kev",
            title="Known Exploited Vulnerabilities catalog",
            publisher=_CISA,
            kind="cve",
            addresses=("https://www.cisa.gov/sites/default/files/feeds/known_exploited_vulnerabilities.json",),
            licence="CC0-1.0",
            attribution="From CISA's Known Exploited Vulnerabilities catalog, CC0 1.0.",
            read=lambda files, _: kev.read(files),
            limits=_SMALL,
        ),
        Source(
            name="ssvc",
            title="SSVC decision points from Vulnrichment",
            publisher=_CISA,
            kind=None,
            addresses=("https://github.com/cisagov/vulnrichment/archive/refs/heads/develop.tar.gz",),
            licence="CC0-1.0",
            attribution="From CISA's Vulnrichment, CC0 1.0.",
            read=ssvc.read,
            limits=Limits(packed=1024 * MIB, each=16 * MIB, total=4096 * MIB),
            partial=True,
        ),
        _mapping(
            "mapping-sp800-53",
            "Mapping of SP 800-53 controls to ATT&CK",
            "nist_800_53",
            "nist_800_53/attack-16.1/nist_800_53-rev5/enterprise/nist_800_53-rev5_attack-16.1-enterprise.json",
        ),
        _mapping(
            "mapping-kev",
            "Mapping of known exploited vulnerabilities to ATT&CK",
            "kev",
            "kev/attack-16.1/kev-07.28.2025/enterprise/kev-07.28.2025_attack-16.1-enterprise.json",
        ),
    )
}

ALIASES = {
    "attack": "attack-enterprise",
    "enterprise": "attack-enterprise",
    "mobile": "attack-mobile",
    "ics": "attack-ics",
    "800-53": "sp800-53",
    "nist-800-53": "sp800-53",
    "sp-800-53": "sp800-53",
    "controls": "sp800-53",
    "csf-2.0": "csf",
    "vulnrichment": "ssvc",
    "mapping": "mapping-sp800-53",
    "mappings": "mapping-sp800-53",
}
"""Other names that a person may try."""


def named(name: str) -> Source | None:
    """The source of a name or an alias, in any case."""
    folded = name.lower().replace("_", "-")
    return SOURCES.get(ALIASES.get(folded, folded))
