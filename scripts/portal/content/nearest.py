"""The nearest valid choice for a word that is none: what every help line offers."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein


def nearest(word: str, choices: Iterable[str], count: int = 1) -> list[str]:
    """The choices that a person most likely meant, best first; none where nothing is near.

    Two letters swapped, dropped, added or changed count one each; a third of the word may differ.
    """
    folded = {choice.lower(): choice for choice in sorted(choices, reverse=True)}
    cutoff = max(1, len(word) // 3)
    found = process.extract(
        word.lower(), list(folded), scorer=DamerauLevenshtein.distance, limit=count, score_cutoff=cutoff
    )
    return [folded[match] for match, _, _ in found]


def one_of(word: str, choices: Iterable[str], most: int = 12) -> str:
    """A help line: the nearest choice if there is one, and all of them if they are few."""
    listed = list(choices)
    near = nearest(word, listed)
    guess = f"Did you mean `{near[0]}`?" if near else ""
    if len(listed) == 1:
        return guess or f"It can only be `{listed[0]}`."
    if len(listed) <= most:
        named = f"Choose one of {', '.join(listed)}."
        return f"{guess} {named}".strip()
    return guess or f"Choose one of {', '.join(listed[:most])}, …"
