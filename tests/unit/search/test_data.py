"""The data files of the search box."""

from __future__ import annotations

from typing import Any

import msgspec

from portal.search.data import Data, words
from portal.search.entries import Entry, kinds_of, list_entry
from portal.search.names import Names
from portal.search.spelling import key, shard_of
from tests.unit.content.conftest import record_text
from tests.unit.pages.records import CISA, KEV, NEW, OLD
from tests.unit.search.conftest import entries_of

TOPIC = record_text("topic", "patching", title="Patching")
ITEM = record_text("guidance", "fix-by-risk", title="Fix by risk", topics="[patching]", audience="[Owners, Admins]")


def all_entries() -> list[Entry]:
    return [*entries_of(CISA, OLD, NEW, KEV, ITEM, TOPIC).values(), list_entry("tools/", "Tools", "All.")]


def files(
    entries: list[Entry], synonyms: list[list[str]] | None = None, rows: tuple[Entry, ...] = ()
) -> dict[str, Any]:
    made = Data(entries, rows, kinds_of((*entries, *rows))).files(synonyms or [], "pagefind")
    return {path: msgspec.json.decode(content) for path, content in made.items()}


def found(made: dict[str, Any], typed: str) -> list[Any]:
    """What the box finds for an identifier, as it looks it up."""
    shard = shard_of(key(typed), made["search/start.json"]["shards"])
    return list(made[f"search/ids/{shard}.json"].get(key(typed), []))


def test_every_spelling_of_an_identifier_leads_to_its_page() -> None:
    made = files(all_entries())
    wanted = ["BOD 26-04: Prioritizing Updates & Risk", "directives/bod-26-04/", 0, "", "2026-06-10"]
    for typed in ("BOD 26-04", "bod-26-04", "BOD26-04", "bod2604", "26-04", "BOD 26–04", "CISA BOD 26-04"):
        assert found(made, typed) == [wanted], typed
    assert found(made, "bod 26-05") == []


def test_one_no_longer_in_force_names_what_took_its_place() -> None:
    assert found(files(all_entries()), "BOD 22-01") == [
        [
            "BOD 22-01: Reducing the Risk",
            "directives/bod-22-01/",
            0,
            "Revoked",
            "2026-06-10",
            [["BOD 26-04", "directives/bod-26-04/"]],
        ]
    ]


def test_those_in_force_come_first_then_those_whose_own_name_it_is() -> None:
    entries = entries_of(
        record_text("topic", "a-kev", title="A", aliases="[KEV]"),
        record_text("topic", "b-kev", title="KEV", status="withdrawn", ended='{date: 2026-01-01, reason: "Gone."}'),
        CISA,
        KEV,
    )
    shown = [brief[1] for brief in found(files(list(entries.values())), "kev")]
    assert shown == ["glossary/#kev", "topics/a-kev/", "topics/b-kev/"]


def test_many_identifiers_are_spread_over_shards_of_one_size() -> None:
    topics = [record_text("topic", f"topic-{number}", title=f"Topic {number}") for number in range(400)]
    made = files(list(entries_of(*topics).values()))
    shards = made["search/start.json"]["shards"]
    assert shards > 3
    sizes = [len(msgspec.json.encode(made[f"search/ids/{number}.json"])) for number in range(shards)]
    assert max(sizes) < 20_000
    assert all(found(made, f"topic {number}")[0][1] == f"topics/topic-{number}/" for number in range(400))


def test_the_box_opens_with_kinds_synonyms_filters_and_stop_words() -> None:
    made = files(all_entries(), [["KEV", "known exploited vulnerability"]])
    start = made["search/start.json"]
    assert start["kinds"] == ["Directive", "Guidance item", "Organization", "Glossary term", "Topic", "List"]
    assert start["synonyms"] == [["KEV", "known exploited vulnerability"]]
    assert [each["id"] for each in start["filters"]] == ["kind", "status", "topic", "audience"]
    assert {"how", "the", "what"} <= set(start["stop"])
    assert "patch" not in start["stop"]
    assert (start["engine"], start["version"]) == ("pagefind", 1)


def test_the_facets_of_documents_stand_in_the_order_of_the_entries() -> None:
    entries = all_entries()
    ids = [f"id{number}" for number in range(len(entries))]
    assert msgspec.json.decode(Data(entries, (), kinds_of(entries)).documents(ids, {"patching": "Patching"})) == {
        "ids": "id0 id1 id2 id3 id4 id5 id6",
        "kind": "0 0 2 1 3 4 5",
        "state": "1 0 0 0 0 0 0",
        "states": ["", "Revoked"],
        "topics": "   0   ",
        "topic_names": [["patching", "Patching"]],
        "audiences": "   1,0   ",
        "audience_names": ["Admins", "Owners"],
    }


def test_words_are_counted_by_the_entries_that_have_them() -> None:
    entries = entries_of(
        record_text("topic", "one", title="Patching and patching", summary="On updates of the 3rd kind."),
        record_text("topic", "two", title="Patching", summary="Nothing’s new."),
    )
    assert words(entries.values()) == {"kind": 1, "nothing’s": 1, "patching": 2, "updates": 1}


def test_a_row_of_an_official_list_is_found_by_its_identifier_alone() -> None:
    row = Entry(
        title="AC-2(1) Automation",
        address="controls/AC/#AC-2(1)",
        kind="Control",
        names=Names(("AC-2(1) Automation", "AC-2(1)"), ("Automation",)),
    )
    made = files(all_entries(), rows=(row,))
    for typed in ("AC-2(1)", "ac-02(01)", "ac-2.1", "automation"):
        assert found(made, typed) == [["AC-2(1) Automation", "controls/AC/#AC-2(1)", 5, "", ""]], typed
    assert made["search/start.json"]["kinds"][5] == "Control"
    assert "automation" not in made["search/words.json"]["words"]
