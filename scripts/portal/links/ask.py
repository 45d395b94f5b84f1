"""One request for one address: streamed, limited in size and in time, without cookies or credentials."""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
import time
from collections.abc import Mapping
from typing import Any

import msgspec
import requests
from requests.adapters import HTTPAdapter
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError

from portal.report.words import visible

NAME = "federal-cyber-defense-guidance-portal"
"""How the portal calls itself: the first word of its User-Agent, and what a robots.txt may name."""
_CHUNK = 64 << 10


class Limits(msgspec.Struct, frozen=True):
    """How long to wait, and how much to take."""

    connect: float = 10.0
    """Seconds until a connection stands."""
    read: float = 20.0
    """Seconds between two pieces of an answer."""
    whole: float = 60.0
    """Seconds for an address with all its redirects; the time spent waiting for a host's turn does not count."""
    size: int = 256 << 10
    """Bytes of a body that are read; the rest is left."""
    redirects: int = 10


class Reply(msgspec.Struct, frozen=True):
    """What a host answered."""

    status: int
    headers: Mapping[str, str]
    """By name; asking for one does not heed case."""
    body: bytes
    """Its start, as far as the limit allows."""
    location: str | None
    """Where a redirect leads, as the host writes it; None for any other answer."""
    took: float
    """Seconds that the request lasted."""


class Unreachable(Exception):
    """There was no answer, or not a whole one; the message says why."""


class Asker:
    """Asks for addresses."""

    def __init__(self, limits: Limits, site: str = "") -> None:
        """``site`` is the address of the portal's own site, by which hosts can see who asks."""
        self.limits = limits
        self._agent = f"{NAME} (link check; +{site})" if site else f"{NAME} (link check)"

    def get(self, address: str, seconds: float, size: int | None = None) -> Reply:
        """Ask once; redirects are not followed. ``seconds`` is the time for all of it. Raises Unreachable."""
        limits = self.limits
        if seconds <= 0:
            raise Unreachable(_too_slow(limits))
        timeouts = (min(limits.connect, seconds), min(limits.read, seconds))
        start = time.monotonic()
        with _Watch(seconds) as watch, requests.Session() as session:
            session.auth = _no_credentials
            headers = {
                "User-Agent": self._agent,
                "Accept": "text/html, */*;q=0.5",
                "Accept-Encoding": "identity",
                "Connection": "close",
            }
            try:
                request = session.prepare_request(requests.Request("GET", address, headers=headers))
                settings = session.merge_environment_settings(request.url or address, {}, True, None, None)
                # Not by the session itself, which would look into a redirect, and stumble over one that is no address.
                with _Adapter(watch) as adapter, adapter.send(request, timeout=timeouts, **settings) as response:
                    location = session.get_redirect_target(response)
                    body = b"" if location is not None else _start(response, size or limits.size)
            except (requests.RequestException, HTTPError, OSError, ValueError) as problem:
                raise Unreachable(_too_slow(limits) if watch.over else _reason(problem, limits)) from problem
            if watch.over:
                raise Unreachable(_too_slow(limits))
        return Reply(response.status_code, response.headers, body, location, time.monotonic() - start)


def _no_credentials(request: requests.PreparedRequest) -> requests.PreparedRequest:
    """Leave a request as it is: requests would otherwise send what it finds in ``.netrc``."""
    return request


def _start(response: requests.Response, size: int) -> bytes:
    taken = bytearray()
    while len(taken) < size and (part := response.raw.read1(min(_CHUNK, size - len(taken)))):
        taken += part
    return bytes(taken)


class _Watch:
    """Ends a request when its time is over. A socket's own time limit begins anew with each byte that comes."""

    def __init__(self, seconds: float) -> None:
        self.over = False
        self._held: list[socket.socket] = []
        self._lock = threading.Lock()
        self._timer = threading.Timer(seconds, self._end)
        self._timer.daemon = True

    def __enter__(self) -> _Watch:
        self._timer.start()
        return self

    def __exit__(self, *problem: object) -> None:
        self._timer.cancel()
        with self._lock:
            for each in self._held:
                each.close()
            self._held.clear()

    def hold(self, connected: socket.socket) -> None:
        """Watch a connection. Its twin is kept: TLS takes the socket itself over, and would hide it while it greets."""
        with self._lock:
            self._held.append(connected.dup())
        if self.over:
            self._end()

    def _end(self) -> None:
        self.over = True
        with self._lock:
            for each in self._held:
                try:
                    each.shutdown(socket.SHUT_RDWR)
                except OSError:
                    continue  # The host was quicker to close it.


class _Adapter(HTTPAdapter):
    """Sends a request, and lets a watch hold every connection that is made for it."""

    def __init__(self, watch: _Watch) -> None:
        class Plain(HTTPConnection):
            def _new_conn(self) -> socket.socket:
                connected = super()._new_conn()
                watch.hold(connected)
                return connected

        class Secure(HTTPSConnection):
            def _new_conn(self) -> socket.socket:
                connected = super()._new_conn()
                watch.hold(connected)
                return connected

        class PlainPool(HTTPConnectionPool):
            ConnectionCls = Plain

        class SecurePool(HTTPSConnectionPool):
            ConnectionCls = Secure

        self._pools = {"http": PlainPool, "https": SecurePool}
        super().__init__()

    def __enter__(self) -> _Adapter:
        return self

    def __exit__(self, *problem: object) -> None:
        self.close()

    def init_poolmanager(self, *arguments: Any, **options: Any) -> None:
        """Make the watched connections."""
        super().init_poolmanager(*arguments, **options)
        self.poolmanager.pool_classes_by_scheme = self._pools

    def proxy_manager_for(self, proxy: str, **options: Any) -> Any:
        """Make them where a proxy stands between, too."""
        manager = super().proxy_manager_for(proxy, **options)
        manager.pool_classes_by_scheme = self._pools
        return manager


def _too_slow(limits: Limits) -> str:
    return f"it takes longer than {limits.whole:.3g} s"


def _reason(problem: BaseException, limits: Limits) -> str:
    """Why there was no answer, in words; the libraries' own messages repeat the address and name their classes."""
    chain: list[BaseException] = []
    step: BaseException | None = problem
    while step is not None and step not in chain:
        chain.append(step)
        inner = getattr(step, "reason", None)
        step = step.__cause__ or step.__context__ or (inner if isinstance(inner, BaseException) else None)
    for each in chain:
        match each:
            case ssl.SSLCertVerificationError():
                return f"its certificate is refused: {visible(each.verify_message)}"
            case socket.gaierror():
                return "the name of its host is not known"
            case ConnectionRefusedError():
                return "its host refuses the connection"
            case requests.ConnectTimeout():
                return f"there is no connection within {limits.connect:.3g} s"
            case TimeoutError() | requests.ReadTimeout():
                return f"nothing comes for {limits.read:.3g} s"
            case http.client.RemoteDisconnected() | ConnectionResetError() | BrokenPipeError():
                return "its host closes the connection without an answer"
            case http.client.IncompleteRead():
                return "its answer breaks off"
            case ssl.SSLError():
                return f"no secure connection: {visible(each.reason or str(each))}"
    return visible(" ".join(str(chain[-1]).split()))[:200] or type(chain[-1]).__name__
