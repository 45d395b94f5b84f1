"""Prose to HTML: references, code, escaping, headings, unsafe links, tables, glossary."""

from __future__ import annotations

import pytest

from tests.unit.content.conftest import record_text
from tests.unit.pages.conftest import page_of
from tests.unit.pages.records import ALL

KEV_LINK = (
    '<a class="term" href="../../glossary/#kev" '
    'title="A vulnerability that Cybersecurity Agency lists as &#34;exploited&#34;.">{}</a>'
)


def inline(source: str, *, terms: bool = False) -> str:
    return str(page_of(*ALL, record="bod-26-04").writer.inline(source, terms=terms))


def block(source: str, under: int = 2) -> str:
    return str(page_of(*ALL, record="bod-26-04").writer.block(source, under, terms=False))


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("[[cisa]]", '<a href="../../organizations/cisa/">Cybersecurity Agency</a>'),
        ("[[bod-22-01]]", '<a class="citation" href="../../directives/bod-22-01/">BOD 22-01</a>'),
        ("[[bod-26-04#table-1]]", '<a href="#table-1">Table 1</a>'),
        (
            "[[bod-22-01#report]]",
            '<a href="../../directives/bod-22-01/#report">BOD 22-01: Report</a>',
        ),
        ("[[bod-26-04#tell|that & so]]", '<a href="#tell">that &amp; so</a>'),
        ("[[cisa|*them*]]", "[[cisa|<em>them</em>]]"),
        ("[[kev]]", '<a href="../../glossary/#kev">Known exploited vulnerability</a>'),
        (
            "[[T1059.001]]",
            '<a class="ident" href="https://attack.mitre.org/techniques/T1059/001/">T1059.001</a>',
        ),
        ("[[D3-MFA]]", '<span class="ident">D3-MFA</span>'),
        (
            "[[CWE-79|a flaw]]",
            '<a class="ident" href="https://cwe.mitre.org/data/definitions/79.html">a flaw</a>',
        ),
        ("[[nobody]] and [[cisa#nothing]]", "nobody and cisa#nothing"),
        ("[[nobody|some <b>one]]", "some one"),
    ],
)
def test_reference_shows_the_target_or_plain_text(source: str, html: str) -> None:
    assert inline(source) == html


@pytest.mark.parametrize(
    "source", ["`[[cisa]]`", "    [[cisa]]", "```\n[[cisa]]\n```", "[[[cisa]]](https://a.example)"]
)
def test_reference_in_code_or_in_a_link_stays(source: str) -> None:
    assert "organizations/cisa" not in inline(source)
    assert "[[cisa]]" in inline(source)


@pytest.mark.parametrize(
    "source",
    [
        "<script>alert(1)</script>",
        "[x](javascript:alert(1))",
        "[x](data:text/html,x)",
        "<img src=x onerror=alert(1)>",
        '<a href="https://a.example" onclick="x()">y</a>',
        "<iframe src=https://a.example></iframe>",
        '<p style="position:fixed">x</p>',
        '<a href="JaVaScRiPt:alert(1)">x</a>',
        "![x](https://a.example/x)",
    ],
)
def test_nothing_unsafe_is_left(source: str) -> None:
    html = block(source)
    for bad in ("<script", "javascript:", "data:", "onerror", "onclick", "<iframe", "position", '<img src="https'):
        assert bad not in html.lower()


def test_text_is_escaped_once() -> None:
    assert inline('a < b & "c" &amp; `<d>`') == 'a &lt; b &amp; "c" &amp; <code>&lt;d&gt;</code>'


def test_image_of_another_host_becomes_a_link() -> None:
    assert inline("![a map](https://a.example/x.png)") == '<a href="https://a.example/x.png">a map</a>'


@pytest.mark.parametrize(
    ("source", "under", "levels"),
    [
        ("## A\n\n### B\n\n## C", 2, "343"),
        ("# A\n\n## B", 3, "45"),
        ("#### A", 2, "3"),
        ("## A\n\n###### B", 4, "56"),
    ],
)
def test_headings_fit_under_their_place(source: str, under: int, levels: str) -> None:
    html = block(source, under)
    assert "".join(html[at + 2] for at in range(len(html)) if html[at : at + 2] == "<h") == levels


def test_heading_ids_clash_with_nothing() -> None:
    writer = page_of(*ALL).writer
    html = writer.block("## Table 1\n\n## Table 1", 2)
    assert 'id="text_table-1"' in html
    assert 'id="text_table-1_2"' in html
    assert [heading.id for _, heading in writer.headings] == ["text_table-1", "text_table-1_2"]


def test_table_scrolls_in_a_labelled_region() -> None:
    source = "| a | b |\n| --- | ---: |\n| 1 | 2 |"
    html = block(f"{source}\n\nand\n\n{source}")
    assert html.count('role="region" aria-label="Table: a, b" tabindex="0"') == 1
    assert html.count('aria-label="Table: a, b (2)"') == 1
    assert '<th role="columnheader" scope="col" class="align-right">b</th></tr></thead>' in html
    assert '<tr role="row"><td role="cell">1</td><td role="cell" data-label="b" class="align-right">2</td></tr>' in html
    assert 'role="table"><thead role="rowgroup">' in html
    assert "style=" not in html


def test_code_keeps_its_language_and_can_be_reached() -> None:
    assert block("```bash\na < b\n```") == (
        '<div class="code"><pre tabindex="0"><code class="language-bash">a &lt; b\n</code></pre></div>\n'
    )


def test_term_is_marked_once_a_page() -> None:
    writer = page_of(*ALL, record="bod-26-04").writer
    assert writer.inline("KEVs, the KEV.") == f"{KEV_LINK.format('KEVs')}, the KEV."
    assert writer.inline("Known exploited vulnerabilities and KEV") == "Known exploited vulnerabilities and KEV"


@pytest.mark.parametrize(
    "source", ["`KEV`", "[KEV](https://a.example)", "## KEV", "KEV-1 x.KEV.y MKEV KEVIN", "kev", "```\nKEV\n```"]
)
def test_term_is_not_marked_in_code_links_headings_or_longer_words(source: str) -> None:
    assert 'class="term"' not in page_of(*ALL).writer.block(source, 2)


def test_term_is_marked_after_a_place_where_it_may_not_be() -> None:
    html = page_of(*ALL).writer.block("## KEV\n\n`KEV` and *KEV*", 2)
    assert html.count('class="term"') == 1
    assert html.index("<em><a") > 0


def test_term_in_ordinary_words_is_known_with_and_without_a_capital() -> None:
    for text in ("Exploited vulnerability", "a known exploited vulnerability"):
        assert 'class="term"' in page_of(*ALL).writer.inline(text)


def test_term_inside_an_entity_is_none() -> None:
    amp = record_text("term", "amp", title="Amplifier", abbreviation="amp")
    assert page_of(amp).writer.inline("a & b") == "a &amp; b"


def test_tables_and_references_of_a_page_written_by_hand() -> None:
    writer = page_of(*ALL, base="../").writer
    html = writer.dressed(
        "<table>\n<thead><tr><th>Field &amp; more</th></tr></thead>\n<tbody><tr><td>[[cisa]] <code>[[cisa]]</code></td>"
        '</tr></tbody>\n</table><table class="own"></table>'
    )
    assert 'aria-label="Table: Field &amp; more" tabindex="0"><table class="sheet stack" role="table">' in html
    assert '<a href="../organizations/cisa/">Cybersecurity Agency</a> <code>[[cisa]]</code>' in html
    assert html.endswith('</div><table class="own"></table>')
    assert writer.dressed("<p>Words.</p>") == "<p>Words.</p>"
