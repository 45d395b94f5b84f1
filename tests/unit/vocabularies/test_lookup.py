"""What an identifier stands for, by any spelling, and what took its place."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest

from portal.content.fields import VocabularyKind
from portal.vocabularies import files
from portal.vocabularies.lookup import Library, load
from portal.vocabularies.model import Entry, Link, Refused, Status, Vocabulary
from portal.vocabularies.sources import SOURCES, named
from tests.unit.vocabularies.test_files import vocabulary as given


def entry(own: str, status: Status = "active", *successors: str, **more: Any) -> Entry:
    return Entry(id=own, kind="technique", name=f"Name of {own}", status=status, successors=successors, **more)


def vocabulary(name: str, *entries: Entry, links: tuple[Link, ...] = ()) -> Vocabulary:
    made = given(entries, links)
    return Vocabulary(**{each: getattr(made, each) for each in made.__struct_fields__} | {"name": name})


LIBRARY = Library(
    [
        vocabulary(
            "attack-ics", entry("T0800", "deprecated"), entry("M0801"), entry("T1500", "revoked", "T1600", "T1601")
        ),
        vocabulary(
            "attack-enterprise",
            entry("T1150", "revoked", "T1547.011"),
            entry("T1547.011", "revoked", "T1647"),
            entry("T1647"),
            entry("T1600", "revoked", "T1647", "T1602"),
            entry("T1601"),
            entry("T1602", "deprecated"),
            entry("T1700", "revoked", "T1701"),
            entry("T1701", "revoked", "T1700"),
            entry("T1454", "revoked"),
            entry("T1800", "revoked", "T9999"),
            entry("T0800"),
        ),
        vocabulary("sp800-53", entry("AC-2(1)"), entry("SR"), entry("SA-12", "withdrawn", "SR")),
        vocabulary("d3fend", entry("Harden"), entry("D3-MFA", address="https://d3fend.mitre.org/x/")),
        vocabulary("kev", entry("CVE-2024-3400")),
        vocabulary("ssvc", entry("CVE-2024-3400", exploitation="active"), entry("CVE-2024-9999")),
        vocabulary("mapping-sp800-53", links=(Link("AC-2", "T1078", "mitigates"),)),
    ]
)


@pytest.mark.parametrize(
    ("kind", "spelling", "canonical"),
    [
        ("control", "AC-2(1)", "AC-2(1)"),
        ("control", "AC-02(01)", "AC-2(1)"),
        ("control", "ac-2.1", "AC-2(1)"),
        ("control", "ac-02.01", "AC-2(1)"),
        ("control", " AC-2 (1) ", "AC-2(1)"),
        ("control", "sr", "SR"),
        ("attack", "t1547.011", "T1547.011"),
        ("attack", "m0801", "M0801"),
        ("d3fend", "d3-mfa", "D3-MFA"),
        ("d3fend", "harden", "Harden"),
        ("cve", "cve-2024-3400", "CVE-2024-3400"),
    ],
)
def test_any_spelling_finds_the_canonical_entry(kind: VocabularyKind, spelling: str, canonical: str) -> None:
    found = LIBRARY.find(kind, spelling)
    assert found is not None
    assert found.entry.id == canonical


@pytest.mark.parametrize(
    ("kind", "spelling"),
    [("control", "AC-3"), ("control", "T1647"), ("attack", ""), ("cve", "CVE-2024-9999"), ("csf", "PR.AA-01")],
)
def test_what_is_in_no_list_of_the_kind_is_not_found(kind: VocabularyKind, spelling: str) -> None:
    assert LIBRARY.find(kind, spelling) is None


def test_of_several_lists_the_entry_in_force_comes_first() -> None:
    assert [each.vocabulary for each in LIBRARY.all("attack", "T0800")] == ["attack-enterprise", "attack-ics"]


def test_a_kind_of_which_no_list_was_imported_is_known_to_be_missing() -> None:
    assert (LIBRARY.holds("attack"), LIBRARY.holds("csf")) == (True, False)


@pytest.mark.parametrize(
    ("own", "steps", "ends", "in_force"),
    [
        ("T1150", [("T1150", "T1547.011"), ("T1547.011", "T1647")], ["T1647"], ["T1647"]),
        ("T1647", [], [], []),
        ("T1454", [], [], []),
        ("T1602", [], [], []),
        ("T1700", [("T1700", "T1701"), ("T1701", "T1700")], [], []),
        ("T1800", [("T1800", "T9999")], [], []),
        ("T9999", [], [], []),
        (
            "T1500",
            [("T1500", "T1600"), ("T1500", "T1601"), ("T1600", "T1647"), ("T1600", "T1602")],
            ["T1601", "T1647", "T1602"],
            ["T1601", "T1647"],
        ),
    ],
    ids=["chain", "in force", "dead end", "deprecated", "circle", "lost", "unknown", "several, one deprecated"],
)
def test_a_succession_is_followed_to_its_end(
    own: str, steps: list[tuple[str, str]], ends: list[str], in_force: list[str]
) -> None:
    made = LIBRARY.succession("attack", own)
    assert list(made.steps) == steps
    assert [each.entry.id for each in made.ends] == ends
    assert [each.entry.id for each in made.in_force] == in_force


def test_a_withdrawn_control_may_end_in_a_family() -> None:
    assert [each.entry.id for each in LIBRARY.succession("control", "sa-12").ends] == ["SR"]


def test_a_list_that_tells_more_of_others_is_asked_by_name() -> None:
    found = LIBRARY.detail("ssvc", "CVE-2024-3400")
    assert found is not None
    assert found.exploitation == "active"
    assert LIBRARY.detail("csf", "PR") is None
    assert LIBRARY.links("mapping-sp800-53") == (Link("AC-2", "T1078", "mitigates"),)
    assert LIBRARY.links("mapping-kev") == ()


def test_the_address_is_worked_out_where_it_can_be_and_else_kept() -> None:
    assert LIBRARY.address("attack", entry("T1055.011")) == "https://attack.mitre.org/techniques/T1055/011/"
    assert LIBRARY.address("d3fend", entry("D3-MFA", address="https://x/")) == "https://x/"
    assert LIBRARY.address("d3fend", entry("Harden")) is None


def test_a_folder_is_loaded_and_none_is_an_empty_library(tmp_path: Path) -> None:
    files.write(tmp_path / "atlas.json", vocabulary("atlas", entry("AML.T0051")))
    (tmp_path / "README.md").write_text("Words.", encoding="utf-8")
    found = load(tmp_path).find("atlas", "aml.t0051")
    assert found is not None
    assert load(tmp_path / "none").vocabularies == {}


@pytest.mark.parametrize("name", ["kev", "mine"])
def test_a_file_that_is_not_named_as_its_vocabulary_is_refused(tmp_path: Path, name: str) -> None:
    path = tmp_path / "mine.json"
    files.write(path, vocabulary(name, entry("T1001")))
    with pytest.raises(Refused, match=f"mine.json holds the vocabulary '{name}', which does not belong there"):
        load(tmp_path)


def test_loading_as_much_as_the_publishers_have_takes_at_most_0_3_seconds(tmp_path: Path) -> None:
    rows = [entry(f"T{number:04}", "active", tactics=("TA0001", "TA0002")) for number in range(1500)]
    for name in ("attack-enterprise", "attack-mobile", "sp800-53", "csf", "cwe", "kev"):
        files.write(tmp_path / f"{name}.json", vocabulary(name, *rows))
    links = tuple(Link(f"AC-{number}", f"T{number}", "mitigates") for number in range(6000))
    files.write(tmp_path / "mapping-kev.json", vocabulary("mapping-kev", links=links))
    took = []
    for _ in range(3):
        start = time.perf_counter()
        load(tmp_path)
        took.append(time.perf_counter() - start)
    assert min(took) <= 0.3


def test_every_source_is_named_by_itself_and_has_what_is_shown() -> None:
    for name, source in SOURCES.items():
        assert (name, named(name)) == (source.name, source)
        assert all(address.startswith("https://") for address in source.addresses)
        assert source.licence
        assert source.attribution.endswith(".")
    assert named("NIST_800_53") is SOURCES["sp800-53"]
    assert named("nothing") is None
