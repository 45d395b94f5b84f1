"""Fetching a publisher's files: the only code of the portal that uses the network, and never for a build."""

from __future__ import annotations

import time
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import msgspec
import requests
from urllib3.exceptions import HTTPError

from portal.vocabularies.model import Input, Refused

_CHUNK = 256 << 10
_REDIRECTS = 5
_LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
_TIMEOUTS = (20.0, 60.0)
"""Seconds to connect, and between two pieces of an answer."""


class FetchError(Exception):
    """A file that could not be had; the message says which and why."""


class Fetched(msgspec.Struct, frozen=True):
    """A file that was fetched, and what the server said of it."""

    path: Path
    origin: Input
    """Without a hash, which is taken of the content once it is unpacked."""


def fetch_all(
    addresses: tuple[str, ...], earlier: tuple[Input, ...], folder: Path, limit: int, seconds: float = 900.0
) -> list[Fetched] | None:
    """Fetch all files of a list into a folder; None where none has changed since the earlier import.

    ``limit`` is the number of bytes of one file, ``seconds`` the time for all. Raises FetchError, Refused.
    """
    until = time.monotonic() + seconds
    known = {each.address: each for each in earlier if each.address}
    first: dict[str, Fetched | None] = {
        address: fetch(address, folder, limit, until, known.get(address)) for address in addresses
    }
    if not any(first.values()):
        return None
    return [first[address] or _again(address, folder, limit, until) for address in addresses]


def _again(address: str, folder: Path, limit: int, until: float) -> Fetched:
    """Fetch a file that has not changed itself, because another one of its list has."""
    found = fetch(address, folder, limit, until)
    if found is None:
        raise FetchError(f"{address} answers that nothing has changed, though it was not asked")
    return found


def fetch(address: str, folder: Path, limit: int, until: float, earlier: Input | None = None) -> Fetched | None:
    """Fetch one file; None where the server says that it is as it was at the earlier import.

    ``until`` is the time of ``time.monotonic`` at which to give up. Raises FetchError, Refused.
    """
    headers = {"User-Agent": "federal-cyber-defense-guidance-portal", "Accept-Encoding": "identity"}
    if earlier and earlier.etag:
        headers["If-None-Match"] = earlier.etag
    if earlier and earlier.modified:
        headers["If-Modified-Since"] = earlier.modified
    with requests.Session() as session:
        session.auth = _no_credentials
        try:
            response = _answer(session, address, headers, until)
            with response:
                if response.status_code == 304 and earlier:
                    return None
                if response.status_code != 200:
                    raise FetchError(f"{address} answers {response.status_code} {response.reason}".rstrip())
                path = folder / _name(address)
                _save(response, address, path, limit, until)
        except (requests.RequestException, HTTPError) as problem:
            raise FetchError(f"{address} cannot be fetched: {_reason(problem)}") from problem
    etag, modified = response.headers.get("ETag", ""), response.headers.get("Last-Modified", "")
    return Fetched(path, Input(path.name, "", address, etag[:200], modified[:60]))


def _no_credentials(request: requests.PreparedRequest) -> requests.PreparedRequest:
    """Leave a request as it is: requests would otherwise send what it finds in ``.netrc``."""
    return request


def _answer(session: requests.Session, address: str, headers: dict[str, str], until: float) -> requests.Response:
    """The answer after any redirects, each of which must lead to a permitted address."""
    at = address
    for _ in range(_REDIRECTS + 1):
        _permit(at, address)
        _in_time(address, until)
        response = session.get(at, headers=headers, stream=True, timeout=_TIMEOUTS, allow_redirects=False)
        if not response.is_redirect:
            return response
        at = urljoin(at, response.headers["Location"])
        response.close()
    raise FetchError(f"{address} redirects more than {_REDIRECTS} times")


def _permit(at: str, start: str) -> None:
    """Only https; and http on this machine, if that is where one began."""
    here, began = urlsplit(at), urlsplit(start)
    local = here.hostname in _LOOPBACK
    if local and began.hostname not in _LOOPBACK:
        raise FetchError(f"{start} redirects to this machine")
    if here.scheme != "https" and not (local and here.scheme == "http"):
        raise FetchError(f"{start} leads to {at}, which is not https")


def _in_time(address: str, until: float) -> None:
    if time.monotonic() > until:
        raise FetchError(f"{address} takes too long")


def _save(response: requests.Response, address: str, path: Path, limit: int, until: float) -> None:
    """Write the body as it comes, and give up as soon as it is too much or too slow."""
    if response.headers.get("Content-Encoding", "identity").lower() != "identity":
        raise FetchError(f"{address} is packed by the server, though that was not asked for")
    told = response.headers.get("Content-Length", "")
    if told.isdigit() and int(told) > limit:
        raise Refused(f"{address} is larger than {limit:,} bytes")
    taken = 0
    with path.open("wb") as file:
        while part := response.raw.read1(_CHUNK):
            taken += len(part)
            if taken > limit:
                raise Refused(f"{address} is larger than {limit:,} bytes")
            file.write(part)
            _in_time(address, until)


def _name(address: str) -> str:
    """The last part of the address, as a plain file name."""
    name = unquote(urlsplit(address).path).rpartition("/")[2]
    return name if name not in ("", ".", "..") and "\\" not in name and "\0" not in name else "file"


def _reason(problem: Exception) -> str:
    """The innermost cause in words: the outer ones repeat the address and the library's class names."""
    inner: BaseException = problem
    while inner.__cause__ or inner.__context__:
        inner = inner.__cause__ or inner.__context__ or inner
    return str(inner) or type(inner).__name__
