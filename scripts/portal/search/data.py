"""The data files of the search box: what it opens with, the identifiers in shards, the words, the documents' facets."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec

from portal.search.entries import Entry
from portal.search.spelling import key, shard_of

FORMAT = 1
"""Of all files here; raised when a script of an older build could misread them."""
SHARD_BYTES = 12_000
"""About how large a file of identifiers may grow."""
_SHORTEST_WORD = 4
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")

STOP_WORDS = (
    *("a", "about", "an", "and", "any", "are", "as", "at", "be", "between", "by", "can", "could", "count", "counts"),
    *("define", "definition", "did", "difference", "do", "does", "explain", "find", "for", "from", "get", "give"),
    *("had", "has", "have", "how", "i", "if", "in", "into", "is", "it", "its", "may", "me", "mean", "meaning", "means"),
    *("must", "my", "need", "of", "on", "or", "our", "out", "please", "shall", "should", "show", "so", "tell", "that"),
    *("the", "their", "them", "then", "there", "these", "they", "this", "those", "to", "us", "use", "used", "using"),
    *("want", "was", "we", "were", "what", "when", "where", "which", "who", "whom", "whose", "why", "will", "with"),
    *("would", "you", "your"),
)
"""Words of questions that say nothing about the answer."""

FILTERS = (("kind", "Kind"), ("status", "Status"), ("topic", "Topic"), ("audience", "Audience"))
"""By what results can be narrowed."""

Brief = tuple[Any, ...]
"""Title, address, index of the kind, state, date; for one no longer in force with successors also these."""


class Data:
    """The data files for the documents of one site, and for the ``rows`` that only their identifiers lead to."""

    def __init__(self, entries: Sequence[Entry], rows: Sequence[Entry], kinds: Sequence[str]) -> None:
        self._entries = entries
        self._rows = rows
        self._kinds = {kind: index for index, kind in enumerate(kinds)}

    def files(self, synonyms: list[list[str]], engine: str) -> dict[str, bytes]:
        """Every file but that of the documents, by its path below the root of the site."""
        shards = self._shards()
        files: dict[str, Any] = {f"search/ids/{number}.json": shard for number, shard in enumerate(shards)}
        known = words(self._entries)
        files["search/words.json"] = {"words": list(known), "counts": list(known.values()), "names": self._names()}
        files["search/start.json"] = {
            "version": FORMAT,
            "engine": engine,
            "kinds": list(self._kinds),
            "shards": len(shards),
            "synonyms": synonyms,
            "filters": [{"id": name, "label": label} for name, label in FILTERS],
            "stop": STOP_WORDS,
        }
        return {path: msgspec.json.encode(content) for path, content in files.items()}

    def documents(self, ids: Sequence[str], topics: Mapping[str, str]) -> bytes:
        """The facets of every document, packed because they are loaded with the first text query.

        ``ids`` is what the index calls each entry, ``topics`` the title of each topic. One text holds one facet of all
        documents, in the order of the entries; `assets/search/docs.js` unpacks them.
        """
        used = sorted({topic for entry in self._entries for topic in entry.topics})
        states = sorted({entry.state for entry in self._entries} | {""})
        audiences = sorted(
            {each for entry in self._entries for each in entry.audiences}, key=lambda each: (each.casefold(), each)
        )
        topic_index = {topic: index for index, topic in enumerate(used)}
        audience_index = {each: index for index, each in enumerate(audiences)}
        return msgspec.json.encode(
            {
                "ids": " ".join(ids),
                "kind": " ".join(str(self._kinds[entry.kind]) for entry in self._entries),
                "state": " ".join(str(states.index(entry.state)) for entry in self._entries),
                "states": states,
                "topics": _lists([topic_index[each] for each in entry.topics] for entry in self._entries),
                "topic_names": [[topic, topics.get(topic, topic)] for topic in used],
                "audiences": _lists([audience_index[each] for each in entry.audiences] for entry in self._entries),
                "audience_names": audiences,
            }
        )

    def _brief(self, entry: Entry) -> Brief:
        brief = (entry.title, entry.address, self._kinds[entry.kind], entry.state, entry.date)
        return (*brief, entry.successors) if entry.successors else brief

    def _shards(self) -> list[dict[str, list[Brief]]]:
        """Every key with the entries that it may mean: those in force first, then those whose own name it is."""
        found: dict[str, list[tuple[tuple[bool, bool, int, str], Entry]]] = {}
        for entry in (*self._entries, *self._rows):
            own = {key(name) for name in entry.names.own}
            for each in own | {key(name) for name in entry.names.other}:
                rank = (bool(entry.state), each not in own, self._kinds[entry.kind], entry.address)
                found.setdefault(each, []).append((rank, entry))
        found.pop("", None)
        keys = {
            each: [self._brief(entry) for _, entry in sorted(entries, key=lambda pair: pair[0])]
            for each, entries in sorted(found.items())
        }
        size = sum(len(each) + 120 * len(entries) for each, entries in keys.items())
        shards: list[dict[str, list[Brief]]] = [{} for _ in range(max(1, -(-size // SHARD_BYTES)))]
        for each, entries in keys.items():
            shards[shard_of(each, len(shards))][each] = entries
        return shards

    def _names(self) -> list[Brief]:
        return [self._brief(entry) for entry in sorted(self._entries, key=lambda entry: (entry.title, entry.address))]


def _lists(rows: Iterable[list[int]]) -> str:
    """Rows of numbers as a text: `0,3 1  2` are four rows, the third of them empty."""
    return " ".join(",".join(map(str, row)) for row in rows)


def words(entries: Iterable[Entry]) -> dict[str, int]:
    """The words that a mistyped one may have been meant for, sorted, with the number of entries that have each."""
    found: Counter[str] = Counter()
    for entry in entries:
        texts = [entry.title, *entry.names.own, *entry.names.other, entry.summary, entry.text]
        texts += (text for passage in entry.passages for text in (passage.title, passage.text))
        found.update({word.lower() for word in _WORD.findall(" ".join(texts)) if len(word) >= _SHORTEST_WORD})
    return dict(sorted(found.items()))
