"""Fetching, against a server on this machine that plays every case."""

from __future__ import annotations

import datetime
import hashlib
import shutil
import ssl
import subprocess
import threading
import time
from collections.abc import Generator, Iterable, Set
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import msgspec
import pytest

from portal.vocabularies.fetch import Fetched, FetchError, _name, fetch, fetch_all
from portal.vocabularies.model import Imported, Input, Refused
from portal.vocabularies.sources import SOURCES
from portal.vocabularies.unpack import File
from portal.vocabularies.update import from_publisher

BODY = b'{"a": 1}'
ETAG, MODIFIED = '"abc"', "Mon, 25 Aug 2025 17:04:19 GMT"


class Handler(BaseHTTPRequestHandler):
    """Answers by the path; remembers what it was asked."""

    asked: list[tuple[str, dict[str, str]]] = []  # noqa: RUF012 - one list for the whole server, on purpose

    def log_message(self, format: str, *args: object) -> None:
        """Nothing."""

    def answer(self, status: int, body: bytes = b"", **headers: str) -> None:
        self.send_response(status)
        for name, value in ({"Content_Length": str(len(body))} | headers).items():
            if value:
                self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self) -> None:
        self.asked.append((self.path, dict(self.headers)))
        path = self.path.partition("?")[0]
        if path == "/same.json" and self.headers.get("If-None-Match") == ETAG:
            self.answer(304)
        elif path in ("/same.json", "/dated.json"):
            self.answer(200, BODY, ETag=ETAG if path == "/same.json" else "", Last_Modified=MODIFIED)
        elif path == "/always-304":
            self.answer(304)
        elif path == "/told-too-large":
            self.answer(200, b"", Content_Length="9999999")
        elif path in ("/too-large", "/cut"):
            self.answer(200, b"x" * 5000, Content_Length="" if path == "/too-large" else "9000")
        elif path == "/packed":
            self.answer(200, BODY, Content_Encoding="gzip")
        elif path == "/slow":
            self.send_response(200)
            self.end_headers()
            for _ in range(20):
                self.wfile.write(b"x")
                time.sleep(0.05)
        elif path == "/loop":
            self.answer(302, Location="/loop")
        elif path.startswith("/to/"):
            self.answer(302, Location=path.removeprefix("/to/") or "/same.json")
        else:
            self.answer(404)


@pytest.fixture
def server() -> Generator[str, None, None]:
    """The address of the server, without a slash at the end."""
    Handler.asked.clear()
    yield from _serve(ThreadingHTTPServer(("127.0.0.1", 0), Handler), "http")


def _serve(made: ThreadingHTTPServer, scheme: str) -> Generator[str, None, None]:
    made.daemon_threads = True
    thread = threading.Thread(target=made.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"{scheme}://127.0.0.1:{made.server_address[1]}"
    finally:
        made.shutdown()
        made.server_close()
        thread.join()


def get(address: str, folder: Path, earlier: Input | None = None, seconds: float = 30) -> Fetched | None:
    return fetch(address, folder, 4000, time.monotonic() + seconds, earlier)


def test_a_file_is_fetched_with_what_the_next_request_needs(server: str, tmp_path: Path) -> None:
    found = get(f"{server}/same.json?x=1", tmp_path)
    assert found == Fetched(tmp_path / "same.json", Input("same.json", "", f"{server}/same.json?x=1", ETAG, MODIFIED))
    assert (tmp_path / "same.json").read_bytes() == BODY
    headers = Handler.asked[0][1]
    assert (headers["Accept-Encoding"], headers["User-Agent"]) == ("identity", "federal-cyber-defense-guidance-portal")
    assert not headers.keys() & {"If-None-Match", "If-Modified-Since", "Authorization", "Cookie"}


def test_a_file_that_has_not_changed_is_not_fetched_again(server: str, tmp_path: Path) -> None:
    earlier = Input("same.json", "1", f"{server}/same.json", ETAG, MODIFIED)
    assert get(f"{server}/same.json", tmp_path, earlier) is None
    assert Handler.asked[0][1]["If-Modified-Since"] == MODIFIED
    assert list(tmp_path.iterdir()) == []


def test_all_files_of_a_list_come_if_one_has_changed_and_none_if_none_has(server: str, tmp_path: Path) -> None:
    addresses = (f"{server}/same.json", f"{server}/dated.json")
    same = Input("same.json", "1", addresses[0], ETAG)
    found = fetch_all(addresses, (same,), tmp_path, 4000)
    assert found is not None
    assert [each.path.name for each in found] == ["same.json", "dated.json"]
    assert [path for path, _ in Handler.asked] == ["/same.json", "/dated.json", "/same.json"]
    assert fetch_all(addresses[:1], (same,), tmp_path, 4000) is None


def test_no_credentials_are_taken_from_the_users_files(
    server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".netrc").write_text("machine 127.0.0.1 login someone password something\n", encoding="utf-8")
    monkeypatch.setenv("NETRC", str(tmp_path / ".netrc"))
    get(f"{server}/same.json", tmp_path)
    assert "Authorization" not in Handler.asked[0][1]


def test_a_redirect_is_followed_and_the_address_that_was_asked_is_kept(server: str, tmp_path: Path) -> None:
    found = get(f"{server}/to/", tmp_path)
    assert found is not None
    assert (found.origin.address, found.path.read_bytes()) == (f"{server}/to/", BODY)


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/missing", "answers 404 Not Found"),
        ("/always-304", "answers 304 Not Modified"),
        ("/loop", "redirects more than 5 times"),
        ("/to/http://example.org/x", "leads to http://example.org/x, which is not https"),
        ("/to/file:///etc/passwd", "leads to file:///etc/passwd, which is not https"),
        ("/packed", "is packed by the server, though that was not asked for"),
        ("/cut", "cannot be fetched: IncompleteRead(5000 bytes read, 4000 more expected)"),
    ],
)
def test_what_cannot_be_had_is_told(server: str, tmp_path: Path, path: str, reason: str) -> None:
    limit = 9500 if path == "/cut" else 4000
    with pytest.raises(FetchError) as problem:
        fetch(server + path, tmp_path, limit, time.monotonic() + 30)
    assert str(problem.value) == f"{server}{path} {reason}"


@pytest.mark.parametrize("path", ["/too-large", "/told-too-large"])
def test_too_much_is_refused_whether_it_is_told_or_not(server: str, tmp_path: Path, path: str) -> None:
    with pytest.raises(Refused) as refused:
        get(server + path, tmp_path)
    assert str(refused.value) == f"{server}{path} is larger than 4,000 bytes"


def test_an_answer_that_drips_is_given_up(server: str, tmp_path: Path) -> None:
    with pytest.raises(FetchError, match=r"takes too long$"):
        get(f"{server}/slow", tmp_path, seconds=0.2)


def test_a_server_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(FetchError, match=r"^http://127\.0\.0\.1:9/x cannot be fetched: .*refused"):
        get("http://127.0.0.1:9/x", tmp_path)


@pytest.mark.parametrize("address", ["http://example.org/x", "ftp://example.org/x", "file:///etc/passwd"])
def test_only_https_is_fetched(tmp_path: Path, address: str) -> None:
    with pytest.raises(FetchError, match=r"which is not https$"):
        get(address, tmp_path)


@pytest.mark.parametrize("path", ["/to/..%2f..%2fetc%2fpasswd", "/to/%2e%2e", "/to/"])
def test_a_file_never_leaves_its_folder(server: str, tmp_path: Path, path: str) -> None:
    folder = tmp_path / "inner"
    folder.mkdir()
    with pytest.raises(FetchError):
        get(f"{server}/missing{path}", folder)
    assert Path(folder / _name(f"https://example.org{path}")).parent == folder


def test_a_certificate_that_nobody_vouches_for_is_refused(tmp_path: Path) -> None:
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("makes its certificate with openssl, which is not there")
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    made = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1"]
    subprocess.run([openssl, *made, "-keyout", key, "-out", certificate], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    listening = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    listening.handle_error = lambda request, client_address: None  # type: ignore[method-assign]
    listening.socket = context.wrap_socket(listening.socket, server_side=True)
    serving = _serve(listening, "https")
    try:
        with pytest.raises(FetchError, match="certificate verify failed"):
            get(f"{next(serving)}/same.json", tmp_path)
    finally:
        serving.close()


def test_a_whole_update_from_the_publisher_and_then_nothing_new(server: str, tmp_path: Path) -> None:
    def read(given: Iterable[File], _: Set[str]) -> Imported:
        assert [each.content for each in given] == [BODY]
        return Imported(date="2026-01-01")

    source = msgspec.structs.replace(SOURCES["kev"], addresses=(f"{server}/same.json",), read=read)
    today = datetime.date(2026, 11, 22)
    made = from_publisher(source, tmp_path, today)
    assert made is not None
    expected = Input("same.json", hashlib.sha256(BODY).hexdigest(), f"{server}/same.json", ETAG, MODIFIED)
    assert made.vocabulary.inputs == (expected,)
    assert from_publisher(source, tmp_path, today) is None
