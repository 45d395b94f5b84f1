"""Every page is an entry: what it is called, what it says, its parts, its state."""

from __future__ import annotations

from portal.pages.article import Article, Findable, Sheet
from portal.search.entries import Entry, Passage, kinds_of, list_entry, sheet_entries, written_entry
from portal.search.names import Names
from tests.unit.content.conftest import record_text
from tests.unit.pages.records import CISA, KEV, NEW, OLD
from tests.unit.search.conftest import entries_of

TOOL = record_text(
    "tool",
    "finder",
    title="Finder (FND)",
    maintainer="cisa",
    type="open-source",
    defends="with-ai",
    ai_part="Ranks what [[kev]] holds.",
    use_cases="[{text: Ranks flaws for patch teams of large agencies., label: Vulnerability management}]",
    fedramp='{listings: [{offering: "Finder Cloud", status: ready}], as_of: 2026-11-01}',
    aliases="[Find-It, /tools/old-finder/, '/tools/finder/#once']",
)


def test_a_directive_has_all_its_names_its_requirements_and_its_tables() -> None:
    found = entries_of(CISA, OLD, NEW, KEV, record_text("guidance", "fix-by-risk"))["directives/bod-26-04/"]
    assert found.title == "BOD 26-04: Prioritizing Updates & Risk"
    assert found.names == Names(
        ("Prioritizing Updates & Risk", "bod-26-04", "BOD 26-04"),
        (
            "CISA BOD 26-04",
            "26-04",
            "Binding operational directive 26-04",
            "Binding operational directive BOD 26-04",
        ),
    )
    assert [part.anchor for part in found.passages] == ["remediate", "tell", "late", "table-1"]
    assert found.passages[0].title == "Remediate within the times of the table"
    assert "Fix each KEV entry by BOD 26-04: " in found.passages[0].text
    assert "curl" not in found.passages[0].text
    assert (found.kind, found.state, found.date) == ("Directive", "", "2026-06-10")


def test_one_no_longer_in_force_says_so_with_its_end_and_what_took_its_place() -> None:
    found = entries_of(CISA, OLD, NEW, KEV, record_text("guidance", "fix-by-risk"))["directives/bod-22-01/"]
    assert (found.state, found.date) == ("Revoked", "2026-06-10")
    assert found.successors == (("BOD 26-04", "directives/bod-26-04/"),)
    assert "A newer directive revoked it." in found.text


def test_a_tool_is_found_by_its_maker_its_use_its_offering_and_its_former_address() -> None:
    found = entries_of(CISA, KEV, TOOL)["tools/finder/"]
    assert found.names == Names(("Finder (FND)", "finder"), ("Finder", "FND", "Find-It", "old-finder"))
    assert found.text == (
        "Ranks what Known exploited vulnerability holds. Cybersecurity Agency (CISA). Open source. defends with AI. "
        "Ranks flaws for patch teams of large agencies. Vulnerability management. Finder Cloud."
    )


def test_a_term_is_an_entry_of_its_own_with_abbreviation_and_synonyms() -> None:
    found = entries_of(CISA, KEV)["glossary/#kev"]
    assert found.names == Names(("Known exploited vulnerability", "kev", "KEV"), ("exploited vulnerability",))
    assert found.text == 'A vulnerability that Cybersecurity Agency lists as "exploited".'


def test_every_record_requirement_action_and_table_is_there() -> None:
    texts = (CISA, OLD, NEW, KEV, TOOL, record_text("guidance", "fix-by-risk"))
    found = entries_of(*texts)
    assert len(found) == len(texts)
    assert sum(len(entry.passages) for entry in found.values()) == 2 + 3 + 1


def test_a_sheet_is_found_by_what_it_says_of_itself() -> None:
    def make(base: str) -> Article:
        raise AssertionError("the index must not need the page")

    control = Findable(title="AC-2(1) Automation", kind="Control", names=("AC-2(1)",), summary="A control.", text="x")
    sheets = (
        Sheet("controls/AC-2(1)/", "controls", make, findable=control),
        Sheet("tools/2/", "tools", make),
    )
    assert list(sheet_entries(sheets)) == [
        Entry(
            title="AC-2(1) Automation",
            address="controls/AC-2(1)/",
            kind="Control",
            names=Names(("AC-2(1) Automation", "AC-2(1)"), ()),
            summary="A control.",
            text="x",
        )
    ]


def test_a_page_written_by_hand_is_read_part_by_part() -> None:
    html = """<h1 id="about">About the portal</h1><p>One &amp; only. More.</p>
        <h2 id="doubt">How sure</h2><p>We <em>say</em> so.</p><pre><code>portal build</code></pre>
        <table><tr><td>a</td><td>b</td></tr></table><h3 id="below">Below</h3><p>Deep.</p>"""
    assert written_entry("about/", "About", html) == Entry(
        title="About the portal",
        address="about/",
        kind="Page",
        names=Names(("About the portal", "About"), ()),
        summary="One & only. More.",
        passages=(Passage("doubt", "How sure", "We say so. a b"), Passage("below", "Below", "Deep.")),
    )


def test_a_long_opening_is_cut_at_a_word() -> None:
    summary = written_entry("x/", "X", f"<h1>X</h1><p>{'word ' * 100}</p>").summary
    assert len(summary) <= 240
    assert set(summary.split()) == {"word"}


def test_kinds_stand_in_one_order() -> None:
    entries = [
        written_entry("about/", "About", ""),
        list_entry("tools/", "Tools", "All tools."),
        *sheet_entries([Sheet("x/", "x", Article, findable=Findable(title="X", kind="Control"))]),  # type: ignore[arg-type]
        *entries_of(CISA, KEV).values(),
    ]
    assert kinds_of(entries) == ("Organization", "Glossary term", "Control", "List", "Page")
