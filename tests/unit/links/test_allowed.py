"""The allow list: entries with a reason and a last day, and those that are of no use any more."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from portal.links.allowed import Allowed, AllowListError, Stale, in_force, read_allowed, stale

TODAY = datetime.date(2026, 11, 23)
LIST = """\
- url: https://a.example/x#part
  reason: "No: it wants a login."
  until: 2026-11-23
- {url: https://b.example/, reason: Slow, until: 2026-11-22}
- {url: https://gone.example/, reason: Gone, until: 2027-01-01}
"""


def given(folder: Path, text: str) -> Path:
    path = folder / "allowed.yml"
    path.write_text(text, encoding="utf-8")
    return path


def test_entries_hold_to_their_last_day_and_stale_ones_are_told(tmp_path: Path) -> None:
    entries = read_allowed(given(tmp_path, LIST))
    assert entries[0] == Allowed("https://a.example/x#part", "No: it wants a login.", TODAY)
    assert in_force(entries, TODAY) == {
        "https://a.example/x": "No: it wants a login.",
        "https://gone.example/": "Gone",
    }
    assert list(stale(entries, ["https://a.example/x", "https://b.example/"], TODAY)) == [
        Stale("https://b.example/", "the entry expired on 2026-11-22; delete it, or look again and set a new date"),
        Stale("https://gone.example/", "no record names this address; delete the entry"),
    ]


@pytest.mark.parametrize("text", ["", "# Nothing yet\n", "[]\n"])
def test_an_empty_list_is_one(tmp_path: Path, text: str) -> None:
    assert read_allowed(given(tmp_path, text)) == ()


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("url: x\n", "is wrong: Expected `array`, got `object`"),
        ("- https://a.example/\n", "is wrong: entry 1: Expected `object`, got `str`"),
        ("- {url: a, reason: b, until: 2026-01-01}\n- {url: a, reason: b}\n", "missing required field `until`"),
        ("- {url: a, reason: b, until: soon}\n", "is wrong: entry 1, `until`: Invalid RFC3339 encoded date"),
        ("- {url: a, reason: b, until: 2026-01-01, who: me}\n", "unknown field `who`"),
        ("- {url: a, reason: ' ', until: 2026-01-01}\n", "is wrong: entry 1 has no reason."),
        ("- [", "is not YAML: "),
    ],
)
def test_what_is_no_allow_list_is_refused_with_the_place(tmp_path: Path, text: str, reason: str) -> None:
    path = given(tmp_path, text)
    with pytest.raises(AllowListError) as problem:
        read_allowed(path)
    assert str(problem.value).startswith(f"the allow list `{path}` ")
    assert reason in str(problem.value)


def test_a_list_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(AllowListError, match=r"cannot be read: No such file or directory\.$"):
        read_allowed(tmp_path / "none.yml")
