"""The index writer: the same bytes every time, every page in it, no process left, every failure in one line."""

from __future__ import annotations

import gzip
import hashlib
import json
import resource
import threading
from collections.abc import Iterator
from pathlib import Path

import pagefind_bin
import pytest

from portal.search.entries import list_entry
from portal.search.lean import lean_page, tokens
from portal.search.pagefind import Indexer, IndexFailed, Stopped
from tests.unit.pages.records import CISA, KEV, NEW, OLD
from tests.unit.search.conftest import entries_of

PAGES = [(f"topics/{number}/", f"<html><body><h1>Topic {number}</h1>Words.</body></html>") for number in range(60)]


def sums(folder: Path) -> dict[str, str]:
    return {
        file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in folder.rglob("*")
        if file.is_file()
    }


def test_two_indexes_of_the_same_pages_are_the_same_to_the_byte(tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    names = Indexer().write(first, PAGES)
    assert Indexer().write(second, PAGES) == names
    assert sums(first) == sums(second)
    assert sorted(names) == sorted(address for address, _ in PAGES)
    assert {file.stem for file in (first / "fragment").iterdir()} == set(names.values())


def test_only_what_the_box_uses_is_kept(tmp_path: Path) -> None:
    Indexer().write(tmp_path / "index", PAGES)
    kept = {file.name for file in (tmp_path / "index").iterdir() if not file.name.endswith(".pf_meta")}
    assert kept == {"fragment", "index", "pagefind-entry.json", "pagefind.js", "wasm.en.pagefind"}


def test_a_document_has_its_title_its_parts_and_what_results_show(tmp_path: Path) -> None:
    entry = entries_of(CISA, OLD, NEW, KEV)["directives/bod-22-01/"]
    (name,) = Indexer().write(tmp_path / "index", [(entry.address, lean_page(entry))]).values()
    packed = (tmp_path / "index" / "fragment" / f"{name}.pf_fragment").read_bytes()
    document = json.loads(gzip.decompress(packed)[12:])
    assert document["url"] == "directives/bod-22-01/"
    assert document["meta"] == {
        "title": "BOD 22-01: Reducing the Risk",
        "kind": "Directive",
        "state": "Revoked",
        "date": "2026-06-10",
    }
    assert [anchor["id"] for anchor in document["anchors"]] == ["_", "remediate-kev", "report"]
    words = document["content"].split()
    assert words[document["anchors"][0]["location"] :][:2] == ["One", "sentence."]
    assert words[document["anchors"][1]["location"] :][:4] == ["Fix", "what", "is", "listed."]


def test_a_lean_page_has_nothing_of_its_texts_as_markup() -> None:
    page = lean_page(list_entry('x/"><script>', "<b>A & B</b>", "<i>"))
    assert "<b>" not in page
    assert "<i>" not in page
    assert "&lt;b&gt;A &amp; B&lt;/b&gt;" in page


def test_identifiers_are_one_word_each() -> None:
    assert tokens(["AC-2(1)", "AC-02(01)", "T1059.001", "BOD 26-04", "No number", "9" * 30]) == [
        "ac2_1",
        "t1059_1",
        "bod2604",
    ]


def test_a_disk_that_takes_no_more_is_the_callers_to_tell(tmp_path: Path) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (30_000, hard))
    try:
        with pytest.raises(OSError, match="File too large"):
            Indexer().write(tmp_path / "index", PAGES)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.parametrize(
    ("script", "words"),
    [
        (None, "the search program `{program}` cannot be started: No such file or directory."),
        ("exit 3", "the search program ended with 3."),
        ("kill -SEGV $$", "the search program was ended by SIGSEGV."),
        ("echo -n eyJwYXlsb2FkIjp7InR5cGUiOiJFcnJvciIsIm1lc3NhZ2UiOiJubyBsdWNrIn19,; exec cat", "answers: no luck."),
    ],
    ids=["missing", "ended", "killed", "refusing"],
)
def test_a_program_that_fails_is_told_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str | None, words: str
) -> None:
    program = tmp_path / "pagefind"
    if script is not None:
        program.write_text(f"#!/bin/sh\n{script}\n")
        program.chmod(0o755)
    monkeypatch.setattr(pagefind_bin, "get_executable", lambda: program)
    with pytest.raises(IndexFailed) as told:
        Indexer().write(tmp_path / "index", PAGES * 50)
    assert str(told.value).endswith(words.format(program=program))


def test_pages_that_cannot_be_made_stop_the_program(tmp_path: Path) -> None:
    def pages() -> Iterator[tuple[str, str]]:
        yield PAGES[0]
        raise ValueError("no page")

    with pytest.raises(ValueError, match="no page"):
        Indexer().write(tmp_path / "index", pages())


def test_it_can_be_stopped_before_and_while_it_works(tmp_path: Path) -> None:
    stopped = Indexer()
    stopped.stop()
    with pytest.raises(Stopped):
        stopped.write(tmp_path / "index", PAGES)

    working = Indexer()
    started = threading.Event()

    def pages() -> Iterator[tuple[str, str]]:
        for page in PAGES * 1000:
            yield page
            started.set()

    def stop() -> None:
        started.wait()
        working.stop()

    threading.Thread(target=stop).start()
    with pytest.raises(Stopped):
        working.write(tmp_path / "index", pages())
