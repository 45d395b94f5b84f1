"""The catalog of known exploited vulnerabilities: stray spaces, odd dates, categories, new fields."""

from __future__ import annotations

from typing import Any

import pytest

from portal.vocabularies.kev import read
from portal.vocabularies.model import Entry, Refused
from tests.unit.vocabularies.given import as_file, by_id, shared, text_file

ROW = {
    "cveID": "CVE-2024-3400",
    "vendorProject": " Palo Alto  Networks ",
    "product": "PAN-OS ",
    "vulnerabilityName": "A Name\u00a0",
    "dateAdded": "2024-04-12",
    "shortDescription": "Words.",
    "requiredAction": "Words.",
    "dueDate": "2024-04-19",
    "knownRansomwareCampaignUse": "Known",
    "notes": "Words.;https://example.org",
    "cwes": ["CWE-20", "CWE-264"],
}


def catalog(*rows: dict[str, Any], **more: Any) -> Any:
    head = {"title": "KEV", "catalogVersion": "2025.08.25", "dateReleased": "2025-08-25T17:04:19.9796Z"}
    return as_file({**head, "count": len(rows), "vulnerabilities": list(rows), **more})


EXPECTED = Entry(
    id="CVE-2024-3400",
    kind="vulnerability",
    name="A Name",
    vendor="Palo Alto Networks",
    product="PAN-OS",
    added="2024-04-12",
    due="2024-04-19",
    ransomware="Known",
    weaknesses=("CWE-20", "CWE-264"),
)


def test_stray_spaces_go_and_categories_stay_among_the_weaknesses() -> None:
    made = read(catalog(ROW))
    assert made.entries == (EXPECTED,)
    assert (made.version, made.date, made.notes) == ("2025.08.25", "2025-08-25", ())


def test_the_csv_gives_the_same_entries_without_a_release() -> None:
    text = (
        "cveID,vendorProject,product,vulnerabilityName,dateAdded,shortDescription,requiredAction,dueDate,"
        "knownRansomwareCampaignUse,notes,cwes\n"
        'CVE-2024-3400, Palo Alto  Networks ,PAN-OS ,"A Name",2024-04-12,"Words,\nmore.",Words.,2024-04-19,Known,,'
        '"CWE-20, CWE-264"\n'
    )
    made = read(text_file(text))
    assert made.entries == (EXPECTED,)
    assert (made.version, made.date) == ("", "2024-04-12")


def test_a_due_date_before_the_date_added_is_kept_and_noted() -> None:
    made = read(catalog(ROW | {"dueDate": "2022-01-01"}))
    assert (made.entries[0].due, made.notes) == (
        "2022-01-01",
        ("1 entries were due before they were added, as published.",),
    )


def test_unknown_new_fields_are_noted_and_do_no_harm() -> None:
    made = read(catalog(ROW | {"forensicTriage": {"required": True}}, ROW | {"cveID": "CVE-2024-3401"}, newHead=1))
    assert made.entries[0] == EXPECTED
    assert made.notes == ("Fields that are not known and were left out: forensicTriage.",)


def test_a_weakness_that_is_no_cwe_identifier_is_noted_and_does_no_harm() -> None:
    made = read(catalog(ROW | {"cwes": ["NVD-CWE-noinfo", " cwe-20 "]}))
    assert made.entries[0].weaknesses == ("CWE-20",)
    assert made.notes == (
        "Weaknesses that are no CWE identifiers and were left out: 'NVD-CWE-noinfo' of CVE-2024-3400.",
    )


@pytest.mark.parametrize("cwes", [[], None, ""])
def test_an_entry_may_have_no_weakness(cwes: Any) -> None:
    assert read(catalog(ROW | {"cwes": cwes})).entries[0].weaknesses == ()


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"cveID": "CVE-1"}, "given.json has an entry whose cveID is 'CVE-1'"),
        ({"product": None}, "given.json has an entry without product"),
        ({"dateAdded": "soon"}, "CVE-2024-3400 has the date 'soon'"),
    ],
)
def test_a_broken_entry_is_refused(change: dict[str, Any], message: str) -> None:
    with pytest.raises(Refused) as refused:
        read(catalog(ROW | change))
    assert str(refused.value) == message


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (catalog(ROW, count=2), "given.json says that it holds 2 entries, and holds 1"),
        (catalog(), "given.json holds no vulnerability"),
        (catalog(ROW, ROW), "CVE-2024-3400 occurs twice"),
        (as_file({"objects": []}), "given.json is JSON, but not of the expected format: Object missing required field"),
        (text_file('{"title": "K'), "given.csv is not whole JSON: Input data was truncated"),
        (text_file("a,b\n1,2\n"), "given.csv is not CSV of the expected format: it has no column cveID, vendorProj"),
        (text_file(""), "given.csv is not CSV of the expected format: it has no column cveID"),
        (text_file('a,"b\n'), "given.csv is not whole CSV in UTF-8: unexpected end of data"),
    ],
    ids=["count", "empty", "twice", "other json", "cut json", "other csv", "nothing", "cut csv"],
)
def test_what_is_not_the_catalog_is_refused(given: Any, message: str) -> None:
    with pytest.raises(Refused) as refused:
        read(given)
    assert str(refused.value).startswith(message)


@pytest.mark.shared
def test_the_real_catalog_is_the_same_in_both_formats() -> None:
    as_json = read(shared("kev/known_exploited_vulnerabilities.json.xz"))
    as_csv = read(shared("kev/known_exploited_vulnerabilities.csv.xz"))
    assert as_json.entries == as_csv.entries
    assert len(as_json.entries) == 1404
    assert sum(entry.ransomware == "Known" for entry in as_json.entries) == 293
    assert sum(not entry.weaknesses for entry in as_json.entries) == 152
    assert (as_json.version, as_json.notes) == (
        "2025.08.25",
        ("15 entries were due before they were added, as published.",),
    )
    assert not [
        each for entry in by_id(as_json).values() for each in (entry.name, entry.product) if each != each.strip()
    ]
