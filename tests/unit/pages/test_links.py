"""The page on the addresses that records name: what the last check found, and who names what."""

from __future__ import annotations

import datetime

import msgspec

from portal.links.judge import Outcome
from portal.links.state import State, updated
from portal.pages.links import ADDRESS
from portal.pages.renderer import Renderer
from tests.unit.content.conftest import record_text
from tests.unit.pages.conftest import SETTINGS, TEMPLATES, catalog_of, parsed, words

NAMES = ("ok", "gone", "failing", "soft", "moved", "blocked", "refused", "accepted", "new")
NOW = datetime.datetime(2026, 11, 20, 4, tzinfo=datetime.UTC)
TOOL = record_text(
    "tool",
    "scanner",
    title="Scanner",
    homepage='"https://ok.example/"',
    access="['See [this](https://gone.example/#part).']",
    sources="".join(
        f'\n  - {{id: {name}, title: S, url: "https://{name}.example/", confidence: official}}' for name in NAMES
    ),
)
TOPIC = record_text(
    "topic",
    "patching",
    title="Patching",
    sources='\n  - {id: a, title: S, url: "https://gone.example/", confidence: official}',
)


def checked() -> State:
    """Three checks, two days apart."""
    bad = Outcome("dead", 404, "answers 404 Not Found")
    outcomes = {
        "ok": Outcome("ok", 200),
        "gone": bad,
        "moved": Outcome("moved", 200, "has moved to https://x.example/?a=1&b=<2>", "https://x.example/?a=1&b=<2>"),
        "blocked": Outcome("blocked", 403, "answers 403 Forbidden"),
        "refused": Outcome("not checked", None, "robots.txt of its host does not allow it"),
        "accepted": bad,
    }
    last = {"failing": bad, "soft": Outcome("soft-404", 200, "answers with a page that says “<b>Not found</b>”")}
    state = State()
    for day in (0, 2, 4):
        given = {**outcomes, **(last if day == 4 else {"failing": Outcome("ok", 200)})}
        state = updated(
            state,
            [f"https://{name}.example/" for name in (*given, "unnamed")],
            {f"https://{name}.example/": outcome for name, outcome in {**given, "unnamed": bad}.items()},
            NOW + datetime.timedelta(days=day),
            allowed={"https://accepted.example/": "The office is moving <soon>."},
        )
    return state


def renderer(state: State | None) -> Renderer:
    return Renderer(catalog_of(TOOL, TOPIC), TEMPLATES, settings=msgspec.structs.replace(SETTINGS, links=state))


def page(state: State) -> tuple[str, list[str]]:
    (sheet,) = (each for each in renderer(state).sheets() if each.address == ADDRESS)
    article = sheet.make("../../")
    return article.html, [each.title for each in article.contents]


def test_every_address_that_is_not_ok_stands_under_its_outcome_with_who_names_it() -> None:
    html, contents = page(checked())
    tree = parsed(html)
    assert words(tree.css_first("p.summary")).endswith("Last checked November 24, 2026.")
    assert words(tree.css("p")[1]).startswith("Of 8 addresses, 2 answer. 1 more has not been checked yet. ")
    rows = {
        words(heading): [[words(cell) for cell in row.css("th, td")] for row in table.css("tbody tr")]
        for heading, table in zip(tree.css("h2"), tree.css("table"), strict=True)
    }
    found, since, good = "Answers 404 Not Found", "2026-11-20", "never"
    assert rows == {
        "Gone": [["https://gone.example/", found, since, good, "Patching, Scanner"]],
        "Failing for now": [
            ["https://failing.example/", found, "2026-11-24", "2026-11-22", "Scanner"],
            [
                "https://soft.example/",
                "Answers with a page that says “<b>Not found</b>”",
                "2026-11-24",
                good,
                "Scanner",
            ],
        ],
        "Moved": [
            ["https://moved.example/", "Has moved to https://x.example/?a=1&b=<2>", "2026-11-24", "Scanner"],
        ],
        "Closed to programs": [["https://blocked.example/", "Answers 403 Forbidden", good, "Scanner"]],
        "Not checked": [["https://refused.example/", "Robots.txt of its host does not allow it", good, "Scanner"]],
        "Accepted": [
            ["https://accepted.example/", f"{found}. The office is moving <soon>.", since, good, "Scanner"],
        ],
    }
    assert contents == list(rows)
    assert [words(each) for each in tree.css("caption")] == [
        "1 address gone",
        "2 addresses failing for now",
        "1 address moved",
        "1 address closed to programs",
        "1 address not checked",
        "1 address accepted",
    ]
    assert tree.css_first('a[href="../../tools/scanner/"]') is not None


def test_a_check_that_found_nothing_wrong_says_so() -> None:
    state = updated(State(), ["https://ok.example/"], {"https://ok.example/": Outcome("ok", 200)}, NOW)
    html, contents = page(state)
    assert "Of 1 address, 1 answers. 8 more have not been checked yet." in html
    assert "No address fails, has moved or is closed to the check." in html
    assert (contents, parsed(html).css("table")) == ([], [])


def test_a_state_without_a_check_says_so_and_without_a_state_there_is_no_page() -> None:
    html, _ = page(State())
    assert "No address has been checked yet." in html
    assert ADDRESS not in [sheet.address for sheet in renderer(None).sheets()]
