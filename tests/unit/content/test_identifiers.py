"""Spellings of identifiers: one canonical form, and nothing that only looks alike."""

from __future__ import annotations

import pytest

from portal.content.identifiers import VOCABULARIES, address, canonical, recognise


@pytest.mark.parametrize("spelling", ["AC-2(1)", "AC-02(01)", "ac-2.1", "ac-02.01", "Ac-2(01)"])
def test_every_spelling_of_a_control_is_one_control(spelling: str) -> None:
    assert canonical("control", spelling) == "AC-2(1)"


@pytest.mark.parametrize(
    ("kind", "spelling", "expected"),
    [
        ("control", "SI-2", "SI-2"),
        ("control", "AC2", None),
        ("control", "AC-0", None),
        ("control", "AC-2(1", None),
        ("csf", "pr.aa-01", "PR.AA-01"),
        ("csf", "DE.CM", "DE.CM"),
        ("csf", "ID", "ID"),
        ("csf", "ID.AM-1", None),
        ("attack", "T1059.001", "T1059.001"),
        ("attack", "T1059.01", None),
        ("attack", "TA0001", "TA0001"),
        ("atlas", "AML.T0051", "AML.T0051"),
        ("atlas", "AML.T0051.000", "AML.T0051.000"),
        ("d3fend", "d3-mfa", "D3-MFA"),
        ("cwe", "CWE-79", "CWE-79"),
        ("cve", "cve-2024-3400", "CVE-2024-3400"),
        ("cve", "CVE-24-3400", None),
    ],
)
def test_shapes(kind: str, spelling: str, expected: str | None) -> None:
    assert canonical(kind, spelling) == expected  # type: ignore[arg-type]


@pytest.mark.parametrize("vocabulary", VOCABULARIES.values(), ids=lambda each: each.kind)
def test_every_example_is_canonical_and_recognised_as_its_own(vocabulary) -> None:  # type: ignore[no-untyped-def]
    assert canonical(vocabulary.kind, vocabulary.example) == vocabulary.example
    assert recognise(vocabulary.example) == (vocabulary.kind, vocabulary.example)


def test_addresses_are_the_publishers() -> None:
    assert address("attack", "T1059.001") == "https://attack.mitre.org/techniques/T1059/001/"
    assert address("attack", "TA0001") == "https://attack.mitre.org/tactics/TA0001/"
    assert address("cwe", "CWE-79") == "https://cwe.mitre.org/data/definitions/79.html"
    assert address("control", "AC-2(1)") == (
        "https://csrc.nist.gov/projects/cprt/catalog#/cprt/framework/version/SP_800_53_5_2_0/home?element=AC-02(01)"
    )


def test_a_record_id_is_not_an_identifier() -> None:
    assert recognise("bod-26-04") is None
    assert recognise("eo-14409") is None
