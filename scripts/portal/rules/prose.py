"""P7xx: prose that is safe, in order, and usable without seeing it; plain text that is plain."""

from __future__ import annotations

import re
from collections.abc import Iterator

from portal.content.findings import Path, Remark, Rule
from portal.content.kinds import Record
from portal.content.prose import Link, Outline
from portal.rules.walk import plain_texts
from portal.rules.words import count

RAW_HTML = Rule(
    code="P701",
    name="raw-html",
    severity="error",
    what="Prose contains HTML. A `<` in a sentence is fine; HTML in code is shown as it is.",
    why="HTML in a record could break the page or run a script, so the portal never passes it on.",
    bad="do: Press <b>Apply</b>.",
    good="do: Press **Apply**.",
)
UNSAFE_LINK = Rule(
    code="P702",
    name="unsafe-link",
    severity="error",
    what="A link in prose is not https, mailto or relative.",
    why="Other addresses can run code, or lead where a browser does not check who answers.",
    bad="do: Run [the script](javascript:alert(1)).",
    good="do: Read [the notice](https://www.cisa.gov/news-events).",
)
HTTP_LINK = Rule(
    code="P703",
    name="http-link",
    severity="error",
    what="A link in prose uses http in place of https.",
    why="Somebody on the way could read and change what the reader gets.",
    bad="do: Read [the notice](http://www.cisa.gov/news-events).",
    good="do: Read [the notice](https://www.cisa.gov/news-events).",
)
TOP_HEADING = Rule(
    code="P704",
    name="top-heading",
    severity="error",
    what="Prose has a heading of level 1.",
    why="The page has one such heading, its title; people who go from heading to heading rely on it.",
    bad="details: |\n  # Scope",
    good="details: |\n  ## Scope",
)
SKIPPED_HEADING = Rule(
    code="P705",
    name="skipped-heading",
    severity="error",
    what="A heading in prose is more than one level below the one before it, or the first one is below level 2.",
    why="People who go from heading to heading would look for the level in between.",
    bad="details: |\n  ## Scope\n\n  #### Exceptions",
    good="details: |\n  ## Scope\n\n  ### Exceptions",
)
IMAGE_WITHOUT_TEXT = Rule(
    code="P706",
    name="image-without-text",
    severity="error",
    what="An image in prose has no text that stands for it.",
    why="Whoever cannot see it does not learn what it shows.",
    bad="details: ![](timeline.svg)",
    good='details: "![Phase I on June 10, Phase III on December 7, 2026](timeline.svg)"',
)
REMOTE_IMAGE = Rule(
    code="P707",
    name="remote-image",
    severity="error",
    what="An image in prose is loaded from another host.",
    why="The site makes no request to any other host: readers would be seen there, and the image could change.",
    bad='details: "![Table 1](https://www.cisa.gov/table-1.png)"',
    good="details: See [Table 1 as an image](https://www.cisa.gov/table-1.png).",
)
EMPTY_LINK = Rule(
    code="P708",
    name="empty-link",
    severity="error",
    what="A link in prose has no text.",
    why="Nobody can see it, and a screen reader says only “link”.",
    bad="do: See [](https://www.cisa.gov/kev).",
    good="do: See [the KEV catalog](https://www.cisa.gov/kev).",
)
MARKUP_IN_PLAIN_TEXT = Rule(
    code="P709",
    name="markup-in-plain-text",
    severity="error",
    what="A field of plain text, such as `title`, `summary` or `who`, has a `[[reference]]`, a Markdown link or HTML.",
    why="It is shown as it is written, in lists and feeds too; readers would see brackets.",
    bad="summary: Replaces [[bod-22-01]].",
    good="summary: Replaces BOD 22-01.",
)

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
# Browsers drop these from an address before they read its scheme.
_DROPPED = re.compile(r"[\x00-\x20\x7f-\x9f]")
_MARKUP = re.compile(
    r"(?P<reference>\[\[[^\[\]]+\]\])"
    r"|(?P<link>!?\[[^\[\]]*\]\([^()\s]*\))"
    r"|(?P<html></?(?:a|abbr|b|blockquote|br|code|del|details|div|em|h[1-6]|hr|i|iframe|img|ins|kbd|li|ol|p|pre|s"
    r"|script|small|span|strong|style|sub|summary|sup|svg|table|td|th|tr|u|ul)(?:\s[^<>]*)?/?>)",
    re.IGNORECASE,
)


def raw_html(path: Path, prose: Outline) -> Iterator[Remark]:
    """Prose must not contain HTML."""
    if prose.html:
        more = len(prose.html) - 1
        rest = f" and {count(more, 'more piece')} of HTML" if more else ""
        yield Remark(
            path,
            f"`{_short(prose.html[0])}`{rest} in prose; HTML is not allowed",
            "Write it in Markdown, or put it in backticks to show it as it is.",
        )


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 60 else f"{words[:57]}..."


def _scheme(address: str) -> str:
    """The scheme of an address, in lower case; empty for a relative one, `//` where the address leaves it open."""
    bare = _DROPPED.sub("", address)
    if bare.startswith(("//", "/\\", "\\")):
        return "//"
    match = _SCHEME.match(bare)
    return match[1].lower() if match else ""


def _links(prose: Outline, image: bool) -> Iterator[tuple[Link, str]]:
    for link in prose.links:
        if link.image == image:
            yield link, _scheme(link.address)


def unsafe_link(path: Path, prose: Outline) -> Iterator[Remark]:
    """A link must be https, mailto or relative."""
    for image in (False, True):
        for link, scheme in _links(prose, image):
            if scheme == "//":
                yield Remark(
                    path,
                    f"`{_short(link.address)}` leaves open how it is reached",
                    f"Write `https:{_short(link.address)}`.",
                )
            elif scheme not in ("", "https", "http", "mailto") or (scheme == "mailto" and image):
                yield Remark(
                    path,
                    f"`{_short(link.address)}` uses `{scheme}:`; links are https, mailto or relative",
                    "Link to an https page, or show the address in backticks.",
                )


def http_link(path: Path, prose: Outline) -> Iterator[Remark]:
    """A link must use https."""
    for link, scheme in _links(prose, image=False):
        if scheme == "http":
            secure = f"https:{link.address.strip()[5:]}"
            yield Remark(
                path,
                f"`{_short(link.address)}` is not secure",
                f"Write `{_short(secure)}` if the publisher offers it.",
            )


def top_heading(path: Path, prose: Outline) -> Iterator[Remark]:
    """Prose must not have a heading of level 1."""
    for heading in prose.headings:
        if heading.level == 1:
            yield Remark(
                path,
                f"the heading “{_short(heading.text)}” has level 1, which is the page's title",
                f"Start with level 2: `## {_short(heading.text)}`.",
            )


def skipped_heading(path: Path, prose: Outline) -> Iterator[Remark]:
    """Headings must go down one level at a time."""
    before = 1
    for heading in prose.headings:
        if heading.level > before + 1:
            after = f"after one of level {before}" if before > 1 else "as the first one"
            yield Remark(
                path,
                f"the heading “{_short(heading.text)}” has level {heading.level} {after}",
                f"Write `{'#' * (before + 1)} {_short(heading.text)}`.",
            )
        before = heading.level


def image_without_text(path: Path, prose: Outline) -> Iterator[Remark]:
    """An image must have a text that stands for it."""
    for link, _ in _links(prose, image=True):
        if not link.text.strip():
            yield Remark(
                path,
                f"the image `{_short(link.address)}` has no text that stands for it",
                f"Write what it shows: `![what it shows]({_short(link.address)})`.",
            )


def remote_image(path: Path, prose: Outline) -> Iterator[Remark]:
    """An image must not come from another host."""
    for link, scheme in _links(prose, image=True):
        if scheme in ("https", "http"):
            yield Remark(
                path,
                f"the image `{_short(link.address)}` comes from another host",
                "Link to it instead, without the `!`.",
            )


def empty_link(path: Path, prose: Outline) -> Iterator[Remark]:
    """A link must have a text."""
    for link, _ in _links(prose, image=False):
        if not link.text.strip():
            yield Remark(
                path,
                f"the link to `{_short(link.address)}` has no text",
                f"Say where it leads: `[where it leads]({_short(link.address)})`.",
            )


def markup_in_plain_text(record: Record) -> Iterator[Remark]:
    """Plain text must be plain."""
    for path, text in plain_texts(record):
        match = _MARKUP.search(text) if "[" in text or "<" in text else None
        if match:
            noun = {"reference": "a reference", "link": "a link", "html": "HTML"}[str(match.lastgroup)]
            yield Remark(
                path,
                f"`{_short(match[0])}` is {noun}; this field is plain text and shows it as written",
                "Write the words alone; references and links belong in prose fields such as `details`.",
            )
