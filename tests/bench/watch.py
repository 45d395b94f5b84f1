"""Runs a command and watches what it costs: time, and the memory of the process and all its children."""

from __future__ import annotations

import os
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec

_PROC = Path("/proc")
_EVERY = 0.1


class Cost(msgspec.Struct, frozen=True):
    """What a command took."""

    seconds: float
    """Wall clock."""
    cpu: float
    """Processor time of the process and its children, in seconds."""
    largest: int
    """The most resident memory of any one process, in bytes."""
    tree: int
    """The most memory of all processes together, shared pages counted once (the sum of PSS), in bytes."""


class CommandFailedError(Exception):
    """A command under measurement ended with an error."""


def run(command: Sequence[str], cwd: Path, environment: Mapping[str, str] | None = None) -> Cost:
    """Run a command to its end. Raises CommandFailedError with its output where it fails."""
    before = os.times()
    started = time.perf_counter()
    process = subprocess.Popen(
        command,
        cwd=cwd,
        env={**os.environ, **(environment or {})},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    watcher = _Watcher(process.pid)
    watcher.start()
    output, _ = process.communicate()
    seconds = time.perf_counter() - started
    watcher.ended.set()
    watcher.join()
    if process.returncode:
        raise CommandFailedError(f"{' '.join(command)} ended with {process.returncode}:\n{output[-4000:]}")
    after = os.times()
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    return Cost(seconds, cpu, watcher.largest, watcher.tree)


class _Watcher(threading.Thread):
    """Looks at a process tree ten times a second. What lives shorter than that may be missed."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.pid = pid
        self.ended = threading.Event()
        self.largest = 0
        self.tree = 0

    def run(self) -> None:
        while not self.ended.wait(_EVERY):
            pids = _descendants(self.pid)
            self.largest = max([self.largest, *(_kilobytes(pid, "status", "VmHWM:") * 1024 for pid in pids)])
            self.tree = max(self.tree, sum(_kilobytes(pid, "smaps_rollup", "Pss:") for pid in pids) * 1024)


def _descendants(pid: int) -> list[int]:
    found = [pid]
    for known in found:
        try:
            children = (_PROC / f"{known}/task/{known}/children").read_text()
        except OSError:
            continue
        found += map(int, children.split())
    return found


def _kilobytes(pid: int, file: str, label: str) -> int:
    try:
        lines = (_PROC / str(pid) / file).read_text().splitlines()
    except OSError:
        return 0  # It has ended.
    return next((int(line.split()[1]) for line in lines if line.startswith(label)), 0)
