"""Mappings of the Center for Threat-Informed Defense."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from portal.vocabularies.mappings import read
from portal.vocabularies.model import Link, Refused
from tests.unit.vocabularies.given import as_file, shared

META = {
    "mapping_framework": "nist_800_53",
    "mapping_framework_version": "rev5",
    "attack_version": "16.1",
    "technology_domain": "enterprise",
    "last_update": "04/16/2025",
}


def pair(source: str | None, target: str | None, relation: str | None, status: str = "complete") -> dict[str, Any]:
    made = {"capability_id": source, "attack_object_id": target, "mapping_type": relation, "status": status}
    return made | {"comments": "Words.", "references": []}


def mapping(*pairs: dict[str, Any], **more: Any) -> Any:
    return as_file({"metadata": META | more, "mapping_objects": list(pairs)})


def test_controls_are_canonical_and_what_is_mapped_to_nothing_stays() -> None:
    made = read(
        mapping(
            pair("AC-10", "T1078", "mitigates"),
            pair("AC-02", "T1574.002", "mitigates"),
            pair("AC-02", "T1574.002", "mitigates"),
            pair(None, "T1496.002", None, "non_mappable"),
            pair(None, None, None),
        ),
        "nist_800_53",
    )
    assert made.links == (
        Link("", "T1496.002", "non_mappable"),
        Link("AC-2", "T1574.002", "mitigates"),
        Link("AC-10", "T1078", "mitigates"),
    )
    assert (made.version, made.date) == ("rev5, ATT&CK 16.1", "2025-04-16")
    assert made.notes == ("1 mappings that occur more than once are kept once.",)


def test_identifiers_of_a_list_that_the_portal_does_not_keep_stay_as_they_are() -> None:
    made = read(
        mapping(
            pair("A&A-01", "T1078", "mitigates"), pair("STA-11", None, None, "non_mappable"), mapping_framework="x"
        ),
        "x",
    )
    assert made.links == (Link("A&A-01", "T1078", "mitigates"), Link("STA-11", "", "non_mappable"))


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (
            mapping(pair("AC-02", "T1078", "x"), mapping_framework="kev"),
            "given.json maps kev, and nist_800_53 was asked",
        ),
        (mapping(), "given.json holds no mapping"),
        (mapping(pair("AC-2x", "T1078", "x")), "given.json maps 'AC-2x', which is not an identifier of nist_800_53"),
        (mapping(pair("AC-02", "1078", "x")), "given.json maps to '1078', which is not an identifier of ATT&CK"),
        (mapping(pair("AC-02", "T1078", "x"), last_update="2025"), "given.json has the date '2025'"),
        (as_file({"objects": []}), "given.json is JSON, but not of the expected format: Object missing required field"),
    ],
    ids=["framework", "empty", "control", "technique", "date", "other json"],
)
def test_what_is_not_the_mapping_is_refused(given: Any, message: str) -> None:
    with pytest.raises(Refused) as refused:
        read(given, "nist_800_53")
    assert str(refused.value).startswith(message)


@pytest.mark.shared
def test_the_real_mapping_of_controls() -> None:
    made = read(shared("mappings/nist_800_53-rev5_attack-16.1-enterprise.json.xz"), "nist_800_53")
    assert Counter(link.relation for link in made.links) == {"mitigates": 5264, "non_mappable": 96}
    assert made.notes == ("50 mappings that occur more than once are kept once.",)
    assert len({link.source for link in made.links} - {""}) == 109
    assert len({link.target for link in made.links}) == 566


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "framework", "count"),
    [
        ("kev-07.28.2025_attack-16.1", "kev", 1183),
        ("csa_ccm-4.1_attack-17.1", "csa_ccm", 938),
        ("cri_profile-v2.1_attack-16.1", "cri_profile", 2152),
    ],
)
def test_the_other_real_mappings(name: str, framework: str, count: int) -> None:
    assert len(read(shared(f"mappings/{name}-enterprise.json.xz"), framework).links) == count
