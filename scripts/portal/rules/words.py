"""How messages write numbers, lists and nouns."""

from __future__ import annotations

from collections.abc import Sequence

from portal.content.kinds import KINDS, Record


def count(number: int, noun: str) -> str:
    """A number with its noun: ``1 row``, ``2 rows``."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def listed(words: Sequence[str], joined: str = "and") -> str:
    """Words as a sentence lists them: ``a``, ``a and b``, ``a, b, and c``."""
    if len(words) < 3:
        return f" {joined} ".join(words)
    return f"{', '.join(words[:-1])}, {joined} {words[-1]}"


def quoted(words: Sequence[str], joined: str = "and") -> str:
    """The same with each word marked as written in the file."""
    return listed([f"`{word}`" for word in words], joined)


def a(noun: str) -> str:
    """A noun with its article."""
    return f"{'an' if noun[0].lower() in 'aeiou' else 'a'} {noun}"


def noun_of(record: Record) -> str:
    """What a sentence calls a record: ``a directive``, ``a guidance item``."""
    return a(KINDS[record.kind].label.lower())


def fold(spelling: str) -> str:
    """A spelling without capitals, spaces and punctuation, so that `BOD 26-04` and `bod2604` are one."""
    return "".join(letter for letter in spelling.casefold() if letter.isalnum())
