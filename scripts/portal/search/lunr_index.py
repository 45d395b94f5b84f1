"""The search index of the offline site, for lunr.js: one file that holds everything, for no piece can be fetched there.

The Python package `lunr` makes the same index as lunr.js would, so that the browser need not.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec
from lunr import lunr

from portal.search.entries import Entry
from portal.search.lean import tokens

PATH = "search/lunr.json"
"""Where the index lies, from the root of the site."""
_FIELDS = (("title", 10), ("names", 8), ("parts", 4), ("summary", 3), ("text", 1))
"""The parts of a document, with how much a word in each counts; as in lean pages."""


def lunr_index(entries: Sequence[Entry], kinds: Sequence[str]) -> bytes:
    """The index, and what results show of each document: title, address, summary, kind, state, date, texts."""
    documents = [_document(number, entry) for number, entry in enumerate(entries)]
    fields = [{"field_name": name, "boost": boost} for name, boost in _FIELDS]
    index = lunr(ref="id", fields=fields, documents=documents)
    shown = [_shown(entry, kinds.index(entry.kind)) for entry in entries]
    return msgspec.json.encode({"index": index.serialize(), "documents": shown})


def _document(number: int, entry: Entry) -> dict[str, Any]:
    names = (*entry.names.own, *entry.names.other)
    return {
        "id": number,
        "title": entry.title,
        "names": " ".join((*names, *tokens((*names, *entry.marks)))),
        "parts": " ".join(part.title for part in entry.passages),
        "summary": entry.summary,
        "text": " ".join((entry.text, *(part.text for part in entry.passages))),
    }


def _shown(entry: Entry, kind: int) -> list[Any]:
    texts = [["", "", entry.text], *([part.anchor, part.title, part.text] for part in entry.passages)]
    return [entry.title, entry.address, entry.summary, kind, entry.state, entry.date, texts]
