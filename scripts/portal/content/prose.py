"""What a piece of CommonMark prose holds: references, links, headings, images, raw HTML. Pages render it."""

from __future__ import annotations

import functools
import re
from typing import Any

import msgspec
import pyromark

OPTIONS = pyromark.Options.ENABLE_TABLES
"""The dialect: CommonMark with tables."""

WIKI = re.compile(r"\[\[([^\[\]|#\n\x00]+)(?:#([^\[\]|\n\x00]+))?(?:\|([^\[\]\x00]+))?\]\]")
"""``[[ID]]``, ``[[ID#PART]]``, ``[[ID|shown text]]``: groups id, part, shown text."""

_MAYBE_OPEN = re.compile(r"\[\[")


class Mention(msgspec.Struct, frozen=True):
    """One ``[[…]]`` in prose, outside code."""

    target: str
    part: str | None
    shown: str | None


class Link(msgspec.Struct, frozen=True):
    """A link or an image."""

    address: str
    text: str
    """The link's text, or the image's alternative text."""
    image: bool


class Heading(msgspec.Struct, frozen=True):
    """A heading: its level from 1 to 6 and its text."""

    level: int
    text: str


class Outline(msgspec.Struct, frozen=True):
    """What a prose holds besides words."""

    mentions: tuple[Mention, ...]
    unclosed: tuple[str, ...]
    """Openings ``[[`` that are no reference, each with the words after it."""
    links: tuple[Link, ...]
    headings: tuple[Heading, ...]
    html: tuple[str, ...]
    """Raw HTML, piece by piece."""


_PLAIN = Outline((), (), (), (), ())
_SIGNS = ("[", "]", "<", "#")
"""Whatever an outline holds has one of these, or is a heading that is underlined."""
_UNDERLINE = re.compile(r"[\n\r][ >\t]*(?:=+|-+)[ \t]*(?:[\n\r]|\Z)")
_MARKS = frozenset({"Link", "Image", "Heading"})
"""The parts of a prose whose words an outline gathers."""


def mentions(text: str) -> tuple[Mention, ...]:
    """The references in a prose, in order; what stands in code is not one."""
    return outline(text).mentions if "[[" in text else ()


@functools.lru_cache(maxsize=64)  # The rules of a record and its links ask for the same texts in turn.
def outline(text: str) -> Outline:
    """Everything in a prose that a rule may object to, or that points elsewhere."""
    if not any(sign in text for sign in _SIGNS) and not _UNDERLINE.search(text):
        return _PLAIN
    found: list[Mention] = []
    unclosed: list[str] = []
    links: list[Link] = []
    headings: list[Heading] = []
    html: list[str] = []
    code = False
    run: list[str] = []
    """Text outside code since the last piece of markup: what a reference may stand in."""
    marks: list[list[str]] = []
    """The words so far of each link, image and heading that is open."""
    opened: list[Any] = []
    event: Any
    value: Any
    for event in pyromark.events(text, options=OPTIONS):
        kind, value = event.popitem() if isinstance(event, dict) else (event, None)
        if kind == "Text":
            if not code:
                run.append(value)
            for mark in marks:
                mark.append(value)
            continue
        if kind in ("SoftBreak", "HardBreak"):
            run.append(" ")
            continue
        if kind == "Code":
            run.append("\x00")  # A code span ends any half-written reference.
            for mark in marks:
                mark.append(value)
            continue
        if run:
            _read_references("".join(run), found, unclosed)
            run = []
        if kind == "Start":
            name, details = _named(value)
            if name == "CodeBlock":
                code = True
            elif name in _MARKS:
                marks.append([])
                opened.append(details)
        elif kind == "End":
            name, _ = _named(value)
            if name == "CodeBlock":
                code = False
            elif name in _MARKS:
                details, words = opened.pop(), "".join(marks.pop())
                if name == "Heading":
                    headings.append(Heading(int(details["level"][1]), words))
                else:
                    links.append(Link(details["dest_url"], words, image=name == "Image"))
        elif kind in ("Html", "InlineHtml"):
            html.append(value)
    _read_references("".join(run), found, unclosed)
    return Outline(tuple(found), tuple(unclosed), tuple(links), tuple(headings), tuple(html))


def _named(value: Any) -> tuple[str, Any]:
    """What a parser's event starts or ends, and its details."""
    return value.popitem() if isinstance(value, dict) else (value, None)


def _read_references(words: str, found: list[Mention], unclosed: list[str]) -> None:
    """Read the references in a run of text, and what opens like one and is none."""
    if "[[" not in words:
        return
    found += [Mention(m[1].strip(), m[2] and m[2].strip(), m[3] and m[3].strip()) for m in WIKI.finditer(words)]
    rest = WIKI.sub("", words)
    unclosed += [rest[m.start() : m.start() + 30] for m in _MAYBE_OPEN.finditer(rest)]
