"""The way through a list that is too long for one page."""

from __future__ import annotations

import msgspec

AROUND = 2
"""How many pages before and after the current one are named, beside the first and the last."""


class PageLink(msgspec.Struct, frozen=True):
    """A page of a list, as another one names it."""

    number: int
    href: str
    current: bool = False
    gap: bool = False
    """Whether pages before it are left out."""


class Pager(msgspec.Struct, frozen=True):
    """The links to the parts of a list."""

    links: tuple[PageLink, ...]
    before: str
    """The address of the page before; empty on the first."""
    after: str
    """The address of the page after; empty on the last."""


def part(address: str, number: int) -> str:
    """The address of one part of a list whose first part has the address."""
    return address if number == 1 else f"{address}page/{number}/"


def pages(rows: int, size: int) -> int:
    """How many parts a list has; an empty one has one."""
    return max(1, -(-rows // size))


def pager(address: str, base: str, number: int, last: int) -> Pager | None:
    """The links from one part to the others; None where there is one part only."""
    if last == 1:
        return None
    near = range(number - AROUND, number + AROUND + 1)
    named = sorted({1, last, *(each for each in near if 1 <= each <= last)})
    return Pager(
        tuple(
            PageLink(each, base + part(address, each), each == number, gap=each - before > 1)
            for before, each in zip([0, *named], named, strict=False)
        ),
        base + part(address, number - 1) if number > 1 else "",
        base + part(address, number + 1) if number < last else "",
    )
