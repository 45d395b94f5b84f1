"""The compact list as a file: one line an entry, the same bytes each time, whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.vocabularies.files import decode, encode, read, write
from portal.vocabularies.model import Entry, Input, Link, Refused, Vocabulary, natural


def vocabulary(entries: tuple[Entry, ...] = (), links: tuple[Link, ...] = ()) -> Vocabulary:
    return Vocabulary(
        name="attack-enterprise",
        title="ATT&CK Enterprise",
        publisher="MITRE",
        source="https://example.org/list.json",
        version="18.1",
        date="2025-11-12",
        imported="2026-11-22",
        inputs=(Input("list.json", "0" * 64),),
        licence="ATT&CK terms of use",
        attribution="© MITRE",
        entries=entries,
        links=links,
    )


TWO = (
    Entry(id="T1002", kind="technique", name="Old", status="revoked", successors=("T1560",), succession="revoked-by"),
    Entry(id="T1560", kind="technique", name='"New" – ü', tactics=("TA0009",)),
)


def test_the_file_has_a_line_for_each_header_field_and_each_entry() -> None:
    assert encode(vocabulary(TWO)).decode().splitlines() == [
        "{",
        '"format": 1,',
        '"name": "attack-enterprise",',
        '"title": "ATT&CK Enterprise",',
        '"publisher": "MITRE",',
        '"source": "https://example.org/list.json",',
        '"version": "18.1",',
        '"date": "2025-11-12",',
        '"imported": "2026-11-22",',
        f'"inputs": [{{"name":"list.json","sha256":"{"0" * 64}"}}],',
        '"licence": "ATT&CK terms of use",',
        '"attribution": "© MITRE",',
        '"entries": [',
        '{"id":"T1002","kind":"technique","name":"Old","status":"revoked","successors":["T1560"],'
        '"succession":"revoked-by"},',
        '{"id":"T1560","kind":"technique","name":"\\"New\\" – ü","tactics":["TA0009"]}',
        "]",
        "}",
    ]


def test_links_are_a_line_each() -> None:
    made = vocabulary(links=(Link("AC-2", "T1078", "mitigates"), Link("", "T1496", "non_mappable")))
    assert b'"links": [\n["AC-2","T1078","mitigates"],\n["","T1496","non_mappable"]\n]\n}' in encode(made)
    assert decode(encode(made), "x") == made


texts = st.text(st.characters(codec="utf-8"), max_size=8)
entries = st.builds(
    Entry,
    id=texts,
    kind=texts,
    name=texts,
    status=st.sampled_from(["active", "removed"]),
    successors=st.tuples(texts),
    successor_parts=st.dictionaries(texts, texts, max_size=2),
    baselines=st.just(("low",)),
    order=st.integers(0, 99),
)


@given(st.lists(entries, max_size=4).map(tuple))
def test_what_is_written_is_read_again(rows: tuple[Entry, ...]) -> None:
    made = vocabulary(rows)
    assert decode(encode(made), "x") == made
    assert len(encode(made).splitlines()) == 13 + (2 + len(rows) if rows else 0)


def test_a_file_is_replaced_whole_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "attack-enterprise.json"
    write(path, vocabulary())
    write(path, vocabulary(TWO))
    assert read(path) == vocabulary(TWO)
    assert list(tmp_path.iterdir()) == [path]


def test_a_failure_to_write_leaves_the_earlier_file(tmp_path: Path) -> None:
    path = tmp_path / "attack-enterprise.json"
    path.mkdir()
    with pytest.raises(OSError, match="attack-enterprise"):
        write(path, vocabulary(TWO))
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "Input data was truncated"),
        (encode(vocabulary(TWO))[:-30], "Input data was truncated"),
        (b'{"type": "bundle"}', "Object contains unknown field `type`"),
        (encode(vocabulary()).replace(b'"format": 1', b'"format": 2'), "Invalid enum value 2"),
    ],
)
def test_what_is_no_list_of_ours_is_refused(content: bytes, reason: str) -> None:
    with pytest.raises(Refused) as refused:
        decode(content, "x.json")
    assert str(refused.value).startswith(f"x.json is not a vocabulary of the portal: {reason}")


def test_identifiers_sort_as_people_count() -> None:
    assert sorted(["AC-10", "AC-2(10)", "AC-2", "AC-2(2)", "AC", "T1055.011"], key=natural) == [
        "AC",
        "AC-2",
        "AC-2(2)",
        "AC-2(10)",
        "AC-10",
        "T1055.011",
    ]
