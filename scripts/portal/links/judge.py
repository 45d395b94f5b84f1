"""What an answer means: pure functions from status, headers and the start of a page to an outcome."""

from __future__ import annotations

import html
import re
from http import HTTPStatus
from typing import Literal
from urllib.parse import urlsplit

import msgspec

from portal.links.ask import Reply
from portal.report.words import visible

Kind = Literal["ok", "moved", "blocked", "soft-404", "dead", "not checked"]


class Outcome(msgspec.Struct, frozen=True):
    """What became of an address in one run."""

    kind: Kind
    status: int | None = None
    """The status of the last answer; None where there was none."""
    reason: str = ""
    """Why it is not ok, in words that complete "this address: …"."""
    moved_to: str = ""
    """Where it has moved for good."""


BLOCKED = frozenset({401, 403, 429})

_THING = "page|webpage|file|file or directory|document|content|resource|site|article|publication|url|address|link"
_NOT_FOUND = re.compile(
    "|".join(
        (
            "(http )?(error )?404( error| error page| page|( page)? not found)?",
            "(error )?not found",
            "(error )?(page|file) (missing|unavailable)",
            f"((error|sorry|oops) )*((the|this|that|your|requested|web) )*({_THING}) (you (\\w+ ){{1,4}})?"
            "((was|is|could|can) ?(not|n't) (be )?(found|available)|(cannot|can't) be found|not found"
            "|(does not|doesn't) exist|(is )?no longer (exists|available))",
            "((sorry|oops) )*we (can't|cannot|can not|couldn't|could not) find (that|this|the|your) page.*",
        )
    )
)
"""A title, or a piece of one, that says that there is no such page: the whole piece, so that a page about missing
files is not taken for one. Letters are small and signs are gone, as ``_pieces`` gives them."""
_CHALLENGE = re.compile(
    "|".join(
        (
            "just a moment|attention required|access denied|access to this page has been denied",
            "pardon our interruption|robot check|are you (a )?(robot|human)|human verification|captcha",
            "(please )?verify (that )?you are (a )?human|security check(point)?|checking your browser.*",
            "ddos guard|request rejected",
        )
    )
)
"""The same for the pages that doubt that a human asks."""
_CHALLENGE_HEADERS = ("cf-mitigated", "x-amzn-waf-action")
_BETWEEN = re.compile(r"[|–—·»:]|\s-\s")
_SIGNS = re.compile(r"[^\w']+")
_TAG = re.compile(r"<[^>]*>")
_LONGEST = 300
"""How many bytes of a title or a heading are looked at."""


def judge(address: str, final: str, moved_to: str, reply: Reply) -> Outcome:
    """Judge the answer that stands at the end of all redirects.

    ``address`` was asked for, ``final`` answered; ``moved_to`` is where permanent redirects led, empty without any.
    """
    status = reply.status
    place = "" if final == address else f" at {final}"
    titles = _titles(reply)
    if any(reply.headers.get(name) for name in _CHALLENGE_HEADERS) or any(map(_CHALLENGE.fullmatch, _pieces(titles))):
        return Outcome("blocked", status, f"answers{place} with a page that wants proof of a human")
    if status in BLOCKED or status >= 300 or status < 200:
        return Outcome("blocked" if status in BLOCKED else "dead", status, f"answers {status_words(status)}{place}")
    for title in titles:
        if any(map(_NOT_FOUND.fullmatch, _pieces([title]))):
            return Outcome("soft-404", status, f"answers{place} with a page that says “{title}”")
    if _is_front_page(address, final):
        return Outcome("soft-404", status, f"leads to the front page of its host, {final}")
    if moved_to and moved_to != address:
        return Outcome("moved", status, f"has moved to {moved_to}", moved_to)
    return Outcome("ok", status)


def status_words(status: int) -> str:
    """A status with its meaning; the words of the standard, not of the host."""
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return str(status)


def _is_front_page(address: str, final: str) -> bool:
    """Whether a page deep in a host has come out at its root: the page itself is gone."""
    asked, came = urlsplit(address), urlsplit(final)
    same = (asked.hostname or "").removeprefix("www.") == (came.hostname or "").removeprefix("www.")
    deep = asked.path not in ("", "/") or bool(asked.query)
    return same and deep and came.path in ("", "/") and not came.query


def _titles(reply: Reply) -> list[str]:
    """The title and the first heading of an HTML page."""
    if "html" not in reply.headers.get("Content-Type", "html").lower():
        return []
    small = reply.body.lower()  # Only ASCII letters change, so that places stay.
    found = [_inside(reply.body, small, name) for name in (b"title", b"h1")]
    return [text for text in found if text]


def _inside(body: bytes, small: bytes, name: bytes) -> str:
    """The words of the first element of a name; found by plain search, which no page can make slow."""
    at = small.find(b"<" + name)
    start = small.find(b">", at) + 1
    if at < 0 or not start:
        return ""
    end = small.find(b"</" + name, start, start + _LONGEST)
    words = _TAG.sub("", body[start : end if end >= 0 else start + _LONGEST].decode("utf-8", "replace"))
    return visible(" ".join(html.unescape(words).split()))


def _pieces(titles: list[str]) -> list[str]:
    """Titles, whole and cut where they join the page's name and the site's; in small letters and without signs."""
    pieces = (piece for title in titles for piece in (title, *_BETWEEN.split(title)))
    return [_SIGNS.sub(" ", piece.replace("’", "'").lower()).strip() for piece in pieces]
