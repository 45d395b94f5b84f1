"""The search index of the site, by Pagefind: pieces of which a browser loads only those that a query needs.

Its service program takes requests on standard input and answers on standard output, each base64 of JSON and ended by
a comma. Requests are written here without waiting for answers: with a wait for each, as Pagefind's own Python wrapper
does it, ten thousand pages take a quarter of an hour.
"""

from __future__ import annotations

import base64
import contextlib
import gzip
import os
import re
import select
import signal
import subprocess
import tempfile
import threading
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Any

import msgspec
import pagefind_bin

FOLDER = "search/pagefind"
"""Where the index lies, from the root of the site."""
_PATIENCE = 300
"""Seconds without any answer after which the program counts as hung; its longest step takes ten at 10,000 pages."""
_UNUSED = ("*-ui.css", "*-ui.js", "pagefind-highlight.js", "pagefind-worker.js", "wasm.unknown.pagefind")
"""What it writes for users of its own search box, and for pages of unknown language."""
_SIGNATURE = b"pagefind_dcd"
"""The bytes before the text of an unpacked fragment."""
_REASON = re.compile(r'message: "([^"]+)"')
"""Where the program, which is written in Rust, says what the operating system refused."""


class IndexFailed(Exception):
    """The index could not be made, with the reason."""


class Stopped(Exception):
    """Somebody asked that the index not be finished."""


class _Fragment(msgspec.Struct):
    url: str


class _File(msgspec.Struct):
    path: str
    content: bytes
    """As JSON it comes in base64, which the decoder undoes."""


class _Payload(msgspec.Struct):
    type: str
    message: str = ""
    files: list[_File] = []


class _Answer(msgspec.Struct):
    payload: _Payload


class Indexer:
    """Makes one index. Another thread may stop it."""

    def __init__(self) -> None:
        self._stopped = False
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()

    @property
    def stopped(self) -> bool:
        """Whether somebody asked that the index not be finished."""
        return self._stopped

    def stop(self) -> None:
        """End the work soon; ``write`` then raises Stopped."""
        with self._lock:
            self._stopped = True
            if self._process is not None:
                self._process.kill()

    def write(self, folder: Path, pages: Iterable[tuple[str, str]]) -> dict[str, str]:
        """Write the index of pages, each an address and its HTML, to a folder that is not there yet.

        Returns what the index calls each page, by its address. Raises IndexFailed, Stopped, or OSError.
        """
        with tempfile.TemporaryFile() as complaints:
            process = self._start(complaints)
            try:
                files = _talk(process, _requests(pages))
                if files is None:
                    raise _failure(process, complaints)
            except IndexFailed as problem:
                if self._stopped:
                    raise Stopped from problem
                raise
            finally:
                _end(process)
        names: dict[str, str] = {}
        for file in files:
            target = folder / file.path
            if any(target.match(pattern) for pattern in _UNUSED):
                continue
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(file.content)
            if target.suffix == ".pf_fragment":
                content = gzip.decompress(file.content).removeprefix(_SIGNATURE)
                names[msgspec.json.decode(content, type=_Fragment).url] = target.stem
        return names

    def _start(self, complaints: IO[bytes]) -> subprocess.Popen[bytes]:
        with self._lock:
            if self._stopped:
                raise Stopped
            try:
                program = pagefind_bin.get_executable()
            except FileNotFoundError as problem:
                raise IndexFailed("the search program is missing; install `pagefind-bin`.") from problem
            try:
                self._process = subprocess.Popen(
                    [program, "--service"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=complaints
                )
            except OSError as problem:
                raise IndexFailed(f"the search program `{program}` cannot be started: {problem.strerror}.") from problem
            return self._process


def _requests(pages: Iterable[tuple[str, str]]) -> Iterator[dict[str, Any]]:
    yield {"type": "NewIndex", "config": {"force_language": "en", "keep_index_url": True}}
    for address, html in pages:
        # Filters of Pagefind's own would make the bytes differ from build to build; ours stand in docs.json.
        yield {"type": "AddFile", "index_id": 0, "url": address, "file_path": None, "file_contents": html}
    # Told to write the files itself, the program answers before they are whole, and waits without end for a full disk.
    yield {"type": "GetFiles", "index_id": 0}


def _talk(process: subprocess.Popen[bytes], requests: Iterator[dict[str, Any]]) -> list[_File] | None:
    """Send all requests and read the answer to each; the files of the index, or None where the program ended early."""
    sent = _Sender(process, requests)
    sent.start()
    files: list[_File] | None = None
    try:
        for answer in _answers(process):
            if answer.type == "Error":
                raise IndexFailed(f"the search program answers: {answer.message}.")
            if answer.type == "GetFiles":
                files = answer.files
                break
    finally:
        process.kill()  # So that the sender does not wait for a reader.
        sent.join()
    if sent.problem is not None:
        raise sent.problem
    return files


class _Sender(threading.Thread):
    """Writes requests as quickly as the program takes them."""

    def __init__(self, process: subprocess.Popen[bytes], requests: Iterator[dict[str, Any]]) -> None:
        super().__init__(name="search-requests")
        self._process = process
        self._requests = requests
        self.problem: Exception | None = None
        """What went wrong while the requests were made."""

    def run(self) -> None:
        pipe = self._process.stdin
        assert pipe is not None
        try:
            for number, payload in enumerate(self._requests):
                request = msgspec.json.encode({"message_id": number, "payload": payload})
                pipe.write(base64.b64encode(request) + b",")
            pipe.flush()
        except BrokenPipeError:
            pass  # It has ended, and whoever reads its answers sees so.
        except Exception as problem:
            self.problem = problem
            self._process.kill()


def _answers(process: subprocess.Popen[bytes]) -> Iterator[_Payload]:
    pipe = process.stdout
    assert pipe is not None
    begun: list[bytes] = []
    while True:
        ready, _, _ = select.select([pipe], [], [], _PATIENCE)
        if not ready:
            raise IndexFailed(f"the search program has not answered for {_PATIENCE} seconds.")
        received = os.read(pipe.fileno(), 1 << 20)
        if not received:
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(timeout=10)
            return
        first, *others = received.split(b",")
        begun.append(first)
        for following in others:
            yield msgspec.json.decode(base64.b64decode(b"".join(begun)), type=_Answer).payload
            begun = [following]


def _end(process: subprocess.Popen[bytes]) -> None:
    """Leave no process and no open pipe."""
    process.kill()
    process.wait()
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdout.close()
    with contextlib.suppress(BrokenPipeError):  # What it did not read any more is of no use.
        process.stdin.close()


def _failure(process: subprocess.Popen[bytes], complaints: IO[bytes]) -> IndexFailed:
    """Why the program ended early, from what it wrote and how it ended."""
    complaints.seek(0)
    said = complaints.read().decode("utf-8", "replace")
    reason = _REASON.search(said)
    if reason:
        return IndexFailed(f"the search program says: {reason[1]}.")
    code = process.wait()
    ended = f"was ended by {signal.Signals(-code).name}" if code < 0 else f"ended with {code}"
    return IndexFailed(f"the search program {ended}.")
