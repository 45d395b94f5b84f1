"""CWE in its three formats: hierarchy, deprecation, categories."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from portal.vocabularies.cwe import read
from portal.vocabularies.model import Entry, Refused
from portal.vocabularies.unpack import File
from tests.unit.vocabularies.given import as_file, by_id, shared, text_file


def child_of(other: str, view: str = "1000", ordinal: str = "", nature: str = "ChildOf") -> dict[str, str]:
    made = {"Nature": nature, "CweID": other, "ViewID": view}
    return made | {"Ordinal": ordinal} if ordinal else made


def weakness(number: str, *related: dict[str, str], **more: Any) -> dict[str, Any]:
    made = {"ID": number, "Name": f"Name {number}", "Abstraction": "Base", "Status": "Stable", "Description": "Words."}
    return made | {"RelatedWeaknesses": list(related), "MappingNotes": {"Usage": "Allowed"}} | more


def files(*values: dict[str, Any]) -> list[File]:
    return [file for number, value in enumerate(values) for file in as_file(value, f"W/{number}.json")]


def test_of_several_parents_in_the_research_view_the_primary_comes_first() -> None:
    made = read(
        files(
            weakness(
                "79",
                child_of("990"),
                child_of("74", ordinal="Primary"),
                child_of("20", view="1003", ordinal="Primary"),
                child_of("352", nature="PeerOf"),
                child_of("118"),
            )
        )
    )
    assert made.entries[0].parents == ("CWE-74", "CWE-118", "CWE-990")


def test_a_deprecated_entry_has_no_successor_and_loses_the_mark_in_its_name() -> None:
    usage = {"MappingNotes": {"Usage": "Prohibited"}}
    gone = weakness("92", Name="DEPRECATED: Improper  Something", Status="Deprecated", **usage)
    assert read(files(gone)).entries == (
        Entry(
            id="CWE-92",
            kind="weakness",
            name="Improper Something",
            status="deprecated",
            abstraction="Base",
            usage="Prohibited",
        ),
    )


def test_categories_and_views_are_told_from_weaknesses() -> None:
    category = {"ID": "264", "Name": "Permissions", "Status": "Obsolete", "Summary": "Words."}
    view = {"ID": "1000", "Name": "Research Concepts", "Type": "Graph", "Status": "Draft"}
    found = by_id(read(files(weakness("79"), category, view)))
    assert {own: (entry.kind, entry.status) for own, entry in found.items()} == {
        "CWE-79": ("weakness", "active"),
        "CWE-264": ("category", "obsolete"),
        "CWE-1000": ("view", "active"),
    }


def test_the_release_comes_from_the_file_beside_the_entries_and_other_files_are_passed_over() -> None:
    release = as_file({"ContentVersion": "4.19.1", "ContentDate": "2026-01-21", "TotalWeaknesses": 1}, "cwev.json")
    made = read([*files(weakness("79")), *release, File("LICENSE", b"Words.")])
    assert (made.version, made.date, made.notes) == ("4.19.1", "2026-01-21", ())


HEADER = "CWE-ID,Name,Weakness Abstraction,Status,Description,Related Weaknesses"
ROW = (
    '79,"Cross-site",Base,Stable,"Words, more.",'
    "::NATURE:ChildOf:CWE ID:990:VIEW ID:1000::NATURE:ChildOf:CWE ID:74:VIEW ID:1000:ORDINAL:Primary"
    "::NATURE:CanPrecede:CWE ID:494:VIEW ID:1000::,"
)


def test_rows_of_a_csv_have_a_cell_too_many_and_lists_within_a_cell() -> None:
    made = read(text_file(f"{HEADER}\n{ROW}\n"))
    assert made.entries == (
        Entry(id="CWE-79", kind="weakness", name="Cross-site", parents=("CWE-74", "CWE-990"), abstraction="Base"),
    )
    assert made.notes == (
        "The files do not say which release of CWE they are.",
        "The CSV of a view holds neither categories nor what is deprecated.",
    )


def test_views_that_share_an_entry_agree_or_are_refused() -> None:
    one, two = text_file(f"{HEADER}\n{ROW}\n", "1000.csv"), text_file(f"{HEADER}\n{ROW}\n", "699.csv")
    assert len(read([*one, *two]).entries) == 1
    other = text_file(f"{HEADER}\n{ROW}\n".replace("Cross-site", "Other"), "699.csv")
    with pytest.raises(Refused, match=r"^CWE-79 occurs twice, and not the same$"):
        read([*one, *other])


XML = """<?xml version="1.0" encoding="UTF-8"?>
<Weakness_Catalog Name="CWE" Version="4.19.1" Date="2026-01-21" xmlns="http://cwe.mitre.org/cwe-7">
  <Weaknesses>
    <Weakness ID="79" Name="Cross-site" Abstraction="Base" Structure="Simple" Status="Stable">
      <Description>Words.</Description>
      <Related_Weaknesses>
        <Related_Weakness Nature="ChildOf" CWE_ID="990" View_ID="1000"/>
        <Related_Weakness Nature="ChildOf" CWE_ID="74" View_ID="1000" Ordinal="Primary"/>
        <Related_Weakness Nature="CanPrecede" CWE_ID="494" View_ID="1000"/>
      </Related_Weaknesses>
      <Mapping_Notes><Usage>Allowed</Usage><Rationale>Words.</Rationale></Mapping_Notes>
    </Weakness>
  </Weaknesses>
  <Categories>
    <Category ID="264" Name="Permissions" Status="Obsolete"><Summary>Words.</Summary></Category>
  </Categories>
  <Views><View ID="1000" Name="Research Concepts" Type="Graph" Status="Draft"/></Views>
</Weakness_Catalog>
"""


def test_xml_gives_what_json_gives() -> None:
    as_xml = read(text_file(XML, "cwec_v4.19.1.xml"))
    as_json = read(
        [
            *files(
                weakness("79", child_of("990"), child_of("74", ordinal="Primary"), Name="Cross-site"),
                {"ID": "264", "Name": "Permissions", "Status": "Obsolete"},
                {"ID": "1000", "Name": "Research Concepts", "Type": "Graph", "Status": "Draft"},
            ),
            *as_file({"ContentVersion": "4.19.1", "ContentDate": "2026-01-21"}),
        ]
    )
    assert as_xml == as_json
    assert (as_xml.version, as_xml.date) == ("4.19.1", "2026-01-21")


LAUGHS = '<?xml version="1.0"?>\n<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>\n<x>&b;</x>'


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (text_file(LAUGHS), "given.csv declares a document type, which CWE does not"),
        (text_file(XML[:-300]), "given.csv is not whole XML: no element found"),
        (text_file("<html></html>"), "given.csv is XML, but not CWE: it begins with <html>"),
        (text_file(XML.replace('ID="79" ', "")), "given.csv has a Weakness without ID"),
        (text_file(XML.replace('ID="79"', 'ID="x"')), "'x' is not the number of a CWE entry"),
        (as_file({"objects": []}), "given.json is JSON, but not a CWE entry: it has no ID, Name and Status"),
        (as_file({"ID": 79}), "given.json is JSON, but not of the expected format: Expected `str`, got `int`"),
        ([], "the input holds no CWE weakness"),
        (text_file("words", "LICENSE"), "the input holds no CWE weakness"),
        ([*text_file(XML), *text_file(XML.replace("4.19.1", "4.18"))], "the input holds more than one release"),
    ],
    ids=["laughs", "cut", "html", "no id", "number", "other json", "types", "nothing", "words", "releases"],
)
def test_what_is_not_cwe_is_refused(given: Any, message: str) -> None:
    with pytest.raises(Refused) as refused:
        read(given)
    assert str(refused.value).startswith(message)


@pytest.mark.shared
def test_the_real_entries() -> None:
    made = read(shared("cwe/cwe-4.19.1-json_repo.tar.xz", "cwe/cwev.json"))
    assert Counter(entry.kind for entry in made.entries) == {"weakness": 969, "category": 420, "view": 58}
    weaknesses = [entry for entry in made.entries if entry.kind == "weakness"]
    assert Counter(entry.status for entry in weaknesses) == {"active": 944, "deprecated": 25}
    assert Counter(entry.status for entry in made.entries if entry.kind == "category")["obsolete"] == 86
    assert Counter(entry.abstraction for entry in weaknesses)["Pillar"] == 10
    assert Counter(entry.usage for entry in weaknesses)["Discouraged"] == 44
    assert sum(len(entry.parents) > 1 for entry in weaknesses) == 143
    assert (made.version, made.date) == ("4.19.1", "2026-01-21")


@pytest.mark.shared
def test_the_real_views_as_csv() -> None:
    names = ("1000.csv.xz", "699.csv.xz", "1194.csv", "1003.csv.xz", "1344.csv.xz")
    assert len(read(shared(*(f"cwe/csv-4.14/{name}" for name in names))).entries) == 938
    assert len(read(shared("cwe/csv-4.14/699.csv.xz")).entries) == 399
