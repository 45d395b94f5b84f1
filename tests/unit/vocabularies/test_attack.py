"""ATT&CK bundles: identifiers, revocation, deprecation, hierarchy, domains."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from portal.vocabularies.attack import Domain, read
from portal.vocabularies.model import Refused
from portal.vocabularies.unpack import File
from tests.unit.vocabularies.given import as_file, by_id, shared


def technique(own: str, source: str = "mitre-attack", **more: Any) -> dict[str, Any]:
    references = [{"source_name": source, "external_id": own}]
    return {"type": "attack-pattern", "id": f"attack-pattern--{own}", "name": f"Name of {own}"} | {
        "modified": "2025-10-24T17:48:19.059Z",
        "external_references": references,
        "x_mitre_domains": ["enterprise-attack"],
        **more,
    }


def related(kind: str, source: str, target: str) -> dict[str, Any]:
    ids = {"source_ref": f"attack-pattern--{source}", "target_ref": f"attack-pattern--{target}"}
    return {"type": "relationship", "id": f"relationship--{source}", "relationship_type": kind, **ids}


def bundle(*objects: dict[str, Any], **more: Any) -> Any:
    return as_file({"type": "bundle", "id": "bundle--1", "objects": list(objects), **more})


def imported(*objects: dict[str, Any], domain: Domain = "enterprise-attack") -> Any:
    return read(bundle(*objects), domain)


def test_revoked_and_deprecated_may_be_absent_or_false() -> None:
    found = by_id(
        imported(
            technique("T1001"),
            technique("T1002", revoked=False, x_mitre_deprecated=False),
            technique("T1003", revoked=True),
            technique("T1004", x_mitre_deprecated=True),
        )
    )
    assert [entry.status for entry in found.values()] == ["active", "active", "revoked", "deprecated"]


def test_a_successor_is_what_the_file_says_one_step_and_not_the_end() -> None:
    found = by_id(
        imported(
            technique("T1150", revoked=True),
            technique("T1547.011", revoked=True),
            technique("T1647"),
            related("revoked-by", "T1150", "T1547.011"),
            related("revoked-by", "T1547.011", "T1647"),
        )
    )
    assert found["T1150"].successors == ("T1547.011",)
    assert found["T1547.011"].successors == ("T1647",)
    assert (found["T1150"].succession, found["T1647"].successors) == ("revoked-by", ())


def test_a_revoked_technique_without_a_successor_is_noted() -> None:
    made = imported(technique("T1454", revoked=True))
    assert made.notes[0] == "Revoked without a successor: T1454."
    assert by_id(made)["T1454"].successors == ()


def test_a_technique_may_be_revoked_into_a_deprecated_one() -> None:
    found = by_id(
        imported(
            technique("T1431", revoked=True),
            technique("T1476", x_mitre_deprecated=True),
            related("revoked-by", "T1431", "T1476"),
        )
    )
    assert (found["T1431"].successors, found["T1476"].status) == (("T1476",), "deprecated")


def test_only_identifiers_of_attack_itself_count() -> None:
    given = technique("T1001")
    given["external_references"] = [
        {"source_name": "capec", "external_id": "CAPEC-163"},
        {"source_name": "NIST Mobile Threat Catalogue", "external_id": "APP-9"},
        {"source_name": "another list", "external_id": "T9999"},
        {"source_name": "a report without an identifier"},
        {"source_name": "mitre-mobile-attack", "external_id": "T1001"},
    ]
    assert list(by_id(imported(given))) == ["T1001"]


def test_a_former_mitigation_does_not_take_the_place_of_the_technique_whose_number_it_bears() -> None:
    former = technique("T1113", x_mitre_deprecated=True) | {"type": "course-of-action", "id": "course-of-action--1"}
    mitigation = technique("M1017") | {"type": "course-of-action", "id": "course-of-action--2"}
    made = imported(former, technique("T1113"), mitigation)
    assert {own: (entry.kind, entry.status) for own, entry in by_id(made).items()} == {
        "M1017": ("mitigation", "active"),
        "T1113": ("technique", "active"),
    }
    assert made.notes[0] == "1 former mitigations that share the number of a technique are left out."


def test_names_of_sub_techniques_repeat_and_the_parent_tells_them_apart() -> None:
    names: dict[str, Any] = {"name": "Serverless"}
    found = by_id(
        imported(
            technique("T1583"),
            technique("T1584"),
            technique("T1583.007", **names),
            technique("T1584.007", **names),
            related("subtechnique-of", "T1583.007", "T1583"),
        )
    )
    assert [(found[own].name, found[own].parents) for own in ("T1583.007", "T1584.007")] == [
        ("Serverless", ("T1583",)),
        ("Serverless", ("T1584",)),
    ]


def test_tactics_are_named_by_identifier_and_keep_the_order_of_the_matrix() -> None:
    def tactic(own: str, short: str, **more: Any) -> dict[str, Any]:
        return technique(own, **more) | {
            "type": "x-mitre-tactic",
            "id": f"x-mitre-tactic--{own}",
            "x_mitre_shortname": short,
        }

    matrix = technique("enterprise-attack") | {
        "type": "x-mitre-matrix",
        "tactic_refs": ["x-mitre-tactic--TA0043", "x-mitre-tactic--TA0001"],
    }
    phases: dict[str, Any] = {
        "kill_chain_phases": [{"kill_chain_name": "mitre-attack", "phase_name": "initial-access"}]
    }
    found = by_id(
        imported(
            matrix,
            tactic("TA0001", "initial-access"),
            tactic("TA0099", "initial-access", x_mitre_deprecated=True),
            tactic("TA0043", "reconnaissance"),
            technique("T1566", **phases, x_mitre_platforms=["macOS", "Linux"]),
        )
    )
    assert (found["TA0043"].order, found["TA0001"].order) == (1, 2)
    assert (found["T1566"].tactics, found["T1566"].platforms) == (("TA0001",), ("Linux", "macOS"))


def test_the_release_is_that_of_the_collection_and_stix_2_0_has_none() -> None:
    collection = {
        "type": "x-mitre-collection",
        "id": "x-mitre-collection--1",
        "x_mitre_version": "18.1",
        "modified": "2025-11-12T14:00:00.188Z",
    }
    newer = imported(technique("T1001", spec_version="2.1"), collection)
    older = read(bundle(technique("T1001"), spec_version="2.0"), "enterprise-attack")
    assert (newer.version, newer.date, newer.notes) == ("18.1", "2025-11-12", ())
    assert (older.version, older.date) == ("", "2025-10-24")
    assert older.notes == ("The file does not say which release of ATT&CK it is.",)
    assert newer.entries == older.entries


def test_the_bundle_of_another_domain_is_refused() -> None:
    with pytest.raises(Refused, match=r"^given\.json is mobile-attack, and enterprise-attack was asked for$"):
        imported(technique("T1001", x_mitre_domains=["mobile-attack"]))


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ({"type": "bundle", "objects": []}, "given.json holds no ATT&CK technique"),
        (
            {"catalog": {}},
            "given.json is JSON, but not of the expected format: Object missing required field `objects`",
        ),
        ([], "given.json is JSON, but not of the expected format: Expected `object`, got `array`"),
    ],
)
def test_other_json_is_refused(value: Any, message: str) -> None:
    with pytest.raises(Refused) as refused:
        read(as_file(value), "enterprise-attack")
    assert str(refused.value) == message


def test_so_many_objects_that_they_would_fill_the_memory_are_refused() -> None:
    given = File("given.json", b'{"type":"bundle","objects":[' + b"{}," * 1_000_000 + b"{}]}")
    with pytest.raises(Refused, match=r"^given\.json holds more than 1,000,000 objects and lists$"):
        read([given], "enterprise-attack")


def test_an_identifier_that_occurs_twice_is_refused() -> None:
    with pytest.raises(Refused, match=r"^T1001 occurs twice$"):
        imported(technique("T1001"), technique("T1001"))


@pytest.mark.shared
@pytest.mark.parametrize("name", ["stix20.rebuilt", "stix21.converted"])
def test_the_real_enterprise_bundles(name: str) -> None:
    made = read(shared(f"attack/enterprise-attack-18.1.{name}.json.xz"), "enterprise-attack")
    assert Counter((entry.kind, entry.status) for entry in made.entries) == {
        ("technique", "active"): 691,
        ("technique", "revoked"): 132,
        ("technique", "deprecated"): 12,
        ("mitigation", "active"): 44,
        ("tactic", "active"): 14,
    }
    assert sum(bool(entry.successors) for entry in made.entries) == 132
    assert sum(bool(entry.parents) and entry.status == "active" for entry in made.entries) == 475


@pytest.mark.shared
def test_the_real_mobile_bundle() -> None:
    made = read(shared("attack/mobile-attack-17.1.json.xz"), "mobile-attack")
    found = Counter(entry.status for entry in made.entries if entry.kind == "technique")
    assert found == {"active": 121, "revoked": 53, "deprecated": 14}
    assert (made.version, made.notes) == ("17.1", ("Revoked without a successor: T1415, T1419, T1454.",))
