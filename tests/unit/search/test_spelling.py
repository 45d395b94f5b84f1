"""All spellings of an identifier have one key."""

from __future__ import annotations

import pytest

from portal.content.identifiers import VOCABULARIES
from portal.search.spelling import key, shard_of
from tests.unit.search.spellings import SHARDS, SPELLINGS


@pytest.mark.parametrize(("wanted", "spellings"), SPELLINGS.items())
def test_all_spellings_have_one_key(wanted: str, spellings: tuple[str, ...]) -> None:
    assert {spelling: key(spelling) for spelling in spellings} == dict.fromkeys(spellings, wanted)


@pytest.mark.parametrize(("text", "shards", "wanted"), SHARDS)
def test_a_key_stands_in_the_shard_of_its_hash(text: str, shards: int, wanted: int) -> None:
    assert shard_of(text, shards) == wanted


def test_different_identifiers_have_different_keys() -> None:
    known = ["AC-2", "AC-2(1)", "AC-21", "AC-2(10)", "AC-20", "T1059.001", "T1059.010", "M-21-31", "CVE-2024-340"]
    known += [vocabulary.example for vocabulary in VOCABULARIES.values() if vocabulary.example not in known]
    assert len({key(each) for each in known}) == len(known)
