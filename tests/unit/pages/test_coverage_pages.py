"""What bears on techniques, controls and outcomes, as tables and as layers."""

from __future__ import annotations

import json

import pytest
from selectolax.lexbor import LexborHTMLParser

from portal.pages.renderer import Renderer
from portal.vocabularies.lookup import NO_LISTS
from tests.unit.content.conftest import record_text
from tests.unit.pages.conftest import SETTINGS, TEMPLATES, catalog_of, parsed, words
from tests.unit.pages.test_vocabulary import ALL, LISTS, OLD

ITEM = record_text(
    "guidance",
    "item",
    title="Item",
    actions="""
  - id: one
    title: One
    level: must
    do: Do.
    controls: [AC-2(1), AC-2]
    attack: [T1059.009]
  - id: two
    title: Two
    level: must
    do: Do.
    attack: [T1059.001]
""",
)


@pytest.fixture(scope="module")
def renderer() -> Renderer:
    return Renderer(catalog_of(*ALL, ITEM), TEMPLATES, settings=SETTINGS, library=LISTS)


def read(renderer: Renderer, address: str) -> LexborHTMLParser:
    (sheet,) = (each for each in renderer.sheets() if each.address == address)
    return parsed(sheet.make(sheet.base).html)


def rows(page: LexborHTMLParser, caption: str) -> list[list[str]]:
    table = next(each for each in page.css("table") if words(each.css_first("caption")).startswith(caption))
    return [[words(cell) for cell in row.css("th, td")] for row in table.css("tbody tr")]


def test_a_technique_counts_what_bears_on_its_parts_once(renderer: Renderer) -> None:
    page = read(renderer, "coverage/attack/")
    assert rows(page, "TA0002 Execution") == [
        ["T1059 Command and Scripting Interpreter (with 2 parts)", "1", "2", "none", "2"],
        ["T1204 User Execution (with 1 part)", "none", "none", "none", "1"],
    ]
    assert rows(page, "TA0001 Initial Access")[-1] == ["T1190 Exploit Public-Facing Application", "1", "none", "1", "2"]
    assert [row.attributes["class"] or "" for row in page.css(".matrix tbody tr")][-1].startswith("bears-")


def test_what_has_ended_does_not_count() -> None:
    page = read(Renderer(catalog_of(OLD), TEMPLATES, settings=SETTINGS, library=LISTS), "coverage/controls/")
    assert rows(page, "SI System")[1] == ["SI-2 Flaw Remediation (with 1 part)", "none", "none", "none", "none"]


def test_a_matrix_says_first_how_much_is_covered(renderer: Renderer) -> None:
    page = read(renderer, "coverage/controls/")
    assert words(page.css_first(".summary")) == (
        "7 controls in force: 2 cited by something in force, 1 only reached through official mappings, 4 neither."
    )
    assert rows(page, "How many")[0] == ["AC Access Control", "2", "1", "1", "none"]
    assert [row.attributes["href"] for row in page.css("#page_groups + div th a")][:2] == ["#page_ac", "#page_mp"]


def test_controls_are_filtered_by_baseline_and_techniques_by_platform(renderer: Renderer) -> None:
    page = read(renderer, "coverage/controls/")
    assert [(words(each), each.attributes["href"]) for each in page.css("nav.letters a")] == [
        ("All", "../../coverage/controls/"),
        ("Low", "../../coverage/controls/baseline/low/"),
        ("Moderate", "../../coverage/controls/baseline/moderate/"),
        ("High", "../../coverage/controls/baseline/high/"),
        ("Privacy", "../../coverage/controls/baseline/privacy/"),
    ]
    privacy = read(renderer, "coverage/controls/baseline/privacy/")
    assert words(privacy.css_first("h1")) == "Coverage of NIST SP 800-53, privacy baseline"
    assert [words(each) for each in privacy.css(".matrix th[scope=row]")] == ["SI-1 Policy and Procedures"]
    windows = read(renderer, "coverage/attack/platform/windows/")
    assert words(windows.css_first("nav.letters [aria-current]")) == "Windows"
    assert "T1190 Exploit Public-Facing Application" in words(windows.body)
    assert "T1190" not in words(read(renderer, "coverage/attack/platform/office-suite/").body)


def test_outcomes_stand_under_their_categories(renderer: Renderer) -> None:
    assert rows(read(renderer, "coverage/csf/"), "PR Protect") == [
        ["PR.AA Identity Management, Authentication, and Access Control (with 1 part)", "1", "none", "none", "none"],
        ["PR.AA-01 Identity Management, Authentication, and Access Control", "1", "none", "none", "none"],
    ]


def test_the_overview_counts_every_matrix(renderer: Renderer) -> None:
    page = parsed(renderer.coverage().html)
    assert [row[0] for row in rows(page, "Each list")] == [
        "ATT&CK for Enterprise",
        "ATLAS",
        "D3FEND",
        "NIST SP 800-53",
        "NIST CSF 2.0",
    ]
    assert rows(page, "Each list")[3] == ["NIST SP 800-53", "7 controls", "2", "1", "4"]
    assert page.css('a[href="../attack/layer-actions.json"]')


def test_layers_hold_the_same_numbers(renderer: Renderer) -> None:
    layers = {each.path: json.loads(each.make()) for each in renderer.data_files() if each.path.startswith("attack/")}
    assert list(layers) == [f"attack/layer-{name}.json" for name in ("actions", "requirements", "tools", "gaps")]
    actions = layers["attack/layer-actions.json"]
    assert actions["techniques"] == [
        {"techniqueID": "T1059", "score": 2},
        {"techniqueID": "T1059.001", "score": 1},
        {"techniqueID": "T1059.009", "score": 1},
    ]
    assert actions["versions"] == {"attack": "18", "navigator": "5.1.0", "layer": "4.5"}
    assert (actions["domain"], actions["gradient"]["maxValue"]) == ("enterprise-attack", 2)
    scored = {
        each["techniqueID"]
        for name in ("actions", "requirements", "tools")
        for each in layers[f"attack/layer-{name}.json"]["techniques"]
    }
    assert scored.isdisjoint(each["techniqueID"] for each in layers["attack/layer-gaps.json"]["techniques"])


def test_without_lists_the_overview_says_so() -> None:
    made = Renderer(catalog_of(*ALL), TEMPLATES, settings=SETTINGS, library=NO_LISTS)
    assert "No official list was imported" in words(parsed(made.coverage().html).body)
    assert not [each for each in made.sheets() if each.address.startswith("coverage/")]
    assert not [each for each in made.data_files() if each.path.startswith("attack/")]
