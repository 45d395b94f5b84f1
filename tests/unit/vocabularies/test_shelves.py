"""The families, functions and tactics under which entries stand."""

from __future__ import annotations

from typing import Any

from portal.vocabularies.lookup import Library
from portal.vocabularies.model import Entry
from portal.vocabularies.shelves import shelves
from tests.unit.vocabularies.test_lookup import vocabulary


def one(own: str, kind: str, *parents: str, **more: Any) -> Entry:
    return Entry(id=own, kind=kind, name=more.pop("name", f"Name of {own}"), parents=parents, **more)


def stood(*entries: Entry, of: str) -> list[tuple[str, str, list[str]]]:
    """Address, title and entries of each shelf of one list."""
    found = shelves(Library([vocabulary(of, *entries)]))
    return [(each.address, each.title, [entry.id for entry in each.entries]) for each in found]


def test_techniques_stand_under_each_of_their_tactics_in_the_order_of_an_attack() -> None:
    assert stood(
        one("TA0002", "tactic", order=2, name="Execution"),
        one("TA0001", "tactic", order=1, name="Initial Access"),
        one("TA0099", "tactic", name="A former one", status="deprecated"),
        one("T1059", "technique", tactics=("TA0002",)),
        one("T1078.010", "technique", "T1078", tactics=("TA0001", "TA0002")),
        one("T1078.002", "technique", "T1078", tactics=("TA0001",)),
        one("T1500", "technique", status="revoked"),
        one("M1013", "mitigation"),
        of="attack-enterprise",
    ) == [
        ("techniques/TA0001/", "Initial Access", ["T1078.002", "T1078.010"]),
        ("techniques/TA0002/", "Execution", ["T1059", "T1078.010"]),
        ("techniques/TA0099/", "A former one", []),
        ("techniques/attack-enterprise-mitigations/", "Mitigations of ATT&CK Enterprise", ["M1013"]),
        (
            "techniques/attack-enterprise-others/",
            "Techniques of ATT&CK Enterprise without a tactic",
            ["T1500"],
        ),
    ]


def test_a_part_of_an_atlas_technique_stands_under_the_tactics_of_the_whole() -> None:
    assert stood(
        one("AML.TA0005", "tactic", order=1, name="Execution"),
        one("AML.T0051", "technique", tactics=("AML.TA0005",)),
        one("AML.T0051.001", "technique", "AML.T0051"),
        of="atlas",
    ) == [("techniques/AML.TA0005/", "Execution", ["AML.T0051", "AML.T0051.001"])]


def test_controls_stand_under_their_family_and_outcomes_under_their_function() -> None:
    assert stood(
        one("AC", "family"),
        one("AC-2", "control", "AC"),
        one("AC-2(10)", "enhancement", "AC-2"),
        one("AC-2(1)", "enhancement", "AC-2"),
        of="sp800-53",
    ) == [("controls/AC/", "Name of AC", ["AC-2", "AC-2(1)", "AC-2(10)"])]
    assert stood(
        one("PR", "function", order=2),
        one("GV", "function", order=1),
        one("PR.AA", "category", "PR"),
        one("PR.AA-01", "subcategory", "PR.AA"),
        of="csf",
    ) == [("csf/GV/", "Name of GV", []), ("csf/PR/", "Name of PR", ["PR.AA", "PR.AA-01"])]


def test_weaknesses_stand_under_the_pillar_above_their_main_parent() -> None:
    assert stood(
        one("CWE-707", "weakness", abstraction="Pillar"),
        one("CWE-74", "weakness", "CWE-707"),
        one("CWE-79", "weakness", "CWE-74", "CWE-1"),
        one("CWE-8", "weakness", "CWE-9"),
        one("CWE-9", "weakness", "CWE-8"),
        one("CWE-16", "category"),
        one("CWE-1000", "view"),
        of="cwe",
    ) == [
        ("weaknesses/CWE-707/", "Name of CWE-707", ["CWE-74", "CWE-79"]),
        ("weaknesses/others/", "Weaknesses below no pillar", ["CWE-8", "CWE-9"]),
        ("weaknesses/categories/", "Categories of CWE", ["CWE-16"]),
        ("weaknesses/views/", "Views of CWE", ["CWE-1000"]),
    ]


def test_vulnerabilities_stand_under_the_year_of_their_number_the_newest_first() -> None:
    found = stood(
        one("CVE-2007-5659", "vulnerability"),
        one("CVE-2024-10000", "vulnerability"),
        one("CVE-2024-3400", "vulnerability"),
        of="kev",
    )
    assert [(address, entries) for address, _, entries in found] == [
        ("vulnerabilities/2024/", ["CVE-2024-3400", "CVE-2024-10000"]),
        ("vulnerabilities/2007/", ["CVE-2007-5659"]),
    ]
