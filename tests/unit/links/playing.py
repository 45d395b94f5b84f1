"""A web server on this machine that plays every case of an external link, and a clock that need not be waited for."""

from __future__ import annotations

import datetime
import os
import shutil
import ssl
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote

import pytest

from portal.links.ask import Asker, Limits
from portal.links.hosts import Clock, Hosts, Manners

NOW = datetime.datetime(2026, 11, 23, 4, 0, tzinfo=datetime.UTC)
LIMITS = Limits(connect=10, read=10, whole=20)
"""Limits that a busy machine keeps, too."""
QUICK = Limits(connect=5, read=0.3, whole=0.8)
"""Limits for answers that break them."""

PAGE = b"<!doctype html><title>A page</title><h1>Here it is</h1>"
SOFT = b"<!doctype html><TITLE class='x'>Page not found &#8211; Agency</TITLE><h1>Sorry</h1>"
SOFT_HEADING = (
    b"<!doctype html><title>Agency</title><h1>\n <span>404</span> &mdash; We can\xe2\x80\x99t find that page.</h1>"
)
PIECE = b"x" * 8192


class Server:
    """What a running server was asked, and what it answers beside the fixed cases."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.asked: list[str] = []
        self.headers: list[dict[str, str]] = []
        self.robots: str | int = 404
        """The text of robots.txt, or the status of its answer."""
        self.retry_after = ""
        """What a busy answer asks for."""
        self.busiest = 0
        """The most requests at one time."""
        self.sent = 0
        """Bytes of the bodies that do not end."""
        self._busy = 0
        self._lock = threading.Lock()

    @contextmanager
    def busy(self) -> Iterator[None]:
        with self._lock:
            self._busy += 1
            self.busiest = max(self.busiest, self._busy)
        try:
            yield
        finally:
            with self._lock:
                self._busy -= 1


class Handler(BaseHTTPRequestHandler):
    """Answers by the path."""

    protocol_version = "HTTP/1.1"
    playing: Server

    def log_message(self, format: str, *args: object) -> None:
        """Nothing."""

    def answer(self, status: int, body: bytes = b"", **headers: str) -> None:
        self.send_response(status)
        given = {"Content_Type": "text/html; charset=utf-8", "Content_Length": str(len(body))} | headers
        for name, value in given.items():
            if value:
                self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self) -> None:
        self.close_connection = True
        with self.playing.busy():
            self.playing.asked.append(self.path)
            self.playing.headers.append(dict(self.headers))
            try:
                self.play(self.path)
            except OSError:
                return  # The checker has gone, as it should from an answer without end.

    def play(self, path: str) -> None:
        name, _, rest = path.lstrip("/").partition("/")
        match name:
            case "robots.txt":
                robots = self.playing.robots
                self.answer(robots) if isinstance(robots, int) else self.answer(200, robots.encode())
            case "status":
                self.answer(int(rest), PAGE)
            case "to":  # /to/301/ADDRESS
                status, _, target = rest.partition("/")
                self.answer(int(status), Location=unquote(target))
            case "count":  # /count/3: redirects three times
                self.answer(302, Location=f"/count/{int(rest) - 1}") if int(rest) else self.answer(200, PAGE)
            case "cookie":
                self.answer(302, Set_Cookie="seen=1; Path=/", Location="/page")
            case "circle":
                self.answer(302, Location="/circle/there" if rest == "here" else "/circle/here")
            case "busy":  # /busy/2: twice; after that it answers
                again = self.playing.asked.count(path) > int(rest)
                self.answer(200, PAGE) if again else self.answer(429, Retry_After=self.playing.retry_after)
            case "down":
                self.answer(503, Retry_After=self.playing.retry_after)
            case "soft":
                self.answer(200, SOFT)
            case "soft-heading":
                self.answer(200, SOFT_HEADING)
            case "about-404":
                self.answer(200, b"<title>What to do if a page is not found - Guide to 404</title>")
            case "text":
                self.answer(200, b"<title>Not found</title>", Content_Type="text/plain")
            case "challenge":
                self.answer(503, b"<title>Just a moment...</title>", cf_mitigated="challenge")
            case "doubt":
                self.answer(200, b"<title>Access Denied</title>")
            case "silent":
                time.sleep(2)
            case "slow-headers":
                self.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
                self.drip(b"x")
            case "slow-body":
                self.send_response(200)
                self.end_headers()
                self.drip(b"x")
            case "endless":
                self.send_response(200)
                self.end_headers()
                while True:
                    self.playing.sent += self.wfile.write(PIECE)
            case "huge":
                self.answer(200, b"", Content_Length=str(10**12), Content_Type="application/pdf")
                while True:
                    self.playing.sent += self.wfile.write(PIECE)
            case "cut":
                self.answer(200, PAGE, Content_Length="9000")
            case "closed":
                return
            case "no-http":
                self.wfile.write(b"SSH-2.0-OpenSSH_9.2\r\n")
            case _:
                self.answer(200, PAGE)

    def drip(self, piece: bytes) -> None:
        """Send byte after byte, each well within the time limit for one."""
        for _ in range(600):
            self.wfile.write(piece)
            self.wfile.flush()
            time.sleep(0.05)


class _Listening(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def handle_error(self, request: object, client_address: object) -> None:
        """Nothing: checkers go when they have enough."""


@contextmanager
def serving(certificate: tuple[Path, Path] | None = None) -> Iterator[Server]:
    """Run a server; with a certificate and its key, over TLS. Its address has no slash at the end."""

    class Playing(Handler):
        pass

    with _Listening(("127.0.0.1", 0), Playing) as listening:
        if certificate:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(*certificate)
            listening.socket = context.wrap_socket(listening.socket, server_side=True, do_handshake_on_connect=False)
        server = Server(f"http{'s' if certificate else ''}://127.0.0.1:{listening.server_address[1]}")
        Playing.playing = server
        thread = threading.Thread(target=listening.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server
        finally:
            listening.shutdown()
            thread.join()


def certificate(folder: Path, name: str) -> tuple[Path, Path]:
    """A certificate for a name or number, that vouches for itself, and its key."""
    openssl = shutil.which("openssl")
    if openssl is None:
        reason = "the tests of TLS make their certificates with openssl, which is not there"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    made, key = folder / f"{name}.pem", folder / f"{name}-key.pem"
    alternative = f"subjectAltName={'IP' if name[0].isdigit() else 'DNS'}:{name}"
    request = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=test"]
    request += ["-addext", alternative, "-keyout", str(key), "-out", str(made)]
    subprocess.run([openssl, *request], check=True, capture_output=True)
    return made, key


class FakeClock:
    """A clock on which only sleeping takes time."""

    def __init__(self) -> None:
        self.seconds = 1000.0
        self.slept: list[float] = []

    def sleep(self, seconds: float) -> None:
        self.slept.append(round(seconds, 3))
        self.seconds += seconds

    @property
    def clock(self) -> Clock:
        return Clock(lambda: self.seconds, self.sleep, lambda: NOW)


def hosts(clock: FakeClock | None = None, limits: Limits = LIMITS) -> Hosts:
    """Hosts with the usual manners, on a clock that need not be waited for."""
    return Hosts(Asker(limits, "https://portal.example/"), (clock or FakeClock()).clock, Manners())
