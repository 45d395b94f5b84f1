"""The A–Z index: every name, in order, on pages of a bounded size."""

from __future__ import annotations

import pytest
from selectolax.lexbor import LexborHTMLParser

from portal.pages import az
from tests.unit.content.conftest import record_text
from tests.unit.pages.conftest import catalog_of, parsed, renderer_of, words
from tests.unit.pages.records import ALL, GARAK, KEV, NEW, OLD


def lines(page: LexborHTMLParser) -> dict[str, list[str]]:
    """The lines under each heading of an index that is one page."""
    headings = [words(node) for node in page.css("h2")]
    lists = [[words(line) for line in node.css("li")] for node in page.css("ul.index")]
    return dict(zip(headings, lists, strict=True))


def test_every_record_stands_under_all_its_names() -> None:
    page = parsed(renderer_of(*ALL).index().html)
    assert words(page.css_first(".summary")) == (
        "8 records under 13 names, with the abbreviations and synonyms of the glossary."
    )
    assert lines(page) == {
        "B": [
            "BOD 22-01: Reducing the Risk Directive, revoked",
            "BOD 26-04: Prioritizing Updates & Risk Directive",
        ],
        "C": ["CISA: see Cybersecurity Agency Organization", "Cybersecurity Agency Organization"],
        "E": ["exploited vulnerability: see Known exploited vulnerability Glossary term"],
        "F": ["Fix by risk Guidance item"],
        "G": ["garak Tool"],
        "K": [
            "KEV: see Known exploited vulnerability Glossary term",
            "Known exploited vulnerability Glossary term",
        ],
        "P": ["Patching Topic", "Prioritizing Updates & Risk: see BOD 26-04: Prioritizing Updates & Risk Directive"],
        "R": ["Reducing the Risk: see BOD 22-01: Reducing the Risk Directive, revoked"],
        "S": ["Scanning Service"],
    }


def test_the_lines_lead_to_the_records() -> None:
    page = parsed(renderer_of(KEV, GARAK, OLD).index().html)
    found = {words(link): link.attributes["href"] for link in page.css("ul.index a")}
    assert found == {
        "BOD 22-01: Reducing the Risk": "../directives/bod-22-01/",
        "Known exploited vulnerability": "../glossary/#kev",
        "garak": "../tools/garak/",
    }


def test_case_accents_and_signs_do_not_count_in_the_order() -> None:
    titles = ["zeta", "Étude", "“Alpha” six", "alpha two", "ALPHA three", "3 steps", "10 steps", "§ 5", "Ωmega"]
    texts = [record_text("tool", f"t-{place}", title=f"'{title}'") for place, title in enumerate(titles)]
    assert lines(parsed(renderer_of(*texts).index().html)) == {
        "0–9": ["10 steps Tool", "3 steps Tool", "§ 5 Tool"],
        "A": ["“Alpha” six Tool", "ALPHA three Tool", "alpha two Tool"],
        "E": ["Étude Tool"],
        "Z": ["zeta Tool"],
        "Other": ["Ωmega Tool"],
    }


def test_two_records_of_one_name_both_stand() -> None:
    texts = [record_text("tool", "one", title="Same"), record_text("service", "two", title="Same")]
    assert [name.address for name in az.names(catalog_of(*texts))] == ["tools/one/", "services/two/"]
    assert lines(parsed(renderer_of(*texts).index().html)) == {"S": ["Same Service", "Same Tool"]}


def test_a_catalogue_without_records_says_so() -> None:
    assert "There is no record yet." in words(parsed(renderer_of().index().html).body)


@pytest.fixture
def divided(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(az, "MOST_ON_A_PAGE", 2)


@pytest.mark.usefixtures("divided")
def test_a_long_index_has_a_page_for_each_letter() -> None:
    names = ["Bat", "Bee", "Boar", "Bug", "Bull", "Cow", "7 up"]
    renderer = renderer_of(*[record_text("tool", f"t-{place}", title=name) for place, name in enumerate(names)])
    front = parsed(renderer.index().html)
    assert [words(node) for node in front.css("dt")] == ["0–9: 1 name", "B: 5 names", "C: 1 name"]
    assert [words(node) for node in front.css(".index-pages dd")] == [
        *("7 up", "Bat – Bee", "Boar – Bug", "Bull", "Cow"),
    ]
    sheets = {sheet.address: sheet for sheet in renderer.sheets() if sheet.address.startswith("a-z/")}
    assert list(sheets) == ["a-z/0-9/", "a-z/b/", "a-z/b/2/", "a-z/b/3/", "a-z/c/"]
    made = {address: sheet.make(sheet.base) for address, sheet in sheets.items()}
    assert [article.title for article in made.values()] == [
        "A–Z index: 0–9",
        *(f"A–Z index: B, page {number} of 3" for number in (1, 2, 3)),
        "A–Z index: C",
    ]
    second = parsed(made["a-z/b/2/"].html)
    assert words(second.css_first(".summary")) == "2 of 5 names under B."
    assert [words(line) for line in second.css("ul.index li")] == ["Boar Tool", "Bug Tool"]
    assert [link.attributes["href"] for link in second.css("ul.index a")] == [
        "../../../tools/t-2/",
        "../../../tools/t-3/",
    ]
    assert [link.attributes["href"] for link in second.css(".index-pages a")] == [
        "../../../a-z/b/",
        "../../../a-z/b/3/",
    ]
    assert words(second.css_first(".index-pages [aria-current=page]")) == "Boar – Bug"
    assert words(second.css_first(".letters [aria-current=true]")) == "B"
    assert parsed(made["a-z/c/"].html).css(".index-pages") == []


@pytest.mark.usefixtures("divided")
def test_every_link_of_a_divided_index_leads_to_one_of_its_pages() -> None:
    sheets = [sheet for sheet in renderer_of(*ALL, NEW).sheets() if sheet.address.startswith("a-z/")]
    addresses = {sheet.address for sheet in sheets} | {"a-z/"}
    for sheet in sheets:
        page = parsed(sheet.make(sheet.base).html)
        found = [link.attributes["href"] or "" for link in page.css(".letters a, .index-pages a, .crumbs a")]
        assert found
        assert {each.removeprefix(sheet.base) for each in found} <= addresses | {""}
