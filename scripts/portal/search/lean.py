"""An entry as the lean HTML page that Pagefind indexes: names first and heaviest, then what it says, then its parts."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape

from portal.search.entries import Entry
from portal.search.spelling import key

BODY = "_"
"""The id of the element in which the text starts, after the names; excerpts are taken from there on."""
_POINT = "_"
"""Takes the place of the point in a key: an index keeps it inside a word, and would tear the key at a point."""
_META = "title, kind[data-kind], state[data-state], date[data-date]"
"""What a result shows of its page beside the text."""
_LONGEST_TOKEN = 20
_DIGIT = re.compile("[0-9]")


def lean_page(entry: Entry) -> str:
    """The page that stands for an entry in the index."""
    names = " ".join(name for name in (*entry.names.own, *entry.names.other) if name not in entry.title)
    parts = "".join(
        f'<h2 id="{escape(part.anchor)}" data-pagefind-weight="4">{escape(part.title)}</h2><p>{escape(part.text)}</p>'
        for part in entry.passages
    )
    details = f'data-kind="{escape(entry.kind)}" data-state="{escape(entry.state)}" data-date="{escape(entry.date)}"'
    return (
        f'<html lang="en"><head><title>{escape(entry.title)}</title></head><body>'
        f'<h1 data-pagefind-weight="10" data-pagefind-meta="{_META}" {details}>{escape(entry.title)}</h1>'
        f'<p data-pagefind-weight="8">{escape(names)}</p>'
        f"<p>{escape(' '.join(tokens((*entry.names.own, *entry.names.other, *entry.marks))))}</p>"
        f'<p id="{BODY}" data-pagefind-weight="3">{escape(entry.summary)}</p>'
        f"<p>{escape(entry.text)}</p>{parts}"
        "</body></html>"
    )


def tokens(names: Iterable[str]) -> list[str]:
    """Identifiers as one word each: an index would tear `AC-2(1)` apart, or take it for `AC-21`."""
    keys = (key(name) for name in names)
    short = (each for each in keys if len(each) <= _LONGEST_TOKEN and _DIGIT.search(each))
    return list(dict.fromkeys(each.replace(".", _POINT) for each in short))
