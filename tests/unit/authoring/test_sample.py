from __future__ import annotations

import datetime
import types
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

import msgspec
import pytest
import yaml

from portal.authoring.sample import SampleError, sample, write_sample
from portal.authoring.sample.layout import Flow, document, wrap
from portal.authoring.sample.plan import shares
from portal.content.deadlines import Deadline
from portal.content.decode import decode
from portal.content.kinds import KINDS
from portal.content.kinds.directive import Directive
from portal.content.source import Document, parse
from portal.rules.check import Checked, check

TODAY = datetime.date(2026, 11, 22)
RECORDS = 400


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    found = tmp_path_factory.mktemp("sample") / "content"
    write_sample(found, RECORDS, seed=1)
    return found


@pytest.fixture(scope="module")
def content(folder: Path) -> Checked:
    return check(folder, TODAY, jobs=1)


def test_the_same_arguments_give_the_same_bytes_and_another_seed_others() -> None:
    assert list(sample(60, 1)) == list(sample(60, 1))
    assert dict(sample(60, 1)) != dict(sample(60, 2))


def test_the_summary_counts_what_was_written(tmp_path: Path) -> None:
    summary = write_sample(tmp_path / "new" / "folder", 100, seed=3)
    files = list((tmp_path / "new" / "folder").rglob("*.yml"))
    assert summary.records == len(files) == 100
    assert summary.bytes == sum(file.stat().st_size for file in files)
    assert summary.kinds == {
        "directive": 3,
        "guidance": 70,
        "tool": 15,
        "service": 4,
        "organization": 3,
        "term": 4,
        "topic": 1,
    }
    assert str(summary).endswith(
        "new/folder: 3 directive, 70 guidance, 15 tool, 4 service, 3 organization, 4 term, 1 topic."
    )


@pytest.mark.parametrize("records", [7, 8, 23, 101, 10_000])
def test_every_kind_is_there_and_the_counts_add_up(records: int) -> None:
    counts = shares(records)
    assert list(counts) == list(KINDS)
    assert sum(counts.values()) == records
    assert min(counts.values()) >= 1


@pytest.mark.parametrize("records", [7, 8, 23, 120])
def test_small_samples_can_be_read_and_point_at_nothing_missing(records: int, tmp_path: Path) -> None:
    write_sample(tmp_path, records, seed=5)
    small = check(tmp_path, TODAY, jobs=1)
    assert small.findings == ()
    assert _dangling(small) == []


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(SampleError, match=r"is not empty\. A sample is never written over something"):
        write_sample(tmp_path, 100, seed=1)
    assert [each.name for each in tmp_path.iterdir()] == ["mine.txt"]


def test_too_few_records_are_refused_before_anything_is_written(tmp_path: Path) -> None:
    with pytest.raises(SampleError, match=r"a sample of 6 records .* Ask for at least 7\."):
        write_sample(tmp_path / "new", 6, seed=1)
    assert not (tmp_path / "new").exists()


def test_a_file_where_the_folder_should_be_is_named(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("mine")
    with pytest.raises(SampleError, match=r"taken.* cannot be written: .* Name another folder\."):
        write_sample(tmp_path / "taken", 10, seed=1)


def test_a_sample_has_no_finding(content: Checked) -> None:
    assert content.findings == ()
    assert len(content.catalog.records) == RECORDS


def test_every_reference_leads_to_something_that_readers_can_see(content: Checked) -> None:
    assert _dangling(content) == []


def test_every_deadline_comes_to_what_its_form_promises(content: Checked) -> None:
    catalog = content.catalog
    dues = [catalog.due(record, duty) for record in catalog.records for duty in record.duties]
    assert [due.problem for due in dues if due and due.problem] == []
    forms = {type(due.deadline) for due in dues if due}
    assert forms == set(get_args(Deadline))


def test_decision_tables_are_complete_and_without_clashes(content: Checked) -> None:
    directives = [each for each in content.catalog.records if isinstance(each, Directive)]
    tables = [table for directive in directives for table in directive.decision_tables]
    assert len(tables) > 3
    assert [(list(table.gaps()), list(table.clashes())) for table in tables] == [([], [])] * len(tables)
    assert any(len(rule.when) < len(table.inputs) for table in tables for rule in table.rules)


def test_successions_are_told_from_both_sides(content: Checked) -> None:
    catalog = content.catalog
    replaced = [each for each in catalog.records if each.status in ("superseded", "revoked")]
    assert {each.status for each in replaced} == {"superseded", "revoked"}
    for record in replaced:
        (successor,) = catalog.successors(record)
        names = successor.revokes if record.status == "revoked" else successor.supersedes  # type: ignore[attr-defined]
        assert record.id in names
    assert max(len(catalog.succession(each)) for each in catalog.records) == 3
    assert [each.id for each in catalog.records if (each.ended is None) != each.in_force] == []


def test_about_two_of_a_hundred_are_drafts(content: Checked) -> None:
    drafts = [each for each in content.catalog.records if each.status == "draft"]
    assert 0.01 <= len(drafts) / RECORDS <= 0.03


def test_every_field_of_every_kind_is_used_and_every_choice(folder: Path) -> None:
    used: set[str] = set()
    for file in folder.rglob("*.yml"):
        record = yaml.load(file.read_text(), Loader=yaml.CBaseLoader)
        used.update(_used(record["kind"], record))
    wanted = {each for kind in KINDS.values() for each in _possible(kind.name, kind.type)}
    fields = {each for each in wanted if "=" not in each}
    assert sorted(fields - used) == []
    # A choice counts wherever the field stands: the confidence of a source is the same thing in every kind.
    choices, made = ({each.partition(".")[2] for each in some if "=" in each} for some in (wanted, used))
    assert sorted(choices - made) == [
        "fedramp.listings.status = not-applicable",  # What is listed is neither of these two.
        "fedramp.listings.status = not-listed",
    ]


def test_nothing_can_be_taken_for_a_real_record(folder: Path) -> None:
    for file in folder.rglob("*.yml"):
        record = yaml.load(file.read_text(), Loader=yaml.CBaseLoader)
        assert record["id"].startswith("sample-")
        assert record["title"].startswith("Sample: ")
        assert record["summary"].startswith("Synthetic record ")
        assert all(".example/" in source["url"] for source in record.get("sources", []))


def test_items_have_the_size_of_real_ones(folder: Path) -> None:
    texts = [file.read_text() for file in (folder / "items").iterdir()]
    assert 120 <= sum(text.count("\n") for text in texts) / len(texts) <= 150
    assert 700 <= sum(len(text.split()) for text in texts) / len(texts) <= 900
    assert max(len(line) for text in texts for line in text.splitlines()) <= 110


def test_the_layout_is_that_of_the_real_records() -> None:
    written = document(
        {
            "title": "Sample: a title",
            "topics": ["one", "two"],
            "evidence": ["A sentence stands alone."],
            "deadline": Flow(on=TODAY),
            "controls": ["AC-2(1)", "no", "a, b"],
            "summary": " ".join(["word"] * 30),
            "do": "First line\n\n- item\n",
            "sources": [{"id": "a", "breaking": True}, {"id": "b"}],
        }
    )
    assert written == (
        'title: "Sample: a title"\n'
        "topics: [one, two]\n"
        "evidence:\n"
        "  - A sentence stands alone.\n"
        "deadline: {on: 2026-11-22}\n"
        'controls: [AC-2(1), "no", "a, b"]\n'
        "summary: >-\n"
        f"  {' '.join(['word'] * 21)}\n"
        f"  {' '.join(['word'] * 9)}\n"
        "do: |\n"
        "  First line\n"
        "\n"
        "  - item\n"
        "sources:\n"
        "  - id: a\n"
        "    breaking: true\n"
        "  - id: b\n"
    )


def test_what_the_layout_writes_reads_back_as_the_same_text() -> None:
    for text in (
        "plain",
        "a: b",
        "a #b",
        "- a",
        "[x]",
        "ends:",
        'say "so"',
        "back\\slash",
        "§ 3",
        "yes",
        "1.10",
        "x" * 200,
    ):
        for written in (document({"key": text}), document({"key": [text]}), document({"key": Flow(a=text)})):
            (value,) = yaml.load(written, Loader=yaml.CBaseLoader).values()
            assert value in (text, [text], {"a": text})


def test_lines_are_broken_at_spaces_only() -> None:
    assert wrap("one two three", 7) == ["one two", "three"]
    assert wrap("a verylongword b", 5) == ["a", "verylongword", "b"]
    assert wrap("verylongword", 5) == ["verylongword"]


def test_a_sample_record_decodes_from_its_own_text() -> None:
    path, text = next(iter(sample(7, 1)))
    read = parse(text.encode(), path)
    assert isinstance(read, Document)
    decoded = decode(read)
    assert decoded.findings == ()
    assert decoded.record is not None


def _dangling(content: Checked) -> list[str]:
    catalog = content.catalog
    found = []
    for record in catalog.records:
        for reference in catalog.links_from(record).references:
            target = catalog.find(reference.target, reference.part)
            hidden = target is not None and target.record.status == "draft" and record.status != "draft"
            itself = reference.target == record.id and reference.part is None
            wrong = target is not None and reference.kinds and target.record.kind not in reference.kinds
            if target is None or hidden or itself or wrong:
                found.append(f"{record.id}: {reference.text}")
    return found


def _possible(name: str, hint: Any) -> Iterator[str]:
    """Every field and every choice of a type, named from the record's kind downward."""
    origin = get_origin(hint)
    if origin is Literal:
        yield from (f"{name} = {choice}" for choice in get_args(hint))
    elif hint is bool:
        yield f"{name} = true"  # The other one is what a field that is left out means.
    elif origin is Annotated or origin is tuple:
        yield from _possible(name, get_args(hint)[0])
    elif origin in (Union, types.UnionType):
        if hint != Deadline | None:
            yield from _possible(name, next(each for each in get_args(hint) if each is not type(None)))
    elif isinstance(hint, type) and issubclass(hint, msgspec.Struct):
        hints = get_type_hints(hint, include_extras=True)
        for field in msgspec.structs.fields(hint):
            yield f"{name}.{field.name}"
            yield from _possible(f"{name}.{field.name}", hints[field.name])


def _used(name: str, value: Any) -> Iterator[str]:
    """Every field and every choice that a value uses, in the same words."""
    yield name
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _used(f"{name}.{key}", inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _used(name, inner)
    else:
        yield f"{name} = {value}"
