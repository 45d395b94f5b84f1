"""What is known of each address from run to run: a file of one line an address, and how a run changes it."""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Literal

import msgspec

from portal.links.judge import Kind, Outcome

FAILURES = 3
SPAN = datetime.timedelta(hours=72)
FAILING: tuple[Kind, ...] = ("soft-404", "dead")
GOOD: tuple[Kind, ...] = ("ok", "moved")

_LEFT = "It was left as it is; mend it, or delete it to begin anew."

Severity = Literal["", "warning", "error"]


class StateError(Exception):
    """A state file that cannot be used; the message says which and why."""


class Known(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True, kw_only=True):
    """What is known of one address."""

    outcome: Kind
    """That of the last run."""
    status: int | None = None
    """The status of the last answer; None where there was none."""
    reason: str = ""
    """Why the outcome is not ok."""
    moved_to: str = ""
    first_seen: datetime.datetime
    """When an address was first named by a record, as far as runs have seen. All times are UTC, to the second."""
    last_checked: datetime.datetime | None = None
    """When it was last asked for."""
    last_good: datetime.datetime | None = None
    """When it last answered as it should."""
    failures: int = 0
    """How many times in a row it failed. An answer that tells nothing, such as a blocked one, is not counted."""
    first_failure: datetime.datetime | None = None
    """When the first of these was."""
    allowed: str = ""
    """Why it may fail, where the allow list says so."""

    @property
    def severity(self) -> Severity:
        """A failure is an error only after three in a row over at least 72 hours; an allowed one never."""
        if self.outcome not in FAILING or self.allowed or self.first_failure is None or self.last_checked is None:
            return ""
        lasting = self.failures >= FAILURES and self.last_checked - self.first_failure >= SPAN
        return "error" if lasting else "warning"


class State(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All that is known, by address."""

    version: Literal[1] = 1
    addresses: dict[str, Known] = {}


def read_state(path: Path) -> State | None:
    """Read the file; None where there is none. Raises StateError."""
    try:
        state = msgspec.json.decode(path.read_bytes(), type=State)
    except FileNotFoundError:
        return None
    except OSError as problem:
        raise StateError(f"the state file `{path}` cannot be read: {problem.strerror}.") from problem
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as problem:
        raise StateError(f"the state file `{path}` is damaged: {problem}. {_LEFT}") from problem
    for address, known in state.addresses.items():
        times = (known.first_seen, known.last_checked, known.last_good, known.first_failure)
        if any(time and time.tzinfo is None for time in times):
            raise StateError(f"the state file `{path}` is damaged: a time of {address} has no time zone. {_LEFT}")
    return state


def encode(state: State) -> bytes:
    """The bytes of the file: sorted, one line an address."""
    rows = b",\n".join(
        b"%s: %s" % (msgspec.json.encode(address), msgspec.json.encode(known))
        for address, known in sorted(state.addresses.items())
    )
    rows = b"\n%s\n" % rows if rows else b""
    return b'{\n"version": %d,\n"addresses": {%s}\n}\n' % (state.version, rows)


def write_state(path: Path, state: State) -> None:
    """Write the file: whole, or not at all. Raises StateError."""
    beside = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with beside.open("wb") as file:
                file.write(encode(state))
                file.flush()
                os.fsync(file.fileno())
            beside.replace(path)
        finally:
            beside.unlink(missing_ok=True)
    except OSError as problem:
        raise StateError(f"the state file `{path}` cannot be written: {problem.strerror}.") from problem


def due(named: Iterable[str], state: State, now: datetime.datetime, older_than: datetime.timedelta) -> tuple[str, ...]:
    """The addresses to ask for: all but those that were asked for less than a time ago."""
    return tuple(each for each in named if _is_due(state.addresses.get(each), now, older_than))


def _is_due(known: Known | None, now: datetime.datetime, older_than: datetime.timedelta) -> bool:
    return known is None or known.last_checked is None or now - known.last_checked >= older_than


def updated(
    state: State,
    named: Iterable[str],
    outcomes: Mapping[str, Outcome],
    now: datetime.datetime,
    *,
    allowed: Mapping[str, str] | None = None,
    keep: bool = False,
) -> State:
    """The state after a run. Addresses that no record names are dropped, unless they are to be kept.

    ``allowed`` gives the reason for each address that may fail.
    """
    moment = now.astimezone(datetime.UTC).replace(microsecond=0)
    reasons = allowed or {}
    found: dict[str, Known] = dict(state.addresses) if keep else {}
    for address in named:
        earlier = state.addresses.get(address)
        outcome = outcomes.get(address)
        known = _after(earlier, outcome, moment) if outcome else earlier
        if known:
            found[address] = msgspec.structs.replace(known, allowed=reasons.get(address, ""))
    return State(addresses=dict(sorted(found.items())))


def _after(earlier: Known | None, outcome: Outcome, now: datetime.datetime) -> Known:
    """What is known of an address after it was asked for once more."""
    known = Known(
        outcome=outcome.kind,
        status=outcome.status,
        reason=outcome.reason,
        moved_to=outcome.moved_to,
        first_seen=earlier.first_seen if earlier else now,
        last_checked=earlier.last_checked if earlier else None,
        last_good=earlier.last_good if earlier else None,
        failures=earlier.failures if earlier else 0,
        first_failure=earlier.first_failure if earlier else None,
    )
    if outcome.kind == "not checked":
        return known
    known = msgspec.structs.replace(known, last_checked=now)
    if outcome.kind in GOOD:
        return msgspec.structs.replace(known, last_good=now, failures=0, first_failure=None)
    if outcome.kind in FAILING:
        return msgspec.structs.replace(known, failures=known.failures + 1, first_failure=known.first_failure or now)
    return known
