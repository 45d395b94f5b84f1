"""What a host's robots.txt allows: RFC 9309, of which Python's own reader knows neither ``*`` nor the longest match."""

from __future__ import annotations

import re
from urllib.parse import quote, unquote_to_bytes, urlsplit

import msgspec

MOST_BYTES = 512 << 10
"""How much of the file is read; RFC 9309, section 2.5, asks for 500 KiB."""


class Robots(msgspec.Struct, frozen=True):
    """The rules for one visitor."""

    rules: tuple[tuple[str, bool], ...] = ()
    """Each pattern of paths, and whether it allows."""
    delay: float = 0.0
    """Seconds between two requests that the host asks for; 0 where it does not say."""

    def allows(self, address: str) -> bool:
        """Whether an address may be asked for: the longest pattern that fits decides, and allowing wins a tie."""
        parts = urlsplit(address)
        path = _plain(parts.path or "/") + (f"?{_plain(parts.query)}" if parts.query else "")
        fitting = [(len(pattern), allow) for pattern, allow in self.rules if _fits(pattern, path)]
        return max(fitting)[1] if fitting else True


ALLOWED = Robots()
"""What holds where there is no such file."""


def read_robots(text: str, agent: str) -> Robots:
    """Read the rules for a visitor, who is known by its product token; those for ``*`` where none name it."""
    groups: dict[str, list[tuple[str, str]]] = {}
    names: list[str] = []
    naming = False
    for line in text.removeprefix("\ufeff").splitlines():
        key, colon, value = line.partition("#")[0].partition(":")
        key, value = key.strip().lower(), value.strip()
        if not colon:
            continue
        if key == "user-agent":
            names = [*(names if naming else ()), value.lower()]
            naming = True
            groups.setdefault(value.lower(), [])
        elif key in ("allow", "disallow", "crawl-delay"):
            naming = False
            for name in names:
                groups[name].append((key, value))
    rules = groups.get(agent.lower(), groups.get("*", []))
    delays = [float(value) for key, value in rules if key == "crawl-delay" and re.fullmatch(r"\d{1,4}(\.\d+)?", value)]
    return Robots(
        tuple((_plain(value), key == "allow") for key, value in rules if key != "crawl-delay" and value),
        max(delays, default=0.0),
    )


def _plain(path: str) -> str:
    """A path or pattern with one spelling for every letter that may be written as it is or in per cents."""
    return quote(unquote_to_bytes(path), safe="/*$?=&;:@+,!'()~")


def _fits(pattern: str, path: str) -> bool:
    """Whether a path starts as a pattern says, piece by piece: the earliest place of each leaves most to the next."""
    whole = pattern.endswith("$")
    first, *others = pattern.removesuffix("$").split("*")
    if not path.startswith(first):
        return False
    at = len(first)
    for number, piece in enumerate(others, start=1):
        if whole and number == len(others):
            return path.endswith(piece) and len(path) - len(piece) >= at
        found = path.find(piece, at)
        if found < 0:
            return False
        at = found + len(piece)
    return at == len(path) or not whole
