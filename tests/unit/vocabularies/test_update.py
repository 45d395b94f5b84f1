"""A new import over an earlier one."""

from __future__ import annotations

import datetime
import json
from pathlib import Path
from typing import Any

import pytest

from portal.vocabularies import files
from portal.vocabularies.model import Entry, Imported, Input, Link, Refused, Vocabulary
from portal.vocabularies.sources import SOURCES
from portal.vocabularies.update import Changes, Update, from_paths, prepare

TODAY = datetime.date(2026, 11, 22)
ATLAS, SSVC = SOURCES["atlas"], SOURCES["ssvc"]


def entry(own: str, **more: Any) -> Entry:
    return Entry(id=own, kind="technique", name=more.pop("name", f"Name of {own}"), **more)


def update(earlier: Vocabulary | None, *entries: Entry, source: Any = ATLAS, sha: str = "1", **more: Any) -> Update:
    known = {"version": "2", "date": "2026-01-01"} | {key: more.pop(key) for key in ("date", "links") if key in more}
    imported = Imported(entries=entries, **known)
    return prepare(source, imported, [Input("x", sha)], earlier, more.pop("today", TODAY), **more)


TEN = tuple(entry(f"AML.T{number:04}") for number in range(10))
FIRST = update(None, *TEN).vocabulary


def test_a_first_import_has_the_header_of_its_source_and_adds_all() -> None:
    made = update(None, *TEN)
    assert made.changes == Changes(added=tuple(each.id for each in TEN))
    found = made.vocabulary
    assert (found.name, found.version, found.date, found.imported) == ("atlas", "2", "2026-01-01", "2026-11-22")
    assert (found.inputs, found.licence, found.source) == ((Input("x", "1"),), "Apache-2.0", ATLAS.addresses[0])


def test_what_changed_is_told_by_kind() -> None:
    before = (*TEN[:8], entry("AML.T0008", status="deprecated"), entry("AML.T0009"))
    after = (
        entry("AML.T0000", status="deprecated"),
        entry("AML.T0001", name="New name"),
        entry("AML.T0002", maturity="realized"),
        *TEN[3:8],
        entry("AML.T0008"),
        entry("AML.T0010"),
    )
    made = update(update(None, *before).vocabulary, *after, sha="2")
    assert made.changes == Changes(
        added=("AML.T0010",),
        ended=(("AML.T0000", "deprecated"),),
        restored=("AML.T0008",),
        renamed=(("AML.T0001", "Name of AML.T0001", "New name"),),
        removed=("AML.T0009",),
        other=("AML.T0002",),
    )
    assert made.changes.identifiers() == {"AML.T0000", "AML.T0001", "AML.T0009"}


def test_what_vanishes_stays_as_removed_with_the_day_and_may_come_back() -> None:
    gone = update(FIRST, *TEN[1:], sha="2").vocabulary
    assert gone.entries[0] == entry("AML.T0000", status="removed", removed="2026-11-22")
    later = update(gone, *TEN[1:], sha="3", today=datetime.date(2026, 12, 1))
    assert later.vocabulary.entries[0] == gone.entries[0]
    assert later.changes == Changes()
    back = update(gone, *TEN, sha="4")
    assert (back.vocabulary.entries, back.changes) == (TEN, Changes(restored=("AML.T0000",)))


def test_a_list_of_which_parts_are_imported_keeps_what_the_part_does_not_hold() -> None:
    made = update(FIRST, entry("AML.T0099"), source=SSVC, sha="2")
    assert made.vocabulary.entries == (*TEN, entry("AML.T0099"))
    assert made.changes == Changes(added=("AML.T0099",))


def test_the_same_input_changes_nothing_not_even_the_day() -> None:
    made = update(FIRST, *TEN, today=datetime.date(2027, 1, 1))
    assert (made.vocabulary, made.unchanged, made.changes) == (FIRST, True, Changes())
    assert not update(FIRST, *TEN, sha="2").unchanged


def test_links_are_counted() -> None:
    first = update(None, links=(Link("A", "T1", "x"), Link("A", "T2", "x"))).vocabulary
    made = update(first, links=(Link("A", "T1", "x"), Link("A", "T3", "x"), Link("A", "T4", "x")))
    assert made.changes == Changes(links_added=2, links_removed=1)


def test_an_input_that_lacks_much_is_refused_unless_forced() -> None:
    with pytest.raises(Refused) as refused:
        update(FIRST, *TEN[3:], sha="2")
    assert str(refused.value) == ("the input lacks 3 of the 10 entries in place, such as AML.T0000; --force takes it")
    assert len(update(FIRST, *TEN[3:], sha="2", force=True).changes.removed) == 3


def test_an_older_input_is_refused_unless_forced() -> None:
    with pytest.raises(Refused, match=r"^the input is of 2025-12-31, and the list in place is of 2026-01-01; --force"):
        update(FIRST, *TEN, date="2025-12-31")
    assert update(FIRST, *TEN, date="2025-12-31", force=True).vocabulary.date == "2025-12-31"


def test_the_release_may_be_told_where_the_file_does_not_say_it() -> None:
    imported = Imported(entries=TEN)
    assert prepare(ATLAS, imported, [], None, TODAY, version="18.1").vocabulary.version == "18.1"
    with pytest.raises(Refused, match=r"^the input is release 2, not 3$"):
        update(None, *TEN, version="3")


def kev(*ids: str, **more: Any) -> bytes:
    dates = {"dateAdded": "2024-04-12", "dueDate": "2024-04-19"}
    names = {"vendorProject": "V", "product": "P", "vulnerabilityName": "N"}
    rows = [{"cveID": own, **dates, **names} for own in ids]
    head = {"catalogVersion": "2025.08.25", "dateReleased": "2025-08-25T17:04:19.9796Z"}
    return json.dumps(head | {"vulnerabilities": rows} | more).encode()


def test_files_are_imported_into_the_folder_and_only_when_they_say_something_new(tmp_path: Path) -> None:
    given, folder = tmp_path / "kev.json", tmp_path / "guidance" / "vocabularies"
    given.write_bytes(kev("CVE-2024-3400"))
    first = from_paths(SOURCES["kev"], [given], folder, TODAY)
    assert files.read(folder / "kev.json") == first.vocabulary
    before = (folder / "kev.json").stat()
    assert from_paths(SOURCES["kev"], [given], folder, datetime.date(2027, 1, 1)).unchanged
    assert (folder / "kev.json").stat() == before


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b'{"type": "bundle", "objects": []}',
        kev("CVE-2024-3400")[:-10],
        kev("CVE-2024-3400", count=9),
        b"\xfd7zXZ\x00",
    ],
    ids=["empty", "wrong", "cut", "incomplete", "damaged"],
)
def test_a_refused_file_changes_nothing(tmp_path: Path, content: bytes) -> None:
    given, folder = tmp_path / "given", tmp_path / "vocabularies"
    given.write_bytes(kev("CVE-2024-3400"))
    from_paths(SOURCES["kev"], [given], folder, TODAY)
    before = (folder / "kev.json").read_bytes()
    given.write_bytes(content)
    with pytest.raises(Refused):
        from_paths(SOURCES["kev"], [given], folder, TODAY)
    assert (folder / "kev.json").read_bytes() == before
    assert [each.name for each in folder.iterdir()] == ["kev.json"]
