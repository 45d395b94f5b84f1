"""`portal links --external` as a user runs it: records, a server over TLS, the state file, what is printed."""

from __future__ import annotations

import datetime
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from portal.cli import cli
from portal.links.judge import Outcome
from portal.links.state import State, read_state, updated, write_state
from tests.conftest import ROOT
from tests.unit.content.conftest import record_text
from tests.unit.links.playing import Server, certificate, serving

Run = Callable[..., Result]


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """A server whose certificate is known, and a folder to work in."""
    made, key = certificate(tmp_path, "127.0.0.1")
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(made))
    monkeypatch.chdir(tmp_path)
    with serving((made, key)) as running:
        yield running


@pytest.fixture
def run(server: Server) -> Run:
    return lambda *more: CliRunner().invoke(cli, ["links", "--external", "--interval", "0", *more])


def write(
    server: Server, *paths: str, name: str = "scanner", status: str = "published", prose: str = "Buy it."
) -> None:
    addresses = [path if path.startswith("https:") else server.address + path for path in ("/home#top", *paths)]
    sources = "".join(
        f'\n  - {{id: s{number}, title: S, url: "{address}", confidence: official}}'
        for number, address in enumerate(addresses[1:])
    )
    file = Path("guidance", "tools", f"{name}.yml")
    file.parent.mkdir(parents=True, exist_ok=True)
    text = record_text(
        "tool", name, status=status, sources=sources, homepage=f'"{addresses[0]}"', access=f"[{prose!r}]"
    )
    file.write_text(text, encoding="utf-8")


def known_to_fail(server: Server, path: str, times: int) -> None:
    """A state in which an address has failed each day for some days, until yesterday."""
    state = State()
    for day in range(times, 0, -1):
        moment = datetime.datetime.now(datetime.UTC) - datetime.timedelta(days=day)
        address = f"{server.address}{path}"
        state = updated(state, [address], {address: Outcome("dead", 404)}, moment)
    write_state(Path(".portal/links.json"), state)


def test_every_address_of_the_published_records_is_told_by_outcome(server: Server, run: Run) -> None:
    write(server, "/page", "/status/404", "/to/301//new", prose=f"Read [this]({server.address}/status/403).")
    write(server, "/draft", name="draft", status="draft")
    done = run()
    today = datetime.datetime.now(datetime.UTC).date().isoformat()
    at = server.address
    assert (
        done.stdout
        == f"""\
Dead (1)
LEVEL    STATUS  FAILED  SINCE       LAST GOOD  ADDRESS
warning  404     1×      {today}  -          {at}/status/404
    answers 404 Not Found
    failing since {today}; an error after three failures over at least 72 hours
    named by scanner (sources[1].url)

Moved (1)
LEVEL  STATUS  FAILED  SINCE  LAST GOOD   ADDRESS
-      200     -       -      {today}  {at}/to/301//new
    has moved to {at}/new
    named by scanner (sources[2].url)

Blocked (1)
LEVEL  STATUS  FAILED  SINCE  LAST GOOD  ADDRESS
-      403     -       -      -          {at}/status/403
    answers 403 Forbidden
    named by scanner (access[0].text)

5 addresses: 2 ok, 0 not checked, 1 blocked, 1 moved, 0 soft-404, 1 dead, 0 allowed. 0 errors, 1 warning.
"""
    )
    assert (done.stderr, done.exit_code) == ("Asking for 5 of 5 addresses …\n", 0)
    assert sorted(server.asked) == sorted(
        ["/robots.txt", "/home", "/page", "/status/404", "/status/403", "/to/301//new", "/new"]
    )
    state = read_state(Path(".portal/links.json"))
    assert state is not None
    assert len(state.addresses) == 5


def test_the_third_failure_after_72_hours_is_an_error_and_fails(server: Server, run: Run) -> None:
    write(server, "/status/404")
    known_to_fail(server, "/status/404", 3)
    done = run("--format", "json")
    assert done.exit_code == 1
    answer = json.loads(done.stdout)
    assert answer["summary"] == {
        "addresses": 2,
        "dead": 1,
        "soft_404": 0,
        "moved": 0,
        "blocked": 0,
        "not_checked": 0,
        "ok": 1,
        "allowed": 0,
        "errors": 1,
        "warnings": 0,
    }
    dead = answer["links"][0]
    assert {name: dead[name] for name in ("address", "severity", "outcome", "status", "failures", "named_by")} == {
        "address": f"{server.address}/status/404",
        "severity": "error",
        "outcome": "dead",
        "status": 404,
        "failures": 4,
        "named_by": [{"record": "scanner", "field": "sources[0].url"}],
    }


def test_an_allowed_address_is_not_counted_and_stale_entries_are_findings(server: Server, run: Run) -> None:
    write(server, "/status/404", "/status/410")
    known_to_fail(server, "/status/404", 3)
    Path("allowed.yml").write_text(
        f'- {{url: "{server.address}/status/404", reason: The office is moving., until: 2999-12-31}}\n'
        f'- {{url: "{server.address}/status/410", reason: Old., until: 2026-01-01}}\n'
        f'- {{url: "{server.address}/gone", reason: Old., until: 2999-12-31}}\n'
    )
    done = run("--allow", "allowed.yml")
    assert done.exit_code == 0
    assert "\nAllowed (1)\n" in done.stdout
    assert "    allowed: The office is moving.\n" in done.stdout
    assert done.stdout.endswith(
        "Allow list\n"
        f"warning  {server.address}/status/410: the entry expired on 2026-01-01; "
        "delete it, or look again and set a new date\n"
        f"warning  {server.address}/gone: no record names this address; delete the entry\n\n"
        "3 addresses: 1 ok, 0 not checked, 0 blocked, 0 moved, 0 soft-404, 1 dead, 1 allowed. 0 errors, 3 warnings.\n"
    )


def test_what_was_asked_for_lately_is_skipped_and_told_all_the_same(server: Server, run: Run) -> None:
    write(server, "/status/404")
    first = run()
    server.asked.clear()
    second = run("--older-than", "1")
    assert second.stdout == first.stdout
    assert second.stderr == "Asking for 0 of 2 addresses …\n"
    assert server.asked == []


def test_a_damaged_state_file_is_refused_before_anything_is_asked(server: Server, run: Run) -> None:
    write(server, "/page")
    Path("state.json").write_text("{")
    done = run("--state", "state.json")
    assert done.exit_code == 2
    assert done.stderr.startswith("portal: the state file `state.json` is damaged: ")
    assert Path("state.json").read_text() == "{"
    assert server.asked == []


def test_a_record_with_mistakes_loses_nothing_of_what_is_known(server: Server, run: Run) -> None:
    write(server, "/page")
    run()
    Path("guidance/tools/scanner.yml").write_text("kind: tool\nid: scanner\n")
    done = run()
    assert done.stderr.startswith("Records with mistakes are left out (scanner): see `portal check`.\n")
    state = read_state(Path(".portal/links.json"))
    assert state is not None
    assert len(state.addresses) == 2


def test_the_configuration_tells_hosts_who_asks(server: Server, run: Run) -> None:
    write(server, "/page")
    assert run("--config", str(ROOT / "mkdocs.yml")).exit_code == 0
    assert "+https://guidance-portal.example/" in server.headers[0]["User-Agent"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--external", "--site-dir", "x"], "`--site-dir` has no use with --external."),
        (["--state", "x"], "`--state` has no use without --external."),
        (["--allow", "x"], "`--allow` has no use without --external."),
        (["--external", "--content", "nowhere"], "there is no content folder `nowhere`."),
        (["--external", "--allow", "nowhere"], "the allow list `nowhere` cannot be read: No such file or directory."),
    ],
)
def test_wrong_use_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], words: str) -> None:
    (tmp_path / "guidance").mkdir()
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(cli, ["links", *arguments])
    assert done.exit_code == 2
    assert words in done.stderr


def test_a_machine_without_a_network_changes_nothing(server: Server, run: Run) -> None:
    write(server, "https://127.0.0.2:1/", "https://127.0.0.3:1/", "https://127.0.0.4:1/")
    file = Path("guidance/tools/scanner.yml")
    file.write_text(file.read_text().replace(server.address, "https://127.0.0.5:1"))
    done = run()
    assert done.exit_code == 2
    assert "no host answered at all. Is this machine connected? The state file was left as it is." in done.stderr
    assert read_state(Path(".portal/links.json")) == State()


def test_an_interrupted_run_ends_at_once_and_changes_nothing(server: Server) -> None:
    write(server, "/slow-body")
    known_to_fail(server, "/slow-body", 1)
    before = Path(".portal/links.json").read_bytes()
    running = subprocess.Popen(
        [sys.executable, "-m", "portal", "links", "--external", "--interval", "0"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=os.environ,
        text=True,
        # A shell that starts the tests in the background lets their children ignore Ctrl+C.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    until = time.monotonic() + 60
    while "/slow-body" not in server.asked and time.monotonic() < until:
        time.sleep(0.02)
    running.send_signal(signal.SIGINT)
    out, errors = running.communicate(timeout=30)
    assert (running.returncode, out) == (130, "")
    assert errors.endswith("Stopped.\n")
    assert Path(".portal/links.json").read_bytes() == before
