"""The state file: how runs change it, when a failure is an error, and what is refused."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from portal.links.judge import Kind, Outcome
from portal.links.state import Known, State, StateError, due, encode, read_state, updated, write_state
from tests.unit.links.playing import NOW

A, B = "https://a.example/x", "https://b.example/y"


def after(*runs: tuple[float, Kind]) -> Known:
    """What is known of an address after runs, each so many hours after the first one."""
    state = State()
    for hours, kind in runs:
        state = updated(state, [A], {A: Outcome(kind)}, NOW + datetime.timedelta(hours=hours))
    return state.addresses[A]


@pytest.mark.parametrize(
    ("runs", "severity"),
    [
        ([(0, "ok")], ""),
        ([(0, "dead")], "warning"),
        ([(0, "dead"), (100, "dead")], "warning"),
        ([(0, "dead"), (1, "dead"), (2, "dead")], "warning"),
        ([(0, "dead"), (1, "dead"), (71.99, "dead")], "warning"),
        ([(0, "dead"), (1, "dead"), (72, "dead")], "error"),
        ([(0, "soft-404"), (40, "dead"), (80, "soft-404")], "error"),
        ([(0, "dead"), (40, "dead"), (80, "dead"), (81, "dead")], "error"),
        ([(0, "dead"), (40, "ok"), (80, "dead"), (120, "dead")], "warning"),
        ([(0, "dead"), (40, "moved"), (80, "dead"), (120, "dead")], "warning"),
        ([(0, "dead"), (40, "blocked"), (80, "dead")], "warning"),
        ([(0, "dead"), (40, "not checked"), (80, "dead")], "warning"),
        ([(0, "dead"), (40, "blocked"), (80, "dead"), (90, "dead")], "error"),
        ([(0, "dead"), (40, "dead"), (80, "blocked")], ""),
        ([(0, "dead"), (40, "dead"), (80, "dead"), (120, "ok")], ""),
        ([(0, "blocked"), (40, "blocked"), (80, "blocked")], ""),
        ([(0, "moved"), (40, "moved"), (80, "moved")], ""),
    ],
)
def test_a_failure_is_an_error_after_three_over_72_hours(runs: list[tuple[float, Kind]], severity: str) -> None:
    assert after(*runs).severity == severity


def test_the_times_of_an_address_are_kept() -> None:
    def at(hours: float) -> datetime.datetime:
        return NOW + datetime.timedelta(hours=hours)

    assert after((0, "ok"), (1, "dead"), (2, "soft-404"), (3, "blocked"), (4, "not checked")) == Known(
        outcome="not checked",
        first_seen=at(0),
        last_checked=at(3),
        last_good=at(0),
        failures=2,
        first_failure=at(1),
    )
    assert after((0, "dead"), (1, "moved")) == Known(
        outcome="moved", first_seen=at(0), last_checked=at(1), last_good=at(1)
    )


def test_times_are_utc_to_the_second() -> None:
    local = datetime.datetime(2026, 11, 22, 23, 0, 0, 999, tzinfo=datetime.timezone(datetime.timedelta(hours=-5)))
    assert updated(State(), [A], {A: Outcome("ok", 200)}, local) == State(
        addresses={A: Known(outcome="ok", status=200, first_seen=NOW, last_checked=NOW, last_good=NOW)}
    )


def test_addresses_that_nothing_names_are_dropped_unless_they_are_to_be_kept() -> None:
    both = updated(State(), [B, A], {A: Outcome("ok"), B: Outcome("ok")}, NOW)
    assert list(both.addresses) == [A, B]
    assert list(updated(both, [A], {}, NOW).addresses) == [A]
    assert updated(both, [A], {}, NOW, keep=True) == both


def test_an_address_that_may_fail_is_neither_error_nor_warning_while_it_may() -> None:
    state = updated(State(), [A], {A: Outcome("dead", 404)}, NOW, allowed={A: "It is slow."})
    assert (state.addresses[A].allowed, state.addresses[A].severity) == ("It is slow.", "")
    state = updated(state, [A], {}, NOW)
    assert (state.addresses[A].allowed, state.addresses[A].severity) == ("", "warning")


def test_only_what_was_asked_for_long_enough_ago_is_due() -> None:
    state = updated(State(), [A], {A: Outcome("ok")}, NOW)
    hours = datetime.timedelta(hours=1)
    assert due([A, B], state, NOW + 5 * hours, 6 * hours) == (B,)
    assert due([A, B], state, NOW + 6 * hours, 6 * hours) == (A, B)
    assert due([A, B], state, NOW, 0 * hours) == (A, B)
    refused = updated(State(), [A], {A: Outcome("not checked")}, NOW)
    assert due([A], refused, NOW, 6 * hours) == (A,)


def test_the_file_is_sorted_has_a_line_an_address_and_reads_back(tmp_path: Path) -> None:
    state = updated(State(), [B, A], {A: Outcome("ok", 200), B: Outcome("dead", 404, "answers 404 Not Found")}, NOW)
    path = tmp_path / "new" / "links.json"
    write_state(path, state)
    moment = "2026-11-23T04:00:00Z"
    assert path.read_text() == (
        '{\n"version": 1,\n"addresses": {\n'
        f'"{A}": {{"outcome":"ok","status":200,"first_seen":"{moment}","last_checked":"{moment}",'
        f'"last_good":"{moment}"}},\n'
        f'"{B}": {{"outcome":"dead","status":404,"reason":"answers 404 Not Found","first_seen":"{moment}",'
        f'"last_checked":"{moment}","failures":1,"first_failure":"{moment}"}}\n'
        "}\n}\n"
    )
    assert read_state(path) == state
    assert [each.name for each in path.parent.iterdir()] == ["links.json"]


def test_an_empty_state_reads_back_and_a_missing_one_is_none(tmp_path: Path) -> None:
    path = tmp_path / "links.json"
    assert read_state(path) is None
    write_state(path, State())
    assert path.read_bytes() == encode(State()) == b'{\n"version": 1,\n"addresses": {}\n}\n'
    assert read_state(path) == State()


ONE = '{"outcome":"ok","first_seen":"2026-11-23T04:00:00Z"}'


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("", "Input data was truncated"),
        ('{"version": 1, "addresses": {', "Input data was truncated"),
        ("[]", "Expected `object`, got `array`"),
        ('{"version": 2}', "Invalid enum value 2 - at `$.version`"),
        ('{"links": {}}', "Object contains unknown field `links`"),
        (f'{{"addresses": {{"x": {ONE.replace("ok", "fine")}}}}}', "Invalid enum value 'fine'"),
        (f'{{"addresses": {{"x": {ONE.replace("Z", "")}}}}}', "a time of x has no time zone"),
        ("\xff", "JSON is malformed: invalid character"),
    ],
    ids=["empty", "cut", "list", "newer", "other", "outcome", "zone", "bytes"],
)
def test_a_damaged_file_is_refused_and_left_as_it_is(tmp_path: Path, content: str, reason: str) -> None:
    path = tmp_path / "links.json"
    path.write_bytes(content.encode("latin-1"))
    with pytest.raises(StateError) as problem:
        read_state(path)
    told = str(problem.value)
    assert told.startswith(f"the state file `{path}` is damaged: ")
    assert told.endswith("It was left as it is; mend it, or delete it to begin anew.")
    assert reason in told
    assert path.read_bytes() == content.encode("latin-1")


def test_a_place_that_cannot_be_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for place in (tmp_path / "file" / "x.json", tmp_path):
        with pytest.raises(StateError, match=r"cannot be written: "):
            write_state(place, State())
    with pytest.raises(StateError, match=r"cannot be read: Is a directory\."):
        read_state(tmp_path)
    assert sorted(each.name for each in tmp_path.iterdir()) == ["file"]
