"""The pages on entries of official lists."""

from __future__ import annotations

import functools

import msgspec
import pytest
from selectolax.lexbor import LexborHTMLParser

from portal.pages.article import Sheet
from portal.pages.page import Desk
from portal.pages.renderer import Renderer
from portal.pages.vocabulary import entries as entries_module
from portal.pages.vocabulary import entry as entry_module
from portal.pages.vocabulary import lists as lists_module
from portal.pages.vocabulary.entries import Place, vocabulary_places
from portal.vocabularies.lookup import NO_LISTS, Library, load
from portal.vocabularies.model import Link
from portal.vocabularies.sources import SOURCES
from tests.unit.content.conftest import record_text
from tests.unit.pages.conftest import SETTINGS, TEMPLATES, catalog_of, facts, parsed, words
from tests.unit.rules.cases import VALID

LISTS = load(VALID / "vocabularies")
DIRECTIVE = record_text(
    "directive",
    "bod-30-02",
    citation="BOD 30-02",
    title="Fixing by Risk",
    vulnerabilities="[CVE-2024-3400, CVE-2030-10001]",
    sources="[{id: text, title: The text & more, url: 'https://example.gov/', confidence: official}]",
    requirements="""
  - id: fix
    title: Fix & tell
    level: must
    do: Fix by [[SI-2]] and [[SI-2]], and by [[T1190|what they use]].
    controls: [SI-2, AC-2]
    attack: [{id: T1190, source: text}, T1059.001]
    csf: [PR.AA-01]
""",
)
OLD = record_text(
    "directive",
    "bod-22-01",
    citation="BOD 22-01",
    status="revoked",
    ended='{date: 2026-06-10, reason: "Revoked."}',
    requirements="\n  - id: old\n    title: Old duty\n    level: should\n    do: Do.\n    controls: [SI-2]\n",
)
TOOL = record_text("tool", "helper", title="Helper", type="open-source", attack="[T1190]", d3fend="[D3-MFA]")
ALL = (DIRECTIVE, OLD, TOOL)


@functools.cache
def renderer(*texts: str, library: Library = LISTS) -> Renderer:
    return Renderer(catalog_of(*(texts or ALL)), TEMPLATES, settings=SETTINGS, library=library)


def sheets(*texts: str, library: Library = LISTS) -> dict[str, Sheet]:
    parts = ("controls/", "csf/", "techniques/", "weaknesses/", "vulnerabilities/")
    made = renderer(*texts, library=library).sheets()
    return {sheet.address: sheet for sheet in made if sheet.address.startswith(parts)}


def page(address: str, *texts: str, library: Library = LISTS) -> LexborHTMLParser:
    sheet = sheets(*texts, library=library)[address]
    return parsed(sheet.make(sheet.base).html)


def items(read: LexborHTMLParser, heading: str) -> list[str]:
    """The lines of the list right after a heading."""
    node = read.css_first(f"#{heading}")
    assert node is not None
    while node is not None and node.tag != "ul":
        node = node.next
    assert node is not None
    return [words(each) for each in node.css("li")]


def rows(read: LexborHTMLParser, within: str = "#page_members ~ div") -> list[list[str]]:
    return [[words(cell) for cell in row.css("th, td")] for row in read.css(f"{within} tbody tr")]


def test_a_control_tells_its_place_and_everything_that_cites_it() -> None:
    read = page("controls/SI-2/")
    assert words(read.css_first("h1")) == "SI-2 Flaw Remediation"
    assert words(read.css_first(".summary")) == "Cited in the portal by 2 requirements."
    assert [words(each) for each in read.css(".crumbs li")] == ["Home", "Controls", "SI"]
    dl = read.css_first("dl.facts")
    assert dl is not None
    assert {words(row.css_first("dt")): words(row.css_first("dd")) for row in dl.css("div")} == {
        "Part of": "SI System and Information Integrity",
        "Baselines": "Low, Moderate, High",
        "At the publisher": "SI-2 at csrc.nist.gov",
    }
    assert items(read, "page_requirements") == [
        "Fix & tell must BOD 30-02 · the portal’s mapping",
        "Old duty should BOD 22-01 (revoked) · the portal’s mapping",
    ]
    assert [link.attributes["href"] for link in read.css("#page_requirements ~ ul a")][:2] == [
        "../../directives/bod-30-02/#fix",
        "../../directives/bod-30-02/",
    ]
    assert rows(read) == [["SI-2(2) Automated Flaw Remediation Status", "Mod., High", "not cited"]]
    assert items(read, "page_lists")[0].startswith("NIST SP 800-53 revision 5, release 5.0.1, June 8, 2021.")


def test_direct_citations_and_official_mappings_are_kept_apart() -> None:
    read = page("techniques/T1190/")
    assert items(read, "page_requirements") == ["Fix & tell must BOD 30-02 · stated by The text & more (official text)"]
    assert items(read, "page_tools") == ["Helper the portal’s mapping"]
    assert [words(each) for each in read.css("#page_bearing ~ h3")] == [
        "Controls that mitigate this technique",
        "Techniques of ATLAS that adapt it to AI",
        "Known exploited vulnerabilities that it exploits",
    ]
    assert items(read, "page_mitigates-from") == [
        "AC-2 Account Management Cited by 1 requirement: BOD 30-02: Fix & tell",
        "SI-2 Flaw Remediation Cited by 2 requirements: BOD 30-02: Fix & tell; BOD 22-01: Old duty",
    ]
    others = read.css_first("details.others")
    assert others is not None
    assert words(others.css_first("summary")) == "1 control that nothing in the portal cites"
    assert [(words(link), link.attributes["href"]) for link in others.css("a")] == [("AC-3", "../../controls/AC-3/")]


def test_a_technique_that_only_mappings_reach_has_a_page_and_says_so() -> None:
    read = page("techniques/T1078/")
    assert words(read.css_first(".summary")) == "Nothing in the portal cites it directly."
    assert "No requirement, action, tool or other record of the portal cites this technique." in words(read.body)
    assert items(read, "page_mitigates-from")[0].startswith("AC-2 Account Management Cited by 1 requirement")


def test_a_mapping_that_names_a_former_technique_says_how_it_is_written() -> None:
    mapping = msgspec.structs.replace(
        LISTS.vocabularies["mapping-sp800-53"], links=(Link("SI-2", "T1574.002", "mitigates"),)
    )
    library = Library([*LISTS.vocabularies.values(), mapping])
    text = record_text("tool", "helper", title="Helper", type="open-source", attack="[T1574.001]")
    assert items(page("controls/SI-2/", text, library=library), "page_mitigates-to") == [
        "T1574.001 Hijack Execution Flow: DLL (written as SI-2 and T1574.002) Cited by 1 tool: Helper"
    ]


def test_a_family_lists_its_controls_with_anchors() -> None:
    read = page("controls/AC/")
    assert words(read.css_first("h1")) == "AC Access Control"
    assert words(read.css_first(".summary")) == ("5 entries of NIST SP 800-53 revision 5, of which the portal cites 1.")
    assert [row.attributes.get("id") for row in read.css("tbody tr")] == [
        "AC-2",
        "AC-2(1)",
        "AC-2(10)",
        "AC-3",
        "AC-3(6)",
    ]
    assert rows(read) == [
        ["AC-2 Account Management", "Low, Mod., High", "1 requirement"],
        ["AC-2(1) Automated System Account Management", "Mod., High", "not cited"],
        ["AC-2(10) Shared and Group Account Credential Change (withdrawn; now AC-2)", "", "not cited"],
        ["AC-3 Access Enforcement", "Low, Mod., High", "only through mappings"],
        ["AC-3(6) Protection of User and System Information (withdrawn; now MP-4 and SC-28)", "", "not cited"],
    ]
    assert read.css_first("#page_cited") is None


@pytest.mark.parametrize(
    ("field", "address", "expected"),
    [
        (
            "controls: [AC-2(10)]",
            "controls/AC-2(10)/",
            "Withdrawn; incorporated into AC-2 Account Management, part k.",
        ),
        (
            "attack: [T1150]",
            "techniques/T1150/",
            "Revoked; replaced by T1547.011 Boot or Logon Autostart Execution: Plist Modification, and that by T1647.",
        ),
        ("controls: [SC-19]", "controls/SC-19/", "Withdrawn; the publisher names no successor."),
        ("attack: [T1153]", "techniques/T1153/", "Deprecated; the publisher names no successor."),
    ],
)
def test_what_is_not_in_force_says_what_took_its_place(field: str, address: str, expected: str) -> None:
    text = record_text(
        "directive", "a", requirements=f"\n  - id: b\n    title: B\n    level: must\n    do: C.\n    {field}\n"
    )
    assert words(page(address, text).css_first(".banner")) == expected


def test_a_known_exploited_vulnerability_tells_its_facts() -> None:
    read = page("vulnerabilities/CVE-2024-3400/")
    dl = read.css_first("dl.facts")
    assert dl is not None
    told = {words(row.css_first("dt")): " | ".join(words(each) for each in row.css("dd")) for row in dl.css("div")}
    assert told == {
        "Vendor and product": "Palo Alto Networks: PAN-OS",
        "Added to the catalog": "April 12, 2024",
        "Due date in the catalog": "April 19, 2024",
        "Use in ransomware campaigns": "known",
        "Weaknesses": "CWE-20; CWE-77 Improper Neutralization of Special Elements used in a Command"
        " ('Command Injection')",
        "SSVC points": "exploitation: active | automatable: yes | technical impact: total, decided on April 17, 2024"
        " (CISA Vulnrichment)",
        "At the publisher": "CVE-2024-3400 at www.cve.org",
    }
    assert items(read, "page_directives") == ["BOD 30-02: Fixing by Risk named by the record"]


def test_a_vulnerability_that_cisa_does_not_list_says_so() -> None:
    read = page("vulnerabilities/CVE-2030-10001/")
    assert words(read.css_first("h1")) == "CVE-2030-10001"
    assert words(read.css_first(".summary")) == (
        "Cited in the portal by 1 directive. It is not in the portal’s copy of CISA’s catalog of known exploited "
        "vulnerabilities, which is of August 25, 2025."
    )


def test_without_lists_pages_show_bare_identifiers() -> None:
    found = sheets(library=NO_LISTS)
    assert list(found) == [
        "controls/AC-2/",
        "controls/SI-2/",
        "csf/PR.AA-01/",
        "techniques/T1059.001/",
        "techniques/T1190/",
        "techniques/D3-MFA/",
        "vulnerabilities/CVE-2024-3400/",
        "vulnerabilities/CVE-2030-10001/",
    ]
    read = page("controls/SI-2/", library=NO_LISTS)
    assert words(read.css_first("h1")) == "SI-2"
    assert words(read.css_first(".summary")) == (
        "Cited in the portal by 2 requirements. The portal holds no copy of NIST SP 800-53 revision 5, so its name is"
        " not shown."
    )
    record = catalog_of(*ALL).get("bod-30-02")
    assert record is not None
    card = parsed(renderer(library=NO_LISTS).article(record).html).css_first("li#fix")
    assert card is not None
    assert facts(card)["Controls"] == "SI-2, AC-2 the portal’s mapping to NIST SP 800-53 revision 5"


def test_a_record_names_each_entry_once_and_links_to_its_page() -> None:
    record = catalog_of(*ALL).get("bod-30-02")
    assert record is not None
    card = parsed(renderer().article(record).html).css_first("li#fix")
    assert card is not None
    told = facts(card)
    assert told["Do"] == "Fix by SI-2 (Flaw Remediation) and SI-2, and by what they use."
    assert told["Controls"] == "SI-2; AC-2 Account Management the portal’s mapping to NIST SP 800-53 revision 5"
    assert told["ATT&CK"] == (
        "T1059.001 Command and Scripting Interpreter: PowerShell the portal’s mapping to MITRE ATT&CK"
        " | T1190 Exploit Public-Facing Application source 1: official text"
    )
    assert told["CSF outcomes"] == (
        "PR.AA-01 Identity Management, Authentication, and Access Control"
        " the portal’s mapping to NIST Cybersecurity Framework 2.0"
    )
    links = {link.attributes["href"] for link in card.css("a.ident")}
    assert links == {
        "../../controls/SI-2/",
        "../../controls/AC-2/",
        "../../techniques/T1190/",
        "../../techniques/T1059.001/",
        "../../csf/PR.AA-01/",
    }


def test_every_entry_has_a_place() -> None:
    catalog = catalog_of(*ALL)
    found = {(each.kind, each.identifier): each for each in vocabulary_places(catalog, LISTS)}
    assert found["control", "SI-2"] == Place("control", "SI-2", "Flaw Remediation", "controls/SI-2/")
    assert found["control", "AC-2(1)"].address == "controls/AC/#AC-2(1)"
    assert found["cve", "CVE-2021-44228"].address == "vulnerabilities/2021/#CVE-2021-44228"
    assert found["cve", "CVE-2030-10001"] == Place("cve", "CVE-2030-10001", "", "vulnerabilities/CVE-2030-10001/")
    assert found["csf", "PR"].name == "Protect"
    held = {
        (kind, entry.id)
        for name, each in LISTS.vocabularies.items()
        for entry in each.entries
        if (kind := SOURCES[name].kind)
    }
    assert held <= found.keys()
    made = sheets()
    for place in found.values():
        address, _, anchor = place.address.partition("#")
        sheet = made[address]
        if anchor:
            ids = {node.attributes["id"] for node in parsed(sheet.make(sheet.base).html).css("tr[id]")}
            assert anchor in ids


def test_long_pages_are_divided(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(entries_module, "MEMBERS_A_PAGE", 2)
    for module in ("members", "sheets"):
        monkeypatch.setattr(f"portal.pages.vocabulary.{module}.MEMBERS_A_PAGE", 2)
    monkeypatch.setattr(entry_module, "CITERS_A_PAGE", 1)
    monkeypatch.setattr("portal.pages.vocabulary.sheets.CITERS_A_PAGE", 1)
    renderer.cache_clear()
    made = sheets()
    renderer.cache_clear()
    read = {address: parsed(sheet.make(sheet.base).html) for address, sheet in made.items()}
    assert items(read["controls/SI-2/"], "page_requirements") == ["Fix & tell must BOD 30-02 · the portal’s mapping"]
    second = read["controls/SI-2/page/2/"]
    assert items(second, "page_requirements") == ["Old duty should BOD 22-01 (revoked) · the portal’s mapping"]
    assert "Shown here: 2 to 2 of 2." in words(second.body)
    assert [row.attributes.get("id") for row in read["controls/AC/page/3/"].css("tbody tr")] == ["AC-3(6)"]
    desk = Desk(catalog_of(*ALL), SETTINGS, LISTS)
    assert desk.entries.address(("control", "AC-3(6)")) == "controls/AC/page/3/#AC-3(6)"


@pytest.mark.parametrize("section", ["controls", "csf", "techniques", "weaknesses", "vulnerabilities"])
@pytest.mark.parametrize("library", [LISTS, NO_LISTS], ids=["lists", "no lists"])
def test_a_list_page_has_every_family_and_what_is_cited(section: str, library: Library) -> None:
    read = parsed(renderer(library=library).vocabulary(section).html)
    groups = [link.attributes["href"] for link in read.css("h2:not(#page_cited) + div th a")]
    expected = [f"../{each.address}" for each in Desk(catalog_of(*ALL), SETTINGS, library).entries.shelves]
    assert groups == [each for each in expected if each.startswith(f"../{section}/")]
    if section == "weaknesses":
        assert "No record of the portal cites any of these weaknesses yet." in words(read.body)
    else:
        assert read.css_first("#page_cited ~ h3") is not None


def test_a_list_of_what_is_cited_is_divided(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lists_module, "CITED_A_PAGE", 2)
    renderer.cache_clear()
    made = sheets()
    assert "techniques/page/2/" in made
    first = parsed(renderer().vocabulary("techniques").html)
    second = parsed(made["techniques/page/2/"].make("../../../").html)
    renderer.cache_clear()
    shown = [words(each) for read in (first, second) for each in read.css("#page_cited ~ div tbody th")]
    assert shown == [
        "T1059.001 Command and Scripting Interpreter: PowerShell",
        "T1190 Exploit Public-Facing Application",
        "D3-MFA Multi-factor Authentication",
    ]


def test_search_knows_entries_by_identifier_and_name() -> None:
    found = sheets()["techniques/T1190/"].findable
    assert found is not None
    assert (found.title, found.kind, found.names, found.state) == (
        "T1190 Exploit Public-Facing Application",
        "Technique",
        ("T1190",),
        "",
    )
