"""Prose: what counts as a reference, a link, a heading, raw HTML."""

from __future__ import annotations

import pytest

from portal.content.prose import Heading, Link, Mention, mentions, outline


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("See [[bod-26-04]].", [Mention("bod-26-04", None, None)]),
        ("See [[bod-26-04#table-1]].", [Mention("bod-26-04", "table-1", None)]),
        ("See [[bod-26-04|the directive]].", [Mention("bod-26-04", None, "the directive")]),
        ("[[AC-2(1)]] and [[T1059.001]]", [Mention("AC-2(1)", None, None), Mention("T1059.001", None, None)]),
        ("**[[a]]** *[[b]]*", [Mention("a", None, None), Mention("b", None, None)]),
        ("| x |\n| - |\n| [[a\\|shown]] |", [Mention("a", None, "shown")]),
        ("- one [[a]]\n- two", [Mention("a", None, None)]),
        ("`[[a]]` is how one writes it", []),
        ("```\n[[a]]\n```", []),
        ("    [[a]] in an indented block", []),
        ("no reference", []),
    ],
)
def test_references_are_found_outside_code(text: str, expected: list[Mention]) -> None:
    assert list(mentions(text)) == expected


def test_a_reference_that_is_not_closed_is_told() -> None:
    assert outline("See [[bod-26-04 for more.").unclosed == ("[[bod-26-04 for more.",)
    assert outline("See [[a|`code`]].").unclosed


def test_links_images_headings_and_html() -> None:
    found = outline("# One\n\n[a](http://x) ![](p.png) <https://y>\n\nTwo\n---\n\n<b>raw</b>\n\n<div>\nx\n</div>\n")
    assert found.headings == (Heading(1, "One"), Heading(2, "Two"))
    assert found.links == (Link("http://x", "a", False), Link("p.png", "", True), Link("https://y", "https://y", False))
    assert found.html[:2] == ("<b>", "</b>")
    assert any("<div>" in piece for piece in found.html)


def test_html_in_code_is_no_html() -> None:
    assert outline("`<b>` and\n\n```\n<script>\n```\n").html == ()
