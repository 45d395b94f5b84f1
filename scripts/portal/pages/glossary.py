"""Glossary terms in prose: the first use of each on a page becomes a link to its definition."""

from __future__ import annotations

import html
from collections.abc import Container, Iterable

import msgspec
from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from portal.content.kinds.term import Term


class Use(msgspec.Struct, frozen=True):
    """One use of a term in a run of text."""

    start: int
    end: int
    term: str
    """The term's id."""


class Glossary:
    """All spellings of all terms in one automaton, made once for a catalogue."""

    def __init__(self, terms: Iterable[Term]) -> None:
        spellings: dict[str, str] = {}
        for term in terms:
            for name in (term.title, term.abbreviation, *term.synonyms):
                if name and len(name) > 1:
                    for spelling in _spellings(name):
                        spellings.setdefault(html.escape(spelling, quote=False), term.id)
        self._terms = list(spellings.values())
        self._automaton = (
            AhoCorasick(list(spellings), matchkind=MatchKind.LeftmostLongest, implementation=Implementation.DFA)
            if spellings
            else None
        )

    def uses(self, text: str, but: Container[str] = ()) -> list[Use]:
        """The whole-word uses in a text, in order, but of some terms; a plural ``s`` belongs to the word."""
        if self._automaton is None:
            return []
        found: list[Use] = []
        for index, start, end in self._automaton.find_matches_as_indexes(text):
            term = self._terms[index]
            if term in but:
                continue
            if end < len(text) and text[end] == "s" and not _in_word(text, end + 1):
                end += 1
            if not _in_word(text, end) and not (start and _is_word(text[start - 1])):
                found.append(Use(start, end, term))
        return found


def _spellings(name: str) -> list[str]:
    """A name as written, and with or without a capital where its words are ordinary; an abbreviation stays as it is."""
    words = name.split()
    found = [name]
    if all(word[1:] == word[1:].lower() for word in words):
        found += [name.lower(), name[0].upper() + name[1:].lower()]
    if words[0][1:] == words[0][1:].lower() and len(words[0]) > 1:
        found += [name[0].upper() + name[1:], name[0].lower() + name[1:]]
    return found


def _is_word(letter: str) -> bool:
    # An ampersand before a letter starts an HTML entity, which is one character and no word.
    return letter.isalnum() or letter in "_-&#/@."


def _in_word(text: str, position: int) -> bool:
    """Whether the word goes on at a position. A full stop goes on only inside a name such as ``kev.json``."""
    if position >= len(text):
        return False
    letter = text[position]
    if letter == ".":
        return position + 1 < len(text) and text[position + 1].isalnum()
    return letter.isalnum() or letter in "_-/@"
