"""SP 800-53: spellings, withdrawal, targets, baselines."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from portal.vocabularies.controls import read
from portal.vocabularies.model import Refused
from portal.vocabularies.unpack import File
from tests.unit.vocabularies.given import as_file, by_id, shared

META = {"title": "NIST Special Publication 800-53 Revision 5", "version": "5.0.1", "oscal-version": "1.0.0"} | {
    "last-modified": "2021-06-08T13:57:33.013981-04:00"
}


def control(own: str, *, withdrawn: bool = False, links: dict[str, str] | None = None, **more: Any) -> dict[str, Any]:
    props = [{"name": "label", "value": "not looked at"}]
    if withdrawn:
        props.append({"name": "status", "value": "withdrawn"})
    anchors = [{"href": href, "rel": rel} for href, rel in (links or {}).items()]
    return {"id": own, "class": "SP800-53", "title": f"Title of {own}", "props": props, "links": anchors, **more}


def catalog(*controls: dict[str, Any], family: str = "ac", **meta: Any) -> dict[str, Any]:
    groups = [{"id": family, "class": "family", "title": "Access Control", "controls": list(controls)}]
    return {"catalog": {"uuid": "x", "metadata": META | meta, "groups": groups}}


def profile(level: str, *ids: str) -> dict[str, Any]:
    imports = [{"href": "#x", "include-controls": [{"with-ids": list(ids)}]}]
    return {"profile": {"metadata": META | {"title": f"Revision 5.1.1 {level} IMPACT BASELINE"}, "imports": imports}}


def resolved(level: str, *controls: dict[str, Any]) -> dict[str, Any]:
    made: dict[str, Any] = {"props": [{"name": "resolution-tool", "value": "a tool"}]}
    return catalog(*controls, **made, title=f"Revision 5.1.1 {level} IMPACT BASELINE")


def files(*values: Any) -> list[File]:
    return [file for number, value in enumerate(values) for file in as_file(value, f"{number}.json")]


def test_a_control_has_the_canonical_identifier_and_its_place_in_the_hierarchy() -> None:
    made = read(files(catalog(control("ac-2", controls=[control("ac-2.1")]))))
    assert [(entry.id, entry.kind, entry.name, entry.parents) for entry in made.entries] == [
        ("AC", "family", "Access Control", ()),
        ("AC-2", "control", "Title of ac-2", ("AC",)),
        ("AC-2(1)", "enhancement", "Title of ac-2.1", ("AC-2",)),
    ]
    assert (made.version, made.date) == ("5.0.1", "2021-06-08")
    assert made.entries[0].address.endswith("/SP_800_53_5_2_0/home?element=AC")


def test_the_identifier_counts_and_none_of_the_several_labels() -> None:
    labels = [
        {"name": "label", "class": "zero-padded", "value": "AC-02(01)"},
        {"name": "label", "class": "sp800-53a", "value": "AC-02(01)"},
        {"name": "label", "value": "AC-2(1)"},
        {"name": "sort-id", "value": "ac-02.01"},
    ]
    assert set(by_id(read(files(catalog(control("ac-2.1", props=labels)))))) == {"AC", "AC-2(1)"}


def test_withdrawn_controls_may_have_several_partial_or_no_targets_and_a_family_for_one() -> None:
    made = read(
        files(
            catalog(
                control("ac-1"),
                control("ac-2.10", withdrawn=True, links={"#ac-2_smt.k": "incorporated-into", "#ac-1": "related"}),
                control("ac-13", withdrawn=True, links={"#ac-2": "incorporated-into", "#au-6": "incorporated-into"}),
                control("ac-14.1", withdrawn=True, links={"#ac-14": "moved-to"}),
                control("sa-12", withdrawn=True, links={"#sr": "incorporated-into"}),
                control("sc-19", withdrawn=True),
            )
        )
    )
    found = {
        own: (entry.successors, entry.succession, entry.successor_parts)
        for own, entry in by_id(made).items()
        if entry.status == "withdrawn"
    }
    assert found == {
        "AC-2(10)": (("AC-2",), "incorporated-into", {"AC-2": "k"}),
        "AC-13": (("AC-2", "AU-6"), "incorporated-into", {}),
        "AC-14(1)": (("AC-14",), "moved-to", {}),
        "SA-12": (("SR",), "incorporated-into", {}),
        "SC-19": ((), "", {}),
    }
    assert made.notes[0] == "Withdrawn without a successor: SC-19."


def test_baselines_come_as_profiles_or_resolved_catalogs_in_any_order() -> None:
    whole = catalog(control("ac-1"), control("ac-2", controls=[control("ac-2.1")]), control("ac-3"))
    made = read(
        files(
            profile("LOW", "ac-1"),
            resolved("HIGH", control("ac-1"), control("ac-2", controls=[control("ac-2.1")])),
            whole,
            profile("MODERATE", "ac-1", "ac-2", "ac-24"),
        )
    )
    assert {own: entry.baselines for own, entry in by_id(made).items() if entry.kind != "family"} == {
        "AC-1": ("low", "moderate", "high"),
        "AC-2": ("moderate", "high"),
        "AC-2(1)": ("high",),
        "AC-3": (),
    }
    assert made.notes == ("The moderate baseline selects what the catalog does not hold: AC-24.",)


def test_a_profile_and_its_resolved_catalog_may_differ_and_then_one_must_be_chosen() -> None:
    with pytest.raises(Refused, match=r"^2\.json is a second low baseline that selects otherwise than the first$"):
        read(files(catalog(control("ac-1")), profile("LOW", "ac-1"), resolved("LOW", control("ac-2"))))


def test_a_draft_without_any_status_is_refused() -> None:
    many = [control(f"ac-{number}") for number in range(1, 99)] + [control("au-1"), control("au-2"), control("au-3")]
    with pytest.raises(Refused, match=r"^0\.json marks none of its 101 controls as withdrawn: it is a draft"):
        read(files(catalog(*many)))


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ([], "no catalog was given"),
        ([profile("LOW", "ac-1")], "0 catalogs were given; give the one whole catalog and, with it, any baselines"),
        ([resolved("LOW", control("ac-1"))], "0 catalogs were given; give the one whole catalog and, with it, any ba"),
        ([catalog(control("ac-1"))] * 2, "2 catalogs were given; give the one whole catalog and, with it, any baselin"),
        ([profile("OVERLAY", "ac-1")], "0.json is a profile, but none of the baselines low, moderate, high, privacy"),
        ([catalog()], "0.json holds no control"),
        ([catalog(control("GV.OC-01"))], "'GV.OC-01' is not an identifier of SP 800-53"),
        ([catalog(control("ac-1"), control("ac-1"))], "AC-1 occurs twice"),
        ([{"mapping_objects": []}], "0.json is JSON, but neither an OSCAL catalog nor an OSCAL profile"),
    ],
    ids=["nothing", "profile", "resolved", "two", "other profile", "empty", "csf", "twice", "other json"],
)
def test_what_is_not_the_catalog_is_refused(values: list[Any], message: str) -> None:
    with pytest.raises(Refused) as refused:
        read(files(*values))
    assert str(refused.value).startswith(message)


BASELINE = "nist/NIST_SP-800-53_rev5_{}-baseline{}"


@pytest.mark.shared
@pytest.mark.parametrize("catalog_file", ["catalog", "catalog-min"])
@pytest.mark.parametrize(
    ("ending", "privacy"),
    [("_profile.json", 96), ("-resolved-profile_catalog-min.json.xz", 102)],
    ids=["profiles", "resolved"],
)
def test_the_real_catalog_with_the_real_baselines(catalog_file: str, ending: str, privacy: int) -> None:
    baselines = [BASELINE.format(level, ending) for level in ("LOW", "MODERATE", "HIGH", "PRIVACY")]
    made = read(shared(f"nist/NIST_SP-800-53_rev5_{catalog_file}.v5.0.1.json.xz", *baselines))
    assert Counter((entry.kind, entry.status) for entry in made.entries) == {
        ("family", "active"): 20,
        ("control", "active"): 298,
        ("control", "withdrawn"): 24,
        ("enhancement", "active"): 709,
        ("enhancement", "withdrawn"): 158,
    }
    chosen = Counter(level for entry in made.entries for level in entry.baselines)
    assert chosen == {"low": 149, "moderate": 287, "high": 370, "privacy": privacy}
    assert sum(len(entry.successors) > 1 for entry in made.entries) == 11
    assert made.notes == ("Withdrawn without a successor: CP-10(3), SC-19.",)
