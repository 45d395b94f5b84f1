"""Following addresses, against servers on this machine that play every case."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from portal.links.ask import NAME, Limits
from portal.links.external import check_external, follow, is_cut_off
from portal.links.judge import Outcome
from tests.unit.links.playing import LIMITS, QUICK, FakeClock, Server, certificate, hosts, serving


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as running:
        yield running


def outcome(address: str, limits: Limits = LIMITS) -> Outcome:
    return follow(address, hosts(limits=limits), limits)


@pytest.mark.parametrize("path", ["/page", "/status/204", "/about-404", "/text", "/to/302//count/9"])
def test_an_address_that_answers_is_ok(server: Server, path: str) -> None:
    assert outcome(server.address + path).kind == "ok"


def test_it_says_who_asks_and_keeps_nothing(server: Server) -> None:
    assert outcome(f"{server.address}/cookie").kind == "ok"
    assert server.asked == ["/robots.txt", "/cookie", "/page"]
    assert [each["User-Agent"] for each in server.headers] == [f"{NAME} (link check; +https://portal.example/)"] * 3
    assert not any({"Cookie", "Authorization"} & each.keys() for each in server.headers)


def test_no_credentials_are_taken_from_the_users_files(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".netrc").write_text("machine 127.0.0.1 login someone password something\n", encoding="utf-8")
    monkeypatch.setenv("NETRC", str(tmp_path / ".netrc"))
    assert outcome(f"{server.address}/page").kind == "ok"
    assert not any("Authorization" in each for each in server.headers)


@pytest.mark.parametrize(
    ("path", "new"),
    [
        ("/to/301//new", "/new"),
        ("/to/308//new#part", "/new"),
        ("/to/301//to/308//new", "/new"),
        ("/to/301//to/302//login", "/to/302//login"),
    ],
)
def test_a_permanent_redirect_tells_the_new_address(server: Server, path: str, new: str) -> None:
    found = outcome(server.address + path)
    assert found == Outcome("moved", 200, f"has moved to {server.address}{new}", server.address + new)


def test_what_follows_a_temporary_redirect_is_not_permanent(server: Server) -> None:
    assert outcome(f"{server.address}/to/302//to/301//new") == Outcome("ok", 200)


@pytest.mark.parametrize(
    ("path", "kind", "status", "reason"),
    [
        ("/status/401", "blocked", 401, "answers 401 Unauthorized"),
        ("/status/403", "blocked", 403, "answers 403 Forbidden"),
        ("/status/429", "blocked", 429, "answers 429 Too Many Requests"),
        ("/to/302//status/403", "blocked", 403, "answers 403 Forbidden at {}/status/403"),
        ("/challenge", "blocked", 503, "answers with a page that wants proof of a human"),
        ("/doubt", "blocked", 200, "answers with a page that wants proof of a human"),
        ("/status/404", "dead", 404, "answers 404 Not Found"),
        ("/status/410", "dead", 410, "answers 410 Gone"),
        ("/status/500", "dead", 500, "answers 500 Internal Server Error"),
        ("/status/599", "dead", 599, "answers 599"),
        ("/to/301//status/404", "dead", 404, "answers 404 Not Found at {}/status/404"),
        ("/soft", "soft-404", 200, "answers with a page that says “Page not found – Agency”"),
        ("/soft-heading", "soft-404", 200, "answers with a page that says “404 — We can’t find that page.”"),
        ("/to/301//", "soft-404", 200, "leads to the front page of its host, {}/"),
        ("/to/302//", "soft-404", 200, "leads to the front page of its host, {}/"),
        ("/to/302//to/302//to/302//x", "ok", 200, ""),
        ("/count/10", "ok", 200, ""),
        ("/count/11", "dead", 302, "redirects more than 10 times"),
        ("/to/302/", "dead", 302, "answers 302 Found"),
        ("/circle/here", "dead", 302, "redirects in a circle, over {}/circle/here"),
        ("/cut", "dead", None, "its answer breaks off"),
        ("/closed", "dead", None, "its host closes the connection without an answer"),
        ("/to/302/ftp://127.0.0.1/x", "dead", 302, "redirects to ftp://127.0.0.1/x: it is no address on the web"),
        ("/to/302/http://[x", "dead", 302, "redirects to http://[x: it is no address"),
        ("/to/302/http://127.0.0.1:x/", "dead", 302, "redirects to http://127.0.0.1:x/: it is no address"),
    ],
)
def test_every_answer_has_its_outcome(server: Server, path: str, kind: str, status: int | None, reason: str) -> None:
    assert outcome(server.address + path) == Outcome(kind, status, reason.format(server.address))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/silent", "nothing comes for 0.3 s"),
        ("/to/302//silent", "redirects to {}/silent: nothing comes for 0.3 s"),
        ("/slow-headers", "it takes longer than 0.8 s"),
        ("/slow-body", "it takes longer than 0.8 s"),
    ],
)
def test_an_answer_that_takes_too_long_is_given_up(server: Server, path: str, reason: str) -> None:
    server.robots = ""
    started = time.monotonic()
    assert outcome(server.address + path, QUICK) == Outcome("dead", None, reason.format(server.address))
    assert time.monotonic() - started < 4, "given up long before the answer ends"


def test_what_is_no_http_is_dead(server: Server) -> None:
    found = outcome(f"{server.address}/no-http")
    assert (found.kind, found.status) == ("dead", None)
    assert "SSH-2.0" in found.reason


@pytest.mark.parametrize("path", ["/endless", "/huge"])
def test_no_more_than_the_start_of_a_body_is_read(server: Server, path: str) -> None:
    assert outcome(server.address + path).kind == "ok"
    assert server.sent < 32 << 20, "more was sent than fits into the buffers of a connection"


def test_a_host_without_a_server_is_dead() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{free.getsockname()[1]}/"
    assert outcome(address) == Outcome("dead", None, "its host refuses the connection")


def test_a_host_without_a_number_is_dead(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*arguments: object, **options: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    assert outcome("http://nowhere.invalid/x") == Outcome("dead", None, "the name of its host is not known")


def test_a_host_that_takes_no_connection_is_dead() -> None:
    # A full queue of connections that nobody takes: the next one waits for its turn in vain.
    with socket.socket() as full:
        full.bind(("127.0.0.1", 0))
        full.listen(0)
        place = full.getsockname()
        waiting = [socket.socket() for _ in range(4)]
        try:
            for each in waiting:
                each.setblocking(False)
                each.connect_ex(place)
            found = outcome(f"http://127.0.0.1:{place[1]}/", Limits(connect=0.2))
        finally:
            for each in waiting:
                each.close()
    assert found == Outcome("dead", None, "there is no connection within 0.2 s")


@pytest.mark.parametrize("target", ["http://127.0.0.1/", "http://[::1]/", "http://10.0.0.1/", "http://localhost/"])
def test_nothing_outside_leads_into_the_own_network(monkeypatch: pytest.MonkeyPatch, target: str) -> None:
    with serving() as server:
        find, port = socket.getaddrinfo, int(server.address.rpartition(":")[2])

        def outside(host: str, *arguments: object, **options: object) -> object:
            return find("127.0.0.1" if host == "outside.example" else host, *arguments, **options)  # type: ignore[arg-type]

        monkeypatch.setattr(socket, "getaddrinfo", outside)
        found = outcome(f"http://outside.example:{port}/to/302/{target}")
    assert found == Outcome("dead", 302, f"redirects to {target}: it is inside a private network")


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("127.0.0.1", "its certificate is refused: self-signed certificate"),
        ("other.example", "its certificate is refused: self-signed certificate"),
    ],
)
def test_a_certificate_that_nobody_vouches_for_is_refused(tmp_path: Path, name: str, reason: str) -> None:
    with serving(certificate(tmp_path, name)) as server:
        assert outcome(f"{server.address}/page") == Outcome("dead", None, reason)
        assert server.asked == []


def test_a_certificate_for_another_name_is_refused_and_a_good_one_is_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    good, other = certificate(tmp_path, "127.0.0.1"), certificate(tmp_path, "other.example")
    known = tmp_path / "known.pem"
    known.write_text(good[0].read_text() + other[0].read_text())
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(known))
    with serving(other) as server:
        found = outcome(f"{server.address}/page")
        assert found.kind == "dead"
        assert found.reason.startswith("its certificate is refused: ")
        assert "mismatch" in found.reason
    with serving(good) as server:
        assert outcome(f"{server.address}/page") == Outcome("ok", 200)
        slow = outcome(f"{server.address}/slow-body", QUICK)
        assert slow == Outcome("dead", None, "it takes longer than 0.8 s")


def test_a_greeting_over_tls_that_never_ends_is_given_up() -> None:
    with socket.socket() as mute:
        mute.bind(("127.0.0.1", 0))
        mute.listen()
        limits = Limits(connect=5, read=5, whole=0.3)
        started = time.monotonic()
        found = outcome(f"https://127.0.0.1:{mute.getsockname()[1]}/", limits)
    assert found == Outcome("dead", None, "it takes longer than 0.3 s")
    assert time.monotonic() - started < 4


def test_all_addresses_are_asked_for_once_and_hosts_side_by_side(server: Server) -> None:
    clock = FakeClock()
    with serving() as second:
        paths = ["/page", "/status/404", "/status/403"]
        addresses = [f"{each.address}{path}" for each in (server, second) for path in paths]
        localhost = second.address.replace("127.0.0.1", "localhost") + "/page"
        found = check_external([*addresses, addresses[0], localhost], hosts(clock), LIMITS)
        assert list(found) == sorted([*addresses, localhost])
        assert [found[each].kind for each in addresses] == ["ok", "dead", "blocked"] * 2
        assert sorted(server.asked) == sorted(["/robots.txt", *paths])
        assert server.busiest == 1
        assert sorted(second.asked) == sorted(["/robots.txt", "/robots.txt", *paths, "/page"])


def test_a_mistake_in_a_thread_is_not_swallowed() -> None:
    class Broken:
        def ask(self, address: str, seconds: float) -> None:
            raise RuntimeError("a mistake")

    with pytest.raises(RuntimeError, match="a mistake"):
        check_external(["http://127.0.0.1/"], Broken(), LIMITS)  # type: ignore[arg-type]


def test_no_address_gives_no_outcome() -> None:
    assert check_external([], hosts(), LIMITS) == {}


def test_a_machine_without_a_network_is_not_taken_for_dead_links() -> None:
    silent = Outcome("dead", None, "the name of its host is not known")
    hosts_of = [f"https://{name}.example/" for name in "abc"]
    assert is_cut_off(dict.fromkeys(hosts_of, silent))
    assert not is_cut_off(dict.fromkeys(hosts_of[:2], silent))
    assert not is_cut_off({**dict.fromkeys(hosts_of, silent), "https://d.example/": Outcome("dead", 404)})
    assert not is_cut_off({})
