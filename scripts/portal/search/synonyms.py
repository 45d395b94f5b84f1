"""Words that mean the same, from the glossary: `MFA`, `multi-factor authentication`, `2FA`."""

from __future__ import annotations

from collections.abc import Iterable

from portal.content.kinds.term import Term
from portal.search.spelling import key


def synonyms(terms: Iterable[Term]) -> list[list[str]]:
    """Groups of words for one thing, each with at least two; terms that share a word in one group.

    Terms no longer in force stay out: their words mean something else now, or nothing.
    """
    groups: list[dict[str, str]] = []
    for term in terms:
        if not term.in_force:
            continue
        words = [word for word in (term.title, term.abbreviation, *term.synonyms) if word]
        group = {key(word): word for word in reversed(words)}
        group = {key(word): group[key(word)] for word in words}
        for other in [each for each in groups if each.keys() & group.keys()]:
            groups.remove(other)
            group = {**other, **group}
        groups.append(group)
    found = [list(group.values()) for group in groups if len(group) > 1]
    return sorted(found, key=lambda group: (key(group[0]), group))
