"""The catalogue: references both ways, successions, and what is due when."""

from __future__ import annotations

import datetime

from portal.content.catalog import Catalog
from tests.unit.content.conftest import MakeCatalog, record_text

D = datetime.date

REQUIREMENTS = """
  - {id: one, title: One, level: must, do: "See [[tool-a]].", deadline: {within: 60 days, after: issued}}
  - {id: two, title: Two, level: must, do: Do., deadline: {within: 1 month, after: new#one}}
  - {id: three, title: Three, level: must, do: Do., deadline: {every: 7 days, from: 2026-11-20}}
  - {id: four, title: Four, level: must, do: Do., deadline: {when: ongoing}}
"""


def made(catalog: MakeCatalog) -> Catalog:
    return catalog(
        record_text("directive", "old", status="revoked", ended="{date: 2026-06-10, reason: Replaced.}"),
        record_text("directive", "new", issued="2026-06-10", revokes="[old]", requirements=REQUIREMENTS),
        record_text("directive", "newest", status="draft", revokes="[new]"),
        record_text("tool", "tool-a", related="[new]"),
        record_text(
            "guidance",
            "item",
            implements="[new#one]",
            actions="""
  - {id: act, title: Act, level: should, do: "[[new#two]] [[SI-2]]", tools: [tool-a], controls: [SI-2]}
""",
        ),
    )


def test_references_lead_to_records_and_parts(catalog: MakeCatalog) -> None:
    all_records = made(catalog)
    target = all_records.find("new", "one")
    assert target is not None
    assert (target.title, target.address) == ("One", "directives/new/#one")
    assert all_records.find("new", "nine") is None
    assert all_records.find("nothing") is None


def test_what_points_here_is_known_with_the_part_that_points(catalog: MakeCatalog) -> None:
    all_records = made(catalog)
    tool = all_records.get("tool-a")
    assert tool is not None
    links = [(link.record.id, link.part.id if link.part else None) for link in all_records.links_to(tool)]
    assert links == [("item", "act"), ("new", "one")]
    new = all_records.get("new")
    assert new is not None
    assert [link.record.id for link in all_records.links_to(new, "one")] == ["item"]


def test_what_cites_an_identifier_is_known(catalog: MakeCatalog) -> None:
    cited = made(catalog).citations["control", "SI-2"]
    assert [(link.record.id, link.reference.prose) for link in cited] == [("item", True), ("item", False)]


def test_a_succession_runs_from_the_first_to_the_one_in_force_and_drafts_do_not_count(catalog: MakeCatalog) -> None:
    all_records = made(catalog)
    for record_id in ("old", "new"):
        record = all_records.get(record_id)
        assert record is not None
        assert [[each.id for each in step] for step in all_records.succession(record)] == [["old"], ["new"]]


def test_what_was_replaced_together_is_one_step(catalog: MakeCatalog) -> None:
    all_records = catalog(
        record_text("directive", "a"), record_text("directive", "b"), record_text("directive", "c", revokes="[a, b]")
    )
    record = all_records.get("c")
    assert record is not None
    assert [[each.id for each in step] for step in all_records.succession(record)] == [["a", "b"], ["c"]]


def test_a_circle_of_successors_ends(catalog: MakeCatalog) -> None:
    all_records = catalog(
        record_text("directive", "a", supersedes="[b]"), record_text("directive", "b", supersedes="[a]")
    )
    record = all_records.get("a")
    assert record is not None
    assert {each.id for step in all_records.succession(record) for each in step} == {"a", "b"}


def test_dates_are_worked_out_through_chains(catalog: MakeCatalog) -> None:
    all_records = made(catalog)
    assert [(each.duty.id, each.day) for each in all_records.agenda] == [
        ("one", D(2026, 8, 9)),
        ("two", D(2026, 9, 9)),
        ("three", D(2026, 11, 27)),
    ]
    assert all_records.agenda[2].due.next_days == (D(2026, 11, 27), D(2026, 12, 4), D(2026, 12, 11))


def test_nothing_is_due_from_what_is_no_longer_in_force(catalog: MakeCatalog) -> None:
    all_records = catalog(
        record_text(
            "directive",
            "old",
            status="revoked",
            ended="{date: 2026-06-10, reason: Replaced.}",
            requirements="\n  - {id: one, title: One, level: must, do: Do., deadline: {on: 2026-12-01}}\n",
        )
    )
    assert all_records.agenda == ()
    assert all_records.obligations == ()


def test_a_deadline_counted_from_itself_says_so(catalog: MakeCatalog) -> None:
    all_records = catalog(
        record_text(
            "directive",
            "x",
            requirements="""
  - {id: a, title: A, level: must, do: Do., deadline: {within: 1 day, after: x#b}}
  - {id: b, title: B, level: must, do: Do., deadline: {within: 1 day, after: x#a}}
""",
        )
    )
    record = all_records.get("x")
    assert record is not None
    due = all_records.due(record, record.duties[0])
    assert due is not None
    assert due.day is None
    assert "counted from itself" in due.problem


def test_a_chain_of_thousands_is_followed_to_its_start(catalog: MakeCatalog) -> None:
    lines = ["  - {id: r0, title: R, level: must, do: Do., deadline: {on: 2026-01-01}}"]
    lines += [
        f"  - {{id: r{n}, title: R, level: must, do: Do., deadline: {{within: 1 day, after: x#r{n - 1}}}}}"
        for n in range(1, 3000)
    ]
    all_records = catalog(record_text("directive", "x", requirements="\n" + "\n".join(lines)))
    assert all_records.agenda[-1].day == D(2026, 1, 1) + datetime.timedelta(days=2999)


def test_without_drafts_nothing_of_a_draft_is_left(catalog: MakeCatalog) -> None:
    public = made(catalog).without_drafts()
    assert public.get("newest") is None
    assert [record.id for record in public.records] == ["item", "new", "old", "tool-a"]
