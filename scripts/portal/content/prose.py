"""What a piece of CommonMark prose holds: references, links, headings, images, raw HTML. Pages render it."""

from __future__ import annotations

import re
from collections.abc import Iterator
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
_SPECIAL = re.compile(r"[\[\]<]|^ {0,3}#|^ {0,3}(?:=+|-+)[ \t]*$|https?:", re.MULTILINE)


def mentions(text: str) -> tuple[Mention, ...]:
    """The references in a prose, in order; what stands in code is not one."""
    return outline(text).mentions if "[[" in text else ()


def outline(text: str) -> Outline:
    """Everything in a prose that a rule may object to, or that points elsewhere."""
    if not _SPECIAL.search(text):
        return _PLAIN
    found: list[Mention] = []
    unclosed: list[str] = []
    links: list[Link] = []
    headings: list[Heading] = []
    html: list[str] = []
    for block in _walk(text):
        match block:
            case ("text", str(words)):
                rest = WIKI.sub("", words)
                found += [
                    Mention(m[1].strip(), m[2] and m[2].strip(), m[3] and m[3].strip()) for m in WIKI.finditer(words)
                ]
                unclosed += [rest[m.start() : m.start() + 30] for m in _MAYBE_OPEN.finditer(rest)]
            case ("html", str(raw)):
                html.append(raw)
            case ("link", str(address), str(words)):
                links.append(Link(address, words, image=False))
            case ("image", str(address), str(words)):
                links.append(Link(address, words, image=True))
            case ("heading", int(level), str(words)):
                headings.append(Heading(level, words))
    return Outline(tuple(found), tuple(unclosed), tuple(links), tuple(headings), tuple(html))


def _walk(text: str) -> Iterator[tuple[Any, ...]]:
    """Flatten the parser's events: runs of text outside code, raw HTML, and links, images and headings at their end."""
    code = False
    open_marks: list[tuple[str, Any, list[str]]] = []
    run: list[str] = []
    event: Any
    value: Any
    for event in pyromark.events(text, options=OPTIONS):
        kind, value = next(iter(event.items())) if isinstance(event, dict) else (event, None)
        if kind == "Text":
            if not code:
                run.append(value)
            for mark in open_marks:
                mark[2].append(value)
            continue
        if kind in ("SoftBreak", "HardBreak"):
            run.append(" ")
            continue
        if run and kind != "Code":
            yield ("text", "".join(run))
            run = []
        if kind in ("Html", "InlineHtml"):
            yield ("html", value)
        elif kind == "Code":
            run.append("\x00")  # A code span ends any half-written reference.
            for mark in open_marks:
                mark[2].append(value)
        elif kind in ("Start", "End"):
            name, details = next(iter(value.items())) if isinstance(value, dict) else (value, None)
            if name == "CodeBlock":
                code = kind == "Start"
            elif name in ("Link", "Image", "Heading"):
                if kind == "Start":
                    open_marks.append((name, details, []))
                else:
                    _, details, words = open_marks.pop()
                    if name == "Heading":
                        yield ("heading", int(details["level"][1]), "".join(words))
                    else:
                        yield (name.lower(), details["dest_url"], "".join(words))
    if run:
        yield ("text", "".join(run))
