"""CSF 2.0: entries withdrawn with and without a flag, in both formats."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

import pytest

from portal.vocabularies.csf import read
from portal.vocabularies.model import Refused
from tests.unit.vocabularies.given import SHARED, as_file, by_id, shared

META = {"title": "NIST CSF 2.0", "version": "1.2.0", "last-modified": "2026-05-13T12:00:00-05:00"}
DERIVED = (
    "The file marks nothing as withdrawn (as release 1.0.0 of the catalog); subcategories without an example and"
    " categories without a statement are taken as withdrawn."
)


def outcome(own: str, *parts: str, controls: list[Any] | None = None, **more: Any) -> dict[str, Any]:
    made = [{"id": f"{own}_{name}", "name": name, "prose": "Words."} for name in parts]
    return {"id": own, "title": more.pop("title", own), "parts": made, "controls": controls or [], **more}


def catalog(*controls: dict[str, Any]) -> Any:
    groups = [
        {"id": "PR", "class": "function", "title": "PROTECT", "controls": list(controls)},
        {"id": "DE", "class": "function", "title": "DETECT", "controls": []},
    ]
    return as_file({"catalog": {"metadata": META, "groups": groups}})


def test_without_any_flag_what_has_no_example_or_no_statement_is_withdrawn() -> None:
    silent = {"id": "PR.AC_statement", "name": "statement"}
    made = read(
        catalog(
            outcome(
                "PR.AA",
                "statement",
                title="Identity",
                controls=[outcome("PR.AA-01", "statement", "example"), outcome("PR.AA-99", "statement")],
            ),
            outcome("PR.AC", controls=[outcome("PR.AC-01", "statement")]) | {"parts": [silent]},
        )
    )
    assert [(entry.id, entry.kind, entry.status, entry.parents) for entry in made.entries] == [
        ("DE", "function", "active", ()),
        ("PR", "function", "active", ()),
        ("PR.AA", "category", "active", ("PR",)),
        ("PR.AA-01", "subcategory", "active", ("PR.AA",)),
        ("PR.AA-99", "subcategory", "withdrawn", ("PR.AA",)),
        ("PR.AC", "category", "withdrawn", ("PR",)),
        ("PR.AC-01", "subcategory", "withdrawn", ("PR.AC",)),
    ]
    found = by_id(made)
    assert (found["PR.AA"].name, found["PR"].order, found["DE"].order, made.notes) == ("Identity", 1, 2, (DERIVED,))


def test_flags_are_believed_where_there_are_any_with_underscores_and_bare_targets() -> None:
    gone = {
        "props": [{"name": "status", "value": "withdrawn"}],
        "links": [
            {"href": "PR.AA-01", "rel": "incorporated_into"},
            {"href": "PR.AA-05", "rel": "incorporated_into"},
            {"href": "PR.AA-01", "rel": "reference"},
        ],
    }
    moved = gone | {"links": [{"href": "GV.RR-02", "rel": "moved_to"}]}
    made = read(catalog(outcome("PR.AA-09"), outcome("PR.AC-01", **gone), outcome("PR.AC-02", **moved)))
    found = by_id(made)
    assert found["PR.AA-09"].status == "active"
    assert (found["PR.AC-01"].successors, found["PR.AC-01"].succession) == (
        ("PR.AA-01", "PR.AA-05"),
        "incorporated-into",
    )
    assert (found["PR.AC-02"].successors, found["PR.AC-02"].succession) == (("GV.RR-02",), "moved-to")
    assert made.notes == ()


def element(kind: str, own: str, title: str = "", text: str = "Words.") -> dict[str, str]:
    more = {"title": title, "text": text, "doc_identifier": "CSF_2_0_0"}
    return {"element_type": kind, "element_identifier": own, **more}


def relation(kind: str, source: str, target: str) -> dict[str, str]:
    ends = {"source_element_identifier": source, "dest_element_identifier": target}
    return {"relationship_identifier": kind, **ends, "provenance_doc_identifier": "CSF_2_0_0"}


EXPORT = {
    "documents": [{"doc_identifier": "CSF_2_0_0", "name": "CSF", "version": "Version  2.0"}],
    "elements": [
        element("function", "PR", "PROTECT"),
        element("sort", "S-PR", "00001"),
        element("category", "PR.AA", "Identity"),
        element("category", "PR.AC", "Old", text=""),
        element("subcategory", "PR.AA-01"),
        element("subcategory", "PR.AC-01"),
        element("implementation_example", "PR.AA-01.1", "Ex1"),
        element("withdraw_reason", "WR-PR.AC"),
        element("withdraw_reason", "WR-PR.AC-01"),
        element("party", "first", "1st"),
    ],
    "relationships": [
        relation("projection", "PR", "PR.AA"),
        relation("projection", "PR.AA-01", "PR.AA-01.1"),
        relation("projection", "PR.AC-01", "WR-PR.AC-01"),
        relation("incorporated_into", "WR-PR.AC-01", "PR.AA-01"),
        relation("moved_to", "PR.AC", "PR.AA"),
        relation("external_reference", "PR.AA-01", "AC-2"),
    ],
}


@pytest.mark.parametrize("value", [EXPORT, {"response": {"elements": EXPORT}}], ids=["bare", "wrapped"])
def test_a_cprt_export_is_read_with_and_without_its_outer_layers(value: Any) -> None:
    made = read(as_file(value))
    assert [(entry.id, entry.name, entry.status, entry.successors, entry.succession) for entry in made.entries] == [
        ("PR", "PROTECT", "active", (), ""),
        ("PR.AA", "Identity", "active", (), ""),
        ("PR.AA-01", "PR.AA-01", "active", (), ""),
        ("PR.AC", "Old", "withdrawn", ("PR.AA",), "moved-to"),
        ("PR.AC-01", "PR.AC-01", "withdrawn", ("PR.AA-01",), "incorporated-into"),
    ]
    assert (made.version, made.notes) == ("2.0", ())


def test_a_cprt_export_without_reasons_is_judged_by_its_examples() -> None:
    elements = [each for each in EXPORT["elements"] if each["element_type"] != "withdraw_reason"]
    made = read(as_file(EXPORT | {"elements": elements, "relationships": EXPORT["relationships"][:2]}))
    withdrawn = [entry.id for entry in made.entries if entry.status == "withdrawn"]
    assert (withdrawn, made.notes) == (["PR.AC", "PR.AC-01"], (DERIVED,))


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ({"catalog": {"metadata": META, "groups": []}}, "given.json is an OSCAL catalog, but not that of CSF 2.0"),
        ({"elements": [element("function", "1")]}, "given.json is a CPRT export, but not that of CSF 2.0"),
        ({"elements": [element("sort", "S-PR")]}, "given.json is a CPRT export, but not that of CSF 2.0"),
        ({"profile": {"metadata": META}}, "given.json is an OSCAL profile, and a catalog is expected"),
        ({"type": "bundle"}, "given.json is JSON, but neither an OSCAL catalog nor an OSCAL profile"),
    ],
)
def test_what_is_not_csf_is_refused(value: Any, message: str) -> None:
    with pytest.raises(Refused) as refused:
        read(as_file(value))
    assert str(refused.value) == message


@pytest.mark.shared
def test_the_real_catalog_has_106_subcategories_and_22_categories_in_force() -> None:
    made = read(shared("nist/NIST_CSF_v2.0_catalog.converted.json"))
    assert Counter((entry.kind, entry.status) for entry in made.entries) == {
        ("function", "active"): 6,
        ("category", "active"): 22,
        ("category", "withdrawn"): 12,
        ("subcategory", "active"): 106,
        ("subcategory", "withdrawn"): 79,
    }
    listed = json.loads((SHARED / "nist/csf20_withdrawn_ids.derived.json").read_text(encoding="utf-8"))
    withdrawn = {entry.id for entry in made.entries if entry.status == "withdrawn"}
    assert withdrawn == {*listed["withdrawn_subcategories"], *listed["withdrawn_categories"]}


@pytest.mark.shared
def test_the_real_sample_of_a_cprt_export() -> None:
    made = read(shared("nist/cprt_csf20_sample.json"))
    assert [(entry.id, entry.status) for entry in made.entries] == [
        ("GV", "active"),
        ("GV.OC", "active"),
        ("GV.OC-01", "active"),
    ]
