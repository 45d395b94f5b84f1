"""P7xx: prose and plain text."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal import rules
from portal.content.kinds.term import Term
from portal.content.prose import outline
from tests.unit.rules.cases import Bad, Good, assert_bad, assert_good, names

NEW = "directives/bod-30-02.yml"
OLD = "directives/bod-30-01.yml"
ITEM = "items/fix-by-clock.yml"

DO = "do: Install the update."


def prose(rule: str, code: str, text: str, message: str = "", help: str = "") -> Bad:
    """An action whose `do` is replaced by a quoted text."""
    return Bad(rule, code, ITEM, DO, f"do: «'{text}'»", "actions[1].do", message, help)


def details(rule: str, code: str, text: str, message: str = "", help: str = "") -> Bad:
    """A service with `details` of several lines; a finding in them points at the mark of the block."""
    lines = "".join(f"  {line}\n" if line else "\n" for line in text.splitlines())
    return Bad(
        rule, code, "services/hygiene.yml", "sources:\n", f"details: «|»\n{lines}sources:\n", "details", message, help
    )


def plain(rule: str, file: str, old: str, new: str, field: str, message: str = "") -> Bad:
    return Bad(rule, "P709", file, old, new, field, message)


BAD = [
    prose(
        "prose must not contain HTML",
        "P701",
        "Press <b>Apply</b>.",
        "`<b>` and 1 more piece of HTML in prose; HTML is not allowed",
        "Write it in Markdown, or put it in backticks to show it as it is.",
    ),
    details(
        "prose must not contain a block of HTML",
        "P701",
        "<script>\nalert(1)\n</script>",
        "`<script>` and 2 more pieces of HTML in prose; HTML is not allowed",
    ),
    prose("prose must not contain a comment", "P701", "Press Apply. <!-- or not -->"),
    prose(
        "a link must not run a script",
        "P702",
        "Run [the script](javascript:alert).",
        "`javascript:alert` uses `javascript:`; links are https, mailto or relative",
        "Link to an https page, or show the address in backticks.",
    ),
    prose("capitals hide no script", "P702", "Run [the script](JaVaScript:alert)."),
    prose("an entity hides no script", "P702", "Run [the script](javascript&colon;alert)."),
    prose("a reference hides no script", "P702", "Run [[bod-30-02]](javascript:alert)."),
    details("an address further down hides no script", "P702", "Run [the script][s].\n\n[s]: javascript:alert"),
    details("a quotation hides no script", "P702", "> Run [the script](javascript:alert)."),
    prose("a space hides no script", "P702", "Run [the script](<java script:alert>)."),
    prose("a link must not hold data", "P702", "Open [it](data:text/html,x)."),
    prose(
        "a link must not use ftp",
        "P702",
        "Get [the list](ftp://example.gov/list).",
        "`ftp://example.gov/list` uses `ftp:`; links are https, mailto or relative",
    ),
    prose(
        "a link must say how it is reached",
        "P702",
        "Read [it](//example.gov/list).",
        "`//example.gov/list` leaves open how it is reached",
        "Write `https://example.gov/list`.",
    ),
    prose("an automatic link is a link", "P702", "Get <ftp://example.gov/list>."),
    prose("the address of an image is an address", "P702", "![a list](data:image/png;base64,AAAA)"),
    prose(
        "a link must use https",
        "P703",
        "Read [it](http://example.gov/list).",
        "`http://example.gov/list` is not secure",
        "Write `https://example.gov/list` if the publisher offers it.",
    ),
    details(
        "prose must not have a heading of level 1",
        "P704",
        "# Scope\n\nAll systems.",
        "the heading “Scope” has level 1, which is the page's title",
        "Start with level 2: `## Scope`.",
    ),
    details("a heading in a list is a heading", "P704", "- # Scope\n\n  All systems."),
    details("an underlined heading is a heading", "P704", "Scope\n=====\n\nAll systems."),
    details(
        "headings must go down one level at a time",
        "P705",
        "## Scope\n\nAll systems.\n\n#### Exceptions\n\nNone.",
        "the heading “Exceptions” has level 4 after one of level 2",
        "Write `### Exceptions`.",
    ),
    details(
        "the first heading must have level 2",
        "P705",
        "### Scope\n\nAll systems.",
        "the heading “Scope” has level 3 as the first one",
        "Write `## Scope`.",
    ),
    prose(
        "an image must have a text",
        "P706",
        "![](timeline.svg)",
        "the image `timeline.svg` has no text that stands for it",
        "Write what it shows: `![what it shows](timeline.svg)`.",
    ),
    prose(
        "an image must not come from another host",
        "P707",
        "![a timeline](https://example.gov/timeline.svg)",
        "the image `https://example.gov/timeline.svg` comes from another host",
        "Link to it instead, without the `!`.",
    ),
    prose(
        "a link must have a text",
        "P708",
        "See [](https://example.gov/list).",
        "the link to `https://example.gov/list` has no text",
        "Say where it leads: `[where it leads](https://example.gov/list)`.",
    ),
    plain(
        "a summary must be plain",
        NEW,
        "summary: Sets times by risk. It replaces BOD 30-01.",
        "summary: «Sets times by risk. It replaces [[bod-30-01]].»",
        "summary",
        "`[[bod-30-01]]` is a reference; this field is plain text and shows it as written",
    ),
    plain(
        "a title must be plain",
        NEW,
        "title: Fix in time\n",
        "title: «Fix in <b>time</b>»\n",
        "requirements[2].title",
        "`<b>` is HTML; this field is plain text and shows it as written",
    ),
    plain(
        "who has to do it must be plain",
        NEW,
        "who: [Agencies]",
        'who: [«"[Agencies](https://example.gov)"»]',
        "requirements[0].who[0]",
        "`[Agencies](https://example.gov)` is a link; this field is plain text and shows it as written",
    ),
    plain(
        "a label in a table must be plain",
        NEW,
        "{id: total, label: Total}",
        '{id: total, label: «"[[total]]"»}',
        "decision_tables[0].inputs[1].values[0].label",
    ),
    plain(
        "a reason must be plain",
        OLD,
        "reason: BOD 30-02 revoked it.",
        'reason: «"[[bod-30-02]] revoked it."»',
        "ended.reason",
    ),
]

GOOD = [
    Good("a comparison is no HTML", "P701", ITEM, DO, "do: Fix it if the score is < 7 and > 4."),
    Good("HTML in code is shown as it is", "P701", ITEM, DO, "do: Type `<b>`."),
    Good("a link may be relative", "P702", ITEM, DO, "do: See [the list](../list/#a) and [above](#top)."),
    Good("a heading in code is none", "P704", ITEM, DO, 'do: "Type `# x`, then\\n\\n    # y"'),
    Good("headings may go up many levels at once", "P705", NEW, "  None; see", "  #### Old\n\n  ## New\n\n  None; see"),
    Good("a link may have code for a text", "P708", ITEM, DO, "do: See [`list`](https://example.gov/list)."),
    Good("a plain text may have brackets", "P709", NEW, "who: [Agencies]", 'who: ["Agencies [all] with x < y"]'),
]


@pytest.mark.parametrize("case", BAD, ids=names(BAD))
def test_a_mistake_is_one_finding_at_its_place(case: Bad, tmp_path: Path) -> None:
    assert_bad(case, tmp_path)


@pytest.mark.parametrize("case", GOOD, ids=names(GOOD))
def test_what_is_allowed_is_no_finding(case: Good, tmp_path: Path) -> None:
    assert_good(case, tmp_path)


PIECES = [
    *("a", " ", "\n", "\n\n", "\t", "[[x]]", "[[x", "[", "]", "(b)", "](c)", "<i>", "<", ">"),
    *("#", "# ", "=", "==", "-", "--", "- ", "> ", "1. ", "`", "!", "|", "\\", "&lt;"),
]


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join).filter(str.strip))
def test_no_prose_that_a_rule_objects_to_is_passed_over(text: str) -> None:
    record = Term(id="x", title="X", summary="X.", status="draft", definition=text)
    told = {rule.code for rule, _ in rules.inspect(record)}
    assert told == {rule.code for rule, read in rules.PROSE_RULES for _ in read(("definition",), outline(text))}
