"""Prose to HTML: CommonMark with tables, sanitised, references resolved, headings fitted under their place."""

from __future__ import annotations

import html
import itertools
import re

import msgspec
import nh3
import pyromark
from markupsafe import Markup, escape

from portal.content.prose import OPTIONS
from portal.pages.article import Heading
from portal.pages.glossary import Glossary
from portal.pages.markup import EMPTY, trusted
from portal.pages.targets import Targets
from portal.vocabularies.relations import EntryKey

_MARKDOWN = pyromark.Markdown(options=OPTIONS)
_CLEANER = nh3.Cleaner(
    tags={
        *("p", "br", "hr", "em", "strong", "code", "pre", "blockquote", "ul", "ol", "li", "a", "img"),
        *("h1", "h2", "h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td"),
    },
    clean_content_tags={"script", "style"},
    attributes={
        "a": {"href", "title"},
        "img": {"src", "alt", "title"},
        "ol": {"start"},
        "code": {"class"},
        "th": {"style"},
        "td": {"style"},
    },
    filter_style_properties={"text-align"},
    url_schemes={"https", "mailto"},
    link_rel=None,
)
"""Only what CommonMark with tables makes. Every other tag is dropped and its text kept."""

# Elements whose text is left alone, and every other tag. Raw tags are gone by now, so a pattern is enough.
_HAS_LEFT_ALONE = re.compile(r"<(?:a|code|pre|img)[ >]")
_LEFT_ALONE = re.compile(r"<(a|code|pre)\b.*?</\1>|<[^>]*>", re.DOTALL)
_NO_TERMS = re.compile(r"<(a|code|pre|h[1-6])\b.*?</\1>|<[^>]*>", re.DOTALL)
_HEADING = re.compile(r"<h([1-6])>(.*?)</h\1>", re.DOTALL)
_TABLE = re.compile(r"<table>(.*?)</table>", re.DOTALL)
_HEAD_CELL = re.compile(r"<th( [^>]*)?>(.*?)</th>", re.DOTALL)
_ROW_GROUP = re.compile(r"<(thead|tbody)>")
_ALIGN = re.compile(r' style="text-align: ?(left|center|right);?"')
_CODE = re.compile(r'<pre><code(?: class="language-([^"]*)")?>(.*?)</code></pre>', re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_FOREIGN_IMAGE = re.compile(r'<img src="(https:[^"]*)"(?: alt="([^"]*)")?[^>]*>')
_BARE_IMAGE = re.compile(r'<img(?! src=)(?: alt="([^"]*)")?[^>]*>')
_SLUG = re.compile(r"[^a-z0-9]+")


class Term(msgspec.Struct, frozen=True):
    """What a marked word shows of its glossary term. Both are escaped for HTML."""

    address: str
    """Its place in the glossary, from the root of the site."""
    meaning: str
    """Its definition as plain text."""


class Prose:
    """What renders prose for a catalogue: its references and its glossary."""

    def __init__(self, targets: Targets, glossary: Glossary, terms: dict[str, Term]) -> None:
        self.targets = targets
        self.glossary = glossary
        self.terms = terms


class Writer:
    """Renders the prose of one page, in the order of the page: a term is marked where it is first used."""

    def __init__(self, prose: Prose, base: str, within: str | None = None, *, terms: bool = True) -> None:
        self._prose = prose
        self._base = base
        self._within = within
        self._terms = terms
        self._marked: set[str] = set()
        self._shown: set[EntryKey] = set()
        self._labels: dict[str, int] = {}
        self._ids: dict[str, int] = {}
        self.headings: list[tuple[int, Heading]] = []
        """The headings met since it was last emptied, each with its level on the page."""

    def block(self, source: str | None, under: int, *, terms: bool = True) -> Markup:
        """A prose field as HTML; its highest heading comes one level below ``under``."""
        if not source:
            return EMPTY
        text = to_html(source)
        if "[[" in text:
            text = self.references(text)
        if "<h" in text:
            text = self._fit_headings(text, under)
        if "<pre>" in text:
            text = _CODE.sub(_code, text)
        if "<table>" in text:
            text = _TABLE.sub(self._table, text)
        if terms and self._terms:
            text = self._mark_terms(text)
        return trusted(text)

    def inline(self, source: str | None, *, terms: bool = True) -> Markup:
        """A prose field for a line: without the paragraph around it where it is only one."""
        text = self.block(source, 4, terms=terms).rstrip()
        if text.startswith("<p>") and text.endswith("</p>") and text.count("<p>") == 1:
            return trusted(text[3:-4])
        return text

    def dressed(self, text: str) -> str:
        """HTML of a page written by hand, whose headings and code are as the site's own Markdown made them."""
        if "[[" in text:
            text = self.references(text)
        return _TABLE.sub(self._table, text) if "<table>" in text else text

    def references(self, text: str) -> str:
        """Resolve the ``[[references]]`` of HTML outside links and code."""
        targets = self._prose.targets
        if not _HAS_LEFT_ALONE.search(text):
            return targets.resolve(text, self._base, self._within, self.is_new)
        out: list[str] = []
        done = 0
        for match in _LEFT_ALONE.finditer(text):
            out += (targets.resolve(text[done : match.start()], self._base, self._within, self.is_new), match[0])
            done = match.end()
        out.append(targets.resolve(text[done:], self._base, self._within, self.is_new))
        return "".join(out)

    def is_new(self, key: EntryKey) -> bool:
        """Whether the page shows an entry of an official list for the first time; from now on it does not."""
        if key in self._shown:
            return False
        self._shown.add(key)
        return True

    def _fit_headings(self, text: str, under: int) -> str:
        levels = [int(match[1]) for match in _HEADING.finditer(text)]
        if not levels:
            return text
        shift = under + 1 - min(levels)

        def fitted(match: re.Match[str]) -> str:
            level = max(2, min(6, int(match[1]) + shift))
            words = html.unescape(_TAG.sub("", match[2])).strip()
            heading = Heading(self.heading_id(words), words)
            self.headings.append((level, heading))
            return f'<h{level} id="{heading.id}">{match[2]}</h{level}>'

        return _HEADING.sub(fitted, text)

    def heading_id(self, words: str) -> str:
        """An id for a heading in prose. The underscore keeps it apart from every id of a record's part."""
        slug = "text_" + (_SLUG.sub("-", words.lower()).strip("-") or "part")
        self._ids[slug] = self._ids.get(slug, 0) + 1
        return slug if self._ids[slug] == 1 else f"{slug}_{self._ids[slug]}"

    def region(self, label: str) -> str:
        """A label for a scroll region that no other region of the page has; escaped."""
        self._labels[label] = self._labels.get(label, 0) + 1
        number = self._labels[label]
        return str(escape(label if number == 1 else f"{label} ({number})"))

    def _table(self, match: re.Match[str]) -> str:
        head, end, rest = _ALIGN.sub(r' class="align-\1"', match[1]).partition("</thead>")
        names = [" ".join(html.unescape(_TAG.sub("", cell[2])).split()) for cell in _HEAD_CELL.finditer(head)]
        head = _HEAD_CELL.sub(
            lambda cell: f'<th role="columnheader" scope="col"{cell[1] or ""}>{cell[2]}</th>', head + end
        )
        rows = "<tr>".join(_labelled(row, names) for row in rest.split("<tr>"))
        inside = _ROW_GROUP.sub(r'<\1 role="rowgroup">', head + rows).replace("<tr>", '<tr role="row">')
        label = self.region("Table: " + ", ".join(name for name in names if name))
        return (
            f'<div class="scroll" role="region" aria-label="{label}" tabindex="0">'
            f'<table class="sheet stack" role="table">{inside}</table></div>'
        )

    def _mark_terms(self, text: str) -> str:
        uses = self._prose.glossary.uses(text, self._marked)
        if not uses:
            return text
        # In one walk over both: each use that lies in no tag, link, heading or piece of code.
        walls = _NO_TERMS.finditer(text)
        wall = next(walls, None)
        out: list[str] = []
        done = 0
        for use in uses:
            while wall is not None and wall.end() <= use.start:
                wall = next(walls, None)
            if (wall is not None and wall.start() < use.end) or use.term in self._marked:
                continue
            self._marked.add(use.term)
            term = self._prose.terms[use.term]
            out.append(
                f'{text[done : use.start]}<a class="term" href="{self._base}{term.address}" '
                f'title="{term.meaning}">{text[use.start : use.end]}</a>'
            )
            done = use.end
        out.append(text[done:])
        return "".join(out)


def _labelled(row: str, names: list[str]) -> str:
    """A row of a table whose cells carry their columns' names, but for the first: on a narrow screen it is the head."""
    first, *others = row.split("<td")
    cells = [
        f' data-label="{escape(name)}"{cell}' if index and name else cell
        for index, (name, cell) in enumerate(itertools.zip_longest(names[: len(others)], others, fillvalue=""))
    ]
    return '<td role="cell"'.join((first, *cells))


def to_html(source: str) -> str:
    """CommonMark with tables to safe HTML, references still as written.

    Without ``<`` in the source and without a link or image in the result, the parser's own tags are all there can be.
    """
    text = _MARKDOWN.html(source)
    if "<" in source or "<a " in text or "<img " in text:
        text = _CLEANER.clean(text)
        if "<img" in text:
            # No page asks another host for anything: a foreign image becomes a link to it.
            text = _FOREIGN_IMAGE.sub(lambda image: f'<a href="{image[1]}">{image[2] or image[1]}</a>', text)
            text = _BARE_IMAGE.sub(lambda image: image[1] or "", text)
    return text


def plain(source: str) -> str:
    """Prose as plain text, for titles and tooltips."""
    return " ".join(html.unescape(_TAG.sub("", to_html(source))).split())


def code(text: str, language: str = "") -> Markup:
    """A command or query as it is, ready to copy."""
    return trusted(_code_block(str(escape(text.rstrip("\n"))) + "\n", language))


def _code(match: re.Match[str]) -> str:
    return _code_block(match[2], match[1] or "")


def _code_block(escaped: str, language: str) -> str:
    kind = f' class="language-{escape(language)}"' if language else ""
    return f'<div class="code"><pre tabindex="0"><code{kind}>{escaped}</code></pre></div>'
