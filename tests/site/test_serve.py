"""The preview: a real server, a record broken and mended while it runs."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT, portal

PATIENCE = 30.0
"""Seconds to wait for what usually takes one or two."""


class Preview:
    """A running `portal serve`."""

    def __init__(self, content: Path, log: Path, **environment: str) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.address = f"127.0.0.1:{probe.getsockname()[1]}"
        self.log = log
        with log.open("w") as out:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "portal", "serve", "--content", content, "--addr", self.address],
                cwd=ROOT,
                stdout=out,
                stderr=subprocess.STDOUT,
                env={**os.environ, "PYTHONUNBUFFERED": "1", "TMPDIR": str(log.parent), **environment},
            )

    def get(self, path: str) -> tuple[int, str]:
        try:
            with urllib.request.urlopen(f"http://{self.address}/{path}", timeout=PATIENCE) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as problem:
            with problem:
                return problem.code, problem.read().decode()

    def wait(self, what: Callable[[], bool]) -> None:
        end = time.monotonic() + PATIENCE
        while not what():
            assert self.process.poll() is None, self.log.read_text()
            assert time.monotonic() < end, self.log.read_text()
            time.sleep(0.1)

    def stop(self, number: signal.Signals = signal.SIGINT) -> int:
        self.process.send_signal(number)
        return self.process.wait(timeout=PATIENCE)


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return Path(shutil.copytree(ROOT / "tests" / "fixtures" / "good", tmp_path / "content"))


@pytest.fixture
def preview(content: Path, tmp_path: Path) -> Iterator[Preview]:
    running = Preview(content, tmp_path / "log.txt")
    try:
        running.wait(lambda: "Serving the preview" in running.log.read_text())
        yield running
    finally:
        if running.process.poll() is None:
            running.process.kill()
            running.process.wait()


def test_a_broken_record_is_told_on_its_page_and_the_rest_stays_up(preview: Preview, content: Path) -> None:
    assert f"http://{preview.address}/" in preview.log.read_text()
    assert "An example tool" in preview.get("tools/scanner/")[1]

    record = content / "tools" / "scanner.yml"
    good = record.read_text()
    record.write_text(good.replace("type: open-source", "type: open-sauce"))
    preview.wait(lambda: "open-sauce" in preview.get("tools/scanner/")[1])
    assert "Did you mean `open-source`?" in preview.log.read_text()
    status, page = preview.get("tools/scanner/")
    assert (status, "Choose one of" in page, "F104" in page) == (200, True, True)
    assert "F104" in preview.get("findings/")[1]
    assert "Fix step by step" in preview.get("guidance/step-by-step/")[1]

    record.write_text(good.replace("maintainer: office", "maintainer: offise"))
    preview.wait(lambda: "the checker has 1 finding for this record" in preview.get("tools/scanner/")[1])
    assert f"The findings are on http://{preview.address}/findings/." in preview.log.read_text()

    record.write_text(good.replace("Scanner", "Better scanner"))
    preview.wait(lambda: "Better scanner" in preview.get("tools/scanner/")[1])
    assert preview.get("nowhere/")[0] == 404
    assert preview.stop() == 0
    assert "Traceback" not in preview.log.read_text()


def test_drafts_are_shown_and_marked(preview: Preview, content: Path) -> None:
    (content / "topics" / "idea.yml").write_text(
        "kind: topic\nid: idea\ntitle: New idea\nsummary: A draft.\nstatus: draft\n"
    )
    preview.wait(lambda: preview.get("topics/idea/")[0] == 200)
    assert "Draft" in preview.get("topics/idea/")[1]


def test_the_text_index_follows_every_build(preview: Preview, content: Path) -> None:
    preview.wait(lambda: preview.get("search/docs.json")[0] == 200)
    assert preview.get("search/pagefind/pagefind-entry.json")[0] == 200
    pages = len(json.loads(preview.get("search/docs.json")[1])["ids"].split())
    (content / "topics" / "idea.yml").write_text(
        "kind: topic\nid: idea\ntitle: New idea\nsummary: A draft.\nstatus: draft\n"
    )
    preview.wait(lambda: preview.get("topics/idea/")[0] == 200)
    preview.wait(lambda: preview.get("search/docs.json")[0] == 200)
    assert len(json.loads(preview.get("search/docs.json")[1])["ids"].split()) > pages


def test_pages_do_not_wait_for_an_index_that_hangs_and_nothing_of_it_stays(content: Path, tmp_path: Path) -> None:
    # A program that takes requests and never answers: the pages must not wait for it, nor the end.
    hung = tmp_path / "hung" / "pagefind_bin"
    hung.mkdir(parents=True)
    program = hung / "pagefind"
    program.write_text("#!/bin/sh\necho $$ >> $0.pids\nexec cat > /dev/null\n")
    program.chmod(0o755)
    (hung / "__init__.py").write_text(
        "from pathlib import Path\ndef get_executable():\n    return Path(__file__).with_name('pagefind')\n"
    )
    running = Preview(content, tmp_path / "log.txt", PYTHONPATH=str(hung.parent))
    pids = hung / "pagefind.pids"
    try:
        running.wait(lambda: "Serving the preview" in running.log.read_text())
        running.wait(pids.is_file)
        assert running.get("tools/scanner/")[0] == 200
        assert running.get("search/start.json")[0] == 200
        assert running.get("search/docs.json")[0] == 404
        record = content / "tools" / "scanner.yml"
        record.write_text(record.read_text().replace("Scanner", "Better scanner"))
        running.wait(lambda: "Better scanner" in running.get("tools/scanner/")[1])
        running.wait(lambda: len(pids.read_text().split()) == 2)
        assert running.stop(signal.SIGTERM) == 0
    finally:
        if running.process.poll() is None:
            running.process.kill()
            running.process.wait()
    assert [pid for pid in pids.read_text().split() if Path(f"/proc/{pid}").exists()] == []
    assert "Traceback" not in running.log.read_text()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_preview_that_ends_leaves_nothing_behind(preview: Preview, tmp_path: Path, number: signal.Signals) -> None:
    assert [each for each in tmp_path.iterdir() if each.name.startswith("portal-serve-")]
    assert preview.stop(number) == 0
    assert [each for each in tmp_path.iterdir() if each.name.startswith("portal-serve-")] == []
    assert preview.log.read_text().endswith("Stopped.\n")


def test_an_address_in_use_is_refused_with_another_to_try() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = portal("serve", "--addr", f"127.0.0.1:{port}")
    assert done.returncode == 2
    assert f"the address 127.0.0.1:{port} cannot be used: Address already in use" in done.stderr
    assert f"--addr 127.0.0.1:{port + 1}" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_missing_content_folder_is_refused(tmp_path: Path) -> None:
    done = portal("serve", "--content", tmp_path / "nowhere", "--addr", "127.0.0.1:0")
    assert done.returncode == 2
    assert "there is no content folder" in done.stderr
    assert "Traceback" not in done.stderr
