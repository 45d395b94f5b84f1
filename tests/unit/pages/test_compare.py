"""What is compared: every fact of a record, with the same words and sources as its page, in lean and stable files."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest

from portal.content.kinds.base import Record
from portal.content.kinds.guidance import Action, Guidance
from portal.content.kinds.tool import Tool
from portal.pages.compare import COMPARED, comparison_files, plain_text
from tests.unit.content.conftest import record_text
from tests.unit.pages.conftest import page_of, parsed, renderer_of, words
from tests.unit.pages.records import ALL, CISA, GARAK, ITEM

FULL = record_text(
    "tool",
    "full",
    title="Full",
    summary="It does all. & more",
    maintainer="cisa",
    type="commercial",
    homepage='"https://full.example/home"',
    repository='"https://full.example/code"',
    ai_role="feature",
    ai_part="The *part* of AI.",
    defends="both",
    techniques_used="[A technique]",
    csf="[ID.RA]",
    use_cases="[A use]",
    inputs="[An input]",
    deployment="[Docker]",
    data_handling="[{text: It stays., source: blog, locator: Data}, {text: Who knows., own: true}]",
    model_providers="[A model]",
    fedramp=(
        "{status: authorized, as_of: 2026-04-28, note: Read it., source: blog, listings: "
        "[{id: FR1, provider: Maker, offering: Cloud, status: in-process, level: high, date: 2025-01-02, note: It.}]}"
    ),
    license="{text: MIT, source: blog}",
    cost="Free",
    platforms="[Linux, macOS]",
    integrations="[SIEM]",
    access="['Buy it; see [[cisa]].']",
    limitations="[Slow]",
    warning="Dual use.",
    federal_use="[An agency]",
    maturity="{status: beta, note: A note., as_of: 2026-08-07, source: guess}",
    latest_release="{version: v9, date: 2026-08, as_of: 2026-08-09, source: blog}",
    attack="[T1190]",
    atlas="[AML.T0051, {id: AML.T0043, source: blog}]",
    d3fend="[D3-MFA]",
    sources="""
  - {id: readme, title: README, url: "https://a.example/readme", confidence: official, retrieved: 2026-11-22}
  - {id: blog, title: Blog, url: "https://a.example/blog", confidence: reported}
  - {id: guess, title: Guess, url: "https://a.example/guess", confidence: unverified}
""",
)
OWN_MAPPING = "the portal’s mapping to "
SHOWN: dict[str, tuple[str, list[list[Any]]]] = {
    "maintainer": ("maintainer", [["Cybersecurity Agency"]]),
    "type": ("type", [["Commercial"]]),
    "homepage": ("homepage", [["full.example/home"]]),
    "repository": ("repository", [["full.example/code"]]),
    "ai_role": ("ai-role", [["Feature: AI is one of its functions", "the portal’s own reading"]]),
    "ai_part": ("ai-part", [["The part of AI."]]),
    "defends": ("defends", [["Defends with AI, and defends AI systems", "the portal’s own reading"]]),
    "techniques_used": ("techniques", [["A technique", 1]]),
    "csf": ("csf", [["ID.RA", OWN_MAPPING + "NIST Cybersecurity Framework 2.0"]]),
    "use_cases": ("uses", [["A use", "the portal’s own classification"]]),
    "inputs": ("inputs", [["An input", 1]]),
    "deployment": ("deployment", [["Docker", 1]]),
    "data_handling": ("data", [["It stays.", 2, "Data"], ["Who knows.", "the portal’s own remark"]]),
    "model_providers": ("models", [["A model", 1]]),
    "fedramp": ("fedramp", [["FedRAMP authorized, as of April 28, 2026", 2], ["Read it.", 2]]),
    "license": ("license", [["MIT", 2]]),
    "cost": ("cost", [["Free", 1]]),
    "platforms": ("platforms", [["Linux", 1], ["macOS", 1]]),
    "integrations": ("integrations", [["SIEM", 1]]),
    "access": ("access", [["Buy it; see Cybersecurity Agency.", 1]]),
    "limitations": ("limits", [["Slow", 1]]),
    "warning": ("warning", [["Dual use."]]),
    "federal_use": ("federal-use", [["An agency", 1]]),
    "maturity": ("maturity", [["Beta, as of August 7, 2026. A note.", 3]]),
    "latest_release": ("release", [["v9, August 2026; looked up on August 9, 2026, newer ones may exist.", 2]]),
    "attack": ("attack", [["T1190", OWN_MAPPING + "MITRE ATT&CK"]]),
    "atlas": ("atlas", [["AML.T0051", OWN_MAPPING + "MITRE ATLAS"], ["AML.T0043", 2]]),
    "d3fend": ("d3fend", [["D3-MFA", OWN_MAPPING + "MITRE D3FEND"]]),
}
"""For each field of a tool: the row that shows it, and its statements as plain text with where they come from."""

GONE = record_text(
    "tool", "gone", status="closed", ended='{date: 2026-05-22, reason: "Support ended."}', title="=Gone()"
)
DRAFT = record_text("tool", "idea", status="draft", title="Idea")


def files(*texts: str) -> dict[str, bytes]:
    """Every file for comparisons, by its path."""
    page = page_of(*texts)
    return {file.path: file.make() for file in comparison_files(page.desk)}


def data(path: str, *texts: str) -> Any:
    return json.loads(files(*texts)[path])


def texts_of(rows: dict[str, list[list[Any]]]) -> dict[str, list[list[Any]]]:
    """Rows whose HTML is read as text."""
    return {name: [[plain_text(first), *rest] for first, *rest in statements] for name, statements in rows.items()}


def test_every_fact_of_a_tool_is_compared_with_its_source() -> None:
    rows = texts_of(data("tools/full/compare.json", CISA, FULL)["rows"])
    own_fields = set(Tool.__struct_fields__) - set(Record.__struct_fields__)
    assert set(SHOWN) == own_fields, "say here which row shows the new field"
    expected = dict(SHOWN.values())
    expected["summary"] = [["It does all. & more"]]
    expected["listings"] = [["Cloud (Maker, FR1): in process, High, January 2, 2025. It.", 2]]
    assert rows == expected
    assert set(rows) == {name for names in COMPARED["tool"].groups.values() for name in names}


def test_a_record_file_names_the_sources_and_leaves_out_what_nobody_states() -> None:
    found = data("tools/garak/compare.json", *ALL)
    assert {key: found[key] for key in found if key != "rows"} == {
        "title": "garak",
        "sources": [
            ["README", "https://a.example/readme", "official", "2026-11-22"],
            ["Blog", "https://a.example/blog", "reported"],
            ["Guess", "https://a.example/guess", "unverified"],
        ],
    }
    assert texts_of(found["rows"])["limits"] == [["Slow.", 1], ["Unsure.", 3]]
    assert not {"license", "cost", "release"} & set(found["rows"])


def test_a_fact_without_any_source_says_so() -> None:
    text = record_text("tool", "bare", access="[Ask.]", sources="[]")
    assert data("tools/bare/compare.json", text)["rows"]["access"] == [["Ask.", 0]]


def test_links_lead_from_the_comparison_to_where_the_records_own_page_leads() -> None:
    rows = data("tools/full/compare.json", CISA, FULL)["rows"]
    assert rows["access"][0][0] == 'Buy it; see <a href="../../organizations/cisa/">Cybersecurity Agency</a>.'
    assert rows["homepage"] == [['<a href="https://full.example/home">full.example/home</a>']]
    actions = data("guidance/fix-by-risk/compare.json", *ALL)["rows"]["actions"]
    assert '<a href="../../guidance/fix-by-risk/#look-up">Look up the values</a>' in actions[0][0]


def test_prose_is_sanitised_and_no_term_is_marked() -> None:
    text = record_text("tool", "wild", access="['A KEV <script>alert(1)</script> <b onclick=x>b</b>']")
    rows = data("tools/wild/compare.json", *ALL, text)["rows"]
    assert "<script" not in rows["access"][0][0]
    assert "onclick" not in rows["access"][0][0]
    assert 'class="term"' not in json.dumps(files(*ALL)["tools/garak/compare.json"].decode())


def test_what_is_compared_of_a_guidance_item() -> None:
    rows = texts_of(data("guidance/fix-by-risk/compare.json", *ALL)["rows"])
    assert rows == {
        "summary": [["One sentence."]],
        "status": [["Current"]],
        "audience": [["System owners"]],
        "systems": [["Civilian systems"]],
        "effort": [["2 weeks"]],
        "implements": [["BOD 26-04: Remediate within the times of the table"]],
        "dates": [["December 7, 2026 due soon BOD 26-04: Remediate within the times of the table"]],
        "actions": [["1. Look up the values (must, due: BOD 26-04: Table 1)", 0]],
        "tools": [["garak"]],
        "services": [["Scanning"]],
        "atlas": [["AML.T0051", OWN_MAPPING + "MITRE ATLAS"]],
    }


def test_every_field_of_a_guidance_item_has_a_row() -> None:
    assert set(Guidance.__struct_fields__) - set(Record.__struct_fields__) == {
        "audience",
        "applies_to",
        "effort",
        "implements",
        "vulnerabilities",
        "actions",
    }
    mapped = {"controls", "csf", "attack", "atlas", "d3fend"}
    assert mapped | {"tools", "services"} <= set(Action.__struct_fields__)
    assert mapped | {"tools", "services", "vulnerabilities"} <= set(COMPARED["guidance"].labels)


def test_actions_of_an_item_map_to_each_entry_once() -> None:
    action = "{id: %s, title: T, level: must, do: Do., controls: [SI-2, {id: AC-2, source: s}]}"
    item = record_text(
        "guidance",
        "twice",
        actions=f"[{action % 'a'}, {action % 'b'}]",
        sources='[{id: s, title: S, url: "https://a.example/", confidence: official}]',
    )
    rows = texts_of(data("guidance/twice/compare.json", item)["rows"])
    assert rows["controls"] == [["SI-2", OWN_MAPPING + "NIST SP 800-53 revision 5"], ["AC-2", 1]]


@pytest.mark.parametrize("kind", sorted(COMPARED))
def test_every_row_has_a_label_and_stands_in_one_group(kind: str) -> None:
    compared = COMPARED[kind]
    names = [name for group in compared.groups.values() for name in group]
    assert sorted(names) == sorted(set(names)) == sorted(compared.labels)


def test_what_all_comparisons_share() -> None:
    found = data("tools/compare/start.json", *ALL, GONE, DRAFT)
    assert {key: value for key, value in found.items() if key != "groups"} == {
        "noun": ["tool", "tools"],
        "most": 5,
        "unstated": "not stated",
        "unsourced": "no source recorded",
        "confidence": {"official": "official text", "reported": "reported", "unverified": "not verified"},
        "records": [["gone", "=Gone()", "Closed"], ["garak", "garak"], ["idea", "Idea", "Draft"]],
    }
    assert found["groups"][1][0] == "Access and cost"
    assert found["groups"][1][1][:2] == [["access", "How an agency gets it"], ["license", "License"]]


def test_records_that_have_ended_and_drafts_say_so() -> None:
    made = files(*ALL, GONE, DRAFT)
    assert json.loads(made["tools/gone/compare.json"])["state"] == "Closed on May 22, 2026"
    assert json.loads(made["tools/idea/compare.json"])["state"] == "Draft"
    assert "state" not in json.loads(made["tools/garak/compare.json"])


def test_the_whole_table_holds_every_tool_with_every_row() -> None:
    made = files(CISA, FULL, GARAK, GONE)["tools/compare/tools.csv"]
    assert made.startswith(b"ID,Title,")
    table = list(csv.DictReader(io.StringIO(made.decode("utf-8"), newline="")))
    assert [row["ID"] for row in table] == ["gone", "full", "garak"]
    assert table[0]["Title"] == "'=Gone()", "a cell that a spreadsheet would run"
    assert table[0]["License"] == "not stated"
    full = table[1]
    labels = COMPARED["tool"].labels
    for row, statements in SHOWN.values():
        assert full[labels[row]] == "; ".join(text for text, *_ in statements), row
    assert full["Where data goes: sources"] == "source 2, Data; the portal’s own remark"
    assert full["Sources"] == (
        "1: README (official text) https://a.example/readme; 2: Blog (reported) https://a.example/blog; "
        "3: Guess (not verified) https://a.example/guess"
    )
    assert full["Address"] == "https://portal.example/tools/full/"


def test_two_builds_make_the_same_bytes() -> None:
    assert files(*ALL) == files(*ALL)
    assert files(*ALL) == files(*reversed(ALL))


def test_the_page_says_what_it_needs_and_what_serves_without_it() -> None:
    sheets = {sheet.address: sheet for sheet in renderer_of(*ALL, ITEM.replace("fix-by-risk", "other")).sheets()}
    article = sheets["tools/compare/"].make("../../")
    page = parsed(article.html)
    assert article.title == words(page.css_first("h1")) == "Compare tools"
    assert "needs JavaScript" in words(page.css_first("noscript p"))
    links = {node.attributes["href"] for node in page.css(".compare-all a")}
    assert {"tools.csv", "../../tools/", "../../tools/type/open-source/"} <= links
    other = parsed(sheets["guidance/compare/"].make("../../").html)
    assert words(other.css_first("h1")) == "Compare guidance items"
    assert other.css_first("a[download]") is None
