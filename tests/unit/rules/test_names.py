"""What the author of a reference to nothing probably meant."""

from __future__ import annotations

import pytest

from portal.content.load import load
from portal.rules import names
from portal.rules.names import Names
from tests.unit.rules.cases import TODAY, VALID


@pytest.fixture(scope="module")
def known() -> Names:
    return Names(load(VALID, TODAY, lambda record: (), jobs=1).catalog)


@pytest.mark.parametrize("spelling", ["BOD 30-02", "bod3002", "Bod_30.02", "bod-30-02"])
def test_a_record_is_found_by_any_spelling_of_its_id_and_aliases(known: Names, spelling: str) -> None:
    assert known.spelled(spelling) == "bod-30-02"


def test_what_nobody_is_called_is_not_found(known: Names) -> None:
    assert known.spelled("BOD 40-02") is None


def test_the_nearest_ids_come_best_first(known: Names) -> None:
    assert known.guess("bod-30-033")[0] == "bod-30-03"
    assert sorted(known.guess("bod-30-0")) == ["bod-30-01", "bod-30-02", "bod-30-03"]


def test_only_records_of_a_fitting_kind_are_near(known: Names) -> None:
    assert known.guess("patchin", ("topic",)) == ["patching"]
    assert known.guess("patchin", ("organization",)) == []


def test_after_many_guesses_no_more_are_made(known: Names, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(names, "MOST_GUESSES", 1)
    fresh = Names(known._catalog)
    assert fresh.guess("patchin") == ["patching"]
    assert fresh.guess("inventry") == []
    assert fresh.guess("patchin") == ["patching"]
