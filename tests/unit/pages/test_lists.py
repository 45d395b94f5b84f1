"""Lists, glossary, home, dates, changes and findings."""

from __future__ import annotations

from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from portal.content.findings import Finding
from tests.unit.content.conftest import record_text
from tests.unit.pages.conftest import parsed, renderer_of, words
from tests.unit.pages.records import ALL, NEW, OLD


def rows(page: LexborHTMLParser, which: int = 0) -> list[list[str]]:
    return [[words(cell) for cell in row.css("td, th")] for row in page.css("table")[which].css("tbody tr")]


def test_list_shows_the_live_before_the_ended() -> None:
    page = parsed(renderer_of(*ALL).section("directive").html)
    assert words(page.css_first("caption")) == "1 directive and 1 no longer in force"
    assert rows(page) == [
        [
            "BOD 26-04: Prioritizing Updates & Risk One sentence.",
            *("In force", "2026-06-10", "2026-12-07", "Binding operational directive", "CISA"),
        ],
        ["No longer in force"],
        [
            "BOD 22-01: Reducing the Risk (revoked) One sentence.",
            *("Revoked 2026-06-10", "2021-11-03", "nothing is due", "Binding operational directive", "CISA"),
        ],
    ]


@pytest.mark.parametrize(
    ("kind", "row"),
    [
        (
            "guidance",
            ["Fix by risk One sentence.", "Current", "not stated", "System owners", "BOD 26-04", "1"],
        ),
        (
            "tool",
            [
                *("garak One sentence.", "not stated", "not stated", "Open source"),
                *("defends AI systems", "core", "authorized"),
            ],
        ),
        ("service", ["Scanning One sentence.", "announced", "not stated", "CISA"]),
        (
            "organization",
            [
                *("Cybersecurity Agency One sentence.", "Current", "not stated", "Government"),
                "2 directives, 1 service, 1 tool",
            ],
        ),
        ("topic", ["Patching One sentence.", "Current", "not stated", "0", "0", "1", "0"]),
    ],
)
def test_list_has_the_columns_of_its_kind(kind: str, row: list[str]) -> None:
    assert rows(parsed(renderer_of(*ALL).section(kind).html)) == [row]


def test_empty_list_says_so() -> None:
    page = parsed(renderer_of().section("tool").html)
    assert "There is no record of this kind yet." in words(page.body)


def test_directives_are_newest_first() -> None:
    texts = [
        record_text("directive", name, **({"issued": issued} if issued else {}))
        for name, issued in (("a", "2024"), ("b", "2025-03-01"), ("c", ""), ("d", "2025-11"))
    ]
    page = parsed(renderer_of(*texts).section("directive").html)
    assert [row[0].split()[2] for row in rows(page)] == ["d", "b", "a", "c"]


def test_glossary() -> None:
    made = renderer_of(*ALL).section("term")
    page = parsed(made.html)
    entry = page.css_first("#kev")
    assert entry is not None
    assert words(entry.css_first("dt")) == "Known exploited vulnerability KEV"
    assert [words(node) for node in entry.css("dd")] == [
        'A vulnerability that Cybersecurity Agency lists as "exploited".',
        "Also: exploited vulnerability",
        "source not stated",
        "Used in: BOD 26-04",
        "Link to this entry: Known exploited vulnerability · Edit its YAML: Known exploited vulnerability",
    ]
    assert [heading.id for heading in made.contents] == ["page_letter-k"]
    letter = page.css_first(".letters a")
    assert letter is not None
    assert letter.attributes["href"] == "#page_letter-k"


def test_home_has_three_doors_with_two_tasks_each() -> None:
    page = parsed(renderer_of(*ALL).home().html)
    doors = {
        words(door.css_first("h2")): [link.attributes["href"] for link in door.css("a")]
        for door in page.css(".doors > li")
    }
    assert doors == {
        "I run systems": ["directives/", "guidance/"],
        "I write guidance": ["contributing/", "changes/"],
        "I look for tools": ["tools/", "services/"],
    }
    due, changed = ([words(row) for row in rows.css("li")] for rows in page.css(".rows"))
    assert due == [
        "2026-12-07 Remediate within the times of the table BOD 26-04 · due soon",
        "2026-12-17 Tell CISA BOD 26-04 · due soon",
    ]
    assert changed == ["2026-11-22 BOD 26-04: Prioritizing Updates & Risk Breaking: First published."]
    assert "This site is not official" in words(page.css_first(".age"))


def test_home_shows_five_dates_at_most() -> None:
    parts = "".join(
        f"\n  - {{id: p-{day}, title: P, level: must, do: D., deadline: {{on: 2027-01-0{day}}}}}" for day in range(1, 8)
    )
    page = parsed(renderer_of(record_text("directive", "many", requirements=parts)).home().html)
    assert len(page.css_first(".rows").css("li")) == 5  # type: ignore[union-attr]


def test_dates_ahead_and_past() -> None:
    outcome = record_text(
        "directive",
        "order",
        requirements="""
  - {id: a, title: Form it, level: must, do: D., deadline: {on: 2026-07-02}, outcome: {status: late, date: 2026-07-14}}
  - {id: b, title: Keep it, level: must, do: D., deadline: {when: ongoing}}
""",
    )
    page = parsed(renderer_of(NEW, OLD, outcome).deadlines().html)
    assert rows(page, 0) == [
        [
            *("2026-12-07 due soon", "Remediate within the times of the table", "must", "BOD 26-04"),
            "180 days after issue on June 10, 2026",
        ],
        [
            *("2026-12-17 due soon", "Tell CISA", "should", "BOD 26-04"),
            "10 days after “BOD 26-04: Remediate within the times of the table”, due December 7, 2026",
        ],
    ]
    links = {words(link): link.attributes["href"] for link in page.css("td a")}
    assert links["BOD 26-04: Remediate within the times of the table"] == "../directives/bod-26-04/#remediate"
    assert rows(page, 1) == [
        ["2026-08-09 overdue unless done", "What was due", "may", "BOD 26-04", "fixed date"],
        ["2026-07-02 delivered late", "Form it", "must", "Title of order", "fixed date"],
    ]
    assert "1 more duty has no date" in words(page.body)


def test_changes_newest_first() -> None:
    older = record_text("topic", "older", history="[{date: 2026-01-02, change: Began.}]")
    page = parsed(renderer_of(NEW, OLD, older).changes().html)
    assert rows(page) == [
        ["2026-11-22", "BOD 26-04: Prioritizing Updates & Risk", "Directive", "Breaking: First published."],
        ["2026-01-02", "Title of older", "Topic", "Began."],
    ]


def test_findings_show_the_line(tmp_path: Path) -> None:
    file = tmp_path / "x.yml"
    file.write_text("kind: topic\ntitel: A <b>\n", encoding="utf-8")
    finding = Finding(
        code="F101",
        name="unknown-key",
        severity="error",
        path=str(file),
        line=2,
        column=1,
        end_line=2,
        end_column=6,
        field="titel",
        message="a topic has no field `titel`",
        help="Did you mean `title`?",
    )
    made = renderer_of().problem("x", [finding], "../../")
    page = parsed(made.html)
    assert words(page.css_first("h1")) == "x cannot be shown"
    assert words(page.css_first(".findings pre")) == "2 | titel: A <b>"
    assert words(page.css_first(".findings mark")) == "titel"
    assert words(page.css_first(".help")) == "Did you mean title?"
    assert words(page.css_first(".findings code")) == "titel"
    gone = Finding(**{name: getattr(finding, name) for name in Finding.__struct_fields__} | {"path": "gone.yml"})
    assert parsed(renderer_of().findings([gone], "../").html).css(".findings pre") == []


def test_missing_page_leads_on() -> None:
    page = parsed(renderer_of().missing("/portal/").html)
    assert words(page.css_first("h1")) == "Page not found"
    assert {link.attributes["href"] for link in page.css("li a")} >= {"/portal/directives/", "/portal/tools/"}


def test_references_in_pages_written_by_hand() -> None:
    renderer = renderer_of(*ALL)
    assert renderer.inline("<p>[[cisa]] <code>[[cisa]]</code></p>", "../") == (
        '<p><a href="../organizations/cisa/">Cybersecurity Agency</a> <code>[[cisa]]</code></p>'
    )
    assert renderer.inline("<p>plain</p>", "../") == "<p>plain</p>"
