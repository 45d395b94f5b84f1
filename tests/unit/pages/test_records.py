"""Pages of records, read as a browser reads them."""

from __future__ import annotations

import itertools
import re

import pytest
from selectolax.lexbor import LexborHTMLParser

from portal.pages.article import Article, Heading
from tests.unit.content.conftest import record_text
from tests.unit.pages.conftest import catalog_of, facts, parsed, renderer_of, words
from tests.unit.pages.records import ALL


def article(record_id: str, *texts: str) -> Article:
    texts = texts or ALL
    record = catalog_of(*texts).get(record_id)
    assert record is not None
    return renderer_of(*texts).article(record)


def read(record_id: str, *texts: str) -> LexborHTMLParser:
    return parsed(article(record_id, *texts).html)


def card(page: LexborHTMLParser, part: str) -> dict[str, str]:
    node = page.css_first(f"li#{part}")
    assert node is not None
    return facts(node)


def outline(headings: tuple[Heading, ...]) -> list[str]:
    found = []
    for heading in headings:
        found += [heading.id, *outline(heading.children)]
    return found


def test_directive_in_one_glance() -> None:
    page = read("bod-26-04")
    assert words(page.css_first("h1")) == "BOD 26-04 Prioritizing Updates & Risk"
    assert words(page.css_first(".badge")) == "In force"
    assert page.css_first(".banner") is None
    glance = page.css_first(".glance")
    assert glance is not None
    assert {words(row.css_first("dt")): words(row.css_first("dd")) for row in glance.css("div")} == {
        "Next due": "December 7, 2026: Remediate within the times of the table",
        "Issued by": "CISA",
        "Issued": "June 10, 2026",
        "Rests on": "BOD 22-01 (revoked)",
        "Replaces": "BOD 22-01 (revoked)",
    }
    rows = [[words(cell) for cell in row.css("td, th")] for row in page.css("table")[0].css("tbody tr")]
    assert rows == [
        ["1", "Remediate within the times of the table", "must", "Agencies", "2026-12-07 due soon", "official text"],
        ["2", "Tell CISA", "should", "not stated", "2026-12-17 due soon", "reported"],
        ["3", "What was due", "may", "not stated", "2026-08-09 overdue unless done", "not verified"],
    ]


def test_requirement_card() -> None:
    page = read("bod-26-04")
    node = page.css_first("li#remediate")
    assert words(node.css_first(".duty-line") if node else None) == (
        "must Agencies Due: December 7, 2026 (180 days after issue on June 10, 2026) due soon"
    )
    assert card(page, "remediate") == {
        "Do": "Fix each KEV entry by Table 1.",
        "Verify": "Export all findings. curl '[[kev]]'",
        "Evidence": "The export. | The scan.",
        "How to": "Fix by risk",
        "Controls": "SI-2 the portal’s mapping to NIST SP 800-53 revision 5 | AC-2(1) source 2: reported",
        "CSF outcomes": "ID.RA-01 the portal’s mapping to NIST Cybersecurity Framework 2.0",
        "Source": "Phase III — official text, read July 29, 2026",
    }
    assert card(page, "tell")["Source"] == "The guide — reported"
    assert card(page, "late")["Source"] == "A rumor — not verified"


def test_decision_table_is_a_table() -> None:
    table = read("bod-26-04").css_first("#table-1 table")
    assert table is not None
    assert [words(cell) for cell in table.css("thead th[scope=col]")] == ["Row", "Exposed?", "Impact?", "Within"]
    assert [[words(cell) for cell in row.css("td")] for row in table.css("tbody tr")] == [
        ["Yes", "any", "3 days"],
        ["No", "Total", "14 days"],
        ["No", "Partial", "on upgrade"],
    ]
    caption = table.css_first("caption")
    assert caption is not None
    region = table.parent
    assert region is not None
    assert region.attributes["aria-labelledby"] == caption.attributes["id"]
    assert region.attributes["tabindex"] == "0"


def test_contents_lead_to_what_is_there() -> None:
    for text in ALL:
        record_id = re.findall(r"^id: (.*)$", text, re.MULTILINE)[0]
        if record_id == "kev":
            continue
        made = article(record_id)
        ids = [node.attributes["id"] for node in parsed(made.html).css("[id]")]
        assert len(ids) == len(set(ids)), record_id
        assert set(outline(made.contents)) <= set(ids), record_id
    assert outline(article("bod-26-04").contents) == [
        *("page_glance", "page_requirements", "remediate", "tell", "late", "table-1"),
        *("page_details", "text_reading-it", "text_deeper", "page_implemented", "page_related", "page_succession"),
        *("page_sources", "page_history", "page_cite", "page_links"),
    ]


def test_headings_are_in_order_with_one_first() -> None:
    for record_id in ("bod-26-04", "bod-22-01", "fix-by-risk", "garak", "scan", "cisa", "patching"):
        html = article(record_id).html
        levels = [int(level) for level in re.findall(r"<h([1-6])", html)]
        assert levels.count(1) == 1, record_id
        assert levels[0] == 1, record_id
        assert all(after - before <= 1 for before, after in itertools.pairwise(levels)), record_id


def test_directive_no_longer_in_force_says_so_first() -> None:
    page = read("bod-22-01")
    assert words(page.css_first(".banner-ended")) == (
        "Revoked on June 10, 2026 by BOD 26-04: Prioritizing Updates & Risk. A newer directive revoked it. "
        "Nothing on this page is due."
    )
    link = page.css_first(".banner-ended a")
    assert link is not None
    assert link.attributes["href"] == "../../directives/bod-26-04/"
    html = article("bod-22-01").html
    assert html.index("banner-ended") < html.index('class="summary"')
    assert words(page.css_first("#page_requirements")) == "Former requirements"
    assert words(page.css_first("li#remediate-kev .due")) == (
        "Was due: November 17, 2021 (14 days after issue on November 3, 2021)"
    )
    assert words(page.css_first("li#report .due")) == "Was due: Every 7 days from January 3, 2022"
    assert page.css(".state") == []
    assert "Next due" not in html
    assert [words(node) for node in page.css(".succession li")] == ["BOD 22-01", "BOD 26-04"]


def test_foot_of_a_page() -> None:
    page = read("bod-26-04")
    assert [words(node) for node in page.css(".sources li")] == [
        "The directive The official text was read. Read July 29, 2026.",
        "The guide Reported by others; the official text was not seen.",
        "A rumor Not verified: no source was seen that confirms it.",
    ]
    assert words(page.css_first(".history li")) == "2026-11-22 Breaking: First published."
    assert words(page.css_first(".cite")) == (
        "Cybersecurity Agency, “Prioritizing Updates & Risk”, BOD 26-04 (June 10, 2026). As described in the "
        "Federal Cyber Defense Guidance Portal, last changed November 22, 2026. "
        "https://portal.example/directives/bod-26-04/"
    )
    links = {words(node): node.attributes["href"] for node in page.css("a")}
    assert links["https://portal.example/directives/bod-26-04/"] == "https://portal.example/directives/bod-26-04/"
    assert links["Edit this record’s YAML"] == "https://git.example/edit/main/guidance/directives/bod-26-04.yml"
    assert links["Report an error"] == "https://git.example/issues/new"


def test_what_links_here() -> None:
    lists = read("cisa").css("dl.facts")
    assert {words(row.css_first("dt")): words(row.css_first("dd")) for row in lists[-1].css("div")} == {
        "Directives": "BOD 22-01 (revoked), BOD 26-04",
        "Tools": "garak",
        "Services": "Scanning",
        "Glossary": "Known exploited vulnerability",
    }
    assert "No other record links to this page." in words(read("lone", record_text("topic", "lone")).body)


def test_guidance_item() -> None:
    page = read("fix-by-risk")
    glance = page.css_first(".glance")
    assert glance is not None
    assert words(glance) == "For whom System owners Systems Civilian systems Effort 2 weeks"
    row = page.css_first("table tbody tr")
    assert row is not None
    assert [words(cell) for cell in row.css("td, th")] == [
        *("1", "Look up the values", "must", "BOD 26-04: Table 1", "The dated list. and 1 more"),
    ]
    made = card(page, "look-up")
    assert made["Automate"] == 'curl "https://a.example/?a=1&b=<x>" | jq .'
    assert made["Effort"] == "1 hour"
    assert made["Tools that help"] == "garak"
    assert made["Services that help"] == "Scanning"
    assert made["ATLAS"] == "AML.T0051 the portal’s mapping to MITRE ATLAS"
    assert made["Source"] == "no source recorded"
    assert words(page.css_first(".group")) == "BOD 26-04: Prioritizing Updates & Risk"
    implements = page.css_first(".group + ul a")
    assert implements is not None
    assert implements.attributes["href"] == "../../directives/bod-26-04/#remediate"


def test_tool() -> None:
    page = read("garak")
    text = words(page.body)
    assert "Listing is not an endorsement." in text
    assert text.index("Warning It attacks for real.") < text.index("One sentence.")
    assert words(page.css_first(".ai-part")) == "The AI part: It attacks a model."
    sections = {words(node.css_first("h2")): words(node) for node in page.css(".questions section")}
    assert sections["How an agency gets it"].endswith("Download it. source 1: official text, 2026-11-22")
    assert sections["Where data goes"].endswith("To the model. source 2: reported")
    assert sections["Limits and risks"].endswith(
        "Slow. source 1: official text, 2026-11-22 Unsure. source 3: not verified"
    )
    assert "FedRAMP authorized, as of April 28, 2026." in sections["Authorization"]
    listing = page.css_first("table tbody tr")
    assert listing is not None
    assert [words(cell) for cell in listing.css("td, th")] == [
        *("Cloud", "not stated", "authorized", "High", "2025-01-02", "FR1", "not stated"),
    ]
    stated = facts(page.css("dl.facts")[0].parent or page.css("dl.facts")[0])
    assert stated["Role of AI"] == "Core: AI is its main function the portal’s own reading"
    assert stated["Cost"] == "not stated"
    assert stated["CSF outcomes"] == "ID.RA the portal’s mapping to NIST Cybersecurity Framework 2.0"


def test_statements_that_are_the_portals_own() -> None:
    page = read(
        "mine",
        record_text(
            "tool",
            "mine",
            limitations="[{text: No source names any., own: true}, {text: Nor this., own: true}, Slow.]",
            use_cases="[Triage, Search, {text: Hunting, source: a}]",
            sources="[{id: a, title: A, url: 'https://a.example', confidence: official}]",
        ),
    )
    assert [words(node) for node in page.css(".limits li")] == [
        *("No source names any.", "Nor this. the portal’s own remark", "Slow. source 1: official text"),
    ]
    stated = facts(page.css("dl.facts")[0].parent or page.css("dl.facts")[0])
    assert stated["Used for"] == "Triage | Search the portal’s own classification | Hunting source 1: official text"


def test_a_service_may_say_that_nothing_was_found() -> None:
    page = read("mute", record_text("service", "mute", how_to_request="[{text: Nothing was found., own: true}]"))
    assert words(page.css_first(".statements li")) == "Nothing was found. the portal’s own remark"


@pytest.mark.parametrize(
    ("type", "aliases", "name"),
    [
        ("statute", "[fisma-law, 44 U.S.C. 3551, FISMA 2014]", "FISMA 2014"),
        ("statute", "[Federal Information Security Act]", "Information Security Act of 2014"),
        ("strategy", "[]", "Information Security Act of 2014"),
        ("omb-memorandum", "[FISMA 2014]", "Pub. L. 113-283; 44 U.S.C. 3551-3558"),
    ],
)
def test_a_statute_goes_by_the_name_that_people_use(type: str, aliases: str, name: str) -> None:
    law = record_text(
        "directive",
        "law",
        type=type,
        aliases=aliases,
        title="Information Security Act of 2014",
        citation="Pub. L. 113-283; 44 U.S.C. 3551-3558",
    )
    page = read("topic", law, record_text("topic", "topic", details="See [[law]]."))
    assert words(page.css_first(".prose p")) == f"See {name}."


@pytest.mark.parametrize(
    ("implements", "dates", "due"),
    [
        (
            "[bod-26-04#remediate]",
            "December 7, 2026 due soon BOD 26-04: Remediate within the times of the table",
            "see the requirement",
        ),
        (
            "[bod-26-04#late, bod-26-04#remediate]",
            "December 7, 2026 due soon BOD 26-04: Remediate within the times of the table | "
            "August 9, 2026 overdue unless done BOD 26-04: What was due",
            "see the requirements",
        ),
        ("[bod-22-01#remediate-kev]", None, "not stated"),
        ("[]", None, "not stated"),
    ],
)
def test_an_action_without_a_deadline_points_to_the_dates_of_its_requirements(
    implements: str, dates: str | None, due: str
) -> None:
    item = record_text(
        "guidance",
        "item",
        implements=implements,
        actions="""
  - {id: a, title: A, level: must, do: Do.}
  - {id: b, title: B, level: may, do: Do., deadline: {when: ongoing}}
""",
    )
    page = read("item", *ALL, item)
    glance = page.css_first(".glance")
    assert glance is not None
    found = {words(row.css_first("dt")): " | ".join(words(each) for each in row.css("dd")) for row in glance.css("div")}
    assert found.get("Dates") == dates
    assert [words(cell) for cell in page.css("td.date")] == [due, "ongoing"]


def test_tool_of_which_nothing_is_known() -> None:
    page = read("blank", record_text("tool", "blank"))
    sections = {
        words(node.css_first("h2")): words(node.css_first(".unstated")) for node in page.css(".questions section")
    }
    assert set(sections) == {"How an agency gets it", "Where data goes", "Authorization", "Limits and risks"}
    assert all(text.startswith("not stated") for text in sections.values())


def test_service_organization_and_topic() -> None:
    service = read("scan")
    assert words(service.css_first(".badge")) == "Announced; no sign that it opened was found"
    assert "Fix by risk: Look up the values" in words(service.body)
    organization = words(read("cisa").body)
    for heading in ("What it issued", "Services that it provides", "Tools that it maintains"):
        assert heading in organization
    assert organization.index("BOD 26-04: Prioritizing") < organization.index("BOD 22-01: Reducing")
    topic = read("patching")
    assert words(topic.css_first("#page_service + ul")) == "Scanning One sentence."


def test_draft_is_marked() -> None:
    page = read("idea", record_text("topic", "idea", status="draft"))
    assert words(page.css_first(".banner-draft")).startswith("Draft.")


def test_reference_to_an_absent_record_is_plain_text() -> None:
    page = read("alone", record_text("service", "alone", provider="nobody", related="[no-one]", topics="[nothing]"))
    text = words(page.body)
    for name in ("nobody", "no-one", "nothing"):
        assert name in text
        assert page.css(f'a[href*="{name}"]') == []


@pytest.mark.parametrize("base", ["", "../", "../../"])
def test_internal_links_start_at_the_base(base: str) -> None:
    record = catalog_of(*ALL).get("bod-26-04")
    assert record is not None
    page = parsed(renderer_of(*ALL).article(record, base).html)
    for node in page.css("a"):
        href = node.attributes["href"] or ""
        assert href.startswith(("https://", "#", base or "directives/", "./")) or not base


def test_nothing_a_record_says_becomes_markup() -> None:
    evil = "<script>alert(1)</script>"
    page = read(
        "evil",
        record_text(
            "tool",
            "evil",
            title=f"'{evil}'",
            summary=f"'{evil}'",
            access=f"['{evil}']",
            sources=f"[{{id: a, title: '{evil}', url: 'https://a.example', confidence: official}}]",
            history=f"[{{date: 2026-01-01, change: '{evil}'}}]",
        ),
    )
    assert page.css("script") == []
